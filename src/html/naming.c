// SPDX-License-Identifier: GPL-3.0-or-later
// Naming: class names and ids brought to one form (lower case, words joined by one hyphen:
// "articleBody", "article__body" and "article_body" are "article-body") and looked up by their
// words. A name counts by its last words ("td-post-content") for bodies and standfirsts, by any of
// its words for what is beside.

#include <config.h>

#include "html/naming.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_LIMIT = 1024 };

static const char *const bodies[] = {
    "article-body",  "article-content", "article-text",  "articlebody",   "articletext",
    "article-copy",  "body-copy",       "content-body",  "entry-body",    "entry-content",
    "news-body",     "news-content",    "news-text",     "post-body",     "post-content",
    "post-entry",    "single-content",  "story-body",    "story-content", "story-text",
    "storybody",     "storytext",       "text-content",  "e-content",     "article-main-content",
    "post-text",     "rte-content",     "wysiwyg",       "news-detail",   "detail-content",
};

static const char *const leads[] = {
    "standfirst", "article-lead", "article-lede", "article-dek", "article-deck",  "dek",
    "subheadline", "entry-summary-lead", "article-subtitle", "entry-subtitle", "post-subtitle",
    "article-summary", "article-standfirst",
};

// In alphabetical order.
static const char *const comment_words[] = {"comment", "commentlist", "comments", "disqus",
                                            "livefyre", "respond"};

// In alphabetical order.
static const char *const beside_words[] = {
    "addthis",     "addtoany",        "ads",          "adsbygoogle", "adsense",    "advert",
    "advertisement", "advertising",   "adverts",      "breadcrumb",  "breadcrumbs", "ccpa",
    "colophon",    "consent",         "cookie",       "cookielaw",   "cookies",    "donate",
    "donation",    "gdpr",            "login",        "masthead",    "menu",       "modal",
    "mostread",    "nav",             "navbar",       "navigation",  "newsletter", "outbrain",
    "pager",       "pagination",      "paywall",      "popular",     "popup",      "prevnext",
    "promo",       "promotion",       "recirc",       "recommendations", "recommended", "related",
    "relatedposts", "share",          "shareaholic",  "sharebar",    "sharedaddy", "sharethis",
    "sharing",   "sidebar",         "signup",       "skip",        "social",     "socials",
    "sponsor",     "sponsored",       "subscribe",    "subscription", "taboola",   "tagcloud",
    "toolbar",     "trending",
};

// Said of small things alone. In alphabetical order.
static const char *const credit_words[] = {"author", "authors", "byline", "bylines", "signature"};

static const char *const time_words[] = {"date",      "datetime", "meta",      "metadata", "pubdate",
                                         "published", "time",     "timestamp", "updated"};

static const char *const control_words[] = {"btn", "button", "buttons", "cta"};

// Whole names.
static const char *const beside_names[] = {
    "off-screen",   "offscreen",        "a11y-hidden",  "u-visually-hidden",
    "ad",           "author-bio",       "author-box",     "about-author",       "more-stories",
    "most-read",    "no-print",         "read-more",      "screen-reader-text", "see-also",
    "sr-only",      "visually-hidden",  "visuallyhidden", "widget",             "widget-area",
    "you-may-like", "read-next",        "up-next",        "post-tags",          "tags-links",
    "entry-footer", "post-footer",      "mw-editsection", "toc",                "ad-slot",
    "ad-container", "back-to-top",      "print-button",   "post-navigation",    "cc-window",
};

static int compare(const void *word, const void *other)
{
    return strcmp(word, *(const char *const *)other);
}

static bool is_listed(const char *word, const char *const *sorted, size_t count)
{
    return bsearch(word, sorted, count, sizeof *sorted, compare);
}

static bool ends_with_any(const char *name, const char *const *list, size_t count)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < count; i++) {
        size_t wanted = strlen(list[i]);
        if (length >= wanted && strcmp(name + length - wanted, list[i]) == 0 &&
            (length == wanted || name[length - wanted - 1] == '-'))
            return true;
    }
    return false;
}

// One name from *at in its common form; false at the end.
static bool next_name(const char **at, char name[NAMES_LIMIT])
{
    while (html_is_space(**at))
        ++*at;
    size_t length = 0;
    char before = '\0';
    for (; **at && !html_is_space(**at); before = *(*at)++) {
        char byte = **at;
        if (length + 2 >= NAMES_LIMIT)
            continue;
        bool word = isalnum((unsigned char)byte);
        bool hump = isupper((unsigned char)byte) && islower((unsigned char)before);
        if ((!word || hump) && length && name[length - 1] != '-')
            name[length++] = '-';
        if (word)
            name[length++] = (char)tolower((unsigned char)byte);
    }
    while (length && name[length - 1] == '-')
        length--;
    name[length] = '\0';
    return length > 0 || **at;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

// What a word says where no word before it has said more.
static enum html_naming weaker(const char *word, enum html_naming before)
{
    if (is_listed(word, beside_words, COUNT(beside_words)))
        return NAMING_BESIDE;
    if (before)
        return before;
    return is_listed(word, credit_words, COUNT(credit_words))     ? NAMING_CREDIT
           : is_listed(word, time_words, COUNT(time_words))       ? NAMING_TIME
           : is_listed(word, control_words, COUNT(control_words)) ? NAMING_CONTROL
                                                                  : NAMING_NONE;
}

static enum html_naming naming_of_name(char *name)
{
    if (ends_with_any(name, bodies, COUNT(bodies)))
        return NAMING_BODY;
    if (ends_with_any(name, leads, COUNT(leads)))
        return NAMING_LEAD;
    for (size_t i = 0; i < COUNT(beside_names); i++) {
        if (strcmp(name, beside_names[i]) == 0)
            return NAMING_BESIDE;
    }
    enum html_naming found = NAMING_NONE;
    char *rest;
    for (char *word = strtok_r(name, "-", &rest); word; word = strtok_r(NULL, "-", &rest)) {
        // "has-sidebar", "no-comments", "with-related" are said of what holds or lacks them.
        if (strcmp(word, "has") == 0 || strcmp(word, "no") == 0 || strcmp(word, "with") == 0)
            return NAMING_NONE;
        if (is_listed(word, comment_words, COUNT(comment_words)))
            found = NAMING_COMMENTS;
        else if (found < NAMING_BESIDE)
            found = weaker(word, found);
    }
    return found;
}

enum html_naming html_naming_of(const struct html_tree *tree, size_t node)
{
    static const enum html_attribute attributes[] = {ATTRIBUTE_CLASS, ATTRIBUTE_ID};
    enum html_naming found = NAMING_NONE;
    for (size_t i = 0; i < COUNT(attributes); i++) {
        const char *at = html_node_attribute(tree, node, attributes[i]);
        char name[NAMES_LIMIT];
        while (at && next_name(&at, name)) {
            enum html_naming naming = naming_of_name(name);
            found = naming > found ? naming : found;
        }
    }
    return found;
}

bool html_naming_is_caption(const struct html_tree *tree, size_t node)
{
    static const char *const words[] = {"caption", "photo", "legend", "desc", "credit"};
    const char *class = html_node_attribute(tree, node, ATTRIBUTE_CLASS);
    for (size_t i = 0; class && i < COUNT(words); i++) {
        if (strcasestr(class, words[i]))
            return true;
    }
    return false;
}
