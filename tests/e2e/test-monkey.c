// SPDX-License-Identifier: GPL-3.0-or-later
// Keys at random, on screens of changing size: the program never falls over, never hangs, leaves
// when it is told to, gives the terminal back, and never writes the article. The keys follow from
// a seed; DATELINE_MONKEY=SEED:ROUNDS plays others.

#include <config.h>

#include "book.h"
#include "harness.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_IN_ROUND = 300, LONG = 17 << 20 };

// xorshift64 (Marsaglia, "Xorshift RNGs", 2003): the same keys on every machine.
static unsigned draw_number(uint64_t *seed, unsigned limit)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (unsigned)(*seed % limit);
}

// What is typed: every printable key, control keys but ^Z (which would need somebody to continue
// the program), named keys, words, pastes, clicks. What may end the program is left out by
// playing on where it ended well.
static void press_something(struct e2e *e2e, uint64_t *seed)
{
    static const char *const sequences[] = {
        E2E_UP,
        E2E_DOWN,
        E2E_LEFT,
        E2E_RIGHT,
        E2E_PAGE_UP,
        E2E_PAGE_DOWN,
        "\033[H",
        "\033[F",
        "\033[Z",
        "\033[3~",
        "\033OP",
        E2E_ENTER,
        E2E_ENTER,
        E2E_ENTER,
        E2E_ESCAPE,
        E2E_ESCAPE,
        "\t",
        "\x7f",
        "/Laos\r",
        "/[\r",
        "*n",
        "'0",
        "'A",
        "'D",
        "12g",
        "50%",
        "999999g",
        "vwwH",
        "VjH",
        "tf",
        "+++",
        "---",
        "+H",
        "acafé 中\r",
        "a\033",
        ":help\r",
        "\033[<0;10;10M\033[<0;10;10m",
        "\033[<64;5;5M",
        "\033[<65;5;5M",
        "\033[200~pasted\rq text\033[201~",
        "ma'a",
        "\xff",
        "\033[<0;90;7M",
    };
    unsigned choice = draw_number(seed, 3);
    if (choice == 0) {
        e2e_keys(e2e, sequences[draw_number(seed, sizeof sequences / sizeof *sequences)]);
        return;
    }
    char key = (char)(choice == 1 ? ' ' + draw_number(seed, 95) : 1 + draw_number(seed, 26));
    if (key == ('Z' & 0x1F) || key == 'q' || key == 'e')
        return;
    e2e_keys(e2e, (const char[]){key, '\0'});
}

static const char *const arguments[] = {"article.txt", NULL};

static void play(const struct e2e_folder *folder, uint64_t seed, struct e2e **e2e)
{
    // Two columns at least: with one libvterm 0.1.4 writes a wide character's second half nowhere.
    static const struct {
        int rows, columns;
    } sizes[] = {{24, 80}, {40, 120}, {5, 20}, {9, 39}, {1, 2}, {12, 100}, {60, 200}, {30, 81}};
    static const char *const environment[] = {"VISUAL=true", NULL};
    struct e2e_options options = {.environment = environment};
    fprintf(stderr, "# seed %llu\n", (unsigned long long)seed);
    uint64_t state = seed * 0x9E3779B97F4A7C15u + 1;
    *e2e = e2e_start_with(folder, 24, 80, &options, arguments);
    e2e_wait_text(*e2e, "¶"); // before that keys are the line's, not the program's
    for (int i = 0; i < KEYS_IN_ROUND && !e2e_has_ended(*e2e); i++) {
        press_something(*e2e, &state);
        if (draw_number(&state, 20) == 0) {
            unsigned size = draw_number(&state, sizeof sizes / sizeof *sizes);
            e2e_resize(*e2e, sizes[size].rows, sizes[size].columns);
        }
    }
    // Out of whatever it is in: each Esc by itself, then :q as often as it takes.
    e2e_resize(*e2e, 24, 80);
    for (int i = 0; i < 50 && !e2e_has_ended(*e2e); i++) {
        e2e_keys(*e2e, E2E_CTRL('C'));
        e2e_keys(*e2e, "q");
    }
    // A ^C that comes when the terminal is given back already, on the way out, is the line's.
    int status = e2e_wait_exit(*e2e);
    if (status != 0 && status != 256 + SIGINT)
        e2e_fail(*e2e, "seed %llu: exit status %d", (unsigned long long)seed, status);
    if (!e2e_terminal_modes_restored(*e2e))
        e2e_fail(*e2e, "seed %llu: the terminal was not restored", (unsigned long long)seed);
    e2e_free(*e2e);
    *e2e = NULL;
}

// In a long text, of which only parts are there.
static void test_random_keys_in_a_long_text(void **state)
{
    struct e2e **e2e = (struct e2e **)state;
    struct e2e_folder folder;
    struct book book;
    book_init(&book, LONG, BOOK_LINES);
    e2e_folder_init(&folder);
    book_write(&book, &folder, "article.txt", book.length);
    for (uint64_t seed = 1; seed <= 12; seed++)
        play(&folder, seed, e2e);
    char *after = e2e_read(&folder, "article.txt");
    assert_memory_equal(after, book.bytes, book.length + 1);
    free(after);
    book_fini(&book);
    e2e_folder_fini(&folder);
}

static void test_random_keys(void **state)
{
    struct e2e **e2e = (struct e2e **)state;
    unsigned long first = 1, rounds = 8;
    const char *wish = getenv("DATELINE_MONKEY");
    if (wish && sscanf(wish, "%lu:%lu", &first, &rounds) != 2)
        fail_msg("DATELINE_MONKEY is SEED:ROUNDS");
    const char *data = getenv("DATELINE_DATADIR");
    char path[1024];
    snprintf(path, sizeof path, "%s/article/vientiane-2024-07-25.txt", data ? data : "data");
    for (unsigned long seed = first; seed < first + rounds; seed++) {
        struct e2e_folder folder;
        e2e_folder_init(&folder);
        e2e_copy(&folder, path, "article.txt");
        char *before = e2e_read(&folder, "article.txt");
        play(&folder, seed, e2e);
        play(&folder, seed + 1000000, e2e); // once more, over the notes of the first time
        char *after = e2e_read(&folder, "article.txt");
        assert_string_equal(before, after);
        free(before);
        free(after);
        e2e_folder_fini(&folder);
    }
}

static int tear_down(void **state)
{
    e2e_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_random_keys, tear_down),
        cmocka_unit_test_teardown(test_random_keys_in_a_long_text, tear_down),
    };
    return cmocka_run_group_tests_name("monkey", tests, NULL, NULL);
}
