// SPDX-License-Identifier: GPL-3.0-or-later
// Wrap: paragraphs into lines, greedily, over UAX #14 break opportunities.

#include <config.h>

#include "text/wrap.h"

#include "base/memory.h"
#include "text/grapheme.h"
#include "text/safe.h"
#include "text/syllable.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unilbrk.h>

// Break opportunities are sought in pieces of this many bytes, so that a paragraph of any size
// takes a bounded table.
enum { PIECE = 64 * 1024 };

enum { SYLLABLE_COLUMNS = 8 }; // a longer one is none

void line_list_fini(struct line_list *list)
{
    free(list->items);
    *list = (struct line_list){0};
}

static void add_line(struct line_list *lines, size_t start, size_t end)
{
    lines->items = memory_grow(lines->items, &lines->capacity, lines->count + 1, sizeof *lines->items);
    lines->items[lines->count++] = (struct span){start, end};
}

static size_t white_space_at(const char *bytes, size_t at, size_t end)
{
    if (bytes[at] == ' ' || bytes[at] == '\t')
        return 1;
    if ((unsigned char)bytes[at] < 0x80)
        return 0;
    unsigned code_point;
    size_t step = utf8_decode(bytes + at, end - at, &code_point);
    return uc_is_property_white_space(code_point) ? step : 0;
}

static size_t trim_end(const char *bytes, size_t start, size_t end)
{
    while (end > start) {
        size_t before = utf8_previous(bytes, end);
        if (!white_space_at(bytes, before, end))
            break;
        end = before;
    }
    return end;
}

int wrap_cluster_width(const char *cluster, size_t length, int column)
{
    if (length == 1 && cluster[0] >= 0x20 && cluster[0] < 0x7F)
        return 1;
    if (length == 1 && cluster[0] == '\t')
        return WRAP_TAB - column % WRAP_TAB;
    char shown[SAFE_CLUSTER];
    safe_cluster(cluster, length, shown);
    return grapheme_width(shown, strlen(shown));
}

// Whether the byte at `at` is by itself a cluster of one column, as most are.
static bool is_plain(const char *bytes, size_t at, size_t end)
{
    return bytes[at] >= 0x20 && bytes[at] < 0x7F &&
           (at + 1 == end || (unsigned char)bytes[at + 1] < 0x80);
}

struct wrapper {
    const char *bytes;
    struct span paragraph;
    size_t piece_start, piece_end;
    char *opportunities;
    const size_t *breaks;
    size_t break_count, next_break;
};

// Whether a line may be broken at a place depends on a few characters before it, so that a piece
// begins that much before the place it is for.
static void load_piece(struct wrapper *wrapper, size_t at)
{
    enum { CONTEXT = 64 };
    size_t end = wrapper->paragraph.end, start = wrapper->paragraph.start;
    if (at - start > CONTEXT)
        start = at - CONTEXT;
    while (utf8_is_continuation(wrapper->bytes[start]) && start < at)
        start++;
    wrapper->piece_start = start;
    wrapper->piece_end = end - start > PIECE ? start + PIECE : end;
    while (wrapper->piece_end < end && utf8_is_continuation(wrapper->bytes[wrapper->piece_end]))
        wrapper->piece_end--;
    u8_possible_linebreaks((const uint8_t *)wrapper->bytes + start, wrapper->piece_end - start,
                           "UTF-8", wrapper->opportunities);
}

static bool may_break_before(struct wrapper *wrapper, size_t at)
{
    if (at >= wrapper->piece_end)
        load_piece(wrapper, at);
    char kind = wrapper->opportunities[at - wrapper->piece_start];
    if (kind == UC_BREAK_POSSIBLE || kind == UC_BREAK_MANDATORY)
        return true;
    while (wrapper->next_break < wrapper->break_count &&
           wrapper->breaks[wrapper->next_break] < at)
        wrapper->next_break++;
    return wrapper->next_break < wrapper->break_count && wrapper->breaks[wrapper->next_break] == at;
}

// A place where the line may end, and its columns up to there; `at` 0: none.
struct place {
    size_t at;
    int columns;
};

// The line that is being filled.
struct filling {
    int width;
    size_t start;
    struct place last_break, last_maybe, last_syllable;
};

static bool ends_in_soft_hyphen(const char *bytes, size_t start, size_t at)
{
    return at - start >= 2 && memcmp(bytes + at - 2, "\xC2\xAD", 2) == 0;
}

// Notes what may be done before `at`. A soft hyphen needs a column of its own where the line ends.
static enum syllable note_place(struct wrapper *wrapper, struct filling *line, struct place place)
{
    const char *bytes = wrapper->bytes;
    if (place.at <= line->start)
        return SYLLABLE_OTHER;
    if (may_break_before(wrapper, place.at) &&
        !(place.columns >= line->width && ends_in_soft_hyphen(bytes, line->start, place.at)))
        line->last_break = place;
    enum syllable syllable =
        syllable_at(bytes, wrapper->paragraph.start, place.at, wrapper->paragraph.end);
    if (syllable == SYLLABLE_BEGINS)
        line->last_syllable = place;
    if (syllable == SYLLABLE_MAYBE || syllable == SYLLABLE_BEGINS)
        line->last_maybe = place;
    return syllable;
}

// Where a line ends that is full before `full`: at its last break; in a script without blanks only
// where that is in its last quarter, else at the last syllable, else between clusters.
static struct place end_of_line(const struct filling *line, struct place full,
                                enum syllable syllable)
{
    const struct place *at_break = &line->last_break, *begins = &line->last_syllable;
    bool near = at_break->at && at_break->columns * 4 >= line->width * 3;
    if (syllable != SYLLABLE_OTHER && !near) {
        if (begins->at && full.columns - begins->columns <= SYLLABLE_COLUMNS)
            return *begins;
        if (line->last_maybe.columns > at_break->columns)
            return line->last_maybe;
    }
    return at_break->at ? *at_break : full;
}

void wrap_paragraph(const char *bytes, struct span paragraph, int width, const size_t *breaks,
                    size_t break_count, struct line_list *lines)
{
    size_t room = span_length(paragraph) < PIECE ? span_length(paragraph) : PIECE;
    struct wrapper wrapper = {
        .bytes = bytes,
        .paragraph = paragraph,
        .opportunities = memory_allocate(room + 1),
        .breaks = breaks,
        .break_count = break_count,
    };
    struct filling line = {.width = width, .start = paragraph.start};
    int columns = 0; // up to `at`
    if (!span_is_empty(paragraph))
        load_piece(&wrapper, paragraph.start);
    for (size_t at = paragraph.start; at < paragraph.end;) {
        bool plain = is_plain(bytes, at, paragraph.end);
        size_t step = plain ? 1 : grapheme_next(bytes + at, paragraph.end - at);
        int cluster = plain ? 1 : wrap_cluster_width(bytes + at, step, columns);
        struct place here = {at, columns};
        enum syllable syllable = note_place(&wrapper, &line, here);
        bool blank = white_space_at(bytes, at, paragraph.end) != 0;
        if (columns + cluster > width && !blank && at > line.start) {
            struct place end = end_of_line(&line, here, syllable);
            add_line(lines, line.start, trim_end(bytes, line.start, end.at));
            line = (struct filling){.width = width, .start = end.at};
            columns -= end.columns;
            if (columns + cluster > width)
                continue; // the rest of the word is wider than a line of its own: cut again
        }
        columns += cluster;
        at += step;
    }
    add_line(lines, line.start, trim_end(bytes, line.start, paragraph.end));
    free(wrapper.opportunities);
}
