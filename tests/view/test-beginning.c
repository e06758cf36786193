// SPDX-License-Identifier: GPL-3.0-or-later
// Reading while only the beginning of the text is there, or nothing is found in it yet: what is on
// the screen stays, and what is typed meanwhile is obeyed, at once or when it can be.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "text/text.h"

#include <stdlib.h>
#include <string.h>

// What comes, in the test's own time.
struct arrival {
    struct fixture *fixture;
    bool article, findings, failure; // that it is there by now
    struct text *beginning;
    struct article *first;
    struct findings nothing;
};

static bool bring(void *context, struct reader_material *material)
{
    struct arrival *arrival = context;
    struct fixture *fixture = arrival->fixture;
    if (arrival->failure) {
        material->message = "it cannot be read";
        material->more = NULL;
        return true;
    }
    bool article = material->is_beginning && arrival->article;
    bool findings = material->awaits_findings && arrival->findings;
    if (!article && !findings)
        return false;
    material->article = fixture->article;
    material->notebook = fixture->notebook;
    material->codebook = fixture->codebook;
    material->message = NULL;
    material->is_beginning = false;
    if (arrival->findings) {
        material->findings = &fixture->findings;
        material->awaits_findings = false;
    }
    return true;
}

// The bundled article, of which the reader has the first four kilobytes.
static struct arrival open_arrival(struct fixture *fixture)
{
    return (struct arrival){.fixture = fixture, .beginning = text_beginning(fixture->text, 4096)};
}

// The fixture's reader is another one in the meantime.
static struct reader *begin(struct arrival *arrival)
{
    struct fixture *fixture = arrival->fixture;
    struct reader *before = fixture->reader;
    assert_non_null(arrival->beginning);
    arrival->first = article_new(arrival->beginning, NULL, 0);
    struct reader_material material = {
        .environment = &fixture->environment,
        .article = arrival->first,
        .findings = &arrival->nothing,
        .is_beginning = true,
        .awaits_findings = true,
        .more = bring,
        .context = arrival,
    };
    fixture->reader = reader_new(&material);
    reader_resize(fixture->reader, 24, 80);
    return before;
}

static void end(struct arrival *arrival, struct reader *before)
{
    reader_free(arrival->fixture->reader);
    arrival->fixture->reader = before;
    article_free(arrival->first);
    text_free(arrival->beginning);
}

static void idle(struct arrival *arrival)
{
    struct fixture *fixture = arrival->fixture;
    fixture->requests = reader_handle(fixture->reader, &(struct input){.kind = INPUT_IDLE});
}

// The rows of the text, without the gutter, which needs findings.
static void keep_text(struct fixture *fixture, char text[18][100])
{
    for (int row = 0; row < 16; row++) {
        char *whole = fixture_row(fixture, row + 1);
        strncpy(text[row], strlen(whole) > 6 ? whole + 6 : "", 99);
        text[row][99] = '\0';
        free(whole);
    }
}

static void test_the_screen_stays(void **state)
{
    struct arrival arrival = open_arrival(*state);
    struct fixture *fixture = *state;
    struct reader *before = begin(&arrival);
    static const char *const ways[] = {"", "jjj", ")))", " ", "}}"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char first[18][100], then[18][100];
        fixture_type(fixture, ways[i]);
        keep_text(fixture, first);
        int focus = fixture_focus_row(fixture);
        arrival.article = true;
        idle(&arrival);
        keep_text(fixture, then);
        for (int row = 0; row < 16; row++)
            assert_string_equal(first[row], then[row]);
        assert_int_equal(fixture_focus_row(fixture), focus);
        arrival.findings = true;
        idle(&arrival);
        assert_int_equal(fixture_focus_row(fixture), focus);
        assert_row_has(fixture, 0, i ? "/25" : "Title ¶ 1/1");
        fixture_check_canvas(fixture);
        struct reader *done = fixture->reader;
        reader_free(done);
        article_free(arrival.first);
        text_free(arrival.beginning);
        arrival = open_arrival(fixture);
        begin(&arrival);
    }
    end(&arrival, before);
}

static void test_keys_are_answered_before_it_is_there(void **state)
{
    struct arrival arrival = open_arrival(*state);
    struct fixture *fixture = *state;
    struct reader *before = begin(&arrival);
    assert_row_has(fixture, 0, "¶ 1 ");
    assert_false(fixture_has(fixture, "no originals")); // nobody knows yet
    assert_true(reader_awaits_more(fixture->reader));
    fixture_type(fixture, ")");
    assert_row_has(fixture, 0, "¶ 2 ");
    fixture_type(fixture, "(");
    assert_row_has(fixture, 0, "¶ 1 ");
    fixture_type(fixture, "h");
    assert_true(fixture_has(fixture, "Keys in the text"));
    fixture_type(fixture, "q");
    assert_int_equal(fixture->requests & REQUEST_QUIT, 0);
    fixture_type(fixture, "q");
    assert_true(fixture->requests & REQUEST_QUIT);
    end(&arrival, before);
}

static void test_keys_wait_their_turn(void **state)
{
    struct arrival arrival = open_arrival(*state);
    struct fixture *fixture = *state;
    struct reader *before = begin(&arrival);
    size_t notes = fixture_note_count(fixture);
    fixture_type(fixture, "17gHG"); // a paragraph and an end beyond, a note
    assert_row_has(fixture, 0, "¶ 1 ");
    arrival.article = true;
    idle(&arrival);
    assert_row_has(fixture, 0, "100%");
    assert_int_equal(fixture_note_count(fixture), notes + 1);
    fixture_type(fixture, "<<>"); // back to the paragraph, by the history
    assert_row_has(fixture, 0, "Introduction ¶ 16/25");
    end(&arrival, before);
}

// On from the beginning's last screen there is text, so that it is not shown as the end.
static void test_the_beginning_has_no_end(void **state)
{
    struct arrival arrival = open_arrival(*state);
    struct fixture *fixture = *state;
    struct reader *before = begin(&arrival);
    char here[18][100], then[18][100];
    for (int i = 0; i < 40; i++)
        fixture_type(fixture, " ");
    keep_text(fixture, here);
    fixture_mouse(fixture, MOUSE_WHEEL_DOWN, 5, 5);
    fixture_type(fixture, "j}");
    keep_text(fixture, then);
    for (int row = 0; row < 16; row++)
        assert_string_equal(here[row], then[row]);
    arrival.article = arrival.findings = true;
    idle(&arrival);
    assert_row_has(fixture, 0, "100%"); // forty pages are more than there are
    end(&arrival, before);
}

static void test_what_asks_for_findings_waits_for_them(void **state)
{
    struct arrival arrival = open_arrival(*state);
    struct fixture *fixture = *state;
    struct reader *before = begin(&arrival);
    arrival.article = true;
    idle(&arrival);
    fixture_type(fixture, "+)");
    assert_row_has(fixture, 0, "Title");
    fixture_type(fixture, "<Esc>g"); // in their turn too
    assert_row_has(fixture, 0, "Title");
    arrival.findings = true;
    idle(&arrival);
    assert_row_has(fixture, 0, "Title");
    fixture_type(fixture, "<<>"); // so g led back from somewhere
    assert_row_has(fixture, 0, "Introduction");
    assert_false(reader_awaits_more(fixture->reader));
    end(&arrival, before);
}

static void test_waiting_can_be_given_up(void **state)
{
    struct arrival arrival = open_arrival(*state);
    struct fixture *fixture = *state;
    struct reader *before = begin(&arrival);
    fixture_type(fixture, "G");
    idle(&arrival);
    idle(&arrival);
    assert_false(fixture_has(fixture, "reading the rest"));
    idle(&arrival);
    assert_true(fixture_has(fixture, "reading the rest"));
    fixture_type(fixture, "<Esc>)");
    arrival.article = true;
    idle(&arrival);
    assert_row_has(fixture, 0, "Introduction ¶ 1/25");
    fixture_type(fixture, "+"); // and an interrupt, at any time
    fixture->requests = reader_handle(fixture->reader, &(struct input){.kind = INPUT_INTERRUPT});
    arrival.findings = true;
    idle(&arrival);
    assert_row_has(fixture, 0, "Introduction ¶ 1/25");
    end(&arrival, before);
}

static void test_a_rest_that_cannot_be_read(void **state)
{
    struct arrival arrival = open_arrival(*state);
    struct fixture *fixture = *state;
    struct reader *before = begin(&arrival);
    fixture_type(fixture, "GH");
    arrival.failure = true;
    idle(&arrival);
    assert_row_has(fixture, -1, "it cannot be read");
    fixture_type(fixture, ")");
    assert_row_has(fixture, 0, "¶ 2 ");
    fixture_type(fixture, "a");
    assert_row_has(fixture, -1, "only the beginning");
    fixture_type(fixture, "q");
    assert_true(fixture->requests & REQUEST_QUIT);
    end(&arrival, before);
}

// A draft that another reader left in a slot of its own is offered by the next one, which needs
// the whole text for that.
static void test_a_draft_in_any_slot_needs_the_whole(void **state)
{
    struct fixture *fixture = *state;
    struct text *beginning = text_beginning(fixture->text, 4096);
    assert_false(reader_begins_beyond(&fixture->environment, beginning));
    fixture_type(fixture, "aone"); // in the first slot
    struct reader *first = fixture->reader;
    struct reader_material material = {
        .environment = &fixture->environment,
        .article = fixture->article,
        .findings = &fixture->findings,
        .notebook = fixture->notebook,
        .codebook = fixture->codebook,
    };
    fixture->reader = reader_new(&material);
    fixture_type(fixture, "9)atwo<Esc>"); // in the second
    reader_free(fixture->reader);
    fixture->reader = first;
    fixture_type(fixture, "<Enter>"); // a note now: the first slot is empty
    assert_true(reader_begins_beyond(&fixture->environment, beginning));
    text_free(beginning);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_screen_stays, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_keys_are_answered_before_it_is_there, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(test_keys_wait_their_turn, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(test_the_beginning_has_no_end, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(test_what_asks_for_findings_waits_for_them, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(test_waiting_can_be_given_up, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(test_a_rest_that_cannot_be_read, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(test_a_draft_in_any_slot_needs_the_whole, fixture_setup,
                                        fixture_teardown),
    };
    return cmocka_run_group_tests_name("beginning", tests, NULL, NULL);
}
