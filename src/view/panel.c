// SPDX-License-Identifier: GPL-3.0-or-later
// Panel: entities, timeline and differences under one another; and the views, which take the
// panel's place or, on a narrow screen, the text's.

#include <config.h>

#include "base/i18n.h"
#include "text/safe.h"
#include "view/state.h"

void list_draw(const struct reader *reader, struct area area, struct list *list,
               draw_row_function *draw_row, bool active)
{
    if (list->count == 1 && list->rows[0].kind == ROW_HEADING && list->rows[0].heading) {
        struct rich why = {0}; // why it is empty: all of it, in as many rows as that takes
        rich_add(&why, ROLE_FAINT, list->rows[0].heading);
        rich_draw(&why, area_part(area, 0, 1, area.rows, area.columns - 2), 0, RICH_CUT_END);
        rich_fini(&why);
        return;
    }
    list_keep_visible(list, area.rows);
    for (int row = 0; row < area.rows && list->top + (size_t)row < list->count; row++) {
        size_t index = list->top + (size_t)row;
        draw_row(reader, area, row, &list->rows[index]);
        if (!active || index != list->chosen)
            continue;
        area_add_attributes(area, row, 0, area.columns, CELL_REVERSE);
        if (reader->material.plain) {
            area.canvas->cursor_row = area.row + row;
            area.canvas->cursor_column = area.column;
        }
    }
}

static void draw_rule(struct area area, int row)
{
    area_fill(area, row, 0, area.columns, ROLE_RULE, "─");
    // The line to its left has a branch here.
    struct area left = area;
    left.column--;
    left.columns++;
    area_draw(left, row, 0, ROLE_RULE, "├");
}

int reader_pane_rows(const struct reader *reader, enum pane pane)
{
    struct frame frame = reader_frame(reader);
    int differences = (int)reader->panes[PANE_DIFFERENCES].count;
    int entities = (int)reader->panes[PANE_ENTITIES].count;
    int timeline = frame.body_rows - differences - entities - 2;
    int natural = (int)reader->panes[PANE_TIMELINE].count;
    switch (pane) {
    case PANE_ENTITIES: // what the others leave
        return timeline > natural ? frame.body_rows - differences - natural - 2 : entities;
    case PANE_TIMELINE:
        return timeline > natural ? natural : timeline;
    default:
        return differences;
    }
}

void panel_draw(struct reader *reader, struct area area)
{
    static draw_row_function *const draw_rows[PANE_COUNT] = {
        [PANE_ENTITIES] = entities_draw_row,
        [PANE_TIMELINE] = timeline_draw_row,
        [PANE_DIFFERENCES] = differences_draw_row,
    };
    static const enum pane order[] = {PANE_ENTITIES, PANE_TIMELINE, PANE_DIFFERENCES};
    int row = 0;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        enum pane pane = order[i];
        int rows = reader_pane_rows(reader, pane);
        bool active = reader->view == VIEW_NONE && reader->pane == pane;
        if (i > 0 && row < area.rows)
            draw_rule(area, row++);
        list_draw(reader, area_part(area, row, 0, rows, area.columns), &reader->panes[pane],
                  draw_rows[pane], active);
        row += rows;
    }
}

// --- views -----------------------------------------------------------------------------------------

// A list with the card of its chosen row under it, where there is room for one.
static void draw_with_card(struct reader *reader, struct area area, draw_row_function *draw_row,
                           enum row_kind kind,
                           void (*draw_card)(const struct reader *reader, struct area area,
                                             uint32_t index))
{
    struct list *list = &reader->lists[reader->view];
    int card = list->chosen < list->count && list->rows[list->chosen].kind == kind
                   ? card_rows(area.rows)
                   : 0;
    struct area rows = area_part(area, 0, 0, area.rows - (card ? card + 1 : 0), area.columns);
    list_draw(reader, rows, list, draw_row, true);
    if (!card)
        return;
    struct frame frame = reader_frame(reader);
    if (frame.panel_columns)
        draw_rule(area, rows.rows);
    else
        area_fill(area, rows.rows, 0, area.columns, ROLE_RULE, "─");
    draw_card(reader, area_part(area, rows.rows + 1, 0, card, area.columns),
              list->rows[list->chosen].index);
}

void list_draw_with_card(const struct reader *reader, struct area area, struct list *list,
                         draw_row_function *draw_row, const struct rich *card)
{
    int rows = card && card->text.length ? note_card_rows(area.rows) : 0;
    struct area above = area_part(area, 0, 0, area.rows - (rows ? rows + 1 : 0), area.columns);
    list_draw(reader, above, list, draw_row, true);
    if (!rows)
        return;
    if (reader_frame(reader).panel_columns)
        draw_rule(area, above.rows);
    else
        area_fill(area, above.rows, 0, area.columns, ROLE_RULE, "─");
    rich_draw(card, area_part(area, above.rows + 1, 1, rows, area.columns - 2), 0, RICH_CUT_END);
}

static void draw_page(struct reader *reader, struct area area)
{
    int width = area.columns - 4, most = reader->view == VIEW_HELP ? 116 : 76;
    struct area inner = area_part(area, 0, 2, area.rows, width < most ? width : most);
    size_t lines = rich_line_count(&reader->page, inner.columns);
    size_t rows = (size_t)inner.rows;
    if (reader->page_top + rows > lines)
        reader->page_top = lines > rows ? lines - rows : 0;
    rich_draw(&reader->page, inner, reader->page_top, RICH_CUT_SILENTLY);
}

void view_draw(struct reader *reader, struct area area)
{
    switch (reader->view) {
    case VIEW_ENTITIES:
        draw_with_card(reader, area, entities_draw_row, ROW_ENTITY, card_draw);
        break;
    case VIEW_TIMELINE:
        draw_with_card(reader, area, timeline_draw_row, ROW_ENGAGEMENT, card_draw_event);
        break;
    case VIEW_NOTES:
        notes_draw(reader, area);
        break;
    case VIEW_VERSIONS:
        versions_draw(reader, area);
        break;
    case VIEW_AGREE:
        agree_draw(reader, area);
        break;
    case VIEW_DIFFERENCES:
        difference_list_draw(reader, area);
        break;
    case VIEW_INDEX:
        list_draw(reader, area, &reader->lists[VIEW_INDEX], index_draw_row, true);
        break;
    case VIEW_HELP:
        if (reader->help_all)
            draw_page(reader, area);
        else
            help_draw(reader, area_part(area, 0, 2, area.rows, area.columns - 3));
        break;
    default:
        draw_page(reader, area);
    }
}

// What is typed there, and about which words.
static void draw_editor_heading(const struct reader *reader, struct area area, int row, int end)
{
    struct buffer heading = {0};
    struct span span = reader->prompt_span;
    buffer_add_string(&heading, reader->editing_note ? _(" change the note ") : _(" new note "));
    buffer_add_string(&heading, _("on “"));
    safe_add(&heading, reader->article->bytes + span.start, span_length(span));
    int room = end - 7; // the words' end is cut, not the quotation mark
    int drawn = area_draw_cut(area, row, 2, room, ROLE_HEADING, buffer_string(&heading));
    area_draw(area, row, drawn, ROLE_HEADING, _("” "));
    buffer_fini(&heading);
}

// The note being typed, over the peek: at least three rows, at most half the screen.
void note_editor_draw(struct reader *reader, struct area area)
{
    struct rich text = {0};
    const char *typed = buffer_string(&reader->editor.text);
    rich_add_bytes(&text, ROLE_TEXT, typed, reader->editor.text.length);
    rich_add(&text, ROLE_TEXT, "\xE2\x80\x8B"); // an empty last line counts, too
    struct rich before = {0};
    rich_add_bytes(&before, ROLE_TEXT, typed, reader->editor.cursor);
    rich_add(&before, ROLE_TEXT, "x");
    struct frame frame = reader_frame(reader);
    int width = area.columns - 2;
    int cursor_line = (int)rich_line_count(&before, width) - 1;
    int rows = frame.peek_rows > 3 ? frame.peek_rows : 3;
    if (rows > area.rows / 2)
        rows = area.rows / 2 > 0 ? area.rows / 2 : 1;
    int top = frame.bottom_row - rows;
    for (int row = top; row < frame.bottom_row; row++)
        area_fill(area, row, 0, area.columns, ROLE_TEXT, " ");
    if (top > 1) {
        area_fill(area, top - 1, 0, area.columns, ROLE_RULE, "─");
        if (frame.panel_columns)
            area_draw(area, top - 1, frame.panel_column - 1, ROLE_RULE, "┴");
        draw_editor_heading(reader, area, top - 1, frame.panel_columns ? frame.panel_column - 1 : area.columns);
    }
    size_t first = cursor_line >= rows ? (size_t)(cursor_line - rows + 1) : 0;
    struct area inner = area_part(area, top, 1, rows, width);
    rich_draw(&text, inner, first, RICH_CUT_SILENTLY);
    area.canvas->cursor_row = inner.row + cursor_line - (int)first;
    area.canvas->cursor_column = inner.column + rich_last_column(&before, width) - 1;
    rich_fini(&text);
    rich_fini(&before);
}
