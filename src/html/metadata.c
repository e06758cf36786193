// SPDX-License-Identifier: GPL-3.0-or-later
// Metadata: every place in a page that tells title, site, author, day, address or language, with
// how telling it is.

#include <config.h>

#include "html/metadata.h"

#include "base/memory.h"
#include "html/days.h"
#include "html/linked-data.h"
#include "html/naming.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LONGEST = 1000, AUTHOR_NODES = 1000 };

// What `name`, `property` or `itemprop` of a meta element tells. Linked data has 10 (the article)
// and 25 to 50; 20 to 29 is what is made for sharing, 30 to 39 for libraries, 40 what systems add.
static const struct meta {
    const char *name;
    enum html_field field;
    int rank;
} metas[] = {
    {"og:title", FIELD_TITLE, 20},
    {"twitter:title", FIELD_TITLE, 28},
    {"dc.title", FIELD_TITLE, 30},
    {"dcterms.title", FIELD_TITLE, 30},
    {"citation_title", FIELD_TITLE, 30},
    {"headline", FIELD_TITLE, 40},
    {"articletitle", FIELD_TITLE, 40},
    {"og:site_name", FIELD_SITE, 20},
    {"dc.publisher", FIELD_SITE, 30},
    {"dcterms.publisher", FIELD_SITE, 30},
    {"citation_journal_title", FIELD_SITE, 30},
    {"application-name", FIELD_SITE, 40},
    {"sitename", FIELD_SITE, 40},
    {"apple-mobile-web-app-title", FIELD_SITE, 44},
    {"source", FIELD_SITE, 45},
    {"article:author", FIELD_AUTHOR, 20},
    {"author", FIELD_AUTHOR, 21},
    {"article:author_name", FIELD_AUTHOR, 22},
    {"og:article:author", FIELD_AUTHOR, 22},
    {"dc.creator", FIELD_AUTHOR, 30},
    {"dcterms.creator", FIELD_AUTHOR, 30},
    {"citation_author", FIELD_AUTHOR, 30},
    {"byl", FIELD_AUTHOR, 40},
    {"byline", FIELD_AUTHOR, 40},
    {"authors", FIELD_AUTHOR, 40},
    {"parsely-author", FIELD_AUTHOR, 40},
    {"sailthru.author", FIELD_AUTHOR, 40},
    {"article:published_time", FIELD_DATE, 20},
    {"og:article:published_time", FIELD_DATE, 21},
    {"datepublished", FIELD_DATE, 25},
    {"dc.date.issued", FIELD_DATE, 30},
    {"dcterms.issued", FIELD_DATE, 30},
    {"dc.date", FIELD_DATE, 31},
    {"dcterms.date", FIELD_DATE, 31},
    {"dcterms.created", FIELD_DATE, 32},
    {"citation_publication_date", FIELD_DATE, 30},
    {"citation_date", FIELD_DATE, 31},
    {"og:published_time", FIELD_DATE, 22},
    {"rnews:datepublished", FIELD_DATE, 26},
    {"prism.publicationdate", FIELD_DATE, 30},
    {"dc.date.created", FIELD_DATE, 32},
    {"originalpublicationdate", FIELD_DATE, 40},
    {"publish_date", FIELD_DATE, 40},
    {"publication-date", FIELD_DATE, 40},
    {"article.published", FIELD_DATE, 40},
    {"cxenseparse:recs:publishtime", FIELD_DATE, 40},
    {"displaydate", FIELD_DATE, 40},
    {"ptime", FIELD_DATE, 40},
    {"pdate", FIELD_DATE, 41},
    {"pubdate", FIELD_DATE, 40},
    {"publishdate", FIELD_DATE, 40},
    {"publish-date", FIELD_DATE, 40},
    {"published_time", FIELD_DATE, 40},
    {"publication_date", FIELD_DATE, 40},
    {"parsely-pub-date", FIELD_DATE, 40},
    {"sailthru.date", FIELD_DATE, 40},
    {"date", FIELD_DATE, 41},
    {"og:url", FIELD_URL, 20},
    {"og:locale", FIELD_LANGUAGE, 30},
    {"dc.language", FIELD_LANGUAGE, 35},
    {"content-language", FIELD_LANGUAGE, 40},
};

enum { RANK_CANONICAL = 5, RANK_ROOT_LANGUAGE = 5, RANK_MICRODATA = 26, RANK_TIME = 55,
       RANK_REL_AUTHOR = 56, RANK_SAVED = 57, RANK_NAMED = 57, RANK_ADDRESS = 58, RANK_TITLE = 60 };

static const char *const field_names[FIELD_COUNT] = {"title", "site", "author",
                                                     "date",  "url",  "language"};

const char *html_field_name(enum html_field field)
{
    return field_names[field];
}

// Adds text in which references may still stand ("&#8217;", "&amp;"), as linked data has it.
static void add_unescaped(struct buffer *out, const char *text)
{
    while (*text) {
        const char *end = *text == '&' ? strchr(text, ';') : NULL;
        size_t length = end ? (size_t)(end - text) - 1 : 0;
        char name[16];
        unsigned code_point = 0;
        if (length > 0 && length < sizeof name) {
            memcpy(name, text + 1, length);
            name[length] = '\0';
            const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
            if (entity)
                code_point = entity->value;
            else if (name[0] == '#')
                code_point = (unsigned)(name[1] == 'x' || name[1] == 'X'
                                            ? strtoul(name + 2, NULL, 16)
                                            : strtoul(name + 1, NULL, 10));
        }
        if (code_point) {
            buffer_add_code_point(out, code_point);
            text = end + 1;
        } else {
            buffer_add_byte(out, *text++);
        }
    }
}

static bool is_address(const char *value)
{
    return strncasecmp(value, "http://", 7) == 0 || strncasecmp(value, "https://", 8) == 0;
}

// "By NAME", "NAME (https://…)" are NAME.
static void keep_name(char *author)
{
    if (strncasecmp(author, "by ", 3) == 0)
        memmove(author, author + 3, strlen(author + 3) + 1);
    char *address = strstr(author, " (http");
    if (address)
        *address = '\0';
}

// The value in the form of its field; NULL where it has another. Yours.
static char *form(enum html_field field, const char *value)
{
    struct buffer plain = {0}, folded = {0};
    add_unescaped(&plain, value);
    html_add_folded(&folded, buffer_string(&plain), plain.length);
    buffer_fini(&plain);
    char day[11];
    char *formed = buffer_take(&folded);
    bool fits = *formed && strlen(formed) <= LONGEST;
    if (field == FIELD_DATE && fits && (fits = html_day_parse(formed, day)))
        strcpy(formed, day); // no longer than what it was read from
    if (field == FIELD_URL)
        fits = fits && is_address(formed) && !strchr(formed, ' ');
    if (field == FIELD_AUTHOR) {
        keep_name(formed);
        fits = fits && *formed && !is_address(formed) && formed[0] != '@';
    }
    if (field == FIELD_LANGUAGE) {
        fits = fits && strlen(formed) >= 2 && strlen(formed) <= 35;
        for (char *at = formed; fits && *at; at++)
            *at = *at == '_' ? '-' : *at;
    }
    if (fits)
        return formed;
    free(formed);
    return NULL;
}

void html_metadata_offer(struct html_metadata *metadata, enum html_field field, int rank,
                         const char *value)
{
    if (!value || (metadata->values[field] && metadata->ranks[field] <= rank))
        return;
    char *formed = form(field, value);
    if (!formed)
        return;
    free(metadata->values[field]);
    metadata->values[field] = formed;
    metadata->ranks[field] = rank;
}

// --- where it stands -----------------------------------------------------------------------------

static void read_meta(struct html_metadata *metadata, const struct html_tree *tree, size_t node)
{
    static const enum html_attribute keys[] = {ATTRIBUTE_PROPERTY, ATTRIBUTE_NAME,
                                               ATTRIBUTE_ITEMPROP};
    const char *content = html_node_attribute(tree, node, ATTRIBUTE_CONTENT);
    for (size_t k = 0; k < sizeof keys / sizeof *keys && content; k++) {
        const char *name = html_node_attribute(tree, node, keys[k]);
        for (size_t i = 0; name && i < sizeof metas / sizeof *metas; i++) {
            if (strcasecmp(name, metas[i].name) == 0)
                html_metadata_offer(metadata, metas[i].field, metas[i].rank, content);
        }
    }
}

static bool has_word(const char *list, const char *word)
{
    size_t length = strlen(word);
    while (list && *list) {
        size_t part = strcspn(list, " \t\n");
        if (part == length && strncasecmp(list, word, length) == 0)
            return true;
        list += part + strspn(list + part, " \t\n");
    }
    return false;
}

static void offer_text(struct html_metadata *metadata, const struct html_tree *tree, size_t node,
                       enum html_field field, int rank)
{
    struct buffer text = {0};
    html_node_text(tree, node, &text);
    html_metadata_offer(metadata, field, rank, text.data);
    buffer_fini(&text);
}

static void read_time(struct html_metadata *metadata, const struct html_tree *tree, size_t node)
{
    const char *when = html_node_attribute(tree, node, ATTRIBUTE_DATETIME);
    const char *property = html_node_attribute(tree, node, ATTRIBUTE_ITEMPROP);
    const char *class = html_node_attribute(tree, node, ATTRIBUTE_CLASS);
    if (has_word(property, "dateModified") || has_word(class, "updated"))
        return;
    bool first = html_node_attribute(tree, node, ATTRIBUTE_PUBDATE) ||
                 has_word(property, "datePublished") || has_word(class, "published");
    int rank = first ? RANK_MICRODATA : RANK_TIME;
    html_metadata_offer(metadata, FIELD_DATE, rank, when);
    if (!when)
        offer_text(metadata, tree, node, FIELD_DATE, rank);
}

// An element that is called date, byline … and is a day or a name, no longer.
static void read_named(struct html_metadata *metadata, const struct html_tree *tree, size_t node)
{
    enum { NODES = 8 };
    const struct html_node *element = &tree->nodes[node];
    if (metadata->values[FIELD_DATE] || element->end - node > NODES ||
        html_naming_of(tree, node) != NAMING_TIME)
        return;
    offer_text(metadata, tree, node, FIELD_DATE, RANK_NAMED);
}

// The day in an address: /2024/05/06/, /2024-05-06, /2024-05/06/, /20240506/.
static void read_address(struct html_metadata *metadata)
{
    const char *url = metadata->values[FIELD_URL];
    const char *at = url ? strstr(url, "://") : NULL;
    at = at ? strchr(at + 3, '/') : NULL;
    for (; at; at = strchr(at + 1, '/')) {
        int year, month, day, end = 0;
        char text[40];
        if ((sscanf(at, "/%4d/%2d/%2d%n", &year, &month, &day, &end) == 3 ||
             sscanf(at, "/%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 ||
             sscanf(at, "/%4d-%2d/%2d%n", &year, &month, &day, &end) == 3 ||
             sscanf(at, "/%4d%2d%2d%n", &year, &month, &day, &end) == 3) &&
            year >= 1990 && end >= 9 && !(at[end] >= '0' && at[end] <= '9')) {
            snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
            html_metadata_offer(metadata, FIELD_DATE, RANK_ADDRESS, text);
            return;
        }
    }
}

static void read_microdata(struct html_metadata *metadata, const struct html_tree *tree,
                           size_t node, const char *property)
{
    enum html_field field = has_word(property, "datePublished") ? FIELD_DATE
                            : has_word(property, "headline")    ? FIELD_TITLE
                            : has_word(property, "author")      ? FIELD_AUTHOR
                                                                : FIELD_COUNT;
    if (field == FIELD_COUNT || (metadata->values[field] && metadata->ranks[field] <= RANK_MICRODATA))
        return;
    const char *content = html_node_attribute(tree, node, ATTRIBUTE_CONTENT);
    if (!content && field == FIELD_DATE) // <abbr title="2012-11-17T22:05:00+01:00">
        content = html_node_attribute(tree, node, ATTRIBUTE_TITLE);
    html_metadata_offer(metadata, field, RANK_MICRODATA, content);
    if (content)
        return;
    // An author is a name, or a box with a name in it.
    size_t end = tree->nodes[node].end;
    end = end < node + AUTHOR_NODES ? end : node + AUTHOR_NODES;
    for (size_t i = node + 1; field == FIELD_AUTHOR && i < end; i++) {
        if (has_word(html_node_attribute(tree, i, ATTRIBUTE_ITEMPROP), "name"))
            offer_text(metadata, tree, i, field, RANK_MICRODATA);
    }
    offer_text(metadata, tree, node, field, RANK_MICRODATA);
}

static void read_link(struct html_metadata *metadata, const struct html_tree *tree, size_t node)
{
    const char *relation = html_node_attribute(tree, node, ATTRIBUTE_REL);
    if (has_word(relation, "canonical"))
        html_metadata_offer(metadata, FIELD_URL, RANK_CANONICAL,
                            html_node_attribute(tree, node, ATTRIBUTE_HREF));
    else if (has_word(relation, "author") && tree->nodes[node].kind == HTML_LINK)
        offer_text(metadata, tree, node, FIELD_AUTHOR, RANK_REL_AUTHOR);
}

static void read_script(struct html_metadata *metadata, const struct html_tree *tree, size_t node)
{
    struct buffer script = {0};
    for (size_t i = node + 1; i < tree->nodes[node].end; i++) {
        const struct html_node *text = &tree->nodes[i];
        if (text->kind == HTML_TEXT)
            buffer_add(&script, tree->strings.data + text->text, text->text_length);
    }
    html_linked_data_read(metadata, buffer_string(&script), script.length);
    buffer_fini(&script);
}

// Whether a title there is the page's and not a drawing's.
static bool is_of_page(const struct html_tree *tree, size_t parent)
{
    uint8_t kind = tree->nodes[parent].kind;
    return kind == HTML_HEAD || kind == HTML_BODY || kind == HTML_ROOT ||
           html_node_is(tree, parent, "html");
}

void html_metadata_find(struct html_metadata *metadata, const struct html_tree *tree)
{
    bool titled = false;
    for (size_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->nodes[i];
        if (node->kind == HTML_TEXT)
            continue;
        const char *property = html_node_attribute(tree, i, ATTRIBUTE_ITEMPROP);
        if (html_node_is(tree, i, "meta"))
            read_meta(metadata, tree, i);
        else if (html_node_is(tree, i, "script") && node->kind == HTML_META)
            read_script(metadata, tree, i);
        else if (html_node_is(tree, i, "title") && !titled && is_of_page(tree, node->parent)) {
            titled = true;
            offer_text(metadata, tree, i, FIELD_TITLE, RANK_TITLE);
            struct buffer whole = {0};
            html_node_text(tree, i, &whole);
            metadata->page_title = buffer_take(&whole);
        } else if (html_node_is(tree, i, "html"))
            html_metadata_offer(metadata, FIELD_LANGUAGE, RANK_ROOT_LANGUAGE,
                                html_node_attribute(tree, i, ATTRIBUTE_LANG));
        else if (html_node_is(tree, i, "time"))
            read_time(metadata, tree, i);
        else if (node->kind == HTML_LINK || html_node_is(tree, i, "link"))
            read_link(metadata, tree, i);
        if (property && node->kind != HTML_META)
            read_microdata(metadata, tree, i, property);
        read_named(metadata, tree, i);
    }
    html_metadata_offer(metadata, FIELD_URL, RANK_SAVED, tree->saved_from);
    read_address(metadata);
}

void html_metadata_fini(struct html_metadata *metadata)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        free(metadata->values[i]);
    free(metadata->page_title);
    *metadata = (struct html_metadata){0};
}
