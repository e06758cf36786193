// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_OCCURRENCES_H
#define NOTES_OCCURRENCES_H

#include <stdbool.h>
#include <stddef.h>

// An index of a long array of equal units (bytes, code points), in which it finds every place of
// another one, for many searches. Each is as long as its rarest sampled part is frequent, where the
// array itself would be gone through each time.
struct occurrences;

// Of `count` units of `size` bytes (1 or 4), which stay where they are. One pass over them; memory:
// about two bytes for each. NULL where there are too many (over 2^32).
struct occurrences *occurrences_new(const void *units, size_t count, size_t size);
void occurrences_free(struct occurrences *occurrences);

// A search: what is looked for, and where it has got to.
struct occurrences_search {
    const void *wanted; // borrowed
    size_t count;       // its units
    size_t part;        // of the sampled part in it
    size_t at, end;     // in the list of the part's places
};

// Begins a search; false where no part of what is wanted is sampled (mostly because it is short).
bool occurrences_begin(const struct occurrences *occurrences, const void *wanted, size_t count,
                       struct occurrences_search *search);

// The next place, ascending, in units; false where there is none. *looked grows by the places that
// were looked at.
bool occurrences_next(const struct occurrences *occurrences, struct occurrences_search *search,
                      size_t *place, size_t *looked);

#endif
