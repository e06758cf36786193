// SPDX-License-Identifier: GPL-3.0-or-later
// Together: two readers on one sidecar, and two coders' differences settled.

#include <config.h>

#include "harness.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARTICLE                                                                                    \
    "Ministers meet in Lima\n\n"                                                                   \
    "The two ministers met in Lima on Monday. They signed a treaty. They left.\n"

struct fixture {
    struct e2e_folder folder;
    struct e2e *one, *other;
};

static int set_up(void **state)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    e2e_folder_init(&fixture->folder);
    e2e_write(&fixture->folder, "article.txt", ARTICLE);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    e2e_free(fixture->one);
    e2e_free(fixture->other);
    e2e_folder_fini(&fixture->folder);
    test_free(fixture);
    return 0;
}

// A reader whose state folder is `state` in the test's folder: another person; NULL: the usual one.
static struct e2e *start_as(struct fixture *fixture, const char *state)
{
    static const char *const arguments[] = {"article.txt", NULL};
    char variable[512] = "";
    if (state)
        snprintf(variable, sizeof variable, "XDG_STATE_HOME=%s/%s", fixture->folder.path, state);
    const char *const environment[] = {state ? variable : NULL, NULL};
    struct e2e_options options = {.environment = environment};
    struct e2e *e2e = e2e_start_with(&fixture->folder, 24, 80, &options, arguments);
    e2e_wait_text(e2e, "They signed a treaty");
    return e2e;
}

static bool has_background(struct e2e *e2e, const void *words)
{
    int row, column;
    return e2e_find(e2e, words, &row, &column) &&
           e2e_cell_attributes(e2e, row, column).background != -1;
}

static size_t count_lines(const struct fixture *fixture)
{
    char *content = e2e_read(&fixture->folder, "article.txt.notes.jsonl");
    size_t lines = 0;
    for (const char *at = content; (at = strchr(at, '\n')); at++)
        lines++;
    free(content);
    return lines;
}

static void quit(struct e2e *e2e)
{
    e2e_keys(e2e, "ZZ");
    assert_int_equal(e2e_wait_exit(e2e), 0);
}

static void kill_reader(struct e2e **reader)
{
    e2e_signal(*reader, SIGKILL);
    assert_int_equal(e2e_wait_exit(*reader), 256 + SIGKILL);
    e2e_free(*reader);
    *reader = NULL;
}

// What the one notes the other sees without doing anything, though it is typing a note; and what is
// typed stays as it was.
static void test_two_people(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *lin = fixture->one = start_as(fixture, "lin");
    struct e2e *mei = fixture->other = start_as(fixture, "mei");
    e2e_keys(mei, ")a");
    e2e_keys(mei, "half a th");
    e2e_wait_text(mei, "half a th");
    assert_false(has_background(mei, "They signed"));
    e2e_keys(lin, "))H");
    e2e_wait_text(lin, "highlighted");
    e2e_wait(mei, has_background, "They signed", "the other's highlight");
    e2e_wait_text(mei, "half a th");
    int row, column, end;
    assert_true(e2e_find(mei, "half a th", &row, &column));
    assert_true(e2e_cursor(mei, &row, &end));
    assert_int_equal(end, column + 9);
    e2e_keys(mei, "ought" E2E_ENTER);
    e2e_wait_file(mei, "article.txt.notes.jsonl", "half a thought");
    e2e_keys(lin, "("); // which leaves no message in the bottom line
    e2e_wait_text(lin, "2 notes");
    e2e_wait_text(lin, "“half a thought”");
    assert_int_equal(count_lines(fixture), 2);
    e2e_keys(lin, "d"); // the other's note is not one's own
    e2e_wait_text(lin, "only one's own can be deleted");
    quit(mei);
    quit(lin);
}

// Two readers of one person: neither takes the draft that the other is typing.
static void test_two_drafts(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *one = fixture->one = start_as(fixture, NULL);
    struct e2e *other = fixture->other = start_as(fixture, NULL);
    e2e_keys(one, ")aof the one");
    e2e_wait_text(one, "of the one");
    e2e_keys(one, E2E_ESCAPE);
    e2e_wait_text(one, "a goes on with it");
    e2e_keys(other, "))aof the other");
    e2e_wait_text(other, "of the other");
    assert_false(e2e_find(other, "of the one", NULL, NULL));
    e2e_keys(other, E2E_ENTER);
    e2e_wait_file(other, "article.txt.notes.jsonl", "of the other");
    e2e_keys(one, "a");
    e2e_wait_text(one, "of the one");
    kill_reader(&fixture->one);
    fixture->one = one = start_as(fixture, NULL);
    e2e_wait_text(one, "a note that was being typed is kept");
    e2e_keys(one, "a" E2E_ENTER);
    e2e_wait_file(one, "article.txt.notes.jsonl", "of the one");
    assert_int_equal(count_lines(fixture), 2);
    quit(one);
    quit(other);
    // A reader that is alone now takes over what one in a higher slot left behind.
    e2e_free(fixture->one);
    fixture->one = start_as(fixture, NULL);
    e2e_keys(fixture->one, ")a"); // which takes the first slot
    e2e_wait_text(fixture->one, "Enter saves");
    e2e_keys(fixture->one, E2E_ESCAPE);
    e2e_wait_text(fixture->one, "Space page");
    e2e_free(fixture->other);
    fixture->other = other = start_as(fixture, NULL);
    e2e_keys(other, ")aleft behind");
    e2e_wait_text(other, "left behind");
    e2e_keys(other, E2E_ESCAPE);
    e2e_wait_text(other, "a goes on with it");
    kill_reader(&fixture->other);
    e2e_keys(fixture->one, "a");
    e2e_wait_text(fixture->one, "left behind");
}

// --- agree -----------------------------------------------------------------------------------

#define NOTE(id, body, start, end, words)                                                          \
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x:" id                        \
    "\",\"type\":\"Annotation\",\"motivation\":\"" body                                            \
    "\"}],\"modified\":\"2024-07-27T08:00:00Z\",\"target\":{\"source\":\"article.txt\","           \
    "\"selector\":[{\"type\":\"TextPositionSelector\",\"start\":" start ",\"end\":" end            \
    "},{\"type\":\"TextQuoteSelector\",\"exact\":\"" words "\"}]}}\n"
#define CODED(id, start, end, words)                                                               \
    NOTE(id,                                                                                       \
         "assessing\",\"body\":[{\"type\":\"TextualBody\",\"purpose\":\"classifying\","            \
         "\"value\":\"coded",                                                                      \
         start, end, words)
#define TAGGED(id, tag, start, end, words)                                                         \
    NOTE(id,                                                                                       \
         "tagging\",\"body\":[{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"" tag, \
         start, end, words)
#define BOTH_CODED                                                                                 \
    CODED("1", "65", "86", "They signed a treaty.") CODED("2", "87", "97", "They left.")

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})

static void expect_agreed(struct fixture *fixture, const char *expected)
{
    char *output;
    e2e_run(&fixture->folder, NULL, &output, NULL,
            RUN("agree", "--disagreements", "lin.notes.jsonl", "mei.notes.jsonl"));
    if (!strstr(output, expected))
        fail_msg("no “%s” in “%s”", expected, output);
    free(output);
}

static void test_settling(void **state)
{
    struct fixture *fixture = *state;
    e2e_write(&fixture->folder, "lin.notes.jsonl",
              BOTH_CODED TAGGED("3", "act", "70", "85", "signed a treaty"));
    e2e_write(&fixture->folder, "mei.notes.jsonl",
              BOTH_CODED TAGGED("4", "deed", "65", "86", "They signed a treaty.")
                  TAGGED("5", "act", "87", "97", "They left."));
    char *before = e2e_read(&fixture->folder, "lin.notes.jsonl");
    expect_agreed(fixture, "\tact\tlin.notes.jsonl\tmei.notes.jsonl\tThey signed a treaty.\t-\n");
    struct e2e *e2e = fixture->one =
        e2e_start(&fixture->folder, 24, 80, "agree", "--open", "lin.notes.jsonl",
                  "mei.notes.jsonl", NULL);
    e2e_wait_row(e2e, 1, "< lin  > mei  0 of 2 settled");
    e2e_wait_row(e2e, 2, "< act");
    e2e_wait_row(e2e, 2, "> deed");
    e2e_wait_text(e2e, "< lin: act on “signed a treaty”");
    e2e_keys(e2e, "=");
    e2e_wait_row(e2e, 1, "1 of 2 settled");
    e2e_wait_file(e2e, "article.txt.agreed.notes.jsonl", "\"coded\"");
    e2e_keys(e2e, "<"); // of the next sentence: the first coder gave it no tag
    e2e_wait_row(e2e, 1, "2 of 2 settled");
    e2e_keys(e2e, E2E_ESCAPE "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
    expect_agreed(fixture, "\tThey signed a treaty.\tyes\n");
    expect_agreed(fixture, "\tact\tmei.notes.jsonl\tlin.notes.jsonl\tThey left.\tno\n");
    char *after = e2e_read(&fixture->folder, "lin.notes.jsonl");
    assert_string_equal(after, before); // the coders' own notes are only read
    free(before);
    free(after);
}

static void test_nothing_to_settle(void **state)
{
    struct fixture *fixture = *state;
    char *errors;
    e2e_write(&fixture->folder, "lin.notes.jsonl", BOTH_CODED);
    int status = e2e_run(&fixture->folder, NULL, NULL, &errors,
                         RUN("agree", "--open", "lin.notes.jsonl", "lin.notes.jsonl"));
    assert_int_equal(status, 1);
    assert_non_null(strstr(errors, "the coders agree"));
    free(errors);
    status = e2e_run(&fixture->folder, NULL, NULL, &errors,
                     RUN("agree", "--open", "lin.notes.jsonl", "lin.notes.jsonl",
                         "lin.notes.jsonl"));
    assert_int_equal(status, 2);
    assert_non_null(strstr(errors, "two coders"));
    free(errors);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_two_people, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_two_drafts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_settling, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_to_settle, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("together", tests, NULL, NULL);
}
