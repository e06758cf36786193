// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the notes floor that are plain functions: JSON lines, instants, ids, digests,
// selectors, approximate comparison, carrying over.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>

#include "base/buffer.h"
#include "notes/approximate.h"
#include "notes/carry.h"
#include "notes/comparable.h"
#include "notes/digest.h"
#include "notes/instant.h"
#include "notes/json.h"
#include "notes/occurrences.h"
#include "notes/selector.h"
#include "notes/uuid.h"

// --- JSON ----------------------------------------------------------------------------------

// The node as compact JSON with the escapes resolved, to be compared with what jansson makes of it.
static size_t dump(const struct json_tape *tape, size_t node, struct buffer *out)
{
    const struct json_node *it = &tape->nodes[node];
    if (it->type == JSON_NODE_STRING) {
        buffer_add_byte(out, '"');
        json_string_add(tape, node, out);
        buffer_add_byte(out, '"');
    } else if (it->type == JSON_NODE_ARRAY || it->type == JSON_NODE_OBJECT) {
        buffer_add_byte(out, it->type == JSON_NODE_ARRAY ? '[' : '{');
        for (size_t at = node + 1; at < it->next;)
            at = dump(tape, at, out);
        buffer_add_byte(out, ']');
    } else {
        buffer_add(out, tape->bytes + it->start, it->end - it->start);
    }
    return it->next;
}

static void dump_jansson(json_t *value, struct buffer *out)
{
    const char *key;
    json_t *item;
    size_t index;
    if (json_is_string(value)) {
        buffer_format(out, "\"%s\"", json_string_value(value));
    } else if (json_is_array(value)) {
        buffer_add_byte(out, '[');
        json_array_foreach(value, index, item) dump_jansson(item, out);
        buffer_add_byte(out, ']');
    } else if (json_is_object(value)) {
        buffer_add_byte(out, '{');
        json_object_foreach(value, key, item)
        {
            buffer_format(out, "\"%s\"", key);
            dump_jansson(item, out);
        }
        buffer_add_byte(out, ']');
    } else {
        char *text = json_dumps(value, JSON_ENCODE_ANY);
        buffer_add_string(out, text);
        free(text);
    }
}

static void check_like_jansson(struct json_tape *tape, const char *bytes, size_t length)
{
    json_t *value = json_loadb(bytes, length, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
    bool read = json_tape_read(tape, bytes, length);
    if (value)
        assert_true(read);
    if (value && read) {
        struct buffer ours = {0}, theirs = {0};
        dump(tape, 0, &ours);
        dump_jansson(value, &theirs);
        assert_string_equal(buffer_string(&ours), buffer_string(&theirs));
        buffer_fini(&ours);
        buffer_fini(&theirs);
    }
    json_decref(value);
}

static void test_json_good(void **state)
{
    (void)state;
    struct json_tape tape = {0};
    static const char *const good[] = {
        "{}",
        "[]",
        "[[],{}]",
        " { \"a\" : [ 1 , 2 ] , \"b\" : { } } ",
        "\"\"",
        "0",
        "12",
        "true",
        "false",
        "null",
        "[true,false,null]",
        "\"\\u0041\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\uD83D\\uDE00 é 漢 😀\"",
        "{\"a\":{\"b\":{\"c\":[[[1]]]}}}",
        "\"a long string of plain text\"",
        "\"1234567\\n\"",
        "\"12345678\\n\"",
        "[\"\\u00e9\\uFFFF\"]",
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(json_tape_read(&tape, good[i], strlen(good[i])));
        check_like_jansson(&tape, good[i], strlen(good[i]));
    }
    json_tape_fini(&tape);
}

static void test_json_bad(void **state)
{
    (void)state;
    struct json_tape tape = {0};
    static const char *const bad[] = {
        "",
        " ",
        "{",
        "}",
        "[",
        "]",
        "[1,]",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "[1 2]",
        "[1}",
        "{\"a\":1]",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "1e+",
        "+1",
        "0x10",
        "NaN",
        "tru",
        "truex",
        "'a'",
        "\"",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\\uD800\"",
        "\"\\uDC00\"",
        "\"\\uD800\\u0041\"",
        "\"\n\"",
        "\"\t\"",
        "\"\xFF\"",
        "\"\xC0\x80\"",
        "\"\xED\xA0\x80\"",
        "{} {}",
        "[] x",
        "\"a\" \"b\"",
        "//",
        "[1,/**/2]",
        "\xEF\xBB\xBF{}",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(json_tape_read(&tape, bad[i], strlen(bad[i])));
        assert_int_equal(tape.count, 0);
    }
    assert_false(json_tape_read(&tape, "\"a\0b\"", 5));
    json_tape_fini(&tape);
}

// Mutations of a line: what jansson takes this takes, and nothing else.
static void test_json_mutations(void **state)
{
    (void)state;
    static const char line[] = "{\"id\":\"urn:x\",\"n\":[0,-1.5e3,{\"k\":null}],\"t\":true,\"s\":"
                               "\"caf\xC3\xA9 \\\"q\\\" \\u00e9\\uD83D\\uDE00 \\\\\"}";
    static const char alphabet[] = "{}[]\",:\\u0d8DE19-+.eE tfn\x01\xC3\xFF";
    struct json_tape tape = {0};
    unsigned seed = 3;
    for (int i = 0; i < 60000; i++) {
        char bytes[sizeof line];
        memcpy(bytes, line, sizeof line);
        for (int changes = 0; changes < 1 + i % 3; changes++) {
            seed = seed * 1103515245 + 12345;
            size_t at = (seed >> 8) % (sizeof line - 1);
            bytes[at] = alphabet[(seed >> 24) % (sizeof alphabet - 1)];
        }
        json_error_t error = {0};
        json_t *value = json_loadb(bytes, sizeof line - 1, JSON_ALLOW_NUL, &error);
        bool taken = json_tape_read(&tape, bytes, sizeof line - 1);
        if (value || json_error_code(&error) != json_error_numeric_overflow)
            assert_int_equal(taken, value != NULL);
        json_decref(value);
    }
    json_tape_fini(&tape);
}

static void test_json_members(void **state)
{
    (void)state;
    struct json_tape tape = {0};
    static const char line[] =
        "{\"a\":1,\"\\u0062\":{\"a\":2},\"a\":3,\"big\":99999999999999999999,"
        "\"real\":1.0,\"minus\":-1,\"nul\":\"x\\u0000y\"}";
    assert_true(json_tape_read(&tape, line, sizeof line - 1));
    size_t number;
    assert_true(json_size(&tape, json_member(&tape, 0, "a"), &number));
    assert_int_equal(number, 3);
    size_t inner = json_member(&tape, 0, "b");
    assert_true(json_size(&tape, json_member(&tape, inner, "a"), &number));
    assert_int_equal(number, 2);
    assert_int_equal(json_member(&tape, 0, "none"), 0);
    assert_int_equal(json_member(&tape, json_member(&tape, 0, "a"), "a"), 0);
    assert_false(json_size(&tape, json_member(&tape, 0, "big"), &number));
    assert_false(json_size(&tape, json_member(&tape, 0, "real"), &number));
    assert_false(json_size(&tape, json_member(&tape, 0, "minus"), &number));
    assert_false(json_size(&tape, 0, &number));
    char *nul = json_string_copy(&tape, json_member(&tape, 0, "nul"));
    assert_string_equal(nul, "x\xEF\xBF\xBDy");
    free(nul);
    assert_null(json_string_copy(&tape, json_member(&tape, 0, "a")));
    json_tape_fini(&tape);
}

static void test_json_deep(void **state)
{
    (void)state;
    struct json_tape tape = {0};
    for (size_t depth = 60; depth < 70; depth++) {
        struct buffer line = {0};
        for (size_t i = 0; i < depth; i++)
            buffer_add_string(&line, "[");
        for (size_t i = 0; i < depth; i++)
            buffer_add_string(&line, "]");
        assert_int_equal(json_tape_read(&tape, line.data, line.length), depth <= 64);
        buffer_fini(&line);
    }
    json_tape_fini(&tape);
}

// --- instants ------------------------------------------------------------------------------

static void test_instants(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t instant;
    } good[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"2024-07-27T08:15:00.000000Z", INT64_C(1722068100000000)},
        {"2024-07-27T08:15:00.1234567Z", INT64_C(1722068100123456)},
        {"2024-07-27T10:15:00.5+02:00", INT64_C(1722068100500000)},
        {"2024-07-27T03:45:00-04:30", INT64_C(1722068100000000)},
        {"2024-07-27 08:15:00", INT64_C(1722068100000000)},
        {"1969-12-31T23:59:59.999999Z", -1},
        {"9999-12-31T23:59:59.999999Z", INSTANT_LAST},
    };
    int64_t instant;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(instant_parse(good[i].text, strlen(good[i].text), &instant));
        assert_int_equal(instant, good[i].instant);
        struct buffer text = {0};
        instant_format(instant, &text);
        int64_t again;
        assert_int_equal(text.length, 27);
        assert_true(instant_parse(text.data, text.length, &again));
        assert_int_equal(again, instant);
        buffer_fini(&text);
    }
    static const char *const bad[] = {
        "",
        "2024",
        "2024-07-27",
        "2024-02-30T00:00:00Z",
        "2024-07-27T24:00:00Z",
        "2024-07-27T08:60:00Z",
        "2024-07-27T08:15:00.Z",
        "2024-07-27T08:15:00Zx",
        "2024-07-27T08:15:00+2:00",
        "2024-07-27T08:15Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-01:00",
        "2024-07-27T08:15:0",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(instant_parse(bad[i], strlen(bad[i]), &instant));
}

// --- ids and digests -----------------------------------------------------------------------

static void test_uuids(void **state)
{
    (void)state;
    char one[UUID_URN], two[UUID_URN], later[UUID_URN];
    uuid_from_time(INT64_C(1722067200000000), one);
    uuid_from_time(INT64_C(1722067200000999), two);
    uuid_from_time(INT64_C(1722067200001000), later);
    assert_true(uuid_is_urn(one));
    assert_memory_equal(one, "urn:uuid:0190f334-2800-7", 24);
    assert_memory_equal(two, "urn:uuid:0190f334-2800-7", 24);
    assert_string_not_equal(one, two);
    assert_true(strcmp(later, one) > 0);
    assert_non_null(strchr("89ab", one[28]));
    uuid_random(one);
    assert_int_equal(one[23], '4');
    assert_true(uuid_is_urn(one));
    assert_false(uuid_is_urn("urn:uuid:0190f334-2800-7000-8000-00000000000"));
    assert_false(uuid_is_urn("urn:uuid:0190f334-2800-7000-8000-00000000000g"));
    assert_false(uuid_is_urn("urn:uuie:0190f334-2800-7000-8000-000000000000"));
}

// RFC 6920, section 8.1: the digest of "Hello World!".
static void test_digests(void **state)
{
    (void)state;
    struct digest digest, again;
    char name[DIGEST_NAME], hex[DIGEST_HEX];
    digest_make("Hello World!", 12, &digest);
    digest_name(&digest, name);
    assert_string_equal(name, "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
    assert_true(digest_from_name(name, &again));
    assert_true(digest_equal(&digest, &again));
    digest_hex(&digest, hex);
    assert_string_equal(hex, "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069");
    assert_false(digest_from_name("ni:///sha-256;", &again));
    assert_false(
        digest_from_name("ni:///sha-512;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk", &again));
    assert_false(
        digest_from_name("ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkG", &again));
    assert_false(
        digest_from_name("ni:///sha-256;f4OxZX/x/FO5LcGBSKHWXfwtSx+j1ncoSt3SABJtkGk", &again));
}

// --- selectors -----------------------------------------------------------------------------

static size_t points_in(const char *string)
{
    size_t count = 0;
    for (; *string; string++)
        count += ((unsigned char)*string & 0xC0) != 0x80;
    return count;
}

// At every place of a text full of clusters prefix and suffix have at most 32 code points, stand
// around the passage and begin and end where clusters do.
static void test_selectors(void **state)
{
    (void)state;
    static const char content[] =
        "plain e\xCC\x81"
        "clair \xF0\x9F\x87\xB1\xF0\x9F\x87\xA6\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3 "
        "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 กำลัง 한국 "
        "a\xCC\x80\xCC\x81\xCC\x82\xCC\x83\xCC\x84 and then much more plain text to the end of it.";
    const size_t length = sizeof content - 1;
    struct text *text = text_from_bytes(content, length, "x");
    char breaks[sizeof content];
    u8_grapheme_breaks((const uint8_t *)content, length, breaks);
    for (size_t at = 0; at < length; at++) {
        if (!breaks[at])
            continue;
        struct selector selector;
        selector_take(text, (struct span){at, at}, &selector);
        size_t before = strlen(selector.prefix), after = strlen(selector.suffix);
        assert_memory_equal(content + at - before, selector.prefix, before);
        assert_memory_equal(content + at, selector.suffix, after);
        assert_true(points_in(selector.prefix) <= 32);
        assert_true(points_in(selector.suffix) <= 32);
        assert_true(breaks[at - before]);
        assert_true(at + after == length || breaks[at + after]);
        assert_true(points_in(selector.prefix) >= 24 || at == before);
        assert_true(points_in(selector.suffix) >= 24 || at + after == length);
        assert_int_equal(selector.start, text_code_point(text, at));
        selector_fini(&selector);
    }
    text_free(text);
}

// --- comparing -----------------------------------------------------------------------------

static void make_points(const char *string, struct comparable *points)
{
    *points = (struct comparable){0};
    comparable_add(points, string, (struct span){0, strlen(string)});
}

static void test_comparable(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"a  \n b", "a b"},
        {"“peace”", "\"peace\""},
        {"don’t", "don't"},
        {"a—b", "a-b"},
        {"co\xC2\xADoperate", "cooperate"},
        {"e\xCC\x81t\xC3\xA9", "\xC3\xA9te\xCC\x81"},
        {"a\xC2\xA0"
         "b",
         "a b"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct comparable one, two;
        make_points(same[i][0], &one);
        make_points(same[i][1], &two);
        assert_int_equal(one.count, two.count);
        assert_memory_equal(one.points, two.points, one.count * sizeof *one.points);
        assert_int_equal(one.ends[one.count - 1], strlen(same[i][0]));
        comparable_fini(&one);
        comparable_fini(&two);
    }
    struct comparable upper, lower;
    make_points("May", &upper);
    make_points("may", &lower);
    assert_memory_not_equal(upper.points, lower.points, 3 * sizeof *upper.points);
    comparable_fini(&upper);
    comparable_fini(&lower);
}

// The distance of the pattern to the best stretch of the text, row by row: the slow way.
static size_t slow_distance(const uint32_t *pattern, size_t m, const uint32_t *text, size_t n)
{
    size_t *row = calloc(m + 1, sizeof *row), best = m;
    for (size_t i = 0; i <= m; i++)
        row[i] = i;
    for (size_t j = 0; j < n; j++) {
        size_t diagonal = row[0];
        row[0] = 0;
        for (size_t i = 1; i <= m; i++) {
            size_t cost = diagonal + (pattern[i - 1] != text[j]);
            diagonal = row[i];
            if (row[i] + 1 < cost)
                cost = row[i] + 1;
            if (row[i - 1] + 1 < cost)
                cost = row[i - 1] + 1;
            row[i] = cost;
        }
        best = row[m] < best ? row[m] : best;
    }
    free(row);
    return best;
}

// Patterns of one word of bits and of several, against the slow way.
static void test_approximate(void **state)
{
    (void)state;
    unsigned seed = 11;
    enum { TEXT = 400 };
    for (int round = 0; round < 300; round++) {
        uint32_t text[TEXT], pattern[200];
        size_t m = 1 + (size_t)(round * 7 % 180);
        for (size_t i = 0; i < TEXT; i++) {
            seed = seed * 1103515245 + 12345;
            text[i] = 'a' + (seed >> 20) % 4;
        }
        size_t from = (seed >> 8) % (TEXT - m);
        memcpy(pattern, text + from, m * sizeof *pattern);
        for (size_t i = 0; i < m; i++) {
            seed = seed * 1103515245 + 12345;
            if ((seed >> 20) % 8 == 0)
                pattern[i] = 0x1F600;
        }
        struct approximate_match match;
        assert_true(approximate_find(pattern, m, text, TEXT, m, from + m, &match));
        assert_int_equal(match.distance, slow_distance(pattern, m, text, TEXT));
        assert_true(match.start <= match.end && match.end <= TEXT);
        assert_int_equal(slow_distance(pattern, m, text + match.start, match.end - match.start),
                         match.distance);
        if (match.distance)
            assert_false(
                approximate_find(pattern, m, text, TEXT, match.distance - 1, from + m, &match));
    }
    static const uint32_t kitten[] = {'k', 'i', 't', 't', 'e', 'n'};
    static const uint32_t sitting[] = {'s', 'i', 't', 't', 'i', 'n', 'g'};
    assert_true(approximate_similarity(kitten, 6, sitting, 7) > 1 - 3.01 / 7);
    assert_true(approximate_similarity(kitten, 6, sitting, 7) < 1 - 2.99 / 7);
    assert_true(approximate_similarity(kitten, 0, sitting, 0) > 0.99);
    assert_true(approximate_similarity(kitten, 6, sitting, 0) < 0.01);
}

static void check_carried(const char *old, const char *new, const char *passage,
                          const char *expected)
{
    struct carry *carry = carry_new(old, strlen(old), new, strlen(new));
    size_t start = (size_t)(strstr(old, passage) - old);
    struct span span;
    double kept;
    carry_passage(carry, (struct span){start, start + strlen(passage)}, &span, &kept);
    char *got = strndup(new + span.start, span.end - span.start);
    assert_string_equal(got, expected);
    free(got);
    carry_free(carry);
}

// Every place where the wanted units stand, and no other, whatever the text: compared with looking
// at each.
static void check_occurrences(const void *units, size_t count, size_t size, size_t start,
                              size_t length, size_t *begun)
{
    struct occurrences *occurrences = occurrences_new(units, count, size);
    struct occurrences_search search;
    const char *bytes = units;
    size_t place, looked = 0;
    if (occurrences_begin(occurrences, bytes + start * size, length, &search)) {
        ++*begun;
        for (size_t i = 0; i + length <= count; i++) {
            if (memcmp(bytes + i * size, bytes + start * size, length * size) != 0)
                continue;
            assert_true(occurrences_next(occurrences, &search, &place, &looked));
            assert_int_equal(place, i);
        }
        assert_false(occurrences_next(occurrences, &search, &place, &looked));
    }
    occurrences_free(occurrences);
}

static void test_occurrences(void **state)
{
    enum { UNITS = 600, ROUNDS = 60 };
    char bytes[UNITS];
    uint32_t points[UNITS];
    unsigned seed = 3;
    size_t begun = 0;
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        unsigned letters = round % 3 + 1; // of one letter only, too: every place, overlapping
        for (size_t i = 0; i < UNITS; i++) {
            seed = seed * 1103515245 + 12345;
            bytes[i] = (char)('a' + (seed >> 16) % letters);
            points[i] = 0x4E00 + (seed >> 16) % letters;
        }
        size_t start = (seed >> 12) % (UNITS / 2), length = 20 + (seed >> 8) % 40;
        check_occurrences(bytes, UNITS, 1, start, length, &begun);
        check_occurrences(points, UNITS, sizeof *points, start, length, &begun);
        check_occurrences(bytes, UNITS, 1, UNITS - length, length, &begun);
    }
    assert_true(begun > ROUNDS);
    struct occurrences *none = occurrences_new(bytes, 3, 1);
    struct occurrences_search search;
    size_t place, looked = 0;
    assert_false(occurrences_begin(none, "abc", 3, &search));
    if (occurrences_begin(none, "abcabcabcabcabcabcabcabcabcabc", 30, &search))
        assert_false(occurrences_next(none, &search, &place, &looked));
    occurrences_free(none);
}

static void test_carry(void **state)
{
    (void)state;
    static const char old[] = "One two three four five. Six seven eight nine ten.";
    check_carried(old, "Zero. One two three four five. Six seven eight nine ten.", "three four",
                  "three four");
    check_carried(old, "One two 3 four five. Six seven eight nine ten.", "three four", "3 four");
    check_carried(old, "One two three 4 five. Six seven eight nine ten.", "three four", "three 4");
    check_carried(old, "One two three and four five. Six.", "three four", "three and four");
    check_carried(old, "One two five. Six seven eight nine ten.", "three four", "");
    check_carried(old, "One two three four five. Six seven eight nine ten.", "hree fo", "hree fo");
    check_carried(old, "", "three", "");
    check_carried("", old, "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_good),      cmocka_unit_test(test_json_bad),
        cmocka_unit_test(test_json_mutations), cmocka_unit_test(test_json_members),
        cmocka_unit_test(test_json_deep),      cmocka_unit_test(test_instants),
        cmocka_unit_test(test_uuids),          cmocka_unit_test(test_digests),
        cmocka_unit_test(test_selectors),      cmocka_unit_test(test_comparable),
        cmocka_unit_test(test_approximate),    cmocka_unit_test(test_occurrences),
        cmocka_unit_test(test_carry),
    };
    return cmocka_run_group_tests_name("notes parts", tests, NULL, NULL);
}
