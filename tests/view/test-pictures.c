// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures: whole screens against pictures kept as text. The first two are the specification's.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
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
    {"start-80x24", 24, 80, ""},
    {"end-80x24", 24, 80, "G"},
    {"entities-filter-80x24", 24, 80, "E/lao"},
    {"compare-120x37", 37, 120, "17)C"}, // the specification's, too
    {"compare-39x12", 12, 39, "17)C"},
    {"compare-added-120x40", 40, 120, "40)C"},
    {"help-39x9", 9, 39, "h"},
    {"only-80x24", 24, 80, "&lavrov<Enter>"},
    {"selection-80x24", 24, 80, "14)++"},
    {"select-mode-80x24", 24, 80, "17)vww"},
    {"search-hits-80x24", 24, 80, "/trilateral<Enter>n"},
    {"tag-name-80x24", 24, 80, "17)tznew/tag"},
    {"original-80x24", 24, 80, "17)<Enter>"},
    {"original-120x40", 40, 120, "17)<Enter>"},
    {"left-out-80x24", 24, 80, "-"},
    {"several-counterparts-120x40", 40, 120, "8)"},
    {"peek-hidden-80x24", 24, 80, "17)pp"},
    {"no-gutter-80x24", 24, 80, "17)P"},
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

// --- every pane at every width -------------------------------------------------------------------

static const struct {
    int rows, columns;
} sizes[] = {{12, 40}, {24, 80}, {40, 120}, {60, 200}};

// The bundled article; a picture is called after the pane and the size: "brief-80x24".
static const struct pane_picture {
    const char *name, *keys;
} panes[] = {
    {"text", "17)"},
    {"text-original", "'B2)"},
    {"panel-key", "17)w"},
    {"peek-large", "17)p"},
    {"entities", "Ej"},
    {"timeline", "Tjj"},
    {"index", "Ij"},
    {"notes", "Aj"},
    {"brief", "S"},
    {"compare", "17)C"},
    {"compare-event", "TjjjjC"},
    {"differences", "Dj"},
    {"agree", ">"},
    {"tagging", "17)<^T>fs"},
    {"tag-prompt", "17)t"},
    {"note-editor", "17)aWho says so?<^J>And to whom?"},
    {"search", "/trilateral"},
    {"command-line", ":com"},
    {"help", "h"},
    {"help-all", "hh"},
};

enum { PANES = sizeof panes / sizeof *panes, SIZES = sizeof sizes / sizeof *sizes };

static void name_picture(size_t number, char *name, size_t room)
{
    snprintf(name, room, "%s-%dx%d", panes[number / SIZES].name, sizes[number % SIZES].columns,
             sizes[number % SIZES].rows);
}

static struct notebook *open_coder(struct fixture *fixture, const char *name)
{
    struct error error = {0};
    char *sidecar = path_join(fixture->folder, name);
    struct notebook_options options = {
        .text = fixture->text, .environment = &fixture->environment, .sidecar = sidecar};
    struct notebook *notebook = notebook_open(&options, &error);
    assert_non_null(notebook);
    free(sidecar);
    return notebook;
}

// Sentences 16 to 20 were coded by both; the tag may be NULL.
static void code(struct fixture *fixture, struct notebook *notebook, const char *const tags[5])
{
    struct error error = {0};
    for (size_t i = 0; i < 5; i++) {
        struct note_content content = {.kind = NOTE_CODED,
                                       .decision = "coded",
                                       .span = fixture->article->sentences[16 + i].span};
        assert_true(notebook_add(notebook, &content, NULL, &error));
        if (!tags[i])
            continue;
        content = (struct note_content){
            .kind = NOTE_TAG, .tags = &tags[i], .tag_count = 1, .span = content.span};
        assert_true(notebook_add(notebook, &content, NULL, &error));
    }
}

// The reader on two coders' notes, and on notes of its own.
static void open_coders(struct fixture *fixture, struct notebook *coders[2])
{
    static const char *const names[2] = {"lin", "mei"};
    static const char *const first[5] = {"framing/evaluation", "quotation", NULL, "source/unnamed",
                                         "quotation"};
    static const char *const second[5] = {"framing/evaluation", "framing/vocabulary",
                                          "framing/evaluation", NULL, "quotation"};
    fixture_open_bundled(fixture);
    coders[0] = open_coder(fixture, "lin.jsonl");
    coders[1] = open_coder(fixture, "mei.jsonl");
    code(fixture, coders[0], first);
    code(fixture, coders[1], second);
    struct reader_material material = {
        .environment = &fixture->environment,
        .article = fixture->article,
        .findings = &fixture->findings,
        .notebook = fixture->notebook,
        .codebook = fixture->codebook,
        .coders = coders,
        .coder_names = names,
    };
    reader_free(fixture->reader);
    fixture->reader = reader_new(&material);
}

static bool is_for_coders(size_t number)
{
    return strcmp(panes[number / SIZES].name, "agree") == 0;
}

static void test_pane(void **state)
{
    const size_t number = *(const size_t *)*state;
    struct notebook *coders[2] = {NULL, NULL};
    char name[64];
    struct fixture fixture;
    name_picture(number, name, sizeof name);
    if (is_for_coders(number))
        open_coders(&fixture, coders);
    else
        fixture_open_bundled(&fixture);
    fixture_resize(&fixture, sizes[number % SIZES].rows, sizes[number % SIZES].columns);
    fixture_type(&fixture, panes[number / SIZES].keys);
    fixture_check_picture(&fixture, name);
    fixture_close(&fixture);
    for (size_t i = 0; i < 2 && coders[i]; i++)
        notebook_free(coders[i]);
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
        EACH = PANES * SIZES,
        SPOKEN = sizeof spoken / sizeof *spoken,
        OTHERS = BUNDLED + TEXTS + EACH,
    };
    struct CMUnitTest tests[OTHERS + SPOKEN + 2];
    for (size_t i = 0; i < BUNDLED; i++)
        tests[i] = (struct CMUnitTest){
            .name = bundled[i].name, .test_func = test_bundled, .initial_state = &bundled[i]};
    for (size_t i = 0; i < TEXTS; i++)
        tests[BUNDLED + i] = (struct CMUnitTest){
            .name = texts[i].name, .test_func = test_text, .initial_state = &texts[i]};
    size_t numbers[EACH];
    char names[EACH][64];
    for (size_t i = 0; i < EACH; i++) {
        numbers[i] = i;
        name_picture(i, names[i], sizeof names[i]);
        tests[BUNDLED + TEXTS + i] = (struct CMUnitTest){
            .name = names[i], .test_func = test_pane, .initial_state = &numbers[i]};
    }
    for (size_t i = 0; i < SPOKEN; i++)
        tests[OTHERS + i] = (struct CMUnitTest){
            .name = spoken[i].name, .test_func = test_spoken, .initial_state = &spoken[i]};
    tests[OTHERS + SPOKEN] = (struct CMUnitTest)cmocka_unit_test(test_spoken_click);
    tests[OTHERS + SPOKEN + 1] = (struct CMUnitTest)cmocka_unit_test(test_white_space);
    return cmocka_run_group_tests_name("pictures", tests, NULL, NULL);
}
