// SPDX-License-Identifier: GPL-3.0-or-later
// Beside: the parts of a long text without a thread, and left while the thread works.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/parts.h"

enum { LENGTH = TEXT_LONG + 4096 };

static bool refuses; // threads

// Stands in front of the system's.
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*work)(void *),
                   void *context)
{
    int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    if (refuses)
        return EAGAIN;
    *(void **)&create = dlsym(RTLD_NEXT, "pthread_create");
    return create(thread, attributes, work, context);
}

struct fixture {
    char folder[256], path[300];
    struct environment environment;
};

static int set_up(void **state)
{
    static const char line[] = "The council met on Monday. It rained.\n";
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    const char *temporary = getenv("TMPDIR");
    snprintf(fixture->folder, sizeof fixture->folder, "%s/dateline-beside-XXXXXX",
             temporary && *temporary ? temporary : "/tmp");
    assert_non_null(mkdtemp(fixture->folder));
    snprintf(fixture->path, sizeof fixture->path, "%s/file", fixture->folder);
    FILE *file = fopen(fixture->path, "w");
    assert_non_null(file);
    for (size_t at = 0; at < LENGTH; at += sizeof line - 1)
        fputs(line, file);
    assert_int_equal(fclose(file), 0);
    environment_init(&fixture->environment, "data", "");
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    environment_fini(&fixture->environment);
    unlink(fixture->path);
    rmdir(fixture->folder);
    test_free(fixture);
    return 0;
}

static struct parts *begin(const struct fixture *fixture)
{
    struct loading_options options = {
        .path = fixture->path, .environment = &fixture->environment, .published = DAY_NONE};
    struct error error;
    struct text *text = text_map(fixture->path, NULL, &error);
    assert_non_null(text);
    struct parts *parts = parts_new(&options, text);
    assert_non_null(parts_cut(parts, 0));
    return parts;
}

static void test_without_threads(void **state)
{
    refuses = true;
    struct parts *parts = begin(*state);
    struct parts_news news = parts_take(parts);
    refuses = false;
    assert_true(news.part && news.numbers && news.notes);
    size_t count;
    parts_paragraphs_before(parts, 0, &count);
    assert_true(count > LENGTH / 50);
    assert_non_null(parts_cut(parts, LENGTH / 2));
    assert_false(parts_is_studied(parts));
    struct pollfd bell = {.fd = parts_descriptor(parts), .events = POLLIN};
    assert_int_equal(poll(&bell, 1, 0), 1);
    assert_true(parts_take(parts).part);
    assert_true(parts_is_studied(parts));
    parts_free(parts);
}

// Says something under sanitizers only.
static void test_left_while_the_thread_works(void **state)
{
    for (int i = 0; i < 40; i++) {
        struct parts *parts = begin(*state);
        parts_take(parts);
        if (i % 4 == 0)
            parts_wait(parts);
        if (i % 2 == 0)
            parts_ask(parts, (size_t)i * 100000);
        parts_free(parts);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_without_threads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_left_while_the_thread_works, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("beside", tests, NULL, NULL);
}
