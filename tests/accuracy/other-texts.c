// SPDX-License-Identifier: GPL-3.0-or-later
// What is no news: a recipe, a program, a table, a log, a chapter, and noise. Every command must
// end well on them, nobody meets anybody, and few words that are no names are taken for names.

#include <config.h>

#include "program.h"
#include "table.h"

#include "base/files.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Noise: code points from all of Unicode with plain letters, spaces and newlines among them.
#define NOISE_BYTES ((size_t)1 << 20)
#define NOISE_SEED 20240725u
// Mentions put up with: as measured in November 2026, 229, where none are wanted.
#define NOISE_MENTIONS 230

struct results {
    unsigned number;
    bool passed;
};

static void __attribute__((format(printf, 3, 4)))
result(struct results *results, bool passed, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    printf("%s %u - ", passed ? "ok" : "not ok", ++results->number);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    results->passed = results->passed && passed;
}

_Noreturn static void bail_out(const struct error *error)
{
    struct buffer message = {0};
    error_describe(error, &message);
    printf("Bail out! %s\n", buffer_string(&message));
    exit(99);
}

// The rows a command prints for a file; *well says whether it ended as commands do.
static struct table run(const char *command, const char *option, const char *file, bool *well)
{
    struct buffer output = {0};
    struct error error = {0};
    struct table table = {0};
    int status = 0;
    if (!program_run(command, option, file, &output, &status, &error))
        bail_out(&error);
    *well = status <= 1;
    if (!*well)
        printf("# %s %s ended with status %d\n", command, file, status);
    else if (!table_parse(&table, &output, command, &error))
        bail_out(&error);
    buffer_fini(&output);
    return table;
}

static void test_ends(struct results *results, const char *name, const char *file)
{
    static const char *const commands[] = {"sections", "entities", "dates", "timeline", "sources"};
    bool all_well = true;
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        bool well;
        struct table table = run(commands[i], "--format=tsv", file, &well);
        table_fini(&table);
        all_well = all_well && well;
    }
    static const char *const others[] = {"text", "brief"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct buffer output = {0};
        struct error error = {0};
        int status = 0;
        if (!program_run(others[i], NULL, file, &output, &status, &error))
            bail_out(&error);
        buffer_fini(&output);
        all_well = all_well && status <= 1;
    }
    result(results, all_well, "%s: all commands end well", name);
}

static bool is_listed(const char *list, const char *quote)
{
    const char *item;
    size_t length;
    while ((item = list_next(&list, &length))) {
        if (strlen(quote) == length && memcmp(item, quote, length) == 0)
            return true;
    }
    return false;
}

static void test_mentions(struct results *results, const char *name, const char *file,
                          const char *sensible, long most)
{
    bool well;
    struct table entities = run("entities", "--format=tsv", file, &well);
    long strange = 0;
    for (size_t row = 0; row < entities.rows; row++) {
        const char *quote = table_cell(&entities, row, "quote");
        if (is_listed(sensible, quote))
            continue;
        if (strange++ < 20)
            printf("# %s: %s is no %s\n", name, quote, table_cell(&entities, row, "type"));
    }
    table_fini(&entities);
    result(results, well && strange <= most, "%s: %ld strange mentions, at most %ld, aim 0", name,
           strange, most);
}

static void test_timeline(struct results *results, const char *name, const char *file, long most)
{
    bool well, all_well;
    struct table timeline = run("timeline", "--format=tsv", file, &well);
    struct table all = run("timeline", "--all", file, &all_well);
    bool enough = well && all_well && timeline.rows == 0 && all.rows <= (size_t)most;
    result(results, enough, "%s: %zu engagements, none wanted; %zu rows in all, at most %ld", name,
           timeline.rows, all.rows, most);
    table_fini(&timeline);
    table_fini(&all);
}

// G. Marsaglia, Xorshift RNGs, 2003: the same noise on every machine.
static uint32_t draw(uint32_t *state, uint32_t below)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state % below;
}

static unsigned draw_code_point(uint32_t *state)
{
    uint32_t kind = draw(state, 20);
    if (kind < 3)
        return (unsigned char)" \n.,-"[draw(state, 5)];
    if (kind < 8)
        return 0x21 + draw(state, 0x7F - 0x21);
    unsigned code_point = 1 + draw(state, kind < 14 ? 0x10FFFF : 0x3000);
    return code_point >= 0xD800 && code_point < 0xE000 ? 0xFFFD : code_point;
}

static void test_noise(struct results *results)
{
    char path[] = "noise-XXXXXX";
    struct buffer noise = {0};
    uint32_t state = NOISE_SEED;
    while (noise.length < NOISE_BYTES)
        buffer_add_code_point(&noise, draw_code_point(&state));
    int file = mkstemp(path);
    if (file < 0 || !file_write_all(file, noise.data, noise.length)) {
        printf("Bail out! noise cannot be written\n");
        exit(99);
    }
    close(file);
    buffer_fini(&noise);
    test_ends(results, "noise", path);
    test_mentions(results, "noise", path, "", NOISE_MENTIONS);
    test_timeline(results, "noise", path, 0);
    unlink(path);
}

int main(void)
{
    const char *tests = getenv("TESTS_DIRECTORY");
    struct results results = {.passed = true};
    struct table expected;
    struct error error = {0};
    char *directory = path_join(tests ? tests : "tests", "accuracy/other");
    if (!table_read(&expected, directory, "expected", &error))
        bail_out(&error);
    printf("1..%zu\n", (expected.rows + 1) * 3);
    for (size_t row = 0; row < expected.rows; row++) {
        const char *name = table_cell(&expected, row, "file");
        char *file = path_join(directory, name);
        test_ends(&results, name, file);
        test_mentions(&results, name, file, table_cell(&expected, row, "sensible"),
                      table_number(&expected, row, "strange"));
        test_timeline(&results, name, file, table_number(&expected, row, "rows"));
        free(file);
    }
    test_noise(&results);
    table_fini(&expected);
    free(directory);
    return results.passed ? 0 : 1;
}
