// SPDX-License-Identifier: GPL-3.0-or-later
// History of prompts. The file is read anew before it is written, so that of two programs each
// keeps what the other added; it is replaced whole.

#include <config.h>

#include "view/history.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 1 << 20 };

static void forget_lines(struct history *history)
{
    for (size_t i = 0; i < history->count; i++)
        free(history->lines[i]);
    history->count = history->at = 0;
}

void history_fini(struct history *history)
{
    forget_lines(history);
    free(history->lines);
    free(history->typed);
    *history = (struct history){0};
}

static void keep_line(struct history *history, char *line)
{
    size_t same = 0;
    while (same < history->count && strcmp(history->lines[same], line) != 0)
        same++;
    if (same == history->count && history->count == HISTORY_LIMIT)
        same = 0; // the oldest makes room
    if (same < history->count) {
        free(history->lines[same]);
        memmove(history->lines + same, history->lines + same + 1,
                (--history->count - same) * sizeof *history->lines);
    }
    history->lines =
        memory_grow(history->lines, &history->capacity, history->count + 1, sizeof *history->lines);
    history->lines[history->count++] = line;
}

static void load(struct history *history, const char *path)
{
    struct buffer content = {0};
    forget_lines(history);
    if (file_read(path, FILE_LIMIT, &content, NULL)) {
        const char *end;
        for (const char *line = buffer_string(&content); (end = strchr(line, '\n'));
             line = end + 1) {
            if (end > line + 1)
                keep_line(history, memory_copy_bytes(line, (size_t)(end - line)));
        }
    }
    buffer_fini(&content);
    history->at = history->count;
}

void history_begin(struct history *history, const char *path)
{
    load(history, path);
    free(history->typed);
    history->typed = NULL;
}

static char *escaped(char kind, const char *typed)
{
    struct buffer line = {0};
    buffer_add_byte(&line, kind);
    for (; *typed; typed++) {
        if (*typed == '\n' || *typed == '\\')
            buffer_add_byte(&line, '\\');
        buffer_add_byte(&line, *typed == '\n' ? 'n' : *typed);
    }
    return buffer_take(&line);
}

static char *plain(const char *line)
{
    struct buffer typed = {0};
    buffer_add_string(&typed, "");
    for (line++; *line; line++) {
        bool escape = *line == '\\' && line[1];
        line += escape;
        buffer_add_byte(&typed, escape && *line == 'n' ? '\n' : *line);
    }
    return buffer_take(&typed);
}

void history_add(struct history *history, const char *path, char kind, const char *typed)
{
    if (!*typed)
        return;
    load(history, path);
    keep_line(history, escaped(kind, typed));
    history->at = history->count;
    struct buffer content = {0};
    for (size_t i = 0; i < history->count; i++)
        buffer_format(&content, "%s\n", history->lines[i]);
    char *folder = path_directory(path);
    if (file_make_directories(folder, NULL))
        file_replace(path, content.data, content.length, NULL);
    free(folder);
    buffer_fini(&content);
}

// Whether line `at` is of the kind and begins as the walk did.
static char *wanted(const struct history *history, size_t at, char kind)
{
    if (history->lines[at][0] != kind)
        return NULL;
    char *line = plain(history->lines[at]);
    const char *begin = history->typed ? history->typed : "";
    if (strncmp(line, begin, strlen(begin)) == 0)
        return line;
    free(line);
    return NULL;
}

char *history_older(struct history *history, char kind, const char *typed)
{
    if (!history->typed)
        history->typed = memory_copy_string(typed);
    for (size_t at = history->at; at-- > 0;) {
        char *line = wanted(history, at, kind);
        if (line) {
            history->at = at;
            return line;
        }
    }
    return NULL;
}

char *history_newer(struct history *history, char kind)
{
    if (!history->typed || history->at >= history->count)
        return NULL;
    for (size_t at = history->at + 1; at < history->count; at++) {
        char *line = wanted(history, at, kind);
        if (line) {
            history->at = at;
            return line;
        }
    }
    history->at = history->count;
    return memory_copy_string(history->typed);
}
