// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_DOUBT_H
#define TEXT_DOUBT_H

#include <stdbool.h>
#include <stddef.h>

// How far terminals agree with wcwidth about what a string takes on the screen.
enum doubt {
    DOUBT_NONE,  // all do
    DOUBT_WIDTH, // one may take a column more or less: marks of Indic and other scripts
    DOUBT_SHAPE, // one may draw it joined with what stands before it, or two columns wide: emoji
                 // with joiners, skin colours, variation selectors, flags, keycaps
};

// The greatest doubt about a code point of the string.
enum doubt doubt_about(const char *bytes, size_t length);

// Whether a terminal may draw the string `next` joined with `bytes`, which stands before it:
// after U+200D, a skin colour after anything, a regional indicator after another.
bool doubt_may_join(const char *bytes, size_t length, const char *next, size_t next_length);

#endif
