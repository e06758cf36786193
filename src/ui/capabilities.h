// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_CAPABILITIES_H
#define UI_CAPABILITIES_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>

// What the description of the terminal (terminfo) says, by the names of terminfo(5). The library
// keeps one description for the process.

// Loads the description of `name`. False with *error where there is none, or where the terminal
// cannot place its cursor or clear its screen. What was loaded before goes.
bool capabilities_load(const char *name, struct error *error);
void capabilities_unload(void);

// A string, "" where the terminal has none; borrowed. A switch. A number, -1 where there is none.
const char *capability(const char *name);
bool capability_is_set(const char *name);
int capability_number(const char *name);

// Adds a string to *out without its padding ("$<2>"), which is for terminals of metal.
void capability_add(struct buffer *out, const char *name);

// The same with one or two numbers put in. Nothing is added where the terminal has no such thing.
void capability_add_with(struct buffer *out, const char *name, int first, int second);

#endif
