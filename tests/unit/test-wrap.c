// SPDX-License-Identifier: GPL-3.0-or-later
// Wrap: where lines are broken, and what every line keeps.
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
#include "text/grapheme.h"
#include "text/utf8.h"
#include "text/wrap.h"

#define NBSP "\xC2\xA0"

// The lines of a paragraph joined by "|".
static void check_lines(const char *paragraph, int width, const size_t *breaks, size_t break_count,
                        const char *expected)
{
    struct line_list lines = {0};
    struct buffer joined = {0};
    wrap_paragraph(paragraph, (struct span){0, strlen(paragraph)}, width, breaks, break_count,
                   &lines);
    for (size_t i = 0; i < lines.count; i++) {
        if (i)
            buffer_add_byte(&joined, '|');
        buffer_add(&joined, paragraph + lines.items[i].start, span_length(lines.items[i]));
    }
    assert_string_equal(buffer_string(&joined), expected);
    buffer_fini(&joined);
    line_list_fini(&lines);
    assert_null(lines.items);
}

static void test_greedy(void **state)
{
    (void)state;
    check_lines("one two three", 80, NULL, 0, "one two three");
    check_lines("one two three", 13, NULL, 0, "one two three"); // just so
    check_lines("one two three", 12, NULL, 0, "one two|three");
    check_lines("one two three", 7, NULL, 0, "one two|three");
    check_lines("one two three", 6, NULL, 0, "one|two|three");
    check_lines("one  two   three  ", 7, NULL, 0, "one|two|three");
    check_lines("well-known fact", 11, NULL, 0, "well-known|fact");
    check_lines("well-known fact", 8, NULL, 0, "well-|known|fact");
    check_lines("(a) “b c” d", 3, NULL, 0, "(a)|“b|c”|d");
}

static void test_nothing_to_see(void **state)
{
    (void)state;
    check_lines("", 10, NULL, 0, "");
    check_lines("   ", 2, NULL, 0, "");
    check_lines("x", 1, NULL, 0, "x");
}

static void test_words_wider_than_a_line(void **state)
{
    (void)state;
    check_lines("abcdefgh", 3, NULL, 0, "abc|def|gh");
    check_lines("a abcdefgh b", 4, NULL, 0, "a|abcd|efgh|b");
    check_lines("e\xCC\x81"
                "e\xCC\x81"
                "e\xCC\x81",
                2, NULL, 0,
                "e\xCC\x81"
                "e\xCC\x81|e\xCC\x81"); // never between a letter and its accent
    check_lines("👩‍👩‍👧x", 1, NULL, 0,
                "👩‍👩‍👧|x"); // wider than the line: alone
}

static void test_no_break_space(void **state)
{
    (void)state;
    // At most where a sentence begins.
    const char *paragraph = "one two." NBSP "Three four." NBSP "Five";
    size_t breaks[] = {0, 10, 23};
    check_lines(paragraph, 14, NULL, 0, "one two." NBSP "Three|four." NBSP "Five");
    check_lines(paragraph, 13, NULL, 0, "one|two." NBSP "Three|four." NBSP "Five");
    check_lines(paragraph, 13, breaks, 3, "one two.|Three four.|Five");
    check_lines(paragraph, 14, breaks, 3, "one two." NBSP "Three|four." NBSP "Five");
    check_lines(paragraph, 12, breaks, 3, "one two.|Three four.|Five");
    check_lines(paragraph, 11, breaks, 3, "one two.|Three four.|Five");
    size_t elsewhere[] = {1}; // a break is taken even inside a word, if it is asked for
    check_lines("abc", 2, elsewhere, 1, "a|bc");
}

static void test_wide_characters(void **state)
{
    (void)state;
    check_lines("中国和老挝", 4, NULL, 0, "中国|和老|挝");
    check_lines("中国和老挝", 5, NULL, 0, "中国|和老|挝");
    check_lines("中国,老挝。", 4, NULL, 0, "中|国,|老|挝。"); // no line begins with a stop
    check_lines("中", 1, NULL, 0, "中");
    check_lines("a中b", 2, NULL, 0, "a|中|b");
}

static void test_tabs(void **state)
{
    (void)state;
    assert_int_equal(wrap_cluster_width("\t", 1, 0), 8);
    assert_int_equal(wrap_cluster_width("\t", 1, 3), 5);
    assert_int_equal(wrap_cluster_width("\t", 1, 8), 8);
    check_lines("a\tb", 9, NULL, 0, "a\tb");
    check_lines("a\tb", 8, NULL, 0, "a|b");
}

static void test_widths_are_those_shown(void **state)
{
    (void)state;
    assert_int_equal(wrap_cluster_width("a", 1, 0), 1);
    assert_int_equal(wrap_cluster_width("\x1B", 1, 0), 2);         // ^[
    assert_int_equal(wrap_cluster_width("\xE2\x80\xAE", 3, 0), 8); // <U+202E>
    assert_int_equal(wrap_cluster_width("中", 3, 0), 2);
    assert_int_equal(wrap_cluster_width(NBSP, 2, 0), 1);
    assert_int_equal(wrap_cluster_width("\xE2\x80\x8B", 3, 0), 0);
    check_lines("ab\x1B"
                "cd",
                4, NULL, 0, "ab\x1B|cd");
}

// What holds of every paragraph: lines in order, none too wide unless it is one cluster, and
// nothing but white space between them.
static void check_invariants(const char *bytes, size_t length, int width)
{
    struct line_list lines = {0};
    wrap_paragraph(bytes, (struct span){0, length}, width, NULL, 0, &lines);
    size_t at = 0;
    for (size_t i = 0; i < lines.count; i++) {
        struct span line = lines.items[i];
        assert_true(line.start >= at && line.end >= line.start && line.end <= length);
        for (; at < line.start; at++)
            assert_true(bytes[at] == ' ' || (unsigned char)bytes[at] >= 0x80);
        int columns = 0;
        size_t clusters = 0;
        while (at < line.end) {
            size_t step = grapheme_next(bytes + at, line.end - at);
            columns += wrap_cluster_width(bytes + at, step, columns);
            at += step;
            clusters++;
        }
        assert_int_equal(at, line.end);
        assert_true(columns <= width || clusters == 1);
    }
    line_list_fini(&lines);
}

static void test_any_paragraph(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",
                                         "word",
                                         " ",
                                         "  ",
                                         "中",
                                         "é",
                                         "e\xCC\x81",
                                         "-",
                                         ". ",
                                         NBSP,
                                         "“",
                                         "”",
                                         "👩‍👩‍👧",
                                         "\xE3\x80\x80",
                                         ","};
    unsigned random = 7;
    for (int round = 0; round < 400; round++) {
        struct buffer paragraph = {0};
        for (int i = 0; i < 60; i++) {
            random = random * 1103515245u + 12345u;
            buffer_add_string(&paragraph,
                              pieces[(random >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        check_invariants(paragraph.data, paragraph.length, 1 + round % 40);
        buffer_fini(&paragraph);
    }
}

// Break opportunities are sought piece by piece: what lies on a border is broken as elsewhere.
static void test_paragraph_of_many_pieces(void **state)
{
    (void)state;
    struct buffer paragraph = {0};
    while (paragraph.length < 300000)
        buffer_add_string(&paragraph, "seven77 ");
    struct line_list lines = {0};
    wrap_paragraph(paragraph.data, (struct span){0, paragraph.length}, 15, NULL, 0, &lines);
    for (size_t i = 0; i < lines.count; i++)
        assert_int_equal(span_length(lines.items[i]),
                         i + 1 < lines.count ? 15 : span_length(lines.items[i]));
    assert_int_equal(lines.count, (paragraph.length / 8 + 1) / 2);
    line_list_fini(&lines);
    buffer_clear(&paragraph);
    while (paragraph.length < 200000)
        buffer_add_string(&paragraph, "中文é");
    check_invariants(paragraph.data, paragraph.length, 9);
    buffer_fini(&paragraph);
}

// Thai, Lao, Khmer and Burmese: at a blank near the end, else where a syllable begins, never inside
// a cluster, after a vowel that is written before its consonant, or before a vowel after it.
static void test_scripts_without_blanks(void **state)
{
    (void)state;
    check_lines("ทั้งสองประเทศจะร่วมมือกัน", 14, NULL, 0, "ทั้งสองประเทศจะ|ร่วมมือกัน");
    check_lines("ทั้งสองประเทศจะร่วมมือกัน", 12, NULL, 0, "ทั้งสองประเทศ|จะร่วมมือกัน");
    check_lines("กกกกกกกเกกก", 8, NULL, 0, "กกกกกกก|เกกก"); // not after the vowel before
    check_lines("กกกกกกกกากก", 8, NULL, 0, "กกกกกกก|กากก"); // nor before the vowel after
    check_lines("กก กกกกกกกก", 8, NULL, 0, "กก กกกกก|กกก"); // the blank is too far away …
    check_lines("กกกกกก กกกก", 8, NULL, 0, "กกกกกก|กกกก");  // … and here near
    check_lines("ກ່າວວ່າທັງສອງ", 7, NULL, 0, "ກ່າວວ່າ|ທັງສອງ");
    check_lines("ប្រទេសទាំងពីរ", 4, NULL, 0, "ប្រ|ទេស|ទាំង|ពីរ");
    check_lines("မြန်မာမြန်မာ", 3, NULL, 0, "မြန်|မာ|မြန်|မာ");
    check_lines("one ภาษาไทย two", 11, NULL, 0, "one ภาษาไทย|two");
}

#define SHY "\xC2\xAD"

// A soft hyphen takes no column but where a line ends with it.
static void test_soft_hyphens(void **state)
{
    (void)state;
    check_lines("extra" SHY "ordinary", 13, NULL, 0, "extra" SHY "ordinary");
    check_lines("extra" SHY "ordinary", 8, NULL, 0, "extra" SHY "|ordinary");
    check_lines("ex" SHY "tra" SHY "ordinary", 6, NULL, 0, "ex" SHY "tra" SHY "|ordina|ry");
    // No room for it: earlier.
    check_lines("ex" SHY "tra" SHY "or", 5, NULL, 0, "ex" SHY "|tra" SHY "or");
    assert_int_equal(wrap_cluster_width(SHY, 2, 0), 0);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_greedy),
        cmocka_unit_test(test_nothing_to_see),
        cmocka_unit_test(test_words_wider_than_a_line),
        cmocka_unit_test(test_no_break_space),
        cmocka_unit_test(test_wide_characters),
        cmocka_unit_test(test_tabs),
        cmocka_unit_test(test_widths_are_those_shown),
        cmocka_unit_test(test_any_paragraph),
        cmocka_unit_test(test_paragraph_of_many_pieces),
        cmocka_unit_test(test_scripts_without_blanks),
        cmocka_unit_test(test_soft_hyphens),
    };
    return cmocka_run_group_tests_name("wrap", tests, NULL, NULL);
}
