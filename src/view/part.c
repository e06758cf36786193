// SPDX-License-Identifier: GPL-3.0-or-later
// Part: reading a long text, of which the article is a part.
//
// All places that last longer than an input are bytes of the text, and so mean the same in every
// part. Where the reader goes beyond the part another one is cut at once, around where it goes;
// when it comes close to the part's end a wider one is asked for, with its findings, so that who
// reads on never sees that there are parts.

#include <config.h>

#include "base/i18n.h"
#include "view/state.h"

enum { // bytes
    MARGIN = 12 * 1024,     // that the article has around what is on the screen
    AHEAD = 48 * 1024,      // closer to the part's end than this, the next one is asked for
};

static size_t sentence_byte(const struct reader *reader, size_t sentence)
{
    return sentence < reader->article->sentence_count
               ? reader->article->sentences[sentence].span.start
               : SIZE_MAX;
}

static void go_to(struct reader *reader, struct jump_place place)
{
    reader->focus = article_sentence_at(reader->article, place.sentence);
    reader->top = layout_find(reader->layout, place.line);
    if (place.blank && reader->top.line == 0)
        layout_previous(reader->layout, &reader->top);
}

void reader_change_article(struct reader *reader, const struct article *article)
{
    struct jump_place here = reader_here(reader);
    size_t arrived = sentence_byte(reader, reader->arrived);
    struct frame frame = reader_frame(reader);
    layout_free(reader->layout);
    reader->article = article;
    reader->layout = layout_new(article);
    layout_part_sentences(reader->layout, reader->material.plain);
    layout_set_width(reader->layout, frame.text_columns - reader_gutter_columns(reader) - 1);
    go_to(reader, here);
    reader->arrived = arrived == SIZE_MAX ? SIZE_MAX : article_sentence_at(article, arrived);
    reader->peek_stale = true;
    if (reader->pattern)
        reader_find_hits_here(reader);
}

static bool is_close(struct span part, size_t whole, size_t offset, size_t distance)
{
    return offset < part.start || offset > part.end ||
           (part.start > 0 && offset - part.start < distance) ||
           (part.end < whole && part.end - offset < distance);
}

// The article's part, or the one around `offset`.
static bool cut(struct reader *reader, size_t offset)
{
    struct reader_material *material = &reader->material;
    if (!material->parts->cut(material->context, offset, material)) {
        reader_complain(reader, _("the text is still being looked through; try again in a moment"));
        return false;
    }
    reader_change_article(reader, material->article);
    reader->findings = material->findings;
    reader->detecting = material->awaits_findings;
    reader_learn_findings(reader);
    reader_fill_lists(reader);
    return true;
}

bool reader_bring(struct reader *reader, size_t offset)
{
    const struct article *article = reader->article;
    if (!reader->material.parts ||
        !is_close(article->part, text_length(article->text), offset, MARGIN))
        return true;
    return cut(reader, offset) || span_contains(article->part, (struct span){offset, offset});
}

bool reader_goes_on(const struct reader *reader, bool forward)
{
    const struct article *article = reader->article;
    return reader->material.parts && (forward ? article->part.end < text_length(article->text)
                                              : article->part.start > 0);
}

bool reader_bring_more(struct reader *reader, bool forward)
{
    if (!reader_goes_on(reader, forward))
        return false;
    struct span part = reader->article->part;
    return cut(reader, forward ? part.end : part.start);
}

void reader_look_ahead(struct reader *reader)
{
    const struct article *article = reader->article;
    size_t top = layout_line(reader->layout, reader->top).start;
    if (reader->material.parts && !reader->detecting &&
        is_close(article->part, text_length(article->text), top, AHEAD))
        reader->material.parts->widen(reader->material.context, top);
}

static void move_place(const struct reader_material *material, size_t *offset)
{
    if (*offset != SIZE_MAX)
        *offset = material->parts->moved(material->context, *offset);
}

void reader_take_moved(struct reader *reader)
{
    struct reader_material *material = &reader->material;
    struct jump_place here = reader_here(reader);
    struct jump_history *jumps = &reader->jumps;
    move_place(material, &here.sentence);
    move_place(material, &here.line);
    for (size_t i = 0; i < jumps->count; i++) {
        move_place(material, &jumps->places[i].sentence);
        move_place(material, &jumps->places[i].line);
    }
    for (size_t i = 0; i < 26; i++)
        move_place(material, &reader->marks[i]);
    move_place(material, &reader->hit);
    reader_end_selection(reader);
    reader->arrived = SIZE_MAX;
    hunt_stop(reader);
    material->is_moved = false;
    if (cut(reader, here.sentence))
        go_to(reader, here);
    reader_keep_in_text(reader);
}

void part_add_place(const struct reader *reader, size_t offset, struct buffer *out)
{
    const struct reader_material *material = &reader->material;
    size_t count, length = text_length(reader->article->text);
    if (material->awaits_numbers)
        buffer_format(out, "%.0f%%", 100.0 * (double)offset / (double)length);
    else // the paragraph that holds it begins before the byte after it
        buffer_format(out, "¶%zu",
                      material->parts->paragraphs_before(material->context, offset + 1, &count));
}
