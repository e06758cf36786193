// SPDX-License-Identifier: GPL-3.0-or-later
// Surroundings: the passages found so far tell where another one should be. Each found passage is
// a shift from its old place; the chain of those that kept their order is made anew whenever their
// number has doubled, so that learning n of them costs n log n; asking costs log n.

#include <config.h>

#include "notes/surroundings.h"

#include "base/memory.h"

#include <stdlib.h>

enum {
    NEIGHBOUR = 4096, // code points within which a passage found tells where another one is
};

// A passage found for certain: it was at `old`, and is `shift` code points further.
struct shift {
    size_t old;
    ptrdiff_t shift;
};

static int by_old(const void *one, const void *other)
{
    const struct shift *first = one, *second = other;
    return first->old < second->old ? -1 : first->old > second->old;
}

static ptrdiff_t new_place(const struct shift *shift)
{
    return (ptrdiff_t)shift->old + shift->shift;
}

// Texts change, but mostly keep their order: of the passages found, the longest chain that did is
// believed, so that one found at its twin's place does not lead others astray. Longest increasing
// subsequence by patience: ends[k] is the shift whose new place is the least that ends a chain of
// k + 1 (Michael Fredman, "On Computing the Length of Longest Increasing Subsequences", 1975).
static void make_chain(struct surroundings *around)
{
    const struct shift *shifts = around->shifts;
    size_t count = around->shift_count, length = 0;
    size_t *ends = memory_allocate(2 * count * sizeof *ends), *before = ends + count;
    for (size_t i = 0; i < count; i++) {
        size_t low = 0, high = length;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (new_place(&shifts[ends[middle]]) <= new_place(&shifts[i]))
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low > 0 ? ends[low - 1] : SIZE_MAX;
        ends[low] = i;
        if (low == length)
            length++;
    }
    around->chain =
        memory_grow(around->chain, &around->chain_capacity, length, sizeof *around->chain);
    around->chain_count = length;
    for (size_t at = ends[length - 1]; length > 0; at = before[at])
        around->chain[--length] = shifts[at];
    free(ends);
}

void surroundings_settle(struct surroundings *around)
{
    around->settled = around->shift_count;
    if (!around->shift_count)
        return;
    qsort(around->shifts, around->shift_count, sizeof *around->shifts, by_old);
    make_chain(around);
}

void surroundings_learn(struct surroundings *around, const struct selector *selector, size_t start)
{
    if (!selector->has_position)
        return;
    if (around->shift_count == around->shift_capacity)
        around->shifts = memory_grow(around->shifts, &around->shift_capacity,
                                     around->shift_count + 1, sizeof *around->shifts);
    around->shifts[around->shift_count++] =
        (struct shift){selector->start, (ptrdiff_t)start - (ptrdiff_t)selector->start};
    if (around->shift_count >= 2 * around->settled)
        surroundings_settle(around);
}

size_t surroundings_distance(size_t one, size_t other)
{
    return one > other ? one - other : other - one;
}

struct expectation surroundings_expect(const struct surroundings *around,
                                       const struct selector *selector, size_t count)
{
    const struct shift *chain = around->chain;
    size_t low = 0, high = around->chain_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (chain[middle].old < selector->start)
            low = middle + 1;
        else
            high = middle;
    }
    const struct shift *before = low > 0 ? &chain[low - 1] : NULL;
    while (low < around->chain_count && chain[low].old == selector->start)
        low++; // what was found of this passage says nothing new of it
    const struct shift *nearest = low < around->chain_count ? &chain[low] : NULL;
    if (before && (!nearest || selector->start - before->old < nearest->old - selector->start))
        nearest = before;
    ptrdiff_t place = (ptrdiff_t)selector->start + (nearest ? nearest->shift : 0);
    return (struct expectation){
        .start = place < 0               ? 0
                 : (size_t)place < count ? (size_t)place
                                         : count,
        .supported = nearest != NULL,
        .close = nearest && surroundings_distance(nearest->old, selector->start) <= NEIGHBOUR,
    };
}

void surroundings_fini(struct surroundings *around)
{
    free(around->shifts);
    free(around->chain);
    *around = (struct surroundings){0};
}
