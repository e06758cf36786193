// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ARTICLE_DATELINE_H
#define ARTICLE_DATELINE_H

#include "article/article.h"

#include <stdbool.h>

// Reads a dateline at the start of a paragraph whose tokens are given. The forms of agencies and
// ministries of any country: place in capitals or not, one or several, date in either order with
// or without year and weekday, agency in round or square brackets or between slashes, before or
// after the date, ended by a dash or a colon, or by the agency alone. False: there is none.
bool dateline_parse(const char *bytes, const struct token *tokens, size_t count,
                    struct dateline *dateline);

// Reads a dateline without a place, a whole date and a dash ("27.2.2024 –"), which is one only
// under a headline: elsewhere it is an entry of a chronicle.
bool dateline_parse_bare_date(const char *bytes, const struct token *tokens, size_t count,
                              struct dateline *dateline);

// Whether the paragraph is a line of publication of its own: a date and little else ("12/05/2021",
// "Posted Friday 7 June"). Its date goes into *dateline, with no place.
bool dateline_parse_publication_line(const char *bytes, const struct token *tokens, size_t count,
                                     struct dateline *dateline);

// 1–12 for a month's name or usual abbreviation (with or without full stop), else 0.
int dateline_month(const char *word, size_t length);

// 0 Monday … 6 Sunday for a weekday's name or abbreviation, else -1.
int dateline_weekday(const char *word, size_t length);

#endif
