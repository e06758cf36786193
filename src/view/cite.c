// SPDX-License-Identifier: GPL-3.0-or-later
// Cite: the selection with where it stands: agency, headline, place and day of an original, the
// title of the whole, file, paragraph, characters. What is not known is left out.

#include <config.h>

#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "view/calendar.h"
#include "view/state.h"

#include <stdlib.h>

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

static void add_citation(const struct reader *reader, struct span span, struct buffer *out)
{
    const struct article *article = reader->article;
    const struct section *section =
        &article->sections[article->sentences[article_sentence_at(article, span.start)].section];
    struct span title = {0};
    if (article->section_count && article->sections[0].kind == SECTION_TITLE)
        title = article->sections[0].headline;
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
    if (original && !span_is_empty(title)) {
        buffer_add_string(out, out->data[out->length - 1] == '(' ? "" : "; ");
        buffer_add_string(out, _("as reproduced in "));
        buffer_add_string(out, "“");
        buffer_add(out, article->bytes + title.start, span_length(title));
        buffer_add_string(out, "”");
    } else {
        add_part(out, "; ", reader, "“", title, "”");
    }
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
