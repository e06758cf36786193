// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_WORDING_H
#define DETECT_WORDING_H

#include "article/article.h"
#include "detect/findings.h"
#include "detect/vocabulary.h"

#include <stdint.h>

// An article's words made ready for comparison: which word each token is, whether it stands in a
// name or a date, and what it counts.

enum wording_marks {
    WORDING_NAME = 1,
    WORDING_DATE = 2,  // in an expression that names a day, or part of one
    WORDING_TITLE = 4, // an office or form of address
    WORDING_PERSON = 8,
    WORDING_NUMERAL = 16, // goes on with the number before it: hundred, million
};

struct wording {
    const struct article *article;   // borrowed
    const struct findings *findings; // borrowed: mentions and dates
    struct vocabulary *vocabulary;
    const struct word *known; // the vocabulary's words
    // One a token of the article.
    uint32_t *words;
    uint8_t *marks;
    uint32_t *entities;   // of the mention the token is in, + 1; 0: none
    uint32_t *quantities; // how much is said (detect/quantities.h); 0: nothing
    float *weights;       // 0 (a mark) to 1 (a word that only one sentence has)
};

// Reads the words of title, introduction and originals. A word counts by its inverse document
// frequency, sentences being the documents (Karen Spärck Jones, "A statistical interpretation of
// term specificity and its application in retrieval", 1972), scaled to 0 … 1; names count half,
// offices too, light and reporting verbs a third, negations a fifth, other function words next to
// nothing, dates nothing: days are compared as days. Where `findings` has no mentions, words with a
// capital inside a sentence pass for names.
void wording_init(struct wording *wording, const struct article *article,
                  const struct findings *findings);

// The same with nothing read yet: for work on a few sentences, each of which must be read before
// its tokens are looked at. Weights stay 0.
void wording_init_empty(struct wording *wording, const struct article *article,
                        const struct findings *findings);
void wording_read_sentence(struct wording *wording, size_t sentence);

void wording_fini(struct wording *wording);

static inline const struct word *wording_word(const struct wording *wording, size_t token)
{
    return &wording->known[wording->words[token]];
}

// How alike two tokens are: 1 the same word, 0.9 the same quantity, 0.85 forms of one stem, 0.75
// names of one entity, 0.5 near in meaning, 0 else.
float wording_similarity(const struct wording *wording, size_t one, size_t other);

// How the days told in two sentences agree: 1 one day told in both, -1 both tell days but no
// common one, 0 else.
int wording_compare_days(const struct wording *wording, size_t one, size_t other);

// The first date mention that ends after byte `offset`; the count where there is none.
size_t wording_find_date(const struct findings *findings, size_t offset);

// Whether the mention names a day or days, known with or without the year.
bool wording_names_known_day(const struct date_mention *date);

// Whether one of the days of the date mention is told within `span` of the text.
bool wording_tells_day_in(const struct wording *wording, const struct date_mention *date,
                          struct span span);

#endif
