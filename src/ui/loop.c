// SPDX-License-Identifier: GPL-3.0-or-later
// Loop: waits for keys and signals, hands them to the reader, shows what it draws.
//
// Signal handlers only write their number into a pipe that the loop waits on beside the keys; the
// pipe's two descriptors are the file's only variables. What has come is handled before the screen
// is drawn, but the screen is never older than DRAW_LATEST while keys keep coming. A storm of
// window changes leads to one resize in RESIZE_APART.

#include <config.h>

#include "ui/loop.h"

#include "base/clock.h"
#include "base/memory.h"
#include "ui/clipboard.h"
#include "ui/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { // milliseconds
    IDLE_AFTER = 250,
    DRAW_LATEST = 40,
    RESIZE_APART = 30,
};

static int signal_pipe[2] = {-1, -1};

static const int signals[] = {SIGWINCH, SIGTERM, SIGHUP, SIGCONT, SIGTSTP, SIGINT};
enum { SIGNAL_COUNT = sizeof signals / sizeof *signals };

struct loop {
    struct reader *reader;
    struct terminal *terminal;
    struct input_decoder *decoder;
    struct canvas canvas;
    struct sigaction saved[SIGNAL_COUNT];
    uint64_t pending; // signals that came: bit n for signal n
    bool ended;
    int status;
    int more; // descriptor that tells of more for the reader; -1: none
    bool outdated;          // the reader may look other than the screen
    bool idling;            // only by idle inputs, which need no hurry
    int64_t drawn, resized; // when, in milliseconds
};

static void note_signal(int number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t written = write(signal_pipe[1], &byte, 1);
    (void)written; // a full pipe has told enough
    errno = saved;
}

static void catch_signal(int number, struct sigaction *saved)
{
    struct sigaction action = {.sa_handler = note_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, saved);
}

static bool signals_start(struct loop *loop, struct error *error)
{
    if (pipe2(signal_pipe, O_NONBLOCK | O_CLOEXEC) != 0) {
        error_set_system(error, NULL);
        return false;
    }
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
        catch_signal(signals[i], &loop->saved[i]);
    return true;
}

static void signals_stop(struct loop *loop)
{
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
        sigaction(signals[i], &loop->saved[i], NULL);
    close(signal_pipe[0]);
    close(signal_pipe[1]);
    signal_pipe[0] = signal_pipe[1] = -1;
}

static void signals_collect(struct loop *loop)
{
    unsigned char bytes[64];
    ssize_t count;
    while ((count = read(signal_pipe[0], bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < count; i++)
            loop->pending |= UINT64_C(1) << (bytes[i] & 63);
    }
}

static bool take_signal(struct loop *loop, int number)
{
    uint64_t bit = UINT64_C(1) << number;
    bool came = loop->pending & bit;
    loop->pending &= ~bit;
    return came;
}

static void end(struct loop *loop, int status)
{
    if (!loop->ended)
        loop->status = status;
    loop->ended = true;
}

static void fit_size(struct loop *loop)
{
    int rows, columns;
    terminal_size(loop->terminal, &rows, &columns);
    canvas_fini(&loop->canvas);
    canvas_init(&loop->canvas, rows, columns);
    reader_resize(loop->reader, rows, columns);
    loop->outdated = true;
}

static void draw(struct loop *loop)
{
    canvas_clear(&loop->canvas);
    reader_draw(loop->reader, &loop->canvas);
    terminal_show(loop->terminal, &loop->canvas);
    loop->outdated = loop->idling = false;
    loop->drawn = clock_milliseconds();
}

// Takes the terminal again after another program had it.
static void come_back(struct loop *loop)
{
    terminal_return(loop->terminal);
    signals_collect(loop);
    take_signal(loop, SIGCONT);
    take_signal(loop, SIGTSTP);
    take_signal(loop, SIGINT);
    if (terminal_update_size(loop->terminal))
        fit_size(loop);
    loop->outdated = true;
}

// Stops the process, or with ^Z, as the terminal would have done it, the whole job. Where nobody
// could continue it (an orphaned process group) the system lets it run on.
static void suspend(struct loop *loop, pid_t whom)
{
    terminal_leave(loop->terminal);
    signal(SIGTSTP, SIG_DFL);
    kill(whom, SIGTSTP);
    catch_signal(SIGTSTP, NULL);
    come_back(loop);
}

static void edit(struct loop *loop)
{
    const char *file = reader_editor_file(loop->reader);
    if (!file)
        return;
    terminal_leave(loop->terminal);
    bool ok = editor_run(file, terminal_descriptor(loop->terminal));
    come_back(loop);
    reader_editor_done(loop->reader, ok);
}

static void handle(struct loop *loop, const struct input *input)
{
    unsigned requests = reader_handle(loop->reader, input);
    if (input->kind != INPUT_IDLE && input->kind != INPUT_WORK)
        loop->outdated = true;
    else
        loop->idling = true;
    if (requests & REQUEST_CLIPBOARD) {
        const char *text = reader_clipboard(loop->reader);
        if (!terminal_copy(loop->terminal, text)) {
            reader_clipboard_refused(loop->reader, strlen(text) > CLIPBOARD_LIMIT);
            requests |= REQUEST_BELL;
        }
    }
    if (requests & REQUEST_BELL)
        terminal_bell(loop->terminal);
    if (requests & REQUEST_REDRAW)
        terminal_forget_screen(loop->terminal);
    if (requests & REQUEST_EDITOR)
        edit(loop);
    if (requests & REQUEST_SUSPEND)
        suspend(loop, 0);
    if (requests & REQUEST_QUIT)
        end(loop, 0);
}

static void handle_kind(struct loop *loop, enum input_kind kind)
{
    handle(loop, &(struct input){.kind = kind});
}

static void handle_decoded(struct loop *loop)
{
    struct input input;
    while (!loop->ended && input_decoder_next(loop->decoder, &input))
        handle(loop, &input);
}

static void handle_signals(struct loop *loop)
{
    signals_collect(loop);
    if (take_signal(loop, SIGHUP))
        end(loop, 128 + SIGHUP);
    if (take_signal(loop, SIGTERM))
        end(loop, 128 + SIGTERM);
    if (loop->ended)
        return;
    if (take_signal(loop, SIGTSTP))
        suspend(loop, getpid());
    if (take_signal(loop, SIGCONT)) // after SIGSTOP, of which nothing could be noticed
        come_back(loop);
    if (take_signal(loop, SIGINT))
        handle_kind(loop, INPUT_INTERRUPT);
}

// Milliseconds until a pending change of the window's size may be followed; -1: none is pending.
static int resize_delay(const struct loop *loop)
{
    if (!(loop->pending & UINT64_C(1) << SIGWINCH))
        return -1;
    int64_t since = clock_milliseconds() - loop->resized;
    return since < RESIZE_APART ? (int)(RESIZE_APART - since) : 0;
}

static void follow_resize(struct loop *loop)
{
    if (resize_delay(loop) != 0)
        return;
    take_signal(loop, SIGWINCH);
    loop->resized = clock_milliseconds();
    if (terminal_update_size(loop->terminal))
        fit_size(loop);
    // The window may have been small in between and have its old size again: what it shows is lost.
    terminal_forget_screen(loop->terminal);
    loop->outdated = true;
}

static void read_keys(struct loop *loop, short events)
{
    char bytes[16 * 1024];
    if (!(events & (POLLIN | POLLHUP | POLLERR | POLLNVAL)))
        return;
    ssize_t count = read(terminal_descriptor(loop->terminal), bytes, sizeof bytes);
    if (count > 0) {
        input_decoder_feed(loop->decoder, bytes, (size_t)count);
        handle_decoded(loop);
    } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
        end(loop, 128 + SIGHUP); // the terminal is gone
    }
}

// Waits for keys, signals, or more of the reader's material: false where nothing came but that.
static bool wait_for_input(struct loop *loop, int timeout, short *events)
{
    struct pollfd descriptors[] = {
        {.fd = terminal_descriptor(loop->terminal), .events = POLLIN},
        {.fd = signal_pipe[0], .events = POLLIN},
        {.fd = reader_awaits_more(loop->reader) ? loop->more : -1, .events = POLLIN},
    };
    int ready = poll(descriptors, 3, timeout);
    *events = ready > 0 ? descriptors[0].revents : 0;
    return ready < 0 || descriptors[0].revents || descriptors[1].revents;
}

static bool should_draw(struct loop *loop)
{
    int64_t age = clock_milliseconds() - loop->drawn;
    short events;
    if (loop->outdated)
        return age >= DRAW_LATEST || !wait_for_input(loop, 0, &events);
    return loop->idling;
}

// One round: draw, wait, handle what came.
static void turn(struct loop *loop)
{
    follow_resize(loop);
    if (should_draw(loop))
        draw(loop);
    int patience = input_decoder_patience(loop->decoder);
    int resize = resize_delay(loop);
    bool works = reader_works(loop->reader);
    int timeout = patience >= 0 ? patience : loop->outdated || works ? 0 : IDLE_AFTER;
    bool shortened = resize >= 0 && resize < timeout;
    short events = 0;
    bool something = wait_for_input(loop, shortened ? resize : timeout, &events);
    handle_signals(loop);
    if (loop->ended || shortened)
        return;
    if (something) {
        read_keys(loop, events);
    } else if (patience >= 0) {
        input_decoder_give_up(loop->decoder);
        handle_decoded(loop);
    } else if (!loop->outdated) {
        handle_kind(loop, works ? INPUT_WORK : INPUT_IDLE);
    }
}

struct loop *loop_start(const struct loop_options *options, struct error *error)
{
    struct loop *loop = memory_allocate_zeroed(1, sizeof *loop);
    if (!signals_start(loop, error)) {
        free(loop);
        return NULL;
    }
    loop->terminal = terminal_start(&options->terminal, error);
    if (!loop->terminal) {
        signals_stop(loop);
        free(loop);
        return NULL;
    }
    loop->decoder = input_decoder_new();
    terminal_add_keys(loop->terminal, loop->decoder);
    return loop;
}

int loop_run(struct loop *loop, struct reader *reader, int more)
{
    loop->reader = reader;
    loop->more = more;
    loop->ended = false;
    loop->status = 0;
    reader_set_colour(reader, terminal_colours(loop->terminal) > 0);
    fit_size(loop);
    draw(loop);
    handle_decoded(loop); // what was typed before the reader was there
    while (!loop->ended)
        turn(loop);
    reader_save_state(reader);
    loop->reader = NULL;
    return loop->status;
}

void loop_show(struct loop *loop)
{
    draw(loop);
}

void loop_size(const struct loop *loop, int *rows, int *columns)
{
    terminal_size(loop->terminal, rows, columns);
}

void loop_stop(struct loop *loop)
{
    if (!loop)
        return;
    terminal_stop(loop->terminal);
    input_decoder_free(loop->decoder);
    canvas_fini(&loop->canvas);
    signals_stop(loop);
    free(loop);
}
