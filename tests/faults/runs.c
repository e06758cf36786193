// SPDX-License-Identifier: GPL-3.0-or-later
// Runs: a program under the tracer, its words read from a pipe, or from the screen that libvterm
// makes of them. In the reader nothing depends on time: keys are given whenever it begins to wait
// for some, and only then is its screen looked at.

#include <config.h>

#include "runs.h"

#include "base/files.h"
#include "base/memory.h"
#include "e2e/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

enum { INTERRUPTIONS = 8 }; // that come one after the other

struct running {
    const struct stage *stage;
    const struct run_fault *fault;
    struct run *run;
    struct witness witness;
    size_t interruptions;
    // of a command
    int output, errors; // the pipes' far ends
    // of the reader
    struct e2e *screen; // NULL: a command
    int far_end;
    size_t wanted, typed;
    bool moved;            // on to the next sentence, so that the last note's message is gone
    bool waiting, leaving; // for a note to be called saved; quitting
};

// --- the fault -----------------------------------------------------------------------------

static bool is_dialogue(const struct tracer_call *call)
{
    return (call->number == SYS_write || call->number == SYS_read) &&
           call->arguments[0] <= STDERR_FILENO;
}

static bool is_sync(const struct tracer_call *call)
{
    return call->number == SYS_fsync || call->number == SYS_fdatasync;
}

// A fault of the kind that is not deadly, at a call that has come to its point.
static enum tracer_verdict tamper(struct running *running, struct tracer_call *call)
{
    const struct run_fault *fault = running->fault;
    if (is_dialogue(call))
        running->run->hit_output = true;
    if (fault->kind == FAULT_SHORT)
        return call->number == SYS_write || call->number == SYS_read ||
                       call->number == SYS_pread64
                   ? TRACER_SHORTEN
                   : TRACER_GO;
    if (fault->error == EINTR && running->interruptions++ >= INTERRUPTIONS)
        return TRACER_GO;
    call->reply = -fault->error;
    return TRACER_REPLACE;
}

static enum tracer_verdict inflict(struct running *running, struct tracer_call *call)
{
    const struct run_fault *fault = running->fault;
    // A close that fails has closed all the same: it is made, and fails when it returns.
    bool after = call->number == SYS_close;
    if (fault->syncs_lie && is_sync(call) && !call->returned) {
        call->reply = 0;
        return TRACER_REPLACE;
    }
    if (fault->kind == FAULT_KILL) {
        if (call->returned || running->run->points++ != fault->point)
            return TRACER_GO;
        return TRACER_KILL;
    }
    if (!witness_is_file_call(call))
        return TRACER_GO;
    if (!call->returned)
        running->run->points++;
    if (fault->kind == FAULT_NONE || call->returned != after)
        return TRACER_GO;
    size_t point = running->run->points - 1;
    bool now = fault->lasting ? point >= fault->point : point == fault->point;
    return now ? tamper(running, call) : TRACER_GO;
}

// --- the reader's screen -------------------------------------------------------------------

static void read_screen(struct running *running)
{
    char bytes[16 * 1024];
    ssize_t count;
    while ((count = read(running->screen->terminal, bytes, sizeof bytes)) > 0)
        e2e_screen_feed(running->screen, bytes, (size_t)count);
    if (running->waiting && e2e_find(running->screen, "is saved", NULL, NULL)) {
        running->waiting = false;
        running->run->acknowledged++;
        running->run->early =
            running->run->early || running->run->acknowledged > running->witness.durable;
    }
}

static void type(struct running *running, const char *keys)
{
    ssize_t written = write(running->screen->terminal, keys, strlen(keys));
    (void)written; // of a program that no longer reads
}

static void give_up(struct running *running)
{
    char words[32];
    size_t start, end;
    if (!running->waiting)
        return;
    running->run->given_up = true;
    running->run->unsaved = running->typed - 1;
    stage_note(running->run->unsaved, words, &start, &end);
    running->run->on_screen = e2e_find(running->screen, words, NULL, NULL);
}

// The program waits for keys: the next note, when the last one is known to be saved; what is not
// called saved is given up by Esc, and with it the rest.
static void give_keys(struct running *running)
{
    char keys[64], words[32];
    size_t start, end;
    read_screen(running);
    if (running->leaving) {
        type(running, "\x1B");
        type(running, "ZZ");
        kill(-running->screen->program, SIGTERM);
    } else if (running->waiting || running->typed == running->wanted ||
               e2e_find(running->screen, running->moved ? "is saved" : "cannot be kept", NULL, NULL)) {
        // All is done; or the last note was not saved, or the screen shows nothing new any more, or
        // the reader has said at once that it keeps no notes.
        give_up(running);
        running->leaving = true;
        running->waiting = false;
        type(running, "ZZ");
    } else if (!running->moved) {
        running->moved = true;
        type(running, ")");
    } else {
        stage_note(running->typed++, words, &start, &end);
        snprintf(keys, sizeof keys, "a%s\r", words);
        type(running, keys);
        running->waiting = true;
        running->moved = false;
    }
}

static bool waits_for_keys(const struct tracer_call *call)
{
#ifdef SYS_poll
    return !call->returned && call->number == SYS_poll && (int)call->arguments[2] != 0;
#else
    (void)call;
    return false;
#endif
}

// --- the run -------------------------------------------------------------------------------

static void hear_acknowledgement(struct running *running, const struct tracer *tracer,
                                 const struct tracer_call *call)
{
    char words[128] = "";
    if (running->screen || call->returned || call->number != SYS_write ||
        call->arguments[0] != STDOUT_FILENO)
        return;
    size_t length = call->arguments[2] < sizeof words - 1 ? call->arguments[2] : sizeof words - 1;
    words[tracer_bytes(tracer, call->arguments[1], words, length)] = '\0';
    if (strncmp(words, "urn:uuid:", 9) == 0)
        running->run->early = running->run->early || running->witness.durable == 0;
}

static enum tracer_verdict judge(struct tracer *tracer, struct tracer_call *call, void *context)
{
    struct running *running = context;
    witness_see(&running->witness, tracer, call);
    hear_acknowledgement(running, tracer, call);
    if (running->screen && waits_for_keys(call))
        give_keys(running);
    if (running->fault->look && !call->returned) {
        if (running->screen)
            read_screen(running);
        running->fault->look(running->run, running->fault->context);
    }
    return inflict(running, call);
}

static void enter(void *context)
{
    // Leaks cannot be looked for by who is traced himself.
    static const char *const environment[] = {"ASAN_OPTIONS=detect_leaks=0", NULL};
    struct running *running = context;
    if (running->screen) {
        login_tty(running->far_end);
    } else {
        setsid();
        int in = open("/dev/null", O_RDONLY);
        dup2(in, STDIN_FILENO);
        close(in);
        dup2(running->output, STDOUT_FILENO);
        dup2(running->errors, STDERR_FILENO);
    }
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    e2e_enter_folder(&running->stage->folder, NULL, environment);
}

static void read_pipe(int descriptor, struct buffer *content)
{
    char bytes[4096];
    ssize_t count;
    while ((count = read(descriptor, bytes, sizeof bytes)) > 0)
        buffer_add(content, bytes, (size_t)count);
}

static void take_id(struct run *run, const struct buffer *output)
{
    const char *words = buffer_string(output);
    size_t length = strcspn(words, "\n");
    if (words[length] != '\n' || length >= sizeof run->id || strncmp(words, "urn:uuid:", 9) != 0)
        return;
    memcpy(run->id, words, length);
    run->id[length] = '\0';
    run->acknowledged = 1;
}

static const char *first_name(const struct run_fault *fault)
{
    return fault->kind == FAULT_KILL && stage_is_long() ? NULL : STAGE_ARTICLE;
}

struct run run_add(const struct stage *stage, size_t note, const struct run_fault *fault)
{
    struct run run = {0};
    int output[2], errors[2];
    if (pipe2(output, O_CLOEXEC | O_NONBLOCK) != 0 || pipe2(errors, O_CLOEXEC | O_NONBLOCK) != 0)
        fail_msg("no pipes: %s", strerror(errno));
    struct running running = {.stage = stage,
                              .fault = fault,
                              .run = &run,
                              .output = output[1],
                              .errors = errors[1]};
    char words[32], from[16], to[16];
    size_t start, end;
    stage_note(note, words, &start, &end);
    snprintf(from, sizeof from, "%zu", start);
    snprintf(to, sizeof to, "%zu", end);
    const char *arguments[] = {e2e_program(), "add",    "--start", from,          "--end", to,
                               "--note",      words, STAGE_ARTICLE, NULL};
    struct tracer tracer = {
        .begin = first_name(fault), .judge = judge, .context = &running};
    tracer_start(&tracer, arguments, enter, &running);
    run.status = tracer_run(&tracer);
    struct buffer said = {0}, complaints = {0};
    read_pipe(output[0], &said);
    read_pipe(errors[0], &complaints);
    take_id(&run, &said);
    run.said_something = complaints.length > 0;
    run.durable = running.witness.durable;
    buffer_fini(&said);
    buffer_fini(&complaints);
    for (int i = 0; i < 2; i++) {
        close(output[i]);
        close(errors[i]);
    }
    return run;
}

struct run run_reader(const struct stage *stage, size_t count, const struct run_fault *fault)
{
    struct run run = {0};
    struct e2e screen = {.folder = stage->folder};
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    int far_end;
    if (openpty(&screen.terminal, &far_end, NULL, NULL, &size) != 0)
        fail_msg("no pseudo-terminal: %s", strerror(errno));
    fcntl(screen.terminal, F_SETFD, FD_CLOEXEC);
    fcntl(screen.terminal, F_SETFL, O_NONBLOCK);
    fcntl(far_end, F_SETFD, FD_CLOEXEC);
    e2e_screen_init(&screen, size.ws_row, size.ws_col);
    struct running running = {.stage = stage,
                              .fault = fault,
                              .run = &run,
                              .screen = &screen,
                              .far_end = far_end,
                              .wanted = count};
    const char *arguments[] = {e2e_program(), STAGE_ARTICLE, NULL};
    struct tracer tracer = {
        .begin = first_name(fault), .judge = judge, .context = &running};
    tracer_start(&tracer, arguments, enter, &running);
    screen.program = tracer.program;
    run.status = tracer_run(&tracer);
    read_screen(&running);
    run.durable = running.witness.durable;
    close(far_end);
    close(screen.terminal);
    e2e_screen_fini(&screen);
    return run;
}
