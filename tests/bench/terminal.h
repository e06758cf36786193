// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BENCH_TERMINAL_H
#define BENCH_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

// A program on a pseudo-terminal of 40 rows and 120 columns, with a clock. What comes is only
// stamped with its time while the program works; it is turned into a screen once the program is
// silent, so that the measuring does not slow down what is measured.

enum { TERMINAL_ROWS = 40, TERMINAL_COLUMNS = 120 };

struct terminal;

// Starts arguments[0] (ended by NULL) in `home`, its HOME too. NULL where no terminal can be had.
struct terminal *terminal_start(const char *home, const char *const *arguments);

// Ends the program by `q`, by SIGKILL where that does not help, and frees.
void terminal_free(struct terminal *terminal);

// What came of the start or of the last keys.
struct reaction {
    double milliseconds; // from exec or the keys to the first moment from which the screen stayed
    double ready;        // and to the first moment at which all that was wanted was shown
    size_t bytes;        // put out
    bool right;          // it came, and everything that was waited for is on the screen
};

// Waits until the program has put out something, every one of `wanted` (ended by NULL) stands
// within a row of the screen, and nothing has come for `quiet` milliseconds; gives up after a
// minute.
struct reaction terminal_settle(struct terminal *terminal, const char *const *wanted, int quiet);

// Types keys, and starts the clock.
void terminal_type(struct terminal *terminal, const char *keys);

// A size in KiB from the program's status in /proc ("VmHWM", "RssAnon"); 0 where it is not told.
size_t terminal_memory(const struct terminal *terminal, const char *field);

// Prints the screen, for people.
void terminal_print(struct terminal *terminal);

#endif
