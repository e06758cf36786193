// SPDX-License-Identifier: GPL-3.0-or-later
// Error: a plain value from the place where something failed to the place where it is told.

#include <config.h>

#include "base/error.h"

#include "base/buffer.h"
#include "base/i18n.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void error_set(struct error *error, enum error_code code, const char *path, const char *format, ...)
{
    if (!error)
        return;
    *error = (struct error){.code = code};
    if (path)
        snprintf(error->path, sizeof error->path, "%s", path);
    if (format) {
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(error->detail, sizeof error->detail, format, arguments);
        va_end(arguments);
    }
}

void error_set_system(struct error *error, const char *path)
{
    int saved = errno;
    error_set(error, ERROR_SYSTEM, path, NULL);
    if (error)
        error->system = saved;
}

static const char *error_phrase(const struct error *error)
{
    switch (error->code) {
    case ERROR_NONE:
        return _("no error");
    case ERROR_SYSTEM:
        return strerror(error->system);
    case ERROR_DIRECTORY:
        return _("is a directory");
    case ERROR_NOT_REGULAR:
        return _("is not a regular file");
    case ERROR_EMPTY:
        return _("is empty");
    case ERROR_BINARY:
        return _("is a binary file");
    case ERROR_TOO_LARGE:
        return _("is too large");
    case ERROR_FORMAT:
        return _("does not follow its format");
    case ERROR_LOCKED:
        return _("is locked by another program");
    case ERROR_SHORT_WRITE:
        return _("only a part could be written");
    case ERROR_NOT_FOUND:
        return _("not found");
    case ERROR_HELPER:
        return _("cannot be read as HTML");
    }
    return "";
}

void error_describe(const struct error *error, struct buffer *message)
{
    if (error->path[0]) {
        buffer_add_string(message, error->path);
        if (error->line)
            buffer_format(message, ":%zu", error->line);
        if (error->line && error->column)
            buffer_format(message, ":%zu", error->column);
        buffer_add_string(message, ": ");
    }
    buffer_add_string(message, error_phrase(error));
    if (error->detail[0])
        buffer_format(message, ": %s", error->detail);
}
