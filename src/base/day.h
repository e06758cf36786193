// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

struct buffer;

// A calendar day as days since 1970-01-01 in the proleptic Gregorian calendar; DAY_NONE where
// there is none (an open side of a range).
typedef int32_t day_number;
#define DAY_NONE INT32_MIN

// The day of year, month 1–12, day 1–31; DAY_NONE where no such day exists.
// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
day_number day_from_civil(int year, int month, int day);
void day_to_civil(day_number day, int *year, int *month, int *day_of_month);

// 0 Monday … 6 Sunday.
int day_weekday(day_number day);

int month_length(int year, int month);

// "2024-07-25"; "-" for DAY_NONE.
void day_format_iso(day_number day, struct buffer *out);

#endif
