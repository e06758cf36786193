// SPDX-License-Identifier: GPL-3.0-or-later
// Title: what a page is called, in its own words.

#include <config.h>

#include "html/title.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { RANK_OF_HTML = 60, LEAST_WORDS = 2, LONGEST_HEADING = 400, SITE_WORDS = 6,
       HEADINGS_LOOKED_AT = 100 };

static const char *const separators[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " « ",
                                         " _", "_", "｜", "　＜", " ‹ ", " • "};

static size_t words_of(const char *text, size_t length)
{
    size_t words = length > 0;
    for (size_t i = 0; i < length; i++)
        words += text[i] == ' ' || (i % 6 == 5 && (unsigned char)text[i] >= 0xE0);
    return words;
}

// Where the last separator is, NULL: there is none; *after what it parts off.
static char *last_separator(char *title, const char **after)
{
    char *last = NULL;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        for (char *at = strstr(title, separators[i]); at; at = strstr(at + 1, separators[i])) {
            if (!last || at > last) {
                last = at;
                *after = at + strlen(separators[i]);
            }
        }
    }
    return last;
}

// Cuts "TITLE | SITE" to TITLE: at the site's name, or, where `any`, at the last separator that
// leaves some words.
static void cut_site(char *title, const char *site, bool any)
{
    const char *after = NULL;
    char *last = last_separator(title, &after);
    if (!last)
        return;
    bool is_site = site && strcasecmp(after, site) == 0;
    size_t left = words_of(title, (size_t)(last - title));
    if (is_site || (any && left >= LEAST_WORDS && left > words_of(after, strlen(after)) / 2))
        *last = '\0';
}

// "TITLE | SECTION | SITE", where the title is known, names the site.
static void find_site(struct html_metadata *metadata, const char *title)
{
    const char *after = NULL;
    size_t length = strlen(title);
    char *rest = metadata->page_title;
    if (!rest || strncasecmp(rest, title, length) != 0)
        return;
    rest += length;
    if (last_separator(rest, &after) && words_of(after, strlen(after)) <= SITE_WORDS)
        html_metadata_offer(metadata, FIELD_SITE, RANK_OF_HTML, after);
}

// Letters alone, in lower case, so that quotation marks and blanks do not part two titles.
static char *comparable(const char *title)
{
    struct buffer plain = {0};
    for (; *title; title++) {
        unsigned char byte = (unsigned char)*title;
        if (byte == 0xE2 && (unsigned char)title[1] == 0x80 && title[2]) {
            title += 2; // general punctuation
        } else if (byte >= 0x80 || (byte >= '0' && byte <= '9')) {
            buffer_add_byte(&plain, *title);
        } else if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') {
            buffer_add_byte(&plain, (char)(byte | 0x20));
        }
    }
    return buffer_take(&plain);
}

// How many letters of a heading and a title are the same: all of the shorter, where the other begins
// or ends with it and it is no small part of the title; else 0.
static size_t likeness(const char *heading, const char *title)
{
    char *one = comparable(heading), *other = comparable(title);
    size_t length = strlen(one), all = strlen(other), shared = 0;
    if (length > all)
        shared = strncmp(one, other, all) == 0 ? all : 0;
    else if (length * 4 >= all &&
             (strncmp(one, other, length) == 0 || strcmp(one, other + all - length) == 0))
        shared = length;
    free(one);
    free(other);
    return shared;
}

static void take(struct html_metadata *metadata, char *title)
{
    free(metadata->values[FIELD_TITLE]);
    metadata->values[FIELD_TITLE] = title;
}

// A heading that may be the title: not after the article, not in it where it is left out. Yours.
static char *heading_at(const struct html_tree *tree, const struct html_extract *extract, size_t node)
{
    bool after = node >= tree->nodes[extract->root].end;
    bool inside = node >= extract->root && !after;
    if (tree->nodes[node].kind != HTML_HEADING || after || (inside && extract->dropped[node]))
        return NULL;
    struct buffer text = {0};
    html_node_text(tree, node, &text);
    char *heading = buffer_take(&text);
    if (*heading && strlen(heading) <= LONGEST_HEADING)
        return heading;
    free(heading);
    return NULL;
}

static void choose(struct html_metadata *metadata, const struct html_tree *tree,
                   const struct html_extract *extract)
{
    char *title = metadata->values[FIELD_TITLE];
    bool of_html = title && metadata->ranks[FIELD_TITLE] >= RANK_OF_HTML;
    char *likest = NULL; // the heading most like the title
    char *first = NULL;  // the first h1 within the article, else the last before it
    size_t most = 0, looked_at = 0;
    for (size_t i = 1; i < tree->count && looked_at < HEADINGS_LOOKED_AT; i++) {
        char *heading = heading_at(tree, extract, i);
        if (!heading)
            continue;
        looked_at++;
        size_t like = title ? likeness(heading, title) : 0;
        if (like > most) {
            free(likest);
            likest = memory_copy_string(heading);
            most = like;
        }
        bool set = first && i >= extract->root;
        if (html_node_is(tree, i, "h1") && !extract->dropped[i] && !set) {
            free(first);
            first = heading;
        } else {
            free(heading);
        }
    }
    if (likest) {
        take(metadata, likest);
        free(first);
        return;
    }
    if (title)
        cut_site(title, metadata->values[FIELD_SITE], of_html);
    if (first && (!title || of_html))
        take(metadata, first);
    else
        free(first);
}

void html_title_choose(struct html_metadata *metadata, const struct html_tree *tree,
                       const struct html_extract *extract)
{
    choose(metadata, tree, extract);
    if (metadata->values[FIELD_TITLE])
        find_site(metadata, metadata->values[FIELD_TITLE]);
}
