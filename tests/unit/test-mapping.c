// SPDX-License-Identifier: GPL-3.0-or-later
// Mapping: files as memory; long texts that are mapped, looked through and decoded.

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

#include "base/buffer.h"
#include "base/memory.h"
#include "text/mapping.h"
#include "text/text.h"

enum { BLOCK = 4096, PIECE = 1 << 20, LENGTH = TEXT_LONG + 5 * BLOCK + 77 };

struct fixture {
    char folder[256], path[300];
    char *bytes;
};

static int set_up(void **state)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    const char *temporary = getenv("TMPDIR");
    snprintf(fixture->folder, sizeof fixture->folder, "%s/dateline-mapping-XXXXXX",
             temporary && *temporary ? temporary : "/tmp");
    assert_non_null(mkdtemp(fixture->folder));
    snprintf(fixture->path, sizeof fixture->path, "%s/file", fixture->folder);
    fixture->bytes = test_calloc(1, LENGTH + 1);
    for (size_t i = 0; i < LENGTH; i++)
        fixture->bytes[i] = (char)(i % 71 == 70 ? '\n' : 'a' + i % 26);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    unlink(fixture->path);
    rmdir(fixture->folder);
    test_free(fixture->bytes);
    test_free(fixture);
    return 0;
}

static void write_file(const struct fixture *fixture, const char *bytes, size_t length)
{
    FILE *file = fopen(fixture->path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static struct mapping *map(const struct fixture *fixture, size_t length)
{
    struct error error = {0};
    int descriptor = open(fixture->path, O_RDONLY | O_CLOEXEC);
    assert_true(descriptor >= 0);
    struct mapping *mapping = mapping_new(descriptor, length, fixture->path, &error);
    close(descriptor);
    return mapping;
}

// --- mappings ------------------------------------------------------------------------------------

static void test_mapping_has_the_bytes_and_a_nul(void **state)
{
    const struct fixture *fixture = *state;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const size_t lengths[] = {1, page - 1, page, page + 1, 3 * page, LENGTH};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        write_file(fixture, fixture->bytes, lengths[i]);
        struct mapping *mapping = map(fixture, lengths[i]);
        assert_non_null(mapping);
        assert_memory_equal(mapping_bytes(mapping), fixture->bytes, lengths[i]);
        assert_int_equal(mapping_bytes(mapping)[lengths[i]], '\0');
        assert_false(mapping_was_cut(mapping));
        mapping_free(mapping);
    }
    mapping_free(NULL);
}

static void test_file_becomes_shorter(void **state)
{
    const struct fixture *fixture = *state;
    size_t page = (size_t)sysconf(_SC_PAGESIZE), length = 20 * page;
    write_file(fixture, fixture->bytes, length);
    struct mapping *mapping = map(fixture, length), *other = map(fixture, length);
    const volatile char *bytes = mapping_bytes(mapping);
    assert_int_equal(truncate(fixture->path, (off_t)(10 * page + 100)), 0);
    assert_int_equal(bytes[0], fixture->bytes[0]);
    assert_int_equal(bytes[10 * page + 99], fixture->bytes[10 * page + 99]);
    assert_int_equal(bytes[10 * page + 100], '\0');
    assert_int_equal(bytes[15 * page + 3], '\0');
    assert_true(mapping_was_cut(mapping));
    assert_false(mapping_was_cut(other)); // nobody has touched it
    assert_int_equal(bytes[12 * page], '\0');
    assert_int_equal(bytes[length - 1], '\0');
    assert_int_equal(bytes[9 * page], fixture->bytes[9 * page]);
    assert_int_equal(truncate(fixture->path, 0), 0);
    assert_int_equal(bytes[0], '\0'); // and shorter still
    assert_int_equal(mapping_bytes(other)[page], '\0');
    assert_true(mapping_was_cut(other));
    mapping_free(mapping);
    mapping_free(other);
}

// There is room for 64; what is freed makes room again.
static void test_many_mappings(void **state)
{
    const struct fixture *fixture = *state;
    enum { MANY = 64 };
    struct mapping *mappings[MANY];
    struct error error = {0};
    write_file(fixture, fixture->bytes, 2 * BLOCK);
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < MANY; i++) {
            mappings[i] = map(fixture, 2 * BLOCK);
            assert_non_null(mappings[i]);
            assert_false(mapping_was_cut(mappings[i]));
        }
        int descriptor = open(fixture->path, O_RDONLY | O_CLOEXEC);
        assert_null(mapping_new(descriptor, 2 * BLOCK, fixture->path, &error));
        close(descriptor);
        assert_int_equal(error.code, ERROR_TOO_LARGE);
        assert_int_equal(truncate(fixture->path, 0), 0);
        assert_int_equal(mapping_bytes(mappings[MANY - 1])[5], '\0');
        assert_true(mapping_was_cut(mappings[MANY - 1])); // the next one in its place is not
        write_file(fixture, fixture->bytes, 2 * BLOCK);
        for (size_t i = 0; i < MANY; i++)
            mapping_free(mappings[i]);
    }
}

static void test_what_cannot_be_mapped(void **state)
{
    (void)state;
    struct error error = {0};
    assert_null(mapping_new(-1, 10, "nothing", &error));
    assert_int_equal(error.code, ERROR_SYSTEM);
    assert_int_equal(error.system, EBADF);
}

// --- long texts ----------------------------------------------------------------------------------

static struct text *open_long(const struct fixture *fixture, size_t length)
{
    struct error error;
    write_file(fixture, fixture->bytes, length);
    return text_map(fixture->path, NULL, &error);
}

// Code points at some places, against a plain count.
static void check_counts(const struct text *text)
{
    const char *bytes = text_bytes(text);
    size_t length = text_length(text), count = 0;
    for (size_t i = 0; i < length; i++) {
        bool begins = ((unsigned char)bytes[i] & 0xC0) != 0x80;
        if (begins && (i % 9973 < 3 || i % BLOCK < 5 || i % BLOCK > BLOCK - 5)) {
            if (text_code_point(text, i) != count || text_byte(text, count) != i)
                fail_msg("code point %zu, byte %zu", count, i);
        }
        count += begins;
    }
    assert_int_equal(text_code_point_count(text), count);
    assert_int_equal(text_code_point(text, length), count);
    assert_int_equal(text_byte(text, count), length);
    assert_int_equal(text_byte(text, count + 9), length);
}

// Puts characters of two to four bytes around the borders of blocks and pieces, at all distances.
static void put_characters(char *bytes)
{
    static const char *const characters[] = {"é", "中", "😀"};
    for (size_t i = 0; i < 24; i++) {
        const char *character = characters[i % 3];
        size_t border = i % 2 ? (i / 2 + 1) * PIECE : (i + 1) * BLOCK * 5;
        memcpy(bytes + border - i % 4, character, strlen(character));
    }
}

static bool count_calls(void *context, size_t length)
{
    size_t *calls = context;
    assert_int_equal(length % PIECE, 0);
    assert_true(length >= *calls * PIECE);
    ++*calls;
    return true;
}

static bool stop_at_third(void *context, size_t length)
{
    (void)length;
    return ++*(int *)context < 3;
}

static void test_clean_file_is_mapped_and_counted(void **state)
{
    const struct fixture *fixture = *state;
    static const size_t lengths[] = {LENGTH, TEXT_LONG, TEXT_LONG + BLOCK};
    put_characters(fixture->bytes);
    for (size_t i = 0; i < 3; i++) {
        struct text *text = open_long(fixture, lengths[i]);
        size_t calls = 0;
        assert_non_null(text);
        assert_int_equal(text_length(text), lengths[i]);
        assert_false(text_is_settled(text));
        size_t far = text_code_point(text, lengths[i] - 100); // before it is counted, too
        assert_true(text_settle(text, count_calls, &calls));
        assert_true(calls >= lengths[i] / PIECE);
        assert_true(text_is_settled(text));
        assert_true(text_settle(text, NULL, NULL));
        assert_int_equal(text_code_point(text, lengths[i] - 100), far);
        assert_int_equal(text_malformed(text), 0);
        assert_false(text_was_cut(text));
        check_counts(text);
        text_free(text);
    }
}

static void test_what_is_no_long_text(void **state)
{
    const struct fixture *fixture = *state;
    struct error error;
    struct text_options latin = {.encoding = "ISO-8859-1"}, utf8 = {.encoding = "UTF-8"};
    assert_null(open_long(fixture, TEXT_LONG - 1));
    write_file(fixture, fixture->bytes, LENGTH);
    assert_null(text_map(fixture->path, &latin, &error));
    assert_int_equal(error.code, ERROR_NONE);
    struct text *text = text_map(fixture->path, &utf8, &error);
    assert_non_null(text);
    text_free(text);
    assert_null(text_map(fixture->folder, NULL, &error));
    assert_int_equal(error.code, ERROR_NONE);
    assert_null(text_map("-", NULL, &error));
    assert_null(text_map("/nowhere/at/all", NULL, &error));
    memcpy(fixture->bytes, "\x1F\x8B\x08", 3); // gzip
    write_file(fixture, fixture->bytes, LENGTH);
    assert_null(text_map(fixture->path, NULL, &error));
    assert_int_equal(error.code, ERROR_NONE);
    memcpy(fixture->bytes,
           "\xFF\xFE"
           "a",
           3); // UTF-16
    write_file(fixture, fixture->bytes, LENGTH);
    assert_null(text_map(fixture->path, NULL, &error));
    assert_int_equal(error.code, ERROR_NONE);
    memcpy(fixture->bytes, "a\0a", 3);
    write_file(fixture, fixture->bytes, LENGTH);
    assert_null(text_map(fixture->path, NULL, &error));
    assert_int_equal(error.code, ERROR_BINARY);
    struct text_options binary = {.allow_binary = true};
    text = text_map(fixture->path, &binary, &error);
    assert_non_null(text);
    assert_false(text_settle(text, NULL, NULL));
    text_free(text);
}

static void test_byte_order_mark_is_left_out(void **state)
{
    const struct fixture *fixture = *state;
    memcpy(fixture->bytes, "\xEF\xBB\xBF", 3);
    put_characters(fixture->bytes);
    struct text *text = open_long(fixture, LENGTH);
    assert_int_equal(text_length(text), LENGTH - 3);
    assert_memory_equal(text_bytes(text), fixture->bytes + 3, LENGTH - 3);
    assert_true(text_settle(text, NULL, NULL));
    check_counts(text);
    text_free(text);
}

static void test_settling_is_ended(void **state)
{
    const struct fixture *fixture = *state;
    struct text *text = open_long(fixture, LENGTH);
    int calls = 0;
    assert_false(text_settle(text, stop_at_third, &calls));
    assert_int_equal(calls, 3);
    assert_false(text_is_settled(text));
    assert_true(text_settle(text, NULL, NULL));
    check_counts(text);
    text_free(text);
}

// Decodes the fixture's bytes as a long file and as bytes in memory, and compares.
static void check_decoded(const struct fixture *fixture, size_t length, const char *folder)
{
    struct text_options options = {.temporary = folder};
    struct error error;
    struct text *mapped = open_long(fixture, length);
    assert_non_null(mapped);
    assert_false(text_settle(mapped, NULL, NULL));
    struct text *decoded = text_decode_mapped(mapped, &options, NULL, NULL, &error);
    struct text *whole = text_from_bytes(fixture->bytes, length, "x");
    assert_non_null(decoded);
    assert_true(text_is_settled(decoded));
    assert_int_equal(text_length(decoded), text_length(whole));
    assert_memory_equal(text_bytes(decoded), text_bytes(whole), text_length(whole) + 1);
    assert_int_equal(text_malformed(decoded), text_malformed(whole));
    assert_int_equal(text_code_point_count(decoded), text_code_point_count(whole));
    assert_string_equal(text_path(decoded), fixture->path);
    assert_int_equal(text_modified(decoded), text_modified(mapped));
    check_counts(decoded);
    for (size_t i = 0; i < length; i += 1500007) { // places before whole characters
        if (((unsigned char)fixture->bytes[i] & 0x80) || fixture->bytes[i] == '\n')
            continue;
        struct text *before = text_from_bytes(fixture->bytes, i, "x");
        assert_int_equal(text_decoded_place(decoded, mapped, i), text_length(before));
        text_free(before);
    }
    assert_int_equal(text_decoded_place(decoded, mapped, text_length(mapped)),
                     text_length(decoded));
    text_free(mapped);
    text_free(decoded);
    text_free(whole);
}

// What texts do not have, at every distance from the borders of pieces.
static void test_decoded_copy_is_what_the_short_way_gives(void **state)
{
    const struct fixture *fixture = *state;
    static const char *const faults[] = {
        "\r\n",
        "\r",
        "\r\r\n",
        "\xFF",
        "\xE4\xB8",
        "\xF0\x9F\x98",
        "\x80\x80\x80\x80\x80\x80",
        "\xE4\xB8\xAD\x80\x80\x80",
        "\xC3\xC3\xA9",
        "\xED\xA0\x80",
        "\xF4\x90\x80\x80",
        "\xF0\x9F\x98\x80\x80",
        "\xC0\x80",
    };
    put_characters(fixture->bytes);
    for (int distance = 0; distance < 7; distance++) {
        for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
            memcpy(fixture->bytes + (i + 1) * PIECE - distance, faults[i], strlen(faults[i]));
        check_decoded(fixture, LENGTH, distance % 2 ? fixture->folder : NULL);
    }
}

static void put_byte(int descriptor, size_t place, char byte)
{
    assert_int_equal(pwrite(descriptor, &byte, 1, (off_t)place), 1);
}

static void test_a_single_fault_is_found_anywhere(void **state)
{
    const struct fixture *fixture = *state;
    static const size_t places[] = {
        0,         1,     BLOCK - 1,   BLOCK,      70 * BLOCK - 1, 70 * BLOCK,
        PIECE - 1, PIECE, LENGTH - 78, LENGTH - 2, LENGTH - 1,
    };
    static const char faults[] = {'\r', '\xFF', '\xC3', '\x80', '\0'};
    struct text_options options = {.allow_binary = true};
    write_file(fixture, fixture->bytes, LENGTH);
    int descriptor = open(fixture->path, O_WRONLY | O_CLOEXEC);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        for (size_t j = 0; j < sizeof faults; j++) {
            struct error error;
            put_byte(descriptor, places[i], faults[j]);
            struct text *text = text_map(fixture->path, &options, &error);
            assert_non_null(text);
            if (text_settle(text, NULL, NULL))
                fail_msg("fault %zu at byte %zu", j, places[i]);
            text_free(text);
        }
        put_byte(descriptor, places[i], fixture->bytes[places[i]]);
    }
    close(descriptor);
}

static void test_nul_and_mark_and_line_ends(void **state)
{
    const struct fixture *fixture = *state;
    fixture->bytes[PIECE] = '\0';
    fixture->bytes[LENGTH - 1] = '\0';
    check_decoded(fixture, LENGTH, fixture->folder);
    for (size_t i = 70; i < LENGTH; i += 71)
        fixture->bytes[i - 1] = '\r';
    check_decoded(fixture, LENGTH, fixture->folder);
}

static void test_decoding_is_ended(void **state)
{
    const struct fixture *fixture = *state;
    struct text_options options = {.temporary = fixture->folder};
    struct error error;
    fixture->bytes[LENGTH - 1] = '\r';
    struct text *mapped = open_long(fixture, LENGTH);
    for (int i = 0; i < 2; i++) {
        int calls = 0;
        if (i)
            options.temporary = NULL;
        assert_null(text_decode_mapped(mapped, &options, stop_at_third, &calls, &error));
        assert_int_equal(error.code, ERROR_NONE);
        assert_int_equal(calls, 3);
    }
    text_free(mapped);
}

static void test_folder_for_the_copy(void **state)
{
    const struct fixture *fixture = *state;
    struct text_options options = {.temporary = "/nowhere/at/all"};
    struct error error;
    fixture->bytes[LENGTH - 1] = '\r';
    struct text *mapped = open_long(fixture, LENGTH);
    assert_null(text_decode_mapped(mapped, &options, NULL, NULL, &error));
    assert_int_equal(error.code, ERROR_SYSTEM);
    assert_int_equal(error.system, ENOENT);
    options.temporary = fixture->path; // no folder
    assert_null(text_decode_mapped(mapped, &options, NULL, NULL, &error));
    assert_int_equal(error.code, ERROR_SYSTEM);
    if (geteuid() != 0) {
        options.temporary = fixture->folder;
        assert_int_equal(chmod(fixture->folder, 0500), 0);
        assert_null(text_decode_mapped(mapped, &options, NULL, NULL, &error));
        assert_int_equal(chmod(fixture->folder, 0700), 0);
        assert_int_equal(error.system, EACCES);
    }
    struct text *decoded = text_decode_mapped(mapped, NULL, NULL, NULL, &error);
    assert_non_null(decoded);
    text_free(decoded);
    text_free(mapped);
}

static void test_opening_takes_the_long_way(void **state)
{
    const struct fixture *fixture = *state;
    struct error error = {0};
    put_characters(fixture->bytes);
    write_file(fixture, fixture->bytes, LENGTH);
    struct text *text = text_open(fixture->path, NULL, &error);
    assert_non_null(text);
    assert_true(text_is_settled(text));
    assert_int_equal(text_length(text), LENGTH);
    text_free(text);
    fixture->bytes[LENGTH - 1] = '\r';
    write_file(fixture, fixture->bytes, LENGTH);
    text = text_open(fixture->path, NULL, &error);
    assert_non_null(text);
    assert_int_equal(text_bytes(text)[LENGTH - 1], '\n');
    text_free(text);
}

static void test_long_text_is_cut(void **state)
{
    const struct fixture *fixture = *state;
    struct text *text = open_long(fixture, LENGTH);
    assert_false(text_was_cut(text));
    assert_int_equal(truncate(fixture->path, LENGTH / 2), 0);
    assert_int_equal(text_bytes(text)[LENGTH - 1], '\0');
    assert_true(text_was_cut(text));
    assert_false(text_settle(text, NULL, NULL));
    text_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_mapping_has_the_bytes_and_a_nul, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_file_becomes_shorter, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_mappings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_mapped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_clean_file_is_mapped_and_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_no_long_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_byte_order_mark_is_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_settling_is_ended, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_decoded_copy_is_what_the_short_way_gives, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_single_fault_is_found_anywhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nul_and_mark_and_line_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_decoding_is_ended, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_folder_for_the_copy, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_opening_takes_the_long_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_text_is_cut, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("mapping", tests, NULL, NULL);
}
