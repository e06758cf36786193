// SPDX-License-Identifier: GPL-3.0-or-later
// Linked data: the article among a page's JSON-LD objects, which stand alone, in a list, or in an
// @graph where they refer to each other by @id. Depth and numbers are bounded.

#include <config.h>

#include "html/linked-data.h"

#include <jansson.h>
#include <string.h>

enum { RANK_ARTICLE = 10, RANK_PAGE = 50, DEEPEST = 8, MOST_OBJECTS = 2000 };

struct finder {
    struct html_metadata *metadata;
    const json_t *document; // where what is referred to is looked for
    size_t seen;
};

static const char *string_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static bool type_is(const json_t *type, const char *ending)
{
    const char *name = json_string_value(type);
    size_t length = name ? strlen(name) : 0, wanted = strlen(ending);
    return length >= wanted && strcmp(name + length - wanted, ending) == 0;
}

// NewsArticle, ReportageNewsArticle, BlogPosting, Report … 10; WebPage and its kinds 50; else 0.
static int rank_of(const json_t *object)
{
    static const char *const articles[] = {"Article", "Posting", "Report", "PressRelease"};
    const json_t *type = json_object_get(object, "@type");
    size_t count = json_is_array(type) ? json_array_size(type) : 1;
    int rank = 0;
    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_is_array(type) ? json_array_get(type, i) : type;
        for (size_t k = 0; k < sizeof articles / sizeof *articles; k++) {
            if (type_is(one, articles[k]))
                return RANK_ARTICLE;
        }
        if (type_is(one, "Page"))
            rank = RANK_PAGE;
    }
    return rank;
}

// The object of the document's @graph or list that has this @id, or NULL.
static const json_t *referred(const struct finder *finder, const char *id)
{
    const json_t *list = json_object_get(finder->document, "@graph");
    if (!list)
        list = finder->document;
    for (size_t i = 0; id && i < json_array_size(list) && i < MOST_OBJECTS; i++) {
        const json_t *object = json_array_get(list, i);
        const char *its = string_of(object, "@id");
        if (its && strcmp(its, id) == 0)
            return object;
    }
    return NULL;
}

// The name of a person or an organisation: a string, an object, a reference to one.
static const char *name_of(const struct finder *finder, const json_t *value)
{
    if (json_is_string(value))
        return json_string_value(value);
    const char *name = string_of(value, "name");
    return name && *name ? name : string_of(referred(finder, string_of(value, "@id")), "name");
}

static void offer_names(const struct finder *finder, enum html_field field, int rank,
                        const json_t *value)
{
    struct buffer names = {0};
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    for (size_t i = 0; i < count && names.length < 1024; i++) {
        const char *name =
            name_of(finder, json_is_array(value) ? json_array_get(value, i) : value);
        if (!name || strstr(name, "://"))
            continue;
        buffer_add_string(&names, names.length ? ", " : "");
        buffer_add_string(&names, name);
    }
    html_metadata_offer(finder->metadata, field, rank, names.data);
    buffer_fini(&names);
}

static void read_article(const struct finder *finder, const json_t *object, int rank)
{
    struct html_metadata *metadata = finder->metadata;
    const json_t *page = json_object_get(object, "mainEntityOfPage");
    html_metadata_offer(metadata, FIELD_TITLE, rank, string_of(object, "headline"));
    html_metadata_offer(metadata, FIELD_TITLE, rank, string_of(object, "name"));
    html_metadata_offer(metadata, FIELD_DATE, rank, string_of(object, "datePublished"));
    html_metadata_offer(metadata, FIELD_LANGUAGE, rank + 15, string_of(object, "inLanguage"));
    html_metadata_offer(metadata, FIELD_URL, rank + 20, string_of(object, "url"));
    html_metadata_offer(metadata, FIELD_URL, rank + 20, json_string_value(page));
    html_metadata_offer(metadata, FIELD_URL, rank + 20, string_of(page, "@id"));
    offer_names(finder, FIELD_AUTHOR, rank, json_object_get(object, "author"));
    offer_names(finder, FIELD_SITE, rank + 15, json_object_get(object, "publisher"));
}

static void read_value(struct finder *finder, const json_t *value, int depth)
{
    if (depth == DEEPEST || finder->seen++ == MOST_OBJECTS)
        return;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value) && i < MOST_OBJECTS; i++)
            read_value(finder, json_array_get(value, i), depth + 1);
        return;
    }
    int rank = rank_of(value);
    if (rank)
        read_article(finder, value, rank);
    if (type_is(json_object_get(value, "@type"), "WebSite") ||
        type_is(json_object_get(value, "@type"), "NewsMediaOrganization"))
        html_metadata_offer(finder->metadata, FIELD_SITE, RANK_PAGE, string_of(value, "name"));
    const json_t *graph = json_object_get(value, "@graph");
    if (graph)
        read_value(finder, graph, depth + 1);
    const json_t *entity = json_object_get(value, "mainEntity");
    if (json_is_object(entity))
        read_value(finder, entity, depth + 1);
}

void html_linked_data_read(struct html_metadata *metadata, const char *json, size_t length)
{
    // Scripts hold line breaks inside strings, and XHTML wraps them as comments or CDATA.
    struct buffer clean = {0};
    for (size_t i = 0; i < length; i++)
        buffer_add_byte(&clean, (unsigned char)json[i] < ' ' ? ' ' : json[i]);
    const char *start = buffer_string(&clean);
    start += strcspn(start, "{[");
    if (strncmp(start, "[CDATA[", 7) == 0) {
        start += 7;
        start += strcspn(start, "{[");
    }
    json_t *document = json_loads(start, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL);
    struct finder finder = {.metadata = metadata, .document = document};
    if (document)
        read_value(&finder, document, 0);
    json_decref(document);
    buffer_fini(&clean);
}
