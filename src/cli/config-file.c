// SPDX-License-Identifier: GPL-3.0-or-later
// Configuration: one small file, line by line.

#include <config.h>

#include "cli/config-file.h"

#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "cli/message.h"
#include "text/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONFIG_LIMIT = 1 << 20 }; // bytes

// Cuts blanks off both ends, in place.
static char *trim(char *string)
{
    string += strspn(string, " \t");
    size_t length = strlen(string);
    while (length && strchr(" \t\r", string[length - 1]))
        string[--length] = '\0';
    return string;
}

static bool set_switch(bool *off, const char *value, struct error *error)
{
    bool on = strcmp(value, "on") == 0 || strcmp(value, "yes") == 0;
    if (!on && strcmp(value, "off") != 0 && strcmp(value, "no") != 0) {
        error_set(error, ERROR_FORMAT, NULL, _("on or off is meant, not %s"), value);
        return false;
    }
    *off = !on;
    return true;
}

static bool set_theme(struct config_file *config, const char *value, struct error *error)
{
    if (strcmp(value, "dark") != 0 && strcmp(value, "light") != 0 && strcmp(value, "mono") != 0) {
        error_set(error, ERROR_FORMAT, NULL, _("dark, light or mono is meant, not %s"), value);
        return false;
    }
    free(config->theme);
    config->theme = memory_copy_string(value);
    return true;
}

// An empty form is the usual one.
static bool set_citation(struct config_file *config, const char *value, struct error *error)
{
    struct citation_form *form = *value ? citation_form_new(value, error) : NULL;
    if (*value && !form)
        return false;
    citation_form_free(config->citation);
    config->citation = form;
    return true;
}

// A line in its parts, each trimmed.
struct setting {
    const char *name;
    const char *command; // after "key", else NULL
    const char *value;
};

static bool apply(struct config_file *config, const struct setting *setting, struct error *error)
{
    struct {
        const char *name;
        bool *off;
    } switches[] = {
        {"colour", &config->no_colour}, {"mouse", &config->no_mouse},
        {"gutter", &config->no_gutter}, {"panel", &config->no_panel},
    };
    const char *name = setting->name, *value = setting->value;
    if (setting->command)
        return keymap_bind(config->keymap, setting->command, value, error);
    if (strcmp(name, "theme") == 0)
        return set_theme(config, value, error);
    if (strcmp(name, "cite") == 0)
        return set_citation(config, value, error);
    if (strcmp(name, "plain") == 0) {
        bool off = !config->plain;
        bool fits = set_switch(&off, value, error);
        config->plain = !off;
        return fits;
    }
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
        if (strcmp(name, switches[i].name) == 0)
            return set_switch(switches[i].off, value, error);
    }
    error_set(error, ERROR_NOT_FOUND, NULL, _("setting %s"), name);
    return false;
}

// The column, from 1, of a place in a line, in characters.
static size_t column_of(const char *line, const char *at)
{
    return utf8_count(line, (size_t)(at - line)) + 1;
}

// Where in its line a fault is: at the name that is not found, else in the value, from which the
// column that apply() tells counts.
static size_t column_of_fault(const char *line, const struct setting *setting,
                              const struct error *error)
{
    if (error->column)
        return column_of(line, setting->value) + error->column - 1;
    if (error->code == ERROR_NOT_FOUND)
        return column_of(line, setting->command ? setting->command : setting->name);
    return column_of(line, setting->value);
}

static bool read_line(struct config_file *config, char *line, struct error *error)
{
    char *name = trim(line);
    if (*name == '\0' || *name == '#')
        return true;
    char *equals = strchr(name, '=');
    if (!equals) {
        error_set(error, ERROR_FORMAT, NULL, _("NAME = VALUE is meant"));
        error->column = column_of(line, name);
        return false;
    }
    struct setting setting = {.name = name, .value = trim(equals + 1)};
    *equals = '\0';
    trim(name);
    if (strncmp(name, "key", 3) == 0 && (name[3] == ' ' || name[3] == '\t'))
        setting.command = trim(name + 3);
    if (apply(config, &setting, error))
        return true;
    error->column = column_of_fault(line, &setting, error);
    return false;
}

static bool read_bytes(struct config_file *config, char *line, size_t length, struct error *error)
{
    const char *nul = memchr(line, '\0', length);
    if (!nul)
        return read_line(config, line, error);
    error_set(error, ERROR_FORMAT, NULL, _("a NUL in the line"));
    error->column = column_of(line, nul);
    return false;
}

// Reads all lines; the faults among them are named as those of `path`, and counted.
static size_t read_lines(struct config_file *config, const struct buffer *content, const char *path)
{
    static const char mark[] = "\xEF\xBB\xBF"; // U+FEFF
    size_t faults = 0, number = 0, at = 0;
    if (content->length >= 3 && memcmp(content->data, mark, 3) == 0)
        at = 3;
    while (at < content->length) {
        struct error error = {0};
        char *line = content->data + at, *end = memchr(line, '\n', content->length - at);
        size_t length = end ? (size_t)(end - line) : content->length - at;
        line[length] = '\0'; // after the last line stands the buffer's own
        number++;
        if (!read_bytes(config, line, length, &error)) {
            error.line = number;
            snprintf(error.path, sizeof error.path, "%s", path);
            message_error(&error);
            faults++;
        }
        at += length + 1;
    }
    return faults;
}

size_t config_file_read(const struct environment *environment, struct config_file *config)
{
    *config = (struct config_file){.keymap = keymap_new()};
    char *path = path_join(environment->config, "config");
    struct buffer content = {0};
    struct error error;
    size_t faults = 0;
    if (file_read(path, CONFIG_LIMIT, &content, &error)) {
        faults = read_lines(config, &content, path);
    } else if (error.code != ERROR_SYSTEM ||
               (error.system != ENOENT && error.system != ENOTDIR)) {
        message_error(&error);
        faults = 1;
    }
    buffer_fini(&content);
    free(path);
    return faults;
}

void config_file_fini(struct config_file *config)
{
    keymap_free(config->keymap);
    citation_form_free(config->citation);
    free(config->theme);
    *config = (struct config_file){0};
}

int config_file_check(const struct environment *environment)
{
    struct config_file config;
    size_t faults = config_file_read(environment, &config);
    config_file_fini(&config);
    if (faults == 0)
        puts(_("the configuration fits"));
    return faults ? STATUS_NOTHING : STATUS_DONE;
}
