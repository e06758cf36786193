// SPDX-License-Identifier: GPL-3.0-or-later
// Adopt: lines moved from the fallback place to the sidecar. Who writes to the fallback file
// meanwhile waits for its lock and then finds it gone, and begins a new one.

#include <config.h>

#include "notes/adopt.h"

#include "base/buffer.h"
#include "base/files.h"
#include "notes/log-lines.h"
#include "notes/sidecar.h"

#include <stdlib.h>
#include <unistd.h>

static int by_bytes(const void *one, const void *other)
{
    return log_line_compare(one, other);
}

static bool read_all(struct sidecar *file, struct log_lines *list, struct error *error)
{
    enum sidecar_change change;
    return sidecar_refresh(file, &change, error) && log_lines_read(list, file, error);
}

// The lines that the sidecar does not have, with newlines between them.
static size_t find_missing(const struct log_lines *kept, struct log_lines *home, struct buffer *out)
{
    size_t count = 0;
    if (home->count)
        qsort(home->items, home->count, sizeof *home->items, by_bytes);
    for (size_t i = 0; i < kept->count; i++) {
        const struct log_line *line = &kept->items[i];
        if (home->count && bsearch(line, home->items, home->count, sizeof *home->items, by_bytes))
            continue;
        if (out->length)
            buffer_add_byte(out, '\n');
        buffer_add(out, line->bytes, line->length);
        count++;
    }
    return count;
}

// Adds the missing lines to the sidecar under its lock.
static bool bring_home(const char *path, const struct log_lines *kept, struct adoption *adoption,
                       struct error *error)
{
    bool created;
    int lock = sidecar_lock(path, 0666, SIDECAR_COMMAND_PATIENCE, &created, error);
    if (lock < 0)
        return false;
    struct sidecar file;
    struct log_lines home = {0};
    struct buffer missing = {0};
    sidecar_init(&file, path);
    bool done = read_all(&file, &home, error);
    if (done) {
        size_t lines = find_missing(kept, &home, &missing);
        done = lines == 0 || sidecar_append_locked(lock, path, created, missing.data,
                                                   missing.length, error) == APPEND_DONE;
        adoption->lines = done ? lines : 0;
    }
    buffer_fini(&missing);
    log_lines_fini(&home);
    sidecar_fini(&file);
    close(lock);
    return done;
}

static bool remove_fallback(const char *path, struct error *error)
{
    if (unlink(path) < 0) {
        error_set_system(error, path);
        return false;
    }
    char *folder = path_directory(path);
    rmdir(folder); // where nothing else is in it
    free(folder);
    return true;
}

bool adopt_notes(const char *sidecar, const char *fallback, struct adoption *adoption,
                 struct error *error)
{
    *adoption = (struct adoption){.there = file_exists(fallback)};
    if (!adoption->there)
        return true;
    bool created, done = false;
    int lock = sidecar_lock(fallback, 0, SIDECAR_COMMAND_PATIENCE, &created, error);
    if (lock < 0)
        return false;
    struct sidecar file;
    struct log_lines kept = {0};
    sidecar_init(&file, fallback);
    if (read_all(&file, &kept, error))
        done = bring_home(sidecar, &kept, adoption, error) && remove_fallback(fallback, error);
    log_lines_fini(&kept);
    sidecar_fini(&file);
    close(lock);
    return done;
}
