// SPDX-License-Identifier: GPL-3.0-or-later
// Occurrences: every window of WINDOW units is hashed, and those whose hash ends in SAMPLE_BITS
// zeros are listed, by the rest of the hash. What is sampled depends on the content of the window
// alone, so that a window is sampled in what is wanted exactly if it is in the text (Udi Manber,
// "Finding Similar Files in a Large File System", 1994).

#include <config.h>

#include "notes/occurrences.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW = 8, SAMPLE_BITS = 2, BUCKET_BITS_LEAST = 10, BUCKET_BITS_MOST = 24 };

struct occurrences {
    const char *units;
    size_t count, size;
    unsigned bucket_bits;
    uint32_t *starts; // of each bucket's places, and the end of the last
    uint32_t *places;
};

static uint64_t mix(uint64_t hash)
{
    hash *= UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint64_t hash_window(const char *units, size_t size)
{
    uint64_t hash = 0, word;
    for (size_t i = 0; i < size; i++) {
        memcpy(&word, units + i * WINDOW, sizeof word);
        hash = mix(hash ^ word);
    }
    return hash;
}

static bool is_sampled(uint64_t hash)
{
    return (hash & ((1 << SAMPLE_BITS) - 1)) == 0;
}

static size_t bucket_of(const struct occurrences *occurrences, uint64_t hash)
{
    return (size_t)(hash >> SAMPLE_BITS) & (((size_t)1 << occurrences->bucket_bits) - 1);
}

// One more place in its bucket; `starts` holds counts at first, then where the next place goes.
static void list_places(struct occurrences *occurrences)
{
    size_t windows = occurrences->count - WINDOW + 1, size = occurrences->size, total = 0;
    size_t buckets = (size_t)1 << occurrences->bucket_bits;
    uint32_t *starts = occurrences->starts;
    for (size_t i = 0; i < windows; i++) {
        uint64_t hash = hash_window(occurrences->units + i * size, size);
        if (is_sampled(hash))
            starts[bucket_of(occurrences, hash) + 1]++;
    }
    for (size_t i = 0; i < buckets; i++)
        total = starts[i + 1] += starts[i];
    occurrences->places = memory_allocate((total + 1) * sizeof *occurrences->places);
    for (size_t i = 0; i < windows; i++) {
        uint64_t hash = hash_window(occurrences->units + i * size, size);
        if (is_sampled(hash))
            occurrences->places[starts[bucket_of(occurrences, hash)]++] = (uint32_t)i;
    }
    memmove(starts + 1, starts, buckets * sizeof *starts);
    starts[0] = 0;
}

struct occurrences *occurrences_new(const void *units, size_t count, size_t size)
{
    if (count > UINT32_MAX)
        return NULL;
    struct occurrences *occurrences = memory_allocate_zeroed(1, sizeof *occurrences);
    *occurrences = (struct occurrences){
        .units = units, .count = count, .size = size, .bucket_bits = BUCKET_BITS_LEAST};
    while (occurrences->bucket_bits < BUCKET_BITS_MOST &&
           (size_t)1 << (occurrences->bucket_bits + SAMPLE_BITS) < count)
        occurrences->bucket_bits++;
    occurrences->starts = memory_allocate_zeroed(((size_t)1 << occurrences->bucket_bits) + 1,
                                                 sizeof *occurrences->starts);
    if (count >= WINDOW)
        list_places(occurrences);
    return occurrences;
}

void occurrences_free(struct occurrences *occurrences)
{
    if (!occurrences)
        return;
    free(occurrences->starts);
    free(occurrences->places);
    free(occurrences);
}

bool occurrences_begin(const struct occurrences *occurrences, const void *wanted, size_t count,
                       struct occurrences_search *search)
{
    const char *units = wanted;
    bool found = false;
    *search = (struct occurrences_search){.wanted = wanted, .count = count};
    for (size_t i = 0; i + WINDOW <= count; i++) {
        uint64_t hash = hash_window(units + i * occurrences->size, occurrences->size);
        if (!is_sampled(hash))
            continue;
        size_t bucket = bucket_of(occurrences, hash);
        size_t start = occurrences->starts[bucket], end = occurrences->starts[bucket + 1];
        if (!found || end - start < search->end - search->at) {
            search->part = i;
            search->at = start;
            search->end = end;
        }
        found = true;
    }
    return found;
}

bool occurrences_next(const struct occurrences *occurrences, struct occurrences_search *search,
                      size_t *place, size_t *looked)
{
    size_t size = occurrences->size;
    while (search->at < search->end) {
        size_t part = occurrences->places[search->at++];
        ++*looked;
        if (part < search->part || part - search->part + search->count > occurrences->count)
            continue;
        *place = part - search->part;
        if (memcmp(occurrences->units + *place * size, search->wanted, search->count * size) == 0)
            return true;
    }
    return false;
}
