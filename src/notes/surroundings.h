// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_SURROUNDINGS_H
#define NOTES_SURROUNDINGS_H

#include "notes/selector.h"

#include <stdbool.h>
#include <stddef.h>

struct shift;

// What is known of how far the passages of one text have moved. All zero to begin with.
struct surroundings {
    struct shift *shifts; // all that were found
    size_t shift_count, shift_capacity;
    struct shift *chain; // those of them, sorted by old place, that kept their order: in use
    size_t chain_count, chain_capacity;
    size_t settled; // how many there were when the chain was made
};

// Where a passage should be.
struct expectation {
    size_t start;   // code points
    bool supported; // by another passage, not by its old place alone
    bool close;     // that passage is so near that little can have come between them
};

void surroundings_fini(struct surroundings *around);

// The selector's passage was found at code point `start`. Nothing is learnt where the selector has
// no position.
void surroundings_learn(struct surroundings *around, const struct selector *selector, size_t start);

// What was learnt so far counts from now on. Of the shifts the longest chain in order is kept:
// longest increasing subsequence (Michael Fredman, "On Computing the Length of Longest Increasing
// Subsequences", 1975).
void surroundings_settle(struct surroundings *around);

// Where the selector's passage should be in a text of `count` code points: as far from its old
// place as the nearest other passage of which that is known; at most `count`.
struct expectation surroundings_expect(const struct surroundings *around,
                                       const struct selector *selector, size_t count);

// How far two code points are from each other.
size_t surroundings_distance(size_t one, size_t other);

#endif
