// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_TENSE_H
#define DETECT_TENSE_H

#include "article/article.h"

enum tense {
    TENSE_UNKNOWN,
    TENSE_PAST,
    TENSE_FUTURE, // also what is planned, agreed, invited to
};

// Whether the clause around token `at` of the sentence with tokens [first, end) speaks of past or
// future: by the nearest verb before it, else by the first one after it. Looks at 40 tokens each
// way at most.
enum tense tense_at(const struct article *article, size_t first, size_t end, size_t at);

#endif
