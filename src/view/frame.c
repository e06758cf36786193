// SPDX-License-Identifier: GPL-3.0-or-later
// Frame: who gets which rows and columns.

#include <config.h>

#include "view/frame.h"

static int clamp(int number, int least, int most)
{
    return number < least ? least : number > most ? most : number;
}

static int peek_rows_for(int rows, enum peek_size peek)
{
    if (peek == PEEK_HIDDEN || rows < 8)
        return 0;
    if (peek == PEEK_LARGE)
        return rows / 2 - 2;
    return rows < 12 ? 1 : rows < 30 || peek == PEEK_SMALL ? 3 : 7;
}

struct frame frame_make(int rows, int columns, enum peek_size peek, bool panel)
{
    struct frame frame = {.rows = rows, .columns = columns, .peek_rule = -1};
    frame.too_small = rows < FRAME_LEAST_ROWS || columns < FRAME_LEAST_COLUMNS;
    frame.has_rule = rows >= 30;
    frame.body_row = frame.has_rule ? 2 : 1;
    frame.bottom_row = rows - 1;
    frame.peek_rows = peek_rows_for(rows, peek);
    frame.peek_row = frame.bottom_row - frame.peek_rows;
    if (frame.peek_rows > 0)
        frame.peek_rule = frame.peek_row - 1;
    frame.body_rows = (frame.peek_rule >= 0 ? frame.peek_rule : frame.bottom_row) - frame.body_row;
    frame.left_columns = columns;
    if (panel && columns >= FRAME_PANEL_FROM) {
        frame.panel_columns = clamp(columns - FRAME_TEXT - 1, 30, 60);
        frame.panel_column = columns - frame.panel_columns;
        frame.left_columns = frame.panel_column - 1;
    }
    frame.text_columns = clamp(frame.left_columns, 1, FRAME_TEXT);
    frame.text_column = (frame.left_columns - frame.text_columns) / 2;
    return frame;
}

struct frame frame_make_plain(int rows, int columns, enum peek_size peek)
{
    struct frame frame = frame_make(rows, columns, peek, false);
    frame.body_rows += frame.body_row - 1;
    frame.body_row = 1;
    frame.has_rule = false;
    frame.text_column = 0;
    frame.words_rows = frame.body_rows > 1;
    frame.body_rows -= frame.words_rows;
    return frame;
}

int frame_text_width(const struct frame *frame, bool gutter)
{
    int width = frame->text_columns - (gutter ? FRAME_GUTTER : FRAME_GUTTER_HIDDEN) - 1;
    return width > 1 ? width : 1;
}
