// SPDX-License-Identifier: GPL-3.0-or-later
// Names: mentions and what they are joined to. Every mention is compared with every other, which
// for the few hundred of an article is nothing.

#include <config.h>

#include "score.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONTEXT 30 // code points shown on each side of a slip

static struct range span(const struct table *table, size_t row)
{
    return table_range(table, row, "start", "end");
}

static const char *type_of(const struct table *table, size_t row)
{
    return table_cell(table, row, "type");
}

// The first row from `from` on with exactly this span; the table's `rows` if there is none.
static size_t find_span(const struct table *table, size_t from, struct range range)
{
    while (from < table->rows && !range_equal(span(table, from), range))
        from++;
    return from;
}

static size_t find_overlap(const struct table *table, size_t from, struct range range)
{
    while (from < table->rows && !range_overlap(span(table, from), range))
        from++;
    return from;
}

static bool has_mention(const struct table *table, struct range range, const char *type)
{
    size_t row = find_span(table, 0, range);
    while (row < table->rows && strcmp(type_of(table, row), type) != 0)
        row = find_span(table, row + 1, range);
    return row < table->rows;
}

static bool is_optional(const struct sample *sample, struct range range)
{
    return find_span(&sample->gold_optional, 0, range) < sample->gold_optional.rows;
}

// Whether the program has a longer, optional name over this mention of gold.
static bool is_under_optional(const struct sample *sample, struct range range)
{
    const struct table *found = &sample->entities;
    size_t row = find_overlap(found, 0, range);
    while (row < found->rows && !is_optional(sample, span(found, row)))
        row = find_overlap(found, row + 1, range);
    return row < found->rows;
}

static void tell_missed(const struct sample *sample, size_t row, struct slips *slips)
{
    const struct table *gold = &sample->gold_entities, *found = &sample->entities;
    struct range range = span(gold, row);
    const char *type = type_of(gold, row);
    char kind[80], *quote = sample_quote(sample, range, CONTEXT);
    size_t other = find_span(found, 0, range);
    if (other < found->rows) {
        snprintf(kind, sizeof kind, "type %s taken for %s", type, type_of(found, other));
        slips_add(slips, FIGURE_ENTITIES, kind, "%ld %s", range.start, quote);
    } else if ((other = find_overlap(found, 0, range)) < found->rows) {
        snprintf(kind, sizeof kind, "bounds of %s", type);
        slips_add(slips, FIGURE_ENTITIES, kind, "%ld %s, found “%s” %s", range.start, quote,
                  table_cell(found, other, "quote"), type_of(found, other));
    } else {
        snprintf(kind, sizeof kind, "missed %s", type);
        slips_add(slips, FIGURE_ENTITIES, kind, "%ld %s", range.start, quote);
    }
    free(quote);
}

// A false mention that has the span of, or cuts into, a mention of gold was told with that one.
static void tell_invented(const struct sample *sample, size_t row, struct slips *slips)
{
    const struct table *gold = &sample->gold_entities, *found = &sample->entities;
    struct range range = span(found, row);
    if (find_overlap(gold, 0, range) < gold->rows)
        return;
    char kind[80], *quote = sample_quote(sample, range, CONTEXT);
    snprintf(kind, sizeof kind, "invented %s", type_of(found, row));
    slips_add(slips, FIGURE_ENTITIES, kind, "%ld %s", range.start, quote);
    free(quote);
}

static void score_mentions(const struct sample *sample, struct measure *measure,
                           struct slips *slips)
{
    const struct table *gold = &sample->gold_entities, *found = &sample->entities;
    for (size_t row = 0; row < gold->rows; row++) {
        if (has_mention(found, span(gold, row), type_of(gold, row))) {
            measure_hit(measure);
        } else if (!is_under_optional(sample, span(gold, row))) {
            measure_miss(measure);
            tell_missed(sample, row, slips);
        }
    }
    for (size_t row = 0; row < found->rows; row++) {
        struct range range = span(found, row);
        if (!has_mention(gold, range, type_of(found, row)) && !is_optional(sample, range)) {
            measure_false(measure);
            tell_invented(sample, row, slips);
        }
    }
}

// A mention that both have, with the two ids.
struct joint {
    const char *gold, *found;
};

static size_t join(const struct sample *sample, struct joint *joints)
{
    const struct table *gold = &sample->gold_entities, *found = &sample->entities;
    size_t count = 0;
    for (size_t row = 0; row < gold->rows; row++) {
        size_t other = find_span(found, 0, span(gold, row));
        if (other < found->rows)
            joints[count++] =
                (struct joint){table_cell(gold, row, "canonical"), table_cell(found, other, "id")};
    }
    return count;
}

struct cluster {
    size_t both, gold, found; // mentions that share both ids, the one of gold, the program's
};

static struct cluster cluster_of(const struct joint *joints, size_t count, size_t at)
{
    struct cluster cluster = {0};
    for (size_t i = 0; i < count; i++) {
        bool gold = strcmp(joints[i].gold, joints[at].gold) == 0;
        bool found = strcmp(joints[i].found, joints[at].found) == 0;
        cluster.both += gold && found;
        cluster.gold += gold;
        cluster.found += found;
    }
    return cluster;
}

// Tells a pair of ids once, at its first mention, where less than half of a side agrees.
static void tell_pair(const struct joint *joints, size_t at, struct cluster cluster,
                      struct slips *slips)
{
    for (size_t i = 0; i < at; i++) {
        if (strcmp(joints[i].gold, joints[at].gold) == 0 &&
            strcmp(joints[i].found, joints[at].found) == 0)
            return;
    }
    if (cluster.both * 2 <= cluster.gold)
        slips_add(slips, FIGURE_ALIASES, "split", "%zu of %zu mentions of %s are %s", cluster.both,
                  cluster.gold, joints[at].gold, joints[at].found);
    if (cluster.both * 2 <= cluster.found)
        slips_add(slips, FIGURE_ALIASES, "merged", "%zu of %zu mentions of our %s are %s",
                  cluster.both, cluster.found, joints[at].found, joints[at].gold);
}

static void score_aliases(const struct sample *sample, struct measure *measure, struct slips *slips)
{
    struct joint *joints = memory_allocate_zeroed(sample->gold_entities.rows + 1, sizeof *joints);
    size_t count = join(sample, joints);
    for (size_t i = 0; i < count; i++) {
        struct cluster cluster = cluster_of(joints, count, i);
        double both = (double)cluster.both;
        measure_add(measure, &(struct measure){both / (double)cluster.found, 1,
                                               both / (double)cluster.gold, 1});
        tell_pair(joints, i, cluster, slips);
    }
    free(joints);
}

void score_names(const struct sample *sample, struct measure *measures, struct slips *slips)
{
    score_mentions(sample, &measures[FIGURE_ENTITIES], slips);
    score_aliases(sample, &measures[FIGURE_ALIASES], slips);
}

static long shared(struct range one, struct range other)
{
    long start = one.start > other.start ? one.start : other.start;
    long end = one.end < other.end ? one.end : other.end;
    return end > start ? end - start : 0;
}

// Code points that the mentions of the two ids have in common.
static long shared_by(const struct sample *sample, const char *id, size_t length, const char *gold)
{
    const struct table *expected = &sample->gold_entities, *found = &sample->entities;
    long sum = 0;
    for (size_t row = 0; row < found->rows; row++) {
        const char *other = table_cell(found, row, "id");
        if (strlen(other) != length || strncmp(other, id, length) != 0)
            continue;
        for (size_t i = find_overlap(expected, 0, span(found, row)); i < expected->rows;
             i = find_overlap(expected, i + 1, span(found, row))) {
            if (strcmp(table_cell(expected, i, "canonical"), gold) == 0)
                sum += shared(span(expected, i), span(found, row));
        }
    }
    return sum;
}

const char *score_gold_id(const struct sample *sample, const char *id, size_t length)
{
    const struct table *gold = &sample->gold_entities, *found = &sample->entities;
    const char *best = NULL;
    long most = 0;
    for (size_t row = 0; row < found->rows; row++) {
        const char *other = table_cell(found, row, "id");
        if (strlen(other) != length || strncmp(other, id, length) != 0)
            continue;
        size_t i = find_overlap(gold, 0, span(found, row));
        if (i == gold->rows)
            continue;
        const char *candidate = table_cell(gold, i, "canonical");
        if (best && strcmp(best, candidate) == 0)
            continue;
        long sum = shared_by(sample, id, length, candidate);
        if (sum > most) {
            most = sum;
            best = candidate;
        }
    }
    return best;
}
