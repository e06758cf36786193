// SPDX-License-Identifier: GPL-3.0-or-later
// Selector: what is kept of a passage so that it is found again.

#include <config.h>

#include "notes/selector.h"

#include "base/memory.h"
#include "text/grapheme.h"
#include "text/utf8.h"

#include <stdlib.h>

void selector_fini(struct selector *selector)
{
    free(selector->exact);
    free(selector->prefix);
    free(selector->suffix);
    *selector = (struct selector){0};
}

// A cluster boundary at or before `at`, at most about 200 bytes away: between two ASCII bytes one
// always is, and before that any start is a guess that comes right after a cluster or two.
static size_t sure_boundary(const char *bytes, size_t at)
{
    enum { REACH = 200 };
    size_t least = at > REACH ? at - REACH : 0;
    while (at > least && !((unsigned char)bytes[at] < 0x80 && (unsigned char)bytes[at - 1] < 0x80))
        at--;
    while (at > 0 && utf8_is_continuation(bytes[at]))
        at--;
    return at;
}

static size_t prefix_start(const char *bytes, size_t end)
{
    size_t earliest = end;
    for (size_t i = 0; i < SELECTOR_CONTEXT && earliest > 0; i++)
        earliest = utf8_previous(bytes, earliest);
    if (earliest == 0)
        return 0;
    size_t at = sure_boundary(bytes, earliest);
    while (at < earliest)
        at += grapheme_next(bytes + at, end - at);
    return at < end ? at : end;
}

static size_t suffix_end(const char *bytes, size_t start, size_t length)
{
    size_t at = start;
    for (size_t points = 0; at < length;) {
        size_t step = grapheme_next(bytes + at, length - at);
        points += utf8_count(bytes + at, step);
        if (points > SELECTOR_CONTEXT)
            break;
        at += step;
    }
    return at;
}

void selector_take(const struct text *text, struct span span, struct selector *selector)
{
    const char *bytes = text_bytes(text);
    size_t before = prefix_start(bytes, span.start);
    size_t after = suffix_end(bytes, span.end, text_length(text));
    *selector = (struct selector){
        .has_position = true,
        .start = text_code_point(text, span.start),
        .end = text_code_point(text, span.end),
        .exact = memory_copy_bytes(bytes + span.start, span_length(span)),
        .prefix = memory_copy_bytes(bytes + before, span.start - before),
        .suffix = memory_copy_bytes(bytes + span.end, after - span.end),
    };
}
