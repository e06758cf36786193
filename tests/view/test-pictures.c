// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures: whole screens against pictures kept as text. The first two are the specification's.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"

static void test_wide_screen(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open_bundled(&fixture);
    fixture_type(&fixture, "17)6k");
    fixture_check_picture(&fixture, "bundled-120x40");
    fixture_close(&fixture);
}

static void test_classic_screen(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open_bundled(&fixture);
    fixture_resize(&fixture, 24, 80);
    fixture_type(&fixture, "17)");
    fixture_check_picture(&fixture, "bundled-80x24");
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wide_screen),
        cmocka_unit_test(test_classic_screen),
    };
    return cmocka_run_group_tests_name("pictures", tests, NULL, NULL);
}
