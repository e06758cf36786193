// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_TAME_H
#define HTML_TAME_H

#include <stddef.h>

// Blanks, in place, what the parser would take quadratic time for: the attributes of a tag beyond
// its first 256, which it compares with all before them. Linear.
void html_tame(char *page, size_t length);

#endif
