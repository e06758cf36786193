// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_SELECTOR_H
#define NOTES_SELECTOR_H

#include "notes/digest.h"
#include "text/span.h"
#include "text/text.h"

#include <stdbool.h>
#include <stddef.h>

// What a note says about its passage: where it was, in code points of the text as it was then, and
// how it read (W3C Web Annotation: TextPositionSelector, TextQuoteSelector).
struct selector {
    bool has_position;
    size_t start, end; // code points, start <= end
    char *exact;       // owned; NULL: no quote
    char *prefix;      // owned; may be NULL
    char *suffix;      // owned; may be NULL
    bool has_digest;
    struct digest digest; // of the text that the position counts in
};

enum { SELECTOR_CONTEXT = 32 }; // code points of prefix and suffix

void selector_fini(struct selector *selector);

// The selector of bytes[span] of the text (without digest). Prefix and suffix have at most
// SELECTOR_CONTEXT code points and begin and end between grapheme clusters.
void selector_take(const struct text *text, struct span span, struct selector *selector);

#endif
