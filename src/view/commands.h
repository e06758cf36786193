// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_COMMANDS_H
#define VIEW_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;
struct reader;

enum command_group {
    GROUP_READ,
    GROUP_SEARCH,
    GROUP_JUMP,
    GROUP_ACT,
    GROUP_SELECT,
    GROUP_VIEW,
    GROUP_LIST,
    GROUP_PROGRAM,
    GROUP_COUNT,
};

// Where the reader's keys go.
enum command_place {
    PLACE_TEXT,
    PLACE_LIST,
    PLACE_SELECTION,
    PLACE_COUNT,
};

enum command_id {
#define COMMAND(identifier, name, keys, where, group, help) COMMAND_##identifier,
#include "view/commands.def"
#undef COMMAND
    COMMAND_COUNT,
    COMMAND_NONE = COMMAND_COUNT,
};

struct command {
    const char *name; // as on the command line
    const char *keys; // parted by blanks
    const char *where;
    enum command_group group;
    const char *help; // to be translated
    void (*run)(struct reader *reader, long count); // count: 0 where none was typed
};

const struct command *command_get(enum command_id id);

// The command of that name, or of which it is the only beginning; COMMAND_NONE otherwise.
enum command_id command_by_name(const char *name);

bool command_is_at(enum command_id id, enum command_place place);

const char *command_group_name(enum command_group group); // translated

// The code of a key's name ("j", "^D", "Space", "PageDown"); 0 where there is none.
uint32_t key_from_name(const char *name, size_t length);
void key_add_name(struct buffer *out, uint32_t key);

// One function a command.
#define COMMAND(identifier, name, keys, where, group, help)                                        \
    void reader_do_##identifier(struct reader *reader, long count);
#include "view/commands.def"
#undef COMMAND

#endif
