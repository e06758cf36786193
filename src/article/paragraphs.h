// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ARTICLE_PARAGRAPHS_H
#define ARTICLE_PARAGRAPHS_H

#include "text/span.h"

#include <stdbool.h>
#include <stddef.h>

// Paragraphs: the lines of a text in which something can be seen. A line of more than
// PARAGRAPH_LONGEST bytes is several of them, cut close before every multiple of PARAGRAPH_GRID,
// behind a sentence or at least a blank where there is one: so what is done for one paragraph is
// bounded, and where they begin can be told from a place's surroundings alone.
enum { PARAGRAPH_LONGEST = 64 * 1024, PARAGRAPH_GRID = 32 * 1024 };

// The first paragraph that begins at or after byte *at, where a line or a piece of one begins; moves
// *at on to what follows it. False: there is none.
bool paragraphs_next(const char *bytes, size_t length, size_t *at, struct span *paragraph);

// Where the line, or the piece of a line, that holds byte `offset` begins. Cost: what one paragraph
// may have at most, at any place of any text.
size_t paragraphs_start(const char *bytes, size_t length, size_t offset);

// Where the next one begins; the length after the last.
size_t paragraphs_after(const char *bytes, size_t length, size_t offset);

// Whether there is an empty line between the end of a paragraph and the start of the next.
bool paragraphs_are_apart(const char *bytes, struct span between);

// The numbers of all paragraphs of a text, with a mark every 64 KiB. Made in steps.
struct paragraph_index {
    struct paragraph_mark {
        size_t offset, number; // where a line or piece begins, and how many paragraphs before it
    } *marks;
    size_t count, capacity;
    size_t at, number; // how far it is made
};

void paragraph_index_fini(struct paragraph_index *index);

// Goes on with the text as far as byte `to`, or a little beyond.
void paragraph_index_extend(struct paragraph_index *index, const char *bytes, size_t length,
                            size_t to);

// How many paragraphs begin before byte `offset`, which the index must have reached.
size_t paragraph_index_before(const struct paragraph_index *index, const char *bytes, size_t length,
                              size_t offset);

// Where paragraph `number`, counted from 0, begins; the length where there are not so many.
size_t paragraph_index_start(const struct paragraph_index *index, const char *bytes, size_t length,
                             size_t number);

#endif
