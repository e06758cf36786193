// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_LEXICON_H
#define DETECT_LEXICON_H

#include <stddef.h>
#include <stdint.h>

// What is known of English words before any text is read: marks, and classes of words that retell
// one another in news. A table of constants, made when the program is built (lexicon.awk) from
// data/lexicon/english.txt, where the format stands.

enum { LEXICON_SLOTS = 32768, LEXICON_SENSES = 2 };

struct lexicon_entry {
    char word[18];
    uint16_t flags;                  // enum word_flags
    uint16_t senses[LEXICON_SENSES]; // classes from 1; 0: none
};

// Open-addressed: a slot holds the number of its entry + 1; 0 is free.
extern const struct lexicon_entry lexicon_entries[];
extern const uint16_t lexicon_slots[LEXICON_SLOTS];

// The entry of a word in lower case, or NULL. Constant time.
const struct lexicon_entry *lexicon_find(const char *word, size_t length);

#endif
