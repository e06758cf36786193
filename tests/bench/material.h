// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BENCH_MATERIAL_H
#define BENCH_MATERIAL_H

#include "base/buffer.h"

#include <stddef.h>
#include <stdint.h>

// What is measured on: texts made the same way on every run, in a temporary folder.

struct material {
    char folder[256];
    const char *data;  // the program's data: article/, gazetteer/
    const char *tests; // the tests' folder
    const char *program;
};

// False where the folder cannot be made.
bool material_init(struct material *material);
void material_fini(struct material *material); // removes the folder

// Paragraphs of plain sentences without a name in them, about `length` bytes, the first beginning
// with MATERIAL_START.
#define MATERIAL_START "Start of the plain text"
void material_plain(struct buffer *out, size_t length);

// News: the bundled article and the texts of the accuracy tests over and over, about `length`
// bytes, with the names changed from one time to the next.
void material_news(const struct material *material, struct buffer *out, size_t length);

// Reads a file of the repository; writes one into the folder. Both paths are yours.
char *material_article(const struct material *material);
char *material_write(const struct material *material, const char *name, const char *bytes,
                     size_t length);

// Removes a folder with all that is in it.
void material_remove(const char *folder);

// A number from 0 to `limit` - 1 from a generator whose state is *seed (not 0).
// Source: George Marsaglia, "Xorshift RNGs", 2003.
size_t material_random(uint64_t *seed, size_t limit);

#endif
