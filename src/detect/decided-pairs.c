// SPDX-License-Identifier: GPL-3.0-or-later
// Decided pairs: what the reader says of them wins over what was found.

#include <config.h>

#include "base/memory.h"
#include "detect/candidates.h"
#include "detect/decisions.h"

#include <string.h>

// The sentences of the decision, whichever way round its passages are; false: they are none that
// are compared.
static bool find_sentences(const struct article *article, const struct pair_decision *decision,
                           struct source_pair *pair)
{
    size_t one = article_sentence_at(article, decision->intro.start);
    size_t other = article_sentence_at(article, decision->original.start);
    if (candidates_is_original(article, one)) {
        size_t kept = one;
        one = other;
        other = kept;
    }
    *pair = (struct source_pair){
        .intro = (uint32_t)one, .original = (uint32_t)other, .score = 1, .decided = true};
    return candidates_is_intro(article, one) && candidates_is_original(article, other);
}

// Index of the pair, or of where it would be.
static size_t place_of(const struct findings *findings, const struct source_pair *pair)
{
    size_t low = 0, high = findings->pair_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct source_pair *other = &findings->pairs[middle];
        bool before = other->intro != pair->intro ? other->intro < pair->intro
                                                  : other->original < pair->original;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void put(struct findings *findings, size_t at, const struct source_pair *pair)
{
    findings->pairs = memory_grow(findings->pairs, &findings->pair_capacity,
                                  findings->pair_count + 1, sizeof *findings->pairs);
    memmove(findings->pairs + at + 1, findings->pairs + at,
            (findings->pair_count - at) * sizeof *findings->pairs);
    findings->pairs[at] = *pair;
    findings->pair_count++;
}

static void take(struct findings *findings, size_t at)
{
    findings->pair_count--;
    memmove(findings->pairs + at, findings->pairs + at + 1,
            (findings->pair_count - at) * sizeof *findings->pairs);
}

void decisions_apply_pairs(const struct decisions *decisions, const struct article *article,
                           struct findings *findings)
{
    for (size_t i = 0; i < decisions->pair_count && article->sentence_count; i++) {
        struct source_pair pair;
        if (!find_sentences(article, &decisions->pairs[i], &pair))
            continue;
        size_t at = place_of(findings, &pair);
        bool found = at < findings->pair_count && findings->pairs[at].intro == pair.intro &&
                     findings->pairs[at].original == pair.original;
        if (!decisions->pairs[i].accepted) {
            if (found)
                take(findings, at);
        } else if (found) {
            findings->pairs[at] = pair;
        } else {
            put(findings, at, &pair);
        }
    }
}
