// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_NOTEBOOK_H
#define NOTES_NOTEBOOK_H

#include "article/dossier.h"
#include "base/environment.h"
#include "base/error.h"
#include "text/span.h"
#include "text/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A notebook: the notes on one article as they are after folding its sidecar, and the acts that
// change them. Every act is on disk when its function returns true; nothing is ever unsaved.

enum note_kind {
    NOTE_HIGHLIGHT,
    NOTE_TAG,
    NOTE_NOTE,
    NOTE_LINK,
    NOTE_ENTITY,
    NOTE_SECTION,
    NOTE_PAIRING,
    NOTE_CODED,
    NOTE_KIND_COUNT,
};

enum note_colour {
    NOTE_NO_COLOUR,
    NOTE_YELLOW,
    NOTE_GREEN,
    NOTE_BLUE,
    NOTE_RED,
    NOTE_COLOUR_COUNT,
};

enum note_state {
    NOTE_EXACT,
    NOTE_CHANGED,
    NOTE_MOVED,
    NOTE_AMBIGUOUS,
    NOTE_ORPHAN,
    NOTE_STATE_COUNT,
};

struct note {
    char *id; // "urn:uuid:…"
    enum note_kind kind;
    enum note_colour colour;
    char **tags;
    size_t tag_count;
    char *body;       // Markdown, or NULL
    char *decision;   // of entity, section, pairing, coded notes: the classifying body, or NULL
    char *name;       // of entity notes: the identifying body, or NULL
    struct span span; // where it is anchored now, bytes of the text; empty for an orphan
    struct span other; // of link and pairing notes: the other passage, if in a text that is open
    size_t other_part; // of the notes of one text of a dossier: the text that `other` is in, + 1
    enum note_state state;
    char *quote;      // as it was selected
    char *creator_id; // "urn:uuid:…"
    char *creator;    // nickname
    bool mine;        // made by this user
    int64_t created, modified; // microseconds since 1970
    size_t versions;  // heads: 1, more where edits were concurrent
    bool every_mention; // of entity notes: it holds for all mentions of the entity
};

// What an act says about a note; everything is copied.
struct note_content {
    enum note_kind kind;
    enum note_colour colour;
    const char *const *tags;
    size_t tag_count;
    const char *body;
    const char *decision;
    const char *name;
    struct span span;
    struct span other;
    size_t other_part; // of a content for one text of a dossier; as of the note
    bool every_mention;
};

struct notebook_options {
    const struct text *text;               // borrowed; must outlive the notebook
    const struct environment *environment; // the same
    const char *sidecar;                   // NULL: ARTICLE.notes.jsonl beside the text
    bool blind;                            // only one's own notes
    bool patient;                          // a command: waits thirty seconds for a lock, not two
};

struct notebook;

// Reads sidecar and fallback notes, none of which need exist. NULL with *error where one is there
// that cannot be read or is over its limits. Damaged lines are no error: see notebook_damaged.
struct notebook *notebook_open(const struct notebook_options *options, struct error *error);

// The notes on the texts of a dossier as one notebook: each is kept in the sidecar of the text it is
// about, a link in that of its first end. All passages are in the joined text. The dossier must
// outlive it; `text` and `sidecar` of the options do not count.
struct notebook *notebook_open_dossier(const struct notebook_options *options,
                                       const struct dossier *dossier, struct error *error);

void notebook_free(struct notebook *notebook);

// The notes by position (orphans last), and how many. Valid until the next act or poll.
const struct note *notebook_notes(const struct notebook *notebook, size_t *count);
const struct note *notebook_find(const struct notebook *notebook, const char *id);

// Lines that do not parse; and the number of the first of them, from 1.
size_t notebook_damaged(const struct notebook *notebook, size_t *first_line);

// Where notes are written: the sidecar, or the place under the state folder where the sidecar's
// folder cannot be written. Borrowed.
const char *notebook_path(const struct notebook *notebook);
bool notebook_is_fallback(const struct notebook *notebook);

// What was worth saying of the last act or poll although it succeeded: above all why notes now go to
// the fallback place. Code ERROR_NONE: nothing. Borrowed until the next act or poll.
const struct error *notebook_warning(const struct notebook *notebook);

// Whether the last act failed for want of a place to write to; its record is kept, and
// notebook_save_elsewhere writes it, and all that follows, to the fallback place.
bool notebook_has_unsaved(const struct notebook *notebook);
bool notebook_save_elsewhere(struct notebook *notebook, struct error *error);

// The acts. False with *error: the notes are as before, and nothing was written (but where even the
// fallback place could not be synced, the line may be there all the same, and shows at the next
// poll). An edit of a note that holds numbers too large for any program is refused.
// `id` (NULL or 64 bytes) receives the new note's id.
bool notebook_add(struct notebook *notebook, const struct note_content *content, char id[64],
                  struct error *error);
bool notebook_change(struct notebook *notebook, const char *id, const struct note_content *content,
                     struct error *error);
bool notebook_delete(struct notebook *notebook, const char *id, struct error *error);

// Writes the note's passage down as it is in the text now (a note that has moved or changed). False
// with *error for an orphan too.
bool notebook_reanchor(struct notebook *notebook, const char *id, struct error *error);

// The note's version number `index` of `versions` where edits were concurrent: 0 is the one among
// notebook_notes, the others are those beside it. NULL where there is none, or it is a deletion.
// Yours to free with notebook_version_free.
struct note *notebook_version(struct notebook *notebook, const char *id, size_t index);
void notebook_version_free(struct note *note);

enum undo_result {
    UNDO_DONE,
    UNDO_NOTHING,        // no act is left
    UNDO_EARLIER_SESSION, // the next act is from an earlier session: ask, then call with `confirmed`
    UNDO_FAILED,         // *error says why
};

// Takes back (or does again) one's own last act. *what (may be NULL) receives the note's quote and
// what was done, for the message or the question.
enum undo_result notebook_undo(struct notebook *notebook, bool confirmed, struct buffer *what,
                               struct error *error);
enum undo_result notebook_redo(struct notebook *notebook, struct buffer *what,
                               struct error *error);

// Looks whether another program has changed the sidecar; true where the notes are new. Cheap: one
// stat when nothing happened.
bool notebook_poll(struct notebook *notebook);

// A copy of a note's content for notebook_change; borrowed from the note.
struct note_content note_content_of(const struct note *note);

const char *note_kind_name(enum note_kind kind);
const char *note_colour_name(enum note_colour colour); // "yellow" …; "" for none
const char *note_state_name(enum note_state state);

#endif
