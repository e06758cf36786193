// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include "base/error.h"
#include "ui/input.h"
#include "ui/theme.h"
#include "view/canvas.h"

#include <stdbool.h>

// The terminal as a screen: puts out canvases and knows the terminal's modes. One at a time, since
// the description of the terminal is one. However the program ends, short of SIGKILL, the terminal gets its modes back.
struct terminal;

struct terminal_options {
    enum theme_name theme;
    bool no_colour; // as if the theme were mono (NO_COLOR in the environment says so too)
    bool no_mouse;
};

// Takes the terminal: output on standard output, keys from standard input or, where that is
// something else (a pipe), from the controlling terminal. Nothing is waited for from the terminal.
// NULL with *error where there is none, TERM is unset or unknown, or it cannot place its cursor
// (TERM=dumb). The locale must be set.
struct terminal *terminal_start(const struct terminal_options *options, struct error *error);

// Gives the terminal back as it was, and frees.
void terminal_stop(struct terminal *terminal);

// Where keys come from; belongs to the terminal.
int terminal_descriptor(const struct terminal *terminal);

// The sequences that this terminal sends for its keys.
void terminal_add_keys(const struct terminal *terminal, struct input_decoder *decoder);

// Size in cells, each at least 1.
void terminal_size(const struct terminal *terminal, int *rows, int *columns);

// Looks whether the window has another size now; true if so.
bool terminal_update_size(struct terminal *terminal);

// Colours in use: 0 in mono.
int terminal_colours(const struct terminal *terminal);

// Makes the screen show the canvas, of the terminal's size, by sending what differs.
void terminal_show(struct terminal *terminal, const struct canvas *canvas);

// The next terminal_show sends everything.
void terminal_forget_screen(struct terminal *terminal);

// Gives the terminal to another program (or the shell) for a while, and takes it again; between
// the two nothing else here may be called. The next terminal_show sends everything.
void terminal_leave(struct terminal *terminal);
void terminal_return(struct terminal *terminal);

void terminal_bell(struct terminal *terminal);

// Hands text to the clipboard of the machine the reader sits at, by the terminal (OSC 52), through
// tmux and screen too. False where the text is over CLIPBOARD_LIMIT or the terminal has no such
// thing; a terminal that ignores it cannot be told from one that does not.
bool terminal_copy(struct terminal *terminal, const char *text);

#endif
