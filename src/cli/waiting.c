// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting: the line is written over with blanks, since every terminal has a carriage return.

#include <config.h>

#include "cli/waiting.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "text/grapheme.h"
#include "text/safe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <unistr.h>

char *waiting_message(const char *file)
{
    struct buffer name = {0}, message = {0};
    const char *slash = strrchr(file, '/');
    file = slash && slash[1] ? slash + 1 : file;
    safe_add(&name, file, strlen(file));
    buffer_format(&message, _("reading %s …"), buffer_string(&name));
    buffer_fini(&name);
    return buffer_take(&message);
}

void waiting_tell(void *context)
{
    struct waiting *waiting = context;
    waiting->told = isatty(STDERR_FILENO);
    if (!waiting->told)
        return;
    char *message = waiting_message(waiting->file);
    fputs(message, stderr);
    fflush(stderr);
    free(message);
}

void waiting_end(const struct waiting *waiting)
{
    if (!waiting->told)
        return;
    char *message = waiting_message(waiting->file);
    fputc('\r', stderr);
    for (const char *at = message; *at;) {
        int length = u8_mblen((const uint8_t *)at, strlen(at));
        size_t bytes = length > 0 ? (size_t)length : 1;
        for (int column = grapheme_width(at, bytes); column > 0; column--)
            fputc(' ', stderr);
        at += bytes;
    }
    fputc('\r', stderr);
    fflush(stderr);
    free(message);
}
