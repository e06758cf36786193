// SPDX-License-Identifier: GPL-3.0-or-later
// Dates: collects what is written (dates-forms), decides the year (dates-year) and resolves
// (dates-resolve). One pass over the tokens, then passes over what was found.

#include <config.h>

#include "detect/dates.h"

#include "article/dateline.h"
#include "base/memory.h"
#include "detect/dates-items.h"

#include <stdlib.h>
#include <string.h>

static struct date_item *add_item(struct date_items *items, const struct article *article,
                                  const struct date_form *form, size_t section, size_t sentence)
{
    items->items =
        memory_grow(items->items, &items->capacity, items->count + 1, sizeof *items->items);
    struct date_item *item = &items->items[items->count++];
    const struct token *tokens = article->tokens.items;
    *item = (struct date_item){.form = *form,
                               .span = {tokens[form->first].start, tokens[form->end - 1].end},
                               .section = section,
                               .sentence = sentence,
                               .from = DAY_NONE,
                               .to = DAY_NONE};
    return item;
}

static bool needs_tense(const struct date_form *form)
{
    return form->kind == DATE_FORM_WEEKDAY || form->kind == DATE_FORM_DURATION ||
           form->kind == DATE_FORM_UNIT || (form->kind == DATE_FORM_CALENDAR && !form->from.year);
}

// "Posted Friday 7 June" as a line of its own.
static bool is_publication_line(const struct article *article, size_t index)
{
    enum { LONGEST_LINE = 24 };
    const struct sentence *sentence = &article->sentences[index];
    const struct paragraph *paragraph = &article->paragraphs[sentence->paragraph];
    struct dateline dateline;
    return paragraph->sentence_count == 1 && sentence->token_count <= LONGEST_LINE &&
           dateline_parse_publication_line(article->bytes,
                                           article->tokens.items + sentence->first_token,
                                           sentence->token_count, &dateline);
}

// "This report was first published Dec. 2, 2021." as a paragraph of its own, its date at `date`.
static bool is_publication_note(const struct article *article, size_t index, size_t date)
{
    enum { LONGEST_NOTE = 24 };
    const struct sentence *sentence = &article->sentences[index];
    const struct token *tokens = article->tokens.items;
    if (sentence->token_count > LONGEST_NOTE ||
        article->paragraphs[sentence->paragraph].sentence_count != 1)
        return false;
    for (size_t i = date; i-- > sentence->first_token && date - i <= 2;) {
        if (token_is(article->bytes, &tokens[i], "published") ||
            token_is(article->bytes, &tokens[i], "posted") ||
            token_is(article->bytes, &tokens[i], "updated"))
            return i > sentence->first_token;
    }
    return false;
}

static void collect_sentence(const struct article *article, const struct date_words *words,
                             size_t index, struct date_items *items)
{
    const struct sentence *sentence = &article->sentences[index];
    size_t first = sentence->first_token, end = first + sentence->token_count;
    struct date_grammar grammar = {article->bytes, article->tokens.items, words, first, end, first};
    for (size_t i = first; i < end; i++) {
        struct date_form form;
        if (!date_form_match(&grammar, i, &form))
            continue;
        enum tense tense =
            needs_tense(&form) ? tense_at(article, first, end, form.first) : TENSE_UNKNOWN;
        if (form.season && tense != TENSE_FUTURE)
            continue; // "in summer": any summer
        if (form.kind == DATE_FORM_CALENDAR && form.from.day &&
            (is_publication_line(article, index) ||
             is_publication_note(article, index, form.first)))
            form.class = DATE_DATELINE;
        add_item(items, article, &form, sentence->section, index)->tense = tense;
        grammar.floor = form.end;
        i = form.end - 1;
    }
}

// The date of a section's dateline: as the grammar reads it, for its weekday and order, else as
// the article has it.
static void collect_dateline(const struct article *article, const struct date_words *words,
                             size_t section, struct date_items *items)
{
    const struct dateline *dateline = &article->sections[section].dateline;
    if (span_is_empty(dateline->date))
        return;
    size_t first = tokens_find(&article->tokens, dateline->date.start);
    size_t end = tokens_find(&article->tokens, dateline->date.end);
    if (end <= first)
        return;
    struct date_grammar grammar = {article->bytes, article->tokens.items, words, first, end, first};
    struct date_form form, whole = {.kind = DATE_FORM_CALENDAR,
                                    .from = dateline->written,
                                    .to = dateline->written,
                                    .weekday = -1,
                                    .to_weekday = -1};
    for (size_t i = first; i < end; i++) {
        if (date_form_match(&grammar, i, &form) && form.kind == DATE_FORM_CALENDAR) {
            whole = form;
            break;
        }
    }
    whole.class = DATE_DATELINE;
    whole.first = first;
    whole.end = end;
    add_item(items, article, &whole, section, DATE_ITEM_NO_SENTENCE)->span = dateline->date;
}

void dates_collect(const struct article *article, struct date_items *items)
{
    struct date_words words;
    date_words_init(&words);
    for (size_t s = 0; s < article->section_count; s++) {
        const struct section *section = &article->sections[s];
        bool open = !span_is_empty(section->dateline.date);
        for (size_t i = 0; i < section->sentence_count; i++) {
            size_t sentence = section->first_sentence + i;
            if (open && article->sentences[sentence].span.start >= section->dateline.date.end) {
                collect_dateline(article, &words, s, items);
                open = false;
            }
            collect_sentence(article, &words, sentence, items);
        }
        if (open)
            collect_dateline(article, &words, s, items);
    }
}

// Which of day/month and month/day a document writes: by a date that leaves no choice, else by
// the order in which it writes months as words, else day first.
static bool is_month_first(const struct date_items *items)
{
    size_t month_first = 0, day_first = 0;
    for (size_t i = 0; i < items->count; i++) {
        const struct date_form *form = &items->items[i].form;
        if (form->kind == DATE_FORM_CALENDAR && form->from.day && !form->order_unknown) {
            month_first += form->month_first;
            day_first += !form->month_first && !form->year_first;
        }
    }
    return month_first > day_first;
}

// Settles numeric dates of unknown order: a dateline that is told in words within the document and
// lies within a week decides for itself.
static void settle_order(struct date_items *items)
{
    bool month_first = is_month_first(items);
    for (size_t i = 0; i < items->count; i++) {
        struct date_form *form = &items->items[i].form;
        if (!form->order_unknown)
            continue;
        size_t near[2] = {0, 0};
        struct partial_date ways[2] = {form->from,
                                       {form->from.year, form->from.day, form->from.month}};
        for (size_t k = 0; k < items->count && k < 256; k++) {
            const struct date_form *other = &items->items[k].form;
            if (other->kind != DATE_FORM_CALENDAR || other->order_unknown || !other->from.day)
                continue;
            for (int way = 0; way < 2; way++) {
                day_number day = day_from_civil(ways[way].year, ways[way].month, ways[way].day);
                if (day == DAY_NONE || (other->from.year && other->from.year != ways[way].year))
                    continue;
                day_number there = dates_nearest(other->from, day);
                near[way] += there != DAY_NONE && abs(there - day) <= 7;
            }
        }
        bool swap = near[0] == near[1] ? month_first : near[1] > near[0];
        form->from = form->to = ways[swap];
    }
}

// Whether a date stands in a name: in a person's, or in a longer one of another kind.
static bool is_in_name(const struct findings *findings, struct span span, size_t *cursor)
{
    while (*cursor < findings->mention_count && findings->mentions[*cursor].span.end <= span.start)
        ++*cursor;
    for (size_t i = *cursor; i < findings->mention_count; i++) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->span.start >= span.end)
            break;
        if (mention->nested || mention->type == ENTITY_PLACE || mention->type == ENTITY_NORP)
            continue;
        if (mention->type == ENTITY_PERSON ||
            (span_contains(mention->span, span) && span_length(mention->span) > span_length(span)))
            return true;
    }
    return false;
}

static void drop_names(const struct findings *findings, struct date_items *items)
{
    size_t kept = 0, cursor = 0;
    for (size_t i = 0; i < items->count; i++) {
        if (!is_in_name(findings, items->items[i].span, &cursor))
            items->items[kept++] = items->items[i];
    }
    items->count = kept;
}

void dates_find(const struct article *article, const struct dates_options *options,
                struct findings *findings)
{
    struct date_items items = {0};
    dates_collect(article, &items);
    drop_names(findings, &items);
    settle_order(&items);
    struct date_year year = dates_decide_year(article, options, &items);
    dates_resolve(article, options, &year, &items);
    findings->year = year.year;
    findings->year_inferred = year.inferred;
    free(findings->year_reason);
    findings->year_reason = year.reason;
    findings->dates = memory_grow(findings->dates, &findings->date_capacity, items.count + 1,
                                  sizeof *findings->dates);
    findings->date_count = items.count;
    for (size_t i = 0; i < items.count; i++) {
        const struct date_item *item = &items.items[i];
        findings->dates[i] = (struct date_mention){
            .span = item->span,
            .class = item->form.class,
            .from = item->from,
            .to = item->to,
            .written = item->written,
            .year_inferred = year.inferred && !item->form.from.year,
        };
    }
    free(items.items);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static int digits_value(const char *digits, size_t count)
{
    int value = 0;
    for (size_t i = 0; i < count; i++)
        value = value * 10 + (digits[i] - '0');
    return value;
}

void dates_from_file_name(const char *path, struct dates_options *options)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    options->file_year = 0;
    options->file_date = DAY_NONE;
    for (const char *at = name; *at;) {
        size_t run = strspn(at, "0123456789");
        if (run == 0) {
            at++;
            continue;
        }
        int year = run >= 4 ? digits_value(at, 4) : 0;
        day_number day = DAY_NONE;
        if (run == 8) {
            day = day_from_civil(year, digits_value(at + 4, 2), digits_value(at + 6, 2));
        } else if (run == 4 && at[4] && strchr("-_. ", at[4]) && is_digit(at[5]) &&
                   is_digit(at[6]) && at[7] == at[4] && is_digit(at[8]) && is_digit(at[9]) &&
                   !is_digit(at[10])) {
            day = day_from_civil(year, digits_value(at + 5, 2), digits_value(at + 8, 2));
        }
        if (year >= 1900 && year <= 2199 && (run == 4 || day != DAY_NONE)) {
            options->file_year = year;
            options->file_date = day;
            if (day != DAY_NONE)
                return;
        }
        at += run;
    }
}
