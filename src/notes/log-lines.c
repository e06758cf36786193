// SPDX-License-Identifier: GPL-3.0-or-later
// Log lines: sidecars taken apart into lines. The bytes stay where they were read; a line costs its
// place in the list, and its id once it is identified.

#include <config.h>

#include "notes/log-lines.h"

#include "base/memory.h"
#include "notes/annotation.h"
#include "notes/json.h"

#include <stdlib.h>
#include <string.h>

bool log_line_is_blank(const char *line, size_t length)
{
    size_t at = 0;
    while (at < length && strchr(" \t\r", line[at]) && line[at])
        at++;
    return at == length;
}

bool log_line_trim(const char *content, size_t *start, size_t *length)
{
    if (*start == 0 && *length >= 3 && memcmp(content, "\xEF\xBB\xBF", 3) == 0) {
        *start += 3;
        *length -= 3;
    }
    if (*length && content[*start + *length - 1] == '\r')
        --*length;
    return !log_line_is_blank(content + *start, *length);
}

bool log_line_check_limits(const char *path, size_t number, size_t length, struct error *error)
{
    if (length > SIDECAR_LINE_LIMIT)
        error_set(error, ERROR_TOO_LARGE, path, "a line over %d bytes", SIDECAR_LINE_LIMIT);
    else if (number > SIDECAR_LINES_LIMIT)
        error_set(error, ERROR_TOO_LARGE, path, "over %d lines", SIDECAR_LINES_LIMIT);
    else
        return true;
    if (error)
        error->line = number;
    return false;
}

bool log_lines_read(struct log_lines *list, struct sidecar *sidecar, struct error *error)
{
    size_t start, length;
    while (sidecar_next_line(sidecar, &start, &length)) {
        if (!log_line_check_limits(sidecar->path, sidecar->lines, length, error))
            return false;
        if (!log_line_trim(sidecar->content.data, &start, &length))
            continue;
        if (list->count == list->capacity)
            list->items =
                memory_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
        list->items[list->count++] = (struct log_line){
            .bytes = sidecar->content.data + start,
            .length = length,
            .number = sidecar->lines,
        };
    }
    return true;
}

void log_lines_fini(struct log_lines *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].id);
    free(list->items);
    *list = (struct log_lines){0};
}

void log_lines_identify(struct log_lines *list)
{
    struct json_tape tape = {0};
    for (size_t i = 0; i < list->count; i++) {
        struct log_line *line = &list->items[i];
        struct annotation_facts facts;
        if (!json_tape_read(&tape, line->bytes, line->length) ||
            !annotation_identify(&tape, &facts))
            continue;
        free(line->id);
        line->id = json_string_copy(&tape, facts.id);
        line->modified = facts.modified;
        line->tombstone = facts.tombstone;
    }
    json_tape_fini(&tape);
}

int log_line_compare(const struct log_line *one, const struct log_line *other)
{
    size_t common = one->length < other->length ? one->length : other->length;
    int order = common ? memcmp(one->bytes, other->bytes, common) : 0;
    if (order == 0 && one->length != other->length)
        order = one->length < other->length ? -1 : 1;
    return order;
}
