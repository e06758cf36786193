// SPDX-License-Identifier: GPL-3.0-or-later
// Keymap: every command's keys as one string, as in commands.def.

#include <config.h>

#include "view/keymap.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

struct keymap {
    char *keys[COMMAND_COUNT];
    bool bound[COMMAND_COUNT]; // by keymap_bind
};

struct keymap *keymap_new(void)
{
    struct keymap *keymap = memory_allocate_zeroed(1, sizeof *keymap);
    for (int id = 0; id < COMMAND_COUNT; id++)
        keymap->keys[id] = memory_copy_string(command_get((enum command_id)id)->keys);
    return keymap;
}

void keymap_free(struct keymap *keymap)
{
    if (!keymap)
        return;
    for (int id = 0; id < COMMAND_COUNT; id++)
        free(keymap->keys[id]);
    free(keymap);
}

// The next of the names in a string of keys: its length, and *at moved to it; 0 at the end.
static size_t next_name(const char **at)
{
    *at += strspn(*at, " \t");
    return strcspn(*at, " \t");
}

// Asked for every command at every key: a letter's name is the letter.
static bool has_key(const char *keys, uint32_t key)
{
    size_t length;
    bool is_letter = key > ' ' && key < 0x7F;
    for (; (length = next_name(&keys)); keys += length) {
        if (is_letter ? length == 1 && (uint32_t)keys[0] == key
                      : key_from_name(keys, length) == key)
            return true;
    }
    return false;
}

static bool share_place(enum command_id one, enum command_id other)
{
    for (int place = 0; place < PLACE_COUNT; place++) {
        if (command_is_at(one, (enum command_place)place) &&
            command_is_at(other, (enum command_place)place))
            return true;
    }
    return false;
}

// Leaves out of a command's keys those that stand among `taken`.
static void take_away(struct keymap *keymap, enum command_id id, const char *taken)
{
    struct buffer kept = {0};
    const char *at = keymap->keys[id];
    size_t length;
    for (; (length = next_name(&at)); at += length) {
        if (has_key(taken, key_from_name(at, length)))
            continue;
        if (kept.length)
            buffer_add_byte(&kept, ' ');
        buffer_add(&kept, at, length);
    }
    free(keymap->keys[id]);
    keymap->keys[id] = buffer_take(&kept);
}

// Whether the name is a key's, and of one that no other bound command of the same places has.
static bool may_have_key(const struct keymap *keymap, enum command_id id, const char *name,
                         size_t length, struct error *error)
{
    uint32_t key = key_from_name(name, length);
    int shown = length < 32 ? (int)length : 32;
    if (key == 0) {
        error_set(error, ERROR_FORMAT, NULL, _("there is no key %.*s"), shown, name);
        return false;
    }
    for (int other = 0; other < COMMAND_COUNT; other++) {
        if (other == (int)id || !keymap->bound[other] || !has_key(keymap->keys[other], key) ||
            !share_place(id, (enum command_id)other))
            continue;
        error_set(error, ERROR_FORMAT, NULL, _("the key %.*s is given to %s already"), shown, name,
                  command_get((enum command_id)other)->name);
        return false;
    }
    return true;
}

bool keymap_bind(struct keymap *keymap, const char *command, const char *keys, struct error *error)
{
    enum command_id id = command_by_name(command);
    if (id == COMMAND_NONE) {
        error_set(error, ERROR_NOT_FOUND, NULL, _("command %s"), command);
        return false;
    }
    size_t length;
    for (const char *at = keys; (length = next_name(&at)); at += length) {
        if (!may_have_key(keymap, id, at, length, error)) {
            if (error)
                error->column = utf8_count(keys, (size_t)(at - keys)) + 1;
            return false;
        }
    }
    for (int other = 0; other < COMMAND_COUNT; other++) {
        if (other != (int)id && share_place(id, (enum command_id)other))
            take_away(keymap, (enum command_id)other, keys);
    }
    free(keymap->keys[id]);
    keymap->keys[id] = memory_copy_string(keys);
    keymap->bound[id] = true;
    return true;
}

const char *keymap_keys(const struct keymap *keymap, enum command_id id)
{
    return keymap->keys[id];
}

enum command_id keymap_command(const struct keymap *keymap, enum command_place place, uint32_t key)
{
    for (int id = 0; id < COMMAND_COUNT; id++) {
        if (command_is_at((enum command_id)id, place) && has_key(keymap->keys[id], key))
            return (enum command_id)id;
    }
    return COMMAND_NONE;
}

unsigned keymap_places(const struct keymap *keymap, uint32_t key)
{
    unsigned places = 0;
    for (int place = 0; place < PLACE_COUNT; place++) {
        if (keymap_command(keymap, (enum command_place)place, key) != COMMAND_NONE)
            places |= 1u << place;
    }
    return places;
}
