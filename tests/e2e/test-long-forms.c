// SPDX-License-Identifier: GPL-3.0-or-later
// Long files that are no plain text of short lines: malformed, with CR, of one line, of nothing but
// newlines, packed, from a pipe, and cut while they are read.

#include <config.h>

#include "book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define NAME "long.txt"

enum { LENGTH = 17 << 20, LONG_LINE = 20 << 20 };

struct fixture {
    struct e2e_folder folder;
    struct book book;
    struct e2e *e2e;
};

static int set_up(void **state)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    e2e_folder_init(&fixture->folder);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    e2e_free(fixture->e2e);
    e2e_folder_fini(&fixture->folder);
    book_fini(&fixture->book);
    test_free(fixture);
    return 0;
}

static struct e2e *start(struct fixture *fixture, const char *name)
{
    fixture->e2e = e2e_start(&fixture->folder, 24, 80, name, NULL);
    return fixture->e2e;
}

static void quit(struct e2e *e2e)
{
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
}

// Whether the bar of the focus stands where the sentence begins.
static bool focuses_item(struct e2e *e2e, const void *number)
{
    char text[32];
    int row;
    snprintf(text, sizeof text, "n%07zu", *(const size_t *)number);
    return e2e_find(e2e, text, &row, NULL) &&
           strncmp(e2e_row_text(e2e, row), "▌", strlen("▌")) == 0;
}

static void wait_focus(struct e2e *e2e, size_t number)
{
    char what[64];
    snprintf(what, sizeof what, "the focus on sentence %zu", number);
    e2e_wait(e2e, focuses_item, &number, what);
}

static void go_to_item(struct e2e *e2e, size_t number)
{
    char keys[32];
    snprintf(keys, sizeof keys, "/n%07zu\r\033", number);
    e2e_keys(e2e, keys);
    wait_focus(e2e, number);
}

// "/5678 ", once paragraphs have numbers.
static void wait_count(struct e2e *e2e, size_t count)
{
    char text[32];
    snprintf(text, sizeof text, "/%zu ", count);
    e2e_wait_row(e2e, 0, text);
}

// The reader begins with the file as it is, and goes on with the decoded copy where it stood.
static void test_malformed_near_the_end(void **state)
{
    struct fixture *fixture = *state;
    struct book *book = &fixture->book;
    book_init(book, LENGTH, BOOK_LINES);
    char *last = book->bytes + book->items[book->item_count - 1];
    memcpy(last + 13, "\xFF\xFF", 2);
    book_write(book, &fixture->folder, NAME, book->length);
    struct e2e *e2e = start(fixture, NAME);
    e2e_keys(e2e, "/n0000300\r\033");
    wait_focus(e2e, 300);
    wait_count(e2e, book->paragraph_count);
    wait_focus(e2e, 300);
    go_to_item(e2e, 50000);
    e2e_keys(e2e, "H");
    e2e_wait_file(e2e, NAME ".notes.jsonl", "n0050000");
    e2e_keys(e2e, "G");
    wait_focus(e2e, book->item_count);
    e2e_wait_text(e2e, "\uFFFD\uFFFD");
    quit(e2e);
    e2e_free(e2e);
    e2e = start(fixture, NAME);
    wait_focus(e2e, book->item_count);
    wait_count(e2e, book->paragraph_count);
    e2e_wait_text(e2e, "1 note");
    wait_focus(e2e, book->item_count);
    e2e_wait_text(e2e, "\uFFFD\uFFFD");
    quit(e2e);
}

static void test_lines_end_with_cr(void **state)
{
    struct fixture *fixture = *state;
    struct book *book = &fixture->book;
    book_init(book, LENGTH, BOOK_CRLF);
    book_write(book, &fixture->folder, NAME, book->length);
    struct e2e *e2e = start(fixture, NAME);
    e2e_wait_text(e2e, "Item n0000001");
    wait_count(e2e, book->paragraph_count);
    assert_false(e2e_find(e2e, "^M", NULL, NULL));
    go_to_item(e2e, 12345);
    assert_false(e2e_find(e2e, "^M", NULL, NULL));
    e2e_keys(e2e, "G");
    wait_focus(e2e, book->item_count);
    quit(e2e);
    e2e_free(e2e);
    e2e = start(fixture, NAME);
    wait_focus(e2e, book->item_count); // where one was
    wait_count(e2e, book->paragraph_count);
    wait_focus(e2e, book->item_count);
    quit(e2e);
}

struct page {
    size_t last;
};

static bool has_turned(struct e2e *e2e, const void *argument)
{
    size_t first, last;
    return book_shown(e2e, &first, &last) && last > ((const struct page *)argument)->last;
}

static void test_one_line(void **state)
{
    struct fixture *fixture = *state;
    struct book *book = &fixture->book;
    book_init(book, LONG_LINE, BOOK_ONE_LINE);
    book_write(book, &fixture->folder, NAME, book->length);
    struct e2e *e2e = start(fixture, NAME);
    wait_focus(e2e, 1);
    e2e_wait_text(e2e, " notes");
    struct page page = {0};
    for (int i = 0; i < 60; i++) { // over the end of the part that was cut first
        size_t first, last, before = page.last;
        e2e_wait(e2e, has_turned, &page, "the next page");
        assert_true(book_shown(e2e, &first, &last));
        if (before && first > before + 1)
            e2e_fail(e2e, "sentences between %zu and %zu are skipped", before, first);
        page.last = last;
        e2e_keys(e2e, " ");
    }
    e2e_keys(e2e, "G");
    wait_focus(e2e, book->item_count);
    go_to_item(e2e, 100000);
    e2e_keys(e2e, "))))");
    wait_focus(e2e, 100004);
    e2e_keys(e2e, "?" BOOK_WORD "\r");
    wait_focus(e2e, BOOK_WORD_THIRD);
    quit(e2e);
}

static void test_nothing_but_newlines(void **state)
{
    struct fixture *fixture = *state;
    struct book *book = &fixture->book;
    book_init(book, LENGTH, BOOK_LINES);
    size_t end = book->items[40];
    memset(book->bytes + end, '\n', book->length - end);
    book_write(book, &fixture->folder, NAME, book->length);
    struct e2e *e2e = start(fixture, NAME);
    wait_focus(e2e, 1);
    wait_count(e2e, book->paragraphs[39]);
    e2e_keys(e2e, "G");
    wait_focus(e2e, 40);
    e2e_keys(e2e, "     50%");
    wait_focus(e2e, 40);
    e2e_keys(e2e, ")))}}}g");
    wait_focus(e2e, 1);
    e2e_keys(e2e, "/n0000039\r");
    wait_focus(e2e, 39);
    quit(e2e);
}

// The file becomes shorter while it is read: what is there stays, and the bottom line says so.
static void test_file_is_cut(void **state)
{
    struct fixture *fixture = *state;
    struct book *book = &fixture->book;
    char path[512];
    snprintf(path, sizeof path, "%s/%s", fixture->folder.path, NAME);
    book_init(book, LENGTH, BOOK_LINES);
    book_write(book, &fixture->folder, NAME, book->length);
    struct e2e *e2e = start(fixture, NAME);
    wait_count(e2e, book->paragraph_count);
    assert_int_equal(truncate(path, LENGTH / 2), 0);
    e2e_keys(e2e, "G");
    e2e_wait_text(e2e, "has become shorter");
    e2e_keys(e2e, "g");
    wait_focus(e2e, 1);
    go_to_item(e2e, 10000);
    e2e_keys(e2e, "/qqqqq\r");
    e2e_wait_text(e2e, "no hit for qqqqq");
    wait_focus(e2e, 10000);
    e2e_keys(e2e, "R"); // the half is no long text
    e2e_wait_gone(e2e, "no hit for qqqqq");
    e2e_keys(e2e, "g");
    wait_focus(e2e, 1);
    quit(e2e);
}

static void test_packed(void **state)
{
    struct fixture *fixture = *state;
    struct book *book = &fixture->book;
    char path[512];
    snprintf(path, sizeof path, "%s/long.txt.gz", fixture->folder.path);
    book_init(book, LENGTH, BOOK_LINES);
    gzFile file = gzopen(path, "w1");
    assert_non_null(file);
    assert_int_equal(gzwrite(file, book->bytes, (unsigned)book->length), book->length);
    assert_int_equal(gzclose(file), Z_OK);
    struct e2e *e2e = start(fixture, "long.txt.gz");
    wait_count(e2e, book->paragraph_count);
    e2e_keys(e2e, "50%");
    e2e_wait_row(e2e, 0, "50%");
    go_to_item(e2e, 70000);
    quit(e2e);
}

static void test_from_a_pipe(void **state)
{
    struct fixture *fixture = *state;
    struct book *book = &fixture->book;
    static const char *const arguments[] = {"-", NULL};
    struct e2e_options options = {.input_file = NAME};
    book_init(book, LENGTH, BOOK_LINES);
    book_write(book, &fixture->folder, NAME, book->length);
    struct e2e *e2e = fixture->e2e = e2e_start_with(&fixture->folder, 24, 80, &options, arguments);
    wait_count(e2e, book->paragraph_count);
    e2e_keys(e2e, "G");
    wait_focus(e2e, book->item_count);
    go_to_item(e2e, 70000);
    quit(e2e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_malformed_near_the_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines_end_with_cr, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_but_newlines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_file_is_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_packed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_from_a_pipe, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("long forms", tests, NULL, NULL);
}
