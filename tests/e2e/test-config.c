// SPDX-License-Identifier: GPL-3.0-or-later
// Configuration: every setting and every command's key, what does not fit named with line and
// column while the rest applies, and files that are none.

#include <config.h>

#include "../skip.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char article[] = "Ministers meet in Lima\n\n"
                              "The two ministers met in Lima on Monday. They spoke of trade.\n";

struct fixture {
    struct e2e_folder folder;
    struct e2e *e2e;
    char config[512]; // its path
};

static int set_up(void **state)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    e2e_folder_init(&fixture->folder);
    e2e_write(&fixture->folder, "article.txt", article);
    static const char *const folders[] = {"home/config", "home/config/dateline"};
    for (size_t i = 0; i < 2; i++) {
        snprintf(fixture->config, sizeof fixture->config, "%s/%s", fixture->folder.path,
                 folders[i]);
        assert_int_equal(mkdir(fixture->config, 0700), 0);
    }
    strcat(fixture->config, "/config");
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

static void write_bytes(const struct fixture *fixture, const char *bytes, size_t length)
{
    FILE *file = fopen(fixture->config, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void write_config(const struct fixture *fixture, const char *content)
{
    write_bytes(fixture, content, strlen(content));
}

// `dateline --check-config`: its status, and what it says of faults, without the file's name before
// each ("3:9: …").
static int check(const struct fixture *fixture, char *said, size_t room)
{
    static const char *const arguments[] = {"--check-config", NULL};
    char *errors;
    size_t length = 0;
    int status = e2e_run(&fixture->folder, NULL, NULL, &errors, arguments);
    char prefix[600];
    int prefix_length = snprintf(prefix, sizeof prefix, "dateline: %s:", fixture->config);
    said[0] = '\0';
    for (char *line = strtok(errors, "\n"); line; line = strtok(NULL, "\n")) {
        if (strncmp(line, prefix, (size_t)prefix_length) != 0)
            fail_msg("“%s” does not name the file", line);
        length += (size_t)snprintf(said + length, room - length, "%s\n", line + prefix_length);
        assert_true(length < room);
    }
    free(errors);
    return status;
}

static void expect_fits(const struct fixture *fixture, const char *content)
{
    char said[4096];
    write_config(fixture, content);
    int status = check(fixture, said, sizeof said);
    if (status != 0 || *said)
        fail_msg("status %d for “%s”: %s", status, content, said);
}

static void expect_fault(const struct fixture *fixture, const char *content, const char *place,
                         const char *words)
{
    char said[4096];
    write_config(fixture, content);
    int status = check(fixture, said, sizeof said);
    if (status != 1 || strncmp(said, place, strlen(place)) != 0 || !strstr(said, words) ||
        strchr(said, '\n') != said + strlen(said) - 1)
        fail_msg("status %d for “%s”: %s, not %s …%s", status, content, said, place, words);
}

// --- what fits -----------------------------------------------------------------------------------

static void test_every_setting(void **state)
{
    struct fixture *fixture = *state;
    char said[256];
    assert_int_equal(check(fixture, said, sizeof said), 0); // no file is an empty one
    expect_fits(fixture, "");
    expect_fits(fixture, "\n# a comment\n   # another\n");
    expect_fits(fixture, "theme = dark\ntheme=light\n theme\t= mono \n");
    static const char *const switches[] = {"colour", "mouse", "gutter", "panel", "plain"};
    static const char *const values[] = {"on", "off", "yes", "no"};
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
        for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
            char line[64];
            snprintf(line, sizeof line, "%s = %s", switches[i], values[k]); // no newline at the end
            expect_fits(fixture, line);
        }
        char line[64];
        snprintf(line, sizeof line, "%s = maybe\n", switches[i]);
        expect_fault(fixture, line, "1:", "on or off is meant, not maybe");
    }
    expect_fits(fixture, "cite = “{quote}” [({agency})] = \\[x\\]\ncite =\n");
}

// Every command by its name, with the keys that it has anyway.
static void test_every_command(void **state)
{
    struct fixture *fixture = *state;
    static const char *const commands[][2] = {
#define COMMAND(identifier, name, keys, where, group, help) {name, keys},
#include "view/commands.def"
#undef COMMAND
    };
    char content[16 * 1024];
    size_t length = 0;
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        length += (size_t)snprintf(content + length, sizeof content - length, "key %s = %s\n",
                                   commands[i][0], commands[i][1]);
    assert_true(length < sizeof content);
    expect_fits(fixture, content);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        char line[256];
        snprintf(line, sizeof line, "key %s =\nkey %s = é F12\n", commands[i][0], commands[i][0]);
        expect_fits(fixture, line);
    }
}

static void test_line_ends_and_mark(void **state)
{
    struct fixture *fixture = *state;
    expect_fits(fixture, "theme = light\r\nmouse = off\r\n\r\n# end");
    expect_fits(fixture, "\xEF\xBB\xBFtheme = light\r\nkey quit = Q q\r\n");
    expect_fault(fixture, "\xEF\xBB\xBFtheme = pink\r\n", "1:9: ", "not pink");
}

// --- what does not -------------------------------------------------------------------------------

static void test_faults(void **state)
{
    struct fixture *fixture = *state;
    expect_fault(fixture, "\n\ntheme = #ff0000\n", "3:9: ", "dark, light or mono is meant");
    expect_fault(fixture, "theme =", "1:8: ", "dark, light or mono is meant");
    expect_fault(fixture, "  colours = on", "1:3: ", "setting colours");
    expect_fault(fixture, "é = on", "1:1: ", "setting é");
    expect_fault(fixture, "theme dark", "1:1: ", "NAME = VALUE is meant");
    expect_fault(fixture, "key fly = x", "1:5: ", "command fly");
    expect_fault(fixture, "key next = x", "1:5: ", "command next"); // several begin so
    expect_fault(fixture, "key quit = q Quux", "1:14: ", "there is no key Quux");
    expect_fault(fixture, "key quit = F13", "1:12: ", "there is no key F13");
    expect_fault(fixture, "key copy = x\n\nkey note = a x\n", "3:14: ", "given to copy already");
    expect_fault(fixture, "cite = “{quote}” {agenc}\n", "1:18: ", "no field {agenc}");
    expect_fault(fixture, "\tcite = [{quote}\n", "1:9: ", "this group has no end");
}

// One key may do different things in the text and in lists.
static void test_keys_of_several_places(void **state)
{
    struct fixture *fixture = *state;
    expect_fits(fixture, "key search-next = n\nkey next-mention = n\n");
}

static void test_all_are_named(void **state)
{
    struct fixture *fixture = *state;
    char said[4096];
    static const char content[] = "theme = pink\ngutter = off\nnonsense\0more\nmouse = perhaps\n";
    write_bytes(fixture, content, sizeof content - 1);
    assert_int_equal(check(fixture, said, sizeof said), 1);
    assert_int_equal(strncmp(said, "1:9: ", 5), 0);
    assert_non_null(strstr(said, "\n3:9: does not follow its format: a NUL in the line\n"));
    assert_non_null(strstr(said, "\n4:9: "));
    assert_null(strstr(said, "\n2:"));
}

// Escape sequences in it are shown, never sent.
static void test_hostile(void **state)
{
    struct fixture *fixture = *state;
    expect_fault(fixture, "theme = \033]0;x\a", "1:9: ", "not ^[]0;x^G");
    char line[8192] = "key quit = ";
    memset(line + strlen(line), 'x', 6000);
    expect_fault(fixture, line, "1:12: ", "there is no key xxx");
}

// --- files that are none -------------------------------------------------------------------------

static void expect_message(const struct fixture *fixture, const char *words)
{
    static const char *const check_it[] = {"--check-config", NULL};
    char *errors;
    assert_int_equal(e2e_run(&fixture->folder, NULL, NULL, &errors, check_it), 1);
    if (!strstr(errors, fixture->config) || !strstr(errors, words))
        fail_msg("“%s”, not “%s”", errors, words);
    free(errors);
}

static void test_no_file(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(mkdir(fixture->config, 0700), 0);
    expect_message(fixture, "is a directory");
    assert_int_equal(rmdir(fixture->config), 0);
    enum { MUCH = 10 * 1024 * 1024 };
    char *bytes = test_malloc(MUCH);
    memset(bytes, '#', MUCH);
    write_bytes(fixture, bytes, MUCH);
    test_free(bytes);
    expect_message(fixture, "is too large");
}

static void test_unreadable(void **state)
{
    struct fixture *fixture = *state;
    if (geteuid() == 0)
        SKIP_TEST("nothing is unreadable to root");
    write_config(fixture, "theme = light\n");
    assert_int_equal(chmod(fixture->config, 0), 0);
    expect_message(fixture, "Permission denied");
}

// --- in the reader -------------------------------------------------------------------------------

static struct e2e *start(struct fixture *fixture)
{
    fixture->e2e = e2e_start(&fixture->folder, 24, 80, "article.txt", NULL);
    e2e_wait_text(fixture->e2e, "The two ministers");
    return fixture->e2e;
}

// What does not fit is said on the screen; what does applies: here two keys.
static void test_the_rest_applies(void **state)
{
    struct fixture *fixture = *state;
    write_config(fixture, "theme = pink\nkey next-sentence = x\nkey nonsense = y\nkey quit = Q");
    struct e2e *e2e = start(fixture);
    e2e_wait_text(e2e, "the configuration has faults");
    e2e_keys(e2e, "xxH");
    e2e_wait_file(e2e, "article.txt.notes.jsonl", "They spoke of trade.");
    e2e_keys(e2e, "q");
    e2e_wait_row(e2e, 23, "q");
    e2e_keys(e2e, "Q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
    assert_non_null(strstr(e2e_output(e2e, NULL), ":1:9: "));
    assert_non_null(strstr(e2e_output(e2e, NULL), ":3:5: "));
}

static bool output_has(struct e2e *e2e, const void *text)
{
    return strstr(e2e_output(e2e, NULL), text);
}

// The citation goes out in the form that is configured, and into the file that is named.
static void test_citation(void **state)
{
    struct fixture *fixture = *state;
    write_config(fixture, "cite = {file}:{paragraph}:{start}-{end}[ by {agency}]: {quote}\n");
    struct e2e *e2e = start(fixture);
    e2e_keys(e2e, "))Y");
    e2e_wait_row(e2e, 23, "copied, if the terminal has OSC 52; also in ~/state/dateline/copied");
    e2e_wait_file(e2e, "home/state/dateline/copied",
                  "article.txt:2:65-85: They spoke of trade.");
    // The same in base64.
    e2e_wait(e2e, output_has,
             "\033]52;c;YXJ0aWNsZS50eHQ6Mjo2NS04NTogVGhleSBzcG9rZSBvZiB0cmFkZS4=\a",
             "the citation on the clipboard");
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_setting, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_command, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_line_ends_and_mark, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_keys_of_several_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_all_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hostile, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unreadable, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_rest_applies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_citation, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("configuration", tests, NULL, NULL);
}
