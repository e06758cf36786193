// SPDX-License-Identifier: GPL-3.0-or-later
// Reader: what keys, clicks and resizes do, seen on the screen: differences, jumps, search, views.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/buffer.h"
#include "fixture.h"

enum { LAST_ROW = 18 }; // of the text at 24×80

// --- differences ---------------------------------------------------------------------------------

static void test_additions_one_after_the_other(void **state)
{
    struct fixture *fixture = *state;
    static const char *const added[] = {
        "", // the first sentence of the introduction, whole: nothing is selected
        "In a round of engagements",
        "recently held",
        "", // the editor's comment
        "in the first such meeting of its kind",
        ("[China], BRICS group [Russia] and the Association of Southeast Asian Nations (ASEAN) "
         "[Laos]"),
        "(EAEU)",
        "following the recent Astana Summit in the Kazakh capital",
        "",
        "14",
        "including Fatah and Hamas",
    };
    for (size_t i = 0; i < sizeof added / sizeof *added; i++) {
        fixture_type(fixture, "+");
        fixture_check_selected(fixture, added[i]);
        assert_true(fixture_focus_row(fixture) > 0);
    }
    fixture_type(fixture, "+");
    assert_row_has(fixture, -1, "no further addition: 3 sentences, 8 phrases in all");
    fixture_check_selected(fixture, "");
}

static void test_losses_one_after_the_other(void **state)
{
    struct fixture *fixture = *state;
    int steps = 0;
    char *row;
    for (;; steps++) {
        fixture_type(fixture, "-");
        row = fixture_row(fixture, -1);
        bool over = strstr(row, "nothing further left out: 18 sentences, 8 phrases in all");
        free(row);
        if (over)
            break;
        assert_true(steps < 100);
    }
    assert_int_equal(steps, 18 + 8);
}

static void test_an_addition_can_be_tagged_at_once(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "++tv");
    size_t count;
    const struct note *notes = notebook_notes(fixture->notebook, &count);
    assert_int_equal(count, 15);
    bool made = false;
    for (size_t i = 0; i < count; i++)
        made = made ||
               (strcmp(notes[i].quote, "In a round of engagements") == 0 &&
                notes[i].tag_count == 1 && strcmp(notes[i].tags[0], "framing/vocabulary") == 0);
    assert_true(made);
    fixture_check_selected(fixture, ""); // an act ends the selection
    fixture_type(fixture, "++");         // and the walk goes on from there
    fixture_check_selected(fixture, "");
    assert_true(fixture_has(fixture, "recently held") || fixture_has(fixture, "Introduction ¶ 11"));
}

static void test_another_key_lets_the_selection_go(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "++");
    fixture_check_selected(fixture, "In a round of engagements");
    fixture_type(fixture, "j");
    fixture_check_selected(fixture, "");
    fixture_type(fixture, "g++v"); // but v extends it
    fixture_type(fixture, "w");
    fixture_check_selected(fixture, "In a round of engagements on");
    fixture_type(fixture, "<Esc>");
    fixture_check_selected(fixture, "");
}

// --- jumps ---------------------------------------------------------------------------------------

static void test_source_and_back_to_the_very_sentence(void **state)
{
    struct fixture *fixture = *state;
    for (int sentence = 0; sentence < 42; sentence++) {
        char keys[16], *there, *back;
        snprintf(keys, sizeof keys, "g%d)", sentence);
        fixture_type(fixture, sentence ? keys : "g");
        char *before = fixture_screen(fixture);
        int row = fixture_focus_row(fixture);
        fixture_type(fixture, "<Enter>");
        there = fixture_row(fixture, 0);
        if (sentence == 1 || sentence == 15 || sentence == 40) { // the editor's own
            assert_row_has(fixture, -1, "no source in this file");
        } else {
            assert_true(strstr(there, "Original"));
            // On the row where the focus stood; a sentence that would not be whole there ends on
            // the last row, and behind the end of the text nothing is shown.
            if (fixture_focus_row(fixture) < row)
                assert_int_equal(canvas_cell(&fixture->canvas, LAST_ROW, 0)->role, ROLE_FOCUS_BAR);
            else if (fixture_focus_row(fixture) > row)
                assert_row_has(fixture, LAST_ROW, "Required fields are marked *");
            fixture_type(fixture, "<Enter>");
            back = fixture_screen(fixture);
            assert_string_equal(back, before);
            free(back);
        }
        free(there);
        free(before);
    }
}

static void test_source_after_moving_is_that_of_the_new_sentence(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "17)<Enter>)<Enter>");
    assert_row_has(fixture, 0, "Introduction ¶ 13/25");
    char *focus = fixture_text_in_role(fixture, ROLE_FOCUS);
    assert_memory_equal(focus, "Chinese Foreign Minister Wang Yi, Russian", 41);
    free(focus);
}

static void test_several_counterparts(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "8)<Enter>");
    assert_row_has(fixture, -1, "counterpart 1 of 2");
    assert_row_has(fixture, 0, "Original A");
    fixture_type(fixture, "o");
    assert_row_has(fixture, -1, "counterpart 2 of 2");
    assert_row_has(fixture, 0, "Original B");
    fixture_type(fixture, "o");
    assert_row_has(fixture, 0, "Original A"); // and round
    fixture_type(fixture, "<Enter>");
    assert_row_has(fixture, 0, "Introduction ¶ 7/25");
}

static void test_back_and_forward_through_jumps(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "5)'A");
    assert_row_has(fixture, 0, "Original A");
    fixture_type(fixture, "'C");
    assert_row_has(fixture, 0, "Original C");
    fixture_type(fixture, "<<>");
    assert_row_has(fixture, 0, "Original A");
    fixture_type(fixture, "<<>");
    assert_row_has(fixture, 0, "Introduction ¶ 5/25");
    fixture_type(fixture, "<<>");
    assert_row_has(fixture, -1, "no jump to go back through");
    fixture_type(fixture, ">>");
    assert_row_has(fixture, 0, "Original C");
    fixture_type(fixture, ">");
    assert_row_has(fixture, -1, "no jump to go forward through");
    fixture_type(fixture, "<^O>");
    assert_row_has(fixture, 0, "Original A");
    fixture_type(fixture, "''");
    assert_row_has(fixture, 0, "Introduction ¶ 5/25");
}

static void test_more_jumps_than_are_kept(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 450; i++)
        fixture_type(fixture, i % 2 ? "'A" : "'B");
    int back = 0;
    for (;; back++) {
        fixture_type(fixture, "<<>");
        char *row = fixture_row(fixture, -1);
        bool over = strstr(row, "no jump to go back through");
        free(row);
        if (over)
            break;
        assert_true(back < 500);
    }
    assert_in_range(back, 100, 200);
    for (int forward = 0; forward < back; forward++)
        fixture_type(fixture, ">");
    assert_row_has(fixture, 0, "Original A"); // where it began
    fixture_type(fixture, ">");
    assert_row_has(fixture, -1, "no jump to go forward through");
}

// A place that was remembered is found again at another width.
static void test_back_after_a_resize(void **state)
{
    struct fixture *fixture = *state;
    fixture_resize(fixture, 24, 40);
    fixture_type(fixture, "15)<Enter>17)");
    fixture_type(fixture, "'D");
    fixture_resize(fixture, 40, 120);
    fixture_type(fixture, "<<>");
    assert_true(fixture_focus_row(fixture) > 0);
    fixture_check_canvas(fixture);
    fixture_type(fixture, "17)<Enter>");
    fixture_resize(fixture, 24, 30);
    fixture_type(fixture, "<Enter>");
    assert_true(fixture_focus_row(fixture) > 0);
    fixture_check_canvas(fixture);
}

static void test_marks(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "17)maG'a");
    assert_row_has(fixture, 0, "Introduction ¶ 13/25");
    fixture_type(fixture, "'b");
    assert_row_has(fixture, -1, "there is no such place");
    fixture_type(fixture, "'Z");
    assert_row_has(fixture, -1, "there is no such place");
    fixture_type(fixture, "mA");
    assert_row_has(fixture, -1, "a mark is a small letter");
    fixture_type(fixture, "'0");
    assert_row_has(fixture, 0, "Introduction ¶ 1/25");
}

static void test_notes_one_after_the_other(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "]");
    assert_row_has(fixture, 0, "Introduction ¶ 1/25");
    fixture_type(fixture, "]]");
    assert_row_has(fixture, 0, "Introduction ¶ 11/25");
    fixture_type(fixture, "[");
    assert_row_has(fixture, 0, "Introduction ¶ 2/25");
    fixture_type(fixture, "G]");
    assert_row_has(fixture, -1, "no note after this");
    fixture_type(fixture, "[");
    assert_row_has(fixture, 0, "Original D");
}

// --- search --------------------------------------------------------------------------------------

static void check_hit(struct fixture *fixture, const char *words)
{
    char *row = fixture_row(fixture, -1);
    if (strncmp(row + 1, words, strlen(words)) != 0)
        print_error("not “%s”: %s\n", words, row);
    assert_memory_equal(row + 1, words, strlen(words));
    free(row);
}

static void test_search_goes_through_all_hits(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "/lavrov<Enter>");
    check_hit(fixture, "hit 1 of 12 ");
    char words[32];
    for (int hit = 2; hit <= 12; hit++) {
        fixture_type(fixture, "n");
        snprintf(words, sizeof words, "hit %d of 12 ", hit);
        check_hit(fixture, words);
    }
    fixture_type(fixture, "n");
    check_hit(fixture, "hit 1 of 12, going round the end");
    fixture_type(fixture, "N");
    check_hit(fixture, "hit 12 of 12, going round the end");
    fixture_type(fixture, "N");
    check_hit(fixture, "hit 11 of 12 ");
    fixture_type(fixture, "3N");
    check_hit(fixture, "hit 8 of 12 ");
    // Two hits in one sentence are two hits, also when the first one's mark was let go.
    fixture_type(fixture, "g/china<Enter>kn");
    check_hit(fixture, "hit 2 of");
}

static void test_search_that_is_left_returns(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "17)");
    char *before = fixture_screen(fixture);
    fixture_type(fixture, "/hamas");
    assert_true(fixture_has(fixture, "Introduction ¶ 25/25"));
    fixture_type(fixture, "<Esc>");
    char *after = fixture_screen(fixture);
    assert_string_equal(after, before);
    free(before);
    free(after);
    fixture_type(fixture, "/nowhere<Enter>");
    assert_row_has(fixture, -1, "no hit for nowhere");
    assert_row_has(fixture, 0, "Introduction ¶ 13/25");
    fixture_type(fixture, "/(<Enter>");
    assert_row_has(fixture, -1, "(: missing closing parenthesis");
    fixture_type(fixture, "g*");
    check_hit(fixture, "hit 2 of"); // China: the first name of the sentence
}

// --- leaving and sizes ---------------------------------------------------------------------------

static void test_views_leave_where_they_were_opened(void **state)
{
    struct fixture *fixture = *state;
    static const char *const keys[] = {"S", "E", "T", "C", "A", "h"};
    fixture_type(fixture, "17)");
    char *before = fixture_screen(fixture);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        static const char *const ways[] = {"<Esc>", "q"};
        for (size_t way = 0; way < 2; way++) {
            fixture_type(fixture, keys[i]);
            assert_false(fixture_has(
                fixture, "▌ C~+ Also on July 25, in the first such meeting of its kind"));
            fixture_type(fixture, ways[way]);
            assert_int_equal(fixture->requests & REQUEST_QUIT, 0);
            char *after = fixture_screen(fixture);
            assert_string_equal(after, before);
            free(after);
        }
        if (*keys[i] != 'h') { // again: all keys
            fixture_type(fixture, keys[i]);
            fixture_type(fixture, keys[i]);
            char *after = fixture_screen(fixture);
            assert_string_equal(after, before);
            free(after);
        }
    }
    free(before);
}

static void test_ways_to_quit(void **state)
{
    struct fixture *fixture = *state;
    static const char *const ways[] = {"q", ":q<Enter>", "ZZ"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        fixture_type(fixture, ways[i]);
        assert_true(fixture->requests & REQUEST_QUIT);
    }
    fixture_type(fixture, "<Esc>");
    assert_int_equal(fixture->requests & REQUEST_QUIT, 0);
    fixture_type(fixture, "Zx");
    assert_int_equal(fixture->requests & REQUEST_QUIT, 0);
    fixture_type(fixture, ":w<Enter>");
    assert_row_has(fixture, -1, "saved already");
    struct input interrupt = {.kind = INPUT_INTERRUPT};
    assert_int_equal(reader_handle(fixture->reader, &interrupt) & REQUEST_QUIT, 0);
}

static void test_resize_keeps_the_focus_in_view(void **state)
{
    struct fixture *fixture = *state;
    static const int sizes[][2] = {{24, 80}, {40, 120}, {9, 39},  {5, 20},   {60, 200}, {7, 30},
                                   {24, 80}, {4, 19},   {12, 25}, {40, 100}, {8, 99},   {30, 101}};
    static const char *const places[] = {"g", "17)", "G", "'C", "9j"};
    for (size_t place = 0; place < sizeof places / sizeof *places; place++) {
        fixture_type(fixture, places[place]);
        char *focus = fixture_text_in_role(fixture, ROLE_TOP_LINE);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            fixture_resize(fixture, sizes[i][0], sizes[i][1]);
            fixture_check_canvas(fixture);
            if (sizes[i][0] >= 5 && sizes[i][1] >= 20)
                assert_true(fixture_focus_row(fixture) > 0);
        }
        fixture_resize(fixture, 24, 80);
        char *after = fixture_text_in_role(fixture, ROLE_TOP_LINE);
        assert_string_equal(after, focus);
        free(focus);
        free(after);
    }
}

static void test_next_start_is_where_one_left(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "'C3)");
    char *before = fixture_screen(fixture);
    fixture_restart(fixture, true);
    char *after = fixture_screen(fixture);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

// --- movement ------------------------------------------------------------------------------------

static void test_focus_is_always_in_view(void **state)
{
    struct fixture *fixture = *state;
    static const char *const moves[] = {"j",  "k",   " ",   "b",   "<^D>", "<^U>", "}",
                                        "{",  ")",   "(",   "J",   "K",    "50%",  "5j",
                                        "7k", "30)", "12(", "40g", "G",    "g"};
    for (int round = 0; round < 4; round++) {
        fixture_resize(fixture, round % 2 ? 24 : 9, round < 2 ? 80 : 40);
        for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
            fixture_type(fixture, moves[i]);
            if (fixture_focus_row(fixture) <= 0)
                fail_msg("no focus after %s", moves[i]);
        }
    }
}

static void test_paging_reaches_every_line(void **state)
{
    struct fixture *fixture = *state;
    for (int step = 0; step < 60; step++)
        fixture_type(fixture, " ");
    assert_true(fixture_has(fixture, "Required fields are marked"));
    for (int step = 0; step < 60; step++)
        fixture_type(fixture, "b");
    assert_true(fixture_has(fixture, "From July 25-27"));
    for (int line = 0; line < 700; line++)
        fixture_type(fixture, "j");
    assert_true(fixture_has(fixture, "Required fields are marked"));
    fixture_type(fixture, "(");
    assert_int_equal(fixture_focus_row(fixture) > 0, 1);
}

// G shows the end, and N% the place, also of a sentence that no window holds.
static void test_inside_a_long_sentence(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = {0};
    for (int i = 0; i < 4000; i++)
        buffer_format(&text, "word%d ", i);
    fixture_close(fixture);
    fixture_open_text(fixture, "long.txt", text.data, text.length);
    fixture_type(fixture, "G");
    assert_true(fixture_has(fixture, "word3999"));
    fixture_type(fixture, "50%");
    assert_true(fixture_has(fixture, "word2117 "));
    fixture_type(fixture, "g");
    assert_true(fixture_has(fixture, "word0 "));
    buffer_fini(&text);
}

static void test_lists_lead_to_places(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "Ej<Enter>");
    assert_true(fixture_has(fixture, "▌"));
    char *hits = fixture_text_in_role(fixture, ROLE_FOCUS);
    assert_non_null(strstr(hits, "Lavrov"));
    free(hits);
    fixture_type(fixture, "<Esc>E/sonexay<Enter><Enter>");
    assert_row_has(fixture, 0, "Original A");
    fixture_type(fixture, "<Esc>T<Enter>");
    assert_row_has(fixture, 0, "Introduction ¶ 1/25");
    fixture_type(fixture, "<Esc>AG<Enter>");
    assert_row_has(fixture, 0, "Original D ¶ 10");
}

static void test_mouse(void **state)
{
    struct fixture *fixture = *state;
    fixture_mouse(fixture, MOUSE_WHEEL_DOWN, 5, 5);
    fixture_mouse(fixture, MOUSE_WHEEL_UP, 5, 5);
    fixture_mouse(fixture, MOUSE_PRESS, 10, 20);
    fixture_mouse(fixture, MOUSE_RELEASE, 10, 20);
    assert_row_has(fixture, 0, "Introduction ¶ 2/25");
    fixture_mouse(fixture, MOUSE_PRESS, 10, 7);
    fixture_mouse(fixture, MOUSE_DRAG, 10, 15);
    fixture_check_selected(fixture, "In a round");
    for (int row = -1; row <= 24; row++) {
        for (int column = -1; column <= 80; column += 9) {
            fixture_mouse(fixture, MOUSE_PRESS, row, column);
            fixture_mouse(fixture, MOUSE_DRAG, 23 - row, 79 - column);
            fixture_mouse(fixture, MOUSE_RELEASE, 0, 0);
        }
    }
    fixture_check_canvas(fixture);
}

// --- where little can be done --------------------------------------------------------------------

static void test_without_notebook(void **state)
{
    struct fixture *fixture = *state;
    struct reader_material material = {
        .environment = &fixture->environment,
        .article = fixture->article,
        .findings = &fixture->findings,
        .codebook = fixture->codebook,
        .message = "notes cannot be kept: a damaged disk",
    };
    struct reader *reader = reader_new(&material), *before = fixture->reader;
    fixture->reader = reader;
    reader_resize(reader, 24, 80);
    assert_row_has(fixture, -1, "notes cannot be kept: a damaged disk");
    fixture_type(fixture, ")H");
    assert_row_has(fixture, -1, "notes cannot be kept: a damaged disk");
    fixture_type(fixture, "tfaducy.<^R>A]j[<Enter>");
    fixture_check_canvas(fixture);
    fixture->reader = before;
    reader_free(reader);
}

static void test_every_key_in_every_place(void **state)
{
    struct fixture *fixture = *state;
    static const char *const places[] = {
        "",   "v", "V", "E", "T", "A",     "S",  "C", "h",  "hh", "/",           ":",    "a", "t",
        "tz", "c", "m", "'", "Z", "<Tab>", "E/", "5", "vf", "++", "/lao<Enter>", "<^T>", "I", "L", "&",
        "&lao<Enter>", "hh/"};
    for (size_t place = 0; place < sizeof places / sizeof *places; place++) {
        for (uint32_t key = 1; key < 128 + (NAMED_LIMIT - NAMED_UP) + 3; key++) {
            uint32_t wide[] = {0xE9, 0x4E2D, 0x1F469};
            uint32_t typed = key < 128 ? key
                             : key < 128 + (NAMED_LIMIT - NAMED_UP)
                                 ? NAMED_UP + key - 128
                                 : wide[key - 128 - (NAMED_LIMIT - NAMED_UP)];
            fixture_type(fixture, "<Esc><Esc><Esc>g<Esc>");
            fixture_type(fixture, places[place]);
            fixture_key(fixture, typed);
            reader_draw(fixture->reader, &fixture->canvas);
        }
        fixture_check_canvas(fixture);
    }
}

// A pane shows the beginning of a list: to filter it the whole list is opened.
static void test_filter_in_a_pane(void **state)
{
    struct fixture *fixture = *state;
    fixture_resize(fixture, 40, 120);
    fixture_type(fixture, "<Tab>");
    assert_row_has(fixture, -1, "/ filter");
    fixture_type(fixture, "/vientiane<Enter>"); // a place, which the pane does not show
    assert_true(fixture_has(fixture, "Vientiane  place"));
    fixture_type(fixture, "<Esc><Esc><Tab><Tab>/lavrov<Enter>");
    assert_false(fixture_has(fixture, "meets Sonexay"));
    assert_true(fixture_has(fixture, "talks Lavrov"));
    fixture_type(fixture, "<Esc><Esc><Tab><Tab><Tab>/astana<Enter>");
    assert_true(fixture_has(fixture, "WORDS ADDED"));
    assert_false(fixture_has(fixture, "LEFT OUT"));
}

// All of a message is read, on however narrow a screen; the next key gives the rows back.
static void test_long_message(void **state)
{
    struct fixture *fixture = *state;
    fixture_resize(fixture, 12, 40);
    fixture_type(fixture, "Ix"); // in the index nothing is decided on
    assert_row_has(fixture, -3, "names are decided on in the list of");
    assert_row_has(fixture, -1, "comparison (C)");
    fixture_type(fixture, "j");
    assert_row_has(fixture, -1, "q back");
    assert_false(fixture_has(fixture, "names are decided"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_additions_one_after_the_other),
        TEST(test_losses_one_after_the_other),
        TEST(test_an_addition_can_be_tagged_at_once),
        TEST(test_another_key_lets_the_selection_go),
        TEST(test_source_and_back_to_the_very_sentence),
        TEST(test_source_after_moving_is_that_of_the_new_sentence),
        TEST(test_several_counterparts),
        TEST(test_back_and_forward_through_jumps),
        TEST(test_more_jumps_than_are_kept),
        TEST(test_back_after_a_resize),
        TEST(test_marks),
        TEST(test_notes_one_after_the_other),
        TEST(test_search_goes_through_all_hits),
        TEST(test_search_that_is_left_returns),
        TEST(test_views_leave_where_they_were_opened),
        TEST(test_ways_to_quit),
        TEST(test_resize_keeps_the_focus_in_view),
        TEST(test_next_start_is_where_one_left),
        TEST(test_focus_is_always_in_view),
        TEST(test_paging_reaches_every_line),
        TEST(test_inside_a_long_sentence),
        TEST(test_lists_lead_to_places),
        TEST(test_mouse),
        TEST(test_without_notebook),
        TEST(test_every_key_in_every_place),
        TEST(test_filter_in_a_pane),
        TEST(test_long_message),
    };
    return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
