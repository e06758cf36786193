// SPDX-License-Identifier: GPL-3.0-or-later
// Paragraphs: where they begin and end, and their numbers. All looking ahead and back is bounded.

#include <config.h>

#include "article/paragraphs.h"

#include "base/memory.h"
#include "text/tokens.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    SOUGHT = 4096,            // bytes before a multiple of the grid in which a good cut is looked for
    MARK_APART = 64 * 1024,
};

// Where a long line is cut close before `grid`: behind a sentence, else a blank, else a character.
static size_t cut_before(const char *bytes, size_t grid)
{
    size_t blank = 0;
    for (size_t at = grid; at > grid - SOUGHT; at--) {
        if (bytes[at - 1] != ' ')
            continue;
        if (strchr(".!?", bytes[at - 2]))
            return at;
        if (!blank)
            blank = at;
    }
    if (blank)
        return blank;
    while (utf8_is_continuation(bytes[grid]) && grid > SOUGHT)
        grid--;
    return grid;
}

// The end of the line or piece that begins at `start`, and in *next where what follows it begins.
static size_t end_of(const char *bytes, size_t length, size_t start, size_t *next)
{
    size_t left = length - start;
    size_t grid = (start + SOUGHT) / PARAGRAPH_GRID * PARAGRAPH_GRID + PARAGRAPH_GRID;
    bool begins_line = start == 0 || bytes[start - 1] == '\n';
    size_t seen = begins_line ? PARAGRAPH_LONGEST + 1 : grid - start + 1;
    const char *newline = memchr(bytes + start, '\n', left < seen ? left : seen);
    if (newline || left < seen) {
        size_t end = newline ? (size_t)(newline - bytes) : length;
        *next = newline ? end + 1 : length;
        return end;
    }
    *next = cut_before(bytes, grid);
    return *next;
}

bool paragraphs_next(const char *bytes, size_t length, size_t *at, struct span *paragraph)
{
    while (*at < length) {
        size_t start = *at, end = end_of(bytes, length, start, at);
        if (tokens_is_visible(bytes, (struct span){start, end})) {
            *paragraph = (struct span){start, end};
            return true;
        }
    }
    return false;
}

size_t paragraphs_start(const char *bytes, size_t length, size_t offset)
{
    // As far as it takes to know that the line is too long, even if it ends at the offset.
    size_t back = offset <= PARAGRAPH_LONGEST ? offset : PARAGRAPH_LONGEST + 1;
    const char *newline = memrchr(bytes + offset - back, '\n', back);
    size_t start;
    if (newline)
        start = (size_t)(newline - bytes) + 1;
    else if (back == offset)
        start = 0;
    else // deep in a long line, which goes on beyond the multiple of the grid before the offset
        start = cut_before(bytes, (offset - 1) / PARAGRAPH_GRID * PARAGRAPH_GRID);
    for (size_t next = start; next < length; start = next) {
        end_of(bytes, length, start, &next);
        if (next > offset)
            break;
    }
    return start;
}

size_t paragraphs_after(const char *bytes, size_t length, size_t offset)
{
    size_t next;
    end_of(bytes, length, paragraphs_start(bytes, length, offset), &next);
    return next;
}

bool paragraphs_are_apart(const char *bytes, struct span between)
{
    const char *newline = memchr(bytes + between.start, '\n', span_length(between));
    return newline && memchr(newline + 1, '\n', (size_t)(bytes + between.end - newline) - 1);
}

// --- numbers -------------------------------------------------------------------------------------

void paragraph_index_fini(struct paragraph_index *index)
{
    free(index->marks);
    *index = (struct paragraph_index){0};
}

void paragraph_index_extend(struct paragraph_index *index, const char *bytes, size_t length,
                            size_t to)
{
    while (index->at < to && index->at < length) {
        if (!index->count || index->at - index->marks[index->count - 1].offset >= MARK_APART) {
            index->marks = memory_grow(index->marks, &index->capacity, index->count + 1,
                                       sizeof *index->marks);
            index->marks[index->count++] = (struct paragraph_mark){index->at, index->number};
        }
        size_t start = index->at, end = end_of(bytes, length, start, &index->at);
        index->number += tokens_is_visible(bytes, (struct span){start, end});
    }
}

size_t paragraph_index_before(const struct paragraph_index *index, const char *bytes, size_t length,
                              size_t offset)
{
    size_t low = 0, high = index->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (index->marks[middle].offset <= offset)
            low = middle;
        else
            high = middle;
    }
    if (!index->count)
        return 0;
    size_t at = index->marks[low].offset, number = index->marks[low].number;
    struct span paragraph;
    while (paragraphs_next(bytes, length, &at, &paragraph) && paragraph.start < offset)
        number++;
    return number;
}

size_t paragraph_index_start(const struct paragraph_index *index, const char *bytes, size_t length,
                             size_t number)
{
    size_t low = 0, high = index->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (index->marks[middle].number <= number)
            low = middle;
        else
            high = middle;
    }
    if (!index->count)
        return length;
    size_t at = index->marks[low].offset, before = index->marks[low].number;
    struct span paragraph;
    while (paragraphs_next(bytes, length, &at, &paragraph)) {
        if (before++ == number)
            return paragraph.start;
    }
    return length;
}
