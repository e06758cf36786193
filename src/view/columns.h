// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_COLUMNS_H
#define VIEW_COLUMNS_H

#include "article/article.h"
#include "base/buffer.h"
#include "view/canvas.h"

#include <stdbool.h>
#include <stddef.h>

// The columns that the panel's lists have in common: in all, in the introduction, in each original
// under its letter; with more originals than six a bar over the text instead.

enum { COLUMNS_MOST = 8, COLUMNS_WIDTH = 3, COLUMNS_ORIGINALS = 6 };

struct columns {
    int label; // columns of the row's name, after one blank
    int count;
    size_t sections[COLUMNS_MOST]; // SIZE_MAX: in all
    bool has_bar;
    int bar, bar_column; // its width and place; a narrow row has a narrower one
};

// For a row of `width` columns; `all`: with the column of all.
struct columns columns_make(const struct article *article, int width, bool all);

// Draws right-aligned in column `index`.
void columns_draw(const struct columns *columns, struct area area, int row, int index,
                  enum role role, const char *string);
void columns_draw_heads(const struct columns *columns, struct area area, int row,
                        const struct article *article);

// For --plain: the name of column `index` as it is spoken: "in all", "introduction", "A".
void columns_add_name(const struct columns *columns, const struct article *article, int index,
                      struct buffer *out);

// Whether the letters stand in the name, whatever their case.
bool filter_matches(const char *filter, const char *name);

#endif
