// SPDX-License-Identifier: GPL-3.0-or-later
// The screen that the program's output makes, kept by libvterm.

#include <config.h>

#include "internal.h"

#include <stdio.h>
#include <string.h>

static int note_property(VTermProp property, VTermValue *value, void *user)
{
    struct e2e *e2e = user;
    if (property == VTERM_PROP_CURSORVISIBLE)
        e2e->cursor_visible = value->boolean;
    return 1;
}

// Answers of the terminal are thrown away: the program must not wait for any.
static void drop_answer(const char *bytes, size_t length, void *user)
{
    (void)bytes;
    (void)length;
    (void)user;
}

void e2e_screen_init(struct e2e *e2e, int rows, int columns)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = note_property};
    e2e->vterm = vterm_new(rows, columns);
    vterm_set_utf8(e2e->vterm, 1);
    vterm_output_set_callback(e2e->vterm, drop_answer, NULL);
    e2e->screen = vterm_obtain_screen(e2e->vterm);
    vterm_screen_set_callbacks(e2e->screen, &callbacks, e2e);
    vterm_screen_enable_altscreen(e2e->screen, 1);
    vterm_screen_reset(e2e->screen, 1);
    e2e->cursor_visible = true;
}

void e2e_screen_fini(struct e2e *e2e)
{
    vterm_free(e2e->vterm);
    buffer_fini(&e2e->output);
    buffer_fini(&e2e->row);
}

void e2e_screen_feed(struct e2e *e2e, const char *bytes, size_t length)
{
    buffer_add(&e2e->output, bytes, length);
    vterm_input_write(e2e->vterm, bytes, length);
    vterm_screen_flush_damage(e2e->screen);
}

void e2e_screen_resize(struct e2e *e2e, int rows, int columns)
{
    vterm_set_size(e2e->vterm, rows, columns);
    vterm_screen_flush_damage(e2e->screen);
}

int e2e_rows(struct e2e *e2e)
{
    int rows, columns;
    vterm_get_size(e2e->vterm, &rows, &columns);
    return rows;
}

int e2e_columns(struct e2e *e2e)
{
    int rows, columns;
    vterm_get_size(e2e->vterm, &rows, &columns);
    return columns;
}

// Adds what one cell shows; the second half of a wide character shows nothing of its own.
static void add_cell(struct buffer *out, const VTermScreenCell *cell)
{
    if (cell->chars[0] == (uint32_t)-1)
        return;
    if (cell->chars[0] == 0)
        buffer_add_byte(out, ' ');
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
        buffer_add_code_point(out, cell->chars[i]);
}

// The row's text from column `from` on; *row is cleared first.
static const char *text_from(struct e2e *e2e, int row, int from, struct buffer *text)
{
    buffer_clear(text);
    int columns = e2e_columns(e2e);
    for (int column = from; column < columns; column++) {
        VTermScreenCell cell;
        if (vterm_screen_get_cell(e2e->screen, (VTermPos){.row = row, .col = column}, &cell))
            add_cell(text, &cell);
    }
    while (text->length > 0 && text->data[text->length - 1] == ' ')
        text->data[--text->length] = '\0';
    return buffer_string(text);
}

const char *e2e_row_text(struct e2e *e2e, int row)
{
    return text_from(e2e, row, 0, &e2e->row);
}

bool e2e_find(struct e2e *e2e, const char *text, int *row, int *column)
{
    int rows = e2e_rows(e2e);
    for (int at = 0; at < rows; at++) {
        if (!strstr(e2e_row_text(e2e, at), text))
            continue;
        struct buffer rest = {0};
        int start = e2e_columns(e2e);
        while (start > 0 && strncmp(text_from(e2e, at, start, &rest), text, strlen(text)) != 0)
            start--;
        buffer_fini(&rest);
        if (row)
            *row = at;
        if (column)
            *column = start;
        return true;
    }
    return false;
}

bool e2e_has_at(struct e2e *e2e, int row, int column, const char *text)
{
    struct buffer rest = {0};
    bool found = strncmp(text_from(e2e, row, column, &rest), text, strlen(text)) == 0;
    buffer_fini(&rest);
    return found;
}

bool e2e_cursor(struct e2e *e2e, int *row, int *column)
{
    VTermPos position;
    vterm_state_get_cursorpos(vterm_obtain_state(e2e->vterm), &position);
    *row = position.row;
    *column = position.col;
    return e2e->cursor_visible;
}

static int palette_number(const VTermColor *colour)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour) ||
        !VTERM_COLOR_IS_INDEXED(colour))
        return -1;
    return colour->indexed.idx;
}

struct e2e_attributes e2e_cell_attributes(struct e2e *e2e, int row, int column)
{
    VTermScreenCell cell = {0};
    vterm_screen_get_cell(e2e->screen, (VTermPos){.row = row, .col = column}, &cell);
    return (struct e2e_attributes){
        .bold = cell.attrs.bold,
        .underline = cell.attrs.underline != VTERM_UNDERLINE_OFF,
        .reverse = cell.attrs.reverse,
        .italic = cell.attrs.italic,
        .foreground = palette_number(&cell.fg),
        .background = palette_number(&cell.bg),
    };
}

void e2e_print_screen(struct e2e *e2e)
{
    int rows = e2e_rows(e2e);
    fprintf(stderr, "# the screen, %d x %d:\n", e2e_columns(e2e), rows);
    for (int row = 0; row < rows; row++)
        fprintf(stderr, "# |%s\n", e2e_row_text(e2e, row));
    fprintf(stderr, "# the program has %s\n",
            e2e->exited    ? "ended"
            : e2e->stopped ? "been stopped"
                           : "not ended");
}

const char *e2e_output(struct e2e *e2e, size_t *length)
{
    if (length)
        *length = e2e->output.length;
    return buffer_string(&e2e->output);
}

// Whether the private mode `number` was switched on last, rather than off or never.
static bool mode_is_on(struct e2e *e2e, int number)
{
    char on[16];
    snprintf(on, sizeof on, "\033[?%dh", number);
    bool state = false;
    for (const char *at = buffer_string(&e2e->output); (at = strstr(at, "\033[?")); at += 3) {
        size_t length = strlen(on) - 1;
        if (strncmp(at, on, length) == 0 && (at[length] == 'h' || at[length] == 'l'))
            state = at[length] == 'h';
    }
    return state;
}

bool e2e_terminal_modes_restored(struct e2e *e2e)
{
    static const int modes[] = {2004, 1000, 1002, 1003, 1006, 1049, 1};
    bool restored = true;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (mode_is_on(e2e, modes[i])) {
            fprintf(stderr, "# mode %d is still on\n", modes[i]);
            restored = false;
        }
    }
    if (!e2e->cursor_visible) {
        fprintf(stderr, "# the cursor is still hidden\n");
        restored = false;
    }
    struct termios line;
    if (tcgetattr(e2e->terminal, &line) != 0 || line.c_lflag != e2e->line.c_lflag ||
        line.c_iflag != e2e->line.c_iflag || line.c_oflag != e2e->line.c_oflag) {
        fprintf(stderr, "# the line has other settings than at the start\n");
        restored = false;
    }
    return restored;
}
