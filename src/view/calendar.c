// SPDX-License-Identifier: GPL-3.0-or-later
// Calendar: days in words.

#include <config.h>

#include "view/calendar.h"

#include "base/i18n.h"

#include <stdbool.h>
#include <stdio.h>

enum { UNKNOWN_YEAR = 2001 };

const char *calendar_month(int month)
{
    static const char *const names[] = {
        N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
        N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December")};
    return _(names[month - 1]);
}

const char *calendar_month_capitals(int month)
{
    static const char *const names[] = {
        N_("JANUARY"), N_("FEBRUARY"), N_("MARCH"),     N_("APRIL"),   N_("MAY"),      N_("JUNE"),
        N_("JULY"),    N_("AUGUST"),   N_("SEPTEMBER"), N_("OCTOBER"), N_("NOVEMBER"), N_("DECEMBER")};
    return _(names[month - 1]);
}

const char *calendar_short_month(int month)
{
    static const char *const names[] = {
        N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
        N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};
    return _(names[month - 1]);
}

const char *calendar_weekday(day_number day)
{
    static const char *const names[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                        N_("Fri"), N_("Sat"), N_("Sun")};
    return _(names[day_weekday(day)]);
}

// --- events ----------------------------------------------------------------------------------------

static day_number shown_day(day_number day, const struct partial_date *written)
{
    if (day != DAY_NONE || written->month == 0 || written->day == 0)
        return day;
    return day_from_civil(UNKNOWN_YEAR, written->month, written->day);
}

day_number calendar_first_day(const struct engagement *engagement)
{
    return shown_day(engagement->from, &engagement->written_from);
}

day_number calendar_last_day(const struct engagement *engagement)
{
    day_number day = shown_day(engagement->to, &engagement->written_to);
    return day == DAY_NONE ? calendar_first_day(engagement) : day;
}

// Days of one year and more than one month; whole months are named alone.
static void add_long_range(day_number from, day_number to, struct buffer *out)
{
    int year, month, day, last_year, last_month, last_day, next_year, next_month, next_day;
    day_to_civil(from, &year, &month, &day);
    day_to_civil(to, &last_year, &last_month, &last_day);
    day_to_civil(to + 1, &next_year, &next_month, &next_day);
    bool whole = day == 1 && next_day == 1;
    if (whole && year == last_year && month == 1 && last_month == 12)
        return; // the year says it
    if (whole && year == last_year && month == last_month) {
        buffer_add_string(out, calendar_month(month));
        return;
    }
    // TRANSLATORS: a day and its month: "30 July"
    buffer_format(out, _("%d %s"), day, calendar_month(month));
    buffer_add_string(out, " – ");
    buffer_format(out, _("%d %s"), last_day, calendar_month(last_month));
}

void calendar_add_days(const struct findings *findings, const struct engagement *engagement,
                       struct buffer *out)
{
    day_number from = calendar_first_day(engagement), to = calendar_last_day(engagement);
    int year, month, day, last_year, last_month, last_day;
    struct buffer words = {0};
    bool known = engagement->from != DAY_NONE;
    if (from == DAY_NONE)
        return;
    day_to_civil(from, &year, &month, &day);
    day_to_civil(to, &last_year, &last_month, &last_day);
    if (year != last_year || month != last_month || (day == 1 && to - from >= 27))
        add_long_range(from, to, &words);
    else if (to != from)
        // TRANSLATORS: the first and the last day, and their month: "25–27 July"
        buffer_format(&words, _("%d–%d %s"), day, last_day, calendar_month(month));
    else if (known)
        // TRANSLATORS: weekday, day, month: "Thu 25 July"
        buffer_format(&words, _("%s %d %s"), calendar_weekday(from), day, calendar_month(month));
    else
        buffer_format(&words, _("%d %s"), day, calendar_month(month));
    if (known && (!words.length || year != last_year || year != findings->year)) {
        buffer_format(&words, words.length ? " %d" : "%d", year);
        if (last_year != year)
            buffer_format(&words, "–%d", last_year);
    }
    buffer_add(out, buffer_string(&words), words.length);
    buffer_fini(&words);
}

void calendar_add_in_words(const struct findings *findings, const char *string, struct buffer *out)
{
    enum { LENGTH = 10 }; // of 2024-07-25
    while (*string) {
        int year, month, day, length = 0;
        bool is_day = sscanf(string, "%4d-%2d-%2d%n", &year, &month, &day, &length) == 3 &&
                      length == LENGTH && month >= 1 && month <= 12 && day >= 1 && day <= 31;
        if (!is_day) {
            buffer_add_byte(out, *string++);
            continue;
        }
        struct engagement single = {.from = day_from_civil(year, month, day), .to = DAY_NONE};
        calendar_add_days(findings, &single, out);
        string += length;
    }
}
