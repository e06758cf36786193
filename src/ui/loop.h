// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_LOOP_H
#define UI_LOOP_H

#include "base/error.h"
#include "ui/terminal.h"
#include "view/reader.h"

struct loop_options {
    struct terminal_options terminal;
};

// Runs the reader at the terminal until it is left; calls reader_save_state at the end. Returns
// the exit status: 0; 128 + n after SIGHUP or SIGTERM (or where the terminal went away); 2 with
// *error where the terminal cannot be used, and nothing was shown then.
int loop_run(struct reader *reader, const struct loop_options *options, struct error *error);

#endif
