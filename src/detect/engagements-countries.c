// SPDX-License-Identifier: GPL-3.0-or-later
// The country a person stands for: read from the titles around the name ("Chinese Foreign Minister
// X", "X, president of Kenya", "the ministers of A and B, X and Y"), by majority of the mentions.

#include <config.h>

#include "base/memory.h"
#include "detect/engagements-tellings.h"

#include <stdlib.h>

enum { TITLE_REACH = 14 };

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

static const struct token *token_of(const struct article *article, size_t at)
{
    return &article->tokens.items[at];
}

static bool is_text(const struct article *article, size_t at, const char *word)
{
    return token_is(article->bytes, token_of(article, at), word);
}

WORDS(offices, "minister", "president", "premier", "chancellor", "secretary", "king", "queen",
      "ambassador", "counterpart", "counterparts", "colleague", "colleagues", "envoy",
      "commissioner", "head", "chief", "leader", "governor", "speaker", "emir", "prince", "general",
      "director", "official", "diplomat", "deputy", "ministers", "presidents", "representative",
      "chairman", "chairwoman", "chair", "spokesman", "spokeswoman", "spokesperson", "senator",
      "mayor", "undersecretary", "vice", "leaders", "secretaries", "pm", "fm");

// A comma and honorifics: "the President of Oman, His Highness Sheikh".
static bool is_honorific_gap(const struct article *article, size_t from, size_t to)
{
    enum { LONGEST = 6 };
    if (to <= from || to - from > LONGEST || !is_text(article, from, ","))
        return false;
    for (size_t i = from + 1; i < to; i++) {
        const struct token *token = token_of(article, i);
        if (token->shape == SHAPE_LOWER || (token->kind == TOKEN_MARK && !is_text(article, i, ".")))
            return false;
    }
    return true;
}

struct places {
    const struct article *article;
    const uint8_t *classes;
    const struct findings *findings;
    size_t *first, *end; // tokens of each mention
};

// Whether between a country and a person only words of a title stand: an office among them, and a
// comma only at the end.
static bool is_title_gap(const struct places *places, size_t from, size_t to, bool comma_ends)
{
    WORDS(blocks, "in", "at", "to", "on", "by", "between", "from", "after", "before", "against");
    bool office = false;
    const struct article *article = places->article;
    if (to < from || to - from > TITLE_REACH)
        return false;
    for (size_t i = from; i < to; i++) {
        const struct token *token = token_of(article, i);
        bool mark = token->kind == TOKEN_MARK;
        bool comma = mark && is_text(article, i, ",");
        if ((places->classes[i] & WORD_VERB) || (comma && !(comma_ends && i + 1 == to)) ||
            (mark && !comma && !is_text(article, i, "-") && !is_text(article, i, ".")) ||
            (token->shape == SHAPE_LOWER && engagement_is_word(article, i, blocks)))
            return false;
        office = office || engagement_is_word(article, i, offices);
    }
    return office;
}

// "the President of Sri Lanka, Chandrani Wijeratne": an office and "of" before the country, which
// begins at token `country`.
static bool is_office_of(const struct article *article, size_t country)
{
    if (country > 2 && is_text(article, country - 1, "the"))
        country--;
    if (country < 2 || !is_text(article, country - 1, "of"))
        return false;
    for (size_t i = country - 1; i-- > 0 && country - i <= 8;) {
        if (engagement_is_word(article, i, offices))
            return true;
        if (token_of(article, i)->kind == TOKEN_MARK)
            break;
    }
    return false;
}

static bool is_country(const struct places *places, size_t mention)
{
    return places->findings->entities[places->findings->mentions[mention].entity].is_country;
}

static size_t first_token(const struct places *places, size_t mention)
{
    return places->first[mention];
}

static size_t end_token(const struct places *places, size_t mention)
{
    return places->end[mention];
}

static void find_tokens(struct places *places)
{
    const struct findings *findings = places->findings;
    size_t count = findings->mention_count, token = 0;
    places->first = memory_allocate((count + 1) * sizeof *places->first);
    places->end = memory_allocate((count + 1) * sizeof *places->end);
    for (size_t i = 0; i < count; i++) { // in the order of their starts
        struct span span = findings->mentions[i].span;
        token = tokens_find_from(&places->article->tokens, span.start, token);
        places->first[i] = token;
        places->end[i] = tokens_find_from(&places->article->tokens, span.end, token);
    }
}

// Whether nothing but a comma and "and" stands between two mentions.
static bool are_listed(const struct places *places, size_t one, size_t other)
{
    size_t from = end_token(places, one), to = first_token(places, other);
    if (to <= from || to - from > 2)
        return false;
    for (size_t i = from; i < to; i++) {
        if (!is_text(places->article, i, ",") && !is_text(places->article, i, "and"))
            return false;
    }
    return true;
}

// "the ministers of Uganda, Ethiopia and Kenya, A, B and C": for the first person of such a list,
// at mention `person`, how many there are; the countries stand just before.
static size_t paired_list(const struct places *places, size_t person)
{
    const struct findings *findings = places->findings;
    size_t persons = 1, countries = 1;
    if (person < 2 || !is_country(places, person - 1) || !are_listed(places, person - 1, person) ||
        end_token(places, person - 1) + 1 != first_token(places, person))
        return 0;
    while (person + persons < findings->mention_count && persons < PARTY_ROOM &&
           findings->mentions[person + persons].type == ENTITY_PERSON &&
           are_listed(places, person + persons - 1, person + persons))
        persons++;
    while (countries < person && countries < PARTY_ROOM &&
           is_country(places, person - countries - 1) &&
           are_listed(places, person - countries - 1, person - countries))
        countries++;
    return persons == countries && persons > 1 &&
                   is_office_of(places->article, first_token(places, person - countries))
               ? persons
               : 0;
}

// The country named in the title of person mention `at`: before it, else in an apposition or "of"
// after it.
static uint32_t country_of_mention(const struct places *places, size_t at)
{
    const struct article *article = places->article;
    const struct findings *findings = places->findings;
    const struct mention *person = &findings->mentions[at];
    const struct sentence *sentence =
        &article->sentences[article_sentence_at(article, person->span.start)];
    size_t first = first_token(places, at), after = end_token(places, at);
    for (size_t i = at; i-- > 0 && at - i <= TITLE_REACH;) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->span.start < sentence->span.start || mention->type == ENTITY_PERSON)
            break;
        if (!is_country(places, i))
            continue;
        size_t end = end_token(places, i);
        bool possessive = end + 1 == first && token_of(article, end)->kind == TOKEN_POSSESSIVE;
        bool of = (end == first || is_honorific_gap(article, end, first)) &&
                  is_office_of(article, first_token(places, i));
        if (possessive || of || is_title_gap(places, end, first, true))
            return mention->entity;
        if (!mention->nested)
            break;
    }
    size_t end = sentence->first_token + sentence->token_count;
    for (size_t i = at + 1; i < findings->mention_count && i <= at + 4 && after < end; i++) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->span.start >= sentence->span.end || mention->type == ENTITY_PERSON)
            break;
        if (!is_country(places, i))
            continue;
        size_t start = first_token(places, i);
        bool of = is_text(article, after, "of") && start == after + 1;
        bool apposition = is_text(article, after, ",") &&
                          is_title_gap(places, after + 1, start, false) && start < after + 9;
        return of || apposition ? mention->entity : FINDINGS_NONE;
    }
    return FINDINGS_NONE;
}

struct vote {
    uint32_t country;
    int weight;
};

static void cast(struct vote *vote, uint32_t country)
{
    if (country == FINDINGS_NONE)
        return;
    if (vote->weight == 0)
        *vote = (struct vote){country, 1};
    else
        vote->weight += vote->country == country ? 1 : -1;
}

uint32_t *engagement_countries(const struct article *article, const uint8_t *classes,
                               const struct findings *findings)
{
    // a majority vote in one pass: Boyer and Moore, "MJRTY – A Fast Majority Vote Algorithm", 1991
    struct vote *votes = memory_allocate_zeroed(findings->entity_count + 1, sizeof *votes);
    uint32_t *countries = memory_allocate_zeroed(findings->entity_count + 1, sizeof *countries);
    struct places places = {article, classes, findings, NULL, NULL};
    find_tokens(&places);
    for (size_t i = 0; i < findings->mention_count; i++) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->type != ENTITY_PERSON || mention->nested)
            continue;
        size_t listed = paired_list(&places, i);
        for (size_t k = 0; k < listed; k++)
            cast(&votes[findings->mentions[i + k].entity],
                 findings->mentions[i - listed + k].entity);
        if (listed)
            i += listed - 1;
        else
            cast(&votes[mention->entity], country_of_mention(&places, i));
    }
    for (size_t i = 0; i < findings->entity_count; i++)
        countries[i] = votes[i].weight ? votes[i].country : FINDINGS_NONE;
    free(places.first);
    free(places.end);
    free(votes);
    return countries;
}
