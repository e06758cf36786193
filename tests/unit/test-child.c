// SPDX-License-Identifier: GPL-3.0-or-later
// Child: a helper program as a filter, and what becomes of one that fails.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/child.h"

struct ran {
    bool done;
    int status;
    struct buffer output, messages;
    struct error error;
};

static struct ran run(const char *script, const char *input, size_t length, size_t limit, int time)
{
    const char *const arguments[] = {"/bin/sh", "-c", script, NULL};
    struct child child = {.arguments = arguments, .output_limit = limit, .time_limit = time};
    struct ran ran = {.status = -1};
    ran.done = child_filter(&child, input, length, "FILE", &ran.output, &ran.messages, &ran.status,
                            &ran.error);
    return ran;
}

static void ran_fini(struct ran *ran)
{
    buffer_fini(&ran->output);
    buffer_fini(&ran->messages);
}

enum { LONG = 60 * 1000, MEGABYTE = 1 << 20 };

static void test_filters(void **state)
{
    (void)state;
    struct ran ran = run("tr a-z A-Z; echo note >&2; exit 3", "words", 5, 100, LONG);
    assert_true(ran.done);
    assert_int_equal(ran.status, 3);
    assert_string_equal(buffer_string(&ran.output), "WORDS");
    assert_string_equal(buffer_string(&ran.messages), "note\n");
    ran_fini(&ran);
}

// More than pipes hold goes both ways at once.
static void test_much(void **state)
{
    (void)state;
    size_t length = 8 * MEGABYTE;
    char *input = malloc(length);
    assert_non_null(input);
    for (size_t i = 0; i < length; i++)
        input[i] = (char)('a' + i % 26);
    struct ran ran = run("cat", input, length, length, LONG);
    assert_true(ran.done);
    assert_int_equal(ran.output.length, length);
    assert_memory_equal(ran.output.data, input, length);
    ran_fini(&ran);
    free(input);
}

// One that does not read what it is given.
static void test_not_read(void **state)
{
    (void)state;
    char *input = calloc(MEGABYTE, 1);
    struct ran ran = run("exit 1", input, MEGABYTE, 100, LONG);
    assert_true(ran.done);
    assert_int_equal(ran.status, 1);
    ran_fini(&ran);
    free(input);
}

static void expect_failure(struct ran *ran, const char *words)
{
    assert_false(ran->done);
    assert_int_equal(ran->error.code, ERROR_HELPER);
    assert_string_equal(ran->error.path, "FILE");
    assert_non_null(strstr(ran->error.detail, words));
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); // nothing is left of it
    ran_fini(ran);
}

static void test_limits(void **state)
{
    (void)state;
    struct ran ran = run("cat /dev/zero", "", 0, MEGABYTE, LONG);
    expect_failure(&ran, "over 1048576 bytes");
    ran = run("exec sleep 1000", "", 0, 100, 50);
    expect_failure(&ran, "took over");
    ran = run("exec >&- 2>&-; exec sleep 1000", "", 0, 100, 50); // closed, but goes on
    expect_failure(&ran, "signal 9");
    ran = run("kill -SEGV $$", "", 0, 100, LONG);
    expect_failure(&ran, "signal 11");
    ran = run("kill -XCPU $$", "", 0, 100, LONG);
    expect_failure(&ran, "used up its time");
}

static void count(void *context)
{
    ++*(int *)context;
}

// Who waits is told once, where it is time for that before the end.
static void test_told(void **state)
{
    (void)state;
    static const struct {
        int patience, told;
    } waits[] = {{0, 1}, {LONG, 0}};
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        static const char *const arguments[] = {"/bin/cat", NULL};
        int told = 0;
        struct child child = {.arguments = arguments,
                              .output_limit = 100,
                              .time_limit = LONG,
                              .still_waiting = count,
                              .patience = waits[i].patience,
                              .context = &told};
        struct ran ran = {0};
        ran.done = child_filter(&child, "x", 1, "FILE", &ran.output, NULL, &ran.status, &ran.error);
        assert_true(ran.done);
        assert_int_equal(ran.output.length, 1);
        assert_int_equal(told, waits[i].told);
        ran_fini(&ran);
    }
}

static void test_missing(void **state)
{
    (void)state;
    const char *const arguments[] = {"/nonexistent/helper", NULL};
    struct child child = {.arguments = arguments, .output_limit = 1, .time_limit = LONG};
    struct ran ran = {0};
    ran.done = child_filter(&child, "x", 1, "FILE", &ran.output, NULL, &ran.status, &ran.error);
    expect_failure(&ran, "/nonexistent/helper is not there");
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_filters), cmocka_unit_test(test_much),
        cmocka_unit_test(test_not_read), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_told),     cmocka_unit_test(test_missing),
    };
    return cmocka_run_group_tests_name("child", tests, NULL, NULL);
}
