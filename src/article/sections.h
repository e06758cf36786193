// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ARTICLE_SECTIONS_H
#define ARTICLE_SECTIONS_H

#include "article/article.h"

// Finds the sections of an article whose paragraphs and tokens are there, and fills
// article->sections and each paragraph's section. Always at least one section where there is a
// paragraph. The reader's decisions win over what is found.
void sections_find(struct article *article, const struct section_decision *decisions,
                   size_t decision_count);

#endif
