// SPDX-License-Identifier: GPL-3.0-or-later
// Lines: a file of five, torn at every byte, to which writing goes on; and lines of two people, in
// any order, any number of times, in either of the two places that are read together.

#include <config.h>

#include "unit/notes-fixture.h"

#include "notes/places.h"

enum { LINES = 5 };

// Stands before the C library's: what is on disk does not matter here, and thousands of syncs would
// take their time.
int fdatasync(int descriptor)
{
    struct stat status;
    return fstat(descriptor, &status);
}

// Lines that end within so many bytes.
static size_t count_whole(const char *content, size_t length)
{
    size_t whole = 0;
    for (size_t i = 0; i < length; i++)
        whole += content[i] == '\n';
    return whole;
}

// Every line that was whole is a note, whatever is written after a torn one; the torn one is left
// as it is.
static void test_torn_at_every_byte(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    size_t lost = 0;
    for (int i = 0; i < LINES; i++)
        add_note(fixture, notebook, "treaty", "body", NULL);
    notebook_free(notebook);
    char *content = read_string(fixture->sidecar);
    size_t length = strlen(content);
    for (size_t cut = 0; cut <= length; cut++) {
        write_file(fixture->sidecar, content, cut);
        size_t whole = count_whole(content, cut) + (content[cut] == '\n');
        notebook = fixture_open(fixture);
        add_note(fixture, notebook, "harbour", "after", NULL);
        lost += note_count(notebook) != whole + 1;
        notebook_free(notebook);
        notebook = fixture_open(fixture); // as a new program finds it
        lost += note_count(notebook) != whole + 1;
        assert_true(notebook_damaged(notebook, NULL) <= 1);
        notebook_free(notebook);
        char *after = read_string(fixture->sidecar);
        assert_memory_equal(after, content, cut);
        free(after);
    }
    print_message("# torn at %zu bytes: %zu times a whole line was lost\n", length + 1, lost);
    assert_int_equal(lost, 0);
    free(content);
}

// --- any order -----------------------------------------------------------------------------

static unsigned next_random(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245 + 12345;
    return (*seed >> 16) % below;
}

static void describe(struct notebook *notebook, struct buffer *out)
{
    size_t count;
    const struct note *notes = notebook_notes(notebook, &count);
    for (size_t i = 0; i < count; i++) {
        buffer_format(out, "%s %s %lld %zu:", notes[i].id, notes[i].body,
                      (long long)notes[i].modified, notes[i].versions);
        for (size_t j = 1; j < notes[i].versions; j++) {
            struct note *version = notebook_version(notebook, notes[i].id, j);
            buffer_format(out, " %s", version ? version->body : "deleted");
            notebook_version_free(version);
        }
        buffer_add_byte(out, '\n');
    }
}

// Two people edit from the same state without seeing each other: both files together, as lines.
static size_t make_lines(struct fixture *fixture, unsigned *seed, char *lines[256])
{
    enum { NOTES = 5, ACTS = 12 };
    char ids[NOTES][64], body[32];
    size_t count = 0;
    struct notebook *notebook = fixture_open(fixture);
    for (int i = 0; i < NOTES; i++)
        add_note(fixture, notebook, i % 2 ? "treaty" : "peace", "new", ids[i]);
    notebook_free(notebook);
    char *common = read_string(fixture->sidecar);
    for (int person = 0; person < 2; person++) {
        write_string(fixture->sidecar, common);
        fixture_user(fixture, person ? FIXTURE_OTHER : FIXTURE_USER, person ? "two" : "one");
        fixture->environment.fixed_now = FIXTURE_NOW + 7 * person;
        notebook = fixture_open(fixture);
        for (int i = 0; i < ACTS; i++) {
            const char *id = ids[next_random(seed, NOTES)];
            snprintf(body, sizeof body, "%d by %d", i, person);
            if (!notebook_find(notebook, id))
                continue;
            if (next_random(seed, 8) == 0)
                assert_true(notebook_delete(notebook, id, NULL));
            else
                assert_true(change_body(notebook, id, body));
        }
        notebook_free(notebook);
        char *content = read_string(fixture->sidecar), *rest;
        for (char *line = strtok_r(content, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
            lines[count++] = memory_copy_string(line);
        free(content);
    }
    free(common);
    return count;
}

// The fallback place of the article, with its folder made.
static char *make_fallback(const struct fixture *fixture)
{
    char *path = place_fallback(&fixture->environment, fixture->article, fixture->text);
    char *folder = path_directory(path);
    assert_true(file_make_directories(folder, NULL));
    free(folder);
    return path;
}

static void scatter(const struct fixture *fixture, const char *fallback, char *const *lines,
                    size_t count, unsigned *seed)
{
    struct buffer files[2] = {0};
    for (size_t i = 0; i < count; i++) {
        for (unsigned copies = 1 + next_random(seed, 3); copies > 0; copies--)
            buffer_format(&files[next_random(seed, 2)], "%s\n", lines[i]);
    }
    write_string(fixture->sidecar, buffer_string(&files[0]));
    write_string(fallback, buffer_string(&files[1]));
    buffer_fini(&files[0]);
    buffer_fini(&files[1]);
}

static void test_any_order(void **state)
{
    enum { ROUNDS = 100 };
    struct fixture *fixture = *state;
    struct buffer expected = {0};
    unsigned seed = 11;
    char *lines[256];
    size_t count = make_lines(fixture, &seed, lines);
    char *fallback = make_fallback(fixture);
    for (int round = 0; round < ROUNDS; round++) {
        struct buffer got = {0};
        scatter(fixture, fallback, lines, count, &seed);
        struct notebook *notebook = fixture_open(fixture);
        describe(notebook, round == 0 ? &expected : &got);
        notebook_free(notebook);
        if (round > 0)
            assert_string_equal(buffer_string(&got), buffer_string(&expected));
        buffer_fini(&got);
        for (size_t i = count; i > 1; i--) {
            size_t j = next_random(&seed, (unsigned)i);
            char *line = lines[i - 1];
            lines[i - 1] = lines[j];
            lines[j] = line;
        }
    }
    assert_non_null(strstr(buffer_string(&expected), " 2: ")); // there were concurrent edits
    for (size_t i = 0; i < count; i++)
        free(lines[i]);
    buffer_fini(&expected);
    free(fallback);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_torn_at_every_byte),
        TEST(test_any_order),
    };
    return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
