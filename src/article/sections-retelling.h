// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ARTICLE_SECTIONS_RETELLING_H
#define ARTICLE_SECTIONS_RETELLING_H

#include "article/sections-lines.h"

// Where in the last of several blocks another text begins that retells the others.
//
// `lines` of the whole text; block i is [starts[i], starts[i + 1]), the last ends at `end`; there
// are `count` of them, two or more. `body` is the first line that may begin the other text. Returns
// its line, that of a separator or a title right before it where there is one; `end` where nothing
// retells. *heads tells how many lines at the line returned are separator or title.
size_t sections_find_retelling(const struct section_line *lines, const size_t *starts, size_t count,
                               size_t body, size_t end, size_t *heads);

// Whether the first of the blocks, three or more, retells the others.
bool sections_first_retells(const struct section_line *lines, const size_t *starts, size_t count,
                            size_t end);

#endif
