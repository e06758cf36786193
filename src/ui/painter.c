// SPDX-License-Identifier: GPL-3.0-or-later
// Painter: the difference between two canvases as bytes for a terminal.
//
// Cells are compared, not lines, so that the pane beside the text is not sent again when the text
// moves. Three ways of moving the text are weighed against each other by the cells that differ
// afterwards: none, shifting whole lines (which spoils the pane beside it), shifting the text's
// columns only (where the terminal has margins left and right). Which rectangle may have moved is
// told by the canvas; how far, by comparing its lines. Cost: the cells of the screen a few times.
//
// Where terminals disagree about what a character takes (text/doubt.h) the cursor is placed anew
// behind it, so that what follows stands in its column; where they may join it with others or make
// it wider, its columns are cleared before and the two after it are sent after it.
//
// Invariants: `shown` is what the screen shows, once everything handed over has been sent; the
// cursor's place is known or `row` is -1.

#include <config.h>

#include "ui/painter.h"

#include "base/memory.h"
#include "text/doubt.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "ui/capabilities.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum {
    MARKS = 4,          // combining characters kept after a base
    GAP = 5,            // cells that are rather sent again than jumped over
    ERASE_FROM = 8,     // blanks that are rather erased
    SHIFT_COST = 40,    // bytes, about, of shifting with margins; cells of which it must save more
    WORTH_A_SHIFT = 80, // cells that differ before shifting is thought of
};

struct painter {
    struct styles *styles;
    struct canvas shown; // 0 × 0: nothing is known
    int row, column;     // of the cursor; row -1: not known
    bool in_doubt;       // it may be a few columns beside `column`
    uint16_t style;
    struct buffer *out; // while painting
    bool margins;
    bool may_move_styled, wraps_at_once; // the terminal's: msgr; am without xenl
    bool is_ansi;                        // cursor sequences are the usual ones
    bool erases, shifts;                 // has the usual ech; csr with ind and ri
    struct buffer erase_right;           // el; empty: there is none
};

struct painter *painter_new(struct styles *styles, bool margins)
{
    struct painter *painter = memory_allocate_zeroed(1, sizeof *painter);
    painter->styles = styles;
    painter->row = -1;
    painter->may_move_styled = capability_is_set("msgr");
    painter->wraps_at_once = capability_is_set("am") && !capability_is_set("xenl");
    painter->is_ansi = strncmp(capability("cup"), "\033[%i%p1%d;%p2%dH", 16) == 0 &&
                       strcmp(capability("cuf"), "\033[%p1%dC") == 0;
    capability_add(&painter->erase_right, "el");
    painter->erases = strcmp(capability("ech"), "\033[%p1%dX") == 0;
    painter->shifts = *capability("csr") && *capability("ind") && *capability("ri");
    painter->margins = margins && painter->shifts && *capability("smglr") && *capability("mgc");
    return painter;
}

void painter_free(struct painter *painter)
{
    if (!painter)
        return;
    canvas_fini(&painter->shown);
    buffer_fini(&painter->erase_right);
    free(painter);
}

void painter_forget(struct painter *painter)
{
    canvas_fini(&painter->shown);
    painter->row = -1;
}

// --- cells ---------------------------------------------------------------------------------------

static struct cell *row_of(const struct canvas *canvas, int row)
{
    return canvas->cells + (size_t)row * (size_t)canvas->columns;
}

static bool is_blank(const struct cell *cell)
{
    return cell->text[0] == ' ' && cell->text[1] == '\0';
}

// Whether the cell looks as if it had been erased.
static bool is_bare(const struct painter *painter, const struct cell *cell)
{
    return is_blank(cell) && styles_is_bare(painter->styles, styles_of(painter->styles, cell));
}

// Whether the two look the same.
static bool is_same(const struct painter *painter, const struct cell *one, const struct cell *other)
{
    if (one->text[0] != other->text[0])
        return false;
    if (memcmp(one, other, sizeof *one) == 0)
        return true;
    if (strncmp(one->text, other->text, CELL_BYTES) != 0)
        return false;
    return styles_of(painter->styles, one) == styles_of(painter->styles, other) ||
           (is_bare(painter, one) && is_bare(painter, other));
}

static int count_different(const struct painter *painter, const struct cell *new_cells,
                           const struct cell *old_cells, int count)
{
    int different = 0;
    for (int i = 0; i < count; i++)
        different += !is_same(painter, &new_cells[i], &old_cells[i]);
    return different;
}

// What is left where text was shifted away.
static const struct cell bare_cell = {.text = " ", .role = ROLE_TEXT};

static int count_not_bare(const struct painter *painter, const struct cell *cells, int count)
{
    int different = 0;
    for (int i = 0; i < count; i++)
        different += !is_bare(painter, &cells[i]);
    return different;
}

// --- sending -------------------------------------------------------------------------------------

// ESC [ with a number, left out where it is 1, and `end`.
static void send_number(struct painter *painter, int number, char end)
{
    char digits[16];
    size_t at = sizeof digits;
    for (int left = number; number != 1 && left > 0; left /= 10)
        digits[--at] = (char)('0' + left % 10);
    buffer_add_string(painter->out, "\033[");
    buffer_add(painter->out, digits + at, sizeof digits - at);
    buffer_add_byte(painter->out, end);
}

static void set_style(struct painter *painter, uint16_t style)
{
    styles_change(painter->styles, painter->style, style, painter->out);
    painter->style = style;
}

static void move_to(struct painter *painter, int row, int column)
{
    if (painter->row == row && painter->column == column && !painter->in_doubt)
        return;
    if (!painter->may_move_styled)
        set_style(painter, STYLE_PLAIN);
    bool same_row = painter->row == row && !painter->in_doubt, may_wrap = painter->in_doubt;
    painter->in_doubt = false;
    if (same_row && column == 0) {
        buffer_add_byte(painter->out, '\r');
    } else if (painter->row >= 0 && row == painter->row + 1 && column == 0 && !may_wrap) {
        buffer_add_string(painter->out, "\r\n");
    } else if (painter->is_ansi && same_row && column > painter->column) {
        send_number(painter, column - painter->column, 'C');
    } else if (painter->is_ansi && column == 0) {
        send_number(painter, row + 1, 'H');
    } else if (painter->is_ansi) {
        char place[32];
        int length = snprintf(place, sizeof place, "\033[%d;%dH", row + 1, column + 1);
        buffer_add(painter->out, place, (size_t)length);
    } else {
        capability_add_with(painter->out, "cup", row, column);
    }
    painter->row = row;
    painter->column = column;
}

// One character from the base at `bytes` and the marks after it, of which some are kept, added to
// *out. Returns the bytes taken; *width is its columns by wcwidth.
static size_t take_character(const char *bytes, size_t length, struct buffer *out, int *width)
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
        if (count == 0) {
            *width = columns == 2 ? 2 : 1;
            if (columns < 1)
                code_point = columns < 0 ? 0xFFFD : 0x25CC;
        }
        if (count <= MARKS)
            buffer_add_code_point(out, code_point);
        count++;
        at += step;
    }
    return at;
}

static size_t text_length(const struct cell *cell)
{
    return strnlen(cell->text, CELL_BYTES);
}

static enum doubt doubt_about_cell(const struct cell *cell)
{
    unsigned char first = (unsigned char)cell->text[0];
    return first < 0x80 && (!first || !cell->text[1]) ? DOUBT_NONE
                                                      : doubt_about(cell->text, text_length(cell));
}

// Sends a cell with the `room` columns that it has. They are filled exactly: what it holds beyond
// is left out, what it lacks is blank.
static void send_cell(struct painter *painter, const struct cell *cell, int room)
{
    set_style(painter, styles_of(painter->styles, cell));
    painter->column += room;
    unsigned char byte = (unsigned char)cell->text[0];
    if (cell->text[1] == '\0' && byte >= 0x20 && byte < 0x7F) {
        buffer_add_byte(painter->out, cell->text[0]);
        room--;
    } else {
        size_t length = strnlen(cell->text, CELL_BYTES);
        for (size_t at = 0; at < length && room > 0;) {
            size_t before = painter->out->length;
            int width;
            at += take_character(cell->text + at, length - at, painter->out, &width);
            if (width > room) {
                painter->out->length = before;
                break;
            }
            room -= width;
        }
    }
    for (; room > 0; room--)
        buffer_add_byte(painter->out, ' ');
    painter->in_doubt = painter->in_doubt || doubt_about_cell(cell) != DOUBT_NONE;
}

// --- rows ----------------------------------------------------------------------------------------

// The columns that belong to the cell at `column`: it and the empty ones after it.
static int cell_columns(const struct cell *cells, int column, int columns)
{
    int room = 1;
    while (column + room < columns && cells[column + room].text[0] == '\0')
        room++;
    return room;
}

// Where the cells end that a terminal may draw as one with that at `column`; there is none where
// that cell is all of them and of a sure shape.
static int end_of_shape(const struct cell *cells, int column, int columns)
{
    int end = column + cell_columns(cells, column, columns);
    bool doubtful = doubt_about_cell(&cells[column]) == DOUBT_SHAPE;
    for (int last = column; end < columns; end += cell_columns(cells, end, columns)) {
        if (!doubt_may_join(cells[last].text, text_length(&cells[last]), cells[end].text,
                            text_length(&cells[end])))
            break;
        doubtful = true;
        last = end;
    }
    return doubtful ? end : column;
}

// Sends cells that may be drawn as one: their columns are cleared before.
static void send_shape(struct painter *painter, int row, const struct cell *cells, int from, int to)
{
    set_style(painter, styles_of(painter->styles, &cells[from]));
    for (int i = from; i < to; i++)
        buffer_add_byte(painter->out, ' ');
    painter->row = -1;
    move_to(painter, row, from);
    for (int column = from, room; column < to; column += room) {
        room = cell_columns(cells, column, to);
        send_cell(painter, &cells[column], room);
    }
    painter->in_doubt = true;
}

static int count_bare(const struct painter *painter, const struct cell *cells, int from, int to)
{
    int at = from;
    while (at < to && is_bare(painter, &cells[at]))
        at++;
    return at - from;
}

// Sends the cells from `from` up to `to`, whole ones.
static void send_cells(struct painter *painter, int row, const struct cell *cells, int from, int to,
                       int columns)
{
    for (int column = from; column < to;) {
        int bare = count_bare(painter, cells, column, columns);
        if (bare >= ERASE_FROM && column + bare == columns && painter->erase_right.length) {
            move_to(painter, row, column);
            set_style(painter, STYLE_PLAIN);
            buffer_add(painter->out, painter->erase_right.data, painter->erase_right.length);
            return;
        }
        bare = bare < to - column ? bare : to - column;
        if (bare >= ERASE_FROM && painter->erases) {
            move_to(painter, row, column);
            set_style(painter, STYLE_PLAIN);
            send_number(painter, bare, 'X');
            column += bare;
            continue;
        }
        int end = end_of_shape(cells, column, columns);
        if (painter->row != row || painter->column != column || end > column ||
            doubt_about_cell(&cells[column]) == DOUBT_NONE)
            move_to(painter, row, column);
        if (end > column) {
            send_shape(painter, row, cells, column, end);
            column = end;
            continue;
        }
        int room = cell_columns(cells, column, columns);
        send_cell(painter, &cells[column], room);
        column += room;
    }
    if (painter->column >= columns)
        painter->row = -1; // beyond the last column terminals differ
}

// Where the next cells that differ begin, whole, from `from` on; `columns` where none do.
static int next_difference(const struct painter *painter, const struct cell *cells,
                           const struct cell *old, int from, int columns)
{
    int at = from;
    while (at < columns && is_same(painter, &cells[at], &old[at]))
        at++;
    while (at < columns && at > from && cells[at].text[0] == '\0')
        at--;
    return at;
}

// Where they end, over gaps that are not worth a jump.
static int end_of_difference(const struct painter *painter, const struct cell *cells,
                             const struct cell *old, int from, int columns)
{
    int end = from;
    for (int at = from; at < columns && at - end <= GAP; at++) {
        if (!is_same(painter, &cells[at], &old[at]))
            end = at + 1;
    }
    while (end < columns && (cells[end].text[0] == '\0' || old[end].text[0] == '\0'))
        end++;
    return end;
}

static bool is_doubtful_shape(const struct cell *cell)
{
    return doubt_about_cell(cell) == DOUBT_SHAPE;
}

// Whether the cell at `column` is better not sent without the one before it.
static bool hangs_together(const struct cell *cells, int column)
{
    if (cells[column].text[0] == '\0')
        return true;
    int before = column - 1;
    while (before > 0 && cells[before].text[0] == '\0')
        before--;
    return is_doubtful_shape(&cells[before]) ||
           doubt_may_join(cells[before].text, text_length(&cells[before]), cells[column].text,
                          text_length(&cells[column]));
}

// Takes in what a terminal may have drawn, or draws, as one with the cells that differ, and the two
// columns after it, into which it may reach.
static void widen(const struct cell *cells, const struct cell *old, int columns, int *from,
                  int *end)
{
    enum { REACH = 2 };
    while (*from > 0 && (hangs_together(cells, *from) || hangs_together(old, *from)))
        --*from;
    for (int at = *from; at < *end; at++) {
        if (is_doubtful_shape(&cells[at]) || is_doubtful_shape(&old[at]))
            *end = at + 2 + REACH > *end ? at + 2 + REACH : *end;
        *end = *end < columns ? *end : columns;
        while (*end < columns && at == *end - 1 &&
               (hangs_together(cells, *end) || hangs_together(old, *end)))
            ++*end;
    }
}

static void paint_row(struct painter *painter, const struct canvas *canvas, int row)
{
    const struct cell *cells = row_of(canvas, row);
    struct cell *old = row_of(&painter->shown, row);
    size_t size = (size_t)canvas->columns * sizeof *cells;
    if (memcmp(cells, old, size) == 0)
        return;
    // The last place of all is left as it is where writing there moves the screen.
    bool is_last = painter->wraps_at_once && row == canvas->rows - 1;
    int columns = canvas->columns - is_last;
    for (int column = 0; column < columns;) {
        column = next_difference(painter, cells, old, column, columns);
        int end = end_of_difference(painter, cells, old, column, columns);
        if (column >= columns)
            break;
        widen(cells, old, columns, &column, &end);
        send_cells(painter, row, cells, column, end, columns);
        column = end;
    }
    memcpy(old, cells, size);
}

// --- shifting ------------------------------------------------------------------------------------

// A shift by `by` lines (positive: up) of the rows and columns given.
struct shift {
    int row, rows, column, columns, by;
};

static uint64_t hash_cells(const struct painter *painter, const struct cell *cells, int count)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325); // FNV-1a
    for (int i = 0; i < count; i++) {
        if (is_bare(painter, &cells[i]))
            continue; // lines are told apart by what stands in them
        for (const char *byte = cells[i].text; *byte; byte++)
            hash = (hash ^ (unsigned char)*byte) * UINT64_C(0x100000001B3);
        hash = (hash ^ (uint64_t)i) * UINT64_C(0x100000001B3);
    }
    return hash;
}

// How far most of the lines of the rectangle have moved; 0: they have not.
static int find_distance(const struct painter *painter, const struct canvas *canvas,
                         const struct canvas_part *part)
{
    uint64_t *hashes = memory_allocate((size_t)part->rows * 2 * sizeof *hashes);
    uint64_t *old = hashes + part->rows, empty = hash_cells(painter, NULL, 0);
    for (int i = 0; i < part->rows; i++) {
        hashes[i] = hash_cells(painter, row_of(canvas, part->row + i) + part->column,
                               part->columns);
        old[i] = hash_cells(painter, row_of(&painter->shown, part->row + i) + part->column,
                            part->columns);
    }
    int best = 0, most = 1; // a single line that is found again may be so by chance
    for (int by = 1 - part->rows; by < part->rows; by++) {
        int found = 0;
        for (int i = 0; i < part->rows; i++) {
            int from = i + by;
            found += from >= 0 && from < part->rows && hashes[i] == old[from] && hashes[i] != empty;
        }
        if (found > most || (found == most && by == 0)) {
            most = found;
            best = by;
        }
    }
    free(hashes);
    return best;
}

// Cells that would differ in the rows of the shift after it.
static int count_after(const struct painter *painter, const struct canvas *canvas,
                       const struct shift *shift)
{
    int different = 0, columns = canvas->columns;
    int left = shift->column, right = shift->column + shift->columns;
    for (int i = 0; i < shift->rows; i++) {
        const struct cell *cells = row_of(canvas, shift->row + i);
        const struct cell *stays = row_of(&painter->shown, shift->row + i);
        int from = i + shift->by;
        different += count_different(painter, cells, stays, left);
        different += count_different(painter, cells + right, stays + right, columns - right);
        if (from >= 0 && from < shift->rows)
            different += count_different(painter, cells + left,
                                         row_of(&painter->shown, shift->row + from) + left,
                                         shift->columns);
        else
            different += count_not_bare(painter, cells + left, shift->columns);
    }
    return different;
}

// Moves the cells of what is shown as the terminal does.
static void shift_shown(struct painter *painter, const struct shift *shift)
{
    struct canvas *shown = &painter->shown;
    size_t size = (size_t)shift->columns * sizeof *shown->cells;
    for (int k = 0; k < shift->rows; k++) {
        int i = shift->by > 0 ? k : shift->rows - 1 - k;
        int from = i + shift->by;
        struct cell *cells = row_of(shown, shift->row + i) + shift->column;
        if (from >= 0 && from < shift->rows) {
            memcpy(cells, row_of(shown, shift->row + from) + shift->column, size);
            continue;
        }
        for (int column = 0; column < shift->columns; column++)
            cells[column] = bare_cell;
    }
}

static void send_shift(struct painter *painter, const struct shift *shift, bool in_margins)
{
    struct buffer *out = painter->out;
    int last = shift->row + shift->rows - 1;
    set_style(painter, STYLE_PLAIN);
    capability_add_with(out, "csr", shift->row, last);
    if (in_margins)
        capability_add_with(out, "smglr", shift->column, shift->column + shift->columns - 1);
    painter->row = -1; // the cursor has gone home
    move_to(painter, shift->by > 0 ? last : shift->row, shift->column);
    for (int i = 0; i < abs(shift->by); i++)
        capability_add(out, shift->by > 0 ? "ind" : "ri");
    if (in_margins)
        capability_add(out, "mgc");
    capability_add_with(out, "csr", 0, painter->shown.rows - 1);
    painter->row = -1;
    shift_shown(painter, shift);
}

// A shift must not cut wide characters in two.
static bool keeps_cells_whole(const struct canvas *canvas, const struct shift *shift)
{
    int right = shift->column + shift->columns;
    for (int i = 0; i < shift->rows; i++) {
        const struct cell *cells = row_of(canvas, shift->row + i);
        if (cells[shift->column].text[0] == '\0' ||
            (right < canvas->columns && cells[right].text[0] == '\0'))
            return false;
    }
    return true;
}

static void shift_if_cheaper(struct painter *painter, const struct canvas *canvas)
{
    const struct canvas_part *part = &canvas->scrolls;
    if (!painter->shifts || part->rows < 3 || part->columns < 1 || part->row < 0 ||
        part->column < 0 || part->row + part->rows > canvas->rows ||
        part->column + part->columns > canvas->columns)
        return;
    struct shift none = {part->row, part->rows, 0, canvas->columns, 0};
    int differ = count_after(painter, canvas, &none);
    int by = differ >= WORTH_A_SHIFT ? find_distance(painter, canvas, part) : 0;
    if (by == 0)
        return;
    struct shift lines = {part->row, part->rows, 0, canvas->columns, by};
    struct shift columns = {part->row, part->rows, part->column, part->columns, by};
    int by_lines = count_after(painter, canvas, &lines) + SHIFT_COST / 2;
    int by_columns = painter->margins && keeps_cells_whole(&painter->shown, &columns)
                         ? count_after(painter, canvas, &columns) + SHIFT_COST
                         : differ;
    if (by_columns < by_lines && by_columns < differ)
        send_shift(painter, &columns, true);
    else if (by_lines < differ)
        send_shift(painter, &lines, false);
}

// --- all of it -----------------------------------------------------------------------------------

static void clear_screen(struct painter *painter, const struct canvas *canvas)
{
    canvas_fini(&painter->shown);
    canvas_init(&painter->shown, canvas->rows, canvas->columns);
    canvas_fill(&painter->shown, &bare_cell);
    // Whatever came before, plain is what is wanted.
    capability_add(painter->out, "sgr0");
    painter->style = STYLE_PLAIN;
    capability_add(painter->out, "clear");
    painter->row = painter->column = 0;
}

void painter_paint(struct painter *painter, const struct canvas *canvas, struct buffer *out)
{
    painter->out = out;
    if (painter->shown.rows != canvas->rows || painter->shown.columns != canvas->columns)
        clear_screen(painter, canvas);
    else
        shift_if_cheaper(painter, canvas);
    for (int row = 0; row < canvas->rows; row++)
        paint_row(painter, canvas, row);
    if (out->length)
        set_style(painter, STYLE_PLAIN); // what others write is not to look like this
    if (canvas->cursor_row >= 0 && canvas->cursor_row < canvas->rows &&
        canvas->cursor_column >= 0 && canvas->cursor_column < canvas->columns)
        move_to(painter, canvas->cursor_row, canvas->cursor_column);
    painter->out = NULL;
}
