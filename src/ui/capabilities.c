// SPDX-License-Identifier: GPL-3.0-or-later
// Capabilities: the one file that includes curses, of which it uses the terminfo part.

#include <config.h>

#include "ui/capabilities.h"

#include "base/i18n.h"

#include <string.h>
#include <unistd.h>

#include <curses.h>
#include <term.h>

bool capabilities_load(const char *name, struct error *error)
{
    int found = 0;
    capabilities_unload();
    // The descriptor is of no account: it is only asked for its speed, for padding.
    if (setupterm(name, STDOUT_FILENO, &found) != OK) {
        error_set(error, ERROR_NOT_FOUND, NULL, _("the description of the terminal %s (TERM)"),
                  name);
        return false;
    }
    if (*capability("cup") && *capability("clear"))
        return true;
    error_set(error, ERROR_NOT_FOUND, NULL,
              _("a terminal that can place its cursor (TERM is %s); "
                "dateline FILE | cat prints the text"),
              name);
    return false;
}

void capabilities_unload(void)
{
    if (cur_term)
        del_curterm(cur_term);
}

const char *capability(const char *name)
{
    const char *string = tigetstr(name);
    return string && string != (const char *)-1 ? string : "";
}

bool capability_is_set(const char *name)
{
    return tigetflag(name) > 0;
}

int capability_number(const char *name)
{
    int number = tigetnum(name);
    return number >= 0 ? number : -1;
}

static void add_without_padding(struct buffer *out, const char *string)
{
    for (const char *at = string; *at; at++) {
        const char *padding_end = strncmp(at, "$<", 2) == 0 ? strchr(at, '>') : NULL;
        if (padding_end)
            at = padding_end;
        else
            buffer_add_byte(out, *at);
    }
}

void capability_add(struct buffer *out, const char *name)
{
    add_without_padding(out, capability(name));
}

void capability_add_with(struct buffer *out, const char *name, int first, int second)
{
    const char *string = capability(name);
    const char *made = *string ? tiparm(string, first, second) : NULL;
    if (made)
        add_without_padding(out, made);
}
