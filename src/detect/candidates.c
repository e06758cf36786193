// SPDX-License-Identifier: GPL-3.0-or-later
// Candidates: an inverted index of the introduction, through which the originals are streamed once.

#include <config.h>

#include "detect/candidates.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

// A stem, or a pair of stems, and the introduction sentences that have it: postings of one key lie
// together, from heads[slot] on.
struct posting {
    uint64_t key;
    float weight;
    uint32_t intro; // number among the introduction sentences
    uint32_t next;  // posting + 1 of the same slot; 0: last
};

static const float overlap_least = 0.06F;
static const float overlap_part = 0.15F; // of the greatest of the same introduction sentence

static const float sense_part = 0.5F;    // of a word's weight, where only the sense is shared
static const float sense_weight = 0.25F; // words of less are looked up by themselves only

enum { SLOT_BITS_LEAST = 10, POSTINGS_MOST = 48 };

struct posting_index {
    struct posting *postings;
    size_t count, capacity;
    uint32_t *heads;
    uint32_t *lengths; // postings in the slot
    size_t slot_count;
};

// Weights shared with one original sentence, by introduction sentence; cleared by the list of
// those touched.
struct tally {
    float *shared;
    uint32_t *touched;
    size_t touched_count;
};

void candidates_fini(struct candidates *candidates)
{
    free(candidates->items);
    *candidates = (struct candidates){0};
}

bool candidates_is_intro(const struct article *article, size_t sentence)
{
    enum section_kind kind = article->sections[article->sentences[sentence].section].kind;
    return kind == SECTION_TITLE || kind == SECTION_INTRODUCTION;
}

bool candidates_is_original(const struct article *article, size_t sentence)
{
    return article->sections[article->sentences[sentence].section].kind == SECTION_ORIGINAL;
}

static size_t slot_of(const struct posting_index *index, uint64_t key)
{
    return (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (index->slot_count - 1);
}

static void index_add(struct posting_index *index, uint64_t key, float weight, uint32_t intro)
{
    size_t slot = slot_of(index, key);
    for (uint32_t at = index->heads[slot]; at; at = index->postings[at - 1].next) {
        const struct posting *posting = &index->postings[at - 1];
        if (posting->intro != intro)
            break; // the newest stand first
        if (posting->key == key)
            return;
    }
    index->postings =
        memory_grow(index->postings, &index->capacity, index->count + 1, sizeof *index->postings);
    index->postings[index->count++] = (struct posting){key, weight, intro, index->heads[slot]};
    index->heads[slot] = (uint32_t)index->count;
    index->lengths[slot]++;
}

// What a sentence offers to the index: its stems of weight, and pairs of neighbouring ones.
typedef void feature_function(void *context, uint64_t key, float weight);

static void each_feature(const struct wording *wording, size_t sentence, feature_function *visit,
                         void *context)
{
    const struct sentence *read = &wording->article->sentences[sentence];
    uint64_t previous = 0;
    float previous_weight = 0;
    for (size_t i = 0; i < read->token_count; i++) {
        size_t token = read->first_token + i;
        const struct word *word = wording_word(wording, token);
        float weight = wording->weights[token];
        if (weight < 0.05F)
            continue;
        uint64_t stem = (uint64_t)word->stem + 1;
        visit(context, stem, weight);
        for (size_t k = 0; k < LEXICON_SENSES && word->senses[k] && weight >= sense_weight; k++)
            visit(context, UINT64_MAX - word->senses[k], weight * sense_part);
        if (previous)
            visit(context, stem << 32 | previous, (weight + previous_weight) / 4);
        previous = stem;
        previous_weight = weight;
    }
}

struct indexing {
    struct posting_index *index;
    uint32_t intro;
};

static void index_feature(void *context, uint64_t key, float weight)
{
    struct indexing *indexing = context;
    index_add(indexing->index, key, weight, indexing->intro);
}

struct counting {
    const struct posting_index *index;
    struct tally *tally;
};

static void count_feature(void *context, uint64_t key, float weight)
{
    struct counting *counting = context;
    const struct posting_index *index = counting->index;
    size_t slot = slot_of(index, key);
    if (index->lengths[slot] > POSTINGS_MOST)
        return;
    struct tally *tally = counting->tally;
    for (uint32_t at = index->heads[slot]; at; at = index->postings[at - 1].next) {
        const struct posting *posting = &index->postings[at - 1];
        if (posting->key != key)
            continue;
        if (tally->shared[posting->intro] <= 0)
            tally->touched[tally->touched_count++] = posting->intro;
        tally->shared[posting->intro] += weight;
    }
}

static float sentence_weight(const struct wording *wording, size_t sentence)
{
    const struct sentence *read = &wording->article->sentences[sentence];
    float weight = 0;
    for (size_t i = 0; i < read->token_count; i++)
        weight += wording->weights[read->first_token + i];
    return weight;
}

// Keeps the greatest CANDIDATES_EACH of each introduction sentence, in order.
static void keep(struct candidate *best, uint8_t *count, struct candidate candidate)
{
    size_t at = *count < CANDIDATES_EACH ? (*count)++ : CANDIDATES_EACH;
    while (at > 0 && best[at - 1].overlap < candidate.overlap) {
        if (at < CANDIDATES_EACH)
            best[at] = best[at - 1];
        at--;
    }
    if (at < CANDIDATES_EACH)
        best[at] = candidate;
}

static void index_introduction(const struct wording *wording, const uint32_t *intros,
                               size_t intro_count, struct posting_index *index)
{
    size_t features = 0;
    for (size_t i = 0; i < intro_count; i++)
        features += 3 * wording->article->sentences[intros[i]].token_count;
    index->slot_count = (size_t)1 << SLOT_BITS_LEAST;
    while (index->slot_count < features)
        index->slot_count *= 2;
    index->heads = memory_allocate_zeroed(index->slot_count, sizeof *index->heads);
    index->lengths = memory_allocate_zeroed(index->slot_count, sizeof *index->lengths);
    for (size_t i = 0; i < intro_count; i++) {
        struct indexing indexing = {index, (uint32_t)i};
        each_feature(wording, intros[i], index_feature, &indexing);
    }
}

// The intro sentences that share enough with original `sentence` join their best ones.
static void offer(const struct wording *wording, size_t sentence, const uint32_t *intros,
                  const float *weights, const struct tally *tally, struct candidate *best,
                  uint8_t *counts)
{
    float weight = sentence_weight(wording, sentence);
    for (size_t i = 0; i < tally->touched_count; i++) {
        uint32_t intro = tally->touched[i];
        float lighter = weights[intro] < weight ? weights[intro] : weight;
        float overlap = lighter > 0 ? tally->shared[intro] / (lighter + 1) : 0;
        tally->shared[intro] = 0;
        if (overlap >= overlap_least)
            keep(best + (size_t)intro * CANDIDATES_EACH, &counts[intro],
                 (struct candidate){intros[intro], (uint32_t)sentence, overlap});
    }
}

static void stream_originals(const struct wording *wording, const struct posting_index *index,
                             const uint32_t *intros, size_t intro_count, struct candidate *best,
                             uint8_t *counts)
{
    const struct article *article = wording->article;
    float *weights = memory_allocate(intro_count * sizeof *weights);
    for (size_t i = 0; i < intro_count; i++)
        weights[i] = sentence_weight(wording, intros[i]);
    struct tally tally = {memory_allocate_zeroed(intro_count, sizeof *tally.shared),
                          memory_allocate(intro_count * sizeof *tally.touched), 0};
    for (size_t i = 0; i < article->sentence_count; i++) {
        if (!candidates_is_original(article, i))
            continue;
        struct counting counting = {index, &tally};
        each_feature(wording, i, count_feature, &counting);
        offer(wording, i, intros, weights, &tally, best, counts);
        tally.touched_count = 0;
    }
    free(tally.shared);
    free(tally.touched);
    free(weights);
}

void candidates_find(const struct wording *wording, struct candidates *candidates)
{
    const struct article *article = wording->article;
    size_t intro_count = 0;
    uint32_t *intros = memory_allocate(article->sentence_count * sizeof *intros);
    for (size_t i = 0; i < article->sentence_count; i++) {
        if (candidates_is_intro(article, i))
            intros[intro_count++] = (uint32_t)i;
    }
    struct posting_index index = {0};
    index_introduction(wording, intros, intro_count, &index);
    struct candidate *best = memory_allocate(intro_count * CANDIDATES_EACH * sizeof *best);
    uint8_t *counts = memory_allocate_zeroed(intro_count, sizeof *counts);
    stream_originals(wording, &index, intros, intro_count, best, counts);
    candidates->count = 0;
    for (size_t i = 0; i < intro_count; i++) {
        const struct candidate *first = best + i * CANDIDATES_EACH;
        while (counts[i] && first[counts[i] - 1].overlap < overlap_part * first->overlap)
            counts[i]--;
        candidates->items = memory_grow(candidates->items, &candidates->capacity,
                                        candidates->count + counts[i], sizeof *candidates->items);
        if (counts[i])
            memcpy(candidates->items + candidates->count, first, counts[i] * sizeof *first);
        candidates->count += counts[i];
    }
    free(counts);
    free(best);
    free(index.postings);
    free(index.heads);
    free(index.lengths);
    free(intros);
}
