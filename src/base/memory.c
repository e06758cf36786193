// SPDX-License-Identifier: GPL-3.0-or-later
// Memory: allocation with one way out when there is none left. Its only variable is what has to be
// done first then, which the one who has taken the terminal sets.

#include <config.h>

#include "base/memory.h"

#include <stdint.h>
#ifdef HAVE_MALLOC_H
#include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*first_restore)(void);

void memory_tune(void)
{
#if defined M_ARENA_MAX && defined M_TRIM_THRESHOLD && defined M_TOP_PAD
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TRIM_THRESHOLD, 4 << 20);
    mallopt(M_TOP_PAD, 128 << 10);
#endif
}

void memory_on_exhaustion(void (*restore)(void))
{
    first_restore = restore;
}

_Noreturn static void memory_exhausted(void)
{
    static const char message[] = "dateline: memory exhausted\n";
    if (first_restore)
        first_restore();
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    exit(4);
}

void *memory_allocate(size_t size)
{
    void *block = malloc(size ? size : 1);
    if (!block)
        memory_exhausted();
    return block;
}

void *memory_allocate_zeroed(size_t count, size_t size)
{
    void *block = calloc(count ? count : 1, size ? size : 1);
    if (!block)
        memory_exhausted();
    return block;
}

void *memory_resize(void *block, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        memory_exhausted();
    size_t bytes = count * size;
    void *resized = realloc(block, bytes ? bytes : 1);
    if (!resized)
        memory_exhausted();
    return resized;
}

char *memory_copy_string(const char *string)
{
    return memory_copy_bytes(string, strlen(string));
}

char *memory_copy_bytes(const char *bytes, size_t length)
{
    char *copy = memory_allocate(length + 1);
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

void *memory_grow(void *items, size_t *capacity, size_t needed, size_t size)
{
    if (items && needed <= *capacity)
        return items;
    size_t room = *capacity < 8 ? 8 : *capacity;
    while (room < needed) {
        if (room > SIZE_MAX / 2)
            memory_exhausted();
        room *= 2;
    }
    *capacity = room;
    return memory_resize(items, room, size);
}
