// SPDX-License-Identifier: GPL-3.0-or-later
// Tidy: a sidecar read, thinned out and put back under its lock. Costs n log n in the lines.

#include <config.h>

#include "notes/tidy.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"
#include "notes/fold.h"
#include "notes/log-lines.h"
#include "notes/sidecar.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// A line and whether it stays.
struct tidy_line {
    size_t start, length; // in the content, without newline
    bool keeps;
};

struct tidy {
    int lock; // -1: not held
    struct sidecar file;
    struct tidy_line *lines;
    size_t count, capacity;
};

static bool tidy_open(struct tidy *tidy, const char *path, struct error *error)
{
    enum sidecar_change change;
    struct stat held;
    bool created;
    *tidy = (struct tidy){0};
    sidecar_init(&tidy->file, path);
    tidy->lock = sidecar_lock(path, 0, SIDECAR_COMMAND_PATIENCE, &created, error);
    if (tidy->lock < 0 || !sidecar_refresh(&tidy->file, &change, error))
        return false;
    if (fstat(tidy->lock, &held) == 0 && held.st_dev == tidy->file.device &&
        held.st_ino == tidy->file.inode)
        return true;
    error_set(error, ERROR_LOCKED, path, "it was replaced");
    return false;
}

static void tidy_close(struct tidy *tidy)
{
    sidecar_fini(&tidy->file);
    free(tidy->lines);
    if (tidy->lock >= 0)
        close(tidy->lock);
}

static void read_lines(struct tidy *tidy)
{
    size_t start, length;
    while (sidecar_next_line(&tidy->file, &start, &length)) {
        if (!log_line_trim(tidy->file.content.data, &start, &length))
            continue;
        if (tidy->count == tidy->capacity)
            tidy->lines =
                memory_grow(tidy->lines, &tidy->capacity, tidy->count + 1, sizeof *tidy->lines);
        tidy->lines[tidy->count++] = (struct tidy_line){start, length, true};
    }
}

// Puts the lines that stay in the place of the file.
static bool write_back(struct tidy *tidy, struct tidy_result *result, struct error *error)
{
    const struct buffer *content = &tidy->file.content;
    struct buffer out = {0};
    *result = (struct tidy_result){.lines = tidy->count, .bytes_before = content->length};
    for (size_t i = 0; i < tidy->count; i++) {
        const struct tidy_line *line = &tidy->lines[i];
        if (!line->keeps) {
            result->removed++;
            continue;
        }
        buffer_add(&out, content->data + line->start, line->length);
        buffer_add_byte(&out, '\n');
    }
    bool done = true;
    result->bytes_after = content->length;
    if (result->removed) {
        result->bytes_after = out.length;
        done = file_replace(tidy->file.path, buffer_string(&out), out.length, error);
    }
    buffer_fini(&out);
    return done;
}

// --- compaction ----------------------------------------------------------------------------

static int by_bytes(const void *one, const void *other, void *content)
{
    const struct tidy_line *first = *(struct tidy_line *const *)one;
    const struct tidy_line *second = *(struct tidy_line *const *)other;
    const char *bytes = content;
    size_t common = first->length < second->length ? first->length : second->length;
    int order = memcmp(bytes + first->start, bytes + second->start, common);
    if (order == 0 && first->length != second->length)
        order = first->length < second->length ? -1 : 1;
    if (order == 0) // the one that stands first is kept
        order = first->start < second->start ? -1 : first->start > second->start;
    return order;
}

static void drop_repetitions(struct tidy *tidy)
{
    struct tidy_line **sorted = memory_allocate((tidy->count + 1) * sizeof *sorted);
    char *bytes = tidy->file.content.data;
    for (size_t i = 0; i < tidy->count; i++)
        sorted[i] = &tidy->lines[i];
    qsort_r(sorted, tidy->count, sizeof *sorted, by_bytes, bytes);
    for (size_t i = 1; i < tidy->count; i++) {
        const struct tidy_line *before = sorted[i - 1];
        struct tidy_line *line = sorted[i];
        line->keeps = before->length != line->length ||
                      memcmp(bytes + before->start, bytes + line->start, line->length) != 0;
    }
    free(sorted);
}

// Marks the heads of all notes among the versions.
static bool *find_heads(struct fold *fold)
{
    bool *heads = memory_allocate_zeroed(fold->version_count + 1, sizeof *heads);
    for (size_t i = 0; i < fold->entry_count; i++) {
        if (fold->entries[i].count == 1) {
            heads[fold->entries[i].winner] = true;
            continue;
        }
        size_t count;
        size_t *its = fold_heads(fold, i, &count);
        for (size_t j = 0; j < count; j++)
            heads[its[j]] = true;
        free(its);
    }
    return heads;
}

// Adds the line to the fold. False where it is damaged, or so long that no reader takes it.
static bool add_to_fold(struct fold *fold, const struct tidy_line *line)
{
    return line->length <= SIDECAR_LINE_LIMIT &&
           fold_add(fold, 0, line->start, line->length) != FOLD_NONE;
}

static void drop_replaced(struct tidy *tidy)
{
    static const struct buffer nothing;
    struct fold fold;
    fold_init(&fold, &tidy->file.content, &nothing);
    size_t *versions = memory_allocate((tidy->count + 1) * sizeof *versions);
    for (size_t i = 0; i < tidy->count; i++) {
        const struct tidy_line *line = &tidy->lines[i];
        bool added = line->keeps && add_to_fold(&fold, line);
        versions[i] = added ? fold.version_count - 1 : FOLD_NONE;
    }
    bool *heads = find_heads(&fold);
    for (size_t i = 0; i < tidy->count; i++) {
        size_t version = versions[i];
        if (version != FOLD_NONE)
            tidy->lines[i].keeps = heads[version] || fold.versions[version].tombstone;
    }
    free(heads);
    free(versions);
    fold_fini(&fold);
}

bool tidy_compact(const char *sidecar, struct tidy_result *result, struct error *error)
{
    struct tidy tidy;
    bool done = tidy_open(&tidy, sidecar, error);
    if (done) {
        read_lines(&tidy);
        drop_repetitions(&tidy);
        drop_replaced(&tidy);
        done = write_back(&tidy, result, error);
    }
    tidy_close(&tidy);
    return done;
}

// --- repair --------------------------------------------------------------------------------

static void drop_damaged(struct tidy *tidy)
{
    static const struct buffer nothing;
    struct fold fold;
    fold_init(&fold, &tidy->file.content, &nothing);
    for (size_t i = 0; i < tidy->count; i++) {
        struct tidy_line *line = &tidy->lines[i];
        line->keeps = add_to_fold(&fold, line);
    }
    fold_fini(&fold);
}

static bool save_torn(const struct tidy *tidy, const char *torn, struct error *error)
{
    struct buffer out = {0};
    for (size_t i = 0; i < tidy->count; i++) {
        const struct tidy_line *line = &tidy->lines[i];
        if (line->keeps)
            continue;
        if (out.length)
            buffer_add_byte(&out, '\n');
        buffer_add(&out, tidy->file.content.data + line->start, line->length);
    }
    bool done = out.length == 0 || sidecar_append(torn, out.data, out.length, 0666,
                                                  SIDECAR_COMMAND_PATIENCE, error) == APPEND_DONE;
    buffer_fini(&out);
    return done;
}

bool tidy_repair(const char *sidecar, const char *torn, struct tidy_result *result,
                 struct error *error)
{
    struct tidy tidy;
    bool done = tidy_open(&tidy, sidecar, error);
    if (done) {
        read_lines(&tidy);
        drop_damaged(&tidy);
        done = save_torn(&tidy, torn, error) && write_back(&tidy, result, error);
    }
    tidy_close(&tidy);
    return done;
}
