// SPDX-License-Identifier: GPL-3.0-or-later
// Notes: the list of all notes by position, orphans last.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "view/columns.h"
#include "view/state.h"

#include <stdlib.h>

enum { PLACE_COLUMNS = 6 };

static void describe_note(const struct note *note, struct buffer *out)
{
    for (size_t i = 0; i < note->tag_count; i++)
        buffer_format(out, "%s%s", i ? ", " : "", note->tags[i]);
    if (note->body && *note->body)
        buffer_format(out, "%s“%s”", note->tag_count ? "  " : "", note->body);
    if (note->tag_count == 0 && !(note->body && *note->body) && note->decision)
        buffer_add_string(out, note->decision);
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
            buffer_format(&words, " %s %s", notes[i].quote ? notes[i].quote : "",
                          notes[i].creator ? notes[i].creator : "");
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

// "in¶16", "C¶2": the part and the paragraph in it, as the top line counts.
static void add_place(const struct reader *reader, const struct note *note, struct buffer *out)
{
    const struct article *article = reader->article;
    size_t paragraph = article_paragraph_at(article, note->span.start);
    size_t section = article->paragraphs[paragraph].section;
    char letters[8];
    reader_section_letters(reader, section, letters);
    if (article->sections[section].kind == SECTION_INTRODUCTION && article->original_count)
        buffer_add_string(out, _("in"));
    buffer_format(out, "%s¶%zu", letters,
                  paragraph - article->sections[section].first_paragraph + 1);
}

// One row: the place, kind or colour, state where it is not exact, what it says, the quote.
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
        add_place(reader, note, &words);
    area_draw_cut(area, row, 1, PLACE_COLUMNS, ROLE_FAINT, buffer_string(&words));
    buffer_clear(&words);
    describe_note(note, &words);
    const char *kind = note->colour ? note_colour_name(note->colour) : note_kind_name(note->kind);
    int column = area_draw_cut(area, row, 2 + PLACE_COLUMNS, 10, colours[note->colour], _(kind)) + 1;
    if (note->state != NOTE_EXACT)
        column = area_draw(area, row, column, ROLE_ERROR, _(note_state_name(note->state))) + 1;
    if (words.length)
        column = area_draw_cut(area, row, column, area.columns - column - 1, ROLE_TEXT,
                               buffer_string(&words)) + 2;
    if (note->quote && column < area.columns - 8)
        area_draw_cut(area, row, column, area.columns - column - 1, ROLE_FAINT, note->quote);
    buffer_fini(&words);
}
