// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stddef.h>

struct buffer;

enum error_code {
    ERROR_NONE,
    ERROR_SYSTEM,      // a system call failed: `system` is its errno
    ERROR_DIRECTORY,   // a directory where a file is wanted
    ERROR_NOT_REGULAR, // a device, a socket, a link … where a regular file is wanted
    ERROR_EMPTY,       // nothing in it
    ERROR_BINARY,      // not text
    ERROR_TOO_LARGE,   // over the limit that `detail` names
    ERROR_FORMAT,      // does not follow its format: `detail` says how, `line` where
    ERROR_LOCKED,      // another program holds it
    ERROR_SHORT_WRITE, // fewer bytes were taken than given
    ERROR_NOT_FOUND,   // what `detail` names is not there
    ERROR_HELPER,      // a helper program is missing or failed: `detail` says how
};

// What went wrong, set once where it happens and put into words where it is shown. A plain value;
// nothing to free.
struct error {
    enum error_code code;
    int system;       // errno, with ERROR_SYSTEM
    size_t line;      // from 1; 0: none
    size_t column;    // character of that line, from 1; 0: none
    char path[1024];  // file it concerns; empty: none (a longer path is cut)
    char detail[256]; // an English phrase for the message, or empty
};

// Sets *error (which may be NULL). `path` may be NULL; `format` may be NULL: no detail.
void error_set(struct error *error, enum error_code code, const char *path, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// The same from errno as it stands.
void error_set_system(struct error *error, const char *path);

// Adds "PATH:LINE: what", translated, to *message; the path as it is (make it safe to show).
void error_describe(const struct error *error, struct buffer *message);

#endif
