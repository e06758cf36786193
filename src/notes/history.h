// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_HISTORY_H
#define NOTES_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The history: one's own acts on one sidecar, for undo and redo, kept in a file of the state folder.
// An act is known by the versions of the note before and after it; what they said stands in the
// sidecar. Undoing writes a version like `before`, redoing one like `after`; each then takes that
// one's place in the acts around it.
//
// The file is a log as well, a line an event, appended by one write and not synced (a crash may
// lose an act's undo, never the act):
//   A SESSION ID BEFORE AFTER   an act
//   U ID BEFORE AFTER NEW       the act was undone by version NEW
//   R ID BEFORE AFTER NEW       done again by version NEW
//   D ID BEFORE AFTER           it can no more be undone
#define HISTORY_NOTHING INT64_MIN // no version before the act: the note was made by it

struct history_act {
    char *id;
    int64_t before, after; // `modified` of the versions; `before` may be HISTORY_NOTHING
    char *session;
};

struct history;

// Reads the file `path`; one that is not there, or lines in it that do not fit, are no acts.
// Never NULL.
struct history *history_open(const char *path);
void history_free(struct history *history);

// Puts an act on the stack of undo; what was undone before can no more be done again.
void history_push(struct history *history, const char *id, int64_t before, int64_t after);

// The act that comes next, NULL where there is none. Valid until the next change.
const struct history_act *history_undo_next(const struct history *history);
const struct history_act *history_redo_next(const struct history *history);

// Whether the act was made by another run of the program.
bool history_is_earlier(const struct history *history, const struct history_act *act);

// The next act was taken back (or done again) by a new version modified at `version`.
void history_undone(struct history *history, int64_t version);
void history_redone(struct history *history, int64_t version);

// The next act of undo (of redo) is dropped: its note has been changed by somebody else since.
void history_drop_undo(struct history *history);
void history_drop_redo(struct history *history);

#endif
