// SPDX-License-Identifier: GPL-3.0-or-later
// Canvas: cells that panes draw on. Everything that is drawn goes through text/safe.h.

#include <config.h>

#include "view/canvas.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/grapheme.h"
#include "text/safe.h"

#include <stdlib.h>
#include <string.h>

void canvas_fill(struct canvas *canvas, const struct cell *cell)
{
    size_t count = (size_t)canvas->rows * (size_t)canvas->columns, filled = count > 0;
    if (filled)
        canvas->cells[0] = *cell;
    for (size_t more; filled < count; filled += more) { // what is filled, again
        more = filled < count - filled ? filled : count - filled;
        memcpy(canvas->cells + filled, canvas->cells, more * sizeof *cell);
    }
}

void canvas_init(struct canvas *canvas, int rows, int columns)
{
    *canvas = (struct canvas){
        .rows = rows,
        .columns = columns,
        .cells = memory_allocate((size_t)rows * (size_t)columns * sizeof *canvas->cells),
    };
    canvas_clear(canvas);
}

void canvas_fini(struct canvas *canvas)
{
    free(canvas->cells);
    *canvas = (struct canvas){0};
}

void canvas_clear(struct canvas *canvas)
{
    canvas_fill(canvas, &(struct cell){.text = " "});
    canvas->cursor_row = canvas->cursor_column = -1;
    canvas->scrolls = (struct canvas_part){0};
}

struct cell *canvas_cell(const struct canvas *canvas, int row, int column)
{
    if (row < 0 || row >= canvas->rows || column < 0 || column >= canvas->columns)
        return NULL;
    return &canvas->cells[row * canvas->columns + column];
}

struct area area_whole(struct canvas *canvas)
{
    return (struct area){canvas, 0, 0, canvas->rows, canvas->columns};
}

static int at_least_zero(int number)
{
    return number > 0 ? number : 0;
}

struct area area_part(struct area area, int row, int column, int rows, int columns)
{
    int rows_left = at_least_zero(area.rows - row);
    int columns_left = at_least_zero(area.columns - column);
    return (struct area){
        area.canvas,
        area.row + row,
        area.column + column,
        at_least_zero(rows < rows_left ? rows : rows_left),
        at_least_zero(columns < columns_left ? columns : columns_left),
    };
}

static struct cell *area_cell(struct area area, int row, int column)
{
    if (row < 0 || row >= area.rows || column < 0 || column >= area.columns)
        return NULL;
    return canvas_cell(area.canvas, area.row + row, area.column + column);
}

// A cell whose half of a wide cluster is overwritten becomes blank.
static void release_cell(struct area area, int row, int column)
{
    struct cell *cell = area_cell(area, row, column);
    struct cell *right = canvas_cell(area.canvas, area.row + row, area.column + column + 1);
    struct cell *left = canvas_cell(area.canvas, area.row + row, area.column + column - 1);
    if (cell && cell->text[0] == '\0' && left)
        strcpy(left->text, " ");
    if (right && right->text[0] == '\0')
        strcpy(right->text, " ");
}

// Puts one displayed code point with its marks; `width` is 1 or 2.
static void put_cluster(struct area area, int row, int column, enum role role, const char *text,
                        size_t length, int width)
{
    struct cell *cell = area_cell(area, row, column);
    struct cell *second = width == 2 ? area_cell(area, row, column + 1) : cell;
    if (!cell || !second)
        return;
    release_cell(area, row, column);
    if (width == 2)
        release_cell(area, row, column + 1);
    if (length >= CELL_BYTES)
        length = CELL_BYTES - 1;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    *cell = (struct cell){.role = (uint8_t)role}; // unused bytes too are the same in like cells
    memcpy(cell->text, text, length);
    if (width == 2)
        *second = (struct cell){.role = (uint8_t)role};
}

// Draws what safe_cluster made of one cluster: a base with its marks takes one cell (two where it
// is wide), a spelled-out notation one a character.
static int put_shown(struct area area, int row, int column, enum role role, const char *shown)
{
    size_t length = strlen(shown);
    for (size_t at = 0; at < length;) {
        size_t end = at;
        int width = 0;
        do { // a code point, and those after it that take no column
            size_t step = 1;
            while (end + step < length && ((unsigned char)shown[end + step] & 0xC0) == 0x80)
                step++;
            int columns = grapheme_width(shown + end, step);
            if (end > at && columns > 0)
                break;
            width += columns;
            end += step;
        } while (end < length);
        if (width > 0) {
            put_cluster(area, row, column, role, shown + at, end - at, width);
            column += width;
        }
        at = end;
    }
    return column;
}

// How many of the bytes are ASCII characters that are clusters of their own, as most text is.
static size_t plain_length(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length && bytes[at] >= 0x20 && bytes[at] < 0x7F)
        at++;
    return at > 0 && at < length && (unsigned char)bytes[at] >= 0x80 ? at - 1 : at;
}

// Draws those, without looking at any of them twice. Returns how many they are.
static size_t put_plain(struct area area, int row, int column, enum role role, const char *bytes,
                        size_t length)
{
    size_t count = plain_length(bytes, length);
    for (size_t at = 0; at < count; at++) {
        struct cell *cell = area_cell(area, row, column + (int)at);
        if (!cell)
            continue;
        release_cell(area, row, column + (int)at);
        *cell = (struct cell){.text = {bytes[at]}, .role = (uint8_t)role};
    }
    return count;
}

int area_draw_bytes(struct area area, int row, int column, enum role role, const char *bytes,
                    size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t plain = put_plain(area, row, column, role, bytes + at, length - at);
        at += plain;
        column += (int)plain;
        if (at == length)
            break;
        char shown[SAFE_CLUSTER];
        size_t step = grapheme_next(bytes + at, length - at);
        safe_cluster(bytes + at, step, shown);
        column = put_shown(area, row, column, role, shown);
        at += step;
    }
    return column;
}

int area_draw(struct area area, int row, int column, enum role role, const char *string)
{
    return area_draw_bytes(area, row, column, role, string, strlen(string));
}

int area_draw_cut(struct area area, int row, int column, int width, enum role role,
                  const char *string)
{
    if (width <= 0)
        return column;
    if (canvas_width(string) <= width)
        return area_draw(area, row, column, role, string);
    size_t length = strlen(string), at = 0;
    int used = 0;
    while (at < length) {
        char shown[SAFE_CLUSTER];
        size_t step = grapheme_next(string + at, length - at);
        safe_cluster(string + at, step, shown);
        int columns = grapheme_width(shown, strlen(shown));
        if (used + columns > width - 1)
            break;
        used += columns;
        at += step;
    }
    while (at > 0 && string[at - 1] == ' ')
        at--;
    column = area_draw_bytes(area, row, column, role, string, at);
    return area_draw(area, row, column, role, "…");
}

void area_fill(struct area area, int row, int column, int width, enum role role,
               const char *character)
{
    for (int i = 0; i < width; i++)
        put_cluster(area, row, column + i, role, character, strlen(character), 1);
}

void area_paint(struct area area, int row, int column, int width, enum role role)
{
    for (int i = 0; i < width; i++) {
        struct cell *cell = area_cell(area, row, column + i);
        if (cell)
            cell->role = (uint8_t)role;
    }
}

void area_add_attributes(struct area area, int row, int column, int width, int attributes)
{
    for (int i = 0; i < width; i++) {
        struct cell *cell = area_cell(area, row, column + i);
        if (cell)
            cell->attributes |= (uint8_t)attributes;
    }
}

int canvas_width(const char *string)
{
    int width = 0;
    size_t length = strlen(string);
    for (size_t at = 0; at < length;) {
        size_t plain = plain_length(string + at, length - at);
        at += plain;
        width += (int)plain;
        if (at == length)
            break;
        char shown[SAFE_CLUSTER];
        size_t step = grapheme_next(string + at, length - at);
        safe_cluster(string + at, step, shown);
        width += grapheme_width(shown, strlen(shown));
        at += step;
    }
    return width;
}

void canvas_print(const struct canvas *canvas, struct buffer *out)
{
    for (int row = 0; row < canvas->rows; row++) {
        for (int column = 0; column < canvas->columns; column++)
            buffer_add_string(out, canvas_cell(canvas, row, column)->text);
        buffer_add_byte(out, '\n');
    }
}
