// SPDX-License-Identifier: GPL-3.0-or-later
// Heads: a block between title and article is of the article where it is text: enough words, few of
// them linked, no author's line and no time. One walk over what is before the article.

#include <config.h>

#include "html/heads.h"

#include "html/naming.h"

#include <string.h>

enum { LEAST_WORDS = 8, MOST_WORDS = 100, NODES_OF_A_HEAD = 200 };

struct tally {
    uint32_t words, linked;
    bool credit; // something in it tells of author or time
};

static struct tally tally_of(const struct html_found *found, size_t node)
{
    struct tally tally = {0};
    size_t end = found->tree->nodes[node].end;
    for (size_t i = node; i < end && i - node <= NODES_OF_A_HEAD; i++) {
        if (found->dropped[i])
            continue;
        enum html_naming naming = found->namings[i];
        tally.words += found->words[i];
        tally.linked += found->linked[i] ? found->words[i] : 0;
        tally.credit |= naming == NAMING_CREDIT || naming == NAMING_TIME ||
                        html_node_is(found->tree, i, "time");
    }
    return tally;
}

static bool is_described(const struct html_found *found, size_t node)
{
    const char *property = html_node_attribute(found->tree, node, ATTRIBUTE_ITEMPROP);
    return property && strcmp(property, "description") == 0;
}

// The last h1 before the article, 0: there is none. It and the article are in one box where an
// element below <body> holds both.
static size_t heading_over(const struct html_found *found)
{
    const struct html_tree *tree = found->tree;
    size_t heading = 0;
    for (size_t i = 1; i < found->root; i++) {
        if (!found->dropped[i] && html_node_is(tree, i, "h1") && tree->nodes[i].end <= found->root)
            heading = i;
    }
    size_t box = tree->nodes[found->root].parent;
    while (heading && box && box > heading)
        box = tree->nodes[box].parent;
    return heading && tree->nodes[box].kind != HTML_BODY && !html_node_is(tree, box, "html")
               ? heading
               : 0;
}

// Whether a node is a block that holds text itself, or a figure.
static bool is_block_of_text(const struct html_found *found, size_t node)
{
    uint8_t kind = found->tree->nodes[node].kind;
    return kind == HTML_PARAGRAPH || kind == HTML_HEADING ||
           (kind == HTML_BLOCK && node + 1 < found->tree->count && found->words[node + 1] > 0 &&
            found->holders[node + 1] == node);
}

size_t html_heads_find(const struct html_found *found, size_t heads[HEADS_LIMIT])
{
    const struct html_tree *tree = found->tree;
    size_t heading = heading_over(found), count = 0;
    for (size_t i = 1; i < found->root && count < HEADS_LIMIT;) {
        const struct html_node *node = &tree->nodes[i];
        bool candidate = !found->dropped[i] && node->kind != HTML_TEXT && node->end <= found->root;
        bool named = candidate && (!heading || i > heading) && (heading || count == 0) &&
                     (found->namings[i] == NAMING_LEAD || is_described(found, i));
        bool placed = candidate && heading && i > heading && is_block_of_text(found, i);
        if (named || placed) {
            struct tally tally = tally_of(found, i);
            bool apart = tally.linked * 3 > tally.words && !html_naming_is_caption(tree, i);
            if (tally.words > 0 && tally.words < MOST_WORDS && !apart && !tally.credit && (named || tally.words >= LEAST_WORDS)) {
                heads[count++] = i;
                i = node->end;
                continue;
            }
        }
        i++;
    }
    return count;
}
