// SPDX-License-Identifier: GPL-3.0-or-later
// Binder: one notebook a text. Their notes are gathered into one sorted list after every change,
// with places in the joined text; all else of a note stays its notebook's. An act goes to the
// notebook of the text it is about; undo to the one whose last act is the latest.

#include <config.h>

#include "notes/binder.h"

#include "base/memory.h"
#include "notes/note.h"
#include "notes/places.h"

#include <stdlib.h>
#include <string.h>

struct binder {
    const struct dossier *dossier;
    struct notebook **parts;
    struct notebook_far **far; // of each part, the others
    struct note *notes;        // their strings and tags belong to the parts
    size_t count, capacity;
    size_t last;               // the part of the last act
    size_t *undone;            // the parts of what was taken back, for redo
    size_t undone_count, undone_capacity;
};

// --- gathering -----------------------------------------------------------------------------

static void move_note(const struct binder *binder, size_t part, struct note *note)
{
    size_t other = note->other_part ? note->other_part - 1 : part;
    note->span = dossier_from_part(binder->dossier, part, note->span);
    note->other = dossier_from_part(binder->dossier, other, note->other);
}

static int by_place(const void *one, const void *other)
{
    return note_compare(one, other);
}

static void gather(struct binder *binder)
{
    binder->count = 0;
    for (size_t i = 0; i < binder->dossier->count; i++) {
        size_t count;
        const struct note *notes = notebook_notes(binder->parts[i], &count);
        for (size_t k = 0; k < count; k++) {
            binder->notes = memory_grow(binder->notes, &binder->capacity, binder->count + 1,
                                        sizeof *binder->notes);
            binder->notes[binder->count] = notes[k];
            move_note(binder, i, &binder->notes[binder->count++]);
        }
    }
    if (binder->count)
        qsort(binder->notes, binder->count, sizeof *binder->notes, by_place);
}

// --- opening -------------------------------------------------------------------------------

// What part `part` calls the others in its sidecar and in its fallback place.
static struct notebook_far *list_far(const struct binder *binder, size_t part)
{
    size_t count = binder->dossier->count;
    struct notebook_far *far = memory_allocate_zeroed(count, sizeof *far);
    const struct notebook *own = binder->parts[part];
    const char *sidecar = own->has_sidecar ? own->logs[SIDECAR].file.path : NULL;
    for (size_t i = 0; i < count; i++) {
        far[i].notebook = binder->parts[i];
        far[i].source[SIDECAR] = place_source(binder->parts[i]->text, sidecar);
        far[i].source[FALLBACK] = place_source(binder->parts[i]->text, NULL);
    }
    return far;
}

struct notebook *notebook_open_dossier(const struct notebook_options *options,
                                       const struct dossier *dossier, struct error *error)
{
    struct notebook *notebook = memory_allocate_zeroed(1, sizeof *notebook);
    struct binder *binder = memory_allocate_zeroed(1, sizeof *binder);
    notebook->binder = binder;
    notebook->text = dossier->text;
    binder->dossier = dossier;
    binder->parts = memory_allocate_zeroed(dossier->count, sizeof *binder->parts);
    binder->far = memory_allocate_zeroed(dossier->count, sizeof *binder->far);
    for (size_t i = 0; i < dossier->count; i++) {
        struct notebook_options its = *options;
        its.text = dossier->parts[i].text;
        its.sidecar = NULL;
        binder->parts[i] = notebook_open(&its, error);
        if (!binder->parts[i]) {
            notebook_free(notebook);
            return NULL;
        }
    }
    for (size_t i = 0; i < dossier->count; i++) {
        binder->far[i] = list_far(binder, i);
        notebook_set_far(binder->parts[i], binder->far[i], dossier->count);
    }
    gather(binder);
    return notebook;
}

void binder_free(struct binder *binder)
{
    for (size_t i = 0; i < binder->dossier->count; i++) {
        notebook_free(binder->parts[i]);
        for (size_t k = 0; binder->far[i] && k < binder->dossier->count; k++) {
            free(binder->far[i][k].source[SIDECAR]);
            free(binder->far[i][k].source[FALLBACK]);
        }
        free(binder->far[i]);
    }
    free(binder->parts);
    free(binder->far);
    free(binder->notes);
    free(binder->undone);
    free(binder);
}

// --- asking --------------------------------------------------------------------------------

const struct note *binder_notes(const struct binder *binder, size_t *count)
{
    *count = binder->count;
    return binder->notes;
}

const struct note *binder_find(const struct binder *binder, const char *id)
{
    for (size_t i = 0; i < binder->count; i++) {
        if (strcmp(binder->notes[i].id, id) == 0)
            return &binder->notes[i];
    }
    return NULL;
}

size_t binder_damaged(const struct binder *binder, size_t *first_line)
{
    size_t damaged = 0;
    if (first_line)
        *first_line = 0;
    for (size_t i = 0; i < binder->dossier->count; i++) {
        size_t first;
        damaged += notebook_damaged(binder->parts[i], &first);
        if (first_line && *first_line == 0)
            *first_line = first;
    }
    return damaged;
}

struct notebook *binder_last(const struct binder *binder)
{
    return binder->parts[binder->last];
}

struct note *binder_version(struct binder *binder, const char *id, size_t index)
{
    for (size_t i = 0; i < binder->dossier->count; i++) {
        struct note *note = notebook_version(binder->parts[i], id, index);
        if (note) {
            move_note(binder, i, note);
            return note;
        }
    }
    return NULL;
}

// --- acts ----------------------------------------------------------------------------------

static size_t part_of_id(const struct binder *binder, const char *id)
{
    for (size_t i = 0; i < binder->dossier->count; i++) {
        if (notebook_find(binder->parts[i], id))
            return i;
    }
    return SIZE_MAX;
}

// The content as part `part` counts its passages.
static struct note_content content_for(const struct binder *binder, size_t part,
                                       const struct note_content *content)
{
    struct note_content own = *content;
    own.span = dossier_to_part(binder->dossier, part, content->span);
    own.other_part = 0;
    if (!span_is_empty(content->other)) {
        size_t other = dossier_part_at(binder->dossier, content->other.start);
        own.other = dossier_to_part(binder->dossier, other, content->other);
        own.other_part = other == part ? 0 : other + 1;
    }
    return own;
}

// After an act on a part: redo begins anew but for redo itself.
static bool acted(struct binder *binder, size_t part, bool done)
{
    binder->last = part;
    if (done)
        binder->undone_count = 0;
    gather(binder);
    return done;
}

bool binder_save_elsewhere(struct binder *binder, struct error *error)
{
    bool done = notebook_save_elsewhere(binder_last(binder), error);
    gather(binder);
    return done;
}

bool binder_add(struct binder *binder, const struct note_content *content, char id[64],
                struct error *error)
{
    size_t part = dossier_part_at(binder->dossier, content->span.start);
    struct note_content own = content_for(binder, part, content);
    return acted(binder, part, notebook_add(binder->parts[part], &own, id, error));
}

static bool find_part(const struct binder *binder, const char *id, size_t *part,
                      struct error *error)
{
    *part = part_of_id(binder, id);
    if (*part == SIZE_MAX)
        error_set(error, ERROR_NOT_FOUND, NULL, "%s", id);
    return *part != SIZE_MAX;
}

bool binder_change(struct binder *binder, const char *id, const struct note_content *content,
                   struct error *error)
{
    size_t part;
    if (!find_part(binder, id, &part, error))
        return false;
    if (!span_is_empty(content->span) &&
        dossier_part_at(binder->dossier, content->span.start) != part) {
        error_set(error, ERROR_FORMAT, NULL, "a note stays in the file it is about");
        return false;
    }
    struct note_content own = content_for(binder, part, content);
    return acted(binder, part, notebook_change(binder->parts[part], id, &own, error));
}

bool binder_delete(struct binder *binder, const char *id, struct error *error)
{
    size_t part;
    return find_part(binder, id, &part, error) &&
           acted(binder, part, notebook_delete(binder->parts[part], id, error));
}

bool binder_reanchor(struct binder *binder, const char *id, struct error *error)
{
    size_t part;
    return find_part(binder, id, &part, error) &&
           acted(binder, part, notebook_reanchor(binder->parts[part], id, error));
}

bool binder_poll(struct binder *binder)
{
    bool changed = false;
    for (size_t i = 0; i < binder->dossier->count; i++)
        changed = notebook_poll(binder->parts[i]) || changed;
    if (changed)
        gather(binder);
    return changed;
}

// --- taking back and doing again -----------------------------------------------------------

// The part whose next act of undo is the latest of all; SIZE_MAX: none has any.
static size_t latest_act(const struct binder *binder)
{
    size_t part = SIZE_MAX;
    int64_t latest = 0;
    for (size_t i = 0; i < binder->dossier->count; i++) {
        const struct history_act *act = history_undo_next(notebook_history(binder->parts[i]));
        if (act && (part == SIZE_MAX || act->after > latest)) {
            part = i;
            latest = act->after;
        }
    }
    return part;
}

enum undo_result binder_undo(struct binder *binder, bool confirmed, struct buffer *what,
                             struct error *error)
{
    size_t part = latest_act(binder);
    if (part == SIZE_MAX)
        return UNDO_NOTHING;
    enum undo_result result = notebook_undo(binder->parts[part], confirmed, what, error);
    binder->last = part;
    if (result == UNDO_DONE) {
        binder->undone = memory_grow(binder->undone, &binder->undone_capacity,
                                     binder->undone_count + 1, sizeof *binder->undone);
        binder->undone[binder->undone_count++] = part;
    }
    gather(binder);
    return result;
}

enum undo_result binder_redo(struct binder *binder, struct buffer *what, struct error *error)
{
    if (binder->undone_count == 0)
        return UNDO_NOTHING;
    size_t part = binder->undone[--binder->undone_count];
    enum undo_result result = notebook_redo(binder->parts[part], what, error);
    binder->last = part;
    gather(binder);
    return result;
}
