// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_CONFIG_FILE_H
#define CLI_CONFIG_FILE_H

#include "base/environment.h"
#include "cli/options.h"
#include "view/citation.h"
#include "view/keymap.h"

#include <stdbool.h>
#include <stddef.h>

// The configuration, $XDG_CONFIG_HOME/dateline/config: lines "NAME = VALUE" (theme, colour, mouse,
// gutter, panel, plain, cite) and "key COMMAND = KEYS"; "#" begins a comment. What the command line
// says wins.
struct config_file {
    struct keymap *keymap;
    char *theme;                    // NULL: not said
    struct citation_form *citation; // NULL: the usual one
    bool no_colour, no_mouse, no_gutter, no_panel;
    bool plain;
};

// Reads it; a missing file is an empty one. A line that does not fit is left out, named on standard
// error with line and column, and counted in the result; the rest applies. So is a file that cannot
// be read or is over 1 MiB, of which nothing applies.
size_t config_file_read(const struct environment *environment, struct config_file *config);
void config_file_fini(struct config_file *config);

// `dateline --check-config`: says what does not fit; the exit status.
int config_file_check(const struct environment *environment);

#endif
