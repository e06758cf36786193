// SPDX-License-Identifier: GPL-3.0-or-later
// Reader: its life, and where each input goes.

#include <config.h>

#include "view/reader.h"

#include "base/i18n.h"
#include "base/memory.h"
#include "text/grapheme.h"
#include "text/utf8.h"
#include "text/wrap.h"
#include "detect/compare.h"
#include "text/safe.h"
#include "view/decisions.h"
#include "view/state.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What is reckoned once from the findings.
void reader_learn_findings(struct reader *reader)
{
    counts_fini(&reader->counts);
    compare_free(reader->comparison);
    // Nothing asks for it as long as there are no findings.
    reader->comparison = reader->detecting ? NULL : compare_new(reader->article, reader->findings);
    reader->counts = counts_make(reader->article, reader->findings);
    reader->protagonist = timeline_protagonist(reader->findings);
    reader->peek_stale = true;
}

struct reader *reader_new(const struct reader_material *material)
{
    struct reader *reader = memory_allocate_zeroed(1, sizeof *reader);
    reader->material = *material;
    reader->keymap = material->keymap ? NULL : keymap_new();
    if (!reader->material.keymap)
        reader->material.keymap = reader->keymap;
    reader->article = material->article;
    reader->findings = material->findings;
    reader->detecting = material->awaits_findings;
    reader->decisions = decisions_digest(material->notebook);
    reader_learn_findings(reader);
    reader->layout = layout_new(material->article);
    layout_part_sentences(reader->layout, material->plain);
    reader->rows = material->rows ? material->rows : 24;
    reader->columns = material->columns ? material->columns : 80;
    reader->show_gutter = !material->no_gutter;
    reader->show_panel = !material->no_panel;
    reader->arrived = SIZE_MAX;
    reader->draft_lock = -1;
    reader->compare_event = FINDINGS_NONE;
    reader->highlight_colour = NOTE_YELLOW;
    reader->peek_stale = true;
    for (size_t i = 0; i < 26; i++)
        reader->marks[i] = SIZE_MAX;
    reader_resize(reader, reader->rows, reader->columns);
    reader_load_position(reader);
    reader_offer_draft(reader);
    agree_init(reader);
    if (material->message)
        reader_say(reader, "%s", material->message);
    return reader;
}

void reader_free(struct reader *reader)
{
    if (!reader)
        return;
    keymap_free(reader->keymap);
    counts_fini(&reader->counts);
    compare_free(reader->comparison);
    layout_free(reader->layout);
    rich_fini(&reader->peek_text);
    rich_fini(&reader->page);
    for (int i = 0; i < VIEW_KIND_COUNT; i++)
        list_clear(&reader->lists[i]);
    for (int i = 0; i < PANE_COUNT; i++)
        list_clear(&reader->panes[i]);
    search_free(reader->pattern);
    search_hits_fini(&reader->hits);
    line_editor_fini(&reader->editor);
    history_fini(&reader->history);
    free(reader->only);
    free(reader->filter);
    free(reader->expression);
    reader_close_draft(reader);
    free(reader->editing_note);
    free(reader->chosen_note);
    free(reader->versions_note);
    note_version_list_fini(&reader->versions);
    agreement_fini(&reader->agreement);
    free(reader->last_act.tag);
    free(reader->message);
    free(reader->clipboard);
    free(reader->merging);
    free(reader->editor_file);
    free(reader);
}

// Comparison and help have the screen to themselves: both texts are in the one.
struct frame reader_frame(const struct reader *reader)
{
    bool whole = reader->view == VIEW_COMPARE || reader->view == VIEW_HELP;
    bool compares = reader->article->original_count || reader->material.is_beginning;
    enum peek_size peek = whole                                        ? PEEK_HIDDEN
                          : reader->peek == PEEK_NORMAL && !compares ? PEEK_SMALL
                                                                       : reader->peek;
    if (reader->material.plain)
        return frame_make_plain(reader->rows, reader->columns, peek);
    return frame_make(reader->rows, reader->columns, peek, !whole && reader->show_panel);
}

// In plain the gutter is words on a line of their own.
static bool has_gutter_columns(const struct reader *reader)
{
    return reader->show_gutter && !reader->material.plain;
}

int reader_gutter_columns(const struct reader *reader)
{
    return has_gutter_columns(reader) ? FRAME_GUTTER : reader->no_focus ? 0 : FRAME_GUTTER_HIDDEN;
}

void reader_resize(struct reader *reader, int rows, int columns)
{
    reader->rows = rows < 1 ? 1 : rows;
    reader->columns = columns < 1 ? 1 : columns;
    struct frame frame = reader_frame(reader);
    size_t offset = layout_line(reader->layout, reader->top).start;
    layout_set_width(reader->layout, frame_text_width(&frame, has_gutter_columns(reader)));
    reader->top = layout_find(reader->layout, offset);
    reader_keep_in_text(reader);
    if (reader->selection.active)
        reader_show_span(reader, reader->selection.head);
    reader_fill_lists(reader);
}

void reader_set_colour(struct reader *reader, bool colour)
{
    reader->colour = colour && !reader->material.plain; // colours are not spoken
    reader->peek_stale = true;
}

// --- messages ------------------------------------------------------------------------------------

__attribute__((format(printf, 3, 0))) static void
set_message(struct reader *reader, bool is_error, const char *format, va_list arguments)
{
    free(reader->message);
    reader->message = NULL;
    reader->message_is_error = is_error;
    if (vasprintf(&reader->message, format, arguments) < 0)
        reader->message = NULL;
}

void reader_say(struct reader *reader, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    set_message(reader, false, format, arguments);
    va_end(arguments);
}

void reader_complain(struct reader *reader, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    set_message(reader, true, format, arguments);
    va_end(arguments);
    reader->requests |= REQUEST_BELL;
}

void reader_say_error(struct reader *reader, const struct error *error)
{
    struct buffer words = {0};
    error_describe(error, &words);
    reader_complain(reader, "%s", buffer_string(&words));
    buffer_fini(&words);
}

// --- input ---------------------------------------------------------------------------------------

enum command_place reader_place(const struct reader *reader)
{
    if (reader->view != VIEW_NONE || reader->pane != PANE_TEXT)
        return PLACE_LIST;
    return reader->selection.active && reader->selection.by_keys ? PLACE_SELECTION : PLACE_TEXT;
}

// The second key of two.
static void pending_key(struct reader *reader, uint32_t key)
{
    enum pending_key pending = reader->pending;
    reader->pending = PENDING_NONE;
    if (key == 27) {
        reader_say(reader, "%s", "");
        return;
    }
    switch (pending) {
    case PENDING_TAG:
        reader_tag_with(reader, key);
        break;
    case PENDING_COLOUR:
        reader_choose_colour(reader, key);
        break;
    case PENDING_MARK:
        if (reader->article->sentence_count == 0)
            break;
        if (key < 'a' || key > 'z') {
            reader_complain(reader, _("a mark is a small letter, a to z"));
            break;
        }
        reader->marks[key - 'a'] = reader->article->sentences[reader->focus].span.start;
        reader_say(reader, _("mark %c is set; '%c comes back"), (char)key, (char)key);
        break;
    case PENDING_JUMP:
        reader_jump_to_key(reader, key);
        break;
    case PENDING_FIND:
        if (!reader_select_find(reader, key))
            reader_complain(reader, _("no such character after this in the paragraph"));
        break;
    case PENDING_QUIT:
        if (key == 'Z')
            reader->requests |= REQUEST_QUIT;
        else
            reader_complain(reader, _("ZZ quits"));
        break;
    case PENDING_KIND:
        naming_set_kind(reader, key);
        break;
    case PENDING_BOUNDARY:
        boundary_set(reader, key);
        break;
    case PENDING_ACCEPT:
    case PENDING_REJECT:
        pairing_decide_which(reader, key, pending == PENDING_ACCEPT);
        break;
    case PENDING_NONE:
        break;
    }
}

// What a key that does nothing here says.
static void explain_key(struct reader *reader, uint32_t key)
{
    struct buffer name = {0};
    key_add_name(&name, key);
    unsigned places = keymap_places(reader->material.keymap, key);
    if (places & (1u << PLACE_TEXT))
        reader_complain(reader, _("%s does something in the text; Esc goes there"),
                        buffer_string(&name));
    else if (places & (1u << PLACE_LIST))
        reader_complain(reader, _("%s does something in lists; Tab goes to one"),
                        buffer_string(&name));
    else if (places & (1u << PLACE_SELECTION))
        reader_complain(reader, _("%s does something while selecting; v begins that"),
                        buffer_string(&name));
    else
        reader_complain(reader, _("%s does nothing; h shows the keys"), buffer_string(&name));
    buffer_fini(&name);
}

static bool keeps_selection(enum command_id id)
{
    return command_get(id)->group == GROUP_ACT || id == COMMAND_select ||
           id == COMMAND_search_word || id == COMMAND_search_next ||
           id == COMMAND_search_previous || id == COMMAND_next_addition ||
           id == COMMAND_next_loss || id == COMMAND_view_help || id == COMMAND_redraw || id == COMMAND_suspend;
}

void reader_key(struct reader *reader, uint32_t key)
{
    if (beginning_holds_key(reader, key))
        return;
    reader->place_waits = false; // who goes somewhere does not want to be taken elsewhere
    if (reader->hunt.active && !reader->hunt.typing) {
        hunt_stop(reader);
        if (key == 27)
            return;
    }
    if (reader->prompt != PROMPT_NONE) {
        reader_prompt_key(reader, key);
        return;
    }
    if (reader->pending != PENDING_NONE) {
        pending_key(reader, key);
        return;
    }
    if ((key >= '1' && key <= '9') || (key == '0' && reader->count)) {
        if (reader->count < 100000000)
            reader->count = reader->count * 10 + (long)(key - '0');
        reader_say(reader, "%ld", reader->count);
        return;
    }
    free(reader->message);
    reader->message = NULL;
    if (reader->tagging && reader_place(reader) != PLACE_LIST && tagging_key(reader, key)) {
        reader->count = 0;
        return;
    }
    enum command_place place = reader_place(reader);
    enum command_id id = keymap_command(reader->material.keymap, place, key);
    if (id == COMMAND_NONE && place == PLACE_SELECTION) {
        id = keymap_command(reader->material.keymap, PLACE_TEXT, key); // the selection is let go below
    }
    long count = reader->count;
    reader->count = 0;
    if (id == COMMAND_NONE) {
        explain_key(reader, key);
        return;
    }
    if (reader->selection.active && place == PLACE_TEXT && !keeps_selection(id))
        reader_end_selection(reader);
    beginning_run(reader, id, count);
}

// The byte of the line whose cluster covers `column`; the line's end past it.
static size_t offset_at_column(const struct reader *reader, struct span line, int column)
{
    const char *bytes = reader->article->bytes;
    size_t offset = line.start;
    for (int at = 0; offset < line.end;) {
        size_t length = grapheme_next(bytes + offset, line.end - offset);
        at += wrap_cluster_width(bytes + offset, length, at);
        if (at > column)
            break;
        offset += length;
    }
    return offset;
}

// A click in the gutter compares the sentence that begins there, or goes on.
static void click_gutter(struct reader *reader, struct span line)
{
    size_t sentence = article_sentence_at(reader->article, line.start);
    size_t next = sentence + 1;
    if (next < reader->article->sentence_count &&
        reader->article->sentences[next].span.start < line.end)
        sentence = next;
    reader_end_selection(reader);
    reader_set_focus(reader, sentence);
    beginning_run(reader, COMMAND_view_compare, 0);
}

// Where a click in the text leads.
static void click_text(struct reader *reader, const struct frame *frame, const struct input *input)
{
    struct layout_place place = reader->top;
    int row = input->row - frame->body_row;
    if (frame->words_rows && row > 0 && row > reader_focus_row(reader))
        row--; // the focus has the words of the gutter before it
    layout_move(reader->layout, &place, row);
    struct span line = layout_line(reader->layout, place);
    if (span_is_empty(line))
        return;
    int gutter = reader_gutter_columns(reader);
    int column = input->column - frame->text_column - gutter;
    column -= column > 0 ? layout_hang(reader->layout, place) : 0;
    struct selection *selection = &reader->selection;
    if (column < 0 && column >= -gutter && has_gutter_columns(reader) && input->act == MOUSE_PRESS) {
        click_gutter(reader, line);
        return;
    }
    size_t offset = offset_at_column(reader, line, column);
    if (offset == line.end && offset > line.start)
        offset--;
    while (offset > line.start && utf8_is_continuation(reader->article->bytes[offset]))
        offset--;
    struct span word = reader_word_at(reader, offset);
    if (input->act == MOUSE_PRESS) {
        reader_end_selection(reader);
        reader_set_focus(reader, article_sentence_at(reader->article, offset));
        selection->anchor = selection->head = word;
    } else if (input->act == MOUSE_DRAG && column >= 0) {
        selection->active = selection->by_keys = true;
        selection->head = word;
    }
}

static void reader_mouse(struct reader *reader, const struct input *input)
{
    if (input->act == MOUSE_WHEEL_UP || input->act == MOUSE_WHEEL_DOWN) {
        bool down = input->act == MOUSE_WHEEL_DOWN;
        beginning_run(reader, down ? COMMAND_line_down : COMMAND_line_up, 3);
        return;
    }
    struct frame frame = reader_frame(reader);
    if (input->row < frame.body_row || input->row >= frame.body_row + frame.body_rows)
        return;
    if (frame.panel_columns && input->column >= frame.panel_column)
        reader_click_panel(reader, input);
    else if (reader->view == VIEW_NONE || frame.panel_columns)
        click_text(reader, &frame, input);
}

static void reader_interrupt(struct reader *reader)
{
    beginning_forget_keys(reader);
    reader->count = 0;
    if (reader->prompt != PROMPT_NONE) {
        reader_prompt_key(reader, 27);
        return;
    }
    if (reader->hunt.active) {
        hunt_stop(reader);
        return;
    }
    reader->pending = PENDING_NONE;
    reader_end_selection(reader);
    reader_say(reader, _("q quits"));
}

static void reader_idle(struct reader *reader)
{
    beginning_take_more(reader);
    if (reader->follows_later && !reader->detecting && !reader->material.is_beginning)
        reader_detect(reader);
    if (reader->prompt == PROMPT_NOTE)
        reader_store_draft(reader);
    if (!reader->material.notebook || !notebook_poll(reader->material.notebook))
        return;
    reader->peek_stale = true;
    reader_follow_decisions(reader);
    reader_fill_lists(reader);
}

unsigned reader_handle(struct reader *reader, const struct input *input)
{
    reader->requests = 0;
    if (input->kind != INPUT_WORK)
        reader->idle = input->kind == INPUT_IDLE ? reader->idle + 1 : 0;
    switch (input->kind) {
    case INPUT_KEY:
        reader_key(reader, input->key);
        break;
    case INPUT_PASTE:
        if (reader->prompt != PROMPT_NONE && reader->prompt != PROMPT_CONFIRM_UNDO) {
            line_editor_paste(&reader->editor, input->paste, input->paste_length);
            reader_show_hits_while_typing(reader);
        } else {
            reader_say(reader, _("what was pasted is no keys; a begins a note to paste into"));
        }
        break;
    case INPUT_MOUSE:
        reader_mouse(reader, input);
        break;
    case INPUT_IDLE:
        reader_idle(reader);
        break;
    case INPUT_WORK:
        hunt_step(reader);
        if (!reader->hunt.active)
            beginning_take_more(reader); // and the keys that waited for it
        break;
    case INPUT_INTERRUPT:
        reader_interrupt(reader);
        break;
    }
    agree_follow(reader);
    reader_look_ahead(reader);
    return reader->requests;
}

bool reader_works(const struct reader *reader)
{
    return reader->hunt.active;
}

bool reader_awaits_more(const struct reader *reader)
{
    const struct reader_material *material = &reader->material;
    return material->more && (material->is_beginning || reader->detecting || material->parts);
}

void reader_draw(struct reader *reader, struct canvas *canvas)
{
    screen_draw(reader, canvas);
}

const char *reader_clipboard(const struct reader *reader)
{
    return reader->clipboard ? reader->clipboard : "";
}

void reader_save_state(struct reader *reader)
{
    if (reader->prompt == PROMPT_NOTE)
        reader_store_draft(reader);
    reader_store_position(reader);
}

void reader_section_letters(const struct reader *reader, size_t section, char letters[8])
{
    letters[0] = '\0';
    if (reader->article->sections[section].kind == SECTION_ORIGINAL)
        article_original_letters(reader->article->sections[section].ordinal, letters);
}

enum reader_next reader_next(const struct reader *reader)
{
    return reader->next;
}

// --- commands of the program itself --------------------------------------------------------------

void reader_do_redraw(struct reader *reader, long count)
{
    (void)count;
    reader->requests |= REQUEST_REDRAW;
}

void reader_do_suspend(struct reader *reader, long count)
{
    (void)count;
    reader->requests |= REQUEST_SUSPEND;
}

void reader_announce(struct reader *reader, const char *message)
{
    reader_say(reader, "%s", message);
}

// Ends the reader for another file, or the same again, if that can be read.
static void leave_for(struct reader *reader, enum reader_next next)
{
    const struct reader_material *material = &reader->material;
    struct error error = {0};
    if (material->open_next && !material->open_next(material->context, next, &error)) {
        struct buffer message = {0}, shown = {0};
        error_describe(&error, &message);
        safe_add(&shown, buffer_string(&message), message.length);
        reader_complain(reader, "%s", shown.data);
        buffer_fini(&message);
        buffer_fini(&shown);
        return;
    }
    reader->next = next;
    reader->requests |= REQUEST_QUIT;
}

void reader_do_reload(struct reader *reader, long count)
{
    (void)count;
    if (strcmp(text_path(reader->article->text), "-") == 0) {
        reader_complain(reader, _("standard input cannot be read again"));
        return;
    }
    leave_for(reader, READER_RELOADS);
}

void reader_do_next_file(struct reader *reader, long count)
{
    (void)count;
    if (reader->material.file + 1 >= reader->material.file_count) {
        reader_say(reader, _("this is the last file"));
        return;
    }
    leave_for(reader, READER_NEXT_FILE);
}

void reader_do_previous_file(struct reader *reader, long count)
{
    (void)count;
    if (reader->material.file == 0) {
        reader_say(reader, _("this is the first file"));
        return;
    }
    leave_for(reader, READER_PREVIOUS_FILE);
}

void reader_do_leave(struct reader *reader, long count)
{
    (void)count;
    if (reader->view != VIEW_NONE)
        reader_close_view(reader);
    else if (reader->pane != PANE_TEXT)
        reader->pane = PANE_TEXT;
    else if (reader->tagging)
        tagging_leave(reader);
    else
        reader->requests |= REQUEST_QUIT;
}

void reader_do_quit_at_once(struct reader *reader, long count)
{
    (void)count;
    reader->pending = PENDING_QUIT;
}

void reader_do_escape(struct reader *reader, long count)
{
    (void)count;
    if (reader->view != VIEW_NONE)
        reader_close_view(reader);
    reader->pane = PANE_TEXT;
    reader->linking = reader->pairing = false;
    free(reader->merging);
    reader->merging = NULL;
    reader_end_selection(reader);
}

void reader_do_toggle_gutter(struct reader *reader, long count)
{
    (void)count;
    reader->show_gutter = !reader->show_gutter;
    reader_resize(reader, reader->rows, reader->columns);
}

void reader_do_toggle_peek(struct reader *reader, long count)
{
    (void)count;
    reader->peek = reader->peek == PEEK_HIDDEN ? PEEK_NORMAL : reader->peek + 1;
    reader_resize(reader, reader->rows, reader->columns);
}

void reader_do_toggle_panel(struct reader *reader, long count)
{
    (void)count;
    if (reader->columns < FRAME_PANEL_FROM || reader->material.plain) {
        if (reader->view == VIEW_NONE)
            reader_open_view(reader, VIEW_ENTITIES);
        else
            reader_close_view(reader);
        return;
    }
    reader->show_panel = !reader->show_panel;
    if (!reader->show_panel)
        reader->pane = PANE_TEXT;
    reader_resize(reader, reader->rows, reader->columns);
}

void reader_do_command_line(struct reader *reader, long count)
{
    struct buffer start = {0};
    if (count)
        buffer_format(&start, "%ld", count);
    reader_ask(reader, PROMPT_COMMAND, buffer_string(&start));
    buffer_fini(&start);
}
