// SPDX-License-Identifier: GPL-3.0-or-later
// Tree: libxml2's HTML parser tells start tags, texts and end tags; here they become an array. The
// parser's own tree is never built: it takes ten times the page's size, and its texts of scripts and
// styles would be thrown away. The parser knows HTML 4; elements without end tag that came later
// (wbr, source …) are taken as leaves, so that what follows them is not put into them.

#include <config.h>

#include "html/tree.h"

#include "base/memory.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h> // xmlSwitchEncoding
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { VALUE_LIMIT = 4096, ATTRIBUTES_LIMIT = 64, NODES_OF_A_LINE = 1000 };

struct element {
    const char *name;
    enum html_kind kind;
};

// In alphabetical order.
static const struct element elements[] = {
    {"a", HTML_LINK},           {"address", HTML_BLOCK},    {"amp-ad", HTML_NOTHING},
    {"amp-audio", HTML_NOTHING}, {"amp-consent", HTML_NOTHING}, {"amp-iframe", HTML_NOTHING},
    {"amp-img", HTML_IMAGE},    {"amp-sidebar", HTML_ASIDE}, {"amp-social-share", HTML_NOTHING},
    {"amp-video", HTML_NOTHING}, {"applet", HTML_NOTHING},  {"area", HTML_NOTHING},
    {"article", HTML_ARTICLE},  {"aside", HTML_ASIDE},      {"audio", HTML_NOTHING},
    {"base", HTML_META},        {"blockquote", HTML_QUOTE}, {"body", HTML_BODY},
    {"br", HTML_BREAK},         {"button", HTML_NOTHING},   {"canvas", HTML_NOTHING},
    {"caption", HTML_BLOCK},    {"center", HTML_BLOCK},     {"datalist", HTML_NOTHING},
    {"dd", HTML_MEANING},       {"details", HTML_BLOCK},    {"dialog", HTML_ASIDE},
    {"dir", HTML_LIST},         {"div", HTML_BLOCK},        {"dl", HTML_BLOCK},
    {"dt", HTML_TERM},          {"embed", HTML_NOTHING},    {"fieldset", HTML_BLOCK},
    {"figcaption", HTML_PARAGRAPH}, {"figure", HTML_BLOCK}, {"footer", HTML_ASIDE},
    {"form", HTML_BLOCK},       {"frame", HTML_FRAME},      {"frameset", HTML_BLOCK},
    {"h1", HTML_HEADING},       {"h2", HTML_HEADING},       {"h3", HTML_HEADING},
    {"h4", HTML_HEADING},       {"h5", HTML_HEADING},       {"h6", HTML_HEADING},
    {"head", HTML_HEAD},        {"header", HTML_BLOCK},     {"hgroup", HTML_BLOCK},
    {"hr", HTML_RULE},          {"iframe", HTML_NOTHING},   {"image", HTML_IMAGE},
    {"img", HTML_IMAGE},        {"input", HTML_NOTHING},    {"legend", HTML_BLOCK},
    {"li", HTML_ITEM},          {"link", HTML_META},        {"main", HTML_MAIN},
    {"map", HTML_NOTHING},      {"menu", HTML_LIST},        {"meta", HTML_META},
    {"meter", HTML_NOTHING},    {"nav", HTML_ASIDE},        {"noembed", HTML_NOTHING},
    {"noframes", HTML_BLOCK},   {"noscript", HTML_NOTHING}, {"object", HTML_NOTHING},
    {"ol", HTML_LIST},          {"optgroup", HTML_NOTHING}, {"option", HTML_NOTHING},
    {"p", HTML_PARAGRAPH},      {"pre", HTML_PREFORMATTED}, {"progress", HTML_NOTHING},
    {"script", HTML_NOTHING},   {"section", HTML_BLOCK},    {"select", HTML_NOTHING},
    {"source", HTML_NOTHING},   {"style", HTML_NOTHING},    {"summary", HTML_BLOCK},
    {"svg", HTML_NOTHING},      {"table", HTML_TABLE},      {"tbody", HTML_BLOCK},
    {"td", HTML_CELL},          {"template", HTML_NOTHING}, {"textarea", HTML_NOTHING},
    {"tfoot", HTML_BLOCK},      {"th", HTML_CELL},          {"thead", HTML_BLOCK},
    {"title", HTML_META},       {"tr", HTML_ROW},           {"track", HTML_NOTHING},
    {"ul", HTML_LIST},          {"video", HTML_NOTHING},
};

// In the order of enum html_attribute, which is alphabetical.
static const char *const attribute_names[ATTRIBUTE_COUNT] = {
    "alt",  "aria-hidden", "charset", "class",    "content", "datetime", "hidden", "href",
    "id",   "itemprop",    "lang",    "name",     "property", "pubdate", "rel",    "role",
    "src",  "start",       "style",   "title",    "type",    "width",
};

static int compare_element(const void *name, const void *element)
{
    return strcmp(name, ((const struct element *)element)->name);
}

static int compare_name(const void *name, const void *other)
{
    return strcmp(name, *(const char *const *)other);
}

bool html_is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r' && byte != '\v');
}

// --- what the parser tells -----------------------------------------------------------------------

struct builder {
    struct html_tree *tree;
    uint32_t *open; // the elements that are open, node 0 first
    size_t depth, capacity;
    bool head_left; // something that is shown stood in <head>: with it the body has begun
};

// The node that a new one goes into. The parser takes elements that came after HTML 4 for a part of
// <head> where neither </head> nor <body> is written, as they need not be.
static uint32_t parent_of(struct builder *builder, enum html_kind kind, bool blank)
{
    const struct html_tree *tree = builder->tree;
    uint32_t parent = builder->depth ? builder->open[builder->depth - 1] : 0;
    if (tree->count == 0 || tree->nodes[parent].kind != HTML_HEAD)
        return parent;
    builder->head_left |= kind != HTML_META && kind != HTML_NOTHING && !blank;
    return builder->head_left ? tree->nodes[parent].parent : parent;
}

static uint32_t add_node(struct builder *builder, const char *name, enum html_kind kind,
                         bool blank)
{
    struct html_tree *tree = builder->tree;
    tree->nodes =
        memory_grow(tree->nodes, &tree->capacity, tree->count + 1, sizeof *tree->nodes);
    uint32_t parent = parent_of(builder, kind, blank);
    struct html_node *node = &tree->nodes[tree->count];
    *node = (struct html_node){.parent = parent, .kind = (uint8_t)kind,
                               .attributes = (uint32_t)tree->value_count};
    strncpy(node->name, name, sizeof node->name - 1);
    return (uint32_t)tree->count++;
}

static void push(struct builder *builder, uint32_t node)
{
    builder->open =
        memory_grow(builder->open, &builder->capacity, builder->depth + 1, sizeof *builder->open);
    builder->open[builder->depth++] = node;
}

static void add_attribute(struct builder *builder, struct html_node *node, const char *name,
                          const char *value)
{
    struct html_tree *tree = builder->tree;
    if (strcmp(name, "xml:lang") == 0)
        name = "lang";
    const char *const *found = bsearch(name, attribute_names, ATTRIBUTE_COUNT,
                                       sizeof *attribute_names, compare_name);
    size_t length = value ? strlen(value) : 0;
    if (!found || node->attribute_count == ATTRIBUTES_LIMIT)
        return;
    if (length > VALUE_LIMIT) // an address that holds an image; a text is cut between characters
        for (length = VALUE_LIMIT; length && ((unsigned char)value[length] & 0xC0) == 0x80;)
            length--;
    tree->values = memory_grow(tree->values, &tree->value_capacity, tree->value_count + 1,
                               sizeof *tree->values);
    tree->values[tree->value_count++] = (struct html_value){
        (uint8_t)(found - attribute_names), (uint32_t)tree->strings.length};
    buffer_add(&tree->strings, value ? value : "", length);
    buffer_add_byte(&tree->strings, '\0');
    node->attribute_count++;
}

static bool is_leaf(const char *name)
{
    static const char *const leaves[] = {"keygen", "source", "track", "wbr"};
    return bsearch(name, leaves, sizeof leaves / sizeof *leaves, sizeof *leaves, compare_name);
}

static void start_element(void *context, const xmlChar *tag, const xmlChar **attributes)
{
    struct builder *builder = context;
    const char *name = (const char *)tag;
    const struct element *element = bsearch(name, elements, sizeof elements / sizeof *elements,
                                            sizeof *elements, compare_element);
    uint32_t index = add_node(builder, name, element ? element->kind : HTML_INLINE, false);
    struct html_node *node = &builder->tree->nodes[index];
    for (; attributes && attributes[0]; attributes += 2)
        add_attribute(builder, node, (const char *)attributes[0], (const char *)attributes[1]);
    if (node->kind == HTML_NOTHING && strcmp(name, "script") == 0) {
        const char *type = html_node_attribute(builder->tree, index, ATTRIBUTE_TYPE);
        if (type && strcasecmp(type, "application/ld+json") == 0)
            node->kind = HTML_META;
    }
    node->leaf = is_leaf(name);
    push(builder, node->leaf ? node->parent : index);
}

static void end_element(void *context, const xmlChar *tag)
{
    struct builder *builder = context;
    (void)tag; // libxml2 closes in order
    if (builder->depth > 1)
        builder->depth--;
}

static void characters(void *context, const xmlChar *bytes, int length)
{
    struct builder *builder = context;
    struct html_tree *tree = builder->tree;
    uint32_t parent = builder->open[builder->depth - 1];
    if (tree->nodes[parent].kind == HTML_NOTHING || length <= 0)
        return;
    struct html_node *last = &tree->nodes[tree->count - 1];
    bool in_head = tree->nodes[parent].kind == HTML_HEAD;
    if (last->kind == HTML_TEXT && last->parent == parent && !in_head &&
        last->text + last->text_length == tree->strings.length) {
        last->text_length += (uint32_t)length;
    } else {
        bool blank = true;
        for (int i = 0; i < length && blank; i++)
            blank = html_is_space((char)bytes[i]);
        uint32_t index = add_node(builder, "", HTML_TEXT, blank); // the array may move
        struct html_node *node = &tree->nodes[index];
        node->text = (uint32_t)tree->strings.length;
        node->text_length = (uint32_t)length;
    }
    buffer_add(&tree->strings, (const char *)bytes, (size_t)length);
}

// "saved from url=(0042)https://…", which browsers put in what they save, and "url: https://…" of
// "Page saved with SingleFile".
static void comment(void *context, const xmlChar *content)
{
    struct html_tree *tree = ((struct builder *)context)->tree;
    const char *remark = strstr((const char *)content, "saved from url=(");
    const char *address = remark ? strchr(remark, ')') : NULL;
    if (!address && strstr((const char *)content, "Page saved with")) {
        remark = strstr((const char *)content, "url: ");
        address = remark ? remark + strlen("url:") : NULL;
    }
    if (!address || tree->saved_from)
        return;
    size_t length = strcspn(++address, " \t\r\n");
    if (length <= VALUE_LIMIT)
        tree->saved_from = memory_copy_bytes(address, length);
}

// Where every subtree ends: a child's end counts for its parent.
static void find_ends(struct html_tree *tree)
{
    for (size_t i = tree->count; i-- > 0;) {
        struct html_node *node = &tree->nodes[i];
        if (node->end <= i)
            node->end = (uint32_t)i + 1;
        struct html_node *parent = &tree->nodes[node->parent];
        if (parent->end < node->end)
            parent->end = node->end;
    }
}

bool html_tree_parse(struct html_tree *tree, const char *bytes, size_t length)
{
    struct builder builder = {.tree = tree};
    xmlSAXHandler handler = {
        .startElement = start_element,
        .endElement = end_element,
        .characters = characters,
        .ignorableWhitespace = characters,
        .cdataBlock = characters,
        .comment = comment,
    };
    push(&builder, add_node(&builder, "", HTML_ROOT, true));
    htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, (int)length);
    if (parser) {
        htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
        xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
        *parser->sax = handler;
        parser->userData = &builder;
        htmlParseDocument(parser);
        htmlFreeParserCtxt(parser);
    }
    free(builder.open);
    find_ends(tree);
    return parser != NULL;
}

void html_tree_fini(struct html_tree *tree)
{
    free(tree->nodes);
    free(tree->values);
    free(tree->saved_from);
    buffer_fini(&tree->strings);
    *tree = (struct html_tree){0};
}

// --- asking --------------------------------------------------------------------------------------

const char *html_node_attribute(const struct html_tree *tree, size_t node,
                                enum html_attribute attribute)
{
    const struct html_value *value = tree->values + tree->nodes[node].attributes;
    for (size_t i = 0; i < tree->nodes[node].attribute_count; i++) {
        if (value[i].attribute == attribute)
            return tree->strings.data + value[i].value;
    }
    return NULL;
}

bool html_node_is(const struct html_tree *tree, size_t node, const char *name)
{
    return strcmp(tree->nodes[node].name, name) == 0;
}

void html_add_folded(struct buffer *out, const char *bytes, size_t length)
{
    bool space = false, any = false;
    for (size_t i = 0; i < length; i++) {
        if (html_is_space(bytes[i])) {
            space = true;
            continue;
        }
        if (space && any)
            buffer_add_byte(out, ' ');
        buffer_add_byte(out, bytes[i]);
        space = false;
        any = true;
    }
}

void html_node_text(const struct html_tree *tree, size_t node, struct buffer *out)
{
    struct buffer all = {0};
    for (size_t i = node; i < tree->nodes[node].end && i - node < NODES_OF_A_LINE; i++) {
        const struct html_node *each = &tree->nodes[i];
        if (each->kind == HTML_TEXT)
            buffer_add(&all, tree->strings.data + each->text, each->text_length);
        else if (each->kind == HTML_BREAK || each->kind == HTML_PARAGRAPH || each->kind == HTML_BLOCK)
            buffer_add_byte(&all, ' ');
    }
    html_add_folded(out, buffer_string(&all), all.length);
    buffer_fini(&all);
}
