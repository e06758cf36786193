// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_THEME_H
#define UI_THEME_H

#include "view/canvas.h"

#include <stdbool.h>
#include <stdint.h>

// Themes: how a role (view/canvas.h) looks on a terminal of so many colours.

enum theme_name {
    THEME_DARK, // for light letters on the terminal's own dark background; the default
    THEME_LIGHT,
    THEME_MONO,
};

enum { THEME_OWN_COLOUR = -1 }; // the terminal's own foreground or background

struct theme_style {
    int16_t foreground, background; // numbers of the terminal's palette, or THEME_OWN_COLOUR
    uint8_t attributes;             // CELL_ bits
};

// The theme called `name` ("dark", "light", "mono"; NULL: dark) in *theme. False: no such theme.
bool theme_find(const char *name, enum theme_name *theme);

// The style of a role on a terminal of `colours` colours: 256 and more, 16 and more, 8 and more,
// or fewer, where every theme is as THEME_MONO.
struct theme_style theme_style(enum theme_name theme, int colours, enum role role);

#endif
