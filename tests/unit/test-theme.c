// SPDX-License-Identifier: GPL-3.0-or-later
// Themes: whatever the colours, what a reader must tell apart looks different.

#include <config.h>

#include "ui/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const int depths[] = {0, 2, 8, 16, 88, 256};
static const enum theme_name themes[] = {THEME_DARK, THEME_LIGHT, THEME_MONO};
enum { DEPTHS = sizeof depths / sizeof *depths, THEMES = sizeof themes / sizeof *themes };

static bool same(struct theme_style a, struct theme_style b)
{
    return a.foreground == b.foreground && a.background == b.background &&
           a.attributes == b.attributes;
}

// Fails where two of the roles look the same; `kept` are the attributes that the terminal has.
static void expect_apart(const enum role *roles, size_t count, uint8_t kept)
{
    for (int t = 0; t < THEMES; t++) {
        for (int d = 0; d < DEPTHS; d++) {
            for (size_t i = 0; i < count; i++) {
                for (size_t j = i + 1; j < count; j++) {
                    struct theme_style a = theme_style(themes[t], depths[d], roles[i]);
                    struct theme_style b = theme_style(themes[t], depths[d], roles[j]);
                    a.attributes &= kept;
                    b.attributes &= kept;
                    if (same(a, b))
                        fail_msg("theme %d, %d colours: roles %d and %d look the same", t,
                                 depths[d], roles[i], roles[j]);
                }
            }
        }
    }
}

static void test_names(void **state)
{
    (void)state;
    enum theme_name theme;
    assert_true(theme_find(NULL, &theme));
    assert_int_equal(theme, THEME_DARK);
    assert_true(theme_find("light", &theme));
    assert_int_equal(theme, THEME_LIGHT);
    assert_true(theme_find("mono", &theme));
    assert_int_equal(theme, THEME_MONO);
    assert_false(theme_find("beige", &theme));
}

// The reader's own marks, the selection and hits, with the attributes that even a VT100 has.
static void test_marks_differ_everywhere(void **state)
{
    (void)state;
    static const enum role roles[] = {ROLE_TEXT,  ROLE_SELECTION, ROLE_HIT, ROLE_YELLOW,
                                      ROLE_GREEN, ROLE_BLUE,      ROLE_RED, ROLE_TAGGED};
    expect_apart(roles, sizeof roles / sizeof *roles, CELL_BOLD | CELL_UNDERLINE | CELL_REVERSE);
}

static void test_names_differ(void **state)
{
    (void)state;
    static const enum role roles[] = {ROLE_TEXT, ROLE_PERSON, ROLE_ORGANISATION, ROLE_PLACE};
    expect_apart(roles, sizeof roles / sizeof *roles, UINT8_MAX);
}

static void test_differences_differ(void **state)
{
    (void)state;
    static const enum role roles[] = {ROLE_TEXT, ROLE_ADDED, ROLE_LOST, ROLE_MOVED};
    expect_apart(roles, sizeof roles / sizeof *roles, UINT8_MAX);
}

// A chosen row and the lines at top and bottom stand out from text.
static void test_frame_stands_out(void **state)
{
    (void)state;
    static const enum role roles[] = {ROLE_TEXT, ROLE_TOP_LINE, ROLE_HEADING, ROLE_FAINT};
    static const enum role rows[] = {ROLE_TEXT, ROLE_CURSOR_ROW, ROLE_HEADING};
    expect_apart(roles, sizeof roles / sizeof *roles, UINT8_MAX);
    expect_apart(rows, sizeof rows / sizeof *rows, UINT8_MAX);
}

// Running text keeps the terminal's own colours, and a background never comes with own ink: the
// terminal's ink may be of the background's colour.
static void test_colours_are_safe(void **state)
{
    (void)state;
    for (int t = 0; t < THEMES; t++) {
        for (int d = 0; d < DEPTHS; d++) {
            struct theme_style text = theme_style(themes[t], depths[d], ROLE_TEXT);
            struct theme_style plain = {THEME_OWN_COLOUR, THEME_OWN_COLOUR, 0};
            assert_true(same(text, plain));
            for (int role = 0; role < ROLE_LIMIT; role++) {
                struct theme_style style = theme_style(themes[t], depths[d], (enum role)role);
                if (style.background != THEME_OWN_COLOUR)
                    assert_int_not_equal(style.foreground, THEME_OWN_COLOUR);
                assert_true(style.foreground < depths[d]);
                assert_true(style.background < depths[d]);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_marks_differ_everywhere),
        cmocka_unit_test(test_names_differ),
        cmocka_unit_test(test_differences_differ),
        cmocka_unit_test(test_frame_stands_out),
        cmocka_unit_test(test_colours_are_safe),
    };
    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
