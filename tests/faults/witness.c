// SPDX-License-Identifier: GPL-3.0-or-later
// Witness: what is known of each open descriptor, from the calls that made and used it.

#include <config.h>

#include "witness.h"

#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>

bool witness_is_file_call(const struct tracer_call *call)
{
    static const long numbers[] = {
        SYS_openat,    SYS_read,       SYS_pread64,   SYS_write,      SYS_close,    SYS_fsync,
        SYS_fdatasync, SYS_ftruncate,  SYS_renameat2, SYS_unlinkat,   SYS_mkdirat,  SYS_fcntl,
        SYS_newfstatat, SYS_fstat,     SYS_faccessat, SYS_faccessat2, SYS_getcwd,   SYS_fchmod,
        SYS_lseek,
#ifdef SYS_open
        SYS_open,      SYS_stat,       SYS_lstat,     SYS_access,     SYS_rename,   SYS_unlink,
        SYS_mkdir,     SYS_rmdir,      SYS_readlink,
#endif
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (call->number == (uint64_t)numbers[i])
            return true;
    }
    return false;
}

static bool ends_with(const char *string, const char *end)
{
    size_t length = strlen(string), its = strlen(end);
    return length >= its && strcmp(string + length - its, end) == 0;
}

static struct witness_file *file_of(struct witness *witness, uint64_t descriptor)
{
    return descriptor < WITNESS_DESCRIPTORS ? &witness->files[descriptor] : NULL;
}

static void see_open(struct witness *witness, const struct tracer *tracer,
                     const struct tracer_call *call)
{
    struct witness_file *file = file_of(witness, (uint64_t)call->result);
    if (!file)
        return;
    uint64_t flags = call->arguments[2];
    *file = (struct witness_file){0};
    tracer_string(tracer, call->arguments[1], file->path, sizeof file->path);
    if (flags & O_DIRECTORY)
        file->kind = WITNESS_FOLDER;
    else if (ends_with(file->path, ".notes.jsonl") && (flags & O_ACCMODE) != O_RDONLY)
        file->kind = WITNESS_NOTES;
    file->entry_unsynced = file->kind == WITNESS_NOTES && flags & O_CREAT;
}

// The folder that holds the path.
static void parent_of(const char *path, char parent[256])
{
    const char *slash = strrchr(path, '/');
    size_t length = !slash ? 0 : slash == path ? 1 : (size_t)(slash - path);
    memcpy(parent, slash ? path : ".", slash ? length : 1);
    parent[slash ? length : 1] = '\0';
}

static void see_folder_made(struct witness *witness, const struct tracer *tracer, uint64_t path)
{
    for (size_t i = 0; i < WITNESS_FOLDERS; i++) {
        if (witness->unsynced[i][0])
            continue;
        char made[256];
        tracer_string(tracer, path, made, sizeof made);
        parent_of(made, witness->unsynced[i]);
        return;
    }
    witness->stray = true;
}

// Whether a folder on the way to the file may be gone after a power cut.
static bool way_is_unsynced(const struct witness *witness, const struct witness_file *file)
{
    bool any = witness->stray;
    for (size_t i = 0; i < WITNESS_FOLDERS; i++) {
        const char *parent = witness->unsynced[i];
        any = any || (*parent && strncmp(file->path, parent, strlen(parent)) == 0);
    }
    return any;
}

// A record is durable when nothing of it, nor of the way to it, is unsynced.
static void weigh(struct witness *witness, struct witness_file *file)
{
    if (!file->written || !file->synced || file->entry_unsynced || way_is_unsynced(witness, file))
        return;
    witness->durable++;
    file->written = false;
}

static void see_sync(struct witness *witness, struct witness_file *file)
{
    if (file->kind == WITNESS_NOTES) {
        file->synced = true;
        weigh(witness, file);
        return;
    }
    if (file->kind != WITNESS_FOLDER)
        return;
    for (size_t i = 0; i < WITNESS_FOLDERS; i++) {
        if (strcmp(witness->unsynced[i], file->path) == 0)
            witness->unsynced[i][0] = '\0';
    }
    for (size_t i = 0; i < WITNESS_DESCRIPTORS; i++) {
        char parent[256];
        parent_of(witness->files[i].path, parent);
        if (strcmp(parent, file->path) == 0)
            witness->files[i].entry_unsynced = false;
        weigh(witness, &witness->files[i]);
    }
}

static void see_write(struct witness *witness, struct witness_file *file,
                      const struct tracer_call *call)
{
    if (file->kind != WITNESS_NOTES || call->result <= 1) // a newline alone ends a torn line
        return;
    file->written = call->result == (int64_t)call->arguments[2];
    file->synced = false;
    witness->written += file->written;
}

void witness_see(struct witness *witness, const struct tracer *tracer,
                 const struct tracer_call *call)
{
    if (!call->returned)
        return;
    struct witness_file *file = file_of(witness, call->arguments[0]);
    switch (call->number) {
    case SYS_openat:
        if (call->result >= 0)
            see_open(witness, tracer, call);
        break;
    case SYS_mkdirat:
        if (call->result == 0)
            see_folder_made(witness, tracer, call->arguments[1]);
        break;
#ifdef SYS_mkdir
    case SYS_mkdir:
        if (call->result == 0)
            see_folder_made(witness, tracer, call->arguments[0]);
        break;
#endif
    case SYS_write:
        if (file && call->result > 0)
            see_write(witness, file, call);
        break;
    case SYS_fsync:
    case SYS_fdatasync:
        if (file && call->result == 0)
            see_sync(witness, file);
        break;
    case SYS_ftruncate:
        if (file && call->result == 0)
            file->written = false;
        break;
    case SYS_close:
        if (file)
            *file = (struct witness_file){0};
        break;
    default:
        break;
    }
}
