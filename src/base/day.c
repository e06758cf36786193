// SPDX-License-Identifier: GPL-3.0-or-later
// Day: calendar arithmetic on day numbers.

#include <config.h>

#include "base/day.h"

#include "base/buffer.h"

int month_length(int year, int month)
{
    static const signed char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

day_number day_from_civil(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > month_length(year, month))
        return DAY_NONE;
    int shifted = year - (month <= 2);
    int era = shifted / 400;
    int year_of_era = shifted - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void day_to_civil(day_number day, int *year, int *month, int *day_of_month)
{
    int shifted = day + 719468;
    int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int day_of_era = shifted - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    *day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

int day_weekday(day_number day)
{
    int weekday = (day + 3) % 7; // 1970-01-01 was a Thursday
    return weekday < 0 ? weekday + 7 : weekday;
}

void day_format_iso(day_number day, struct buffer *out)
{
    if (day == DAY_NONE) {
        buffer_add_byte(out, '-');
        return;
    }
    int year, month, day_of_month;
    day_to_civil(day, &year, &month, &day_of_month);
    buffer_format(out, "%04d-%02d-%02d", year, month, day_of_month);
}
