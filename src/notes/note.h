// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_NOTE_H
#define NOTES_NOTE_H

#include "notes/notebook.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Notes as plain values.

// Frees what the note owns and makes it empty.
void note_fini(struct note *note);

void note_add_tag(struct note *note, char *tag); // takes the string over

// Order on screen: by where the note starts, then the longer first, then by creation and id;
// orphans last. Below, equal or above zero as strcmp.
int note_compare(const struct note *one, const struct note *other);

bool note_has_tag(const struct note *note, const char *tag);

// The reverse of note_kind_name and its like; the COUNT where `name` is none of them.
enum note_kind note_kind_from_name(const char *name);
enum note_colour note_colour_from_name(const char *name);
enum note_state note_state_from_name(const char *name);

// Which notes a command lists; what is NULL, or the COUNT, lets all pass.
struct note_filter {
    const char *tag;     // the tag itself or one above it: "framing" passes "framing/evaluation"
    const char *creator; // nickname or id
    enum note_state state;
    int64_t since; // modified at this instant or later
};

bool note_passes(const struct note *note, const struct note_filter *filter);

#endif
