// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_PASSAGE_H
#define DETECT_PASSAGE_H

#include "detect/wording.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The words of sentences, marks left out, with what alignment looks at close together: each
// sentence is read once, when it is first asked for, however often it is then aligned.

enum { PASSAGE_LONGEST = 512 }; // words of a passage that are looked at; the rest is left out

// Words that are alike share a stem, a sense, an entity or a quantity, and so one of the sets that
// these are sorted into by their last bits.
enum {
    PASSAGE_STEM_SETS = 128,
    PASSAGE_SENSE_SETS = 64,
    PASSAGE_ENTITY_SETS = 32,
    PASSAGE_QUANTITY_SETS = 32,
    PASSAGE_SETS =
        PASSAGE_STEM_SETS + PASSAGE_SENSE_SETS + PASSAGE_ENTITY_SETS + PASSAGE_QUANTITY_SETS,
    PASSAGE_WORD_SETS = 3 + LEXICON_SENSES, // at most, of one word
};

struct passage_word {
    uint32_t token; // of the article
    uint32_t spelling, stem;
    uint32_t entity;   // + 1; 0: none
    uint32_t quantity; // 0: none
    uint16_t senses[LEXICON_SENSES];
    float weight;
    uint8_t sets[PASSAGE_WORD_SETS]; // that of the stem, the others, that of the stem again
};

// Words in the order of the text, borrowed.
struct passage {
    const struct passage_word *words;
    size_t count;
    float weight;      // of all words together
    float core_weight; // the same without names, offices and dates
    bool has_person, has_quantity;
};

struct passage_block;

struct passages {
    const struct wording *wording; // borrowed
    struct passage *sentences;     // one a sentence of the article; words NULL: not read yet
    struct passage_block *blocks;  // what the words lie in, the newest first
};

void passages_init(struct passages *passages, const struct wording *wording);
void passages_fini(struct passages *passages);

// The words of a sentence. They stay where they are until passages_fini().
struct passage passages_of(struct passages *passages, size_t sentence);

// Whether the token counts to the core of its sentence: in no name, office or date.
static inline bool passage_is_core(const struct wording *wording, size_t token)
{
    return !(wording->marks[token] & (WORDING_NAME | WORDING_TITLE | WORDING_DATE));
}

#endif
