// SPDX-License-Identifier: GPL-3.0-or-later
// Search: regular expressions over a text.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "text/search.h"

#define NBSP "\xC2\xA0"

// All hits joined by "|".
static void check_hits(const char *expression, const char *text, const char *expected)
{
    struct error error = {0};
    struct search_pattern *pattern = search_compile(expression, &error);
    if (!pattern)
        print_error("%s: %s\n", expression, error.detail);
    assert_non_null(pattern);
    struct search_hits hits = {0};
    struct buffer joined = {0};
    search_all(pattern, text, strlen(text), 0, 1000, &hits);
    assert_false(hits.cut);
    for (size_t i = 0; i < hits.count; i++) {
        if (i)
            buffer_add_byte(&joined, '|');
        buffer_add(&joined, text + hits.items[i].start, span_length(hits.items[i]));
    }
    assert_string_equal(buffer_string(&joined), expected);
    buffer_fini(&joined);
    search_hits_fini(&hits);
    search_free(pattern);
}

static void test_plain_words(void **state)
{
    (void)state;
    check_hits("an", "banana", "an|an");
    check_hits("x", "banana", "");
    check_hits("a|b", "abc", "a|b");
    check_hits("^t.*$", "one\ntwo\nthree", "two|three"); // lines are paragraphs
    check_hits(".", "é中", "é|中");
    check_hits("\\bLao\\b", "Lao Laos", "Lao");
}

static void test_smart_case(void **state)
{
    (void)state;
    check_hits("laos", "Laos LAOS laos", "Laos|LAOS|laos");
    check_hits("Laos", "Laos LAOS laos", "Laos");
    check_hits("élysée", "Élysée ÉLYSÉE", "Élysée|ÉLYSÉE");
    check_hits("Élysée", "Élysée ÉLYSÉE", "Élysée");
    check_hits("\\Waos", " aos", " aos"); // \W is no capital
    check_hits("\\Slaos", "xLAOS", "xLAOS");
    check_hits("\\x{4C}aos", "laos Laos", "laos|Laos"); // nor is a number
}

static void test_blanks_match_white_space_of_a_paragraph(void **state)
{
    (void)state;
    check_hits("wang yi", "Wang  Yi Wang" NBSP "Yi Wang\tYi Wang\nYi",
               "Wang  Yi|Wang" NBSP "Yi|Wang\tYi");
    check_hits("a  b", "a b", "a b");  // any number for any number
    check_hits("[ ]b", " b\tb", " b"); // in brackets as it stands
    check_hits("a\\ b", "a b a\tb", "a b");
    check_hits("a *b", "ab a b a   b", "ab|a b|a   b"); // and it can be repeated, as a blank can
    check_hits("a ?b", "ab a b", "ab|a b");
    check_hits("a {2}b", "a b a  b", "a  b");
    check_hits("[] ]x", "]x x", "]x| x");
    check_hits("\\Qa. b\\E", "a. b a.b", "a. b");
}

static void test_malformed_expressions(void **state)
{
    (void)state;
    static const char *const malformed[] = {"(",    "[a",  "*",      "a**b+++",      "\\",
                                            "(?<n", "\\C", "a{2,1}", "\\p{Nonsense}"};
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        struct error error = {0};
        assert_null(search_compile(malformed[i], &error));
        assert_int_equal(error.code, ERROR_FORMAT);
        assert_true(strlen(error.detail) > 0);
        assert_null(search_compile(malformed[i], NULL));
    }
    search_free(NULL);
}

static void test_empty_matches_do_not_count(void **state)
{
    (void)state;
    check_hits("x*", "axxb中x", "xx|x");
    check_hits("", "abc", "");
    check_hits("$", "a\nb\n", "");
    check_hits("(?=b)", "abc", "");
    check_hits("\\b", "中 a", "");
}

static void test_next_hit(void **state)
{
    (void)state;
    const char *text = "one two one";
    struct span hit;
    struct search_pattern *pattern = search_compile("one", NULL);
    assert_true(search_next(pattern, text, 11, 0, &hit));
    assert_int_equal(hit.start, 0);
    assert_true(search_next(pattern, text, 11, 1, &hit));
    assert_int_equal(hit.start, 8);
    assert_int_equal(hit.end, 11);
    assert_false(search_next(pattern, text, 11, 9, &hit));
    assert_false(search_next(pattern, text, 11, 11, &hit));
    assert_false(search_next(pattern, text, 10, 1, &hit)); // not over the end
    search_free(pattern);
}

static void test_limit_of_hits(void **state)
{
    (void)state;
    struct search_hits hits = {0};
    struct search_pattern *pattern = search_compile("a", NULL);
    search_all(pattern, "aaaa", 4, 0, 4, &hits);
    assert_int_equal(hits.count, 4);
    assert_false(hits.cut);
    search_hits_fini(&hits);
    search_all(pattern, "aaaa", 4, 0, 3, &hits);
    assert_int_equal(hits.count, 3);
    assert_true(hits.cut);
    search_hits_fini(&hits);
    assert_int_equal(hits.count, 0);
    search_free(pattern);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// Expressions that backtrack without end come to an end all the same.
static void test_catastrophic_expressions_are_bounded(void **state)
{
    (void)state;
    static const char *const expressions[] = {"(a+)+$", "(a|aa)+$", "(.*a){20}$", "(a*)*b",
                                              "(?:a?){30}a{30}c"};
    char text[20000];
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = '!';
    for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
        struct span hit;
        struct search_pattern *pattern = search_compile(expressions[i], NULL);
        double start = seconds();
        assert_false(search_next(pattern, text, sizeof text, 0, &hit));
        assert_true(seconds() - start < 5);
        search_free(pattern);
    }
}

// A piece of a text that goes on: where it ends is no end of a line, unless it is told so, and the
// bytes before `from` are seen.
static void test_piece_of_a_text(void **state)
{
    (void)state;
    const char *text = "one two three\nfour five";
    struct span hit;
    struct search_pattern *pattern = search_compile("t\\w+$", NULL);
    assert_false(search_piece(pattern, text, 7, 0, false, &hit)); // "two" goes on
    assert_true(search_piece(pattern, text, 7, 0, true, &hit));
    assert_int_equal(hit.start, 4);
    assert_true(search_piece(pattern, text, 14, 0, false, &hit)); // before a newline
    assert_int_equal(hit.start, 8);
    assert_int_equal(hit.end, 13);
    assert_false(search_piece(pattern, text, 13, 0, false, &hit));
    search_free(pattern);
    pattern = search_compile("\\bw|^o|^f", NULL);
    assert_false(search_piece(pattern, text, 14, 5, true, &hit)); // inside a word, inside a line
    assert_true(search_piece(pattern, text, 18, 5, false, &hit));
    assert_int_equal(hit.start, 14);
    assert_true(search_piece(pattern, text, 18, 0, false, &hit));
    assert_int_equal(hit.start, 0);
    search_free(pattern);
    pattern = search_compile("x*", NULL);
    assert_false(search_piece(pattern, text, 7, 0, false, &hit));
    assert_false(search_piece(pattern, text, 7, 7, false, &hit));
    assert_false(search_piece(pattern, text, 7, 8, false, &hit));
    search_free(pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_words),
        cmocka_unit_test(test_smart_case),
        cmocka_unit_test(test_blanks_match_white_space_of_a_paragraph),
        cmocka_unit_test(test_malformed_expressions),
        cmocka_unit_test(test_empty_matches_do_not_count),
        cmocka_unit_test(test_next_hit),
        cmocka_unit_test(test_piece_of_a_text),
        cmocka_unit_test(test_limit_of_hits),
        cmocka_unit_test(test_catastrophic_expressions_are_bounded),
    };
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
