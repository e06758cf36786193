// SPDX-License-Identifier: GPL-3.0-or-later
// The codebook: where it is found, which lines fit, how it grows.

#include <config.h>

#include "notes-fixture.h"

#include "notes/codebook.h"

static struct codebook *open_codebook(struct fixture *fixture, struct error *error)
{
    return codebook_open(fixture->article, &fixture->environment, error);
}

static char *own_path(const struct fixture *fixture)
{
    return path_join(fixture->folder, "round up.txt.codebook.tsv");
}

static void test_start(void **state)
{
    struct fixture *fixture = *state;
    struct error error;
    struct codebook *codebook = open_codebook(fixture, &error);
    size_t count;
    codebook_entries(codebook, &count);
    assert_int_equal(count, 0);
    assert_int_equal(error.code, ERROR_NONE);
    assert_null(codebook_path(codebook));
    assert_true(codebook_add(codebook, 'f', "framing/evaluation", NOTE_BLUE, NULL));
    assert_true(codebook_add(codebook, 0xE9, "été", NOTE_NO_COLOUR, NULL));
    assert_true(codebook_add(codebook, 0, "no letter", NOTE_NO_COLOUR, NULL));
    char *path = own_path(fixture), *content = read_string(path);
    assert_string_equal(codebook_path(codebook), path);
    assert_string_equal(content, "letter\ttag\tcolour\tdescription\n"
                                 "f\tframing/evaluation\tblue\t\n"
                                 "é\tété\t\t\n"
                                 "\tno letter\t\t\n");
    codebook_free(codebook);
    codebook = open_codebook(fixture, &error);
    assert_int_equal(error.code, ERROR_NONE);
    codebook_entries(codebook, &count);
    assert_int_equal(count, 3);
    assert_string_equal(codebook_by_letter(codebook, 0xE9)->tag, "été");
    assert_int_equal(codebook_by_tag(codebook, "framing/evaluation")->colour, NOTE_BLUE);
    assert_null(codebook_by_letter(codebook, 0));
    assert_null(codebook_by_tag(codebook, "framing"));
    codebook_free(codebook);
    free(content);
    free(path);
}

static void test_refused(void **state)
{
    struct fixture *fixture = *state;
    struct codebook *codebook = open_codebook(fixture, NULL);
    assert_true(codebook_add(codebook, 'a', "tag", NOTE_RED, NULL));
    static const struct {
        unsigned letter;
        const char *tag;
    } cases[] = {
        {'b', ""},         {'b', "x\ty"},          {'b', "x\ny"},  {'b', "x\xE2\x80\xAEy"},
        {'b', "\x1B[31m"}, {'b', "bad \xFF"},      {'a', "other"}, {'b', "tag"},
        {'\n', "other"},   {'b', " outer space "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error = {0};
        assert_false(codebook_add(codebook, cases[i].letter, cases[i].tag, NOTE_RED, &error));
        assert_int_equal(error.code, ERROR_FORMAT);
    }
    char *path = own_path(fixture);
    assert_int_equal(count_lines(path), 2);
    free(path);
    codebook_free(codebook);
}

static void test_lines(void **state)
{
    struct fixture *fixture = *state;
    char *path = path_join(fixture->folder, "codebook.tsv");
    static const char content[] = "\xEF\xBB\xBFletter\ttag\tcolour\tdescription\tlater column\r\n"
                                  "a\tone\tred\twhat it means\tmore\r\n"
                                  "\n"
                                  "ab\ttwo letters\t\t\n"
                                  "b\tno such colour\tmauve\t\n"
                                  "a\tletter taken\t\t\n"
                                  "c\tone\t\t\n"
                                  "only a word\n"
                                  "-\tno letter\t-\n"
                                  "d\tlast";
    write_string(path, content);
    struct error error;
    struct codebook *codebook = open_codebook(fixture, &error);
    size_t count;
    const struct codebook_entry *entries = codebook_entries(codebook, &count);
    assert_int_equal(count, 3);
    assert_string_equal(entries[0].description, "what it means");
    assert_int_equal(entries[1].letter, 0);
    assert_string_equal(entries[2].tag, "last");
    assert_int_equal(error.code, ERROR_FORMAT);
    assert_int_equal(error.line, 4);
    assert_string_equal(codebook_path(codebook), path);
    assert_true(codebook_add(codebook, 'e', "more", NOTE_GREEN, NULL));
    char *after = read_string(path);
    assert_memory_equal(after, content, sizeof content - 1);
    assert_string_equal(after + sizeof content - 1, "\ne\tmore\tgreen\t\n");
    free(after);
    free(path);
    codebook_free(codebook);
}

// The article's own before the folder's before the configured one.
static void test_places(void **state)
{
    struct fixture *fixture = *state;
    char *paths[] = {path_join(fixture->environment.config, "codebook.tsv"),
                     path_join(fixture->folder, "codebook.tsv"), own_path(fixture)};
    assert_true(file_make_directories(fixture->environment.config, NULL));
    for (size_t i = 0; i < 3; i++) {
        write_string(paths[i], "a\ttag\n");
        struct codebook *codebook = open_codebook(fixture, NULL);
        assert_string_equal(codebook_path(codebook), paths[i]);
        codebook_free(codebook);
        free(paths[i]);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_start),
        TEST(test_refused),
        TEST(test_lines),
        TEST(test_places),
    };
    return cmocka_run_group_tests_name("codebook", tests, NULL, NULL);
}
