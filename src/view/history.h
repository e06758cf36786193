// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_HISTORY_H
#define VIEW_HISTORY_H

#include <stddef.h>

// What was typed in prompts, of all sessions: the last HISTORY_LIMIT lines, each of a kind (a
// letter), the newest last. Kept in the file `path` of each call (its folder is made); what cannot
// be read or written is not missed.
struct history {
    char **lines; // the kind's letter, then what was typed, newlines and backslashes escaped
    size_t count, capacity;
    size_t at;   // where the walk back stands; count: not begun
    char *typed; // what stood in the prompt when it began, or NULL
};

enum { HISTORY_LIMIT = 300 };

void history_fini(struct history *history);

// A new prompt: the next walk begins at the newest line.
void history_begin(struct history *history, const char *path);

// Adds what was typed; a line that is there already moves to the end. Empty ones are not kept.
void history_add(struct history *history, const char *path, char kind, const char *typed);

// The line before (after) the one shown, of that kind, beginning with what stood in the prompt
// when the walk began; yours. NULL: there is none. After the newest comes what was typed.
char *history_older(struct history *history, char kind, const char *typed);
char *history_newer(struct history *history, char kind);

#endif
