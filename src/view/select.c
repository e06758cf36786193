// SPDX-License-Identifier: GPL-3.0-or-later
// Select: the passage that acts work on. Its ends are pieces of text, words as a rule; the
// selection reaches from the start of the first to the end of the second.

#include <config.h>

#include "base/i18n.h"
#include "text/grapheme.h"
#include "text/syllable.h"
#include "text/utf8.h"
#include "text/wrap.h"
#include "view/state.h"

#include <string.h>

// Characters that are words by themselves (UAX #29): ideographs, hiragana.
static bool is_word_alone(unsigned code_point)
{
    return (code_point >= 0x3041 && code_point <= 0x309F) ||
           (code_point >= 0x3400 && code_point <= 0x9FFF) ||
           (code_point >= 0xF900 && code_point <= 0xFAFF) ||
           (code_point >= 0x20000 && code_point <= 0x3FFFD);
}

// Whether a run of letters may be parted at `at`, the border of two clusters of which the first
// begins at `before`.
static bool is_parted_at(const char *bytes, struct span run, size_t before, size_t at)
{
    unsigned one, other;
    utf8_decode(bytes + before, at - before, &one);
    utf8_decode(bytes + at, run.end - at, &other);
    return is_word_alone(one) || is_word_alone(other) ||
           syllable_at(bytes, run.start, at, run.end) == SYLLABLE_BEGINS;
}

// The part of a word that holds `offset`: the word itself, or in a script without blanks, where a
// run of letters is many words, a character or what lies between beginnings of syllables.
static struct span piece_at(const struct reader *reader, const struct token *token, size_t offset)
{
    const char *bytes = reader->article->bytes;
    enum { LOOKED_BACK = 4096, FIRST_BYTE = 0xE0 }; // no such script has smaller ones
    struct span run = {token->start, token->end}, piece = run;
    if ((unsigned char)bytes[run.start] < FIRST_BYTE)
        return run;
    offset = offset > run.start ? offset : run.start;
    size_t at = offset - run.start > LOOKED_BACK ? offset - LOOKED_BACK : run.start;
    while (utf8_is_continuation(bytes[at]))
        at++;
    while (at < run.end) {
        size_t before = at;
        at += grapheme_next(bytes + at, run.end - at);
        if (at >= run.end || !is_parted_at(bytes, run, before, at))
            continue;
        if (at > offset)
            return (struct span){piece.start, at};
        piece.start = at;
    }
    return piece;
}

struct span reader_word_at(const struct reader *reader, size_t offset)
{
    const struct token_list *tokens = &reader->article->tokens;
    size_t index = tokens_find(tokens, offset);
    if (index > 0 && tokens->items[index - 1].end > offset)
        index--;
    while (index + 1 < tokens->count && tokens->items[index].kind == TOKEN_MARK)
        index++;
    if (index >= tokens->count)
        return (struct span){offset, offset};
    return piece_at(reader, &tokens->items[index], offset);
}

struct span reader_selected(const struct reader *reader)
{
    if (!reader->selection.active) {
        if (reader->article->sentence_count == 0)
            return (struct span){0, 0};
        return reader->article->sentences[reader->focus].span;
    }
    struct span one = reader->selection.anchor, other = reader->selection.head;
    struct span selected = {one.start < other.start ? one.start : other.start,
                            one.end > other.end ? one.end : other.end};
    if (reader->selection.by_sentence) {
        const struct article *article = reader->article;
        size_t first = article_sentence_at(article, selected.start);
        size_t last = article_sentence_at(article, selected.end - 1);
        selected = (struct span){article->sentences[first].span.start,
                                 article->sentences[last].span.end};
    }
    return selected;
}

void reader_select_span(struct reader *reader, struct span span)
{
    reader->selection = (struct selection){.active = true, .anchor = span, .head = span};
    reader_show_span(reader, span);
}

void reader_end_selection(struct reader *reader)
{
    reader->selection = (struct selection){0};
}

// The focus follows the moving end, so that it stays in view.
static void move_head(struct reader *reader, struct span head)
{
    reader->selection.head = head;
    size_t sentence = article_sentence_at(reader->article, head.start);
    if (sentence != reader->focus)
        reader_set_focus(reader, sentence);
    reader_show_span(reader, head);
}

void reader_do_select(struct reader *reader, long count)
{
    (void)count;
    if (reader->article->sentence_count == 0)
        return;
    struct selection *selection = &reader->selection;
    if (selection->active && selection->by_keys) { // again: start here
        selection->anchor = selection->head;
        selection->by_sentence = false;
    } else if (selection->active) { // made by + - or a search: extended from now on
        const struct token_list *tokens = &reader->article->tokens;
        struct span whole = reader_selected(reader);
        size_t last = tokens_find(tokens, whole.end);
        selection->by_keys = true;
        if (last > 0 && tokens->items[last - 1].start > whole.start) // its last word moves
            selection->head = (struct span){tokens->items[last - 1].start, whole.end};
        bool one_word = selection->head.start <= whole.start;
        selection->anchor.end = one_word ? whole.end : selection->head.start;
    } else {
        struct span word =
            reader_word_at(reader, reader->article->sentences[reader->focus].span.start);
        *selection = (struct selection){.active = true, .by_keys = true, .anchor = word, .head = word};
    }
    reader_say(reader, _("select: w b e f ) } move, o other end, an act ends it"));
}

void reader_do_select_sentences(struct reader *reader, long count)
{
    (void)count;
    if (reader->article->sentence_count == 0)
        return;
    struct span sentence = reader->article->sentences[reader->focus].span;
    if (!reader->selection.active)
        reader->selection = (struct selection){.anchor = sentence, .head = sentence};
    reader->selection.active = reader->selection.by_keys = reader->selection.by_sentence = true;
    reader_say(reader, _("select sentences: ) } move, o other end, an act ends it"));
}

// Moves *head to the next word, or its next piece, or the one before. False at the end of the text.
static bool step_word(const struct reader *reader, bool forward, struct span *head)
{
    const struct token_list *tokens = &reader->article->tokens;
    size_t index = tokens_find(tokens, head->start);
    if (index > 0 && tokens->items[index - 1].end > head->start)
        index--;
    if (index >= tokens->count)
        return false;
    const struct token *token = &tokens->items[index];
    bool inside = token->start <= head->start;
    if (inside && (forward ? head->end < token->end : head->start > token->start)) {
        *head = piece_at(reader, token, forward ? head->end : head->start - 1);
        return true;
    }
    bool more = true;
    do {
        more = forward ? index + 1 < tokens->count : index > 0;
        index += !more ? 0 : forward ? 1 : (size_t)-1;
    } while (more && tokens->items[index].kind == TOKEN_MARK);
    token = &tokens->items[index];
    *head = piece_at(reader, token, forward ? token->start : token->end - 1);
    return more;
}

static void move_by_words(struct reader *reader, long by)
{
    struct span head = reader->selection.head;
    while (by != 0 && step_word(reader, by > 0, &head))
        by += by > 0 ? -1 : 1;
    if (!span_is_empty(head))
        move_head(reader, head);
}

void reader_do_select_word_forward(struct reader *reader, long count)
{
    move_by_words(reader, count > 0 ? count : 1);
}

void reader_do_select_word_back(struct reader *reader, long count)
{
    move_by_words(reader, count > 0 ? -count : -1);
}

void reader_do_select_word_end(struct reader *reader, long count)
{
    move_by_words(reader, count > 0 ? count : 1); // words are whole: their ends belong to them
}

void reader_do_select_find(struct reader *reader, long count)
{
    (void)count;
    reader->pending = PENDING_FIND;
    reader_say(reader, _("up to which character?"));
}

bool reader_select_find(struct reader *reader, uint32_t key)
{
    const struct article *article = reader->article;
    size_t from = reader->selection.head.end;
    size_t end = article->paragraphs[article_paragraph_at(article, from)].span.end;
    for (size_t at = from; at < end;) {
        unsigned code_point;
        size_t step = grapheme_next(article->bytes + at, end - at); // its marks belong to it
        utf8_decode(article->bytes + at, step, &code_point);
        if (code_point == key) {
            reader_say(reader, "%s", "");
            move_head(reader, (struct span){at, at + step});
            return true;
        }
        at += step;
    }
    return false;
}

void reader_do_select_sentence_end(struct reader *reader, long count)
{
    (void)count;
    const struct article *article = reader->article;
    struct span head = reader->selection.head;
    size_t sentence = article_sentence_at(article, head.start);
    if (head.end >= article->sentences[sentence].span.end && sentence + 1 < article->sentence_count)
        sentence++;
    struct span whole = article->sentences[sentence].span;
    move_head(reader, (struct span){utf8_previous(article->bytes, whole.end), whole.end});
}

// Columns of the screen before a place in its line, and the place that covers a column.
static int column_of(const struct reader *reader, struct span line, size_t offset)
{
    const char *bytes = reader->article->bytes;
    int column = 0;
    for (size_t at = line.start, step; at < line.end && at < offset; at += step) {
        step = grapheme_next(bytes + at, line.end - at);
        column += wrap_cluster_width(bytes + at, step, column);
    }
    return column;
}

static size_t offset_at(const struct reader *reader, struct span line, int column)
{
    const char *bytes = reader->article->bytes;
    size_t at = line.start, last = at;
    for (int here = 0; at < line.end && here <= column;) {
        size_t step = grapheme_next(bytes + at, line.end - at);
        here += wrap_cluster_width(bytes + at, step, here);
        last = at;
        at += step;
    }
    return last;
}

static void move_by_lines(struct reader *reader, long lines)
{
    struct layout_place place = layout_find(reader->layout, reader->selection.head.start);
    struct span start = layout_line(reader->layout, place);
    int column = column_of(reader, start, reader->selection.head.start);
    layout_move(reader->layout, &place, lines);
    if (place.line == LAYOUT_BLANK)
        layout_move(reader->layout, &place, lines < 0 ? -1 : 1);
    struct span line = layout_line(reader->layout, place);
    size_t offset = offset_at(reader, line, column);
    move_head(reader, reader_word_at(reader, offset));
}

void reader_do_select_line_down(struct reader *reader, long count)
{
    move_by_lines(reader, count > 0 ? count : 1);
}

void reader_do_select_line_up(struct reader *reader, long count)
{
    move_by_lines(reader, count > 0 ? -count : -1);
}

void reader_do_select_swap(struct reader *reader, long count)
{
    (void)count;
    struct span anchor = reader->selection.anchor;
    reader->selection.anchor = reader->selection.head;
    move_head(reader, anchor);
}
