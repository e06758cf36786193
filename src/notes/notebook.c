// SPDX-License-Identifier: GPL-3.0-or-later
// Notebook: the notes of an article as the fold of its logs, kept sorted. Opening reads every line
// once; what others add later costs what it adds, and a move of the array.

#include <config.h>

#include "notes/notebook.h"

#include "base/files.h"
#include "base/memory.h"
#include "notes/binder.h"
#include "notes/note.h"
#include "notes/notebook-inside.h"
#include "notes/places.h"

#include <stdlib.h>
#include <string.h>

// A reader does not wait for the digest of a longer text; a command does.
enum { DIGEST_AT_ONCE = 16 << 20 };

// More new lines than this at once, and the list of notes is made anew.
enum { UPDATED_SINGLY = 256 };

const struct digest *notebook_digest(struct notebook *notebook)
{
    size_t length = text_length(notebook->text);
    if (!notebook->digest_asked && (notebook->patient || length <= DIGEST_AT_ONCE)) {
        digest_make(text_bytes(notebook->text), length, &notebook->digest);
        notebook->has_digest = true;
    }
    notebook->digest_asked = true;
    return notebook->has_digest ? &notebook->digest : NULL;
}

// --- from versions to notes ----------------------------------------------------------------

static struct anchor *anchor_of(struct notebook *notebook)
{
    if (!notebook->anchor)
        notebook->anchor =
            anchor_new(notebook->text, notebook_digest(notebook), notebook->environment);
    return notebook->anchor;
}

// The end of a link that lies in another text of the dossier.
static void place_far(struct notebook *notebook, struct annotation *annotation)
{
    for (size_t i = 0; i < notebook->far_count && annotation->far_source; i++) {
        const struct notebook_far *far = &notebook->far[i];
        if (far->notebook == notebook ||
            (strcmp(far->source[SIDECAR], annotation->far_source) != 0 &&
             strcmp(far->source[FALLBACK], annotation->far_source) != 0))
            continue;
        anchor_find(anchor_of(far->notebook), &annotation->far, &annotation->note.other);
        annotation->note.other_part = i + 1;
        return;
    }
}

static void place_note(struct notebook *notebook, struct annotation *annotation)
{
    anchor_of(notebook);
    struct note *note = &annotation->note;
    place_far(notebook, annotation);
    note->state = anchor_find(notebook->anchor, &annotation->target, &note->span);
    if (annotation->other.has_position || annotation->other.exact) {
        if (!annotation->other.has_digest && annotation->target.has_digest) {
            annotation->other.has_digest = true;
            annotation->other.digest = annotation->target.digest;
        }
        anchor_find(notebook->anchor, &annotation->other, &note->other);
    }
    note->mine = notebook->user_known && strcmp(note->creator_id, notebook->user.id) == 0;
}

void notebook_read_annotation(struct notebook *notebook, size_t version,
                              struct annotation *annotation)
{
    struct fold *fold = &notebook->fold;
    json_tape_read(&fold->tape, fold_line(fold, version), fold->versions[version].length);
    annotation_read(&fold->tape, annotation);
}

// Takes the note out of the annotation and frees the rest.
static struct note keep_note(struct annotation *annotation)
{
    struct note note = annotation->note;
    annotation->note = (struct note){0};
    annotation_fini(annotation);
    return note;
}

void notebook_read_version(struct notebook *notebook, size_t version, struct note *note)
{
    struct annotation annotation;
    notebook_read_annotation(notebook, version, &annotation);
    place_note(notebook, &annotation);
    *note = keep_note(&annotation);
}

// The note that stands for the entry; false where it shows none.
static bool read_entry(struct notebook *notebook, size_t entry, struct note *note)
{
    const struct fold_entry *its = &notebook->fold.entries[entry];
    if (notebook->fold.versions[its->winner].tombstone)
        return false;
    notebook_read_version(notebook, its->winner, note);
    if (notebook->blind && !note->mine) {
        note_fini(note);
        return false;
    }
    if (its->count > 1)
        free(fold_heads(&notebook->fold, entry, &note->versions));
    return true;
}

static int by_place(const void *one, const void *other)
{
    return note_compare(one, other);
}

static void forget_notes(struct notebook *notebook)
{
    for (size_t i = 0; i < notebook->note_count; i++)
        note_fini(&notebook->notes[i]);
    notebook->note_count = 0;
}

static struct note *room_for_note(struct notebook *notebook)
{
    if (notebook->note_count == notebook->note_capacity)
        notebook->notes = memory_grow(notebook->notes, &notebook->note_capacity,
                                      notebook->note_count + 1, sizeof *notebook->notes);
    return &notebook->notes[notebook->note_count];
}

// Looks once more for the passages that were not found as they were, now that all others around
// them are known.
static void place_again(struct notebook *notebook)
{
    if (notebook->anchor)
        anchor_settle(notebook->anchor);
    for (size_t i = 0; i < notebook->note_count; i++) {
        struct note *note = &notebook->notes[i];
        if (note->state == NOTE_EXACT)
            continue;
        struct note again;
        size_t versions = note->versions, entry = fold_find(&notebook->fold, note->id);
        notebook_read_version(notebook, notebook->fold.entries[entry].winner, &again);
        again.versions = versions;
        note_fini(note);
        *note = again;
    }
}

static void build_notes(struct notebook *notebook)
{
    forget_notes(notebook);
    for (size_t i = 0; i < notebook->fold.entry_count; i++) {
        notebook->fold.entries[i].touched = false;
        if (read_entry(notebook, i, room_for_note(notebook)))
            notebook->note_count++;
    }
    place_again(notebook);
    if (notebook->note_count)
        qsort(notebook->notes, notebook->note_count, sizeof *notebook->notes, by_place);
}

void notebook_set_far(struct notebook *notebook, const struct notebook_far *far, size_t count)
{
    notebook->far = far;
    notebook->far_count = count;
    if (notebook->note_count)
        build_notes(notebook);
}

static void remove_note(struct notebook *notebook, const char *id)
{
    const struct note *note = notebook_find(notebook, id);
    if (!note)
        return;
    size_t index = (size_t)(note - notebook->notes);
    note_fini(&notebook->notes[index]);
    memmove(notebook->notes + index, notebook->notes + index + 1,
            (notebook->note_count - index - 1) * sizeof *notebook->notes);
    notebook->note_count--;
}

static void insert_note(struct notebook *notebook, const struct note *note)
{
    room_for_note(notebook);
    size_t low = 0, high = notebook->note_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (note_compare(&notebook->notes[middle], note) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    memmove(notebook->notes + low + 1, notebook->notes + low,
            (notebook->note_count - low) * sizeof *notebook->notes);
    notebook->notes[low] = *note;
    notebook->note_count++;
}

static void update_note(struct notebook *notebook, size_t entry)
{
    struct fold_entry *its = &notebook->fold.entries[entry];
    if (!its->touched)
        return;
    its->touched = false;
    remove_note(notebook, its->id);
    struct note note;
    if (read_entry(notebook, entry, &note))
        insert_note(notebook, &note);
}

// --- reading the logs ----------------------------------------------------------------------

struct entry_list {
    size_t *items;
    size_t count, capacity;
};

static void note_touched(struct entry_list *touched, size_t entry)
{
    if (touched->count == touched->capacity)
        touched->items = memory_grow(touched->items, &touched->capacity, touched->count + 1,
                                     sizeof *touched->items);
    touched->items[touched->count++] = entry;
}

static bool is_blank(const char *line, size_t length)
{
    size_t at = 0;
    while (at < length && strchr(" \t\r", line[at]))
        at++;
    return at == length;
}

static bool check_limits(const struct notebook_log *log, size_t length, struct error *error)
{
    if (length > SIDECAR_LINE_LIMIT)
        error_set(error, ERROR_TOO_LARGE, log->file.path, "a line over %d bytes",
                  SIDECAR_LINE_LIMIT);
    else if (log->file.lines > SIDECAR_LINES_LIMIT)
        error_set(error, ERROR_TOO_LARGE, log->file.path, "over %d lines", SIDECAR_LINES_LIMIT);
    else
        return true;
    if (error)
        error->line = log->file.lines;
    return false;
}

// Adds the log's new lines to the fold, and the entries they belong to to *touched.
static bool take_lines(struct notebook *notebook, unsigned number, struct entry_list *touched,
                       struct error *error)
{
    struct notebook_log *log = &notebook->logs[number];
    size_t start, length;
    log->torn = false;
    while (sidecar_next_line(&log->file, &start, &length)) {
        const char *line = log->file.content.data + start;
        bool ended = line[length] == '\n';
        if (!check_limits(log, length, error))
            return false;
        if (start == 0 && length >= 3 && memcmp(line, "\xEF\xBB\xBF", 3) == 0) {
            start += 3;
            length -= 3;
            line += 3;
        }
        if (length && line[length - 1] == '\r')
            length--;
        if (is_blank(line, length))
            continue;
        size_t entry = fold_add(&notebook->fold, number, start, length);
        if (entry != FOLD_NONE) {
            note_touched(touched, entry);
        } else if (ended) {
            if (log->damaged++ == 0)
                log->first_damaged = log->file.lines;
        } else {
            log->torn = true;
            sidecar_put_back(&log->file, start);
            break;
        }
    }
    return true;
}

static void start_again(struct notebook *notebook)
{
    fold_clear(&notebook->fold);
    for (unsigned i = 0; i < FOLD_LOGS; i++) {
        struct notebook_log *log = &notebook->logs[i];
        log->file.taken = log->file.lines = 0;
        log->damaged = log->first_damaged = 0;
        log->torn = false;
    }
}

bool notebook_refresh(struct notebook *notebook, bool *changed, struct error *error)
{
    enum sidecar_change changes[FOLD_LOGS] = {SIDECAR_SAME, SIDECAR_SAME};
    *changed = false;
    for (unsigned i = notebook->has_sidecar ? SIDECAR : FALLBACK; i < FOLD_LOGS; i++) {
        if (!sidecar_refresh(&notebook->logs[i].file, &changes[i], error))
            return false;
    }
    bool all = changes[SIDECAR] == SIDECAR_OTHER || changes[FALLBACK] == SIDECAR_OTHER;
    if (!all && changes[SIDECAR] == SIDECAR_SAME && changes[FALLBACK] == SIDECAR_SAME)
        return true;
    if (all)
        start_again(notebook);
    struct entry_list touched = {0};
    bool done = true;
    for (unsigned i = 0; i < FOLD_LOGS; i++)
        done = take_lines(notebook, i, &touched, error) && done;
    // One note after the other, each is looked for in the list.
    if (all || touched.count > UPDATED_SINGLY) {
        build_notes(notebook);
    } else {
        for (size_t i = 0; i < touched.count; i++)
            update_note(notebook, touched.items[i]);
    }
    *changed = all || touched.count > 0;
    free(touched.items);
    return done;
}

bool notebook_poll(struct notebook *notebook)
{
    if (notebook->binder)
        return binder_poll(notebook->binder);
    bool changed;
    notebook->warning = (struct error){0};
    notebook_refresh(notebook, &changed, &notebook->warning);
    return changed;
}

// --- opening and asking --------------------------------------------------------------------

struct notebook *notebook_open(const struct notebook_options *options, struct error *error)
{
    struct notebook *notebook = memory_allocate_zeroed(1, sizeof *notebook);
    const char *article = text_path(options->text);
    notebook->text = options->text;
    notebook->environment = options->environment;
    notebook->blind = options->blind;
    notebook->patient = options->patient;
    char *sidecar =
        options->sidecar ? memory_copy_string(options->sidecar) : place_sidecar(article);
    char *fallback = place_fallback(options->environment,
                                    options->sidecar ? options->sidecar : article, options->text);
    notebook->has_sidecar = sidecar != NULL;
    sidecar_init(&notebook->logs[SIDECAR].file, sidecar ? sidecar : "");
    sidecar_init(&notebook->logs[FALLBACK].file, fallback);
    fold_init(&notebook->fold, &notebook->logs[SIDECAR].file.content,
              &notebook->logs[FALLBACK].file.content);
    notebook->source[SIDECAR] = place_source(options->text, sidecar);
    notebook->source[FALLBACK] = place_source(options->text, NULL);
    notebook->target = sidecar && place_is_writable(sidecar) ? SIDECAR : FALLBACK;
    notebook->user_known = user_load(&notebook->user, options->environment);
    free(sidecar);
    free(fallback);

    bool changed;
    if (!notebook_refresh(notebook, &changed, error)) {
        notebook_free(notebook);
        return NULL;
    }
    return notebook;
}

void notebook_free(struct notebook *notebook)
{
    if (!notebook)
        return;
    if (notebook->binder) {
        binder_free(notebook->binder);
        free(notebook);
        return;
    }
    forget_notes(notebook);
    free(notebook->notes);
    fold_fini(&notebook->fold);
    for (unsigned i = 0; i < FOLD_LOGS; i++) {
        sidecar_fini(&notebook->logs[i].file);
        free(notebook->source[i]);
    }
    user_fini(&notebook->user);
    anchor_free(notebook->anchor);
    notebook_forget_suggestions(notebook);
    history_free(notebook->history);
    free(notebook->unsaved.line);
    free(notebook->unsaved.id);
    free(notebook);
}

const struct note *notebook_notes(const struct notebook *notebook, size_t *count)
{
    if (notebook->binder)
        return binder_notes(notebook->binder, count);
    *count = notebook->note_count;
    return notebook->notes;
}

const struct note *notebook_find(const struct notebook *notebook, const char *id)
{
    if (notebook->binder)
        return binder_find(notebook->binder, id);
    for (size_t i = 0; i < notebook->note_count; i++) {
        if (strcmp(notebook->notes[i].id, id) == 0)
            return &notebook->notes[i];
    }
    return NULL;
}

struct note *notebook_version(struct notebook *notebook, const char *id, size_t index)
{
    if (notebook->binder)
        return binder_version(notebook->binder, id, index);
    size_t entry = fold_find(&notebook->fold, id);
    if (entry == FOLD_NONE)
        return NULL;
    size_t count;
    size_t *heads = fold_heads(&notebook->fold, entry, &count);
    struct note *note = NULL;
    if (index < count && !notebook->fold.versions[heads[index]].tombstone) {
        note = memory_allocate_zeroed(1, sizeof *note);
        notebook_read_version(notebook, heads[index], note);
        note->versions = count;
    }
    free(heads);
    return note;
}

void notebook_version_free(struct note *note)
{
    if (note)
        note_fini(note);
    free(note);
}

size_t notebook_damaged(const struct notebook *notebook, size_t *first_line)
{
    if (notebook->binder)
        return binder_damaged(notebook->binder, first_line);
    size_t count = 0;
    if (first_line)
        *first_line = 0;
    for (unsigned i = 0; i < FOLD_LOGS; i++) {
        const struct notebook_log *log = &notebook->logs[i];
        size_t first = log->damaged ? log->first_damaged : log->file.lines + 1;
        if (first_line && *first_line == 0 && (log->damaged || log->torn))
            *first_line = first;
        count += log->damaged + log->torn;
    }
    return count;
}

const char *notebook_path(const struct notebook *notebook)
{
    if (notebook->binder)
        return notebook_path(binder_last(notebook->binder));
    return notebook->logs[notebook->target].file.path;
}

bool notebook_is_fallback(const struct notebook *notebook)
{
    if (notebook->binder)
        return notebook_is_fallback(binder_last(notebook->binder));
    return notebook->target == FALLBACK;
}

const struct error *notebook_warning(const struct notebook *notebook)
{
    if (notebook->binder)
        return notebook_warning(binder_last(notebook->binder));
    return &notebook->warning;
}

bool notebook_has_unsaved(const struct notebook *notebook)
{
    if (notebook->binder)
        return notebook_has_unsaved(binder_last(notebook->binder));
    return notebook->has_unsaved;
}
