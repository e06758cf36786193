// SPDX-License-Identifier: GPL-3.0-or-later
// Tame: a walk over tags that knows no more of HTML than where values are quoted. What it takes for a
// tag inside a script or a remark is read by nobody.

#include <config.h>

#include "html/tame.h"

#include "html/tree.h"

#include <ctype.h>
#include <string.h>

enum { ATTRIBUTES_KEPT = 256 };

// Past the value that begins at *at (after "="), NULL: it does not end.
static char *skip_value(char *at, char *end)
{
    while (at < end && html_is_space(*at))
        at++;
    if (at == end || (*at != '"' && *at != '\''))
        return at;
    char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
    return close ? close + 1 : NULL;
}

// Past the tag whose name begins at *at; NULL: it does not end.
static char *tame_tag(char *at, char *end)
{
    size_t attributes = 0;
    char *rest = NULL; // where what is too much begins
    bool space = false;
    while (at < end && *at != '>') {
        if (*at == '=') {
            at = skip_value(at + 1, end);
            if (!at)
                return NULL;
            space = false;
            continue;
        }
        bool begins = space && !html_is_space(*at) && *at != '/';
        space = html_is_space(*at);
        if (begins && ++attributes > ATTRIBUTES_KEPT && !rest)
            rest = at;
        at++;
    }
    if (rest)
        memset(rest, ' ', (size_t)(at - rest));
    return at;
}

void html_tame(char *page, size_t length)
{
    char *end = page + length;
    for (char *at = page; at && (at = memchr(at, '<', (size_t)(end - at)));) {
        at++;
        if (at < end && isalpha((unsigned char)*at))
            at = tame_tag(at, end);
    }
}
