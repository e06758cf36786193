// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_DATES_H
#define DETECT_DATES_H

#include "article/article.h"
#include "base/day.h"
#include "detect/findings.h"

// Dates and times in an article, and which days are meant.

struct dates_options {
    day_number published; // what the user gave as the day of publication, or DAY_NONE
    int file_year;        // a year in the file's name, or 0
    day_number page_date; // what a page's metadata give as its day, or DAY_NONE
    day_number file_date; // a whole date in the file's name, or DAY_NONE
    day_number today;     // no inferred year lies after it; DAY_NONE: no such bound but 2199
};

// Fills findings->dates, in the order of the text, and findings->year, year_inferred and
// year_reason (to be freed by findings_fini). Each dateline rules its own section. The year is, in
// this order: that of `published`; one stated; that of the page; one in the file's name; the latest
// in which the weekdays lie nearest to their datelines. Where it stays unknown, days have from and
// to DAY_NONE and only `written`. If names were found before, dates inside a person's name or a longer name of
// another kind are left out. Linear in the length of the text.
void dates_find(const struct article *article, const struct dates_options *options,
                struct findings *findings);

// Reads a date out of a file's name (its last part): "roundup-2024-07-25.txt", "20240725.txt",
// "2024_07_25", "report 2024". Sets file_year and file_date of *options (0 and DAY_NONE where
// there is none); a whole date sets both.
void dates_from_file_name(const char *path, struct dates_options *options);

#endif
