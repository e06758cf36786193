// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_RESCUE_H
#define UI_RESCUE_H

#include <stddef.h>
#include <termios.h>

// Puts the terminal back in order when the program ends without having done so: by exit() from
// anywhere, for want of memory (before that is said), or by a fault. Against SIGKILL there is no help.

enum { RESCUE_LIMIT = 512 };

// From now on, such an end sends `ending` (at most RESCUE_LIMIT bytes; copied; more are not sent)
// to the descriptor and gives the line its settings back.
void rescue_arm(int descriptor, const struct termios *line, const char *ending, size_t length);

// The terminal is in order: nothing is to be done any more.
void rescue_disarm(void);

#endif
