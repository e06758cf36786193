// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ACCURACY_SCORE_H
#define ACCURACY_SCORE_H

#include "measure.h"
#include "sample.h"
#include "slips.h"

// How well the program's tables agree with gold, one function a kind of finding. Each adds to the
// measures of its figures (an array over enum figure) and to the slips.

// Sections: kind and span, exactly.
void score_sections(const struct sample *sample, struct measure *measures, struct slips *slips);

// Entities: span and type, exactly. A span of the optional table scores neither for nor against,
// nor do the mentions under one that the program reads as the longer name.
// Aliases: B³ (A. Bagga and B. Baldwin, Entity-based cross-document coreferencing using the vector
// space model, 1998) over the mentions whose spans agree.
void score_names(const struct sample *sample, struct measure *measures, struct slips *slips);

// Dates: span and both days, exactly; vague ones and durations only in the second figure.
void score_dates(const struct sample *sample, struct measure *measures, struct slips *slips);

// Engagements: rows of two or more named persons ("core"), by participants and days. What is not
// such a row of gold counts as invented, but for umbrellas (visits, series of meetings) and for
// what is an optional row of gold. One row told twice is found once and invented once.
void score_engagements(const struct sample *sample, struct measure *measures, struct slips *slips);

// Source pairs by the spans of both sentences; the class of each introduction sentence; the body
// sentences of originals that are left out, and those carried in part.
void score_sources(const struct sample *sample, struct measure *measures, struct slips *slips);

// The gold id whose mentions share most of the text with those of the program's id `id` (`length`
// bytes), borrowed from the sample; NULL where they share none.
const char *score_gold_id(const struct sample *sample, const char *id, size_t length);

#endif
