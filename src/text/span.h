// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_SPAN_H
#define TEXT_SPAN_H

#include <stdbool.h>
#include <stddef.h>

// Bytes `start` up to but not including `end` of a text.
struct span {
    size_t start, end;
};

static inline size_t span_length(struct span span)
{
    return span.end - span.start;
}

static inline bool span_is_empty(struct span span)
{
    return span.end <= span.start;
}

static inline bool span_contains(struct span outer, struct span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

// Whether the two have a byte in common.
static inline bool span_overlaps(struct span one, struct span other)
{
    return one.start < other.end && other.start < one.end;
}

#endif
