// SPDX-License-Identifier: GPL-3.0-or-later
// Cite: the selection with where it stands: agency, headline, place and day of an original; title,
// author, site, day and address of the whole as a page in HTML gives them, and the day it was saved;
// file, paragraph, characters. In which form, view/citation.h tells. What is not known is left out.

#include <config.h>

#include "base/files.h"
#include "text/safe.h"
#include "view/calendar.h"
#include "view/citation.h"
#include "view/state.h"

#include <string.h>

// The values of a citation: those that are known as offsets into `words`, each ended by NUL.
struct values {
    struct buffer words;
    size_t start[CITATION_FIELD_COUNT];
    bool known[CITATION_FIELD_COUNT];
};

static void begin_value(struct values *values, enum citation_field field)
{
    values->known[field] = true;
    values->start[field] = values->words.length;
}

static void end_value(struct values *values)
{
    buffer_add_byte(&values->words, '\0');
}

static void set_safe(struct values *values, enum citation_field field, const char *value)
{
    if (!value)
        return;
    begin_value(values, field);
    safe_add(&values->words, value, strlen(value));
    end_value(values);
}

static void set_span(struct values *values, enum citation_field field,
                     const struct article *article, struct span span)
{
    if (span_is_empty(span))
        return;
    begin_value(values, field);
    buffer_add(&values->words, article->bytes + span.start, span_length(span));
    end_value(values);
}

static void set_number(struct values *values, enum citation_field field, size_t number)
{
    begin_value(values, field);
    buffer_format(&values->words, "%zu", number);
    end_value(values);
}

static void set_day(struct values *values, enum citation_field field, enum citation_field iso,
                    day_number at)
{
    int year, month, day;
    day_to_civil(at, &year, &month, &day);
    begin_value(values, field);
    buffer_format(&values->words, "%d %s %d", day, calendar_month(month), year);
    end_value(values);
    begin_value(values, iso);
    day_format_iso(at, &values->words);
    end_value(values);
}

static const struct date_mention *date_of_original(const struct reader *reader,
                                                   const struct section *section)
{
    for (size_t i = 0; i < reader->findings->date_count; i++) {
        const struct date_mention *date = &reader->findings->dates[i];
        if (date->class == DATE_DATELINE && span_contains(section->span, date->span))
            return date;
    }
    return NULL;
}

// The day of a dateline; without its year where that is not known.
static void set_dateline_day(struct values *values, const struct date_mention *date)
{
    if (date->from != DAY_NONE) {
        set_day(values, CITATION_DATE, CITATION_DATE_ISO, date->from);
        return;
    }
    int year = date->written.year, month = date->written.month, day = date->written.day;
    if (!month || !day)
        return;
    begin_value(values, CITATION_DATE);
    buffer_format(&values->words, "%d %s", day, calendar_month(month));
    if (year)
        buffer_format(&values->words, " %d", year);
    end_value(values);
}

static void set_original(struct values *values, const struct reader *reader,
                         const struct section *section)
{
    const struct date_mention *date = date_of_original(reader, section);
    set_span(values, CITATION_AGENCY, reader->article, section->dateline.agency);
    set_span(values, CITATION_HEADLINE, reader->article, section->headline);
    set_span(values, CITATION_PLACE, reader->article, section->dateline.place);
    if (date)
        set_dateline_day(values, date);
    if (values->known[CITATION_TITLE] || values->known[CITATION_SITE])
        set_safe(values, CITATION_ORIGINAL, "");
}

// Title, author, site, day of publication, address, and the day on which the file was saved. An
// original is not by the author of the page that reproduces it.
static void set_whole(struct values *values, const struct article *article, bool original)
{
    const int64_t microseconds_a_day = INT64_C(86400) * 1000000;
    const struct text_metadata *metadata = text_metadata(article->text);
    if (article->section_count && article->sections[0].kind == SECTION_TITLE)
        set_span(values, CITATION_TITLE, article, article->sections[0].headline);
    if (!metadata)
        return;
    set_safe(values, CITATION_SITE, metadata->site);
    if (!original)
        set_safe(values, CITATION_AUTHOR, metadata->author);
    if (metadata->date != DAY_NONE)
        set_day(values, CITATION_PUBLISHED, CITATION_PUBLISHED_ISO, metadata->date);
    set_safe(values, CITATION_URL, metadata->url);
    if (metadata->url && text_modified(article->text) > 0)
        set_day(values, CITATION_ACCESSED, CITATION_ACCESSED_ISO,
                (day_number)(text_modified(article->text) / microseconds_a_day));
}

// In the file it stands in, paragraphs too.
static void set_place(struct values *values, const struct article *article, struct span span)
{
    size_t paragraph = article_paragraph_at(article, span.start), first = 0;
    size_t start = article_code_point(article, span.start);
    if (article->dossier)
        first = article_paragraph_at(
            article, article->dossier->parts[dossier_part_at(article->dossier, span.start)].start);
    set_safe(values, CITATION_FILE, path_name(text_path(article_file(article, span.start))));
    set_number(values, CITATION_PARAGRAPH, paragraph - first + 1);
    set_number(values, CITATION_START, start);
    set_number(values, CITATION_END,
               start + text_code_point(article->text, span.end) -
                   text_code_point(article->text, span.start));
}

static void add_citation(const struct reader *reader, struct span span, struct buffer *out)
{
    const struct article *article = reader->article;
    const struct section *section =
        &article->sections[article->sentences[article_sentence_at(article, span.start)].section];
    bool original = section->kind == SECTION_ORIGINAL;
    struct values values = {0};
    set_span(&values, CITATION_QUOTE, article, span);
    set_whole(&values, article, original);
    if (original)
        set_original(&values, reader, section);
    set_place(&values, article, span);
    const char *strings[CITATION_FIELD_COUNT];
    for (size_t i = 0; i < CITATION_FIELD_COUNT; i++)
        strings[i] = values.known[i] ? values.words.data + values.start[i] : NULL;
    struct citation_form *usual = reader->material.citation ? NULL : citation_form_new_usual();
    citation_form_add(usual ? usual : reader->material.citation, strings, out);
    citation_form_free(usual);
    buffer_fini(&values.words);
}

void reader_do_cite(struct reader *reader, long count)
{
    (void)count;
    if (reader->article->sentence_count == 0)
        return;
    struct buffer citation = {0};
    add_citation(reader, reader_selected(reader), &citation);
    reader_copy(reader, buffer_take(&citation));
}
