// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo: one's own acts, in this session and earlier ones, and never another's.

#include <config.h>

#include "notes-fixture.h"

static const char *body_of(const struct notebook *notebook, const char *id)
{
    const struct note *note = notebook_find(notebook, id);
    return note ? note->body : NULL;
}

static enum undo_result undo(struct notebook *notebook)
{
    return notebook_undo(notebook, false, NULL, NULL);
}

static enum undo_result redo(struct notebook *notebook)
{
    return notebook_redo(notebook, NULL, NULL);
}

// The states of one note as acts make them, walked back and forth.
static void test_back_and_forth(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    char id[64];
    assert_int_equal(undo(notebook), UNDO_NOTHING);
    assert_int_equal(redo(notebook), UNDO_NOTHING);
    add_note(fixture, notebook, "treaty", "one", id);
    assert_true(change_body(notebook, id, "two"));
    assert_true(change_body(notebook, id, "three"));
    assert_true(notebook_delete(notebook, id, NULL));
    static const char *const bodies[] = {NULL, "one", "two", "three", NULL};
    int at = 4;
    static const int steps[] = {-1, -1, 1, -1, -1, -1, 1, 1, 1, 1, -1, -1, -1, -1, 1};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_int_equal(steps[i] < 0 ? undo(notebook) : redo(notebook), UNDO_DONE);
        at += steps[i];
        const char *body = body_of(notebook, id);
        if (bodies[at])
            assert_string_equal(body, bodies[at]);
        else
            assert_null(body);
        if (body)
            assert_int_equal(notebook_find(notebook, id)->versions, 1);
    }
    notebook_free(notebook);
}

static void test_ends(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    char id[64];
    add_note(fixture, notebook, "treaty", "one", id);
    assert_int_equal(undo(notebook), UNDO_DONE);
    assert_int_equal(undo(notebook), UNDO_NOTHING);
    assert_int_equal(redo(notebook), UNDO_DONE);
    assert_int_equal(redo(notebook), UNDO_NOTHING);
    assert_int_equal(undo(notebook), UNDO_DONE);
    add_note(fixture, notebook, "harbour", "two", NULL); // ends what could be done again
    assert_int_equal(redo(notebook), UNDO_NOTHING);
    notebook_free(notebook);
}

static void test_words(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    struct buffer what = {0};
    char id[64];
    add_note(fixture, notebook, "treaty", "one", id);
    assert_true(change_body(notebook, id, "two"));
    assert_true(notebook_delete(notebook, id, NULL));
    static const char *const words[] = {"deleted: “treaty”", "changed: “treaty”",
                                        "added: “treaty”"};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(notebook_undo(notebook, false, &what, NULL), UNDO_DONE);
        assert_string_equal(what.data, words[i]);
        buffer_clear(&what);
    }
    buffer_fini(&what);
    notebook_free(notebook);
}

// The stack is there after a restart; the first step into an earlier session asks, then no more.
static void test_earlier_session(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    char id[64], id2[64];
    add_note(fixture, notebook, "treaty", "one", id);
    assert_true(change_body(notebook, id, "two"));
    assert_true(change_body(notebook, id, "three"));
    assert_int_equal(undo(notebook), UNDO_DONE);
    notebook_free(notebook);

    notebook = fixture_open(fixture);
    add_note(fixture, notebook, "harbour", "new", id2);
    assert_int_equal(undo(notebook), UNDO_DONE);
    assert_null(body_of(notebook, id2));
    struct buffer what = {0};
    assert_int_equal(notebook_undo(notebook, false, &what, NULL), UNDO_EARLIER_SESSION);
    assert_string_equal(what.data, "changed: “treaty”");
    assert_string_equal(body_of(notebook, id), "two");
    assert_int_equal(notebook_undo(notebook, true, NULL, NULL), UNDO_DONE);
    assert_string_equal(body_of(notebook, id), "one");
    assert_int_equal(undo(notebook), UNDO_DONE);
    assert_null(body_of(notebook, id));
    assert_int_equal(undo(notebook), UNDO_NOTHING);
    notebook_free(notebook);

    notebook = fixture_open(fixture); // what was undone can be done again after a restart too
    assert_int_equal(redo(notebook), UNDO_DONE);
    assert_int_equal(redo(notebook), UNDO_DONE);
    assert_string_equal(body_of(notebook, id), "two");
    assert_int_equal(redo(notebook), UNDO_DONE);
    assert_string_equal(body_of(notebook, id2), "new");
    assert_int_equal(redo(notebook), UNDO_NOTHING);
    buffer_fini(&what);
    notebook_free(notebook);
}

// What somebody else has made of the note since stays; the step is passed over.
static void test_others_untouched(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *mine = fixture_open(fixture);
    char id[64], id2[64], theirs[64];
    add_note(fixture, mine, "harbour", "early", id2);
    add_note(fixture, mine, "treaty", "one", id);
    fixture_user(fixture, FIXTURE_OTHER, "other");
    char *state_folder = fixture->environment.state;
    struct notebook *other = fixture_open(fixture);
    fixture->environment.state = path_join(fixture->folder, "other-state");
    add_note(fixture, other, "Ministers", "theirs", theirs);
    assert_true(change_body(other, id, "edited by another"));
    struct error error = {0};
    free(fixture->environment.state);
    fixture->environment.state = state_folder;
    assert_int_equal(notebook_undo(mine, false, NULL, &error), UNDO_FAILED);
    assert_int_equal(error.code, ERROR_NOT_FOUND);
    assert_string_equal(body_of(mine, id), "edited by another");
    assert_int_equal(undo(mine), UNDO_DONE);
    assert_null(body_of(mine, id2));
    assert_int_equal(undo(mine), UNDO_NOTHING);
    assert_string_equal(body_of(mine, theirs), "theirs");
    notebook_free(mine);
    notebook_free(other);
}

// Two sessions of one user at once: each takes back its own.
static void test_two_sessions(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *one = fixture_open(fixture), *two = fixture_open(fixture);
    char id[64], id2[64];
    assert_int_equal(undo(one), UNDO_NOTHING); // both have read the stack
    assert_int_equal(undo(two), UNDO_NOTHING);
    add_note(fixture, one, "treaty", "one", id);
    add_note(fixture, two, "harbour", "two", id2);
    assert_int_equal(undo(one), UNDO_DONE);
    assert_null(body_of(one, id));
    assert_string_equal(body_of(one, id2), "two");
    assert_int_equal(undo(two), UNDO_DONE);
    assert_int_equal(note_count(two), 0);
    notebook_free(one);
    notebook_free(two);
    one = fixture_open(fixture);
    assert_int_equal(notebook_undo(one, true, NULL, NULL), UNDO_NOTHING);
    notebook_free(one);
}

// A stack file of nonsense is no stack, and harms nothing.
static void test_damaged_stack(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    char id[64];
    add_note(fixture, notebook, "treaty", "one", id);
    notebook_free(notebook);
    char *folder = path_join(fixture->environment.state, "undo");
    char command[512];
    snprintf(command, sizeof command,
             "for f in '%s'/*; do printf 'A\\nU x - -\\nA s x 99999999999999999999999 z\\nR x 1 2 "
             "3\\nD\\nA s urn:x:none - 5\\n' >> \"$f\"; done",
             folder);
    assert_int_equal(system(command), 0);
    notebook = fixture_open(fixture);
    assert_int_equal(notebook_undo(notebook, true, NULL, NULL), UNDO_FAILED);
    assert_int_equal(notebook_undo(notebook, true, NULL, NULL), UNDO_DONE);
    assert_int_equal(note_count(notebook), 0);
    free(folder);
    notebook_free(notebook);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_back_and_forth),  TEST(test_ends),         TEST(test_words),
        TEST(test_earlier_session), TEST(test_two_sessions), TEST(test_others_untouched),
        TEST(test_damaged_stack),
    };
    return cmocka_run_group_tests_name("notes history", tests, NULL, NULL);
}
