// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef E2E_HARNESS_H
#define E2E_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// The real program (the variable DATELINE names it) on a pseudo-terminal, its screen read through
// libvterm. Nothing here sleeps: every wait ends as soon as what it waits for is there, and fails
// the test, with a picture of the screen, when it is not there after E2E_DEADLINE.
//
// The program runs as a shell would run it: in a process group of its own, in the foreground, under
// a session leader that is told of its stops and its end.

enum { E2E_DEADLINE = 20 * 1000 }; // milliseconds; slow machines run the tests too

// A temporary folder with HOME and the XDG folders in it, which sessions share.
struct e2e_folder {
    char path[256];
};

// Makes one with `files` (names, ended by NULL; may be NULL) copied into it from the folder `from`.
void e2e_folder_init(struct e2e_folder *folder);
void e2e_folder_fini(struct e2e_folder *folder); // removes it with all that is in it

// Copies a file into the folder under `name`; writes one; reads one ("" if it is not there; yours).
void e2e_copy(const struct e2e_folder *folder, const char *from, const char *name);
void e2e_write(const struct e2e_folder *folder, const char *name, const char *content);
char *e2e_read(const struct e2e_folder *folder, const char *name);

// What a session may have other than usual; zero: nothing.
struct e2e_options {
    const char *terminal;           // TERM; NULL: xterm-256color; "": unset
    const char *const *environment; // NAME=VALUE, ended by NULL, beside the fixed ones
    const char *input;              // standard input is a pipe with this in it (under 60 kB)
    const char *input_file;         // the same with what this file of the folder has, of any size
    bool no_input;                  // standard input is closed
    bool other_session;             // no controlling terminal (it is still standard output)
};

struct e2e;

// Starts the program in the folder with arguments ended by NULL, or those of `arguments`.
struct e2e *e2e_start(const struct e2e_folder *folder, int rows, int columns, ...);
struct e2e *e2e_start_with(const struct e2e_folder *folder, int rows, int columns,
                           const struct e2e_options *options, const char *const *arguments);

// Ends what still runs, by SIGKILL, and frees. NULL is allowed.
void e2e_free(struct e2e *e2e);

// Types. Keys that are no characters are their sequences: E2E_UP and so on.
#define E2E_UP "\033OA"
#define E2E_DOWN "\033OB"
#define E2E_RIGHT "\033OC"
#define E2E_LEFT "\033OD"
#define E2E_PAGE_DOWN "\033[6~"
#define E2E_PAGE_UP "\033[5~"
#define E2E_ESCAPE "\033"
#define E2E_ENTER "\r"
#define E2E_CTRL(letter) ((const char[]){(letter)&0x1F, '\0'})
void e2e_keys(struct e2e *e2e, const char *keys);
void e2e_paste(struct e2e *e2e, const char *text);
// A press (or, released, a release) of the left button on a cell, from 0.
void e2e_mouse(struct e2e *e2e, int row, int column, bool released);

void e2e_resize(struct e2e *e2e, int rows, int columns);
void e2e_signal(struct e2e *e2e, int number);

// Closes the terminal, as when its window is: nothing more can be typed or read.
void e2e_hang_up(struct e2e *e2e);

// Waits until `text` stands within one row of the screen; until it does not; until it stands in
// that row.
void e2e_wait_text(struct e2e *e2e, const char *text);
void e2e_wait_gone(struct e2e *e2e, const char *text);
void e2e_wait_row(struct e2e *e2e, int row, const char *text);

// Waits until check(e2e, argument) holds; `what` is said where it does not.
void e2e_wait(struct e2e *e2e, bool (*check)(struct e2e *e2e, const void *argument),
              const void *argument, const char *what);

// Waits until the file `name` of the folder holds `text`.
void e2e_wait_file(struct e2e *e2e, const char *name, const char *text);

// Waits for the program's end and returns its exit status, 256 + n where signal n killed it.
int e2e_wait_exit(struct e2e *e2e);

// Whether the program has ended; reads what it has put out by now.
bool e2e_has_ended(struct e2e *e2e);

// Waits until the program is stopped (^Z); lets it go on in the foreground, as `fg` does.
void e2e_wait_stop(struct e2e *e2e);
void e2e_continue(struct e2e *e2e);

// The screen now: a row without its trailing blanks (borrowed until the next call); whether and
// where a text stands (row and column may be NULL); the cursor; all of it for people.
const char *e2e_row_text(struct e2e *e2e, int row);
bool e2e_find(struct e2e *e2e, const char *text, int *row, int *column);
bool e2e_has_at(struct e2e *e2e, int row, int column, const char *text); // beginning right there
bool e2e_cursor(struct e2e *e2e, int *row, int *column); // false: hidden
void e2e_print_screen(struct e2e *e2e);
int e2e_rows(struct e2e *e2e);
int e2e_columns(struct e2e *e2e);

struct e2e_attributes {
    bool bold, underline, reverse, italic;
    int foreground, background; // of the palette; -1: the terminal's own
};
struct e2e_attributes e2e_cell_attributes(struct e2e *e2e, int row, int column);

// All bytes the program has put out; borrowed, valid until the next wait.
const char *e2e_output(struct e2e *e2e, size_t *length);

// Whether the terminal has the modes that a shell wants: no paste marks, no mouse, no alternate
// screen, the cursor shown, and the line as it was before the start.
bool e2e_terminal_modes_restored(struct e2e *e2e);

// Fails the test with a message and the screen.
_Noreturn void e2e_fail(struct e2e *e2e, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Runs the program without any terminal until it ends. Returns its exit status as e2e_wait_exit;
// *output and *errors (may be NULL) are yours. `input` NULL: /dev/null.
int e2e_run(const struct e2e_folder *folder, const char *input, char **output, char **errors,
            const char *const *arguments);

#endif
