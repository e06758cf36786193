// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ACCURACY_MEASURE_H
#define ACCURACY_MEASURE_H

#include <stddef.h>

// Precision and recall as sums, so that those of several texts add up to the pooled ones.
struct measure {
    double found_right, found;       // of what the program gave: what is right, and all
    double expected_right, expected; // of what gold has: what was found, and all
};

// What is measured; the order of the columns of the table.
enum figure {
    FIGURE_SECTIONS,
    FIGURE_ENTITIES,
    FIGURE_ALIASES,
    FIGURE_DATES,
    FIGURE_ALL_DATES,
    FIGURE_ENGAGEMENTS,
    FIGURE_PAIRS,
    FIGURE_CLASSES,
    FIGURE_LEFT_OUT,
    FIGURE_PARTLY,
    FIGURE_COUNT,
};

const char *figure_name(enum figure figure);

void measure_add(struct measure *sum, const struct measure *measure);

// Counts one thing that both have, one of the program's alone, one of gold's alone.
void measure_hit(struct measure *measure);
void measure_false(struct measure *measure);
void measure_miss(struct measure *measure);

// Between 0 and 1; 1 where there is nothing to judge by.
double measure_precision(const struct measure *measure);
double measure_recall(const struct measure *measure);
// Their harmonic mean.
double measure_f1(const struct measure *measure);

#endif
