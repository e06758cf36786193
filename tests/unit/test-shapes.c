// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes: pages built as those of large sites and old ones are (bodies apart from their standfirst,
// chunks, hashed class names, layout tables, <br> for paragraphs, live blogs, letters, several
// encodings), each with the words a reader would want of it. How many of the words that are put out
// are wanted, and how many wanted ones are put out, over all pages, has a floor.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/files.h"
#include "text/text.h"

#define FLOOR_PRECISION 0.985
#define FLOOR_RECALL 0.995

static const char *const names[] = {
    "ar",          "bare-footer",         "body-apart",     "chunks",   "hashed",
    "ja",          "layout-table",        "letter",         "lightbox", "live",
    "old-blog",    "opinion",             "paragraph-divs", "promos-after",
    "rdfa",        "read-more-run",       "ru",             "short-with-comments",
    "split-headline", "table-and-notes",  "widgets",        "zh",
};

struct words {
    char **items;
    size_t count, capacity;
};

static void add_word(struct words *words, const char *bytes, size_t length)
{
    if (words->count == words->capacity) {
        words->capacity = words->capacity * 2 + 256;
        words->items = realloc(words->items, words->capacity * sizeof *words->items);
        assert_non_null(words->items);
    }
    words->items[words->count++] = strndup(bytes, length);
}

// Han and kana (three bytes, the first 0xE3 to 0xE9) are words each; of general punctuation
// (0xE2 0x80) there are none.
static size_t character(const char *at, bool *letter, bool *alone)
{
    unsigned char lead = (unsigned char)*at;
    size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    *alone = lead >= 0xE3 && lead <= 0xE9 && !(lead == 0xE3 && (unsigned char)at[1] == 0x80);
    *letter = lead < 0x80 ? isalnum(lead) != 0
                          : lead != 0xE2 && lead != 0xC2 && !(lead == 0xE3 && !*alone) && lead != 0xEF;
    return length;
}

static int compare(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static struct words words_of(const char *text)
{
    struct words words = {0};
    const char *start = NULL;
    while (*text) {
        bool letter, alone;
        size_t length = character(text, &letter, &alone);
        if (start && (!letter || alone)) {
            add_word(&words, start, (size_t)(text - start));
            start = NULL;
        }
        if (alone)
            add_word(&words, text, length);
        else if (letter && !start)
            start = text;
        text += length;
    }
    if (start)
        add_word(&words, start, strlen(start));
    qsort(words.items, words.count, sizeof *words.items, compare);
    return words;
}

static void words_fini(struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        free(words->items[i]);
    free(words->items);
}

static size_t count_shared(const struct words *one, const struct words *other)
{
    size_t shared = 0;
    for (size_t i = 0, k = 0; i < one->count && k < other->count;) {
        int order = strcmp(one->items[i], other->items[k]);
        shared += order == 0;
        i += order <= 0;
        k += order >= 0;
    }
    return shared;
}

// The text without what the helper adds: numbers of links, their list, names of images.
static char *without_marks(const char *text)
{
    struct buffer plain = {0};
    const char *links = strstr(text, "\nLinks\n\n");
    const char *end = links ? links : text + strlen(text);
    while (text < end) {
        const char *close = *text == '[' ? strchr(text, ']') : NULL;
        if (close && (isdigit((unsigned char)text[1]) || strncmp(text, "[Image: ", 8) == 0))
            text = close + 1;
        else
            buffer_add_byte(&plain, *text++);
    }
    return buffer_take(&plain);
}

struct sums {
    size_t wanted, put_out, shared;
};

static void measure(const char *name, struct sums *sums)
{
    char path[1024];
    struct error error = {0};
    struct text_options options = {.helpers = getenv("DATELINE_LIBEXECDIR")};
    snprintf(path, sizeof path, "%s/html/shapes/%s.html", getenv("TESTS_DIRECTORY"), name);
    struct text *text = text_open(path, &options, &error);
    if (!text)
        fail_msg("%s is not read: %s", name, error.detail);
    snprintf(path, sizeof path, "%s/html/shapes/%s.txt", getenv("TESTS_DIRECTORY"), name);
    struct buffer wanted = {0};
    assert_true(file_read(path, 1 << 20, &wanted, NULL));
    char *plain = without_marks(text_bytes(text));
    struct words one = words_of(plain), other = words_of(buffer_string(&wanted));
    size_t shared = count_shared(&one, &other);
    if (shared * 10 < one.count * 9 || shared * 10 < other.count * 9)
        fail_msg("%s: of %zu words %zu are wanted, of %zu wanted", name, one.count, shared,
                 other.count);
    sums->put_out += one.count;
    sums->wanted += other.count;
    sums->shared += shared;
    words_fini(&one);
    words_fini(&other);
    free(plain);
    buffer_fini(&wanted);
    text_free(text);
}

static void test_words(void **state)
{
    (void)state;
    struct sums sums = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        measure(names[i], &sums);
    double precision = (double)sums.shared / (double)sums.put_out;
    double recall = (double)sums.shared / (double)sums.wanted;
    print_message("# words of %zu pages: precision %.4f, recall %.4f\n",
                  sizeof names / sizeof *names, precision, recall);
    assert_true(precision >= FLOOR_PRECISION);
    assert_true(recall >= FLOOR_RECALL);
}

static void expect_metadata(const char *name, const char *title, const char *site,
                            const char *author, const char *day)
{
    char path[1024], text_of_day[16];
    struct error error = {0};
    struct text_options options = {.helpers = getenv("DATELINE_LIBEXECDIR")};
    snprintf(path, sizeof path, "%s/html/shapes/%s.html", getenv("TESTS_DIRECTORY"), name);
    struct text *text = text_open(path, &options, &error);
    assert_non_null(text);
    const struct text_metadata *metadata = text_metadata(text);
    assert_non_null(metadata);
    assert_string_equal(metadata->title, title);
    assert_string_equal(metadata->site ? metadata->site : "-", site);
    assert_string_equal(metadata->author ? metadata->author : "-", author);
    int year = 0, month = 0, date = 0;
    if (metadata->date != DAY_NONE)
        day_to_civil(metadata->date, &year, &month, &date);
    snprintf(text_of_day, sizeof text_of_day, "%04d-%02d-%02d", year, month, date);
    assert_string_equal(text_of_day, day);
    text_free(text);
}

static void test_metadata(void **state)
{
    (void)state;
    static const char title[] = "Ministers agree to reopen river crossings";
    expect_metadata("body-apart", title, "The Mirror of the North", "Inga Holm", "2024-05-06");
    expect_metadata("hashed", title, "The Harbor Times", "Nina Osei and Karl Blom", "2024-05-06");
    expect_metadata("opinion", "A peaceful way to settle the river question", "NATION OF THE SOUTH",
                    "Andrea Mala, Juan Bauer", "2023-12-01");
    expect_metadata("rdfa", "Minister admits bridge is her 'biggest frustration'",
                    "NBC News of the North", "-", "2015-07-24");
    expect_metadata("short-with-comments", "Ferry stuck for two hours", "Riverside Local", "-",
                    "2024-05-07");
    expect_metadata("zh", "两国外长会晤 同意重开三处口岸", "河流网", "肖春", "2017-03-10");
    expect_metadata("old-blog", "Walking the river after the flood", "-", "Andy Zorn", "2016-05-08");
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_metadata),
    };
    return cmocka_run_group_tests_name("shapes of pages", tests, NULL, NULL);
}
