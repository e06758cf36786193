// SPDX-License-Identifier: GPL-3.0-or-later
// Bulk: new versions of many notes, composed first and then written together.

#include <config.h>

#include "notes/bulk.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "notes/instant.h"
#include "notes/note.h"
#include "notes/notebook-inside.h"
#include "notes/snapshots.h"

#include <stdlib.h>
#include <string.h>

// The act as it grows.
struct bulk {
    struct notebook *notebook;
    struct bulk_result *result;
    struct buffer lines; // with newlines between them
    int64_t *instants;   // before and after, of every item
    size_t instant_count, instant_capacity;
};

// --- growing -------------------------------------------------------------------------------

static void add_line(struct bulk *bulk, char *line)
{
    if (bulk->lines.length)
        buffer_add_byte(&bulk->lines, '\n');
    buffer_add_string(&bulk->lines, line);
    free(line);
}

static void add_item(struct bulk *bulk, const struct note *note, int64_t before, int64_t after)
{
    struct bulk_result *result = bulk->result;
    if (result->count == result->capacity)
        result->items =
            memory_grow(result->items, &result->capacity, result->count + 1, sizeof *result->items);
    result->items[result->count++] = (struct bulk_item){
        .id = memory_copy_string(note->id),
        .state = note->state,
        .quote = memory_copy_string(note->quote),
    };
    bulk->instants = memory_grow(bulk->instants, &bulk->instant_capacity, bulk->instant_count + 2,
                                 sizeof *bulk->instants);
    bulk->instants[bulk->instant_count++] = before;
    bulk->instants[bulk->instant_count++] = after;
}

static void leave(struct bulk *bulk, const struct error *reason)
{
    if (bulk->result->left++ == 0)
        bulk->result->reason = *reason;
}

// A draft that replaces this version and no other; the version must outlive it.
static struct annotation_draft draft_after(struct bulk *bulk, const struct note *note,
                                           size_t version, int64_t instant)
{
    const struct fold *fold = &bulk->notebook->fold;
    const struct fold_version *it = &fold->versions[version];
    struct annotation_draft draft = notebook_draft(bulk->notebook, note->id);
    draft.created = note->created;
    draft.modified = instant;
    draft.replaces = &it->modified;
    draft.replace_count = 1;
    draft.base = fold_line(fold, version);
    draft.base_length = it->length;
    return draft;
}

// --- writing -------------------------------------------------------------------------------

// Writes what was made, all or nothing.
static bool commit(struct bulk *bulk, bool new_places, struct error *error)
{
    struct notebook *notebook = bulk->notebook;
    struct bulk_result *result = bulk->result;
    if (result->count == 0)
        return true;
    if (!notebook_write(notebook, bulk->lines.data, error))
        return false;
    struct history *history = notebook_history(notebook);
    for (size_t i = 0; i < result->count; i++)
        history_push(history, result->items[i].id, bulk->instants[2 * i],
                     bulk->instants[2 * i + 1]);
    const struct digest *digest = new_places ? notebook_digest(notebook) : NULL;
    if (digest)
        snapshot_keep(notebook->environment, notebook->text, digest);
    bool changed;
    notebook_refresh(notebook, &changed, NULL);
    return true;
}

static int by_id(const void *one, const void *other)
{
    const struct bulk_item *first = one, *second = other;
    return strcmp(first->id, second->id);
}

static bool finish(struct bulk *bulk, bool new_places, struct error *error)
{
    bool done = commit(bulk, new_places, error);
    if (!done)
        bulk_result_fini(bulk->result);
    else if (bulk->result->count)
        qsort(bulk->result->items, bulk->result->count, sizeof *bulk->result->items, by_id);
    buffer_fini(&bulk->lines);
    free(bulk->instants);
    return done;
}

const struct bulk_item *bulk_result_find(const struct bulk_result *result, const char *id)
{
    const struct bulk_item key = {.id = (char *)(uintptr_t)id};
    return result->count ? bsearch(&key, result->items, result->count, sizeof *result->items, by_id)
                         : NULL;
}

void bulk_result_fini(struct bulk_result *result)
{
    for (size_t i = 0; i < result->count; i++) {
        free(result->items[i].id);
        free(result->items[i].quote);
    }
    free(result->items);
    *result = (struct bulk_result){0};
}

// --- a tag renamed -------------------------------------------------------------------------

// The line of the version with the tag renamed; NULL where it does not have it, or with *error.
static char *retag_version(struct bulk *bulk, const struct note *note, size_t version,
                           int64_t instant, const char *old, const char *new, struct error *error)
{
    struct fold *fold = &bulk->notebook->fold;
    struct annotation annotation;
    if (fold->versions[version].tombstone)
        return NULL;
    json_tape_read(&fold->tape, fold_line(fold, version), fold->versions[version].length);
    annotation_read(&fold->tape, &annotation);
    bool has = note_has_tag(&annotation.note, old);
    annotation_fini(&annotation);
    if (!has)
        return NULL;
    struct annotation_draft draft = draft_after(bulk, note, version, instant);
    return annotation_compose_retagged(&draft, old, new, error);
}

// The version shown is renamed last, so that it stays the one shown; with it those beside it.
static bool retag_note(struct bulk *bulk, const struct note *note, const char *old, const char *new,
                       struct error *error)
{
    struct notebook *notebook = bulk->notebook;
    size_t entry = fold_find(&notebook->fold, note->id), count;
    int64_t instant;
    if (!notebook_next_instant(notebook, entry, &instant, error))
        return false;
    size_t *heads = fold_heads(&notebook->fold, entry, &count);
    struct buffer lines = {0};
    bool done = (uint64_t)count < (uint64_t)(INSTANT_LAST - instant);
    if (!done)
        error_set(error, ERROR_FORMAT, NULL, "the note is dated at the end of time");
    for (size_t i = count; done && i-- > 0;) {
        struct error problem = {0};
        char *line = retag_version(bulk, note, heads[i], instant, old, new, &problem);
        if (line) {
            instant++;
            buffer_add_string(&lines, lines.length ? "\n" : "");
            buffer_add_string(&lines, line);
            free(line);
        } else if (problem.code != ERROR_NONE) {
            *error = problem;
            done = false;
        }
    }
    free(heads);
    if (done) {
        add_line(bulk, buffer_take(&lines));
        add_item(bulk, note, note->modified, instant - 1);
    }
    buffer_fini(&lines);
    return done;
}

bool notebook_retag(struct notebook *notebook, const char *old, const char *new,
                    struct bulk_result *result, struct error *error)
{
    *result = (struct bulk_result){0};
    if (!notebook_prepare(notebook, error))
        return false;
    struct bulk bulk = {.notebook = notebook, .result = result};
    for (size_t i = 0; i < notebook->note_count; i++) {
        const struct note *note = &notebook->notes[i];
        struct error problem = {0};
        if (note_has_tag(note, old) && !retag_note(&bulk, note, old, new, &problem))
            leave(&bulk, &problem);
    }
    return finish(&bulk, false, error);
}

// --- places written down anew --------------------------------------------------------------

static bool reanchor_note(struct bulk *bulk, const struct note *note, struct error *error)
{
    struct notebook *notebook = bulk->notebook;
    size_t entry = fold_find(&notebook->fold, note->id);
    int64_t instant;
    if (note->versions > 1) {
        error_set(error, ERROR_NOT_FOUND, NULL, "%s",
                  _("which of the versions side by side is meant"));
        return false;
    }
    if (!notebook_next_instant(notebook, entry, &instant, error))
        return false;
    struct note_content content = note_content_of(note);
    struct annotation_draft draft =
        draft_after(bulk, note, notebook->fold.entries[entry].winner, instant);
    draft.content = &content;
    draft.keep_other = span_is_empty(note->other);
    draft.keep_motivation = note->kind <= NOTE_LINK;
    char *line = annotation_compose(&draft, error);
    if (!line)
        return false;
    add_line(bulk, line);
    add_item(bulk, note, note->modified, instant);
    return true;
}

bool notebook_reanchor_all(struct notebook *notebook, struct bulk_result *result,
                           struct error *error)
{
    *result = (struct bulk_result){0};
    if (!notebook_prepare(notebook, error))
        return false;
    struct bulk bulk = {.notebook = notebook, .result = result};
    for (size_t i = 0; i < notebook->note_count; i++) {
        const struct note *note = &notebook->notes[i];
        struct error problem = {0};
        bool displaced = note->state == NOTE_CHANGED || note->state == NOTE_MOVED;
        if (displaced && !reanchor_note(&bulk, note, &problem))
            leave(&bulk, &problem);
    }
    return finish(&bulk, true, error);
}
