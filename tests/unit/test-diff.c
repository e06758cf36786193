// SPDX-License-Identifier: GPL-3.0-or-later
#include <config.h>

#include "base/memory.h"
#include "text/diff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

// Letters as keys.
static size_t keys_of(const char *letters, uint64_t *keys)
{
    size_t count = strlen(letters);
    for (size_t i = 0; i < count; i++)
        keys[i] = (unsigned char)letters[i];
    return count;
}

// Checks what every script must hold: between the runs both sides are equal, runs are in order,
// not empty and not touching. Returns its length in items.
static size_t check_script(const uint64_t *old_keys, size_t old_count, const uint64_t *new_keys,
                           size_t new_count, const struct diff_runs *runs)
{
    size_t x = 0, y = 0, cost = 0;
    for (size_t i = 0; i <= runs->count; i++) {
        struct diff_run run = {old_count, 0, new_count, 0};
        if (i < runs->count) {
            run = runs->items[i];
            assert_true(run.old_count + run.new_count > 0);
        }
        assert_true(run.old_start >= x && run.new_start >= y);
        assert_int_equal(run.old_start - x, run.new_start - y);
        if (i > 0 && i < runs->count)
            assert_true(run.old_start > x);
        for (; x < run.old_start; x++, y++)
            assert_true(old_keys[x] == new_keys[y]);
        x = run.old_start + run.old_count;
        y = run.new_start + run.new_count;
        cost += run.old_count + run.new_count;
    }
    assert_int_equal(x, old_count);
    assert_int_equal(y, new_count);
    return cost;
}

static size_t cost_of(const char *old_letters, const char *new_letters)
{
    uint64_t old_keys[64], new_keys[64];
    size_t old_count = keys_of(old_letters, old_keys), new_count = keys_of(new_letters, new_keys);
    struct diff_runs runs = {0};
    diff_keys(old_keys, old_count, new_keys, new_count, 0, &runs);
    size_t cost = check_script(old_keys, old_count, new_keys, new_count, &runs);
    diff_runs_fini(&runs);
    return cost;
}

static void test_known_scripts(void **state)
{
    (void)state;
    assert_int_equal(cost_of("", ""), 0);
    assert_int_equal(cost_of("abc", "abc"), 0);
    assert_int_equal(cost_of("", "abc"), 3);
    assert_int_equal(cost_of("abc", ""), 3);
    assert_int_equal(cost_of("abc", "xyz"), 6);
    assert_int_equal(cost_of("abcabba", "cbabac"), 5); // the example of Myers' paper
    assert_int_equal(cost_of("aaaa", "aa"), 2);
    assert_int_equal(cost_of("xaxbxc", "abc"), 3);
}

static void test_places_of_runs(void **state)
{
    (void)state;
    uint64_t old_keys[16], new_keys[16];
    size_t old_count = keys_of("the cat", old_keys), new_count = keys_of("the big cat", new_keys);
    struct diff_runs runs = {0};
    diff_keys(old_keys, old_count, new_keys, new_count, 0, &runs);
    assert_int_equal(runs.count, 1);
    assert_int_equal(runs.items[0].old_count, 0);
    assert_int_equal(runs.items[0].new_count, 4);
    diff_keys(new_keys, new_count, old_keys, old_count, 0, &runs);
    assert_int_equal(runs.count, 1);
    assert_int_equal(runs.items[0].old_count, 4);
    assert_int_equal(runs.items[0].new_count, 0);
    diff_runs_fini(&runs);
}

// Length of the shortest script by the quadratic table.
static size_t shortest(const uint64_t *old_keys, size_t old_count, const uint64_t *new_keys,
                       size_t new_count)
{
    size_t table[41][41];
    for (size_t x = 0; x <= old_count; x++) {
        for (size_t y = 0; y <= new_count; y++) {
            size_t best = x + y;
            if (x && table[x - 1][y] + 1 < best)
                best = table[x - 1][y] + 1;
            if (y && table[x][y - 1] + 1 < best)
                best = table[x][y - 1] + 1;
            if (x && y && old_keys[x - 1] == new_keys[y - 1] && table[x - 1][y - 1] < best)
                best = table[x - 1][y - 1];
            table[x][y] = best;
        }
    }
    return table[old_count][new_count];
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

static void test_shortest_against_table(void **state)
{
    (void)state;
    uint64_t seed = 1;
    struct diff_runs runs = {0};
    for (int round = 0; round < 3000; round++) {
        uint64_t old_keys[40], new_keys[40];
        size_t old_count = next_random(&seed) % 41, new_count = next_random(&seed) % 41;
        uint64_t letters = 1 + next_random(&seed) % 6;
        for (size_t i = 0; i < old_count; i++)
            old_keys[i] = next_random(&seed) % letters;
        for (size_t i = 0; i < new_count; i++)
            new_keys[i] = next_random(&seed) % letters;
        diff_keys(old_keys, old_count, new_keys, new_count, 0, &runs);
        size_t cost = check_script(old_keys, old_count, new_keys, new_count, &runs);
        assert_int_equal(cost, shortest(old_keys, old_count, new_keys, new_count));
        diff_keys(old_keys, old_count, new_keys, new_count, 1, &runs);
        check_script(old_keys, old_count, new_keys, new_count, &runs);
    }
    diff_runs_fini(&runs);
}

// Two long sequences with nothing in common would cost 10^11 steps without the cap.
static void test_cap_bounds_the_time(void **state)
{
    (void)state;
    size_t count = 300000;
    uint64_t *old_keys = memory_allocate(count * sizeof *old_keys);
    uint64_t *new_keys = memory_allocate(count * sizeof *new_keys);
    uint64_t seed = 7;
    for (size_t i = 0; i < count; i++) {
        old_keys[i] = next_random(&seed) % 1000;
        new_keys[i] = next_random(&seed) % 1000;
    }
    struct diff_runs runs = {0};
    clock_t before = clock();
    diff_keys(old_keys, count, new_keys, count, 0, &runs);
    assert_true(clock() - before < 20 * CLOCKS_PER_SEC);
    check_script(old_keys, count, new_keys, count, &runs);
    diff_runs_fini(&runs);
    free(new_keys);
    free(old_keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_scripts),
        cmocka_unit_test(test_places_of_runs),
        cmocka_unit_test(test_shortest_against_table),
        cmocka_unit_test(test_cap_bounds_the_time),
    };
    return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
