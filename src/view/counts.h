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

// Sentences that were added, the originals' that are left out, carried in part, and all of them,
// and those whose attribution was dropped; headlines do not count.
struct difference_counts {
    size_t added_sentences, out, partly, body, dropped;
};

struct counts {
    uint32_t (*columns)[COLUMNS_MOST]; // by entity; the column of all is left 0
    uint32_t (*bins)[COUNTS_BINS];     // by entity; NULL where columns are shown
    struct difference_counts differences;
};

struct counts counts_make(const struct article *article, const struct findings *findings);
void counts_fini(struct counts *counts);

#endif
