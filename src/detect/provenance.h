// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_PROVENANCE_H
#define DETECT_PROVENANCE_H

#include "article/article.h"
#include "detect/decisions.h"
#include "detect/findings.h"

// Where the introduction (and the title) has its sentences from. Mentions and dates of `findings`
// are read and should be there already; without them capitals pass for names and days are not
// compared. Fills pairs, tellings, added and lost; what was in them before goes.
//
// Method.
//  1. Every word gets a weight (detect/wording.h): rare words count, names and offices half.
//  2. An index of the introduction's stems, their senses and pairs of neighbouring stems gives for
//     each of its sentences a few original sentences to look at (detect/candidates.h).
//  3. Each candidate is aligned word by word (detect/alignment.h). From the alignment come the
//     shares of both sentences' weight that have a partner, the same without names, offices and
//     dates, whether their days agree, whether they name the same two persons, and whether the
//     original is a headline. A logistic function of these is the score: the probability that
//     the pair is one. Its coefficients were fitted to twenty hand-aligned round-ups (254 pairs),
//     most of them heavily retold; with each text left out of the fit in turn, pairs of that text
//     reach F1 0.94 over all.
//  4. Pairs are accepted greedily by score, many to many. What an accepted pair explains, on
//     either side, counts no more for the next, so that a second source must tell something that
//     the first does not (a join), a second retelling take something else (a split), or the whole
//     of the original be told again; the false friend that only resembles gains nothing. A second
//     round gives pairs beside accepted ones a small bonus: introductions go by their sources'
//     order. A third gives a larger one to originals not told yet that stand between the pairs on
//     either side, or beside the sentence's own: retold in other words they share little, but
//     their place is known. Under a score of one half nothing is said.
//  5. The sentence is verbatim where, its bare attributions and the source's removed, the words
//     are equal but for spelling; a paraphrase where few of its own words (names apart) stand in
//     the source; else edited. What an original loses is judged phrase by phrase: "out" is said
//     of a sentence without pair, "partly" where a phrase of substance has no partner and is not
//     told nearby.
//
// Sources: W. A. Gale and K. W. Church, "A program for aligning sentences in bilingual corpora",
// Computational Linguistics 19 (1993), for alignment by scores with splits and merges; R. Barzilay
// and N. Elhadad, "Sentence alignment for monolingual comparable corpora", EMNLP 2003, for weighing
// shared words and using neighbourhood; P. Clough, R. Gaizauskas, S. Piao, Y. Wilks, "METER:
// measuring text reuse", ACL 2002, for newspaper text derived from agency reports and for
// containment as a feature that does not suffice.
//
// Time: linear in the text but for the alignment of at most CANDIDATES_EACH candidates for each
// introduction sentence.
// The pairs that the reader has decided on (`decisions`, NULL: none) win over those of steps 1 to 4.
void provenance_find(const struct article *article, const struct decisions *decisions,
                     struct findings *findings);

#endif
