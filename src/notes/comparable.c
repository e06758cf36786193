// SPDX-License-Identifier: GPL-3.0-or-later
// Comparable: text with what does not count in comparing taken out, and the way back to its bytes.

#include <config.h>

#include "notes/comparable.h"

#include "base/memory.h"
#include "text/grapheme.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

void comparable_fini(struct comparable *comparable)
{
    free(comparable->points);
    free(comparable->starts);
    free(comparable->ends);
    *comparable = (struct comparable){0};
}

static void add_point(struct comparable *comparable, uint32_t point, size_t start, size_t end)
{
    size_t count = comparable->count;
    if (count == comparable->capacity) {
        size_t capacity = comparable->capacity;
        comparable->points =
            memory_grow(comparable->points, &capacity, count + 1, sizeof *comparable->points);
        comparable->starts =
            memory_resize(comparable->starts, capacity, sizeof *comparable->starts);
        comparable->ends = memory_resize(comparable->ends, capacity, sizeof *comparable->ends);
        comparable->capacity = capacity;
    }
    comparable->points[count] = point;
    comparable->starts[count] = (uint32_t)start;
    comparable->ends[count] = (uint32_t)end;
    comparable->count++;
}

// The plain form of a code point; 0 for one that is left out.
static uint32_t plain_form(uint32_t point)
{
    switch (point) {
    case 0x00AD: // soft hyphen
        return 0;
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x02BC:
        return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
        return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
        return '-';
    default:
        return point < 0x80 || !uc_is_property_white_space(point) ? point : ' ';
    }
}

static bool is_blank(uint32_t point)
{
    return point == ' ' || (point >= '\t' && point <= '\r');
}

static void add_folded(struct comparable *comparable, uint32_t point, size_t start, size_t end)
{
    point = plain_form(point);
    if (!point)
        return;
    if (!is_blank(point)) {
        add_point(comparable, point, start, end);
    } else if (comparable->count && comparable->points[comparable->count - 1] == ' ') {
        comparable->ends[comparable->count - 1] = (uint32_t)end;
    } else {
        add_point(comparable, ' ', start, end);
    }
}

// A cluster of several code points, composed; each point of the result stands for all its bytes.
static void add_cluster(struct comparable *comparable, const char *bytes, size_t start, size_t end)
{
    enum { LONGEST = 128 };
    ucs4_t points[LONGEST], composed[LONGEST];
    size_t count = 0, length = LONGEST;
    for (size_t at = start; at < end && count < LONGEST;) {
        unsigned point;
        at += utf8_decode(bytes + at, end - at, &point);
        points[count++] = point;
    }
    uint32_t *result =
        count > 1 ? u32_normalize(UNINORM_NFC, points, count, composed, &length) : NULL;
    const uint32_t *from = result ? result : points;
    if (!result)
        length = count;
    for (size_t i = 0; i < length; i++)
        add_folded(comparable, from[i], start, end);
    if (result && result != composed)
        free(result);
}

void comparable_add(struct comparable *comparable, const char *bytes, struct span range)
{
    for (size_t at = range.start; at < range.end;) {
        unsigned char byte = (unsigned char)bytes[at];
        bool alone = byte < 0x80 && (at + 1 == range.end || (unsigned char)bytes[at + 1] < 0x80);
        size_t step = alone ? 1 : grapheme_next(bytes + at, range.end - at);
        if (alone)
            add_folded(comparable, byte, at, at + 1);
        else
            add_cluster(comparable, bytes, at, at + step);
        at += step;
    }
}

size_t comparable_find(const struct comparable *comparable, size_t offset)
{
    size_t low = 0, high = comparable->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (comparable->starts[middle] < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void comparable_make(struct comparable *comparable, const char *string)
{
    *comparable = (struct comparable){0};
    comparable_add(comparable, string, (struct span){0, strlen(string)});
}

size_t comparable_find_points(const struct comparable *text, size_t from,
                          const struct comparable *wanted)
{
    size_t size = wanted->count * sizeof *wanted->points;
    while (wanted->count && from + wanted->count <= text->count) {
        const char *start = (const char *)(text->points + from);
        const char *found =
            memmem(start, (text->count - from) * sizeof *text->points, wanted->points, size);
        if (!found)
            break;
        size_t bytes = (size_t)(found - start);
        if (bytes % sizeof *text->points == 0)
            return from + bytes / sizeof *text->points;
        from += bytes / sizeof *text->points + 1;
    }
    return text->count;
}

struct span comparable_span(const struct comparable *text, size_t first, size_t count)
{
    return (struct span){text->starts[first], text->ends[first + count - 1]};
}
