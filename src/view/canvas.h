// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_CANVAS_H
#define VIEW_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A canvas: a rectangle of cells that panes draw on, with no terminal in it. What is drawn outside
// is left out. One cell holds one grapheme cluster; a wide one is followed by an empty cell.

// What a cell is, not how it looks: the theme turns roles into colours and attributes.
enum role {
    ROLE_TEXT,
    ROLE_TOP_LINE,
    ROLE_KEY_LINE,
    ROLE_KEY,       // a key in the key line or in help
    ROLE_MESSAGE,
    ROLE_ERROR,
    ROLE_RULE,      // lines between panes
    ROLE_HEADING,   // headings in panels
    ROLE_COUNT,     // figures and marks in panels
    ROLE_FAINT,     // what is less important
    ROLE_FOCUS_BAR, // ▌
    ROLE_FOCUS,     // text of the focus sentence
    ROLE_HEADLINE,
    ROLE_DATELINE,
    ROLE_GUTTER_LETTER,
    ROLE_GUTTER_SAME,   // = and blank
    ROLE_GUTTER_EDITED, // ~
    ROLE_GUTTER_FREE,   // ≈
    ROLE_ADDED,
    ROLE_LOST,
    ROLE_MOVED,
    ROLE_PERSON,
    ROLE_ORGANISATION,
    ROLE_PLACE,
    ROLE_HIT,       // a search hit
    ROLE_SELECTION,
    ROLE_YELLOW,
    ROLE_GREEN,
    ROLE_BLUE,
    ROLE_RED,
    ROLE_TAGGED,    // text that bears a tag or note but no colour
    ROLE_CURSOR_ROW, // the chosen row of a list
    ROLE_LIMIT,
};

enum {
    CELL_BOLD = 1,
    CELL_UNDERLINE = 2,
    CELL_REVERSE = 4,
    CELL_DIM = 8,
    CELL_ITALIC = 16,
};

enum { CELL_BYTES = 24 }; // a base, four combining marks, and the NUL

struct cell {
    char text[CELL_BYTES]; // a cluster safe to show; "" for the second column of a wide one
    uint8_t role;          // enum role
    uint8_t attributes;    // CELL_ bits, beside what the theme gives the role
};

struct canvas_part {
    int row, column, rows, columns;
};

struct canvas {
    int rows, columns;
    struct cell *cells; // rows × columns, row by row
    struct canvas_part scrolls; // where lines move up and down, mostly; empty: nowhere
    int cursor_row, cursor_column; // where the terminal's cursor is shown; -1: nowhere
};

// A rectangle of a canvas, in which panes draw.
struct area {
    struct canvas *canvas;
    int row, column, rows, columns;
};

void canvas_init(struct canvas *canvas, int rows, int columns);
void canvas_fini(struct canvas *canvas);

// Makes every cell one like this.
void canvas_fill(struct canvas *canvas, const struct cell *cell);

// Blanks every cell.
void canvas_clear(struct canvas *canvas);

struct cell *canvas_cell(const struct canvas *canvas, int row, int column); // NULL outside

struct area area_whole(struct canvas *canvas);
struct area area_part(struct area area, int row, int column, int rows, int columns);

// Draws a string from outside or of our own, made safe (text/safe.h), from `column` of `row`;
// what does not fit is left out. Returns the column after it.
int area_draw(struct area area, int row, int column, enum role role, const char *string);
int area_draw_bytes(struct area area, int row, int column, enum role role, const char *bytes,
                    size_t length);

// The same in at most `width` columns, ending in … where it was cut.
int area_draw_cut(struct area area, int row, int column, int width, enum role role,
                  const char *string);

// Fills with one character of one column.
void area_fill(struct area area, int row, int column, int width, enum role role,
               const char *character);

// Gives cells another role, or adds attributes.
void area_paint(struct area area, int row, int column, int width, enum role role);
void area_add_attributes(struct area area, int row, int column, int width, int attributes);

// Columns of a string as area_draw shows it.
int canvas_width(const char *string);

// The canvas as lines of text, trailing blanks kept; for tests and for --plain output.
struct buffer;
void canvas_print(const struct canvas *canvas, struct buffer *out);

#endif
