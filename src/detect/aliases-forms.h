// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_ALIASES_FORMS_H
#define DETECT_ALIASES_FORMS_H

#include "detect/aliases.h"

// The words of the name in tokens [first, end) that count, and their tokens; returns how many (at
// most PERSON_WORDS).
size_t form_words(struct scan *scan, size_t first, size_t end, uint64_t *words, size_t *tokens);

// Whether the shorter name's words are among the longer one's in order.
bool form_is_of(const struct scan *scan, const uint64_t *shorter, const size_t *shorter_tokens,
                size_t shorter_count, const uint64_t *longer, const size_t *longer_tokens,
                size_t longer_count);

// Whether one name is the other with its first word put last, or the reverse: Ishimori Kazuhiko,
// Kazuhiko Ishimori; Szabó Ödön Kristóf, Ödön Kristóf Szabó. Both have `count` words.
bool form_is_turned(const uint64_t *one, const uint64_t *other, size_t count);

// The index of the token by which the naming custom shortens this person's name (country: id of
// the place that its title names, or NULL).
size_t form_custom_word(struct scan *scan, const struct candidate *fullest, const char *country);

#endif
