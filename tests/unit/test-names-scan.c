// SPDX-License-Identifier: GPL-3.0-or-later
// Scan: what the gazetteer has at each token, and candidates in the order of their places.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/names-scan.h"
#include "names-fixture.h"

struct scanned {
    struct fixture fixture;
    struct scan scan;
};

static void open_scan(struct scanned *scanned, const char *text)
{
    fixture_open(&scanned->fixture, text);
    scan_init(&scanned->scan, scanned->fixture.article, scanned->fixture.gazetteer);
}

static void close_scan(struct scanned *scanned)
{
    scan_fini(&scanned->scan);
    fixture_close(&scanned->fixture);
}

static const char *id_of(const struct gazetteer_entry *entry)
{
    return entry ? gazetteer_entry_id(entry) : "-";
}

static void test_lookups(void **state)
{
    (void)state;
    struct scanned scanned;
    open_scan(&scanned, "Today Foreign Minister Kate King of China told the Communist Party of "
                        "China and de facto its Central Committee that a summit nears");
    const struct scan *scan = &scanned.scan;
    const struct lookup *none = scan_lookup(scan, 0), *title = scan_lookup(scan, 1);
    assert_null(none->name);
    assert_null(none->title);
    assert_int_equal(none->head_count, 0);
    assert_string_equal(id_of(title->title), "foreign-minister"); // the longer one
    assert_int_equal(title->title_tokens, 2);
    assert_null(title->name);
    assert_string_equal(id_of(scan_lookup(scan, 2)->title), "minister");
    assert_true(scan_lookup(scan, 3)->word.given);
    assert_int_equal(scan_lookup(scan, 3)->word.gender, 'f');
    assert_true(scan_lookup(scan, 4)->word.family);
    assert_string_equal(id_of(scan_lookup(scan, 4)->title), "king"); // beside it
    assert_string_equal(id_of(scan_lookup(scan, 6)->name), "china");
    assert_int_equal(scan_lookup(scan, 6)->name_tokens, 1);
    const struct lookup *party = scan_lookup(scan, 9);
    assert_string_equal(id_of(party->name), "communist-party-of-china");
    assert_int_equal(party->name_tokens, 4);
    assert_true(scan_lookup(scan, 14)->word.particle);
    const struct lookup *head = scan_lookup(scan, 17);
    assert_int_equal(head->head_count, 1);
    assert_int_equal(head->head_tokens, 2);
    assert_string_equal(id_of(head->heads[0]), "central-committee");
    assert_int_equal(scan_lookup(scan, 21)->head_count, 0);  // "summit": no capital
    assert_null(scan_lookup(scan, scan->token_count)->name); // behind the last
    assert_ptr_equal(scan_lookup(scan, 9), party);           // asked once
    close_scan(&scanned);
}

// In a line of capitals a short word is what it is elsewhere with a capital.
static void test_lookups_in_capitals(void **state)
{
    (void)state;
    struct scanned scanned;
    open_scan(&scanned, "KING AND LAO TUN VISIT\n\nHe saw LAO there and this was all of it.");
    const struct scan *scan = &scanned.scan;
    assert_string_equal(id_of(scan_lookup(scan, 2)->name), "laos");
    assert_string_equal(id_of(scan_lookup(scan, 0)->title), "king");
    assert_null(scan_lookup(scan, 7)->name); // an acronym
    close_scan(&scanned);
}

static uint32_t add(struct scan *scan, size_t first, size_t end, bool nested)
{
    uint32_t number = scan_add(scan, first, end, ENTITY_PERSON, FROM_SHAPE, NULL);
    scan->candidates[number].nested = nested;
    return number;
}

static void expect_order(const struct scan *scan, const char *order)
{
    struct buffer found = {0};
    for (size_t i = 0; i < scan->candidate_count; i++) {
        const struct candidate *candidate = &scan->candidates[i];
        buffer_format(&found, "%u-%u%s%d ", candidate->first, candidate->end,
                      candidate->nested ? "n" : ":", candidate->gender);
    }
    assert_string_equal(buffer_string(&found), order);
    buffer_fini(&found);
}

static void test_sorting(void **state)
{
    (void)state;
    struct scanned scanned;
    open_scan(&scanned, "one two three four five six seven eight nine ten");
    struct scan *scan = &scanned.scan;
    scan_sort(scan); // of none
    expect_order(scan, "");
    add(scan, 4, 5, false);
    scan_sort(scan);
    expect_order(scan, "4-5:0 ");
    add(scan, 2, 3, false);
    add(scan, 2, 4, true);
    add(scan, 2, 4, false);
    add(scan, 6, 7, false);
    add(scan, 0, 1, false);
    add(scan, 6, 9, false);
    scan_sort(scan);
    expect_order(scan, "0-1:0 2-4:0 2-4n0 2-3:0 4-5:0 6-9:0 6-7:0 ");
    close_scan(&scanned);
}

// Equal ones keep their order, however many runs they come in.
static void test_sorting_is_stable(void **state)
{
    (void)state;
    enum { COUNT = 60 };
    struct scanned scanned;
    open_scan(&scanned, "one two three four five six seven eight nine ten");
    struct scan *scan = &scanned.scan;
    for (int i = 0; i < COUNT; i++) {
        uint32_t number = add(scan, (size_t)(i * 7 % 5), 9, false);
        scan->candidates[number].gender = (char)i;
    }
    scan_sort(scan);
    assert_int_equal(scan->candidate_count, COUNT);
    for (int i = 1; i < COUNT; i++) {
        const struct candidate *one = &scan->candidates[i - 1], *other = &scan->candidates[i];
        assert_true(one->first < other->first ||
                    (one->first == other->first && one->gender < other->gender));
    }
    close_scan(&scanned);
}

// An acronym goes on meaning the candidate it meant, wherever that has gone.
static void test_meanings(void **state)
{
    (void)state;
    struct scanned scanned;
    open_scan(&scanned, "one two three four five six seven eight nine ten");
    struct scan *scan = &scanned.scan;
    uint32_t whole = add(scan, 4, 6, false);
    uint32_t acronym = add(scan, 7, 8, false);
    scan->candidates[acronym].meaning = whole;
    uint32_t gone = add(scan, 2, 3, false);
    uint32_t other = add(scan, 8, 9, false);
    scan->candidates[other].meaning = gone;
    add(scan, 4, 7, true);
    add(scan, 0, 1, false);
    scan_sort(scan);
    expect_order(scan, "0-1:0 2-3:0 4-7n0 4-6:0 7-8:0 8-9:0 ");
    assert_int_equal(scan->candidates[4].meaning, 3); // not the nested one there
    assert_int_equal(scan->candidates[5].meaning, 1);
    assert_int_equal(scan->candidates[0].meaning, NO_CANDIDATE);
    scan->candidates[0].dropped = true;
    scan->candidates[1].dropped = true;
    scan->candidates[2].dropped = true;
    scan_compact(scan);
    expect_order(scan, "4-6:0 7-8:0 8-9:0 ");
    assert_int_equal(scan->candidates[1].meaning, 0);
    assert_int_equal(scan->candidates[2].meaning, NO_CANDIDATE); // what it meant is no more
    close_scan(&scanned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lookups),  cmocka_unit_test(test_lookups_in_capitals),
        cmocka_unit_test(test_sorting),  cmocka_unit_test(test_sorting_is_stable),
        cmocka_unit_test(test_meanings),
    };
    return cmocka_run_group_tests_name("names-scan", tests, NULL, NULL);
}
