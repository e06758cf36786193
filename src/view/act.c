// SPDX-License-Identifier: GPL-3.0-or-later
// Act: highlight, tag, link, delete, undo. Each act is on disk when its key returns, or says why
// it is not.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_QUOTE = 28, LONG_QUOTE = 60 };

bool act_is_possible(struct reader *reader)
{
    if (reader->material.notebook && reader->article->sentence_count)
        return true;
    if (!reader->material.notebook && reader->material.message) // it says why
        reader_complain(reader, "%s", reader->material.message);
    else
        reader_complain(reader, _("notes cannot be kept here"));
    return false;
}

static void after_act(struct reader *reader)
{
    reader_end_selection(reader);
    reader->peek_stale = true;
    reader_follow_decisions(reader);
    reader_fill_lists(reader);
}

// Where notes are that could not be written beside the article, and why: as much of the place as a
// reader needs to find it, since its whole name, a digest in it, is longer than a row.
static void say_kept_elsewhere(struct reader *reader, const struct error *reason)
{
    enum { DIGITS = 8 };
    struct buffer words = {0};
    char *path = reader_short_path(notebook_path(reader->material.notebook));
    const char *file = strrchr(path, '/'), *folder = memrchr(path, '/', (size_t)(file - path));
    size_t kept = folder ? (size_t)(folder - path) + 1 + DIGITS : 0;
    if (kept < (size_t)(file - path))
        path[kept] = '\0';
    else
        path[file - path] = '\0';
    struct error bare = *reason; // that it is about the sidecar goes without saying
    bare.path[0] = '\0';
    error_describe(&bare, &words);
    reader_complain(reader, _("kept in %s…; adopt brings it home (%s)"), path,
                    buffer_string(&words));
    buffer_fini(&words);
    free(path);
}

// What was asked for has been done; where the notebook has a warning, that is said instead.
static void confirm(struct reader *reader, const char *message)
{
    const struct error *warning = notebook_warning(reader->material.notebook);
    if (!warning || warning->code == ERROR_NONE)
        reader_say(reader, "%s", message);
    else if (notebook_is_fallback(reader->material.notebook))
        say_kept_elsewhere(reader, warning);
    else
        reader_say_error(reader, warning);
}

// What could not be written where it belongs goes to the fallback place; false where not even that
// could be done.
static bool failed(struct reader *reader, const struct error *error)
{
    struct error second;
    if (notebook_has_unsaved(reader->material.notebook) &&
        notebook_save_elsewhere(reader->material.notebook, &second)) {
        say_kept_elsewhere(reader, error);
        after_act(reader);
        return true;
    }
    reader_say_error(reader, error);
    return false;
}

static bool same_span(struct span one, struct span other)
{
    return one.start == other.start && one.end == other.end;
}

// One's own note of exactly this passage and of one of two kinds.
const struct note *act_own_note(const struct reader *reader, struct span span, enum note_kind kind,
                                enum note_kind other)
{
    size_t count;
    const struct note *notes = notebook_notes(reader->material.notebook, &count);
    for (size_t i = 0; i < count; i++) {
        if (notes[i].mine && (notes[i].kind == kind || notes[i].kind == other) &&
            same_span(notes[i].span, span))
            return &notes[i];
    }
    return NULL;
}

size_t reader_note_count(const struct reader *reader)
{
    size_t count = 0;
    if (reader->material.notebook)
        notebook_notes(reader->material.notebook, &count);
    return count;
}

bool act_add(struct reader *reader, const struct note_content *content, const char *message)
{
    struct error error;
    if (!notebook_add(reader->material.notebook, content, NULL, &error))
        return failed(reader, &error);
    after_act(reader);
    confirm(reader, message);
    return true;
}

bool act_change(struct reader *reader, const char *id, const struct note_content *content,
                const char *message)
{
    struct error error;
    char *kept = memory_copy_string(id);
    bool done = notebook_change(reader->material.notebook, kept, content, &error);
    free(kept);
    if (!done)
        return failed(reader, &error);
    after_act(reader);
    confirm(reader, message);
    return true;
}

static void remember_act(struct reader *reader, enum note_kind kind, const char *tag)
{
    char *copy = tag ? memory_copy_string(tag) : NULL;
    free(reader->last_act.tag);
    reader->last_act =
        (struct last_act){.kind = kind, .colour = reader->highlight_colour, .tag = copy};
}

// --- highlights ----------------------------------------------------------------------------------

static void highlight(struct reader *reader, enum note_colour colour)
{
    struct note_content content = {.kind = NOTE_HIGHLIGHT, .colour = colour,
                                   .span = reader_selected(reader)};
    remember_act(reader, NOTE_HIGHLIGHT, NULL);
    act_add(reader, &content, _("highlighted; u takes it back"));
}

void reader_do_highlight(struct reader *reader, long count)
{
    (void)count;
    if (!act_is_possible(reader))
        return;
    struct span span = reader_selected(reader);
    const struct note *present = act_own_note(reader, span, NOTE_HIGHLIGHT, NOTE_HIGHLIGHT);
    if (present)
        reader_delete_note_id(reader, present->id);
    else
        highlight(reader, reader->highlight_colour);
}

void reader_do_colour(struct reader *reader, long count)
{
    (void)count;
    reader->pending = PENDING_COLOUR;
    reader_say(reader, _("colour: y yellow, g green, b blue, r red"));
}

// The note whose colour is meant: the one chosen, else the highlight under the focus.
static const struct note *coloured_note(const struct reader *reader, struct span span)
{
    const struct note *chosen = notes_here_chosen(reader, span);
    if (chosen)
        return chosen->kind <= NOTE_NOTE ? chosen : NULL;
    const struct note *note = reader_note_at(reader, span);
    return note && note->colour != NOTE_NO_COLOUR ? note : NULL;
}

void reader_choose_colour(struct reader *reader, uint32_t key)
{
    static const char letters[] = "ygbr";
    const char *letter = key < 128 && key ? strchr(letters, (int)key) : NULL;
    if (!letter) {
        reader_complain(reader, _("colours are y yellow, g green, b blue, r red"));
        return;
    }
    reader->highlight_colour = (enum note_colour)(NOTE_YELLOW + (letter - letters));
    if (!act_is_possible(reader))
        return;
    const struct note *note = coloured_note(reader, reader_selected(reader));
    if (note && note->mine) {
        struct note_content content = note_content_of(note);
        content.colour = reader->highlight_colour;
        act_change(reader, note->id, &content, _("the highlight has another colour now"));
    } else {
        reader_say(reader, _("H highlights in %s now"), _(note_colour_name(reader->highlight_colour)));
    }
}

// --- tags ----------------------------------------------------------------------------------------

static bool has_tag(const struct note *note, const char *tag)
{
    for (size_t i = 0; i < note->tag_count; i++) {
        if (strcmp(note->tags[i], tag) == 0)
            return true;
    }
    return false;
}

static void tag_passage(struct reader *reader, const char *tag, struct span span)
{
    char *name = memory_copy_string(tag);
    struct buffer message = {0};
    buffer_format(&message, _("tagged %s; u takes it back"), name);
    const struct note *present = act_own_note(reader, span, NOTE_TAG, NOTE_NOTE);
    if (present && has_tag(present, name)) {
        reader_say(reader, _("this has the tag %s already"), name);
    } else if (present) {
        struct note_content content = note_content_of(present);
        const char **tags = memory_allocate((present->tag_count + 1) * sizeof *tags);
        for (size_t i = 0; i < present->tag_count; i++)
            tags[i] = present->tags[i];
        tags[present->tag_count] = name;
        content.tags = tags;
        content.tag_count = present->tag_count + 1;
        act_change(reader, present->id, &content, buffer_string(&message));
        free(tags);
    } else {
        const char *tags[] = {name};
        struct note_content content = {.kind = NOTE_TAG, .tags = tags, .tag_count = 1, .span = span};
        act_add(reader, &content, buffer_string(&message));
    }
    remember_act(reader, NOTE_TAG, name);
    buffer_fini(&message);
    free(name);
}

// Takes the tag off one's own notes of exactly this passage; a note that says nothing else goes.
void reader_untag(struct reader *reader, const char *tag, struct span span)
{
    char *name = memory_copy_string(tag);
    const struct note *note = act_own_note(reader, span, NOTE_TAG, NOTE_NOTE);
    if (!note || !has_tag(note, name)) {
        reader_say(reader, _("the tag %s is not one's own"), name);
    } else if (note->tag_count == 1 && !(note->body && *note->body)) {
        reader_delete_note_id(reader, note->id);
    } else {
        struct note_content content = note_content_of(note);
        const char **tags = memory_allocate(note->tag_count * sizeof *tags);
        content.tag_count = 0;
        for (size_t i = 0; i < note->tag_count; i++) {
            if (strcmp(note->tags[i], name) != 0)
                tags[content.tag_count++] = note->tags[i];
        }
        content.tags = tags;
        struct buffer message = {0};
        buffer_format(&message, _("the tag %s is taken off; u brings it back"), name);
        act_change(reader, note->id, &content, buffer_string(&message));
        buffer_fini(&message);
        free(tags);
    }
    free(name);
}

void reader_do_tag(struct reader *reader, long count)
{
    (void)count;
    if (reader_place(reader) == PLACE_LIST && reader->view != VIEW_COMPARE) {
        reader_say(reader, _("t tags in the text and in the comparison (C)"));
        return;
    }
    if (!act_is_possible(reader))
        return;
    size_t entries;
    const struct codebook_entry *codebook = codebook_entries(reader->material.codebook, &entries);
    struct buffer choices = {0};
    buffer_add_string(&choices, entries ? _("tag:") : _("tag: a letter of your choice makes one"));
    reader->pending = PENDING_TAG;
    bool above = tagging_asks_in_peek(reader);
    for (size_t i = 0; i < entries && !above; i++) {
        if (!codebook[i].letter)
            continue;
        buffer_add_string(&choices, "  ");
        buffer_add_code_point(&choices, codebook[i].letter);
        buffer_format(&choices, " %s", codebook[i].tag);
    }
    reader_say(reader, "%s", buffer_string(&choices));
    buffer_fini(&choices);
}

void reader_tag_with(struct reader *reader, unsigned letter)
{
    if (letter <= ' ' || letter >= 0x110000 || letter == 127) {
        reader_complain(reader, _("a tag's key is a letter"));
        return;
    }
    const struct codebook_entry *entry = codebook_by_letter(reader->material.codebook, letter);
    if (entry) {
        tag_passage(reader, entry->tag, reader_selected(reader));
        return;
    }
    reader->prompt_letter = letter;
    reader->prompt_span = reader_selected(reader);
    reader_ask(reader, PROMPT_TAG_NAME, NULL);
}

void reader_save_tag_name(struct reader *reader)
{
    char *tag = memory_copy_string(buffer_string(&reader->editor.text));
    struct error error;
    struct span span = reader->prompt_span;
    unsigned letter = reader->prompt_letter;
    const struct codebook_entry *known = codebook_by_tag(reader->material.codebook, tag);
    if (!known && !codebook_add(reader->material.codebook, letter, tag, NOTE_NO_COLOUR, &error)) {
        reader_say_error(reader, &error);
    } else {
        reader_end_prompt(reader);
        tag_passage(reader, tag, span);
    }
    free(tag);
}

// --- deleting, undoing, repeating ----------------------------------------------------------------

void reader_delete_note_id(struct reader *reader, const char *id)
{
    const struct note *note = notebook_find(reader->material.notebook, id);
    if (!note)
        return;
    struct buffer message = {0};
    struct buffer quote = {0};
    // As much of the quote as leaves room for how to bring it back.
    note_add_cut(&quote, note->quote ? note->quote : "",
                 reader->columns < 90 ? SHORT_QUOTE : LONG_QUOTE);
    buffer_format(&message, _("deleted: %s on “%s”; u brings it back"), _(note_kind_name(note->kind)),
                  buffer_string(&quote));
    struct error error;
    char *kept = memory_copy_string(id);
    if (notebook_delete(reader->material.notebook, kept, &error)) {
        after_act(reader);
        confirm(reader, buffer_string(&message));
    } else {
        failed(reader, &error);
    }
    free(kept);
    buffer_fini(&quote);
    buffer_fini(&message);
}

void reader_do_delete_note(struct reader *reader, long count)
{
    (void)count;
    if (!act_is_possible(reader))
        return;
    const struct note *note = reader_note_at(reader, reader_selected(reader));
    if (!note)
        reader_complain(reader, _("no note here; [ and ] go to notes"));
    else if (!note->mine)
        reader_complain(reader, _("this note is by %s; only one's own can be deleted"),
                        note->creator ? note->creator : "?");
    else
        reader_delete_note_id(reader, note->id);
}

static void say_undo(struct reader *reader, enum undo_result result, const char *done,
                     const char *nothing, const struct buffer *what, const struct error *error)
{
    switch (result) {
    case UNDO_DONE:
        after_act(reader);
        reader_say(reader, "%s %s", done, buffer_string(what));
        break;
    case UNDO_NOTHING:
        reader_say(reader, "%s", nothing);
        break;
    case UNDO_EARLIER_SESSION:
        reader_ask(reader, PROMPT_CONFIRM_UNDO, NULL);
        reader_say(reader, _("an earlier session: %s — take it back? y n"), buffer_string(what));
        break;
    case UNDO_FAILED:
        failed(reader, error);
        break;
    }
}

static void undo(struct reader *reader, bool confirmed)
{
    struct buffer what = {0};
    struct error error = {0};
    enum undo_result result =
        notebook_undo(reader->material.notebook, confirmed, &what, &error);
    say_undo(reader, result, _("taken back:"), _("nothing to take back"), &what, &error);
    buffer_fini(&what);
}

void reader_do_undo(struct reader *reader, long count)
{
    (void)count;
    if (act_is_possible(reader))
        undo(reader, false);
}

void reader_undo_confirmed(struct reader *reader)
{
    undo(reader, true);
}

void reader_do_redo(struct reader *reader, long count)
{
    (void)count;
    if (!act_is_possible(reader))
        return;
    struct buffer what = {0};
    struct error error = {0};
    enum undo_result result = notebook_redo(reader->material.notebook, &what, &error);
    say_undo(reader, result, _("done again:"), _("nothing to do again"), &what, &error);
    buffer_fini(&what);
}

bool act_change_seen(struct reader *reader, const char *id, int64_t seen,
                     const struct note_content *content, const char *message)
{
    struct error error;
    if (!notebook_change_seen(reader->material.notebook, id, seen, content, &error)) {
        failed(reader, &error);
        return false;
    }
    after_act(reader);
    confirm(reader, message);
    return true;
}

void act_restore(struct reader *reader, const char *id, int64_t version, const char *message)
{
    struct error error;
    char *kept = memory_copy_string(id);
    if (notebook_restore(reader->material.notebook, kept, version, &error)) {
        after_act(reader);
        confirm(reader, message);
    } else {
        failed(reader, &error);
    }
    free(kept);
}

void act_reanchor(struct reader *reader, const struct note *note)
{
    struct error error;
    if (note->state == NOTE_EXACT) {
        reader_say(reader, _("the passage of this note is as it was"));
        return;
    }
    char *id = memory_copy_string(note->id);
    if (notebook_reanchor(reader->material.notebook, id, &error)) {
        after_act(reader);
        confirm(reader, _("written down where it is now; u takes it back"));
    } else {
        failed(reader, &error);
    }
    free(id);
}

// The own note here gets the bounds of the selection; without one, where it was found is written
// down.
void reader_do_rebound(struct reader *reader, long count)
{
    (void)count;
    if (!act_is_possible(reader))
        return;
    struct span span = reader_selected(reader);
    const struct note *note = reader_note_at(reader, span);
    if (reader_place(reader) == PLACE_LIST) {
        notes_list_reanchor(reader);
    } else if (!reader->selection.active && note && note->state != NOTE_EXACT) {
        act_reanchor(reader, note);
    } else if (!reader->selection.active) {
        reader_complain(reader, _("v selects the new bounds, then r"));
    } else if (!note || !note->mine) {
        reader_complain(reader, _("no note of one's own under the selection"));
    } else {
        struct note_content content = note_content_of(note);
        content.span = span;
        act_change(reader, note->id, &content, _("the note has these bounds now; u takes it back"));
    }
}

// The first L keeps the passage, the second links it with the one it is at.
void reader_do_link(struct reader *reader, long count)
{
    (void)count;
    if (reader->view == VIEW_COMPARE) {
        pairing_link(reader);
        return;
    }
    if (reader_place(reader) == PLACE_LIST) {
        reader_say(reader, _("L links in the text and pairs in the comparison (C)"));
        return;
    }
    if (!act_is_possible(reader))
        return;
    struct span span = reader_selected(reader);
    if (!reader->linking) {
        reader->linking = true;
        reader->link_from = span;
        reader_end_selection(reader);
        reader_say(reader, _("go to the other passage and press L again; Esc forgets it"));
        return;
    }
    reader->linking = false;
    if (same_span(span, reader->link_from)) {
        reader_complain(reader, _("a passage cannot be linked with itself"));
        return;
    }
    struct note_content content = {.kind = NOTE_LINK, .span = reader->link_from, .other = span};
    act_add(reader, &content, _("linked; u takes it back"));
}

void reader_do_repeat(struct reader *reader, long count)
{
    (void)count;
    if (!act_is_possible(reader))
        return;
    if (reader->last_act.tag) {
        char *tag = memory_copy_string(reader->last_act.tag);
        tag_passage(reader, tag, reader_selected(reader));
        free(tag);
    } else if (reader->last_act.kind == NOTE_HIGHLIGHT && reader->last_act.colour) {
        highlight(reader, reader->last_act.colour);
    } else {
        reader_complain(reader, _("nothing to repeat yet; H or t does something first"));
    }
}
