// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_DIFF_H
#define TEXT_DIFF_H

#include <stddef.h>
#include <stdint.h>

// What changed between two sequences, each item given by a key: equal keys are equal items.

// Items old[old_start … + old_count) were replaced by new[new_start … + new_count); one of the
// counts may be 0, never both.
struct diff_run {
    size_t old_start, old_count;
    size_t new_start, new_count;
};

struct diff_runs {
    struct diff_run *items;
    size_t count, capacity;
};

void diff_runs_fini(struct diff_runs *runs);

// Replaces the content of *runs by the changes that lead from `old_keys` to `new_keys`, in order;
// between two runs, before the first and after the last both sequences are equal item by item.
//
// The script is a shortest one as long as no part of it takes more than `cost_cap` steps from
// either end (0: a cap of its own choice, about the square root of the lengths, at least 256);
// beyond that it is still right, but may be longer than needed. Time O((n + m) · min(D, cap)),
// memory O(n + m).
//
// Source: Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1
// (1986), section 4b (linear space); equal ends are cut first. Where the cap is reached the
// problem is parted at the point that got furthest, as Paul Eggert describes for GNU diff.
void diff_keys(const uint64_t *old_keys, size_t old_count, const uint64_t *new_keys,
               size_t new_count, size_t cost_cap, struct diff_runs *runs);

#endif
