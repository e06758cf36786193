// SPDX-License-Identifier: GPL-3.0-or-later
// Report: samples, their quantiles, and one line for each thing measured.

#include <config.h>

#include "report.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void samples_add(struct samples *samples, double value)
{
    samples->values =
        memory_grow(samples->values, &samples->capacity, samples->count + 1, sizeof(double));
    samples->values[samples->count++] = value;
}

void samples_fini(struct samples *samples)
{
    free(samples->values);
    *samples = (struct samples){0};
}

static int compare_values(const void *one, const void *other)
{
    double first = *(const double *)one, second = *(const double *)other;
    return (first > second) - (first < second);
}

double samples_quantile(struct samples *samples, double part)
{
    if (!samples->count)
        return 0;
    qsort(samples->values, samples->count, sizeof(double), compare_values);
    size_t index = (size_t)(part * (double)(samples->count - 1) + 0.5);
    return samples->values[index];
}

static const char *verdict(double value, enum goal goal, double limit)
{
    return (goal == AT_MOST ? value <= limit : value >= limit) ? "met" : "short";
}

void report_ratio(const char *what, const char *unit, double ours, double peer, enum goal goal,
                  double limit)
{
    double ratio = peer > 0 ? ours / peer : 0;
    printf("%-44s %10.2f %-4s %10.2f %-4s %7.2f x  %s %.2f x  %s\n", what, ours, unit, peer, unit,
           ratio, goal == AT_MOST ? "<=" : ">=", limit, verdict(ratio, goal, limit));
    fflush(stdout);
}

void report_value(const char *what, const char *unit, double ours, enum goal goal, double limit)
{
    printf("%-44s %10.2f %-4s %10s %-4s %7s    %s %.2f %s  %s\n", what, ours, unit, "-", "", "-",
           goal == AT_MOST ? "<=" : ">=", limit, unit, verdict(ours, goal, limit));
    fflush(stdout);
}

void report_skip(const char *what, const char *why)
{
    printf("%-44s not measured: %s\n", what, why);
    fflush(stdout);
}

bool report_wants(const char *part, const char *name)
{
    return !part || strstr(name, part);
}

int64_t report_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}
