// SPDX-License-Identifier: GPL-3.0-or-later
// Merging: the laws of a set (order, repetition, steps do not count), tried on random sidecars;
// what is kept and left out; files replaced.

#include <config.h>

#include "notes-fixture.h"

#include "notes/merge.h"
#include "notes/sidecar.h"

#include <errno.h>

// --- random sidecars -----------------------------------------------------------------------

// A small generator, the same on every machine (Marsaglia, "Xorshift RNGs", 2003).
static uint32_t chance(uint32_t *state, uint32_t below)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state % below;
}

// Few ids and few instants, so that versions, repetitions and ties are common; and what breaks
// lines: blank ones, carriage returns, marks of the byte order, parts of lines, no last newline.
static void make_line(uint32_t *state, struct buffer *out)
{
    switch (chance(state, 10)) {
    case 0:
        buffer_format(out, "{\"type\":\"Annotation\",\"id\":\"urn:x:%u", chance(state, 5));
        break;
    case 1:
        buffer_add_string(out, chance(state, 2) ? "" : " \t");
        break;
    case 2:
        buffer_format(out, "\xEF\xBB\xBF{\"damaged\":%u}\r", chance(state, 3));
        break;
    case 3:
        buffer_format(out,
                      "{\"type\":\"as:Tombstone\",\"id\":\"urn:x:%u\",\"modified\":"
                      "\"2024-07-27T08:00:00.%06uZ\"}",
                      chance(state, 5), chance(state, 4));
        break;
    default:
        buffer_format(out,
                      "{\"type\":\"Annotation\",\"id\":\"urn:x:%u\",\"modified\":"
                      "\"2024-07-27T%02u:00:00.%06uZ\",\"body\":%u}",
                      chance(state, 5), chance(state, 3), chance(state, 4), chance(state, 3));
    }
    buffer_add_string(out, chance(state, 8) ? "" : "\r");
}

static char *make_sidecar(struct fixture *fixture, uint32_t *state, const char *name)
{
    struct buffer content = {0};
    size_t lines = chance(state, 12);
    for (size_t i = 0; i < lines; i++) {
        make_line(state, &content);
        if (i + 1 < lines || chance(state, 2))
            buffer_add_byte(&content, '\n');
    }
    char *path = path_join(fixture->folder, name);
    write_file(path, buffer_string(&content), content.length);
    buffer_fini(&content);
    return path;
}

static char *merge(const char *const *paths, size_t count, bool fold)
{
    struct buffer out = {0};
    struct merge_result result;
    struct error error = {0};
    assert_true(merge_sidecars(paths, count, fold, &out, &result, &error));
    char *merged = memory_copy_string(buffer_string(&out));
    buffer_fini(&out);
    return merged;
}

static void expect_same(const char *const *paths, size_t count, bool fold, const char *expected,
                        const char *law, unsigned seed)
{
    char *merged = merge(paths, count, fold);
    if (strcmp(merged, expected) != 0)
        fail_msg("%s (seed %u):\n%s\nnot\n%s", law, seed, merged, expected);
    free(merged);
}

static void test_laws(void **state)
{
    struct fixture *fixture = *state;
    for (unsigned seed = 1; seed <= 300; seed++) {
        uint32_t random = seed * 2654435761u;
        char *a = make_sidecar(fixture, &random, "a"), *b = make_sidecar(fixture, &random, "b"),
             *c = make_sidecar(fixture, &random, "c"), *ab = path_join(fixture->folder, "ab"),
             *all = path_join(fixture->folder, "all");
        bool fold = seed % 2;
        char *merged = merge((const char *[]){a, b, c}, 3, fold);
        expect_same((const char *[]){c, a, b}, 3, fold, merged, "order", seed);
        expect_same((const char *[]){b, c, a, b}, 4, fold, merged, "repetition", seed);
        char *step = merge((const char *[]){a, b}, 2, fold);
        write_string(ab, step);
        expect_same((const char *[]){c, ab}, 2, fold, merged, "steps", seed);
        write_string(all, merged);
        expect_same((const char *[]){all}, 1, fold, merged, "idempotence", seed);
        free(step);
        free(merged);
        free(a);
        free(b);
        free(c);
        free(ab);
        free(all);
    }
}

// Whether the line stands in the text as a whole line.
static bool has_line(const char *text, const char *line, size_t length)
{
    for (const char *at = text; *at; at = strchr(at, '\n') + 1) {
        if (strncmp(at, line, length) == 0 && at[length] == '\n')
            return true;
    }
    return false;
}

// Every line of every file is in the union, whatever it says.
static void test_union(void **state)
{
    struct fixture *fixture = *state;
    for (unsigned seed = 1; seed <= 100; seed++) {
        uint32_t random = seed * 2654435761u;
        char *paths[2] = {make_sidecar(fixture, &random, "a"), make_sidecar(fixture, &random, "b")};
        char *merged = merge((const char *const *)paths, 2, false);
        for (int i = 0; i < 2; i++) {
            char *content = read_string(paths[i]), *rest = content, *line;
            while ((line = strsep(&rest, "\n"))) {
                size_t length = strlen(line);
                while (length && line[length - 1] == '\r')
                    length--;
                if (strncmp(line, "\xEF\xBB\xBF", 3) == 0) {
                    line += 3;
                    length -= 3;
                }
                if (strspn(line, " \t") < length && !has_line(merged, line, length))
                    fail_msg("seed %u lost: %.*s", seed, (int)length, line);
            }
            free(content);
            free(paths[i]);
        }
        free(merged);
    }
}

// --- by example ----------------------------------------------------------------------------

#define ANNOTATION(id, modified, rest)                                                             \
    "{\"type\":\"Annotation\",\"id\":\"" id "\",\"modified\":\"" modified "\"" rest "}\n"
#define OLD ANNOTATION("urn:x:1", "2024-07-27T08:00:00Z", "")
#define NEW ANNOTATION("urn:x:1", "2024-07-27T10:30:00+02:00", "")
#define OTHER ANNOTATION("urn:x:2", "2024-07-01T08:00:00Z", "")
#define DELETED                                                                                    \
    "{\"type\":\"as:Tombstone\",\"id\":\"urn:x:2\",\"modified\":\"2024-07-28T08:00:00Z\"}\n"
#define DAMAGED "{\"type\":\n"

static void test_order(void **state)
{
    struct fixture *fixture = *state;
    // By id, then by instant and not by how it is written, damaged lines last.
    write_string(fixture->sidecar, DAMAGED DELETED NEW OTHER OLD);
    const char *paths[] = {fixture->sidecar};
    char *merged = merge(paths, 1, false);
    assert_string_equal(merged, OLD NEW OTHER DELETED DAMAGED);
    free(merged);
    merged = merge(paths, 1, true);
    assert_string_equal(merged, NEW DELETED); // the winner may be a deletion
    free(merged);
}

static void test_missing(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};
    struct merge_result result;
    struct error error;
    const char *paths[] = {fixture->sidecar};
    assert_false(merge_sidecars(paths, 1, false, &out, &result, &error));
    assert_int_equal(error.code, ERROR_SYSTEM);
    assert_int_equal(error.system, ENOENT);
    assert_string_equal(error.path, fixture->sidecar);
}

static void test_long_line(void **state)
{
    struct fixture *fixture = *state;
    struct buffer content = {0}, out = {0};
    buffer_add_string(&content, OLD);
    for (size_t i = 0; i <= SIDECAR_LINE_LIMIT; i++)
        buffer_add_byte(&content, 'x');
    write_file(fixture->sidecar, content.data, content.length);
    buffer_fini(&content);
    struct merge_result result;
    struct error error;
    const char *paths[] = {fixture->sidecar};
    assert_false(merge_sidecars(paths, 1, false, &out, &result, &error));
    assert_int_equal(error.code, ERROR_TOO_LARGE);
    assert_int_equal(error.line, 2);
    buffer_fini(&out);
}

// --- into a file ---------------------------------------------------------------------------

static bool merge_to(const char *target, const char *one, const char *other, struct error *error)
{
    struct merge_result result;
    bool writing;
    return merge_into(target, (const char *[]){one, other}, 2, false, &result, &writing, error);
}

// As git calls it: the outcome goes into one of the files merged.
static void test_into_one_of_them(void **state)
{
    struct fixture *fixture = *state;
    char *theirs = path_join(fixture->folder, "theirs");
    write_string(fixture->sidecar, OLD OTHER);
    chmod(fixture->sidecar, 0640);
    write_string(theirs, OLD NEW);
    assert_true(merge_to(fixture->sidecar, fixture->sidecar, theirs, NULL));
    char *merged = read_string(fixture->sidecar);
    assert_string_equal(merged, OLD NEW OTHER);
    struct stat status;
    assert_int_equal(stat(fixture->sidecar, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    free(merged);
    free(theirs);
}

// A file whose notes would be gone is not replaced.
static void test_into_another(void **state)
{
    struct fixture *fixture = *state;
    char *one = path_join(fixture->folder, "one"), *other = path_join(fixture->folder, "other");
    struct error error;
    write_string(one, OLD);
    write_string(other, NEW);
    write_string(fixture->sidecar, OTHER);
    assert_false(merge_to(fixture->sidecar, one, other, &error));
    assert_int_equal(error.system, EEXIST);
    assert_int_equal(error.line, 1);
    char *kept = read_string(fixture->sidecar);
    assert_string_equal(kept, OTHER);
    free(kept);
    // What the merge has too is no loss.
    write_string(fixture->sidecar, NEW);
    assert_true(merge_to(fixture->sidecar, one, other, &error));
    kept = read_string(fixture->sidecar);
    assert_string_equal(kept, OLD NEW);
    free(kept);
    free(one);
    free(other);
}

static void test_into_fails(void **state)
{
    struct fixture *fixture = *state;
    struct error error;
    write_string(fixture->sidecar, OLD);
    assert_false(merge_to("/nonexistent/folder/x", fixture->sidecar, fixture->sidecar, &error));
    assert_int_equal(error.system, ENOENT);
    // A file that cannot be read leaves the target as it was.
    assert_false(merge_to(fixture->sidecar, fixture->sidecar, fixture->folder, &error));
    assert_int_equal(error.code, ERROR_DIRECTORY);
    char *kept = read_string(fixture->sidecar);
    assert_string_equal(kept, OLD);
    free(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_laws, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_union, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_order, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_missing, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_long_line, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_into_one_of_them, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_into_another, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_into_fails, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
