// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_DAYS_H
#define HTML_DAYS_H

#include <stdbool.h>

// The day in what a page gives as a date: "2024-07-28T23:10:00+08:00", "20240728", "2024/07/28",
// "28 July 2024", "July 28, 2024", "Sun, 28 Jul 2024 09:00:00 GMT", "2024年7月28日"; as it is written,
// in the zone it is written in. Numbers whose order is open ("07/08/2024") are none. False where
// there is none, or none of the calendar; else day[] is "YYYY-MM-DD".
bool html_day_parse(const char *value, char day[11]);

#endif
