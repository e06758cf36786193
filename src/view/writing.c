// SPDX-License-Identifier: GPL-3.0-or-later
// Writing: notes in words, typed here or in the reader's own editor. What is being typed is kept
// as a draft until it is on disk as a note.

#include <config.h>

#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What the editor begins with: a draft that was kept, else the note that was chosen here, if it is
// one's own, else one's own note of exactly this passage.
static char *begin_note(struct reader *reader)
{
    struct span span = reader_selected(reader), drafted;
    char *body = NULL;
    free(reader->editing_note);
    reader->editing_note = NULL;
    if (reader_take_draft(reader, &drafted, &body)) {
        if (!span_overlaps(drafted, span)) // it is about another passage, which the screen has to show
            reader_jump_to_offset(reader, drafted.start);
        span = drafted;
    }
    reader->prompt_span = span;
    const struct note *present = body ? NULL : notes_here_chosen(reader, span);
    if (!present || !present->mine || present->kind > NOTE_NOTE)
        present = act_own_note(reader, span, NOTE_NOTE, NOTE_TAG);
    if (present) {
        reader->editing_note = memory_copy_string(present->id);
        reader->editing_version = present->modified;
        if (!body && present->body)
            body = memory_copy_string(present->body);
    }
    return body;
}

void reader_do_note(struct reader *reader, long count)
{
    (void)count;
    if (!act_is_possible(reader))
        return;
    char *body = begin_note(reader);
    reader_ask(reader, PROMPT_NOTE, body);
    free(body);
}

// The note was edited elsewhere while this was being typed: both stay, side by side.
static bool save_beside(struct reader *reader, const char *body)
{
    struct note_version_list versions;
    bool done = false;
    if (!notebook_versions(reader->material.notebook, reader->editing_note, &versions))
        return false;
    for (size_t i = 0; i < versions.count && !done; i++) {
        const struct note_version *version = &versions.items[i];
        if (version->modified != reader->editing_version || version->deleted)
            continue;
        struct note_content content = note_content_of(&version->note);
        content.kind = NOTE_NOTE;
        content.body = body;
        done = act_change_seen(reader, reader->editing_note, version->modified, &content,
                               _("saved; it was edited elsewhere meanwhile, U shows both"));
    }
    note_version_list_fini(&versions);
    return done;
}

static bool save_body(struct reader *reader, const char *body)
{
    if (reader->material.notebook)
        notebook_poll(reader->material.notebook);
    const struct note *present = reader->editing_note
                                     ? notebook_find(reader->material.notebook, reader->editing_note)
                                     : NULL;
    if (present && present->modified != reader->editing_version)
        return save_beside(reader, body);
    if (present) {
        struct note_content content = note_content_of(present);
        content.kind = NOTE_NOTE;
        content.body = body;
        return act_change(reader, present->id, &content, _("the note is saved; u takes it back"));
    }
    struct note_content content = {.kind = NOTE_NOTE, .body = body, .span = reader->prompt_span};
    return act_add(reader, &content, _("the note is saved; u takes it back"));
}

void reader_save_note(struct reader *reader)
{
    char *body = memory_copy_string(buffer_string(&reader->editor.text));
    if (strspn(body, " \n\t") == strlen(body)) {
        reader_drop_draft(reader);
        reader_end_prompt(reader);
        reader_say(reader, _("an empty note is not kept"));
    } else {
        reader_store_draft(reader); // until it is on disk as a note
        if (save_body(reader, body)) {
            reader_drop_draft(reader);
            char *message = reader->message;
            reader->message = NULL;
            reader_end_prompt(reader);
            reader->message = message;
        }
    }
    free(body);
}

// Whether what is typed is what the note says already.
static bool is_unchanged(const struct reader *reader)
{
    const struct note *present = reader->editing_note
                                     ? notebook_find(reader->material.notebook, reader->editing_note)
                                     : NULL;
    return present && present->body &&
           strcmp(present->body, buffer_string(&reader->editor.text)) == 0;
}

void reader_leave_note(struct reader *reader)
{
    bool any = reader->editor.text.length > 0 && !is_unchanged(reader);
    if (any)
        reader_store_draft(reader);
    else
        reader_drop_draft(reader);
    reader_end_prompt(reader);
    reader_end_selection(reader);
    if (any)
        reader_say(reader, _("not saved; the draft is kept, a goes on with it"));
}

void reader_do_edit_note(struct reader *reader, long count)
{
    (void)count;
    if (!act_is_possible(reader))
        return;
    char *body = begin_note(reader);
    struct error error;
    char *draft = reader_draft_path(reader);
    struct buffer path = {0};
    buffer_format(&path, "%s.md", draft);
    char *folder = path_directory(draft);
    const char *content = body ? body : "";
    if (file_make_directories(folder, &error) &&
        file_replace(path.data, content, strlen(content), &error)) {
        free(reader->editor_file);
        reader->editor_file = memory_copy_string(path.data);
        reader->requests |= REQUEST_EDITOR;
    } else {
        reader_say_error(reader, &error);
    }
    free(folder);
    free(draft);
    free(body);
    buffer_fini(&path);
}

const char *reader_editor_file(const struct reader *reader)
{
    return reader->editor_file ? reader->editor_file : "";
}

void reader_editor_done(struct reader *reader, bool ok)
{
    enum { NOTE_LIMIT = 1 << 19 };
    struct buffer body = {0};
    struct error error;
    if (!ok) {
        reader_complain(reader, _("the editor failed; the note is not changed"));
    } else if (!file_read(reader->editor_file, NOTE_LIMIT, &body, &error)) {
        reader_say_error(reader, &error);
    } else {
        while (body.length && body.data[body.length - 1] == '\n')
            body.data[--body.length] = '\0';
        if (body.length == 0)
            reader_say(reader, _("an empty note is not kept"));
        else if (!save_body(reader, body.data))
            ok = false; // the file is kept with what was written
    }
    if (ok) {
        unlink(reader->editor_file);
        reader_drop_draft(reader);
    }
    buffer_fini(&body);
}
