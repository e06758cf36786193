// SPDX-License-Identifier: GPL-3.0-or-later
// Versions: what a note said before, and where edits were concurrent what it says besides. Choosing
// a version writes it once more, in place of all that stand side by side; that is an act like
// others, and nothing is taken away by it. The list is read anew after every act and whenever
// others have written.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "view/calendar.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static void add_minute(int64_t instant, struct buffer *out)
{
    time_t seconds = (time_t)(instant / 1000000);
    struct tm local;
    localtime_r(&seconds, &local);
    buffer_format(out, "%d %s %02d:%02d", local.tm_mday, calendar_short_month(local.tm_mon + 1),
                  local.tm_hour, local.tm_min);
}

static void add_rows(struct reader *reader, struct list *list, bool heads)
{
    for (size_t i = 0; i < reader->versions.count; i++) {
        if (reader->versions.items[i].head == heads)
            list_add(list, ROW_VERSION, (uint32_t)i);
    }
}

void versions_fill(struct reader *reader, struct list *list)
{
    list->count = 0;
    if (reader->view != VIEW_VERSIONS && reader->help_from != VIEW_VERSIONS)
        return;
    note_version_list_fini(&reader->versions);
    if (!reader->versions_note || !reader->material.notebook ||
        !notebook_versions(reader->material.notebook, reader->versions_note, &reader->versions))
        return;
    const struct note_version_list *versions = &reader->versions;
    list_add(list, ROW_HEADING, 0)->heading =
        versions->heads > 1 ? _("AT ONCE: Enter chooses what holds") : _("IT SAYS");
    add_rows(reader, list, true);
    if (versions->count > versions->heads)
        list_add(list, ROW_HEADING, 0)->heading = _("BEFORE: Enter brings it back");
    add_rows(reader, list, false);
}

void reader_do_view_versions(struct reader *reader, long count)
{
    (void)count;
    if (reader->view == VIEW_VERSIONS) {
        reader_close_view(reader);
        return;
    }
    bool in_list = reader->view == VIEW_NOTES;
    const struct note *note = notes_list_chosen(reader);
    if (!in_list && reader->view == VIEW_NONE && reader->article->sentence_count)
        note = reader_note_at(reader, reader_selected(reader));
    if (!note) {
        reader_complain(reader, _("no note here; [ and ] go to notes, A lists them"));
        return;
    }
    free(reader->versions_note);
    reader->versions_note = memory_copy_string(note->id);
    enum view_kind from = in_list ? VIEW_NOTES : VIEW_NONE;
    reader->lists[VIEW_VERSIONS].chosen = reader->lists[VIEW_VERSIONS].top = 0;
    reader_open_view(reader, VIEW_VERSIONS);
    reader->versions_from = from;
}

static const struct note_version *chosen_version(const struct reader *reader)
{
    const struct list *list = &reader->lists[VIEW_VERSIONS];
    if (list->chosen >= list->count || list->rows[list->chosen].kind != ROW_VERSION)
        return NULL;
    return &reader->versions.items[list->rows[list->chosen].index];
}

void versions_choose(struct reader *reader)
{
    const struct note_version *version = chosen_version(reader);
    if (!version)
        return;
    if (reader->versions.heads == 1 && version->head) {
        reader_say(reader, _("this is what it says now"));
        return;
    }
    if (!note_versions_may_settle(&reader->versions)) {
        reader_complain(reader, _("only who made the note or wrote one of these can say which holds"));
        return;
    }
    act_restore(reader, reader->versions_note, version->modified,
                reader->versions.heads > 1 ? _("this version holds now; u takes it back")
                                           : _("it says this again; u takes it back"));
    reader->lists[VIEW_VERSIONS].chosen = 0;
    reader_fill_lists(reader);
}

// --- drawing ---------------------------------------------------------------------------------

// What the version says, in short.
static void describe(const struct note_version *version, struct buffer *out)
{
    const struct note *note = &version->note;
    if (version->deleted) {
        buffer_add_string(out, _("deleted"));
        return;
    }
    buffer_add_string(out, _(note->colour ? note_colour_name(note->colour)
                                          : note_kind_name(note->kind)));
    for (size_t i = 0; i < note->tag_count; i++)
        buffer_format(out, "%s%s", i ? ", " : "  ", note->tags[i]);
    if (note->body && *note->body) {
        buffer_add_string(out, "  ");
        note_add_quoted(out, note->body);
    } else if (note->quote)
        buffer_format(out, "  %s", note->quote);
}

static void draw_row(const struct reader *reader, struct area area, int row,
                     const struct list_row *item)
{
    enum { TIME = 12, WIDE_AUTHOR = 10, NARROW_AUTHOR = 6, WIDE = 60 };
    int author = area.columns < WIDE ? NARROW_AUTHOR : WIDE_AUTHOR;
    if (item->kind == ROW_HEADING) {
        area_draw_cut(area, row, 1, area.columns - 2, ROLE_HEADING, item->heading);
        return;
    }
    const struct note_version *version = &reader->versions.items[item->index];
    struct buffer words = {0};
    add_minute(version->modified, &words);
    area_draw_cut(area, row, 1, TIME, ROLE_FAINT, words.data);
    area_draw_cut(area, row, TIME + 2, author, ROLE_FAINT, version->author);
    buffer_clear(&words);
    describe(version, &words);
    int column = TIME + author + 3;
    area_draw_cut(area, row, column, area.columns - column - 1, ROLE_TEXT, buffer_string(&words));
    buffer_fini(&words);
}

static void build_card(const struct reader *reader, const struct note_version *version,
                       struct rich *card)
{
    struct buffer when = {0};
    add_minute(version->modified, &when);
    rich_format(card, ROLE_FAINT, _("this version by %s, %s: "),
                *version->author ? version->author : "?", when.data);
    if (version->deleted)
        rich_add(card, ROLE_HEADING, _("deleted"));
    else
        note_card_build(reader, &version->note, card);
    buffer_fini(&when);
}

void versions_draw(struct reader *reader, struct area area)
{
    struct rich card = {0};
    const struct note_version *version = chosen_version(reader);
    if (version)
        build_card(reader, version, &card);
    list_draw_with_card(reader, area, &reader->lists[VIEW_VERSIONS], draw_row, &card);
    rich_fini(&card);
}
