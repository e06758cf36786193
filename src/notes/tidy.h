// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_TIDY_H
#define NOTES_TIDY_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

// Putting a sidecar in order: the only acts that take lines out of one. Each holds the lock from
// before it reads until a new file stands in the place of the old one, whole and synced; who waits
// for the lock finds the new file. A file from which nothing is to be taken is not touched.
struct tidy_result {
    size_t lines;        // before, without blank ones
    size_t removed;      // of them taken out
    size_t bytes_before; // of the file
    size_t bytes_after;
};

// Takes out what does no more count: repeated lines, and the versions that a later one of the same
// id replaces. Keeps the heads, all tombstones, and the lines that cannot be read, in their order.
// The earlier versions of the notes, and the undo of acts on them, end with it. False with *error:
// the file is as it was.
bool tidy_compact(const char *sidecar, struct tidy_result *result, struct error *error);

// Moves the lines that are neither annotations nor tombstones, or over the limit, to the end of the
// file `torn`, which is made where it is missing. They are on disk there before they go here. False
// with *error: the sidecar is as it was.
bool tidy_repair(const char *sidecar, const char *torn, struct tidy_result *result,
                 struct error *error);

#endif
