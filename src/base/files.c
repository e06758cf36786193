// SPDX-License-Identifier: GPL-3.0-or-later
// Files: reading whole, replacing atomically, paths.

#include <config.h>

#include "base/files.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool file_read_descriptor(int descriptor, const char *name, size_t limit, struct buffer *content,
                          struct error *error)
{
    enum { BLOCK = 64 * 1024 };
    for (;;) {
        content->data = memory_grow(content->data, &content->capacity, content->length + BLOCK + 1, 1);
        ssize_t got = read(descriptor, content->data + content->length,
                           content->capacity - content->length - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            error_set_system(error, name);
            return false;
        }
        content->length += (size_t)got;
        content->data[content->length] = '\0';
        if (got == 0)
            return true;
        if (content->length > limit) {
            error_set(error, ERROR_TOO_LARGE, name, "over %zu bytes", limit);
            return false;
        }
    }
}

bool file_read(const char *path, size_t limit, struct buffer *content, struct error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        error_set_system(error, path);
        return false;
    }
    bool done = false;
    struct stat status;
    if (fstat(descriptor, &status) < 0)
        error_set_system(error, path);
    else if (S_ISDIR(status.st_mode))
        error_set(error, ERROR_DIRECTORY, path, NULL);
    else if (!S_ISREG(status.st_mode))
        error_set(error, ERROR_NOT_REGULAR, path, NULL);
    else
        done = file_read_descriptor(descriptor, path, limit, content, error);
    close(descriptor);
    return done;
}

bool file_write_all(int descriptor, const char *bytes, size_t length)
{
    while (length) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

bool file_sync_directory_of(const char *path)
{
    char *directory = path_directory(path);
    int descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(directory);
    if (descriptor < 0)
        return false;
    bool done = fsync(descriptor) == 0 || errno == EINVAL; // a file system that has no such thing
    int saved = errno;
    close(descriptor);
    errno = saved;
    return done;
}

bool file_replace(const char *path, const char *bytes, size_t length, struct error *error)
{
    struct buffer temporary = {0};
    buffer_format(&temporary, "%s.XXXXXX", path);
    mode_t mode = 0666;
    struct stat status;
    bool had = stat(path, &status) == 0;
    int descriptor = mkostemp(temporary.data, O_CLOEXEC);
    if (descriptor < 0) {
        error_set_system(error, path);
        buffer_fini(&temporary);
        return false;
    }
    if (had) {
        mode = status.st_mode & 0777;
    } else {
        mode_t mask = umask(0);
        umask(mask);
        mode &= ~mask;
    }
    bool done = fchmod(descriptor, mode) == 0 && file_write_all(descriptor, bytes, length) &&
                fsync(descriptor) == 0;
    if (!done)
        error_set_system(error, path);
    if (close(descriptor) < 0 && done) {
        error_set_system(error, path);
        done = false;
    }
    if (done && (rename(temporary.data, path) < 0 || !file_sync_directory_of(path))) {
        error_set_system(error, path);
        done = false;
    }
    if (!done)
        unlink(temporary.data);
    buffer_fini(&temporary);
    return done;
}

bool file_make_directories(const char *path, struct error *error)
{
    char *copy = memory_copy_string(path);
    bool done = true;
    for (char *at = *copy ? copy + 1 : copy; done; at++) {
        if (*at != '/' && *at != '\0')
            continue;
        char kept = *at;
        *at = '\0';
        struct stat status;
        bool made = mkdir(copy, 0700) == 0;
        if ((!made && errno != EEXIST) || (made && !file_sync_directory_of(copy))) {
            error_set_system(error, copy);
            done = false;
        } else if (stat(copy, &status) == 0 && !S_ISDIR(status.st_mode)) {
            errno = ENOTDIR;
            error_set_system(error, copy);
            done = false;
        }
        *at = kept;
        if (kept == '\0')
            break;
    }
    free(copy);
    return done;
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

char *path_join(const char *directory, const char *name)
{
    struct buffer joined = {0};
    buffer_add_string(&joined, directory);
    if (joined.length && joined.data[joined.length - 1] != '/')
        buffer_add_byte(&joined, '/');
    buffer_add_string(&joined, name);
    return buffer_take(&joined);
}

char *path_directory(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return memory_copy_string(".");
    return memory_copy_bytes(path, slash == path ? 1 : (size_t)(slash - path));
}

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *path_absolute(const char *path)
{
    char *directory = path_directory(path);
    char *resolved = realpath(directory, NULL);
    free(directory);
    if (!resolved)
        return memory_copy_string(path);
    char *absolute = path_join(resolved, path_name(path));
    free(resolved);
    return absolute;
}
