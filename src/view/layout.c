// SPDX-License-Identifier: GPL-3.0-or-later
// Layout: the article's paragraphs as lines, laid out one by one when they are needed.

#include <config.h>

#include "view/layout.h"

#include "base/memory.h"
#include "text/wrap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct layout {
    const struct article *article;
    size_t count; // paragraphs
    int width;
    bool parted; // every sentence begins a line
    struct line_list *paragraphs; // one a paragraph; empty: not laid out yet
    bool *shown;                  // one a paragraph; NULL: all are
};

struct layout *layout_new(const struct article *article)
{
    struct layout *layout = memory_allocate_zeroed(1, sizeof *layout);
    layout->article = article;
    layout->count = article->paragraph_count;
    layout->width = 73;
    layout->paragraphs =
        memory_allocate_zeroed(article->paragraph_count, sizeof *layout->paragraphs);
    return layout;
}

static void forget_lines(struct layout *layout)
{
    for (size_t i = 0; i < layout->count; i++)
        line_list_fini(&layout->paragraphs[i]);
}

void layout_free(struct layout *layout)
{
    if (!layout)
        return;
    forget_lines(layout);
    free(layout->paragraphs);
    free(layout->shown);
    free(layout);
}

void layout_set_width(struct layout *layout, int width)
{
    if (width < 1)
        width = 1;
    if (width == layout->width)
        return;
    forget_lines(layout);
    layout->width = width;
}

void layout_part_sentences(struct layout *layout, bool parted)
{
    if (parted == layout->parted)
        return;
    forget_lines(layout);
    layout->parted = parted;
}

void layout_set_article(struct layout *layout, const struct article *article)
{
    forget_lines(layout);
    layout->article = article;
}

void layout_show(struct layout *layout, const bool *shown)
{
    size_t count = layout->article->paragraph_count;
    free(layout->shown);
    layout->shown = NULL;
    if (!shown || !count)
        return;
    layout->shown = memory_allocate(count * sizeof *shown);
    memcpy(layout->shown, shown, count * sizeof *shown);
}

bool layout_is_shown(const struct layout *layout, size_t paragraph)
{
    return !layout->shown || layout->shown[paragraph];
}

// The nearest paragraph shown after (before) `index`; SIZE_MAX: none.
static size_t next_shown(const struct layout *layout, size_t index)
{
    do {
        if (++index >= layout->article->paragraph_count)
            return SIZE_MAX;
    } while (!layout_is_shown(layout, index));
    return index;
}

static size_t previous_shown(const struct layout *layout, size_t index)
{
    do {
        if (index-- == 0)
            return SIZE_MAX;
    } while (!layout_is_shown(layout, index));
    return index;
}

// Each sentence by itself; what stands before the first belongs to it.
static void wrap_sentences(const struct layout *layout, const struct paragraph *paragraph,
                           struct line_list *lines)
{
    const struct sentence *sentences = &layout->article->sentences[paragraph->first_sentence];
    struct span span = {paragraph->span.start, 0};
    for (size_t i = 0; i < paragraph->sentence_count; i++) {
        bool last = i + 1 == paragraph->sentence_count;
        span.end = last ? paragraph->span.end : sentences[i + 1].span.start;
        wrap_paragraph(layout->article->bytes, span, layout->width, NULL, 0, lines);
        span.start = span.end;
    }
}

// Bytes and columns of what a paragraph of a page begins with: blanks, "• " or "12. " (the forms of
// html/write.h). Columns 0: its lines do not hang.
static int lead_of(const struct layout *layout, size_t index, size_t *bytes)
{
    const struct article *article = layout->article;
    struct span span = article->paragraphs[index].span;
    *bytes = 0;
    if (!text_metadata(article->text) || layout->parted)
        return 0;
    const char *start = article->bytes + span.start, *end = article->bytes + span.end, *at = start;
    while (at < end && *at == ' ')
        at++;
    int columns = (int)(at - start);
    static const char bullet[] = "• ";
    const char *number = at;
    while (number < end && number - at < 4 && *number >= '0' && *number <= '9')
        number++;
    if ((size_t)(end - at) > strlen(bullet) && memcmp(at, bullet, strlen(bullet)) == 0) {
        at += strlen(bullet);
        columns += 2;
    } else if (number > at && end - number > 2 && memcmp(number, ". ", 2) == 0) {
        columns += (int)(number + 2 - at);
        at = number + 2;
    }
    *bytes = (size_t)(at - start);
    return columns <= layout->width / 2 ? columns : 0;
}

static const struct line_list *paragraph_lines(struct layout *layout, size_t index)
{
    struct line_list *lines = &layout->paragraphs[index];
    if (lines->count)
        return lines;
    const struct article *article = layout->article;
    const struct paragraph *paragraph = &article->paragraphs[index];
    if (layout->parted && paragraph->sentence_count) {
        wrap_sentences(layout, paragraph, lines);
        return lines;
    }
    // A line may be broken before every sentence, whatever white space stands there.
    size_t *breaks = memory_allocate(paragraph->sentence_count * sizeof *breaks);
    for (size_t i = 0; i < paragraph->sentence_count; i++)
        breaks[i] = article->sentences[paragraph->first_sentence + i].span.start;
    size_t lead;
    int hang = lead_of(layout, index, &lead);
    struct span span = {paragraph->span.start + (hang ? lead : 0), paragraph->span.end};
    wrap_paragraph(article->bytes, span, layout->width - hang, breaks, paragraph->sentence_count,
                   lines);
    lines->items[0].start = paragraph->span.start;
    free(breaks);
    return lines;
}

int layout_hang(const struct layout *layout, struct layout_place place)
{
    size_t lead;
    bool continues = place.line != LAYOUT_BLANK && place.line > 0 &&
                     place.paragraph < layout->article->paragraph_count;
    return continues ? lead_of(layout, place.paragraph, &lead) : 0;
}

// Whether the file has an empty line between this paragraph and the one before.
static bool has_blank_before(const struct layout *layout, size_t index)
{
    if (index == 0)
        return false;
    const struct paragraph *paragraphs = layout->article->paragraphs;
    return paragraphs_are_apart(layout->article->bytes,
                                (struct span){paragraphs[index - 1].span.end,
                                              paragraphs[index].span.start});
}

struct span layout_line(struct layout *layout, struct layout_place place)
{
    if (place.paragraph >= layout->article->paragraph_count)
        return (struct span){0, 0};
    const struct line_list *lines = paragraph_lines(layout, place.paragraph);
    if (place.line == LAYOUT_BLANK || place.line >= lines->count) {
        size_t start = layout->article->paragraphs[place.paragraph].span.start;
        return (struct span){start, start};
    }
    return lines->items[place.line];
}

bool layout_next(struct layout *layout, struct layout_place *place)
{
    if (place->paragraph >= layout->article->paragraph_count)
        return false;
    if (place->line == LAYOUT_BLANK) {
        place->line = 0;
        return true;
    }
    if (place->line + 1 < paragraph_lines(layout, place->paragraph)->count) {
        place->line++;
        return true;
    }
    size_t next = next_shown(layout, place->paragraph);
    if (next == SIZE_MAX)
        return false;
    place->paragraph = next;
    place->line = has_blank_before(layout, place->paragraph) ? LAYOUT_BLANK : 0;
    return true;
}

bool layout_previous(struct layout *layout, struct layout_place *place)
{
    if (place->line != LAYOUT_BLANK && place->line > 0) {
        place->line--;
        return true;
    }
    size_t before = previous_shown(layout, place->paragraph);
    if (before == SIZE_MAX) // no blank line before the first one shown
        return false;
    if (place->line == 0 && has_blank_before(layout, place->paragraph)) {
        place->line = LAYOUT_BLANK;
        return true;
    }
    place->paragraph = before;
    place->line = paragraph_lines(layout, place->paragraph)->count - 1;
    return true;
}

long layout_move(struct layout *layout, struct layout_place *place, long lines)
{
    long moved = 0;
    while (moved < lines && layout_next(layout, place))
        moved++;
    while (moved > lines && layout_previous(layout, place))
        moved--;
    return moved;
}

struct layout_place layout_first(struct layout *layout)
{
    size_t first = layout->shown && !layout->shown[0] ? next_shown(layout, 0) : 0;
    return (struct layout_place){first == SIZE_MAX ? 0 : first, 0};
}

struct layout_place layout_last(struct layout *layout)
{
    if (layout->article->paragraph_count == 0)
        return (struct layout_place){0, 0};
    size_t last = layout->article->paragraph_count - 1;
    if (!layout_is_shown(layout, last) && previous_shown(layout, last) != SIZE_MAX)
        last = previous_shown(layout, last);
    return (struct layout_place){last, paragraph_lines(layout, last)->count - 1};
}

struct layout_place layout_find(struct layout *layout, size_t offset)
{
    if (layout->article->paragraph_count == 0)
        return (struct layout_place){0, 0};
    size_t paragraph = article_paragraph_at(layout->article, offset);
    const struct line_list *lines = paragraph_lines(layout, paragraph);
    size_t low = 0, high = lines->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->items[middle].start <= offset)
            low = middle;
        else
            high = middle;
    }
    return (struct layout_place){paragraph, low};
}

int layout_compare(struct layout_place one, struct layout_place other)
{
    if (one.paragraph != other.paragraph)
        return one.paragraph < other.paragraph ? -1 : 1;
    size_t one_line = one.line + 1, other_line = other.line + 1; // a blank line becomes 0
    return one_line < other_line ? -1 : one_line > other_line;
}

long layout_distance(struct layout *layout, struct layout_place from, struct layout_place to,
                     long limit)
{
    long distance = 0;
    int order = layout_compare(from, to);
    while (layout_compare(from, to) != 0 && distance < limit) {
        if (!(order < 0 ? layout_next(layout, &from) : layout_previous(layout, &from)))
            break;
        distance++;
    }
    return order < 0 ? distance : -distance;
}
