// SPDX-License-Identifier: GPL-3.0-or-later
// Acts: what changes the notes. Every act looks first at what others have written, makes one line,
// has it appended and synced, and only then takes it into the notes, by reading it back.

#include <config.h>

#include "base/buffer.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "notes/binder.h"
#include "notes/instant.h"
#include "notes/note.h"
#include "notes/notebook-inside.h"
#include "notes/places.h"
#include "notes/snapshots.h"
#include "notes/versions.h"
#include "text/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

// --- writing a record ----------------------------------------------------------------------

static void record_fini(struct notebook_record *record)
{
    free(record->line);
    free(record->id);
    *record = (struct notebook_record){0};
}

static enum sidecar_append append_to(struct notebook *notebook, unsigned log, const char *line,
                                     struct error *error)
{
    const char *path = notebook->logs[log].file.path;
    int patience = notebook->patient ? SIDECAR_COMMAND_PATIENCE : SIDECAR_READER_PATIENCE;
    if (log == SIDECAR)
        return sidecar_append(path, line, strlen(line), 0666, patience, error);
    char *folder = path_directory(path);
    bool made = file_make_directories(folder, error);
    free(folder);
    return made ? sidecar_append(path, line, strlen(line), 0600, patience, error) : APPEND_FAILED;
}

static bool is_read_only(const struct error *error)
{
    return error->code == ERROR_SYSTEM && (error->system == EACCES || error->system == EROFS ||
                                           error->system == EPERM || error->system == ENAMETOOLONG);
}

bool notebook_write(struct notebook *notebook, const char *line, struct error *error)
{
    struct error problem = {0};
    enum sidecar_append result = append_to(notebook, notebook->target, line, &problem);
    bool elsewhere =
        notebook->target == SIDECAR &&
        (result == APPEND_NOT_SYNCED || (result == APPEND_FAILED && is_read_only(&problem)));
    if (elsewhere) {
        struct error again = {0};
        result = append_to(notebook, FALLBACK, line, &again);
        if (result == APPEND_DONE) {
            notebook->target = FALLBACK;
            notebook->warning = problem;
        }
    }
    if (result != APPEND_DONE && error)
        *error = problem;
    return result == APPEND_DONE;
}

struct history *notebook_history(struct notebook *notebook)
{
    if (notebook->history)
        return notebook->history;
    const char *sidecar = notebook->logs[notebook->has_sidecar ? SIDECAR : FALLBACK].file.path;
    char *path = place_history(notebook->environment, sidecar);
    char *folder = path_directory(path);
    file_make_directories(folder, NULL);
    notebook->history = history_open(path);
    free(folder);
    free(path);
    return notebook->history;
}

static void remember(struct notebook *notebook, const struct notebook_record *record)
{
    struct history *history = notebook_history(notebook);
    if (record->kind == RECORD_UNDO)
        history_undone(history, record->after);
    else if (record->kind == RECORD_REDO)
        history_redone(history, record->after);
    else
        history_push(history, record->id, record->before, record->after);
}

// After the line is on disk.
static void settle(struct notebook *notebook, struct notebook_record *record)
{
    bool changed;
    remember(notebook, record);
    const struct digest *digest = record->new_place ? notebook_digest(notebook) : NULL;
    if (digest)
        snapshot_keep(notebook->environment, notebook->text, digest);
    notebook_refresh(notebook, &changed, NULL);
    record_fini(record);
}

// Writes the record, which is taken over, and brings the notes up to date.
static bool commit(struct notebook *notebook, struct notebook_record record, struct error *error)
{
    struct error problem = {0};
    record_fini(&notebook->unsaved);
    notebook->has_unsaved = false;
    if (!record.line)
        return false;
    if (!notebook_write(notebook, record.line, &problem)) {
        if (error)
            *error = problem;
        notebook->unsaved = record;
        notebook->has_unsaved = problem.code != ERROR_LOCKED && notebook->target == SIDECAR;
        return false;
    }
    settle(notebook, &record);
    return true;
}

bool notebook_save_elsewhere(struct notebook *notebook, struct error *error)
{
    if (notebook->binder)
        return binder_save_elsewhere(notebook->binder, error);
    if (!notebook->has_unsaved) {
        error_set(error, ERROR_NOT_FOUND, NULL, NULL);
        return false;
    }
    if (append_to(notebook, FALLBACK, notebook->unsaved.line, error) != APPEND_DONE)
        return false;
    notebook->target = FALLBACK;
    notebook->has_unsaved = false;
    settle(notebook, &notebook->unsaved);
    return true;
}

// --- making a record -----------------------------------------------------------------------

bool notebook_prepare(struct notebook *notebook, struct error *error)
{
    bool changed;
    notebook->warning = (struct error){0};
    if (!notebook->user_known) {
        user_fini(&notebook->user);
        user_init(&notebook->user, notebook->environment);
        notebook->user_known = true;
    }
    return notebook_refresh(notebook, &changed, error);
}

struct annotation_draft notebook_draft(struct notebook *notebook, const char *id)
{
    return (struct annotation_draft){
        .id = id,
        .user = &notebook->user,
        .text = notebook->text,
        .source = notebook->source[notebook->target],
        .digest = notebook_digest(notebook),
    };
}

static bool check_span(const struct notebook *notebook, struct span span, bool may_be_empty,
                       struct error *error)
{
    bool fine = span.start <= span.end && span.end <= text_length(notebook->text) &&
                (may_be_empty || !span_is_empty(span));
    if (!fine)
        error_set(error, ERROR_FORMAT, NULL, "no such passage");
    return fine;
}

// The notebook of the text that the other passage is in.
static struct notebook *other_notebook(struct notebook *notebook,
                                       const struct note_content *content)
{
    size_t part = content->other_part;
    return part && part <= notebook->far_count ? notebook->far[part - 1].notebook : notebook;
}

static void set_content(struct notebook *notebook, const struct note_content *content,
                        struct annotation_draft *draft)
{
    struct notebook *other = other_notebook(notebook, content);
    draft->content = content;
    if (other == notebook)
        return;
    draft->other_text = other->text;
    draft->other_source = notebook->far[content->other_part - 1].source[notebook->target];
    draft->other_digest = notebook_digest(other);
}

bool notebook_add(struct notebook *notebook, const struct note_content *content, char id[64],
                  struct error *error)
{
    if (notebook->binder)
        return binder_add(notebook->binder, content, id, error);
    if (!check_span(notebook, content->span, false, error) ||
        !check_span(other_notebook(notebook, content), content->other, true, error) ||
        !notebook_prepare(notebook, error))
        return false;
    char urn[UUID_URN];
    int64_t now = environment_now(notebook->environment);
    uuid_from_time(now, urn);
    struct annotation_draft draft = notebook_draft(notebook, urn);
    draft.created = draft.modified = now;
    set_content(notebook, content, &draft);
    struct notebook_record record = {
        .line = annotation_compose(&draft, error),
        .id = memory_copy_string(urn),
        .before = HISTORY_NOTHING,
        .after = now,
        .new_place = true,
    };
    if (id)
        memcpy(id, urn, sizeof urn);
    if (!record.line)
        free(record.id);
    return record.line && commit(notebook, record, error);
}

// The versions that an edit of the entry settles: their instants, yours.
static int64_t *heads_of(struct notebook *notebook, size_t entry, size_t *count)
{
    size_t *heads = fold_heads(&notebook->fold, entry, count);
    int64_t *instants = memory_allocate(*count * sizeof *instants);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        int64_t modified = notebook->fold.versions[heads[i]].modified;
        if (!kept || instants[kept - 1] != modified) // they are sorted by it
            instants[kept++] = modified;
    }
    free(heads);
    *count = kept;
    return instants;
}

bool notebook_next_instant(struct notebook *notebook, size_t entry, int64_t *instant,
                           struct error *error)
{
    const struct fold *fold = &notebook->fold;
    int64_t last = fold->versions[fold->entries[entry].winner].modified;
    int64_t now = environment_now(notebook->environment);
    if (last >= INSTANT_LAST) {
        error_set(error, ERROR_FORMAT, NULL, "the note is dated at the end of time");
        return false;
    }
    *instant = now > last ? now : last + 1;
    return true;
}

// A draft of a new version of a note that is there: base, created, modified, replaces (owned by the
// caller) are set.
static bool draft_version(struct notebook *notebook, const struct note *note, size_t *entry,
                          struct annotation_draft *draft, int64_t **replaces, struct error *error)
{
    *entry = fold_find(&notebook->fold, note->id);
    const struct fold *fold = &notebook->fold;
    size_t winner = fold->entries[*entry].winner;
    *draft = notebook_draft(notebook, note->id);
    if (!notebook_next_instant(notebook, *entry, &draft->modified, error))
        return false;
    *replaces = heads_of(notebook, *entry, &draft->replace_count);
    draft->replaces = *replaces;
    draft->created = note->created;
    draft->base = fold_line(fold, winner);
    draft->base_length = fold->versions[winner].length;
    return true;
}

static const struct note *find_note(struct notebook *notebook, const char *id, struct error *error)
{
    const struct note *note = notebook_find(notebook, id);
    if (!note)
        error_set(error, ERROR_NOT_FOUND, NULL, "%s", id);
    return note;
}

static bool same_span(struct span one, struct span other)
{
    return (span_is_empty(one) && span_is_empty(other)) ||
           (one.start == other.start && one.end == other.end);
}

// Writes a new version of the note with this content, or its deletion where there is none.
static bool write_version(struct notebook *notebook, const struct note *note,
                          const struct note_content *content, bool new_place, struct error *error)
{
    struct annotation_draft draft;
    int64_t *replaces = NULL;
    size_t entry;
    if (!draft_version(notebook, note, &entry, &draft, &replaces, error))
        return false;
    struct notebook_record record = {.before = note->modified, .after = draft.modified};
    if (content) {
        set_content(notebook, content, &draft);
        draft.keep_target = !new_place && same_span(content->span, note->span);
        // The far end of a link that is not found stays as it was written down.
        draft.keep_other = same_span(content->other, note->other) &&
                           content->other_part == note->other_part &&
                           (!new_place || span_is_empty(note->other));
        draft.keep_motivation = content->kind == note->kind && content->kind <= NOTE_LINK;
        record.new_place = !draft.keep_target;
        record.line = annotation_compose(&draft, error);
    } else {
        record.line = annotation_compose_tombstone(&draft, error);
    }
    free(replaces);
    if (!record.line)
        return false;
    record.id = memory_copy_string(note->id);
    return commit(notebook, record, error);
}

bool notebook_change(struct notebook *notebook, const char *id, const struct note_content *content,
                     struct error *error)
{
    if (notebook->binder)
        return binder_change(notebook->binder, id, content, error);
    if (!check_span(notebook, content->span, true, error) ||
        !check_span(other_notebook(notebook, content), content->other, true, error) ||
        !notebook_prepare(notebook, error))
        return false;
    const struct note *note = find_note(notebook, id, error);
    if (!note || (span_is_empty(content->span) && !span_is_empty(note->span) &&
                  !check_span(notebook, content->span, false, error)))
        return false;
    return write_version(notebook, note, content, false, error);
}

bool notebook_delete(struct notebook *notebook, const char *id, struct error *error)
{
    if (notebook->binder)
        return binder_delete(notebook->binder, id, error);
    if (!notebook_prepare(notebook, error))
        return false;
    const struct note *note = find_note(notebook, id, error);
    return note && write_version(notebook, note, NULL, false, error);
}

bool notebook_reanchor(struct notebook *notebook, const char *id, struct error *error)
{
    if (notebook->binder)
        return binder_reanchor(notebook->binder, id, error);
    if (!notebook_prepare(notebook, error))
        return false;
    const struct note *note = find_note(notebook, id, error);
    if (!note || !check_span(notebook, note->span, false, error))
        return false;
    struct note_content content = note_content_of(note);
    return write_version(notebook, note, &content, true, error);
}

bool notebook_change_seen(struct notebook *notebook, const char *id, int64_t seen,
                          const struct note_content *content, struct error *error)
{
    if (!check_span(notebook, content->span, true, error) || !notebook_prepare(notebook, error))
        return false;
    size_t entry = fold_find(&notebook->fold, id);
    size_t version = entry == FOLD_NONE ? FOLD_NONE : fold_version_at(&notebook->fold, entry, seen);
    if (version == FOLD_NONE || notebook->fold.versions[version].tombstone ||
        version == notebook->fold.entries[entry].winner)
        return notebook_change(notebook, id, content, error);
    struct note was;
    notebook_read_version(notebook, version, &was);
    struct annotation_draft draft = notebook_draft(notebook, id);
    struct notebook_record record = {.before = seen};
    if (notebook_next_instant(notebook, entry, &draft.modified, error)) {
        draft.created = was.created;
        draft.replaces = &seen;
        draft.replace_count = 1;
        draft.base = fold_line(&notebook->fold, version);
        draft.base_length = notebook->fold.versions[version].length;
        draft.content = content;
        draft.keep_target = same_span(content->span, was.span);
        draft.keep_other = same_span(content->other, was.other);
        draft.keep_motivation = content->kind == was.kind && content->kind <= NOTE_LINK;
        record.new_place = !draft.keep_target;
        record.after = draft.modified;
        record.line = annotation_compose(&draft, error);
    }
    note_fini(&was);
    if (!record.line)
        return false;
    record.id = memory_copy_string(id);
    return commit(notebook, record, error);
}

bool notebook_restore(struct notebook *notebook, const char *id, int64_t modified,
                      struct error *error)
{
    if (!notebook_prepare(notebook, error))
        return false;
    struct fold *fold = &notebook->fold;
    size_t entry = fold_find(fold, id);
    size_t version = entry == FOLD_NONE ? FOLD_NONE : fold_version_at(fold, entry, modified);
    if (version == FOLD_NONE) {
        error_set(error, ERROR_NOT_FOUND, NULL, "the version is no longer kept");
        return false;
    }
    if (fold->versions[version].tombstone)
        return notebook_delete(notebook, id, error);
    struct annotation_draft draft = notebook_draft(notebook, id);
    if (!notebook_next_instant(notebook, entry, &draft.modified, error))
        return false;
    int64_t *replaces = heads_of(notebook, entry, &draft.replace_count);
    draft.replaces = replaces;
    draft.base = fold_line(fold, version);
    draft.base_length = fold->versions[version].length;
    struct notebook_record record = {
        .line = annotation_compose_again(&draft, error),
        .before = fold->versions[fold->entries[entry].winner].modified,
        .after = draft.modified,
    };
    free(replaces);
    if (!record.line)
        return false;
    record.id = memory_copy_string(id);
    return commit(notebook, record, error);
}

// --- taking back and doing again -----------------------------------------------------------

static const struct fold_version *version_at(const struct notebook *notebook, size_t entry,
                                             int64_t modified, size_t *index)
{
    *index =
        modified == HISTORY_NOTHING ? FOLD_NONE : fold_version_at(&notebook->fold, entry, modified);
    return *index == FOLD_NONE ? NULL : &notebook->fold.versions[*index];
}

static void describe_quote(struct notebook *notebook, size_t version, struct buffer *what)
{
    enum { SHOWN = 60 }; // bytes
    struct note note;
    notebook_read_version(notebook, version, &note);
    size_t length = strlen(note.quote), cut = length;
    if (length > SHOWN) {
        cut = SHOWN;
        while (cut && utf8_is_continuation(note.quote[cut]))
            cut--;
    }
    buffer_add_string(what, ": “");
    buffer_add(what, note.quote, cut);
    buffer_add_string(what, cut < length ? "…”" : "”");
    note_fini(&note);
}

// "added: “quote”", from the versions before and after the act.
static void describe_act(struct notebook *notebook, const struct history_act *act,
                         struct buffer *what)
{
    size_t entry = fold_find(&notebook->fold, act->id), before, after;
    if (!what || entry == FOLD_NONE)
        return;
    const struct fold_version *old = version_at(notebook, entry, act->before, &before);
    const struct fold_version *new = version_at(notebook, entry, act->after, &after);
    bool was = old && !old->tombstone, is = new && !new->tombstone;
    buffer_add_string(what, was && is ? _("changed") : is ? _("added") : _("deleted"));
    if (was || is)
        describe_quote(notebook, is ? after : before, what);
}

static bool is_head(struct notebook *notebook, size_t entry, int64_t modified)
{
    size_t count;
    int64_t *heads = heads_of(notebook, entry, &count);
    bool found = false;
    for (size_t i = 0; i < count; i++)
        found = found || heads[i] == modified;
    free(heads);
    return found;
}

// Writes a version like the one modified at `wanted` in the place of the one modified at `held`.
static bool write_back(struct notebook *notebook, size_t entry, int64_t wanted, int64_t held,
                       struct notebook_record record, struct error *error)
{
    const struct fold *fold = &notebook->fold;
    struct annotation_draft draft = notebook_draft(notebook, fold->entries[entry].id);
    size_t version, other;
    const struct fold_version *like = version_at(notebook, entry, wanted, &version);
    if (!like && wanted != HISTORY_NOTHING) {
        error_set(error, ERROR_NOT_FOUND, NULL, "the version before is no longer kept");
        return false;
    }
    if (!notebook_next_instant(notebook, entry, &draft.modified, error))
        return false;
    draft.replaces = &held;
    draft.replace_count = 1;
    if (like && !like->tombstone) {
        draft.base = fold_line(fold, version);
        draft.base_length = like->length;
        record.line = annotation_compose_again(&draft, error);
    } else if (version_at(notebook, entry, held, &other)) {
        struct note note;
        notebook_read_version(notebook, other, &note);
        draft.created = note.created;
        note_fini(&note);
        record.line = annotation_compose_tombstone(&draft, error);
    }
    if (!record.line)
        return false;
    record.id = memory_copy_string(draft.id);
    record.after = draft.modified;
    return commit(notebook, record, error);
}

// Whether the note still is as the act left it; what others did to it since is theirs.
static bool is_untouched(struct notebook *notebook, const struct history_act *act, int64_t held,
                         size_t *entry, struct error *error)
{
    *entry = fold_find(&notebook->fold, act->id);
    if (*entry != FOLD_NONE && is_head(notebook, *entry, held))
        return true;
    error_set(error, ERROR_NOT_FOUND, NULL, "the note has been changed since");
    return false;
}

enum undo_result notebook_undo(struct notebook *notebook, bool confirmed, struct buffer *what,
                               struct error *error)
{
    if (notebook->binder)
        return binder_undo(notebook->binder, confirmed, what, error);
    if (!notebook_prepare(notebook, error))
        return UNDO_FAILED;
    struct history *history = notebook_history(notebook);
    const struct history_act *act = history_undo_next(history);
    if (!act)
        return UNDO_NOTHING;
    describe_act(notebook, act, what);
    notebook->earlier_confirmed = notebook->earlier_confirmed || confirmed;
    if (history_is_earlier(history, act) && !notebook->earlier_confirmed)
        return UNDO_EARLIER_SESSION;
    size_t entry;
    if (!is_untouched(notebook, act, act->after, &entry, error)) {
        history_drop_undo(history);
        return UNDO_FAILED;
    }
    struct notebook_record record = {.kind = RECORD_UNDO};
    return write_back(notebook, entry, act->before, act->after, record, error) ? UNDO_DONE
                                                                               : UNDO_FAILED;
}

enum undo_result notebook_redo(struct notebook *notebook, struct buffer *what, struct error *error)
{
    if (notebook->binder)
        return binder_redo(notebook->binder, what, error);
    if (!notebook_prepare(notebook, error))
        return UNDO_FAILED;
    struct history *history = notebook_history(notebook);
    const struct history_act *act = history_redo_next(history);
    if (!act)
        return UNDO_NOTHING;
    describe_act(notebook, act, what);
    size_t entry;
    if (!is_untouched(notebook, act, act->before, &entry, error)) {
        history_drop_redo(history);
        return UNDO_FAILED;
    }
    struct notebook_record record = {.kind = RECORD_REDO};
    return write_back(notebook, entry, act->after, act->before, record, error) ? UNDO_DONE
                                                                               : UNDO_FAILED;
}
