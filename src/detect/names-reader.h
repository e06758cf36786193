// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_READER_H
#define DETECT_NAMES_READER_H

#include "detect/names-scan.h"

// What the modules that read a sentence for candidates share (names-candidates.h).

// A title whose bearer may follow.
struct pending {
    const struct gazetteer_entry *title;
    size_t first, end; // of the title and what it is a title of
    bool complement;   // "of …" was read
};

struct reader {
    struct scan *scan;
    size_t first, limit; // of the sentence
    struct pending pending;
    uint32_t last; // candidate added last in this sentence, or NO_CANDIDATE
};

// Adds a candidate and remembers it as the last one of the sentence.
static inline uint32_t reader_add(struct reader *reader, size_t first, size_t end,
                                  enum entity_type type, enum candidate_source source,
                                  const struct gazetteer_entry *entry)
{
    reader->last = scan_add(reader->scan, first, end, type, source, entry);
    return reader->last;
}

// A title's words are first … end: its bearer may follow. Joins it to the one before where both
// are of one bearer ("General Secretary of X and President"), and to the name before it that it is
// a title of ("Chinese Foreign Minister").
void office_set(struct reader *reader, size_t first, size_t end,
                const struct gazetteer_entry *title);

// Whether a name at `first` is the bearer of the pending title.
bool office_is_borne(const struct reader *reader, size_t first);

// Reads the title at `at` and what it is a title of, up to a name in it; returns where to go on.
size_t office_read(struct reader *reader, size_t at);

// A name first … end inside what a title is of moves the place where its bearer may stand.
void office_extend(struct reader *reader, size_t first, size_t end);

// Where the name first … end begins behind an honorific ("Emir | Sheikh Tamim bin Hamad").
size_t office_past_honorific(struct reader *reader, size_t first, size_t end);

// An acronym in brackets after candidate `number`: both become one. Returns where to go on.
size_t definition_read(struct reader *reader, uint32_t number);

// What an acronym, candidate `number`, stands for, in brackets after it: the same.
size_t definition_read_meaning(struct reader *reader, uint32_t number);

// Where the words before a bracket at `bracket` that spell the acronym in it begin, not before
// `floor`; `bracket` where none do.
size_t definition_start(const struct scan *scan, size_t bracket, size_t floor);

// Past an initialism after a comma at `end` ("Washington, D.C."), else `end`.
size_t reader_past_initials(const struct scan *scan, size_t end, size_t limit);

// Adds the candidates of a dateline.
void dateline_read_names(struct scan *scan, const struct dateline *dateline);

#endif
