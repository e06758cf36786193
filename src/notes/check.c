// SPDX-License-Identifier: GPL-3.0-or-later
// Check: the lines one by one, then the notes that they fold to, then where those are.

#include <config.h>

#include "notes/check.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "notes/annotation.h"
#include "notes/fold.h"
#include "notes/instant.h"
#include "notes/log-lines.h"
#include "notes/notebook.h"
#include "notes/sidecar.h"
#include "notes/valid.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[FAULT_KIND_COUNT] = {
    [FAULT_DAMAGED] = "damaged",     [FAULT_INVALID] = "invalid", [FAULT_CONFLICT] = "conflict",
    [FAULT_AMBIGUOUS] = "ambiguous", [FAULT_ORPHAN] = "orphan",
};

const char *fault_kind_name(enum fault_kind kind)
{
    return names[kind];
}

// The files being checked, and of every version of the fold the number of its line.
struct checking {
    struct check *check;
    struct sidecar files[FOLD_LOGS];
    struct fold fold;
    size_t *numbers;
    size_t number_capacity;
};

static void add_fault(struct check *check, enum fault_kind kind, unsigned file, size_t line,
                      char *detail)
{
    if (check->count == check->capacity)
        check->faults =
            memory_grow(check->faults, &check->capacity, check->count + 1, sizeof *check->faults);
    check->faults[check->count++] =
        (struct fault){.kind = kind, .file = file, .line = line, .detail = detail};
}

static void add_phrase(struct check *check, enum fault_kind kind, unsigned file, size_t line,
                       const char *phrase)
{
    add_fault(check, kind, file, line, memory_copy_string(phrase));
}

// --- lines ---------------------------------------------------------------------------------

// Why a line is in no fold.
static const char *why_damaged(struct json_tape *tape, const char *line, size_t length, bool ended)
{
    if (json_tape_read(tape, line, length))
        return N_("neither annotation nor tombstone");
    return ended ? N_("no JSON") : N_("no JSON: the end is missing");
}

static void check_line(struct checking *checking, unsigned file, size_t start, size_t length)
{
    struct check *check = checking->check;
    struct sidecar *sidecar = &checking->files[file];
    const char *content = sidecar->content.data;
    bool ended = start + length < sidecar->content.length;
    struct error error;
    if (!log_line_check_limits(sidecar->path, sidecar->lines, length, &error)) {
        add_phrase(check, FAULT_DAMAGED, file, sidecar->lines, error.detail);
        return;
    }
    if (!log_line_trim(content, &start, &length))
        return;
    check->lines++;
    struct fold *fold = &checking->fold;
    if (fold_add(fold, file, start, length) == FOLD_NONE) {
        const char *why = why_damaged(&fold->tape, content + start, length, ended);
        add_phrase(check, FAULT_DAMAGED, file, sidecar->lines, why);
        return;
    }
    checking->numbers = memory_grow(checking->numbers, &checking->number_capacity,
                                    fold->version_count, sizeof *checking->numbers);
    checking->numbers[fold->version_count - 1] = sidecar->lines;
    const char *fault = valid_find_fault(&fold->tape); // fold_add left the line there
    if (fault)
        add_phrase(check, FAULT_INVALID, file, sidecar->lines, fault);
}

// --- notes ---------------------------------------------------------------------------------

static void add_version(struct fold *fold, size_t version, struct buffer *out)
{
    const struct fold_version *it = &fold->versions[version];
    buffer_add_string(out, out->length ? "; " : "");
    instant_format(it->modified, out);
    if (it->tombstone) {
        buffer_add_string(out, " (deleted)");
    } else if (json_tape_read(&fold->tape, fold_line(fold, version), it->length)) {
        struct annotation annotation;
        annotation_read(&fold->tape, &annotation);
        if (*annotation.note.creator)
            buffer_format(out, " (%s)", annotation.note.creator);
        annotation_fini(&annotation);
    }
}

static void check_entry(struct checking *checking, size_t entry)
{
    struct fold *fold = &checking->fold;
    const struct fold_entry *its = &fold->entries[entry];
    checking->check->notes += !fold->versions[its->winner].tombstone;
    if (its->count < 2)
        return;
    enum { SHOWN = 8 };
    size_t count;
    size_t *heads = fold_heads(fold, entry, &count);
    if (count > 1) {
        struct buffer detail = {0};
        for (size_t i = 0; i < count && i < SHOWN; i++)
            add_version(fold, heads[i], &detail);
        buffer_add_string(&detail, count > SHOWN ? "; …" : "");
        add_fault(checking->check, FAULT_CONFLICT, fold->versions[its->winner].log,
                  checking->numbers[its->winner], buffer_take(&detail));
    }
    free(heads);
}

// The notes that are not found, as a reader of the text would see them.
static bool check_places(struct checking *checking, const struct check_request *request,
                         struct error *error)
{
    struct notebook_options options = {.text = request->text,
                                       .environment = request->environment,
                                       .sidecar = request->sidecar,
                                       .patient = true};
    struct notebook *notebook = notebook_open(&options, error);
    if (!notebook)
        return error->code == ERROR_TOO_LARGE; // which has been told of the line already
    size_t count;
    const struct note *notes = notebook_notes(notebook, &count);
    for (size_t i = 0; i < count; i++) {
        size_t entry = fold_find(&checking->fold, notes[i].id);
        if ((notes[i].state != NOTE_AMBIGUOUS && notes[i].state != NOTE_ORPHAN) ||
            entry == FOLD_NONE)
            continue;
        size_t winner = checking->fold.entries[entry].winner;
        add_phrase(checking->check, notes[i].state == NOTE_ORPHAN ? FAULT_ORPHAN : FAULT_AMBIGUOUS,
                   checking->fold.versions[winner].log, checking->numbers[winner], notes[i].quote);
    }
    checking->check->anchored = true;
    notebook_free(notebook);
    return true;
}

// --- the whole -----------------------------------------------------------------------------

static int by_line(const void *one, const void *other)
{
    const struct fault *first = one, *second = other;
    if (first->file != second->file)
        return first->file < second->file ? -1 : 1;
    if (first->line != second->line)
        return first->line < second->line ? -1 : 1;
    return (int)first->kind - (int)second->kind;
}

static bool check_lines(struct checking *checking, unsigned file, struct error *error)
{
    struct sidecar *sidecar = &checking->files[file];
    enum sidecar_change change;
    size_t start, length;
    if (!sidecar_refresh(sidecar, &change, error))
        return false;
    while (sidecar->lines <= SIDECAR_LINES_LIMIT && sidecar_next_line(sidecar, &start, &length))
        check_line(checking, file, start, length);
    return true;
}

bool check_sidecars(const struct check_request *request, struct check *check, struct error *error)
{
    struct checking checking = {.check = check};
    bool done = true;
    *check = (struct check){0};
    fold_init(&checking.fold, &checking.files[0].content, &checking.files[1].content);
    for (unsigned i = 0; i < FOLD_LOGS; i++)
        sidecar_init(&checking.files[i], i < request->count ? request->paths[i] : "");
    for (unsigned i = 0; i < request->count && done; i++)
        done = check_lines(&checking, i, error);
    for (size_t i = 0; done && i < checking.fold.entry_count; i++)
        check_entry(&checking, i);
    if (done && request->text)
        done = check_places(&checking, request, error);
    if (check->count)
        qsort(check->faults, check->count, sizeof *check->faults, by_line);
    fold_fini(&checking.fold);
    for (unsigned i = 0; i < FOLD_LOGS; i++)
        sidecar_fini(&checking.files[i]);
    free(checking.numbers);
    return done;
}

void check_fini(struct check *check)
{
    for (size_t i = 0; i < check->count; i++)
        free(check->faults[i].detail);
    free(check->faults);
    *check = (struct check){0};
}
