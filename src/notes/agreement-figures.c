// SPDX-License-Identifier: GPL-3.0-or-later
// Agreement, the arithmetic: from judgments and passages to tallies, from tallies to figures.

#include <config.h>

#include "notes/agreement.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

void agreement_count_unit(struct agreement_tally *tally, size_t coders, uint64_t mask)
{
    size_t with = (size_t)__builtin_popcountll(mask), without = coders - with;
    tally->units++;
    tally->marks += with;
    tally->pairs += coders * (coders - 1) / 2;
    tally->agreeing += (with * (with - 1) + without * (without - 1)) / 2;
    tally->table[mask & 1][(mask >> 1) & 1]++;
}

// --- passages ------------------------------------------------------------------------------

static int compare_spans(struct span one, struct span other)
{
    if (one.end != other.end)
        return one.end < other.end ? -1 : 1;
    return one.start < other.start ? -1 : one.start > other.start;
}

static size_t count_same(const struct span *one, size_t one_count, const struct span *other,
                         size_t other_count)
{
    size_t i = 0, j = 0, same = 0;
    while (i < one_count && j < other_count) {
        int order = compare_spans(one[i], other[j]);
        same += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return same;
}

// One side of the matching: which passages are taken, and the least start from each on.
struct side {
    const struct span *spans;
    size_t count, next; // all before `next` are matched or given up
    bool *taken;
    size_t *least_start;
};

static void side_init(struct side *side, const struct span *spans, size_t count)
{
    *side = (struct side){spans, count, 0, memory_allocate_zeroed(count + 1, sizeof *side->taken),
                          memory_allocate((count + 1) * sizeof *side->least_start)};
    side->least_start[count] = SIZE_MAX;
    for (size_t i = count; i-- > 0;) {
        size_t after = side->least_start[i + 1];
        side->least_start[i] = spans[i].start < after ? spans[i].start : after;
    }
}

static void side_fini(struct side *side)
{
    free(side->taken);
    free(side->least_start);
}

static bool side_has_next(struct side *side)
{
    while (side->next < side->count && side->taken[side->next])
        side->next++;
    return side->next < side->count;
}

// Takes the first passage by end that begins before `end`.
static bool side_take(struct side *side, size_t end)
{
    for (size_t i = side->next; i < side->count && side->least_start[i] < end; i++) {
        if (!side->taken[i] && side->spans[i].start < end)
            return side->taken[i] = true;
    }
    return false;
}

// The most pairs of overlapping passages. The passage that ends first of all overlaps just those
// that begin before its end; of these the one that ends first overlaps no passage of the former's
// side that the others do not overlap too, so that taking it can do no harm.
static size_t match_overlapping(const struct span *one, size_t one_count, const struct span *other,
                                size_t other_count)
{
    struct side first, second;
    size_t matched = 0;
    side_init(&first, one, one_count);
    side_init(&second, other, other_count);
    while (side_has_next(&first) && side_has_next(&second)) {
        bool first_ends = one[first.next].end <= other[second.next].end;
        struct side *side = first_ends ? &first : &second;
        matched += side_take(first_ends ? &second : &first, side->spans[side->next].end);
        side->next++;
    }
    side_fini(&first);
    side_fini(&second);
    return matched;
}

void agreement_count_spans(struct agreement_tally *tally, const struct span *one, size_t one_count,
                           const struct span *other, size_t other_count)
{
    tally->spans += one_count + other_count;
    tally->exact += 2 * count_same(one, one_count, other, other_count);
    tally->overlapping += 2 * match_overlapping(one, one_count, other, other_count);
}

// --- figures -------------------------------------------------------------------------------

static double share(size_t part, size_t whole)
{
    return whole ? (double)part / (double)whole : NAN;
}

// (observed - expected) / (1 - expected), expected from what each of the two did on the whole.
static double cohen(const struct agreement_tally *tally)
{
    const size_t(*table)[2] = tally->table;
    double units = (double)tally->units;
    double first = (double)(table[1][0] + table[1][1]),
           second = (double)(table[0][1] + table[1][1]);
    double expected = (first * second + (units - first) * (units - second)) / (units * units);
    double observed = (double)(table[0][0] + table[1][1]) / units;
    return tally->units && expected < 1 ? (observed - expected) / (1 - expected) : NAN;
}

// 1 - (n - 1) o01 / (n0 n1): o01 is the number of differing pairs of values within units, each
// weighted by 1 / (coders - 1), n the number of values.
static double krippendorff(const struct agreement_tally *tally, size_t coders)
{
    double values = (double)(tally->units * coders), with = (double)tally->marks;
    double without = values - with;
    double differing = (double)(tally->pairs - tally->agreeing) / (double)(coders - 1);
    return with > 0 && without > 0 ? 1 - (values - 1) * differing / (with * without) : NAN;
}

void agreement_figure(const struct agreement_tally *tally, size_t coders,
                      struct agreement_figures *figures)
{
    *figures = (struct agreement_figures){
        .prevalence = share(tally->marks, tally->units * coders),
        .agreement = share(tally->agreeing, tally->pairs),
        .kappa = coders == 2 ? cohen(tally) : NAN,
        .alpha = coders > 2 ? krippendorff(tally, coders) : NAN,
        .f1_exact = share(tally->exact, tally->spans),
        .f1_overlapping = share(tally->overlapping, tally->spans),
    };
}
