// SPDX-License-Identifier: GPL-3.0-or-later
// Instant: moments of time and their form in a sidecar (RFC 3339).

#include <config.h>

#include "notes/instant.h"

#include "base/day.h"

enum { DAY_SECONDS = 24 * 60 * 60, MICRO = 1000000 };

// Exactly `digits` decimal digits at bytes[*at]; false where others stand there.
static bool read_digits(const char *bytes, size_t length, size_t *at, size_t digits, int *number)
{
    if (length - *at < digits)
        return false;
    *number = 0;
    for (size_t i = 0; i < digits; i++) {
        char digit = bytes[*at + i];
        if (digit < '0' || digit > '9')
            return false;
        *number = *number * 10 + (digit - '0');
    }
    *at += digits;
    return true;
}

static bool read_mark(const char *bytes, size_t length, size_t *at, char mark)
{
    if (*at >= length || bytes[*at] != mark)
        return false;
    ++*at;
    return true;
}

static bool read_day(const char *bytes, size_t length, size_t *at, day_number *day)
{
    int year, month, day_of_month;
    if (!read_digits(bytes, length, at, 4, &year) || !read_mark(bytes, length, at, '-') ||
        !read_digits(bytes, length, at, 2, &month) || !read_mark(bytes, length, at, '-') ||
        !read_digits(bytes, length, at, 2, &day_of_month))
        return false;
    *day = day_from_civil(year, month, day_of_month);
    return *day != DAY_NONE;
}

// Decimals after a full stop, in microseconds; none is fine.
static bool read_fraction(const char *bytes, size_t length, size_t *at, int *micro)
{
    *micro = 0;
    if (*at >= length || bytes[*at] != '.')
        return true;
    size_t first = ++*at;
    int unit = MICRO / 10;
    for (; *at < length && bytes[*at] >= '0' && bytes[*at] <= '9'; ++*at) {
        *micro += (bytes[*at] - '0') * unit;
        unit /= 10;
    }
    return *at > first;
}

// "Z", "+hh:mm", "-hh:mm" or nothing, in seconds east of Greenwich.
static bool read_offset(const char *bytes, size_t length, size_t *at, int *offset)
{
    *offset = 0;
    if (*at == length)
        return true;
    char sign = bytes[*at];
    ++*at;
    if (sign == 'Z' || sign == 'z')
        return true;
    int hours, minutes;
    if ((sign != '+' && sign != '-') || !read_digits(bytes, length, at, 2, &hours) ||
        !read_mark(bytes, length, at, ':') || !read_digits(bytes, length, at, 2, &minutes) ||
        hours > 23 || minutes > 59)
        return false;
    *offset = (hours * 60 + minutes) * (sign == '-' ? -60 : 60);
    return true;
}

bool instant_parse(const char *bytes, size_t length, int64_t *instant)
{
    size_t at = 0;
    day_number day;
    int hour, minute, second, micro, offset;
    if (!read_day(bytes, length, &at, &day) || at == length ||
        (bytes[at] != 'T' && bytes[at] != 't' && bytes[at] != ' '))
        return false;
    at++;
    if (!read_digits(bytes, length, &at, 2, &hour) || !read_mark(bytes, length, &at, ':') ||
        !read_digits(bytes, length, &at, 2, &minute) || !read_mark(bytes, length, &at, ':') ||
        !read_digits(bytes, length, &at, 2, &second) || hour > 23 || minute > 59 || second > 60 ||
        !read_fraction(bytes, length, &at, &micro) || !read_offset(bytes, length, &at, &offset) ||
        at != length)
        return false;
    int64_t seconds = (int64_t)day * DAY_SECONDS + hour * 3600 + minute * 60 + second - offset;
    *instant = seconds * MICRO + micro;
    return *instant <= INSTANT_LAST;
}

void instant_format(int64_t instant, struct buffer *out)
{
    int64_t seconds = instant / MICRO, micro = instant % MICRO;
    if (micro < 0) {
        micro += MICRO;
        seconds--;
    }
    int64_t day = seconds / DAY_SECONDS, rest = seconds % DAY_SECONDS;
    if (rest < 0) {
        rest += DAY_SECONDS;
        day--;
    }
    day_format_iso((day_number)day, out);
    buffer_format(out, "T%02d:%02d:%02d.%06dZ", (int)(rest / 3600), (int)(rest / 60 % 60),
                  (int)(rest % 60), (int)micro);
}
