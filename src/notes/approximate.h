// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_APPROXIMATE_H
#define NOTES_APPROXIMATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Approximate comparison of sequences of code points by edit distance.

struct approximate_match {
    size_t start, end; // points of the text
    size_t distance;   // insertions, deletions and substitutions
};

// The stretch of the text nearest to the pattern (pattern_count > 0) with a distance of at most
// `most`; of several equally near the one that ends nearest to `expected_end`. False where there is
// none. Time text_count · pattern_count / 64.
//
// Source: Gene Myers, "A Fast Bit-Vector Algorithm for Approximate String Matching Based on Dynamic
// Programming", Journal of the ACM 46 (1999), in the block form of Heikki Hyyrö, "A Bit-Vector
// Algorithm for Computing Levenshtein and Damerau Edit Distances", 2003.
bool approximate_find(const uint32_t *pattern, size_t pattern_count, const uint32_t *text,
                      size_t text_count, size_t most, size_t expected_end,
                      struct approximate_match *match);

// 1 - distance / length of the longer; 1 for two empty ones. For short sequences: time and memory
// grow with the product of the lengths, and at most APPROXIMATE_LONGEST points of each count.
enum { APPROXIMATE_LONGEST = 64 };
double approximate_similarity(const uint32_t *one, size_t one_count, const uint32_t *other,
                              size_t other_count);

#endif
