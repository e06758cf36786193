// SPDX-License-Identifier: GPL-3.0-or-later
// The list of slips: kept in the order they are found, sorted by figure and kind when shown.

#include <config.h>

#include "slips.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct slip {
    enum figure figure;
    size_t number; // keeps the order of the text within a kind
    char *kind, *text;
};

void slips_add(struct slips *slips, enum figure figure, const char *kind, const char *format, ...)
{
    slips->items =
        memory_grow(slips->items, &slips->capacity, slips->count + 1, sizeof *slips->items);
    struct slip *slip = &slips->items[slips->count];
    char *words = NULL;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&words, format, arguments) < 0)
        abort();
    va_end(arguments);
    struct buffer line = {0};
    buffer_format(&line, "%s: %s", slips->text, words);
    free(words);
    *slip = (struct slip){figure, slips->count, memory_copy_string(kind), buffer_take(&line)};
    slips->count++;
}

static int compare_slips(const void *one, const void *other)
{
    const struct slip *left = one, *right = other;
    if (left->figure != right->figure)
        return left->figure < right->figure ? -1 : 1;
    int kinds = strcmp(left->kind, right->kind);
    if (kinds != 0)
        return kinds;
    return left->number < right->number ? -1 : left->number > right->number;
}

void slips_print(struct slips *slips, bool told, FILE *out)
{
    if (slips->count)
        qsort(slips->items, slips->count, sizeof *slips->items, compare_slips);
    for (size_t i = 0; i < slips->count;) {
        const struct slip *first = &slips->items[i];
        size_t end = i + 1;
        while (end < slips->count && slips->items[end].figure == first->figure &&
               strcmp(slips->items[end].kind, first->kind) == 0)
            end++;
        fprintf(out, "%s: %s: %zu\n", figure_name(first->figure), first->kind, end - i);
        for (; i < end; i++) {
            if (told)
                fprintf(out, "    %s\n", slips->items[i].text);
        }
    }
}

void slips_fini(struct slips *slips)
{
    for (size_t i = 0; i < slips->count; i++) {
        free(slips->items[i].kind);
        free(slips->items[i].text);
    }
    free(slips->items);
    *slips = (struct slips){0};
}
