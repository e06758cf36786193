// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_ALIGN_H
#define HTML_ALIGN_H

#include "base/buffer.h"

#include <stddef.h>

// Sets the cells of a table, from out[from] to the end, rows by lines and cells by " | ", under each
// other, where it is then no wider than 72 columns: wider ones are wrapped by who shows them, and
// blanks would be in the way. Figures stand to the right. The same on every machine, so widths come
// from a table here and not from the system.
void html_align(struct buffer *out, size_t from);

#endif
