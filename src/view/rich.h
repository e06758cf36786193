// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_RICH_H
#define VIEW_RICH_H

#include "base/buffer.h"
#include "view/canvas.h"

#include <stdbool.h>
#include <stddef.h>

// Rich text: one string with a role for every stretch of it, wrapped when it is drawn. The peek,
// the brief and the help are made of it.
struct rich_run {
    size_t end; // byte offset where the run ends
    enum role role;
};

struct rich {
    struct buffer text; // paragraphs parted by LF
    struct rich_run *runs;
    size_t run_count, run_capacity;
    int hang; // columns by which the lines of a paragraph after its first are indented
};

void rich_fini(struct rich *rich);
void rich_clear(struct rich *rich);

void rich_add(struct rich *rich, enum role role, const char *string);
void rich_add_bytes(struct rich *rich, enum role role, const char *bytes, size_t length);
void rich_format(struct rich *rich, enum role role, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// What says that the area ends before the text does.
enum rich_cut {
    RICH_CUT_SILENTLY,
    RICH_CUT_WORD, // … in place of the last line's last word
    RICH_CUT_END,  // … behind the last line, in place of its last word only where there is no room
};

// Draws from wrapped line `first` on. Returns how many wrapped lines there are in all.
size_t rich_draw(const struct rich *rich, struct area area, size_t first, enum rich_cut cut);

// Columns of the last wrapped line.
int rich_last_column(const struct rich *rich, int width);

// Wrapped lines at that width.
size_t rich_line_count(const struct rich *rich, int width);

#endif
