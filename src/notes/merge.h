// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_MERGE_H
#define NOTES_MERGE_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

// Merging sidecars: the set of their lines, in an order that does not depend on which file a line
// came from. So merge(A, B) = merge(B, A), merge(A, A) has the lines of A, and merging in steps
// gives what merging at once gives, to the byte.

struct merge_result {
    size_t lines;   // in the outcome
    size_t damaged; // of all, lines that are neither annotations nor tombstones
    size_t left;    // of all, lines that `fold` left out
};

// Adds to *out the distinct lines of the files, each with a newline, sorted by id, `modified` as an
// instant, bytes; lines that cannot be read come last. A CR before the newline, a byte order mark
// at the start of a line, and blank lines are left out. With `fold` only the winner of every id
// (which may be a tombstone). False with *error: a file is missing, unreadable, or it or the
// outcome over the limits of a sidecar. Costs n log n in the lines.
bool merge_sidecars(const char *const *paths, size_t count, bool fold, struct buffer *out,
                    struct merge_result *result, struct error *error);

// The same into the file `target`, at once; it may be one of those merged. No writer of `target`
// comes between. Refused (ERROR_SYSTEM with EEXIST) where lines stand in it that none of the files
// merged has. *writing says whether a failure was one of writing.
bool merge_into(const char *target, const char *const *paths, size_t count, bool fold,
                struct merge_result *result, bool *writing, struct error *error);

#endif
