// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_FRAME_H
#define VIEW_FRAME_H

#include <stdbool.h>

// The screen's division into parts, by its size and by what is switched on. Rows and columns count
// from 0; a part that is not shown has no rows (no columns).
struct frame {
    int rows, columns;
    bool too_small;   // under 20×5: only a line that says so
    bool has_rule;    // under the top line
    int body_row, body_rows;
    int left_columns; // of the article's pane
    int text_column;  // where the article's gutter begins
    int text_columns; // gutter, text and one blank: at most 80
    int panel_column, panel_columns; // without the line that parts it from the text
    int peek_rule;    // row of the peek's rule; -1: none
    int peek_row, peek_rows;
    int words_rows; // under the body's rows: one the gutter in words pushes lines onto, or none
    int bottom_row;
};

// PEEK_SMALL is for texts in which there is nothing to compare.
enum peek_size { PEEK_NORMAL, PEEK_LARGE, PEEK_HIDDEN, PEEK_SMALL };

enum {
    FRAME_LEAST_ROWS = 5,
    FRAME_LEAST_COLUMNS = 20,
    FRAME_PANEL_FROM = 100, // columns from which on the panel stands beside the text
    FRAME_GUTTER = 6,
    FRAME_GUTTER_HIDDEN = 2,
    FRAME_TEXT = 80,
};

struct frame frame_make(int rows, int columns, enum peek_size peek, bool panel);

// One pane for screen readers: no panel, no rule under the top line, the text at the left; the row
// at `peek_rule` holds the peek's heading alone.
struct frame frame_make_plain(int rows, int columns, enum peek_size peek);

// Columns of text in it, with or without gutter.
int frame_text_width(const struct frame *frame, bool gutter);

#endif
