// SPDX-License-Identifier: GPL-3.0-or-later
// Days: the dates that pages give, as ISO 8601.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "html/days.h"

static void test_days(void **state)
{
    (void)state;
    static const char *const days[][2] = {
        {"2024-07-28", "2024-07-28"},
        {" 2024-07-28T23:10:00+08:00", "2024-07-28"},
        {"2024-7-8 09:00", "2024-07-08"},
        {"20240728", "2024-07-28"},
        {"20240728T101500Z", "2024-07-28"},
        {"2024/07/28", "2024-07-28"},
        {"2024.07.28", "2024-07-28"},
        {"2024年7月28日 10:00", "2024-07-28"},
        {"Sun, 28 Jul 2024 09:00:00 GMT", "2024-07-28"},
        {"July 28, 2024", "2024-07-28"},
        {"28 July 2024", "2024-07-28"},
        {"Sept. 3, 1997", "1997-09-03"},
        {"Saturday, 17 November 2012", "2012-11-17"},
        {"2024-02-29", "2024-02-29"},
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        char day[11] = "";
        if (!html_day_parse(days[i][0], day) || strcmp(day, days[i][1]) != 0)
            fail_msg("“%s” is “%s”, not “%s”", days[i][0], day, days[i][1]);
    }
}

static void test_none(void **state)
{
    (void)state;
    static const char *const none[] = {
        "", "today", "07/08/2024", "2024", "2024-07", "2024-13-01", "2023-02-29", "0000-00-00",
        "July 2024", "28 July", "1689543210", "28 Juin 2024", "99999999999999999999",
        "31 June 2024",
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        char day[11];
        if (html_day_parse(none[i], day))
            fail_msg("“%s” is no day, not “%s”", none[i], day);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_days), cmocka_unit_test(test_none)};
    return cmocka_run_group_tests_name("days of pages", tests, NULL, NULL);
}
