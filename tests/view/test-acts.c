// SPDX-License-Identifier: GPL-3.0-or-later
// Acts: highlights, tags, notes, undo, pastes: what keys do to the notes and the files.

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

static char *beside_article(const struct fixture *fixture, const char *suffix)
{
    struct buffer path = {0};
    buffer_format(&path, "%s%s", fixture->path, suffix);
    return buffer_take(&path);
}

// --- acts ----------------------------------------------------------------------------------------

static void test_highlight_twice_is_none(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)H");
    assert_int_equal(fixture_note_count(fixture), 15);
    assert_row_has(fixture, -1, "highlighted");
    fixture_type(fixture, "H");
    assert_int_equal(fixture_note_count(fixture), 14);
    assert_row_has(fixture, -1, "deleted: highlight on “During the meeting, Thong");
    fixture_type(fixture, "u");
    assert_int_equal(fixture_note_count(fixture), 15);
    char *yellow = fixture_text_in_role(fixture, ROLE_YELLOW);
    assert_true(strstr(yellow, "During the meeting"));
    free(yellow);
}

static void test_colours(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)Hcg");
    char *green = fixture_text_in_role(fixture, ROLE_GREEN);
    assert_memory_equal(green, "During the meeting", 18); // of the highlight here
    free(green);
    fixture_type(fixture, ")cx");
    assert_row_has(fixture, -1, "colours are y yellow");
    fixture_type(fixture, "crH"); // and of those to come
    char *red = fixture_text_in_role(fixture, ROLE_RED);
    assert_memory_equal(red, "He thanked China", 16);
    free(red);
}

static void test_tag_by_letter(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)t");
    assert_row_has(fixture, -1, "tag:"); // the codebook, too wide for the row, is in the peek
    assert_true(fixture_has(fixture, "f framing/evaluation"));
    assert_true(fixture_has(fixture, "q quotation"));
    fixture_type(fixture, "f");
    assert_int_equal(fixture_note_count(fixture), 15);
    assert_row_has(fixture, -1, "tagged framing/evaluation");
    fixture_type(fixture, "tq"); // goes onto the same note
    assert_int_equal(fixture_note_count(fixture), 15);
    fixture_type(fixture, "tq");
    assert_row_has(fixture, -1, "has the tag quotation already");
    fixture_type(fixture, ").");
    assert_int_equal(fixture_note_count(fixture), 16);
    fixture_type(fixture, ")t<Esc>");
    assert_int_equal(fixture_note_count(fixture), 16);
}

static void test_unknown_letter_makes_a_tag(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)tz");
    assert_row_has(fixture, -1, "name of the tag z:");
    fixture_type(fixture, "stance/hedge<Enter>");
    assert_int_equal(fixture_note_count(fixture), 15);
    char *path = path_join(fixture->folder, "codebook.tsv"); // the one in use
    char *content = fixture_read_file(path, NULL);
    const char *made = strstr(content, "\nz\tstance/hedge\t");
    assert_non_null(made);
    free(content);
    free(path);
    fixture_restart(fixture, true);
    fixture_type(fixture, "4)tz");
    assert_row_has(fixture, -1, "tagged stance/hedge");
    fixture_type(fixture, ")tw<Enter>"); // no name
    assert_int_equal(fixture_note_count(fixture), 16);
    fixture_type(fixture, "<Esc>");
    assert_int_equal(fixture_note_count(fixture), 16);
}

static void test_deleting_says_what_it_took(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "2)d"); // Mara's own highlight
    assert_row_has(fixture, -1, "deleted: highlight on “In a round of engagements on");
    assert_row_has(fixture, -1, "u brings it back");
    assert_int_equal(fixture_note_count(fixture), 13);
    fixture_type(fixture, "d");
    assert_row_has(fixture, -1, "no note here");
    fixture_type(fixture, "u");
    assert_int_equal(fixture_note_count(fixture), 14);
    fixture_type(fixture, "<^R>");
    assert_int_equal(fixture_note_count(fixture), 13);
    fixture_type(fixture, "u15)d"); // Lin's stays
    assert_row_has(fixture, -1, "this note is by Lin");
    assert_int_equal(fixture_note_count(fixture), 14);
}

static void test_undo_and_redo_without_limit(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 30; i++)
        fixture_type(fixture, ")H");
    assert_int_equal(fixture_note_count(fixture), 42); // one was there: sentence 2's went
    for (int i = 0; i < 30; i++)
        fixture_type(fixture, "u");
    assert_int_equal(fixture_note_count(fixture), 14);
    fixture_type(fixture, "u");
    assert_row_has(fixture, -1, "nothing to take back");
    for (int i = 0; i < 30; i++)
        fixture_type(fixture, "<^R>");
    assert_int_equal(fixture_note_count(fixture), 42);
    fixture_type(fixture, "<^R>");
    assert_row_has(fixture, -1, "nothing to do again");
}

static void test_undo_of_an_earlier_session_asks(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)H");
    fixture_restart(fixture, true);
    fixture_type(fixture, "u");
    assert_true(fixture_has(fixture, "an earlier session"));
    assert_int_equal(fixture_note_count(fixture), 15);
    fixture_type(fixture, "n");
    assert_row_has(fixture, -1, "left as it is");
    assert_int_equal(fixture_note_count(fixture), 15);
    fixture_type(fixture, "uy");
    assert_int_equal(fixture_note_count(fixture), 14);
}

static void test_note_written_and_written_again(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)aFirst line<^J>second<Enter>");
    assert_int_equal(fixture_note_count(fixture), 15);
    fixture_type(fixture, "a"); // one's own note of exactly this passage
    assert_true(fixture_has(fixture, "change the note"));
    assert_true(fixture_has(fixture, "First line"));
    fixture_type(fixture, ", and more<Enter>");
    assert_int_equal(fixture_note_count(fixture), 15);
    fixture_restart(fixture, false);
    size_t count;
    const struct note *notes = notebook_notes(fixture->notebook, &count);
    bool found = false;
    for (size_t i = 0; i < count; i++)
        found =
            found || (notes[i].body && strcmp(notes[i].body, "First line\nsecond, and more") == 0);
    assert_true(found);
    fixture_type(fixture, "4)a  <Enter>");
    assert_row_has(fixture, -1, "an empty note is not kept");
}

static void test_draft_is_kept(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)ahalf a thou<Esc>");
    assert_row_has(fixture, -1, "the draft is kept");
    assert_int_equal(fixture_note_count(fixture), 14);
    fixture_type(fixture, "G");
    fixture_restart(fixture, true);
    assert_row_has(fixture, -1, "a note that was being typed is kept");
    fixture_type(fixture, "aght<Enter>");
    assert_int_equal(fixture_note_count(fixture), 15);
    char *sidecar = beside_article(fixture, ".notes.jsonl");
    char *content = fixture_read_file(sidecar, NULL);
    assert_non_null(strstr(content, "half a thought"));
    assert_non_null(strstr(content, "\"exact\":\"During the meeting, Thongloun said"));
    free(content);
    free(sidecar);
    fixture_restart(fixture, true);
    fixture_type(fixture, ")a");
    assert_false(fixture_has(fixture, "half a thought")); // it was used
}

// Who asks for a note elsewhere is shown the passage that the draft is about.
static void test_draft_stays_with_its_passage(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)ahalf a thou<Esc>Ga");
    assert_true(fixture_has(fixture, "new note on “During the meeting, Thongloun said"));
    assert_true(fixture_has(fixture, "▌ A~+ During the meeting, Thongloun said"));
    fixture_type(fixture, "ght<Enter>");
    assert_int_equal(fixture_note_count(fixture), 15);
    fixture_type(fixture, "Ga");
    assert_false(fixture_has(fixture, "During the meeting, Thongloun said")); // it was used
}

// A note that is only looked at leaves no draft behind.
static void test_unchanged_note_leaves_no_draft(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)awhole<Enter>a<Esc>");
    assert_false(fixture_has(fixture, "the draft is kept"));
    fixture_type(fixture, ")a");
    assert_true(fixture_has(fixture, "new note on"));
    assert_false(fixture_has(fixture, " whole"));
}

static void test_leaving_ends_tagging_first(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "<^T>");
    assert_row_has(fixture, -1, "Enter coded");
    fixture_type(fixture, ":quit<Enter>"); // the key is a letter of the codebook
    assert_int_equal(fixture->requests & REQUEST_QUIT, 0);
    assert_false(fixture_has(fixture, "Enter coded"));
    fixture_type(fixture, "q");
    assert_int_equal(fixture->requests & REQUEST_QUIT, REQUEST_QUIT);
}

static void test_draft_survives_being_killed(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)aSIGHUP is near");
    reader_save_state(fixture->reader); // what the signal leads to
    fixture_restart(fixture, false);
    fixture_type(fixture, "a");
    assert_true(fixture_has(fixture, "SIGHUP is near"));
}

static void test_reading_keeps_nothing(void **state)
{
    struct fixture *fixture = *state;
    char *drafts = path_join(fixture->environment.state, "drafts");
    fixture_type(fixture, ")) G");
    fixture_restart(fixture, false);
    assert_false(file_exists(drafts));
    fixture_type(fixture, ")a");
    assert_true(file_exists(drafts)); // the lock, which says that this reader may keep a draft
    free(drafts);
}

// A second reader on the article leaves its draft in a second file, which is known of too.
static void test_draft_of_a_second_reader(void **state)
{
    struct fixture *fixture = *state;
    struct reader *first = fixture->reader;
    struct reader_material material = {
        .environment = &fixture->environment,
        .article = fixture->article,
        .findings = &fixture->findings,
        .notebook = fixture->notebook,
        .codebook = fixture->codebook,
    };
    fixture_type(fixture, ")a<Esc>");
    assert_false(reader_begins_beyond(&fixture->environment, fixture->text));
    fixture->reader = reader_new(&material);
    fixture_type(fixture, "3)asecond thoughts<Esc>");
    reader_free(fixture->reader);
    fixture->reader = first;
    assert_true(reader_begins_beyond(&fixture->environment, fixture->text));
    fixture_restart(fixture, false);
    assert_row_has(fixture, -1, "a note that was being typed is kept");
    fixture_type(fixture, "a");
    assert_true(fixture_has(fixture, "second thoughts"));
}

// --- pastes --------------------------------------------------------------------------------------

static void test_paste_is_never_keys(void **state)
{
    struct fixture *fixture = *state;
    char *before = fixture_screen(fixture);
    fixture_paste(fixture, "GHtfdq\rZZ:q\r", 12);
    assert_int_equal(fixture->requests & REQUEST_QUIT, 0);
    assert_int_equal(fixture_note_count(fixture), 14);
    assert_row_has(fixture, -1, "what was pasted is no keys");
    fixture_type(fixture, "<Esc>");
    char *after = fixture_screen(fixture);
    assert_string_equal(after, before);
    free(before);
    free(after);
    fixture_type(fixture, "t"); // nor the second key of two
    fixture_paste(fixture, "f", 1);
    assert_int_equal(fixture_note_count(fixture), 14);
}

static void test_paste_into_a_note_does_not_save_it(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "3)a");
    fixture_paste(fixture, "one\r\ntwo\rthree\n\x1B[31m\xFF", 21);
    assert_int_equal(fixture_note_count(fixture), 14);
    assert_true(fixture_has(fixture, " two ") && fixture_has(fixture, " three "));
    fixture_check_canvas(fixture);
    fixture_type(fixture, "<Enter>");
    assert_int_equal(fixture_note_count(fixture), 15);
    fixture_type(fixture, "/");
    fixture_paste(fixture, "lavrov\r", 7); // in a prompt of one line a newline is a blank
    assert_row_has(fixture, -1, "/lavrov");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_highlight_twice_is_none),
        TEST(test_colours),
        TEST(test_tag_by_letter),
        TEST(test_unknown_letter_makes_a_tag),
        TEST(test_deleting_says_what_it_took),
        TEST(test_undo_and_redo_without_limit),
        TEST(test_undo_of_an_earlier_session_asks),
        TEST(test_note_written_and_written_again),
        TEST(test_draft_is_kept),
        TEST(test_draft_survives_being_killed),
        TEST(test_draft_stays_with_its_passage),
        TEST(test_unchanged_note_leaves_no_draft),
        TEST(test_leaving_ends_tagging_first),
        TEST(test_reading_keeps_nothing),
        TEST(test_draft_of_a_second_reader),
        TEST(test_paste_is_never_keys),
        TEST(test_paste_into_a_note_does_not_save_it),
    };
    return cmocka_run_group_tests_name("acts", tests, NULL, NULL);
}
