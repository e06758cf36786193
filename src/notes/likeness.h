// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_LIKENESS_H
#define NOTES_LIKENESS_H

#include "text/span.h"
#include "text/text.h"

// Whether the bytes of the span are the quote's.
bool likeness_reads(const struct text *text, struct span span, const char *quote);

// Whether the span reads like the quote, but for what does not count (comparable.h tells).
bool likeness_reads_like(const struct text *text, struct span span, const char *quote);

// How much the text before byte `offset` is like the prefix, 0 to 1; 0.5 where it is NULL, that is
// where the note tells none.
double likeness_prefix(const struct text *text, const char *prefix, size_t offset);

// The same of the text from byte `offset` on and the suffix.
double likeness_suffix(const struct text *text, const char *suffix, size_t offset);

#endif
