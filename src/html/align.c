// SPDX-License-Identifier: GPL-3.0-or-later
// Align: one walk over the rows for the widths, one that writes them anew. Lines without a bar (a
// caption, a row of one cell) stay as they are and count for nothing.

#include <config.h>

#include "html/align.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define BAR " | "

enum { WIDEST = 72, MOST_COLUMNS = 12, BAR_LENGTH = sizeof BAR - 1 };

struct range {
    unsigned first, last;
};

// Takes no column: combining marks of the scripts that news are written in, zero-width characters.
static const struct range empty[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x0900, 0x0902}, {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D},
    {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x0EB1, 0x0EB1}, {0x0EB4, 0x0EBC},
    {0x0EC8, 0x0ECD}, {0x200B, 0x200F}, {0x20D0, 0x20F0}, {0xFE00, 0xFE0F},
};

// Takes two.
static const struct range wide[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD},
};

static bool is_in(const struct range *ranges, size_t count, unsigned code_point)
{
    for (size_t i = 0; i < count && code_point >= ranges[i].first; i++) {
        if (code_point <= ranges[i].last)
            return true;
    }
    return false;
}

// Of well-formed UTF-8.
static size_t columns_of(const char *at, size_t length)
{
    size_t columns = 0;
    for (const char *end = at + length; at < end;) {
        unsigned char lead = (unsigned char)*at++;
        unsigned code_point = lead < 0x80 ? lead : lead < 0xE0 ? lead & 0x1F : lead & 0x0F;
        if (lead >= 0xF0)
            code_point = lead & 0x07;
        for (; at < end && ((unsigned char)*at & 0xC0) == 0x80; at++)
            code_point = code_point << 6 | ((unsigned char)*at & 0x3F);
        columns += is_in(empty, sizeof empty / sizeof *empty, code_point)  ? 0
                   : is_in(wide, sizeof wide / sizeof *wide, code_point) ? 2
                                                                         : 1;
    }
    return columns;
}

// "14,203", "41.2 %", "+3", "€ 5": a figure, with few letters beside it; or the dash for none.
static bool is_figure(const char *at, size_t length)
{
    if (length == strlen("–") && memcmp(at, "–", length) == 0)
        return true;
    size_t digits = 0, letters = 0;
    for (size_t i = 0; i < length; i++) {
        digits += isdigit((unsigned char)at[i]) != 0;
        letters += isalpha((unsigned char)at[i]) != 0;
    }
    return digits > 0 && letters <= 2 && digits >= letters;
}

// The next cell of the line up to `end`: its length; *next is where the one after it begins, NULL
// after the last.
static size_t next_cell(const char *at, const char *end, const char **next)
{
    const char *bar = memmem(at, (size_t)(end - at), BAR, BAR_LENGTH);
    *next = bar ? bar + BAR_LENGTH : NULL;
    return (size_t)((bar ? bar : end) - at);
}

// False where there are too many cells in a row, or they are too wide together.
static bool measure(const char *at, const char *end, size_t widths[MOST_COLUMNS])
{
    size_t columns = 0;
    while (at < end) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        line_end = line_end ? line_end : end;
        const char *cell = at, *next;
        size_t length = next_cell(cell, line_end, &next);
        for (size_t i = 0; next || i > 0; i++) { // a row has a bar
            if (i == MOST_COLUMNS)
                return false;
            size_t width = columns_of(cell, length);
            widths[i] = widths[i] > width ? widths[i] : width;
            columns = columns > i + 1 ? columns : i + 1;
            if (!next)
                break;
            cell = next;
            length = next_cell(cell, line_end, &next);
        }
        at = line_end + 1;
    }
    size_t all = columns ? (columns - 1) * BAR_LENGTH : 0;
    for (size_t i = 0; i < columns; i++)
        all += widths[i];
    return columns > 1 && all <= WIDEST;
}

static void add_blanks(struct buffer *out, size_t count)
{
    while (count--)
        buffer_add_byte(out, ' ');
}

static void add_row(struct buffer *out, const char *at, const char *end, const size_t *widths)
{
    const char *next;
    size_t length = next_cell(at, end, &next);
    bool row = next != NULL;
    for (size_t i = 0;; i++) {
        size_t blanks = row ? widths[i] - columns_of(at, length) : 0;
        bool figure = i > 0 && is_figure(at, length);
        add_blanks(out, figure ? blanks : 0);
        buffer_add(out, at, length);
        if (!next)
            return;
        add_blanks(out, figure ? 0 : blanks);
        buffer_add_string(out, BAR);
        at = next;
        length = next_cell(at, end, &next);
    }
}

void html_align(struct buffer *out, size_t from)
{
    size_t widths[MOST_COLUMNS] = {0};
    if (from >= out->length || !measure(out->data + from, out->data + out->length, widths))
        return;
    size_t length = out->length - from;
    char *rows = memory_copy_bytes(out->data + from, length);
    const char *end = rows + length;
    out->length = from;
    for (const char *at = rows; at <= end;) {
        const char *line_end = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
        add_row(out, at, line_end ? line_end : end, widths);
        if (!line_end)
            break;
        buffer_add_byte(out, '\n');
        at = line_end + 1;
    }
    free(rows);
}
