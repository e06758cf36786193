// SPDX-License-Identifier: GPL-3.0-or-later
// Select: the passage that acts work on. Its ends are pieces of text, words as a rule; the
// selection reaches from the start of the first to the end of the second.

#include <config.h>

#include "base/i18n.h"
#include "text/utf8.h"
#include "view/state.h"

#include <string.h>

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
    return (struct span){tokens->items[index].start, tokens->items[index].end};
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

static void move_by_words(struct reader *reader, long by)
{
    const struct token_list *tokens = &reader->article->tokens;
    size_t index = tokens_find(tokens, reader->selection.head.start);
    while (by != 0) {
        if (by > 0 ? index + 1 >= tokens->count : index == 0)
            break;
        index += by > 0 ? 1 : (size_t)-1;
        if (tokens->items[index].kind != TOKEN_MARK)
            by += by > 0 ? -1 : 1;
    }
    if (index < tokens->count)
        move_head(reader, (struct span){tokens->items[index].start, tokens->items[index].end});
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
        size_t step = utf8_decode(article->bytes + at, end - at, &code_point);
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

static void move_by_lines(struct reader *reader, long lines)
{
    struct layout_place place = layout_find(reader->layout, reader->selection.head.start);
    size_t column = reader->selection.head.start - layout_line(reader->layout, place).start;
    layout_move(reader->layout, &place, lines);
    if (place.line == LAYOUT_BLANK)
        layout_move(reader->layout, &place, lines < 0 ? -1 : 1);
    struct span line = layout_line(reader->layout, place);
    size_t offset = line.start + column < line.end ? line.start + column : line.end - 1;
    while (offset > line.start && utf8_is_continuation(reader->article->bytes[offset]))
        offset--;
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
