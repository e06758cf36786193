// SPDX-License-Identifier: GPL-3.0-or-later
// Dates. An expression of a vague class has an open side or none that text can settle, so the
// first figure leaves out those of gold and what the program finds in their place.

#include <config.h>

#include "score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONTEXT 30 // code points shown on each side of a slip

static struct range span(const struct table *table, size_t row)
{
    return table_range(table, row, "start", "end");
}

static bool is_open_class(const struct table *table, size_t row)
{
    const char *class = table_cell(table, row, "class");
    return strcmp(class, "vague") == 0 || strcmp(class, "duration") == 0;
}

static bool same_days(const struct sample *sample, size_t gold, size_t found)
{
    return strcmp(table_cell(&sample->gold_dates, gold, "iso_start"),
                  table_cell(&sample->dates, found, "date_from")) == 0 &&
           strcmp(table_cell(&sample->gold_dates, gold, "iso_end"),
                  table_cell(&sample->dates, found, "date_to")) == 0;
}

// The first row of `table` over this span, exactly or in part; its `rows` if there is none.
static size_t find(const struct table *table, struct range range, bool exactly)
{
    size_t row = 0;
    while (row < table->rows && !(exactly ? range_equal(span(table, row), range)
                                          : range_overlap(span(table, row), range)))
        row++;
    return row;
}

static void tell_missed(const struct sample *sample, size_t row, struct slips *slips)
{
    const struct table *gold = &sample->gold_dates, *found = &sample->dates;
    const char *class = table_cell(gold, row, "class"), *how = "missed";
    struct range range = span(gold, row);
    size_t other = find(found, range, true);
    if (other < found->rows)
        how = "days of";
    else if ((other = find(found, range, false)) < found->rows)
        how = "bounds of";
    char kind[80], *quote = sample_quote(sample, range, CONTEXT);
    snprintf(kind, sizeof kind, "%s %s", how, class);
    slips_add(slips, FIGURE_ALL_DATES, kind, "%ld %s is %s..%s; found “%s” %s..%s", range.start,
              quote, table_cell(gold, row, "iso_start"), table_cell(gold, row, "iso_end"),
              other < found->rows ? table_cell(found, other, "quote") : "",
              other < found->rows ? table_cell(found, other, "date_from") : "",
              other < found->rows ? table_cell(found, other, "date_to") : "");
    free(quote);
}

static void tell_invented(const struct sample *sample, size_t row, struct slips *slips)
{
    const struct table *found = &sample->dates;
    if (find(&sample->gold_dates, span(found, row), false) < sample->gold_dates.rows)
        return; // told with the one of gold
    char kind[80], *quote = sample_quote(sample, span(found, row), CONTEXT);
    snprintf(kind, sizeof kind, "invented %s", table_cell(found, row, "class"));
    slips_add(slips, FIGURE_ALL_DATES, kind, "%ld %s as %s..%s", span(found, row).start, quote,
              table_cell(found, row, "date_from"), table_cell(found, row, "date_to"));
    free(quote);
}

static void score_expected(const struct sample *sample, struct measure *measures,
                           struct slips *slips)
{
    const struct table *gold = &sample->gold_dates, *found = &sample->dates;
    for (size_t row = 0; row < gold->rows; row++) {
        size_t other = find(found, span(gold, row), true);
        bool hit = other < found->rows && same_days(sample, row, other);
        void (*count)(struct measure *) = hit ? measure_hit : measure_miss;
        count(&measures[FIGURE_ALL_DATES]);
        if (!is_open_class(gold, row))
            count(&measures[FIGURE_DATES]);
        if (!hit)
            tell_missed(sample, row, slips);
    }
}

void score_dates(const struct sample *sample, struct measure *measures, struct slips *slips)
{
    const struct table *gold = &sample->gold_dates, *found = &sample->dates;
    score_expected(sample, measures, slips);
    for (size_t row = 0; row < found->rows; row++) {
        size_t other = find(gold, span(found, row), true);
        if (other < gold->rows && same_days(sample, other, row))
            continue;
        measure_false(&measures[FIGURE_ALL_DATES]);
        tell_invented(sample, row, slips);
        size_t under = find(gold, span(found, row), false);
        bool open = is_open_class(found, row) || (under < gold->rows && is_open_class(gold, under));
        if (!open)
            measure_false(&measures[FIGURE_DATES]);
    }
}
