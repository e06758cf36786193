// SPDX-License-Identifier: GPL-3.0-or-later
// Help: the keys, from the table of commands.

#include <config.h>

#include "base/i18n.h"
#include "view/state.h"

#include <string.h>

enum { KEY_COLUMNS = 20 };

static void add_command(const struct reader *reader, struct rich *page, enum command_id id)
{
    const char *keys = keymap_keys(reader->material.keymap, id);
    rich_add(page, ROLE_TEXT, " ");
    rich_add(page, ROLE_KEY, keys);
    for (int column = canvas_width(keys) + 1; column < KEY_COLUMNS; column++)
        rich_add(page, ROLE_TEXT, " ");
    rich_format(page, ROLE_TEXT, " %s\n", _(command_get(id)->help));
}

void help_build(struct reader *reader, struct rich *page)
{
    static const char *const places[PLACE_COUNT] = {
        [PLACE_TEXT] = N_("Keys in the text"),
        [PLACE_LIST] = N_("Keys in lists"),
        [PLACE_SELECTION] = N_("Keys while selecting"),
    };
    rich_clear(page);
    rich_format(page, ROLE_HEADING, "%s\n",
                reader->help_all ? _("All keys") : _(places[reader->help_place]));
    rich_format(page, ROLE_FAINT, "%s\n",
                reader->help_all ? _("q goes back")
                                 : _("h again shows all keys, q goes back; keys combine with a "
                                     "number before them"));
    for (int group = 0; group < GROUP_COUNT; group++) {
        bool headed = false;
        for (int id = 0; id < COMMAND_COUNT; id++) {
            const struct command *command = command_get((enum command_id)id);
            if ((int)command->group != group ||
                (!reader->help_all && !command_is_at((enum command_id)id, reader->help_place)))
                continue;
            if (!headed)
                rich_format(page, ROLE_HEADING, "\n%s\n",
                            command_group_name((enum command_group)group));
            headed = true;
            add_command(reader, page, (enum command_id)id);
        }
    }
    rich_format(page, ROLE_HEADING, "\n%s\n", _("The gutter"));
    rich_add(page, ROLE_TEXT,
             _(" A B C  the originals a sentence comes from\n"
               " =  word for word    ~  edited    ≈  in other words    +  no source in this file\n"
               " then  +  adds words    -  loses words    ±  both\n"
               " in the originals:  ·  carried in part    -  left out\n"));
}
