// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ACCURACY_SLIPS_H
#define ACCURACY_SLIPS_H

#include "measure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

// What went wrong in one set of texts, by figure and kind.
struct slips {
    struct slip *items;
    size_t count, capacity;
    const char *text; // name of the text being scored; borrowed
};

// Notes one slip of kind `kind` (a few words); `format` says which.
void slips_add(struct slips *slips, enum figure figure, const char *kind, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// Puts them out grouped by figure and kind, each kind with its number; with `told` each slip too.
void slips_print(struct slips *slips, bool told, FILE *out);

void slips_fini(struct slips *slips);

#endif
