// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BASE_FILES_H
#define BASE_FILES_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// Reads the whole of a regular file, at most `limit` bytes, into *content. False with *error for
// anything else.
bool file_read(const char *path, size_t limit, struct buffer *content, struct error *error);

// Reads a descriptor to its end, at most `limit` bytes; `name` stands in the error.
bool file_read_descriptor(int descriptor, const char *name, size_t limit, struct buffer *content,
                          struct error *error);

// Writes all of `bytes`, going on after a short write or an interruption.
bool file_write_all(int descriptor, const char *bytes, size_t length);

// Puts `bytes` in the place of `path` at once: temporary file beside it, fsync, rename, fsync of
// the directory. Readers see the old or the new file, never a part.
bool file_replace(const char *path, const char *bytes, size_t length, struct error *error);

// Makes a new or renamed entry `path` of its directory last, where the file system can do that for
// directories at all. False: errno says why.
bool file_sync_directory_of(const char *path);

// Makes the directory `path` and its parents (mode 0700), so that what is synced into it lasts; fine
// if it is there.
bool file_make_directories(const char *path, struct error *error);

bool file_exists(const char *path);

// "DIRECTORY/NAME"; yours.
char *path_join(const char *directory, const char *name);

// The directory part ("." where there is none), and a borrowed pointer to the last part.
char *path_directory(const char *path);
const char *path_name(const char *path);

// The absolute path of `path`, whose last part need not exist: links resolved as far as the
// directory goes; a copy of `path` where even that fails. Yours.
char *path_absolute(const char *path);

#endif
