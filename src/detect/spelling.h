// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_SPELLING_H
#define DETECT_SPELLING_H

#include <stddef.h>
#include <stdint.h>

// Words made comparable. The forms below are only keys: they need not be words, but two different
// words must not fall together.

enum { SPELLING_ROOM = 64 };

// Writes the plain form of the word bytes[length] into `form` and returns its length (at most
// SPELLING_ROOM - 1, a longer word is cut): lower case, accents off, apostrophes straight, and
// British spelling turned into American by rules over its letters:
//   -ise -isation -yse → z      neighbour(hood) → or      centre(d) → er     dialogue → og
//   travelled, fulfil, skilful → one l where American has one or two         programme → am
//   defence → ense              practise → ice            anaemia, foetus, manoeuvre → e
// and a short table of words that no rule reaches (grey, sceptic, towards, learnt …). Where a
// rule would make two words one (four, prise, fourth, poet) it does not apply.
size_t spelling_form(const char *bytes, size_t length, char form[SPELLING_ROOM]);

// Cuts the endings of inflection and common derivation off a plain form, in place, and returns its
// new length: meets, meeting → meet; agreed, agreement → agre; invited, invitation → invit. It
// never leaves fewer than three letters. Lighter than M. F. Porter, "An algorithm for suffix
// stripping", Program 14 (1980), after whose steps 1 to 3 it is modelled.
size_t spelling_stem(char *form, size_t length);

// Keys of both: 64 bits, FNV-1a.
uint64_t spelling_hash(const char *form, size_t length);

// The number that a plain form names ("three" 3, "third" 3, "20,000" 20000), or -1.
long spelling_number(const char *form, size_t length);

#endif
