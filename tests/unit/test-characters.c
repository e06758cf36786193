// SPDX-License-Identifier: GPL-3.0-or-later
// Characters: UTF-8, grapheme clusters, their widths, and what reaches the screen of them.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <unistr.h>

#include "base/buffer.h"
#include "text/grapheme.h"
#include "text/safe.h"
#include "text/utf8.h"

// --- UTF-8 ---------------------------------------------------------------------------------------

static void test_every_code_point_decodes(void **state)
{
    (void)state;
    for (unsigned expected = 0; expected <= 0x10FFFF; expected += expected < 0x3000 ? 1 : 97) {
        if (expected >= 0xD800 && expected <= 0xDFFF)
            continue;
        struct buffer bytes = {0};
        unsigned code_point;
        buffer_add_code_point(&bytes, expected);
        assert_int_equal(utf8_decode(bytes.data, bytes.length, &code_point), bytes.length);
        assert_int_equal(code_point, expected);
        assert_int_equal(utf8_count(bytes.data, bytes.length), 1);
        assert_int_equal(utf8_previous(bytes.data, bytes.length), 0);
        for (size_t cut = 1; cut < bytes.length; cut++) { // all of it is one maximal subpart
            assert_int_equal(utf8_decode(bytes.data, cut, &code_point), cut);
            assert_int_equal(code_point, 0xFFFD);
        }
        buffer_fini(&bytes);
    }
}

static void test_ascii_prefix(void **state)
{
    (void)state;
    char bytes[40];
    memset(bytes, 'a', sizeof bytes);
    assert_int_equal(utf8_ascii_prefix(bytes, 0), 0);
    for (size_t length = 1; length <= sizeof bytes; length++) {
        assert_int_equal(utf8_ascii_prefix(bytes, length), length);
        for (size_t at = 0; at < length; at++) {
            bytes[at] = '\xC3';
            assert_int_equal(utf8_ascii_prefix(bytes, length), at);
            bytes[at] = 'a';
        }
    }
}

// --- clusters ------------------------------------------------------------------------------------

static void test_clusters(void **state)
{
    (void)state;
    static const char *const clusters[] = {
        "a",
        "e\xCC\x81",                 // a letter and its accent
        "e\xCC\x81\xCC\xA3\xCC\x88", // and more of them
        "\r\n",
        "\r",
        "\n",
        "🇱🇦", // a flag is two code points
        "🇨🇳",
        "👩‍👩‍👧‍👧",    // a family joined by U+200D
        "👍🏽",                     // with a skin colour
        "❤️",                       // with a variation selector
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿", // a flag of tags, 28 bytes
        "한",
        "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", // the same in its parts
        "\xE0\xA4\xA8\xE0\xA4\xBF",             // Devanagari with a vowel sign
        "中",
        "1\xEF\xB8\x8F\xE2\x83\xA3", // a keycap
        "\t",
        "\xC2\xA0",
    };
    size_t count = sizeof clusters / sizeof *clusters;
    struct buffer row = {0};
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(grapheme_next(clusters[i], strlen(clusters[i])), strlen(clusters[i]));
        if (strcmp(clusters[i], "\r") == 0) // before LF it would be another
            continue;
        buffer_add_string(&row, clusters[i]);
    }
    for (size_t i = 0, at = 0; i < count; i++) { // one behind the other
        if (strcmp(clusters[i], "\r") == 0)
            continue;
        size_t step = grapheme_next(row.data + at, row.length - at);
        assert_int_equal(step, strlen(clusters[i]));
        at += step;
    }
    buffer_fini(&row);
}

// Every character before an ASCII one ends where the library's rules end it.
static void test_clusters_before_ascii(void **state)
{
    (void)state;
    static const char after[] = {'a', '\r', '\n'};
    for (unsigned code_point = 0x80; code_point < 0x110000; code_point++) {
        if (code_point >= 0xD800 && code_point < 0xE000)
            continue;
        char bytes[8], breaks[8];
        int length = u8_uctomb((uint8_t *)bytes, code_point, 6);
        bytes[length] = after[code_point % 3];
        u8_grapheme_breaks((const uint8_t *)bytes, (size_t)length + 1, breaks);
        size_t end = breaks[length] ? (size_t)length : (size_t)length + 1;
        if (grapheme_next(bytes, (size_t)length + 1) != end)
            fail_msg("U+%04X before 0x%02X", code_point, (unsigned char)bytes[length]);
    }
}

static void test_clusters_are_cut_at_128_bytes(void **state)
{
    (void)state;
    struct buffer long_one = {0};
    buffer_add_byte(&long_one, 'a');
    for (int i = 0; i < 1000; i++)
        buffer_add_string(&long_one, i % 3 ? "\xCC\x81" : "\xE2\x83\x9D");
    for (size_t at = 0; at < long_one.length;) { // on the border of a code point, and never at 0
        size_t step = grapheme_next(long_one.data + at, long_one.length - at);
        assert_in_range(step, 1, 128);
        at += step;
        assert_false(utf8_is_continuation(long_one.data[at]));
    }
    buffer_fini(&long_one);
}

static void test_widths(void **state)
{
    (void)state;
    static const struct {
        const char *string;
        int width;
    } cases[] = {
        {"", 0},   {"abc", 3},      {"é", 1},    {"e\xCC\x81", 1},    {"中文", 4},
        {"한", 2}, {"ﾊﾝｶｸ", 4},     {"Ａ", 2},   {"\xE2\x80\x8B", 0}, // a blank of no width
        {"👩", 2},  {"\x1B\x07", 0}, {"\x7F", 0}, {"—…“”", 4},         {"▌", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(grapheme_width(cases[i].string, strlen(cases[i].string)), cases[i].width);
}

// --- the gate to the screen ----------------------------------------------------------------------

static void test_what_is_dangerous(void **state)
{
    (void)state;
    static const unsigned dangerous[] = {0,      7,      9,      0x0A,   0x1B,   0x1F,   0x7F,
                                         0x80,   0x85,   0x9B,   0x9F,   0x2028, 0x2029, 0x202A,
                                         0x202E, 0x2066, 0x2069, 0x200E, 0x200F, 0x061C};
    static const unsigned harmless[] = {' ',    'a',    '~',        0xA0,   0xAD,   0x200B,
                                        0x200D, 0x202F, 0x2065 + 5, 0x4E2D, 0xFFFD, 0x1F469};
    for (size_t i = 0; i < sizeof dangerous / sizeof *dangerous; i++)
        assert_true(safe_is_dangerous(dangerous[i]));
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        assert_false(safe_is_dangerous(harmless[i]));
}

static void check_shown(const char *bytes, size_t length, const char *expected)
{
    struct buffer shown = {0};
    safe_add(&shown, bytes, length);
    assert_string_equal(buffer_string(&shown), expected);
    buffer_fini(&shown);
}

static void test_strings_are_made_safe(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *shown;
    } cases[] = {
        {"plain é 中文", "plain é 中文"},
        {"\x1B[31mred\x1B[0m", "^[[31mred^[[0m"},
        {"\x1B]52;c;aGk=\x07", "^[]52;c;aGk=^G"},
        {"\xC2\x9B"
         "31m",
         "<U+009B>31m"}, // CSI in one character
        {"\xC2\x85", "<U+0085>"},
        {"a\tb\nc\r\n", "a^Ib^Jc^M^J"},
        {"\x7F", "^?"},
        {"abc\xE2\x80\xAE"
         "cba",
         "abc<U+202E>cba"},
        {"\xE2\x81\xA6x\xE2\x81\xA9", "<U+2066>x<U+2069>"},
        {"\xE2\x80\x8F\xD8\x9C", "<U+200F><U+061C>"},
        {"a\xE2\x80\xA8"
         "b",
         "a<U+2028>b"},
        {"a\xC2\xA0"
         "b\xE3\x80\x80"
         "c",
         "a b c"},                              // no-break and ideographic space
        {"\xCC\x81x", "\xE2\x97\x8C\xCC\x81x"}, // an accent without its letter
        {"e\xCC\x81", "e\xCC\x81"},
        {"\xFF\xFE", "\xEF\xBF\xBD\xEF\xBF\xBD"}, // malformed, if ever it gets here
        {"👩‍👩‍👧 🇱🇦", "👩‍👩‍👧 🇱🇦"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_shown(cases[i].bytes, strlen(cases[i].bytes), cases[i].shown);
    check_shown("a\0b", 3, "a^@b");
}

static void test_marks_without_base_get_one(void **state)
{
    (void)state;
    // Marks with no combining class are marks all the same: Thai, a keycap's frame, a selector.
    static const char *const marks[] = {"\xE0\xB8\xB1", "\xE2\x83\xA3", "\xEF\xB8\x8F",
                                        "\xE0\xA5\x81"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char shown[SAFE_CLUSTER];
        assert_true(safe_cluster(marks[i], strlen(marks[i]), shown));
        assert_memory_equal(shown, "\xE2\x97\x8C", 3);
        assert_string_equal(shown + 3, marks[i]);
    }
}

static void test_safe_cluster_says_whether_it_changed(void **state)
{
    (void)state;
    char shown[SAFE_CLUSTER];
    assert_false(safe_cluster("a", 1, shown));
    assert_false(safe_cluster("中", 3, shown));
    assert_true(safe_cluster("\x1B", 1, shown));
    assert_true(safe_cluster("\xC2\xA0", 2, shown));
}

// Whatever bytes come in, what goes out is well-formed, bounded, and holds nothing dangerous.
static void test_any_bytes_are_made_safe(void **state)
{
    (void)state;
    unsigned random = 1;
    for (int round = 0; round < 3000; round++) {
        char bytes[128];
        size_t length = 1 + (size_t)round % sizeof bytes;
        for (size_t i = 0; i < length; i++) {
            random = random * 1103515245u + 12345u;
            unsigned kind = random >> 16 & 7;
            bytes[i] = (char)(kind < 3   ? random >> 24
                              : kind < 5 ? 0xCC
                                         : 0x80 + (random >> 24 & 0x3F));
        }
        char shown[SAFE_CLUSTER];
        memset(shown, 'x', sizeof shown);
        safe_cluster(bytes, length, shown);
        size_t shown_length = strnlen(shown, sizeof shown);
        assert_true(shown_length < sizeof shown);
        for (size_t at = 0; at < shown_length;) {
            unsigned code_point;
            at += utf8_decode(shown + at, shown_length - at, &code_point);
            assert_false(safe_is_dangerous(code_point));
        }
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_code_point_decodes),
        cmocka_unit_test(test_ascii_prefix),
        cmocka_unit_test(test_clusters),
        cmocka_unit_test(test_clusters_before_ascii),
        cmocka_unit_test(test_clusters_are_cut_at_128_bytes),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_what_is_dangerous),
        cmocka_unit_test(test_strings_are_made_safe),
        cmocka_unit_test(test_marks_without_base_get_one),
        cmocka_unit_test(test_safe_cluster_says_whether_it_changed),
        cmocka_unit_test(test_any_bytes_are_made_safe),
    };
    return cmocka_run_group_tests_name("characters", tests, NULL, NULL);
}
