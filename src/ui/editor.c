// SPDX-License-Identifier: GPL-3.0-or-later
// Editor: a child in the foreground. Signals that its keys make (^C, ^\) are its own and are
// ignored here meanwhile; ^Z stops both, so that the shell gets its turn.

#include <config.h>

#include "ui/editor.h"

#include "base/buffer.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *editor_command(void)
{
    const char *visual = getenv("VISUAL");
    const char *editor = getenv("EDITOR");
    return visual && *visual ? visual : editor && *editor ? editor : "vi";
}

_Noreturn static void become_editor(const char *script, const char *file, int input)
{
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    if (input != STDIN_FILENO)
        dup2(input, STDIN_FILENO);
    execl("/bin/sh", "sh", "-c", script, "sh", file, (char *)NULL);
    _exit(127);
}

bool editor_run(const char *file, int input)
{
    static const struct {
        int number;
        void (*meanwhile)(int);
    } signals[] = {{SIGINT, SIG_IGN}, {SIGQUIT, SIG_IGN}, {SIGTSTP, SIG_DFL}};
    enum { COUNT = sizeof signals / sizeof *signals };
    struct sigaction saved[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        struct sigaction meanwhile = {.sa_handler = signals[i].meanwhile};
        sigemptyset(&meanwhile.sa_mask);
        sigaction(signals[i].number, &meanwhile, &saved[i]);
    }
    struct buffer script = {0};
    buffer_format(&script, "%s \"$1\"", editor_command());
    int status = -1;
    pid_t child = fork();
    if (child == 0)
        become_editor(buffer_string(&script), file, input);
    pid_t ended = -1;
    do {
        ended = child < 0 ? -1 : waitpid(child, &status, 0);
    } while (ended < 0 && child > 0 && errno == EINTR);
    buffer_fini(&script);
    for (size_t i = 0; i < COUNT; i++)
        sigaction(signals[i].number, &saved[i], NULL);
    return ended == child && child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
