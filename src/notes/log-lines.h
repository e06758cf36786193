// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_LOG_LINES_H
#define NOTES_LOG_LINES_H

#include "base/error.h"
#include "notes/sidecar.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The lines of whole sidecars as bytes, for what works on files and not on notes.

struct log_line {
    const char *bytes; // borrowed from what was read; no newline, no CR before it
    size_t length;
    size_t number;    // in its file, from 1
    char *id;         // owned; NULL: not identified, or neither annotation nor tombstone
    int64_t modified; // where there is an id
    bool tombstone;   // the same
};

struct log_lines {
    struct log_line *items;
    size_t count, capacity;
};

// Cuts what does not belong to a line off a stretch of a file: the CR before the newline and, at
// the very start of the file, a byte order mark. False where nothing but white space is left.
bool log_line_trim(const char *content, size_t *start, size_t *length);

// Whether it is nothing but white space.
bool log_line_is_blank(const char *line, size_t length);

// Whether the line, as one of a sidecar, keeps the limits; *error names the file and the line.
bool log_line_check_limits(const char *path, size_t number, size_t length, struct error *error);

// Adds all lines of a sidecar that has been refreshed and of which no line was taken yet; blank
// ones are left out. False with *error over the limits.
bool log_lines_read(struct log_lines *list, struct sidecar *sidecar, struct error *error);

void log_lines_fini(struct log_lines *list);

// Tells of each line which note it is a version of.
void log_lines_identify(struct log_lines *list);

// By bytes: below, equal or above zero as memcmp.
int log_line_compare(const struct log_line *one, const struct log_line *other);

#endif
