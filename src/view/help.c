// SPDX-License-Identifier: GPL-3.0-or-later
// Help: the keys, from the table of commands. First those of the place one is in, a few words
// each, in as many columns as bring them on one screen; then all of them in full, a page that can
// be filtered.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "view/state.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEY_COLUMNS = 20,  // of the page of all keys
    NARROW_HANG = 4,   // of its help, where that is under the keys
    SHORT_KEYS = 8,    // of the one screen
    SHORT_COLUMN = 25, // keys, text and a blank
    WIDE_COLUMN = 44,
};

// What is said in a few words, of a command or of two that belong together. A command without a
// row here is shown by its name.
struct short_help {
    enum command_id first, second;
    const char *text;
};

static const struct short_help short_helps[] = {
    {COMMAND_line_down, COMMAND_line_up, N_("line")},
    {COMMAND_page_down, COMMAND_page_up, N_("page")},
    {COMMAND_half_down, COMMAND_half_up, N_("half a page")},
    {COMMAND_first, COMMAND_last, N_("ends; N g: ¶ N")},
    {COMMAND_percent, COMMAND_NONE, N_("N %: so far in")},
    {COMMAND_next_paragraph, COMMAND_previous_paragraph, N_("paragraph")},
    {COMMAND_next_sentence, COMMAND_previous_sentence, N_("sentence")},
    {COMMAND_next_section, COMMAND_previous_section, N_("section")},
    {COMMAND_next_addition, COMMAND_next_loss, N_("added, lost")},
    {COMMAND_search_forward, COMMAND_search_backward, N_("search")},
    {COMMAND_search_next, COMMAND_search_previous, N_("next hit")},
    {COMMAND_search_word, COMMAND_NONE, N_("this name")},
    {COMMAND_only_matching, COMMAND_NONE, N_("only ¶ with hit")},
    {COMMAND_source, COMMAND_NONE, N_("source and back")},
    {COMMAND_other_source, COMMAND_other_source_back, N_("other source")},
    {COMMAND_back, COMMAND_forward, N_("back, forward")},
    {COMMAND_jump_to, COMMAND_NONE, N_("to 0, A, a mark")},
    {COMMAND_set_mark, COMMAND_NONE, N_("set a mark")},
    {COMMAND_next_note, COMMAND_previous_note, N_("note")},
    {COMMAND_cycle_note, COMMAND_NONE, N_("other note here")},
    {COMMAND_highlight, COMMAND_NONE, N_("highlight")},
    {COMMAND_colour, COMMAND_NONE, N_("colour: y g b r")},
    {COMMAND_tag, COMMAND_NONE, N_("tag by a letter")},
    {COMMAND_tagging, COMMAND_NONE, N_("tagging mode")},
    {COMMAND_note, COMMAND_edit_note, N_("note, $EDITOR")},
    {COMMAND_delete_note, COMMAND_NONE, N_("delete the note")},
    {COMMAND_repeat, COMMAND_NONE, N_("repeat the act")},
    {COMMAND_copy, COMMAND_cite, N_("copy, cite")},
    {COMMAND_rebound, COMMAND_NONE, N_("new bounds")},
    {COMMAND_link, COMMAND_NONE, N_("link passages")},
    {COMMAND_boundary, COMMAND_list_kind, N_("a part, a kind")},
    {COMMAND_list_reject, COMMAND_list_split, N_("no name, split")},
    {COMMAND_undo, COMMAND_redo, N_("undo, redo")},
    {COMMAND_select, COMMAND_select_sentences, N_("word, sentence")},
    {COMMAND_select_word_forward, COMMAND_select_word_back, N_("word")},
    {COMMAND_select_word_end, COMMAND_NONE, N_("end of the word")},
    {COMMAND_select_find, COMMAND_NONE, N_("to a character")},
    {COMMAND_select_sentence_end, COMMAND_NONE, N_("end of sentence")},
    {COMMAND_select_line_down, COMMAND_select_line_up, N_("line")},
    {COMMAND_select_swap, COMMAND_NONE, N_("the other end")},
    {COMMAND_view_brief, COMMAND_view_differences, N_("brief, changes")},
    {COMMAND_view_agree, COMMAND_NONE, N_("two coders")},
    {COMMAND_view_entities, COMMAND_view_timeline, N_("names, timeline")},
    {COMMAND_view_index, COMMAND_view_compare, N_("index, compare")},
    {COMMAND_view_notes, COMMAND_view_versions, N_("notes, versions")},
    {COMMAND_view_help, COMMAND_NONE, N_("all the keys")},
    {COMMAND_toggle_gutter, COMMAND_toggle_peek, N_("gutter, peek")},
    {COMMAND_toggle_panel, COMMAND_NONE, N_("panel")},
    {COMMAND_next_pane, COMMAND_previous_pane, N_("panes")},
    {COMMAND_list_open, COMMAND_NONE, N_("go there")},
    {COMMAND_list_next_mention, COMMAND_list_previous_mention, N_("mention")},
    {COMMAND_list_filter, COMMAND_NONE, N_("filter")},
    {COMMAND_list_refuse, COMMAND_NONE, N_("not that place")},
    {COMMAND_list_sort, COMMAND_NONE, N_("sort")},
    {COMMAND_list_delete, COMMAND_NONE, N_("delete the note")},
    {COMMAND_list_confirm, COMMAND_list_merge, N_("confirm, merge")},
    {COMMAND_adopt_first, COMMAND_adopt_second, N_("as A, B has it")},
    {COMMAND_adopt_both, COMMAND_NONE, N_("as both have it")},
    {COMMAND_compare_next, COMMAND_compare_previous, N_("other original")},
    {COMMAND_compare_addition, COMMAND_compare_loss, N_("added, lost")},
    {COMMAND_command_line, COMMAND_NONE, N_("command by name")},
    {COMMAND_reload, COMMAND_NONE, N_("read again")},
    {COMMAND_next_file, COMMAND_previous_file, N_("n, p: next file")},
    {COMMAND_redraw, COMMAND_suspend, N_("redraw, suspend")},
    {COMMAND_leave, COMMAND_quit_at_once, N_("close; ZZ: quit")},
    {COMMAND_escape, COMMAND_NONE, N_("to the text")},
};

static const struct short_help signs[] = {
    {COMMAND_NONE, COMMAND_NONE, N_("word for word")},
    {COMMAND_NONE, COMMAND_NONE, N_("edited")},
    {COMMAND_NONE, COMMAND_NONE, N_("in other words")},
    {COMMAND_NONE, COMMAND_NONE, N_("no source here")},
    {COMMAND_NONE, COMMAND_NONE, N_("adds/loses/both")},
    {COMMAND_NONE, COMMAND_NONE, N_("part, left out")},
};
static const char *const sign_keys[] = {"=", "~", "≈", "+", "+ - ±", "· -"};

// --- the keys of a place, on one screen
// ------------------------------------------------------------

struct help_line {
    char *keys; // NULL: a heading, or a blank where there is no text either
    const char *text;
};

struct help_lines {
    struct help_line *items;
    size_t count, capacity;
};

static void add_line(struct help_lines *lines, char *keys, const char *text)
{
    lines->items =
        memory_grow(lines->items, &lines->capacity, lines->count + 1, sizeof *lines->items);
    lines->items[lines->count++] = (struct help_line){keys, text};
}

static void lines_fini(struct help_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        free(lines->items[i].keys);
    free(lines->items);
}

static const struct short_help *find_short(enum command_id id, bool as_second)
{
    for (size_t i = 0; i < sizeof short_helps / sizeof *short_helps; i++) {
        if ((as_second ? short_helps[i].second : short_helps[i].first) == id)
            return &short_helps[i];
    }
    return NULL;
}

static void add_first_key(const struct reader *reader, enum command_id id, struct buffer *out)
{
    const char *keys = keymap_keys(reader->material.keymap, id);
    if (out->length && *keys)
        buffer_add_byte(out, ' ');
    buffer_add(out, keys, strcspn(keys, " "));
}

static void add_short(const struct reader *reader, struct help_lines *lines, enum command_id id)
{
    const struct short_help *found = find_short(id, false);
    const struct short_help *pair = find_short(id, true);
    if (pair && command_is_at(pair->first, reader->help_place))
        return; // shown with the other
    struct buffer keys = {0};
    add_first_key(reader, id, &keys);
    if (found && found->second != COMMAND_NONE && command_is_at(found->second, reader->help_place))
        add_first_key(reader, found->second, &keys);
    if (keys.length == 0)
        buffer_add_byte(&keys, ':');
    const char *text = found ? _(found->text) : pair ? _(pair->text) : command_get(id)->name;
    add_line(lines, buffer_take(&keys), text);
}

static void collect_lines(const struct reader *reader, struct help_lines *lines, bool blanks)
{
    for (int group = 0; group < GROUP_COUNT; group++) {
        bool headed = false;
        for (int id = 0; id < COMMAND_COUNT; id++) {
            if ((int)command_get((enum command_id)id)->group != group ||
                !command_is_at((enum command_id)id, reader->help_place))
                continue;
            if (!headed && blanks && lines->count)
                add_line(lines, NULL, NULL);
            if (!headed)
                add_line(lines, NULL, command_group_name((enum command_group)group));
            headed = true;
            add_short(reader, lines, (enum command_id)id);
        }
    }
    if (reader->help_place != PLACE_TEXT || !reader->article->original_count)
        return;
    if (blanks)
        add_line(lines, NULL, NULL);
    add_line(lines, NULL, _("The gutter"));
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        add_line(lines, memory_copy_string(sign_keys[i]), _(signs[i].text));
}

static void draw_lines(const struct help_lines *lines, struct area area, size_t columns,
                       size_t height, size_t top)
{
    int width = area.columns / (int)columns;
    if (width > WIDE_COLUMN)
        width = WIDE_COLUMN;
    for (size_t i = 0; i < lines->count; i++) {
        size_t row = i % height;
        int column = (int)(i / height) * width;
        if (row < top || row - top >= (size_t)area.rows || !lines->items[i].text)
            continue;
        const struct help_line *line = &lines->items[i];
        if (!line->keys) {
            area_draw_cut(area, (int)(row - top), column, width - 1, ROLE_HEADING, line->text);
            continue;
        }
        area_draw_cut(area, (int)(row - top), column + 1, width - 2, ROLE_KEY, line->keys);
        int from = canvas_width(line->keys) + 2;
        if (from < SHORT_KEYS + 1)
            from = SHORT_KEYS + 1;
        area_draw_cut(area, (int)(row - top), column + from, width - from - 1, ROLE_TEXT,
                      line->text);
    }
}

static void draw_head(const struct reader *reader, struct area area)
{
    static const char *const places[PLACE_COUNT] = {
        [PLACE_TEXT] = N_("Keys in the text"),
        [PLACE_LIST] = N_("Keys in lists"),
        [PLACE_SELECTION] = N_("Keys while selecting"),
    };
    const char *more = _("a number before a key repeats it");
    int end = area_draw(area, 0, 0, ROLE_HEADING, _(places[reader->help_place]));
    if (end + 2 + canvas_width(more) <= area.columns)
        area_draw(area, 0, area.columns - canvas_width(more), ROLE_FAINT, more);
}

void help_draw(struct reader *reader, struct area area)
{
    draw_head(reader, area);
    area = area_part(area, 1, 0, area.rows - 1, area.columns);
    if (area.rows < 1)
        return;
    size_t most = area.columns >= SHORT_COLUMN ? (size_t)(area.columns / SHORT_COLUMN) : 1;
    size_t rows = (size_t)area.rows, columns = 1;
    struct help_lines lines = {0};
    collect_lines(reader, &lines, true);
    if ((lines.count + most - 1) / most > rows) { // blanks are the first to go
        lines_fini(&lines);
        lines = (struct help_lines){0};
        collect_lines(reader, &lines, false);
    }
    while (columns < most && (lines.count + columns - 1) / columns > rows)
        columns++;
    size_t height = (lines.count + columns - 1) / columns;
    if (height < rows)
        height = rows;
    if (reader->page_top + rows > height)
        reader->page_top = height - rows;
    draw_lines(&lines, area, columns, height, reader->page_top);
    lines_fini(&lines);
}

// --- all keys
// ----------------------------------------------------------------------------------------

// Whether the row is wanted: its keys, name or help have what is filtered by, case ignored.
static bool passes_filter(const struct reader *reader, enum command_id id)
{
    if (!reader->filter || !*reader->filter)
        return true;
    const struct command *command = command_get(id);
    struct buffer row = {0};
    buffer_format(&row, "%s %s %s", keymap_keys(reader->material.keymap, id), command->name,
                  _(command->help));
    bool found = strcasestr(buffer_string(&row), reader->filter) != NULL;
    buffer_fini(&row);
    return found;
}

// Whether the page has no room for keys and help side by side: help is under the keys then.
static bool is_narrow(const struct reader *reader)
{
    return reader->columns < 3 * KEY_COLUMNS;
}

static void add_command(const struct reader *reader, struct rich *page, enum command_id id)
{
    const char *keys = keymap_keys(reader->material.keymap, id);
    rich_add(page, ROLE_TEXT, " ");
    rich_add(page, ROLE_KEY, keys);
    if (is_narrow(reader)) {
        rich_format(page, ROLE_FAINT, "  :%s\n", command_get(id)->name);
        rich_format(page, ROLE_TEXT, "%*s%s\n", NARROW_HANG, "", _(command_get(id)->help));
        return;
    }
    for (int column = canvas_width(keys) + 1; column < KEY_COLUMNS; column++)
        rich_add(page, ROLE_TEXT, " ");
    rich_format(page, ROLE_TEXT, " %s", _(command_get(id)->help));
    rich_format(page, ROLE_FAINT, "  :%s\n", command_get(id)->name);
}

void help_build(struct reader *reader, struct rich *page)
{
    rich_clear(page);
    page->hang = is_narrow(reader) ? NARROW_HANG : KEY_COLUMNS + 1;
    rich_format(page, ROLE_HEADING, "%s\n", _("All keys"));
    bool any = false;
    for (int group = 0; group < GROUP_COUNT; group++) {
        bool headed = false;
        for (int id = 0; id < COMMAND_COUNT; id++) {
            if ((int)command_get((enum command_id)id)->group != group ||
                !passes_filter(reader, (enum command_id)id))
                continue;
            if (!headed)
                rich_format(page, ROLE_HEADING, "\n%s\n",
                            command_group_name((enum command_group)group));
            headed = any = true;
            add_command(reader, page, (enum command_id)id);
        }
    }
    if (!any)
        rich_format(page, ROLE_FAINT, _("\nno key has “%s” in its help\n"), reader->filter);
    if (reader->filter && *reader->filter)
        return;
    rich_format(page, ROLE_HEADING, "\n%s\n", _("The gutter"));
    rich_add(page, ROLE_TEXT,
             _(" A B C  the originals a sentence comes from\n"
               " =  word for word    ~  edited    ≈  in other words    +  no source in this file\n"
               " then  +  adds words    -  loses words    ±  both\n"
               " in the originals:  ·  carried in part    -  left out\n"));
}
