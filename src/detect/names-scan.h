// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_SCAN_H
#define DETECT_NAMES_SCAN_H

#include "article/article.h"
#include "detect/findings.h"
#include "detect/gazetteer.h"
#include "detect/names-lookup.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What the modules that find names share: an article's tokens with what is known of each, and the
// candidates found so far. Inside these modules places are token numbers, ends excluded.

// What a word can be, apart from names; a set.
enum word_class {
    WORD_FUNCTION = 1 << 0,    // article, pronoun, preposition, conjunction, adverb …
    WORD_REPORTING = 1 << 1,   // said, noted …
    WORD_CALENDAR = 1 << 2,    // months, weekdays
    WORD_PORTFOLIO = 1 << 3,   // Affairs, Trade …: what an office is for
    WORD_PEOPLE = 1 << 4,      // People’s, Ministers’ …: a possessive that names contain
    WORD_TO_PLACE = 1 << 5,    // in, near …: a place may follow
    WORD_TO_PERSON = 1 << 6,   // counterpart, named …: a person may follow
    WORD_ORDINAL = 1 << 7,     // third, 20th
    WORD_CONNECTOR = 1 << 8,   // of, for …: joins what heads a name to what follows
    WORD_NO_NAME = 1 << 9,     // GDP, COVID …
    WORD_ACTING = 1 << 10,     // met, visited …: verbs that persons are subject of
    WORD_EVENT_NOUN = 1 << 11, // session, summit …: an ordinal before it makes an event of it
    WORD_PLACE_NOUN = 1 << 12, // city, port …: "of" and a place may follow
    WORD_COMMON = 1 << 13,     // met in lower case somewhere in this article
    WORD_SUFFIX = 1 << 14,     // -based, -led: hyphened to a name, no part of it
    WORD_WORKS_NOUN = 1 << 15, // pipeline, dam …: makes a project of a name, in lower case too
};

enum token_flag {
    TOKEN_STARTS = 1,        // first word of a sentence or quotation: its capital says nothing
    TOKEN_HEADLINE_CASE = 2, // its sentence capitalises most words: no capital says anything
    TOKEN_ALL_CAPITALS = 4,  // its sentence is in capitals
    TOKEN_TAKEN = 8,         // in a candidate that stands
    TOKEN_NO_PROSE = 16,     // its line is program text, a table or the like
};

#define TYPE_UNKNOWN ENTITY_TYPE_COUNT
#define NO_CANDIDATE UINT32_MAX

enum candidate_source {
    FROM_GAZETTEER,
    FROM_HEAD,       // built round a noun such as Ministry, Summit, Railway
    FROM_TITLE,      // a person after a title
    FROM_DEFINITION, // an acronym in brackets, or what it stands for
    FROM_SHAPE,      // capitals only: its type follows from evidence
    FROM_BARE_HEAD,  // "the Summit": stands for a longer name, or for none
};

// A stretch of text that may be a name.
struct candidate {
    uint32_t first, end;
    uint8_t type;   // enum entity_type or TYPE_UNKNOWN
    uint8_t source; // enum candidate_source
    bool nested;
    bool dropped;
    char gender;                         // of the title before it, or 0
    int8_t person, place, organisation;  // evidence from the words around it
    const struct gazetteer_entry *entry; // or NULL
    uint32_t title_first, title_end;     // its bearer's office; equal: none
    uint32_t meaning;                    // of an acronym: the candidate it abbreviates
    uint32_t entity;                     // FINDINGS_NONE until it is known
};

struct scan {
    const struct article *article;
    const struct gazetteer *gazetteer;
    const char *bytes;
    const struct token *tokens;
    size_t token_count;
    uint16_t *classes; // set of enum word_class, one a token
    uint8_t *flags;    // set of enum token_flag, one a token
    struct candidate *candidates;
    size_t candidate_count, candidate_capacity;
    struct lookups lookups;
};

// Reads the article's tokens once: word classes, sentence starts, headline case, what the gazetteer
// has. Linear.
void scan_init(struct scan *scan, const struct article *article, const struct gazetteer *gazetteer);
void scan_fini(struct scan *scan);

// What the gazetteer has at `token`.
static inline const struct lookup *scan_lookup(const struct scan *scan, size_t token)
{
    return &scan->lookups.items[scan->lookups.of[token]];
}

// Appends a candidate without evidence and returns its number.
uint32_t scan_add(struct scan *scan, size_t first, size_t end, enum entity_type type,
                  enum candidate_source source, const struct gazetteer_entry *entry);

// What a name of the gazetteer (below GAZETTEER_TITLE) is.
enum entity_type scan_entry_type(const struct gazetteer_entry *entry);

// Sorts the candidates by place, longer ones first, nested ones last; numbers that refer to others
// keep referring to them.
void scan_sort(struct scan *scan);

// Removes, from sorted candidates, those dropped or without a type and those that begin inside an
// earlier one.
void scan_compact(struct scan *scan);

// Whether the token is a word with a capital first letter, or all in capitals.
static inline bool scan_is_capital(const struct scan *scan, size_t token)
{
    uint8_t shape = scan->tokens[token].shape;
    return shape == SHAPE_CAPITAL || shape == SHAPE_UPPER || shape == SHAPE_SINGLE;
}

// Whether the token is exactly this mark or word.
static inline bool scan_is(const struct scan *scan, size_t token, const char *word)
{
    return token < scan->token_count && token_is(scan->bytes, &scan->tokens[token], word);
}

// Whether the token is a hyphen or dash with no white space at either side.
bool scan_is_joint(const struct scan *scan, size_t token);

// Whether the token is an acronym by its shape: two capitals or more (digits may follow).
bool scan_is_acronym(const struct scan *scan, size_t token);

static inline bool scan_has(const struct scan *scan, size_t token, unsigned classes)
{
    return token < scan->token_count && (scan->classes[token] & classes);
}

static inline bool scan_flagged(const struct scan *scan, size_t token, unsigned flags)
{
    return scan->flags[token] & flags;
}

// Whether the capital of this token tells of a name: neither a sentence's first word, nor in
// headline case, nor a word without a capital.
static inline bool scan_capital_tells(const struct scan *scan, size_t token)
{
    return scan_is_capital(scan, token) &&
           !scan_flagged(scan, token,
                         TOKEN_STARTS | TOKEN_HEADLINE_CASE | TOKEN_ALL_CAPITALS | TOKEN_NO_PROSE);
}

// Hash of the words first … end without case and accents; marks do not count.
uint64_t scan_key(const struct scan *scan, size_t first, size_t end);

// The same of one word.
uint64_t scan_word_key(const struct scan *scan, size_t token);

#endif
