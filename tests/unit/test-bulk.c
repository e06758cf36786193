// SPDX-License-Identifier: GPL-3.0-or-later
// Acts on many notes: what they change and what they leave, whose they are, and that all of them
// are written at once or none.

#include <config.h>

#include "notes-fixture.h"

#include "notes/bulk.h"
#include "notes/sidecar.h"

static void add_tags(struct fixture *fixture, struct notebook *notebook, const char *words,
                     const char *one, const char *other, char id[64])
{
    const char *tags[] = {one, other};
    struct note_content content = {
        .kind = NOTE_TAG,
        .tags = tags,
        .tag_count = other ? 2 : 1,
        .span = span_of(fixture, words),
    };
    assert_true(notebook_add(notebook, &content, id, NULL));
}

static void expect_tags(const struct notebook *notebook, const char *id, const char *one,
                        const char *other)
{
    const struct note *note = notebook_find(notebook, id);
    assert_non_null(note);
    assert_int_equal(note->tag_count, other ? 2 : 1);
    assert_string_equal(note->tags[0], one);
    if (other)
        assert_string_equal(note->tags[1], other);
}

static size_t retag(struct notebook *notebook, const char *old, const char *new)
{
    struct bulk_result result;
    struct error error = {0};
    if (!notebook_retag(notebook, old, new, &result, &error))
        fail_msg("%s %s", error.path, error.detail);
    size_t count = result.count;
    assert_int_equal(result.left, 0);
    bulk_result_fini(&result);
    return count;
}

static void test_retag(void **state)
{
    struct fixture *fixture = *state;
    char a[64], b[64], c[64], d[64];
    struct notebook *notebook = fixture_open(fixture);
    add_tags(fixture, notebook, "harbour", "old", "x", a);
    add_tags(fixture, notebook, "treaty", "old", "new", b);
    add_tags(fixture, notebook, "late", "old/below", NULL, c);
    add_tags(fixture, notebook, "town", "old", NULL, d);
    assert_true(notebook_delete(notebook, d, NULL));
    assert_int_equal(retag(notebook, "old", "new"), 2);
    expect_tags(notebook, a, "new", "x");
    expect_tags(notebook, b, "new", NULL);
    expect_tags(notebook, c, "old/below", NULL);
    assert_null(notebook_find(notebook, d));
    assert_int_equal(count_lines(fixture->sidecar), 7);
    assert_int_equal(retag(notebook, "old", "new"), 0);
    assert_int_equal(count_lines(fixture->sidecar), 7);
    // Each is one's own act, to be undone.
    struct notebook *again = fixture_open(fixture);
    assert_int_equal(notebook_undo(again, true, NULL, NULL), UNDO_DONE);
    assert_int_equal(notebook_undo(again, true, NULL, NULL), UNDO_DONE);
    expect_tags(again, a, "old", "x");
    expect_tags(again, b, "old", "new");
    notebook_free(again);
    notebook_free(notebook);
}

// Another's note stays the other's; what this program does not know stays in it.
static void test_retag_of_others(void **state)
{
    struct fixture *fixture = *state;
    write_string(fixture->sidecar,
                 "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x:1\","
                 "\"type\":\"Annotation\",\"motivation\":\"tagging\",\"strange\":[1],"
                 "\"modified\":\"2024-07-27T07:00:00Z\",\"creator\":{\"id\":\"urn:x:lin\","
                 "\"type\":\"Person\",\"nickname\":\"lin\"},\"body\":["
                 "{\"type\":[\"TextualBody\"],\"value\":\"old\",\"language\":\"en\"},"
                 "{\"type\":\"TextualBody\",\"value\":\"old\",\"purpose\":\"commenting\"}],"
                 "\"target\":\"article.txt\"}\n");
    struct notebook *notebook = fixture_open(fixture);
    assert_int_equal(retag(notebook, "old", "new"), 1);
    const struct note *note = notebook_find(notebook, "urn:x:1");
    assert_string_equal(note->tags[0], "new");
    assert_string_equal(note->body, "old");
    assert_string_equal(note->creator, "lin");
    char *content = read_string(fixture->sidecar), *line = strchr(content, '\n') + 1;
    assert_non_null(strstr(line, "\"strange\":[1]"));
    assert_non_null(strstr(line, "\"language\":\"en\""));
    assert_non_null(strstr(line, "\"dcterms:contributor\":{\"id\":\"" FIXTURE_USER "\""));
    assert_non_null(
        strstr(line, "\"dcterms:replaces\":{\"id\":\"urn:x:1#2024-07-27T07:00:00.000000Z\"}"));
    free(content);
    notebook_free(notebook);
}

#define HEAD(second)                                                                               \
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x:1\","                       \
    "\"type\":\"Annotation\",\"motivation\":\"tagging\",\"target\":\"a.txt\","                     \
    "\"modified\":\"2024-07-27T07:00:0" second "Z\""
#define TAGGED(second, tag)                                                                        \
    HEAD(second) ",\"body\":{\"type\":\"TextualBody\",\"value\":\"" tag "\"}}\n"

// Versions side by side stay so, each with the new tag, the same one shown.
static void test_retag_conflict(void **state)
{
    struct fixture *fixture = *state;
    write_string(fixture->sidecar,
                 TAGGED("1", "old")
                     HEAD("2") ",\"body\":[{\"type\":\"TextualBody"
                               "\",\"value\":\"old\"},{\"type\":\"TextualBody\",\"value\":"
                               "\"shown\"}]}\n");
    struct notebook *notebook = fixture_open(fixture);
    assert_int_equal(notebook_find(notebook, "urn:x:1")->versions, 2);
    assert_int_equal(retag(notebook, "old", "new"), 1);
    assert_int_equal(notebook_find(notebook, "urn:x:1")->versions, 2);
    expect_tags(notebook, "urn:x:1", "new", "shown");
    struct note *other = notebook_version(notebook, "urn:x:1", 1);
    assert_string_equal(other->tags[0], "new");
    notebook_version_free(other);
    // What only a version beside has is not brought to the front.
    write_string(fixture->sidecar, TAGGED("1", "old") TAGGED("2", "shown"));
    notebook_poll(notebook);
    assert_int_equal(retag(notebook, "old", "new"), 0);
    expect_tags(notebook, "urn:x:1", "shown", NULL);
    notebook_free(notebook);
}

// A note that cannot be given a later version is left, and said to be.
static void test_retag_end_of_time(void **state)
{
    struct fixture *fixture = *state;
    write_string(fixture->sidecar,
                 "{\"id\":\"urn:x:1\",\"type\":\"Annotation\",\"motivation\":\"tagging\","
                 "\"modified\":\"9999-12-31T23:59:59.999999Z\",\"target\":\"a\","
                 "\"body\":{\"type\":\"TextualBody\",\"value\":\"old\"}}\n");
    struct notebook *notebook = fixture_open(fixture);
    struct bulk_result result;
    assert_true(notebook_retag(notebook, "old", "new", &result, NULL));
    assert_int_equal(result.count, 0);
    assert_int_equal(result.left, 1);
    assert_int_equal(result.reason.code, ERROR_FORMAT);
    assert_int_equal(count_lines(fixture->sidecar), 1);
    bulk_result_fini(&result);
    notebook_free(notebook);
}

// All or nothing: here another program does not let go of the lock.
static void test_not_written(void **state)
{
    struct fixture *fixture = *state;
    char id[64];
    struct notebook *notebook = fixture_open(fixture);
    add_tags(fixture, notebook, "harbour", "old", NULL, id);
    bool created;
    int lock = sidecar_lock(fixture->sidecar, 0, 0, &created, NULL);
    struct bulk_result result;
    struct error error;
    assert_false(notebook_retag(notebook, "old", "new", &result, &error));
    assert_int_equal(error.code, ERROR_LOCKED);
    assert_int_equal(result.count, 0);
    assert_int_equal(count_lines(fixture->sidecar), 1);
    expect_tags(notebook, id, "old", NULL);
    close(lock);
    assert_int_equal(retag(notebook, "old", "new"), 1);
    notebook_free(notebook);
}

// Many at once are one write, and the notes are right afterwards.
static void test_many(void **state)
{
    struct fixture *fixture = *state;
    enum { NOTES = 1000 };
    struct buffer content = {0};
    for (int i = 0; i < NOTES; i++)
        buffer_format(&content,
                      "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x:%d\","
                      "\"type\":\"Annotation\",\"motivation\":\"tagging\",\"target\":\"a\","
                      "\"modified\":\"2024-07-27T07:00:00Z\",\"body\":{\"type\":\"TextualBody\","
                      "\"value\":\"%s\"}}\n",
                      i, i % 2 ? "old" : "other");
    write_string(fixture->sidecar, content.data);
    buffer_fini(&content);
    struct notebook *notebook = fixture_open(fixture);
    assert_int_equal(retag(notebook, "old", "new"), NOTES / 2);
    assert_int_equal(note_count(notebook), NOTES);
    expect_tags(notebook, "urn:x:1", "new", NULL);
    expect_tags(notebook, "urn:x:998", "other", NULL);
    notebook_free(notebook);
}

// --- places --------------------------------------------------------------------------------

static size_t reanchor(struct notebook *notebook, size_t left)
{
    struct bulk_result result;
    struct error error = {0};
    if (!notebook_reanchor_all(notebook, &result, &error))
        fail_msg("%s %s", error.path, error.detail);
    size_t count = result.count;
    assert_int_equal(result.left, left);
    bulk_result_fini(&result);
    return count;
}

// Puts other words before the text, and takes away the memory of how it was: passages are now
// looked for, and those found count as moved.
static void move_text(struct fixture *fixture, const char *content)
{
    char *snapshots = path_join(fixture->environment.state, "text");
    nftw(snapshots, fixture_remove, 16, FTW_DEPTH | FTW_PHYS);
    free(snapshots);
    fixture_text(fixture, content);
}

static void test_reanchor(void **state)
{
    struct fixture *fixture = *state;
    char moved[64], gone[64];
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, "harbour town", "moved", moved);
    add_note(fixture, notebook, "The talks went on — late.", "gone", gone);
    assert_int_equal(reanchor(notebook, 0), 0);
    notebook_free(notebook);
    move_text(fixture, "A word: Ministers meet in the harbour town\n"
                       "\n"
                       "The ministers said “peace” twice.\n"
                       "They signed a treaty, and they signed a treaty again.\n");
    notebook = fixture_open(fixture);
    assert_int_equal(notebook_find(notebook, moved)->state, NOTE_MOVED);
    struct bulk_result result;
    assert_true(notebook_reanchor_all(notebook, &result, NULL));
    assert_int_equal(result.count, 1);
    const struct bulk_item *item = bulk_result_find(&result, moved);
    assert_non_null(item);
    assert_int_equal(item->state, NOTE_MOVED);
    assert_string_equal(item->quote, "harbour town");
    assert_null(bulk_result_find(&result, gone));
    bulk_result_fini(&result);
    assert_int_equal(notebook_find(notebook, moved)->state, NOTE_EXACT);
    assert_int_equal(notebook_find(notebook, gone)->state, NOTE_ORPHAN);
    assert_string_equal(notebook_find(notebook, moved)->body, "moved");
    assert_int_equal(reanchor(notebook, 0), 0);
    notebook_free(notebook);
}

// The far end of a link stays written down where it cannot be found.
static void test_reanchor_link(void **state)
{
    struct fixture *fixture = *state;
    char id[64];
    struct notebook *notebook = fixture_open(fixture);
    struct note_content content = {
        .kind = NOTE_LINK,
        .span = span_of(fixture, "harbour town"),
        .other = span_of(fixture, "The talks went on — late."),
    };
    assert_true(notebook_add(notebook, &content, id, NULL));
    notebook_free(notebook);
    move_text(fixture, "A word: Ministers meet in the harbour town\n"
                       "\n"
                       "The ministers said “peace” twice.\n"
                       "They signed a treaty, and they signed a treaty again.\n");
    for (int singly = 0; singly < 2; singly++) {
        notebook = fixture_open(fixture);
        if (singly)
            assert_true(notebook_reanchor(notebook, id, NULL));
        else
            assert_int_equal(reanchor(notebook, 0), 1);
        notebook_free(notebook);
        char *lines = read_string(fixture->sidecar), *last = lines;
        for (char *at = lines; (at = strchr(at, '\n')) && at[1]; last = ++at)
            ;
        assert_non_null(strstr(last, "The talks went on"));
        free(lines);
    }
}

static void test_reanchor_conflict(void **state)
{
    struct fixture *fixture = *state;
    char id[64];
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, "harbour town", "one", id);
    notebook_free(notebook);
    char *content = read_string(fixture->sidecar);
    char *body = strstr(content, "\"value\":\"one\"");
    struct buffer both = {0};
    buffer_add_string(&both, content);
    memcpy(body + 9, "two", 3); // another version of the same instant
    buffer_add_string(&both, content);
    write_string(fixture->sidecar, both.data);
    move_text(fixture, "A word: " FIXTURE_TEXT);
    notebook = fixture_open(fixture);
    assert_int_equal(notebook_find(notebook, id)->versions, 2);
    assert_int_equal(reanchor(notebook, 1), 0);
    assert_int_equal(notebook_find(notebook, id)->versions, 2);
    notebook_free(notebook);
    buffer_fini(&both);
    free(content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_retag, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_retag_of_others, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_retag_conflict, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_retag_end_of_time, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_not_written, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_many, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_reanchor, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_reanchor_link, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_reanchor_conflict, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests_name("bulk", tests, NULL, NULL);
}
