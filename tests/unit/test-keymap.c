// SPDX-License-Identifier: GPL-3.0-or-later
// Keymap: defaults from the table, keys given anew, and that no default takes a key twice.

#include <config.h>

#include "view/input.h"
#include "view/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_defaults(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_new();
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, ')'), COMMAND_next_sentence);
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 4), COMMAND_half_down);
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, NAMED_PAGE_UP), COMMAND_page_up);
    assert_int_equal(keymap_command(keymap, PLACE_LIST, 'n'), COMMAND_list_next_mention);
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 'n'), COMMAND_search_next);
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 0x2603), COMMAND_NONE);
    assert_int_equal(keymap_places(keymap, 'w') & (1u << PLACE_SELECTION), 1u << PLACE_SELECTION);
    keymap_free(keymap);
}

// A key that stands at two commands of one place would never reach the second.
static void test_no_default_twice(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_new();
    for (int id = 0; id < COMMAND_COUNT; id++) {
        for (int place = 0; place < PLACE_COUNT; place++) {
            if (!command_is_at((enum command_id)id, (enum command_place)place))
                continue;
            const char *keys = keymap_keys(keymap, (enum command_id)id);
            for (size_t length; *(keys += strspn(keys, " ")); keys += length) {
                length = strcspn(keys, " ");
                uint32_t key = key_from_name(keys, length);
                assert_int_not_equal(key, 0);
                assert_int_equal(keymap_command(keymap, (enum command_place)place, key), id);
            }
        }
    }
    keymap_free(keymap);
}

static void test_bind(void **state)
{
    (void)state;
    struct error error;
    struct keymap *keymap = keymap_new();
    assert_true(keymap_bind(keymap, "next-sentence", "s ^G", &error));
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 's'), COMMAND_next_sentence);
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 7), COMMAND_next_sentence);
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, ')'), COMMAND_NONE);
    assert_true(keymap_bind(keymap, "copy", "j", &error)); // taken from another command …
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 'j'), COMMAND_copy);
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, NAMED_DOWN), COMMAND_line_down);
    assert_true(keymap_bind(keymap, "copy", "", &error)); // … and from this one again
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 'j'), COMMAND_NONE);
    keymap_free(keymap);
}

static void test_faults_change_nothing(void **state)
{
    (void)state;
    struct error error;
    struct keymap *keymap = keymap_new();
    assert_false(keymap_bind(keymap, "no-such-command", "x", &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
    assert_false(keymap_bind(keymap, "copy", "x Quux", &error));
    assert_int_equal(error.code, ERROR_FORMAT);
    assert_string_equal(keymap_keys(keymap, COMMAND_copy), command_get(COMMAND_copy)->keys);
    keymap_free(keymap);
}

static void test_names(void **state)
{
    (void)state;
    assert_int_equal(command_by_name("next-sentence"), COMMAND_next_sentence);
    assert_int_equal(command_by_name("timel"), COMMAND_view_timeline);
    assert_int_equal(command_by_name("next"), COMMAND_NONE); // several begin so
    assert_int_equal(command_by_name(""), COMMAND_NONE);
    assert_int_equal(key_from_name("Space", 5), ' ');
    assert_int_equal(key_from_name("^D", 2), 4);
    assert_int_equal(key_from_name("é", 2), 0xE9);
    assert_int_equal(key_from_name("xy", 2), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),      cmocka_unit_test(test_no_default_twice),
        cmocka_unit_test(test_bind),          cmocka_unit_test(test_faults_change_nothing),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
