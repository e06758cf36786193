// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_MAPPING_H
#define TEXT_MAPPING_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

// A regular file as memory that the system fills when it is touched, so that a file of any size is
// there at once and takes no memory of its own. Where the file becomes shorter meanwhile the bytes
// that are gone read as NUL, instead of ending the program, and mapping_was_cut tells.
struct mapping;

// The first `length` (> 0) bytes of the open file; the descriptor may be closed afterwards. NULL with
// *error (system, or too many mappings at once).
struct mapping *mapping_new(int descriptor, size_t length, const char *path, struct error *error);
void mapping_free(struct mapping *mapping);

// `length` bytes and a NUL after them; valid as long as the mapping.
const char *mapping_bytes(const struct mapping *mapping);

// Whether bytes were touched that the file no longer has.
bool mapping_was_cut(const struct mapping *mapping);

#endif
