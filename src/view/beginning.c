// SPDX-License-Identifier: GPL-3.0-or-later
// Beginning: reading while there is only the beginning of the text, or all of it and nothing found
// in it yet, and what comes then.
//
// The beginning holds the same bytes as the whole at the same places, so that everything that is
// told by bytes stays valid; sentences and lines are found again by their bytes, and the screen
// does not move. Until the whole is there commands run that only move within the beginning, and
// until the findings are there those that do not ask for them. Any other, and all that is typed
// after it, waits its turn, so that what is typed ahead does what it always does.

#include <config.h>

#include "base/i18n.h"
#include "view/decisions.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

enum { PROGRESS_AFTER = 3 }; // idle inputs: one at once, then each after a quarter of a second

// --- keys ----------------------------------------------------------------------------------------

static bool is_among(enum command_id id, const enum command_id *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ids[i] == id)
            return true;
    }
    return false;
}

// What needs no more than the beginning.
static bool is_content(enum command_id id)
{
    static const enum command_id content[] = {
        COMMAND_line_down,          COMMAND_line_up,        COMMAND_page_down,
        COMMAND_page_up,            COMMAND_half_down,      COMMAND_half_up,
        COMMAND_next_sentence,      COMMAND_next_paragraph, COMMAND_previous_sentence,
        COMMAND_previous_paragraph, COMMAND_toggle_gutter,  COMMAND_toggle_peek,
        COMMAND_view_help,          COMMAND_redraw,         COMMAND_suspend,
        COMMAND_leave,              COMMAND_quit_at_once,   COMMAND_escape,
    };
    return is_among(id, content, sizeof content / sizeof *content);
}

// What asks for findings, and what moves in lists of them.
static bool asks_findings(const struct reader *reader, enum command_id id)
{
    static const enum command_id asking[] = {
        COMMAND_next_addition, COMMAND_next_loss,    COMMAND_source,
        COMMAND_other_source,  COMMAND_search_word,  COMMAND_other_source_back,
        COMMAND_view_brief,    COMMAND_view_compare, COMMAND_view_differences,
        COMMAND_boundary,      COMMAND_list_kind,    COMMAND_list_reject,
        COMMAND_list_split,
    };
    static const enum command_id listing[] = {
        COMMAND_line_down,  COMMAND_line_up,   COMMAND_page_down,
        COMMAND_page_up,    COMMAND_half_down, COMMAND_half_up,
        COMMAND_first,      COMMAND_last,      COMMAND_list_open,
        COMMAND_list_filter, COMMAND_list_next_mention, COMMAND_list_previous_mention,
        COMMAND_list_sort,  COMMAND_list_confirm, COMMAND_list_merge,
    };
    bool in_list = reader_place(reader) == PLACE_LIST && reader->view != VIEW_NOTES &&
                   reader->view != VIEW_HELP;
    return is_among(id, asking, sizeof asking / sizeof *asking) ||
           (in_list && is_among(id, listing, sizeof listing / sizeof *listing));
}

// What makes, changes or shows notes.
static bool asks_notes(enum command_id id)
{
    static const enum command_id asking[] = {
        COMMAND_next_note,   COMMAND_previous_note, COMMAND_view_notes,  COMMAND_view_versions,
        COMMAND_tagging,     COMMAND_list_confirm,  COMMAND_list_reject, COMMAND_list_merge,
        COMMAND_list_split,  COMMAND_list_kind,     COMMAND_boundary,
    };
    return command_get(id)->group == GROUP_ACT || is_among(id, asking, sizeof asking / sizeof *asking);
}

// Whether the command has to wait until the text has been looked through.
static bool asks_whole(const struct reader *reader, enum command_id id, long count)
{
    const struct reader_material *material = &reader->material;
    bool by_number = count > 0 && (id == COMMAND_first || id == COMMAND_last);
    return (material->awaits_notes && asks_notes(id)) || (material->awaits_numbers && by_number);
}

static bool leads_on(enum command_id id)
{
    return id == COMMAND_line_down || id == COMMAND_page_down || id == COMMAND_half_down ||
           id == COMMAND_next_sentence || id == COMMAND_next_paragraph;
}

static void wait_with(struct reader *reader, struct waiting_key key)
{
    struct waiting_keys *waiting = &reader->waiting;
    if (!reader->material.more) {
        reader_complain(reader, _("only the beginning of this file could be read"));
        return;
    }
    if (waiting->count == WAITING_LIMIT) {
        reader->requests |= REQUEST_BELL;
        return;
    }
    waiting->keys[waiting->count++] = key;
}

void beginning_forget_keys(struct reader *reader)
{
    reader->waiting.count = 0;
    reader->waiting.told = false;
}

bool beginning_holds_key(struct reader *reader, uint32_t key)
{
    enum command_id id = keymap_command(reader->material.keymap, PLACE_TEXT, key);
    if (reader->hunt.active && reader->prompt == PROMPT_NONE) { // only its repetition waits for it
        if (id != COMMAND_search_next && id != COMMAND_search_previous)
            return false;
        wait_with(reader, (struct waiting_key){.command = COMMAND_NONE, .key = key});
        return true;
    }
    if (reader->waiting.count == 0)
        return false;
    if (reader->waiting.told && (id == COMMAND_escape || id == COMMAND_leave)) {
        beginning_forget_keys(reader); // who reads that it takes long need not wait
        return false;
    }
    wait_with(reader, (struct waiting_key){.command = COMMAND_NONE, .key = key});
    return true;
}

void beginning_run(struct reader *reader, enum command_id id, long count)
{
    bool is_beginning = reader->material.is_beginning;
    struct layout_place top = reader->top;
    size_t focus = reader->focus;
    struct waiting_key key = {.command = id, .count = count};
    if (reader->waiting.count || (is_beginning && !is_content(id)) ||
        (reader_awaits_more(reader) && reader->detecting && asks_findings(reader, id)) ||
        asks_whole(reader, id, count)) {
        wait_with(reader, key);
        return;
    }
    command_get(id)->run(reader, count);
    if (is_beginning && leads_on(id) && reader->view == VIEW_NONE && reader_shows_end(reader)) {
        reader->top = top;
        reader->focus = focus;
        reader->peek_stale = true;
        wait_with(reader, key);
    }
}

// As far as they can be obeyed; what leaves the screen to others comes before those after it.
static void obey_waiting_keys(struct reader *reader)
{
    struct waiting_keys waiting = reader->waiting;
    beginning_forget_keys(reader);
    for (size_t i = 0; i < waiting.count; i++) {
        if (reader->waiting.count || (reader->requests & ~(unsigned)REQUEST_BELL)) {
            wait_with(reader, waiting.keys[i]);
        } else if (waiting.keys[i].command != COMMAND_NONE) {
            beginning_run(reader, waiting.keys[i].command, waiting.keys[i].count);
        } else {
            reader_key(reader, waiting.keys[i].key);
        }
    }
}

// --- what comes ----------------------------------------------------------------------------------

static void take_more(struct reader *reader, const char *said, bool had_notebook)
{
    struct reader_material *material = &reader->material;
    if (!had_notebook) // article and findings to come follow what the notes decide now
        reader->decisions = decisions_digest(material->notebook);
    bool is_other = reader->article != material->article;
    bool is_new = material->is_moved || is_other;
    if (material->is_moved)
        reader_take_moved(reader);
    else if (is_other)
        reader_change_article(reader, material->article);
    if (is_new && reader->place_waits && !material->is_beginning) {
        free(reader->message); // which said that it waits
        reader->message = NULL;
        reader_load_position(reader);
    }
    reader->findings = material->findings;
    reader->detecting = material->awaits_findings;
    if (material->parts && !had_notebook && reader->decisions != decisions_digest(NULL))
        reader->follows_later = true; // the part was looked at without them
    reader_learn_findings(reader);
    if (is_other)
        reader_keep_in_text(reader);
    reader_fill_lists(reader);
    if (material->message && material->message != said)
        reader_say(reader, "%s", material->message);
    if (!material->more)
        beginning_forget_keys(reader);
}

void beginning_take_more(struct reader *reader)
{
    struct reader_material *material = &reader->material;
    const char *said = material->message;
    bool had_notebook = material->notebook;
    if (reader_awaits_more(reader) && material->more(material->context, material))
        take_more(reader, said, had_notebook);
    if (reader->waiting.count && !material->is_beginning && !reader->hunt.active)
        obey_waiting_keys(reader);
    reader->waiting.told = reader->waiting.count && reader->idle >= PROGRESS_AFTER;
}

const char *beginning_progress(const struct reader *reader)
{
    const struct reader_material *material = &reader->material;
    if (!reader_awaits_more(reader) || reader->idle < PROGRESS_AFTER)
        return NULL;
    if (material->is_beginning)
        return _("reading the rest of the text …");
    if (reader->detecting)
        return _("looking for names, dates and sources …");
    return material->awaits_notes ? _("looking through the text …") : NULL;
}
