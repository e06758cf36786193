// SPDX-License-Identifier: GPL-3.0-or-later
// Message: what a command has to say beside its output.

#include <config.h>

#include "cli/message.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "text/safe.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void print_safely(const char *words, size_t length)
{
    struct buffer safe = {0};
    safe_add(&safe, words, length);
    fprintf(stderr, "dateline: %s\n", buffer_string(&safe));
    buffer_fini(&safe);
}

void message_error(const struct error *error)
{
    struct buffer words = {0};
    error_describe(error, &words);
    print_safely(buffer_string(&words), words.length);
    buffer_fini(&words);
}

__attribute__((format(printf, 1, 0))) static void say(const char *format, va_list arguments)
{
    char *words = NULL;
    int length = vasprintf(&words, format, arguments);
    if (length >= 0)
        print_safely(words, (size_t)length);
    free(words);
}

void message_say(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

void message_usage(const char *command, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
    if (command)
        fprintf(stderr, _("Try 'dateline %s --help'.\n"), command);
    else
        fprintf(stderr, _("Try 'dateline --help'.\n"));
}
