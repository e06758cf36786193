// SPDX-License-Identifier: GPL-3.0-or-later
// Checking: every rule of a line broken alone, and the faults of notes: conflicts, lost places.

#include <config.h>

#include "notes-fixture.h"

#include "notes/check.h"
#include "notes/sidecar.h"
#include "notes/valid.h"

// --- the rules of a line -------------------------------------------------------------------

// Whether the line breaks a rule in whose phrase `expected` stands; NULL: it must break none.
static void expect_fault(const char *line, const char *expected)
{
    struct json_tape tape = {0};
    if (!json_tape_read(&tape, line, strlen(line)))
        fail_msg("no JSON: %s", line);
    const char *fault = valid_find_fault(&tape);
    if (!fault != !expected || (fault && !strstr(fault, expected)))
        fail_msg("%s: “%s”", line, fault ? fault : "no fault");
    json_tape_fini(&tape);
}

#define HEAD                                                                                       \
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x:1\","                       \
    "\"type\":\"Annotation\",\"modified\":\"2024-07-27T08:00:00Z\""
#define WITH_TARGET(target) HEAD ",\"motivation\":\"highlighting\",\"target\":" target "}"
#define WITH(rest) HEAD ",\"motivation\":\"highlighting\",\"target\":\"a.txt\"" rest "}"
#define WITH_SELECTOR(selector) WITH_TARGET("{\"source\":\"a.txt\",\"selector\":" selector "}")

static void test_valid(void **state)
{
    (void)state;
    expect_fault(WITH(""), NULL);
    expect_fault(WITH(",\"created\":\"2024-07-27T08:00:00Z\",\"unknown\":[{}]"), NULL);
    expect_fault(WITH_SELECTOR("[{\"type\":\"TextPositionSelector\",\"start\":0,\"end\":0},"
                               "{\"type\":\"TextQuoteSelector\",\"exact\":\"\"},"
                               "{\"type\":\"XPathSelector\"}]"),
                 NULL);
    expect_fault(WITH(",\"dcterms:replaces\":[{\"id\":\"urn:x:1#2024-07-27T07:00:00Z\"}]"), NULL);
    expect_fault("{\"@context\":[\"http://www.w3.org/ns/anno.jsonld\",{}],\"id\":\"urn:x:1\","
                 "\"type\":\"as:Tombstone\",\"modified\":\"2024-07-27T08:00:00Z\"}",
                 NULL);
}

static void test_invalid(void **state)
{
    (void)state;
    expect_fault("{\"id\":\"urn:x:1\",\"type\":\"as:Tombstone\"}", "context");
    expect_fault("{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"one\","
                 "\"type\":\"as:Tombstone\",\"modified\":\"2024-07-27T08:00:00Z\"}",
                 "IRI");
    expect_fault("{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x:1\","
                 "\"type\":\"as:Tombstone\"}",
                 "no modified");
    expect_fault("{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x:1\","
                 "\"type\":\"as:Tombstone\",\"modified\":\"yesterday\"}",
                 "modified is no instant");
    expect_fault(WITH(",\"created\":7"), "created is no instant");
    expect_fault(WITH(",\"created\":\"2024-07-27T08:00:01Z\""), "before it was created");
    expect_fault(WITH(",\"dcterms:replaces\":{\"id\":\"urn:x:2#2024-07-27T07:00:00Z\"}"),
                 "replaces");
    expect_fault(HEAD ",\"target\":\"a.txt\"}", "no motivation");
    expect_fault(HEAD ",\"motivation\":[\"tagging\",\"linking\"],\"target\":\"a.txt\"}",
                 "several motivations");
    expect_fault(HEAD ",\"motivation\":\"tagging\",\"target\":[]}", "no target");
    expect_fault(WITH(",\"body\":[],\"bodyValue\":\"x\""), "bodyValue");
    expect_fault(WITH(",\"body\":{\"type\":\"TextualBody\"}"), "without value");
    expect_fault(WITH_TARGET("7"), "no resource");
    expect_fault(WITH_TARGET("{\"selector\":{\"type\":\"XPathSelector\"}}"), "source");
    expect_fault(WITH_SELECTOR("{\"type\":\"TextPositionSelector\",\"start\":-1,\"end\":3}"),
                 "start and end");
    expect_fault(WITH_SELECTOR("{\"type\":\"TextPositionSelector\",\"start\":4,\"end\":3}"),
                 "before it starts");
    expect_fault(WITH_SELECTOR("[{\"type\":\"TextQuoteSelector\",\"prefix\":\"x\"}]"), "words");
    expect_fault(WITH_SELECTOR("{}"), "without a type");
    expect_fault(WITH_TARGET("{\"source\":\"a\",\"state\":{\"cached\":\"ni:///sha-256;short\"}}"),
                 "digest");
    expect_fault(WITH_TARGET("{\"source\":\"a.txt\",\"styleClass\":\"red\"}"), "stylesheet");
}

// What the program writes itself breaks none.
static void test_own_lines(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    static const char *const tags[] = {"a/b", "c"};
    for (int kind = 0; kind < NOTE_KIND_COUNT; kind++) {
        struct note_content content = {
            .kind = (enum note_kind)kind,
            .colour = NOTE_RED,
            .tags = tags,
            .tag_count = 2,
            .body = "text",
            .name = "name",
            .span = span_of(fixture, "harbour"),
            .other = span_of(fixture, "treaty"),
        };
        char id[64];
        assert_true(notebook_add(notebook, &content, id, NULL));
        assert_true(change_body(notebook, id, "changed"));
        if (kind % 2)
            assert_true(notebook_delete(notebook, id, NULL));
    }
    notebook_free(notebook);
    char *content = read_string(fixture->sidecar), *rest = content, *line;
    while ((line = strsep(&rest, "\n")) && *line)
        expect_fault(line, NULL);
    free(content);
}

// --- the faults of a file ------------------------------------------------------------------

static void check(struct fixture *fixture, bool with_text, struct check *result)
{
    const char *paths[] = {fixture->sidecar};
    struct check_request request = {
        .paths = paths,
        .count = 1,
        .text = with_text ? fixture->text : NULL,
        .environment = &fixture->environment,
    };
    struct error error = {0};
    if (!check_sidecars(&request, result, &error))
        fail_msg("%s: %s", error.path, error.detail);
}

static void expect_row(const struct check *result, size_t index, enum fault_kind kind, size_t line,
                       const char *detail)
{
    assert_true(index < result->count);
    const struct fault *fault = &result->faults[index];
    if (fault->kind != kind || fault->line != line || !strstr(fault->detail, detail))
        fail_msg("%s in line %zu: %s", fault_kind_name(fault->kind), fault->line, fault->detail);
}

static void test_damaged(void **state)
{
    struct fixture *fixture = *state;
    struct check result;
    write_string(fixture->sidecar, "not JSON\n" WITH("") "\n\n{\"type\":\"Other\"}\r\n" HEAD);
    check(fixture, false, &result);
    assert_int_equal(result.count, 3);
    expect_row(&result, 0, FAULT_DAMAGED, 1, "no JSON");
    expect_row(&result, 1, FAULT_DAMAGED, 4, "neither");
    expect_row(&result, 2, FAULT_DAMAGED, 5, "the end is missing");
    assert_int_equal(result.lines, 4);
    assert_int_equal(result.notes, 1);
    check_fini(&result);
    // A last line that is whole but for its newline is none.
    write_string(fixture->sidecar, WITH(""));
    check(fixture, false, &result);
    assert_int_equal(result.count, 0);
    check_fini(&result);
}

static void test_long_line(void **state)
{
    struct fixture *fixture = *state;
    struct buffer content = {0};
    buffer_add_string(&content, WITH("") "\n");
    for (size_t i = 0; i <= SIDECAR_LINE_LIMIT; i++)
        buffer_add_byte(&content, ' ');
    write_file(fixture->sidecar, content.data, content.length);
    buffer_fini(&content);
    struct check result;
    check(fixture, true, &result);
    assert_int_equal(result.count, 1);
    expect_row(&result, 0, FAULT_DAMAGED, 2, "over");
    assert_false(result.anchored); // no reader opens it
    check_fini(&result);
}

// Two edits of one version that know nothing of each other.
static void test_conflict(void **state)
{
    struct fixture *fixture = *state;
    char id[64], *before, *after;
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, "harbour", "one", id);
    before = read_string(fixture->sidecar);
    fixture->environment.fixed_now += 1000000;
    assert_true(change_body(notebook, id, "here"));
    notebook_free(notebook);
    after = read_string(fixture->sidecar);
    write_string(fixture->sidecar, before);
    fixture_user(fixture, FIXTURE_OTHER, "other");
    fixture->environment.fixed_now += 1000000;
    notebook = fixture_open(fixture);
    assert_true(change_body(notebook, id, "there"));
    notebook_free(notebook);
    char *there = read_string(fixture->sidecar);
    struct buffer both = {0};
    buffer_format(&both, "%s%s", after, there + strlen(before));
    write_string(fixture->sidecar, both.data);
    struct check result;
    check(fixture, true, &result);
    assert_int_equal(result.count, 1);
    expect_row(&result, 0, FAULT_CONFLICT, 3, "2024-07-27T08:00:02.000000Z");
    assert_non_null(strstr(result.faults[0].detail, "2024-07-27T08:00:01.000000Z"));
    check_fini(&result);
    // An edit settles it.
    notebook = fixture_open(fixture);
    assert_true(change_body(notebook, id, "both"));
    notebook_free(notebook);
    check(fixture, true, &result);
    assert_int_equal(result.count, 0);
    check_fini(&result);
    buffer_fini(&both);
    free(before);
    free(after);
    free(there);
}

// A note whose passage is gone is a fault, one that has moved is none.
static void test_places(void **state)
{
    struct fixture *fixture = *state;
    char id[64];
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, "The talks went on — late.", "gone", id);
    add_note(fixture, notebook, "harbour", "moved", id);
    notebook_free(notebook);
    struct check result;
    check(fixture, true, &result);
    assert_int_equal(result.count, 0);
    assert_true(result.anchored);
    check_fini(&result);
    fixture_text(fixture, "New words before: Ministers meet in the harbour town\n"
                          "\n"
                          "The ministers said “peace” twice.\n"
                          "They signed a treaty, and they signed a treaty again.\n");
    check(fixture, true, &result);
    assert_int_equal(result.count, 1);
    expect_row(&result, 0, FAULT_ORPHAN, 1, "The talks went on");
    check_fini(&result);
    check(fixture, false, &result);
    assert_int_equal(result.count, 0);
    assert_false(result.anchored);
    check_fini(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid),
        cmocka_unit_test(test_invalid),
        cmocka_unit_test_setup_teardown(test_own_lines, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_damaged, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_long_line, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_conflict, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_places, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
