// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_DETECT_H
#define DETECT_DETECT_H

#include "article/article.h"
#include "base/environment.h"
#include "base/error.h"
#include "detect/decisions.h"
#include "detect/findings.h"

#include <stdbool.h>

struct gazetteer;

// The gazetteer of the program's data and the user's. NULL with *error where there is none; lines
// that are left out as faulty are counted in *faults, the first of them in *error.
struct gazetteer *detect_load_gazetteer(const struct environment *environment, size_t *faults,
                                        struct error *error);

// What is to be found.
enum {
    DETECT_NAMES = 1,
    DETECT_DATES = 2,
    DETECT_ENGAGEMENTS = 4, // needs the two before
    DETECT_SOURCES = 8,     // better with names and dates
    DETECT_ALL = 15,
};

// All borrowed.
struct detect_options {
    const struct gazetteer *gazetteer; // needed for names
    const struct environment *environment;
    day_number published; // the day of publication the user gave, or DAY_NONE
    unsigned what;        // bits of the above
    const struct decisions *decisions; // of the reader; NULL: none
};

// Fills *findings (empty before) in the order in which the parts build on each other.
void detect_run(const struct article *article, const struct detect_options *options,
                struct findings *findings);

#endif
