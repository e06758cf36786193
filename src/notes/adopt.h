// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_ADOPT_H
#define NOTES_ADOPT_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

// Bringing notes home that were kept under the state folder while the sidecar's place could not be
// written.

struct adoption {
    bool there;   // whether there were any
    size_t lines; // added to the sidecar; it may have had the others already
};

// Adds the lines of `fallback` that `sidecar` does not have to it, made where it is missing, as one
// write under its lock; once they are on disk the fallback file is removed, under its lock. False
// with *error: nothing was removed.
bool adopt_notes(const char *sidecar, const char *fallback, struct adoption *adoption,
                 struct error *error);

#endif
