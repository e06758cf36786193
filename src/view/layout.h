// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_LAYOUT_H
#define VIEW_LAYOUT_H

#include "article/article.h"
#include "text/span.h"

#include <stdbool.h>
#include <stddef.h>

// The article as lines of a given width. Paragraphs are laid out when they are first asked for and
// kept until the width changes, so that opening and resizing cost what is on the screen. A place
// is a paragraph and a line in it; line SIZE_MAX is the blank line before the paragraph.
struct layout;

struct layout_place {
    size_t paragraph;
    size_t line;
};

#define LAYOUT_BLANK SIZE_MAX

struct layout *layout_new(const struct article *article);
void layout_free(struct layout *layout);

// Columns of text (without gutter), at least 1. Forgets all lines if it changes.
void layout_set_width(struct layout *layout, int width);

// Whether every sentence begins a line of its own. Forgets all lines if it changes.
void layout_part_sentences(struct layout *layout, bool parted);

// Shows only some paragraphs: shown[i] says whether paragraph i is (copied; NULL: all are). Lines
// of the others are passed over by all that follows; at least one must be shown.
void layout_show(struct layout *layout, const bool *shown);
bool layout_is_shown(const struct layout *layout, size_t paragraph);

// The same text cut into other sections and sentences; the article before may be gone already. All
// places mean what they meant.
void layout_set_article(struct layout *layout, const struct article *article);

// The bytes of the line at `place`; an empty span for a blank line.
struct span layout_line(struct layout *layout, struct layout_place place);

// Columns that the line stands to the right: in quotations and lists of a page in HTML those after
// the first stand under its text, not under the blanks or the mark before it.
int layout_hang(const struct layout *layout, struct layout_place place);

// Moves by one line; false, and no change, at the end (the beginning) of the text.
bool layout_next(struct layout *layout, struct layout_place *place);
bool layout_previous(struct layout *layout, struct layout_place *place);

// Moves by `lines` (negative: back), as far as the text goes; returns how far it went.
long layout_move(struct layout *layout, struct layout_place *place, long lines);

struct layout_place layout_first(struct layout *layout);
struct layout_place layout_last(struct layout *layout);

// The line that shows byte `offset`: the last line that begins at or before it.
struct layout_place layout_find(struct layout *layout, size_t offset);

// <0, 0, >0 as `one` stands before, at, after `other`.
int layout_compare(struct layout_place one, struct layout_place other);

// Lines from `from` to `to` (negative if it stands before), counted up to `limit` either way.
long layout_distance(struct layout *layout, struct layout_place from, struct layout_place to,
                     long limit);

#endif
