// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include "base/error.h"

// Messages on standard error: "dateline: FILE:LINE: what", made safe to show.

void message_error(const struct error *error);
void message_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

// The same, followed by where help is to be had. `command` may be NULL.
void message_usage(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
