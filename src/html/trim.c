// SPDX-License-Identifier: GPL-3.0-or-later
// Trim: first whole elements are judged by their names, controls and number of words; then the rest
// is cut into lines (runs of text in one block, ended by <br>) and every line is judged by its share
// of links, its words, and the lines next to it. Nothing is judged that has sentences of its own.

#include <config.h>

#include "html/trim.h"

#include "base/memory.h"
#include "html/naming.h"
#include "html/phrases.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    CONTROL_WORDS = 8,  // at most, of a thing to press
    CREDIT_WORDS = 25,  // of an author's line
    BOX_WORDS = 80,     // of a form or an offer
    BOX_NODES = 640,
    BUILT_IN_WORDS = 4, // of a line of what is built in
    LABEL_WORDS = 6,    // of a line that announces links
    SENTENCE_WORDS = 9, // at least, of a line that is text
    RUN_OF_LINKS = 3,   // lines of links in a row, without a label
};

struct line {
    uint32_t from, to; // nodes: its first text, past its last
    uint32_t holder;
    uint32_t words, linked, links;
    bool in_link; // a link holds the block
};

struct trimmer {
    const struct html_found *found;
    uint32_t *before; // words in texts that stay, before a node
    struct line *lines;
    size_t count, capacity;
    size_t first, last; // lines of text: the first, past the last
};

static void drop(struct trimmer *trimmer, size_t node)
{
    memset(trimmer->found->dropped + node, true, trimmer->found->tree->nodes[node].end - node);
}

static uint32_t words_in(const struct trimmer *trimmer, size_t node)
{
    return trimmer->before[trimmer->found->tree->nodes[node].end] - trimmer->before[node];
}

// --- elements ------------------------------------------------------------------------------------

static bool is_field(const struct html_tree *tree, size_t node)
{
    static const char *const fields[] = {"input", "textarea", "select"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (html_node_is(tree, node, fields[i]))
            return true;
    }
    return false;
}

// A form, or a box with a heading or fields, that speaks of newsletters.
static bool is_box(const struct html_found *found, size_t node)
{
    const struct html_tree *tree = found->tree;
    bool fields = false, heading = false, paragraph = false;
    for (size_t i = node + 1; i < tree->nodes[node].end; i++) {
        fields |= is_field(tree, i);
        heading |= tree->nodes[i].kind == HTML_HEADING;
        paragraph |= tree->nodes[i].kind == HTML_PARAGRAPH;
    }
    if (fields && html_node_is(tree, node, "form"))
        return true;
    if (!fields && !(heading && paragraph))
        return false;
    struct buffer text = {0};
    html_node_text(tree, node, &text);
    bool offer = html_phrase_is_offer(buffer_string(&text));
    buffer_fini(&text);
    return offer;
}

static bool is_time(const struct html_found *found, size_t node)
{
    return found->namings[node] == NAMING_TIME || html_node_is(found->tree, node, "time");
}

static bool is_credit(const struct html_found *found, size_t node)
{
    const char *relation = html_node_attribute(found->tree, node, ATTRIBUTE_REL);
    const char *property = html_node_attribute(found->tree, node, ATTRIBUTE_ITEMPROP);
    return found->namings[node] == NAMING_CREDIT || (relation && strcasecmp(relation, "author") == 0) ||
           (property && strncmp(property, "author", 6) == 0);
}

static void drop_elements(struct trimmer *trimmer)
{
    const struct html_found *found = trimmer->found;
    const struct html_tree *tree = found->tree;
    for (size_t i = found->root + 1; i < tree->nodes[found->root].end; i++) {
        uint8_t kind = tree->nodes[i].kind;
        if (found->dropped[i] || kind == HTML_TEXT)
            continue;
        uint32_t words = words_in(trimmer, i);
        bool control = found->namings[i] == NAMING_CONTROL && words <= CONTROL_WORDS;
        size_t parent = tree->nodes[i].parent;
        // The outermost small ones, so that every node is looked at once.
        bool small = kind == HTML_BLOCK && words > 0 && words <= BOX_WORDS &&
                     tree->nodes[i].end - i <= BOX_NODES &&
                     (parent == found->root || words_in(trimmer, parent) > BOX_WORDS ||
                      html_node_is(tree, i, "form"));
        if (control || (small && is_box(found, i)))
            drop(trimmer, i);
    }
}

// --- lines ---------------------------------------------------------------------------------------

static void cut_lines(struct trimmer *trimmer)
{
    const struct html_found *found = trimmer->found;
    const struct html_tree *tree = found->tree;
    bool broken = true;
    size_t link = 0, counted = SIZE_MAX; // the last link, the last one counted for the line
    for (size_t i = found->root + 1; i < tree->nodes[found->root].end; i++) {
        const struct html_node *node = &tree->nodes[i];
        if (found->dropped[i])
            continue;
        broken |= node->kind == HTML_BREAK;
        link = node->kind == HTML_LINK ? i : link;
        if (node->kind != HTML_TEXT || found->words[i] == 0)
            continue;
        uint32_t holder = found->holders[i];
        if (broken || !trimmer->count || trimmer->lines[trimmer->count - 1].holder != holder) {
            trimmer->lines = memory_grow(trimmer->lines, &trimmer->capacity, trimmer->count + 1,
                                         sizeof *trimmer->lines);
            trimmer->lines[trimmer->count++] = (struct line){
                .from = (uint32_t)i, .holder = holder, .in_link = found->linked[holder]};
            counted = SIZE_MAX;
        }
        struct line *line = &trimmer->lines[trimmer->count - 1];
        line->to = (uint32_t)i + 1;
        line->words += found->words[i];
        line->linked += found->linked[i] ? found->words[i] : 0;
        line->links += found->linked[i] && counted != link;
        counted = found->linked[i] ? link : counted;
        broken = false;
    }
}

// The text of a line, all of it or what is not linked, white space folded. Yours.
static char *text_of(const struct trimmer *trimmer, const struct line *line, bool unlinked)
{
    const struct html_tree *tree = trimmer->found->tree;
    struct buffer all = {0}, folded = {0};
    for (size_t i = line->from; i < line->to; i++) {
        const struct html_node *node = &tree->nodes[i];
        if (node->kind == HTML_TEXT && !trimmer->found->dropped[i] &&
            !(unlinked && trimmer->found->linked[i]))
            buffer_add(&all, tree->strings.data + node->text, node->text_length);
    }
    html_add_folded(&folded, buffer_string(&all), all.length);
    buffer_fini(&all);
    return buffer_take(&folded);
}

static void drop_line(struct trimmer *trimmer, const struct line *line)
{
    const struct html_tree *tree = trimmer->found->tree;
    for (size_t i = line->from; i < line->to; i++) {
        if (tree->nodes[i].kind == HTML_TEXT || tree->nodes[i].kind == HTML_IMAGE)
            trimmer->found->dropped[i] = true;
    }
}

static bool is_text(const struct line *line)
{
    return line->words >= SENTENCE_WORDS && line->linked * 2 < line->words;
}

static bool is_linked(const struct line *line)
{
    return line->linked > 0 && line->linked * 10 >= line->words * 9;
}

static uint8_t holder_kind(const struct trimmer *trimmer, const struct line *line)
{
    return trimmer->found->tree->nodes[line->holder].kind;
}

static bool is_inside(const struct trimmer *trimmer, size_t node, const char *name)
{
    const struct html_tree *tree = trimmer->found->tree;
    for (int up = 0; up < 8 && node > trimmer->found->root; up++, node = tree->nodes[node].parent) {
        if (html_node_is(tree, node, name))
            return true;
    }
    return false;
}

// "Read also:" before a link in the same line, or in a line of its own.
static bool is_announcement(const struct trimmer *trimmer, const struct line *line)
{
    if (line->words - line->linked > LABEL_WORDS)
        return false;
    char *text = text_of(trimmer, line, line->linked > 0 && line->linked < line->words);
    bool announces = html_phrase_is_related(text);
    free(text);
    return announces;
}

// A link to the comments, or to a place in this very page.
static bool is_for_comments(const struct trimmer *trimmer, const struct line *line)
{
    const struct html_tree *tree = trimmer->found->tree;
    size_t node = line->from;
    while (node > trimmer->found->root && tree->nodes[node].kind != HTML_LINK)
        node = tree->nodes[node].parent;
    const char *href = html_node_attribute(tree, node, ATTRIBUTE_HREF);
    const char *fragment = href ? strchr(href, '#') : NULL;
    return fragment && (strcasestr(fragment, "comment") || strcasestr(fragment, "respond") ||
                        (fragment == href && line->words > 2));
}

static bool is_caption(const struct trimmer *trimmer, size_t node)
{
    return html_naming_is_caption(trimmer->found->tree, node) || is_inside(trimmer, node, "figure");
}

// A teaser: a link that holds a whole block. Not a caption, nor the heading of what follows.
static bool is_card(const struct trimmer *trimmer, size_t at)
{
    const struct line *line = &trimmer->lines[at];
    if (!line->in_link || is_caption(trimmer, line->holder))
        return false;
    bool heads = holder_kind(trimmer, line) == HTML_HEADING && at + 1 < trimmer->count &&
                 is_text(&trimmer->lines[at + 1]);
    return !heads;
}

static bool is_furniture(const struct trimmer *trimmer, size_t at)
{
    const struct line *line = &trimmer->lines[at];
    if (holder_kind(trimmer, line) == HTML_CELL && !is_linked(line))
        return false;
    if (is_card(trimmer, at))
        return true;
    if (line->words <= CONTROL_WORDS) {
        char *text = text_of(trimmer, line, false);
        bool control = html_phrase_is_control(text);
        free(text);
        if (control || (is_linked(line) && is_for_comments(trimmer, line)))
            return true;
    }
    if (line->linked > 0 && line->linked * 2 >= line->words && is_announcement(trimmer, line))
        return true;
    // A word or two to press, in a plain block: of what is built in (players, tables of figures).
    if (holder_kind(trimmer, line) == HTML_BLOCK && is_linked(line) && line->words <= BUILT_IN_WORDS)
        return true;
    // A path of links to where the page is, or on from it.
    return line->links >= 2 && line->linked * 2 >= line->words &&
           (at < trimmer->first || at >= trimmer->last);
}

// Lines of links from `at` on, all in one block, or in blocks of one parent (cells are of a table).
static size_t run_of_links(const struct trimmer *trimmer, size_t at)
{
    const struct html_tree *tree = trimmer->found->tree;
    uint32_t holder = trimmer->lines[at].holder, parent = tree->nodes[holder].parent;
    size_t end = at;
    for (; end < trimmer->count && is_linked(&trimmer->lines[end]); end++) {
        const struct line *line = &trimmer->lines[end];
        uint8_t kind = holder_kind(trimmer, line);
        bool beside = kind != HTML_CELL && tree->nodes[line->holder].parent == parent;
        if (kind == HTML_HEADING || (line->holder != holder && !beside))
            break;
    }
    return end;
}

static void drop_links(struct trimmer *trimmer)
{
    for (size_t at = 0; at < trimmer->count;) {
        size_t end = run_of_links(trimmer, at);
        const struct line *label = at ? &trimmer->lines[at - 1] : NULL;
        bool announced = end > at && label && !is_linked(label) && label->words <= LABEL_WORDS &&
                         is_announcement(trimmer, label);
        bool items = end > at && holder_kind(trimmer, &trimmer->lines[at]) == HTML_ITEM;
        if (announced || (end - at >= RUN_OF_LINKS && !items)) {
            for (size_t i = at; i < end; i++)
                drop_line(trimmer, &trimmer->lines[i]);
        }
        if (announced)
            drop_line(trimmer, label);
        at = end > at ? end : at + 1;
    }
}

// Where the text has begun for good: its second paragraph, since the first may be a standfirst.
static size_t begun(const struct trimmer *trimmer)
{
    size_t paragraphs = 0;
    for (size_t i = trimmer->first; i < trimmer->last; i++) {
        const struct line *line = &trimmer->lines[i];
        paragraphs += is_text(line) && holder_kind(trimmer, line) != HTML_HEADING &&
                      !is_caption(trimmer, line->holder);
        if (paragraphs == 2)
            return line->from;
    }
    return trimmer->lines[trimmer->first].from;
}

// Whether a node is a part of a line of text, not lines of its own; *at moves with the nodes.
static bool is_in_text(const struct trimmer *trimmer, size_t node, size_t *at)
{
    while (*at < trimmer->count && trimmer->lines[*at].to <= node)
        ++*at;
    const struct line *line = *at < trimmer->count ? &trimmer->lines[*at] : NULL;
    size_t end = trimmer->found->tree->nodes[node].end;
    return line && is_text(line) && line->from < end && (node > line->from || end < line->to);
}

// Author's lines, or times, over and under the text; where one stands between, they tell whose or
// when the parts are, and all stay.
static void drop_outside(struct trimmer *trimmer, bool (*is_such)(const struct html_found *, size_t))
{
    const struct html_found *found = trimmer->found;
    const struct html_tree *tree = found->tree;
    size_t from = begun(trimmer), to = trimmer->lines[trimmer->last - 1].to;
    for (int pass = 0; pass < 2; pass++) {
        size_t at = 0;
        for (size_t i = found->root + 1; i < tree->nodes[found->root].end;) {
            size_t end = tree->nodes[i].end;
            uint32_t words = words_in(trimmer, i);
            if (found->dropped[i] || words == 0 || words > CREDIT_WORDS || !is_such(found, i) ||
                is_in_text(trimmer, i, &at)) {
                i++;
                continue;
            }
            if (end > from && i < to)
                return;
            if (pass == 1)
                drop(trimmer, i);
            i = end;
        }
    }
}

static void count_before(struct trimmer *trimmer)
{
    const struct html_found *found = trimmer->found;
    uint32_t words = 0;
    for (size_t i = 0; i < found->tree->count; i++) {
        trimmer->before[i] = words;
        words += found->dropped[i] ? 0 : found->words[i];
    }
    trimmer->before[found->tree->count] = words;
}

void html_trim(const struct html_found *found)
{
    struct trimmer trimmer = {
        .found = found,
        .before = memory_allocate_zeroed(found->tree->count + 1, sizeof *trimmer.before),
    };
    count_before(&trimmer);
    drop_elements(&trimmer);
    cut_lines(&trimmer);
    while (trimmer.first < trimmer.count && !is_text(&trimmer.lines[trimmer.first]))
        trimmer.first++;
    for (size_t i = trimmer.first; i < trimmer.count; i++)
        trimmer.last = is_text(&trimmer.lines[i]) ? i + 1 : trimmer.last;
    // Without text of its own the article is what it is: a list of links, a table, a caption.
    if (trimmer.first < trimmer.count) {
        drop_links(&trimmer);
        for (size_t i = 0; i < trimmer.count; i++) {
            if (is_furniture(&trimmer, i))
                drop_line(&trimmer, &trimmer.lines[i]);
        }
        drop_outside(&trimmer, is_credit);
        drop_outside(&trimmer, is_time);
    }
    free(trimmer.before);
    free(trimmer.lines);
}
