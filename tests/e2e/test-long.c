// SPDX-License-Identifier: GPL-3.0-or-later
// A long text, which is read part by part: that there are parts can be seen nowhere.

#include <config.h>

#include "book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME "long.txt"
#define SIDECAR "long.txt.notes.jsonl"

enum { LENGTH = 17 << 20, SHORT = 1 << 20 };

static struct book book;

struct fixture {
    struct e2e_folder folder;
    struct e2e *e2e, *other;
};

static int set_up(void **state)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    e2e_folder_init(&fixture->folder);
    book_write(&book, &fixture->folder, NAME, book.length);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    e2e_free(fixture->e2e);
    e2e_free(fixture->other);
    e2e_folder_fini(&fixture->folder);
    test_free(fixture);
    return 0;
}

static int set_up_group(void **state)
{
    (void)state;
    book_init(&book, LENGTH, BOOK_LINES);
    return 0;
}

static int tear_down_group(void **state)
{
    (void)state;
    book_fini(&book);
    return 0;
}

// "/5678": of all paragraphs of the text, once they have numbers.
static const char *count_shown(void)
{
    static char text[32];
    snprintf(text, sizeof text, "/%zu ", book.paragraph_count);
    return text;
}

static struct e2e *start(struct fixture *fixture, int rows, int columns)
{
    e2e_free(fixture->e2e);
    fixture->e2e = e2e_start(&fixture->folder, rows, columns, NAME, NULL);
    e2e_wait_text(fixture->e2e, count_shown());
    e2e_wait_text(fixture->e2e, " notes");
    return fixture->e2e;
}

static void quit(struct e2e *e2e)
{
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
    assert_true(e2e_terminal_modes_restored(e2e));
}

// --- what is shown -------------------------------------------------------------------------------

static bool shows_item(struct e2e *e2e, const void *number)
{
    size_t first, last, wanted = *(const size_t *)number;
    return book_shown(e2e, &first, &last) && first <= wanted && wanted <= last;
}

static void wait_item(struct e2e *e2e, size_t number)
{
    char what[64];
    snprintf(what, sizeof what, "sentence %zu", number);
    e2e_wait(e2e, shows_item, &number, what);
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

// The first sentence of a paragraph.
static size_t item_of(size_t paragraph)
{
    size_t item = 0;
    while (item < book.item_count && book.paragraphs[item] < paragraph)
        item++;
    return item + 1;
}

static void go_to_item(struct e2e *e2e, size_t number)
{
    char keys[32];
    snprintf(keys, sizeof keys, "/n%07zu\r\033", number);
    e2e_keys(e2e, keys);
    wait_focus(e2e, number);
}

static void repeat(struct e2e *e2e, const char *key, size_t times)
{
    while (times-- > 0)
        e2e_keys(e2e, key);
}

// --- moving --------------------------------------------------------------------------------------

static void test_first_screen_and_numbers(void **state)
{
    struct fixture *fixture = *state;
    char place[64];
    snprintf(place, sizeof place, "¶ 1/%zu ", book.paragraph_count);
    struct e2e *e2e = start(fixture, 24, 80);
    e2e_wait_row(e2e, 0, place);
    e2e_wait_row(e2e, 1, "Item n0000001");
    quit(e2e);
}

static void test_far_away(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 24, 80);
    e2e_keys(e2e, "G");
    wait_item(e2e, book.item_count);
    wait_focus(e2e, book.item_count);
    e2e_wait_row(e2e, 0, "100%");
    e2e_keys(e2e, "g");
    wait_item(e2e, 1);
    wait_focus(e2e, 1);
    size_t middle = 0;
    while (book.items[middle + 1] <= book.length / 2)
        middle++;
    e2e_keys(e2e, "50%");
    wait_focus(e2e, middle + 1);
    e2e_wait_row(e2e, 0, "50%");
    static const size_t numbers[] = {40000, 2, 70001, 1};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char keys[32], place[64];
        snprintf(keys, sizeof keys, "%zu%c", numbers[i], i % 2 ? 'G' : 'g');
        snprintf(place, sizeof place, "¶ %zu/%zu ", numbers[i], book.paragraph_count);
        e2e_keys(e2e, keys);
        e2e_wait_row(e2e, 0, place);
        wait_focus(e2e, item_of(numbers[i]));
    }
    e2e_keys(e2e, "99999999g");
    wait_focus(e2e, item_of(book.paragraph_count));
    quit(e2e);
}

struct page {
    size_t first, last;
    bool forward;
};

// Whether it is another page than that one, further on or back.
static bool has_turned(struct e2e *e2e, const void *argument)
{
    const struct page *before = argument;
    size_t first, last;
    return book_shown(e2e, &first, &last) &&
           (before->forward ? last > before->last : first < before->first);
}

static void turn(struct e2e *e2e, const char *key, struct page *page)
{
    struct page before = *page;
    e2e_keys(e2e, key);
    e2e_wait(e2e, has_turned, &before, "the next page");
    assert_true(book_shown(e2e, &page->first, &page->last));
    // Pages have a line or two of the one before.
    if (before.forward ? page->first > before.last + 1 : page->last + 1 < before.first)
        e2e_fail(e2e, "sentences between %zu and %zu are skipped", before.last, page->first);
}

static void test_pages_follow_each_other(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 60, 100);
    struct page page = {.forward = true};
    wait_item(e2e, 1);
    assert_true(book_shown(e2e, &page.first, &page.last));
    for (int i = 0; i < 150; i++)
        turn(e2e, " ", &page);
    assert_true(book.items[page.first] > 2 * 128 * 1024); // over several parts' ends
    page.forward = false;
    while (page.first > 1)
        turn(e2e, "b", &page);
    quit(e2e);
}

// Whether both show the same text.
static bool are_same(struct e2e *one, struct e2e *other)
{
    for (int row = 1; row < e2e_rows(one); row++) {
        char shown[1024];
        snprintf(shown, sizeof shown, "%s", e2e_row_text(one, row));
        if (strncmp(shown, "──", strlen("──")) == 0)
            return true;
        if (strcmp(shown, e2e_row_text(other, row)) != 0)
            return false;
    }
    return true;
}

// Whatever keys are pressed, a long text looks as one that is read as a whole.
static void test_looks_like_a_short_text(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *key;
        int times;
    } keys[] = {{" ", 40},  {"j", 300}, {"}", 130}, {"b", 11}, {"\x04", 70}, {"k", 500},
                {")", 400}, {"{", 50},  {"(", 90},  {" ", 90}, {"\x15", 30}, {"b", 60}};
    book_write(&book, &fixture->folder, "short.txt", SHORT);
    struct e2e *e2e = start(fixture, 40, 100);
    fixture->other = e2e_start(&fixture->folder, 40, 100, "short.txt", NULL);
    e2e_wait_text(fixture->other, " notes");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        repeat(e2e, keys[i].key, (size_t)keys[i].times);
        repeat(fixture->other, keys[i].key, (size_t)keys[i].times);
        e2e_keys(e2e, ":"); // once this is there all keys before have been obeyed
        e2e_keys(fixture->other, ":");
        e2e_wait_row(e2e, 39, ":");
        e2e_wait_row(fixture->other, 39, ":");
        if (!are_same(e2e, fixture->other)) {
            e2e_print_screen(fixture->other);
            e2e_fail(e2e, "after %d times %s the long text looks other than the short one",
                     keys[i].times, keys[i].key);
        }
        e2e_keys(e2e, E2E_ESCAPE);
        e2e_keys(fixture->other, E2E_ESCAPE);
        e2e_wait_row(e2e, 39, " notes");
        e2e_wait_row(fixture->other, 39, " notes");
    }
    quit(e2e);
    quit(fixture->other);
}

static void test_sentences_and_paragraphs_over_borders(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 24, 80);
    go_to_item(e2e, 20000);
    repeat(e2e, ")", 2500);
    wait_focus(e2e, 22500);
    repeat(e2e, "(", 4000);
    wait_focus(e2e, 18500);
    // To the beginning of its paragraph, or of the one before where it stands at one.
    size_t paragraph = book.paragraphs[18500 - 1] - (item_of(book.paragraphs[18500 - 1]) == 18500);
    e2e_keys(e2e, "{");
    wait_focus(e2e, item_of(paragraph));
    e2e_keys(e2e, "2000}");
    wait_focus(e2e, item_of(paragraph + 2000));
    e2e_keys(e2e, "3500{");
    wait_focus(e2e, item_of(paragraph - 1500));
    quit(e2e);
}

static void test_marks_and_jumps(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 24, 80);
    go_to_item(e2e, 30000);
    e2e_keys(e2e, "maG");
    wait_item(e2e, book.item_count);
    e2e_keys(e2e, "mbg");
    wait_item(e2e, 1);
    e2e_keys(e2e, "'a");
    wait_focus(e2e, 30000);
    e2e_keys(e2e, "'b");
    wait_focus(e2e, book.item_count);
    e2e_keys(e2e, "<");
    wait_focus(e2e, 30000);
    e2e_keys(e2e, "<");
    wait_focus(e2e, 1);
    e2e_keys(e2e, ">>");
    wait_focus(e2e, book.item_count);
    quit(e2e);
}

static void test_resize_in_the_middle(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        int rows, columns;
    } sizes[] = {{40, 120}, {9, 39}, {60, 200}, {24, 80}};
    struct e2e *e2e = start(fixture, 24, 80);
    go_to_item(e2e, 50000);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        e2e_resize(e2e, sizes[i].rows, sizes[i].columns);
        wait_focus(e2e, 50000);
    }
    quit(e2e);
}

// --- searching -----------------------------------------------------------------------------------

static void test_search(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 24, 80);
    e2e_keys(e2e, "/" BOOK_WORD "\r");
    wait_focus(e2e, BOOK_WORD_FIRST);
    e2e_keys(e2e, "n");
    wait_focus(e2e, BOOK_WORD_SECOND);
    e2e_keys(e2e, "n");
    wait_focus(e2e, BOOK_WORD_THIRD);
    e2e_keys(e2e, "n");
    wait_focus(e2e, BOOK_WORD_FIRST);
    e2e_wait_text(e2e, "going round the end");
    e2e_keys(e2e, "2n");
    wait_focus(e2e, BOOK_WORD_THIRD);
    e2e_keys(e2e, "N");
    wait_focus(e2e, BOOK_WORD_SECOND);
    e2e_keys(e2e, "NN");
    wait_focus(e2e, BOOK_WORD_THIRD);
    e2e_keys(e2e, "?n00000[01]2 .*\\.$\r");
    wait_focus(e2e, 12);
    e2e_keys(e2e, "n");
    wait_focus(e2e, 2);
    e2e_keys(e2e, "/item n008\\d*9 zanzi|\\bitem n0079999\r");
    wait_focus(e2e, 79999);
    e2e_keys(e2e, "/qqqqqq\r");
    e2e_wait_text(e2e, "no hit for qqqqqq");
    wait_focus(e2e, 79999);
    quit(e2e);
}

// A hit that is counted and goes on beyond where the search began, close to the end of the text.
static void test_search_counts_round(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 24, 80);
    char keys[64];
    snprintf(keys, sizeof keys, "/item n%07zu\r", book.item_count);
    e2e_keys(e2e, keys);
    wait_focus(e2e, book.item_count);
    e2e_keys(e2e, "2n");
    e2e_wait_text(e2e, "no hit for item n");
    e2e_keys(e2e, "n");
    e2e_wait_text(e2e, "going round the end");
    wait_focus(e2e, book.item_count);
    quit(e2e);
}

static void test_search_while_typing(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 24, 80);
    go_to_item(e2e, 10000);
    e2e_keys(e2e, "/Zanz");
    wait_item(e2e, BOOK_WORD_SECOND);
    e2e_keys(e2e, "\x7f\x7f\x7f\x7fn0070000");
    wait_item(e2e, 70000);
    e2e_keys(e2e, E2E_ESCAPE);
    wait_focus(e2e, 10000);
    e2e_keys(e2e, "?Zanz\r");
    wait_focus(e2e, BOOK_WORD_FIRST);
    quit(e2e);
}

// An expression that takes long, so that the search is going on when the key comes.
static void test_search_is_stopped(void **state)
{
    struct fixture *fixture = *state;
    const char *const stops[] = {E2E_CTRL('C'), E2E_ESCAPE};
    struct e2e *e2e = start(fixture, 24, 80);
    for (size_t i = 0; i < 2; i++) {
        e2e_keys(e2e, "/(\\w+ )+(\\w+ )+[@^]\r");
        e2e_wait_text(e2e, "searching …");
        e2e_keys(e2e, stops[i]);
        e2e_wait_gone(e2e, "searching …");
        e2e_keys(e2e, "))");
        wait_focus(e2e, 3);
        e2e_keys(e2e, "((");
        wait_focus(e2e, 1);
    }
    quit(e2e);
}

// --- notes and places ----------------------------------------------------------------------------

// Whether `dateline notes` tells of a note whose passage begins where the sentence does.
static void check_listed(const struct fixture *fixture, size_t item)
{
    char *output, *errors, wanted[64];
    static const char *const arguments[] = {"notes", "--format=tsv", NAME, NULL};
    int status = e2e_run(&fixture->folder, NULL, &output, &errors, arguments);
    snprintf(wanted, sizeof wanted, "%zu", book.items[item - 1]);
    if (status != 0 || !strstr(output, wanted)) {
        print_error("%d %s\n%s\n%s\n", status, wanted, output, errors);
        fail();
    }
    free(output);
    free(errors);
}

static void test_notes(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 24, 80);
    go_to_item(e2e, 45000);
    e2e_keys(e2e, "H");
    e2e_wait_file(e2e, SIDECAR, "n0045000");
    e2e_keys(e2e, "G");
    wait_focus(e2e, book.item_count);
    e2e_keys(e2e, "aat the very end\r");
    e2e_wait_file(e2e, SIDECAR, "at the very end");
    go_to_item(e2e, 60000);
    e2e_keys(e2e, "tf");
    e2e_wait_text(e2e, "f");
    e2e_keys(e2e, "framing\r");
    e2e_wait_file(e2e, SIDECAR, "n0060000");
    quit(e2e);
    check_listed(fixture, 45000);
    check_listed(fixture, 60000);
    check_listed(fixture, book.item_count);
    e2e = start(fixture, 24, 80);
    wait_focus(e2e, 60000); // where one was
    e2e_wait_text(e2e, "3 notes");
    e2e_keys(e2e, "g]");
    wait_focus(e2e, 45000);
    e2e_keys(e2e, "]]");
    wait_focus(e2e, book.item_count);
    e2e_wait_text(e2e, "at the very end");
    e2e_keys(e2e, "[[");
    wait_focus(e2e, 45000);
    e2e_keys(e2e, "d)");
    e2e_wait_text(e2e, "2 notes");
    e2e_keys(e2e, "u)");
    e2e_wait_text(e2e, "3 notes");
    quit(e2e);
}

static void test_arguments(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = fixture->e2e = e2e_start(&fixture->folder, 24, 80, "+33333", NAME, NULL);
    wait_focus(e2e, item_of(33333));
    quit(e2e);
    e2e_free(e2e);
    e2e = fixture->e2e = e2e_start(&fixture->folder, 24, 80, "+/n0077777", NAME, NULL);
    wait_focus(e2e, 77777);
    quit(e2e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_first_screen_and_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_far_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pages_follow_each_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_looks_like_a_short_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sentences_and_paragraphs_over_borders, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_marks_and_jumps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_resize_in_the_middle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_search, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_search_counts_round, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_search_while_typing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_search_is_stopped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_notes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_arguments, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("long", tests, set_up_group, tear_down_group);
}
