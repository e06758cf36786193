// SPDX-License-Identifier: GPL-3.0-or-later
// Likeness: whether a passage reads like a quote, and its surroundings like a note's prefix and
// suffix. Bytes are compared first, code points as comparable.h makes them only where those differ;
// of the text no more than a fixed reach is looked at.

#include <config.h>

#include "notes/likeness.h"

#include "notes/approximate.h"
#include "notes/comparable.h"
#include "text/utf8.h"

#include <string.h>

bool likeness_reads(const struct text *text, struct span span, const char *quote)
{
    size_t length = strlen(quote);
    return span_length(span) == length && memcmp(text_bytes(text) + span.start, quote, length) == 0;
}

bool likeness_reads_like(const struct text *text, struct span span, const char *quote)
{
    if (likeness_reads(text, span, quote))
        return true;
    size_t length = strlen(quote);
    if (span_length(span) > 2 * length + 64 || length > 4 * span_length(span) + 64)
        return false;
    struct comparable one = {0}, other;
    comparable_add(&one, text_bytes(text), span);
    comparable_make(&other, quote);
    bool same = one.count == other.count && one.count &&
                memcmp(one.points, other.points, one.count * sizeof *one.points) == 0;
    comparable_fini(&one);
    comparable_fini(&other);
    return same;
}

double likeness_prefix(const struct text *text, const char *prefix, size_t offset)
{
    enum { REACH = 320 };
    if (!prefix)
        return 0.5;
    size_t length = strlen(prefix);
    if (length && length <= offset &&
        memcmp(text_bytes(text) + offset - length, prefix, length) == 0)
        return 1;
    struct comparable wanted, there = {0};
    comparable_make(&wanted, prefix);
    size_t start = offset > REACH ? offset - REACH : 0;
    while (start < offset && utf8_is_continuation(text_bytes(text)[start]))
        start++;
    comparable_add(&there, text_bytes(text), (struct span){start, offset});
    size_t count = there.count < wanted.count || !wanted.count ? there.count : wanted.count;
    const uint32_t *last = count ? there.points + (there.count - count) : NULL;
    double likeness = approximate_similarity(wanted.points, wanted.count, last, count);
    comparable_fini(&wanted);
    comparable_fini(&there);
    return likeness;
}

double likeness_suffix(const struct text *text, const char *suffix, size_t offset)
{
    enum { REACH = 320 };
    if (!suffix)
        return 0.5;
    size_t length = text_length(text), its = strlen(suffix);
    if (its && its <= length - offset && memcmp(text_bytes(text) + offset, suffix, its) == 0)
        return 1;
    struct comparable wanted, there = {0};
    comparable_make(&wanted, suffix);
    size_t end = length - offset > REACH ? offset + REACH : length;
    while (end > offset && end < length && utf8_is_continuation(text_bytes(text)[end]))
        end--;
    comparable_add(&there, text_bytes(text), (struct span){offset, end});
    size_t count = there.count < wanted.count || !wanted.count ? there.count : wanted.count;
    double likeness = approximate_similarity(wanted.points, wanted.count, there.points, count);
    comparable_fini(&wanted);
    comparable_fini(&there);
    return likeness;
}
