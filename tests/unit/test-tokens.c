// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens: words, numbers and marks.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "text/tokens.h"

// The tokens joined by "|"; "_" before one that white space goes before.
static void check_tokens(const char *text, const char *expected)
{
    struct token_list list = {0};
    struct buffer joined = {0};
    tokens_split(text, (struct span){0, strlen(text)}, &list);
    for (size_t i = 0; i < list.count; i++) {
        if (i)
            buffer_add_string(&joined, list.items[i].spaced ? "_" : "|");
        buffer_add(&joined, text + list.items[i].start, list.items[i].end - list.items[i].start);
    }
    assert_string_equal(buffer_string(&joined), expected);
    buffer_fini(&joined);
    token_list_fini(&list);
}

static void test_words_and_marks(void **state)
{
    (void)state;
    check_tokens("", "");
    check_tokens(" \t\n ", "");
    check_tokens("One two, three.", "One_two|,_three|.");
    check_tokens("“small courtyard”", "“|small_courtyard|”");
    check_tokens("China-Laos", "China|-|Laos");
    check_tokens("a--b", "a|-|-|b");
    check_tokens("中国 Laos 老挝", "中国_Laos_老挝");
    check_tokens("café cafe\xCC\x81s", "café_cafe\xCC\x81s");
    check_tokens("COVID19 G20", "COVID19_G20");
    check_tokens("€5 50%", "€|5_50|%");
    check_tokens("one\xC2\xA0two\xE3\x80\x80three", "one_two_three"); // any white space
    check_tokens("👩 x", "👩_x");
}

static void test_apostrophes(void **state)
{
    (void)state;
    check_tokens("Laos’s China's", "Laos|’s_China|'s");
    check_tokens("Laos’ people", "Laos|’_people");
    check_tokens("don’t won't", "don’t_won't");
    check_tokens("Côte d'Ivoire’s", "Côte_d'Ivoire|’s");
    check_tokens("O'Brien's Qur’an", "O'Brien|'s_Qur’an");
    check_tokens("'quoted' word", "'|quoted|'_word");
    check_tokens("the '90s", "the_'|90s");
    check_tokens("ASEAN’S", "ASEAN|’S");
    check_tokens("it’sy", "it’sy"); // no possessive: the word goes on
    check_tokens("’s alone", "’|s_alone");
}

static void test_initialisms(void **state)
{
    (void)state;
    check_tokens("the U.S. and the U.N.", "the_U.S._and_the_U.N.");
    check_tokens("J. K. Rowling", "J|._K|._Rowling");
    check_tokens("a.m.", "a|.|m|.");
    check_tokens("Plan B. Then", "Plan_B|._Then");
    check_tokens("U.S.’s", "U.S.|’s");
    check_tokens("U.S.A", "U.S.|A");
}

static void test_numbers(void **state)
{
    (void)state;
    check_tokens("1,234.56 and 3.", "1,234.56_and_3|.");
    check_tokens("July 25-27, 2024", "July_25|-|27|,_2024");
    check_tokens("12/05/2021", "12|/|05|/|2021");
    check_tokens("20th 1990s", "20th_1990s");
    check_tokens("1, 2", "1|,_2");
    check_tokens("٣٫٤ ١٢", "٣|٫|٤_١٢");
}

// "[12]" directly after something refers to a note or a link.
static void test_references(void **state)
{
    (void)state;
    check_tokens("talks[12] began.[3] In", "talks_began|._In");
    check_tokens("Xinhua[1]'s", "Xinhua|'s");
    check_tokens("[1] a [2]", "[|1|]_a_[|2|]"); // a list's numbers, years in brackets
    check_tokens("a[b] c[12", "a|[|b|]_c|[|12");
    check_tokens("a[12345]", "a|[|12345|]");
}

// What separates nothing in reading separates no words; what cannot be seen is no token.
static void test_invisible_characters(void **state)
{
    (void)state;
    check_tokens("co\xC2\xADoperation", "co\xC2\xADoperation"); // soft hyphen
    check_tokens("word\xE2\x81\xA0joined", "word\xE2\x81\xA0joined");
    check_tokens("می\xE2\x80\x8Cخواهم", "می\xE2\x80\x8Cخواهم"); // zero width non-joiner
    check_tokens("one\xE2\x80\x8Btwo", "one_two");              // zero width space
    check_tokens("\xC2\xAD", "");
    check_tokens("a\x1B[3m", "a_[|3m");
    // A script that is too new for the library's tables can be seen all the same.
    check_tokens("a \xF3\xB0\x80\x80", "a_\xF3\xB0\x80\x80");
}

// Each ASCII mark is a token of its own, with the key of its word.
static void test_ascii_marks(void **state)
{
    (void)state;
    for (char mark = '!'; mark < 0x7F; mark++) {
        char word[] = {mark, '\0'}, text[] = {'a', mark, mark, ' ', mark, '\0'};
        struct token_list list = {0};
        if (strchr("'", mark) || (mark >= '0' && mark <= '9') || ((mark | 32) >= 'a' && (mark | 32) <= 'z'))
            continue;
        tokens_split(text, (struct span){0, strlen(text)}, &list);
        assert_int_equal(list.count, 4);
        for (size_t i = 1; i < list.count; i++) {
            assert_int_equal(list.items[i].kind, TOKEN_MARK);
            assert_int_equal(list.items[i].shape, SHAPE_NONE);
            assert_true(list.items[i].key == token_key(word));
            assert_int_equal(list.items[i].spaced, i == 3);
        }
        token_list_fini(&list);
    }
}

static void check_kind(const char *text, enum token_kind kind, enum token_shape shape)
{
    struct token_list list = {0};
    tokens_split(text, (struct span){0, strlen(text)}, &list);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].kind, kind);
    assert_int_equal(list.items[0].shape, shape);
    token_list_fini(&list);
}

static void test_kinds_and_shapes(void **state)
{
    (void)state;
    check_kind("lower", TOKEN_WORD, SHAPE_LOWER);
    check_kind("iPhone", TOKEN_WORD, SHAPE_LOWER);
    check_kind("Capital", TOKEN_WORD, SHAPE_CAPITAL);
    check_kind("McDonald", TOKEN_WORD, SHAPE_CAPITAL);
    check_kind("Élysée", TOKEN_WORD, SHAPE_CAPITAL);
    check_kind("A", TOKEN_WORD, SHAPE_SINGLE);
    check_kind("ASEAN", TOKEN_WORD, SHAPE_UPPER);
    check_kind("U.S.", TOKEN_WORD, SHAPE_UPPER);
    check_kind("G20", TOKEN_WORD, SHAPE_SINGLE);
    check_kind("中国", TOKEN_WORD, SHAPE_NONE);
    check_kind("20th", TOKEN_WORD, SHAPE_LOWER);
    check_kind("2024", TOKEN_NUMBER, SHAPE_NONE);
    check_kind("1,000.5", TOKEN_NUMBER, SHAPE_NONE);
    check_kind("—", TOKEN_MARK, SHAPE_NONE);
    check_kind("\xCC\x81", TOKEN_MARK, SHAPE_NONE); // an accent alone is no number
}

static void test_keys_fold(void **state)
{
    (void)state;
    static const char *const equal[][2] = {
        {"China", "CHINA"},
        {"Élysée", "ÉLYSÉE"},
        {"café", "cafe\xCC\x81"},
        {"don’t", "don't"},
        {"’s", "'s"},
        {"STRASSE", "straße"},
        {"Σίσυφος", "ΣΊΣΥΦΟΣ"},
        {"cooperation", "co\xC2\xADoperation"},
    };
    static const char *const different[][2] = {
        {"China", "Chin"}, {"cafe", "café"}, {"a", "b"}, {"", "a"}, {"ab", "ba"}};
    for (size_t i = 0; i < sizeof equal / sizeof *equal; i++)
        assert_true(token_key(equal[i][0]) == token_key(equal[i][1]));
    for (size_t i = 0; i < sizeof different / sizeof *different; i++)
        assert_true(token_key(different[i][0]) != token_key(different[i][1]));
    struct buffer long_word = {0}, upper = {0};
    for (int i = 0; i < 5000; i++) { // longer than any room on the stack
        buffer_add_string(&long_word, "é");
        buffer_add_string(&upper, "É");
    }
    assert_true(token_fold(long_word.data, long_word.length) ==
                token_fold(upper.data, upper.length));
    buffer_fini(&long_word);
    buffer_fini(&upper);
}

static void test_ranges_and_finding(void **state)
{
    (void)state;
    const char *text = "zero one two three";
    struct token_list list = {0};
    tokens_split(text, (struct span){5, 12}, &list);
    assert_int_equal(list.count, 2);
    assert_int_equal(list.items[0].start, 5); // counted from the bytes, not from the range
    assert_true(list.items[0].spaced);
    assert_true(token_is(text, &list.items[1], "two"));
    assert_false(token_is(text, &list.items[1], "tw"));
    assert_false(token_is(text, &list.items[1], "twos"));
    assert_true(list.items[1].key == token_key("TWO"));
    assert_int_equal(tokens_find(&list, 0), 0);
    assert_int_equal(tokens_find(&list, 5), 0);
    assert_int_equal(tokens_find(&list, 6), 1);
    assert_int_equal(tokens_find(&list, 100), 2);
    assert_int_equal(tokens_find_from(&list, 100, 2), 2);
    tokens_split(text, (struct span){12, 18}, &list); // goes on behind the others
    assert_int_equal(list.count, 3);
    token_list_fini(&list);
    tokens_split("ab", (struct span){0, 1}, &list); // and never looks behind its end
    assert_int_equal(list.items[0].end, 1);
    token_list_fini(&list);
}

// From every token up to what is looked for the search finds what it finds from the start.
static void test_finding_from(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (int i = 0; i < 40; i++)
        buffer_format(&text, "word%d, ", i);
    struct token_list list = {0};
    tokens_split(text.data, (struct span){0, text.length}, &list);
    assert_int_equal(list.count, 80);
    for (size_t offset = 0; offset <= text.length; offset++) {
        size_t found = tokens_find(&list, offset);
        for (size_t from = 0; from <= found; from++)
            assert_int_equal(tokens_find_from(&list, offset, from), found);
    }
    token_list_fini(&list);
    assert_int_equal(tokens_find_from(&list, 3, 0), 0); // in no tokens
    buffer_fini(&text);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_and_marks),
        cmocka_unit_test(test_apostrophes),
        cmocka_unit_test(test_initialisms),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_ascii_marks),
        cmocka_unit_test(test_invisible_characters),
        cmocka_unit_test(test_kinds_and_shapes),
        cmocka_unit_test(test_keys_fold),
        cmocka_unit_test(test_ranges_and_finding),
        cmocka_unit_test(test_finding_from),
    };
    return cmocka_run_group_tests_name("tokens", tests, NULL, NULL);
}
