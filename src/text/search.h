// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_SEARCH_H
#define TEXT_SEARCH_H

#include "base/error.h"
#include "text/span.h"

#include <stdbool.h>
#include <stddef.h>

// Regular expressions (PCRE2, Unicode, compiled to machine code where that is to be had) over a
// text. A pattern without capitals ignores case ("smart case"); a blank in it matches any run of
// white space within a paragraph.
struct search_pattern;

// NULL with *error (ERROR_FORMAT, detail from the library) where the expression is malformed.
struct search_pattern *search_compile(const char *expression, struct error *error);
void search_free(struct search_pattern *pattern);

// The first match that starts at or after `from`; empty matches do not count. False: none, or the
// match limit was reached.
bool search_next(const struct search_pattern *pattern, const char *bytes, size_t length,
                 size_t from, struct span *hit);

// The same in a piece of a text that goes on after `length` bytes; `whole_line`: the piece ends where
// a line does.
bool search_piece(const struct search_pattern *pattern, const char *bytes, size_t length,
                  size_t from, bool whole_line, struct span *hit);

struct search_hits {
    struct span *items;
    size_t count, capacity;
    bool cut; // there are more than the limit
};

// All matches that start at or after `from`, at most `limit`.
void search_all(const struct search_pattern *pattern, const char *bytes, size_t length, size_t from,
                size_t limit, struct search_hits *hits);
void search_hits_fini(struct search_hits *hits);

#endif
