// SPDX-License-Identifier: GPL-3.0-or-later
// The log: how a line gets to the disk, what happens when it does not, and what is read from files
// that were damaged or made to do damage.

#include <config.h>

#include "notes-fixture.h"

#include "notes/sidecar.h"

#include <errno.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>

// These stand before the C library's: they count, and fail when told.
static int data_syncs, file_syncs, failing_syncs;

int fdatasync(int descriptor)
{
    data_syncs++;
    if (failing_syncs > 0 && failing_syncs--) {
        errno = EIO;
        return -1;
    }
    return (fsync)(descriptor);
}

int fsync(int descriptor)
{
    file_syncs++;
    struct stat status;
    return fstat(descriptor, &status);
}

// --- appending -----------------------------------------------------------------------------

static enum sidecar_append append(struct fixture *fixture, const char *line, struct error *error)
{
    return sidecar_append(fixture->sidecar, line, strlen(line), 0666, 50, error);
}

static void check_content(struct fixture *fixture, const char *expected)
{
    char *content = read_string(fixture->sidecar);
    assert_string_equal(content, expected);
    free(content);
}

static void test_append(void **state)
{
    struct fixture *fixture = *state;
    data_syncs = file_syncs = 0;
    assert_int_equal(append(fixture, "one", NULL), APPEND_DONE);
    assert_int_equal(data_syncs, 1);
    assert_int_equal(file_syncs, 2); // the fdatasync above, and the new file's directory
    assert_int_equal(append(fixture, "two", NULL), APPEND_DONE);
    assert_int_equal(file_syncs, 3);
    check_content(fixture, "one\ntwo\n");
    write_string(fixture->sidecar, "torn");
    assert_int_equal(append(fixture, "three", NULL), APPEND_DONE);
    check_content(fixture, "torn\nthree\n");
}

static void test_not_regular(void **state)
{
    struct fixture *fixture = *state;
    struct error error = {0};
    assert_int_equal(mkfifo(fixture->sidecar, 0600), 0);
    assert_int_equal(append(fixture, "x", &error), APPEND_FAILED);
    assert_int_equal(error.code, ERROR_NOT_REGULAR);
    struct notebook_options options = {.text = fixture->text, .environment = &fixture->environment};
    assert_null(notebook_open(&options, &error));
    assert_int_equal(error.code, ERROR_NOT_REGULAR);

    unlink(fixture->sidecar);
    assert_int_equal(symlink("elsewhere", fixture->sidecar), 0);
    assert_int_equal(append(fixture, "x", &error), APPEND_FAILED);
    assert_int_equal(error.code, ERROR_NOT_REGULAR);
    assert_null(notebook_open(&options, &error));
    assert_int_equal(error.code, ERROR_NOT_REGULAR);
    char *elsewhere = path_join(fixture->folder, "elsewhere");
    assert_false(file_exists(elsewhere));
    free(elsewhere);

    unlink(fixture->sidecar);
    assert_int_equal(mkdir(fixture->sidecar, 0700), 0);
    assert_int_equal(append(fixture, "x", &error), APPEND_FAILED);
    assert_int_equal(error.code, ERROR_DIRECTORY);
    assert_null(notebook_open(&options, &error));
    assert_int_equal(error.code, ERROR_DIRECTORY);
}

static int lock_file(const char *path)
{
    int descriptor = open(path, O_RDWR | O_CLOEXEC);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    assert_int_equal(fcntl(descriptor, F_OFD_SETLK, &lock), 0);
    return descriptor;
}

static void test_locked(void **state)
{
    struct fixture *fixture = *state;
    struct error error = {0};
    write_string(fixture->sidecar, "one\n");
    int descriptor = lock_file(fixture->sidecar);
    assert_int_equal(append(fixture, "two", &error), APPEND_FAILED);
    assert_int_equal(error.code, ERROR_LOCKED);
    check_content(fixture, "one\n");
    close(descriptor);
    assert_int_equal(append(fixture, "two", &error), APPEND_DONE);
}

// While waiting for the lock the file is replaced, as compaction does: the line goes to the new
// one.
static void test_replaced_while_waiting(void **state)
{
    struct fixture *fixture = *state;
    write_string(fixture->sidecar, "old\n");
    int descriptor = lock_file(fixture->sidecar);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(descriptor); // the lock is the parent's alone
        bool done = sidecar_append(fixture->sidecar, "added", 5, 0666, 5000, NULL) == APPEND_DONE;
        _exit(done ? 0 : 1);
    }
    usleep(100000);
    assert_true(file_replace(fixture->sidecar, "new\n", 4, NULL));
    close(descriptor);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    check_content(fixture, "new\nadded\n");
}

static void test_many_writers(void **state)
{
    struct fixture *fixture = *state;
    enum { WRITERS = 4, LINES = 25 };
    for (int i = 0; i < WRITERS; i++) {
        if (fork() == 0) {
            char line[2000];
            memset(line, 'a' + i, sizeof line);
            for (int j = 0; j < LINES; j++) {
                if (sidecar_append(fixture->sidecar, line, sizeof line, 0666, 20000, NULL) !=
                    APPEND_DONE)
                    _exit(1);
            }
            _exit(0);
        }
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        wait(&status);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    char *content = read_string(fixture->sidecar);
    assert_int_equal(strlen(content), WRITERS * LINES * 2001);
    for (size_t i = 0; content[i]; i++)
        assert_true((i % 2001 == 2000) == (content[i] == '\n'));
    free(content);
}

// --- failures ------------------------------------------------------------------------------

static rlim_t limit_files(rlim_t bytes)
{
    struct rlimit limit;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    rlim_t old = limit.rlim_cur;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
    return old;
}

// The disk takes a part: it is cut back, reported, and the record can go elsewhere.
static void test_short_write(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, "treaty", "one", NULL);
    char *before = read_string(fixture->sidecar);
    struct note_content content = {.kind = NOTE_NOTE, .body = "two", .span = {0, 4}};
    struct error error = {0};
    rlim_t old = limit_files(strlen(before) + 100);
    bool added = notebook_add(notebook, &content, NULL, &error);
    limit_files(old);
    assert_false(added);
    assert_int_equal(error.code, ERROR_SHORT_WRITE);
    check_content(fixture, before);
    assert_int_equal(note_count(notebook), 1);

    assert_true(notebook_has_unsaved(notebook));
    assert_true(notebook_save_elsewhere(notebook, &error));
    assert_false(notebook_has_unsaved(notebook));
    assert_int_equal(note_count(notebook), 2);
    assert_true(notebook_is_fallback(notebook));
    check_content(fixture, before);
    assert_int_equal(notebook_undo(notebook, false, NULL, NULL), UNDO_DONE);
    assert_int_equal(note_count(notebook), 1);
    notebook_free(notebook);
    notebook = fixture_open(fixture);
    assert_int_equal(note_count(notebook), 1);
    notebook_free(notebook);
    free(before);
}

static void test_no_space_at_all(void **state)
{
    struct fixture *fixture = *state;
    struct error error = {0};
    write_string(fixture->sidecar, "torn");
    rlim_t old = limit_files(4);
    enum sidecar_append result = append(fixture, "x", &error);
    limit_files(5);
    enum sidecar_append second = append(fixture, "x", &error);
    limit_files(old);
    assert_int_equal(result, APPEND_FAILED);
    assert_int_equal(second, APPEND_FAILED);
    assert_int_equal(error.code, ERROR_SYSTEM);
    check_content(fixture, "torn"); // the newline that was written first is taken back too
}

// A failed fdatasync is not tried again on the same file: the line goes to the fallback place.
static void test_failed_sync(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    data_syncs = 0;
    failing_syncs = 1;
    add_note(fixture, notebook, "treaty", "one", NULL);
    assert_int_equal(data_syncs, 2);
    assert_true(notebook_is_fallback(notebook));
    assert_int_equal(notebook_warning(notebook)->code, ERROR_SYSTEM);
    assert_int_equal(notebook_warning(notebook)->system, EIO);
    assert_int_equal(count_lines(notebook_path(notebook)), 1);
    assert_int_equal(note_count(notebook), 1); // the same line in both places is one note
    add_note(fixture, notebook, "harbour", "two", NULL);
    assert_int_equal(notebook_warning(notebook)->code, ERROR_NONE);
    assert_int_equal(count_lines(notebook_path(notebook)), 2);
    notebook_free(notebook);

    unlink(fixture->sidecar);
    notebook = fixture_open(fixture);
    assert_int_equal(note_count(notebook), 2);
    failing_syncs = 2;
    struct note_content content = {.kind = NOTE_HIGHLIGHT, .span = {0, 4}};
    struct error error = {0};
    assert_false(notebook_add(notebook, &content, NULL, &error));
    assert_int_equal(error.system, EIO);
    failing_syncs = 0;
    notebook_free(notebook);
}

// Notes on an article in a folder that cannot be written are kept under the state folder, and read
// together with a sidecar that is there.
static void test_read_only_folder(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, "treaty", "beside", NULL);
    notebook_free(notebook);
    uid_t user = geteuid();
    chmod(fixture->sidecar, 0444);
    chmod(fixture->folder, 0555);
    if (user == 0) { // root may write anywhere: be somebody else
        chmod(fixture->environment.state, 0777);
        char *paths[] = {path_join(fixture->environment.state, "user"),
                         path_join(fixture->environment.state, "undo"),
                         path_join(fixture->environment.state, "text")};
        for (size_t i = 0; i < 3; i++) {
            assert_int_equal(chown(paths[i], 65534, 65534), 0);
            free(paths[i]);
        }
        assert_int_equal(seteuid(65534), 0);
    }
    notebook = fixture_open(fixture);
    assert_true(notebook_is_fallback(notebook));
    assert_int_equal(note_count(notebook), 1);
    add_note(fixture, notebook, "harbour", "under the state folder", NULL);
    assert_int_equal(note_count(notebook), 2);
    assert_true(strncmp(notebook_path(notebook), fixture->environment.state,
                        strlen(fixture->environment.state)) == 0);
    notebook_free(notebook);
    if (user == 0)
        assert_int_equal(seteuid(user), 0);
    chmod(fixture->folder, 0755);
    assert_int_equal(count_lines(fixture->sidecar), 1);
    notebook = fixture_open(fixture);
    assert_int_equal(note_count(notebook), 2);
    notebook_free(notebook);
}

// A folder that turns out read-only only when writing.
static void test_name_too_long(void **state)
{
    struct fixture *fixture = *state;
    char name[251];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    char *path = path_join(fixture->folder, name);
    write_string(path, FIXTURE_TEXT);
    struct text *text = text_open(path, NULL, NULL);
    struct notebook_options options = {.text = text, .environment = &fixture->environment};
    struct notebook *notebook = notebook_open(&options, NULL);
    struct note_content content = {.kind = NOTE_HIGHLIGHT, .span = {0, 4}};
    assert_true(notebook_add(notebook, &content, NULL, NULL));
    assert_true(notebook_is_fallback(notebook));
    notebook_free(notebook);
    notebook = notebook_open(&options, NULL);
    assert_int_equal(note_count(notebook), 1);
    notebook_free(notebook);
    text_free(text);
    free(path);
}

// --- damaged files -------------------------------------------------------------------------

// A file cut anywhere: every whole line counts, the cut one is left as it is, and writing goes on.
static void test_torn_everywhere(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    for (int i = 0; i < 5; i++)
        add_note(fixture, notebook, "treaty", "body", NULL);
    notebook_free(notebook);
    char *content = read_string(fixture->sidecar);
    size_t length = strlen(content);
    for (size_t cut = 0; cut <= length; cut++) {
        write_file(fixture->sidecar, content, cut);
        size_t whole = 0, last = 0;
        for (size_t i = 0; i < cut; i++) {
            if (content[i] == '\n') {
                whole++;
                last = i + 1;
            }
        }
        bool complete = content[cut] == '\n'; // all but the newline: accepted
        bool torn = cut > last && !complete;
        notebook = fixture_open(fixture);
        size_t line = 0;
        assert_int_equal(note_count(notebook), whole + complete);
        assert_int_equal(notebook_damaged(notebook, &line), torn);
        assert_int_equal(line, torn ? whole + 1 : 0);
        if (cut % 97 == 0 || cut + 3 > length) {
            add_note(fixture, notebook, "harbour", "after", NULL);
            assert_int_equal(note_count(notebook), whole + complete + 1);
            assert_int_equal(notebook_damaged(notebook, NULL), torn);
            char *after = read_string(fixture->sidecar);
            assert_memory_equal(after, content, cut);
            free(after);
        }
        notebook_free(notebook);
    }
    free(content);
}

// The rest of a line comes later, as when a file is being copied.
static void test_growing_line(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, "treaty", "body", NULL);
    char *content = read_string(fixture->sidecar);
    notebook_free(notebook);
    write_file(fixture->sidecar, content, 100);
    notebook = fixture_open(fixture);
    assert_int_equal(notebook_damaged(notebook, NULL), 1);
    int descriptor = open(fixture->sidecar, O_WRONLY | O_APPEND);
    assert_true(file_write_all(descriptor, content + 100, strlen(content) - 100));
    close(descriptor);
    assert_true(notebook_poll(notebook));
    assert_int_equal(note_count(notebook), 1);
    assert_int_equal(notebook_damaged(notebook, NULL), 0);
    free(content);
    notebook_free(notebook);
}

static void test_damaged_kept(void **state)
{
    struct fixture *fixture = *state;
    static const char damage[] = "\xEF\xBB\xBF\n{\"id\":\n\xFF\xFE\x00zz\n<<<<<<< HEAD\n\r\n[]\n";
    write_file(fixture->sidecar, damage, sizeof damage - 1);
    struct notebook *notebook = fixture_open(fixture);
    size_t line;
    assert_int_equal(notebook_damaged(notebook, &line), 4);
    assert_int_equal(line, 2);
    char id[64];
    add_note(fixture, notebook, "treaty", "body", id);
    assert_true(change_body(notebook, id, "other"));
    assert_int_equal(note_count(notebook), 1);
    assert_int_equal(notebook_damaged(notebook, NULL), 4);
    notebook_free(notebook);
    struct buffer content = {0};
    assert_true(file_read(fixture->sidecar, 1 << 20, &content, NULL));
    assert_memory_equal(content.data, damage, sizeof damage - 1);
    buffer_fini(&content);
}

static void test_limits(void **state)
{
    struct fixture *fixture = *state;
    struct notebook_options options = {.text = fixture->text, .environment = &fixture->environment};
    struct error error = {0};
    struct buffer content = {0};
    buffer_add_string(&content, "\n");
    for (size_t i = 0; i <= SIDECAR_LINE_LIMIT; i++)
        buffer_add_byte(&content, 'x');
    write_file(fixture->sidecar, content.data, content.length);
    assert_null(notebook_open(&options, &error));
    assert_int_equal(error.code, ERROR_TOO_LARGE);
    assert_int_equal(error.line, 2);

    memset(content.data, '\n', content.length);
    write_file(fixture->sidecar, content.data, SIDECAR_LINES_LIMIT + 1);
    assert_null(notebook_open(&options, &error));
    assert_int_equal(error.code, ERROR_TOO_LARGE);
    write_file(fixture->sidecar, content.data, SIDECAR_LINES_LIMIT);
    struct notebook *notebook = notebook_open(&options, &error);
    assert_non_null(notebook);
    notebook_free(notebook);
    buffer_fini(&content);

    write_string(fixture->sidecar, "");
    assert_int_equal(truncate(fixture->sidecar, (off_t)SIDECAR_FILE_LIMIT + 1), 0);
    assert_null(notebook_open(&options, &error));
    assert_int_equal(error.code, ERROR_TOO_LARGE);
    assert_int_equal(append(fixture, "x", &error), APPEND_FAILED);
    assert_int_equal(error.code, ERROR_TOO_LARGE);
}

#define HUGE_NUMBER "9999999999999999999999999"

// Lines that mean harm, or nonsense: none crashes, none becomes a note with a place.
static void test_hostile_lines(void **state)
{
    struct fixture *fixture = *state;
    struct buffer content = {0};
    enum { DEEP = 100000 };
    for (int i = 0; i < DEEP; i++)
        buffer_add_byte(&content, '[');
    buffer_add_byte(&content, '\n');
    for (int i = 0; i < DEEP; i++)
        buffer_add_string(&content, "{\"a\":");
    buffer_add_byte(&content, '\n');
    size_t damaged = 2, notes = 0;
    static const char *const broken[] = {
        "{\"id\":\"\",\"type\":\"Annotation\"}",
        "{\"id\":7,\"type\":\"Annotation\"}",
        "{\"id\":\"urn:x:a\"}",
        "{\"id\":\"urn:x:a\",\"type\":[[\"Annotation\"]]}",
        "{\"id\":\"urn:x:\\uD800\",\"type\":\"Annotation\"}",
        "{\"id\":\"urn:x:a\",\"type\":\"Annotation\"}}",
        "\"Annotation\"",
        "null",
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++, damaged++)
        buffer_format(&content, "%s\n", broken[i]);
    static const char *const odd[] = {
        "\"target\":null",
        "\"target\":[],\"body\":[[],{},null,7,\"x\"]",
        "\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":9,\"end\":3}}",
        "\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":-1,\"end\":3}}",
        "\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":1e3,\"end\":2e3}}",
        "\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":0,\"end\":"
        "1" HUGE_NUMBER "}}",
        "\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":5,\"end\":999999}}",
        "\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"\\u0000\"}}",
        "\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":[1]}}",
        "\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"\"}}",
        "\"target\":7,\"motivation\":{},\"creator\":[{}],\"created\":[],\"modified\":{}",
        "\"modified\":\"9999-12-31T23:59:59.999999Z\",\"x\":1e999999",
        "\"body\":{\"type\":\"TextualBody\",\"value\":{\"a\":1}},\"bodyValue\":3",
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++, notes++)
        buffer_format(&content, "{\"id\":\"urn:x:%zu\",\"type\":\"Annotation\",%s}\n", i, odd[i]);
    write_file(fixture->sidecar, content.data, content.length);

    struct notebook *notebook = fixture_open(fixture);
    assert_int_equal(notebook_damaged(notebook, NULL), damaged);
    size_t count;
    const struct note *all = notebook_notes(notebook, &count);
    assert_int_equal(count, notes);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(all[i].state, NOTE_ORPHAN);
        assert_true(span_is_empty(all[i].span));
    }
    for (size_t i = 0; i < notes; i++) { // edits end in a version or an error, not in harm
        char id[32];
        snprintf(id, sizeof id, "urn:x:%zu", i);
        bool changed = change_body(notebook, id, "body");
        // A number too large to be written back, and a note dated at the end of time.
        assert_int_equal(changed, i != 5 && i != 11);
    }
    char *after = read_string(fixture->sidecar);
    assert_memory_equal(after, content.data, content.length);
    free(after);
    buffer_fini(&content);
    notebook_free(notebook);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_append),           TEST(test_not_regular),
        TEST(test_locked),           TEST(test_replaced_while_waiting),
        TEST(test_many_writers),     TEST(test_short_write),
        TEST(test_no_space_at_all),  TEST(test_failed_sync),
        TEST(test_read_only_folder), TEST(test_name_too_long),
        TEST(test_torn_everywhere),  TEST(test_growing_line),
        TEST(test_damaged_kept),     TEST(test_limits),
        TEST(test_hostile_lines),
    };
    return cmocka_run_group_tests_name("notes log", tests, NULL, NULL);
}
