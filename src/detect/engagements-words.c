// SPDX-License-Identifier: GPL-3.0-or-later
// Words of engagements: lists looked up, and what is a verb for all that can be told without a
// dictionary: auxiliaries, irregular pasts, words in -ed.

#include <config.h>

#include "detect/engagements-tellings.h"

#include <string.h>

bool engagement_is_word(const struct article *article, size_t at, const char *const *words)
{
    const struct token *token = &article->tokens.items[at];
    const char *bytes = article->bytes + token->start;
    size_t length = token->end - token->start;
    char head = bytes[0] >= 'A' && bytes[0] <= 'Z' ? (char)(bytes[0] + 32) : bytes[0];
    for (; *words; words++) { // asked of every word many times: most differ in the first letters
        const char *word = *words;
        if (*word != head)
            continue;
        size_t same = 1;
        while (same < length && word[same] == bytes[same]) // not past the NUL: no token has one
            same++;
        if (same == length && word[same] == '\0')
            return true;
    }
    return false;
}

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

WORDS(auxiliaries, "has", "have", "had", "was", "were", "is", "are", "been", "be", "will", "shall",
      "would");
WORDS(irregular, "said", "told", "met", "held", "took", "made", "gave", "went", "came", "left",
      "began", "spoke", "wrote", "saw", "sent", "paid", "won", "led", "kept", "became", "brought",
      "found", "hosted", "sat", "flew", "drew", "stood", "says", "say", "tells", "did", "does",
      "handed", "meets", "holds", "got", "knew", "thought", "saying", "adding", "urging", "noting",
      "who", "which", "whose", "where", "while", "whom", "that", "because", "although", "but",
      "chose", "spent", "swore", "lay", "rose", "fell", "grew", "drove", "put", "dealt", "rang",
      "gives", "takes", "comes", "goes", "makes", "wants", "hopes", "plans", "remains", "can",
      "could", "may", "might", "should", "must", "understood", "proved", "cost", "meant", "lost",
      "ran", "broke", "spoken", "taken", "given", "seen", "gone", "written");
WORDS(no_verbs, "elected", "appointed", "retired", "united", "named", "based", "hundred", "unnamed",
      "need", "designated", "renowned", "related", "indeed", "so-called", "deposed", "detained",
      "jailed", "exiled", "limited");

bool engagement_is_auxiliary(const struct article *article, size_t at)
{
    return engagement_is_word(article, at, auxiliaries);
}

bool engagement_is_gerund(const struct article *article, size_t at)
{
    const struct token *token = &article->tokens.items[at];
    static const char *const no_gerunds[] = {"during", "evening", "morning", "king",
                                             "nothing", "something", "spring", "following",
                                             "including", "according", "regarding", NULL};
    return token->kind == TOKEN_WORD && token->end - token->start > 5 &&
           memcmp(article->bytes + token->end - 3, "ing", 3) == 0 &&
           !engagement_is_word(article, at, no_gerunds);
}

bool engagement_is_verb(const struct article *article, size_t at)
{
    const struct token *token = &article->tokens.items[at];
    size_t length = token->end - token->start;
    if (token->kind != TOKEN_WORD || token->shape != SHAPE_LOWER)
        return false;
    if (engagement_is_word(article, at, auxiliaries) || engagement_is_word(article, at, irregular))
        return true;
    return length > 4 && memcmp(article->bytes + token->end - 2, "ed", 2) == 0 &&
           !engagement_is_word(article, at, no_verbs);
}
