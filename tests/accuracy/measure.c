// SPDX-License-Identifier: GPL-3.0-or-later
// Precision, recall, F1 (C. J. van Rijsbergen, Information Retrieval, 1979) kept as sums.

#include <config.h>

#include "measure.h"

static const char *const names[FIGURE_COUNT] = {
    [FIGURE_SECTIONS] = "sections",   [FIGURE_ENTITIES] = "entities",
    [FIGURE_ALIASES] = "aliases",     [FIGURE_DATES] = "dates",
    [FIGURE_ALL_DATES] = "all dates", [FIGURE_ENGAGEMENTS] = "engagements",
    [FIGURE_PAIRS] = "pairs",         [FIGURE_CLASSES] = "classes",
    [FIGURE_LEFT_OUT] = "left out",   [FIGURE_PARTLY] = "partly",
};

const char *figure_name(enum figure figure)
{
    return names[figure];
}

void measure_add(struct measure *sum, const struct measure *measure)
{
    sum->found_right += measure->found_right;
    sum->found += measure->found;
    sum->expected_right += measure->expected_right;
    sum->expected += measure->expected;
}

void measure_hit(struct measure *measure)
{
    measure_add(measure, &(struct measure){1, 1, 1, 1});
}

void measure_false(struct measure *measure)
{
    measure->found++;
}

void measure_miss(struct measure *measure)
{
    measure->expected++;
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 1;
}

double measure_precision(const struct measure *measure)
{
    return share(measure->found_right, measure->found);
}

double measure_recall(const struct measure *measure)
{
    return share(measure->expected_right, measure->expected);
}

double measure_f1(const struct measure *measure)
{
    double precision = measure_precision(measure), recall = measure_recall(measure);
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}
