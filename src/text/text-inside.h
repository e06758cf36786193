// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_TEXT_INSIDE_H
#define TEXT_TEXT_INSIDE_H

#include "text/mapping.h"
#include "text/text.h"

#include <stdatomic.h>

// What a text is made of, for the files that make one.

enum { TEXT_BLOCK = 4096 };
#define TEXT_LIMIT ((size_t)2 << 30)

struct text {
    char *path;
    const char *bytes; // of `own` or of the mapping
    char *own;
    struct mapping *mapping;
    size_t length;
    size_t whole_length; // of a beginning: about that of the whole
    int64_t modified;
    size_t malformed;
    // blocks[i]: code points before byte i * TEXT_BLOCK. NULL until a mapped text is settled; then
    // `count`, the code points in all, is there too.
    size_t *_Atomic blocks;
    size_t count;
    struct text_metadata *metadata;
    // Of a decoded copy of a mapped text: pieces[i] is where its piece number i begins here.
    size_t *pieces;
    size_t piece_count;
};

#endif
