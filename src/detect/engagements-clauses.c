// SPDX-License-Identifier: GPL-3.0-or-later
// Clauses: "who …", "where …", "after …" open one inside another; it ends at the comma behind its
// verb, if a verb of the clause around is still to come. What lies deeper than CLAUSE_ROOM clauses
// belongs to the last one found. Linear in the tokens of the sentence.

#include <config.h>

#include "detect/engagements-tellings.h"

enum { LOOK_AHEAD = 25 };

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

WORDS(relatives, "who", "which", "whose", "whom");
WORDS(adverbials, "where", "when", "while", "because", "although", "though");
WORDS(conditions, "if", "unless", "whether", "until");
WORDS(prepositions, "after", "before", "since", "as");

// "after he met", "before being received", but not "after the talks,".
static bool opens_with_verb(const struct article *article, const uint8_t *classes, size_t at,
                            size_t end)
{
    if (at + 1 < end && article->tokens.items[at + 1].shape == SHAPE_LOWER &&
        (classes[at + 1] & WORD_GERUND))
        return true;
    for (size_t i = at + 1; i < end && i <= at + LOOK_AHEAD; i++) {
        if (article->tokens.items[i].kind == TOKEN_MARK &&
            token_is(article->bytes, &article->tokens.items[i], ","))
            return false;
        if (classes[i] & WORD_VERB)
            return true;
    }
    return false;
}

static enum clause_opener opener_at(const struct article *article, const uint8_t *classes,
                                    size_t at, size_t end)
{
    if (!(classes[at] & WORD_OPENER))
        return CLAUSE_MAIN;
    if (engagement_is_word(article, at, relatives))
        return CLAUSE_RELATIVE;
    if (engagement_is_word(article, at, adverbials))
        return CLAUSE_ADVERBIAL;
    if (engagement_is_word(article, at, conditions))
        return CLAUSE_CONDITION;
    if (engagement_is_word(article, at, prepositions) && opens_with_verb(article, classes, at, end))
        return CLAUSE_ADVERBIAL;
    return CLAUSE_MAIN;
}

static size_t last_verb(const uint8_t *classes, size_t first, size_t end)
{
    for (size_t i = end; i-- > first;) {
        if (classes[i] & WORD_VERB)
            return i;
    }
    return first;
}

void engagement_clauses_find(const struct article *article, const uint8_t *classes, size_t first,
                             size_t end, struct clause_list *list)
{
    size_t final = last_verb(classes, first, end);
    size_t open = 0;
    bool verb = false; // in the open clause
    list->count = 1;
    list->items[0] = (struct clause){first, end, 0, CLAUSE_MAIN};
    for (size_t i = first; i < end; i++) {
        const struct token *token = &article->tokens.items[i];
        bool comma = token->kind == TOKEN_MARK && token_is(article->bytes, token, ",");
        bool bracket = token->kind == TOKEN_MARK && token_is(article->bytes, token, ")");
        bool semicolon = token->kind == TOKEN_MARK && token_is(article->bytes, token, ";");
        while (open && ((comma && verb && i < final) || bracket || semicolon)) {
            list->items[open].end = i;
            open = list->items[open].parent;
            verb = true;
            if (comma || bracket)
                break;
        }
        enum clause_opener opener = opener_at(article, classes, i, end);
        if (opener != CLAUSE_MAIN && list->count < CLAUSE_ROOM) {
            list->items[list->count] = (struct clause){i, end, open, opener};
            open = list->count++;
            // what follows "who" is a verb, though no list has it
            verb = opener == CLAUSE_RELATIVE && i + 1 < end &&
                   article->tokens.items[i + 1].shape == SHAPE_LOWER;
            continue;
        }
        verb = verb || (classes[i] & WORD_VERB);
    }
}

size_t engagement_clause_at(const struct clause_list *list, size_t at)
{
    for (size_t i = list->count; i-- > 1;) {
        if (list->items[i].first <= at && at < list->items[i].end)
            return i;
    }
    return 0;
}

bool engagement_clause_holds(const struct clause_list *list, size_t outer, size_t inner)
{
    while (inner && inner != outer)
        inner = list->items[inner].parent;
    return inner == outer;
}
