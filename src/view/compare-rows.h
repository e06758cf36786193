// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_COMPARE_ROWS_H
#define VIEW_COMPARE_ROWS_H

#include "article/article.h"
#include "detect/findings.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The rows of a comparison of the introduction with one original.

enum { COMPARE_MOST_ORIGINALS = 6 };

// A sentence of the introduction (or the title) and those it comes from; one side may be missing.
struct compare_row {
    uint32_t intro;                             // FINDINGS_NONE: left out
    uint32_t originals[COMPARE_MOST_ORIGINALS]; // in the order of the text
    size_t original_count;                      // 0: the introduction's own words
};

struct compare_rows {
    struct compare_row *items;
    size_t count;
};

// The rows of section `section`, an original, in its order: each of its sentences is in one row at
// least. A sentence that the introduction added stands behind the row of the sentence before it
// where that begins in this original. Yours to free (items). Costs n log n in the pairs.
struct compare_rows compare_rows_make(const struct article *article,
                                      const struct findings *findings, size_t section);

bool compare_row_has(const struct compare_row *row, size_t sentence);

#endif
