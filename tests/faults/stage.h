// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FAULTS_STAGE_H
#define FAULTS_STAGE_H

#include "e2e/harness.h"

#include "base/environment.h"

#include <stdbool.h>
#include <stddef.h>

// What the fault tests share: a folder with a small article and a home in it, which can be kept and
// brought back as it was, and a look at its notes from outside the program that was tormented.

enum { STAGE_NOTES = 20, STAGE_TAKES = STAGE_NOTES + 1 };

#define STAGE_ARTICLE "round-up.txt"
#define STAGE_SIDECAR STAGE_ARTICLE ".notes.jsonl"

struct stage {
    char top[64];
    struct e2e_folder folder; // below top: what runs work in
    struct environment environment;
};

void stage_init(struct stage *stage);
void stage_fini(struct stage *stage);

// Keeps all files under a number below STAGE_TAKES; puts them back.
void stage_keep(const struct stage *stage, size_t take);
void stage_restore(const struct stage *stage, size_t take);

// The words of note number `index`, and a passage of the article for it (code points).
void stage_note(size_t index, char words[32], size_t *start, size_t *end);

// Reads the notes of the article, sidecar and fallback place, as a new program would. Which of the
// numbered notes are there (`present` has STAGE_NOTES places; may be NULL); returns how many notes
// there are in all, or -1 where they cannot be read. *damaged: lines that do not parse.
int stage_read_notes(const struct stage *stage, bool *present, size_t *damaged);

// Whether a note of this id is there.
bool stage_has_note(const struct stage *stage, const char *id);

// Whether the words of a numbered note are kept as a draft.
bool stage_has_draft(const struct stage *stage, size_t index);

// For `make faults`: everything, not only what a minute allows.
bool stage_is_long(void);

// How many of the possible fault points are tried: every `usual`-th, of a slow build fewer, in the
// long form all.
size_t stage_stride(size_t usual);

#endif
