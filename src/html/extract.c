// SPDX-License-Identifier: GPL-3.0-or-later
// Extract: what is beside the article is marked, the rest is cut into blocks and scored, the deepest
// element with most of the score is the article, and lists of links in it are marked too. Sums over
// a subtree are differences of running sums over the nodes' order.

#include <config.h>

#include "html/extract.h"

#include "base/memory.h"
#include "html/naming.h"
#include "html/phrases.h"
#include "html/trim.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

// Shares, in percent.
enum {
    MUST_STAY = 40,     // of the words: so much is not beside the article, whatever it is called
    ENOUGH_SAID = 55,   // of the score: so much makes what says it is the article be it
    ENOUGH_HELD = 80,   // of the score of its parent: so much makes a search go down to a child
    MOSTLY_LINKS = 65,  // of the words: linked
    NOTHING_BUT_LINKS = 90,
    LIST_OF_LINKS = 3,  // links that make a list
    TOO_LITTLE = 15,    // words: no article
    LABEL_WORDS = 6,    // at most, of the line over a list of links
};

// Running totals over the nodes before one.
struct sums {
    uint32_t words, linked; // words in texts, those in links
    uint32_t links;
    uint32_t score;
    uint32_t heads; // h1, article bodies: what is never beside an article
};

struct finder {
    const struct html_tree *tree;
    struct html_extract *extract;
    struct sums *sums;  // a node's, and one more
    uint8_t *namings;   // enum html_naming, by node
    uint32_t *holders;  // of a text: the block element that holds it
    bool *linked;       // inside a link
};

// --- words ---------------------------------------------------------------------------------------

// A letter of a script that sets no blanks between words: Thai, Lao, Tibetan, Burmese, Khmer, Han,
// Kana.
static bool is_unspaced(unsigned code_point)
{
    return (code_point >= 0x0E00 && code_point <= 0x109F) ||
           (code_point >= 0x1780 && code_point <= 0x17FF) ||
           (code_point >= 0x3040 && code_point <= 0x9FFF) ||
           (code_point >= 0xF900 && code_point <= 0xFAFF) ||
           (code_point >= 0x20000 && code_point <= 0x3FFFF);
}

// Of well-formed UTF-8; at[] has `left` bytes.
static unsigned decode(const char *at, size_t left, size_t *length)
{
    unsigned char lead = (unsigned char)*at;
    *length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (*length > left)
        *length = left;
    if (*length == 1)
        return lead;
    unsigned code_point = lead & (0xFFU >> (*length + 1));
    for (size_t i = 1; i < *length; i++)
        code_point = code_point << 6 | ((unsigned char)at[i] & 0x3F);
    return code_point;
}

static uint32_t count_words(const char *bytes, size_t length)
{
    uint32_t words = 0, unspaced = 0;
    bool inside = false;
    for (size_t at = 0, step; at < length; at += step) {
        unsigned code_point = decode(bytes + at, length - at, &step);
        bool letter = (code_point >= '0' && code_point <= '9') ||
                      ((code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z') ||
                      (code_point >= 0xAA && (code_point < 0x2000 || code_point > 0x206F));
        if (is_unspaced(code_point))
            unspaced++;
        else if (letter && !inside)
            words++;
        inside = step == 1 ? !html_is_space(*(bytes + at)) && (inside || letter) : true;
    }
    return words + (unspaced + 1) / 2;
}

// --- what is beside the article ------------------------------------------------------------------

static bool is_hidden(const struct html_tree *tree, size_t node)
{
    const char *aria = html_node_attribute(tree, node, ATTRIBUTE_ARIA_HIDDEN);
    const char *style = html_node_attribute(tree, node, ATTRIBUTE_STYLE);
    if (html_node_attribute(tree, node, ATTRIBUTE_HIDDEN) || (aria && strcmp(aria, "true") == 0))
        return true;
    const char *display = style ? strcasestr(style, "display") : NULL;
    if (!display)
        return false;
    display += strlen("display");
    display += strspn(display, " :");
    return strncasecmp(display, "none", 4) == 0;
}

static bool has_side_role(const struct html_tree *tree, size_t node)
{
    static const char *const roles[] = {"alert",         "alertdialog", "banner", "complementary",
                                        "contentinfo",   "dialog",      "menu",   "menubar",
                                        "navigation",    "search",      "toolbar"};
    const char *role = html_node_attribute(tree, node, ATTRIBUTE_ROLE);
    for (size_t i = 0; role && i < sizeof roles / sizeof *roles; i++) {
        if (strcmp(role, roles[i]) == 0)
            return true;
    }
    return false;
}

static bool says_body(const struct finder *finder, size_t node)
{
    static const enum html_attribute sayings[] = {ATTRIBUTE_ITEMPROP, ATTRIBUTE_PROPERTY,
                                                  ATTRIBUTE_NAME};
    bool said = finder->namings[node] == NAMING_BODY;
    for (size_t i = 0; i < sizeof sayings / sizeof *sayings && !said; i++) {
        const char *value = html_node_attribute(finder->tree, node, sayings[i]);
        said = value && strcasestr(value, "articleBody");
    }
    return said && finder->tree->nodes[node].kind != HTML_META;
}

static bool is_block(uint8_t kind)
{
    return kind != HTML_INLINE && kind != HTML_TEXT && kind != HTML_LINK && kind != HTML_IMAGE &&
           kind != HTML_BREAK && kind != HTML_META;
}

// Totals over what is not dropped.
static void add_up(struct finder *finder, const uint32_t *words, const uint32_t *scores)
{
    struct sums sums = {0};
    for (size_t i = 0; i < finder->tree->count; i++) {
        const struct html_node *node = &finder->tree->nodes[i];
        finder->sums[i] = sums;
        if (finder->extract->dropped[i])
            continue;
        sums.words += words[i];
        sums.linked += finder->linked[i] ? words[i] : 0;
        sums.links += node->kind == HTML_LINK;
        sums.score += scores ? scores[i] : 0;
        sums.heads += node->kind == HTML_HEADING ? node->name[1] == '1' : says_body(finder, i);
    }
    finder->sums[finder->tree->count] = sums;
}

static struct sums sums_of(const struct finder *finder, size_t node)
{
    const struct sums *from = &finder->sums[node];
    const struct sums *to = &finder->sums[finder->tree->nodes[node].end];
    return (struct sums){to->words - from->words, to->linked - from->linked,
                         to->links - from->links, to->score - from->score,
                         to->heads - from->heads};
}

static bool is_share(uint32_t part, uint32_t whole, unsigned percent)
{
    return (uint64_t)part * 100 >= (uint64_t)whole * percent;
}

static void drop(struct finder *finder, size_t node)
{
    memset(finder->extract->dropped + node, true, finder->tree->nodes[node].end - node);
}

// What has nothing to read in it, or is not to be seen.
static void drop_unreadable(struct finder *finder)
{
    const struct html_tree *tree = finder->tree;
    for (size_t i = 1; i < tree->count; i++) {
        uint8_t kind = tree->nodes[i].kind;
        if (!finder->extract->dropped[i] &&
            (kind == HTML_NOTHING || kind == HTML_HEAD || kind == HTML_META ||
             (kind != HTML_TEXT && is_hidden(tree, i))))
            drop(finder, i);
    }
}

// What is called navigation, comments, sharing …, unless it holds too much of the page for that.
static void drop_beside(struct finder *finder)
{
    const struct html_tree *tree = finder->tree;
    uint32_t all = finder->sums[tree->count].words;
    size_t inside_until = 0, quote_until = 0; // past the end of an article, of a quotation
    for (size_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->nodes[i];
        if (finder->extract->dropped[i] || node->kind == HTML_TEXT || node->kind == HTML_BODY ||
            html_node_is(tree, i, "html"))
            continue;
        if ((node->kind == HTML_ARTICLE || node->kind == HTML_MAIN) && node->end > inside_until)
            inside_until = node->end;
        if (node->kind == HTML_QUOTE && node->end > quote_until)
            quote_until = node->end;
        enum html_naming naming = finder->namings[i];
        bool comments = naming == NAMING_COMMENTS && node->kind != HTML_MAIN;
        bool page_header = html_node_is(tree, i, "header") && i >= inside_until;
        bool aside = node->kind == HTML_ASIDE && i >= quote_until;
        bool beside = aside || page_header || has_side_role(tree, i) || naming == NAMING_BESIDE;
        if (!comments && !beside)
            continue;
        struct sums sums = sums_of(finder, i);
        bool heads = sums.heads > 0 && !page_header && !html_node_is(tree, i, "nav");
        if (heads || (!comments && all && is_share(sums.words - sums.linked, all, MUST_STAY)))
            continue;
        drop(finder, i);
    }
}

// --- blocks and scores ---------------------------------------------------------------------------

struct block {
    uint32_t holder;
    uint32_t words, linked;
};

static double link_density(const struct block *block)
{
    return block->words ? (double)block->linked / block->words : 0;
}

// Algorithm 2 of the paper.
static bool is_content(const struct block *previous, const struct block *current,
                       const struct block *next)
{
    if (link_density(current) > 0.333333)
        return false;
    if (link_density(previous) > 0.555556)
        return current->words > 40 || next->words > 17;
    return current->words > 16 || next->words > 15 || previous->words > 4;
}

// Gives every block that is content its unlinked words as score, on the element that holds it.
static void score_blocks(const struct finder *finder, const uint32_t *words, uint32_t *scores)
{
    const struct html_tree *tree = finder->tree;
    struct block *blocks = memory_allocate_zeroed(tree->count + 2, sizeof *blocks);
    size_t count = 0; // blocks[0] and the one past the last are empty
    for (size_t i = 1; i < tree->count; i++) {
        if (finder->extract->dropped[i] || words[i] == 0)
            continue;
        if (count == 0 || blocks[count].holder != finder->holders[i])
            blocks[++count].holder = finder->holders[i];
        blocks[count].words += words[i];
        blocks[count].linked += finder->linked[i] ? words[i] : 0;
    }
    for (size_t i = 1; i <= count; i++) {
        if (is_content(&blocks[i - 1], &blocks[i], &blocks[i + 1]))
            scores[blocks[i].holder] += blocks[i].words - blocks[i].linked;
    }
    free(blocks);
}

// --- the article ---------------------------------------------------------------------------------

enum saying { SAYS_BODY, SAYS_ARTICLE, SAYS_MAIN, SAYINGS };

static bool says(const struct finder *finder, size_t node, enum saying saying)
{
    const char *role = html_node_attribute(finder->tree, node, ATTRIBUTE_ROLE);
    switch (saying) {
    case SAYS_BODY:
        return says_body(finder, node);
    case SAYS_ARTICLE:
        return finder->tree->nodes[node].kind == HTML_ARTICLE ||
               (role && strcmp(role, "article") == 0);
    default:
        return finder->tree->nodes[node].kind == HTML_MAIN || (role && strcmp(role, "main") == 0);
    }
}

static size_t best_that_says(const struct finder *finder, enum saying saying, uint32_t all)
{
    size_t best = 0;
    uint32_t most = 0;
    for (size_t i = 1; i < finder->tree->count; i++) {
        if (finder->extract->dropped[i] || finder->tree->nodes[i].kind == HTML_TEXT ||
            !says(finder, i, saying))
            continue;
        uint32_t score = sums_of(finder, i).score;
        if (score >= most) { // of equal ones the innermost
            most = score;
            best = i;
        }
    }
    return best && most && is_share(most, all, ENOUGH_SAID) ? best : 0;
}

static size_t deepest_that_holds(const struct finder *finder)
{
    const struct html_tree *tree = finder->tree;
    size_t at = 0;
    for (;;) {
        uint32_t score = sums_of(finder, at).score;
        size_t next = 0;
        for (size_t child = at + 1; child < tree->nodes[at].end && score && !next;
             child = tree->nodes[child].end) {
            uint8_t kind = tree->nodes[child].kind;
            bool part = kind == HTML_PARAGRAPH || kind == HTML_QUOTE || kind == HTML_LIST ||
                        kind == HTML_TEXT || kind == HTML_LINK;
            if (!part && is_share(sums_of(finder, child).score, score, ENOUGH_HELD))
                next = child;
        }
        if (!next)
            return at;
        at = next;
    }
}

static void find_root(struct finder *finder)
{
    struct html_extract *extract = finder->extract;
    uint32_t all = finder->sums[finder->tree->count].score;
    size_t root = 0;
    for (int saying = 0; saying < SAYINGS && !root; saying++)
        root = best_that_says(finder, (enum saying)saying, all);
    if (!root)
        root = deepest_that_holds(finder);
    if (sums_of(finder, root).words < TOO_LITTLE)
        root = 0; // nothing stands out: all that is not beside
    extract->root = root;
    extract->words = sums_of(finder, root).words;
}

static bool is_of_sources(const struct finder *finder, size_t node)
{
    struct buffer text = {0};
    html_node_text(finder->tree, node, &text);
    bool sources = html_phrase_is_source(buffer_string(&text));
    buffer_fini(&text);
    return sources;
}

// The line over a list of links ("Read also") goes with it. False where it says that they are the
// article's sources: then they stay.
static bool drop_label(struct finder *finder, size_t list, const uint32_t *words)
{
    size_t at = list;
    bool sources = false;
    while (at > finder->extract->root + 1 && (finder->extract->dropped[at - 1] || !words[at - 1]))
        at--;
    if (at <= finder->extract->root + 1)
        return true;
    size_t holder = finder->holders[at - 1];
    if (holder > finder->extract->root && finder->tree->nodes[holder].end <= list &&
        sums_of(finder, holder).words <= LABEL_WORDS &&
        (finder->tree->nodes[holder].kind != HTML_HEADING ||
         finder->tree->nodes[holder].name[1] != '1'))
        sources = is_of_sources(finder, holder);
    else
        return true;
    if (!sources)
        drop(finder, holder);
    return !sources;
}

static void drop_lists_of_links(struct finder *finder, const uint32_t *words)
{
    const struct html_tree *tree = finder->tree;
    const struct html_extract *extract = finder->extract;
    if (extract->root == 0)
        return; // the page may be no more than a list of links
    for (size_t i = extract->root + 1; i < tree->nodes[extract->root].end; i++) {
        uint8_t kind = tree->nodes[i].kind;
        if (extract->dropped[i] || !is_block(kind) || kind == HTML_CELL || kind == HTML_HEADING)
            continue;
        struct sums sums = sums_of(finder, i);
        bool few = kind == HTML_LIST && sums.links == 2 && sums.words >= 2 * LABEL_WORDS &&
                   is_share(sums.linked, sums.words, NOTHING_BUT_LINKS);
        if ((sums.links >= LIST_OF_LINKS || few) && sums.words > 0 && sums.heads == 0 &&
            is_share(sums.linked, sums.words, MOSTLY_LINKS)) {
            if (drop_label(finder, i, words))
                drop(finder, i);
            else
                i = tree->nodes[i].end - 1;
        }
    }
}

void html_extract_find(struct html_extract *extract, const struct html_tree *tree)
{
    size_t count = tree->count;
    struct finder finder = {
        .tree = tree,
        .extract = extract,
        .sums = memory_allocate_zeroed(count + 1, sizeof *finder.sums),
        .namings = memory_allocate_zeroed(count, sizeof *finder.namings),
        .holders = memory_allocate_zeroed(count, sizeof *finder.holders),
        .linked = memory_allocate_zeroed(count, sizeof *finder.linked),
    };
    uint32_t *words = memory_allocate_zeroed(count, sizeof *words);
    uint32_t *scores = memory_allocate_zeroed(count, sizeof *scores);
    *extract = (struct html_extract){.dropped = memory_allocate_zeroed(count, sizeof(bool))};
    for (size_t i = 1; i < count; i++) {
        const struct html_node *node = &tree->nodes[i];
        finder.linked[i] = finder.linked[node->parent] || node->kind == HTML_LINK;
        finder.holders[i] = is_block(node->kind) ? (uint32_t)i : finder.holders[node->parent];
        if (node->kind == HTML_TEXT)
            words[i] = count_words(tree->strings.data + node->text, node->text_length);
        else
            finder.namings[i] = (uint8_t)html_naming_of(tree, i);
    }
    drop_unreadable(&finder);
    add_up(&finder, words, NULL);
    drop_beside(&finder);
    score_blocks(&finder, words, scores);
    add_up(&finder, words, scores);
    find_root(&finder);
    drop_lists_of_links(&finder, words);
    struct html_found found = {.tree = tree,
                               .root = extract->root,
                               .words = words,
                               .holders = finder.holders,
                               .linked = finder.linked,
                               .namings = finder.namings,
                               .dropped = extract->dropped};
    extract->head_count = html_heads_find(&found, extract->heads);
    if (extract->root)
        html_trim(&found);
    free(finder.sums);
    free(finder.namings);
    free(finder.holders);
    free(finder.linked);
    free(words);
    free(scores);
}

void html_extract_fini(struct html_extract *extract)
{
    free(extract->dropped);
    *extract = (struct html_extract){0};
}
