// SPDX-License-Identifier: GPL-3.0-or-later
// History: two stacks of acts and the log they are read back from.

#include <config.h>

#include "notes/history.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"
#include "notes/uuid.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_LIMIT = 64 << 20, KEPT_ACTS = 10000, SLACK_EVENTS = 20000, LONGEST_ID = 1024 };

struct stack {
    struct history_act *items;
    size_t count, capacity;
};

struct history {
    char *path;
    char session[UUID_URN];
    struct stack undo, redo;
};

// --- stacks --------------------------------------------------------------------------------

static void act_fini(struct history_act *act)
{
    free(act->id);
    free(act->session);
}

static void stack_clear(struct stack *stack)
{
    while (stack->count)
        act_fini(&stack->items[--stack->count]);
}

static void stack_push(struct stack *stack, struct history_act act)
{
    if (stack->count == stack->capacity)
        stack->items =
            memory_grow(stack->items, &stack->capacity, stack->count + 1, sizeof *stack->items);
    stack->items[stack->count++] = act;
}

// The topmost act like this, or SIZE_MAX.
static size_t stack_find(const struct stack *stack, const char *id, int64_t before, int64_t after)
{
    for (size_t i = stack->count; i > 0; i--) {
        const struct history_act *act = &stack->items[i - 1];
        if (act->before == before && act->after == after && strcmp(act->id, id) == 0)
            return i - 1;
    }
    return SIZE_MAX;
}

static struct history_act stack_take(struct stack *stack, size_t index)
{
    struct history_act act = stack->items[index];
    memmove(stack->items + index, stack->items + index + 1,
            (stack->count - index - 1) * sizeof *stack->items);
    stack->count--;
    return act;
}

// Version `old` of the note is now represented by version `new`, of the same content.
static void stack_rename(struct stack *stack, const char *id, int64_t old, int64_t new)
{
    if (old == HISTORY_NOTHING)
        return;
    for (size_t i = 0; i < stack->count; i++) {
        struct history_act *act = &stack->items[i];
        if (strcmp(act->id, id) != 0)
            continue;
        if (act->before == old)
            act->before = new;
        if (act->after == old)
            act->after = new;
    }
}

static void move_undone(struct history *history, size_t index, int64_t version)
{
    struct history_act act = stack_take(&history->undo, index);
    stack_rename(&history->undo, act.id, act.before, version);
    act.before = version;
    stack_push(&history->redo, act);
}

static void move_redone(struct history *history, size_t index, int64_t version)
{
    struct history_act act = stack_take(&history->redo, index);
    stack_rename(&history->redo, act.id, act.after, version);
    act.after = version;
    stack_push(&history->undo, act);
}

static void drop(struct stack *stack, size_t index)
{
    struct history_act act = stack_take(stack, index);
    act_fini(&act);
}

// --- the file ------------------------------------------------------------------------------

static void format_version(struct buffer *line, int64_t version)
{
    if (version == HISTORY_NOTHING)
        buffer_add_string(line, " -");
    else
        buffer_format(line, " %" PRId64, version);
}

static void append(const struct history *history, const struct buffer *line)
{
    int descriptor = open(
        history->path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (descriptor < 0)
        return;
    file_write_all(descriptor, line->data, line->length);
    close(descriptor);
}

// "U ID BEFORE AFTER" and, where `version` is given, " NEW".
static void record(const struct history *history, char event, const struct history_act *act,
                   const int64_t *version)
{
    struct buffer line = {0};
    buffer_format(&line, "%c %s", event, act->id);
    format_version(&line, act->before);
    format_version(&line, act->after);
    if (version)
        format_version(&line, *version);
    buffer_add_byte(&line, '\n');
    append(history, &line);
    buffer_fini(&line);
}

static void format_act(struct buffer *line, const struct history_act *act)
{
    buffer_format(line, "A %s %s", act->session, act->id);
    format_version(line, act->before);
    format_version(line, act->after);
    buffer_add_byte(line, '\n');
}

static bool parse_version(const char *word, int64_t *version)
{
    *version = HISTORY_NOTHING;
    if (strcmp(word, "-") == 0)
        return true;
    char *end;
    *version = strtoll(word, &end, 10);
    return end != word && !*end;
}

// Cuts the line at blanks; at most six words.
static size_t split(char *line, char *words[6])
{
    size_t count = 0;
    char *rest;
    for (char *word = strtok_r(line, " ", &rest); word && count < 6;
         word = strtok_r(NULL, " ", &rest))
        words[count++] = word;
    return count;
}

static void replay(struct history *history, char *line)
{
    char *words[6];
    size_t count = split(line, words);
    int64_t before, after, version;
    if (count < 4)
        return;
    char event = words[0][0];
    size_t at = event == 'A' ? 2 : 1; // the id
    if (count < at + 3 || !parse_version(words[at + 1], &before) ||
        !parse_version(words[at + 2], &after))
        return;
    const char *id = words[at];
    if (event == 'A') {
        stack_clear(&history->redo);
        stack_push(&history->undo, (struct history_act){.id = memory_copy_string(id),
                                                        .session = memory_copy_string(words[1]),
                                                        .before = before,
                                                        .after = after});
        return;
    }
    size_t undo = stack_find(&history->undo, id, before, after);
    size_t redo = stack_find(&history->redo, id, before, after);
    bool has_version = count > at + 3 && parse_version(words[at + 3], &version);
    if (event == 'U' && undo != SIZE_MAX && has_version)
        move_undone(history, undo, version);
    else if (event == 'R' && redo != SIZE_MAX && has_version)
        move_redone(history, redo, version);
    else if (event == 'D' && undo != SIZE_MAX)
        drop(&history->undo, undo);
    else if (event == 'D' && redo != SIZE_MAX)
        drop(&history->redo, redo);
}

// A log of very many events is written anew with the acts that can still be undone.
static void compact(const struct history *history)
{
    struct buffer content = {0};
    const struct stack *undo = &history->undo;
    for (size_t i = undo->count > KEPT_ACTS ? undo->count - KEPT_ACTS : 0; i < undo->count; i++)
        format_act(&content, &undo->items[i]);
    file_replace(history->path, buffer_string(&content), content.length, NULL);
    buffer_fini(&content);
}

struct history *history_open(const char *path)
{
    struct history *history = memory_allocate_zeroed(1, sizeof *history);
    history->path = memory_copy_string(path);
    uuid_random(history->session);
    struct buffer content = {0};
    size_t events = 0;
    if (file_exists(path) && file_read(path, FILE_LIMIT, &content, NULL) && content.length) {
        char *rest;
        for (char *line = strtok_r(content.data, "\n", &rest); line;
             line = strtok_r(NULL, "\n", &rest)) {
            replay(history, line);
            events++;
        }
    }
    buffer_fini(&content);
    if (events > SLACK_EVENTS + history->undo.count && history->redo.count == 0)
        compact(history);
    return history;
}

void history_free(struct history *history)
{
    if (!history)
        return;
    stack_clear(&history->undo);
    stack_clear(&history->redo);
    free(history->undo.items);
    free(history->redo.items);
    free(history->path);
    free(history);
}

// --- acts ----------------------------------------------------------------------------------

void history_push(struct history *history, const char *id, int64_t before, int64_t after)
{
    // An id that would not come back as one word is not written; such a note was not made here.
    if (strlen(id) > LONGEST_ID || strpbrk(id, " \n"))
        return;
    stack_clear(&history->redo);
    struct history_act act = {.id = memory_copy_string(id),
                              .session = memory_copy_string(history->session),
                              .before = before,
                              .after = after};
    struct buffer line = {0};
    format_act(&line, &act);
    append(history, &line);
    buffer_fini(&line);
    stack_push(&history->undo, act);
}

static const struct history_act *stack_top(const struct stack *stack)
{
    return stack->count ? &stack->items[stack->count - 1] : NULL;
}

const struct history_act *history_undo_next(const struct history *history)
{
    return stack_top(&history->undo);
}

const struct history_act *history_redo_next(const struct history *history)
{
    return stack_top(&history->redo);
}

bool history_is_earlier(const struct history *history, const struct history_act *act)
{
    return strcmp(act->session, history->session) != 0;
}

void history_undone(struct history *history, int64_t version)
{
    record(history, 'U', stack_top(&history->undo), &version);
    move_undone(history, history->undo.count - 1, version);
}

void history_redone(struct history *history, int64_t version)
{
    record(history, 'R', stack_top(&history->redo), &version);
    move_redone(history, history->redo.count - 1, version);
}

void history_drop_undo(struct history *history)
{
    record(history, 'D', stack_top(&history->undo), NULL);
    drop(&history->undo, history->undo.count - 1);
}

void history_drop_redo(struct history *history)
{
    record(history, 'D', stack_top(&history->redo), NULL);
    drop(&history->redo, history->redo.count - 1);
}
