// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_CALENDAR_H
#define VIEW_CALENDAR_H

#include "base/buffer.h"
#include "base/day.h"
#include "detect/findings.h"

// Names of months (1 to 12) and weekdays, translated; borrowed.
const char *calendar_month(int month);
const char *calendar_month_capitals(int month);
const char *calendar_short_month(int month);
const char *calendar_weekday(day_number day); // abbreviated: "Thu"

// The first and last day of an event, for ordering and showing; where the year is not known they
// are days of a year that stands for it. DAY_NONE: no day is told; the last day of an event of
// which only one is told is the first.
day_number calendar_first_day(const struct engagement *engagement);
day_number calendar_last_day(const struct engagement *engagement);

// Adds when an event was: "Thu 25 July", "25–27 July", "30 July – 2 August", "May 2025"; without
// weekday where the year is not known, with the year where it is not that of publication. Adds
// nothing where no day is told.
void calendar_add_days(const struct findings *findings, const struct engagement *engagement,
                       struct buffer *out);

// Adds the string with its days written 2024-07-25 in words: "Thu 25 July".
void calendar_add_in_words(const struct findings *findings, const char *string,
                           struct buffer *out);

#endif
