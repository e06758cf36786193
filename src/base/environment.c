// SPDX-License-Identifier: GPL-3.0-or-later
// Environment: folders and clock, read once.

#include <config.h>

#include "base/environment.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static char *home_directory(void)
{
    const char *home = getenv("HOME");
    if (home && home[0] == '/')
        return memory_copy_string(home);
    const struct passwd *entry = getpwuid(getuid());
    return memory_copy_string(entry && entry->pw_dir ? entry->pw_dir : "/");
}

// XDG Base Directory Specification: a relative path in the variable is to be ignored.
static char *xdg_directory(const char *variable, const char *in_home)
{
    const char *value = getenv(variable);
    if (value && value[0] == '/')
        return path_join(value, "dateline");
    char *home = home_directory();
    char *base = path_join(home, in_home);
    char *directory = path_join(base, "dateline");
    free(home);
    free(base);
    return directory;
}

static bool number_from(const char *variable, int64_t *number)
{
    const char *value = getenv(variable);
    if (!value || !*value)
        return false;
    char *end;
    errno = 0;
    long long parsed = strtoll(value, &end, 10);
    if (errno || *end || parsed < 0)
        return false;
    *number = parsed;
    return true;
}

// A folder of the program's own: the one a variable names, else the first of two places (from the
// program's folder) that has the file `sign` in it, else where it was installed.
static char *own_directory(const char *variable, const char *const places[2], const char *sign,
                           const char *installed)
{
    const char *named = getenv(variable);
    if (named && *named)
        return memory_copy_string(named);
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return memory_copy_string(installed);
    program[length] = '\0';
    char *folder = path_directory(program), *found = NULL;
    for (size_t i = 0; i < 2 && !found; i++) {
        char *place = path_join(folder, places[i]);
        char *file = path_join(place, sign);
        if (file_exists(file)) {
            found = place;
            place = NULL;
        }
        free(place);
        free(file);
    }
    free(folder);
    return found ? found : memory_copy_string(installed);
}

static char *data_directory(const char *installed)
{
    static const char *const places[] = {"data", "../share/dateline"};
    return own_directory("DATELINE_DATADIR", places, "gazetteer/countries.tsv", installed);
}

static char *helpers_directory(const char *installed)
{
    static const char *const places[] = {"src/html", "../libexec/dateline"};
    return own_directory("DATELINE_LIBEXECDIR", places, "dateline-html", installed);
}

// Where long files may lie: /tmp is often kept in memory.
static char *temporary_directory(void)
{
    const char *named = getenv("TMPDIR");
    return memory_copy_string(named && *named ? named : "/var/tmp");
}

void environment_init(struct environment *environment, const char *installed_data,
                      const char *installed_helpers)
{
    *environment = (struct environment){
        .config = xdg_directory("XDG_CONFIG_HOME", ".config"),
        .state = xdg_directory("XDG_STATE_HOME", ".local/state"),
        .data = data_directory(installed_data),
        .helpers = helpers_directory(installed_helpers),
        .temporary = temporary_directory(),
    };
    number_from("DATELINE_NOW", &environment->fixed_now);
    if (!number_from("SOURCE_DATE_EPOCH", &environment->today))
        environment->today = environment_now(environment) / 1000000;
}

void environment_copy(struct environment *copy, const struct environment *environment)
{
    *copy = *environment;
    copy->config = memory_copy_string(environment->config);
    copy->state = memory_copy_string(environment->state);
    copy->data = memory_copy_string(environment->data);
    copy->temporary = environment->temporary ? memory_copy_string(environment->temporary) : NULL;
    copy->helpers = environment->helpers ? memory_copy_string(environment->helpers) : NULL;
}

void environment_fini(struct environment *environment)
{
    free(environment->config);
    free(environment->state);
    free(environment->data);
    free(environment->helpers);
    free(environment->temporary);
    *environment = (struct environment){0};
}

int64_t environment_now(const struct environment *environment)
{
    if (environment->fixed_now)
        return environment->fixed_now;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}
