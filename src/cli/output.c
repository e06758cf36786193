// SPDX-License-Identifier: GPL-3.0-or-later
// Output: one row model, three formats.

#include <config.h>

#include "cli/output.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/grapheme.h"
#include "text/safe.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { TABLE_WIDEST = 60 };

struct output {
    enum output_format format;
    const char *const *columns;
    size_t column_count, column;
    size_t rows;
    bool headed; // the header row of TSV is out, or is not to be
    FILE *stream;
    struct buffer line; // of TSV and JSON
    char **cells;       // of a table, row by row, the heads first
    size_t cell_count, cell_capacity;
};

static void add_table_cell(struct output *output, char *cell)
{
    output->cells = memory_grow(output->cells, &output->cell_capacity, output->cell_count + 1,
                                sizeof *output->cells);
    output->cells[output->cell_count++] = cell;
}

struct output *output_new(enum output_format format, const char *const *columns, FILE *stream)
{
    struct output *output = memory_allocate_zeroed(1, sizeof *output);
    output->format = format;
    output->columns = columns;
    output->stream = stream;
    for (; columns[output->column_count]; output->column_count++) {
        if (format == OUTPUT_TABLE)
            add_table_cell(output, memory_copy_string(columns[output->column_count]));
    }
    return output;
}

static void print_head(struct output *output)
{
    if (output->format != OUTPUT_TSV || output->headed)
        return;
    output->headed = true;
    for (size_t i = 0; i < output->column_count; i++)
        fprintf(output->stream, "%s%s", i ? "\t" : "", output->columns[i]);
    fputc('\n', output->stream);
}

void output_refuse(struct output *output)
{
    output->headed = true;
}

static void end_cell(struct output *output)
{
    if (++output->column < output->column_count)
        return;
    output->column = 0;
    output->rows++;
    if (output->format == OUTPUT_TABLE)
        return;
    buffer_add_string(&output->line, output->format == OUTPUT_JSON ? "}\n" : "\n");
    fwrite(output->line.data, 1, output->line.length, output->stream);
    buffer_clear(&output->line);
}

static void begin_cell(struct output *output)
{
    print_head(output);
    if (output->format == OUTPUT_TSV && output->column)
        buffer_add_byte(&output->line, '\t');
    if (output->format == OUTPUT_JSON)
        buffer_format(&output->line, "%s\"%s\":", output->column ? "," : "{",
                      output->columns[output->column]);
}

// --- escaping --------------------------------------------------------------------------------------

static void add_tsv(struct buffer *out, const char *bytes, size_t length, bool in_list)
{
    if (length == 1 && *bytes == '-') {
        buffer_add_string(out, "\\-");
        return;
    }
    for (size_t at = 0; at < length;) {
        unsigned code_point;
        size_t step = utf8_decode(bytes + at, length - at, &code_point);
        if (code_point == '\t')
            buffer_add_string(out, "\\t");
        else if (code_point == '\n')
            buffer_add_string(out, "\\n");
        else if (code_point == '\r')
            buffer_add_string(out, "\\r");
        else if (code_point == '\\')
            buffer_add_string(out, "\\\\");
        else if (code_point == ',' && in_list)
            buffer_add_string(out, "\\,");
        else if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
                 code_point == 0x2028 || code_point == 0x2029)
            buffer_format(out, "\\u{%04X}", code_point);
        else
            buffer_add(out, bytes + at, step);
        at += step;
    }
}

static void add_json(struct buffer *out, const char *bytes, size_t length)
{
    buffer_add_byte(out, '"');
    for (size_t at = 0; at < length;) {
        unsigned code_point;
        size_t step = utf8_decode(bytes + at, length - at, &code_point);
        if (code_point == '"' || code_point == '\\')
            buffer_format(out, "\\%c", (char)code_point);
        else if (safe_is_dangerous(code_point))
            buffer_format(out, "\\u%04x", code_point);
        else
            buffer_add(out, bytes + at, step);
        at += step;
    }
    buffer_add_byte(out, '"');
}

// --- cells -----------------------------------------------------------------------------------------

void output_empty(struct output *output)
{
    begin_cell(output);
    if (output->format == OUTPUT_TABLE)
        add_table_cell(output, memory_copy_string(""));
    else
        buffer_add_string(&output->line, output->format == OUTPUT_JSON ? "null" : "-");
    end_cell(output);
}

void output_bytes(struct output *output, const char *bytes, size_t length)
{
    if (length == 0) {
        output_empty(output);
        return;
    }
    begin_cell(output);
    struct buffer cell = {0};
    if (output->format == OUTPUT_TABLE) {
        safe_add(&cell, bytes, length);
        add_table_cell(output, buffer_take(&cell));
    } else if (output->format == OUTPUT_JSON) {
        add_json(&output->line, bytes, length);
    } else {
        add_tsv(&output->line, bytes, length, false);
    }
    end_cell(output);
}

void output_string(struct output *output, const char *string)
{
    output_bytes(output, string, string ? strlen(string) : 0);
}

static void add_plain(struct output *output, const char *word)
{
    begin_cell(output);
    if (output->format == OUTPUT_TABLE)
        add_table_cell(output, memory_copy_string(word));
    else
        buffer_add_string(&output->line, word);
    end_cell(output);
}

void output_number(struct output *output, size_t number)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%zu", number);
    add_plain(output, digits);
}

void output_real(struct output *output, double number)
{
    char digits[64];
    snprintf(digits, sizeof digits, "%.3f", number);
    for (char *at = digits; *at; at++) { // whatever the locale
        if (*at == ',')
            *at = '.';
    }
    add_plain(output, digits);
}

void output_day(struct output *output, day_number day)
{
    struct buffer iso = {0};
    if (day == DAY_NONE) {
        output_empty(output);
        return;
    }
    day_format_iso(day, &iso);
    output_string(output, iso.data);
    buffer_fini(&iso);
}

void output_list(struct output *output, const char *const *items, size_t count)
{
    if (count == 0 && output->format != OUTPUT_JSON) {
        output_empty(output);
        return;
    }
    begin_cell(output);
    struct buffer cell = {0};
    struct buffer *out = output->format == OUTPUT_TABLE ? &cell : &output->line;
    if (output->format == OUTPUT_JSON)
        buffer_add_byte(out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_add_byte(out, ',');
        if (output->format == OUTPUT_JSON)
            add_json(out, items[i], strlen(items[i]));
        else if (output->format == OUTPUT_TSV)
            add_tsv(out, items[i], strlen(items[i]), true);
        else
            safe_add(out, items[i], strlen(items[i]));
    }
    if (output->format == OUTPUT_JSON)
        buffer_add_byte(out, ']');
    if (output->format == OUTPUT_TABLE)
        add_table_cell(output, buffer_take(&cell));
    end_cell(output);
}

// --- table -----------------------------------------------------------------------------------------

// The cell cut to its column, padded but for the last.
static void print_table_cell(struct output *output, const char *cell, int width, bool last)
{
    int column = 0;
    size_t length = strlen(cell), at = 0;
    bool cut = grapheme_width(cell, length) > width;
    while (at < length) {
        size_t step = grapheme_next(cell + at, length - at);
        int columns = grapheme_width(cell + at, step);
        if (column + columns > width - cut)
            break;
        column += columns;
        at += step;
    }
    fwrite(cell, 1, at, output->stream);
    if (cut) {
        fputs("…", output->stream);
        column++;
    }
    if (last)
        fputc('\n', output->stream);
    else
        fprintf(output->stream, "%*s", width - column + 2, "");
}

static void print_table(struct output *output)
{
    int *widths = memory_allocate_zeroed(output->column_count, sizeof *widths);
    for (size_t i = 0; i < output->cell_count; i++) {
        int width = grapheme_width(output->cells[i], strlen(output->cells[i]));
        int *widest = &widths[i % output->column_count];
        if (width > *widest)
            *widest = width < TABLE_WIDEST ? width : TABLE_WIDEST;
    }
    for (size_t i = 0; i < output->cell_count; i++) {
        size_t column = i % output->column_count;
        print_table_cell(output, output->cells[i], widths[column],
                         column + 1 == output->column_count);
    }
    free(widths);
}

size_t output_row_count(const struct output *output)
{
    return output->rows;
}

bool output_finish(struct output *output)
{
    print_head(output);
    if (output->format == OUTPUT_TABLE && output->rows)
        print_table(output);
    bool done = fflush(output->stream) == 0 && !ferror(output->stream);
    for (size_t i = 0; i < output->cell_count; i++)
        free(output->cells[i]);
    free(output->cells);
    buffer_fini(&output->line);
    free(output);
    return done;
}
