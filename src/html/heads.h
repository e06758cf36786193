// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_HEADS_H
#define HTML_HEADS_H

#include "html/trim.h"

enum { HEADS_LIMIT = 4 };

// What of the article stands over the element that holds it: a standfirst, the caption of the first
// picture; looked for between the title's heading and that element, where both are in one box, else
// the first that is called so anywhere before it. Into heads[], in the page's order; how many.
size_t html_heads_find(const struct html_found *found, size_t heads[HEADS_LIMIT]);

#endif
