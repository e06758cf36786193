// SPDX-License-Identifier: GPL-3.0-or-later
// Base: buffers, memory, days, errors in words, the environment.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/day.h"
#include "base/environment.h"
#include "base/error.h"
#include "base/memory.h"

// --- buffer --------------------------------------------------------------------------------------

static void test_buffer_is_always_a_string(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    assert_string_equal(buffer_string(&buffer), "");
    buffer_add(&buffer, "a\0b", 3);
    assert_int_equal(buffer.length, 3);
    assert_memory_equal(buffer.data, "a\0b", 4); // the NUL after it, too
    buffer_clear(&buffer);
    assert_string_equal(buffer_string(&buffer), "");
    buffer_add(&buffer, "", 0);
    assert_int_equal(buffer.length, 0);
    buffer_fini(&buffer);
    assert_null(buffer.data);
}

static void test_buffer_grows(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    for (int i = 0; i < 100000; i++)
        buffer_add_byte(&buffer, (char)('a' + i % 26));
    assert_int_equal(buffer.length, 100000);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(buffer.data[i], 'a' + i % 26);
    assert_int_equal(buffer.data[100000], 0);
    buffer_fini(&buffer);
}

static void test_buffer_takes_code_points(void **state)
{
    (void)state;
    static const struct {
        unsigned code_point;
        const char *bytes;
    } cases[] = {
        {'A', "A"},
        {0x7F, "\x7F"},
        {0x80, "\xC2\x80"},
        {0x7FF, "\xDF\xBF"},
        {0x800, "\xE0\xA0\x80"},
        {0xD7FF, "\xED\x9F\xBF"},
        {0xD800, "\xEF\xBF\xBD"}, // surrogates are no characters
        {0xDFFF, "\xEF\xBF\xBD"},
        {0xE000, "\xEE\x80\x80"},
        {0xFFFF, "\xEF\xBF\xBF"},
        {0x10000, "\xF0\x90\x80\x80"},
        {0x10FFFF, "\xF4\x8F\xBF\xBF"},
        {0x110000, "\xEF\xBF\xBD"},
        {UINT_MAX, "\xEF\xBF\xBD"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer buffer = {0};
        buffer_add_code_point(&buffer, cases[i].code_point);
        assert_string_equal(buffer.data, cases[i].bytes);
        buffer_fini(&buffer);
    }
    struct buffer nul = {0};
    buffer_add_code_point(&nul, 0);
    assert_int_equal(nul.length, 1);
    buffer_fini(&nul);
}

static void test_buffer_formats_any_length(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    buffer_add_string(&buffer, "<");
    buffer_format(&buffer, "%s", "");
    buffer_format(&buffer, "%05d|%5000s", 42, "x");
    buffer_add_string(&buffer, ">");
    assert_int_equal(buffer.length, 1 + 5 + 1 + 5000 + 1);
    assert_memory_equal(buffer.data, "<00042| ", 8);
    assert_string_equal(buffer.data + buffer.length - 2, "x>");
    buffer_fini(&buffer);
}

static void test_buffer_is_taken_away(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    char *empty = buffer_take(&buffer);
    assert_string_equal(empty, "");
    free(empty);
    buffer_add_string(&buffer, "mine");
    char *taken = buffer_take(&buffer);
    assert_int_equal(buffer.length, 0);
    buffer_add_string(&buffer, "other");
    assert_string_equal(taken, "mine");
    free(taken);
    buffer_fini(&buffer);
}

// --- memory --------------------------------------------------------------------------------------

static void test_memory_grows_by_doubling(void **state)
{
    (void)state;
    size_t capacity = 0, changes = 0;
    int *items = NULL;
    for (size_t i = 0; i < 100000; i++) {
        size_t before = capacity;
        items = memory_grow(items, &capacity, i + 1, sizeof *items);
        assert_true(capacity >= i + 1);
        changes += capacity != before;
        items[i] = (int)i;
    }
    assert_true(changes < 20);
    for (size_t i = 0; i < 100000; i++)
        assert_int_equal(items[i], i);
    size_t before = capacity;
    items = memory_grow(items, &capacity, 10, sizeof *items); // room there is stays
    assert_int_equal(capacity, before);
    free(items);
}

static void test_memory_gives_even_nothing(void **state)
{
    (void)state;
    void *none = memory_allocate(0), *zeroed = memory_allocate_zeroed(0, 8);
    assert_non_null(none);
    assert_non_null(zeroed);
    free(none);
    free(zeroed);
    char *copy = memory_copy_bytes("a\0b", 3);
    assert_memory_equal(copy, "a\0b", 4);
    free(copy);
}

// --- days ----------------------------------------------------------------------------------------

static void test_days_known_from_calendars(void **state)
{
    (void)state;
    static const struct {
        int year, month, day, number, weekday;
    } cases[] = {
        {1970, 1, 1, 0, 3},      {1969, 12, 31, -1, 2},   {2000, 2, 29, 11016, 1},
        {2000, 3, 1, 11017, 2},  {2024, 7, 25, 19929, 3}, {2024, 7, 26, 19930, 4},
        {1900, 3, 1, -25508, 3}, {1, 1, 1, -719162, 0},   {9999, 12, 31, 2932896, 4},
        {1945, 5, 9, -9003, 2},  {2100, 2, 28, 47540, 6},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        day_number day = day_from_civil(cases[i].year, cases[i].month, cases[i].day);
        assert_int_equal(day, cases[i].number);
        assert_int_equal(day_weekday(day), cases[i].weekday);
    }
}

static void test_days_go_there_and_back(void **state)
{
    (void)state;
    day_number expected = day_from_civil(1, 1, 1);
    for (int year = 1; year <= 9999; year += year % 100 == 99 || year % 100 == 0 ? 1 : 7) {
        for (int month = 1; month <= 12; month++) {
            int length = month_length(year, month);
            assert_true(length >= 28 && length <= 31);
            for (int day = 1; day <= length; day += day == 1 ? length - 1 : 1) {
                int y, m, d;
                day_to_civil(day_from_civil(year, month, day), &y, &m, &d);
                assert_int_equal(y, year);
                assert_int_equal(m, month);
                assert_int_equal(d, day);
            }
        }
    }
    for (int day = 1; day <= 366; day++, expected++) { // year 1 day by day
        int y, m, d;
        day_to_civil(expected, &y, &m, &d);
        assert_int_equal(day_from_civil(y, m, d), expected);
    }
}

static void test_days_that_do_not_exist(void **state)
{
    (void)state;
    static const int cases[][3] = {
        {2023, 2, 29}, {1900, 2, 29}, {2024, 2, 30}, {2024, 4, 31}, {2024, 13, 1}, {2024, 0, 1},
        {2024, 1, 0},  {2024, 1, 32}, {0, 1, 1},     {10000, 1, 1}, {-5, 1, 1},    {2024, -1, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(day_from_civil(cases[i][0], cases[i][1], cases[i][2]), DAY_NONE);
    assert_int_equal(month_length(2000, 2), 29);
    assert_int_equal(month_length(2100, 2), 28);
}

static void test_days_in_iso(void **state)
{
    (void)state;
    struct buffer out = {0};
    day_format_iso(day_from_civil(2024, 7, 25), &out);
    buffer_add_byte(&out, ' ');
    day_format_iso(day_from_civil(7, 1, 2), &out);
    buffer_add_byte(&out, ' ');
    day_format_iso(DAY_NONE, &out);
    assert_string_equal(out.data, "2024-07-25 0007-01-02 -");
    buffer_fini(&out);
}

// --- errors --------------------------------------------------------------------------------------

static void check_words(const struct error *error, const char *words)
{
    struct buffer message = {0};
    error_describe(error, &message);
    assert_string_equal(message.data, words);
    buffer_fini(&message);
}

static void test_errors_in_words(void **state)
{
    (void)state;
    struct error error;
    error_set(&error, ERROR_FORMAT, "a.jsonl", "no %s", "id");
    error.line = 7;
    check_words(&error, "a.jsonl:7: does not follow its format: no id");
    error_set(&error, ERROR_EMPTY, NULL, NULL);
    check_words(&error, "is empty");
    errno = EACCES;
    error_set_system(&error, "/x");
    assert_int_equal(error.system, EACCES);
    check_words(&error, "/x: Permission denied");
    error_set(NULL, ERROR_EMPTY, "x", "%d", 1); // nobody wants to know
    errno = ENOENT;
    error_set_system(NULL, "x");
}

static void test_errors_of_every_code_have_words(void **state)
{
    (void)state;
    for (int code = ERROR_NONE; code <= ERROR_NOT_FOUND; code++) {
        struct error error;
        struct buffer message = {0};
        error_set(&error, (enum error_code)code, "x", NULL);
        error.system = EIO;
        error_describe(&error, &message);
        assert_true(message.length > strlen("x: "));
        buffer_fini(&message);
    }
}

static void test_errors_cut_what_is_too_long(void **state)
{
    (void)state;
    char path[5000];
    memset(path, 'p', sizeof path);
    path[sizeof path - 1] = '\0';
    struct error error;
    error_set(&error, ERROR_FORMAT, path, "%s", path);
    assert_int_equal(strlen(error.path), sizeof error.path - 1);
    assert_int_equal(strlen(error.detail), sizeof error.detail - 1);
}

// --- environment ---------------------------------------------------------------------------------

static void test_environment_follows_xdg(void **state)
{
    (void)state;
    struct environment environment;
    setenv("HOME", "/home/reader", 1);
    setenv("XDG_CONFIG_HOME", "/etc/reader", 1);
    unsetenv("XDG_STATE_HOME");
    setenv("DATELINE_DATADIR", "/data", 1);
    setenv("DATELINE_LIBEXECDIR", "/programs", 1);
    environment_init(&environment, "/installed", "/helpers");
    assert_string_equal(environment.config, "/etc/reader/dateline");
    assert_string_equal(environment.state, "/home/reader/.local/state/dateline");
    assert_string_equal(environment.data, "/data");
    assert_string_equal(environment.helpers, "/programs");
    environment_fini(&environment);

    setenv("XDG_CONFIG_HOME", "relative", 1); // to be ignored, says the specification
    setenv("XDG_STATE_HOME", "", 1);
    environment_init(&environment, "/installed", "/helpers");
    assert_string_equal(environment.config, "/home/reader/.config/dateline");
    assert_string_equal(environment.state, "/home/reader/.local/state/dateline");
    environment_fini(&environment);

    unsetenv("HOME"); // then the password file knows
    environment_init(&environment, "/installed", "/helpers");
    assert_int_equal(environment.config[0], '/');
    environment_fini(&environment);
    setenv("HOME", "/home/reader", 1);
}

static void test_environment_sets_the_clock(void **state)
{
    (void)state;
    struct environment environment;
    setenv("DATELINE_NOW", "1722067200000001", 1);
    unsetenv("SOURCE_DATE_EPOCH");
    environment_init(&environment, "/installed", "/helpers");
    assert_int_equal(environment_now(&environment), INT64_C(1722067200000001));
    assert_int_equal(environment.today, 1722067200);
    environment_fini(&environment);

    setenv("SOURCE_DATE_EPOCH", "86400", 1); // replaces today, never now
    environment_init(&environment, "/installed", "/helpers");
    assert_int_equal(environment.today, 86400);
    assert_int_equal(environment_now(&environment), INT64_C(1722067200000001));
    environment_fini(&environment);

    static const char *const nonsense[] = {"", "x", "12x", "-5", "99999999999999999999"};
    for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; i++) {
        setenv("SOURCE_DATE_EPOCH", nonsense[i], 1);
        setenv("DATELINE_NOW", nonsense[i], 1);
        environment_init(&environment, "/installed", "/helpers");
        assert_int_equal(environment.fixed_now, 0);
        assert_true(llabs((long long)environment.today - (long long)time(NULL)) < 10);
        assert_true(llabs((long long)(environment_now(&environment) / 1000000) -
                          (long long)time(NULL)) < 10);
        environment_fini(&environment);
    }
    unsetenv("SOURCE_DATE_EPOCH");
    unsetenv("DATELINE_NOW");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_buffer_is_always_a_string),
        cmocka_unit_test(test_buffer_grows),
        cmocka_unit_test(test_buffer_takes_code_points),
        cmocka_unit_test(test_buffer_formats_any_length),
        cmocka_unit_test(test_buffer_is_taken_away),
        cmocka_unit_test(test_memory_grows_by_doubling),
        cmocka_unit_test(test_memory_gives_even_nothing),
        cmocka_unit_test(test_days_known_from_calendars),
        cmocka_unit_test(test_days_go_there_and_back),
        cmocka_unit_test(test_days_that_do_not_exist),
        cmocka_unit_test(test_days_in_iso),
        cmocka_unit_test(test_errors_in_words),
        cmocka_unit_test(test_errors_of_every_code_have_words),
        cmocka_unit_test(test_errors_cut_what_is_too_long),
        cmocka_unit_test(test_environment_follows_xdg),
        cmocka_unit_test(test_environment_sets_the_clock),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
