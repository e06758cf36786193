// SPDX-License-Identifier: GPL-3.0-or-later
// Sidecar: reading an append-only file as it grows, and adding a line so that it is there whole or
// not at all. A writer holds an open-file-description lock on the whole file from before it looks
// at the end until it has synced; readers take no lock, since a line appears by one write.

#include <config.h>

#include "notes/sidecar.h"

#include "base/files.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

void sidecar_init(struct sidecar *sidecar, const char *path)
{
    *sidecar = (struct sidecar){.path = memory_copy_string(path)};
}

void sidecar_fini(struct sidecar *sidecar)
{
    free(sidecar->path);
    buffer_fini(&sidecar->content);
    *sidecar = (struct sidecar){0};
}

// --- reading -------------------------------------------------------------------------------

static bool check_regular(const struct stat *status, const char *path, struct error *error)
{
    if (S_ISREG(status->st_mode))
        return true;
    if (S_ISDIR(status->st_mode))
        error_set(error, ERROR_DIRECTORY, path, NULL);
    else
        error_set(error, ERROR_NOT_REGULAR, path, NULL);
    return false;
}

// Sets *error for an open() that failed; with O_NOFOLLOW a link gives ELOOP.
static void set_open_error(struct error *error, const char *path)
{
    if (errno == ELOOP)
        error_set(error, ERROR_NOT_REGULAR, path, "it is a symbolic link");
    else if (errno == EISDIR)
        error_set(error, ERROR_DIRECTORY, path, NULL);
    else if (errno == ENXIO)
        error_set(error, ERROR_NOT_REGULAR, path, NULL);
    else
        error_set_system(error, path);
}

// Adds the file's bytes from `offset` on to *content.
static bool read_from(int descriptor, const char *path, off_t offset, struct buffer *content,
                      struct error *error)
{
    struct stat status;
    if (fstat(descriptor, &status) < 0) {
        error_set_system(error, path);
        return false;
    }
    if (!check_regular(&status, path, error))
        return false;
    if (status.st_size > SIDECAR_FILE_LIMIT) {
        error_set(error, ERROR_TOO_LARGE, path, "over %d bytes", SIDECAR_FILE_LIMIT);
        return false;
    }
    size_t more = status.st_size > offset ? (size_t)(status.st_size - offset) : 0;
    content->data = memory_grow(content->data, &content->capacity, content->length + more + 1, 1);
    while (more) {
        ssize_t got = pread(descriptor, content->data + content->length, more, offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            error_set_system(error, path);
            return false;
        }
        if (got == 0)
            break;
        content->length += (size_t)got;
        offset += got;
        more -= (size_t)got;
    }
    content->data[content->length] = '\0';
    return true;
}

static bool sidecar_reload(struct sidecar *sidecar, struct error *error)
{
    int descriptor = open(sidecar->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        set_open_error(error, sidecar->path);
        return false;
    }
    struct buffer content = {0};
    struct stat status;
    bool done = false;
    if (fstat(descriptor, &status) < 0)
        error_set_system(error, sidecar->path);
    else
        done = read_from(descriptor, sidecar->path, 0, &content, error);
    close(descriptor);
    if (!done) {
        buffer_fini(&content);
        return false;
    }
    buffer_fini(&sidecar->content);
    sidecar->content = content;
    sidecar->taken = sidecar->lines = 0;
    sidecar->there = true;
    sidecar->device = status.st_dev;
    sidecar->inode = status.st_ino;
    return true;
}

static bool sidecar_read_tail(struct sidecar *sidecar, bool *same, struct error *error)
{
    int descriptor = open(sidecar->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        set_open_error(error, sidecar->path);
        return false;
    }
    struct stat status;
    bool done = true;
    *same = fstat(descriptor, &status) == 0 && status.st_dev == sidecar->device &&
            status.st_ino == sidecar->inode;
    if (*same)
        done = read_from(descriptor, sidecar->path, (off_t)sidecar->content.length,
                         &sidecar->content, error);
    close(descriptor);
    return done;
}

bool sidecar_refresh(struct sidecar *sidecar, enum sidecar_change *change, struct error *error)
{
    *change = SIDECAR_SAME;
    struct stat status;
    if (lstat(sidecar->path, &status) < 0) {
        // A path that leads nowhere holds no notes; that it cannot be written shows when writing.
        if (errno != ENOENT && errno != ENOTDIR && errno != ENAMETOOLONG) {
            error_set_system(error, sidecar->path);
            return false;
        }
        if (sidecar->there) {
            buffer_fini(&sidecar->content);
            sidecar->taken = sidecar->lines = 0;
            sidecar->there = false;
            *change = SIDECAR_OTHER;
        }
        return true;
    }
    size_t size = status.st_size > 0 ? (size_t)status.st_size : 0;
    bool same = sidecar->there && S_ISREG(status.st_mode) && status.st_dev == sidecar->device &&
                status.st_ino == sidecar->inode && size >= sidecar->content.length;
    if (same && size == sidecar->content.length)
        return true;
    if (same) {
        if (!sidecar_read_tail(sidecar, &same, error))
            return false;
        *change = SIDECAR_LONGER;
    }
    if (!same) {
        if (!sidecar_reload(sidecar, error))
            return false;
        *change = SIDECAR_OTHER;
    }
    return true;
}

bool sidecar_next_line(struct sidecar *sidecar, size_t *start, size_t *length)
{
    const struct buffer *content = &sidecar->content;
    if (sidecar->taken >= content->length)
        return false;
    const char *line = content->data + sidecar->taken;
    size_t left = content->length - sidecar->taken;
    const char *newline = memchr(line, '\n', left);
    *start = sidecar->taken;
    *length = newline ? (size_t)(newline - line) : left;
    sidecar->taken += *length + (newline ? 1 : 0);
    sidecar->lines++;
    return true;
}

void sidecar_put_back(struct sidecar *sidecar, size_t start)
{
    sidecar->taken = start;
    sidecar->lines--;
}

// --- appending -----------------------------------------------------------------------------

// Opens the file for appending; makes it where it is not there (unless `mode` is 0), and says so.
static int open_for_append(const char *path, mode_t mode, bool *created, struct error *error)
{
    const int flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    enum { TRIES = 8 }; // another program may make or remove the file between the two
    int descriptor = -1;
    for (int i = 0; i < TRIES && descriptor < 0; i++) {
        *created = false;
        descriptor = open(path, flags);
        if (descriptor >= 0 || errno != ENOENT || !mode)
            break;
        descriptor = open(path, flags | O_CREAT | O_EXCL, mode);
        *created = descriptor >= 0;
        if (descriptor < 0 && errno != EEXIST)
            break;
    }
    if (descriptor < 0)
        set_open_error(error, path);
    return descriptor;
}

static bool take_lock(int descriptor, const char *path, int patience, struct error *error)
{
    enum { STEP = 10 };
    for (int waited = 0;; waited += STEP) {
        struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        if (fcntl(descriptor, F_OFD_SETLK, &lock) == 0)
            return true;
        if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
            error_set_system(error, path);
            return false;
        }
        if (waited >= patience) {
            error_set(error, ERROR_LOCKED, path, NULL);
            return false;
        }
        nanosleep(&(struct timespec){.tv_nsec = STEP * 1000000}, NULL);
    }
}

int sidecar_lock(const char *path, mode_t mode, int patience, bool *created, struct error *error)
{
    enum { TRIES = 16 };
    bool made = false;
    // While another program puts a new file in the place of this one, it begins again.
    for (int i = 0; i < TRIES; i++) {
        struct stat held, named;
        int descriptor = open_for_append(path, mode, created, error);
        if (descriptor < 0)
            return -1;
        made = *created = *created || made;
        if (fstat(descriptor, &held) < 0)
            error_set_system(error, path);
        else if (check_regular(&held, path, error) &&
                 take_lock(descriptor, path, patience, error)) {
            if (lstat(path, &named) == 0 && named.st_dev == held.st_dev &&
                named.st_ino == held.st_ino)
                return descriptor;
            close(descriptor);
            continue;
        }
        close(descriptor);
        return -1;
    }
    error_set(error, ERROR_LOCKED, path, "it is replaced again and again");
    return -1;
}

// One write; -1 with errno where nothing was taken.
static ssize_t write_once(int descriptor, const char *bytes, size_t length)
{
    ssize_t written;
    do
        written = write(descriptor, bytes, length);
    while (written < 0 && errno == EINTR);
    return written;
}

// Writes `length` bytes at the end; whatever fails is cut back to `size`.
static bool write_whole(int descriptor, const char *path, off_t size, const char *bytes,
                        size_t length, struct error *error)
{
    ssize_t written = write_once(descriptor, bytes, length);
    if (written == (ssize_t)length)
        return true;
    if (written < 0)
        error_set_system(error, path);
    else
        error_set(error, ERROR_SHORT_WRITE, path, NULL);
    // Where even this fails a part of a line stays, which the next writer ends with a newline and
    // readers leave aside.
    if (ftruncate(descriptor, size) < 0 && error)
        error->system = errno;
    return false;
}

static bool write_line(int descriptor, const char *path, const char *line, size_t length,
                       struct error *error)
{
    struct stat status;
    if (fstat(descriptor, &status) < 0) {
        error_set_system(error, path);
        return false;
    }
    off_t size = status.st_size;
    if (size + (off_t)length + 2 > SIDECAR_FILE_LIMIT) {
        error_set(error, ERROR_TOO_LARGE, path, "over %d bytes", SIDECAR_FILE_LIMIT);
        return false;
    }
    char last = '\n';
    if (size > 0 && pread(descriptor, &last, 1, size - 1) != 1) {
        error_set_system(error, path);
        return false;
    }
    if (last != '\n' && !write_whole(descriptor, path, size, "\n", 1, error))
        return false;
    char *record = memory_allocate(length + 1);
    memcpy(record, line, length);
    record[length] = '\n';
    bool done = write_whole(descriptor, path, size, record, length + 1, error);
    free(record);
    return done;
}

enum sidecar_append sidecar_append_locked(int descriptor, const char *path, bool created,
                                          const char *line, size_t length, struct error *error)
{
    if (!write_line(descriptor, path, line, length, error))
        return APPEND_FAILED;
    if (fdatasync(descriptor) == 0 && (!created || file_sync_directory_of(path)))
        return APPEND_DONE;
    error_set_system(error, path);
    return APPEND_NOT_SYNCED;
}

enum sidecar_append sidecar_append(const char *path, const char *line, size_t length, mode_t mode,
                                   int patience, struct error *error)
{
    bool created = false;
    int descriptor = sidecar_lock(path, mode, patience, &created, error);
    if (descriptor < 0)
        return APPEND_FAILED;
    enum sidecar_append result =
        sidecar_append_locked(descriptor, path, created, line, length, error);
    close(descriptor); // and with it the lock
    return result;
}
