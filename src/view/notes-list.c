// SPDX-License-Identifier: GPL-3.0-or-later
// Notes: the list of all notes by position, orphans last.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "notes/suggestion.h"
#include "view/columns.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

enum { PLACE_COLUMNS = 6, TEXT_COLUMN = 18 };

static void describe_note(const struct note *note, struct buffer *out)
{
    for (size_t i = 0; i < note->tag_count; i++)
        buffer_format(out, "%s%s", i ? ", " : "", note->tags[i]);
    if (note->body && *note->body) {
        buffer_add_string(out, note->tag_count ? "  " : "");
        note_add_quoted(out, note->body);
    }
    if (note->tag_count == 0 && !(note->body && *note->body) && note->decision)
        buffer_add_string(out, naming_decision_words(note->decision));
}

// What else the filter looks at: quote, maker, kind, colour, state, day.
static void add_filter_words(const struct note *note, struct buffer *out)
{
    buffer_format(out, " %s %s %s %s %s ", note->quote ? note->quote : "",
                  note->creator ? note->creator : "", _(note_kind_name(note->kind)),
                  note->colour ? _(note_colour_name(note->colour)) : "",
                  _(note_state_name(note->state)));
    note_add_day(note->created, out);
}

void notes_fill(const struct reader *reader, struct list *list)
{
    list->count = 0;
    size_t count = 0;
    const struct note *notes =
        reader->material.notebook ? notebook_notes(reader->material.notebook, &count) : NULL;
    bool filtered = reader->view == VIEW_NOTES && reader->filter && *reader->filter;
    for (size_t i = 0; i < count; i++) {
        bool passes = true;
        if (filtered) {
            struct buffer words = {0};
            describe_note(&notes[i], &words);
            add_filter_words(&notes[i], &words);
            passes = filter_matches(reader->filter, buffer_string(&words));
            buffer_fini(&words);
        }
        if (passes)
            list_add(list, ROW_NOTE, (uint32_t)i);
    }
    if (list->count == 0)
        list_add(list, ROW_HEADING, 0)->heading =
            filtered ? _("nothing has these letters")
                     : _("no notes yet: H highlights, t tags, a writes a note");
}

const struct note *notes_list_chosen(const struct reader *reader)
{
    const struct list *list = &reader->lists[VIEW_NOTES];
    size_t count;
    if (reader->view != VIEW_NOTES || list->chosen >= list->count ||
        list->rows[list->chosen].kind != ROW_NOTE)
        return NULL;
    return &notebook_notes(reader->material.notebook, &count)[list->rows[list->chosen].index];
}

void notes_list_choose(struct reader *reader, const char *id)
{
    struct list *list = &reader->lists[VIEW_NOTES];
    size_t count;
    for (size_t i = 0; i < list->count; i++) {
        if (list->rows[i].kind == ROW_NOTE &&
            strcmp(notebook_notes(reader->material.notebook, &count)[list->rows[i].index].id,
                   id) == 0)
            list->chosen = i;
    }
}

// Maker and day at the right end, where there is room; returns the columns that are left.
static int draw_maker(struct area area, int row, const struct note *note)
{
    enum { FROM = 70, MAKER = 10, DAY = 12 };
    if (area.columns < FROM)
        return area.columns;
    struct buffer day = {0};
    note_add_day(note->created, &day);
    area_draw_cut(area, row, area.columns - DAY - MAKER - 1, MAKER, ROLE_FAINT,
                  note->creator ? note->creator : "?");
    area_draw(area, row, area.columns - 1 - canvas_width(buffer_string(&day)), ROLE_FAINT,
              buffer_string(&day));
    buffer_fini(&day);
    return area.columns - DAY - MAKER - 2;
}

// One row: the place, kind or colour, state where it is not exact, what it says, the quote; by whom
// and when.
void notes_draw_row(const struct reader *reader, struct area area, int row,
                    const struct list_row *item)
{
    if (item->kind == ROW_HEADING) {
        area_draw_cut(area, row, 1, area.columns - 2, ROLE_FAINT, item->heading);
        return;
    }
    size_t count;
    const struct note *note = &notebook_notes(reader->material.notebook, &count)[item->index];
    static const enum role colours[NOTE_COLOUR_COUNT] = {
        [NOTE_NO_COLOUR] = ROLE_TAGGED, [NOTE_YELLOW] = ROLE_YELLOW, [NOTE_GREEN] = ROLE_GREEN,
        [NOTE_BLUE] = ROLE_BLUE,        [NOTE_RED] = ROLE_RED,
    };
    struct buffer words = {0};
    if (note->state == NOTE_ORPHAN)
        buffer_add_string(&words, "–");
    else
        note_add_place(reader, note, &words);
    area_draw_cut(area, row, 1, PLACE_COLUMNS, ROLE_FAINT, buffer_string(&words));
    const char *kind = note->colour ? note_colour_name(note->colour) : note_kind_name(note->kind);
    int column = area_draw_cut(area, row, 2 + PLACE_COLUMNS, 10, colours[note->colour], _(kind)) + 1;
    int end = draw_maker(area, row, note);
    if (end < area.columns && column < TEXT_COLUMN) // in the wide list what is said stands in line
        column = TEXT_COLUMN;
    buffer_clear(&words);
    note_add_marks(note, &words);
    if (words.length)
        column = area_draw_cut(area, row, column, end - column - 1, ROLE_ERROR, words.data + 1) + 1;
    buffer_clear(&words);
    describe_note(note, &words);
    if (words.length && column < end - 1)
        column = area_draw_cut(area, row, column, end - column - 1, ROLE_TEXT, words.data) + 2;
    if (note->quote && column < end - 8)
        area_draw_cut(area, row, column, end - column - 1, ROLE_FAINT, note->quote);
    buffer_fini(&words);
}

void notes_draw(struct reader *reader, struct area area)
{
    struct rich card = {0};
    const struct note *note = notes_list_chosen(reader);
    if (note)
        note_card_build(reader, note, &card);
    list_draw_with_card(reader, area, &reader->lists[VIEW_NOTES], notes_draw_row, &card);
    rich_fini(&card);
}

// --- acts on the chosen note -----------------------------------------------------------------

void notes_list_reanchor(struct reader *reader)
{
    const struct note *note = notes_list_chosen(reader);
    struct suggestion suggestion;
    if (!note)
        reader_complain(reader, _("in the list of notes (A) r writes down where a note is now"));
    else if (note->state != NOTE_ORPHAN)
        act_reanchor(reader, note);
    else if (!notebook_suggestion(reader->material.notebook, note->id, &suggestion))
        reader_complain(reader, _("nothing in the text is like this passage"));
    else {
        struct note_content content = note_content_of(note);
        content.span = suggestion.span;
        act_change(reader, note->id, &content, _("the note stands there now; u takes it back"));
    }
}

void reader_do_list_refuse(struct reader *reader, long count)
{
    (void)count;
    const struct note *note = notes_list_chosen(reader);
    struct suggestion suggestion;
    if (!note || note->state != NOTE_ORPHAN ||
        !notebook_suggestion(reader->material.notebook, note->id, &suggestion)) {
        reader_complain(reader, _("! refuses the place suggested for a note without one (A)"));
        return;
    }
    notebook_refuse_suggestion(reader->material.notebook, note->id);
    reader_say(reader, _("this place is not suggested again"));
}

void notes_list_open(struct reader *reader)
{
    const struct note *note = notes_list_chosen(reader);
    struct suggestion suggestion;
    if (!note)
        return;
    if (note->state != NOTE_ORPHAN) {
        reader_jump_to_note(reader, note);
    } else if (notebook_suggestion(reader->material.notebook, note->id, &suggestion)) {
        reader_jump_to_offset(reader, suggestion.span.start);
        reader_select_span(reader, suggestion.span);
        reader_say(reader, _("perhaps here; in the list (A) r takes it, ! refuses it"));
    } else {
        reader_complain(reader, _("the passage of this note is no longer in the text"));
    }
}
