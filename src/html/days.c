// SPDX-License-Identifier: GPL-3.0-or-later
// Days: a page's machine-readable and written dates as ISO 8601.

#include <config.h>

#include "html/days.h"

#include "base/day.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

// Up to `most` digits from *at, which moves past them; -1 where there is none.
static int digits(const char **at, int most)
{
    int number = 0, count = 0;
    while (count < most && isdigit((unsigned char)**at)) {
        number = number * 10 + (*(*at)++ - '0');
        count++;
    }
    return count ? number : -1;
}

static bool is_day(int year, int month, int day, char out[11])
{
    if (year < 1500 || year > 2999 || day_from_civil(year, month, day) == DAY_NONE)
        return false;
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
             (unsigned)day % 100);
    return true;
}

// Year first: 2024-07-28, 2024/7/28, 2024.07.28, 20240728, 2024年7月28日.
static bool year_first(const char *at, char out[11])
{
    const char *start = at;
    int year = digits(&at, 4);
    if (at - start != 4)
        return false;
    if (isdigit((unsigned char)*at)) {
        int month = digits(&at, 2), day = digits(&at, 2);
        return !isdigit((unsigned char)*at) && is_day(year, month, day, out);
    }
    static const char *const marks[][2] = {{"-", "-"}, {"/", "/"}, {".", "."}, {"年", "月"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *rest = at;
        size_t first = strlen(marks[i][0]), second = strlen(marks[i][1]);
        if (strncmp(rest, marks[i][0], first) != 0)
            continue;
        rest += first;
        int month = digits(&rest, 2);
        if (month < 0 || strncmp(rest, marks[i][1], second) != 0)
            continue;
        rest += second;
        int day = digits(&rest, 2);
        return day > 0 && is_day(year, month, day, out);
    }
    return false;
}

static int month_of(const char *word, size_t length)
{
    static const char *const months[] = {"january", "february", "march",     "april",
                                         "may",     "june",     "july",      "august",
                                         "september", "october", "november", "december"};
    for (int i = 0; i < 12 && length >= 3; i++) {
        if (length <= strlen(months[i]) && strncasecmp(word, months[i], length) == 0)
            return i + 1;
    }
    return length == 4 && strncasecmp(word, "sept", 4) == 0 ? 9 : 0;
}

// Month in letters: the numbers of up to two digits and of four next to it are day and year.
static bool month_in_letters(const char *at, char out[11])
{
    int year = 0, month = 0, day = 0;
    while (*at && !(year && month && day)) {
        const char *start = at;
        if (isdigit((unsigned char)*at)) {
            int number = digits(&at, 9);
            if (at - start == 4 && !year)
                year = number;
            else if (at - start <= 2 && !day)
                day = number;
            else
                return false;
        } else if (isalpha((unsigned char)*at)) {
            while (isalpha((unsigned char)*at))
                at++;
            int found = month_of(start, (size_t)(at - start));
            month = found ? found : month;
        } else {
            at++;
        }
    }
    return is_day(year, month, day, out);
}

bool html_day_parse(const char *value, char day[11])
{
    while (*value == ' ')
        value++;
    if (year_first(value, day))
        return true;
    return strlen(value) < 64 && month_in_letters(value, day);
}
