// SPDX-License-Identifier: GPL-3.0-or-later
// Screen: the parts of the frame put together.

#include <config.h>

#include "base/i18n.h"
#include "text/safe.h"
#include "view/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// --- top line --------------------------------------------------------------------------------------

static void add_section_name(const struct reader *reader, const struct section *section,
                             struct buffer *out)
{
    char letters[8];
    switch (section->kind) {
    case SECTION_TITLE:
        buffer_add_string(out, _("Title"));
        break;
    case SECTION_INTRODUCTION:
        buffer_add_string(out, reader->article->original_count ? _("Introduction") : _("Text"));
        break;
    case SECTION_SEPARATOR:
        buffer_add_string(out, _("Separator"));
        break;
    case SECTION_ORIGINAL:
        article_original_letters(section->ordinal, letters);
        buffer_format(out, _("Original %s"), letters);
        break;
    case SECTION_BOILERPLATE:
        buffer_add_string(out, _("Boilerplate"));
        break;
    }
}

static void add_title(const struct reader *reader, struct buffer *out)
{
    const struct article *article = reader->article;
    if (article->section_count && article->sections[0].kind == SECTION_TITLE) {
        struct span title = article->sections[0].headline;
        safe_add(out, article->bytes + title.start, span_length(title));
    } else {
        const char *path = text_path(article->text);
        const char *slash = strrchr(path, '/');
        const char *name = slash ? slash + 1 : path;
        safe_add(out, name, strlen(name));
    }
}

// "¶ 1234/5678", of a long text, once its paragraphs have numbers.
static void add_number_in_whole(const struct reader *reader, const struct sentence *sentence,
                                struct buffer *out)
{
    const struct reader_material *material = &reader->material;
    if (material->awaits_numbers)
        return;
    size_t start = reader->article->paragraphs[sentence->paragraph].span.start, count;
    size_t before = material->parts->paragraphs_before(material->context, start, &count);
    buffer_format(out, "¶ %zu/%zu", before + 1, count);
}

// "Introduction ¶ 13/25   17% "; the section's name is left out where `named` is false.
static void add_place(const struct reader *reader, bool named, struct buffer *out)
{
    const struct article *article = reader->article;
    if (article->sentence_count == 0)
        return;
    const struct sentence *sentence = &article->sentences[reader->focus];
    const struct section *section = &article->sections[sentence->section];
    double percent =
        100.0 * (double)sentence->span.start / (double)text_whole_length(article->text);
    if (named && !reader->material.is_beginning && !reader->material.parts) {
        add_section_name(reader, section, out);
        buffer_add_byte(out, ' ');
    }
    if (reader->material.parts)
        add_number_in_whole(reader, sentence, out);
    else if (reader->material.is_beginning) // sections are found in the whole
        buffer_format(out, "¶ %zu", sentence->paragraph + 1);
    else
        buffer_format(out, "¶ %zu/%zu", sentence->paragraph - section->first_paragraph + 1,
                      section->paragraph_count);
    buffer_format(out, reader->columns >= FRAME_PANEL_FROM ? "  %3.0f%% " : " %3.0f%% ", percent);
}

static void draw_top_line(const struct reader *reader, struct canvas *canvas)
{
    struct area area = area_part(area_whole(canvas), 0, 0, 1, canvas->columns);
    struct buffer place = {0}, title = {0};
    add_place(reader, true, &place);
    if (canvas_width(buffer_string(&place)) + 1 > area.columns) {
        buffer_clear(&place);
        add_place(reader, false, &place);
    }
    add_title(reader, &title);
    area_fill(area, 0, 0, area.columns, ROLE_TOP_LINE, " ");
    int width = canvas_width(buffer_string(&place));
    area_draw_cut(area, 0, 1, area.columns - width - 4, ROLE_TOP_LINE, buffer_string(&title));
    area_draw_cut(area, 0, width < area.columns ? area.columns - width : 0, area.columns,
                  ROLE_TOP_LINE, buffer_string(&place));
    buffer_fini(&place);
    buffer_fini(&title);
}

// --- bottom line -------------------------------------------------------------------------------------

struct hint {
    enum command_id command;
    const char *name, *short_name;
    int priority; // what is dropped first has the lowest
    enum command_id second; // of two keys that go together; 0: none
};

static const struct hint text_hints[] = {
    {COMMAND_next_sentence, N_("next sentence"), N_("sentence"), 2, 0},
    {COMMAND_next_addition, N_("next addition"), N_("addition"), 4, 0},
    {COMMAND_source, N_("source"), N_("source"), 5, 0},
    {COMMAND_tag, N_("tag"), N_("tag"), 6, 0},
    {COMMAND_note, N_("note"), N_("note"), 3, 0},
    {COMMAND_view_compare, N_("compare"), N_("compare"), 1, 0},
    {COMMAND_view_help, N_("help"), N_("help"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint plain_hints[] = { // of a text without originals
    {COMMAND_next_sentence, N_("next sentence"), N_("sentence"), 2, 0},
    {COMMAND_page_down, N_("next page"), N_("page"), 3, 0},
    {COMMAND_highlight, N_("highlight"), N_("highlight"), 4, 0},
    {COMMAND_tag, N_("tag"), N_("tag"), 6, 0},
    {COMMAND_note, N_("note"), N_("note"), 5, 0},
    {COMMAND_search_forward, N_("search"), N_("search"), 1, 0},
    {COMMAND_view_help, N_("help"), N_("help"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint selection_hints[] = {
    {COMMAND_select_word_forward, N_("word"), N_("word"), 3, 0},
    {COMMAND_select_sentence_end, N_("sentence"), N_("sentence"), 2, 0},
    {COMMAND_select_swap, N_("other end"), N_("other end"), 1, 0},
    {COMMAND_highlight, N_("highlight"), N_("highlight"), 5, 0},
    {COMMAND_tag, N_("tag"), N_("tag"), 6, 0},
    {COMMAND_note, N_("note"), N_("note"), 4, 0},
    {COMMAND_escape, N_("leave"), N_("leave"), 8, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint list_hints[] = {
    {COMMAND_line_down, N_("down"), N_("down"), 1, 0},
    {COMMAND_list_open, N_("go there"), N_("go there"), 6, 0},
    {COMMAND_list_next_mention, N_("next mention"), N_("mention"), 5, 0},
    {COMMAND_list_filter, N_("filter"), N_("filter"), 3, 0},
    {COMMAND_next_pane, N_("next pane"), N_("pane"), 2, 0},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_view_help, N_("help"), N_("help"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint index_hints[] = {
    {COMMAND_line_down, N_("down"), N_("down"), 1, 0},
    {COMMAND_list_open, N_("go there"), N_("go there"), 6, 0},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_view_help, N_("help"), N_("help"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint difference_hints[] = {
    {COMMAND_line_down, N_("down"), N_("down"), 1, 0},
    {COMMAND_list_open, N_("go there"), N_("go there"), 6, 0},
    {COMMAND_list_filter, N_("filter"), N_("filter"), 3, 0},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_view_help, N_("help"), N_("help"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint entity_hints[] = {
    {COMMAND_list_open, N_("go there"), N_("go there"), 5, 0},
    {COMMAND_list_next_mention, N_("next mention"), N_("mention"), 4, 0},
    {COMMAND_list_confirm, N_("confirm, reject"), N_("confirm, reject"), 6, COMMAND_list_reject},
    {COMMAND_list_merge, N_("merge"), N_("merge"), 3, 0},
    {COMMAND_list_kind, N_("kind"), N_("kind"), 2, 0},
    {COMMAND_list_sort, N_("sort"), N_("sort"), 1, 0},
    {COMMAND_list_filter, N_("filter"), N_("filter"), 3, 0},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_view_help, N_("help"), N_("help"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint timeline_hints[] = {
    {COMMAND_line_down, N_("down"), N_("down"), 1, 0},
    {COMMAND_list_open, N_("go there"), N_("go there"), 6, 0},
    {COMMAND_list_next_mention, N_("next telling"), N_("telling"), 4, 0},
    {COMMAND_view_compare, N_("all tellings"), N_("tellings"), 5, 0},
    {COMMAND_list_filter, N_("filter"), N_("filter"), 3, 0},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_view_help, N_("help"), N_("help"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint note_hints[] = { // of the list of notes
    {COMMAND_line_down, N_("down"), N_("down"), 1, 0},
    {COMMAND_list_open, N_("go there"), N_("go there"), 6, 0},
    {COMMAND_list_delete, N_("delete"), N_("delete"), 3, 0},
    {COMMAND_view_versions, N_("versions"), N_("versions"), 4, 0},
    {COMMAND_list_filter, N_("filter"), N_("filter"), 5, 0},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_view_help, N_("help"), N_("help"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint version_hints[] = {
    {COMMAND_line_down, N_("down"), N_("down"), 1, 0},
    {COMMAND_list_open, N_("this holds"), N_("this holds"), 6, 0},
    {COMMAND_undo, N_("undo"), N_("undo"), 3, 0},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_view_help, N_("help"), N_("help"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint agree_hints[] = {
    {COMMAND_adopt_first, N_("the first’s"), N_("first"), 6, 0},
    {COMMAND_adopt_second, N_("the second’s"), N_("second"), 5, 0},
    {COMMAND_adopt_both, N_("both’s"), N_("both"), 4, 0},
    {COMMAND_list_open, N_("go there"), N_("go there"), 3, 0},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_view_help, N_("help"), N_("help"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint page_hints[] = {
    {COMMAND_page_down, N_("page"), N_("page"), 3, 0},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_view_help, N_("help"), N_("help"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint help_hints[] = {
    {COMMAND_page_down, N_("page"), N_("page"), 3, 0},
    {COMMAND_list_filter, N_("find a key"), N_("find"), 5, 0},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_view_help, N_("all keys"), N_("all keys"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint all_keys_hints[] = { // h closes that page
    {COMMAND_page_down, N_("page"), N_("page"), 3, 0},
    {COMMAND_list_filter, N_("find a key"), N_("find"), 5, 0},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint compare_hints[] = {
    {COMMAND_line_down, N_("row"), N_("row"), 2, COMMAND_line_up},
    {COMMAND_compare_addition, N_("next change"), N_("change"), 5, COMMAND_compare_loss},
    {COMMAND_list_confirm, N_("accept, reject"), N_("accept, reject"), 6, COMMAND_list_reject},
    {COMMAND_tag, N_("tag"), N_("tag"), 3, 0},
    {COMMAND_compare_next, N_("next original"), N_("original"), 4, COMMAND_compare_previous},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint event_hints[] = {
    {COMMAND_line_down, N_("line"), N_("line"), 2, COMMAND_line_up},
    {COMMAND_leave, N_("back"), N_("back"), 7, 0},
    {COMMAND_view_help, N_("help"), N_("help"), 9, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint tagging_hints[] = {
    {COMMAND_source, N_("coded, next"), N_("coded"), 8, 0},
    {COMMAND_previous_sentence, N_("back"), N_("back"), 5, 0},
    {COMMAND_tag, N_("new tag"), N_("new tag"), 4, 0},
    {COMMAND_undo, N_("undo"), N_("undo"), 3, 0},
    {COMMAND_escape, N_("leave"), N_("leave"), 7, 0},
    {COMMAND_NONE, NULL, NULL, 0, 0},
};

static const struct hint *hints_here(const struct reader *reader)
{
    if (reader->view == VIEW_COMPARE)
        return reader->compare_event != FINDINGS_NONE ? event_hints : compare_hints;
    if (reader->view == VIEW_NOTES)
        return note_hints;
    if (reader->view == VIEW_VERSIONS)
        return version_hints;
    if (reader->view == VIEW_AGREE)
        return agree_hints;
    if (reader->view == VIEW_HELP)
        return reader->help_all ? all_keys_hints : help_hints;
    if (reader->view == VIEW_INDEX)
        return index_hints;
    if (reader->view == VIEW_DIFFERENCES)
        return difference_hints;
    if (reader->view == VIEW_BRIEF)
        return page_hints;
    if (reader->view == VIEW_ENTITIES)
        return entity_hints;
    if (reader->view == VIEW_TIMELINE)
        return timeline_hints;
    if (reader->tagging && reader_place(reader) == PLACE_TEXT)
        return tagging_hints;
    switch (reader_place(reader)) {
    case PLACE_SELECTION:
        return selection_hints;
    case PLACE_LIST:
        return list_hints;
    default:
        return reader->article->original_count ? text_hints : plain_hints;
    }
}

static void add_first_key(const struct reader *reader, enum command_id id, struct buffer *out)
{
    const char *keys = keymap_keys(reader->material.keymap, id);
    buffer_add(out, keys, strcspn(keys, " "));
}

// "j", or "j k" of two commands that go together.
static void add_hint_keys(const struct reader *reader, const struct hint *hint, struct buffer *out)
{
    add_first_key(reader, hint->command, out);
    if (!hint->second)
        return;
    buffer_add_byte(out, ' ');
    add_first_key(reader, hint->second, out);
}

// Columns between two hints: more where a hint has several keys.
static int hint_gap(const struct hint *hints)
{
    return hints->second ? 3 : 2;
}

// Columns of the hints with priority at least `least`.
static int hints_width(const struct reader *reader, const struct hint *hints, bool in_short,
                       int least)
{
    int width = 1, gap = hint_gap(hints);
    for (; hints->name; hints++) {
        if (hints->priority < least)
            continue;
        struct buffer keys = {0};
        add_hint_keys(reader, hints, &keys);
        width += canvas_width(buffer_string(&keys)) + 1 +
                 canvas_width(_(in_short ? hints->short_name : hints->name)) +
                 (width > 1 ? gap : 0);
        buffer_fini(&keys);
    }
    return width;
}

static void draw_hints(const struct reader *reader, struct area area, int used)
{
    const struct hint *hints = hints_here(reader);
    int room = area.columns - used - 2, least = 0, gap = hint_gap(hints);
    bool in_short = hints_width(reader, hints, false, 0) > room;
    while (least < 10 && hints_width(reader, hints, in_short, least) > room)
        least++;
    if (least == 10)
        return;
    int column = area.columns - hints_width(reader, hints, in_short, least);
    for (bool first = true; hints->name; hints++) {
        if (hints->priority < least)
            continue;
        struct buffer keys = {0};
        add_hint_keys(reader, hints, &keys);
        column = area_draw(area, 0, column + (first ? 0 : gap), ROLE_KEY, buffer_string(&keys)) + 1;
        column = area_draw(area, 0, column, ROLE_KEY_LINE,
                           _(in_short ? hints->short_name : hints->name));
        buffer_fini(&keys);
        first = false;
    }
}

// What the marks of the comparison mean; returns the column behind.
static int draw_legend(const struct reader *reader, struct area area)
{
    static const struct {
        const char *bracketed, *plain;
        enum role role;
    } marks[] = {
        {N_("{+added+}"), N_("added"), ROLE_ADDED},
        {N_("[-lost-]"), N_("lost"), ROLE_LOST},
        {N_("{moved}"), N_("moved"), ROLE_MOVED},
    };
    int column = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        column = area_draw(area, 0, column + 1, marks[i].role,
                           _(reader->colour ? marks[i].plain : marks[i].bracketed));
    return column;
}

static const char *prompt_label(const struct reader *reader, struct buffer *out)
{
    switch (reader->prompt) {
    case PROMPT_SEARCH:
        return "/";
    case PROMPT_SEARCH_BACKWARD:
        return "?";
    case PROMPT_COMMAND:
        return ":";
    case PROMPT_ONLY:
        return "&";
    case PROMPT_FILTER:
        return _("only rows with: ");
    case PROMPT_TAG_NAME:
        buffer_add_string(out, _("name of the tag "));
        buffer_add_code_point(out, reader->prompt_letter);
        buffer_add_string(out, ": ");
        return buffer_string(out);
    case PROMPT_SPLIT:
        if (reader->prompt_count == 1)
            return _("this mention is of: ");
        buffer_format(out, _("these %zu mentions are of: "), reader->prompt_count);
        return buffer_string(out);
    default:
        return "";
    }
}

enum { LEAST_PROMPT = 8 }; // columns for what is typed

// What is typed scrolls so that the cursor stays in view.
static void draw_prompt(struct reader *reader, struct area area)
{
    struct buffer made = {0}, before = {0};
    const char *label = prompt_label(reader, &made);
    int column = 1;
    if (canvas_width(label) + 1 + LEAST_PROMPT <= area.columns) // what is typed goes before
        column = area_draw(area, 0, 1, ROLE_KEY, label);
    const char *text = buffer_string(&reader->editor.text);
    size_t from = 0;
    buffer_add(&before, text, reader->editor.cursor);
    while (canvas_width(before.data + from) > area.columns - column - 2 && from < before.length) {
        from++;
        while (from < before.length && ((unsigned char)before.data[from] & 0xC0) == 0x80)
            from++;
    }
    area_draw_cut(area, 0, column, area.columns - column, ROLE_TEXT, text + from);
    area.canvas->cursor_row = area.row;
    area.canvas->cursor_column = area.column + column + canvas_width(before.data + from);
    if (reader->message && *reader->message) {
        int width = canvas_width(reader->message);
        int end = column + canvas_width(text + from);
        if (end + width + 3 < area.columns)
            area_draw(area, 0, area.columns - width - 1,
                      reader->message_is_error ? ROLE_ERROR : ROLE_MESSAGE, reader->message);
    } else if (reader->pattern && reader->editor.text.length &&
               (reader->prompt == PROMPT_SEARCH || reader->prompt == PROMPT_SEARCH_BACKWARD ||
                reader->prompt == PROMPT_ONLY)) {
        struct buffer hits = {0};
        buffer_format(&hits, P_("%zu hit", "%zu hits", reader->hits.count), reader->hits.count);
        area_draw(area, 0, area.columns - canvas_width(buffer_string(&hits)) - 1, ROLE_FAINT,
                  buffer_string(&hits));
        buffer_fini(&hits);
    }
    buffer_fini(&made);
    buffer_fini(&before);
}

// A message that is longer than the bottom line goes on above it, over the peek, so that all of it
// is read; at most so many rows.
enum { MESSAGE_ROWS = 4 };

static bool draw_long_message(const struct reader *reader, struct area whole)
{
    const char *message = reader->message ? reader->message : "";
    bool asks = reader->prompt != PROMPT_NONE && reader->prompt != PROMPT_CONFIRM_UNDO;
    if (asks || canvas_width(message) <= whole.columns - 2)
        return false;
    struct rich words = {0};
    rich_add(&words, reader->message_is_error ? ROLE_ERROR : ROLE_MESSAGE, message);
    int rows = (int)rich_line_count(&words, whole.columns - 2);
    int most = whole.rows / 3 < MESSAGE_ROWS ? whole.rows / 3 : MESSAGE_ROWS;
    rows = rows < most ? rows : most;
    for (int row = whole.rows - rows; row < whole.rows; row++)
        area_fill(whole, row, 0, whole.columns, ROLE_KEY_LINE, " ");
    rich_draw(&words, area_part(whole, whole.rows - rows, 1, rows, whole.columns - 2), 0,
              RICH_CUT_END);
    rich_fini(&words);
    return rows > 0;
}

enum { LEGEND_FROM = 60 }; // columns

void bottom_draw(struct reader *reader, struct area area)
{
    area_fill(area, 0, 0, area.columns, ROLE_KEY_LINE, " ");
    if (reader->prompt != PROMPT_NONE && reader->prompt != PROMPT_NOTE &&
        reader->prompt != PROMPT_CONFIRM_UNDO) {
        draw_prompt(reader, area);
        return;
    }
    if (reader->prompt == PROMPT_NOTE) {
        area_draw_cut(area, 0, 1, area.columns - 2, reader->message ? ROLE_ERROR : ROLE_KEY_LINE,
                      reader->message ? reader->message
                                      : _("Enter saves  ^J new line  Esc leaves, the draft is kept"));
        return;
    }
    struct buffer notes = {0};
    size_t count = reader_note_count(reader);
    const char *left = reader->message;
    enum role role = reader->message_is_error ? ROLE_ERROR : ROLE_MESSAGE;
    if ((!left || !*left) && reader->view == VIEW_COMPARE &&
        reader->compare_event == FINDINGS_NONE) {
        bool has_legend = area.columns >= LEGEND_FROM && !reader->material.plain;
        draw_hints(reader, area, has_legend ? draw_legend(reader, area) : 0);
        return;
    }
    if (hunt_add_progress(reader, &notes)) {
        left = buffer_string(&notes);
        role = ROLE_KEY_LINE;
    } else if (!left || !*left) {
        left = beginning_progress(reader);
        role = ROLE_KEY_LINE;
    }
    if (!left && !reader->material.is_beginning) {
        if (reader->only)
            buffer_format(&notes, P_("&%s: %zu paragraph · ", "&%s: %zu paragraphs · ",
                                     reader->only_count), reader->only, reader->only_count);
        buffer_format(&notes, P_("%zu note", "%zu notes", count), count);
        notes_add_troubles(reader, &notes);
        left = buffer_string(&notes);
    }
    int end = area_draw_cut(area, 0, 1, area.columns - 2, role, left ? left : "");
    if (reader->pending == PENDING_NONE) // else the next key is a letter that is waited for
        draw_hints(reader, area, end);
    buffer_fini(&notes);
}

// --- all of it ---------------------------------------------------------------------------------------

static void draw_too_small(struct canvas *canvas)
{
    struct buffer words = {0};
    buffer_format(&words, _("needs %d×%d"), FRAME_LEAST_COLUMNS, FRAME_LEAST_ROWS);
    area_draw_cut(area_whole(canvas), 0, 0, canvas->columns, ROLE_ERROR, buffer_string(&words));
    buffer_fini(&words);
}

static void draw_body(struct reader *reader, struct canvas *canvas, const struct frame *frame)
{
    struct area whole = area_whole(canvas);
    struct area text = area_part(whole, frame->body_row, frame->text_column,
                                 frame->body_rows + frame->words_rows, frame->text_columns);
    struct area left = area_part(whole, frame->body_row, 0, frame->body_rows, frame->left_columns);
    struct area panel = area_part(whole, frame->body_row, frame->panel_column, frame->body_rows,
                                  frame->panel_columns);
    bool beside = reader->view == VIEW_ENTITIES || reader->view == VIEW_TIMELINE ||
                  reader->view == VIEW_NOTES || reader->view == VIEW_VERSIONS ||
                  reader->view == VIEW_AGREE || reader->view == VIEW_INDEX ||
                  reader->view == VIEW_DIFFERENCES;
    if (reader->view == VIEW_NONE || (beside && frame->panel_columns))
        canvas->scrolls =
            (struct canvas_part){text.row, text.column, text.rows, text.columns};
    if (reader->view == VIEW_NONE) {
        article_pane_draw(reader, text);
        if (frame->panel_columns && reader->tagging)
            tagging_draw(reader, panel);
        else if (frame->panel_columns)
            panel_draw(reader, panel);
    } else if (beside && frame->panel_columns) {
        article_pane_draw(reader, text);
        view_draw(reader, panel);
    } else if (frame->panel_columns) { // a page takes the text's place, the panel stays
        view_draw(reader, left);
        panel_draw(reader, panel);
    } else {
        view_draw(reader, left);
    }
    for (int row = 0; frame->panel_columns && row < frame->body_rows; row++) {
        struct cell *cell = canvas_cell(canvas, frame->body_row + row, frame->panel_column - 1);
        if (cell && cell->role != ROLE_RULE)
            area_draw(whole, frame->body_row + row, frame->panel_column - 1, ROLE_RULE, "│");
    }
}

// For screen readers: what is drawn with lines is blank, and there always is a cursor.
static void make_plain(struct canvas *canvas, const struct frame *frame)
{
    for (int row = 0; row < canvas->rows; row++) {
        for (int column = 0; column < canvas->columns; column++) {
            struct cell *cell = canvas_cell(canvas, row, column);
            if (cell->role == ROLE_RULE || cell->role == ROLE_FOCUS_BAR)
                *cell = (struct cell){.text = " ", .role = ROLE_TEXT};
        }
    }
    if (canvas->cursor_row < 0) {
        canvas->cursor_row = frame->body_row;
        canvas->cursor_column = 0;
    }
}

void screen_draw(struct reader *reader, struct canvas *canvas)
{
    canvas_clear(canvas);
    struct frame frame = reader_frame(reader);
    if (frame.too_small) {
        draw_too_small(canvas);
        return;
    }
    struct area whole = area_whole(canvas);
    if (reader->view == VIEW_COMPARE) {
        compare_draw(reader, area_part(whole, 0, 0, frame.bottom_row, frame.columns));
    } else {
        draw_top_line(reader, canvas);
        if (frame.has_rule) {
            area_fill(whole, 1, 0, frame.columns, ROLE_RULE, "─");
            if (frame.panel_columns)
                area_draw(whole, 1, frame.panel_column - 1, ROLE_RULE, "┬");
        }
        draw_body(reader, canvas, &frame);
    }
    if (reader->prompt == PROMPT_NOTE)
        note_editor_draw(reader, whole);
    else
        peek_draw(reader, canvas, &frame);
    if (!draw_long_message(reader, whole))
        bottom_draw(reader, area_part(whole, frame.bottom_row, 0, 1, frame.columns));
    if (reader->material.plain)
        make_plain(canvas, &frame);
}
