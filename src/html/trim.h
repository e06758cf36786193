// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_TRIM_H
#define HTML_TRIM_H

#include "html/tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What is known of a page's nodes once the article is found.
struct html_found {
    const struct html_tree *tree;
    size_t root;             // of the article
    const uint32_t *words;   // in a text
    const uint32_t *holders; // of a text: the block that holds it
    const bool *linked;      // inside a link
    const uint8_t *namings;  // enum html_naming
    bool *dropped;           // what is written here
};

// Drops what stands inside the article and is not of it: its author's line and the time, things to
// press, forms, offers of newsletters, and links to other articles, alone or in rows, with the line
// that announces them. Text of the article stays, links in its sentences above all.
// Cost: linear in the nodes of the article.
void html_trim(const struct html_found *found);

#endif
