// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_SIDECAR_H
#define NOTES_SIDECAR_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// A sidecar as a file: lines of bytes that are only ever added to. What they mean is not known
// here.

enum {
    SIDECAR_LINE_LIMIT = 1 << 20,    // bytes of a line, its newline not counted
    SIDECAR_LINES_LIMIT = 1000000,   // lines of a file
    SIDECAR_FILE_LIMIT = 1 << 30,    // bytes of a file
    SIDECAR_READER_PATIENCE = 2000,  // milliseconds that a reader waits for a lock
    SIDECAR_COMMAND_PATIENCE = 30000 // and a command
};

// The file as far as it has been read. Zero-initialised but for `path` it has not been read.
struct sidecar {
    char *path;            // owned
    struct buffer content; // all bytes read
    size_t taken;          // of them handed out by sidecar_next_line
    size_t lines;          // handed out, blank ones too
    bool there;            // whether the file existed when last looked at
    dev_t device;          // of the file that `content` is from
    ino_t inode;
};

enum sidecar_change {
    SIDECAR_SAME,
    SIDECAR_LONGER, // new bytes were added to `content`
    SIDECAR_OTHER,  // another file, or a shorter one: all of `content` is new, `taken` is 0
};

void sidecar_init(struct sidecar *sidecar, const char *path);
void sidecar_fini(struct sidecar *sidecar);

// Looks at the file and reads what is new; one stat where nothing is. An absent file is an empty
// one. False with *error: no regular file (links are not followed), over the limit, or unreadable;
// what was read before is kept.
bool sidecar_refresh(struct sidecar *sidecar, enum sidecar_change *change, struct error *error);

// The next line not yet handed out: its place in `content`, without newline. False where there is
// none. A last line without a newline is handed out too; where it is only a part, give it back
// with sidecar_put_back, and it comes again when there is more of it.
bool sidecar_next_line(struct sidecar *sidecar, size_t *start, size_t *length);
void sidecar_put_back(struct sidecar *sidecar, size_t start);

enum sidecar_append {
    APPEND_DONE,       // written and on disk
    APPEND_FAILED,     // nothing is in the file that was not there before
    APPEND_NOT_SYNCED, // written, but the system could not say that it is on disk
};

// Adds `line` (or several, newlines between them, which are taken all or none) to the file `path`,
// making it where it is missing (with `mode`, less the umask): under a lock, by one write, synced.
// Waits at most `patience` milliseconds for the lock. *error says what failed, for both failures.
enum sidecar_append sidecar_append(const char *path, const char *line, size_t length, mode_t mode,
                                   int patience, struct error *error);

// The file that stands under `path`, opened for reading and appending and locked against all other
// writers until the descriptor is closed; it is made where it is missing, with `mode` less the umask
// (0: it must be there), and *created says so. -1 with *error.
int sidecar_lock(const char *path, mode_t mode, int patience, bool *created, struct error *error);

// The middle part of sidecar_append, for who holds the lock.
enum sidecar_append sidecar_append_locked(int descriptor, const char *path, bool created,
                                          const char *line, size_t length, struct error *error);

#endif
