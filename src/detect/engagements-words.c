// SPDX-License-Identifier: GPL-3.0-or-later
// Words of engagements: lists looked up, and the classes of every token, made once a text: what is
// a verb for all that can be told without a dictionary (auxiliaries, irregular pasts, words in
// -ed), what may open a clause, what may be the head of a cue. One probe of a hash table a token.

#include <config.h>

#include "base/memory.h"
#include "detect/engagements-tellings.h"
#include "detect/key-map.h"

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
      "ran", "broke", "shook", "ate", "bore", "fled", "struck", "threw", "wore", "wound", "fed",
      "felt", "forgot", "hid", "laid", "lent", "overcame", "overthrew", "rode", "sank", "sold",
      "shot", "slept", "stole", "stuck", "swam", "thought", "withdrew", "undertook", "urged",
      "caught", "taught", "sought", "chose", "read", "spelt", "adds", "becomes", "brings", "keeps",
      "sees", "writes", "thinks", "believes", "begins", "continues", "considers", "receives",
      "asks", "speaks", "sits", "stands", "arrives", "travels", "flies", "seems", "includes",
      "hears", "knows", "wins", "loses", "sends", "pays", "meets", "holds");
WORDS(no_verbs, "elected", "appointed", "retired", "united", "named", "based", "hundred", "unnamed",
      "need", "designated", "renowned", "related", "indeed", "so-called", "deposed", "detained",
      "jailed", "exiled", "limited");

WORDS(no_gerunds, "during", "evening", "morning", "nothing", "something", "spring", "following",
      "including", "according", "regarding", "anything", "everything");
WORDS(openers, "who", "which", "whose", "whom", "where", "when", "while", "because", "although",
      "though", "if", "unless", "whether", "until", "after", "before", "since", "as");

// Classes a word has by being in a list; those in -ed and -ing besides are told by their shape.
enum { NOT_VERB = WORD_MEANING << 1, NOT_GERUND = WORD_MEANING << 2 };

static void put_words(struct key_map *map, const char *const *words, uint32_t class)
{
    for (; *words; words++)
        *key_map_put(map, token_key(*words), 0) |= class;
}

static uint8_t class_of(const struct article *article, const struct key_map *map,
                        const struct token *token)
{
    size_t length = token->end - token->start;
    const char *end = article->bytes + token->end;
    uint32_t class = key_map_get(map, token->key, 0);
    bool lower = token->shape == SHAPE_LOWER;
    if (lower && length > 4 && memcmp(end - 2, "ed", 2) == 0 && !(class & NOT_VERB))
        class |= WORD_VERB;
    if (length > 5 && memcmp(end - 3, "ing", 3) == 0 && !(class & NOT_GERUND))
        class |= WORD_GERUND;
    if (!lower)
        class &= ~(uint32_t)(WORD_VERB | WORD_AUXILIARY);
    return (uint8_t)(class & (WORD_MEANING * 2 - 1));
}

// "closed-door", "UN-led": half of a compound is no verb, but for "co-chaired".
static bool is_in_compound(const struct article *article, size_t at)
{
    const struct token *token = &article->tokens.items[at];
    bool before = at > 1 && !token->spaced && !token[-1].spaced &&
                  token_is(article->bytes, token - 1, "-") &&
                  !token_is(article->bytes, token - 2, "co");
    bool behind = at + 2 < article->tokens.count && !token[1].spaced && !token[2].spaced &&
                  token_is(article->bytes, token + 1, "-");
    return before || behind;
}

uint8_t *engagement_classes(const struct article *article)
{
    struct key_map map = {0};
    put_words(&map, auxiliaries, WORD_VERB | WORD_AUXILIARY);
    put_words(&map, irregular, WORD_VERB);
    put_words(&map, no_verbs, NOT_VERB);
    put_words(&map, no_gerunds, NOT_GERUND);
    put_words(&map, openers, WORD_OPENER);
    for (size_t i = 0; engagement_noun_heads[i]; i++)
        put_words(&map, engagement_noun_heads[i], WORD_HEAD);
    for (size_t i = 0; engagement_verb_heads[i]; i++)
        put_words(&map, engagement_verb_heads[i], WORD_HEAD);
    for (size_t i = 0; engagement_joining_words[i]; i++)
        put_words(&map, engagement_joining_words[i], WORD_JOINING);
    for (size_t i = 0; engagement_meaning_words[i]; i++)
        put_words(&map, engagement_meaning_words[i], WORD_MEANING);
    size_t count = article->tokens.count;
    uint8_t *classes = memory_allocate_zeroed(count + 1, 1);
    for (size_t i = 0; i < count; i++) {
        if (article->tokens.items[i].kind == TOKEN_WORD)
            classes[i] = class_of(article, &map, &article->tokens.items[i]);
        if ((classes[i] & WORD_VERB) && is_in_compound(article, i))
            classes[i] &= (uint8_t)~WORD_VERB;
    }
    key_map_fini(&map);
    return classes;
}
