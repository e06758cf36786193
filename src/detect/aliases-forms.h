// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_ALIASES_FORMS_H
#define DETECT_ALIASES_FORMS_H

#include "detect/aliases.h"

// The words of the name in tokens [first, end) that count (at most PERSON_WORDS).
struct name_form form_read(const struct scan *scan, size_t first, size_t end);

// Whether the shorter name's words are among the longer one's in order.
bool form_is_of(const struct scan *scan, const struct name_form *shorter,
                const struct name_form *longer);

// Whether one name is the other with its first word put last, or the reverse: Ishimori Kazuhiko,
// Kazuhiko Ishimori; Szabó Ödön Kristóf, Ödön Kristóf Szabó. Both have as many words.
bool form_is_turned(const struct name_form *one, const struct name_form *other);

// The index of the token by which the naming custom shortens this person's name (country: id of
// the place that its title names, or NULL).
size_t form_custom_word(const struct scan *scan, const struct candidate *fullest,
                        const char *country);

#endif
