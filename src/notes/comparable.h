// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_COMPARABLE_H
#define NOTES_COMPARABLE_H

#include "text/span.h"

#include <stddef.h>
#include <stdint.h>

// A stretch of text as passages are compared: code points in NFC, a run of white space as one
// blank, soft hyphens left out, curly quotes and dashes as their plain forms; each with the bytes
// it comes from.
struct comparable {
    uint32_t *points;
    uint32_t *starts, *ends; // bytes, counted from the start of the whole text
    size_t count, capacity;
};

// Adds bytes[range] (well-formed UTF-8; range.end below 2^32). Linear time.
void comparable_add(struct comparable *comparable, const char *bytes, struct span range);

// Makes the comparable of a whole string; what `comparable` held before is forgotten, not freed.
void comparable_make(struct comparable *comparable, const char *string);

void comparable_fini(struct comparable *comparable);

// The first point that comes from byte `offset` or after it.
size_t comparable_find(const struct comparable *comparable, size_t offset);

// The next point of `text` at or after `from` where all the wanted points stand, one after the
// other; text->count where there is none or none are wanted.
size_t comparable_find_points(const struct comparable *text, size_t from,
                              const struct comparable *wanted);

// The bytes that points[first … first + count) come from; count is at least 1.
struct span comparable_span(const struct comparable *text, size_t first, size_t count);

#endif
