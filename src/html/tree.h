// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_TREE_H
#define HTML_TREE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The page as a tree: elements and texts in one array in the order of the page, so that the subtree
// of node i is nodes[i] … nodes[nodes[i].end - 1], every walk over all of it is a loop, and nothing
// here or above recurses, however deep a page nests. All strings lie in one buffer.

// What an element is, as far as reading it goes. What is in no group is running text.
enum html_kind {
    HTML_INLINE,
    HTML_TEXT,  // no element: a run of text
    HTML_ROOT,  // no element: node 0
    HTML_BLOCK, // breaks the line before and after it: div, section, address …
    HTML_PARAGRAPH,
    HTML_HEADING,
    HTML_QUOTE,
    HTML_LIST,
    HTML_ITEM,
    HTML_TERM,
    HTML_MEANING,
    HTML_TABLE,
    HTML_ROW,
    HTML_CELL,
    HTML_PREFORMATTED,
    HTML_BREAK,
    HTML_RULE,
    HTML_IMAGE,
    HTML_FRAME,
    HTML_LINK,
    HTML_ARTICLE,
    HTML_MAIN,
    HTML_BODY,
    HTML_ASIDE,   // nav, aside, footer, dialog: beside the article
    HTML_NOTHING, // form controls, scripts, media: nothing to read in it
    HTML_HEAD,
    HTML_META,    // meta, link, base, title, script of linked data: read for metadata only
};

enum html_attribute {
    ATTRIBUTE_ALT,
    ATTRIBUTE_ARIA_HIDDEN,
    ATTRIBUTE_CHARSET,
    ATTRIBUTE_CLASS,
    ATTRIBUTE_CONTENT,
    ATTRIBUTE_DATETIME,
    ATTRIBUTE_HIDDEN,
    ATTRIBUTE_HREF,
    ATTRIBUTE_ID,
    ATTRIBUTE_ITEMPROP,
    ATTRIBUTE_LANG,
    ATTRIBUTE_NAME,
    ATTRIBUTE_PROPERTY,
    ATTRIBUTE_PUBDATE,
    ATTRIBUTE_REL,
    ATTRIBUTE_ROLE,
    ATTRIBUTE_SRC,
    ATTRIBUTE_START,
    ATTRIBUTE_STYLE,
    ATTRIBUTE_TITLE,
    ATTRIBUTE_TYPE,
    ATTRIBUTE_WIDTH,
    ATTRIBUTE_COUNT,
};

struct html_node {
    uint32_t parent;
    uint32_t end;  // past the last node of its subtree
    uint32_t text; // of a text: where it begins in the strings
    uint32_t text_length;
    uint32_t attributes; // index of its first in the tree's attributes
    uint16_t attribute_count;
    uint8_t kind; // enum html_kind
    bool leaf;    // an element without end tag that the parser may take for one with
    char name[16]; // in lower case, cut where longer
};

struct html_value {
    uint8_t attribute; // enum html_attribute
    uint32_t value;    // a string in the strings
};

struct html_tree {
    struct html_node *nodes;
    size_t count, capacity;
    struct html_value *values;
    size_t value_count, value_capacity;
    struct buffer strings;
    char *saved_from; // the address in a browser's "saved from url" remark, or NULL
};

// Parses a page in well-formed UTF-8 (at most 1 GiB), as forgiving as a browser. False where memory
// or the parser gives out. What is open in *tree is freed by html_tree_fini in any case.
bool html_tree_parse(struct html_tree *tree, const char *bytes, size_t length);
void html_tree_fini(struct html_tree *tree);

// The value of an attribute, or NULL; borrowed.
const char *html_node_attribute(const struct html_tree *tree, size_t node,
                                enum html_attribute attribute);

bool html_node_is(const struct html_tree *tree, size_t node, const char *name);

// Adds the text of a subtree (of its first 1,000 nodes: a title, a name), white space folded, without
// leading and trailing one.
void html_node_text(const struct html_tree *tree, size_t node, struct buffer *out);

// Adds bytes with every run of white space as one blank, none at the ends of what is added.
void html_add_folded(struct buffer *out, const char *bytes, size_t length);

// White space as HTML has it (no NO-BREAK SPACE).
bool html_is_space(char byte);

#endif
