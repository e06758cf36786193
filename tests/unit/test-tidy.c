// SPDX-License-Identifier: GPL-3.0-or-later
// Putting sidecars in order: what compaction keeps and repair moves, that the notes stay as they
// are, that writers and the lock are minded; and notes brought home.

#include <config.h>

#include "notes-fixture.h"

#include "notes/adopt.h"
#include "notes/places.h"
#include "notes/sidecar.h"
#include "notes/tidy.h"

#include <errno.h>
#include <sys/wait.h>

#define LINE(id, modified, rest)                                                                   \
    "{\"type\":\"Annotation\",\"id\":\"" id "\",\"modified\":\"2024-07-27T08:00:0" modified        \
    "Z\"" rest "}\n"
#define REPLACES(id, modified)                                                                     \
    ",\"dcterms:replaces\":{\"id\":\"" id "#2024-07-27T08:00:0" modified "Z\"}"
#define TOMBSTONE(id, modified, rest)                                                              \
    "{\"type\":\"as:Tombstone\",\"id\":\"" id "\",\"modified\":\"2024-07-27T08:00:0" modified      \
    "Z\"" rest "}\n"
#define DAMAGED "{\"type\":\"Annotation\"\n"
#define FOREIGN "{\"type\":\"Something\"}\n"

static void expect_file(const char *path, const char *expected)
{
    char *content = read_string(path);
    assert_string_equal(content, expected);
    free(content);
}

static void compact(struct fixture *fixture, const char *before, const char *after)
{
    struct tidy_result result;
    struct error error;
    write_string(fixture->sidecar, before);
    assert_true(tidy_compact(fixture->sidecar, &result, &error));
    assert_int_equal(result.bytes_before, strlen(before));
    assert_int_equal(result.bytes_after, strlen(after));
    expect_file(fixture->sidecar, after);
}

static void test_compact(void **state)
{
    struct fixture *fixture = *state;
    // A chain of versions: the last one.
    compact(fixture,
            LINE("u:1", "1", "") LINE("u:1", "2", REPLACES("u:1", "1"))
                LINE("u:1", "3", REPLACES("u:1", "2")),
            LINE("u:1", "3", REPLACES("u:1", "2")));
    // Two that stand side by side: both, in their order.
    compact(fixture,
            LINE("u:1", "3", REPLACES("u:1", "1")) LINE("u:1", "1", "")
                LINE("u:1", "2", REPLACES("u:1", "1")),
            LINE("u:1", "3", REPLACES("u:1", "1")) LINE("u:1", "2", REPLACES("u:1", "1")));
    // A deletion stays, even one that was taken back, so that no copy brings back what it deleted.
    compact(fixture,
            LINE("u:1", "1", "") TOMBSTONE("u:1", "2", REPLACES("u:1", "1"))
                LINE("u:1", "3", REPLACES("u:1", "2")),
            TOMBSTONE("u:1", "2", REPLACES("u:1", "1")) LINE("u:1", "3", REPLACES("u:1", "2")));
    // Repetitions go; what cannot be read stays where it is.
    compact(fixture, DAMAGED LINE("u:1", "1", "") FOREIGN LINE("u:1", "1", "") "{\"torn",
            DAMAGED LINE("u:1", "1", "") FOREIGN "{\"torn\n");
}

// Where there is nothing to take out the file is not touched.
static void test_compact_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct stat before, after;
    struct tidy_result result;
    write_string(fixture->sidecar, "\n" LINE("u:1", "1", "") "\n" DAMAGED);
    assert_int_equal(stat(fixture->sidecar, &before), 0);
    assert_true(tidy_compact(fixture->sidecar, &result, NULL));
    assert_int_equal(result.removed, 0);
    assert_int_equal(result.bytes_after, before.st_size);
    assert_int_equal(stat(fixture->sidecar, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    write_string(fixture->sidecar, "");
    assert_true(tidy_compact(fixture->sidecar, &result, NULL));
    assert_int_equal(result.lines, 0);
}

// An open notebook goes on as if nothing had happened, and so do its acts.
static void test_compact_under_reader(void **state)
{
    struct fixture *fixture = *state;
    char id[64], gone[64];
    struct tidy_result result;
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, "harbour", "one", id);
    add_note(fixture, notebook, "treaty", "two", gone);
    assert_true(change_body(notebook, id, "one again"));
    assert_true(notebook_delete(notebook, gone, NULL));
    assert_true(tidy_compact(fixture->sidecar, &result, NULL));
    assert_int_equal(result.lines, 4);
    assert_int_equal(result.removed, 2);
    assert_true(notebook_poll(notebook));
    assert_int_equal(note_count(notebook), 1);
    assert_string_equal(first_note(notebook)->body, "one again");
    assert_true(change_body(notebook, id, "once more"));
    assert_int_equal(count_lines(fixture->sidecar), 3);
    notebook_free(notebook);
}

static void test_missing(void **state)
{
    struct fixture *fixture = *state;
    struct tidy_result result;
    struct error error;
    assert_false(tidy_compact(fixture->sidecar, &result, &error));
    assert_int_equal(error.system, ENOENT);
    assert_false(file_exists(fixture->sidecar));
    assert_int_equal(symlink(fixture->article, fixture->sidecar), 0);
    assert_false(tidy_compact(fixture->sidecar, &result, &error));
    assert_int_equal(error.code, ERROR_NOT_REGULAR);
    expect_file(fixture->article, FIXTURE_TEXT);
}

// A writer that waited for the lock of the old file writes to the new one.
static void test_lock_and_replacement(void **state)
{
    struct fixture *fixture = *state;
    write_string(fixture->sidecar, "old\n");
    bool created;
    int lock = sidecar_lock(fixture->sidecar, 0, 0, &created, NULL);
    assert_true(lock >= 0);
    struct error error;
    assert_int_equal(sidecar_lock(fixture->sidecar, 0, 0, &created, &error), -1);
    assert_int_equal(error.code, ERROR_LOCKED);
    pid_t writer = fork();
    if (writer == 0) {
        close(lock); // the child's copy holds the same lock; the parent's still does
        _exit(sidecar_append(fixture->sidecar, "late", 4, 0666, 20000, NULL) != APPEND_DONE);
    }
    usleep(50000); // lets the writer come to the lock; the test holds whether or not it does
    assert_true(file_replace(fixture->sidecar, "new\n", 4, NULL));
    close(lock);
    int status;
    assert_int_equal(waitpid(writer, &status, 0), writer);
    assert_int_equal(status, 0);
    expect_file(fixture->sidecar, "new\nlate\n");
}

// --- repair --------------------------------------------------------------------------------

static void test_repair(void **state)
{
    struct fixture *fixture = *state;
    char *torn = path_join(fixture->folder, "torn");
    struct tidy_result result;
    write_string(fixture->sidecar,
                 LINE("u:1", "1", "") DAMAGED LINE("u:1", "1", "") FOREIGN "{\"type\":\"Anno");
    assert_true(tidy_repair(fixture->sidecar, torn, &result, NULL));
    assert_int_equal(result.lines, 5);
    assert_int_equal(result.removed, 3);
    expect_file(fixture->sidecar, LINE("u:1", "1", "") LINE("u:1", "1", ""));
    expect_file(torn, DAMAGED FOREIGN "{\"type\":\"Anno\n");
    // A second time there is nothing to do; other damage goes to the end.
    assert_true(tidy_repair(fixture->sidecar, torn, &result, NULL));
    assert_int_equal(result.removed, 0);
    write_string(fixture->sidecar, "x\n");
    assert_true(tidy_repair(fixture->sidecar, torn, &result, NULL));
    expect_file(fixture->sidecar, "");
    expect_file(torn, DAMAGED FOREIGN "{\"type\":\"Anno\nx\n");
    free(torn);
}

// Where the lines cannot be saved they stay.
static void test_repair_fails(void **state)
{
    struct fixture *fixture = *state;
    struct tidy_result result;
    struct error error;
    write_string(fixture->sidecar, DAMAGED);
    assert_false(tidy_repair(fixture->sidecar, fixture->folder, &result, &error));
    assert_int_equal(error.code, ERROR_DIRECTORY);
    expect_file(fixture->sidecar, DAMAGED);
}

// A line so long that no reader takes the file is moved like any other.
static void test_repair_long_line(void **state)
{
    struct fixture *fixture = *state;
    char *torn = path_join(fixture->folder, "torn");
    struct buffer content = {0};
    buffer_add_string(&content, LINE("u:1", "1", ""));
    for (size_t i = 0; i <= SIDECAR_LINE_LIMIT; i++)
        buffer_add_byte(&content, ' ');
    buffer_add_string(&content, "x\n");
    write_file(fixture->sidecar, content.data, content.length);
    buffer_fini(&content);
    struct tidy_result result;
    assert_true(tidy_repair(fixture->sidecar, torn, &result, NULL));
    expect_file(fixture->sidecar, LINE("u:1", "1", ""));
    notebook_free(fixture_open(fixture));
    free(torn);
}

// --- coming home ---------------------------------------------------------------------------

static char *make_fallback(struct fixture *fixture, const char *content)
{
    char *path = place_fallback(&fixture->environment, fixture->article, fixture->text);
    char *folder = path_directory(path);
    assert_true(file_make_directories(folder, NULL));
    write_string(path, content);
    free(folder);
    return path;
}

static void test_adopt(void **state)
{
    struct fixture *fixture = *state;
    struct adoption adoption;
    char *fallback =
        make_fallback(fixture, LINE("u:2", "1", "") LINE("u:1", "1", "") DAMAGED "{\"torn");
    write_string(fixture->sidecar, LINE("u:1", "1", ""));
    assert_true(adopt_notes(fixture->sidecar, fallback, &adoption, NULL));
    assert_true(adoption.there);
    assert_int_equal(adoption.lines, 3);
    expect_file(fixture->sidecar, LINE("u:1", "1", "") LINE("u:2", "1", "") DAMAGED "{\"torn\n");
    assert_false(file_exists(fallback));
    assert_true(adopt_notes(fixture->sidecar, fallback, &adoption, NULL));
    assert_false(adoption.there);
    free(fallback);
    // To an article that has no notes yet.
    unlink(fixture->sidecar);
    fallback = make_fallback(fixture, LINE("u:1", "1", ""));
    assert_true(adopt_notes(fixture->sidecar, fallback, &adoption, NULL));
    expect_file(fixture->sidecar, LINE("u:1", "1", ""));
    free(fallback);
}

static void test_adopt_fails(void **state)
{
    struct fixture *fixture = *state;
    struct adoption adoption;
    struct error error;
    char *fallback = make_fallback(fixture, LINE("u:1", "1", ""));
    assert_int_equal(mkdir(fixture->sidecar, 0700), 0);
    assert_false(adopt_notes(fixture->sidecar, fallback, &adoption, &error));
    assert_int_equal(error.code, ERROR_DIRECTORY);
    expect_file(fallback, LINE("u:1", "1", ""));
    free(fallback);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_compact, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_compact_nothing, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_compact_under_reader, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_missing, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_lock_and_replacement, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_repair, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_repair_fails, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_repair_long_line, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_adopt, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_adopt_fails, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests_name("tidy", tests, NULL, NULL);
}
