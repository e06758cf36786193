// SPDX-License-Identifier: GPL-3.0-or-later
// Sections. Gold names their first and last paragraphs; a section spans these.

#include <config.h>

#include "score.h"

#include <string.h>

static struct range gold_section(const struct sample *sample, size_t row)
{
    const struct table *sections = &sample->gold_sections, *paragraphs = &sample->gold_paragraphs;
    long first = table_number(sections, row, "first_paragraph");
    long last = table_number(sections, row, "last_paragraph");
    struct range range = {-1, -1};
    for (size_t i = 0; i < paragraphs->rows; i++) {
        long paragraph = table_number(paragraphs, i, "paragraph");
        if (paragraph == first)
            range.start = table_number(paragraphs, i, "start");
        if (paragraph == last)
            range.end = table_number(paragraphs, i, "end");
    }
    return range;
}

// The row of `table` with this kind among the ranges that `range_of` gives; its `rows` if none.
static size_t find_section(const struct sample *sample, const struct table *table,
                           struct range (*range_of)(const struct sample *, size_t),
                           const char *kind, struct range range)
{
    size_t row = 0;
    while (row < table->rows && (strcmp(table_cell(table, row, "kind"), kind) != 0 ||
                                 !range_equal(range_of(sample, row), range)))
        row++;
    return row;
}

static struct range found_section(const struct sample *sample, size_t row)
{
    return table_range(&sample->sections, row, "start", "end");
}

void score_sections(const struct sample *sample, struct measure *measures, struct slips *slips)
{
    const struct table *gold = &sample->gold_sections, *found = &sample->sections;
    struct measure *measure = &measures[FIGURE_SECTIONS];
    for (size_t row = 0; row < gold->rows; row++) {
        struct range range = gold_section(sample, row);
        const char *kind = table_cell(gold, row, "kind");
        if (find_section(sample, found, found_section, kind, range) < found->rows) {
            measure_hit(measure);
        } else {
            measure_miss(measure);
            slips_add(slips, FIGURE_SECTIONS, "missed", "%s %ld-%ld", kind, range.start, range.end);
        }
    }
    for (size_t row = 0; row < found->rows; row++) {
        struct range range = found_section(sample, row);
        const char *kind = table_cell(found, row, "kind");
        if (find_section(sample, gold, gold_section, kind, range) == gold->rows) {
            measure_false(measure);
            slips_add(slips, FIGURE_SECTIONS, "invented", "%s %ld-%ld", kind, range.start,
                      range.end);
        }
    }
}
