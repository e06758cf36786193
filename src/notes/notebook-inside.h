// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_NOTEBOOK_INSIDE_H
#define NOTES_NOTEBOOK_INSIDE_H

#include "notes/anchor.h"
#include "notes/annotation.h"
#include "notes/digest.h"
#include "notes/fold.h"
#include "notes/history.h"
#include "notes/notebook.h"
#include "notes/sidecar.h"
#include "notes/suggestion.h"
#include "notes/user.h"

// What notebook.c (the notes as they are) and acts.c (what changes them) share.

enum { SIDECAR, FALLBACK }; // numbers of the logs

struct notebook_log {
    struct sidecar file;
    size_t damaged, first_damaged; // lines, from 1
    bool torn;                     // the last line is a part of one
};

// An act on its way to the disk.
struct notebook_record {
    char *line; // owned
    char *id;   // owned
    int64_t before, after;
    bool new_place; // the passage is written anew: the text it counts in is worth keeping
    enum { RECORD_ACT, RECORD_UNDO, RECORD_REDO } kind;
};

// What was found for an orphan, or that nothing was, or that it was refused.
struct kept_suggestion {
    char *id; // owned
    int64_t modified; // of the version looked at
    bool any;
    struct suggestion suggestion;
};

// Another text of the same dossier: what a sidecar calls it, by the place the sidecar is in.
struct notebook_far {
    char *source[FOLD_LOGS];
    struct notebook *notebook;
};

struct notebook {
    struct binder *binder; // of a dossier: it stands for this notebook, whose other parts are empty
    const struct notebook_far *far; // of a text of a dossier: all texts of it, in order; borrowed
    size_t far_count;
    const struct text *text;
    const struct environment *environment;
    bool blind, patient;
    bool has_sidecar; // there is a place beside the article (it is not standard input)
    struct notebook_log logs[FOLD_LOGS];
    unsigned target; // the log that acts are written to
    char *source[FOLD_LOGS];
    struct fold fold;
    struct user user;
    bool user_known;
    bool digest_asked, has_digest;
    struct digest digest;
    struct anchor *anchor;         // NULL until a note needs it
    struct history *history;       // NULL until an act needs it
    bool earlier_confirmed;        // undo has been let into earlier sessions
    struct note *notes;            // sorted by note_compare
    size_t note_count, note_capacity;
    struct error warning;
    bool has_unsaved;
    struct notebook_record unsaved;
    struct kept_suggestion *suggestions;
    size_t suggestion_count, suggestion_capacity;
};

// Reads what is new in both logs and brings the notes up to date. *changed where they are new.
bool notebook_refresh(struct notebook *notebook, bool *changed, struct error *error);

// The text's digest, made at the first call; NULL where the text is so long that making it would
// keep a reader waiting.
const struct digest *notebook_digest(struct notebook *notebook);

// One version of an entry as its line has it, not anchored; to be freed by annotation_fini.
void notebook_read_annotation(struct notebook *notebook, size_t version,
                              struct annotation *annotation);

// Frees what suggestion.c keeps.
void notebook_forget_suggestions(struct notebook *notebook);

// Lets links to the other texts of a dossier be followed; the notes are read again.
void notebook_set_far(struct notebook *notebook, const struct notebook_far *far, size_t count);

// The note of one version of an entry, anchored; its other fields as the version says.
void notebook_read_version(struct notebook *notebook, size_t version, struct note *note);

// What acts are made of (acts.c). Before every act: who acts, and what others have done meanwhile.
bool notebook_prepare(struct notebook *notebook, struct error *error);

// A draft of a version of note `id` (borrowed) by this user; no instants, base or content yet.
struct annotation_draft notebook_draft(struct notebook *notebook, const char *id);

// The instant of the next version of the entry: now, but later than the last.
bool notebook_next_instant(struct notebook *notebook, size_t entry, int64_t *instant,
                           struct error *error);

// Puts the line (or several, newlines between them) on disk, in the fallback place where the
// sidecar's is read-only or cannot be trusted to have taken it.
bool notebook_write(struct notebook *notebook, const char *line, struct error *error);

// The stack of undo, opened at the first call.
struct history *notebook_history(struct notebook *notebook);

#endif
