// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of tab-separated values. The bytes are kept once and cut in place; a column is looked up
// by its name each time, since the tables are a few hundred rows of a dozen columns.

#include <config.h>

#include "table.h"

#include "base/files.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

// A gold table or a command's output for one article; a good deal more than either ever is.
#define TABLE_LIMIT (64u << 20)

static size_t count_byte(const char *string, char byte)
{
    size_t count = 0;
    for (; *string; string++)
        count += *string == byte;
    return count;
}

// Cuts one line into its cells; false if there are not `columns` of them.
static bool cut_line(char *line, char **cells, size_t columns)
{
    if (count_byte(line, '\t') + 1 != columns)
        return false;
    for (size_t i = 0; i < columns; i++)
        cells[i] = strsep(&line, "\t");
    return true;
}

bool table_parse(struct table *table, struct buffer *bytes, const char *name, struct error *error)
{
    *table = (struct table){.bytes = *bytes};
    *bytes = (struct buffer){0};
    if (table->bytes.length == 0)
        return true;
    char *rest = table->bytes.data;
    size_t lines = count_byte(rest, '\n') + 1;
    for (size_t line = 0; rest && *rest; line++) {
        char *text = strsep(&rest, "\n");
        if (line == 0) {
            table->columns = count_byte(text, '\t') + 1;
            table->cells = memory_allocate_zeroed(lines * table->columns, sizeof *table->cells);
        }
        if (!cut_line(text, table->cells + line * table->columns, table->columns)) {
            error_set(error, ERROR_FORMAT, name, "not %zu columns", table->columns);
            error->line = line + 1;
            table_fini(table);
            return false;
        }
        table->rows = line;
    }
    return true;
}

bool table_read(struct table *table, const char *directory, const char *name, struct error *error)
{
    struct buffer bytes = {0}, path = {0};
    buffer_format(&path, "%s/%s.tsv", directory, name);
    *table = (struct table){0};
    bool done = file_read(buffer_string(&path), TABLE_LIMIT, &bytes, error) &&
                table_parse(table, &bytes, buffer_string(&path), error);
    buffer_fini(&bytes);
    buffer_fini(&path);
    return done;
}

void table_fini(struct table *table)
{
    buffer_fini(&table->bytes);
    free(table->cells);
    *table = (struct table){0};
}

const char *table_cell(const struct table *table, size_t row, const char *header)
{
    for (size_t column = 0; column < table->columns; column++) {
        if (strcmp(table->cells[column], header) == 0) {
            const char *cell = table->cells[(row + 1) * table->columns + column];
            return strcmp(cell, "-") == 0 ? "" : cell;
        }
    }
    return "";
}

long table_number(const struct table *table, size_t row, const char *header)
{
    const char *cell = table_cell(table, row, header);
    return *cell ? strtol(cell, NULL, 10) : -1;
}

struct range table_range(const struct table *table, size_t row, const char *start, const char *end)
{
    return (struct range){table_number(table, row, start), table_number(table, row, end)};
}

bool range_equal(struct range one, struct range other)
{
    return one.start == other.start && one.end == other.end;
}

bool range_overlap(struct range one, struct range other)
{
    return one.start < other.end && other.start < one.end;
}

const char *list_next(const char **rest, size_t *length)
{
    const char *item = *rest;
    if (!*item)
        return NULL;
    *length = strcspn(item, ",");
    *rest = item + *length + (item[*length] == ',');
    return item;
}
