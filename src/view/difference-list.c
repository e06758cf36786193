// SPDX-License-Identifier: GPL-3.0-or-later
// The list of differences: every sentence and phrase added, left out or lost, what was changed in
// substance, and every attribution dropped; each row leads to its words. Made when it is opened,
// since the changes take a comparison of every sentence.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "detect/compare.h"
#include "view/columns.h"
#include "view/state.h"

#include <stdio.h>
#include <stdlib.h>

enum { COUNTERPARTS = 4 };

static enum section_kind kind_at(const struct reader *reader, uint32_t sentence)
{
    const struct article *article = reader->article;
    return article->sections[article->sentences[sentence].section].kind;
}

static void add_words(const struct reader *reader, const struct list_row *row, struct buffer *out)
{
    const char *bytes = reader->article->bytes;
    if (!span_is_empty(row->replaced)) {
        buffer_add(out, bytes + row->replaced.start, span_length(row->replaced));
        buffer_add_string(out, " → ");
    }
    buffer_add(out, bytes + row->hidden[0], row->hidden[1] - row->hidden[0]);
}

// Adds the row, unless the filter keeps it out; under its heading, which comes with the first of
// them.
static void add_row(const struct reader *reader, struct list *list, struct list_row row)
{
    const char *heading = row.heading; // whose group it is in
    struct buffer words = {0};
    add_words(reader, &row, &words);
    bool shown = !reader->filter || !*reader->filter ||
                 filter_matches(reader->filter, buffer_string(&words));
    buffer_fini(&words);
    if (!shown)
        return;
    bool headed = list->count && list->rows[list->count - 1].heading == heading;
    if (!headed)
        list_add(list, ROW_HEADING, 0)->heading = heading;
    row.day = DAY_NONE;
    *list_add(list, ROW_DIFFERENCE, row.index) = row;
}

static void add(const struct reader *reader, struct list *list, const char *heading,
                uint32_t sentence, struct span span, unsigned changes)
{
    add_row(reader, list, (struct list_row){.kind = ROW_DIFFERENCE,
                                            .index = sentence,
                                            .heading = heading,
                                            .hidden = {span.start, span.end, changes}});
}

static void add_phrases(const struct reader *reader, struct list *list, const char *heading,
                        const struct phrase *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(reader, list, heading, phrases[i].sentence, phrases[i].span, 0);
}

static void add_sentences(const struct reader *reader, struct list *list, const char *heading,
                          bool added)
{
    const struct findings *findings = reader->findings;
    for (uint32_t i = 0; i < findings->telling_count; i++) {
        const struct telling *telling = &findings->tellings[i];
        const struct sentence *sentence = &reader->article->sentences[i];
        if (!telling->compared || sentence->kind != SENTENCE_BODY)
            continue;
        bool meant = kind_at(reader, i) == SECTION_ORIGINAL
                         ? !added && telling->carried == CARRIED_OUT
                         : added && telling->derivation == DERIVATION_EDITORIAL;
        if (meant)
            add(reader, list, heading, i, sentence->span, 0);
    }
}

// A change leads to what the introduction says now, or, where it says nothing, to what is gone, in
// the original: the name, title or number itself.
static void add_change(const struct reader *reader, struct list *list, const struct change *change)
{
    const struct change_side *side = change->gained.kinds ? &change->gained : &change->lost;
    struct list_row row = {.kind = ROW_DIFFERENCE,
                           .heading = _("CHANGED"),
                           .hidden = {side->span.start, side->span.end, change->kinds}};
    row.index = (uint32_t)article_sentence_at(reader->article, side->span.start);
    if (change->gained.kinds && change->lost.kinds)
        row.replaced = change->lost.span;
    add_row(reader, list, row);
}

static void add_changes_of(const struct reader *reader, struct list *list, uint32_t intro,
                           const uint32_t *others, size_t count)
{
    struct change_list changes = {0};
    compare_list_changes(reader->comparison, intro, others, count, &changes);
    for (size_t i = 0; i < changes.count; i++)
        add_change(reader, list, &changes.items[i]);
    change_list_fini(&changes);
    if (compare_changes(reader->comparison, intro, others, count) & CHANGE_QUOTATION)
        add(reader, list, _("CHANGED"), intro, reader->article->sentences[intro].span,
            CHANGE_QUOTATION);
}

static void add_changes(const struct reader *reader, struct list *list)
{
    const struct findings *findings = reader->findings;
    for (uint32_t i = 0; i < findings->telling_count; i++) {
        uint32_t others[COUNTERPARTS];
        if (!findings->tellings[i].compared || kind_at(reader, i) != SECTION_INTRODUCTION)
            continue;
        size_t count =
            findings_counterparts(findings, reader->article, i, others, COUNTERPARTS);
        if (count)
            add_changes_of(reader, list, i, others, count < COUNTERPARTS ? count : COUNTERPARTS);
    }
}

static void add_voices(const struct reader *reader, struct list *list)
{
    for (uint32_t i = 0; i < reader->findings->telling_count; i++) {
        if (reader->findings->tellings[i].compared &&
            reader->findings->tellings[i].attribution_dropped)
            add(reader, list, _("VOICE"), i, reader->article->sentences[i].span, 0);
    }
}

void difference_list_fill(const struct reader *reader, struct list *list)
{
    const struct findings *findings = reader->findings;
    list->count = 0;
    if (article_is_retold(reader->article)) {
        add_sentences(reader, list, _("ADDED"), true);
        add_phrases(reader, list, _("WORDS ADDED"), findings->added, findings->added_count);
        add_sentences(reader, list, _("LEFT OUT"), false);
        add_phrases(reader, list, _("WORDS LOST"), findings->lost, findings->lost_count);
        add_changes(reader, list);
        add_voices(reader, list);
    }
    if (list->count == 0)
        list_add(list, ROW_HEADING, 0)->heading =
            reader->filter && *reader->filter ? _("nothing has these letters")
                                              : _("no originals here: nothing to compare");
}

// "name lost: ", before the words.
static void add_change_words(const struct reader *reader, const struct list_row *row,
                             struct buffer *out)
{
    if (!row->hidden[2])
        return;
    compare_kind_words((unsigned)row->hidden[2], out);
    if (span_is_empty(row->replaced) && row->hidden[2] != CHANGE_QUOTATION)
        buffer_format(out, " %s",
                      kind_at(reader, row->index) == SECTION_ORIGINAL ? _("lost") : _("added"));
    buffer_add_string(out, ": ");
}

static void draw_row(const struct reader *reader, struct area area, int row,
                     const struct list_row *item)
{
    enum { PLACE = 5 };
    if (item->kind == ROW_HEADING) {
        area_draw_cut(area, row, 1, area.columns - 2, ROLE_HEADING, item->heading);
        return;
    }
    const struct article *article = reader->article;
    const struct sentence *sentence = &article->sentences[item->index];
    char letters[8];
    reader_section_letters(reader, sentence->section, letters);
    struct buffer words = {0};
    buffer_format(&words, "%s%zu", letters,
                  sentence->paragraph - article->sections[sentence->section].first_paragraph + 1);
    area_draw_cut(area, row, 1, PLACE - 1, ROLE_GUTTER_LETTER, buffer_string(&words));
    buffer_clear(&words);
    add_change_words(reader, item, &words);
    int column = area_draw_cut(area, row, 1 + PLACE, area.columns - PLACE - 2, ROLE_FAINT,
                               buffer_string(&words));
    buffer_clear(&words);
    add_words(reader, item, &words);
    area_draw_cut(area, row, column, area.columns - column - 1, ROLE_TEXT, buffer_string(&words));
    buffer_fini(&words);
}

// Under the list the words of the chosen row whole, in their sentence.
void difference_list_draw(struct reader *reader, struct area area)
{
    struct list *list = &reader->lists[VIEW_DIFFERENCES];
    struct rich card = {0};
    if (list->chosen < list->count && list->rows[list->chosen].kind == ROW_DIFFERENCE) {
        const struct list_row *row = &list->rows[list->chosen];
        const char *bytes = reader->article->bytes;
        struct span sentence = reader->article->sentences[row->index].span;
        struct buffer words = {0};
        add_change_words(reader, row, &words);
        rich_add(&card, ROLE_FAINT, buffer_string(&words));
        buffer_clear(&words);
        add_words(reader, row, &words);
        rich_add(&card, ROLE_HEADING, buffer_string(&words));
        buffer_fini(&words);
        if (row->hidden[0] > sentence.start || row->hidden[1] < sentence.end) {
            rich_add(&card, ROLE_TEXT, "\n");
            rich_add_bytes(&card, ROLE_TEXT, bytes + sentence.start, span_length(sentence));
        }
    }
    list_draw_with_card(reader, area, list, draw_row, &card);
    rich_fini(&card);
}

void reader_do_view_differences(struct reader *reader, long count)
{
    (void)count;
    reader_open_view(reader, VIEW_DIFFERENCES);
}
