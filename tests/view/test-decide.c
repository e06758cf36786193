// SPDX-License-Identifier: GPL-3.0-or-later
// Deciding on sources, names and sections, and what stays where it was while all is found anew.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "fixture.h"

#define SENTENCE "/Also on July 25<Enter>" // edited from C

static int set_up(void **state)
{
    struct fixture *fixture = memory_allocate_zeroed(1, sizeof *fixture);
    fixture_open_found(fixture);
    *state = fixture;
    return 0;
}

static const struct note *only_note(struct fixture *fixture)
{
    size_t count;
    const struct note *notes = notebook_notes(fixture->notebook, &count);
    assert_int_equal(count, 1);
    return notes;
}

// The entity of this id, else an empty one.
static const struct entity *entity(const struct fixture *fixture, const char *id)
{
    static const struct entity none = {.id = NULL};
    for (size_t i = 0; i < fixture->findings.entity_count; i++) {
        if (strcmp(fixture->findings.entities[i].id, id) == 0)
            return &fixture->findings.entities[i];
    }
    return &none;
}

// --- sources -------------------------------------------------------------------------------------

static void test_accept(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, SENTENCE "C");
    assert_false(fixture_has(fixture, "~+✓"));
    fixture_type(fixture, "c");
    assert_row_has(fixture, -1, "accepted as its source");
    assert_row_has(fixture, 2, "~+✓");
    const struct note *note = only_note(fixture);
    assert_int_equal(note->kind, NOTE_PAIRING);
    assert_string_equal(note->decision, "counterpart");
    fixture_check_picture(fixture, "compare-accepted-120x40");
    // Once more says so; the other decision changes the note that is there.
    fixture_type(fixture, "c");
    assert_row_has(fixture, -1, "accepted already");
    fixture_type(fixture, "x");
    assert_string_equal(only_note(fixture)->decision, "not-counterpart");
    fixture_type(fixture, "u");
    assert_row_has(fixture, -1, "taken back");
    assert_string_equal(only_note(fixture)->decision, "counterpart");
    assert_true(fixture_has(fixture, "~+✓"));
}

// Of several sources of one sentence the number says which is meant.
static void test_several_sources(void **state)
{
    struct fixture *fixture = *state;
    size_t pairs = fixture->findings.pair_count;
    // A second source in the same original: the fourth row from here was left out.
    fixture_type(fixture, SENTENCE "CLjjjjL");
    assert_row_has(fixture, -1, "paired; u takes it back");
    assert_int_equal(fixture->findings.pair_count, pairs + 1);
    fixture_type(fixture, "x");
    assert_row_has(fixture, -1, "1: sentence 1/18");
    fixture_type(fixture, "7");
    assert_int_equal(fixture->findings.pair_count, pairs + 1);
    fixture_type(fixture, "x2");
    assert_row_has(fixture, -1, "rejected: not its source");
    assert_int_equal(fixture->findings.pair_count, pairs);
}

static void test_rows_without_pairing(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, SENTENCE "C---x");
    assert_row_has(fixture, -1, "this row has no pairing");
    // Two that were left out are no pairing, nor what is one already.
    fixture_type(fixture, "LL");
    assert_row_has(fixture, -1, "a pairing joins");
    fixture_type(fixture, "<Esc>" SENTENCE "CLL");
    assert_row_has(fixture, -1, "a pairing joins");
    fixture_type(fixture, "L<Esc>CL"); // forgotten by Esc: this is a first one
    assert_row_has(fixture, -1, "press L again");
    assert_int_equal(fixture_note_count(fixture), 0);
}

// Tagging from the comparison tags the introduction's sentence of the row.
static void test_tag_in_compare(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, SENTENCE "Ctfframing<Enter>");
    const struct note *note = only_note(fixture);
    assert_int_equal(note->kind, NOTE_TAG);
    assert_non_null(strstr(note->quote, "Also on July 25"));
    fixture_type(fixture, "<Esc>Et");
    assert_row_has(fixture, -1, "t tags in the text and in the comparison");
}

// --- names ---------------------------------------------------------------------------------------

static void test_confirm(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "E/lavrov<Enter>c");
    assert_row_has(fixture, -1, "Sergey Lavrov is confirmed");
    assert_true(entity(fixture, "sergey-lavrov")->decided);
    assert_true(fixture_has(fixture, "✓"));
    const struct note *note = only_note(fixture);
    assert_string_equal(note->decision, "PER");
    assert_string_equal(note->name, "Sergey Lavrov");
    assert_true(note->every_mention);
    fixture_restart(fixture, false);
    assert_true(entity(fixture, "sergey-lavrov")->decided);
}

// A single mention is rejected in the text; with several names in the sentence one is selected.
static void test_reject_in_text(void **state)
{
    struct fixture *fixture = *state;
    size_t mentions = entity(fixture, "fatah")->mention_count;
    fixture_type(fixture, SENTENCE ")(x"); // nothing is selected, several names
    assert_row_has(fixture, -1, "v selects the name that is meant");
    fixture_type(fixture, "/Fatah<Enter>x");
    assert_row_has(fixture, -1, "“Fatah” is no name here");
    assert_int_equal(entity(fixture, "fatah")->mention_count, mentions - 1);
    assert_false(only_note(fixture)->every_mention);
    fixture_type(fixture, "u");
    assert_int_equal(entity(fixture, "fatah")->mention_count, mentions);
    fixture_type(fixture, "/accelerating<Enter>x"); // no name at all
    assert_row_has(fixture, -1, "no name was found here");
}

static void test_split(void **state)
{
    struct fixture *fixture = *state;
    size_t mentions = entity(fixture, "wang-yi")->mention_count;
    fixture_type(fixture, "E/wang<Enter>X"); // the title names nobody
    assert_row_has(fixture, -1, "n goes to the mention");
    fixture_type(fixture, "nX<^U>Wang Ming<Enter>");
    assert_row_has(fixture, -1, "this mention is of Wang Ming now");
    assert_int_equal(entity(fixture, "wang-yi")->mention_count, mentions - 1);
    assert_int_equal(entity(fixture, "wang-ming")->mention_count, 1);
    fixture_type(fixture, "nX<^U><Enter>");
    assert_row_has(fixture, -1, "a name is wanted");
}

// A count takes those after it along, as far as the section goes.
static void test_split_several(void **state)
{
    struct fixture *fixture = *state;
    size_t mentions = entity(fixture, "wang-yi")->mention_count;
    fixture_type(fixture, "E/wang<Enter>n3X");
    assert_row_has(fixture, -1, "these 3 mentions are of: ");
    fixture_type(fixture, "<^U>Wang Ming<Enter>");
    assert_row_has(fixture, -1, "3 mentions are of Wang Ming now; 3u takes them back");
    assert_int_equal(fixture_note_count(fixture), 3);
    assert_int_equal(entity(fixture, "wang-ming")->mention_count, 3);
    assert_int_equal(entity(fixture, "wang-yi")->mention_count, mentions - 3);
    fixture_type(fixture, "3u");
    assert_int_equal(fixture_note_count(fixture), 0);
    assert_int_equal(entity(fixture, "wang-yi")->mention_count, mentions);
    fixture_type(fixture, "2<^R>");
    assert_int_equal(entity(fixture, "wang-ming")->mention_count, 2);
    fixture_type(fixture, "9u"); // no more than there are
    assert_int_equal(fixture_note_count(fixture), 0);
    fixture_type(fixture, "<Esc>'A}E/wang<Enter>n99X");
    assert_row_has(fixture, -1, "mentions are of: ");
    assert_false(fixture_has(fixture, "these 99"));
    fixture_type(fixture, "<^U>Wang Ming<Enter>");
    assert_int_equal(entity(fixture, "wang-ming")->mention_count, fixture_note_count(fixture));
    assert_true(fixture_note_count(fixture) > 1 && fixture_note_count(fixture) < 7);
}

static void test_merge_says_what_is_wrong(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "E/wang<Enter>MM");
    assert_row_has(fixture, -1, "two different names are merged");
    fixture_type(fixture, "M<Esc>E/lavrov<Enter>M"); // forgotten by Esc
    assert_row_has(fixture, -1, "press M again");
    assert_int_equal(fixture_note_count(fixture), 0);
    fixture_type(fixture, "<Esc>Iix"); // rows of other lists are no names
    assert_row_has(fixture, -1, "names are decided on in the list of entities");
}

static void test_kind(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "E/fatah<Enter>iz");
    assert_row_has(fixture, -1, "kinds are p person");
    fixture_type(fixture, "il");
    assert_row_has(fixture, -1, "Fatah is of the kind place now");
    assert_int_equal(entity(fixture, "fatah")->type, ENTITY_PLACE);
    fixture_type(fixture, "io"); // the same note says it
    assert_int_equal(fixture_note_count(fixture), 1);
    assert_int_equal(entity(fixture, "fatah")->type, ENTITY_ORGANISATION);
    // Among all names the row goes to another group, and is still the chosen one.
    fixture_type(fixture, "<Esc>Ej");
    assert_true(fixture_has(fixture, "Sergey Lavrov  person"));
    fixture_type(fixture, "ie");
    assert_true(fixture_has(fixture, "Sergey Lavrov  event"));
}

// The list keeps the chosen name when it is sorted otherwise.
static void test_sort(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "Ej");
    assert_true(fixture_has(fixture, "Sergey Lavrov  person"));
    fixture_type(fixture, "s");
    assert_row_has(fixture, -1, "sorted by name");
    assert_true(fixture_has(fixture, "Sergey Lavrov  person"));
    assert_row_has(fixture, 3, "Saleumxay Kommasith");
    fixture_type(fixture, "s");
    assert_row_has(fixture, -1, "sorted by the place");
    assert_row_has(fixture, 3, "Wang Yi");
    fixture_type(fixture, "s");
    assert_row_has(fixture, -1, "sorted by mentions");
    fixture_type(fixture, "<Esc>Ts");
    assert_row_has(fixture, -1, "s sorts the list of entities");
}

// Nobody is quoted with what another says, nor with what an office without a name does.
static void test_quotations(void **state)
{
    struct fixture *fixture = *state;
    fixture_resize(fixture, 60, 200);
    fixture_type(fixture, "E/lavrov<Enter>");
    assert_true(fixture_has(fixture, "named: introduction 5, C 2, D 5"));
    assert_true(fixture_has(fixture, "quoted in 5 sentences:"));
    assert_false(fixture_has(fixture, "The Chinese Foreign Minister said"));
}

// --- sections ------------------------------------------------------------------------------------

static void test_boundary_keeps_the_place(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "5)'C3)ma" SENTENCE "B?");
    assert_row_has(fixture, -1, "says what begins here");
    int row = fixture_focus_row(fixture);
    fixture_type(fixture, "Bo");
    assert_row_has(fixture, 0, "Original A ¶ 1/");
    assert_int_equal(fixture_focus_row(fixture), row);
    assert_string_equal(only_note(fixture)->decision, "original");
    fixture_type(fixture, "B-"); // the same note, and the text is cut as before
    assert_row_has(fixture, 0, "Introduction ¶ 13/25");
    assert_string_equal(only_note(fixture)->decision, "continues");
    // What was C is C again, jumps and marks lead where they led.
    fixture_type(fixture, "'C");
    assert_row_has(fixture, 0, "Original C ¶ 1/");
    fixture_type(fixture, "'a");
    assert_row_has(fixture, 0, "Original C ¶ 4/");
    fixture_type(fixture, "'CB-");
    assert_row_has(fixture, 0, "Original B ¶");
    assert_int_equal(fixture->article->original_count, 3);
    fixture_type(fixture, "u");
    assert_row_has(fixture, 0, "Original C ¶ 1/");
}

// While an event's tellings are shown they are shown anew, or make way where it is gone.
static void test_event_goes(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "T/sonexay<Enter>C");
    assert_true(fixture_has(fixture, "COMPARE  Thu 25"));
    fixture_type(fixture, "<Esc>E/sonexay<Enter>x");
    assert_null(entity(fixture, "sonexay-siphandone")->id);
    fixture_type(fixture, "u");
    assert_non_null(entity(fixture, "sonexay-siphandone")->id);
    fixture_type(fixture, "<Esc>T/sonexay<Enter>C");
    fixture_type(fixture, "<^R>"); // gone with its participant
    assert_null(entity(fixture, "sonexay-siphandone")->id);
    fixture_check_canvas(fixture);
}

static void test_background_folds(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open_bundled(&fixture);
    fixture_type(&fixture, "Tjjjjjjjj");
    assert_true(fixture_has(&fixture, "▾ 13 in the background"));
    assert_true(fixture_has(&fixture, "BRICS Summit in Kazan"));
    fixture_type(&fixture, "<Enter>");
    assert_true(fixture_has(&fixture, "▸ 13 in the background"));
    assert_false(fixture_has(&fixture, "BRICS Summit in Kazan"));
    fixture_type(&fixture, "/lavrov<Enter>"); // what is looked for shows all the same
    assert_true(fixture_has(&fixture, "▾"));
    fixture_type(&fixture, "<Esc><Esc>T");
    assert_true(fixture_has(&fixture, "▸ 13 in the background"));
    fixture_close(&fixture);
}

// Every row of the list of differences leads to its words, which are selected for the next act.
static void test_differences_lead_to_their_words(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open_bundled(&fixture);
    fixture_resize(&fixture, 24, 80);
    fixture_type(&fixture, "Djjj<Enter>");
    fixture_check_selected(&fixture, "In a round of engagements");
    fixture_type(&fixture, "D/hamas<Enter>g<Enter>");
    fixture_check_selected(&fixture, "including Fatah and Hamas");
    fixture_type(&fixture, "D/zzz<Enter>");
    assert_row_has(&fixture, 1, "nothing has these letters");
    fixture_close(&fixture);
}

// What was rejected as a source is an addition and an omission.
static void test_differences_follow_decisions(void **state)
{
    struct fixture *fixture = *state;
    fixture_type(fixture, "D/also on july 25, in the first such meeting of its kind, china<Enter>");
    assert_false(fixture_has(fixture, "\n ADDED"));
    assert_true(fixture_has(fixture, "nothing has these letters") ||
                fixture_has(fixture, "CHANGED"));
    fixture_type(fixture, "<Esc>" SENTENCE "Cx<Esc>D/also on july 25, in the first<Enter>");
    assert_true(fixture_has(fixture, "ADDED"));
    fixture_type(fixture, "<Esc>u");
    assert_int_equal(fixture_note_count(fixture), 0);
}

// Over half a megabyte a key does not wait for what is found anew: that is done when idle, and what
// the note says is on disk before.
static void test_long_text_follows_when_idle(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open_found_long(&fixture, 520 * 1024);
    fixture_type(&fixture, "E/fatah<Enter>");
    assert_string_equal(entity(&fixture, "fatah")->id, "fatah");
    fixture_type(&fixture, "x");
    assert_row_has(&fixture, -1, "Fatah is no name, anywhere");
    assert_int_equal(fixture_note_count(&fixture), 1);
    assert_string_equal(entity(&fixture, "fatah")->id, "fatah"); // not followed yet
    reader_handle(fixture.reader, &(struct input){.kind = INPUT_IDLE});
    assert_null(entity(&fixture, "fatah")->id);
    // And so is its undoing.
    fixture_type(&fixture, "u");
    assert_null(entity(&fixture, "fatah")->id);
    reader_handle(fixture.reader, &(struct input){.kind = INPUT_IDLE});
    assert_string_equal(entity(&fixture, "fatah")->id, "fatah");
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_accept, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_several_sources, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_rows_without_pairing, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_tag_in_compare, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_confirm, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_reject_in_text, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_split, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_split_several, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_merge_says_what_is_wrong, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_kind, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_sort, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_quotations, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_boundary_keeps_the_place, set_up, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_event_goes, set_up, fixture_teardown),
        cmocka_unit_test(test_background_folds),
        cmocka_unit_test(test_differences_lead_to_their_words),
        cmocka_unit_test_setup_teardown(test_differences_follow_decisions, set_up,
                                        fixture_teardown),
        cmocka_unit_test(test_long_text_follows_when_idle),
    };
    return cmocka_run_group_tests_name("decide", tests, NULL, NULL);
}
