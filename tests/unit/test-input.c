// SPDX-License-Identifier: GPL-3.0-or-later
// Input: what the terminal's bytes mean, however they are cut into pieces; and the clipboard's
// sequence, which goes the other way.

#include <config.h>

#include "ui/clipboard.h"
#include "ui/input.h"

#include "base/memory.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// Adds every input to *out in a short notation: keys in hexadecimal, names from U for NAMED_UP on.
static void describe(struct buffer *out, const struct input *input)
{
    static const char *const acts[] = {"press", "drag", "release", "up", "down"};
    if (out->length > 0)
        buffer_add_byte(out, ' ');
    switch (input->kind) {
    case INPUT_KEY:
        if (input->key >= NAMED_UP)
            buffer_format(out, "#%u", input->key - NAMED_UP);
        else
            buffer_format(out, "%x", input->key);
        break;
    case INPUT_PASTE:
        buffer_add_byte(out, '<');
        buffer_add(out, input->paste, input->paste_length);
        buffer_add_byte(out, '>');
        break;
    case INPUT_MOUSE:
        buffer_format(out, "%s:%d,%d", acts[input->act], input->row, input->column);
        break;
    case INPUT_INTERRUPT:
        buffer_add_string(out, "interrupt");
        break;
    case INPUT_IDLE:
        buffer_add_string(out, "idle");
        break;
    case INPUT_WORK:
        buffer_add_string(out, "work");
        break;
    }
}

static void drain(struct input_decoder *decoder, struct buffer *out)
{
    struct input input;
    while (input_decoder_next(decoder, &input))
        describe(out, &input);
}

// Feeds `bytes` in pieces of `piece`, then gives up on what is left, as the loop does.
static void expect_in_pieces(const char *bytes, size_t length, size_t piece, const char *expected)
{
    struct input_decoder *decoder = input_decoder_new();
    input_decoder_add_key(decoder, "\033[My", NAMED_F1); // longer than the mouse's beginning
    input_decoder_add_key(decoder, "\b", 0x7F);
    struct buffer out = {0};
    for (size_t at = 0; at < length; at += piece) {
        input_decoder_feed(decoder, bytes + at, length - at < piece ? length - at : piece);
        drain(decoder, &out);
    }
    if (input_decoder_patience(decoder) >= 0) {
        input_decoder_give_up(decoder);
        drain(decoder, &out);
    }
    assert_string_equal(buffer_string(&out), expected);
    buffer_fini(&out);
    input_decoder_free(decoder);
}

static void expect(const char *bytes, const char *expected)
{
    size_t length = strlen(bytes);
    for (size_t piece = 1; piece <= length; piece++)
        expect_in_pieces(bytes, length, piece, expected);
}

static void test_characters(void **state)
{
    (void)state;
    expect("aZ 0", "61 5a 20 30");
    expect("\r\n\t\x04\x1a", "d a 9 4 1a");
    expect("é中𝄞", "e9 4e2d 1d11e");
    expect("\x7f\b", "7f 7f");
    expect("x\x03y", "78 interrupt 79");
    expect_in_pieces("\0", 1, 1, "0");
}

static void test_malformed_characters(void **state)
{
    (void)state;
    expect("a\xff"
           "b",
           "61 fffd 62");
    expect("\xe4\xb8x", "fffd fffd 78");
    expect("\xe4", "fffd");
}

static void test_named_keys(void **state)
{
    (void)state;
    expect("\033OA\033[B\033OC\033[D", "#0 #1 #3 #2");
    expect("\033[H\033OF\033[1~\033[4~\033[7~\033[8~", "#4 #5 #4 #5 #4 #5");
    expect("\033[5~\033[6~\033[3~\033[2~\033[Z", "#6 #7 #8 #9 #10");
    expect("\033OP\033[11~\033[[A\033[24~\033[15~", "#11 #11 #11 #22 #15");
    expect("\033OM\033Op\033Ok", "d 30 2b");
}

static void test_modified_keys(void **state)
{
    (void)state;
    expect("\033[1;5A\033[1;2D\033[6;5~\033[1;2P", "#0 #2 #7 #11");
}

static void test_escape(void **state)
{
    (void)state;
    expect("\033", "1b");
    expect("\033\033", "1b 1b");
    expect("\033j", "1b 6a");
    expect("\033\033[A", "1b #0");
    expect("\033O", "1b 4f");
    expect("\033[", "1b 5b");
    expect("\033é", "1b e9");
}

// Esc alone is waited for 50 ms, no longer; without an Esc there is nothing to wait for.
static void test_patience(void **state)
{
    (void)state;
    struct input_decoder *decoder = input_decoder_new();
    struct input input;
    assert_int_equal(input_decoder_patience(decoder), -1);
    input_decoder_feed(decoder, "\033", 1);
    assert_false(input_decoder_next(decoder, &input));
    assert_int_equal(input_decoder_patience(decoder), 50);
    input_decoder_give_up(decoder);
    assert_true(input_decoder_next(decoder, &input));
    assert_int_equal(input.key, 27);
    assert_int_equal(input_decoder_patience(decoder), -1);
    input_decoder_feed(decoder, "\033[200~never ended", 17);
    assert_false(input_decoder_next(decoder, &input));
    assert_int_equal(input_decoder_patience(decoder), -1);
    input_decoder_free(decoder);
}

// Sequences that mean nothing here, or are cut off, never turn into keys.
static void test_foreign_sequences(void **state)
{
    (void)state;
    expect("\033[I\033[Oa", "61");
    expect("\033[?1;2ca", "61");
    expect("\033[99~a", "61");
    expect("\033[12;34Ra", "61");
    expect("\033[1;5", "");
    expect("\033[<0;1", "");
}

static void test_endless_sequence(void **state)
{
    (void)state;
    char bytes[200];
    memset(bytes, '1', sizeof bytes);
    memcpy(bytes, "\033[", 2);
    bytes[sizeof bytes - 1] = 'j';
    struct input_decoder *decoder = input_decoder_new();
    struct input input;
    input_decoder_feed(decoder, bytes, sizeof bytes);
    bool came_through = false;
    while (input_decoder_next(decoder, &input))
        came_through = input.key == 'j';
    assert_true(came_through);
    input_decoder_free(decoder);
}

static void test_mouse(void **state)
{
    (void)state;
    expect("\033[<0;1;1M\033[<32;5;3M\033[<0;200;100m", "press:0,0 drag:2,4 release:99,199");
    expect("\033[<64;10;20M\033[<65;10;20M", "up:19,9 down:19,9");
    expect("\033[<4;2;2M", "press:1,1"); // with Shift, where the terminal lets it through
    expect("\033[<1;2;2M\033[<2;2;2M\033[<66;2;2M\033[<35;2;2M", "");
    expect("\033[<0;0;0M\033[<0M\033[<0;99999999999;1Mx", "78");
}

static void test_old_mouse(void **state)
{
    (void)state;
    expect("\033[M !\"\033[M#!\"", "press:1,0 release:1,0");
    expect("\033[M`!!j", "up:0,0 6a");
}

static void test_paste(void **state)
{
    (void)state;
    expect("a\033[200~bc\033[201~d", "61 <bc> 64");
    expect("\033[200~\033[201~x", "<> 78");
    expect("\033[200~one\rtwo\r\nthree\n\r\rfour\033[201~", "<one\ntwo\nthree\n\n\nfour>");
    expect("\033[200~q\033[Aq\x03\x1b\033[201\033[201~", "<q\033[Aq\x03\x1b\033[201>");
    expect("\033[200~é中\033[201~\033[200~2\033[201~", "<é中> <2>");
}

static void test_malformed_paste(void **state)
{
    (void)state;
    expect("\033[200~a\xff"
           "b\033[201~",
           "<a\xef\xbf\xbd"
           "b>");
    expect("\033[200~a\xe4\xb8\033[201~x", "<a\xef\xbf\xbd> 78");
    expect("\033[200~\xe4\033[B\033[201~x", "<\xef\xbf\xbd\033[B> 78");
}

// A paste over the limit is cut between characters and still ends where it ends.
static void test_large_paste(void **state)
{
    (void)state;
    struct input_decoder *decoder = input_decoder_new();
    struct input input;
    static const char piece[] = "中中中中中中中中";
    input_decoder_feed(decoder, "\033[200~", 6);
    for (size_t sent = 0; sent < 2 * INPUT_PASTE_LIMIT; sent += sizeof piece - 1) {
        input_decoder_feed(decoder, piece, sizeof piece - 1);
        assert_false(input_decoder_next(decoder, &input));
    }
    input_decoder_feed(decoder, "\033[201~k", 7);
    assert_true(input_decoder_next(decoder, &input));
    assert_int_equal(input.kind, INPUT_PASTE);
    assert_true(input.paste_length <= INPUT_PASTE_LIMIT);
    assert_true(input.paste_length > INPUT_PASTE_LIMIT - 64);
    assert_int_equal(input.paste_length % 3, 0);
    assert_true(input_decoder_next(decoder, &input));
    assert_int_equal(input.key, 'k');
    input_decoder_free(decoder);
}

static void test_added_keys(void **state)
{
    (void)state;
    struct input_decoder *decoder = input_decoder_new();
    struct input input;
    input_decoder_add_key(decoder, NULL, NAMED_UP);
    input_decoder_add_key(decoder, "", NAMED_UP);
    input_decoder_add_key(decoder, "\033", NAMED_UP);
    input_decoder_add_key(decoder, "a", NAMED_UP);
    input_decoder_add_key(decoder, "\033[1234567890123456789~", NAMED_UP);
    input_decoder_add_key(decoder, "\033OA", NAMED_DOWN); // the later meaning holds
    input_decoder_add_key(decoder, "\x01k\r", NAMED_RIGHT);
    input_decoder_feed(decoder, "a\033OA\x01k\r", 7);
    struct buffer out = {0};
    drain(decoder, &out);
    assert_string_equal(buffer_string(&out), "61 #1 #3");
    assert_false(input_decoder_next(decoder, &input));
    buffer_fini(&out);
    input_decoder_free(decoder);
}

static void expect_clipboard(const char *terminal, const char *name, const char *expected)
{
    setenv("TERM", terminal, 1);
    unsetenv("TMUX");
    unsetenv("STY");
    if (name)
        setenv(name, "1", 1);
    struct buffer out = {0};
    assert_int_equal(clipboard_sequence("foobar", &out), expected != NULL);
    assert_string_equal(buffer_string(&out), expected ? expected : "");
    buffer_fini(&out);
}

static void test_clipboard(void **state)
{
    (void)state;
    expect_clipboard("xterm", NULL, "\033]52;c;Zm9vYmFy\a");
    expect_clipboard("tmux-256color", "TMUX",
                     "\033]52;c;Zm9vYmFy\a\033Ptmux;\033\033]52;c;Zm9vYmFy\a\033\\");
    expect_clipboard("screen", "STY", "\033P\033]52;c;Zm9vYmFy\a\033\\");
    expect_clipboard("linux", NULL, NULL);
    expect_clipboard("vt100", NULL, NULL);
}

static void test_clipboard_is_bounded(void **state)
{
    (void)state;
    setenv("TERM", "xterm", 1);
    unsetenv("TMUX");
    unsetenv("STY");
    char *text = memory_allocate(CLIPBOARD_LIMIT + 2);
    memset(text, 'x', CLIPBOARD_LIMIT + 1);
    text[CLIPBOARD_LIMIT + 1] = '\0';
    struct buffer out = {0};
    assert_false(clipboard_sequence(text, &out));
    text[CLIPBOARD_LIMIT] = '\0';
    assert_true(clipboard_sequence(text, &out));
    assert_int_equal(out.length, 7 + (CLIPBOARD_LIMIT + 2) / 3 * 4 + 1);
    setenv("STY", "1", 1);
    buffer_clear(&out);
    assert_true(clipboard_sequence(text, &out));
    for (const char *at = buffer_string(&out), *end; *at; at = end + 2) {
        end = strstr(at, "\033\\");
        assert_non_null(end);
        assert_true(end + 2 - at <= 256);
    }
    buffer_fini(&out);
    free(text);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_malformed_characters),
        cmocka_unit_test(test_named_keys),
        cmocka_unit_test(test_modified_keys),
        cmocka_unit_test(test_escape),
        cmocka_unit_test(test_patience),
        cmocka_unit_test(test_foreign_sequences),
        cmocka_unit_test(test_endless_sequence),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_old_mouse),
        cmocka_unit_test(test_paste),
        cmocka_unit_test(test_malformed_paste),
        cmocka_unit_test(test_large_paste),
        cmocka_unit_test(test_added_keys),
        cmocka_unit_test(test_clipboard),
        cmocka_unit_test(test_clipboard_is_bounded),
    };
    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
