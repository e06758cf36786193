// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BENCH_REPORT_H
#define BENCH_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Samples of one quantity, and the lines that say what they came to.
struct samples {
    double *values;
    size_t count, capacity;
};

void samples_add(struct samples *samples, double value);
void samples_fini(struct samples *samples);

// The value below which `part` (0 to 1) of the samples lie; 0.5: the median. 0 without samples.
double samples_quantile(struct samples *samples, double part);

enum goal {
    AT_MOST,  // times, bytes: ours / peer <= limit
    AT_LEAST, // speeds: ours / peer >= limit
};

// One line: what  ours  peer  ratio  goal  met|short.
void report_ratio(const char *what, const char *unit, double ours, double peer, enum goal goal,
                  double limit);

// The same with a fixed goal and no peer.
void report_value(const char *what, const char *unit, double ours, enum goal goal, double limit);

// A line that says why something is not measured.
void report_skip(const char *what, const char *why);

// What is measured: all names, or those with `part` in them (NULL: all).
bool report_wants(const char *part, const char *name);

// Nanoseconds of a clock that only goes forward.
int64_t report_clock(void);

#endif
