// SPDX-License-Identifier: GPL-3.0-or-later
// Names of bodies left in French, Spanish, Portuguese or Italian: a head, then nouns behind
// prepositions, and adjectives known by their endings. English words end them. Bounded: LONGEST
// tokens are looked at.

#include <config.h>

#include "detect/names-foreign.h"

#include <string.h>

#define LONGEST 16

static bool is_among(const struct scan *scan, size_t token, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (scan_is(scan, token, words[i]))
            return true;
    }
    return false;
}

static bool is_preposition(const struct scan *scan, size_t token)
{
    static const char *const words[] = {
        "de",  "du",    "des",   "la",    "le",  "les", "l",   "d",   "pour", "del",   "los", "las",
        "el",  "et",    "en",    "para",  "por", "da",  "das", "do",  "dos",  "y",     "e",   "di",
        "dei", "della", "degli", "delle", "per", "il",  "au",  "aux", "sur",  "contre"};
    return is_among(scan, token, words, sizeof words / sizeof *words);
}

// "l’unité", "d’Ivoire": preposition and noun in one token.
static bool has_elision(const struct scan *scan, size_t token)
{
    const char *word = scan->bytes + scan->tokens[token].start;
    size_t length = scan->tokens[token].end - scan->tokens[token].start;
    return length > 3 && strchr("dlDL", *word) &&
           (word[1] == '\'' || (length > 5 && !memcmp(word + 1, "’", strlen("’"))));
}

static bool has_adjective_ending(const struct scan *scan, size_t token)
{
    static const char *const endings[] = {
        "al",   "ale", "aux",  "ales",  "el",    "elle", "ique", "aire", "ien",  "ier", "if",
        "ive",  "eux", "euse", "é",     "ée",    "és",   "ées",  "ico",  "ica",  "ano", "ana",
        "iers", "ois", "aise", "iques", "aires", "iens", "oire", "ista", "ante", "ente"};
    const struct token *item = &scan->tokens[token];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i]);
        if (item->end - item->start > length + 1 &&
            !memcmp(scan->bytes + item->end - length, endings[i], length))
            return true;
    }
    return false;
}

static bool heads_body(struct scan *scan, size_t token)
{
    const struct lookup *found = scan_lookup(scan, token);
    for (size_t i = 0; i < found->head_count; i++) {
        if (found->head_tokens == 1 && found->heads[i]->makes == ENTITY_ORGANISATION &&
            (found->heads[i]->position & POSITION_FIRST))
            return true;
    }
    return false;
}

size_t foreign_end(struct scan *scan, size_t first, size_t limit)
{
    if (scan->tokens[first].shape != SHAPE_CAPITAL || !heads_body(scan, first))
        return 0;
    if (limit > first + LONGEST)
        limit = first + LONGEST;
    size_t end = 0, prepositions = 0;
    bool noun_may_come = false; // a preposition stands before
    for (size_t at = first + 1; at < limit; at++) {
        if (scan->tokens[at].kind != TOKEN_WORD)
            break;
        if (is_preposition(scan, at)) {
            prepositions++;
            noun_may_come = true;
            continue;
        }
        bool elided = has_elision(scan, at);
        bool lower = scan->tokens[at].shape == SHAPE_LOWER;
        if (!elided && lower &&
            scan_has(scan, at, WORD_FUNCTION | WORD_REPORTING | WORD_ACTING | WORD_CONNECTOR))
            break;
        bool adjective = lower && has_adjective_ending(scan, at);
        if (!noun_may_come && !elided && !adjective)
            break;
        prepositions += elided;
        end = prepositions ? at + 1 : end;
        noun_may_come = false;
    }
    return end;
}
