// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_GRAPHEME_H
#define TEXT_GRAPHEME_H

#include <stddef.h>

// Length in bytes of the extended grapheme cluster (UAX #29) at the start of `bytes`, of which
// `length` > 0 are there, in well-formed UTF-8. A cluster of over 128 bytes is cut there.
size_t grapheme_next(const char *bytes, size_t length);

// Columns that the cluster (or any string) of `length` bytes takes on a terminal: the sum of
// wcwidth over its code points, what the terminal library reckons with; a code point that is not
// printable counts as none. This is the only place where widths come from.
int grapheme_width(const char *bytes, size_t length);

#endif
