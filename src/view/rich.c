// SPDX-License-Identifier: GPL-3.0-or-later
// Rich text: a string, its runs of roles, and its lines at a width.

#include <config.h>

#include "view/rich.h"

#include "base/memory.h"
#include "text/grapheme.h"
#include "text/utf8.h"
#include "text/wrap.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void rich_fini(struct rich *rich)
{
    buffer_fini(&rich->text);
    free(rich->runs);
    *rich = (struct rich){0};
}

void rich_clear(struct rich *rich)
{
    buffer_clear(&rich->text);
    rich->run_count = 0;
}

void rich_add_bytes(struct rich *rich, enum role role, const char *bytes, size_t length)
{
    buffer_add(&rich->text, bytes, length);
    if (rich->run_count && rich->runs[rich->run_count - 1].role == role) {
        rich->runs[rich->run_count - 1].end = rich->text.length;
        return;
    }
    rich->runs = memory_grow(rich->runs, &rich->run_capacity, rich->run_count + 1,
                             sizeof *rich->runs);
    rich->runs[rich->run_count++] = (struct rich_run){rich->text.length, role};
}

void rich_add(struct rich *rich, enum role role, const char *string)
{
    rich_add_bytes(rich, role, string, strlen(string));
}

void rich_format(struct rich *rich, enum role role, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *string = NULL;
    int length = vasprintf(&string, format, arguments);
    va_end(arguments);
    if (length >= 0) {
        rich_add_bytes(rich, role, string, (size_t)length);
        free(string);
    }
}

static bool has_room_to_hang(const struct rich *rich, int width)
{
    return rich->hang && width > 2 * rich->hang;
}

static void rich_wrap(const struct rich *rich, int width, struct line_list *lines)
{
    const char *bytes = buffer_string(&rich->text);
    for (size_t start = 0; start < rich->text.length;) {
        const char *newline = memchr(bytes + start, '\n', rich->text.length - start);
        size_t end = newline ? (size_t)(newline - bytes) : rich->text.length;
        size_t first = lines->count;
        wrap_paragraph(bytes, (struct span){start, end}, width, NULL, 0, lines);
        if (has_room_to_hang(rich, width) && lines->count > first + 1) {
            size_t rest = lines->items[first + 1].start;
            lines->count = first + 1;
            wrap_paragraph(bytes, (struct span){rest, end}, width - rich->hang, NULL, 0, lines);
        }
        start = end + 1;
    }
}

size_t rich_line_count(const struct rich *rich, int width)
{
    struct line_list lines = {0};
    rich_wrap(rich, width, &lines);
    size_t count = lines.count;
    line_list_fini(&lines);
    return count;
}

int rich_last_column(const struct rich *rich, int width)
{
    struct line_list lines = {0};
    rich_wrap(rich, width, &lines);
    int columns = 0;
    if (lines.count) {
        struct span line = lines.items[lines.count - 1];
        columns = grapheme_width(rich->text.data + line.start, span_length(line));
    }
    line_list_fini(&lines);
    return columns;
}

// Whether the line goes on a paragraph, so that it hangs.
static bool hangs(const struct rich *rich, struct span line, int width)
{
    return has_room_to_hang(rich, width) && line.start > 0 &&
           rich->text.data[line.start - 1] != '\n';
}

static int draw_line(const struct rich *rich, struct area area, int row, struct span line)
{
    size_t run = 0;
    int column = hangs(rich, line, area.columns) ? rich->hang : 0;
    for (size_t at = line.start; at < line.end;) {
        while (run + 1 < rich->run_count && rich->runs[run].end <= at)
            run++;
        size_t end = rich->runs[run].end < line.end ? rich->runs[run].end : line.end;
        column = area_draw_bytes(area, row, column, rich->runs[run].role, rich->text.data + at,
                                 end - at);
        at = end;
    }
    return column;
}

// The line without its last word, in whose place the mark stands; of a single word as much as
// leaves a column for it. With RICH_CUT_END the whole line where that leaves one.
static struct span make_room_for_mark(const struct rich *rich, struct span line, int columns,
                                      enum rich_cut cut)
{
    const char *bytes = rich->text.data;
    size_t end = line.end;
    while (cut == RICH_CUT_END && end > line.start && bytes[end - 1] == ' ')
        end--;
    if (cut == RICH_CUT_END && grapheme_width(bytes + line.start, end - line.start) < columns)
        return (struct span){line.start, end};
    while (end > line.start && bytes[end - 1] != ' ')
        end--;
    while (end > line.start && bytes[end - 1] == ' ')
        end--;
    if (end > line.start)
        return (struct span){line.start, end};
    while (line.end > line.start &&
           grapheme_width(bytes + line.start, span_length(line)) >= columns) {
        line.end--;
        while (line.end > line.start && utf8_is_continuation(bytes[line.end]))
            line.end--;
    }
    return line;
}

size_t rich_draw(const struct rich *rich, struct area area, size_t first, enum rich_cut cut)
{
    struct line_list lines = {0};
    rich_wrap(rich, area.columns, &lines);
    for (int row = 0; row < area.rows && first + (size_t)row < lines.count; row++) {
        struct span line = lines.items[first + (size_t)row];
        bool more = cut != RICH_CUT_SILENTLY && row == area.rows - 1 &&
                    first + (size_t)row + 1 < lines.count;
        if (more)
            line = make_room_for_mark(
                rich, line, hangs(rich, line, area.columns) ? area.columns - rich->hang : area.columns,
                cut);
        int column = draw_line(rich, area, row, line);
        // No word of its paragraph is missing.
        bool whole = cut == RICH_CUT_END && more && rich->text.data[line.end] == '\n';
        if (more)
            area_draw(area, row, column, ROLE_TEXT, whole && column + 2 <= area.columns ? " …" : "…");
    }
    size_t count = lines.count;
    line_list_fini(&lines);
    return count;
}
