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
    uint32_t intro; // number among the introduction sentences
    uint32_t next;  // posting + 1 of the same slot; 0: last
};

static const float overlap_least = 0.06F;
static const float overlap_part = 0.15F; // of the greatest of the same introduction sentence

static const float weight_least = 0.05F; // words of less are not looked up
static const float sense_part = 0.5F;    // of a word's weight, where only the sense is shared
static const float sense_weight = 0.25F; // words of less are looked up by themselves only

enum { SLOT_BITS_LEAST = 10, POSTINGS_MOST = 48 };

struct posting_index {
    struct posting *postings;
    size_t count, capacity;
    uint32_t *heads;
    uint8_t *lengths; // postings in the slot, as far as POSTINGS_MOST + 1
    size_t slot_count;
    bool *stems; // one a stem: whether the introduction has it with some weight
};

// What a sentence offers to the index, or asks of it.
struct feature {
    uint64_t key;
    float weight;
};

struct feature_list {
    struct feature *items;
    size_t count, capacity;
    float weight; // of the sentence
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

static void index_add(struct posting_index *index, uint64_t key, uint32_t intro)
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
    index->postings[index->count++] = (struct posting){key, intro, index->heads[slot]};
    index->heads[slot] = (uint32_t)index->count;
    index->lengths[slot] += index->lengths[slot] <= POSTINGS_MOST;
}

// Lists a sentence's stems of weight, their senses, and pairs of neighbouring stems; of these only
// what is of `stems` (NULL: all).
static void list_features(const struct wording *wording, size_t sentence, const bool *stems,
                          struct feature_list *list)
{
    enum { FEATURES_EACH = 2 + LEXICON_SENSES };
    const struct sentence *read = &wording->article->sentences[sentence];
    uint64_t previous = 0;
    bool previous_known = false;
    float previous_weight = 0;
    list->items = memory_grow(list->items, &list->capacity, FEATURES_EACH * read->token_count,
                              sizeof *list->items);
    struct feature *next = list->items;
    list->weight = 0;
    for (size_t i = 0; i < read->token_count; i++) {
        float weight = wording->weights[read->first_token + i];
        list->weight += weight;
        if (weight < weight_least)
            continue;
        const struct word *word = wording_word(wording, read->first_token + i);
        bool known = !stems || stems[word->stem];
        uint64_t stem = (uint64_t)word->stem + 1;
        if (known)
            *next++ = (struct feature){stem, weight};
        for (size_t k = 0; k < LEXICON_SENSES && word->senses[k] && weight >= sense_weight; k++)
            *next++ = (struct feature){UINT64_MAX - word->senses[k], weight * sense_part};
        if (known && previous_known)
            *next++ = (struct feature){stem << 32 | previous, (weight + previous_weight) / 4};
        previous = stem;
        previous_known = known;
        previous_weight = weight;
    }
    list->count = (size_t)(next - list->items);
}

// Adds to the tally what the sentences of the introduction share with the features.
static void count_features(const struct posting_index *index, const struct feature_list *list,
                           struct tally *tally)
{
    const struct posting *postings = index->postings;
    float *shared = tally->shared;
    for (size_t i = 0; i < list->count; i++) {
        const struct feature *feature = &list->items[i];
        size_t slot = slot_of(index, feature->key);
        if (index->lengths[slot] > POSTINGS_MOST)
            continue;
        for (uint32_t at = index->heads[slot]; at; at = postings[at - 1].next) {
            const struct posting *posting = &postings[at - 1];
            if (posting->key != feature->key)
                continue;
            if (shared[posting->intro] <= 0)
                tally->touched[tally->touched_count++] = posting->intro;
            shared[posting->intro] += feature->weight;
        }
    }
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

// Indexes the introduction's sentences and notes how heavy each is.
static void index_introduction(const struct wording *wording, const uint32_t *intros,
                               size_t intro_count, struct posting_index *index, float *weights)
{
    struct feature_list list = {0};
    size_t features = 0;
    for (size_t i = 0; i < intro_count; i++)
        features += 3 * wording->article->sentences[intros[i]].token_count;
    index->postings = memory_grow(NULL, &index->capacity, features, sizeof *index->postings);
    index->slot_count = (size_t)1 << SLOT_BITS_LEAST;
    while (index->slot_count < features)
        index->slot_count *= 2;
    index->heads = memory_allocate_zeroed(index->slot_count, sizeof *index->heads);
    index->lengths = memory_allocate_zeroed(index->slot_count, sizeof *index->lengths);
    index->stems =
        memory_allocate_zeroed(vocabulary_stem_count(wording->vocabulary), sizeof *index->stems);
    for (size_t i = 0; i < intro_count; i++) {
        const struct sentence *read = &wording->article->sentences[intros[i]];
        list_features(wording, intros[i], NULL, &list);
        weights[i] = list.weight;
        for (size_t k = 0; k < list.count; k++)
            index_add(index, list.items[k].key, (uint32_t)i);
        for (size_t k = 0; k < read->token_count; k++) {
            size_t token = read->first_token + k;
            if (wording->weights[token] >= weight_least)
                index->stems[wording_word(wording, token)->stem] = true;
        }
    }
    free(list.items);
}

// The intro sentences that share enough with original `sentence` join their best ones.
static void offer(size_t sentence, float weight, const uint32_t *intros, const float *weights,
                  const struct tally *tally, struct candidate *best, uint8_t *counts)
{
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
                             const uint32_t *intros, size_t intro_count, const float *weights,
                             struct candidate *best, uint8_t *counts)
{
    const struct article *article = wording->article;
    struct feature_list list = {0};
    struct tally tally = {memory_allocate_zeroed(intro_count, sizeof *tally.shared),
                          memory_allocate(intro_count * sizeof *tally.touched), 0};
    for (size_t i = 0; i < article->sentence_count; i++) {
        if (!candidates_is_original(article, i))
            continue;
        list_features(wording, i, index->stems, &list);
        count_features(index, &list, &tally);
        offer(i, list.weight, intros, weights, &tally, best, counts);
        tally.touched_count = 0;
    }
    free(tally.shared);
    free(tally.touched);
    free(list.items);
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
    float *weights = memory_allocate(intro_count * sizeof *weights);
    index_introduction(wording, intros, intro_count, &index, weights);
    struct candidate *best = memory_allocate(intro_count * CANDIDATES_EACH * sizeof *best);
    uint8_t *counts = memory_allocate_zeroed(intro_count, sizeof *counts);
    stream_originals(wording, &index, intros, intro_count, weights, best, counts);
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
    free(index.stems);
    free(weights);
    free(intros);
}
