// SPDX-License-Identifier: GPL-3.0-or-later
// Terminal: a program on a pseudo-terminal, what it puts out stamped with the time.

#include <config.h>

#include "terminal.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"
#include "report.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

enum { DEADLINE = 60 * 1000 };

struct chunk {
    size_t end; // in the output
    int64_t when;
};

struct terminal {
    pid_t program;
    int descriptor;
    int64_t *start; // shared with the program until it is replaced by exec
    VTerm *vterm;
    VTermScreen *screen;
    struct buffer output; // since the start or the last keys
    struct chunk *chunks;
    size_t chunk_count, chunk_capacity;
    size_t fed; // chunks that the screen shows
    uint64_t hash;
    int64_t changed; // when the screen became what it is
    int64_t ready;   // when everything wanted was first on it; 0: not yet
    bool ended;
};

_Noreturn static void become(const char *home, const char *const *arguments, int64_t *start)
{
    static const char *const kept[] = {"PATH", "LC_ALL", "TZ", "DATELINE_DATADIR"};
    char *values[sizeof kept / sizeof *kept];
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        values[i] = getenv(kept[i]) ? memory_copy_string(getenv(kept[i])) : NULL;
    clearenv();
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (values[i])
            setenv(kept[i], values[i], 1);
    }
    setenv("HOME", home, 1);
    setenv("TERM", "xterm-256color", 1);
    if (chdir(home) != 0)
        _exit(126);
    *start = report_clock();
    execvp(arguments[0], (char *const *)(uintptr_t)arguments);
    _exit(127);
}

static void drop_answer(const char *bytes, size_t length, void *user)
{
    (void)bytes;
    (void)length;
    (void)user;
}

static void make_screen(struct terminal *terminal)
{
    terminal->vterm = vterm_new(TERMINAL_ROWS, TERMINAL_COLUMNS);
    vterm_set_utf8(terminal->vterm, 1);
    vterm_output_set_callback(terminal->vterm, drop_answer, NULL);
    terminal->screen = vterm_obtain_screen(terminal->vterm);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_reset(terminal->screen, 1);
}

struct terminal *terminal_start(const char *home, const char *const *arguments)
{
    struct terminal *terminal = memory_allocate_zeroed(1, sizeof *terminal);
    terminal->start =
        mmap(NULL, sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct winsize size = {.ws_row = TERMINAL_ROWS, .ws_col = TERMINAL_COLUMNS};
    if (terminal->start == MAP_FAILED) {
        free(terminal);
        return NULL;
    }
    terminal->program = forkpty(&terminal->descriptor, NULL, NULL, &size);
    if (terminal->program == 0)
        become(home, arguments, terminal->start);
    if (terminal->program < 0) {
        munmap(terminal->start, sizeof(int64_t));
        free(terminal);
        return NULL;
    }
    fcntl(terminal->descriptor, F_SETFD, FD_CLOEXEC);
    make_screen(terminal);
    return terminal;
}

static void take_output(struct terminal *terminal)
{
    char bytes[64 * 1024];
    ssize_t count = read(terminal->descriptor, bytes, sizeof bytes);
    if (count <= 0) {
        terminal->ended = count == 0 || (errno != EINTR && errno != EAGAIN);
        return;
    }
    int64_t now = report_clock();
    buffer_add(&terminal->output, bytes, (size_t)count);
    terminal->chunks = memory_grow(terminal->chunks, &terminal->chunk_capacity,
                                   terminal->chunk_count + 1, sizeof *terminal->chunks);
    terminal->chunks[terminal->chunk_count++] = (struct chunk){terminal->output.length, now};
}

static uint64_t hash_screen(const struct terminal *terminal)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (int row = 0; row < TERMINAL_ROWS; row++) {
        for (int column = 0; column < TERMINAL_COLUMNS; column++) {
            VTermScreenCell cell = {0};
            vterm_screen_get_cell(terminal->screen, (VTermPos){.row = row, .col = column}, &cell);
            for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
                hash = (hash ^ cell.chars[i]) * UINT64_C(0x100000001B3);
            hash =
                (hash ^ (cell.attrs.reverse | cell.attrs.bold << 1 | cell.attrs.underline << 2)) *
                UINT64_C(0x100000001B3);
        }
    }
    return hash;
}

static void row_text(const struct terminal *terminal, int row, struct buffer *text)
{
    buffer_clear(text);
    for (int column = 0; column < TERMINAL_COLUMNS; column++) {
        VTermScreenCell cell = {0};
        vterm_screen_get_cell(terminal->screen, (VTermPos){.row = row, .col = column}, &cell);
        if (cell.chars[0] == (uint32_t)-1)
            continue;
        if (!cell.chars[0])
            buffer_add_byte(text, ' ');
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
            buffer_add_code_point(text, cell.chars[i]);
    }
}

static bool is_shown(const struct terminal *terminal, const char *wanted)
{
    struct buffer text = {0};
    bool found = false;
    for (int row = 0; row < TERMINAL_ROWS && !found; row++) {
        row_text(terminal, row, &text);
        found = strstr(buffer_string(&text), wanted) != NULL;
    }
    buffer_fini(&text);
    return found;
}

static bool are_shown(const struct terminal *terminal, const char *const *wanted)
{
    bool shown = true;
    for (size_t i = 0; wanted && wanted[i] && shown; i++)
        shown = is_shown(terminal, wanted[i]);
    return shown;
}

// Shows what has come on the screen, chunk by chunk, and notes when the screen last changed, and
// when it first had all that is wanted.
static void feed(struct terminal *terminal, const char *const *wanted)
{
    for (; terminal->fed < terminal->chunk_count; terminal->fed++) {
        size_t start = terminal->fed ? terminal->chunks[terminal->fed - 1].end : 0;
        vterm_input_write(terminal->vterm, terminal->output.data + start,
                          terminal->chunks[terminal->fed].end - start);
        vterm_screen_flush_damage(terminal->screen);
        uint64_t hash = hash_screen(terminal);
        if (hash != terminal->hash || !terminal->changed)
            terminal->changed = terminal->chunks[terminal->fed].when;
        terminal->hash = hash;
        if (!terminal->ready && are_shown(terminal, wanted))
            terminal->ready = terminal->chunks[terminal->fed].when;
    }
}

void terminal_print(struct terminal *terminal)
{
    struct buffer text = {0};
    for (int row = 0; row < TERMINAL_ROWS; row++) {
        row_text(terminal, row, &text);
        fprintf(stderr, "# %s\n", buffer_string(&text));
    }
    buffer_fini(&text);
}

struct reaction terminal_settle(struct terminal *terminal, const char *const *wanted, int quiet)
{
    struct reaction reaction = {0};
    int64_t deadline = report_clock() + (int64_t)DEADLINE * 1000000;
    while (!reaction.right && report_clock() < deadline && !terminal->ended) {
        struct pollfd waiting = {.fd = terminal->descriptor, .events = POLLIN};
        if (poll(&waiting, 1, quiet) > 0) {
            take_output(terminal);
            continue;
        }
        feed(terminal, wanted);
        reaction.right = terminal->chunk_count > 0 && are_shown(terminal, wanted);
    }
    feed(terminal, wanted);
    reaction.milliseconds = (double)(terminal->changed - *terminal->start) / 1e6;
    reaction.ready = (double)(terminal->ready - *terminal->start) / 1e6;
    reaction.bytes = terminal->output.length;
    return reaction;
}

void terminal_type(struct terminal *terminal, const char *keys)
{
    buffer_clear(&terminal->output);
    terminal->chunk_count = terminal->fed = 0;
    terminal->changed = terminal->ready = 0;
    *terminal->start = report_clock();
    file_write_all(terminal->descriptor, keys, strlen(keys));
}

size_t terminal_memory(const struct terminal *terminal, const char *field)
{
    char path[64], line[256];
    size_t length = strlen(field), size = 0;
    snprintf(path, sizeof path, "/proc/%d/status", terminal->program);
    FILE *status = fopen(path, "re");
    while (status && fgets(line, sizeof line, status)) {
        if (strncmp(line, field, length) == 0 && line[length] == ':')
            size = strtoul(line + length + 1, NULL, 10);
    }
    if (status)
        fclose(status);
    return size;
}

void terminal_free(struct terminal *terminal)
{
    if (!terminal)
        return;
    terminal_type(terminal, "q");
    for (int64_t deadline = report_clock() + 2000000000; !terminal->ended;) {
        struct pollfd waiting = {.fd = terminal->descriptor, .events = POLLIN};
        if (poll(&waiting, 1, 100) > 0)
            take_output(terminal);
        else if (report_clock() > deadline)
            break;
    }
    kill(terminal->program, SIGKILL);
    waitpid(terminal->program, NULL, 0);
    close(terminal->descriptor);
    munmap(terminal->start, sizeof(int64_t));
    vterm_free(terminal->vterm);
    buffer_fini(&terminal->output);
    free(terminal->chunks);
    free(terminal);
}
