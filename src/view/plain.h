// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_PLAIN_H
#define VIEW_PLAIN_H

#include "article/article.h"
#include "detect/findings.h"

#include <stdbool.h>
#include <stdio.h>

// Prints the whole text as the reader lays it out in `width` columns, line by line, with or
// without its gutter; trailing blanks are left out. Errors stay in the stream.
void plain_print(const struct article *article, const struct findings *findings, int width,
                 bool gutter, FILE *stream);

#endif
