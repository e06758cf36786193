// SPDX-License-Identifier: GPL-3.0-or-later
// Merge: lines of several sidecars as one sorted set.

#include <config.h>

#include "notes/merge.h"

#include "base/files.h"
#include "base/memory.h"
#include "notes/log-lines.h"
#include "notes/sidecar.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Sidecars and all their lines.
struct merge {
    struct sidecar *files;
    size_t file_count;
    struct log_lines lines;
};

static bool read_sidecar(struct sidecar *file, const char *path, struct error *error)
{
    enum sidecar_change change;
    sidecar_init(file, path);
    if (!sidecar_refresh(file, &change, error))
        return false;
    if (file->there)
        return true;
    errno = ENOENT;
    error_set_system(error, path);
    return false;
}

// What a repeated merge would cut off is cut off at once, so that it finds nothing more to do.
static void normalise(struct log_lines *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct log_line line = list->items[i];
        while (line.length && line.bytes[line.length - 1] == '\r')
            line.length--;
        while (line.length >= 3 && memcmp(line.bytes, "\xEF\xBB\xBF", 3) == 0) {
            line.bytes += 3;
            line.length -= 3;
        }
        if (!log_line_is_blank(line.bytes, line.length))
            list->items[kept++] = line;
    }
    list->count = kept;
}

static int by_note(const void *one, const void *other)
{
    const struct log_line *first = one, *second = other;
    if (!first->id || !second->id) {
        if (first->id || second->id)
            return first->id ? -1 : 1;
        return log_line_compare(first, second);
    }
    int order = strcmp(first->id, second->id);
    if (order == 0 && first->modified != second->modified)
        order = first->modified < second->modified ? -1 : 1;
    return order ? order : log_line_compare(first, second);
}

// Sorts the lines and drops repetitions.
static void make_set(struct log_lines *list)
{
    size_t kept = 0;
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_note);
    for (size_t i = 0; i < list->count; i++) {
        if (kept && log_line_compare(&list->items[kept - 1], &list->items[i]) == 0)
            free(list->items[i].id);
        else
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

static bool merge_read(struct merge *merge, const char *const *paths, size_t count,
                       struct error *error)
{
    *merge = (struct merge){.files = memory_allocate_zeroed(count, sizeof *merge->files)};
    for (size_t i = 0; i < count; i++) {
        struct sidecar *file = &merge->files[merge->file_count++];
        if (!read_sidecar(file, paths[i], error) || !log_lines_read(&merge->lines, file, error))
            return false;
    }
    normalise(&merge->lines);
    log_lines_identify(&merge->lines);
    make_set(&merge->lines);
    return true;
}

static void merge_fini(struct merge *merge)
{
    log_lines_fini(&merge->lines);
    for (size_t i = 0; i < merge->file_count; i++)
        sidecar_fini(&merge->files[i]);
    free(merge->files);
}

// Whether line `i` of the set is the last, and so the greatest, of its id.
static bool is_winner(const struct log_lines *list, size_t i)
{
    const struct log_line *line = &list->items[i];
    if (!line->id)
        return false;
    const struct log_line *next = i + 1 < list->count ? line + 1 : NULL;
    return !next || !next->id || strcmp(next->id, line->id) != 0;
}

static bool write_lines(const struct merge *merge, const char *name, bool fold, struct buffer *out,
                        struct merge_result *result, struct error *error)
{
    const struct log_lines *list = &merge->lines;
    *result = (struct merge_result){0};
    for (size_t i = 0; i < list->count; i++) {
        const struct log_line *line = &list->items[i];
        result->damaged += !line->id;
        if (fold && !is_winner(list, i)) {
            result->left++;
            continue;
        }
        if (!log_line_check_limits(name, ++result->lines, line->length, error))
            return false;
        if (out->length + line->length + 1 > SIDECAR_FILE_LIMIT) {
            error_set(error, ERROR_TOO_LARGE, name, "over %d bytes", SIDECAR_FILE_LIMIT);
            return false;
        }
        buffer_add(out, line->bytes, line->length);
        buffer_add_byte(out, '\n');
    }
    return true;
}

bool merge_sidecars(const char *const *paths, size_t count, bool fold, struct buffer *out,
                    struct merge_result *result, struct error *error)
{
    struct merge merge;
    bool done = merge_read(&merge, paths, count, error) &&
                write_lines(&merge, NULL, fold, out, result, error);
    merge_fini(&merge);
    return done;
}

// --- into a file ---------------------------------------------------------------------------

// Whether the file locked is one of those merged.
static bool is_merged(const struct merge *merge, int lock)
{
    struct stat status;
    if (fstat(lock, &status) < 0)
        return false;
    for (size_t i = 0; i < merge->file_count; i++) {
        const struct sidecar *file = &merge->files[i];
        if (file->device == status.st_dev && file->inode == status.st_ino)
            return true;
    }
    return false;
}

static bool has_line(const struct merge *merge, const struct log_line *line)
{
    return merge->lines.count && bsearch(line, merge->lines.items, merge->lines.count,
                                         sizeof *merge->lines.items, by_note);
}

// Whether all lines of the file that would be replaced are in the merge.
static bool loses_nothing(const struct merge *merge, const char *target, struct error *error)
{
    struct merge old;
    bool fine = merge_read(&old, &target, 1, error);
    for (size_t i = 0; fine && i < old.lines.count; i++) {
        if (has_line(merge, &old.lines.items[i]))
            continue;
        errno = EEXIST;
        error_set_system(error, target);
        if (error)
            error->line = old.lines.items[i].number;
        fine = false;
    }
    merge_fini(&old);
    return fine;
}

bool merge_into(const char *target, const char *const *paths, size_t count, bool fold,
                struct merge_result *result, bool *writing, struct error *error)
{
    struct merge merge = {0};
    struct buffer out = {0};
    struct stat status;
    int lock = -1;
    bool created, done = false;
    *writing = true;
    if (lstat(target, &status) == 0) {
        lock = sidecar_lock(target, 0, SIDECAR_COMMAND_PATIENCE, &created, error);
        if (lock < 0)
            return false;
    }
    *writing = false;
    if (!merge_read(&merge, paths, count, error))
        goto out;
    *writing = true;
    done = (lock < 0 || is_merged(&merge, lock) || loses_nothing(&merge, target, error)) &&
           write_lines(&merge, target, fold, &out, result, error) &&
           file_replace(target, buffer_string(&out), out.length, error);
out:
    merge_fini(&merge);
    buffer_fini(&out);
    if (lock >= 0)
        close(lock);
    return done;
}
