// SPDX-License-Identifier: GPL-3.0-or-later
// Parts: the canvas, the frame, the small editor, the layout, the table of commands.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/buffer.h"
#include "text/grapheme.h"
#include "view/canvas.h"
#include "view/commands.h"
#include "view/frame.h"
#include "view/input.h"
#include "view/keymap.h"
#include "view/layout.h"
#include "view/line-editor.h"
#include "view/rich.h"

// --- canvas --------------------------------------------------------------------------------------

static void check_printed(const struct canvas *canvas, const char *expected)
{
    struct buffer out = {0};
    canvas_print(canvas, &out);
    assert_string_equal(out.data, expected);
    buffer_fini(&out);
}

static void test_canvas_draws_inside_only(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 3, 6);
    struct area whole = area_whole(&canvas), part = area_part(whole, 1, 2, 1, 3);
    assert_int_equal(area_draw(part, 0, 0, ROLE_TEXT, "abcdef"), 6);
    area_draw(part, 1, 0, ROLE_TEXT, "x");
    area_draw(part, -1, 0, ROLE_TEXT, "x");
    area_draw(part, 0, -1, ROLE_TEXT, "xy");
    area_fill(part, 0, 2, 9, ROLE_RULE, "─");
    check_printed(&canvas, "      \n  yb─ \n      \n");
    struct area outside = area_part(part, 5, 5, 9, 9);
    assert_int_equal(outside.rows, 0);
    area_draw(outside, 0, 0, ROLE_TEXT, "x");
    assert_null(canvas_cell(&canvas, 3, 0));
    assert_null(canvas_cell(&canvas, 0, -1));
    canvas_fini(&canvas);
}

static void test_canvas_keeps_wide_characters_whole(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 1, 6);
    struct area whole = area_whole(&canvas);
    area_draw(whole, 0, 0, ROLE_TEXT, "中文字");
    check_printed(&canvas, "中文字\n");
    area_draw(whole, 0, 1, ROLE_TEXT, "x"); // over the second half: the first is blank now
    check_printed(&canvas, " x文字\n");
    area_draw(whole, 0, 2, ROLE_TEXT, "y"); // over the first half
    check_printed(&canvas, " xy 字\n");
    area_draw(whole, 0, 3, ROLE_TEXT, "国"); // over two halves
    check_printed(&canvas, " xy国 \n");
    area_draw(whole, 0, 5, ROLE_TEXT, "中"); // no room for the second half
    check_printed(&canvas, " xy国 \n");
    canvas_fini(&canvas);
}

static void test_canvas_cells_hold_clusters(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 1, 8);
    assert_int_equal(area_draw(area_whole(&canvas), 0, 0, ROLE_ADDED, "e\xCC\x81x\x1B"), 4);
    assert_string_equal(canvas_cell(&canvas, 0, 0)->text, "e\xCC\x81");
    assert_int_equal(canvas_cell(&canvas, 0, 1)->role, ROLE_ADDED);
    check_printed(&canvas, "e\xCC\x81x^[    \n");
    struct buffer pile = {0};
    buffer_add_byte(&pile, 'a');
    for (int i = 0; i < 50; i++)
        buffer_add_string(&pile, "\xCC\x81");
    assert_int_equal(area_draw(area_whole(&canvas), 0, 0, ROLE_TEXT, pile.data), 1);
    assert_true(strlen(canvas_cell(&canvas, 0, 0)->text) < CELL_BYTES);
    assert_string_equal(canvas_cell(&canvas, 0, 1)->text, "x");
    buffer_fini(&pile);
    canvas_fini(&canvas);
}

static void check_cut(const char *string, int width, const char *expected)
{
    struct canvas canvas;
    canvas_init(&canvas, 1, 12);
    int end = area_draw_cut(area_whole(&canvas), 0, 0, width, ROLE_TEXT, string);
    assert_true(end <= (width > 0 ? width : 0));
    struct buffer out = {0};
    canvas_print(&canvas, &out);
    while (out.length && (out.data[out.length - 1] == ' ' || out.data[out.length - 1] == '\n'))
        out.data[--out.length] = '\0';
    assert_string_equal(out.data, expected);
    buffer_fini(&out);
    canvas_fini(&canvas);
}

static void test_canvas_cuts_with_a_mark(void **state)
{
    (void)state;
    check_cut("abcdef", 6, "abcdef");
    check_cut("abcdef", 5, "abcd…");
    check_cut("abc def", 5, "abc…"); // no blank before the mark
    check_cut("abcdef", 1, "…");
    check_cut("abcdef", 0, "");
    check_cut("中文字", 5, "中文…");
    check_cut("中文字", 4, "中…");
    check_cut("", 3, "");
}

static void test_canvas_paints(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 1, 4);
    area_draw(area_whole(&canvas), 0, 0, ROLE_TEXT, "abcd");
    area_paint(area_whole(&canvas), 0, 1, 9, ROLE_HIT);
    area_add_attributes(area_whole(&canvas), 0, 2, 1, CELL_BOLD);
    area_add_attributes(area_whole(&canvas), 0, 2, 1, CELL_REVERSE);
    assert_int_equal(canvas_cell(&canvas, 0, 0)->role, ROLE_TEXT);
    assert_int_equal(canvas_cell(&canvas, 0, 3)->role, ROLE_HIT);
    assert_int_equal(canvas_cell(&canvas, 0, 2)->attributes, CELL_BOLD | CELL_REVERSE);
    canvas_clear(&canvas);
    check_printed(&canvas, "    \n");
    assert_int_equal(canvas.cursor_row, -1);
    canvas_fini(&canvas);
}

// --- frame ---------------------------------------------------------------------------------------

// The parts lie in the screen and not over one another, whatever its size.
static void test_frames_of_every_size(void **state)
{
    (void)state;
    for (int rows = 1; rows <= 70; rows++) {
        for (int columns = 1; columns <= 210; columns++) {
            for (int kind = 0; kind < 6; kind++) {
                struct frame frame =
                    frame_make(rows, columns, (enum peek_size)(kind % 3), kind < 3);
                assert_int_equal(frame.too_small, rows < 5 || columns < 20);
                if (frame.too_small)
                    continue;
                assert_true(frame.body_rows > 0);
                assert_int_equal(frame.bottom_row, rows - 1);
                int body_end = frame.body_row + frame.body_rows;
                if (frame.peek_rule >= 0) {
                    assert_int_equal(body_end, frame.peek_rule);
                    assert_int_equal(frame.peek_row + frame.peek_rows, frame.bottom_row);
                } else {
                    assert_int_equal(body_end, frame.bottom_row);
                }
                assert_true(frame.text_column + frame.text_columns <= frame.left_columns);
                assert_true(frame.text_columns <= 80);
                assert_true(frame_text_width(&frame, true) <= 73);
                if (frame.panel_columns)
                    assert_int_equal(frame.panel_column + frame.panel_columns, columns);
                assert_int_equal(frame.panel_columns > 0, kind < 3 && columns >= 100);
            }
        }
    }
}

static void test_frames_of_the_specification(void **state)
{
    (void)state;
    static const struct {
        int rows, columns, peek, panel;
    } cases[] = {{40, 120, 7, 39}, {24, 80, 3, 0},  {30, 100, 7, 30}, {29, 99, 3, 0},
                 {11, 80, 1, 0},   {12, 80, 3, 0},  {7, 80, 0, 0},    {8, 80, 1, 0},
                 {60, 200, 7, 60}, {40, 111, 7, 30}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct frame frame = frame_make(cases[i].rows, cases[i].columns, PEEK_NORMAL, true);
        assert_int_equal(frame.peek_rows, cases[i].peek);
        assert_int_equal(frame.panel_columns, cases[i].panel);
        assert_int_equal(frame.has_rule, cases[i].rows >= 30);
    }
}

// --- the small editor ----------------------------------------------------------------------------

static void type(struct line_editor *editor, const char *string)
{
    for (; *string; string++)
        assert_true(line_editor_key(editor, (unsigned char)*string));
}

// The text with "|" where the cursor is.
static void check_editor(const struct line_editor *editor, const char *expected)
{
    struct buffer shown = {0};
    const char *text = buffer_string(&editor->text);
    buffer_add(&shown, text, editor->cursor);
    buffer_add_byte(&shown, '|');
    buffer_add_string(&shown, text + editor->cursor);
    assert_string_equal(shown.data, expected);
    buffer_fini(&shown);
}

enum { LEFT = NAMED_LEFT, RIGHT = NAMED_RIGHT, RUB = 127, CTRL = 64 };

static void test_editor_keys(void **state)
{
    (void)state;
    struct line_editor editor = {0};
    assert_true(line_editor_key(&editor, RUB)); // on nothing
    check_editor(&editor, "|");
    type(&editor, "one two three");
    line_editor_key(&editor, 'W' - CTRL);
    check_editor(&editor, "one two |");
    line_editor_key(&editor, 'Y' - CTRL);
    check_editor(&editor, "one two three|");
    line_editor_key(&editor, 'A' - CTRL);
    line_editor_key(&editor, RIGHT);
    line_editor_key(&editor, 'D' - CTRL);
    check_editor(&editor, "o|e two three");
    line_editor_key(&editor, 'K' - CTRL);
    check_editor(&editor, "o|");
    line_editor_key(&editor, 'U' - CTRL);
    check_editor(&editor, "|");
    line_editor_key(&editor, LEFT);
    line_editor_key(&editor, NAMED_DELETE);
    check_editor(&editor, "|");
    assert_false(line_editor_key(&editor, 13));
    assert_false(line_editor_key(&editor, 27));
    assert_false(line_editor_key(&editor, '\n')); // one line
    assert_false(line_editor_key(&editor, NAMED_UP));
    assert_false(line_editor_key(&editor, 0x9B)); // no control characters
    assert_false(line_editor_key(&editor, NAMED_F1));
    line_editor_set(&editor, "set");
    check_editor(&editor, "set|");
    line_editor_set(&editor, NULL);
    check_editor(&editor, "|");
    line_editor_fini(&editor);
}

static void test_editor_moves_by_clusters(void **state)
{
    (void)state;
    struct line_editor editor = {0};
    line_editor_paste(&editor, "e\xCC\x81👩‍👩‍👧🇱🇦",
                      strlen("e\xCC\x81👩‍👩‍👧🇱🇦"));
    line_editor_key(&editor, LEFT);
    check_editor(&editor, "e\xCC\x81👩‍👩‍👧|🇱🇦");
    line_editor_key(&editor, RUB);
    check_editor(&editor, "e\xCC\x81|🇱🇦");
    line_editor_key(&editor, LEFT);
    line_editor_key(&editor, NAMED_DELETE);
    check_editor(&editor, "|🇱🇦");
    line_editor_fini(&editor);
}

static void test_editor_stays_on_borders_of_clusters(void **state)
{
    (void)state;
    struct line_editor editor = {.multiline = true};
    line_editor_set(&editor, "a\ne\xCC\x81x");
    line_editor_key(&editor, NAMED_UP);
    check_editor(&editor, "a|\ne\xCC\x81x");
    line_editor_key(&editor, NAMED_DOWN); // not between the letter and its accent
    check_editor(&editor, "a\ne\xCC\x81|x");
    line_editor_set(&editor, "\xCC\x81x"); // an accent that gets a letter
    line_editor_key(&editor, NAMED_HOME);
    line_editor_key(&editor, 'e');
    check_editor(&editor, "e\xCC\x81|x");
    line_editor_fini(&editor);
}

static void test_editor_of_several_lines(void **state)
{
    (void)state;
    struct line_editor editor = {.multiline = true};
    type(&editor, "first\nx\nthird");
    line_editor_key(&editor, NAMED_UP);
    check_editor(&editor, "first\nx|\nthird");
    line_editor_key(&editor, NAMED_UP);
    check_editor(&editor, "f|irst\nx\nthird");
    line_editor_key(&editor, NAMED_UP); // no further
    check_editor(&editor, "f|irst\nx\nthird");
    line_editor_key(&editor, NAMED_END);
    check_editor(&editor, "first|\nx\nthird");
    line_editor_key(&editor, 'K' - CTRL); // at a line's end it takes the end
    check_editor(&editor, "first|x\nthird");
    line_editor_key(&editor, NAMED_DOWN);
    check_editor(&editor, "firstx\nthird|");
    line_editor_key(&editor, NAMED_HOME);
    line_editor_key(&editor, RUB);
    check_editor(&editor, "firstx|third");
    line_editor_fini(&editor);
}

static void test_editor_cleans_pastes(void **state)
{
    (void)state;
    struct line_editor one = {0}, several = {.multiline = true};
    const char paste[] = "a\r\nb\rc\td\x1B[31m\x7F\xC2\x9B"
                         "e\xFF\xE2\x82z";
    line_editor_paste(&one, paste, sizeof paste - 1);
    check_editor(&one, "a b c d[31me\xEF\xBF\xBD\xEF\xBF\xBDz|");
    line_editor_paste(&several, paste, sizeof paste - 1);
    check_editor(&several, "a\nb\nc d[31me\xEF\xBF\xBD\xEF\xBF\xBDz|");
    line_editor_set(&one, "ac");
    line_editor_key(&one, LEFT);
    line_editor_paste(&one, "b", 1);
    check_editor(&one, "ab|c");
    line_editor_paste(&one, "", 0);
    check_editor(&one, "ab|c");
    line_editor_fini(&one);
    line_editor_fini(&several);
}

// --- layout --------------------------------------------------------------------------------------

static void test_layout_goes_both_ways(void **state)
{
    (void)state;
    static const char string[] =
        "Title of it\n\nOne two three four five six seven.\nDirectly after.\n"
        "\n\n\nLast of them all.\n";
    struct text *text = text_from_bytes(string, strlen(string), "x");
    struct article *article = article_new(text, NULL, 0);
    struct layout *layout = layout_new(article);
    for (int width = 1; width < 60; width += 7) {
        layout_set_width(layout, width);
        struct layout_place place = layout_first(layout), places[200];
        size_t count = 0, blanks = 0;
        do {
            places[count++] = place;
            struct span line = layout_line(layout, place);
            blanks += span_is_empty(line);
            if (!span_is_empty(line)) {
                struct layout_place found = layout_find(layout, line.start);
                assert_int_equal(layout_compare(found, place), 0);
                assert_true(grapheme_width(string + line.start, span_length(line)) <= width);
            }
        } while (layout_next(layout, &place));
        assert_int_equal(blanks, 2); // one blank line, however many the file has
        struct layout_place last = layout_last(layout);
        assert_int_equal(layout_compare(last, places[count - 1]), 0);
        for (size_t i = count; i-- > 0;) {
            assert_int_equal(layout_compare(place, places[i]), 0);
            assert_int_equal(layout_distance(layout, places[0], place, 1000), (long)i);
            assert_int_equal(layout_distance(layout, place, places[0], 1000), -(long)i);
            assert_int_equal(layout_previous(layout, &place), i > 0);
        }
        assert_int_equal(layout_move(layout, &place, 1000), (long)count - 1);
        assert_int_equal(layout_move(layout, &place, -3), -3);
        assert_int_equal(layout_distance(layout, places[0], last, 2), 2); // no further than asked
    }
    layout_free(layout);
    layout_free(NULL);
    article_free(article);
    text_free(text);
}

// --- rich text -----------------------------------------------------------------------------------

static void check_rich(const char *string, int rows, int columns, const char *expected)
{
    struct canvas canvas;
    struct rich rich = {0};
    canvas_init(&canvas, rows, columns);
    rich_add(&rich, ROLE_TEXT, string);
    rich_draw(&rich, area_whole(&canvas), 0, true);
    check_printed(&canvas, expected);
    rich_fini(&rich);
    canvas_fini(&canvas);
}

static void test_rich_text_that_is_cut_ends_in_a_mark(void **state)
{
    (void)state;
    check_rich("one two three", 2, 8, "one two \nthree   \n");
    check_rich("one two three", 1, 8, "one…    \n"); // in place of the last word
    check_rich("abcdefghijkl", 1, 6, "abcde…\n");
    check_rich("one\ntwo", 1, 8, "one…    \n");
    check_rich("中文中文中文", 1, 6, "中文… \n");
    check_rich("", 1, 3, "   \n");
}

// --- commands ------------------------------------------------------------------------------------

static void test_every_key_means_one_thing_at_a_place(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_new();
    for (int id = 0; id < COMMAND_COUNT; id++) {
        const struct command *command = command_get((enum command_id)id);
        assert_non_null(command->run);
        assert_true(strlen(command->help) > 0);
        assert_int_equal(command_by_name(command->name), id);
        assert_string_equal(keymap_keys(keymap, (enum command_id)id), command->keys);
        for (const char *at = command->keys; *at;) {
            size_t length = strcspn(at, " ");
            uint32_t key = key_from_name(at, length);
            if (!key)
                fail_msg("%s: no key %.*s", command->name, (int)length, at);
            for (int place = 0; place < PLACE_COUNT; place++) {
                if (!command_is_at((enum command_id)id, (enum command_place)place))
                    continue;
                if (keymap_command(keymap, (enum command_place)place, key) != (enum command_id)id)
                    fail_msg("%s: %.*s does something else there", command->name, (int)length, at);
                assert_true(keymap_places(keymap, key) & 1u << place);
            }
            at += length + strspn(at + length, " ");
        }
    }
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 0x4E2D), COMMAND_NONE);
    keymap_free(keymap);
}

static void test_keys_bound_otherwise(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_new();
    struct error error = {0};
    assert_true(keymap_bind(keymap, "highlight", "x F2", &error));
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 'x'), COMMAND_highlight);
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, NAMED_F1 + 1), COMMAND_highlight);
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 'H'), COMMAND_NONE);
    assert_string_equal(keymap_keys(keymap, COMMAND_highlight), "x F2");
    assert_false(keymap_bind(keymap, "note", "n x", &error)); // it was given away before
    assert_int_equal(error.column, 3);
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 'x'), COMMAND_highlight);
    assert_true(keymap_bind(keymap, "highlight", "F2", &error));
    assert_true(keymap_bind(keymap, "note", "n x", &error)); // `n` was a key nobody had asked for
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 'x'), COMMAND_note);
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 'n'), COMMAND_note);
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, NAMED_F1 + 1), COMMAND_highlight);
    assert_true(keymap_bind(keymap, "note", "", &error));
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 'x'), COMMAND_NONE);
    assert_false(keymap_bind(keymap, "nonsense", "x", &error));
    assert_int_not_equal(error.code, ERROR_NONE);
    assert_false(keymap_bind(keymap, "highlight", "y Nonsense", &error));
    assert_int_equal(keymap_command(keymap, PLACE_TEXT, 'y'), COMMAND_copy); // nothing changed
    keymap_free(keymap);
}

static void test_names_of_keys_and_commands(void **state)
{
    (void)state;
    static const char *const names[] = {"j",     "^D", "Space", "PageDown", "Esc", "Tab", "BackTab",
                                        "Enter", "F1", "F12",   "é",        "+",   "Home"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        uint32_t key = key_from_name(names[i], strlen(names[i]));
        struct buffer name = {0};
        assert_int_not_equal(key, 0);
        key_add_name(&name, key);
        assert_string_equal(name.data, names[i]);
        buffer_fini(&name);
    }
    assert_int_equal(key_from_name("", 0), 0);
    assert_int_equal(key_from_name("Nonsense", 8), 0);
    assert_int_equal(command_by_name(""), COMMAND_NONE);
    assert_int_equal(command_by_name("nonsense"), COMMAND_NONE);
    assert_int_equal(command_by_name("timel"), COMMAND_view_timeline);   // the only beginning
    assert_int_equal(command_by_name("next"), COMMAND_NONE);             // one of several
    assert_int_equal(command_by_name("search"), COMMAND_search_forward); // whole before beginning
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_canvas_draws_inside_only),
        cmocka_unit_test(test_canvas_keeps_wide_characters_whole),
        cmocka_unit_test(test_canvas_cells_hold_clusters),
        cmocka_unit_test(test_canvas_cuts_with_a_mark),
        cmocka_unit_test(test_canvas_paints),
        cmocka_unit_test(test_frames_of_every_size),
        cmocka_unit_test(test_frames_of_the_specification),
        cmocka_unit_test(test_editor_keys),
        cmocka_unit_test(test_editor_moves_by_clusters),
        cmocka_unit_test(test_editor_stays_on_borders_of_clusters),
        cmocka_unit_test(test_editor_of_several_lines),
        cmocka_unit_test(test_editor_cleans_pastes),
        cmocka_unit_test(test_layout_goes_both_ways),
        cmocka_unit_test(test_rich_text_that_is_cut_ends_in_a_mark),
        cmocka_unit_test(test_every_key_means_one_thing_at_a_place),
        cmocka_unit_test(test_keys_bound_otherwise),
        cmocka_unit_test(test_names_of_keys_and_commands),
    };
    return cmocka_run_group_tests_name("parts", tests, NULL, NULL);
}
