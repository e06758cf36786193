// SPDX-License-Identifier: GPL-3.0-or-later
// Pages in HTML in the reader: the article alone is shown, notes anchor in it, a changed page is read
// again with its notes and the place, and a page that cannot be read loses nothing.

#include <config.h>

#include "../skip.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE "visit.html"
#define SIDECAR PAGE ".notes.jsonl"
#define HEAD                                                                                       \
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Minister in Quito</title>" \
    "<meta property=\"og:site_name\" content=\"Andes Daily\"><meta name=\"author\" content=\"L. Vega\">" \
    "<meta name=\"date\" content=\"2016-09-08\">"                                                  \
    "<link rel=\"canonical\" href=\"https://andes.example/quito\"></head><body>"                   \
    "<nav><a href=\"/\">Home</a> <a href=\"/news\">News</a></nav><article><h1>Minister in Quito</h1>"
#define FIRST                                                                                      \
    "<p>The foreign minister arrived in Quito on Tuesday evening for a visit of three days, his "  \
    "office said.</p>"
#define SECOND                                                                                     \
    "<p>He will meet the president of the National Assembly and speak at the university, where "   \
    "students have announced a protest.</p>"
#define NEW_PARAGRAPH "<p>An earlier visit, planned for the spring, had been put off twice.</p>"
#define TAIL "</article><div class=\"related-posts\"><a href=\"/x\">Other news</a></div></body></html>\n"

struct fixture {
    struct e2e_folder folder;
    struct e2e *e2e;
};

static int set_up(void **state)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    e2e_folder_init(&fixture->folder);
    e2e_write(&fixture->folder, PAGE, HEAD FIRST SECOND TAIL);
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

static struct e2e *start(struct fixture *fixture)
{
    fixture->e2e = e2e_start(&fixture->folder, 24, 80, PAGE, NULL);
    e2e_wait_text(fixture->e2e, "The foreign minister arrived");
    return fixture->e2e;
}

static void quit(struct e2e *e2e)
{
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
    assert_true(e2e_terminal_modes_restored(e2e));
}

static bool focus_is_on(struct e2e *e2e, const void *text)
{
    int row, column;
    return e2e_find(e2e, text, &row, &column) &&
           strncmp(e2e_row_text(e2e, row), "▌", strlen("▌")) == 0;
}

static void wait_focus(struct e2e *e2e, const char *text)
{
    e2e_wait(e2e, focus_is_on, text, text);
}

static void expect_output(struct fixture *fixture, const char *command, const char *expected)
{
    const char *const arguments[] = {command, PAGE, NULL};
    char *output;
    assert_int_equal(e2e_run(&fixture->folder, NULL, &output, NULL, arguments), 0);
    if (!strstr(output, expected))
        fail_msg("%s prints no “%s”:\n%s", command, expected, output);
    free(output);
}

static void test_text_is_the_article(void **state)
{
    struct fixture *fixture = *state;
    const char *const arguments[] = {"text", PAGE, NULL};
    char *output;
    assert_int_equal(e2e_run(&fixture->folder, NULL, &output, NULL, arguments), 0);
    assert_string_equal(output, "Minister in Quito\n\n"
                                "The foreign minister arrived in Quito on Tuesday evening for a visit of "
                                "three days, his office said.\n\n"
                                "He will meet the president of the National Assembly and speak at the "
                                "university, where students have announced a protest.\n");
    free(output);
    expect_output(fixture, "sections", "title\ttitle\t0\t17\tMinister in Quito\t");
    // The day of publication is that of the metadata: the Tuesday before 8 September 2016.
    expect_output(fixture, "dates", "\t2016-09-06\t2016-09-06\t");
}

static void test_notes_anchor(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture);
    e2e_keys(e2e, "))");
    wait_focus(e2e, "He will meet");
    e2e_keys(e2e, "H");
    e2e_wait_file(e2e, SIDECAR, "highlighting");
    expect_output(fixture, "notes", "\t121\t242\tHe will meet the president");
    // The page gets a new paragraph, and quite another navigation.
    e2e_write(&fixture->folder, PAGE,
              HEAD "<aside>Advertisement</aside>" FIRST NEW_PARAGRAPH SECOND TAIL);
    e2e_keys(e2e, "R");
    e2e_wait_text(e2e, "An earlier visit");
    wait_focus(e2e, "He will meet");
    e2e_wait_text(e2e, "1 note");
    quit(e2e);
    expect_output(fixture, "notes", "\t188\t309\tHe will meet the president");
}

// Nothing of a long page is shown but its article.
static void test_long_page(void **state)
{
    struct fixture *fixture = *state;
    enum { PARAGRAPHS = 2000 };
    size_t room = PARAGRAPHS * sizeof FIRST + sizeof HEAD + sizeof TAIL;
    char *page = test_calloc(1, room), *at = stpcpy(page, HEAD);
    for (int i = 0; i < PARAGRAPHS; i++)
        at = stpcpy(at, FIRST);
    stpcpy(at, TAIL);
    e2e_write(&fixture->folder, PAGE, page);
    test_free(page);
    struct e2e *e2e = start(fixture);
    e2e_wait_row(e2e, 0, "Minister in Quito");
    e2e_keys(e2e, "G");
    e2e_wait_row(e2e, 0, "100%");
    quit(e2e);
    assert_null(strstr(e2e_output(e2e, NULL), "DOCTYPE"));
}

static bool output_has(struct e2e *e2e, const void *text)
{
    return strstr(e2e_output(e2e, NULL), text);
}

// “Minister in Quito” (L. Vega, “Minister in Quito”, Andes Daily, 8 September …
static void test_citation(void **state)
{
    struct e2e *e2e = start(*state);
    e2e_keys(e2e, "Y");
    e2e_wait(e2e, output_has,
             "\033]52;c;4oCcTWluaXN0ZXIgaW4gUXVpdG/igJ0gKEwuIFZlZ2EsIOKAnE1pbmlzdGVyIGluIFF1aXRv"
             "4oCdLCBBbmRlcyBEYWlseSwgOCBTZXB0ZW1iZXIg",
             "the citation on the clipboard");
    quit(e2e);
}

// A page, or a text, that can no longer be read stays on the screen; so does the file that is open
// when the next one cannot be.
static void test_unreadable_again(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture);
    char path[512];
    snprintf(path, sizeof path, "%s/" PAGE, fixture->folder.path);
    assert_int_equal(unlink(path), 0);
    e2e_keys(e2e, "))R");
    e2e_wait_row(e2e, 23, PAGE ": No such file");
    wait_focus(e2e, "He will meet");
    e2e_write(&fixture->folder, PAGE, "");
    e2e_keys(e2e, "R");
    e2e_wait_row(e2e, 23, PAGE ": is empty");
    e2e_write(&fixture->folder, PAGE, "<html><script>nothing to read</script></html>");
    e2e_keys(e2e, "R");
    e2e_wait_row(e2e, 23, "no text in the page");
    e2e_write(&fixture->folder, PAGE, HEAD SECOND TAIL);
    e2e_keys(e2e, "R");
    e2e_wait_gone(e2e, "The foreign minister arrived");
    wait_focus(e2e, "He will meet");
    quit(e2e);
}

static void test_unreadable_next(void **state)
{
    struct fixture *fixture = *state;
    fixture->e2e = e2e_start(&fixture->folder, 24, 80, PAGE, "missing.html", NULL);
    e2e_wait_text(fixture->e2e, "The foreign minister arrived");
    e2e_keys(fixture->e2e, ":n\r");
    e2e_wait_row(fixture->e2e, 23, "missing.html: No such file");
    e2e_wait_text(fixture->e2e, "The foreign minister arrived");
    quit(fixture->e2e);
}

// Commands and reader say what fails, in one line with status 3.
static void test_no_helper(void **state)
{
    struct fixture *fixture = *state;
    static const char *const environment[] = {"DATELINE_LIBEXECDIR=/nonexistent", NULL};
    static const char *const arguments[] = {PAGE, NULL};
    struct e2e_options options = {.environment = environment};
    struct e2e *e2e = e2e_start_with(&fixture->folder, 24, 80, &options, arguments);
    fixture->e2e = e2e;
    int status = e2e_wait_exit(e2e);
    if (status != 3 || !e2e_find(e2e, "dateline: " PAGE ": cannot be read as HTML", NULL, NULL))
        e2e_fail(e2e, "status %d", status);
}

static void expect_column(struct e2e *e2e, const char *text, int expected)
{
    int row, column;
    if (!e2e_find(e2e, text, &row, &column) || column != expected)
        e2e_fail(e2e, "“%s” stands not in column %d", text, expected);
}

// The lines of quotations and list items stand under their text; a click finds the word there.
static void test_hanging(void **state)
{
    struct fixture *fixture = *state;
    e2e_write(&fixture->folder, PAGE,
              HEAD FIRST "<blockquote><p>The road to the coast has been closed for seven months, and "
                         "nobody has told the ferrymen. So says the mayor.</p></blockquote>"
                         "<ul><li>Lorries over twenty tonnes still need the ferry, which sails twice a "
                         "week in good weather.</li></ul>" SECOND TAIL);
    struct e2e *e2e = start(fixture);
    expect_column(e2e, "The road to", 10);
    expect_column(e2e, "has told the ferrymen", 10);
    expect_column(e2e, "• Lorries", 6);
    expect_column(e2e, "week in good", 8);
    int row, column;
    char click[64];
    assert_true(e2e_find(e2e, "men. So", &row, &column)); // on the "n"
    snprintf(click, sizeof click, "\033[<0;%d;%dM\033[<0;%d;%dm", column + 3, row + 1, column + 3,
             row + 1);
    e2e_keys(e2e, click);
    e2e_wait_row(e2e, 0, "Text ¶ 2/");
    e2e_keys(e2e, "H");
    e2e_wait_file(e2e, SIDECAR, "The road to the coast");
    quit(e2e);
}

// A helper that goes on to the real one only once there is a file "go".
static struct e2e *start_slow(struct fixture *fixture)
{
    struct e2e_folder *folder = &fixture->folder;
    char script[2048], libexec[600];
    snprintf(script, sizeof script,
             "#!/bin/sh\nwhile [ ! -e '%s/go' ]; do sleep 0.02; done\nexec '%s/dateline-html'\n",
             folder->path, getenv("DATELINE_LIBEXECDIR"));
    e2e_write(folder, "dateline-html", script);
    snprintf(libexec, sizeof libexec, "%s/dateline-html", folder->path);
    assert_int_equal(chmod(libexec, 0700), 0);
    snprintf(libexec, sizeof libexec, "DATELINE_LIBEXECDIR=%s", folder->path);
    const char *const environment[] = {libexec, NULL};
    static const char *const arguments[] = {PAGE, NULL};
    struct e2e_options options = {.environment = environment};
    fixture->e2e = e2e_start_with(folder, 24, 80, &options, arguments);
    return fixture->e2e;
}

// A page that takes long to convert is announced: before the screen stands in a line that is taken
// back, then in the bottom line.
static void test_long_work(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start_slow(fixture);
    e2e_wait_row(e2e, 0, "reading " PAGE " …");
    e2e_write(&fixture->folder, "go", "");
    e2e_wait_text(e2e, "The foreign minister arrived");
    char go[600];
    snprintf(go, sizeof go, "%s/go", fixture->folder.path);
    assert_int_equal(unlink(go), 0);
    e2e_write(&fixture->folder, PAGE, HEAD SECOND TAIL);
    e2e_keys(e2e, "R");
    e2e_wait_row(e2e, 23, "reading " PAGE " …");
    assert_true(e2e_find(e2e, "The foreign minister arrived", NULL, NULL));
    e2e_write(&fixture->folder, "go", "");
    e2e_wait_gone(e2e, "The foreign minister arrived");
    e2e_wait_gone(e2e, "reading " PAGE);
    e2e_wait_text(e2e, "He will meet");
    quit(e2e);
    assert_false(e2e_find(e2e, "reading " PAGE, NULL, NULL)); // nor on the screen before
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_text_is_the_article, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_notes_anchor, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_citation, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unreadable_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unreadable_next, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_helper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_work, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hanging, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("HTML in the reader", tests, NULL, NULL);
}
