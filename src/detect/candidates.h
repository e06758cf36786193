// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_CANDIDATES_H
#define DETECT_CANDIDATES_H

#include "detect/wording.h"

#include <stddef.h>
#include <stdint.h>

// Which original sentences might be a source of which introduction sentences: enough rare words
// or sequences of words in common to be worth an alignment.

enum { CANDIDATES_EACH = 5 }; // at most, of one introduction sentence

struct candidate {
    uint32_t intro, original; // sentences
    float overlap;            // weight of the words in common over that of the lighter sentence
};

struct candidates {
    struct candidate *items; // by introduction sentence, the greatest overlap first
    size_t count, capacity;
};

void candidates_fini(struct candidates *candidates);

// Finds them through an index of the introduction: stems, their senses, and pairs of neighbouring
// stems with function words left out (shingles: Andrei Broder, "On the resemblance and containment
// of documents", 1997), so that a word common in the introduction still counts in its sequence.
// Time: linear in the originals, times the sentences that share a word; a stem in more than a fixed
// number of introduction sentences is looked up only in its pairs.
void candidates_find(const struct wording *wording, struct candidates *candidates);

// Whether the sentence is retold (title, introduction) or told (original).
bool candidates_is_intro(const struct article *article, size_t sentence);
bool candidates_is_original(const struct article *article, size_t sentence);

#endif
