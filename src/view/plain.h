// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_PLAIN_H
#define VIEW_PLAIN_H

#include "article/article.h"
#include "detect/findings.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

// Where a footnote belongs: the byte of the text after what it is about, and its number.
struct plain_mark {
    size_t end;
    size_t number;
};

struct plain_marks {
    const struct plain_mark *items; // by `end`
    size_t count;
};

// Prints the whole text as the reader lays it out in `width` columns, line by line, with or
// without its gutter; trailing blanks are left out. The numbers of footnotes, "[1]", stand at the
// end of the line in which their passage ends, where they fit, else at the end of a line of their
// own. Errors stay in the stream.
void plain_print(const struct article *article, const struct findings *findings,
                 const struct plain_marks *marks, int width, bool gutter, FILE *stream);

#endif
