// SPDX-License-Identifier: GPL-3.0-or-later
// Lists: the rows of views and panes, which of them is chosen, and where each leads.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

void list_clear(struct list *list)
{
    free(list->rows);
    *list = (struct list){0};
}

struct list_row *list_add(struct list *list, enum row_kind kind, uint32_t index)
{
    list->rows = memory_grow(list->rows, &list->capacity, list->count + 1, sizeof *list->rows);
    list->rows[list->count] = (struct list_row){.kind = kind, .index = index, .day = DAY_NONE};
    return &list->rows[list->count++];
}

static bool can_be_chosen(const struct list_row *row)
{
    return row->kind != ROW_HEADING && row->kind != ROW_DAY;
}

// Moves the choice by so many rows that can be chosen.
void list_move(struct list *list, long by)
{
    while (by != 0 && list->count) {
        size_t at = list->chosen;
        do {
            if (by > 0 ? at + 1 >= list->count : at == 0)
                return;
            at += by > 0 ? 1 : (size_t)-1;
        } while (!can_be_chosen(&list->rows[at]));
        list->chosen = at;
        by += by > 0 ? -1 : 1;
    }
}

static void settle_choice(struct list *list)
{
    if (list->count == 0) {
        list->chosen = list->top = 0;
        return;
    }
    if (list->chosen >= list->count)
        list->chosen = list->count - 1;
    if (can_be_chosen(&list->rows[list->chosen]))
        return;
    list_move(list, 1);
    if (!can_be_chosen(&list->rows[list->chosen]))
        list_move(list, -1);
}

void list_keep_visible(struct list *list, int rows)
{
    if (rows <= 0)
        return;
    if (list->chosen < list->top)
        list->top = list->chosen;
    // A heading right above the first row is shown with it.
    if (list->top > 0 && list->top == list->chosen && !can_be_chosen(&list->rows[list->top - 1]))
        list->top--;
    if (list->chosen >= list->top + (size_t)rows)
        list->top = list->chosen - (size_t)rows + 1;
    if (list->top + (size_t)rows > list->count)
        list->top = list->count > (size_t)rows ? list->count - (size_t)rows : 0;
}

struct list *reader_list(struct reader *reader)
{
    switch (reader->view) {
    case VIEW_ENTITIES:
    case VIEW_TIMELINE:
    case VIEW_NOTES:
    case VIEW_VERSIONS:
    case VIEW_AGREE:
    case VIEW_INDEX:
    case VIEW_DIFFERENCES:
        return &reader->lists[reader->view];
    case VIEW_NONE:
        return reader->pane == PANE_TEXT ? NULL : &reader->panes[reader->pane];
    default:
        return NULL;
    }
}

void reader_fill_lists(struct reader *reader)
{
    if (reader->view == VIEW_HELP && reader->help_all)
        help_build(reader, &reader->page);
    entities_fill(reader, &reader->lists[VIEW_ENTITIES], 0, true);
    timeline_fill(reader, &reader->lists[VIEW_TIMELINE], true);
    notes_fill(reader, &reader->lists[VIEW_NOTES]);
    versions_fill(reader, &reader->lists[VIEW_VERSIONS]);
    agree_fill(reader, &reader->lists[VIEW_AGREE]);
    index_fill(reader, &reader->lists[VIEW_INDEX]);
    if (reader->view == VIEW_DIFFERENCES)
        difference_list_fill(reader, &reader->lists[VIEW_DIFFERENCES]);
    struct frame frame = reader_frame(reader);
    differences_fill(reader, &reader->panes[PANE_DIFFERENCES]);
    size_t timeline = timeline_fill(reader, &reader->panes[PANE_TIMELINE], false);
    int differences_rows = (int)reader->panes[PANE_DIFFERENCES].count + 1;
    int left = frame.body_rows - differences_rows - 1;
    entities_fill(reader, &reader->panes[PANE_ENTITIES], 0, false);
    int natural = (int)reader->panes[PANE_ENTITIES].count;
    int for_timeline = left - natural > left / 2 ? left - natural : left / 2;
    if ((int)timeline < for_timeline)
        for_timeline = (int)timeline;
    entities_fill(reader, &reader->panes[PANE_ENTITIES], left - for_timeline, false);
    for (int i = 0; i < VIEW_KIND_COUNT; i++)
        settle_choice(&reader->lists[i]);
    for (int i = 0; i < PANE_COUNT; i++)
        settle_choice(&reader->panes[i]);
}

// --- views -----------------------------------------------------------------------------------------

void reader_open_view(struct reader *reader, enum view_kind view)
{
    if (reader->view == view) { // its own key closes it
        reader_close_view(reader);
        return;
    }
    if (view != VIEW_HELP) // which is only asked what the keys are
        reader_end_selection(reader);
    free(reader->filter);
    reader->filter = NULL;
    if (view == VIEW_HELP) {
        reader->help_place = reader_place(reader);
        reader->help_from = reader->view;
        reader->help_all = false;
    }
    reader->view = view;
    reader->pane = PANE_TEXT;
    reader->page_top = 0;
    if (view == VIEW_HELP)
        help_build(reader, &reader->page);
    if (view == VIEW_BRIEF)
        brief_build(reader->article, reader->findings, &reader->page);
    if (view == VIEW_COMPARE)
        compare_open(reader);
    reader_fill_lists(reader);
}

void reader_close_view(struct reader *reader)
{
    enum view_kind next = reader->view == VIEW_HELP      ? reader->help_from
                          : reader->view == VIEW_COMPARE ? reader->compare_from
                                                         : reader->view == VIEW_VERSIONS ? reader->versions_from
                                                           : VIEW_NONE;
    reader->view = next;
    reader->page_top = 0;
    free(reader->filter);
    reader->filter = NULL;
    if (next == VIEW_BRIEF)
        brief_build(reader->article, reader->findings, &reader->page);
    reader_fill_lists(reader);
    if (next == VIEW_NOTES && reader->versions_note)
        notes_list_choose(reader, reader->versions_note);
}

void reader_do_view_brief(struct reader *reader, long count)
{
    (void)count;
    reader_open_view(reader, VIEW_BRIEF);
}

void reader_do_view_entities(struct reader *reader, long count)
{
    (void)count;
    reader_open_view(reader, VIEW_ENTITIES);
}

void reader_do_view_timeline(struct reader *reader, long count)
{
    (void)count;
    reader_open_view(reader, VIEW_TIMELINE);
}

void reader_do_view_compare(struct reader *reader, long count)
{
    (void)count;
    struct list *list = reader_list(reader);
    if (list && list->chosen < list->count && list->rows[list->chosen].kind == ROW_ENGAGEMENT)
        compare_open_event(reader, list->rows[list->chosen].index);
    else if (reader->article->original_count == 0)
        reader_say(reader, "%s", reader_no_originals(reader));
    else if (!article_is_retold(reader->article))
        reader_say(reader, _("no introduction here; on an event of the timeline (T) C shows all that "
                             "tell of it"));
    else if (reader->findings->telling_count == 0)
        reader_say(reader, _("introduction and originals were not compared in this text"));
    else
        reader_open_view(reader, VIEW_COMPARE);
}

void reader_do_view_notes(struct reader *reader, long count)
{
    (void)count;
    reader_open_view(reader, VIEW_NOTES);
}

void reader_do_view_help(struct reader *reader, long count)
{
    (void)count;
    if (reader->view == VIEW_HELP && !reader->help_all) { // again: all keys
        reader->help_all = true;
        reader->page_top = 0;
        help_build(reader, &reader->page);
    } else {
        reader_open_view(reader, VIEW_HELP);
    }
}

// --- panes -----------------------------------------------------------------------------------------

static void next_pane(struct reader *reader, int by)
{
    if (reader->view != VIEW_NONE) {
        reader_close_view(reader);
        return;
    }
    struct frame frame = reader_frame(reader);
    if (frame.panel_columns == 0) { // no panes beside each other: the lists in turn
        reader_open_view(reader, by > 0 ? VIEW_ENTITIES : VIEW_TIMELINE);
        return;
    }
    reader_end_selection(reader);
    reader->pane = (enum pane)(((int)reader->pane + by + PANE_COUNT) % PANE_COUNT);
}

void reader_do_next_pane(struct reader *reader, long count)
{
    (void)count;
    next_pane(reader, 1);
}

void reader_do_previous_pane(struct reader *reader, long count)
{
    (void)count;
    next_pane(reader, -1);
}

// --- rows lead somewhere ---------------------------------------------------------------------------

static void to_text(struct reader *reader)
{
    if (reader->view != VIEW_NONE && reader_frame(reader).panel_columns == 0)
        reader_close_view(reader); // a view over the text makes way for it
}

static void open_row(struct reader *reader, const struct list_row *row)
{
    const struct findings *findings = reader->findings;
    switch (row->kind) {
    case ROW_ENTITY:
        reader_jump_to_offset(
            reader, findings->mentions[findings->entities[row->index].first_mention].span.start);
        to_text(reader);
        break;
    case ROW_ENGAGEMENT:
        reader_jump(reader, findings->engagements[row->index].main_sentence);
        to_text(reader);
        break;
    case ROW_NOTE:
        notes_list_open(reader);
        if (reader_frame(reader).panel_columns == 0)
            reader_close_view(reader);
        break;
    case ROW_DISAGREEMENT:
        reader_jump(reader, row->index);
        to_text(reader);
        break;
    case ROW_VERSION:
        versions_choose(reader);
        break;
    case ROW_SECTION:
        if (reader->article->sections[row->index].sentence_count)
            reader_jump(reader, reader->article->sections[row->index].first_sentence);
        to_text(reader);
        break;
    case ROW_ADDED:
        reader_do_next_addition(reader, 0);
        break;
    case ROW_LEFT_OUT:
        reader_do_next_loss(reader, 0);
        break;
    case ROW_DIFFERENCE:
        reader_jump(reader, row->index);
        reader_select_span(reader, (struct span){row->hidden[0], row->hidden[1]});
        to_text(reader);
        break;
    case ROW_VOICE:
        reader_open_view(reader, VIEW_BRIEF);
        break;
    case ROW_FOLD_ENTITIES:
        reader_open_view(reader, VIEW_ENTITIES);
        break;
    case ROW_FOLD_TIMELINE:
        if (row->in_view) {
            reader->background_folded = !reader->background_folded;
            reader_fill_lists(reader);
        } else {
            reader->background_folded = false;
            reader_open_view(reader, VIEW_TIMELINE);
        }
        break;
    case ROW_HEADING:
    case ROW_DAY:
        break;
    }
}

void reader_do_list_open(struct reader *reader, long count)
{
    (void)count;
    struct list *list = reader_list(reader);
    if (list && list->chosen < list->count && can_be_chosen(&list->rows[list->chosen]))
        open_row(reader, &list->rows[list->chosen]);
    else if (reader->view == VIEW_COMPARE)
        reader_close_view(reader);
    else
        reader_say(reader, _("this row leads nowhere"));
}

// Goes to the next (previous) mention of the row's entity, or telling of its event, after the
// focus; the list keeps the keys.
static void go_mention(struct reader *reader, bool forward)
{
    struct list *list = reader_list(reader);
    if (!list || list->chosen >= list->count || reader->article->sentence_count == 0)
        return;
    const struct list_row *row = &list->rows[list->chosen];
    const struct findings *findings = reader->findings;
    size_t best = SIZE_MAX, edge = SIZE_MAX; // sentences: the next one, and the first of all
    bool entity = row->kind == ROW_ENTITY;
    if (!entity && row->kind != ROW_ENGAGEMENT)
        return;
    size_t count = entity ? findings->mention_count
                          : findings->engagements[row->index].sentence_count;
    for (size_t i = 0; i < count; i++) {
        size_t sentence;
        if (entity) {
            const struct mention *mention = &findings->mentions[i];
            if (mention->entity != row->index || mention->nested)
                continue;
            sentence = article_sentence_at(reader->article, mention->span.start);
        } else {
            sentence = findings->engagements[row->index].sentences[i];
        }
        bool beyond = forward ? sentence > reader->focus : sentence < reader->focus;
        if (beyond && (best == SIZE_MAX || (forward ? sentence < best : sentence > best)))
            best = sentence;
        if (edge == SIZE_MAX || (forward ? sentence < edge : sentence > edge))
            edge = sentence;
    }
    if (best == SIZE_MAX)
        best = edge;
    if (best != SIZE_MAX)
        reader_jump(reader, best);
}

void reader_do_list_next_mention(struct reader *reader, long count)
{
    (void)count;
    go_mention(reader, true);
}

void reader_do_list_previous_mention(struct reader *reader, long count)
{
    (void)count;
    go_mention(reader, false);
}

void reader_do_list_filter(struct reader *reader, long count)
{
    (void)count;
    static const enum view_kind whole[PANE_COUNT] = {
        [PANE_ENTITIES] = VIEW_ENTITIES,
        [PANE_TIMELINE] = VIEW_TIMELINE,
        [PANE_DIFFERENCES] = VIEW_DIFFERENCES,
    };
    bool keys = reader->view == VIEW_HELP;
    if (keys && !reader->help_all)
        reader_do_view_help(reader, 0);
    if (reader->view == VIEW_NONE && whole[reader->pane] != VIEW_NONE)
        reader_open_view(reader, whole[reader->pane]); // a pane shows the beginning of that list
    if (reader->view == VIEW_ENTITIES || reader->view == VIEW_TIMELINE || reader->view == VIEW_DIFFERENCES ||
        reader->view == VIEW_NOTES || keys)
        reader_ask(reader, PROMPT_FILTER, reader->filter);
    else
        reader_say(reader, _("E, T, D and A show lists that can be filtered"));
}

void reader_do_list_delete(struct reader *reader, long count)
{
    (void)count;
    struct list *list = reader_list(reader);
    if (reader->view == VIEW_AGREE) {
        agree_reopen(reader);
        return;
    }
    if (reader->view != VIEW_NOTES || !list || list->chosen >= list->count ||
        list->rows[list->chosen].kind != ROW_NOTE) {
        reader_say(reader, _("d deletes in the list of notes (A)"));
        return;
    }
    size_t notes;
    const struct note *note =
        &notebook_notes(reader->material.notebook, &notes)[list->rows[list->chosen].index];
    if (note->mine)
        reader_delete_note_id(reader, note->id);
    else
        reader_complain(reader, _("this note is by %s; only one's own can be deleted"),
                        note->creator ? note->creator : "?");
}

void reader_click_panel(struct reader *reader, const struct input *input)
{
    if (input->act != MOUSE_PRESS)
        return;
    struct frame frame = reader_frame(reader);
    int row = input->row - frame.body_row;
    struct list *list = reader_list(reader);
    if (reader->view == VIEW_NONE) {
        static const enum pane order[] = {PANE_ENTITIES, PANE_TIMELINE, PANE_DIFFERENCES};
        for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
            int rows = reader_pane_rows(reader, order[i]);
            if (row < rows) {
                reader->pane = order[i];
                list = &reader->panes[order[i]];
                break;
            }
            row -= rows + 1;
        }
    }
    if (!list || row < 0 || list->top + (size_t)row >= list->count)
        return;
    list->chosen = list->top + (size_t)row;
    settle_choice(list);
    reader_do_list_open(reader, 0);
}
