// SPDX-License-Identifier: GPL-3.0-or-later
// The program under test as a child that writes into a pipe.

#include <config.h>

#include "program.h"

#include "base/files.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

// Far more than any command prints for an article.
#define OUTPUT_LIMIT (256u << 20)

// Years are told from weekdays as "the latest not in the future", so the answer would change with
// the calendar: 2026-01-01 for ever.
#define FIXED_DAY "1767225600"

_Noreturn static void become_program(const char *program, const char *command, const char *option,
                                     const char *file, int output)
{
    const char *const with[] = {program, command, option, "--", file, NULL};
    const char *const without[] = {program, command, "--", file, NULL};
    setenv("SOURCE_DATE_EPOCH", FIXED_DAY, 1);
    setenv("HOME", "/nonexistent", 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("XDG_STATE_HOME");
    unsetenv("XDG_DATA_HOME");
    dup2(output, STDOUT_FILENO);
    close(output);
    execv(program, (char *const *)(uintptr_t)(option ? with : without));
    _exit(127);
}

bool program_run(const char *command, const char *option, const char *file, struct buffer *output,
                 int *status, struct error *error)
{
    const char *program = getenv("DATELINE");
    int ends[2];
    if (!program) {
        error_set(error, ERROR_NOT_FOUND, NULL, "the program: DATELINE is not set");
        return false;
    }
    if (pipe(ends) < 0) {
        error_set_system(error, NULL);
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        become_program(program, command, option, file, ends[1]);
    }
    close(ends[1]);
    bool read_all = child > 0 && file_read_descriptor(ends[0], file, OUTPUT_LIMIT, output, error);
    if (child < 0)
        error_set_system(error, program);
    close(ends[0]);
    int ended = 0;
    if (child > 0 && waitpid(child, &ended, 0) < 0) {
        error_set_system(error, program);
        return false;
    }
    *status = WIFSIGNALED(ended) ? 128 + WTERMSIG(ended) : WEXITSTATUS(ended);
    return read_all;
}
