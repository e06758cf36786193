// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_PAIRING_H
#define DETECT_PAIRING_H

#include "detect/alignment.h"
#include "detect/candidates.h"
#include "detect/wording.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How well one introduction sentence and one original sentence fit.

struct pairing {
    uint32_t intro, original; // sentences
    // Parts, 0 to 1, of the weight of either side that has a partner on the other.
    float intro_share, original_share;
    float run_share;      // part of the introduction's words that stand in runs of three or more
    unsigned persons;     // how many persons both name
    unsigned quantities;  // how many quantities over three, two at most
    int days;             // wording_compare_days()
    bool title, headline; // of the introduction, of the original
    // What each word matched, in the pool: 0 to 255, one a word of the side.
    size_t intro_matches, original_matches;
    uint16_t intro_words, original_words;
};

// Likeness of words, kept for the pairings that point into it.
struct match_pool {
    uint8_t *items;
    size_t count, capacity;
};

// Aligns the two sentences and fills *pairing; its matches are added to *pool.
void pairing_measure(const struct wording *wording, struct alignment *alignment, uint32_t intro,
                     uint32_t original, struct match_pool *pool, struct pairing *pairing);

#endif
