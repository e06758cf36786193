// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_LINE_EDITOR_H
#define VIEW_LINE_EDITOR_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A small editor: one string of UTF-8 with a cursor, the keys of readline, and what was killed
// last. Used for prompts (one line) and notes (several lines).
struct line_editor {
    struct buffer text;
    size_t cursor;      // byte offset, on a grapheme cluster's border
    struct buffer killed;
    bool multiline;     // ^J makes a new line; pasted newlines stay
};

void line_editor_fini(struct line_editor *editor);

// Sets its contents (NULL: none), cursor at the end.
void line_editor_set(struct line_editor *editor, const char *text);

// Acts on an editing key or a character; false where the key means nothing here (Enter, Esc …).
bool line_editor_key(struct line_editor *editor, uint32_t key);

// Puts pasted bytes at the cursor: malformed ones as U+FFFD, control characters left out, newlines
// kept where several lines are allowed, else as blanks.
void line_editor_paste(struct line_editor *editor, const char *bytes, size_t length);

#endif
