// SPDX-License-Identifier: GPL-3.0-or-later
// Finding one's way: paragraphs with a hit alone, what was typed before, the help, clicks.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/files.h"
#include "fixture.h"
#include "view/history.h"

// --- only paragraphs with a hit ------------------------------------------------------------------

static void test_only_matching_paragraphs(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "&hamas<Enter>");
    assert_row_has(fixture, -1, "&hamas: 1 paragraph");
    assert_true(fixture_has(fixture, "Hamas"));
    assert_false(fixture_has(fixture, "Manzhouli"));
    fixture_type(fixture, "&lavrov<Enter>");
    assert_row_has(fixture, -1, "&lavrov: ");
    char *screen = fixture_screen(fixture);
    // Going on shows one paragraph with a hit after the other, to the last and no further.
    for (int i = 0; i < 40; i++) {
        fixture_type(fixture, "}");
        char *focus = fixture_text_in_role(fixture, ROLE_FOCUS);
        assert_true(strlen(focus) > 0);
        free(focus);
        assert_true(fixture_has(fixture, "Lavrov"));
    }
    assert_row_has(fixture, 0, "Original D");
    fixture_type(fixture, "gG");
    assert_true(fixture_has(fixture, "Lavrov"));
    fixture_type(fixture, "&<Enter>");
    assert_row_has(fixture, -1, "all paragraphs");
    char *all = fixture_screen(fixture);
    assert_string_not_equal(all, screen);
    fixture_type(fixture, "(");
    fixture_check_canvas(fixture);
    free(screen);
    free(all);
}

static void test_only_matching_counts_while_typing_and_can_be_left(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "17)");
    char *before = fixture_screen(fixture);
    fixture_type(fixture, "&lavrov");
    assert_row_has(fixture, -1, "12 hits");
    fixture_type(fixture, "<Esc>");
    char *after = fixture_screen(fixture);
    assert_string_equal(after, before);
    free(before);
    free(after);
    fixture_type(fixture, "&nowhere<Enter>");
    assert_row_has(fixture, -1, "no hit for nowhere");
    assert_row_has(fixture, 0, "Introduction ¶ 13/25");
    fixture_type(fixture, "&(<Enter>");
    assert_row_has(fixture, -1, "(: missing closing parenthesis");
    fixture_type(fixture, "&<Enter>");
    assert_row_has(fixture, -1, "all paragraphs are shown");
}

// A jump to a passage that is hidden brings all paragraphs back: nothing leads into the dark.
static void test_a_jump_to_what_is_hidden_shows_it(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "17)ma&hamas<Enter>");
    assert_row_has(fixture, -1, "&hamas");
    fixture_type(fixture, "'a");
    assert_row_has(fixture, 0, "Introduction ¶ 13/25");
    char *bottom = fixture_row(fixture, -1);
    assert_null(strstr(bottom, "&hamas"));
    free(bottom);
    fixture_type(fixture, "&hamas<Enter><Enter>'a");
    fixture_check_canvas(fixture);
    fixture_type(fixture, "&hamas<Enter>");
    fixture_resize(fixture, 9, 39);
    fixture_check_canvas(fixture);
    fixture_type(fixture, "kkjj<PageUp><PageDown>((({{{");
    assert_row_has(fixture, 0, "25/25");
    fixture_check_canvas(fixture);
}

// --- what was typed before -----------------------------------------------------------------------

static void test_prompts_remember(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "/lavrov<Enter>/hamas<Enter>?fatah<Enter>:5<Enter>");
    fixture_type(fixture, "/<Up>");
    assert_row_has(fixture, -1, "/fatah");
    fixture_type(fixture, "<Up><Up><Up><Up>");
    assert_row_has(fixture, -1, "/lavrov");
    fixture_type(fixture, "<Down><^N><Down>");
    assert_row_has(fixture, -1, "/");
    fixture_type(fixture, "<Esc>/ha<^P>");
    assert_row_has(fixture, -1, "/hamas"); // what begins so
    fixture_type(fixture, "<Down>");
    assert_row_has(fixture, -1, "/ha ");
    fixture_type(fixture, "<Esc>:<Up>");
    assert_row_has(fixture, -1, ":5");
    fixture_type(fixture, "<Esc>");
    fixture_restart(fixture, true);
    fixture_type(fixture, "&<Up>");
    assert_row_has(fixture, -1, "&fatah"); // searches of the session before
    fixture_type(fixture, "<Esc>14)aFirst<^J>second \\n<Enter>17)a<^P>");
    assert_true(fixture_has(fixture, "First"));
    assert_true(fixture_has(fixture, "second \\n"));
}

static void test_history_keeps_the_last_lines_once(void **state)
{
    struct fixture *fixture = *state;
    char *path = path_join(fixture->environment.state, "typed");
    struct history history = {0};
    char line[16];
    for (int i = 0; i < HISTORY_LIMIT + 20; i++) {
        snprintf(line, sizeof line, "%d", i);
        history_add(&history, path, '/', line);
    }
    history_add(&history, path, '/', "30");
    history_add(&history, path, '/', "");
    history_fini(&history);
    history_begin(&history, path);
    assert_int_equal(history.count, HISTORY_LIMIT);
    char *newest = history_older(&history, '/', "");
    assert_string_equal(newest, "30");
    free(newest);
    assert_null(history_older(&history, ':', ""));
    int lines = 1;
    for (char *older; (older = history_older(&history, '/', "")); lines++)
        free(older);
    assert_int_equal(lines, HISTORY_LIMIT);
    history_fini(&history);
    // A folder in its place: nothing is kept, nothing goes wrong.
    history_add(&history, fixture->environment.state, '/', "x");
    history_fini(&history);
    free(path);
}

// --- help
// ------------------------------------------------------------------------------------------

static void test_help_is_one_screen_of_this_place(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "h");
    assert_true(fixture_has(fixture, "Keys in the text"));
    assert_true(fixture_has(fixture, "tag by a letter"));
    assert_true(fixture_has(fixture, "ZZ: quit")); // the last group is there, too
    assert_false(fixture_has(fixture, "go there"));
    fixture_type(fixture, "<Esc>Eh");
    assert_true(fixture_has(fixture, "Keys in lists"));
    assert_true(fixture_has(fixture, "go there"));
    fixture_type(fixture, "q<Esc>vh");
    assert_true(fixture_has(fixture, "Keys while selecting"));
    fixture_type(fixture, "<Esc>");
    fixture_resize(fixture, 9, 39); // too small for one screen: it scrolls
    fixture_type(fixture, "h");
    assert_false(fixture_has(fixture, "ZZ: quit"));
    for (int i = 0; i < 30 && !fixture_has(fixture, "ZZ: quit"); i++)
        fixture_type(fixture, " ");
    assert_true(fixture_has(fixture, "ZZ: quit"));
    fixture_check_canvas(fixture);
}

static void test_all_keys_can_be_searched(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "hh");
    assert_true(fixture_has(fixture, "All keys"));
    assert_true(fixture_has(fixture, ":line-down"));
    fixture_type(fixture, "/COUNTERPART");
    assert_true(fixture_has(fixture, "to the counterpart, and back again"));
    assert_false(fixture_has(fixture, ":line-down"));
    fixture_type(fixture, "xyz");
    assert_true(fixture_has(fixture, "no key has “COUNTERPARTxyz” in its help"));
    fixture_type(fixture, "<Esc>");
    assert_true(fixture_has(fixture, ":line-down"));
    fixture_type(fixture, "<Esc>h/redraw"); // from the first screen, too
    assert_true(fixture_has(fixture, ":redraw"));
    assert_false(fixture_has(fixture, ":line-down"));
}

// --- clicks
// ----------------------------------------------------------------------------------------

static void test_click_in_the_gutter_compares(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "17)");
    int row = fixture_focus_row(fixture);
    fixture_mouse(fixture, MOUSE_PRESS, row, 2);
    assert_true(fixture_has(fixture, "12 carried"));
    assert_false(fixture_has(fixture, "C~+ Also"));
    fixture_type(fixture, "q");
    assert_int_equal(fixture_focus_row(fixture), row);
}

static void test_click_behind_wide_characters(void **state)
{
    struct fixture *fixture = *state;
    fixture_close(fixture);
    static const char text[] = "外交部長王毅 met Ann Lee there.\n";
    fixture_open_text(fixture, "wide.txt", text, strlen(text));
    fixture_resize(fixture, 24, 80);
    int row = fixture_focus_row(fixture);
    // Twelve columns of six characters, a blank, "met": columns 19 to 21 behind the gutter of 6.
    fixture_mouse(fixture, MOUSE_PRESS, row, 6 + 13);
    fixture_mouse(fixture, MOUSE_DRAG, row, 6 + 17);
    fixture_check_selected(fixture, "met Ann");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_only_matching_paragraphs),
        TEST(test_only_matching_counts_while_typing_and_can_be_left),
        TEST(test_a_jump_to_what_is_hidden_shows_it),
        TEST(test_prompts_remember),
        TEST(test_history_keeps_the_last_lines_once),
        TEST(test_help_is_one_screen_of_this_place),
        TEST(test_all_keys_can_be_searched),
        TEST(test_click_in_the_gutter_compares),
        TEST(test_click_behind_wide_characters),
    };
    return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
