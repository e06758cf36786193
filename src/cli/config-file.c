// SPDX-License-Identifier: GPL-3.0-or-later
// Configuration: one small file, line by line.

#include <config.h>

#include "cli/config-file.h"

#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "cli/message.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONFIG_LIMIT = 1 << 20 };

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
        error_set(error, ERROR_FORMAT, NULL, "on or off is meant, not %s", value);
        return false;
    }
    *off = !on;
    return true;
}

static bool set_theme(struct config_file *config, const char *value, struct error *error)
{
    if (strcmp(value, "dark") != 0 && strcmp(value, "light") != 0 && strcmp(value, "mono") != 0) {
        error_set(error, ERROR_FORMAT, NULL, "dark, light or mono is meant, not %s", value);
        return false;
    }
    free(config->theme);
    config->theme = memory_copy_string(value);
    return true;
}

static bool apply(struct config_file *config, char *name, const char *value, struct error *error)
{
    struct {
        const char *name;
        bool *off;
    } switches[] = {
        {"colour", &config->no_colour}, {"mouse", &config->no_mouse},
        {"gutter", &config->no_gutter}, {"panel", &config->no_panel},
    };
    if (strncmp(name, "key ", 4) == 0)
        return keymap_bind(config->keymap, trim(name + 4), value, error);
    if (strcmp(name, "theme") == 0)
        return set_theme(config, value, error);
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
    error_set(error, ERROR_FORMAT, NULL, "unknown setting %s", name);
    return false;
}

static bool read_line(struct config_file *config, char *line, struct error *error)
{
    line = trim(line);
    if (*line == '\0' || *line == '#')
        return true;
    char *equals = strstr(line, " = ");
    char *close = equals ? equals : strchr(line, '=');
    if (!close) {
        error_set(error, ERROR_FORMAT, NULL, "NAME = VALUE is meant");
        return false;
    }
    char *value = trim(close + (equals ? 3 : 1));
    *close = '\0';
    return apply(config, trim(line), value, error);
}

size_t config_file_read(const struct environment *environment, struct config_file *config)
{
    *config = (struct config_file){.keymap = keymap_new()};
    char *path = path_join(environment->config, "config");
    struct buffer content = {0};
    struct error error;
    size_t faults = 0, number = 0;
    if (!file_read(path, CONFIG_LIMIT, &content, &error)) {
        if (error.code != ERROR_SYSTEM || (error.system != ENOENT && error.system != ENOTDIR)) {
            message_error(&error);
            faults++;
        }
    }
    for (char *line = content.data; line; ) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        number++;
        if (!read_line(config, line, &error)) {
            error.line = number;
            snprintf(error.path, sizeof error.path, "%s", path);
            message_error(&error);
            faults++;
        }
        line = end ? end + 1 : NULL;
    }
    buffer_fini(&content);
    free(path);
    return faults;
}

void config_file_fini(struct config_file *config)
{
    keymap_free(config->keymap);
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
