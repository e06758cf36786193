// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_CHECK_H
#define NOTES_CHECK_H

#include "base/environment.h"
#include "base/error.h"
#include "text/text.h"

#include <stdbool.h>
#include <stddef.h>

// Looking a sidecar over: everything that keeps a note from being read, understood or found.

enum fault_kind {
    FAULT_DAMAGED,   // a line that is neither annotation nor tombstone
    FAULT_INVALID,   // one that breaks a rule
    FAULT_CONFLICT,  // a note of which several versions stand side by side
    FAULT_AMBIGUOUS, // a note whose words stand at several places, none of them clearly its own
    FAULT_ORPHAN,    // one whose passage is gone
    FAULT_KIND_COUNT,
};

// "damaged" …
const char *fault_kind_name(enum fault_kind kind);

struct fault {
    enum fault_kind kind;
    unsigned file; // index of the file among those checked
    size_t line;   // from 1
    char *detail;  // owned; of damaged and invalid ones words to be translated
};

struct check {
    struct fault *faults; // by file and line
    size_t count, capacity;
    size_t lines, notes; // looked over
    bool anchored;       // whether the notes were looked for in the text
};

// Sidecars to check together, since a conflict may lie between two of them.
struct check_request {
    const char *const *paths; // those of one article, at most two; files that are missing are empty
    size_t count;
    const struct text *text; // the article; NULL: the notes are not looked for
    const char *sidecar;     // its sidecar, as notebook_options has it
    const struct environment *environment;
};

// False with *error where a file cannot be read. Linear time in the lines, plus anchoring.
bool check_sidecars(const struct check_request *request, struct check *check, struct error *error);
void check_fini(struct check *check);

#endif
