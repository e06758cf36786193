// SPDX-License-Identifier: GPL-3.0-or-later
// Folders for sessions, the environment in them, and runs without a terminal.

#include <config.h>

#include "internal.h"

#include "base/error.h"
#include "base/files.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILE_LIMIT = 64 * 1024 * 1024 };

void e2e_folder_init(struct e2e_folder *folder)
{
    const char *temporary = getenv("TMPDIR");
    snprintf(folder->path, sizeof folder->path, "%s/dateline-e2e-XXXXXX",
             temporary && *temporary ? temporary : "/tmp");
    if (!mkdtemp(folder->path))
        fail_msg("no temporary folder: %s", strerror(errno));
    char *home = path_join(folder->path, "home");
    mkdir(home, 0700);
    free(home);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

void e2e_folder_fini(struct e2e_folder *folder)
{
    if (folder->path[0])
        nftw(folder->path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    folder->path[0] = '\0';
}

void e2e_write(const struct e2e_folder *folder, const char *name, const char *content)
{
    char *path = path_join(folder->path, name);
    struct error error = {0};
    if (!file_replace(path, content, strlen(content), &error))
        fail_msg("%s cannot be written", path);
    free(path);
}

void e2e_copy(const struct e2e_folder *folder, const char *from, const char *name)
{
    struct buffer content = {0};
    struct error error = {0};
    char *path = path_join(folder->path, name);
    if (!file_read(from, FILE_LIMIT, &content, &error) ||
        !file_replace(path, buffer_string(&content), content.length, &error))
        fail_msg("%s cannot be copied to %s", from, path);
    buffer_fini(&content);
    free(path);
}

char *e2e_read(const struct e2e_folder *folder, const char *name)
{
    struct buffer content = {0};
    char *path = path_join(folder->path, name);
    bool found = file_read(path, FILE_LIMIT, &content, NULL);
    free(path);
    if (!found)
        buffer_clear(&content);
    if (!content.data)
        return memory_copy_string("");
    return buffer_take(&content);
}

const char *e2e_program(void)
{
    const char *program = getenv("DATELINE");
    if (!program || !*program)
        fail_msg("the variable DATELINE does not name the program");
    return program;
}

// Variables of the test's own run that the program keeps.
static const char *const kept[] = {"DATELINE_DATADIR", "ASAN_OPTIONS", "UBSAN_OPTIONS",
                                   "LSAN_OPTIONS", "LLVM_PROFILE_FILE"};

static void set_folder(const struct e2e_folder *folder, const char *name, const char *below)
{
    char path[512];
    snprintf(path, sizeof path, "%s/home%s", folder->path, below);
    setenv(name, path, 1);
}

void e2e_enter_folder(const struct e2e_folder *folder, const char *terminal,
                      const char *const *environment)
{
    enum { KEPT = sizeof kept / sizeof *kept };
    char *values[KEPT];
    for (size_t i = 0; i < KEPT; i++)
        values[i] = getenv(kept[i]) ? memory_copy_string(getenv(kept[i])) : NULL;
    clearenv();
    for (size_t i = 0; i < KEPT; i++) {
        if (values[i])
            setenv(kept[i], values[i], 1);
    }
    setenv("PATH", "/usr/bin:/bin", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TZ", "UTC", 1);
    set_folder(folder, "HOME", "");
    set_folder(folder, "XDG_CONFIG_HOME", "/config");
    set_folder(folder, "XDG_STATE_HOME", "/state");
    set_folder(folder, "XDG_DATA_HOME", "/data");
    set_folder(folder, "XDG_CACHE_HOME", "/cache");
    if (!terminal)
        setenv("TERM", "xterm-256color", 1);
    else if (*terminal)
        setenv("TERM", terminal, 1);
    for (size_t i = 0; environment && environment[i]; i++) {
        // What is put into the environment must last; the child becomes another program.
        putenv(memory_copy_string(environment[i]));
    }
    if (chdir(folder->path) != 0)
        _exit(126);
}

int e2e_input_pipe(const char *input)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        _exit(126);
    if (!file_write_all(ends[1], input, strlen(input)))
        _exit(126);
    close(ends[1]);
    return ends[0];
}

int e2e_status(int status)
{
    return WIFSIGNALED(status) ? 256 + WTERMSIG(status) : WEXITSTATUS(status);
}

_Noreturn static void become_program(const struct e2e_folder *folder, const char *input,
                                     const int outputs[2], const char *const *arguments)
{
    setsid(); // away from any terminal the tests were started from
    e2e_enter_folder(folder, NULL, NULL);
    int in = input ? e2e_input_pipe(input) : open("/dev/null", O_RDONLY);
    dup2(in, STDIN_FILENO);
    dup2(outputs[0], STDOUT_FILENO);
    dup2(outputs[1], STDERR_FILENO);
    execv(arguments[0], (char *const *)(uintptr_t)arguments);
    _exit(127);
}

// Reads both pipes until both are closed.
static void read_both(int descriptors[2], struct buffer texts[2])
{
    int open_count = 2;
    while (open_count > 0) {
        struct pollfd waiting[] = {{.fd = descriptors[0], .events = POLLIN},
                                   {.fd = descriptors[1], .events = POLLIN}};
        if (poll(waiting, 2, E2E_DEADLINE) <= 0)
            return;
        for (int i = 0; i < 2; i++) {
            char bytes[4096];
            if (!waiting[i].revents)
                continue;
            ssize_t count = read(descriptors[i], bytes, sizeof bytes);
            if (count > 0) {
                buffer_add(&texts[i], bytes, (size_t)count);
                continue;
            }
            close(descriptors[i]);
            descriptors[i] = -1;
            open_count--;
        }
    }
}

int e2e_run(const struct e2e_folder *folder, const char *input, char **output, char **errors,
            const char *const *arguments)
{
    const char *all[32] = {e2e_program()};
    for (size_t i = 0; arguments[i] && i + 2 < sizeof all / sizeof *all; i++)
        all[i + 1] = arguments[i];
    int out[2], err[2];
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0)
        fail_msg("no pipes: %s", strerror(errno));
    pid_t child = fork();
    if (child == 0)
        become_program(folder, input, (int[]){out[1], err[1]}, all);
    close(out[1]);
    close(err[1]);
    int descriptors[] = {out[0], err[0]};
    struct buffer texts[2] = {0};
    read_both(descriptors, texts);
    bool timed_out = descriptors[0] >= 0 || descriptors[1] >= 0;
    if (timed_out)
        kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    for (int i = 0; i < 2; i++) {
        char **taker = i == 0 ? output : errors;
        if (taker)
            *taker = memory_copy_string(buffer_string(&texts[i]));
        buffer_fini(&texts[i]);
    }
    if (timed_out)
        fail_msg("%s %s did not end", all[0], all[1] ? all[1] : "");
    return e2e_status(status);
}
