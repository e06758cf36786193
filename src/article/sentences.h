// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ARTICLE_SENTENCES_H
#define ARTICLE_SENTENCES_H

#include "text/span.h"

#include <stddef.h>

// A growing list of sentence spans.
struct sentence_spans {
    struct span *items;
    size_t count, capacity;
};

// Adds the sentences of bytes[range] (a paragraph or a part of one), trimmed of white space. A
// sentence ends after . ! ? … or their full-width forms, with the quotes and brackets that close
// behind them, where white space and a capital, a letter without case, or an opening quote or
// bracket follow; not after initials, titles and other abbreviations that a name or a number
// follows. Every visible character belongs to exactly one sentence.
void sentences_split(const char *bytes, struct span range, struct sentence_spans *sentences);

#endif
