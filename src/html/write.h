// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_WRITE_H
#define HTML_WRITE_H

#include "html/extract.h"
#include "html/tree.h"

// Adds the article as plain text, the same bytes for the same page on every machine:
//  - the title and an empty line first; then the article's own lines without that title;
//  - a paragraph, heading, caption, list item or table row is one line, however long; <br> ends one;
//    between paragraphs, headings, lists and tables is an empty line, within lists and tables none;
//  - list items begin with "• " or their number, two blanks deeper in a list within a list; a
//    quotation is four blanks deeper; preformatted text keeps its lines and blanks;
//  - cells of a table of data are parted by " | ", and stand under each other where the table is
//    narrow (html/align.h); a table that lays out the page is its content;
//  - a link's text is followed by its number, "[1]", and the addresses stand in a list at the end,
//    under "Links"; an image is "[Image: its alternative text]"; a rule is "* * *"; raised numbers
//    are ¹²³.
// `title` may be NULL. `address` is the page's own, or NULL.
void html_write(const struct html_tree *tree, const struct html_extract *extract,
                const char *title, const char *address, struct buffer *out);

#endif
