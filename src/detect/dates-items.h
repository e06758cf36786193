// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_DATES_ITEMS_H
#define DETECT_DATES_ITEMS_H

#include "detect/dates-forms.h"
#include "detect/dates.h"
#include "detect/tense.h"

// The expressions of one article in the order of the text, between finding and resolving them.

#define DATE_ITEM_NO_SENTENCE SIZE_MAX

struct date_item {
    struct date_form form;
    struct span span;
    size_t section;
    size_t sentence; // DATE_ITEM_NO_SENTENCE in a dateline
    enum tense tense;
    // Filled when it is resolved; DAY_NONE: open or unknown.
    day_number from, to;
    struct partial_date written;
};

struct date_items {
    struct date_item *items;
    size_t count, capacity;
};

// What is known of the year.
struct date_year {
    int year;             // 0: unknown
    day_number reference; // a day near which all datelines lie; DAY_NONE: unknown
    bool inferred;
    char *reason; // in words; yours; NULL: none
};

void dates_collect(const struct article *article, struct date_items *items);

struct date_year dates_decide_year(const struct article *article,
                                   const struct dates_options *options,
                                   const struct date_items *items);

// Fills from, to and written of every item.
void dates_resolve(const struct article *article, const struct dates_options *options,
                   const struct date_year *year, struct date_items *items);

// The day of month and day nearest to `near`, a leap day moved to the nearest year that has one.
day_number dates_nearest(struct partial_date written, day_number near);

#endif
