// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_ALIGNMENT_H
#define DETECT_ALIGNMENT_H

#include "detect/passage.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Words of one passage laid beside the words of another that may retell it.

// Two words that are alike, whether or not they become partners.
struct alignment_link {
    uint16_t there;   // word of the other side, counted from where the ends stop being equal
    uint8_t likeness; // as wording_similarity(), in hundredths
    bool after;       // that subsequence has the link of the two words before, too
    float ending;     // the weight of the heaviest subsequence that ends with this link
};

// The ending of the last link to a word there, of which `word` tells from which word here it is.
struct alignment_ending {
    float weight;
    uint32_t word;
};

struct alignment {
    struct passage here, there; // as last matched; borrowed
    // One a word: the number of its partner among the other side's words, or -1; how alike they
    // are, 0 to 1 (0: no partner); whether its partner stands in the same order as the others.
    int32_t *here_partner, *there_partner;
    float *here_likeness, *there_likeness;
    bool *here_moved;
    // Scratch.
    struct passage_word *joined;      // the words of several sentences
    uint64_t *sets;                   // of the words there, by what they have in common
    struct alignment_link *links;     // of each word here, one after another
    uint32_t *first_links, *rows;     // one a word here: its first link, its row of weights
    float *weights;                   // of the heaviest subsequences, row by row
    struct alignment_ending *endings; // of words here with even and odd numbers
    uint32_t words_seen;              // words here of all passages so far
    size_t link_capacity, weight_capacity;
};

void alignment_fini(struct alignment *alignment);

// The words of several sentences as one passage, PASSAGE_LONGEST of them at most; borrowed until
// the next call. Its weights are left 0.
struct passage alignment_join(struct alignment *alignment, struct passages *passages,
                              const uint32_t *sentences, size_t count);

// Matches the words of two passages. Common ends are paired first; between them the heaviest
// common subsequence, words weighted by likeness (as wording_similarity()) and weight, and a run
// of neighbours preferred to scattered words; then words of weight that are left over are matched
// out of order, the more alike first.
//
// Source: the weighted longest common subsequence by dynamic programming, with the two states
// (ending in a match or not) of O. Gotoh, "An improved algorithm for matching biological
// sequences", Journal of Molecular Biology 162 (1982), of which only the cells where two words are
// alike are worked out, after J. W. Hunt and T. G. Szymanski, "A fast algorithm for computing
// longest common subsequences", Communications of the ACM 20 (1977). Time: the two lengths, and
// for each two words that are alike some steps more; memory: at most the product of the lengths,
// each at most PASSAGE_LONGEST.
void alignment_match(struct alignment *alignment, struct passage here, struct passage there);

#endif
