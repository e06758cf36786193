// SPDX-License-Identifier: GPL-3.0-or-later
// The people around a cue: who stands before a verb, who after it, whom a pronoun means.
//
// Persons are joined into one party where only titles, commas and "and" stand between them. The
// subject of a cue is the party before it with no verb between; else, and after an "and", that of
// the sentence. A pronoun means the subject of the sentence before: a report goes on about its
// subject far more often than about who was named last.

#include <config.h>

#include "detect/engagements-tellings.h"

#include <string.h>

enum { LONGEST_GAP = 40 };

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
WORDS(office_nouns, "minister", "president", "premier", "chancellor", "visitor", "guest",
      "diplomat", "envoy", "leader", "secretary", "king", "emir", "prince", "commissioner", "chief",
      "official");
WORDS(office_plurals, "ministers", "presidents", "leaders", "premiers", "men", "women", "officials",
      "diplomats", "politicians", "envoys", "secretaries", "counterparts", "heads");
WORDS(guest_nouns, "visitor", "guest");
WORDS(the_words, "the", "both");
WORDS(two_words, "two", "both");
WORDS(three_words, "three");
WORDS(side_nouns, "sides", "parties", "countries", "delegations");
WORDS(coordination_blocks, "on", "about", "at", "in", "after", "before", "during", "by", "over",
      "against", "from", "into", "under", "as", "since", "than", "when", "via");
WORDS(joins, "and", "with", "&");

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
    atom->kind = ATOM_COLLECTIVE;
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
    return next < view->end && engagement_is_verb(article, next) ? next : 0; // "the two held"
}

// "the minister", "the Ethiopian minister", "the visitor"; its country goes into atom->entity.
static size_t description_at(const struct sentence_view *view, size_t at, struct atom *atom)
{
    const struct article *article = view->article;
    if (!is_text(article, at, "the") && !is_text(article, at, "The"))
        return 0;
    atom->kind = ATOM_DESCRIPTION;
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
        if (length < sizeof lower && engagement_is_word(article, i, office_nouns)) {
            // "the minister of …", "the Secretary-General" and "the Prime Minister, X" go on
            size_t next = i + 1;
            bool more =
                next < view->end &&
                (is_text(article, next, "of") || is_text(article, next, "for") ||
                 is_text(article, next, "-") || token_of(article, next)->shape == SHAPE_CAPITAL ||
                 (is_text(article, next, ",") && next + 1 < view->end &&
                  token_of(article, next + 1)->shape == SHAPE_CAPITAL));
            return more ? 0 : i + 1;
        }
    }
    return 0;
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
        struct atom atom = {.first = i, .end = i + 1, .entity = FINDINGS_NONE};
        if (here && here->span.start <= token->start) {
            while (atom.end < view->end &&
                   token_of(view->article, atom.end)->start < here->span.end)
                atom.end++;
            if (here->type == ENTITY_PERSON) {
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
        if (engagement_is_word(view->article, i, pronouns)) {
            atom.kind = ATOM_PRONOUN;
            char head = view->article->bytes[token->start];
            atom.gender = head == 's' || head == 'S' ? 'f' : 'm';
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

static bool agrees(const struct sentence_view *view, uint32_t id, char gender)
{
    char known = view->findings->entities[id].gender;
    return !known || !gender || known == gender;
}

static void resolve_pronoun(const struct sentence_view *view, const struct atom *atom,
                            struct party *party)
{
    bool object = is_text(view->article, atom->first, "him");
    for (size_t i = 0; !object && i < view->atom_count && view->atoms[i].first < atom->first; i++) {
        const struct atom *earlier = &view->atoms[i];
        if (earlier->kind == ATOM_PERSON && agrees(view, earlier->entity, atom->gender)) {
            party_add(party, earlier->entity);
            return;
        }
    }
    const struct party *parties[] = {&view->story->subject, &view->story->previous};
    for (size_t p = 0; p < sizeof parties / sizeof *parties; p++) {
        for (size_t i = 0; i < parties[p]->count; i++) {
            if (agrees(view, parties[p]->ids[i], atom->gender)) {
                party_add(party, parties[p]->ids[i]);
                return;
            }
        }
    }
}

static struct party resolve(const struct sentence_view *view, const struct atom *atom);

// "the two ministers": those of the last engagement, or the only two named lately.
static void resolve_collective(const struct sentence_view *view, const struct atom *atom,
                               struct party *party)
{
    struct party here = {.count = 0};
    for (size_t i = 0; i < view->atom_count && view->atoms[i].first < atom->first; i++) {
        if (view->atoms[i].kind == ATOM_PERSON || view->atoms[i].kind == ATOM_PRONOUN) {
            struct party one = resolve(view, &view->atoms[i]);
            party_join(&here, &one);
        }
    }
    size_t number = (size_t)atom->number;
    const struct party *choices[] = {&here, &view->story->last, &view->story->previous};
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if (choices[i]->count == number) {
            party_join(party, choices[i]);
            party->inferred = true;
            return;
        }
    }
}

static struct party resolve(const struct sentence_view *view, const struct atom *atom)
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
        if (engagement_is_word(view->article, atom->end - 1, guest_nouns))
            party_add(&party, view->story->guest);
        else if (atom->entity != FINDINGS_NONE)
            party_add(&party, person_of_country(view, atom->entity));
        else if (view->story->subject.count == 1)
            party_add(&party, view->story->subject.ids[0]);
        break;
    case ATOM_COLLECTIVE:
    case ATOM_SIDES:
        resolve_collective(view, atom, &party);
        break;
    }
    return party;
}

// Whether between two tokens nothing stands that ends a clause; for joined persons nothing but
// titles, and a comma or "and".
static bool gap_is_open(const struct sentence_view *view, size_t from, size_t to, bool joined)
{
    bool link = !joined;
    if (to < from || to - from > LONGEST_GAP)
        return false;
    for (size_t i = from; i < to; i++) {
        const struct token *token = token_of(view->article, i);
        if (token->kind == TOKEN_MARK) {
            char mark = view->article->bytes[token->start];
            if (mark == ';' || mark == ':' || mark == '"' ||
                is_text(view->article, i, "\xE2\x80\x9C") ||
                is_text(view->article, i, "\xE2\x80\x9D"))
                return false;
            link = link || mark == ',';
            continue;
        }
        bool auxiliary = engagement_is_auxiliary(view->article, i);
        bool who = !joined && i + 2 >= to && is_text(view->article, i, "who");
        if (!joined && i + 1 < to && is_text(view->article, i + 1, "by") &&
            (is_text(view->article, i, "led") || is_text(view->article, i, "headed")))
            continue; // "a delegation led by"
        if (engagement_is_verb(view->article, i) && (joined || !auxiliary) && !who)
            return false;
        if (joined && token->shape == SHAPE_LOWER &&
            engagement_is_word(view->article, i, coordination_blocks))
            return false;
        link = link || engagement_is_word(view->article, i, joins);
    }
    return link;
}

static bool joins_on(const struct sentence_view *view, const struct atom *one,
                     const struct atom *other)
{
    bool person = one->kind == ATOM_PERSON || one->kind == ATOM_PRONOUN;
    return person && other->kind == ATOM_PERSON && gap_is_open(view, one->end, other->first, true);
}

// The party whose last member is atom number `last`: it and all joined before it.
static struct party party_ending(const struct sentence_view *view, size_t last)
{
    size_t start = last;
    while (start > 0 && joins_on(view, &view->atoms[start - 1], &view->atoms[start]))
        start--;
    struct party party = {.count = 0};
    for (size_t i = start; i <= last; i++) {
        struct party one = resolve(view, &view->atoms[i]);
        party_join(&party, &one);
    }
    return party;
}

// The last atom that ends at or before token `at`; SIZE_MAX where there is none.
static size_t atom_before(const struct sentence_view *view, size_t at)
{
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < view->atom_count && view->atoms[i].first < at; i++) {
        if (view->atoms[i].end <= at)
            found = i;
    }
    return found;
}

static size_t first_verb(const struct sentence_view *view, size_t from)
{
    for (size_t i = from; i < view->end; i++) {
        if (engagement_is_verb(view->article, i))
            return i;
    }
    return view->end;
}

struct party sentence_view_subject(const struct sentence_view *view)
{
    struct party none = {.count = 0};
    size_t verb = view->first;
    // the first verb that anybody stands before
    for (size_t tries = 0; tries < 3; tries++) {
        verb = first_verb(view, verb);
        size_t last = atom_before(view, verb);
        if (last != SIZE_MAX)
            return party_ending(view, last);
        if (verb >= view->end)
            break;
        verb++;
    }
    return none;
}

struct party sentence_view_speaker(const struct sentence_view *view)
{
    WORDS(saying, "said", "noted", "added", "stressed", "told", "replied", "says", "announced",
          "answered", "warned", "wrote", "asked", "recalled");
    struct party party = {.count = 0};
    for (size_t i = 0; i < view->atom_count; i++) {
        const struct atom *atom = &view->atoms[i];
        bool before = atom->end < view->end && engagement_is_word(view->article, atom->end, saying);
        bool after =
            atom->first > view->first && engagement_is_word(view->article, atom->first - 1, saying);
        if ((before || after) && atom->kind != ATOM_COLLECTIVE && atom->kind != ATOM_SIDES)
            return resolve(view, atom);
    }
    return party;
}

static bool has_and(const struct sentence_view *view, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (is_text(view->article, i, "and") || is_text(view->article, i, "then"))
            return true;
    }
    return false;
}

struct party sentence_view_cue_subject(const struct sentence_view *view,
                                       const struct engagement_cue *cue)
{
    size_t last = atom_before(view, cue->first);
    if (last == SIZE_MAX) // "During a meeting with A, B said"
        return cue->nominal ? sentence_view_subject(view) : (struct party){.count = 0};
    size_t from = view->atoms[last].end;
    bool joined = has_and(view, from, cue->first);
    if (gap_is_open(view, from, cue->first, false) && !joined)
        return party_ending(view, last);
    // "the council, which last met": somebody else's verb
    for (size_t i = cue->first; i-- > from && cue->first - i <= 4;) {
        if (is_text(view->article, i, "which") || is_text(view->article, i, "that"))
            return (struct party){.count = 0};
    }
    return sentence_view_subject(view);
}

struct party sentence_view_cue_object(const struct sentence_view *view,
                                      const struct engagement_cue *cue, size_t limit)
{
    struct party party = {.count = 0};
    size_t at = 0;
    while (at < view->atom_count &&
           (view->atoms[at].first < cue->end ||
            (view->atoms[at].kind != ATOM_PERSON && view->atoms[at].kind != ATOM_PRONOUN)))
        at++;
    if (at == view->atom_count || view->atoms[at].first >= limit)
        return party;
    bool subject_pronoun = view->atoms[at].kind == ATOM_PRONOUN &&
                           !is_text(view->article, view->atoms[at].first, "him");
    if (subject_pronoun || !gap_is_open(view, cue->end, view->atoms[at].first, false))
        return party;
    for (;;) {
        struct party one = resolve(view, &view->atoms[at]);
        party_join(&party, &one);
        if (at + 1 >= view->atom_count || view->atoms[at + 1].first >= limit ||
            !joins_on(view, &view->atoms[at], &view->atoms[at + 1]))
            break;
        at++;
    }
    // "called on X to do": a demand, no meeting
    size_t after = view->atoms[at].end;
    if (cue->person_next && after < view->end && is_text(view->article, after, "to"))
        party.count = 0;
    return party;
}

struct party sentence_view_persons(const struct sentence_view *view)
{
    struct party party = {.count = 0};
    for (size_t i = 0; i < view->atom_count; i++) {
        if (view->atoms[i].kind == ATOM_PERSON || view->atoms[i].kind == ATOM_PRONOUN) {
            struct party one = resolve(view, &view->atoms[i]);
            party_join(&party, &one);
        }
    }
    return party;
}
