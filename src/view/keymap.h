// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_KEYMAP_H
#define VIEW_KEYMAP_H

#include "base/error.h"
#include "view/commands.h"

#include <stdbool.h>
#include <stdint.h>

// The keymap: which keys run which command, the defaults of commands.def until the configuration
// says otherwise.
struct keymap;

struct keymap *keymap_new(void);
void keymap_free(struct keymap *keymap);

// Gives the command these keys ("" : none) in place of its own, and takes them away from other
// commands of the same places. False with *error (nothing changed) where there is no such command
// (ERROR_NOT_FOUND), no such key, or one that was given to another command before (ERROR_FORMAT,
// `column` the character of `keys`, from 1).
bool keymap_bind(struct keymap *keymap, const char *command, const char *keys, struct error *error);

// The command's keys, parted by blanks; borrowed until the next keymap_bind.
const char *keymap_keys(const struct keymap *keymap, enum command_id id);

// The command of a key at a place; COMMAND_NONE where there is none.
enum command_id keymap_command(const struct keymap *keymap, enum command_place place, uint32_t key);

// The places where the key does something, as a bit set (1 << place).
unsigned keymap_places(const struct keymap *keymap, uint32_t key);

#endif
