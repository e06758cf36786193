// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_ALIGNMENT_H
#define DETECT_ALIGNMENT_H

#include "detect/wording.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Words of one passage laid beside the words of another that may retell it.

enum { ALIGNMENT_LONGEST = 512 }; // words of a passage that are looked at; the rest is not matched

// A word of a passage, with what wording_similarity() looks at close together.
struct passage_word {
    uint64_t signature; // a bit for each thing below; none in common: not alike
    uint32_t token;     // of the article
    uint32_t spelling, stem;
    uint32_t entity;   // + 1; 0: none
    uint32_t quantity; // 0: none
    uint16_t senses[LEXICON_SENSES];
    float weight;
};

// The words of a passage, marks left out, in order.
struct passage {
    struct passage_word *words;
    size_t count, capacity;
};

struct alignment {
    struct passage here, there;
    // One a word: the number of its partner among the other side's words, or -1; how alike they
    // are, 0 to 1 (0: no partner); whether its partner stands in the same order as the others.
    int32_t *here_partner, *there_partner;
    float *here_likeness, *there_likeness;
    bool *here_moved;
    size_t room;
    // Scratch.
    float *best, *matched;
    uint8_t *choices;    // how the heaviest subsequence of the words so far ends
    uint8_t *likenesses; // of every pair of words, in hundredths
    size_t choice_capacity, likeness_capacity;
};

void alignment_fini(struct alignment *alignment);

void passage_clear(struct passage *passage);

// Adds the words of a sentence.
void passage_add_sentence(struct passage *passage, const struct wording *wording, size_t sentence);

// Matches the words of alignment->here and ->there. Common ends are paired first; between them the
// heaviest common subsequence, words weighted by likeness (as wording_similarity()) and weight, and
// a run of neighbours preferred to scattered words; then words of weight that are left over are
// matched out of order, the more alike first.
//
// Source: the weighted longest common subsequence by dynamic programming, with the two states
// (ending in a match or not) of O. Gotoh, "An improved algorithm for matching biological
// sequences", Journal of Molecular Biology 162 (1982). Time and memory: product of the two
// lengths, each at most ALIGNMENT_LONGEST.
void alignment_match(struct alignment *alignment);

#endif
