// SPDX-License-Identifier: GPL-3.0-or-later
// Anchor: passages found again by position and quote.

#include <config.h>

#include "notes/anchor.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct anchor {
    const struct text *text;
    bool has_digest;
    struct digest digest;
};

struct anchor *anchor_new(const struct text *text, const struct digest *digest)
{
    struct anchor *anchor = memory_allocate_zeroed(1, sizeof *anchor);
    anchor->text = text;
    if (digest) {
        anchor->has_digest = true;
        anchor->digest = *digest;
    }
    return anchor;
}

void anchor_free(struct anchor *anchor)
{
    free(anchor);
}

// The passage at the selector's position; false where the text is too short for it.
static bool at_position(const struct anchor *anchor, const struct selector *selector,
                        struct span *span)
{
    if (!selector->has_position || selector->end > text_code_point_count(anchor->text))
        return false;
    span->start = text_byte(anchor->text, selector->start);
    span->end = text_byte(anchor->text, selector->end);
    return true;
}

static bool reads(const struct anchor *anchor, struct span span, const char *quote)
{
    size_t length = strlen(quote);
    return span_length(span) == length &&
           memcmp(text_bytes(anchor->text) + span.start, quote, length) == 0;
}

enum note_state anchor_find(struct anchor *anchor, const struct selector *selector,
                            struct span *span)
{
    struct span place;
    *span = (struct span){0};
    bool there = at_position(anchor, selector, &place);
    bool same = anchor->has_digest && selector->has_digest &&
                digest_equal(&anchor->digest, &selector->digest);
    if (there && (selector->exact ? reads(anchor, place, selector->exact) : same)) {
        *span = place;
        return NOTE_EXACT;
    }
    if (!selector->exact || !*selector->exact)
        return NOTE_ORPHAN;
    const char *bytes = text_bytes(anchor->text);
    size_t length = strlen(selector->exact);
    const char *first = memmem(bytes, text_length(anchor->text), selector->exact, length);
    if (!first)
        return NOTE_ORPHAN;
    span->start = (size_t)(first - bytes);
    span->end = span->start + length;
    const char *second =
        memmem(first + 1, text_length(anchor->text) - span->start - 1, selector->exact, length);
    return second ? NOTE_AMBIGUOUS : NOTE_MOVED;
}
