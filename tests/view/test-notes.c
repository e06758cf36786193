// SPDX-License-Identifier: GPL-3.0-or-later
// Notes on the screen: several at one place, their list, their versions, orphans and what is
// suggested for them.

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
#include "base/memory.h"
#include "fixture.h"

#define SECOND 1000000

static char *sidecar_path(const struct fixture *fixture)
{
    struct buffer path = {0};
    buffer_format(&path, "%s.notes.jsonl", fixture->path);
    return buffer_take(&path);
}

static char *read_sidecar(const struct fixture *fixture)
{
    char *path = sidecar_path(fixture), *content = fixture_read_file(path, NULL);
    free(path);
    return content;
}

static void write_sidecar(const struct fixture *fixture, const char *content)
{
    char *path = sidecar_path(fixture);
    fixture_write_file(path, content, strlen(content));
    free(path);
}

static const struct note *note_with_body(const struct fixture *fixture, const char *body)
{
    size_t count;
    const struct note *notes = notebook_notes(fixture->notebook, &count);
    for (size_t i = 0; i < count; i++) {
        if (notes[i].body && strcmp(notes[i].body, body) == 0)
            return &notes[i];
    }
    return NULL;
}

static bool has_body(const struct fixture *fixture, const char *body)
{
    return note_with_body(fixture, body) != NULL;
}

static char *underlined(struct fixture *fixture)
{
    struct buffer text = {0};
    reader_draw(fixture->reader, &fixture->canvas);
    for (int row = 0; row < fixture->canvas.rows; row++) {
        for (int column = 0; column < fixture->canvas.columns; column++) {
            const struct cell *cell = canvas_cell(&fixture->canvas, row, column);
            if (cell->attributes & CELL_UNDERLINE)
                buffer_add_string(&text, cell->text);
        }
    }
    return text.data ? buffer_take(&text) : memory_copy_string("");
}

// --- several notes at one place ----------------------------------------------------------------

// On sentence 3: a highlight on all of it, a tag on its first words, a note on those and more.
static void make_three(struct fixture *fixture)
{
    fixture_resize(fixture, 40, 120);
    fixture_type(fixture, "3)H");
    fixture_type(fixture, "vww");
    fixture_type(fixture, "tf");
    fixture->environment.fixed_now += SECOND;
    fixture_type(fixture, "vwwwwwaof what?<Enter>");
    fixture->environment.fixed_now += SECOND;
}

static void test_the_margin_counts(void **state)
{
    struct fixture *fixture = *state;
    fixture_resize(fixture, 40, 120);
    fixture_type(fixture, "3)");
    int row = fixture_focus_row(fixture);
    char *bare = fixture_row(fixture, row);
    assert_null(strstr(bare, "2│"));
    free(bare);
    fixture_type(fixture, "H");
    assert_false(fixture_has(fixture, "1│")); // one alone is to be seen anyway
    fixture_type(fixture, "tf");
    assert_row_has(fixture, row, "2│");
    assert_row_has(fixture, row + 1, "2│"); // on every line that both are on
    make_three(fixture);
    assert_row_has(fixture, row, "│");
}

static void test_keys_mean_the_note_that_is_shown_first(void **state)
{
    struct fixture *fixture = *state;
    make_three(fixture);
    assert_true(fixture_has(fixture, "▸3/3 tag  framing/evaluation")); // the shortest
    char *line = underlined(fixture);
    assert_memory_equal(line, "During the meeting", 18);
    assert_null(strstr(line, "Thongloun"));
    free(line);
    fixture_check_picture(fixture, "overlapping-120x40");
    fixture_type(fixture, ";");
    assert_true(fixture_has(fixture, "▸1/3 highlight yellow"));
    assert_row_has(fixture, -1, "1 of 3 here: highlight “During the meeting");
    fixture_type(fixture, ";");
    assert_true(fixture_has(fixture, "▸2/3 Mara"));
    fixture_type(fixture, ";;");
    assert_true(fixture_has(fixture, "▸1/3 "));
    fixture_type(fixture, ";;;d"); // round again, and away
    assert_row_has(fixture, -1, "deleted: highlight");
    assert_true(has_body(fixture, "of what?"));
}

static void test_a_note_is_chosen_then_deleted(void **state)
{
    struct fixture *fixture = *state;
    make_three(fixture);
    for (int i = 0; i < 3 && !fixture_has(fixture, "“of what?”"); i++)
        fixture_type(fixture, ";");
    while (!fixture_has(fixture, "/3 Mara")) // until the note stands first
        fixture_type(fixture, ";");
    fixture_type(fixture, "d");
    assert_false(has_body(fixture, "of what?"));
    assert_true(fixture_has(fixture, "/2 "));
    fixture_type(fixture, "u");
    assert_true(has_body(fixture, "of what?"));
}

static void test_the_chosen_note_is_written_and_coloured(void **state)
{
    struct fixture *fixture = *state;
    make_three(fixture);
    while (!fixture_has(fixture, "/3 Mara"))
        fixture_type(fixture, ";");
    size_t count = fixture_note_count(fixture);
    fixture_type(fixture, "a of whom?<Enter>"); // though its passage is not the focus
    assert_int_equal(fixture_note_count(fixture), count);
    assert_true(has_body(fixture, "of what? of whom?"));
    while (!fixture_has(fixture, "/3 Mara"))
        fixture_type(fixture, ";");
    fixture_type(fixture, "cb");
    assert_int_equal(note_with_body(fixture, "of what? of whom?")->colour, NOTE_BLUE);
    fixture_type(fixture, ")("); // the focus has moved: what was chosen is chosen no more
    fixture_type(fixture, ")");
    fixture_type(fixture, ";");
    assert_row_has(fixture, -1, "no note here");
}

// Marking as coded comes after everything else that is noted at a place.
static void test_coded_marks_come_last(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)tf");
    fixture->environment.fixed_now += SECOND;
    fixture_type(fixture, "<^T><Enter><Esc>");
    fixture_type(fixture, "(");
    size_t count = fixture_note_count(fixture);
    fixture_type(fixture, "d");
    assert_row_has(fixture, -1, "deleted: tag on");
    assert_int_equal(fixture_note_count(fixture), count - 1);
}

static void test_next_note_is_the_one_meant(void **state)
{
    struct fixture *fixture = *state;
    make_three(fixture);
    fixture_type(fixture, "g]]]"); // sentence 2's highlight comes before the first of sentence 3
    assert_true(fixture_has(fixture, "▸1/3 "));
    fixture_type(fixture, "d");
    assert_row_has(fixture, -1, "deleted: highlight on “During the meeting");
}

// --- the list ------------------------------------------------------------------------------------

static void test_list_shows_all_of_the_chosen_note(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "A");
    assert_true(fixture_has(fixture, "Lin, 12 May 2025"));
    assert_true(fixture_has(fixture, "“From July 25-27, Chinese Foreign Minister"));
    fixture_type(fixture, "5j");
    assert_true(fixture_has(fixture, "whose claim is this?"));
    fixture_type(fixture, "<Enter>");
    assert_true(fixture_focus_row(fixture) > 0);
    fixture_resize(fixture, 9, 39); // no room for the card
    fixture_type(fixture, "A");
    fixture_check_canvas(fixture);
    assert_true(fixture_has(fixture, "framing/evalu"));
}

static void test_list_filters_by_everything(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *filter;
        const char *row;
    } cases[] = {
        {"/whose claim<Enter>", "whose claim"}, {"/green<Enter>", "A¶12"},
        {"/Mara<Enter>", "Mara"},               {"/12 May<Enter>", "Lin"},
        {"/exact<Enter>", "in¶1 "},             {"/hamas<Enter>", "including Fatah and Hamas"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_type(fixture, "A");
        fixture_type(fixture, cases[i].filter);
        assert_row_has(fixture, 1, cases[i].row);
        fixture_type(fixture, "<Esc>");
    }
    fixture_type(fixture, "A/orphan<Enter>");
    assert_row_has(fixture, 1, "nothing has these letters");
}

// --- versions ------------------------------------------------------------------------------------

static void test_an_earlier_version_comes_back(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)aone<Enter>");
    for (int i = 0; i < 2; i++) {
        fixture->environment.fixed_now += 60 * INT64_C(1000000);
        fixture_type(fixture, i ? "a three<Enter>" : "a two<Enter>");
    }
    assert_true(has_body(fixture, "one two three"));
    fixture_type(fixture, "U");
    assert_row_has(fixture, 1, "IT SAYS");
    assert_row_has(fixture, 2, "“one two three”");
    assert_row_has(fixture, 3, "BEFORE: Enter brings it back");
    assert_row_has(fixture, 4, "“one two”");
    assert_row_has(fixture, 5, "“one”");
    assert_row_has(fixture, 5, "Mara");
    fixture_type(fixture, "<Enter>");
    assert_row_has(fixture, -1, "this is what it says now");
    fixture_type(fixture, "jj");
    assert_true(fixture_has(fixture, "this version by Mara, 2 Jun 10:00"));
    fixture->environment.fixed_now += 60 * INT64_C(1000000);
    fixture_type(fixture, "<Enter>");
    assert_row_has(fixture, -1, "it says this again");
    assert_row_has(fixture, 2, "“one”");
    assert_true(has_body(fixture, "one"));
    fixture_type(fixture, "u"); // an act like others
    assert_true(has_body(fixture, "one two three"));
    assert_row_has(fixture, 2, "“one two three”");
    fixture_type(fixture, "q");
    assert_true(fixture_focus_row(fixture) > 0);
    fixture_type(fixture, "gU");
    assert_row_has(fixture, -1, "no note here");
}

static void test_versions_from_the_list_and_back(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "A3jU");
    assert_row_has(fixture, 1, "IT SAYS");
    assert_row_has(fixture, 2, "framing/vocabulary");
    fixture_type(fixture, "h"); // help, and back to where one was
    fixture_type(fixture, "q");
    assert_row_has(fixture, 2, "framing/vocabulary");
    fixture_type(fixture, "q");
    assert_row_has(fixture, 4, "framing/vocabulary"); // the list again
    fixture_type(fixture, "U");
    assert_row_has(fixture, 2, "framing/vocabulary"); // on the same row
}

// One note, edited here and in a copy of the sidecar; then both copies as one.
static void make_conflict(struct fixture *fixture)
{
    fixture_type(fixture, "3)astart<Enter>");
    char *before = read_sidecar(fixture);
    fixture->environment.fixed_now += 60 * INT64_C(1000000);
    fixture_type(fixture, "a here<Enter>");
    char *here = read_sidecar(fixture);
    write_sidecar(fixture, before);
    fixture_restart(fixture, true);
    fixture->environment.fixed_now += 60 * INT64_C(1000000);
    fixture_type(fixture, "a there<Enter>");
    char *there = read_sidecar(fixture);
    struct buffer both = {0};
    buffer_format(&both, "%s%s", here, there);
    write_sidecar(fixture, both.data);
    fixture_restart(fixture, true);
    buffer_fini(&both);
    free(before);
    free(here);
    free(there);
}

static void test_concurrent_versions_are_settled(void **state)
{
    struct fixture *fixture = *state;
    make_conflict(fixture);
    fixture_resize(fixture, 40, 120);
    int row = fixture_focus_row(fixture);
    assert_row_has(fixture, row, "!│"); // in the margin
    assert_true(fixture_has(fixture, "“start there” [2 versions]"));
    assert_row_has(fixture, -1, "15 notes, 1 with several versions");
    fixture_type(fixture, "A/start<Enter>");
    assert_row_has(fixture, 2, "2 versions");
    assert_true(fixture_has(fixture, "edited at once in 2 ways"));
    fixture_resize(fixture, 24, 80);
    fixture_type(fixture, "U");
    assert_row_has(fixture, 1, "AT ONCE: Enter chooses what holds");
    assert_row_has(fixture, 2, "“start there”");
    assert_row_has(fixture, 3, "“start here”");
    assert_row_has(fixture, 5, "“start”");
    fixture_check_picture(fixture, "versions-80x24");
    fixture_resize(fixture, 40, 120);
    fixture_check_picture(fixture, "versions-120x40");
    fixture_resize(fixture, 60, 200);
    fixture_check_picture(fixture, "versions-200x60");
    fixture_resize(fixture, 12, 40);
    fixture_check_picture(fixture, "versions-40x12");
    fixture_resize(fixture, 24, 80);
    fixture->environment.fixed_now += 60 * INT64_C(1000000);
    fixture_type(fixture, "j<Enter>");
    assert_row_has(fixture, -1, "this version holds now");
    assert_row_has(fixture, 1, "IT SAYS");
    assert_row_has(fixture, 2, "“start here”");
    assert_true(has_body(fixture, "start here"));
    char *content = read_sidecar(fixture);
    content[strlen(content) - 1] = '\0';
    const char *replaces = strstr(strrchr(content, '\n'), "\"dcterms:replaces\":[{");
    assert_non_null(replaces); // a list of both
    free(content);
    fixture_restart(fixture, true);
    assert_int_equal(note_with_body(fixture, "start here")->versions, 1);
}

// An edit of what is shown settles it as well.
static void test_an_edit_settles(void **state)
{
    struct fixture *fixture = *state;
    make_conflict(fixture);
    fixture->environment.fixed_now += 60 * INT64_C(1000000);
    fixture_type(fixture, "a and here<Enter>");
    assert_int_equal(note_with_body(fixture, "start there and here")->versions, 1);
}

// What others wrote into the note while it was being typed is not written over.
static void test_edited_while_it_is_typed(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)astart<Enter>");
    fixture->environment.fixed_now += SECOND;
    char *id = memory_copy_string(note_with_body(fixture, "start")->id);
    fixture_type(fixture, "a here");
    struct notebook_options options = {.text = fixture->text, .environment = &fixture->environment};
    struct notebook *other = notebook_open(&options, NULL);
    struct note_content content = note_content_of(notebook_find(other, id));
    content.body = "start there";
    assert_true(notebook_change(other, id, &content, NULL));
    notebook_free(other);
    fixture->environment.fixed_now += SECOND;
    fixture_type(fixture, "<Enter>");
    assert_row_has(fixture, -1, "it was edited elsewhere meanwhile");
    assert_int_equal(note_with_body(fixture, "start here")->versions, 2);
    fixture_type(fixture, "U");
    assert_row_has(fixture, 2, "“start here”");
    assert_row_has(fixture, 3, "“start there”");
    free(id);
}

// --- passages that have changed --------------------------------------------------------------

#define BEFORE                                                                                     \
    "A title of it\n\nThe treaty will bring lasting peace to the whole coast. Nobody else was "    \
    "asked about any of this.\n"
#define MOVED                                                                                      \
    "A title of it\n\nSomething new came first, and was long enough. The treaty will bring "       \
    "lasting peace to the whole coast. Nobody else was asked about any of this.\n"
#define GONE                                                                                       \
    "A title of it\n\nThe treaty ought to bring some peace to all of the coast. Nobody else was "  \
    "asked about any of this.\n"

// The article is written anew under the notes; of what it was no copy is kept.
static void replace_article(struct fixture *fixture, const char *bytes)
{
    char *path = memory_copy_string(fixture->path);
    char *notes = read_sidecar(fixture);
    fixture_close(fixture);
    fixture_open_text(fixture, "article.txt", bytes, strlen(bytes));
    write_sidecar(fixture, notes);
    fixture_restart(fixture, true);
    free(notes);
    free(path);
}

static void open_before(struct fixture *fixture)
{
    fixture_open_text(fixture, "article.txt", BEFORE, strlen(BEFORE));
    fixture_type(fixture, "3gais it so?<Enter>");
    assert_int_equal(fixture_note_count(fixture), 1);
}

static void test_reanchor_one_note(void **state)
{
    (void)state;
    struct fixture fixture;
    open_before(&fixture);
    replace_article(&fixture, MOVED);
    assert_int_equal(note_with_body(&fixture, "is it so?")->state, NOTE_MOVED);
    fixture_type(&fixture, "]");
    assert_row_has(&fixture, fixture_focus_row(&fixture), "→"); // in the margin
    fixture_type(&fixture, "A");
    assert_row_has(&fixture, 1, "[moved]");
    assert_true(fixture_has(&fixture, "found at another place; r writes that down"));
    fixture_type(&fixture, "r");
    assert_row_has(&fixture, -1, "written down where it is now");
    assert_int_equal(note_with_body(&fixture, "is it so?")->state, NOTE_EXACT);
    fixture_type(&fixture, "r");
    assert_row_has(&fixture, -1, "is as it was");
    fixture_type(&fixture, "u");
    assert_int_equal(note_with_body(&fixture, "is it so?")->state, NOTE_MOVED);
    fixture_type(&fixture, "qr"); // in the text as well
    assert_int_equal(note_with_body(&fixture, "is it so?")->state, NOTE_EXACT);
    fixture_close(&fixture);
}

static void test_a_suggestion_is_taken(void **state)
{
    (void)state;
    struct fixture fixture;
    open_before(&fixture);
    replace_article(&fixture, GONE);
    assert_int_equal(note_with_body(&fixture, "is it so?")->state, NOTE_ORPHAN);
    assert_row_has(&fixture, -1, "1 note, 1 orphan");
    fixture_type(&fixture, "A");
    assert_row_has(&fixture, 1, "[orphan]");
    assert_true(fixture_has(&fixture, "perhaps it is this"));
    fixture_check_picture(&fixture, "orphan-80x24");
    fixture_type(&fixture, "<Enter>"); // to look at it
    fixture_check_selected(&fixture, "The treaty ought to bring some peace to all of the coast.");
    assert_int_equal(note_with_body(&fixture, "is it so?")->state, NOTE_ORPHAN);
    fixture_type(&fixture, "Ar");
    const struct note *note = note_with_body(&fixture, "is it so?");
    assert_int_equal(note->state, NOTE_EXACT);
    assert_string_equal(note->quote, "The treaty ought to bring some peace to all of the coast.");
    fixture_type(&fixture, "u");
    assert_int_equal(note_with_body(&fixture, "is it so?")->state, NOTE_ORPHAN);
    fixture_close(&fixture);
}

static void test_a_suggestion_is_refused(void **state)
{
    (void)state;
    struct fixture fixture;
    open_before(&fixture);
    replace_article(&fixture, GONE);
    fixture_type(&fixture, "A!");
    assert_row_has(&fixture, -1, "not suggested again");
    assert_false(fixture_has(&fixture, "perhaps it is this"));
    fixture_type(&fixture, "r");
    assert_row_has(&fixture, -1, "nothing in the text is like this");
    fixture_type(&fixture, "<Enter>");
    assert_row_has(&fixture, -1, "no longer in the text");
    fixture_restart(&fixture, true);
    fixture_type(&fixture, "A");
    assert_false(fixture_has(&fixture, "perhaps it is this"));
    fixture_type(&fixture, "!");
    assert_row_has(&fixture, -1, "! refuses the place suggested");
    fixture_close(&fixture);
}

// What has quotation marks of its own is not given a second pair.
static void test_quoted_once(void **state)
{
    struct fixture *fixture = *state;
    fixture_resize(fixture, 60, 200);
    fixture_type(fixture, "3)a“Whose words?”<Enter>");
    assert_true(fixture_has(fixture, "“Whose words?”"));
    assert_false(fixture_has(fixture, "““"));
    fixture_type(fixture, "3)a“Friend” it says<Enter>");
    assert_true(fixture_has(fixture, "‘“Friend” it says’"));
    fixture_type(fixture, "3)aonly words<Enter>");
    assert_true(fixture_has(fixture, "“only words”"));
    fixture_type(fixture, "3)a\"a\" and \"b\"<Enter>"); // two quotations are not one
    assert_true(fixture_has(fixture, "“\"a\" and \"b\"”"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_margin_counts),
        TEST(test_quoted_once),
        TEST(test_keys_mean_the_note_that_is_shown_first),
        TEST(test_a_note_is_chosen_then_deleted),
        TEST(test_the_chosen_note_is_written_and_coloured),
        TEST(test_coded_marks_come_last),
        TEST(test_next_note_is_the_one_meant),
        TEST(test_list_shows_all_of_the_chosen_note),
        TEST(test_list_filters_by_everything),
        TEST(test_an_earlier_version_comes_back),
        TEST(test_versions_from_the_list_and_back),
        TEST(test_concurrent_versions_are_settled),
        TEST(test_an_edit_settles),
        TEST(test_edited_while_it_is_typed),
        cmocka_unit_test(test_reanchor_one_note),
        cmocka_unit_test(test_a_suggestion_is_taken),
        cmocka_unit_test(test_a_suggestion_is_refused),
    };
    return cmocka_run_group_tests_name("notes on the screen", tests, NULL, NULL);
}
