// SPDX-License-Identifier: GPL-3.0-or-later
// Compare: one original beside what the introduction made of it, row by row, with gaps where
// something was left out. Here: which row one is at. The focus follows it, so that acts and the
// way back mean it.

#include <config.h>

#include "base/i18n.h"
#include "view/compare-rows.h"
#include "view/state.h"

#include <stdlib.h>

// --- where one is ----------------------------------------------------------------------------------

// The original that is compared first: that of the focus, or, where it has none, of the sentence
// before it.
static size_t section_of_focus(const struct reader *reader)
{
    const struct article *article = reader->article;
    size_t section = article->sentences[reader->focus].section;
    if (article->sections[section].kind == SECTION_ORIGINAL)
        return section;
    for (size_t i = reader->focus + 1; i-- > article->sections[section].first_sentence;) {
        uint32_t other;
        if (findings_counterparts(reader->findings, article, (uint32_t)i, &other, 1))
            return article->sentences[other].section;
    }
    return article_original(article, 1);
}

static struct compare_rows rows_of(const struct reader *reader)
{
    return compare_rows_make(reader->article, reader->findings, reader->compare_section);
}

// The row of the focus; where it is in none, `otherwise` or the last one.
static size_t row_of_focus(const struct reader *reader, size_t otherwise)
{
    struct compare_rows rows = rows_of(reader);
    size_t found = otherwise < rows.count ? otherwise : rows.count ? rows.count - 1 : 0;
    for (size_t i = rows.count; i-- > 0;) {
        if (compare_row_has(&rows.items[i], reader->focus))
            found = i;
    }
    free(rows.items);
    return found;
}

void compare_open(struct reader *reader)
{
    reader->compare_event = FINDINGS_NONE;
    reader->compare_from = VIEW_NONE;
    reader->compare_section = section_of_focus(reader);
    reader->compare_chosen = reader->compare_top = row_of_focus(reader, 0);
}

void compare_open_event(struct reader *reader, uint32_t engagement)
{
    enum view_kind from = reader->view;
    if (reader->view != VIEW_COMPARE)
        reader_open_view(reader, VIEW_COMPARE);
    reader->compare_event = engagement;
    reader->compare_from = from;
    reader->page_top = 0;
    compare_event_build(reader, engagement, &reader->page);
}

void compare_refresh(struct reader *reader)
{
    const struct article *article = reader->article;
    if (reader->compare_event == FINDINGS_NONE && !article_is_retold(article))
        reader_close_view(reader);
    else if (reader->compare_event == FINDINGS_NONE &&
             (reader->compare_section >= article->section_count ||
              article->sections[reader->compare_section].kind != SECTION_ORIGINAL))
        compare_open(reader);
    else if (reader->compare_event == FINDINGS_NONE)
        reader->compare_chosen = row_of_focus(reader, reader->compare_chosen);
    else
        compare_event_build(reader, reader->compare_event, &reader->page);
}

bool compare_chosen_row(const struct reader *reader, struct compare_row *row)
{
    struct compare_rows rows = rows_of(reader);
    bool found = reader->compare_chosen < rows.count;
    if (found)
        *row = rows.items[reader->compare_chosen];
    free(rows.items);
    return found;
}

// The focus follows the chosen row, so that acts and the way back mean it.
static void choose(struct reader *reader, const struct compare_rows *rows, size_t index)
{
    reader->compare_chosen = index;
    const struct compare_row *row = &rows->items[index];
    reader_set_focus(reader, row->intro != FINDINGS_NONE ? row->intro : row->originals[0]);
}

void compare_move(struct reader *reader, long by)
{
    if (reader->compare_event != FINDINGS_NONE) {
        long top = (long)reader->page_top + by;
        reader->page_top = top > 0 ? (size_t)top : 0;
        return;
    }
    struct compare_rows rows = rows_of(reader);
    long target = (long)reader->compare_chosen + by;
    if (target < 0)
        target = 0;
    if (target >= (long)rows.count)
        target = (long)rows.count - 1;
    if (rows.count)
        choose(reader, &rows, (size_t)target);
    free(rows.items);
}

static void go_by_original(struct reader *reader, int by)
{
    if (reader->view != VIEW_COMPARE || reader->compare_event != FINDINGS_NONE) {
        reader_say(reader, _("J and K go to other originals in the comparison (C)"));
        return;
    }
    unsigned ordinal = reader->article->sections[reader->compare_section].ordinal;
    size_t section = article_original(reader->article, ordinal + (unsigned)by);
    if (section == SIZE_MAX || ordinal + (unsigned)by == 0) {
        reader_say(reader, _("no further original"));
        return;
    }
    reader->compare_section = section;
    reader->compare_chosen = reader->compare_top = 0;
    compare_move(reader, 0);
}

void reader_do_compare_next(struct reader *reader, long count)
{
    (void)count;
    go_by_original(reader, 1);
}

void reader_do_compare_previous(struct reader *reader, long count)
{
    (void)count;
    go_by_original(reader, -1);
}

static void go_by_difference(struct reader *reader, bool added)
{
    struct compare_rows rows = rows_of(reader);
    size_t index = reader->compare_chosen + 1;
    for (; index < rows.count; index++) {
        const struct compare_row *row = &rows.items[index];
        const struct telling *telling =
            row->intro == FINDINGS_NONE ? NULL : &reader->findings->tellings[row->intro];
        bool gains = telling && (telling->gained || row->original_count == 0);
        if (added ? gains : !telling || telling->lost)
            break;
    }
    if (index < rows.count)
        choose(reader, &rows, index);
    else
        reader_say(reader, added ? _("no further addition here") : _("no further loss here"));
    free(rows.items);
}

void reader_do_compare_addition(struct reader *reader, long count)
{
    (void)count;
    if (reader->view == VIEW_COMPARE)
        go_by_difference(reader, true);
    else
        reader_do_next_addition(reader, 0);
}

void reader_do_compare_loss(struct reader *reader, long count)
{
    (void)count;
    if (reader->view == VIEW_COMPARE)
        go_by_difference(reader, false);
    else
        reader_do_next_loss(reader, 0);
}
