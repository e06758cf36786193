// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

// A growing string of bytes, always followed by a NUL that does not count. Zero-initialised
// ({0}) it is empty and owns nothing.
struct buffer {
    char *data; // NULL while nothing was ever added
    size_t length;
    size_t capacity;
};

void buffer_fini(struct buffer *buffer);
void buffer_clear(struct buffer *buffer);

void buffer_add(struct buffer *buffer, const char *bytes, size_t length);
void buffer_add_string(struct buffer *buffer, const char *string);
void buffer_add_byte(struct buffer *buffer, char byte);

// `code_point` as UTF-8; a surrogate or a number over U+10FFFF as U+FFFD.
void buffer_add_code_point(struct buffer *buffer, unsigned code_point);

void buffer_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// The contents, never NULL; borrowed until the next change.
const char *buffer_string(const struct buffer *buffer);

// The contents as a string of your own; the buffer is empty afterwards.
char *buffer_take(struct buffer *buffer);

#endif
