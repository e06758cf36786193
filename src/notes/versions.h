// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_VERSIONS_H
#define NOTES_VERSIONS_H

#include "notes/notebook.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What a note said before, and what it says elsewhere: every version that its logs hold.

struct note_version {
    int64_t modified; // microseconds since 1970
    bool deleted;     // a tombstone; `note` is empty then
    bool head;        // nobody has replaced it: of several heads edits were concurrent
    char *author;     // nickname of who wrote this version, who need not have made the note
    bool authored;    // this user wrote it
    struct note note;
};

struct note_version_list {
    struct note_version *items; // from the newest to the oldest; the first is the one that holds
    size_t count;
    size_t heads;
};

// The versions of the note, each once, and anchored. False where no line has this id. Costs one
// reading of each version.
bool notebook_versions(struct notebook *notebook, const char *id, struct note_version_list *list);
void note_version_list_fini(struct note_version_list *list);

// Whether this user may say which version holds: the maker of the note, and who wrote one of its
// heads.
bool note_versions_may_settle(const struct note_version_list *list);

// An edit that began when `seen` was the version that held: it replaces that one alone, so that what
// others have written since stands beside it. As notebook_change where nobody has.
bool notebook_change_seen(struct notebook *notebook, const char *id, int64_t seen,
                          const struct note_content *content, struct error *error);

// A new version like the one modified at `modified`, in place of all heads: what was concurrent is
// settled by it. An act like the others, to be undone. False with *error: there is no such version,
// or it could not be written.
bool notebook_restore(struct notebook *notebook, const char *id, int64_t modified,
                      struct error *error);

#endif
