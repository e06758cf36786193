// SPDX-License-Identifier: GPL-3.0-or-later
// Terminal: the one file that includes curses. Curses holds what the screen shows and sends the
// least that makes it show something else; keys are not read through it (see input.c).
//
// The modes that curses does not know (paste, mouse) are switched on after the first output and
// off before curses ends its own; rescue.c does both when nobody else can. A row of the canvas
// costs something only where it differs from the row shown.

#include <config.h>

#include "ui/terminal.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "ui/burst.h"
#include "ui/clipboard.h"
#include "ui/rescue.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_WIDECHAR 1
#include <curses.h>

enum {
    ROW_LIMIT = 512, // a larger window is used in part
    COLUMN_LIMIT = 1024,
};

struct terminal {
    SCREEN *screen;
    struct burst output;
    int input; // descriptor of the keys
    bool input_is_own;
    int rows, columns;
    int colours;
    attr_t role_attributes[ROLE_LIMIT];
    struct canvas shown; // as last sent; 0 × 0: nothing yet
    bool forgotten;
    bool left; // another program has it
    bool modes_on;
    bool cursor_on;
    struct termios line;     // its settings before
    struct buffer modes;     // switches our modes on
    struct buffer modes_off; // and off
    cchar_t *row;            // one row, for curses
};

// A string capability, or "" where the terminal has none.
static const char *capability(const char *name)
{
    const char *string = tigetstr(name);
    return string && string != (const char *)-1 ? string : "";
}

static bool has_capability(const char *name)
{
    return capability(name)[0] != '\0';
}

// Whether the terminal takes control sequences of the ANSI kind; others are sent no modes.
static bool is_ansi(void)
{
    return strncmp(capability("cup"), "\033[", 2) == 0;
}

static void set_no_cursor(struct error *error, const char *name)
{
    error_set(error, ERROR_NOT_FOUND, NULL,
              _("a terminal that can place its cursor (TERM is %s); "
                "dateline FILE | cat prints the text"),
              name);
}

// Starts curses on `output`, which is standard output. It does not read: its input is the terminal too, where it
// sets the line's modes.
static SCREEN *start_curses(FILE *output, struct error *error)
{
    const char *name = getenv("TERM");
    if (!name || !*name) {
        error_set(error, ERROR_NOT_FOUND, NULL,
                  _("the variable TERM, which names the kind of terminal"));
        return NULL;
    }
    if (strcmp(name, "dumb") == 0) {
        set_no_cursor(error, name);
        return NULL;
    }
    SCREEN *screen = newterm(NULL, output, output);
    if (!screen) {
        error_set(error, ERROR_NOT_FOUND, NULL, _("the description of the terminal %s (TERM)"),
                  name);
    } else if (!has_capability("cup") || !has_capability("clear")) {
        set_no_cursor(error, name);
        endwin();
        delscreen(screen);
        screen = NULL;
    }
    return screen;
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

// A capability without its padding, "$<2>", which is for terminals of metal.
static void add_capability(struct buffer *out, const char *name)
{
    for (const char *at = capability(name); *at; at++) {
        const char *padding_end = strncmp(at, "$<", 2) == 0 ? strchr(at, '>') : NULL;
        if (padding_end)
            at = padding_end;
        else
            buffer_add_byte(out, *at);
    }
}

static void make_modes(struct terminal *terminal, bool mouse)
{
    add_capability(&terminal->modes, "smkx");
    if (is_ansi()) {
        buffer_add_string(&terminal->modes, "\033[?2004h");
        if (mouse)
            buffer_add_string(&terminal->modes, "\033[?1000h\033[?1002h\033[?1006h");
        if (mouse)
            buffer_add_string(&terminal->modes_off, "\033[?1006l\033[?1002l\033[?1000l");
        buffer_add_string(&terminal->modes_off, "\033[?2004l");
    }
    add_capability(&terminal->modes_off, "rmkx");
}

// In an emergency curses' own modes are to be switched off as well.
static void arm_rescue(const struct terminal *terminal)
{
    static const char *const curses_endings[] = {"sgr0", "op", "cnorm", "rmcup"};
    struct buffer ending = {0};
    buffer_add(&ending, buffer_string(&terminal->modes_off), terminal->modes_off.length);
    for (size_t i = 0; i < sizeof curses_endings / sizeof *curses_endings; i++)
        add_capability(&ending, curses_endings[i]);
    rescue_arm(terminal->output.terminal, &terminal->line, buffer_string(&ending), ending.length);
    buffer_fini(&ending);
}

static attr_t curses_attributes(unsigned bits)
{
    return ((bits & CELL_BOLD) ? A_BOLD : 0) | ((bits & CELL_UNDERLINE) ? A_UNDERLINE : 0) |
           ((bits & CELL_REVERSE) ? A_REVERSE : 0) | ((bits & CELL_DIM) ? A_DIM : 0) |
           ((bits & CELL_ITALIC) ? A_ITALIC : 0);
}

// How many colours the theme may count on. Where numbers mean RGB directly (xterm-direct), only
// the first eight are a palette.
static int usable_colours(const struct terminal_options *options)
{
    const char *no_colour = getenv("NO_COLOR");
    if (options->no_colour || (no_colour && *no_colour) || options->theme == THEME_MONO)
        return 0;
    if (!has_colors() || start_color() != OK || COLORS < 8)
        return 0;
    bool direct = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || COLORS > 256;
    return direct ? 8 : COLORS;
}

// A pair of colours for every role: pair number role + 1.
static void set_styles(struct terminal *terminal, const struct terminal_options *options)
{
    terminal->colours = usable_colours(options);
    bool own_colours = terminal->colours > 0 && use_default_colors() == OK;
    bool light = options->theme == THEME_LIGHT;
    bool has_bar = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    for (int role = 0; role < ROLE_LIMIT; role++) {
        struct theme_style style = theme_style(options->theme, terminal->colours, (enum role)role);
        if (role == ROLE_FOCUS_BAR && !has_bar)
            style.attributes |= CELL_REVERSE;
        terminal->role_attributes[role] = curses_attributes(style.attributes);
        bool own = style.foreground == THEME_OWN_COLOUR && style.background == THEME_OWN_COLOUR;
        if (terminal->colours == 0 || own || role + 1 >= COLOR_PAIRS)
            continue;
        int foreground = style.foreground, background = style.background;
        if (!own_colours && foreground == THEME_OWN_COLOUR)
            foreground = light ? COLOR_BLACK : COLOR_WHITE;
        if (!own_colours && background == THEME_OWN_COLOUR)
            background = light ? COLOR_WHITE : COLOR_BLACK;
        if (init_extended_pair(role + 1, foreground, background) == OK)
            terminal->role_attributes[role] |= COLOR_PAIR(role + 1);
    }
}

static int between(int number, int lowest, int highest)
{
    return number < lowest ? lowest : number > highest ? highest : number;
}

bool terminal_update_size(struct terminal *terminal)
{
    struct winsize window = {0};
    int rows = LINES, columns = COLS;
    if (ioctl(terminal->output.terminal, TIOCGWINSZ, &window) == 0 && window.ws_row > 0 &&
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
    if (rows != LINES || columns != COLS)
        resize_term(rows, columns);
    terminal->row = memory_resize(terminal->row, (size_t)columns + 1, sizeof *terminal->row);
    canvas_fini(&terminal->shown);
    terminal->forgotten = true;
    return true;
}

struct terminal *terminal_start(const struct terminal_options *options, struct error *error)
{
    struct terminal *terminal = memory_allocate_zeroed(1, sizeof *terminal);
    terminal->input = -1;
    terminal->output.store = -1;
    if (!isatty(STDOUT_FILENO)) {
        error_set(error, ERROR_NOT_FOUND, NULL, _("a terminal (standard output is none)"));
        goto fail;
    }
    terminal->input = open_input(&terminal->input_is_own, error);
    if (terminal->input < 0)
        goto fail;
    if (!burst_init(&terminal->output, STDOUT_FILENO)) {
        error_set_system(error, NULL);
        goto fail;
    }
    if (tcgetattr(STDOUT_FILENO, &terminal->line) != 0) {
        error_set_system(error, NULL);
        goto fail;
    }
    terminal->screen = start_curses(terminal->output.stream, error);
    if (!terminal->screen)
        goto fail;
    make_modes(terminal, !options->no_mouse);
    arm_rescue(terminal);
    raw();
    noecho();
    nonl();
    typeahead(-1);
    idlok(stdscr, TRUE);
    leaveok(stdscr, TRUE);
    curs_set(0);
    set_styles(terminal, options);
    terminal_update_size(terminal);
    return terminal;

fail:
    if (terminal->input_is_own && terminal->input >= 0)
        close(terminal->input);
    burst_fini(&terminal->output);
    free(terminal);
    return NULL;
}

void terminal_stop(struct terminal *terminal)
{
    if (!terminal)
        return;
    terminal_leave(terminal);
    delscreen(terminal->screen);
    burst_fini(&terminal->output);
    if (terminal->input_is_own)
        close(terminal->input);
    canvas_fini(&terminal->shown);
    buffer_fini(&terminal->modes);
    buffer_fini(&terminal->modes_off);
    free(terminal->row);
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

// Sends bytes that curses does not know of; all of its own are sent by then. A terminal that is
// gone is noticed where keys are read.
static void send_bytes(const struct terminal *terminal, const char *bytes, size_t length)
{
    file_write_all(terminal->output.terminal, bytes, length);
}

// One character for curses from the base at `bytes` and the marks after it, of which four are
// kept. Returns the bytes taken; *width is the columns.
static size_t take_character(const char *bytes, size_t length, wchar_t wide[CCHARW_MAX + 1],
                             int *width)
{
    size_t at = 0;
    int count = 0;
    *width = 1;
    while (at < length) {
        unsigned code_point;
        size_t step = utf8_decode(bytes + at, length - at, &code_point);
        if (safe_is_dangerous(code_point))
            code_point = 0xFFFD;
        int columns = wcwidth((wchar_t)code_point);
        if (count > 0 && columns != 0)
            break;
        if (count == 0)
            *width = columns == 2 ? 2 : 1;
        if (count == 0 && columns < 1)
            code_point = columns < 0 ? 0xFFFD : 0x25CC;
        if (count < CCHARW_MAX)
            wide[count++] = (wchar_t)code_point;
        at += step;
    }
    wide[count] = L'\0';
    return at;
}

static attr_t cell_attributes(const struct terminal *terminal, const struct cell *cell)
{
    attr_t role = terminal->role_attributes[cell->role < ROLE_LIMIT ? cell->role : ROLE_TEXT];
    attr_t own = curses_attributes(cell->attributes);
    // Reversed twice is not reversed: a mark on a reversed line stays to be seen.
    return (role | (own & ~A_REVERSE)) ^ (own & A_REVERSE);
}

// Turns a row of cells into characters for curses; returns how many. They fill the row exactly:
// what a cell holds beyond its columns is left out, and what it lacks is blank.
static int fill_row(struct terminal *terminal, const struct cell *cells, int columns)
{
    int count = 0;
    for (int column = 0; column < columns;) {
        const struct cell *cell = &cells[column];
        int room = 1;
        while (column + room < columns && cells[column + room].text[0] == '\0')
            room++;
        attr_t attributes = cell_attributes(terminal, cell);
        short pair = (short)PAIR_NUMBER(attributes);
        attributes &= ~A_COLOR;
        size_t length = strnlen(cell->text, CELL_BYTES);
        for (size_t at = 0; at < length && room > 0;) {
            wchar_t wide[CCHARW_MAX + 1];
            int width;
            at += take_character(cell->text + at, length - at, wide, &width);
            if (width > room)
                break;
            setcchar(&terminal->row[count++], wide, attributes, pair, NULL);
            room -= width;
            column += width;
        }
        for (; room > 0; room--, column++)
            setcchar(&terminal->row[count++], L" ", attributes, pair, NULL);
    }
    return count;
}

static void place_cursor(struct terminal *terminal, const struct canvas *canvas)
{
    bool wanted = canvas->cursor_row >= 0 && canvas->cursor_row < terminal->rows &&
                  canvas->cursor_column >= 0 && canvas->cursor_column < terminal->columns;
    leaveok(stdscr, !wanted);
    if (wanted)
        wmove(stdscr, canvas->cursor_row, canvas->cursor_column);
    if (wanted != terminal->cursor_on)
        curs_set(wanted);
    terminal->cursor_on = wanted;
}

void terminal_show(struct terminal *terminal, const struct canvas *canvas)
{
    int rows = canvas->rows < terminal->rows ? canvas->rows : terminal->rows;
    int columns = canvas->columns < terminal->columns ? canvas->columns : terminal->columns;
    struct canvas *shown = &terminal->shown;
    bool comparable = shown->rows == canvas->rows && shown->columns == canvas->columns;
    if (!comparable) {
        canvas_fini(shown);
        canvas_init(shown, canvas->rows, canvas->columns);
        werase(stdscr);
    }
    if (terminal->forgotten)
        clearok(curscr, TRUE);
    terminal->forgotten = false;
    size_t row_size = (size_t)canvas->columns * sizeof *canvas->cells;
    for (int row = 0; row < rows; row++) {
        const struct cell *cells = canvas->cells + (size_t)row * (size_t)canvas->columns;
        struct cell *old = shown->cells + (size_t)row * (size_t)canvas->columns;
        if (comparable && memcmp(cells, old, row_size) == 0)
            continue;
        memcpy(old, cells, row_size);
        mvwadd_wchnstr(stdscr, row, 0, terminal->row, fill_row(terminal, cells, columns));
    }
    burst_begin(&terminal->output);
    place_cursor(terminal, canvas);
    wnoutrefresh(stdscr);
    doupdate();
    burst_end(&terminal->output);
    if (!terminal->modes_on) {
        send_bytes(terminal, buffer_string(&terminal->modes), terminal->modes.length);
        terminal->modes_on = true;
    }
}

void terminal_forget_screen(struct terminal *terminal)
{
    terminal->forgotten = true;
}

void terminal_leave(struct terminal *terminal)
{
    if (terminal->left)
        return;
    // Whether or not they are on: after SIGSTOP and SIGCONT nobody knows.
    send_bytes(terminal, buffer_string(&terminal->modes_off), terminal->modes_off.length);
    terminal->modes_on = false;
    endwin();
    tcsetattr(terminal->output.terminal, TCSADRAIN, &terminal->line);
    rescue_disarm();
    terminal->left = true;
}

void terminal_return(struct terminal *terminal)
{
    arm_rescue(terminal);
    reset_prog_mode();
    terminal->left = false;
    terminal->modes_on = false;
    terminal->forgotten = true;
}

void terminal_bell(struct terminal *terminal)
{
    send_bytes(terminal, "\a", 1);
}

bool terminal_copy(struct terminal *terminal, const char *text)
{
    struct buffer sequence = {0};
    bool made = is_ansi() && clipboard_sequence(text, &sequence);
    if (made)
        send_bytes(terminal, buffer_string(&sequence), sequence.length);
    buffer_fini(&sequence);
    return made;
}
