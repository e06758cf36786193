// SPDX-License-Identifier: GPL-3.0-or-later
// Versions of a note: what it said before and beside, and bringing that back.

#include <config.h>

#include "notes-fixture.h"

#include "notes/versions.h"

#include <jansson.h>

static void add_version(struct fixture *fixture, struct notebook *notebook, const char *id,
                        const char *body)
{
    fixture->environment.fixed_now += 1000;
    assert_true(change_body(notebook, id, body));
}

static void expect_version(const struct note_version_list *list, size_t index, const char *body,
                           bool head)
{
    assert_true(index < list->count);
    const struct note_version *item = &list->items[index];
    assert_int_equal(item->deleted, body == NULL);
    if (body)
        assert_string_equal(item->note.body, body);
    assert_int_equal(item->head, head);
}

static size_t replaced_by_last_line(const struct fixture *fixture)
{
    char *content = read_string(fixture->sidecar);
    content[strlen(content) - 1] = '\0';
    char *start = strrchr(content, '\n');
    json_t *root = json_loads(start ? start + 1 : content, 0, NULL);
    json_t *replaces = json_object_get(root, "dcterms:replaces");
    size_t count = json_is_array(replaces) ? json_array_size(replaces) : replaces != NULL;
    json_decref(root);
    free(content);
    return count;
}

static void test_earlier_versions(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    struct note_version_list list;
    char id[64];
    add_note(fixture, notebook, "treaty", "one", id);
    add_version(fixture, notebook, id, "two");
    add_version(fixture, notebook, id, "three");
    assert_true(notebook_versions(notebook, id, &list));
    assert_int_equal(list.count, 3);
    assert_int_equal(list.heads, 1);
    expect_version(&list, 0, "three", true);
    expect_version(&list, 1, "two", false);
    expect_version(&list, 2, "one", false);
    assert_string_equal(list.items[2].author, "reader");
    assert_true(list.items[2].authored);
    assert_true(list.items[2].modified < list.items[1].modified);
    assert_true(note_versions_may_settle(&list));
    note_version_list_fini(&list);
    assert_false(notebook_versions(notebook, "urn:x:none", &list));
    note_version_list_fini(&list);
    notebook_free(notebook);
}

// Restoring writes a version more; nothing is taken away, and it can be undone.
static void test_restore(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    struct note_version_list list;
    char id[64];
    add_note(fixture, notebook, "treaty", "one", id);
    int64_t first = first_note(notebook)->modified;
    add_version(fixture, notebook, id, "two");
    fixture->environment.fixed_now += 1000;
    assert_true(notebook_restore(notebook, id, first, NULL));
    assert_string_equal(first_note(notebook)->body, "one");
    assert_true(first_note(notebook)->modified > first);
    assert_int_equal(count_lines(fixture->sidecar), 3);
    assert_true(notebook_versions(notebook, id, &list));
    expect_version(&list, 0, "one", true);
    expect_version(&list, 1, "two", false);
    expect_version(&list, 2, "one", false);
    note_version_list_fini(&list);
    assert_int_equal(notebook_undo(notebook, false, NULL, NULL), UNDO_DONE);
    assert_string_equal(first_note(notebook)->body, "two");
    assert_int_equal(notebook_redo(notebook, NULL, NULL), UNDO_DONE);
    assert_string_equal(first_note(notebook)->body, "one");
    struct error error = {0};
    assert_false(notebook_restore(notebook, id, first + 1, &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
    assert_false(notebook_restore(notebook, "urn:x:none", first, &error));
    notebook_free(notebook);
}

// A note that was deleted comes back, and goes again.
static void test_restore_deleted(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    struct note_version_list list;
    char id[64];
    add_note(fixture, notebook, "treaty", "one", id);
    int64_t first = first_note(notebook)->modified;
    fixture->environment.fixed_now += 1000;
    assert_true(notebook_delete(notebook, id, NULL));
    assert_true(notebook_versions(notebook, id, &list));
    expect_version(&list, 0, NULL, true);
    expect_version(&list, 1, "one", false);
    int64_t deletion = list.items[0].modified;
    note_version_list_fini(&list);
    assert_true(notebook_restore(notebook, id, first, NULL));
    assert_int_equal(note_count(notebook), 1);
    assert_true(notebook_restore(notebook, id, deletion, NULL));
    assert_int_equal(note_count(notebook), 0);
    assert_int_equal(notebook_undo(notebook, false, NULL, NULL), UNDO_DONE);
    assert_string_equal(first_note(notebook)->body, "one");
    notebook_free(notebook);
}

// The same note edited in two copies of the sidecar, by two people; then both copies as one.
static void make_conflict(struct fixture *fixture, char id[64])
{
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, "treaty", "start", id);
    notebook_free(notebook);
    char *copy = read_string(fixture->sidecar);
    notebook = fixture_open(fixture);
    add_version(fixture, notebook, id, "here");
    notebook_free(notebook);
    char *here = read_string(fixture->sidecar);
    write_string(fixture->sidecar, copy);
    fixture_user(fixture, FIXTURE_OTHER, "other");
    notebook = fixture_open(fixture);
    add_version(fixture, notebook, id, "there");
    notebook_free(notebook);
    char *there = read_string(fixture->sidecar);
    struct buffer both = {0};
    buffer_format(&both, "%s%s", here, there);
    write_string(fixture->sidecar, both.data);
    buffer_fini(&both);
    free(copy);
    free(here);
    free(there);
}

static void test_settling(void **state)
{
    struct fixture *fixture = *state;
    struct note_version_list list;
    char id[64];
    make_conflict(fixture, id);
    struct notebook *notebook = fixture_open(fixture);
    assert_int_equal(first_note(notebook)->versions, 2);
    assert_true(notebook_versions(notebook, id, &list));
    assert_int_equal(list.heads, 2);
    expect_version(&list, 0, "there", true);
    expect_version(&list, 1, "here", true);
    expect_version(&list, 2, "start", false);
    assert_string_equal(list.items[0].author, "other"); // the note stays its maker's
    assert_string_equal(list.items[0].note.creator, "reader");
    assert_true(note_versions_may_settle(&list)); // the other wrote one of the heads
    int64_t here = list.items[1].modified;
    note_version_list_fini(&list);
    fixture->environment.fixed_now += 1000;
    assert_true(notebook_restore(notebook, id, here, NULL));
    assert_string_equal(first_note(notebook)->body, "here");
    assert_int_equal(first_note(notebook)->versions, 1);
    assert_int_equal(replaced_by_last_line(fixture), 2);
    notebook_free(notebook);
}

// An edit that began before another one was read does not settle it.
static void test_edit_of_what_was_seen(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    char id[64];
    add_note(fixture, notebook, "treaty", "start", id);
    int64_t seen = first_note(notebook)->modified;
    struct notebook *other = fixture_open(fixture);
    add_version(fixture, other, id, "there");
    notebook_free(other);
    fixture->environment.fixed_now += 1000;
    struct note_content content = note_content_of(first_note(notebook));
    content.body = "here";
    assert_true(notebook_change_seen(notebook, id, seen, &content, NULL));
    assert_string_equal(first_note(notebook)->body, "here");
    assert_int_equal(first_note(notebook)->versions, 2);
    struct note *beside = notebook_version(notebook, id, 1);
    assert_string_equal(beside->body, "there");
    notebook_version_free(beside);
    // Seen as it is now it is an edit like others.
    content = note_content_of(first_note(notebook));
    content.body = "both";
    fixture->environment.fixed_now += 1000;
    assert_true(notebook_change_seen(notebook, id, first_note(notebook)->modified, &content, NULL));
    assert_int_equal(first_note(notebook)->versions, 1);
    assert_int_equal(notebook_undo(notebook, false, NULL, NULL), UNDO_DONE);
    assert_string_equal(first_note(notebook)->body, "here");
    notebook_free(notebook);
}

// A third person has no say.
static void test_who_may_settle(void **state)
{
    struct fixture *fixture = *state;
    struct note_version_list list;
    char id[64];
    make_conflict(fixture, id);
    fixture_user(fixture, "urn:uuid:77777777-2222-4333-8444-555555555555", "third");
    struct notebook *notebook = fixture_open(fixture);
    assert_true(notebook_versions(notebook, id, &list));
    assert_false(note_versions_may_settle(&list));
    note_version_list_fini(&list);
    notebook_free(notebook);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_earlier_versions, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_restore, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_restore_deleted, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_settling, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_edit_of_what_was_seen, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(test_who_may_settle, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests_name("versions", tests, NULL, NULL);
}
