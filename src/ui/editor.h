// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include <stdbool.h>

// Runs the reader's own editor ($VISUAL, else $EDITOR, else vi; a shell command) on `file`, with
// keys from the descriptor `input`, and waits for its end. The terminal must have been left.
// True when it ended with status 0.
bool editor_run(const char *file, int input);

#endif
