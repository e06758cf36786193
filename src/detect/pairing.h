// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_PAIRING_H
#define DETECT_PAIRING_H

#include "detect/alignment.h"
#include "detect/wording.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How well one introduction sentence and one original sentence fit.

// Words of one sentence, in a pool, and how heavy all of the sentence is (struct passage).
struct matched_words {
    size_t first, count;
    float weight, core_weight;
};

struct pairing {
    uint32_t intro, original; // sentences
    unsigned persons;         // how many persons both name
    unsigned quantities;      // how many quantities over three, two at most
    int days;                 // wording_compare_days()
    bool title, headline;     // of the introduction, of the original
    // The words of either side that have a partner on the other.
    struct matched_words intro_matches, original_matches;
};

// A word with a partner.
struct matched_word {
    uint32_t token;   // of the article
    uint8_t likeness; // of the partner, 1 to 255
    bool core;        // passage_is_core()
};

// Matched words, kept for the pairings that point into them.
struct match_pool {
    struct matched_word *items;
    size_t count, capacity;
};

// Aligns the two sentences and fills *pairing; its matches are added to *pool.
void pairing_measure(struct passages *passages, struct alignment *alignment, uint32_t intro,
                     uint32_t original, struct match_pool *pool, struct pairing *pairing);

#endif
