// SPDX-License-Identifier: GPL-3.0-or-later
// Walk: thousands of random inputs. After each the canvas is whole, and what is noted is on disk.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "fixture.h"

// Inputs on the bundled article; DATELINE_STEPS=N in the environment walks further (make walk).
static int input_count(void)
{
    enum { INPUTS = 5000 };
    const char *steps = getenv("DATELINE_STEPS");
    return steps && atoi(steps) > 0 ? atoi(steps) : INPUTS;
}

static unsigned next_random(unsigned *random, unsigned below)
{
    *random = *random * 1103515245u + 12345u;
    return (*random >> 16) % below;
}

static uint32_t random_key(unsigned *random)
{
    static const char common[] = "jk)( bf+-{}JK\r\r\x1B\x1B\x1B\tnNoO<>HtfcgyavwVde.ur?/&[]'0A"
                                 "STECAhPpw%g1234567xMXiBLs";
    if (next_random(random, 4))
        return (unsigned char)common[next_random(random, sizeof common - 1)];
    switch (next_random(random, 4)) {
    case 0:
        return 1 + next_random(random, 127);
    case 1:
        return NAMED_UP + next_random(random, NAMED_LIMIT - NAMED_UP);
    case 2:
        return 0x4E00 + next_random(random, 0x5000);
    default:
        return 0x300 + next_random(random, 0x200);
    }
}

static void random_paste(struct fixture *fixture, unsigned *random)
{
    char bytes[200];
    size_t length = next_random(random, sizeof bytes);
    for (size_t i = 0; i < length; i++)
        bytes[i] = (char)next_random(random, next_random(random, 2) ? 128 : 256);
    fixture_paste(fixture, bytes, length);
}

static void random_input(struct fixture *fixture, unsigned *random)
{
    unsigned kind = next_random(random, 100);
    if (kind < 90) {
        fixture_key(fixture, random_key(random));
    } else if (kind < 93) {
        random_paste(fixture, random);
    } else if (kind < 95) {
        int rows = 1 + (int)next_random(random, 50), columns = 1 + (int)next_random(random, 140);
        fixture_resize(fixture, rows, columns);
    } else if (kind < 98) {
        fixture_mouse(fixture, (int)next_random(random, 5), (int)next_random(random, 52) - 1,
                      (int)next_random(random, 142) - 1);
    } else {
        struct input input = {.kind = kind == 98 ? INPUT_IDLE : INPUT_INTERRUPT};
        reader_handle(fixture->reader, &input);
    }
    if (fixture->requests & REQUEST_EDITOR)
        reader_editor_done(fixture->reader, true);
}

static int compare_strings(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

// All notes in one string, in an order of its own.
static char *describe_notes(struct fixture *fixture)
{
    size_t count;
    const struct note *notes = notebook_notes(fixture->notebook, &count);
    char **lines = memory_allocate((count + 1) * sizeof *lines);
    for (size_t i = 0; i < count; i++) {
        struct buffer line = {0};
        buffer_format(&line, "%s %d %d %zu %zu %s", notes[i].id, (int)notes[i].kind,
                      (int)notes[i].colour, notes[i].span.start, notes[i].span.end,
                      notes[i].body ? notes[i].body : "-");
        for (size_t k = 0; k < notes[i].tag_count; k++)
            buffer_format(&line, " %s", notes[i].tags[k]);
        lines[i] = buffer_take(&line);
    }
    qsort(lines, count, sizeof *lines, compare_strings);
    struct buffer all = {0};
    for (size_t i = 0; i < count; i++) {
        buffer_format(&all, "%s\n", lines[i]);
        free(lines[i]);
    }
    free(lines);
    return buffer_take(&all);
}

// What was acknowledged is there at the next start, though nobody had the time to tidy up.
static void check_notes_are_on_disk(struct fixture *fixture)
{
    char *before = describe_notes(fixture);
    fixture_restart(fixture, false);
    char *after = describe_notes(fixture);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

// DATELINE_SEED=N in the environment walks another way, for hunting.
static void walk(struct fixture *fixture, unsigned seed, int inputs)
{
    const char *other = getenv("DATELINE_SEED");
    unsigned random = seed + (other ? (unsigned)atoi(other) : 0);
    for (int i = 0; i < inputs; i++) {
        random_input(fixture, &random);
        fixture_check_canvas(fixture);
        if (i % 500 == 499)
            check_notes_are_on_disk(fixture);
    }
}

static void test_bundled_article(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open_bundled(&fixture);
    size_t length, length_after;
    char *article = fixture_read_file(fixture.path, &length);
    walk(&fixture, 20240725, input_count());
    char *after = fixture_read_file(fixture.path, &length_after); // never written
    assert_int_equal(length_after, length);
    assert_memory_equal(after, article, length);
    free(article);
    free(after);
    fixture_close(&fixture);
}

// With detection following what is decided.
static void test_found(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open_found(&fixture);
    walk(&fixture, 20260401, input_count() / 2);
    fixture_close(&fixture);
}

static void test_other_texts(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "one",
        "王毅：中老两国\n\n中共中央政治局委员。双方会谈。\n",
        ("\x1B[2J\xE2\x80\xAE\n\n👩‍👩‍👧 e\xCC\x81\xCC\x82 "
         "\xCC\x81.\tTab.\xC2\xA0Next.\n"),
        "\n \n\t\n",
        "LIMA, Feb. 18 (AFP) - One.\n\nCUSCO, Feb. 19 (EFE) - Two.\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fixture fixture;
        fixture_open_text(&fixture, "text.txt", texts[i], strlen(texts[i]));
        walk(&fixture, 7 + (unsigned)i, input_count() / 5);
        fixture_close(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bundled_article),
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_other_texts),
    };
    return cmocka_run_group_tests_name("walk", tests, NULL, NULL);
}
