// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_EXTRACT_H
#define HTML_EXTRACT_H

#include "html/heads.h"
#include "html/tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Where in a page the article is. Three kinds of evidence, each weaker than the one before:
//  1. What the page says: itemprop articleBody and the class names that publishing systems give to
//     an article's body, <article>, <main>; elements, roles and class names of what is beside it
//     (navigation, comments, sharing, related, consent), which is left out.
//  2. Text: the page is cut into blocks of running text; a block is content by its number of words
//     and its share of linked words and those of its neighbours, as in Christian Kohlschütter, Peter
//     Fankhauser, Wolfgang Nejdl: Boilerplate Detection using Shallow Text Features (WSDM 2010),
//     algorithm 2. The words of content blocks that are not linked are the score.
//  3. Place: the article is the deepest element that holds most of the score.
// Then what is in it and not of it is dropped (html/trim.h), and what of it stands over it is added
// (html/heads.h). Cost: linear in the page's nodes.

struct html_extract {
    bool *dropped; // by node: not part of the article (its subtree is neither)
    size_t root;   // the element that holds the article
    size_t words;  // of the article; in scripts without blanks two characters are a word
    size_t heads[HEADS_LIMIT]; // what of it stands before the root
    size_t head_count;
};

void html_extract_find(struct html_extract *extract, const struct html_tree *tree);
void html_extract_fini(struct html_extract *extract);

#endif
