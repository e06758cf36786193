// SPDX-License-Identifier: GPL-3.0-or-later
// Write: a walk over the article's nodes that puts out its text. What parts lines is only noted when
// it comes and put out before the next visible character, so that lines are parted once and nothing
// stands empty.

#include <config.h>

#include "html/write.h"

#include "base/memory.h"
#include "html/align.h"
#include "html/links.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { QUOTE_INDENT = 4, ITEM_INDENT = 2, DEEPEST_INDENT = 40, CELL_IS_TEXT = 300,
       LONG_LINE = 80 };

struct list {
    bool numbered;
    long number;
};

struct writer {
    const struct html_tree *tree;
    const struct html_extract *extract;
    struct buffer *out;
    struct html_links links;
    size_t breaks; // line breaks due before what comes next
    bool by_block; // the one break that is due is that of a plain block (div)
    bool by_break; // it is that of a <br>
    size_t line;   // where the last line begins that no <br> began
    bool space;    // a blank is due
    bool rule;     // a rule is due
    size_t quotes, preformatted, raised, cells;
    struct list *lists;
    size_t list_count, list_capacity;
    char marker[32];   // of the item whose first line comes next
    size_t link_start; // where the text of the open link begins
    size_t link_node;  // 0: none is open
    size_t image;      // the last image put out, 0: none
    bool bar;          // cells are parted before the next text
    bool row_begun;    // a cell of the row was entered
    size_t table;      // where the text of the last table of data begins
    size_t blanks;     // of preformatted text, due before its next character
    bool *layout;      // by node: a table, row or cell that lays out the page
};

// --- putting out ---------------------------------------------------------------------------------

static void due_break(struct writer *writer, size_t breaks)
{
    if (writer->cells)
        writer->space = true;
    else if (writer->breaks < breaks)
        writer->breaks = breaks;
}

// A div is a paragraph where its line is long, else one of some lines (an address, a form).
static void due_block(struct writer *writer)
{
    writer->by_block = writer->breaks == 0 || writer->by_block;
    due_break(writer, 1);
}

static void begin_line(struct writer *writer)
{
    size_t indent = writer->quotes * QUOTE_INDENT;
    if (writer->list_count)
        indent += (writer->list_count - 1) * ITEM_INDENT;
    indent = indent < DEEPEST_INDENT ? indent : DEEPEST_INDENT;
    if (writer->list_count && !writer->marker[0])
        indent += ITEM_INDENT;
    for (size_t i = 0; i < indent; i++)
        buffer_add_byte(writer->out, ' ');
    buffer_add_string(writer->out, writer->marker);
    writer->marker[0] = '\0';
}

// Everything that is due before visible text.
static void settle(struct writer *writer)
{
    bool empty = writer->out->length == 0;
    if (writer->rule && !empty) {
        buffer_add_string(writer->out, "\n\n* * *");
        writer->breaks = 2;
    }
    writer->rule = false;
    if (writer->breaks == 1 && writer->by_block && writer->list_count == 0 &&
        writer->out->length - writer->line > LONG_LINE)
        writer->breaks = 2;
    writer->by_block = false;
    if (writer->breaks || empty) {
        for (size_t i = 0; i < writer->breaks && !empty; i++)
            buffer_add_byte(writer->out, '\n');
        if (!writer->by_break)
            writer->line = writer->out->length;
        begin_line(writer);
    } else if (writer->bar) {
        buffer_add_string(writer->out, " | ");
    } else if (writer->space) {
        buffer_add_byte(writer->out, ' ');
    }
    writer->breaks = 0;
    writer->by_break = false;
    writer->space = false;
    writer->bar = false;
}

static void put_raised(struct writer *writer, char digit)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    buffer_add_string(writer->out, raised[digit - '0']);
}

// A character of preformatted text: blanks count, but not at the end of a line.
static void put_preformatted(struct writer *writer, char byte)
{
    enum { TAB = 4 };
    if (byte == '\n') {
        due_break(writer, writer->breaks < 2 ? writer->breaks + 1 : 2);
        writer->blanks = 0;
    } else if (html_is_space(byte)) {
        writer->blanks += byte == '\t' ? TAB : 1;
    } else {
        settle(writer);
        for (; writer->blanks; writer->blanks--)
            buffer_add_byte(writer->out, ' ');
        buffer_add_byte(writer->out, byte);
    }
}

static void put_text(struct writer *writer, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (writer->preformatted && !writer->cells) {
            put_preformatted(writer, bytes[i]);
        } else if (html_is_space(bytes[i])) {
            writer->space = true;
        } else {
            settle(writer);
            if (writer->raised && bytes[i] >= '0' && bytes[i] <= '9')
                put_raised(writer, bytes[i]);
            else
                buffer_add_byte(writer->out, bytes[i]);
        }
    }
}

static void put_string(struct writer *writer, const char *string)
{
    put_text(writer, string, strlen(string));
}

// --- images and links ----------------------------------------------------------------------------

static bool is_file_name(const char *text)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"};
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);
        if (length > ending && strcasecmp(text + length - ending, endings[i]) == 0)
            return !strchr(text, ' ');
    }
    return false;
}

static bool has_class(const struct html_tree *tree, size_t node, const char *wanted)
{
    const char *class = html_node_attribute(tree, node, ATTRIBUTE_CLASS);
    return class && strstr(class, wanted);
}

static void put_image(struct writer *writer, size_t node)
{
    const struct html_tree *tree = writer->tree;
    const char *text = html_node_attribute(tree, node, ATTRIBUTE_ALT);
    const char *width = html_node_attribute(tree, node, ATTRIBUTE_WIDTH);
    struct buffer folded = {0};
    html_add_folded(&folded, text ? text : "", text ? strlen(text) : 0);
    const char *before =
        writer->image ? html_node_attribute(tree, writer->image, ATTRIBUTE_ALT) : NULL;
    bool again = before && text && strcmp(before, text) == 0;
    bool counter = width && (strcmp(width, "1") == 0 || strcmp(width, "0") == 0);
    if (folded.length && (has_class(tree, node, "emoji") || has_class(tree, node, "smil"))) {
        put_string(writer, folded.data);
    } else if (folded.length > 2 && !again && !counter && !is_file_name(folded.data)) {
        // A name for a picture: a line of its own where it stands between lines.
        put_string(writer, "[Image: ");
        put_string(writer, folded.data);
        put_string(writer, "]");
        writer->space = true;
        writer->image = node;
    }
    buffer_fini(&folded);
}

static void begin_link(struct writer *writer, size_t node)
{
    writer->link_node = node;
    writer->link_start = writer->out->length;
}

// The number goes after the link's last character, before what is due. A link that shows its
// address, or a picture alone, has none.
static void end_link(struct writer *writer)
{
    const struct html_tree *tree = writer->tree;
    const char *href = html_node_attribute(tree, writer->link_node, ATTRIBUTE_HREF);
    const char *shown = writer->out->length ? writer->out->data + writer->link_start : "";
    shown += strspn(shown, " \n|");
    size_t length = strlen(shown);
    bool picture = strncmp(shown, "[Image: ", 8) == 0 && shown[length - 1] == ']';
    const char *target = href ? href : "";
    if (strncasecmp(target, "mailto:", 7) == 0)
        target += 7;
    size_t number = length && !picture && strcmp(shown, target) != 0 && href
                        ? html_links_number(&writer->links, href)
                        : 0;
    if (number)
        buffer_format(writer->out, "[%zu]", number);
    writer->link_node = 0;
}

static void put_frame(struct writer *writer, size_t node)
{
    const char *name = html_node_attribute(writer->tree, node, ATTRIBUTE_TITLE);
    if (!name)
        name = html_node_attribute(writer->tree, node, ATTRIBUTE_NAME);
    const char *source = html_node_attribute(writer->tree, node, ATTRIBUTE_SRC);
    if (!source)
        return;
    due_break(writer, 1);
    put_string(writer, "[Frame: ");
    put_string(writer, name && *name ? name : source);
    put_string(writer, "]");
    size_t number = html_links_number(&writer->links, source);
    if (number)
        buffer_format(writer->out, "[%zu]", number);
    due_break(writer, 1);
}

// --- tables --------------------------------------------------------------------------------------

// A table lays out the page where it says so, holds another table, has a cell that reads as text of
// its own (several paragraphs, a heading, a list, much text), or only one cell in every row.
static void find_layout(struct writer *writer)
{
    const struct html_tree *tree = writer->tree;
    uint32_t *cells = memory_allocate_zeroed(tree->count, sizeof *cells);
    uint32_t *texts = memory_allocate_zeroed(tree->count, sizeof *texts);
    size_t *tables = memory_allocate_zeroed(tree->count, sizeof *tables);
    bool *data = memory_allocate_zeroed(tree->count, sizeof *data);
    for (size_t i = tree->count; i-- > 1;) { // rows with two cells make data
        const struct html_node *node = &tree->nodes[i];
        texts[i] += node->text_length;
        if (node->kind != HTML_TABLE)
            texts[node->parent] += texts[i];
        cells[node->parent] += node->kind == HTML_CELL;
    }
    for (size_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->nodes[i];
        const char *role = node->kind == HTML_TABLE
                               ? html_node_attribute(tree, i, ATTRIBUTE_ROLE)
                               : NULL;
        size_t table = tables[node->parent];
        tables[i] = node->kind == HTML_TABLE ? i : table;
        if (role && (strcmp(role, "presentation") == 0 || strcmp(role, "none") == 0))
            writer->layout[i] = true;
        if (table && (node->kind == HTML_TABLE || node->kind == HTML_HEADING ||
                      node->kind == HTML_LIST || node->kind == HTML_QUOTE ||
                      (node->kind == HTML_CELL && texts[i] > CELL_IS_TEXT)))
            writer->layout[table] = true;
        if (node->kind == HTML_ROW && cells[i] > 1)
            data[table] = true;
    }
    for (size_t i = 1; i < tree->count; i++) {
        if (tables[i] == i)
            writer->layout[i] = writer->layout[i] || !data[i];
        else
            writer->layout[i] = tables[i] ? writer->layout[tables[i]] : true; // a stray cell
    }
    free(cells);
    free(texts);
    free(tables);
    free(data);
}

// --- the walk ------------------------------------------------------------------------------------

static void begin_list(struct writer *writer, size_t node)
{
    const char *start = html_node_attribute(writer->tree, node, ATTRIBUTE_START);
    due_break(writer, writer->list_count ? 1 : 2);
    writer->lists = memory_grow(writer->lists, &writer->list_capacity, writer->list_count + 1,
                                sizeof *writer->lists);
    writer->lists[writer->list_count++] = (struct list){
        .numbered = html_node_is(writer->tree, node, "ol"),
        .number = start ? strtol(start, NULL, 10) : 1,
    };
}

static void begin_item(struct writer *writer)
{
    due_break(writer, 1);
    struct list *list = writer->list_count ? &writer->lists[writer->list_count - 1] : NULL;
    if (list && list->numbered)
        snprintf(writer->marker, sizeof writer->marker, "%ld. ", list->number++);
    else if (list)
        strcpy(writer->marker, "• ");
}

// Cells are parted by a bar, an empty one before another is a dash.
static void begin_cell(struct writer *writer)
{
    bool empty = writer->row_begun && (writer->bar || writer->breaks);
    if (empty && writer->cells == 0)
        put_string(writer, "–");
    writer->bar = writer->row_begun && writer->cells == 0;
    writer->row_begun = true;
    writer->cells++;
}

static size_t breaks_around(const struct writer *writer)
{
    return writer->list_count ? 1 : 2;
}

static void enter(struct writer *writer, size_t index)
{
    const struct html_node *node = &writer->tree->nodes[index];
    switch ((enum html_kind)node->kind) {
    case HTML_TEXT:
        put_text(writer, writer->tree->strings.data + node->text, node->text_length);
        break;
    case HTML_BREAK:
        writer->by_break = writer->breaks == 0;
        due_break(writer, writer->breaks + 1 > 2 ? 2 : writer->breaks + 1);
        break;
    case HTML_RULE:
        writer->rule = writer->list_count == 0 && writer->cells == 0;
        break;
    case HTML_IMAGE:
        put_image(writer, index);
        break;
    case HTML_FRAME:
        put_frame(writer, index);
        break;
    case HTML_LINK:
        if (!writer->link_node)
            begin_link(writer, index);
        break;
    case HTML_LIST:
        begin_list(writer, index);
        break;
    case HTML_ITEM:
        begin_item(writer);
        break;
    case HTML_TERM:
    case HTML_MEANING:
        due_break(writer, 1);
        break;
    case HTML_QUOTE:
        due_break(writer, breaks_around(writer));
        writer->quotes++;
        break;
    case HTML_PREFORMATTED:
        due_break(writer, breaks_around(writer));
        writer->preformatted++;
        break;
    case HTML_ROW:
        due_break(writer, 1);
        writer->row_begun = false;
        break;
    case HTML_CELL:
        if (writer->layout[index])
            due_break(writer, 2);
        else
            begin_cell(writer);
        break;
    case HTML_BLOCK:
        due_block(writer);
        break;
    case HTML_TABLE:
        writer->table = writer->out->length;
        due_break(writer, breaks_around(writer));
        break;
    case HTML_PARAGRAPH:
    case HTML_HEADING:
        due_break(writer, breaks_around(writer));
        break;
    case HTML_ARTICLE:
    case HTML_MAIN:
    case HTML_BODY:
    case HTML_ASIDE:
        due_break(writer, 2);
        break;
    default:
        if (html_node_is(writer->tree, index, "sup"))
            writer->raised++;
        else if (html_node_is(writer->tree, index, "q"))
            put_string(writer, "“");
        break;
    }
}

static void leave(struct writer *writer, size_t index)
{
    const struct html_node *node = &writer->tree->nodes[index];
    switch ((enum html_kind)node->kind) {
    case HTML_LINK:
        if (writer->link_node == index)
            end_link(writer);
        break;
    case HTML_LIST:
        writer->list_count--;
        writer->marker[0] = '\0';
        due_break(writer, writer->list_count ? 1 : 2);
        break;
    case HTML_ITEM:
        writer->marker[0] = '\0';
        due_break(writer, 1);
        break;
    case HTML_QUOTE:
        writer->quotes--;
        due_break(writer, breaks_around(writer));
        break;
    case HTML_PREFORMATTED:
        writer->preformatted--;
        due_break(writer, breaks_around(writer));
        break;
    case HTML_CELL:
        if (writer->layout[index])
            due_break(writer, 2);
        else
            writer->cells--;
        break;
    case HTML_TEXT:
    case HTML_BREAK:
    case HTML_RULE:
    case HTML_IMAGE:
    case HTML_FRAME:
        break;
    case HTML_INLINE:
        if (html_node_is(writer->tree, index, "sup"))
            writer->raised--;
        else if (html_node_is(writer->tree, index, "q")) {
            writer->space = false;
            put_string(writer, "”");
        }
        break;
    case HTML_ROW:
        writer->bar = false;
        due_break(writer, 1);
        break;
    case HTML_TABLE:
        if (!writer->layout[index] && !writer->link_node && !writer->cells)
            html_align(writer->out, writer->table);
        writer->line = writer->out->length;
        due_break(writer, breaks_around(writer));
        break;
    default:
        enter(writer, index); // blocks break lines as they begin
        break;
    }
}

// Whether a heading says no more than the title that stands first.
static bool repeats_title(const struct writer *writer, size_t node, const char *title)
{
    if (!title || writer->tree->nodes[node].kind != HTML_HEADING)
        return false;
    struct buffer text = {0};
    html_node_text(writer->tree, node, &text);
    bool same = strcasecmp(buffer_string(&text), title) == 0;
    buffer_fini(&text);
    return same;
}

static void walk(struct writer *writer, size_t root, const char *title)
{
    const struct html_tree *tree = writer->tree;
    size_t open = root; // the innermost node that was entered and not left
    enter(writer, root);
    for (size_t i = root + 1; i < tree->nodes[root].end;) {
        for (; open != tree->nodes[i].parent; open = tree->nodes[open].parent)
            leave(writer, open);
        if (writer->extract->dropped[i] || repeats_title(writer, i, title)) {
            due_break(writer, tree->nodes[i].kind == HTML_INLINE ? 0 : 1);
            i = tree->nodes[i].end;
            continue;
        }
        enter(writer, i);
        open = i++;
    }
    for (; open != root; open = tree->nodes[open].parent)
        leave(writer, open);
    leave(writer, root);
}

static const char *base_of(const struct html_tree *tree, const char *address)
{
    for (size_t i = 1; i < tree->count; i++) {
        const char *href = html_node_is(tree, i, "base")
                               ? html_node_attribute(tree, i, ATTRIBUTE_HREF)
                               : NULL;
        if (href && strncasecmp(href, "http", 4) == 0)
            return href;
    }
    return address;
}

// A page's own title under the one put first, in some element that is no heading.
static void remove_second_title(struct buffer *out, const char *title)
{
    size_t length = title ? strlen(title) : 0;
    const char *second = out->data + length + 2;
    if (!length || out->length < 2 * length + 3 || strncmp(out->data, title, length) != 0 ||
        strncasecmp(second, title, length) != 0 || second[length] != '\n')
        return;
    size_t from = length + 2, to = from + length;
    while (to < out->length && out->data[to] == '\n')
        to++;
    memmove(out->data + from, out->data + to, out->length - to + 1);
    out->length -= to - from;
}

void html_write(const struct html_tree *tree, const struct html_extract *extract,
                const char *title, const char *address, struct buffer *out)
{
    const char *base = base_of(tree, address);
    struct writer writer = {
        .tree = tree,
        .extract = extract,
        .out = out,
        .links = {.base = base ? memory_copy_string(base) : NULL},
        .layout = memory_allocate_zeroed(tree->count, sizeof *writer.layout),
    };
    find_layout(&writer);
    if (title)
        put_string(&writer, title);
    due_break(&writer, 2);
    for (size_t i = 0; i < extract->head_count; i++) {
        walk(&writer, extract->heads[i], title);
        due_break(&writer, 2);
    }
    walk(&writer, extract->root, title);
    if (out->length)
        buffer_add_byte(out, '\n');
    remove_second_title(out, title);
    html_links_print(&writer.links, out);
    free(writer.links.base);
    html_links_fini(&writer.links);
    free(writer.lists);
    free(writer.layout);
}
