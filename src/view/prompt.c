// SPDX-License-Identifier: GPL-3.0-or-later
// Prompt: the line at the bottom in which something is typed, and the command line.

#include <config.h>

#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "view/state.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { ESCAPE = 27, ENTER = '\r' };

// --- history ---------------------------------------------------------------------------------------

// The kind of line a prompt takes; 0: none that is kept.
static char history_kind(enum prompt_kind prompt)
{
    static const char kinds[] = {
        [PROMPT_SEARCH] = '/', [PROMPT_SEARCH_BACKWARD] = '/', [PROMPT_ONLY] = '/',
        [PROMPT_COMMAND] = ':', [PROMPT_TAG_NAME] = 't', [PROMPT_FILTER] = 'f',
        [PROMPT_NOTE] = 'a',
    };
    return prompt < sizeof kinds ? kinds[prompt] : 0;
}

static char *history_path(const struct reader *reader)
{
    return path_join(reader->material.environment->state, "history");
}

// ^P and ^N, and where only one line is typed the arrows, go through what was typed before.
static bool history_key(struct reader *reader, uint32_t key)
{
    enum { CTRL_N = 14, CTRL_P = 16 };
    char kind = history_kind(reader->prompt);
    bool one_line = reader->prompt != PROMPT_NOTE;
    bool older = key == CTRL_P || (one_line && key == NAMED_UP);
    bool newer = key == CTRL_N || (one_line && key == NAMED_DOWN);
    if (!kind || (!older && !newer))
        return false;
    const char *typed = buffer_string(&reader->editor.text);
    char *line = older ? history_older(&reader->history, kind, typed)
                       : history_newer(&reader->history, kind);
    if (line)
        line_editor_set(&reader->editor, line);
    else
        reader->requests |= REQUEST_BELL;
    free(line);
    return true;
}

static void remember_typed(struct reader *reader)
{
    char kind = history_kind(reader->prompt);
    if (!kind)
        return;
    char *path = history_path(reader);
    history_add(&reader->history, path, kind, buffer_string(&reader->editor.text));
    free(path);
}

void reader_ask(struct reader *reader, enum prompt_kind kind, const char *text)
{
    reader->prompt = kind;
    reader->prompt_from = reader_here(reader);
    reader->editor.multiline = kind == PROMPT_NOTE;
    line_editor_set(&reader->editor, text);
    if (history_kind(kind)) {
        char *path = history_path(reader);
        history_begin(&reader->history, path);
        free(path);
    }
    free(reader->message);
    reader->message = NULL;
}

void reader_end_prompt(struct reader *reader)
{
    hunt_stop(reader);
    reader->prompt = PROMPT_NONE;
    line_editor_set(&reader->editor, NULL);
    free(reader->message);
    reader->message = NULL;
}

// --- the command line ----------------------------------------------------------------------------

void reader_run_line(struct reader *reader, const char *line)
{
    while (*line == ' ')
        line++;
    size_t length = strlen(line);
    while (length && line[length - 1] == ' ')
        length--;
    char *name = memory_copy_bytes(line, length);
    char *end;
    unsigned long number = strtoul(name, &end, 10);
    enum command_id id = command_by_name(name);
    if (!*name) {
        // nothing
    } else if (isdigit((unsigned char)*name) && *end == '\0') {
        reader_go_to_paragraph(reader, number);
    } else if (strcmp(name, "q") == 0 || strcmp(name, "q!") == 0 || strcmp(name, "wq") == 0 ||
               strcmp(name, "x") == 0) {
        reader->requests |= REQUEST_QUIT;
    } else if (strcmp(name, "n") == 0) {
        reader_do_next_file(reader, 0);
    } else if (strcmp(name, "p") == 0) {
        reader_do_previous_file(reader, 0);
    } else if (strcmp(name, "w") == 0) {
        reader_say(reader, _("all is saved already"));
    } else if (id != COMMAND_NONE) {
        command_get(id)->run(reader, 0);
    } else {
        reader_complain(reader, _("no command %s; h shows them all"), name);
    }
    free(name);
}

// Completes the name of a command as far as it is the only one.
static void complete(struct reader *reader)
{
    const char *typed = buffer_string(&reader->editor.text);
    size_t length = strlen(typed), common = 0;
    const char *first = NULL;
    struct buffer names = {0};
    for (int id = 0; id < COMMAND_COUNT && length; id++) {
        const char *name = command_get((enum command_id)id)->name;
        if (strncmp(name, typed, length) != 0)
            continue;
        buffer_format(&names, " %s", name);
        if (!first) {
            first = name;
            common = strlen(name);
        } else {
            while (strncmp(first, name, common) != 0)
                common--;
        }
    }
    if (first && common > length) {
        char *completed = memory_copy_bytes(first, common);
        line_editor_set(&reader->editor, completed);
        free(completed);
    } else if (first) {
        reader_say(reader, "%s", buffer_string(&names));
    }
    buffer_fini(&names);
}

// --- keys ----------------------------------------------------------------------------------------

static void enter(struct reader *reader)
{
    char *line = memory_copy_string(buffer_string(&reader->editor.text));
    enum prompt_kind kind = reader->prompt;
    struct jump_place from = reader->prompt_from;
    remember_typed(reader);
    switch (kind) {
    case PROMPT_ONLY:
        reader_end_prompt(reader);
        reader_end_selection(reader);
        reader_restore(reader, from);
        reader_show_only(reader, line);
        break;
    case PROMPT_SEARCH:
    case PROMPT_SEARCH_BACKWARD:
        reader_end_prompt(reader);
        reader_end_selection(reader);
        reader_restore(reader, from);
        reader_search(reader, line, kind == PROMPT_SEARCH_BACKWARD);
        break;
    case PROMPT_COMMAND:
        reader_end_prompt(reader);
        reader_run_line(reader, line);
        break;
    case PROMPT_TAG_NAME:
        reader_save_tag_name(reader);
        break;
    case PROMPT_FILTER:
        reader_end_prompt(reader);
        break;
    case PROMPT_SPLIT:
        naming_split_as(reader, line);
        break;
    case PROMPT_NOTE:
        reader_save_note(reader);
        break;
    case PROMPT_CONFIRM_UNDO:
    case PROMPT_NONE:
        break;
    }
    free(line);
}

static void leave(struct reader *reader)
{
    switch (reader->prompt) {
    case PROMPT_ONLY:
    case PROMPT_SEARCH:
    case PROMPT_SEARCH_BACKWARD: {
        struct jump_place from = reader->prompt_from;
        reader_end_prompt(reader);
        reader_end_selection(reader);
        reader_restore(reader, from);
        break;
    }
    case PROMPT_NOTE:
        reader_leave_note(reader);
        break;
    case PROMPT_FILTER:
        free(reader->filter);
        reader->filter = NULL;
        reader_end_prompt(reader);
        reader_fill_lists(reader);
        break;
    default:
        reader_end_prompt(reader);
    }
}

static void confirm_key(struct reader *reader, uint32_t key)
{
    reader_end_prompt(reader);
    if (key == 'y' || key == 'Y' || key == 'u')
        reader_undo_confirmed(reader);
    else
        reader_say(reader, _("left as it is"));
}

static void after_edit(struct reader *reader)
{
    reader_show_hits_while_typing(reader);
    if (reader->prompt == PROMPT_FILTER) {
        free(reader->filter);
        reader->filter = memory_copy_string(buffer_string(&reader->editor.text));
        reader_fill_lists(reader);
    }
}

void reader_prompt_key(struct reader *reader, uint32_t key)
{
    if (reader->prompt == PROMPT_CONFIRM_UNDO) {
        confirm_key(reader, key);
        return;
    }
    bool empty = reader->editor.text.length == 0;
    if (key == ESCAPE) {
        leave(reader);
    } else if (key == ENTER || (key == '\n' && reader->prompt != PROMPT_NOTE)) {
        enter(reader);
    } else if (key == '\t' && reader->prompt == PROMPT_COMMAND) {
        complete(reader);
    } else if ((key == 127 || key == 8) && empty && reader->prompt != PROMPT_NOTE) {
        leave(reader); // rubbing out the prompt itself, as in less and vi
    } else if (history_key(reader, key) || line_editor_key(&reader->editor, key)) {
        free(reader->message);
        reader->message = NULL;
        after_edit(reader);
    } else {
        reader_complain(reader, _("Enter accepts, Esc leaves"));
    }
}
