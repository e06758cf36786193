// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_STYLES_H
#define UI_STYLES_H

#include "base/buffer.h"
#include "ui/theme.h"

#include <stdbool.h>
#include <stdint.h>

// How cells look on the terminal whose capabilities are loaded, and what is sent to make it write
// that way. A style is a number; cells that look the same have the same one. Style 0 is the
// terminal's own: no colour, no attribute.
struct styles;

enum { STYLE_PLAIN = 0 };

struct styles_options {
    enum theme_name theme;
    int colours;   // that may be used; 0: none
    bool show_bar; // whether the terminal shows ▌; else its cell is reversed
};

struct styles *styles_new(const struct styles_options *options);
void styles_free(struct styles *styles);

// The style of a cell.
uint16_t styles_of(struct styles *styles, const struct cell *cell);

// Whether a blank in this style looks like one that the terminal has erased.
bool styles_is_bare(const struct styles *styles, uint16_t style);

// Adds what leads from one style to another, the shorter of two ways: from none, or by what is
// added only.
void styles_change(const struct styles *styles, uint16_t from, uint16_t to, struct buffer *out);

#endif
