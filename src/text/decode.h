// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_DECODE_H
#define TEXT_DECODE_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

// From the bytes of a file to the form that texts have: well-formed UTF-8 without NUL and CR.

// The length of a byte order mark at the beginning, and in *encoding what it tells; 0: there is none.
size_t decode_mark(const char *bytes, size_t length, const char **encoding);

// Whether there is a NUL in the first 8 KiB, or over a tenth of them is malformed.
bool decode_looks_binary(const char *bytes, size_t length);

bool decode_is_utf8(const char *encoding);

// Whether the bytes have the form already.
bool decode_is_clean(const char *bytes, size_t length);

// Adds UTF-8, well-formed or not, in the texts' form, and counts what was malformed.
void decode_malformed(const char *bytes, size_t length, struct buffer *out, size_t *malformed);

// The same in place.
void decode_clean(struct buffer *raw, size_t *malformed);

// Makes UTF-8 of the content, which is in an encoding that iconv names so; what no character stands
// for, a unit at a time, becomes U+FFFD and is counted. False with *error: the encoding is unknown.
bool decode_convert(struct buffer *raw, const char *encoding, const char *path, size_t *malformed,
                    struct error *error);

#endif
