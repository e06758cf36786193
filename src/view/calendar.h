// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_CALENDAR_H
#define VIEW_CALENDAR_H

#include "base/day.h"

// Names of months (1 to 12) and weekdays, translated; borrowed.
const char *calendar_month(int month);
const char *calendar_month_capitals(int month);
const char *calendar_short_month(int month);
const char *calendar_weekday(day_number day); // abbreviated: "Thu"

#endif
