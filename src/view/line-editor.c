// SPDX-License-Identifier: GPL-3.0-or-later
// Line editor: text under a cursor that moves by grapheme clusters.

#include <config.h>

#include "view/line-editor.h"

#include "base/memory.h"
#include "text/grapheme.h"
#include "text/utf8.h"
#include "view/input.h"

#include <string.h>
#include <unictype.h>

void line_editor_fini(struct line_editor *editor)
{
    buffer_fini(&editor->text);
    buffer_fini(&editor->killed);
    editor->cursor = 0;
}

void line_editor_set(struct line_editor *editor, const char *text)
{
    buffer_clear(&editor->text);
    if (text)
        buffer_add_string(&editor->text, text);
    editor->cursor = editor->text.length;
}

static void insert(struct line_editor *editor, const char *bytes, size_t length)
{
    struct buffer *text = &editor->text;
    size_t behind = text->length - editor->cursor;
    buffer_add(text, bytes, length); // makes the room; the order is put right below
    memmove(text->data + editor->cursor + length, text->data + editor->cursor, behind);
    memcpy(text->data + editor->cursor, bytes, length);
    editor->cursor += length;
}

static void erase(struct line_editor *editor, size_t from, size_t to)
{
    struct buffer *text = &editor->text;
    if (from >= to)
        return;
    memmove(text->data + from, text->data + to, text->length - to + 1);
    text->length -= to - from;
    editor->cursor = from;
}

static void kill(struct line_editor *editor, size_t from, size_t to)
{
    if (from >= to)
        return;
    buffer_clear(&editor->killed);
    buffer_add(&editor->killed, editor->text.data + from, to - from);
    erase(editor, from, to);
}

static size_t next_cluster(const struct line_editor *editor, size_t at)
{
    if (at >= editor->text.length)
        return at;
    return at + grapheme_next(editor->text.data + at, editor->text.length - at);
}

static size_t line_start(const struct line_editor *editor)
{
    size_t at = editor->cursor;
    while (at > 0 && editor->text.data[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(const struct line_editor *editor)
{
    size_t at = editor->cursor;
    while (at < editor->text.length && editor->text.data[at] != '\n')
        at++;
    return at;
}

// Clusters are only known from a start on: the line's.
static size_t previous_cluster(const struct line_editor *editor, size_t at)
{
    if (at == 0)
        return 0;
    size_t step = line_start(editor);
    if (step == at)
        return at - 1; // over the newline
    for (;;) {
        size_t next = next_cluster(editor, step);
        if (next >= at)
            return step;
        step = next;
    }
}

static bool is_word_at(const struct line_editor *editor, size_t at)
{
    unsigned code_point;
    utf8_decode(editor->text.data + at, editor->text.length - at, &code_point);
    return uc_is_property_alphabetic(code_point) || uc_is_general_category(code_point, UC_CATEGORY_N);
}

static size_t word_back(const struct line_editor *editor)
{
    size_t at = editor->cursor;
    while (at > 0 && !is_word_at(editor, utf8_previous(editor->text.data, at)))
        at = utf8_previous(editor->text.data, at);
    while (at > 0 && is_word_at(editor, utf8_previous(editor->text.data, at)))
        at = utf8_previous(editor->text.data, at);
    return at;
}

// Clusters from the line's start to the cursor.
static size_t clusters_before(const struct line_editor *editor)
{
    size_t count = 0;
    for (size_t at = line_start(editor); at < editor->cursor; at = next_cluster(editor, at))
        count++;
    return count;
}

static void move_line(struct line_editor *editor, int direction)
{
    size_t start = line_start(editor), clusters = clusters_before(editor);
    if (direction < 0) {
        if (start == 0)
            return;
        editor->cursor = start - 1;
        editor->cursor = line_start(editor);
    } else {
        size_t end = line_end(editor);
        if (end == editor->text.length)
            return;
        editor->cursor = end + 1;
    }
    size_t end = line_end(editor);
    for (; clusters > 0 && editor->cursor < end; clusters--)
        editor->cursor = next_cluster(editor, editor->cursor);
}

// What was put in or taken out may have joined its neighbours to one cluster: the cursor goes
// behind it.
static void settle(struct line_editor *editor)
{
    size_t at = line_start(editor);
    while (at < editor->cursor)
        at = next_cluster(editor, at);
    editor->cursor = at;
}

static bool edit_key(struct line_editor *editor, uint32_t key)
{
    enum { CTRL_A = 1, CTRL_B, CTRL_D = 4, CTRL_E, CTRL_F, CTRL_H = 8, CTRL_K = 11, CTRL_U = 21,
           CTRL_W = 23, CTRL_Y = 25 };
    size_t at = editor->cursor;
    switch (key) {
    case CTRL_A:
    case NAMED_HOME:
        editor->cursor = line_start(editor);
        return true;
    case CTRL_E:
    case NAMED_END:
        editor->cursor = line_end(editor);
        return true;
    case CTRL_B:
    case NAMED_LEFT:
        editor->cursor = previous_cluster(editor, at);
        return true;
    case CTRL_F:
    case NAMED_RIGHT:
        editor->cursor = next_cluster(editor, at);
        return true;
    case CTRL_D:
    case NAMED_DELETE:
        erase(editor, at, next_cluster(editor, at));
        return true;
    case CTRL_H:
    case 127:
        erase(editor, previous_cluster(editor, at), at);
        return true;
    case CTRL_K:
        kill(editor, at, line_end(editor) > at ? line_end(editor) : next_cluster(editor, at));
        return true;
    case CTRL_U:
        kill(editor, line_start(editor), at);
        return true;
    case CTRL_W:
        kill(editor, word_back(editor), at);
        return true;
    case CTRL_Y:
        insert(editor, buffer_string(&editor->killed), editor->killed.length);
        return true;
    default:
        return false;
    }
}

bool line_editor_key(struct line_editor *editor, uint32_t key)
{
    if (!editor->text.data)
        buffer_add_string(&editor->text, "");
    if (edit_key(editor, key)) {
        settle(editor);
        return true;
    }
    if (editor->multiline && (key == NAMED_UP || key == NAMED_DOWN)) {
        move_line(editor, key == NAMED_UP ? -1 : 1);
        return true;
    }
    if (editor->multiline && key == '\n') {
        insert(editor, "\n", 1);
        return true;
    }
    if (key < 0x20 || key >= 0x110000 || (key >= 0x7F && key < 0xA0))
        return false;
    struct buffer bytes = {0};
    buffer_add_code_point(&bytes, key);
    insert(editor, bytes.data, bytes.length);
    buffer_fini(&bytes);
    settle(editor);
    return true;
}

void line_editor_paste(struct line_editor *editor, const char *bytes, size_t length)
{
    struct buffer clean = {0};
    for (size_t at = 0; at < length;) {
        unsigned code_point;
        at += utf8_decode(bytes + at, length - at, &code_point);
        if (code_point == '\r') {
            code_point = '\n';
            if (at < length && bytes[at] == '\n')
                at++;
        }
        if (code_point == '\n' || code_point == '\t')
            buffer_add_byte(&clean, code_point == '\n' && editor->multiline ? '\n' : ' ');
        else if (code_point >= 0x20 && !(code_point >= 0x7F && code_point < 0xA0))
            buffer_add_code_point(&clean, code_point);
    }
    if (!editor->text.data)
        buffer_add_string(&editor->text, "");
    if (clean.length)
        insert(editor, clean.data, clean.length);
    settle(editor);
    buffer_fini(&clean);
}
