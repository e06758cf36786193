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

void comparable_fini(struct comparable *comparable);

// The first point that comes from byte `offset` or after it.
size_t comparable_find(const struct comparable *comparable, size_t offset);

#endif
