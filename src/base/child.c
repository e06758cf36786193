// SPDX-License-Identifier: GPL-3.0-or-later
// Child: a helper program as a filter. One loop feeds it and takes from it at once, so that neither
// waits for the other with a full pipe; a deadline and a limit of bytes bound the loop.

#include <config.h>

#include "base/child.h"

#include "base/clock.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024, MESSAGES_LIMIT = 4096 };

struct running {
    const struct child *child;
    const char *name;
    pid_t process;
    int ends[3]; // ours of its standard input, output and error; -1: closed
    const char *input;
    size_t left;
    struct buffer *output, *messages;
    int64_t deadline; // milliseconds
    int64_t notice;   // when it is told that the program still runs; INT64_MAX: no more
};

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

// Starts the program on three pipes; what is not handed over is closed in it. Returns an errno.
static int spawn(struct running *running)
{
    int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
    int failed = 0;
    for (size_t i = 0; i < 3 && !failed; i++)
        failed = pipe2(pipes[i], O_CLOEXEC) < 0 ? errno : 0;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    sigset_t pipe_signal;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    for (int i = 0; i < 3 && !failed; i++)
        failed = posix_spawn_file_actions_adddup2(&actions, pipes[i][i ? 1 : 0], i);
    if (!failed) {
        // posix_spawn does not write to the arguments; its type is of before const.
        char *const *arguments = (char *const *)(uintptr_t)running->child->arguments;
        failed = posix_spawn(&running->process, arguments[0], &actions, &attributes, arguments,
                             environ);
    }
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    for (size_t i = 0; i < 3; i++) {
        close_end(&pipes[i][i ? 1 : 0]);
        running->ends[i] = pipes[i][i ? 0 : 1];
    }
    if (!failed)
        fcntl(running->ends[0], F_SETFL, O_NONBLOCK);
    return failed;
}

static void feed(struct running *running)
{
    ssize_t written = write(running->ends[0], running->input, running->left);
    if (written < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (written > 0) {
        running->input += written;
        running->left -= (size_t)written;
    }
    if (written < 0 || running->left == 0) // it has ended, or has all: its exit status says which
        close_end(&running->ends[0]);
}

static void take(int *end, struct buffer *into, size_t limit)
{
    char block[BLOCK];
    ssize_t got = read(*end, block, sizeof block);
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0)
        close_end(end);
    else if (into && into->length < limit)
        buffer_add(into, block, (size_t)got);
}

static void took_too_long(const struct running *running, struct error *error)
{
    error_set(error, ERROR_HELPER, running->name, "%s took over %d s", running->child->arguments[0],
              running->child->time_limit / 1000);
}

// Milliseconds to wait for the program; tells that it is waited for when that is due.
static int64_t time_left(struct running *running)
{
    int64_t now = clock_milliseconds();
    if (now >= running->notice) {
        running->notice = INT64_MAX;
        running->child->still_waiting(running->child->context);
    }
    int64_t until = running->deadline < running->notice ? running->deadline : running->notice;
    return until - now;
}

// False with *error where a limit was passed.
static bool converse(struct running *running, struct error *error)
{
    while (running->ends[1] >= 0 || running->ends[2] >= 0) {
        struct pollfd polled[3];
        for (size_t i = 0; i < 3; i++)
            polled[i] = (struct pollfd){running->ends[i], i ? POLLIN : POLLOUT, 0};
        int64_t left = time_left(running);
        int ready = left > 0 ? poll(polled, 3, (int)left) : 0;
        if (ready == 0 && clock_milliseconds() < running->deadline)
            continue; // for the notice
        if (ready == 0) {
            took_too_long(running, error);
            return false;
        }
        if (ready < 0)
            continue; // a signal
        if (polled[0].revents)
            feed(running);
        if (polled[1].revents)
            take(&running->ends[1], running->output, SIZE_MAX);
        if (polled[2].revents)
            take(&running->ends[2], running->messages, MESSAGES_LIMIT);
        if (running->output->length > running->child->output_limit) {
            error_set(error, ERROR_HELPER, running->name, "over %zu bytes from %s",
                      running->child->output_limit, running->child->arguments[0]);
            return false;
        }
    }
    return true;
}

// Waits for its end, for one that has closed its output no longer than the deadline says.
static bool reap(struct running *running, int *status, struct error *error)
{
    int ended = 0;
    pid_t got;
    while ((got = waitpid(running->process, &ended, WNOHANG)) <= 0) {
        if (got < 0 && errno != EINTR) {
            error_set_system(error, running->name);
            return false;
        }
        if (clock_milliseconds() > running->deadline)
            kill(running->process, SIGKILL);
        poll(NULL, 0, 1);
    }
    if (WIFEXITED(ended)) {
        *status = WEXITSTATUS(ended);
        return true;
    }
    if (WTERMSIG(ended) == SIGXCPU)
        error_set(error, ERROR_HELPER, running->name, "%s used up its time",
                  running->child->arguments[0]);
    else
        error_set(error, ERROR_HELPER, running->name, "%s was ended by signal %d",
                  running->child->arguments[0], WTERMSIG(ended));
    return false;
}

bool child_filter(const struct child *child, const char *input, size_t length, const char *name,
                  struct buffer *output, struct buffer *messages, int *status, struct error *error)
{
    int64_t now = clock_milliseconds();
    struct running running = {
        .child = child,
        .name = name,
        .ends = {-1, -1, -1},
        .input = input,
        .left = length,
        .output = output,
        .messages = messages,
        .deadline = now + child->time_limit,
        .notice = child->still_waiting ? now + child->patience : INT64_MAX,
    };
    int failed = spawn(&running);
    bool done = false;
    if (failed == ENOENT || failed == EACCES || failed == ENOTDIR) {
        error_set(error, ERROR_HELPER, name, "%s is not there", child->arguments[0]);
    } else if (failed) {
        errno = failed;
        error_set_system(error, child->arguments[0]);
    } else if (converse(&running, error)) {
        done = reap(&running, status, error);
    } else {
        kill(running.process, SIGKILL);
        reap(&running, status, NULL);
    }
    for (size_t i = 0; i < 3; i++)
        close_end(&running.ends[i]);
    return done;
}
