// SPDX-License-Identifier: GPL-3.0-or-later
// Suggestions: where the passage of an orphan may be after all, accepted or refused.

#include <config.h>

#include "notes-fixture.h"

#include "notes/suggestion.h"

#define OLD "They said that the treaty will bring lasting peace to the whole coast.\n"
#define REWRITTEN                                                                                  \
    "Nothing else stood here.\n\nThe treaty ought to bring peace to all of the coast, it was said.\n"
#define FOUND "treaty ought to bring peace to all of the coast,"

// An orphan: the note was made on the first text, and the second is what is there now; of the first
// no copy is kept, as on another machine.
static struct notebook *make_orphan(struct fixture *fixture, const char *before, const char *words,
                                    const char *after, char id[64])
{
    fixture_text(fixture, before);
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, words, "what of it?", id);
    notebook_free(notebook);
    char *snapshots = path_join(fixture->environment.state, "text");
    nftw(snapshots, fixture_remove, 16, FTW_DEPTH | FTW_PHYS);
    free(snapshots);
    fixture_text(fixture, after);
    notebook = fixture_open(fixture);
    assert_int_equal(first_note(notebook)->state, NOTE_ORPHAN);
    return notebook;
}

static void expect_suggestion(struct fixture *fixture, struct notebook *notebook, const char *id,
                              const char *words)
{
    struct suggestion suggestion;
    assert_true(notebook_suggestion(notebook, id, &suggestion));
    struct span span = suggestion.span;
    char *there = memory_copy_bytes(text_bytes(fixture->text) + span.start, span_length(span));
    assert_string_equal(there, words);
    assert_true(suggestion.likeness >= 0.5 && suggestion.likeness <= 1);
    free(there);
}

#define WORDS "treaty will bring lasting peace to the whole coast."

static void test_accepted(void **state)
{
    struct fixture *fixture = *state;
    struct suggestion suggestion;
    char id[64];
    struct notebook *notebook = make_orphan(fixture, OLD, WORDS, REWRITTEN, id);
    expect_suggestion(fixture, notebook, id, FOUND);
    assert_true(notebook_suggestion(notebook, id, &suggestion));
    struct note_content content = note_content_of(notebook_find(notebook, id));
    content.span = suggestion.span;
    assert_true(notebook_change(notebook, id, &content, NULL));
    assert_int_equal(first_note(notebook)->state, NOTE_EXACT);
    assert_string_equal(first_note(notebook)->quote,
                        FOUND);
    assert_string_equal(first_note(notebook)->body, "what of it?");
    assert_false(notebook_suggestion(notebook, id, &suggestion)); // no orphan any more
    assert_int_equal(notebook_undo(notebook, false, NULL, NULL), UNDO_DONE);
    assert_int_equal(first_note(notebook)->state, NOTE_ORPHAN);
    expect_suggestion(fixture, notebook, id, FOUND);
    notebook_free(notebook);
}

static void test_refused(void **state)
{
    struct fixture *fixture = *state;
    struct suggestion suggestion;
    char id[64];
    struct notebook *notebook = make_orphan(fixture, OLD, WORDS, REWRITTEN, id);
    size_t lines = count_lines(fixture->sidecar);
    notebook_refuse_suggestion(notebook, id);
    assert_false(notebook_suggestion(notebook, id, &suggestion));
    assert_int_equal(count_lines(fixture->sidecar), lines); // no act
    notebook_free(notebook);
    notebook = fixture_open(fixture); // nor in a later session
    assert_false(notebook_suggestion(notebook, id, &suggestion));
    notebook_free(notebook);
    // At another place it is another suggestion.
    fixture_text(fixture, "Much was cut.\n\nThe treaty ought to bring peace to all of the coast, it was said.\n");
    notebook = fixture_open(fixture);
    expect_suggestion(fixture, notebook, id, FOUND);
    notebook_free(notebook);
}

static void test_nothing_like_it(void **state)
{
    struct fixture *fixture = *state;
    struct suggestion suggestion;
    char id[64];
    struct notebook *notebook =
        make_orphan(fixture, OLD, WORDS, "0123456789 0123456789 0123456789\n", id);
    assert_false(notebook_suggestion(notebook, id, &suggestion));
    notebook_refuse_suggestion(notebook, id); // nothing to refuse
    notebook_free(notebook);
    fixture_text(fixture, "x\n");
    notebook = fixture_open(fixture);
    assert_false(notebook_suggestion(notebook, id, &suggestion));
    assert_false(notebook_suggestion(notebook, "urn:x:none", &suggestion));
    notebook_free(notebook);
}

// The passage is gone, its twin still stands: that is shown, not believed.
static void test_twin(void **state)
{
    struct fixture *fixture = *state;
    char id[64];
    struct notebook *notebook = fixture_open(fixture);
    struct span first = span_of(fixture, "signed a treaty again");
    struct note_content content = {.kind = NOTE_HIGHLIGHT, .colour = NOTE_RED, .span = first};
    assert_true(notebook_add(notebook, &content, id, NULL));
    notebook_free(notebook);
    char *cut = memory_copy_bytes(text_bytes(fixture->text), first.start - strlen(", and they "));
    fixture_text(fixture, cut);
    notebook = fixture_open(fixture);
    assert_int_equal(first_note(notebook)->state, NOTE_ORPHAN);
    expect_suggestion(fixture, notebook, id, "signed a treaty");
    notebook_free(notebook);
    free(cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_accepted, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_refused, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_like_it, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_twin, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests_name("suggestions", tests, NULL, NULL);
}
