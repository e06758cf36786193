// SPDX-License-Identifier: GPL-3.0-or-later
// Approximate: Myers' bit-vector search, a column of the edit matrix in words of 64 rows. Column
// differences are kept as two bits a row (one more, one less than the row above); a word hands the
// difference at its last row to the word below.

#include <config.h>

#include "notes/approximate.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { WORD = 64 };

struct search {
    size_t words;       // words a column
    size_t last_bit;    // of the last word: the pattern's last row
    uint32_t *alphabet; // the pattern's distinct points, sorted
    size_t alphabet_count;
    uint64_t *rows;        // for each of them, and for all others, where it stands in the pattern
    uint64_t *more, *less; // the column
};

static int by_point(const void *one, const void *other)
{
    uint32_t first = *(const uint32_t *)one, second = *(const uint32_t *)other;
    return first < second ? -1 : first > second;
}

// The rows of a point; those of a point that is not in the pattern are empty and come last.
static uint64_t *rows_of(const struct search *search, uint32_t point)
{
    size_t low = 0, high = search->alphabet_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (search->alphabet[middle] < point)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == search->alphabet_count || search->alphabet[low] != point)
        low = search->alphabet_count;
    return search->rows + low * search->words;
}

static void search_init(struct search *search, const uint32_t *pattern, size_t count, bool reverse)
{
    search->words = (count + WORD - 1) / WORD;
    search->last_bit = (count - 1) % WORD;
    search->alphabet = memory_allocate(count * sizeof *search->alphabet);
    memcpy(search->alphabet, pattern, count * sizeof *pattern);
    qsort(search->alphabet, count, sizeof *search->alphabet, by_point);
    search->alphabet_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || search->alphabet[i] != search->alphabet[search->alphabet_count - 1])
            search->alphabet[search->alphabet_count++] = search->alphabet[i];
    }
    search->rows =
        memory_allocate_zeroed((search->alphabet_count + 1) * search->words, sizeof *search->rows);
    for (size_t i = 0; i < count; i++) {
        uint64_t *rows = rows_of(search, pattern[reverse ? count - 1 - i : i]);
        rows[i / WORD] |= UINT64_C(1) << i % WORD;
    }
    search->more = memory_allocate(search->words * sizeof *search->more);
    search->less = memory_allocate_zeroed(search->words, sizeof *search->less);
    memset(search->more, 0xFF, search->words * sizeof *search->more);
}

static void search_fini(struct search *search)
{
    free(search->alphabet);
    free(search->rows);
    free(search->more);
    free(search->less);
}

// Goes one point of the text on; returns how the distance in the pattern's last row changes. In the
// first row a match may begin anywhere: the difference that enters there is 0.
static int search_step(struct search *search, uint32_t point)
{
    const uint64_t *rows = rows_of(search, point);
    int carry = 0; // difference along the row above the word: -1, 0 or 1
    int change = 0;
    for (size_t i = 0; i < search->words; i++) {
        uint64_t equal = rows[i], more = search->more[i], less = search->less[i];
        uint64_t vertical = equal | less;
        equal |= carry < 0;
        uint64_t horizontal = (((equal & more) + more) ^ more) | equal;
        uint64_t grows = less | ~(horizontal | more);
        uint64_t shrinks = more & horizontal;
        size_t bottom = i + 1 == search->words ? search->last_bit : WORD - 1;
        int next = (int)(grows >> bottom & 1) - (int)(shrinks >> bottom & 1);
        grows = grows << 1 | (carry > 0);
        shrinks = shrinks << 1 | (carry < 0);
        search->more[i] = shrinks | ~(vertical | grows);
        search->less[i] = grows & vertical;
        carry = change = next;
    }
    return change;
}

static size_t distance_between(size_t one, size_t other)
{
    return one > other ? one - other : other - one;
}

// Where the nearest match ends: the number of points up to it.
static bool find_end(const uint32_t *pattern, size_t pattern_count, const uint32_t *text,
                     size_t text_count, size_t most, size_t expected_end,
                     struct approximate_match *match)
{
    struct search search;
    search_init(&search, pattern, pattern_count, false);
    size_t distance = pattern_count;
    bool found = false;
    for (size_t i = 0; i < text_count; i++) {
        distance = (size_t)((ptrdiff_t)distance + search_step(&search, text[i]));
        if (distance > most)
            continue;
        if (!found || distance < match->distance ||
            (distance == match->distance &&
             distance_between(i + 1, expected_end) < distance_between(match->end, expected_end))) {
            match->distance = distance;
            match->end = i + 1;
            found = true;
        }
    }
    search_fini(&search);
    return found;
}

// Where it begins: the reversed pattern sought backward from the end, of those with the same
// distance the one whose length is nearest to the pattern's.
static void find_start(const uint32_t *pattern, size_t pattern_count, const uint32_t *text,
                       struct approximate_match *match)
{
    struct search search;
    search_init(&search, pattern, pattern_count, true);
    size_t reach = pattern_count + match->distance;
    if (reach > match->end)
        reach = match->end;
    size_t distance = pattern_count, best = SIZE_MAX;
    match->start = match->end - (pattern_count < match->end ? pattern_count : match->end);
    for (size_t i = 0; i < reach; i++) {
        distance = (size_t)((ptrdiff_t)distance + search_step(&search, text[match->end - 1 - i]));
        size_t off = distance_between(i + 1, pattern_count);
        if (distance < best || (distance == best &&
                                off < distance_between(match->end - match->start, pattern_count))) {
            best = distance;
            match->start = match->end - 1 - i;
        }
    }
    search_fini(&search);
}

bool approximate_find(const uint32_t *pattern, size_t pattern_count, const uint32_t *text,
                      size_t text_count, size_t most, size_t expected_end,
                      struct approximate_match *match)
{
    *match = (struct approximate_match){0};
    if (!find_end(pattern, pattern_count, text, text_count, most, expected_end, match))
        return false;
    find_start(pattern, pattern_count, text, match);
    return true;
}

double approximate_similarity(const uint32_t *one, size_t one_count, const uint32_t *other,
                              size_t other_count)
{
    if (one_count > APPROXIMATE_LONGEST)
        one_count = APPROXIMATE_LONGEST;
    if (other_count > APPROXIMATE_LONGEST)
        other_count = APPROXIMATE_LONGEST;
    size_t longer = one_count > other_count ? one_count : other_count;
    if (longer == 0)
        return 1;
    size_t row[APPROXIMATE_LONGEST + 1];
    for (size_t j = 0; j <= other_count; j++)
        row[j] = j;
    for (size_t i = 1; i <= one_count; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= other_count; j++) {
            size_t replaced = diagonal + (one[i - 1] != other[j - 1]);
            size_t least = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            diagonal = row[j];
            row[j] = replaced < least ? replaced : least;
        }
    }
    return 1 - (double)row[other_count] / (double)longer;
}
