// SPDX-License-Identifier: GPL-3.0-or-later
// Counting in UTF-8, and tokens that are plain beside those that only look so.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "text/text.h"
#include "text/tokens.h"
#include "text/utf8.h"

#include <string.h>

static const char mixed[] =
    "plain then é, “quoted” — 老挝 and 🇱🇦 with some more plain words, ééééééé";

static void test_count_and_find(void **state)
{
    (void)state;
    size_t length = strlen(mixed), points = 0;
    for (size_t from = 0; from < 12; from++) { // from inside sequences too
        points = 0;
        for (size_t at = from; at < length; at++) {
            if (utf8_is_continuation(mixed[at]))
                continue;
            assert_int_equal(utf8_find(mixed + from, length - from, points), at - from);
            assert_int_equal(utf8_count(mixed + from, at - from), points);
            points++;
        }
        assert_int_equal(utf8_find(mixed + from, length - from, points), length - from);
        assert_int_equal(utf8_find(mixed + from, length - from, points + 100), length - from);
    }
    assert_int_equal(utf8_find("", 0, 0), 0);
}

// Over many blocks of the index, from bytes to code points and back.
static void test_offsets(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    while (bytes.length < 20000)
        buffer_add_string(&bytes, mixed);
    struct text *text = text_from_bytes(bytes.data, bytes.length, "text");
    size_t index = 0;
    for (size_t at = 0; at < bytes.length; at++) {
        if (utf8_is_continuation(bytes.data[at]))
            continue;
        assert_int_equal(text_byte(text, index), at);
        assert_int_equal(text_code_point(text, at), index);
        index++;
    }
    assert_int_equal(text_code_point_count(text), index);
    assert_int_equal(text_byte(text, index), bytes.length);
    text_free(text);
    buffer_fini(&bytes);
}

static void expect_tokens(const char *text, const char *expected)
{
    static const char kinds[] = {
        [TOKEN_WORD] = 'w', [TOKEN_NUMBER] = 'n', [TOKEN_POSSESSIVE] = 'p', [TOKEN_MARK] = 'm'};
    static const char shapes[] = {[SHAPE_NONE] = '-',
                                  [SHAPE_LOWER] = 'l',
                                  [SHAPE_CAPITAL] = 'c',
                                  [SHAPE_SINGLE] = 's',
                                  [SHAPE_UPPER] = 'u'};
    struct token_list list = {0};
    struct buffer found = {0};
    tokens_split(text, (struct span){0, strlen(text)}, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct token *token = &list.items[i];
        buffer_format(&found, "%s%c%c:%.*s", i ? " " : "", kinds[token->kind], shapes[token->shape],
                      (int)(token->end - token->start), text + token->start);
        assert_int_equal(token->key, token_fold(text + token->start, token->end - token->start));
    }
    assert_string_equal(buffer_string(&found), expected);
    buffer_fini(&found);
    token_list_fini(&list);
}

static void test_tokens(void **state)
{
    (void)state;
    expect_tokens("The SCO and a U", "wc:The wu:SCO wl:and wl:a ws:U");
    expect_tokens("McDonald iPhone", "wc:McDonald wl:iPhone");
    expect_tokens("U.S. A. end.", "wu:U.S. ws:A m-:. wl:end m-:.");
    expect_tokens("Lao's don't d’Ivoire", "wc:Lao p-:'s wl:don't wl:d’Ivoire");
    expect_tokens("Laos' G7 café éa", "wc:Laos m-:' ws:G7 wl:café wl:éa");
    expect_tokens("July 25-27", "wc:July n-:25 m-:- n-:27");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_count_and_find),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_tokens),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
