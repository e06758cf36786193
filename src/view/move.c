// SPDX-License-Identifier: GPL-3.0-or-later
// Move: the text under the window, and the focus that stays in view.

#include <config.h>

#include "base/i18n.h"
#include "view/state.h"

static int body_rows(const struct reader *reader)
{
    struct frame frame = reader_frame(reader);
    return frame.body_rows > 0 ? frame.body_rows : 1;
}

static struct layout_place sentence_first(const struct reader *reader, size_t sentence)
{
    return layout_find(reader->layout, reader->article->sentences[sentence].span.start);
}

static struct layout_place sentence_last(const struct reader *reader, size_t sentence)
{
    return layout_find(reader->layout, reader->article->sentences[sentence].span.end - 1);
}

// The last page is full: the top goes no further than that.
static void clamp_top(struct reader *reader)
{
    if (layout_compare(reader->top, layout_first(reader->layout)) <= 0)
        return; // and the end of the text need not be laid out
    struct layout_place last = layout_last(reader->layout);
    layout_move(reader->layout, &last, -(long)(body_rows(reader) - 1));
    if (layout_compare(reader->top, last) > 0)
        reader->top = last;
}

static struct layout_place bottom(const struct reader *reader)
{
    struct layout_place place = reader->top;
    layout_move(reader->layout, &place, body_rows(reader) - 1);
    return place;
}

static bool is_wholly_shown(const struct reader *reader, size_t sentence)
{
    return layout_compare(sentence_first(reader, sentence), reader->top) >= 0 &&
           layout_compare(sentence_last(reader, sentence), bottom(reader)) <= 0;
}

static bool is_partly_shown(const struct reader *reader, size_t sentence)
{
    return layout_compare(sentence_last(reader, sentence), reader->top) >= 0 &&
           layout_compare(sentence_first(reader, sentence), bottom(reader)) <= 0;
}

static bool is_hidden(const struct reader *reader, size_t sentence)
{
    return !layout_is_shown(reader->layout, reader->article->sentences[sentence].paragraph);
}

// The nearest sentence from `sentence` on, either way, that is not hidden (&); SIZE_MAX: none.
static size_t unhidden(const struct reader *reader, size_t sentence, bool forward)
{
    while (sentence < reader->article->sentence_count && is_hidden(reader, sentence))
        sentence += forward ? 1 : (size_t)-1; // before the first: wraps round, and ends
    return sentence < reader->article->sentence_count ? sentence : SIZE_MAX;
}

// Whoever leads to a passage that is hidden brings all back.
static void change_focus(struct reader *reader, size_t sentence)
{
    if (is_hidden(reader, sentence))
        reader_show_all(reader);
    if (sentence != reader->focus) {
        reader->focus = sentence;
        reader->peek_stale = true;
        reader->counterpart = 0;
    }
    reader->arrived = SIZE_MAX;
}

// The first sentence wholly shown, else the first shown in part; the last one likewise.
static size_t shown_sentence(const struct reader *reader, bool from_end)
{
    const struct article *article = reader->article;
    struct layout_place edge = from_end ? bottom(reader) : reader->top;
    if (edge.line == LAYOUT_BLANK)
        edge.line = 0;
    size_t start = article_sentence_at(article, layout_line(reader->layout, edge).start);
    size_t partly = reader->focus;
    for (size_t i = 0, at = start; i < 64; i++) {
        if (is_wholly_shown(reader, at))
            return at;
        if (is_partly_shown(reader, at))
            partly = at;
        if (from_end ? at == 0 : at + 1 >= article->sentence_count)
            break;
        at = unhidden(reader, at + (from_end ? (size_t)-1 : 1), !from_end);
        if (at == SIZE_MAX)
            break;
    }
    return partly;
}

bool reader_shows_end(const struct reader *reader)
{
    return layout_compare(bottom(reader), layout_last(reader->layout)) >= 0;
}

void reader_keep_in_text(struct reader *reader)
{
    if (reader->article->sentence_count == 0)
        return;
    clamp_top(reader);
    if (!is_wholly_shown(reader, reader->focus) && !is_partly_shown(reader, reader->focus))
        reader_set_focus(reader, reader->focus);
}

void reader_set_focus(struct reader *reader, size_t sentence)
{
    if (sentence >= reader->article->sentence_count)
        return;
    change_focus(reader, sentence);
    int rows = body_rows(reader);
    struct layout_place first = sentence_first(reader, sentence);
    struct layout_place last = sentence_last(reader, sentence);
    if (is_wholly_shown(reader, sentence))
        return;
    long above = layout_distance(reader->layout, reader->top, first, 2 * rows);
    long below = layout_distance(reader->layout, bottom(reader), last, 2 * rows);
    long height = layout_distance(reader->layout, first, last, rows) + 1;
    if (above < 0 && above > -rows) {
        reader->top = first; // a little above the window
    } else if (below > 0 && below < rows && height <= rows) {
        layout_move(reader->layout, &reader->top, below); // a little below it
    } else {
        reader->top = first; // far away: a third of the window shows what comes before
        layout_move(reader->layout, &reader->top, -(long)(height < rows ? (rows - height) / 3 : 0));
    }
    clamp_top(reader);
}

void reader_show_span(struct reader *reader, struct span span)
{
    if (span_is_empty(span))
        return;
    struct layout_place first = layout_find(reader->layout, span.start);
    struct layout_place last = layout_find(reader->layout, span.end - 1);
    long rows = body_rows(reader);
    long below = layout_distance(reader->layout, bottom(reader), last, 4 * rows);
    if (below > 0)
        layout_move(reader->layout, &reader->top, below);
    if (layout_compare(first, reader->top) < 0)
        reader->top = first;
    clamp_top(reader);
}

int reader_focus_row(struct reader *reader)
{
    return (int)layout_distance(reader->layout, reader->top, sentence_first(reader, reader->focus),
                                body_rows(reader));
}

void reader_set_focus_at_row(struct reader *reader, size_t sentence, int row)
{
    change_focus(reader, sentence);
    reader->top = sentence_first(reader, sentence);
    layout_move(reader->layout, &reader->top, -(long)row);
    clamp_top(reader);
    reader_set_focus(reader, sentence);
}

// Moves the window's top, from part to part of a long text; false where it could not be moved.
static bool move_top(struct reader *reader, long lines)
{
    enum { PARTS_LIMIT = 64 }; // some thousands of lines: who wants more means a number or percent
    bool forward = lines > 0, moved = false;
    for (int parts = 0; parts < PARTS_LIMIT; parts++) {
        struct layout_place before = reader->top;
        lines -= layout_move(reader->layout, &reader->top, lines);
        bool at_end = forward ? reader_shows_end(reader) : lines < 0;
        bool more = at_end && reader_goes_on(reader, forward);
        if (!more)
            clamp_top(reader);
        moved = moved || layout_compare(before, reader->top) != 0;
        if (!more || !reader_bring_more(reader, forward))
            return moved;
        moved = true;
        if (lines == 0)
            return true;
    }
    return moved;
}

void reader_scroll(struct reader *reader, long lines)
{
    if (reader->article->sentence_count == 0)
        return;
    if (!move_top(reader, lines)) { // at an end: only the focus can move
        bool forward = lines > 0;
        size_t end = unhidden(reader, forward ? reader->article->sentence_count - 1 : 0, !forward);
        size_t target = end;
        if ((lines == 1 || lines == -1) && reader->focus != end)
            target = unhidden(reader, reader->focus + (forward ? 1 : (size_t)-1), forward);
        if (lines && target != SIZE_MAX)
            reader_set_focus(reader, target);
        return;
    }
    if (!is_wholly_shown(reader, reader->focus))
        change_focus(reader, shown_sentence(reader, lines < 0));
    reader->arrived = SIZE_MAX;
}

// A page keeps two lines of the one before, and the focus goes to its first whole sentence.
static void scroll_page(struct reader *reader, long lines)
{
    size_t before = layout_line(reader->layout, reader->top).start;
    reader_scroll(reader, lines);
    if (before != layout_line(reader->layout, reader->top).start)
        change_focus(reader, shown_sentence(reader, false));
}

static long times(long count)
{
    return count > 0 ? count : 1;
}

// --- commands ------------------------------------------------------------------------------------
// Each moves the list that has the keys, else the page of a view that is text, else the text.

static void move_here(struct reader *reader, long lines, bool page)
{
    struct list *list = reader_list(reader);
    if (reader->view == VIEW_COMPARE) {
        compare_move(reader, lines);
    } else if (list) {
        list_move(list, lines);
    } else if (reader->view != VIEW_NONE) {
        long top = (long)reader->page_top + lines;
        reader->page_top = top > 0 ? (size_t)top : 0;
    } else if (page) {
        scroll_page(reader, lines);
    } else {
        reader_scroll(reader, lines);
    }
}

void reader_do_line_down(struct reader *reader, long count)
{
    move_here(reader, times(count), false);
}

void reader_do_line_up(struct reader *reader, long count)
{
    move_here(reader, -times(count), false);
}

static long page_lines(const struct reader *reader)
{
    int rows = body_rows(reader);
    return rows > 4 ? rows - 2 : rows > 1 ? rows - 1 : 1;
}

void reader_do_page_down(struct reader *reader, long count)
{
    move_here(reader, times(count) * page_lines(reader), true);
}

void reader_do_page_up(struct reader *reader, long count)
{
    move_here(reader, -times(count) * page_lines(reader), true);
}

void reader_do_half_down(struct reader *reader, long count)
{
    move_here(reader, count > 0 ? count : (body_rows(reader) + 1) / 2, true);
}

void reader_do_half_up(struct reader *reader, long count)
{
    move_here(reader, -(count > 0 ? count : (body_rows(reader) + 1) / 2), true);
}

static size_t sentence_of_paragraph(const struct reader *reader, size_t paragraph)
{
    const struct article *article = reader->article;
    while (paragraph + 1 < article->paragraph_count &&
           article->paragraphs[paragraph].sentence_count == 0)
        paragraph++;
    size_t sentence = article->paragraphs[paragraph].first_sentence;
    return sentence < article->sentence_count ? sentence : article->sentence_count - 1;
}

// In a long text, once its paragraphs have numbers.
static void go_to_numbered(struct reader *reader, size_t number)
{
    const struct reader_material *material = &reader->material;
    size_t count;
    material->parts->paragraphs_before(material->context, 0, &count);
    size_t index = number == 0 ? 0 : number > count ? count - 1 : number - 1;
    reader_jump_to_offset(reader, material->parts->paragraph_start(material->context, index));
}

void reader_go_to_paragraph(struct reader *reader, size_t number)
{
    if (reader->material.parts) {
        go_to_numbered(reader, number);
        return;
    }
    size_t count = reader->article->paragraph_count;
    if (count == 0)
        return;
    size_t index = number == 0 ? 0 : number > count ? count - 1 : number - 1;
    reader_jump(reader, sentence_of_paragraph(reader, index));
}

// After a jump to the sentence that holds `offset`: one longer than the window is shown there.
static void show_offset(struct reader *reader, size_t offset)
{
    struct span focus = reader->article->sentences[reader->focus].span;
    if (offset < focus.start || offset >= focus.end)
        return;
    struct layout_place place = layout_find(reader->layout, offset);
    if (layout_compare(place, reader->top) >= 0 && layout_compare(place, bottom(reader)) <= 0)
        return;
    reader->top = place;
    clamp_top(reader);
}

static void go_to_end(struct reader *reader, bool end, long count)
{
    const struct article *article = reader->article;
    if (reader->view != VIEW_NONE || reader->pane != PANE_TEXT) {
        move_here(reader, end ? 1000000 : -1000000, false);
        return;
    }
    if (count > 0) {
        reader_go_to_paragraph(reader, (size_t)count);
    } else if (article->sentence_count) {
        reader_remember(reader);
        if (!reader_bring(reader, end ? text_length(article->text) : 0))
            return;
        article = reader->article;
        size_t sentence = unhidden(reader, end ? article->sentence_count - 1 : 0, !end);
        reader_set_focus(reader, sentence);
        if (end)
            show_offset(reader, article->sentences[sentence].span.end - 1);
    }
}

void reader_do_first(struct reader *reader, long count)
{
    go_to_end(reader, false, count);
}

void reader_do_last(struct reader *reader, long count)
{
    go_to_end(reader, true, count);
}

void reader_do_percent(struct reader *reader, long count)
{
    size_t length = text_length(reader->article->text);
    size_t percent = count > 100 ? 100 : (size_t)times(count);
    size_t offset = length / 100 * percent + length % 100 * percent / 100;
    reader_jump_to_offset(reader, offset);
    if (reader->article->sentence_count && percent < 100)
        show_offset(reader, offset);
}

static void go_by_paragraph(struct reader *reader, long by);

// To where the part ends, and on from there in the next one.
static void go_beyond_part(struct reader *reader, long by)
{
    const struct article *article = reader->article;
    bool forward = by > 0;
    size_t paragraph = article->sentences[reader->focus].paragraph;
    size_t edge = forward ? article->paragraph_count - 1 : 0;
    by -= (long)edge - (long)paragraph;
    size_t start = article->paragraphs[edge].span.start;
    if (!reader_bring_more(reader, forward))
        return;
    reader_set_focus(reader, article_sentence_at(reader->article, start));
    if (reader->article->sentences[reader->focus].span.start >= start)
        go_by_paragraph(reader, by);
}

static void go_by_paragraph(struct reader *reader, long by)
{
    const struct article *article = reader->article;
    if (article->sentence_count == 0)
        return;
    size_t paragraph = article->sentences[reader->focus].paragraph;
    bool at_start = article->paragraphs[paragraph].first_sentence == reader->focus;
    if (by < 0 && !at_start)
        by++; // first to the beginning of this one
    long target = (long)paragraph + by;
    if ((target < 0 || target >= (long)article->paragraph_count) &&
        reader_goes_on(reader, by > 0)) {
        go_beyond_part(reader, by);
        return;
    }
    if (target < 0)
        target = 0;
    if (target >= (long)article->paragraph_count)
        target = (long)article->paragraph_count - 1;
    while (!layout_is_shown(reader->layout, (size_t)target) && target > 0 &&
           target + 1 < (long)article->paragraph_count)
        target += by > 0 ? 1 : -1;
    if (!layout_is_shown(reader->layout, (size_t)target))
        target = (long)paragraph;
    reader_set_focus(reader, sentence_of_paragraph(reader, (size_t)target));
    if (by > 0 && (size_t)target == paragraph)
        reader_say(reader, _("this is the last paragraph"));
}

void reader_do_next_paragraph(struct reader *reader, long count)
{
    go_by_paragraph(reader, times(count));
}

void reader_do_previous_paragraph(struct reader *reader, long count)
{
    go_by_paragraph(reader, -times(count));
}

// The sentence at the part's end as the next part numbers it.
static size_t go_on_from(struct reader *reader, size_t sentence, bool forward)
{
    if (reader->article->sentence_count == 0)
        return sentence;
    size_t start = reader->article->sentences[sentence].span.start;
    if (!reader_bring_more(reader, forward))
        return sentence;
    return article_sentence_at(reader->article, start);
}

void reader_do_next_sentence(struct reader *reader, long count)
{
    size_t target = reader->focus;
    for (long i = 0; i < times(count); i++) {
        if (target + 1 >= reader->article->sentence_count)
            target = go_on_from(reader, target, true);
        size_t next = unhidden(reader, target + 1, true);
        if (next == SIZE_MAX) {
            reader_say(reader, _("this is the end"));
            break;
        }
        target = next;
    }
    reader_set_focus(reader, target);
}

void reader_do_previous_sentence(struct reader *reader, long count)
{
    size_t target = reader->focus;
    for (long i = 0; i < times(count); i++) {
        if (target == 0)
            target = go_on_from(reader, target, false);
        size_t before = unhidden(reader, target - 1, false);
        if (before == SIZE_MAX) {
            reader_say(reader, _("this is the beginning"));
            break;
        }
        target = before;
    }
    reader_set_focus(reader, target);
}

static void go_by_section(struct reader *reader, long by)
{
    const struct article *article = reader->article;
    if (article->sentence_count == 0)
        return;
    long target = (long)article->sentences[reader->focus].section + by;
    if (target < 0)
        target = 0;
    if (target >= (long)article->section_count) {
        reader_say(reader, _("this is the last section"));
        return;
    }
    size_t sentence = article->sections[target].first_sentence;
    reader_remember(reader);
    reader_set_focus_at_row(reader, sentence, 0);
}

void reader_do_next_section(struct reader *reader, long count)
{
    go_by_section(reader, times(count));
}

void reader_do_previous_section(struct reader *reader, long count)
{
    const struct article *article = reader->article;
    bool at_start = article->sentence_count &&
                    article->sections[article->sentences[reader->focus].section].first_sentence ==
                        reader->focus;
    go_by_section(reader, at_start ? -times(count) : 1 - times(count));
}
