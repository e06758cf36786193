// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_COUNTS_H
#define VIEW_COUNTS_H

#include "article/article.h"
#include "detect/findings.h"
#include "view/columns.h"

#include <stddef.h>
#include <stdint.h>

// How often each entity is named in each part of the file, counted once for the panel: in the
// columns of columns_make, and over the length of the text.
enum { COUNTS_BINS = 16 };

struct counts {
    uint32_t (*columns)[COLUMNS_MOST]; // by entity; the column of all is left 0
    uint32_t (*bins)[COUNTS_BINS];     // by entity; NULL where columns are shown
};

struct counts counts_make(const struct article *article, const struct findings *findings);
void counts_fini(struct counts *counts);

#endif
