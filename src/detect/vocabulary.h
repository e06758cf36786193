// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_VOCABULARY_H
#define DETECT_VOCABULARY_H

#include "detect/lexicon.h"
#include "text/tokens.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The different words of a text, each worked out once: its plain form, its stem, and what a small
// general lexicon of news English knows of it.

enum word_flags {
    WORD_MARK = 1,          // punctuation or symbol
    WORD_FUNCTION = 2,      // articles, prepositions, pronouns, auxiliaries, conjunctions
    WORD_LIGHT = 4,         // adverbs and verbs that add no fact of their own: jointly, hold
    WORD_REPORTING = 8,     // said, noted, adding
    WORD_PRONOUN = 16,      // he, she, they
    WORD_TITLE = 32,        // minister, president, Mr
    WORD_NEGATION = 64,     // not, never, without
    WORD_HEDGE = 128,       // may, reportedly, about
    WORD_CALENDAR = 256,    // names of months and weekdays, today
    WORD_RELATIVE = 512,    // who, which, where: may open a clause
    WORD_QUANTITY = 1024,   // half, dozen, million, hours: see detect/quantities.h
    WORD_NUMBER = 2048,     // names a number, or is one in figures
    WORD_POSSESSIVE = 4096, // 's
};

// Two words are the same with equal `spelling`, forms of one with equal `stem`, near in meaning
// where they share one of their `senses` (0: none known).
struct word {
    uint32_t spelling;
    uint32_t stem;
    uint16_t flags;
    uint16_t senses[LEXICON_SENSES];
    long number; // what it counts, or -1
};

// Whether two lists of senses have one in common.
static inline bool senses_meet(const uint16_t one[LEXICON_SENSES],
                               const uint16_t other[LEXICON_SENSES])
{
    return one[0] && (one[0] == other[0] || one[0] == other[1] ||
                      (one[1] && (one[1] == other[0] || one[1] == other[1])));
}

struct vocabulary;

// With room for so many different words to begin with.
struct vocabulary *vocabulary_new(size_t room);
void vocabulary_free(struct vocabulary *vocabulary);

// Writes the number of each token's word to `words`. Amortised constant time a token; a word seen
// before costs one probe.
void vocabulary_read(struct vocabulary *vocabulary, const char *bytes, const struct token *tokens,
                     size_t count, uint32_t *words);

// The words by number, from 0 on; borrowed until the next vocabulary_read().
const struct word *vocabulary_words(const struct vocabulary *vocabulary);
size_t vocabulary_count(const struct vocabulary *vocabulary);

// Stems are numbered from 0 up to this.
size_t vocabulary_stem_count(const struct vocabulary *vocabulary);

#endif
