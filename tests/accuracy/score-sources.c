// SPDX-License-Identifier: GPL-3.0-or-later
// Sources: which sentence comes from which, how, and what of the originals is carried. Sentences
// are known by their spans, so that a sentence cut otherwise than in gold counts as not found.

#include <config.h>

#include "score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct range intro_side(const struct sample *sample, size_t row)
{
    return table_range(&sample->sources, row, "intro_start", "intro_end");
}

static struct range original_side(const struct sample *sample, size_t row)
{
    return table_range(&sample->sources, row, "orig_start", "orig_end");
}

static bool is_none(struct range range)
{
    return range.start < 0;
}

static size_t find_pair(const struct sample *sample, struct range intro, struct range original)
{
    size_t row = 0;
    while (row < sample->sources.rows && !(range_equal(intro_side(sample, row), intro) &&
                                           range_equal(original_side(sample, row), original)))
        row++;
    return row;
}

static bool gold_has_pair(const struct sample *sample, struct range intro, struct range original)
{
    const struct table *gold = &sample->gold_alignment;
    for (size_t row = 0; row < gold->rows; row++) {
        struct range sentence = sample_sentence(sample, table_number(gold, row, "intro_sentence"));
        if (!range_equal(sentence, intro))
            continue;
        const char *rest = table_cell(gold, row, "orig_sentences"), *item;
        size_t length;
        while ((item = list_next(&rest, &length))) {
            if (range_equal(sample_sentence(sample, strtol(item, NULL, 10)), original))
                return true;
        }
    }
    return false;
}

static void tell_pair(const struct sample *sample, const char *kind, struct range intro,
                      struct range original, struct slips *slips)
{
    char *one = sample_quote(sample, intro, 0), *other = sample_quote(sample, original, 0);
    slips_add(slips, FIGURE_PAIRS, kind, "%ld %s\n        %ld %s", intro.start, one, original.start,
              other);
    free(one);
    free(other);
}

static void score_gold_pairs(const struct sample *sample, struct measure *measure,
                             struct slips *slips)
{
    const struct table *gold = &sample->gold_alignment;
    for (size_t row = 0; row < gold->rows; row++) {
        struct range intro = sample_sentence(sample, table_number(gold, row, "intro_sentence"));
        const char *rest = table_cell(gold, row, "orig_sentences"), *item;
        size_t length;
        while ((item = list_next(&rest, &length))) {
            struct range original = sample_sentence(sample, strtol(item, NULL, 10));
            if (find_pair(sample, intro, original) < sample->sources.rows) {
                measure_hit(measure);
            } else {
                measure_miss(measure);
                tell_pair(sample, "missed", intro, original, slips);
            }
        }
    }
}

static void score_pairs(const struct sample *sample, struct measure *measure, struct slips *slips)
{
    score_gold_pairs(sample, measure, slips);
    for (size_t row = 0; row < sample->sources.rows; row++) {
        struct range intro = intro_side(sample, row), original = original_side(sample, row);
        if (is_none(intro) || is_none(original) || gold_has_pair(sample, intro, original))
            continue;
        measure_false(measure);
        tell_pair(sample, "invented", intro, original, slips);
    }
}

// The class the program gives an introduction sentence; "nothing" where it has no row for it.
static const char *class_of_intro(const struct sample *sample, struct range intro)
{
    for (size_t row = 0; row < sample->sources.rows; row++) {
        if (range_equal(intro_side(sample, row), intro))
            return table_cell(&sample->sources, row, "class");
    }
    return "nothing";
}

static void score_classes(const struct sample *sample, struct measure *measure, struct slips *slips)
{
    const struct table *gold = &sample->gold_alignment;
    for (size_t row = 0; row < gold->rows; row++) {
        struct range intro = sample_sentence(sample, table_number(gold, row, "intro_sentence"));
        const char *expected = table_cell(gold, row, "class");
        const char *found = class_of_intro(sample, intro);
        if (strcmp(expected, found) == 0) {
            measure_hit(measure);
            continue;
        }
        measure_add(measure, &(struct measure){.found = 1, .expected = 1});
        char kind[80], *quote = sample_quote(sample, intro, 0);
        snprintf(kind, sizeof kind, "%s taken for %s", expected, found);
        slips_add(slips, FIGURE_CLASSES, kind, "%ld %s (%s)", intro.start, quote,
                  table_cell(gold, row, "operations"));
        free(quote);
    }
}

// What the program says of an original's sentence: "out", "partly", else "fully".
static const char *carried_by(const struct sample *sample, struct range original)
{
    for (size_t row = 0; row < sample->sources.rows; row++) {
        if (is_none(intro_side(sample, row)) && range_equal(original_side(sample, row), original))
            return table_cell(&sample->sources, row, "class");
    }
    return "fully";
}

static bool is_body(const struct sample *sample, size_t row)
{
    return strcmp(table_cell(&sample->gold_coverage, row, "kind"), "body") == 0;
}

static bool gold_has_original(const struct sample *sample, struct range original)
{
    const struct table *gold = &sample->gold_coverage;
    for (size_t row = 0; row < gold->rows; row++) {
        long sentence = table_number(gold, row, "orig_sentence");
        if (range_equal(sample_sentence(sample, sentence), original))
            return true;
    }
    return false;
}

static void score_body_sentences(const struct sample *sample, const char *class, enum figure figure,
                                 struct measure *measure, struct slips *slips)
{
    const struct table *gold = &sample->gold_coverage;
    for (size_t row = 0; row < gold->rows; row++) {
        if (!is_body(sample, row))
            continue;
        struct range original = sample_sentence(sample, table_number(gold, row, "orig_sentence"));
        const char *carried = table_cell(gold, row, "carried");
        const char *said = carried_by(sample, original);
        bool expected = strcmp(carried, class) == 0, found = strcmp(said, class) == 0;
        if (expected == found) {
            if (found)
                measure_hit(measure);
            continue;
        }
        (expected ? measure_miss : measure_false)(measure);
        char kind[80], *quote = sample_quote(sample, original, 0);
        snprintf(kind, sizeof kind, "%s taken for %s", carried, said);
        slips_add(slips, figure, kind, "%ld %s (%s)", original.start, quote,
                  table_cell(gold, row, "note"));
        free(quote);
    }
}

// Rows of class `class` for what is no sentence of an original in gold.
static void count_strange(const struct sample *sample, const char *class, enum figure figure,
                          struct measure *measure, struct slips *slips)
{
    for (size_t row = 0; row < sample->sources.rows; row++) {
        struct range original = original_side(sample, row);
        if (!is_none(intro_side(sample, row)) || gold_has_original(sample, original) ||
            strcmp(table_cell(&sample->sources, row, "class"), class) != 0)
            continue;
        measure_false(measure);
        char *quote = sample_quote(sample, original, 0);
        slips_add(slips, figure, "no such sentence", "%ld %s", original.start, quote);
        free(quote);
    }
}

void score_sources(const struct sample *sample, struct measure *measures, struct slips *slips)
{
    score_pairs(sample, &measures[FIGURE_PAIRS], slips);
    score_classes(sample, &measures[FIGURE_CLASSES], slips);
    score_body_sentences(sample, "out", FIGURE_LEFT_OUT, &measures[FIGURE_LEFT_OUT], slips);
    score_body_sentences(sample, "partly", FIGURE_PARTLY, &measures[FIGURE_PARTLY], slips);
    count_strange(sample, "out", FIGURE_LEFT_OUT, &measures[FIGURE_LEFT_OUT], slips);
    count_strange(sample, "partly", FIGURE_PARTLY, &measures[FIGURE_PARTLY], slips);
}
