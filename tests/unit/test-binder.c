// SPDX-License-Identifier: GPL-3.0-or-later
// The notes on several texts as one notebook: each in its own sidecar, places in the joined text.

#include <config.h>

#include "notes-fixture.h"

#define OTHER_TEXT "Ministers sign\n\nThey signed a treaty in the morning.\n"

struct bound {
    struct fixture *fixture;
    char *other_path, *other_sidecar;
    struct text *other;
    struct dossier *dossier;
    struct notebook *notebook;
};

static void open_bound(struct bound *bound)
{
    struct notebook_options options = {.environment = &bound->fixture->environment};
    struct error error = {0};
    bound->notebook = notebook_open_dossier(&options, bound->dossier, &error);
    assert_non_null(bound->notebook);
}

static int setup(void **state)
{
    struct bound *bound = memory_allocate_zeroed(1, sizeof *bound);
    if (fixture_setup((void **)&bound->fixture))
        return -1;
    bound->other_path = path_join(bound->fixture->folder, "source.txt");
    bound->other_sidecar = path_join(bound->fixture->folder, "source.txt.notes.jsonl");
    write_string(bound->other_path, OTHER_TEXT);
    bound->other = text_open(bound->other_path, NULL, NULL);
    const struct text *texts[] = {bound->fixture->text, bound->other};
    bound->dossier = dossier_new(texts, 2, false);
    open_bound(bound);
    *state = bound;
    return 0;
}

static int teardown(void **state)
{
    struct bound *bound = *state;
    notebook_free(bound->notebook);
    dossier_free(bound->dossier);
    text_free(bound->other);
    free(bound->other_path);
    free(bound->other_sidecar);
    fixture_teardown((void **)&bound->fixture);
    free(bound);
    return 0;
}

static void reopen(struct bound *bound)
{
    notebook_free(bound->notebook);
    open_bound(bound);
}

// The nth place (from 0) of the words in the joined text.
static struct span place(const struct bound *bound, const char *words, int nth)
{
    const char *bytes = text_bytes(bound->dossier->text), *found = strstr(bytes, words);
    while (found && nth-- > 0)
        found = strstr(found + 1, words);
    assert_non_null(found);
    size_t start = (size_t)(found - bytes);
    return (struct span){start, start + strlen(words)};
}

static void add(struct bound *bound, struct span span, const char *body, char id[64])
{
    struct note_content content = {.kind = NOTE_NOTE, .body = body, .span = span};
    assert_true(notebook_add(bound->notebook, &content, id, NULL));
}

static const struct note *note_with(const struct bound *bound, const char *body)
{
    size_t count;
    const struct note *notes = notebook_notes(bound->notebook, &count);
    for (size_t i = 0; i < count; i++) {
        if (notes[i].body && strcmp(notes[i].body, body) == 0)
            return &notes[i];
    }
    return NULL;
}

static void check_place(const struct note *note, struct span span)
{
    assert_non_null(note);
    assert_int_equal(note->span.start, span.start);
    assert_int_equal(note->span.end, span.end);
    assert_int_equal(note->state, NOTE_EXACT);
}

static void test_each_in_its_sidecar(void **state)
{
    struct bound *bound = *state;
    struct span first = place(bound, "They signed", 0), second = place(bound, "They signed", 1);
    add(bound, second, "of the source", NULL);
    add(bound, first, "of the first", NULL);
    assert_int_equal(count_lines(bound->fixture->sidecar), 1);
    assert_int_equal(count_lines(bound->other_sidecar), 1);
    reopen(bound);
    assert_int_equal(note_count(bound->notebook), 2);
    check_place(note_with(bound, "of the first"), first);
    check_place(note_with(bound, "of the source"), second);
    assert_string_equal(first_note(bound->notebook)->body, "of the first");
    // Read alone the source has its own note, counted in itself.
    struct notebook_options options = {.text = bound->other,
                                       .environment = &bound->fixture->environment};
    struct notebook *alone = notebook_open(&options, NULL);
    assert_int_equal(note_count(alone), 1);
    assert_int_equal(first_note(alone)->span.start,
                     strstr(OTHER_TEXT, "They signed") - OTHER_TEXT);
    notebook_free(alone);
}

static void check_link(struct bound *bound, struct span here, struct span there)
{
    const struct note *note = first_note(bound->notebook);
    check_place(note, here);
    assert_int_equal(note->other.start, there.start);
    assert_int_equal(note->other.end, there.end);
}

// A link goes to the sidecar of its first end, whichever that is, and is followed from there.
static void test_links_between_texts(void **state)
{
    struct bound *bound = *state;
    struct span here = place(bound, "They signed a treaty", 1);
    struct span there = place(bound, "twice", 0), again = place(bound, "late", 0);
    struct note_content content = {
        .kind = NOTE_PAIRING, .decision = "not-counterpart", .span = here, .other = there};
    char id[64];
    assert_true(notebook_add(bound->notebook, &content, id, NULL));
    assert_int_equal(access(bound->fixture->sidecar, F_OK), -1);
    char *sidecar = read_string(bound->other_sidecar);
    assert_non_null(strstr(sidecar, "\"source\":\"round%20up.txt\""));
    free(sidecar);
    check_link(bound, here, there);
    reopen(bound);
    check_link(bound, here, there);
    // An edit that does not touch the ends leaves them; one that does moves them.
    struct note_content changed = note_content_of(first_note(bound->notebook));
    changed.decision = "counterpart";
    assert_true(notebook_change(bound->notebook, id, &changed, NULL));
    check_link(bound, here, there);
    changed = note_content_of(first_note(bound->notebook));
    changed.other = again;
    assert_true(notebook_change(bound->notebook, id, &changed, NULL));
    reopen(bound);
    check_link(bound, here, again);
    assert_string_equal(first_note(bound->notebook)->decision, "counterpart");
    // Read alone, the far end is not known, and an edit keeps it all the same.
    struct notebook_options options = {.text = bound->other,
                                       .environment = &bound->fixture->environment};
    struct notebook *alone = notebook_open(&options, NULL);
    assert_true(span_is_empty(first_note(alone)->other));
    struct note_content with_body = note_content_of(first_note(alone));
    with_body.body = "so it is";
    assert_true(notebook_change(alone, id, &with_body, NULL));
    notebook_free(alone);
    reopen(bound);
    check_link(bound, here, again);
}

// Undo takes the last act of all texts, redo brings them back in turn.
static void test_undo_across(void **state)
{
    struct bound *bound = *state;
    struct span first = place(bound, "They signed", 0), second = place(bound, "They signed", 1);
    bound->fixture->environment.fixed_now += 1000000;
    add(bound, first, "one", NULL);
    bound->fixture->environment.fixed_now += 1000000;
    add(bound, second, "two", NULL);
    bound->fixture->environment.fixed_now += 1000000;
    add(bound, first, "three", NULL);
    assert_int_equal(notebook_undo(bound->notebook, false, NULL, NULL), UNDO_DONE);
    assert_null(note_with(bound, "three"));
    assert_int_equal(notebook_undo(bound->notebook, false, NULL, NULL), UNDO_DONE);
    assert_null(note_with(bound, "two"));
    assert_non_null(note_with(bound, "one"));
    assert_int_equal(notebook_redo(bound->notebook, NULL, NULL), UNDO_DONE);
    assert_non_null(note_with(bound, "two"));
    assert_null(note_with(bound, "three"));
    assert_int_equal(notebook_redo(bound->notebook, NULL, NULL), UNDO_DONE);
    assert_non_null(note_with(bound, "three"));
    assert_int_equal(notebook_redo(bound->notebook, NULL, NULL), UNDO_NOTHING);
    for (int i = 0; i < 3; i++)
        assert_int_equal(notebook_undo(bound->notebook, false, NULL, NULL), UNDO_DONE);
    assert_int_equal(notebook_undo(bound->notebook, false, NULL, NULL), UNDO_NOTHING);
    assert_int_equal(note_count(bound->notebook), 0);
}

static void test_acts_by_id(void **state)
{
    struct bound *bound = *state;
    struct span first = place(bound, "They signed", 0), second = place(bound, "They signed", 1);
    char id[64];
    struct error error = {0};
    add(bound, second, "two", id);
    // A note does not move into another file.
    struct note_content content = note_content_of(notebook_find(bound->notebook, id));
    content.span = first;
    assert_false(notebook_change(bound->notebook, id, &content, &error));
    assert_int_equal(error.code, ERROR_FORMAT);
    check_place(note_with(bound, "two"), second);
    assert_true(notebook_reanchor(bound->notebook, id, NULL));
    struct note *version = notebook_version(bound->notebook, id, 0);
    check_place(version, second);
    notebook_version_free(version);
    assert_true(notebook_delete(bound->notebook, id, NULL));
    assert_int_equal(note_count(bound->notebook), 0);
    assert_false(notebook_delete(bound->notebook, "urn:uuid:none", &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
}

// What another program writes into one of the sidecars is seen.
static void test_poll(void **state)
{
    struct bound *bound = *state;
    assert_false(notebook_poll(bound->notebook));
    struct notebook_options options = {.text = bound->other,
                                       .environment = &bound->fixture->environment};
    struct notebook *alone = notebook_open(&options, NULL);
    struct note_content content = {.kind = NOTE_NOTE, .body = "seen", .span = {0, 9}};
    assert_true(notebook_add(alone, &content, NULL, NULL));
    notebook_free(alone);
    assert_true(notebook_poll(bound->notebook));
    check_place(note_with(bound, "seen"), place(bound, "Ministers", 1));
    assert_false(notebook_poll(bound->notebook));
    write_string(bound->other_sidecar, "damaged\n");
    assert_true(notebook_poll(bound->notebook));
    size_t line;
    assert_int_equal(notebook_damaged(bound->notebook, &line), 1);
    assert_int_equal(line, 1);
    assert_int_equal(note_count(bound->notebook), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_in_its_sidecar, setup, teardown),
        cmocka_unit_test_setup_teardown(test_links_between_texts, setup, teardown),
        cmocka_unit_test_setup_teardown(test_undo_across, setup, teardown),
        cmocka_unit_test_setup_teardown(test_acts_by_id, setup, teardown),
        cmocka_unit_test_setup_teardown(test_poll, setup, teardown),
    };
    return cmocka_run_group_tests_name("binder", tests, NULL, NULL);
}
