// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_H
#define DETECT_NAMES_H

#include "article/article.h"
#include "detect/findings.h"
#include "detect/gazetteer.h"

// Finds the named entities of an article: fills findings->mentions (flat longest spans by start,
// and, flagged, the names inside them) and findings->entities with ids, names, labels, short
// names, aliases, titles and counts; both must be empty before. An entity that only stands inside
// other names has mention_count 0. Linear in the text.
void names_find(const struct article *article, const struct gazetteer *gazetteer,
                struct findings *findings);

#endif
