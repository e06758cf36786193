// SPDX-License-Identifier: GPL-3.0-or-later
// Calendar: days in words.

#include <config.h>

#include "view/calendar.h"

#include "base/i18n.h"

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
