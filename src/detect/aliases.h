// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_ALIASES_H
#define DETECT_ALIASES_H

#include "detect/names-scan.h"

// Who is who: the persons of an article with all forms of their names.

#define PERSON_WORDS 8

// A word of a name.
struct name_word {
    uint64_t key;   // scan_word_key
    uint64_t sound; // equal in all that transliterate it, 0 where it is too short to tell
    size_t token;
};

// A name by its words, without particles.
struct name_form {
    struct name_word words[PERSON_WORDS];
    size_t count;
};

struct person {
    struct name_form form; // the fullest
    uint32_t fullest;      // candidate that has it
    uint32_t last;         // its mention before the one being read, or NO_CANDIDATE
    char gender;           // from honorifics, else from given names; 0: not known
    bool single;           // only ever one word, after a title or alone
};

struct persons {
    struct person *items;
    size_t count, capacity;
};

void persons_fini(struct persons *persons);

// Finds the persons among the candidates and gives every mention of one its number in `entity`;
// what turns out to be a short form of a person ("Wang", "Dr Meenakshisundaram", "de la Torre")
// becomes a person's mention, whatever it was taken for before, dropped candidates included. A
// short form goes to the person it can be at that place: of the honorific's gender, of the same
// office, mentioned last in the section, else last or next in the text. Two persons of one surname
// stay two. Linear in the candidates but for those who share a name.
void aliases_resolve(struct scan *scan, struct persons *persons);

#endif
