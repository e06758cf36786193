// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_BULK_H
#define NOTES_BULK_H

#include "notes/notebook.h"

#include <stdbool.h>
#include <stddef.h>

// Acts on many notes at once: all their new versions are written under one lock, by one write, and
// synced once. They are this user's acts, each of them to be undone by itself; who did not make the
// note is named beside its maker. Versions that stand side by side go on doing so: no bulk act
// settles a conflict.

struct bulk_item {
    char *id;
    enum note_state state; // before the act
    char *quote;           // the same
};

struct bulk_result {
    struct bulk_item *items; // the notes changed, by id
    size_t count, capacity;
    size_t left;         // notes that it would have changed, but could not
    struct error reason; // of the first of them
};

// Renames a tag. `new` must be UTF-8, not empty, without control characters. A note that has it
// already just loses the old one. False with *error where nothing was written; then the result is
// empty.
bool notebook_retag(struct notebook *notebook, const char *old, const char *new,
                    struct bulk_result *result, struct error *error);

// Writes down anew where the notes are that have moved or changed; those of which several versions
// stand side by side, and those not found, are left as they are.
bool notebook_reanchor_all(struct notebook *notebook, struct bulk_result *result,
                           struct error *error);

// The item of the note; NULL where it was not changed.
const struct bulk_item *bulk_result_find(const struct bulk_result *result, const char *id);

void bulk_result_fini(struct bulk_result *result);

#endif
