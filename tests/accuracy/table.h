// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ACCURACY_TABLE_H
#define ACCURACY_TABLE_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

// A table of tab-separated values with a row of headers, read by the headers' names.
struct table {
    struct buffer bytes; // what the cells point into
    char **cells;        // rows of `columns`, the headers first
    size_t columns, rows;
};

// A stretch of the text in code points, end excluded. start -1: none.
struct range {
    long start, end;
};

// Takes over *bytes. False with *error (`name` stands in it) where a row has more or fewer cells
// than there are headers. No bytes: no headers, no rows.
bool table_parse(struct table *table, struct buffer *bytes, const char *name, struct error *error);

// Reads DIRECTORY/NAME.tsv.
bool table_read(struct table *table, const char *directory, const char *name, struct error *error);

void table_fini(struct table *table);

// The cell of data row `row` (from 0) under `header`, borrowed; "" for `-`, for an empty cell and
// where there is no such column. Escapes stay as they are.
const char *table_cell(const struct table *table, size_t row, const char *header);

// The same as a number; -1 where there is none.
long table_number(const struct table *table, size_t row, const char *header);

// The columns `start` and `end` of a row.
struct range table_range(const struct table *table, size_t row, const char *start, const char *end);

bool range_equal(struct range one, struct range other);
bool range_overlap(struct range one, struct range other);

// The items of a list with commas, one a call: the next one's start with its length in *length, or
// NULL. *rest begins as the list.
const char *list_next(const char **rest, size_t *length);

#endif
