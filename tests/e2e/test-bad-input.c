// SPDX-License-Identifier: GPL-3.0-or-later
// Bad input: a clear message, the right exit status, nothing lost.

#include <config.h>

#include "../skip.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    struct e2e_folder folder;
    struct e2e *e2e;
};

static int set_up(void **state)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    e2e_folder_init(&fixture->folder);
    e2e_write(&fixture->folder, "article.txt",
              "Ministers meet in Lima\n\nThe two ministers met in Lima on Monday.\n");
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

static void make_directory(struct fixture *fixture, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", fixture->folder.path, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

// Expects the command `text` to fail with status 3 and a message that names the file.
static void expect_command_fails(struct fixture *fixture, const char *file)
{
    const char *const arguments[] = {"text", file, NULL};
    char *output, *errors, prefix[512];
    int status = e2e_run(&fixture->folder, NULL, &output, &errors, arguments);
    snprintf(prefix, sizeof prefix, "dateline: %s: ", file);
    if (status != 3 || strncmp(errors, prefix, strlen(prefix)) != 0 || *output)
        fail_msg("text %s: status %d, message “%s”, output “%.40s”", file, status, errors, output);
    // One line, that ends.
    assert_ptr_equal(strchr(errors, '\n'), errors + strlen(errors) - 1);
    free(output);
    free(errors);
}

// The same of the reader at a terminal, which it leaves as it was.
static void expect_reader_fails(struct fixture *fixture, const char *file)
{
    struct e2e *e2e = e2e_start(&fixture->folder, 24, 80, file, NULL);
    fixture->e2e = e2e;
    char prefix[512];
    snprintf(prefix, sizeof prefix, "dateline: %s: ", file);
    int status = e2e_wait_exit(e2e);
    if (status != 3 || !e2e_find(e2e, prefix, NULL, NULL))
        e2e_fail(e2e, "%s: status %d", file, status);
    if (!e2e_terminal_modes_restored(e2e))
        e2e_fail(e2e, "the terminal was not restored");
    e2e_free(e2e);
    fixture->e2e = NULL;
}

static void test_unreadable_files(void **state)
{
    struct fixture *fixture = *state;
    make_directory(fixture, "folder");
    e2e_write(&fixture->folder, "empty.txt", "");
    static const char *const files[] = {"missing.txt", "folder", "empty.txt", "/dev/null"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        expect_command_fails(fixture, files[i]);
        expect_reader_fails(fixture, files[i]);
    }
}

static void test_forbidden_file(void **state)
{
    struct fixture *fixture = *state;
    if (geteuid() == 0)
        SKIP_TEST("nothing is forbidden to root");
    char path[512];
    snprintf(path, sizeof path, "%s/article.txt", fixture->folder.path);
    assert_int_equal(chmod(path, 0), 0);
    expect_command_fails(fixture, "article.txt");
    expect_reader_fails(fixture, "article.txt");
}

static void test_binary_file(void **state)
{
    struct fixture *fixture = *state;
    e2e_write(&fixture->folder, "binary",
              "\x7f"
              "ELF\x02\x01\x01\xff\xfe\xfd\xfc\x80\x81\x82");
    expect_command_fails(fixture, "binary");
}

// As less does, the reader asks; also on the terminal where standard input is the text.
static void test_binary_is_asked_about(void **state)
{
    struct fixture *fixture = *state;
    e2e_write(&fixture->folder, "binary", "seen \xff\xfe\xfd\xfc\x80\x81\x82");
    struct e2e_options piped = {.input = "seen \xff\xfe\xfd\xfc\x80\x81\x82"};
    static const char *const named[] = {"binary", NULL}, *const none[] = {NULL};
    for (int from_pipe = 0; from_pipe < 2; from_pipe++) {
        for (int yes = 0; yes < 2; yes++) {
            struct e2e *e2e = e2e_start_with(&fixture->folder, 24, 80, from_pipe ? &piped : NULL,
                                             from_pipe ? none : named);
            fixture->e2e = e2e;
            e2e_wait_text(e2e, "may be a binary file. See it anyway?");
            e2e_keys(e2e, yes ? "y\r" : "n\r");
            if (yes) {
                e2e_wait_row(e2e, 1, "seen");
                e2e_keys(e2e, "q");
            }
            assert_int_equal(e2e_wait_exit(e2e), yes ? 0 : 3);
            e2e_free(e2e);
            fixture->e2e = NULL;
        }
    }
}

// A file's name is shown, never obeyed.
static void test_hostile_name(void **state)
{
    struct fixture *fixture = *state;
    const char *const arguments[] = {"text", "no\033]0;x\ahere\xe2\x80\xae", NULL};
    char *errors;
    assert_int_equal(e2e_run(&fixture->folder, NULL, NULL, &errors, arguments), 3);
    assert_null(strchr(errors, '\033'));
    assert_null(strchr(errors, '\a'));
    assert_null(strstr(errors, "\xe2\x80\xae"));
    free(errors);
}

// So is what stands in a file.
static void test_hostile_text(void **state)
{
    struct fixture *fixture = *state;
    e2e_write(&fixture->folder, "hostile.txt",
              "A headline\n\nBefore \033]0;title\a\033[2J\x9b"
              "after \xe2\x80\xae reversed.\n");
    struct e2e *e2e = e2e_start(&fixture->folder, 24, 80, "hostile.txt", NULL);
    fixture->e2e = e2e;
    e2e_wait_text(e2e, "A headline");
    e2e_wait_text(e2e, "^[]0;title^G^[[2J");
    e2e_wait_text(e2e, "<U+202E>");
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
    const char *output = e2e_output(e2e, NULL);
    assert_null(strstr(output, "\033]0;"));
    assert_null(strstr(output, "\xe2\x80\xae"));
}

static void test_wrong_usage(void **state)
{
    struct fixture *fixture = *state;
    static const char *const wrong[][3] = {
        {"--no-such-option", "article.txt", NULL},
        {"text", "--no-such-option", NULL},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char *errors;
        int status = e2e_run(&fixture->folder, NULL, NULL, &errors, wrong[i]);
        if (status != 2 || strncmp(errors, "dateline: ", 10) != 0)
            fail_msg("%s: status %d, message “%s”", wrong[i][0], status, errors);
        free(errors);
    }
}

// Where the sidecar cannot be, an act says so, and goes elsewhere or is not done; reading goes on.
static void test_unusable_sidecar(void **state)
{
    struct fixture *fixture = *state;
    make_directory(fixture, "article.txt.notes.jsonl");
    struct e2e *e2e = e2e_start(&fixture->folder, 24, 80, "article.txt", NULL);
    fixture->e2e = e2e;
    e2e_wait_text(e2e, "The two ministers");
    e2e_keys(e2e, ")H");
    e2e_wait_row(e2e, 23, "notes.jsonl");
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_unreadable_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_forbidden_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_binary_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_binary_is_asked_about, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hostile_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hostile_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong_usage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unusable_sidecar, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("bad input", tests, NULL, NULL);
}
