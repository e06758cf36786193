// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef E2E_INTERNAL_H
#define E2E_INTERNAL_H

#include "harness.h"

#include "base/buffer.h"

#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

// What the parts of the harness share.
struct e2e {
    struct e2e_folder folder;
    int terminal; // the pseudo-terminal's near end
    pid_t leader; // of the session; the program is its child
    pid_t program;
    int reports; // from the leader: what wait() told of the program, as ints
    int orders;  // to the leader: a byte lets a stopped program go on
    bool stopped, exited;
    int exit_status;     // as wait() gives it
    bool drained;        // all that the program put out before its end is read
    struct termios line; // as it was before the start
    VTerm *vterm;
    VTermScreen *screen;
    bool cursor_visible;
    struct buffer output; // all of it
    struct buffer row;    // for e2e_row_text
};

void e2e_screen_init(struct e2e *e2e, int rows, int columns);
void e2e_screen_fini(struct e2e *e2e);
void e2e_screen_feed(struct e2e *e2e, const char *bytes, size_t length);
void e2e_screen_resize(struct e2e *e2e, int rows, int columns);

// The environment and folder of every program run; called in the child.
void e2e_enter_folder(const struct e2e_folder *folder, const char *terminal,
                      const char *const *environment);

// The program's path; fails the test where DATELINE is not set.
const char *e2e_program(void);

// A pipe's reading end with `input` in it and nothing after.
int e2e_input_pipe(const char *input);

// wait()'s status as e2e_wait_exit gives it.
int e2e_status(int status);

#endif
