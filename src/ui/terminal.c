// SPDX-License-Identifier: GPL-3.0-or-later
// Terminal: the screen's modes, its size, its keys, and what is sent to it, in one piece for each
// drawing. The painter knows what the screen shows.
//
// All modes are switched on with the first drawing and off when the terminal is left; rescue.c
// switches them off when nobody else can.

#include <config.h>

#include "ui/terminal.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "ui/capabilities.h"
#include "ui/clipboard.h"
#include "ui/painter.h"
#include "ui/rescue.h"
#include "ui/styles.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum {
    ROW_LIMIT = 512, // a larger window is used in part
    COLUMN_LIMIT = 1024,
};

struct terminal {
    struct styles *styles;
    struct painter *painter;
    int output; // descriptor
    int input;  // of the keys
    bool input_is_own;
    int rows, columns;
    int colours;
    bool left; // another program has it
    bool modes_on;
    bool cursor_on;
    struct termios line;     // its settings before
    struct buffer modes;     // switches our modes on
    struct buffer modes_off; // and off
    struct buffer bytes;     // of one drawing
};

// Whether the terminal takes control sequences of the ANSI kind; others are sent no modes.
static bool is_ansi(void)
{
    return strncmp(capability("cup"), "\033[", 2) == 0;
}

static bool environment_has(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

// Whether it knows what xterm brought in and terminfo has few names for: marked pastes, the mouse
// by SGR modes, the clipboard. Their entries tell of a mouse or of marked pastes. The Linux
// console's tells of a mouse that only another program (gpm) sees.
static bool is_of_xterm_kind(void)
{
    bool told = *capability("kmous") || *capability("BE");
    return is_ansi() && told && strncmp(getenv("TERM"), "linux", 5) != 0;
}

static bool load_capabilities(struct error *error)
{
    const char *name = getenv("TERM");
    if (!name || !*name) {
        error_set(error, ERROR_NOT_FOUND, NULL,
                  _("the variable TERM, which names the kind of terminal"));
        return false;
    }
    return capabilities_load(name, error);
}

// Opens where keys come from: standard input, the controlling terminal, or the one that is
// written to. -1 with *error where there is none.
static int open_input(bool *is_own, struct error *error)
{
    *is_own = false;
    if (isatty(STDIN_FILENO))
        return STDIN_FILENO;
    *is_own = true;
    int input = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    const char *name = input < 0 ? ttyname(STDOUT_FILENO) : NULL;
    if (name)
        input = open(name, O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (input < 0)
        error_set(error, ERROR_NOT_FOUND, NULL, _("a terminal to read keys from"));
    return input;
}

static void make_modes(struct terminal *terminal, bool mouse)
{
    struct buffer *on = &terminal->modes, *off = &terminal->modes_off;
    capability_add(on, "smcup");
    capability_add(on, "civis");
    capability_add(on, "smkx");
    if (is_of_xterm_kind()) {
        buffer_add_string(on, "\033[?2004h");
        if (mouse)
            buffer_add_string(on, "\033[?1000h\033[?1002h\033[?1006h");
        if (mouse)
            buffer_add_string(off, "\033[?1006l\033[?1002l\033[?1000l");
        buffer_add_string(off, "\033[?2004l");
    }
    capability_add(off, "rmkx");
    capability_add(off, "sgr0");
    capability_add(off, "op");
}

// Leaves the screen; one that has no other to go back to is left at its last line.
static void add_ending(const struct terminal *terminal, struct buffer *ending)
{
    buffer_add(ending, terminal->modes_off.data, terminal->modes_off.length);
    capability_add_with(ending, "cup", terminal->rows > 0 ? terminal->rows - 1 : 0, 0);
    capability_add(ending, "rmcup");
    capability_add(ending, "cnorm"); // last: some bring back with the screen that it was hidden
}

static void arm_rescue(const struct terminal *terminal)
{
    struct buffer ending = {0};
    add_ending(terminal, &ending);
    rescue_arm(terminal->output, &terminal->line, ending.data, ending.length);
    buffer_fini(&ending);
}

// Keys come one by one, unchanged, signals among them; output goes out unchanged.
static void set_raw(const struct terminal *terminal)
{
    struct termios raw = terminal->line;
    raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | ISTRIP | IXON | PARMRK);
    raw.c_oflag &= ~(tcflag_t)OPOST;
    raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(terminal->output, TCSADRAIN, &raw);
}

// How many colours the theme may count on. Where numbers mean RGB directly (xterm-direct), only
// the first eight are a palette.
static int usable_colours(const struct terminal_options *options)
{
    const char *no_colour = getenv("NO_COLOR");
    if (options->no_colour || (no_colour && *no_colour) || options->theme == THEME_MONO)
        return 0;
    int colours = capability_number("colors");
    if (colours < 8 || !*capability("setaf") || !*capability("setab"))
        return 0;
    bool direct = capability_is_set("RGB") || capability_number("RGB") > 0 || colours > 256;
    return direct ? 8 : colours;
}

// Terminals that are known to shift a part of their columns. Many more say so, since they give
// themselves out as xterm, and then shift whole lines.
static bool has_margins(void)
{
    static const char *const programs[] = {"iTerm.app", "mintty", "WezTerm"};
    const char *version = getenv("XTERM_VERSION"), *program = getenv("TERM_PROGRAM");
    if (environment_has("TMUX") || environment_has("STY"))
        return false;
    for (size_t i = 0; program && i < sizeof programs / sizeof *programs; i++) {
        if (strcmp(program, programs[i]) == 0)
            return true;
    }
    return version && *version;
}

static int between(int number, int lowest, int highest)
{
    return number < lowest ? lowest : number > highest ? highest : number;
}

static int number_in(const char *variable)
{
    const char *value = getenv(variable);
    return value ? atoi(value) : 0;
}

// The size where the terminal's driver does not know it.
static void guess_size(int *rows, int *columns)
{
    *rows = number_in("LINES");
    *columns = number_in("COLUMNS");
    if (*rows <= 0)
        *rows = capability_number("lines");
    if (*columns <= 0)
        *columns = capability_number("cols");
    if (*rows <= 0 || *columns <= 0) {
        *rows = 24;
        *columns = 80;
    }
}

bool terminal_update_size(struct terminal *terminal)
{
    struct winsize window = {0};
    int rows, columns;
    guess_size(&rows, &columns);
    if (ioctl(terminal->output, TIOCGWINSZ, &window) == 0 && window.ws_row > 0 &&
        window.ws_col > 0) {
        rows = window.ws_row;
        columns = window.ws_col;
    }
    rows = between(rows, 1, ROW_LIMIT);
    columns = between(columns, 1, COLUMN_LIMIT);
    if (rows == terminal->rows && columns == terminal->columns)
        return false;
    terminal->rows = rows;
    terminal->columns = columns;
    painter_forget(terminal->painter);
    return true;
}

struct terminal *terminal_start(const struct terminal_options *options, struct error *error)
{
    struct terminal *terminal = memory_allocate_zeroed(1, sizeof *terminal);
    terminal->output = STDOUT_FILENO;
    terminal->input = -1;
    if (!isatty(STDOUT_FILENO)) {
        error_set(error, ERROR_NOT_FOUND, NULL, _("a terminal (standard output is none)"));
        goto fail;
    }
    terminal->input = open_input(&terminal->input_is_own, error);
    if (terminal->input < 0 || !load_capabilities(error))
        goto fail;
    if (tcgetattr(STDOUT_FILENO, &terminal->line) != 0) {
        error_set_system(error, NULL);
        goto fail;
    }
    terminal->colours = usable_colours(options);
    terminal->styles = styles_new(&(struct styles_options){
        .theme = options->theme,
        .colours = terminal->colours,
        .show_bar = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
    });
    terminal->painter = painter_new(terminal->styles, has_margins());
    make_modes(terminal, !options->no_mouse);
    terminal_update_size(terminal);
    arm_rescue(terminal);
    set_raw(terminal);
    return terminal;

fail:
    capabilities_unload();
    if (terminal->input_is_own && terminal->input >= 0)
        close(terminal->input);
    free(terminal);
    return NULL;
}

void terminal_stop(struct terminal *terminal)
{
    if (!terminal)
        return;
    terminal_leave(terminal);
    painter_free(terminal->painter);
    styles_free(terminal->styles);
    capabilities_unload();
    if (terminal->input_is_own)
        close(terminal->input);
    buffer_fini(&terminal->modes);
    buffer_fini(&terminal->modes_off);
    buffer_fini(&terminal->bytes);
    free(terminal);
}

int terminal_descriptor(const struct terminal *terminal)
{
    return terminal->input;
}

void terminal_add_keys(const struct terminal *terminal, struct input_decoder *decoder)
{
    static const struct {
        const char *name;
        uint32_t key;
    } keys[] = {
        {"kcuu1", NAMED_UP},     {"kcud1", NAMED_DOWN},    {"kcub1", NAMED_LEFT},
        {"kcuf1", NAMED_RIGHT},  {"khome", NAMED_HOME},    {"kend", NAMED_END},
        {"kpp", NAMED_PAGE_UP},  {"knp", NAMED_PAGE_DOWN}, {"kdch1", NAMED_DELETE},
        {"kich1", NAMED_INSERT}, {"kcbt", NAMED_BACK_TAB}, {"kbs", 0x7F},
        {"kent", '\r'},          {"kf1", NAMED_F1},        {"kf2", NAMED_F1 + 1},
        {"kf3", NAMED_F1 + 2},   {"kf4", NAMED_F1 + 3},    {"kf5", NAMED_F1 + 4},
        {"kf6", NAMED_F1 + 5},   {"kf7", NAMED_F1 + 6},    {"kf8", NAMED_F1 + 7},
        {"kf9", NAMED_F1 + 8},   {"kf10", NAMED_F1 + 9},   {"kf11", NAMED_F1 + 10},
        {"kf12", NAMED_F1 + 11},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        input_decoder_add_key(decoder, capability(keys[i].name), keys[i].key);
    char erase[2] = {(char)terminal->line.c_cc[VERASE], '\0'};
    input_decoder_add_key(decoder, erase, 0x7F);
}

void terminal_size(const struct terminal *terminal, int *rows, int *columns)
{
    *rows = terminal->rows;
    *columns = terminal->columns;
}

int terminal_colours(const struct terminal *terminal)
{
    return terminal->colours;
}

// A terminal that is gone is noticed where keys are read.
static void send_bytes(const struct terminal *terminal, const char *bytes, size_t length)
{
    file_write_all(terminal->output, bytes, length);
}

void terminal_show(struct terminal *terminal, const struct canvas *canvas)
{
    struct buffer *bytes = &terminal->bytes;
    buffer_clear(bytes);
    bool wanted = canvas->cursor_row >= 0 && canvas->cursor_row < terminal->rows &&
                  canvas->cursor_column >= 0 && canvas->cursor_column < terminal->columns;
    if (!terminal->modes_on) {
        buffer_add(bytes, terminal->modes.data, terminal->modes.length);
        terminal->cursor_on = false;
    }
    if (terminal->cursor_on && !wanted)
        capability_add(bytes, "civis");
    painter_paint(terminal->painter, canvas, bytes);
    if (wanted && !terminal->cursor_on)
        capability_add(bytes, "cnorm");
    terminal->cursor_on = wanted;
    terminal->modes_on = true;
    send_bytes(terminal, buffer_string(bytes), bytes->length);
}

void terminal_forget_screen(struct terminal *terminal)
{
    painter_forget(terminal->painter);
}

void terminal_leave(struct terminal *terminal)
{
    if (terminal->left)
        return;
    // Whether or not the modes are on: after SIGSTOP and SIGCONT nobody knows.
    struct buffer ending = {0};
    add_ending(terminal, &ending);
    send_bytes(terminal, ending.data, ending.length);
    buffer_fini(&ending);
    terminal->modes_on = false;
    tcsetattr(terminal->output, TCSADRAIN, &terminal->line);
    rescue_disarm();
    terminal->left = true;
}

void terminal_return(struct terminal *terminal)
{
    arm_rescue(terminal);
    set_raw(terminal);
    terminal->left = false;
    terminal->modes_on = false;
    painter_forget(terminal->painter);
}

void terminal_bell(struct terminal *terminal)
{
    send_bytes(terminal, "\a", 1);
}

bool terminal_copy(struct terminal *terminal, const char *text)
{
    struct buffer sequence = {0};
    bool made = is_of_xterm_kind() && clipboard_sequence(text, &sequence);
    if (made)
        send_bytes(terminal, buffer_string(&sequence), sequence.length);
    buffer_fini(&sequence);
    return made;
}
