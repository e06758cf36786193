// SPDX-License-Identifier: GPL-3.0-or-later
// Cite: the selection with where it stands: agency, headline, place and day of an original; title,
// author, site, day and address of the whole as a page in HTML gives them, and the day it was saved;
// file, paragraph, characters. What is not known is left out.

#include <config.h>

#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "text/safe.h"
#include "view/calendar.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

static void add_part(struct buffer *out, const char *between, const struct reader *reader,
                     const char *open, struct span span, const char *close)
{
    if (span_is_empty(span))
        return;
    if (out->length && out->data[out->length - 1] != '(')
        buffer_add_string(out, between);
    buffer_add_string(out, open);
    buffer_add(out, reader->article->bytes + span.start, span_length(span));
    buffer_add_string(out, close);
}

static void add_day(struct buffer *out, const struct reader *reader, const struct section *section)
{
    for (size_t i = 0; i < reader->findings->date_count; i++) {
        const struct date_mention *date = &reader->findings->dates[i];
        if (date->class != DATE_DATELINE || !span_contains(section->span, date->span))
            continue;
        int year = date->written.year, month = date->written.month, day = date->written.day;
        if (date->from != DAY_NONE)
            day_to_civil(date->from, &year, &month, &day);
        if (month && day)
            buffer_format(out, ", %d %s", day, calendar_month(month));
        if (month && day && year)
            buffer_format(out, " %d", year);
        return;
    }
}

static void add_civil_day(struct buffer *out, day_number at)
{
    int year, month, day;
    day_to_civil(at, &year, &month, &day);
    buffer_format(out, "%d %s %d", day, calendar_month(month), year);
}

static void add_safe(struct buffer *out, const char *between, const char *value)
{
    if (!value)
        return;
    if (out->data[out->length - 1] != '(')
        buffer_add_string(out, between);
    safe_add(out, value, strlen(value));
}

// Title, author, site and day of publication.
static void add_whole(struct buffer *out, const struct reader *reader, bool original)
{
    const struct article *article = reader->article;
    const struct text_metadata *metadata = text_metadata(article->text);
    struct span title = {0};
    if (article->section_count && article->sections[0].kind == SECTION_TITLE)
        title = article->sections[0].headline;
    bool some = !span_is_empty(title) || (metadata && metadata->site);
    if (some && out->data[out->length - 1] != '(')
        buffer_add_string(out, "; ");
    if (some && original)
        buffer_add_string(out, _("as reproduced in "));
    if (!original && metadata)
        add_safe(out, ", ", metadata->author);
    const char *between = original ? "" : ", ";
    if (!span_is_empty(title))
        add_part(out, between, reader, "“", title, "”");
    if (metadata)
        add_safe(out, span_is_empty(title) ? between : ", ", metadata->site);
    if (metadata && metadata->date != DAY_NONE) {
        buffer_add_string(out, out->data[out->length - 1] == '(' ? "" : ", ");
        add_civil_day(out, metadata->date);
    }
}

// The page's address and the day on which the file was saved.
static void add_address(struct buffer *out, const struct reader *reader)
{
    const int64_t microseconds_a_day = INT64_C(86400) * 1000000;
    const struct text *text = reader->article->text;
    const struct text_metadata *metadata = text_metadata(text);
    if (!metadata || !metadata->url)
        return;
    add_safe(out, "; ", metadata->url);
    if (text_modified(text) > 0) {
        buffer_add_string(out, _("; accessed "));
        add_civil_day(out, (day_number)(text_modified(text) / microseconds_a_day));
    }
}

static void add_citation(const struct reader *reader, struct span span, struct buffer *out)
{
    const struct article *article = reader->article;
    const struct section *section =
        &article->sections[article->sentences[article_sentence_at(article, span.start)].section];
    buffer_add_string(out, "“");
    buffer_add(out, article->bytes + span.start, span_length(span));
    buffer_add_string(out, "” (");
    bool original = section->kind == SECTION_ORIGINAL;
    if (original) {
        add_part(out, ", ", reader, "", section->dateline.agency, "");
        add_part(out, ", ", reader, "“", section->headline, "”");
        add_part(out, ", ", reader, "", section->dateline.place, "");
        add_day(out, reader, section);
    }
    add_whole(out, reader, original);
    add_address(out, reader);
    if (out->data[out->length - 1] != '(')
        buffer_add_string(out, "; ");
    // In the file it stands in, paragraphs too.
    size_t paragraph = article_paragraph_at(article, span.start), first = 0;
    if (article->dossier)
        first = article_paragraph_at(
            article, article->dossier->parts[dossier_part_at(article->dossier, span.start)].start);
    buffer_format(out, _("%s, ¶ %zu, characters %zu–%zu)"),
                  path_name(text_path(article_file(article, span.start))), paragraph - first + 1,
                  article_code_point(article, span.start),
                  article_code_point(article, span.start) +
                      text_code_point(article->text, span.end) -
                      text_code_point(article->text, span.start));
}

void reader_do_cite(struct reader *reader, long count)
{
    (void)count;
    if (reader->article->sentence_count == 0)
        return;
    struct buffer citation = {0};
    add_citation(reader, reader_selected(reader), &citation);
    free(reader->clipboard);
    reader->clipboard = buffer_take(&citation);
    reader->requests |= REQUEST_CLIPBOARD;
    reader_end_selection(reader);
    reader_say(reader, _("copied with its citation by the terminal (OSC 52), where it has that"));
}
