// SPDX-License-Identifier: GPL-3.0-or-later
// The terminal from outside: how the program takes it, keeps it whole and gives it back.

#include <config.h>

#include "../skip.h"
#include "harness.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
    struct e2e_folder folder;
    struct e2e *e2e;
};

// A round-up small enough to stand on the smallest screens, which shows at its head.
static const char article[] = "Ministers meet in Lima\n"
                              "\n"
                              "The two ministers met in Lima on Monday. They spoke of trade.\n"
                              "\n"
                              "A second paragraph says that they will meet again.\n"
                              "\n"
                              "A third paragraph ends it.\n";

static int set_up(void **state)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    e2e_folder_init(&fixture->folder);
    e2e_write(&fixture->folder, "article.txt", article);
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

static struct e2e *start(struct fixture *fixture, int rows, int columns)
{
    fixture->e2e = e2e_start(&fixture->folder, rows, columns, "article.txt", NULL);
    e2e_wait_text(fixture->e2e, "Ministers meet in Lima");
    return fixture->e2e;
}

static void expect_end(struct e2e *e2e, int status)
{
    int exit_status = e2e_wait_exit(e2e);
    if (exit_status != status)
        e2e_fail(e2e, "the exit status is %d, not %d", exit_status, status);
    if (!e2e_terminal_modes_restored(e2e))
        e2e_fail(e2e, "the terminal was not restored");
}

static bool output_has(struct e2e *e2e, const void *text)
{
    return strstr(e2e_output(e2e, NULL), text);
}

static void test_quit_restores_terminal(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    static const char *const modes[] = {"\033[?1049h", "\033[?2004h", "\033[?1000h", "\033[?1002h",
                                        "\033[?1006h"};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        e2e_wait(e2e, output_has, modes[i], modes[i] + 1);
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
}

// Whoever starts the program never has to answer it: the terminal of these tests says nothing.
static void test_asks_terminal_nothing(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    static const char *const questions[] = {"\033[c",   "\033[>c",   "\033[6n", "\033[5n",
                                            "\033[18t", "\033]11;?", "\033P+q", "\033[?u"};
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        assert_null(strstr(e2e_output(e2e, NULL), questions[i]));
}

static void test_suspend_and_continue(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    for (int round = 0; round < 2; round++) {
        e2e_keys(e2e, E2E_CTRL('Z'));
        e2e_wait_stop(e2e);
        e2e_wait_gone(e2e, "Ministers meet in Lima");
        if (!e2e_terminal_modes_restored(e2e))
            e2e_fail(e2e, "a suspended program kept the terminal's modes");
        e2e_continue(e2e);
        e2e_wait_text(e2e, "Ministers meet in Lima");
    }
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
}

static void test_suspend_by_signal(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    e2e_signal(e2e, SIGTSTP);
    e2e_wait_stop(e2e);
    e2e_wait_gone(e2e, "Ministers meet in Lima");
    if (!e2e_terminal_modes_restored(e2e))
        e2e_fail(e2e, "a suspended program kept the terminal's modes");
    e2e_continue(e2e);
    e2e_wait_text(e2e, "Ministers meet in Lima");
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
}

static bool title_was_sent_after(struct e2e *e2e, const void *length)
{
    return strstr(e2e_output(e2e, NULL) + *(const size_t *)length, "Ministers");
}

// SIGSTOP cannot be noticed; after it the screen may hold anything, and is sent whole.
static void test_continue_after_stop(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    e2e_signal(e2e, SIGSTOP);
    e2e_wait_stop(e2e);
    size_t before;
    e2e_output(e2e, &before);
    e2e_continue(e2e);
    e2e_wait(e2e, title_was_sent_after, &before, "the title, sent again");
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
}

// The program may be left before the screen was sent again: the modes are off all the same.
static void test_quit_at_once_after_stop(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    e2e_signal(e2e, SIGSTOP);
    e2e_wait_stop(e2e);
    e2e_keys(e2e, "q");
    e2e_continue(e2e);
    expect_end(e2e, 0);
}

static void test_redraw(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    size_t before;
    e2e_output(e2e, &before);
    e2e_keys(e2e, E2E_CTRL('L'));
    e2e_wait(e2e, title_was_sent_after, &before, "the title, sent again");
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
}

static void test_resize(void **state)
{
    static const struct {
        int rows, columns;
    } sizes[] = {{9, 39}, {5, 20}, {40, 120}, {6, 200}, {50, 20}, {24, 80}};
    struct e2e *e2e = start(*state, 24, 80);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        e2e_resize(e2e, sizes[i].rows, sizes[i].columns);
        e2e_wait_text(e2e, "Ministers");
    }
    e2e_wait_text(e2e, "Ministers meet in Lima");
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
}

// Under 20×5 one line says so, and the way back is open. Never a broken frame or a crash.
static void test_too_small(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    e2e_resize(e2e, 4, 19);
    e2e_wait_gone(e2e, "Ministers meet");
    e2e_resize(e2e, 1, 1);
    e2e_resize(e2e, 24, 80);
    e2e_wait_text(e2e, "Ministers meet in Lima");
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
}

static void test_resize_storm(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    for (int i = 0; i < 300; i++)
        e2e_resize(e2e, 20 + i % 20, 60 + i % 70);
    e2e_resize(e2e, 30, 100);
    e2e_wait_text(e2e, "Ministers meet in Lima");
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
}

// Sizes as they come while a window is dragged, the smallest and very large ones among them.
static void test_storm_of_any_sizes(void **state)
{
    static const int extremes[][2] = {{1, 1},  {2, 5},  {200, 500}, {1, 200},
                                      {60, 1}, {5, 20}, {4, 19}};
    struct e2e *e2e = start(*state, 24, 80);
    uint64_t seed = 88172645463325252u; // George Marsaglia, "Xorshift RNGs", 2003
    for (int i = 0; i < 200; i++) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        size_t extreme = seed % 16;
        if (extreme < sizeof extremes / sizeof *extremes)
            e2e_resize(e2e, extremes[extreme][0], extremes[extreme][1]);
        else
            e2e_resize(e2e, 1 + (int)((seed >> 8) % 70), 1 + (int)((seed >> 16) % 250));
        if (i % 8 == 0)
            e2e_keys(e2e, i % 16 ? "j" : "Tk");
        if (i % 16 == 0)
            e2e_keys(e2e, "q");
        if (e2e_has_ended(e2e))
            e2e_fail(e2e, "ended after %d sizes", i);
    }
    e2e_resize(e2e, 30, 100);
    e2e_wait_text(e2e, "Ministers meet in Lima");
    e2e_wait_row(e2e, 29, "0 notes");
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
}

static void test_ending_signals(void **state)
{
    struct fixture *fixture = *state;
    static const int numbers[] = {SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct e2e *e2e = start(fixture, 24, 80);
        e2e_signal(e2e, numbers[i]);
        expect_end(e2e, 128 + numbers[i]);
        e2e_free(e2e);
        fixture->e2e = NULL;
    }
}

// ^C, as a key and as a signal, stops a search or a prompt, never the program.
static void test_interrupt_does_not_end(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    e2e_wait_text(e2e, "0 notes"); // all is there, so that no key waits for it
    e2e_keys(e2e, E2E_CTRL('C'));
    e2e_wait_text(e2e, "q quits");
    e2e_keys(e2e, "j");
    e2e_wait_gone(e2e, "q quits");
    e2e_signal(e2e, SIGINT);
    e2e_wait_text(e2e, "q quits");
    e2e_keys(e2e, ":");
    e2e_wait_row(e2e, 23, ":");
    e2e_keys(e2e, E2E_CTRL('C'));
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
}

static void test_crash_restores_terminal(void **state)
{
#ifdef E2E_SANITIZED
    SKIP_TEST("the sanitizers take these signals for themselves");
#endif
    struct fixture *fixture = *state;
    static const int numbers[] = {SIGSEGV, SIGABRT, SIGQUIT};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct e2e *e2e = start(fixture, 24, 80);
        e2e_signal(e2e, numbers[i]);
        expect_end(e2e, 256 + numbers[i]);
        e2e_free(e2e);
        fixture->e2e = NULL;
    }
}

static void expect_refusal(struct fixture *fixture, const char *terminal, const char *message)
{
    static const char *const arguments[] = {"article.txt", NULL};
    // Curses itself leaks a little where it finds no such terminal.
    static const char *const environment[] = {"ASAN_OPTIONS=detect_leaks=0", NULL};
    struct e2e_options options = {.terminal = terminal, .environment = environment};
    struct e2e *e2e = e2e_start_with(&fixture->folder, 24, 80, &options, arguments);
    fixture->e2e = e2e;
    expect_end(e2e, 2);
    const char *output = e2e_output(e2e, NULL);
    if (!strstr(output, "dateline: ") || !strstr(output, message))
        e2e_fail(e2e, "no message that says “%s”", message);
    assert_null(strstr(output, "\033[?1049h"));
    e2e_free(e2e);
    fixture->e2e = NULL;
}

static void test_unusable_terminals(void **state)
{
    expect_refusal(*state, "dumb", "dumb");
    expect_refusal(*state, "", "TERM");
    expect_refusal(*state, "no-such-terminal", "no-such-terminal");
}

static void test_article_from_pipe(void **state)
{
    struct fixture *fixture = *state;
    static const char *const arguments[] = {"-", NULL};
    struct e2e_options options = {.input = article};
    fixture->e2e = e2e_start_with(&fixture->folder, 24, 80, &options, arguments);
    e2e_wait_text(fixture->e2e, "Ministers meet in Lima");
    e2e_keys(fixture->e2e, "q");
    expect_end(fixture->e2e, 0);
}

// A terminal that is not the controlling one still serves keys.
static void test_article_from_pipe_without_controlling_terminal(void **state)
{
    struct fixture *fixture = *state;
    static const char *const arguments[] = {"-", NULL};
    struct e2e_options options = {.input = article, .other_session = true};
    fixture->e2e = e2e_start_with(&fixture->folder, 24, 80, &options, arguments);
    e2e_wait_text(fixture->e2e, "Ministers meet in Lima");
    e2e_keys(fixture->e2e, "q");
    expect_end(fixture->e2e, 0);
}

static void test_without_terminal_prints(void **state)
{
    struct fixture *fixture = *state;
    static const char *const arguments[] = {"article.txt", NULL};
    char *output, *errors;
    int status = e2e_run(&fixture->folder, NULL, &output, &errors, arguments);
    assert_int_equal(status, 0);
    assert_non_null(strstr(output, "Ministers meet in Lima"));
    assert_null(strchr(output, '\033'));
    assert_string_equal(errors, "");
    free(output);
    free(errors);
}

static bool is_plain(struct e2e_attributes attributes)
{
    return attributes.foreground == -1 && attributes.background == -1;
}

static void test_no_colour(void **state)
{
    struct fixture *fixture = *state;
    static const char *const arguments[] = {"article.txt", NULL};
    static const char *const environment[] = {"NO_COLOR=1", NULL};
    struct e2e_options options = {.environment = environment};
    struct e2e *e2e = e2e_start_with(&fixture->folder, 24, 80, &options, arguments);
    fixture->e2e = e2e;
    e2e_wait_text(e2e, "Ministers meet in Lima");
    for (int row = 0; row < 24; row++) {
        for (int column = 0; column < 80; column++)
            assert_true(is_plain(e2e_cell_attributes(e2e, row, column)));
    }
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
}

// Every kind of terminal the program is for shows the text and takes keys.
static void test_kinds_of_terminal(void **state)
{
    struct fixture *fixture = *state;
    static const char *const kinds[] = {"xterm",           "xterm-256color", "screen",
                                        "screen-256color", "tmux-256color",  "linux",
                                        "vt100",           "vt220"};
    static const char *const arguments[] = {"article.txt", NULL};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct e2e_options options = {.terminal = kinds[i]};
        struct e2e *e2e = e2e_start_with(&fixture->folder, 24, 80, &options, arguments);
        fixture->e2e = e2e;
        e2e_wait_text(e2e, "Ministers meet in Lima");
        e2e_keys(e2e, "q");
        int status = e2e_wait_exit(e2e);
        if (status != 0 || !e2e_terminal_modes_restored(e2e))
            e2e_fail(e2e, "on %s: status %d", kinds[i], status);
        e2e_free(e2e);
        fixture->e2e = NULL;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_quit_restores_terminal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_asks_terminal_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_suspend_and_continue, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_suspend_by_signal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_continue_after_stop, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_quit_at_once_after_stop, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_redraw, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_resize, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_small, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_resize_storm, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_storm_of_any_sizes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ending_signals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_interrupt_does_not_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_crash_restores_terminal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unusable_terminals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_article_from_pipe, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_article_from_pipe_without_controlling_terminal, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_without_terminal_prints, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_colour, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_kinds_of_terminal, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("terminal", tests, NULL, NULL);
}
