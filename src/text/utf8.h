// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>

// Decodes the code point at `bytes` (of which `length` > 0 are there) into *code_point and returns
// how many bytes it takes. A malformed sequence gives U+FFFD and the length of its maximal
// malformed part (Unicode Standard 15, section 3.9, "U+FFFD Substitution of Maximal Subparts").
size_t utf8_decode(const char *bytes, size_t length, unsigned *code_point);

// Where the code point before `at` starts (at > 0), in well-formed UTF-8.
size_t utf8_previous(const char *bytes, size_t at);

bool utf8_is_continuation(char byte);

// Code points in well-formed UTF-8.
size_t utf8_count(const char *bytes, size_t length);

// The byte where code point number `index` of well-formed UTF-8 starts, counted from the first that
// starts in it; `length` where there are fewer.
size_t utf8_find(const char *bytes, size_t length, size_t index);

// How many bytes from the start are ASCII.
size_t utf8_ascii_prefix(const char *bytes, size_t length);

#endif
