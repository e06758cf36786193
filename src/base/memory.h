// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

// Allocation that never returns NULL. When memory is exhausted the program says so and ends with
// exit(4). Sizes that come from input are bounded by the caller before they get here.

// What is done before it says so (NULL: nothing): giving back the terminal, on whose other screen
// the message would be lost. `restore` must not allocate.
void memory_on_exhaustion(void (*restore)(void));

// To be called once at the start, before any thread: one heap for all threads, since what one frees the
// other uses next, which is kept rather than given back between two steps of the work. Where the C
// library has no such settings nothing is set.
void memory_tune(void);

// `size` bytes, uninitialised; yours to free().
void *memory_allocate(size_t size);

// `count` items of `size` bytes, zeroed; yours to free().
void *memory_allocate_zeroed(size_t count, size_t size);

// Changes `block` (may be NULL) to `count` items of `size` bytes.
void *memory_resize(void *block, size_t count, size_t size);

// Copies; yours to free(). The result of memory_copy_bytes is followed by a NUL.
char *memory_copy_string(const char *string);
char *memory_copy_bytes(const char *bytes, size_t length);

// Makes room for at least `needed` items of `size` bytes in a growing array whose room is
// *capacity (in items), by doubling; amortised constant time an item.
void *memory_grow(void *items, size_t *capacity, size_t needed, size_t size);

#endif
