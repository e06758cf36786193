// SPDX-License-Identifier: GPL-3.0-or-later
// Text: what becomes of a file's bytes, and offsets in bytes and in code points.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/buffer.h"
#include "base/files.h"
#include "text/gunzip.h"
#include "text/text.h"
#include "text/utf8.h"

#define BYTES(literal) literal, sizeof literal - 1
#define FFFD "\xEF\xBF\xBD"

static char path[64];

static int setup(void **state)
{
    (void)state;
    strcpy(path, "/tmp/dateline-test-XXXXXX");
    int descriptor = mkstemp(path);
    return descriptor >= 0 && close(descriptor) == 0 ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    return unlink(path);
}

static void write_file(const char *bytes, size_t length)
{
    int descriptor = open(path, O_WRONLY | O_TRUNC);
    assert_true(descriptor >= 0);
    assert_true(file_write_all(descriptor, bytes, length));
    close(descriptor);
}

static void check_text(const struct text *text, const char *expected, size_t length)
{
    assert_non_null(text);
    assert_int_equal(text_length(text), length);
    assert_memory_equal(text_bytes(text), expected, length + 1);
}

static void check_opened(const char *bytes, size_t length, const struct text_options *options,
                         const char *expected)
{
    struct error error = {0};
    write_file(bytes, length);
    struct text *text = text_open(path, options, &error);
    if (!text)
        print_error("refused: %d %s\n", (int)error.code, error.detail);
    check_text(text, expected, strlen(expected));
    text_free(text);
}

static void check_refused(const char *bytes, size_t length, const struct text_options *options,
                          enum error_code code)
{
    struct error error = {0};
    write_file(bytes, length);
    assert_null(text_open(path, options, &error));
    assert_int_equal(error.code, code);
    assert_string_equal(error.path, path);
}

// --- decoding ------------------------------------------------------------------------------------

static void test_clean_text_stays(void **state)
{
    (void)state;
    check_opened(BYTES("one\ntwo"), NULL, "one\ntwo");
    check_opened(BYTES("é 中文 👩‍👩‍👧\n"), NULL, "é 中文 👩‍👩‍👧\n");
    check_opened(BYTES(FFFD " stands there already"), NULL, FFFD " stands there already");
    check_opened(BYTES("\tcontrols \x1B[31m\x07 stay\f\n"), NULL,
                 "\tcontrols \x1B[31m\x07 stay\f\n");
}

static void test_lines_end_in_lf(void **state)
{
    (void)state;
    check_opened(BYTES("a\r\nb\rc\n\rd\r\n\r\ne\r"), NULL, "a\nb\nc\n\nd\n\ne\n");
    check_opened(BYTES("é\r\n"), NULL, "é\n");
    check_opened(BYTES("\r"), NULL, "\n");
}

static void test_byte_order_mark_is_removed(void **state)
{
    (void)state;
    check_opened(BYTES("\xEF\xBB\xBFone"), NULL, "one");
    check_opened(BYTES("\xEF\xBB\xBF\xEF\xBB\xBFone"), NULL, "\xEF\xBB\xBFone"); // one of them
    check_opened(BYTES("one\xEF\xBB\xBF"), NULL, "one\xEF\xBB\xBF");             // in front only
    check_refused(BYTES("\xEF\xBB\xBF"), NULL, ERROR_EMPTY);
}

// The Unicode Standard 15, section 3.9, tables 3-8 to 3-11: one U+FFFD a maximal subpart.
static void test_malformed_by_maximal_subparts(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *expected;
        size_t count;
    } cases[] = {
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A", 8},
        {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A", 8},
        {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", FFFD FFFD FFFD FFFD FFFD "A" FFFD FFFD "B", 7},
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", FFFD FFFD FFFD FFFD "A", 4},
        {"\xF0\x9F\x91", FFFD, 1}, // cut short at the end
        {"\xC3", FFFD, 1},
        {"\xC3\r\n", FFFD "\n", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text *text = text_from_bytes(cases[i].bytes, strlen(cases[i].bytes), "x");
        check_text(text, cases[i].expected, strlen(cases[i].expected));
        assert_int_equal(text_malformed(text), cases[i].count);
        text_free(text);
    }
}

static void test_nul_is_replaced(void **state)
{
    (void)state;
    struct text *text = text_from_bytes(BYTES("a\0b\0"), "x");
    check_text(text, BYTES("a" FFFD "b" FFFD));
    assert_int_equal(text_code_point_count(text), 4);
    text_free(text);
}

static void test_text_from_bytes(void **state)
{
    (void)state;
    struct text *text = text_from_bytes(BYTES("\xEF\xBB\xBFone\r\n"), "folder/name");
    check_text(text, "one\n", 4);
    assert_string_equal(text_path(text), "folder/name");
    assert_int_equal(text_modified(text), 0);
    text_free(text);
    text = text_from_bytes("", 0, "x");
    check_text(text, "", 0);
    assert_int_equal(text_code_point_count(text), 0);
    assert_int_equal(text_code_point(text, 0), 0);
    assert_int_equal(text_byte(text, 0), 0);
    text_free(text);
    text_free(NULL);
}

// --- encodings -----------------------------------------------------------------------------------

static void test_other_encodings_by_mark(void **state)
{
    (void)state;
    check_opened(BYTES("\xFF\xFE\xE9\0\r\0\n\0=\xD8\x69\xDC"), NULL, "é\n👩");
    check_opened(BYTES("\xFE\xFF\0\xE9\0\n\xD8=\xDC\x69"), NULL, "é\n👩");
    check_opened(BYTES("\xFF\xFE\0\0\xE9\0\0\0"), NULL, "é");
    check_opened(BYTES("\0\0\xFE\xFF\0\0\0\xE9"), NULL, "é");
}

static void test_other_encodings_by_name(void **state)
{
    (void)state;
    struct text_options latin = {.encoding = "ISO-8859-1"}, gbk = {.encoding = "GBK"},
                        windows = {.encoding = "windows-1252"}, nonsense = {.encoding = "UTF-99"};
    check_opened(BYTES("caf\xE9\r\n"), &latin, "café\n");
    check_opened(BYTES("\xD6\xD0\xCE\xC4"), &gbk, "中文");
    check_opened(BYTES("\x93quote\x94"), &windows, "“quote”");
    check_refused(BYTES("text"), &nonsense, ERROR_FORMAT);
}

// What no character stands for becomes U+FFFD in every encoding, never a question mark.
static void test_malformed_in_other_encodings(void **state)
{
    (void)state;
    struct text_options windows = {.encoding = "windows-1252"}, gbk = {.encoding = "GBK"},
                        utf8 = {.encoding = "utf-8"}, short_utf8 = {.encoding = "utf8"};
    check_opened(BYTES("a?\x81z"), &windows, "a?" FFFD "z");
    check_opened(BYTES("\xD6\xD0\xFF\xCE\xC4"), &gbk, "中" FFFD "文");
    check_opened(BYTES("a\xE2\x82z\x80"), &utf8, "a" FFFD "z" FFFD);
    check_opened(BYTES("a\xE2\x82z\x80"), &short_utf8, "a" FFFD "z" FFFD);
    check_opened(BYTES("\xFF\xFE"
                       "a\0\0\xD8"
                       "b\0"),
                 NULL, "a" FFFD "b"); // half a pair
    check_opened(BYTES("\xFF\xFE"
                       "a\0b"),
                 NULL, "a" FFFD); // half a unit at the end
}

static void test_malformed_are_counted_in_other_encodings(void **state)
{
    (void)state;
    struct text_options windows = {.encoding = "windows-1252"};
    write_file(BYTES("a\x81\x8Dz"));
    struct text *text = text_open(path, &windows, NULL);
    check_text(text, BYTES("a" FFFD FFFD "z"));
    assert_int_equal(text_malformed(text), 2);
    text_free(text);
}

static void test_converting_goes_on_over_pieces(void **state)
{
    (void)state;
    struct text_options latin = {.encoding = "ISO-8859-1"}, vietnamese = {.encoding = "TCVN5712-1"};
    struct buffer bytes = {0}, expected = {0};
    for (int i = 0; i < 50001; i++) {
        buffer_add_string(&bytes, i % 7 ? "\xE9" : "x");
        buffer_add_string(&expected, i % 7 ? "é" : "x");
    }
    check_opened(bytes.data, bytes.length, &latin, expected.data);
    // A converter that waits for marks gives out the last letter, too.
    check_opened(BYTES("a"), &vietnamese, "a");
    buffer_fini(&bytes);
    buffer_fini(&expected);
}

// --- opening -------------------------------------------------------------------------------------

static void test_binary_is_refused_unless_wanted(void **state)
{
    (void)state;
    struct text_options anyway = {.allow_binary = true}, latin = {.encoding = "ISO-8859-1"};
    check_refused(BYTES("text with a \0 in it"), NULL, ERROR_BINARY);
    check_refused(BYTES("ab\xFF\xFE\xFD\xFC"), NULL, ERROR_BINARY);
    check_opened(BYTES("a\0\xFF"), &anyway, "a" FFFD FFFD);
    check_opened(BYTES("\xE9\xE9\xE9"), &latin, "ééé");
    // A tenth is not over a tenth.
    check_opened(BYTES("nine char\xFF"), NULL, "nine char" FFFD);
    check_refused(BYTES("eight ch\xFF"), NULL, ERROR_BINARY);
}

static void test_binary_is_looked_for_in_eight_kilobytes(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    for (int i = 0; i < 8191; i++)
        buffer_add_byte(&bytes, 'a');
    buffer_add(&bytes, "\0", 1);
    check_refused(bytes.data, bytes.length, NULL, ERROR_BINARY);
    bytes.data[8191] = 'a';
    buffer_add(&bytes, "\0", 1);
    write_file(bytes.data, bytes.length);
    struct text *text = text_open(path, NULL, NULL);
    assert_non_null(text);
    text_free(text);
    // A character over the border of the probe is whole, not malformed.
    bytes.length = 8191;
    buffer_add_string(&bytes, "é");
    write_file(bytes.data, bytes.length);
    text = text_open(path, NULL, NULL);
    check_text(text, bytes.data, bytes.length);
    text_free(text);
    buffer_fini(&bytes);
}

static void test_what_cannot_be_opened(void **state)
{
    (void)state;
    struct error error = {0};
    check_refused("", 0, NULL, ERROR_EMPTY);
    assert_null(text_open("/nonexistent/x", NULL, &error));
    assert_int_equal(error.code, ERROR_SYSTEM);
    assert_int_equal(error.system, ENOENT);
    assert_null(text_open("/tmp", NULL, &error));
    assert_int_equal(error.code, ERROR_DIRECTORY);
    assert_null(text_open("/nonexistent/x", NULL, NULL));
}

static void test_modification_time(void **state)
{
    (void)state;
    struct timespec times[2] = {{.tv_sec = 1721952000, .tv_nsec = 123456789},
                                {.tv_sec = 1721952000, .tv_nsec = 123456789}};
    write_file(BYTES("text"));
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    struct text *text = text_open(path, NULL, NULL);
    assert_int_equal(text_modified(text), INT64_C(1721952000123456));
    assert_string_equal(text_path(text), path);
    text_free(text);
}

// --- gzip ----------------------------------------------------------------------------------------

static void add_member(struct buffer *out, const char *bytes, size_t length)
{
    char room[4096];
    z_stream stream = {0};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = (const Bytef *)bytes;
    stream.avail_in = (uInt)length;
    int status;
    do {
        stream.next_out = (Bytef *)room;
        stream.avail_out = sizeof room;
        status = deflate(&stream, Z_FINISH);
        buffer_add(out, room, sizeof room - stream.avail_out);
    } while (status == Z_OK);
    assert_int_equal(status, Z_STREAM_END);
    deflateEnd(&stream);
}

static void test_gzip_of_several_members(void **state)
{
    (void)state;
    struct buffer packed = {0};
    add_member(&packed, BYTES("one\r\n"));
    add_member(&packed, "", 0);
    add_member(&packed, BYTES("zwei é"));
    check_opened(packed.data, packed.length, NULL, "one\nzwei é");
    buffer_add(&packed, "\0\0\0\0", 4); // padding, as tapes have it
    check_opened(packed.data, packed.length, NULL, "one\nzwei é");
    buffer_fini(&packed);
    add_member(&packed, "", 0);
    check_refused(packed.data, packed.length, NULL, ERROR_EMPTY);
    buffer_fini(&packed);
}

static void test_gzip_of_another_encoding(void **state)
{
    (void)state;
    struct buffer packed = {0};
    add_member(&packed, BYTES("\xFF\xFE\xE9\0"));
    check_opened(packed.data, packed.length, NULL, "é");
    buffer_fini(&packed);
}

static void test_gzip_cut_short_anywhere(void **state)
{
    (void)state;
    struct buffer packed = {0};
    add_member(&packed, BYTES("some words, some words, other words"));
    for (size_t length = 3; length < packed.length; length++) {
        struct error error = {0};
        write_file(packed.data, length);
        assert_null(text_open(path, NULL, &error));
        assert_int_equal(error.code, ERROR_FORMAT);
        assert_string_equal(error.detail, "gzip data is cut short");
    }
    size_t first = packed.length;
    add_member(&packed, BYTES("second"));
    check_refused(packed.data, first + 12, NULL, ERROR_FORMAT); // in the second member
    buffer_fini(&packed);
}

static void test_gzip_damaged(void **state)
{
    (void)state;
    struct buffer packed = {0};
    add_member(&packed, BYTES("some words, some words, other words"));
    packed.data[packed.length - 6] ^= 1; // the checksum
    check_refused(packed.data, packed.length, NULL, ERROR_FORMAT);
    buffer_fini(&packed);
}

static void test_gzip_bomb_is_bounded(void **state)
{
    (void)state;
    struct buffer zeros = {0}, packed = {0}, plain = {0};
    struct error error = {0};
    for (int i = 0; i < 1 << 20; i++)
        buffer_add_byte(&zeros, 'a');
    add_member(&packed, zeros.data, zeros.length);
    add_member(&packed, zeros.data, zeros.length);
    assert_true(gunzip(packed.data, packed.length, 2 << 20, "x", &plain, &error));
    assert_int_equal(plain.length, 2 << 20);
    buffer_clear(&plain);
    assert_false(gunzip(packed.data, packed.length, (2 << 20) - 1, "x", &plain, &error));
    assert_int_equal(error.code, ERROR_TOO_LARGE);
    assert_true(plain.length < 3 << 20);
    buffer_fini(&zeros);
    buffer_fini(&packed);
    buffer_fini(&plain);
}

// --- offsets -------------------------------------------------------------------------------------

// Every offset of a text of characters of one to four bytes, over several blocks of the index and
// with sequences over their borders, against counting from the start.
static void check_offsets(const char *cycle[], size_t cycle_count, size_t characters)
{
    struct buffer bytes = {0};
    for (size_t i = 0; i < characters; i++)
        buffer_add_string(&bytes, cycle[i % cycle_count]);
    struct text *text = text_from_bytes(bytes.data, bytes.length, "x");
    size_t at = 0;
    for (size_t i = 0; i < characters; i++) {
        assert_int_equal(text_code_point(text, at), i);
        assert_int_equal(text_byte(text, i), at);
        at += strlen(cycle[i % cycle_count]);
    }
    assert_int_equal(at, bytes.length);
    assert_int_equal(text_code_point(text, at), characters);
    assert_int_equal(text_byte(text, characters), at);
    assert_int_equal(text_byte(text, characters + 100), at);
    assert_int_equal(text_code_point_count(text), characters);
    text_free(text);
    buffer_fini(&bytes);
}

static void test_offsets_over_block_borders(void **state)
{
    (void)state;
    const char *mixed[] = {"a", "é", "中", "👩", "b", "c"}, *three[] = {"中"}, *four[] = {"👩"},
               *ascii[] = {"x"}, *odd[] = {"a", "中", "中", "中"};
    check_offsets(mixed, 6, 9000);
    check_offsets(three, 1, 5000);
    check_offsets(four, 1, 2048); // ends on a border
    check_offsets(ascii, 1, 4096);
    check_offsets(ascii, 1, 8193);
    check_offsets(odd, 4, 8000);
}

// --- beginnings ----------------------------------------------------------------------------------

static struct text *open_beginning(const char *bytes, size_t length, size_t limit)
{
    static const struct text_options options = {0};
    struct error error = {0};
    write_file(bytes, length);
    struct text *text = text_open_beginning(path, &options, limit, &error);
    assert_int_equal(error.code, ERROR_NONE);
    return text;
}

static void check_beginning(const char *bytes, size_t limit, const char *expected)
{
    struct text *text = open_beginning(bytes, strlen(bytes), limit);
    check_text(text, expected, strlen(expected));
    text_free(text);
}

static void test_beginning_ends_in_a_good_place(void **state)
{
    (void)state;
    char line[200];
    memset(line, 'x', sizeof line - 1);
    line[sizeof line - 1] = '\0';
    line[40] = '\n';
    line[60] = ' ';
    check_beginning(line, 64, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n");
    line[40] = 'x';
    check_beginning(line, 64, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ");
    char wide[121];
    for (size_t i = 0; i < 120; i += 3)
        memcpy(wide + i, "中", 4);
    wide[63] = '\0';
    char *whole = strdup(wide); // 21 characters: no 22nd is cut in two
    memcpy(wide + 63, "中", 3);
    check_beginning(wide, 64, whole);
    free(whole);
}

// What it holds is what the whole begins with.
static void test_beginning_is_part_of_the_whole(void **state)
{
    (void)state;
    static const char bytes[] =
        "\xEF\xBB\xBFone\r\ntwo\rthree\xFF four\r\nfive six seven eight nine ten eleven twelve "
        "thirteen fourteen\r\nfifteen";
    for (size_t limit = 64; limit < sizeof bytes - 1; limit++) {
        struct error error = {0};
        struct text *beginning = open_beginning(bytes, sizeof bytes - 1, limit);
        struct text *whole = text_open(path, NULL, &error);
        assert_non_null(beginning);
        assert_true(text_length(beginning) < text_length(whole));
        assert_memory_equal(text_bytes(beginning), text_bytes(whole), text_length(beginning));
        assert_int_equal(text_whole_length(beginning), sizeof bytes - 1 - 3);
        assert_int_equal(text_whole_length(whole), text_length(whole));
        assert_int_equal(text_modified(beginning), text_modified(whole));
        struct text *again = text_beginning(whole, text_length(beginning));
        check_text(again, text_bytes(beginning), text_length(beginning));
        text_free(again);
        text_free(beginning);
        text_free(whole);
    }
}

static void test_where_there_is_no_beginning(void **state)
{
    (void)state;
    struct error error = {0};
    char long_text[300];
    memset(long_text, 'y', sizeof long_text);
    assert_null(open_beginning("short", 5, 64));
    assert_null(open_beginning(long_text, 64, 64));
    assert_null(open_beginning("", 0, 64));
    memcpy(long_text, "\xFF\xFEy", 4); // UTF-16
    assert_null(open_beginning(long_text, sizeof long_text, 64));
    memcpy(long_text, "\x1F\x8B\x08", 3); // gzip
    assert_null(open_beginning(long_text, sizeof long_text, 64));
    memset(long_text, 'y', sizeof long_text);
    write_file(long_text, sizeof long_text);
    struct text_options latin = {.encoding = "ISO-8859-1"};
    assert_null(text_open_beginning(path, &latin, 64, &error));
    assert_int_equal(error.code, ERROR_NONE);
    assert_null(text_open_beginning("-", &(struct text_options){0}, 64, &error));
    assert_int_equal(error.code, ERROR_NONE);
    assert_null(text_open_beginning("/nonexistent/x", &(struct text_options){0}, 64, &error));
    assert_int_equal(error.code, ERROR_SYSTEM);
    assert_null(text_open_beginning("/tmp", &(struct text_options){0}, 64, &error));
    assert_int_equal(error.code, ERROR_DIRECTORY);
    long_text[20] = '\0';
    write_file(long_text, sizeof long_text);
    assert_null(text_open_beginning(path, &(struct text_options){0}, 64, &error));
    assert_int_equal(error.code, ERROR_BINARY);
    struct text *text =
        text_open_beginning(path, &(struct text_options){.allow_binary = true}, 64, &error);
    assert_non_null(text);
    text_free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_clean_text_stays),
        TEST(test_lines_end_in_lf),
        TEST(test_byte_order_mark_is_removed),
        TEST(test_malformed_by_maximal_subparts),
        TEST(test_nul_is_replaced),
        TEST(test_text_from_bytes),
        TEST(test_other_encodings_by_mark),
        TEST(test_other_encodings_by_name),
        TEST(test_malformed_in_other_encodings),
        TEST(test_malformed_are_counted_in_other_encodings),
        TEST(test_converting_goes_on_over_pieces),
        TEST(test_binary_is_refused_unless_wanted),
        TEST(test_binary_is_looked_for_in_eight_kilobytes),
        TEST(test_what_cannot_be_opened),
        TEST(test_modification_time),
        TEST(test_gzip_of_several_members),
        TEST(test_gzip_of_another_encoding),
        TEST(test_gzip_cut_short_anywhere),
        TEST(test_gzip_damaged),
        TEST(test_gzip_bomb_is_bounded),
        TEST(test_offsets_over_block_borders),
        TEST(test_beginning_ends_in_a_good_place),
        TEST(test_beginning_is_part_of_the_whole),
        TEST(test_where_there_is_no_beginning),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
