// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_CLIPBOARD_H
#define UI_CLIPBOARD_H

#include "base/buffer.h"

#include <stdbool.h>

// Bytes of text. Terminals differ in how long a sequence they take; 100,000 bytes of base64, which
// is a third more, is what the strictest of the usual ones (hterm) does.
enum { CLIPBOARD_LIMIT = 74994 };

// Adds to *out what makes a terminal put `text` on its clipboard ("xterm Control Sequences",
// Operating System Commands, Ps = 52). TERM, TMUX and STY in the environment tell what stands
// between the program and the terminal. False, and nothing added, where the text is too long or
// the terminal is one that would print it (the Linux console, a VT100).
bool clipboard_sequence(const char *text, struct buffer *out);

#endif
