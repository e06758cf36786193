// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_AGREEMENT_H
#define NOTES_AGREEMENT_H

#include "article/article.h"
#include "notes/notebook.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How far coders agree. The unit is the sentence, and only those count that every coder has marked
// as coded: of the others nobody can tell whether a tag is missing or was not yet thought of. A
// coder judges of every unit and every tag whether it applies: it does where one of the coder's
// notes with exactly this tag has a character of the sentence in it.
//
// Sources: Jacob Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and
// Psychological Measurement 20 (1960); Klaus Krippendorff, "Computing Krippendorff's
// Alpha-Reliability", 2011 (nominal data, no missing values).

enum { AGREEMENT_CODERS = 64 }; // at most

// Judgments counted. Tallies of different units, or tags, add up.
struct agreement_tally {
    size_t units;       // sentences; over all tags: sentences times tags
    size_t marks;       // judgments that the tag applies, of all coders
    size_t pairs;       // of coders, for every unit
    size_t agreeing;    // of them those that judged alike
    size_t table[2][2]; // units by what the first two coders judged
    size_t spans;       // passages with the tag, counted once for every pair its coder is in
    size_t exact;       // of them those that the other coder of the pair has too
    size_t overlapping; // of them those matched, one to one, with one that shares a character
};

// Counts one unit that the coders of the bits in `mask` gave the tag.
void agreement_count_unit(struct agreement_tally *tally, size_t coders, uint64_t mask);

// Counts passages of two coders, each set sorted by end, then start, without repetitions; as many
// overlapping ones as possible are matched.
void agreement_count_spans(struct agreement_tally *tally, const struct span *one, size_t one_count,
                           const struct span *other, size_t other_count);

// Shares from 0 to 1; NAN where the tally leaves it undefined, kappa of more than two coders and
// alpha of only two.
struct agreement_figures {
    double prevalence;     // of the judgments, those that the tag applies
    double agreement;      // of the pairs, those that judged alike
    double kappa;          // Cohen's
    double alpha;          // Krippendorff's
    double f1_exact;       // of the passages with the tag
    double f1_overlapping; // the same
};
void agreement_figure(const struct agreement_tally *tally, size_t coders,
                      struct agreement_figures *figures);

// A row of the outcome.
#define AGREEMENT_POOLED SIZE_MAX
struct agreement_row {
    size_t article; // in the order added; AGREEMENT_POOLED: all of them
    char *tag;      // NULL: all tags used
    struct agreement_tally tally;
};

// What was agreed on afterwards, in notes of its own.
enum agreed {
    AGREED_NOT_YET, // the sentence is not marked as coded there
    AGREED_HOLDS,   // the tag applies
    AGREED_HOLDS_NOT,
};

// A sentence that some coders gave the tag and others not.
struct disagreement {
    size_t article;
    size_t sentence;   // of the article
    size_t start, end; // code points
    char *passage;
    char *tag;
    uint64_t mask; // of the coders that gave it
    enum agreed agreed;
};

struct agreement {
    size_t coders;
    size_t article_count;
    struct agreement_row *rows; // article by article the tags by name, then all tags; pooled last
    size_t row_count, row_capacity;
    struct disagreement *disagreements; // by article and place, then tag
    size_t disagreement_count, disagreement_capacity;
    size_t sentences; // counted, of all articles
    size_t coded;     // marked as coded by at least one coder
};

// For 2 to AGREEMENT_CODERS coders. Articles are added one by one, each with a notebook of every
// coder, in the same order; then it is pooled, once. Costs n log n in the notes, besides n for each
// pair of coders.
void agreement_init(struct agreement *agreement, size_t coders);
void agreement_add(struct agreement *agreement, const struct article *article,
                   struct notebook *const *notebooks);
void agreement_pool(struct agreement *agreement);

// Reads which disagreements of the article added last were settled in `agreed`.
void agreement_read_agreed(struct agreement *agreement, const struct article *article,
                           const struct notebook *agreed);
void agreement_fini(struct agreement *agreement);

#endif
