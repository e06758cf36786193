// SPDX-License-Identifier: GPL-3.0-or-later
// The people of a sentence: names, pronouns and descriptions in it that stand for persons, and
// whom they mean. A pronoun means the subject of the sentence before: a report goes on about its
// subject far more often than about who was named last.

#include <config.h>

#include "detect/engagements-tellings.h"

#include <string.h>
#include <strings.h>

bool party_has(const struct party *party, uint32_t id)
{
    for (size_t i = 0; i < party->count; i++) {
        if (party->ids[i] == id)
            return true;
    }
    return false;
}

void party_add(struct party *party, uint32_t id)
{
    if (id != FINDINGS_NONE && party->count < PARTY_ROOM && !party_has(party, id))
        party->ids[party->count++] = id;
}

void party_join(struct party *party, const struct party *other)
{
    for (size_t i = 0; i < other->count; i++)
        party_add(party, other->ids[i]);
    party->inferred = party->inferred || other->inferred;
}

static const struct token *token_of(const struct article *article, size_t at)
{
    return &article->tokens.items[at];
}

static bool is_text(const struct article *article, size_t at, const char *word)
{
    return token_is(article->bytes, token_of(article, at), word);
}

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

WORDS(pronouns, "he", "she", "him");
WORDS(her_words, "her");
WORDS(after_her, "on", "in", "at", "for", "and", "to", "later", "there", "here", "with", "today");
WORDS(office_nouns, "minister", "president", "premier", "chancellor", "visitor", "guest",
      "diplomat", "envoy", "leader", "secretary", "king", "emir", "prince", "commissioner", "chief",
      "official", "host", "ambassador", "governor", "chairman", "speaker", "amir", "sultan",
      "mediator", "counterpart", "colleague");
WORDS(office_plurals, "ministers", "presidents", "leaders", "premiers", "men", "women", "officials",
      "diplomats", "politicians", "envoys", "secretaries", "counterparts", "heads");
WORDS(equals, "counterpart", "colleague", "opposite");
WORDS(latters, "latter", "former");
WORDS(guest_nouns, "visitor", "guest", "guests", "visitors");
WORDS(owners, "his", "her", "the", "The", "His", "Her");
WORDS(anybody, "visitor", "guest", "diplomat", "leader", "official", "chief", "host", "envoy",
      "minister", "mediator");
WORDS(they_words, "they");
WORDS(pairs, "pair", "duo");
WORDS(the_words, "the", "both");
WORDS(two_words, "two", "both");
WORDS(three_words, "three");
WORDS(side_nouns, "sides", "parties", "countries", "delegations");

const char *const *const engagement_meaning_words[] = {pronouns,   her_words, owners,
                                                       they_words, the_words, NULL};

static void add_atom(struct sentence_view *view, struct atom atom)
{
    if (view->atom_count < ATOM_ROOM)
        view->atoms[view->atom_count++] = atom;
}

// "the two ministers", "both sides", "the two": the token after it, or 0.
static size_t collective_at(const struct sentence_view *view, size_t at, struct atom *atom)
{
    const struct article *article = view->article;
    size_t next = at;
    atom->kind = ATOM_COLLECTIVE;
    atom->number = 0;
    if (engagement_is_word(article, at, they_words))
        return at + 1;
    if (is_text(article, at, "The") && at + 1 < view->end &&
        engagement_is_word(article, at + 1, pairs)) {
        atom->number = 2;
        return at + 2;
    }
    if (!engagement_is_word(article, next, the_words) ||
        (at > view->first && is_text(article, at - 1, "of"))) // "the ministers of both countries"
        return 0;
    bool both = is_text(article, at, "both") || is_text(article, at, "Both");
    next += !both;
    if (next >= view->end)
        return 0;
    atom->number = engagement_is_word(article, next, two_words)     ? 2
                   : engagement_is_word(article, next, three_words) ? 3
                                                                    : 0;
    if (!atom->number)
        return 0;
    next++;
    for (size_t i = next; i < view->end && i < next + 3; i++) { // "the two foreign ministers"
        if (engagement_is_word(article, i, office_plurals))
            return i + 1;
        if (engagement_is_word(article, i, side_nouns)) {
            atom->kind = ATOM_SIDES;
            return i + 1;
        }
        if (token_of(article, i)->kind != TOKEN_WORD)
            break;
    }
    if (next < view->end && token_of(article, next)->shape == SHAPE_LOWER &&
        (is_text(article, next, "also") || is_text(article, next, "then")))
        next++;
    return next < view->end && (view->classes[next] & WORD_VERB) ? next : 0; // "the two held"
}

// "the Crown Prince and Prime Minister of": whether "and" at token `at` adds another office.
static bool is_second_office(const struct sentence_view *view, size_t at)
{
    enum { REACH = 4 };
    if (at >= view->end || !is_text(view->article, at, "and"))
        return false;
    for (size_t i = at + 1; i < view->end && i <= at + REACH; i++) {
        if (token_of(view->article, i)->kind != TOKEN_WORD)
            return false;
        if (engagement_is_word(view->article, i, office_nouns)) // not "and King Yusuf"
            return i + 1 < view->end && token_of(view->article, i + 1)->shape != SHAPE_CAPITAL;
    }
    return false;
}

// "the minister", "the Ethiopian minister", "the visitor"; its country goes into atom->entity.
static size_t description_at(const struct sentence_view *view, size_t at, struct atom *atom)
{
    const struct article *article = view->article;
    if (!engagement_is_word(article, at, owners))
        return 0;
    bool owned = !is_text(article, at, "the") && !is_text(article, at, "The");
    atom->kind = ATOM_DESCRIPTION;
    if (!owned && at + 2 < view->end && engagement_is_word(article, at + 1, latters) &&
        ((view->classes[at + 2] & WORD_VERB) || token_of(article, at + 2)->kind == TOKEN_MARK))
        return at + 2;
    for (size_t i = at + 1; i < view->end && i < at + 5; i++) {
        if (token_of(article, i)->kind != TOKEN_WORD)
            return 0;
        const char *bytes = article->bytes + token_of(article, i)->start;
        char lower[16];
        size_t length = token_of(article, i)->end - token_of(article, i)->start;
        if (length < sizeof lower) {
            memcpy(lower, bytes, length);
            lower[length] = '\0';
        }
        if (owned && engagement_is_word(article, i, office_nouns) &&
            !engagement_is_word(article, i, guest_nouns) &&
            !engagement_is_word(article, i, equals) && !is_text(article, i, "host"))
            return 0; // "his minister" is anybody
        if (length < sizeof lower && engagement_is_word(article, i, office_nouns)) {
            // "the minister of …", "the Secretary-General" and "the Prime Minister, X" go on
            size_t next = i + 1;
            bool more =
                next < view->end &&
                (is_text(article, next, "of") || is_text(article, next, "for") ||
                 is_text(article, next, "-") || token_of(article, next)->shape == SHAPE_CAPITAL ||
                 (is_text(article, next, ",") && next + 1 < view->end &&
                  token_of(article, next + 1)->shape == SHAPE_CAPITAL) ||
                 is_second_office(view, next));
            return more ? 0 : i + 1;
        }
    }
    return 0;
}

// A title alone, whatever it was taken for: "the Sultan received" names nobody.
static bool is_bare_title(const struct sentence_view *view, const struct atom *atom)
{
    WORDS(ranks, "sheikh", "sultan", "emir", "amir", "king", "queen", "prince", "princess",
          "general", "colonel", "captain", "major", "president", "minister", "premier", "sayyid",
          "sayyida", "imam", "pope", "ambassador", "chancellor");
    return atom->end == atom->first + 1 && engagement_is_word(view->article, atom->first, ranks);
}

void sentence_view_find_atoms(struct sentence_view *view)
{
    const struct findings *findings = view->findings;
    size_t mention = view->first_mention;
    view->atom_count = 0;
    for (size_t i = view->first; i < view->end; i++) {
        const struct token *token = token_of(view->article, i);
        while (mention < view->mention_end &&
               (findings->mentions[mention].span.end <= token->start ||
                findings->mentions[mention].nested))
            mention++;
        const struct mention *here =
            mention < view->mention_end ? &findings->mentions[mention] : NULL;
        bool inside = here && here->span.start <= token->start;
        if (!inside && !(view->classes[i] & WORD_MEANING))
            continue;
        struct atom atom = {.first = i, .end = i + 1, .entity = FINDINGS_NONE};
        if (inside) {
            while (atom.end < view->end &&
                   token_of(view->article, atom.end)->start < here->span.end)
                atom.end++;
            if (here->type == ENTITY_PERSON && !is_bare_title(view, &atom)) {
                atom.kind = ATOM_PERSON;
                atom.entity = here->entity;
                add_atom(view, atom);
            } else if (here->type == ENTITY_NORP && view->atom_count &&
                       view->atoms[view->atom_count - 1].kind == ATOM_DESCRIPTION &&
                       view->atoms[view->atom_count - 1].end > i) {
                view->atoms[view->atom_count - 1].entity = here->entity;
            }
            i = atom.end - 1;
            continue;
        }
        // "received her on", not "her minister"
        bool her = is_text(view->article, i, "her") &&
                   (i + 1 >= view->end || token_of(view->article, i + 1)->kind == TOKEN_MARK ||
                    engagement_is_word(view->article, i + 1, after_her));
        if (her || engagement_is_word(view->article, i, pronouns)) {
            atom.kind = ATOM_PRONOUN;
            char head = view->article->bytes[token->start];
            atom.gender = head == 's' || head == 'S' || her ? 'f' : 'm';
            add_atom(view, atom);
            continue;
        }
        size_t end = collective_at(view, i, &atom);
        if (!end)
            end = description_at(view, i, &atom);
        if (end) {
            atom.end = end;
            add_atom(view, atom); // a nation inside it is met in the next rounds
        }
    }
}

// The last person of a country who took part in the story.
static uint32_t person_of_country(const struct sentence_view *view, uint32_t country)
{
    const struct party *parties[] = {&view->story->subject, &view->story->previous,
                                     &view->story->last};
    for (size_t p = 0; p < sizeof parties / sizeof *parties; p++) {
        for (size_t i = 0; i < parties[p]->count; i++) {
            if (view->country_of[parties[p]->ids[i]] == country)
                return parties[p]->ids[i];
        }
    }
    return FINDINGS_NONE;
}

bool sentence_view_agrees(const struct sentence_view *view, uint32_t id, char gender)
{
    char known = view->findings->entities[id].gender;
    return !known || !gender || known == gender;
}

static void resolve_pronoun(const struct sentence_view *view, const struct atom *atom,
                            struct party *party)
{
    bool object =
        is_text(view->article, atom->first, "him") || is_text(view->article, atom->first, "her");
    for (size_t i = 0; !object && i < view->atom_count && view->atoms[i].first < atom->first; i++) {
        const struct atom *earlier = &view->atoms[i];
        if (earlier->kind == ATOM_PERSON &&
            sentence_view_agrees(view, earlier->entity, atom->gender)) {
            party_add(party, earlier->entity);
            return;
        }
    }
    const struct party *parties[] = {&view->story->subject, &view->story->previous};
    for (size_t p = 0; p < sizeof parties / sizeof *parties; p++) {
        for (size_t i = 0; i < parties[p]->count; i++) {
            if (sentence_view_agrees(view, parties[p]->ids[i], atom->gender)) {
                party_add(party, parties[p]->ids[i]);
                return;
            }
        }
    }
}

// "the two ministers": those of the last engagement, or the only two named lately.
static void resolve_collective(const struct sentence_view *view, const struct atom *atom,
                               struct party *party)
{
    struct party here = {.count = 0};
    for (size_t i = 0; i < view->atom_count && view->atoms[i].first < atom->first; i++) {
        if (view->atoms[i].kind == ATOM_PERSON || view->atoms[i].kind == ATOM_PRONOUN) {
            struct party one = sentence_view_resolve(view, &view->atoms[i]);
            party_join(&here, &one);
        }
    }
    size_t number = (size_t)atom->number;
    const struct party *choices[] = {&here, &view->story->last, &view->story->previous};
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if (number ? choices[i]->count == number : choices[i]->count > 1) {
            party_join(party, choices[i]);
            party->inferred = true;
            return;
        }
    }
}

// Whether one of the titles a person bears in the text has the word at token `at` in it.
static bool bears_title(const struct sentence_view *view, uint32_t id, size_t at)
{
    const struct entity *entity = &view->findings->entities[id];
    const struct token *token = token_of(view->article, at);
    size_t length = token->end - token->start;
    for (size_t i = 0; i < entity->title_count; i++) {
        const char *title = entity->titles[i];
        for (size_t k = 0; strnlen(title + k, length) == length; k++) {
            if (strncasecmp(title + k, view->article->bytes + token->start, length) == 0)
                return true;
        }
    }
    return false;
}

// "the minister", "the Polish minister", "the visiting leader": who of those in the story it fits
// best, by country and title; `but` is who it cannot be, or FINDINGS_NONE.
uint32_t sentence_view_resolve_other(const struct sentence_view *view, const struct atom *atom,
                                     uint32_t but)
{
    size_t noun = atom->end - 1;
    const struct story *story = view->story;
    if (engagement_is_word(view->article, noun, latters)) {
        const struct party *two = &story->previous;
        bool former = is_text(view->article, noun, "former");
        return two->count > 1 ? two->ids[former ? 0 : two->count - 1] : FINDINGS_NONE;
    }
    if (engagement_is_word(view->article, noun, guest_nouns) && story->guest != but &&
        (party_has(&story->last, story->guest) || party_has(&story->subject, story->guest)))
        return story->guest; // of the last reception
    if (atom->entity != FINDINGS_NONE) {
        uint32_t person = person_of_country(view, atom->entity);
        return person != but ? person : FINDINGS_NONE;
    }
    const struct party *parties[] = {&story->subject, &story->last, &story->previous};
    for (size_t p = 0; p < sizeof parties / sizeof *parties; p++) {
        for (size_t i = 0; i < parties[p]->count; i++) {
            if (parties[p]->ids[i] != but && bears_title(view, parties[p]->ids[i], noun))
                return parties[p]->ids[i];
        }
    }
    if (engagement_is_word(view->article, noun, equals) &&
        (but == FINDINGS_NONE || !party_has(&story->last, but)))
        return FINDINGS_NONE;
    if (but == FINDINGS_NONE) { // a title he does not bear is another's
        bool other = story->subject.count == 1 &&
                     !engagement_is_word(view->article, noun, anybody) &&
                     view->findings->entities[story->subject.ids[0]].title_count;
        return story->subject.count == 1 && !other ? story->subject.ids[0] : FINDINGS_NONE;
    }
    // somebody else than the subject: the other one of the last engagement
    if (story->last.count == 2 && party_has(&story->last, but))
        return story->last.ids[story->last.ids[0] == but];
    return story->subject.count == 1 && story->subject.ids[0] != but ? story->subject.ids[0]
                                                                     : FINDINGS_NONE;
}

struct party sentence_view_resolve(const struct sentence_view *view, const struct atom *atom)
{
    struct party party = {.count = 0};
    switch (atom->kind) {
    case ATOM_PERSON:
        party_add(&party, atom->entity);
        break;
    case ATOM_PRONOUN:
        resolve_pronoun(view, atom, &party);
        break;
    case ATOM_DESCRIPTION:
        party_add(&party, sentence_view_resolve_other(view, atom, FINDINGS_NONE));
        break;
    case ATOM_COLLECTIVE:
    case ATOM_SIDES:
        resolve_collective(view, atom, &party);
        break;
    }
    return party;
}

struct party sentence_view_persons(const struct sentence_view *view)
{
    struct party party = {.count = 0};
    for (size_t i = 0; i < view->atom_count; i++) {
        if (view->atoms[i].kind == ATOM_PERSON || view->atoms[i].kind == ATOM_PRONOUN) {
            struct party one = sentence_view_resolve(view, &view->atoms[i]);
            party_join(&party, &one);
        }
    }
    return party;
}
