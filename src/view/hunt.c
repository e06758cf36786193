// SPDX-License-Identifier: GPL-3.0-or-later
// Hunt: searching a long text, in slices of some milliseconds between inputs.
//
// The text is searched block by block from where the search begins, round the end and back to
// there. A block ends where a line does, or, in a line that is too long, overlaps the next one, so
// that a hit may reach beyond its end. Any key but those that repeat the search stops it.

#include <config.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "text/utf8.h"
#include "view/state.h"

#include <string.h>
#include <unistr.h>

enum {
    BLOCK = 256 * 1024,  // bytes; halved for an expression that takes long
    LEAST_BLOCK = 4 * 1024,
    OVERLAP = 64 * 1024,
    SLICE = 15,          // milliseconds
    TOLD_AFTER = 500,
};

void hunt_begin(struct reader *reader, size_t from, bool backward, long count)
{
    const char *bytes = reader->article->bytes;
    size_t length = text_length(reader->article->text);
    while (from < length && utf8_is_continuation(bytes[from])) // the byte after a hit's first
        from++;
    from = from < length ? from : length;
    reader->hunt = (struct hunt){
        .active = true,
        .backward = backward,
        .typing = reader->prompt != PROMPT_NONE,
        .left = count,
        .from = from,
        .at = from,
        .block = BLOCK,
        .begun = clock_milliseconds(),
    };
    hunt_step(reader); // what is near is found at once
}

void hunt_stop(struct reader *reader)
{
    struct hunt *hunt = &reader->hunt;
    if (!hunt->active)
        return;
    hunt->active = false;
    if (hunt->typing)
        return;
    beginning_forget_keys(reader);
    reader_say(reader, _("the search was stopped"));
}

// Whether the bytes are well-formed, as they must be for the search. A text that is not looked through
// yet may have others: those are decoded soon, and can be found then.
static bool is_fit(const struct text *text, size_t from, size_t to)
{
    const char *bytes = text_bytes(text);
    while (to > from && to < text_length(text) && utf8_is_continuation(bytes[to]))
        to--;
    return text_is_settled(text) || u8_check((const uint8_t *)bytes + from, to - from) == NULL;
}

// How far the search of bytes[from, to) sees.
struct sight {
    size_t end;
    bool line_ends; // there
};

// False: the bytes cannot be searched.
static bool look(const struct reader *reader, size_t from, size_t to, struct sight *sight)
{
    const char *bytes = reader->article->bytes;
    size_t length = text_length(reader->article->text);
    size_t seen = length - to < OVERLAP ? length - to : OVERLAP;
    const char *newline = memchr(bytes + to, '\n', seen);
    sight->end = newline ? (size_t)(newline - bytes) + 1 : to + seen;
    sight->line_ends = newline || sight->end == length;
    return is_fit(reader->article->text, from, sight->end);
}

// The first hit that begins in bytes[from, to).
static bool search_block(const struct reader *reader, size_t from, size_t to, struct sight sight,
                         struct span *hit)
{
    return search_piece(reader->pattern, reader->article->bytes, sight.end, from, sight.line_ends,
                        hit) &&
           hit->start < to;
}

// The last hit that begins in bytes[from, to).
static bool search_block_backward(const struct reader *reader, size_t from, size_t to,
                                  struct sight sight, struct span *hit)
{
    struct span next;
    bool found = false;
    while (from < to && search_block(reader, from, to, sight, &next)) {
        *hit = next;
        found = true;
        from = next.end;
    }
    return found;
}

// Searches the next block; false: there is none.
static bool search_on(struct reader *reader, struct span *hit, bool *found)
{
    struct hunt *hunt = &reader->hunt;
    const char *bytes = reader->article->bytes;
    size_t length = text_length(reader->article->text);
    struct sight sight;
    if (hunt->round && !hunt->backward && hunt->at >= hunt->from)
        return false; // a hit that was counted reached beyond where the search began
    if (hunt->backward ? hunt->at == 0 : hunt->at >= length) {
        if (hunt->round)
            return false;
        hunt->round = true;
        hunt->at = hunt->backward ? length : 0;
    }
    size_t least = hunt->backward && hunt->round ? hunt->from : 0;
    size_t most = !hunt->backward && hunt->round ? hunt->from : length;
    if (hunt->backward) {
        size_t to = hunt->at;
        size_t from = to > hunt->block ? paragraphs_start(bytes, length, to - hunt->block) : 0;
        from = from < least ? least : from;
        *found = look(reader, from, to, &sight) &&
                 search_block_backward(reader, from, to, sight, hit);
        hunt->at = from;
    } else {
        size_t from = hunt->at, to = most - from > hunt->block ? from + hunt->block : most;
        while (to < most && utf8_is_continuation(bytes[to]))
            to++;
        *found = from < to && look(reader, from, to, &sight) &&
                 search_block(reader, from, to, sight, hit);
        hunt->at = to;
    }
    return *found || !hunt->round || (hunt->backward ? hunt->at > hunt->from : hunt->at < hunt->from);
}

static void arrive(struct reader *reader, struct span hit)
{
    struct hunt *hunt = &reader->hunt;
    if (!hunt->typing)
        reader_remember(reader);
    reader_show_hit(reader, hit);
    if (hunt->typing)
        return;
    double percent = 100.0 * (double)hit.start / (double)text_length(reader->article->text);
    reader_say(reader, hunt->round ? _("hit at %.0f%% of the text, going round the end")
                                   : _("hit at %.0f%% of the text"),
               percent);
}

void hunt_step(struct reader *reader)
{
    struct hunt *hunt = &reader->hunt;
    int64_t begun = clock_milliseconds();
    while (hunt->active && clock_milliseconds() - begun < SLICE) {
        struct span hit;
        bool found = false;
        int64_t block_begun = clock_milliseconds();
        if (!search_on(reader, &hit, &found)) {
            hunt->active = false;
            if (!hunt->typing)
                reader_complain(reader, _("no hit for %s"), reader->expression);
        } else if (found && hunt->left > 1) {
            hunt->left--;
            hunt->at = hunt->backward ? hit.start : hit.end;
        } else if (found) {
            hunt->active = false;
            arrive(reader, hit);
        }
        if (clock_milliseconds() - block_begun > SLICE && hunt->block > LEAST_BLOCK)
            hunt->block /= 2;
    }
}

bool hunt_add_progress(const struct reader *reader, struct buffer *out)
{
    const struct hunt *hunt = &reader->hunt;
    if (!hunt->active || clock_milliseconds() - hunt->begun < TOLD_AFTER)
        return false;
    size_t length = text_length(reader->article->text);
    size_t way = hunt->backward ? hunt->from - hunt->at : hunt->at - hunt->from;
    if (hunt->round)
        way = hunt->backward ? hunt->from + (length - hunt->at) : length - hunt->from + hunt->at;
    buffer_format(out, _("searching … %.0f%%"), 100.0 * (double)way / (double)length);
    return true;
}
