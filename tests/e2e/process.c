// SPDX-License-Identifier: GPL-3.0-or-later
// The program on its pseudo-terminal, the leader of its session, and the waits.

#include <config.h>

#include "internal.h"

#include "base/files.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

// Put out by the leader after the program's end: what stands before it is all there was. (The end
// of the leader itself would throw away what has not been read.)
static const char end_mark[] = "\033]dateline;end\a";

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// A pipe's reading end, into which a process of its own puts the file.
static int pipe_from_file(const char *name)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        _exit(126);
    if (fork() == 0) {
        dup2(open(name, O_RDONLY | O_CLOEXEC), STDIN_FILENO);
        dup2(ends[1], STDOUT_FILENO);
        execlp("cat", "cat", (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    return ends[0];
}

_Noreturn static void become_program(const struct e2e_folder *folder,
                                     const struct e2e_options *options,
                                     const char *const *arguments)
{
    if (options->other_session) {
        setsid();
    } else {
        setpgid(0, 0);
        tcsetpgrp(STDOUT_FILENO, getpid());
    }
    // Whatever the tests were started with ignored (nohup, a shell's background job) is not the
    // program's business.
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    e2e_enter_folder(folder, options->terminal, options->environment);
    if (options->no_input)
        close(STDIN_FILENO);
    if (options->input)
        dup2(e2e_input_pipe(options->input), STDIN_FILENO);
    if (options->input_file)
        dup2(pipe_from_file(options->input_file), STDIN_FILENO);
    execv(arguments[0], (char *const *)(uintptr_t)arguments);
    _exit(127);
}

// The session's leader: starts the program, reports what becomes of it, obeys orders.
_Noreturn static void lead(const struct e2e_folder *folder, const struct e2e_options *options,
                           const char *const *arguments, int reports, int orders)
{
    signal(SIGHUP, SIG_IGN);  // it outlives its terminal, to report
    signal(SIGTTOU, SIG_IGN); // a shell, too, sets the terminal's group from the background
    pid_t program = fork();
    if (program == 0)
        become_program(folder, options, arguments);
    if (!options->other_session) {
        setpgid(program, program);
        tcsetpgrp(STDOUT_FILENO, program);
    }
    int status = program;
    char order;
    bool alive = program > 0 && write(reports, &status, sizeof status) == sizeof status;
    while (alive && waitpid(program, &status, WUNTRACED) == program) {
        alive = WIFSTOPPED(status);
        if (alive)
            tcsetpgrp(STDOUT_FILENO, getpgrp());
        else
            file_write_all(STDOUT_FILENO, end_mark, sizeof end_mark - 1);
        if (write(reports, &status, sizeof status) != sizeof status || read(orders, &order, 1) != 1)
            break;
        tcsetpgrp(STDOUT_FILENO, program);
        kill(-program, SIGCONT);
    }
    _exit(0);
}

// A leader goes on as this program, so that nothing is closed for it: the ends that belong to other
// sessions would keep their leaders waiting.
static void close_others(int one, int other)
{
    int least = one < other ? one : other, most = one < other ? other : one;
    if (least > 3)
        close_range(3, (unsigned)least - 1, 0);
    if (most > least + 1)
        close_range((unsigned)least + 1, (unsigned)most - 1, 0);
    close_range((unsigned)most + 1, ~0U, 0);
}

struct e2e *e2e_start_with(const struct e2e_folder *folder, int rows, int columns,
                           const struct e2e_options *options, const char *const *arguments)
{
    static const struct e2e_options usual;
    const char *all[32] = {e2e_program()};
    for (size_t i = 0; arguments[i] && i + 2 < sizeof all / sizeof *all; i++)
        all[i + 1] = arguments[i];
    int reports[2], orders[2];
    if (pipe2(reports, O_CLOEXEC) != 0 || pipe2(orders, O_CLOEXEC) != 0)
        fail_msg("no pipes: %s", strerror(errno));
    struct e2e *e2e = memory_allocate_zeroed(1, sizeof *e2e);
    e2e->folder = *folder;
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    int terminal, far_end;
    if (openpty(&terminal, &far_end, NULL, NULL, &size) != 0)
        fail_msg("no pseudo-terminal: %s", strerror(errno));
    fcntl(terminal, F_SETFD, FD_CLOEXEC);
    tcgetattr(far_end, &e2e->line);
    e2e->leader = fork();
    if (e2e->leader == 0) {
        login_tty(far_end);
        close_others(reports[1], orders[0]);
        lead(folder, options ? options : &usual, all, reports[1], orders[0]);
    }
    close(far_end);
    close(reports[1]);
    close(orders[0]);
    e2e->terminal = terminal;
    e2e->reports = reports[0];
    e2e->orders = orders[1];
    int program = 0;
    if (read(reports[0], &program, sizeof program) != sizeof program)
        fail_msg("the program could not be started");
    e2e->program = program;
    e2e_screen_init(e2e, rows, columns);
    return e2e;
}

struct e2e *e2e_start(const struct e2e_folder *folder, int rows, int columns, ...)
{
    const char *arguments[31] = {0};
    va_list list;
    va_start(list, columns);
    for (size_t i = 0; i + 1 < sizeof arguments / sizeof *arguments; i++) {
        arguments[i] = va_arg(list, const char *);
        if (!arguments[i])
            break;
    }
    va_end(list);
    return e2e_start_with(folder, rows, columns, NULL, arguments);
}

void e2e_free(struct e2e *e2e)
{
    if (!e2e)
        return;
    if (!e2e->exited)
        kill(e2e->program, SIGKILL);
    close(e2e->orders);
    if (e2e->terminal >= 0)
        close(e2e->terminal);
    close(e2e->reports);
    waitpid(e2e->leader, NULL, 0);
    e2e_screen_fini(e2e);
    free(e2e);
}

void e2e_fail(struct e2e *e2e, const char *format, ...)
{
    char message[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(message, sizeof message, format, list);
    va_end(list);
    fprintf(stderr, "# %s\n", message);
    e2e_print_screen(e2e);
    fail_msg("%s", message);
    abort(); // fail_msg does not return
}

static void read_output(struct e2e *e2e)
{
    char bytes[16 * 1024];
    ssize_t count = read(e2e->terminal, bytes, sizeof bytes);
    if (count > 0) {
        e2e_screen_feed(e2e, bytes, (size_t)count);
        size_t length, new = (size_t)count + sizeof end_mark;
        const char *output = e2e_output(e2e, &length);
        new = new < length ? new : length;
        e2e->drained |= memmem(output + length - new, new, end_mark, sizeof end_mark - 1) != NULL;
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        e2e->drained = true;
    }
}

static void read_report(struct e2e *e2e)
{
    int status;
    if (read(e2e->reports, &status, sizeof status) != sizeof status) {
        e2e->exited = true;
    } else if (WIFSTOPPED(status)) {
        e2e->stopped = true;
    } else {
        e2e->exited = true;
        e2e->exit_status = status;
    }
}

// Waits until something comes from the program, at most so long. False: nothing can come any more.
static bool pump(struct e2e *e2e, int64_t patience)
{
    struct pollfd waiting[] = {
        {.fd = e2e->drained ? -1 : e2e->terminal, .events = POLLIN},
        {.fd = e2e->exited ? -1 : e2e->reports, .events = POLLIN},
    };
    if (e2e->drained && e2e->exited)
        return false;
    if (poll(waiting, 2, (int)patience) > 0) {
        if (waiting[0].revents)
            read_output(e2e);
        if (waiting[1].revents)
            read_report(e2e);
    }
    return true;
}

// Pumps until the check holds; false where the deadline passes or the program is gone before.
static bool wait_until(struct e2e *e2e, bool (*check)(struct e2e *, const void *),
                       const void *argument, int64_t slice)
{
    int64_t deadline = milliseconds() + E2E_DEADLINE;
    while (!check(e2e, argument)) {
        int64_t left = deadline - milliseconds();
        if (left <= 0 || !pump(e2e, left < slice ? left : slice))
            return check(e2e, argument);
    }
    return true;
}

void e2e_wait(struct e2e *e2e, bool (*check)(struct e2e *e2e, const void *argument),
              const void *argument, const char *what)
{
    if (!wait_until(e2e, check, argument, E2E_DEADLINE))
        e2e_fail(e2e, "waited in vain: %s", what);
}

static bool text_is_there(struct e2e *e2e, const void *text)
{
    return e2e_find(e2e, text, NULL, NULL);
}

static bool text_is_gone(struct e2e *e2e, const void *text)
{
    return !e2e_find(e2e, text, NULL, NULL);
}

void e2e_wait_text(struct e2e *e2e, const char *text)
{
    if (!wait_until(e2e, text_is_there, text, E2E_DEADLINE))
        e2e_fail(e2e, "waited in vain for “%s”", text);
}

void e2e_wait_gone(struct e2e *e2e, const char *text)
{
    if (!wait_until(e2e, text_is_gone, text, E2E_DEADLINE))
        e2e_fail(e2e, "waited in vain for “%s” to go", text);
}

struct row_text {
    int row;
    const char *text;
};

static bool row_has_text(struct e2e *e2e, const void *argument)
{
    const struct row_text *wanted = argument;
    return strstr(e2e_row_text(e2e, wanted->row), wanted->text);
}

void e2e_wait_row(struct e2e *e2e, int row, const char *text)
{
    if (!wait_until(e2e, row_has_text, &(struct row_text){row, text}, E2E_DEADLINE))
        e2e_fail(e2e, "waited in vain for “%s” in row %d", text, row);
}

struct file_text {
    const char *name, *text;
};

static bool file_has_text(struct e2e *e2e, const void *argument)
{
    const struct file_text *wanted = argument;
    char *content = e2e_read(&e2e->folder, wanted->name);
    bool found = strstr(content, wanted->text);
    free(content);
    return found;
}

// A file tells nobody when it changes: it is looked at again every few milliseconds.
void e2e_wait_file(struct e2e *e2e, const char *name, const char *text)
{
    enum { SLICE = 5 };
    if (!wait_until(e2e, file_has_text, &(struct file_text){name, text}, SLICE))
        e2e_fail(e2e, "waited in vain for “%s” in %s", text, name);
}

static bool has_exited(struct e2e *e2e, const void *argument)
{
    (void)argument;
    return e2e->exited && e2e->drained;
}

static bool has_stopped(struct e2e *e2e, const void *argument)
{
    (void)argument;
    return e2e->stopped;
}

bool e2e_has_ended(struct e2e *e2e)
{
    pump(e2e, 0);
    return e2e->exited;
}

int e2e_wait_exit(struct e2e *e2e)
{
    e2e_wait(e2e, has_exited, NULL, "the program's end");
    return e2e_status(e2e->exit_status);
}

void e2e_wait_stop(struct e2e *e2e)
{
    e2e_wait(e2e, has_stopped, NULL, "the program's stop");
}

void e2e_continue(struct e2e *e2e)
{
    e2e->stopped = false;
    if (write(e2e->orders, "c", 1) != 1)
        e2e_fail(e2e, "the leader of the session is gone");
}

void e2e_keys(struct e2e *e2e, const char *keys)
{
    if (!file_write_all(e2e->terminal, keys, strlen(keys)))
        e2e_fail(e2e, "the terminal takes no keys");
}

void e2e_paste(struct e2e *e2e, const char *text)
{
    e2e_keys(e2e, "\033[200~");
    e2e_keys(e2e, text);
    e2e_keys(e2e, "\033[201~");
}

void e2e_mouse(struct e2e *e2e, int row, int column, bool released)
{
    char sequence[64];
    snprintf(sequence, sizeof sequence, "\033[<0;%d;%d%c", column + 1, row + 1,
             released ? 'm' : 'M');
    e2e_keys(e2e, sequence);
}

void e2e_resize(struct e2e *e2e, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    e2e_screen_resize(e2e, rows, columns);
    if (ioctl(e2e->terminal, TIOCSWINSZ, &size) != 0)
        e2e_fail(e2e, "the terminal cannot be resized: %s", strerror(errno));
}

void e2e_hang_up(struct e2e *e2e)
{
    close(e2e->terminal);
    e2e->terminal = -1;
    e2e->drained = true;
}

void e2e_signal(struct e2e *e2e, int number)
{
    kill(e2e->program, number);
}
