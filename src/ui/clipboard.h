// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_CLIPBOARD_H
#define UI_CLIPBOARD_H

#include "base/buffer.h"

#include <stdbool.h>

enum { CLIPBOARD_LIMIT = 100 * 1000 }; // bytes of text; terminals take about this much

// Adds to *out what makes a terminal put `text` on its clipboard ("xterm Control Sequences",
// Operating System Commands, Ps = 52). TERM, TMUX and STY in the environment tell what stands
// between the program and the terminal. False, and nothing added, where the text is too long or
// the terminal is one that would print it (the Linux console, a VT100).
bool clipboard_sequence(const char *text, struct buffer *out);

#endif
