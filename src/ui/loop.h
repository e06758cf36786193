// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_LOOP_H
#define UI_LOOP_H

#include "base/error.h"
#include "ui/terminal.h"
#include "view/reader.h"

struct loop_options {
    struct terminal_options terminal;
};

// The terminal, taken once and kept over several readers (one file after another), so that no key
// typed in between is lost or obeyed by the terminal itself. One at a time.
struct loop;

// NULL with *error where the terminal cannot be used; nothing was shown then.
struct loop *loop_start(const struct loop_options *options, struct error *error);

// Runs the reader until it is left; calls reader_save_state at the end. `more` is a descriptor that
// becomes readable when there is more for a reader that awaits it (-1: none). Returns the exit
// status: 0, or 128 + n after SIGHUP or SIGTERM (or where the terminal went away).
int loop_run(struct loop *loop, struct reader *reader, int more);

// Shows what the reader says in the midst of handling a key, which is waited for.
void loop_show(struct loop *loop);

// The terminal's size in cells.
void loop_size(const struct loop *loop, int *rows, int *columns);

// Gives the terminal back. NULL is fine.
void loop_stop(struct loop *loop);

#endif
