// SPDX-License-Identifier: GPL-3.0-or-later
// How well detection does: the commands' output for every text with gold tables, scored, printed,
// and held against floors. Three sets: the bundled article, texts the rules were written with
// (seen), texts that were kept apart (unseen; none, and it is skipped), each a folder of folders
// beside this file.
//
//   score             test results (TAP); fails where a figure is under its floor
//   score --table     the figures alone
//   score --errors    what went wrong, by kind; of the unseen texts only how often, so that they
//                     stay unseen

#include <config.h>

#include "score.h"
#include "sets.h"

#include "base/files.h"
#include "base/memory.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct outcome {
    size_t texts;
    struct measure measures[FIGURE_COUNT];
    struct slips slips;
};

static const char *directory_from(const char *variable)
{
    const char *directory = getenv(variable);
    if (!directory) {
        fprintf(stderr, "score: %s is not set\n", variable);
        exit(99);
    }
    return directory;
}

static void print_row(const char *prefix, const char *name, const struct measure *measures)
{
    printf("%s%-26s", prefix, name);
    for (enum figure figure = 0; figure < FIGURE_COUNT; figure++)
        printf(" %*.3f", (int)strlen(figure_name(figure)), measure_f1(&measures[figure]));
    putchar('\n');
}

static void print_head(const char *prefix)
{
    printf("%s%-26s", prefix, "F1, of classes accuracy");
    for (enum figure figure = 0; figure < FIGURE_COUNT; figure++)
        printf(" %s", figure_name(figure));
    putchar('\n');
}

static void score_text(const char *directory, const char *article, const char *prefix,
                       struct outcome *outcome)
{
    struct sample sample;
    struct error error = {0};
    if (!sample_load(&sample, directory, article, &error)) {
        struct buffer message = {0};
        error_describe(&error, &message);
        printf("Bail out! %s\n", buffer_string(&message));
        exit(99);
    }
    struct measure measures[FIGURE_COUNT] = {0};
    outcome->texts++;
    outcome->slips.text = sample.name;
    score_sections(&sample, measures, &outcome->slips);
    score_names(&sample, measures, &outcome->slips);
    score_dates(&sample, measures, &outcome->slips);
    score_engagements(&sample, measures, &outcome->slips);
    score_sources(&sample, measures, &outcome->slips);
    for (enum figure figure = 0; figure < FIGURE_COUNT; figure++)
        measure_add(&outcome->measures[figure], &measures[figure]);
    if (prefix)
        print_row(prefix, sample.name, measures);
    sample_fini(&sample);
}

static int is_text_folder(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && !strchr(entry->d_name, '.') &&
           strcmp(entry->d_name, "README") != 0;
}

static void score_folders(const char *directory, const char *prefix, struct outcome *outcome)
{
    struct dirent **entries;
    int count = scandir(directory, &entries, is_text_folder, alphasort);
    for (int i = 0; i < count; i++) {
        char *folder = path_join(directory, entries[i]->d_name);
        score_text(folder, NULL, prefix, outcome);
        free(folder);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

// With `prefix` a line a text, and one for all.
static void score_set(const struct set *set, const char *prefix, struct outcome *outcome)
{
    char *accuracy = path_join(directory_from("TESTS_DIRECTORY"), "accuracy");
    char *directory = path_join(accuracy, set->folder);
    *outcome = (struct outcome){0};
    if (set->article) {
        char *article = path_join(directory_from("DATELINE_DATADIR"), set->article);
        score_text(directory, article, prefix, outcome);
        free(article);
    } else {
        score_folders(directory, prefix, outcome);
    }
    if (prefix && !outcome->texts)
        printf("%s%-26s no texts\n", prefix, set->name);
    else if (prefix && !set->article)
        print_row(prefix, set->name, outcome->measures);
    free(directory);
    free(accuracy);
}

// Only texts that are held out may be wanting: then nothing is measured.
static bool test_absent_set(const struct set *set, size_t first)
{
    for (enum figure figure = 0; figure < FIGURE_COUNT; figure++) {
        printf("%s %zu - %s: %s%s\n", set->held_out ? "ok" : "not ok", first + figure, set->name,
               figure_name(figure), set->held_out ? " # SKIP no texts" : ", no texts");
    }
    return set->held_out;
}

// A figure of which gold has nothing was not measured, and fails. Rounding costs nobody a test.
static bool test_set(const struct set *set, const struct outcome *outcome, size_t first)
{
    if (!outcome->texts)
        return test_absent_set(set, first);
    bool passed = true;
    for (enum figure figure = 0; figure < FIGURE_COUNT; figure++) {
        const struct measure *measure = &outcome->measures[figure];
        const struct mark *mark = &set->marks[figure];
        double reached = measure_f1(measure);
        bool enough = measure->expected > 0 && reached + 1e-9 >= mark->floor;
        printf("%s %zu - %s: %s %.3f (precision %.3f, recall %.3f), floor %.2f",
               enough ? "ok" : "not ok", first + figure, set->name, figure_name(figure), reached,
               measure_precision(measure), measure_recall(measure), mark->floor);
        if (mark->aim > 0)
            printf(", aim %.2f", mark->aim);
        putchar('\n');
        passed = passed && enough;
    }
    return passed;
}

static int run_tests(const struct set *sets, size_t count)
{
    bool passed = true;
    printf("1..%zu\n", count * FIGURE_COUNT);
    print_head("# ");
    for (size_t i = 0; i < count; i++) {
        struct outcome outcome;
        score_set(&sets[i], "# ", &outcome);
        passed = test_set(&sets[i], &outcome, i * FIGURE_COUNT + 1) && passed;
        slips_fini(&outcome.slips);
    }
    return passed ? 0 : 1;
}

static int print_table(const struct set *sets, size_t count)
{
    print_head("");
    for (size_t i = 0; i < count; i++) {
        struct outcome outcome;
        score_set(&sets[i], "", &outcome);
        slips_fini(&outcome.slips);
    }
    return 0;
}

static int print_errors(const struct set *sets, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct outcome outcome;
        score_set(&sets[i], NULL, &outcome);
        printf("== %s\n", sets[i].name);
        slips_print(&outcome.slips, !sets[i].held_out, stdout);
        slips_fini(&outcome.slips);
    }
    return 0;
}

int main(int count, char **arguments)
{
    size_t set_count;
    const struct set *sets = sets_all(&set_count);
    if (count == 1)
        return run_tests(sets, set_count);
    if (count == 2 && strcmp(arguments[1], "--table") == 0)
        return print_table(sets, set_count);
    if (count == 2 && strcmp(arguments[1], "--errors") == 0)
        return print_errors(sets, set_count);
    fprintf(stderr, "usage: score [--table | --errors]\n");
    return 2;
}
