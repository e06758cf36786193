// SPDX-License-Identifier: GPL-3.0-or-later
// Commands: the table made from commands.def, and keys by their names.

#include <config.h>

#include "view/commands.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "text/utf8.h"
#include "view/input.h"

#include <stdio.h>
#include <string.h>

static const struct command commands[COMMAND_COUNT] = {
#define COMMAND(identifier, command_name, command_keys, command_where, command_group, command_help) \
    [COMMAND_##identifier] = {                                                                     \
        .name = command_name,                                                                      \
        .keys = command_keys,                                                                      \
        .where = command_where,                                                                    \
        .group = command_group,                                                                    \
        .help = command_help,                                                                      \
        .run = reader_do_##identifier,                                                             \
    },
#include "view/commands.def"
#undef COMMAND
};

static const struct {
    const char *name;
    uint32_t key;
} named_keys[] = {
    {"Space", ' '},          {"Enter", '\r'},        {"Tab", '\t'},
    {"Esc", 27},             {"Backspace", 127},     {"Up", NAMED_UP},
    {"Down", NAMED_DOWN},    {"Left", NAMED_LEFT},   {"Right", NAMED_RIGHT},
    {"Home", NAMED_HOME},    {"End", NAMED_END},     {"PageUp", NAMED_PAGE_UP},
    {"PageDown", NAMED_PAGE_DOWN}, {"Delete", NAMED_DELETE}, {"Insert", NAMED_INSERT},
    {"BackTab", NAMED_BACK_TAB},   {"F1", NAMED_F1},
};

const struct command *command_get(enum command_id id)
{
    return &commands[id];
}

uint32_t key_from_name(const char *name, size_t length)
{
    if (length == 2 && name[0] == '^' && name[1] >= '@' && name[1] <= '_')
        return (uint32_t)(name[1] - '@');
    for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++) {
        if (strlen(named_keys[i].name) == length && memcmp(named_keys[i].name, name, length) == 0)
            return named_keys[i].key;
    }
    for (uint32_t number = 1; number <= 12; number++) {
        char function_key[4];
        int wanted = snprintf(function_key, sizeof function_key, "F%u", number);
        if ((size_t)wanted == length && memcmp(function_key, name, length) == 0)
            return NAMED_F1 + number - 1;
    }
    unsigned code_point = 0;
    return length && utf8_decode(name, length, &code_point) == length ? code_point : 0;
}

void key_add_name(struct buffer *out, uint32_t key)
{
    for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++) {
        if (named_keys[i].key == key) {
            buffer_add_string(out, named_keys[i].name);
            return;
        }
    }
    if (key < 0x20)
        buffer_format(out, "^%c", (char)(key + '@'));
    else if (key < NAMED_UP)
        buffer_add_code_point(out, key);
    else if (key >= NAMED_F1 && key <= NAMED_F12)
        buffer_format(out, "F%u", key - NAMED_F1 + 1);
    else
        buffer_add_string(out, "?");
}

bool command_is_at(enum command_id id, enum command_place place)
{
    return strchr(commands[id].where, "TLS"[place]) != NULL;
}

enum command_id command_by_name(const char *name)
{
    enum command_id found = COMMAND_NONE;
    size_t length = strlen(name);
    for (int id = 0; id < COMMAND_COUNT && length; id++) {
        if (strcmp(commands[id].name, name) == 0)
            return (enum command_id)id;
        if (strncmp(commands[id].name, name, length) == 0) {
            if (found != COMMAND_NONE)
                return COMMAND_NONE;
            found = (enum command_id)id;
        }
    }
    return found;
}

const char *command_group_name(enum command_group group)
{
    static const char *const names[GROUP_COUNT] = {
        [GROUP_READ] = N_("Read"),     [GROUP_SEARCH] = N_("Search"),
        [GROUP_JUMP] = N_("Jump"),     [GROUP_ACT] = N_("Act"),
        [GROUP_SELECT] = N_("Select"), [GROUP_VIEW] = N_("Views"),
        [GROUP_LIST] = N_("In lists"), [GROUP_PROGRAM] = N_("Program"),
    };
    return _(names[group]);
}
