// SPDX-License-Identifier: GPL-3.0-or-later
// Streams: where the text comes from and the screen goes to, and what happens when they end or
// stand still; and where reading begins (+N, +/RE).

#include <config.h>

#include "../skip.h"
#include "harness.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define SIDECAR "article.txt.notes.jsonl"

enum { PARAGRAPHS = 60 };

struct fixture {
    struct e2e_folder folder;
    struct e2e *e2e;
    char article[PARAGRAPHS * 80];
};

static int set_up(void **state)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    e2e_folder_init(&fixture->folder);
    size_t length = (size_t)sprintf(fixture->article, "Ministers meet in Lima\n");
    for (int i = 2; i <= PARAGRAPHS; i++)
        length += (size_t)sprintf(fixture->article + length,
                                  "\nThis is paragraph %d of them. It says %d.\n", i, i * 7);
    e2e_write(&fixture->folder, "article.txt", fixture->article);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    e2e_free(fixture->e2e);
    e2e_folder_fini(&fixture->folder);
    test_free(fixture);
    return 0;
}

static struct e2e *start_with(struct fixture *fixture, const struct e2e_options *options,
                              const char *argument, const char *another)
{
    const char *const arguments[] = {argument, another, NULL};
    e2e_free(fixture->e2e);
    fixture->e2e = e2e_start_with(&fixture->folder, 24, 80, options, arguments);
    return fixture->e2e;
}

// --- the end of the terminal ---------------------------------------------------------------------

// What was done and where one was is there at the next start.
static void expect_all_kept(struct fixture *fixture)
{
    struct e2e *e2e = start_with(fixture, NULL, "article.txt", NULL);
    e2e_wait_text(e2e, "1 note");
    e2e_wait_text(e2e, "This is paragraph 40 of them.");
    char *sidecar = e2e_read(&fixture->folder, SIDECAR);
    assert_non_null(strstr(sidecar, "This is paragraph 40 of them."));
    free(sidecar);
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
}

static struct e2e *begin_work(struct fixture *fixture, const struct e2e_options *options)
{
    struct e2e *e2e = start_with(fixture, options, "article.txt", NULL);
    e2e_wait_text(e2e, "0 notes");
    e2e_keys(e2e, "40gH");
    e2e_wait_text(e2e, "u takes it back");
    return e2e;
}

static void test_ended_by_signal(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = begin_work(fixture, NULL);
    e2e_signal(e2e, SIGHUP);
    assert_int_equal(e2e_wait_exit(e2e), 128 + SIGHUP);
    assert_true(e2e_terminal_modes_restored(e2e));
    expect_all_kept(fixture);
}

// The window is closed: a signal comes, and reading and writing fail.
static void test_terminal_closed(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = begin_work(fixture, NULL);
    e2e_hang_up(e2e);
    assert_int_equal(e2e_wait_exit(e2e), 128 + SIGHUP);
    expect_all_kept(fixture);
}

// Where it is not the controlling terminal no signal comes.
static void test_terminal_closed_without_signal(void **state)
{
    struct fixture *fixture = *state;
    static const struct e2e_options options = {.other_session = true};
    struct e2e *e2e = begin_work(fixture, &options);
    e2e_hang_up(e2e);
    assert_int_equal(e2e_wait_exit(e2e), 128 + SIGHUP);
    expect_all_kept(fixture);
}

// In the middle of a prompt, a note, a view.
static void test_terminal_closed_anywhere(void **state)
{
    struct fixture *fixture = *state;
    static const char *const keys[] = {"/parag", "aTo whom", ":", "E", "C", "h", "vw", "tz"};
    static const struct e2e_options options = {.other_session = true};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct e2e *e2e = start_with(fixture, i % 2 ? &options : NULL, "article.txt", NULL);
        e2e_wait_text(e2e, "Ministers meet in Lima");
        e2e_keys(e2e, keys[i]);
        e2e_hang_up(e2e);
        assert_int_equal(e2e_wait_exit(e2e), 128 + SIGHUP);
    }
}

// --- a terminal that stands still ----------------------------------------------------------------

static size_t count_lines(const struct fixture *fixture)
{
    char *sidecar = e2e_read(&fixture->folder, SIDECAR);
    size_t count = 0;
    for (const char *at = sidecar; (at = strchr(at, '\n')); at++)
        count++;
    free(sidecar);
    return count;
}

// Waits for a line more of the sidecar while nothing of the screen is read. False: none comes, the
// program waits for the screen to be taken.
static bool another_line(const struct fixture *fixture, size_t before)
{
    enum { SLICE = 5, SLICES = 100 };
    for (int i = 0; i < SLICES; i++) {
        if (count_lines(fixture) > before)
            return true;
        poll(NULL, 0, SLICE);
    }
    return false;
}

static bool has_lines(struct e2e *e2e, const void *argument)
{
    (void)e2e;
    const struct fixture *fixture = argument;
    return count_lines(fixture) >= 30;
}

// Nobody takes what is drawn: keys typed meanwhile are obeyed afterwards, all of them.
static void test_slow_terminal(void **state)
{
    struct fixture *fixture = *state;
    static const char *const arguments[] = {"article.txt", NULL};
    e2e_free(fixture->e2e);
    struct e2e *e2e = fixture->e2e =
        e2e_start_with(&fixture->folder, 100, 300, NULL, arguments);
    e2e_wait_text(e2e, "0 notes");
    size_t done = 0;
    e2e_keys(e2e, "H");
    while (done < 20 && another_line(fixture, done)) {
        done++;
        e2e_keys(e2e, "\fH"); // all is drawn again
    }
    assert_in_range(done, 1, 19); // it does stand still
    size_t typed = done + 1;
    for (; typed < 30; typed++)
        e2e_keys(e2e, "H");
    e2e_wait(e2e, has_lines, fixture, "thirty acts");
    e2e_wait_text(e2e, "deleted: highlight");
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
    assert_int_equal(count_lines(fixture), 30);
}

// --- standard input ------------------------------------------------------------------------------

static void test_closed_input(void **state)
{
    struct fixture *fixture = *state;
    static const struct e2e_options options = {.no_input = true};
    struct e2e *e2e = start_with(fixture, &options, "article.txt", NULL);
    e2e_wait_text(e2e, "0 notes");
    e2e_keys(e2e, "G");
    e2e_wait_text(e2e, "This is paragraph 60 of them.");
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
}

static void test_closed_input_to_read(void **state)
{
    struct fixture *fixture = *state;
    static const struct e2e_options options = {.no_input = true};
    struct e2e *e2e = start_with(fixture, &options, "-", NULL);
    assert_int_equal(e2e_wait_exit(e2e), 3);
    assert_non_null(strstr(e2e_output(e2e, NULL), "dateline: "));
    assert_true(e2e_terminal_modes_restored(e2e));
}

static void test_pipe_with_keys(void **state)
{
    struct fixture *fixture = *state;
    const struct e2e_options options = {.input = fixture->article};
    struct e2e *e2e = start_with(fixture, &options, "-", NULL);
    e2e_wait_text(e2e, "Ministers meet in Lima");
    e2e_keys(e2e, "G");
    e2e_wait_text(e2e, "This is paragraph 60 of them.");
    e2e_keys(e2e, "?paragraph 12 \r");
    e2e_wait_text(e2e, "This is paragraph 12 of them.");
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
    assert_true(e2e_terminal_modes_restored(e2e));
}

// --- where reading begins ------------------------------------------------------------------------

static void test_beginnings(void **state)
{
    static const struct {
        const char *argument, *wanted;
    } cases[] = {{"+40", "This is paragraph 40 of them."},
                 {"+1", "Ministers meet in Lima"},
                 {"+1000", "This is paragraph 60 of them."},
                 {"+/It says 21[07]", "It says 210."},
                 {"+/IT SAYS", "no hit"}};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct e2e *e2e = start_with(fixture, NULL, cases[i].argument, "article.txt");
        e2e_wait_text(e2e, cases[i].wanted);
        e2e_keys(e2e, "q");
        assert_int_equal(e2e_wait_exit(e2e), 0);
    }
    const struct e2e_options piped = {.input = fixture->article};
    struct e2e *e2e = start_with(fixture, &piped, "+/paragraph 55", "-");
    e2e_wait_text(e2e, "This is paragraph 55 of them.");
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
}

static void test_malformed_beginning(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start_with(fixture, NULL, "+/(", "article.txt");
    assert_int_equal(e2e_wait_exit(e2e), 2);
    assert_true(e2e_terminal_modes_restored(e2e));
    assert_non_null(strstr(e2e_output(e2e, NULL), "dateline: "));
}

// --- standard output -----------------------------------------------------------------------------

// Runs a line of the shell in the folder; what it prints is yours.
static char *run_shell(const struct fixture *fixture, const char *line)
{
    char command[2048], output[4096];
    snprintf(command, sizeof command,
             "cd '%s' && HOME=$PWD/home XDG_STATE_HOME=$PWD/home/state "
             "XDG_CONFIG_HOME=$PWD/home/config LC_ALL=C.UTF-8 && export HOME XDG_STATE_HOME "
             "XDG_CONFIG_HOME LC_ALL && exec </dev/null && { %s; } 2>&1",
             fixture->folder.path, line);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t length = fread(output, 1, sizeof output - 1, pipe);
    output[length] = '\0';
    pclose(pipe);
    return strdup(output);
}

static void expect_output(const struct fixture *fixture, const char *line, const char *expected)
{
    char *output = run_shell(fixture, line);
    if (strcmp(output, expected) != 0)
        fail_msg("%s: “%s”, not “%s”", line, output, expected);
    free(output);
}

// A closed pipe ends the program quietly.
static void test_closed_pipe(void **state)
{
    struct fixture *fixture = *state;
    char *large = malloc(1 << 20);
    size_t length = (size_t)sprintf(large, "Ministers meet in Lima\n");
    while (length < (1 << 20) - 100)
        length += (size_t)sprintf(large + length, "\nThe ministers met in Lima on Monday.\n");
    e2e_write(&fixture->folder, "large.txt", large);
    free(large);
    static const char *const commands[] = {"", "text", "sections"};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        char line[512];
        snprintf(line, sizeof line,
                 "{ \"$DATELINE\" %s large.txt; echo \"status $?\" >status; } | head -n 1 >first; "
                 "cat status; wc -l <first",
                 commands[i]);
        expect_output(fixture, line, "status 0\n1\n");
    }
}

static void test_piped_output(void **state)
{
    struct fixture *fixture = *state;
    expect_output(fixture, "\"$DATELINE\" --no-gutter article.txt | sed -n '1p;3p'",
                  "Ministers meet in Lima\nThis is paragraph 2 of them. It says 14.\n");
    expect_output(fixture, "cat article.txt | \"$DATELINE\" --no-gutter | tail -n 1",
                  "This is paragraph 60 of them. It says 420.\n");
    expect_output(fixture, "\"$DATELINE\" --no-gutter --width=20 article.txt | sed -n 4,5p",
                  "This is paragraph 2\nof them. It says\n");
    char *output = run_shell(fixture, "\"$DATELINE\" article.txt >&-; echo status $?");
    assert_non_null(strstr(output, "dateline: "));
    assert_non_null(strstr(output, "status 4"));
    free(output);
    output = run_shell(fixture, "\"$DATELINE\" text article.txt >/dev/full; echo status $?");
    assert_non_null(strstr(output, "No space left"));
    assert_non_null(strstr(output, "status 4"));
    free(output);
}

int main(void)
{
    signal(SIGPIPE, SIG_DFL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_ended_by_signal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_terminal_closed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_terminal_closed_without_signal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_terminal_closed_anywhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_slow_terminal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_closed_input, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_closed_input_to_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pipe_with_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_beginnings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_malformed_beginning, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_closed_pipe, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_piped_output, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("streams", tests, NULL, NULL);
}
