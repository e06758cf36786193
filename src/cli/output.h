// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/day.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

// Rows of a command's output as TSV, JSON Lines or a table. Each row has a cell for every column,
// added in order.
//  - TSV: tab, LF, CR and backslash as \t \n \r \\, other controls and U+2028/9 as \u{XXXX}; an
//    empty cell "-", a lone hyphen "\-"; lists with commas, a comma inside as "\,".
//  - JSON: real numbers, arrays, null.
//  - table: columns aligned, long cells cut, everything safe to show.
enum output_format {
    OUTPUT_TSV,
    OUTPUT_JSON,
    OUTPUT_TABLE,
};

struct output;

// `columns` ends with NULL and is borrowed.
struct output *output_new(enum output_format format, const char *const *columns, FILE *stream);

// Nothing was asked for that could be printed: no header row either.
void output_refuse(struct output *output);

// Writes what is left and frees. False where writing failed (errno says why).
bool output_finish(struct output *output);

// Rows so far.
size_t output_row_count(const struct output *output);

void output_string(struct output *output, const char *string); // NULL: empty
void output_bytes(struct output *output, const char *bytes, size_t length);
void output_number(struct output *output, size_t number);
void output_real(struct output *output, double number); // three digits after the point
void output_empty(struct output *output);
void output_list(struct output *output, const char *const *items, size_t count);
void output_day(struct output *output, day_number day);

#endif
