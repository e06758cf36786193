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

// Sentence 17 of the bundled article, the specification's, is in the focus where keys begin "17)".
static struct bundled_picture {
    const char *name;
    int rows, columns;
    const char *keys;
} bundled[] = {
    {"bundled-120x40", 40, 120, "17)6k"},
    {"bundled-80x24", 24, 80, "17)"},
    {"size-39x9", 9, 39, "17)"},
    {"size-20x5", 5, 20, "17)"},
    {"size-19x4", 4, 19, "17)"},
    {"size-100x30", 30, 100, "17)"},
    {"size-200x60", 60, 200, "17)"},
    {"start-80x24", 24, 80, ""},
    {"end-80x24", 24, 80, "G"},
    {"entities-80x24", 24, 80, "Ejjj"},
    {"entities-120x40", 40, 120, "Ej"},
    {"entities-filter-80x24", 24, 80, "E/lao"},
    {"timeline-80x24", 24, 80, "T"},
    {"timeline-120x40", 40, 120, "T"},
    {"notes-80x24", 24, 80, "A"},
    {"notes-120x40", 40, 120, "A"},
    {"brief-80x24", 24, 80, "S"},
    {"differences-80x24", 24, 80, "D"},
    {"differences-120x40", 40, 120, "Dj"},
    {"compare-120x37", 37, 120, "17)C"}, // the specification's, too
    {"compare-80x24", 24, 80, "17)C"},
    {"compare-39x12", 12, 39, "17)C"},
    {"compare-added-120x40", 40, 120, "40)C"},
    {"compare-event-120x40", 40, 120, "TjjjjC"},
    {"compare-event-80x24", 24, 80, "TjjjjC"},
    {"compare-120x40", 40, 120, "17)C"},
    {"help-80x24", 24, 80, "h"},
    {"help-120x40", 40, 120, "h"},
    {"help-39x9", 9, 39, "h"},
    {"help-all-120x40", 40, 120, "hh"},
    {"only-80x24", 24, 80, "&lavrov<Enter>"},
    {"selection-80x24", 24, 80, "14)++"},
    {"select-mode-80x24", 24, 80, "17)vww"},
    {"note-editor-80x24", 24, 80, "17)aWho says so?<^J>And to whom?"},
    {"note-editor-120x40", 40, 120, "17)aWho says so?"},
    {"search-80x24", 24, 80, "/trilateral"},
    {"search-hits-80x24", 24, 80, "/trilateral<Enter>n"},
    {"tag-prompt-80x24", 24, 80, "17)t"},
    {"tag-name-80x24", 24, 80, "17)tznew/tag"},
    {"original-80x24", 24, 80, "17)<Enter>"},
    {"original-120x40", 40, 120, "17)<Enter>"},
    {"left-out-80x24", 24, 80, "-"},
    {"several-counterparts-120x40", 40, 120, "8)"},
    {"peek-large-80x24", 24, 80, "17)p"},
    {"peek-hidden-80x24", 24, 80, "17)pp"},
    {"no-gutter-80x24", 24, 80, "17)P"},
    {"no-panel-120x40", 40, 120, "17)w"},
    {"pane-120x40", 40, 120, "<Tab>j"},
    {"explained-key-80x24", 24, 80, "x"},
};

static void test_bundled(void **state)
{
    const struct bundled_picture *picture = *state;
    struct fixture fixture;
    fixture_open_bundled(&fixture);
    fixture_resize(&fixture, picture->rows, picture->columns);
    fixture_type(&fixture, picture->keys);
    fixture_check_picture(&fixture, picture->name);
    fixture_close(&fixture);
}

// --- for screen readers --------------------------------------------------------------------------

static struct spoken_picture {
    const char *name;
    int rows, columns;
    const char *keys;
    const char *at_cursor; // what the line with the cursor begins with
} spoken[] = {
    {"spoken-80x24", 24, 80, "17)", "Also on July 25,"},
    {"spoken-120x40", 40, 120, "17)", "Also on July 25,"},
    {"spoken-39x9", 9, 39, "17)", "Also on July 25,"},
    {"spoken-start-80x24", 24, 80, "", "China, Russia, Laos"},
    {"spoken-second-80x24", 24, 80, "18)", "Chinese Foreign Minister"},
    {"spoken-left-out-80x24", 24, 80, "-", NULL},
    {"spoken-no-words-80x24", 24, 80, "17)P", "Also on July 25,"},
    {"spoken-timeline-80x24", 24, 80, "Tjj", "Thu 25 meets Thongloun"},
    {"spoken-entities-120x40", 40, 120, "Ej", "Sergey Lavrov"},
    {"spoken-compare-80x24", 24, 80, "17)C", NULL},
    {"spoken-note-80x24", 24, 80, "17)aWho says so?", "Who says so?"},
};

static void test_spoken(void **state)
{
    const struct spoken_picture *picture = *state;
    struct fixture fixture;
    fixture_open_bundled(&fixture);
    fixture.plain = true;
    fixture_restart(&fixture, false);
    fixture_resize(&fixture, picture->rows, picture->columns);
    fixture_type(&fixture, picture->keys);
    fixture_check_picture(&fixture, picture->name);
    assert_in_range(fixture.canvas.cursor_row, 0, picture->rows - 1);
    char *row = fixture_row(&fixture, fixture.canvas.cursor_row);
    if (picture->at_cursor &&
        strncmp(row + strspn(row, " "), picture->at_cursor, strlen(picture->at_cursor)) != 0)
        fail_msg("the cursor is on “%s”", row);
    free(row);
    char *screen = fixture_screen(&fixture);
    assert_null(strstr(screen, "─"));
    assert_null(strstr(screen, "│"));
    assert_null(strstr(screen, "▌"));
    free(screen);
    fixture_close(&fixture);
}

// A click under the words of the gutter means the line that is shown there.
static void test_spoken_click(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open_bundled(&fixture);
    fixture.plain = true;
    fixture_restart(&fixture, false);
    fixture_type(&fixture, "17)");
    char *screen = fixture_screen(&fixture);
    int row = fixture.canvas.cursor_row;
    free(screen);
    assert_row_has(&fixture, row - 1, "edited from C, words added:");
    assert_row_has(&fixture, row + 4, "Chinese Foreign Minister");
    fixture_mouse(&fixture, MOUSE_PRESS, row + 4, 4);
    fixture_mouse(&fixture, MOUSE_RELEASE, row + 4, 4);
    screen = fixture_screen(&fixture);
    assert_row_has(&fixture, fixture.canvas.cursor_row, "Chinese Foreign Minister");
    free(screen);
    fixture_close(&fixture);
}

// --- other texts ---------------------------------------------------------------------------------

static struct text_picture {
    const char *name;
    int rows, columns;
    const char *keys;
    const char *text;
} texts[] = {
    {"chinese-80x24", 24, 80, ")",
     "王毅：中老两国要加强合作\n\n"
     "中共中央政治局委员、外交部长王毅在万象会见老挝国家主席通伦。王毅说，中方愿同老方一道，落实好"
     "两党两国最高"
     "领导人达成的重要共识，推动中老命运共同体建设走深走实。\n\n"
     "한국어 문장도 있다. 日本語の文もあります。ｶﾀｶﾅ。\n"},
    {"chinese-21x9", 9, 21, ")",
     "王毅：中老两国要加强合作\n\n中共中央政治局委员、外交部长王毅在万象会见老挝国家主席通伦。\n"},
    {"combining-80x24", 24, 80, "",
     "Vie\xCC\xA3\xCC\x82t Nam va\xCC\x80 La\xCC\x80o\n\n"
     "Families 👩‍👩‍👧‍👧, flags 🇱🇦🇨🇳, thumbs 👍🏽, keycaps "
     "1️⃣. "
     "นายกรัฐมนตรีลาวพบนายหวัง อี้ ที่เวียงจันทน์. सरकार ने कहा।\n\n"
     "\xCC\x81 alone, and a pile: a\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86\xCC\x87"
     "\xCC\x88\xCC\x89\xCC\x8A\xCC\x8B\xCC\x8C end.\n"},
    {"hostile-80x24", 24, 80, "",
     "\x1B]0;owned\x07Title \x1B[2J\x1B[31mred\n\n"
     "The account \xE2\x80\xAE"
     "gnp.exe\xE2\x80\xAC was paid. \xC2\x9B"
     "31mC1 too.\tA tab, a \x0C form feed, "
     "a \x7F delete.\n\n"
     "\xE2\x81\xA6isolated\xE2\x81\xA9 and\xE2\x80\xA8separated, \xEF\xBF\xBF and \xF3\xB0\x80\x80 "
     "private.\n"},
    {"plain-80x24", 24, 80, "2)",
     "A letter without sources\n\n"
     "This text has no originals. It has two paragraphs, and the reader says so where sources "
     "would "
     "be.\n\n"
     "The second one is short.\nThe third follows without a blank line.\n"},
    {"plain-120x40", 40, 120, "", "A letter without sources\n\nThis text has no originals.\n"},
    {"plain-source-80x24", 24, 80, ")<Enter>", "A letter\n\nThis text has no originals.\n"},
    {"one-line-80x24", 24, 80, "", "one"},
    {"long-word-39x12", 12, 39, "",
     "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft is a "
     "word.\n"},
};

static void test_text(void **state)
{
    const struct text_picture *picture = *state;
    struct fixture fixture;
    fixture_open_text(&fixture, "text.txt", picture->text, strlen(picture->text));
    fixture_resize(&fixture, picture->rows, picture->columns);
    fixture_type(&fixture, picture->keys);
    fixture_check_picture(&fixture, picture->name);
    fixture_close(&fixture);
}

// A text of nothing but white space is drawn, too.
static void test_white_space(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open_text(&fixture, "white.txt", "\n \n", 3);
    fixture_type(&fixture, "jk)+-Htfa");
    fixture_check_canvas(&fixture);
    fixture_close(&fixture);
    fixture_open_text(&fixture, "white.txt", "\n \n", 3);
    fixture_check_picture(&fixture, "white-space-80x24");
    fixture_close(&fixture);
}

int main(void)
{
    enum {
        BUNDLED = sizeof bundled / sizeof *bundled,
        TEXTS = sizeof texts / sizeof *texts,
        OTHERS = BUNDLED + TEXTS,
        SPOKEN = sizeof spoken / sizeof *spoken,
    };
    struct CMUnitTest tests[OTHERS + SPOKEN + 2];
    for (size_t i = 0; i < BUNDLED; i++)
        tests[i] = (struct CMUnitTest){
            .name = bundled[i].name, .test_func = test_bundled, .initial_state = &bundled[i]};
    for (size_t i = 0; i < TEXTS; i++)
        tests[BUNDLED + i] = (struct CMUnitTest){
            .name = texts[i].name, .test_func = test_text, .initial_state = &texts[i]};
    for (size_t i = 0; i < SPOKEN; i++)
        tests[OTHERS + i] = (struct CMUnitTest){
            .name = spoken[i].name, .test_func = test_spoken, .initial_state = &spoken[i]};
    tests[OTHERS + SPOKEN] = (struct CMUnitTest)cmocka_unit_test(test_spoken_click);
    tests[OTHERS + SPOKEN + 1] = (struct CMUnitTest)cmocka_unit_test(test_white_space);
    return cmocka_run_group_tests_name("pictures", tests, NULL, NULL);
}
