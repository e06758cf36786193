// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_SYLLABLE_H
#define TEXT_SYLLABLE_H

#include <stddef.h>

// Where a line of Thai, Lao, Khmer or Burmese may be cut that has no blank to be broken at. Words
// are not known here, syllables in part: a vowel that is written before its consonant begins one,
// and mostly a consonant with a sign of a vowel or tone does.
enum syllable {
    SYLLABLE_OTHER,  // of another script
    SYLLABLE_INSIDE, // not here
    SYLLABLE_MAYBE,
    SYLLABLE_BEGINS,
};

// What stands at `at`, a border of grapheme clusters with start < at < end, in well-formed UTF-8.
// Source: the orders of letters told in The Unicode Standard 15.0, chapter 16 "Southeast Asia",
// 2022.
enum syllable syllable_at(const char *bytes, size_t start, size_t at, size_t end);

#endif
