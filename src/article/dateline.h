// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ARTICLE_DATELINE_H
#define ARTICLE_DATELINE_H

#include "article/article.h"

#include <stdbool.h>

// Reads a dateline at the start of a paragraph whose tokens are given. The forms of agencies and
// ministries of any country: place in capitals or not, one or several, its country after a comma
// or in brackets, date in either order with or without year and weekday, agency in round or square
// brackets, between slashes or bare, before the place or after it, before or after the date, ended
// by a dash or a colon, or by the agency alone. False: there is none.
bool dateline_parse(const char *bytes, const struct token *tokens, size_t count,
                    struct dateline *dateline);

// Reads what is a dateline only where a report begins, under a headline or between others of its
// kind: a date alone ("27.2.2024 –", "March 13, 2025."), a place alone that is not in capitals
// ("Manila –") or has a colon ("ISLAMABAD:"), an agency alone ("(Reuters) -", "Kyodo -").
// Elsewhere they are entries of a chronicle, speakers, asides.
bool dateline_parse_weak(const char *bytes, const struct token *tokens, size_t count,
                         struct dateline *dateline);

// Whether the paragraph is a line of publication of its own: a date and little else ("12/05/2021",
// "Posted Friday 7 June", "Brussels, 20/09/2024", "Source: Xinhua 2024-07-25"). Its date goes into
// *dateline, and its place and agency where it has the form of a dateline.
bool dateline_parse_publication_line(const char *bytes, const struct token *tokens, size_t count,
                                     struct dateline *dateline);

// 1–12 for a month's name or usual abbreviation (with or without full stop), else 0.
int dateline_month(const char *word, size_t length);

// 0 Monday … 6 Sunday for a weekday's name or abbreviation, else -1.
int dateline_weekday(const char *word, size_t length);

#endif
