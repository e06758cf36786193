// SPDX-License-Identifier: GPL-3.0-or-later
// Who came to talks that others began: "A joined the talks", "B took part in the audience", "under
// the mediation of C". They take part in the engagement told last, or in the one that their own
// sentence tells. Who only attended, or came with a side, is a third side where the text gives him
// a country that none of the others has; else he was there for one of them. Linear in the tokens
// of the sentence.

#include <config.h>

#include "detect/engagements-when.h"

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

WORDS(took, "took", "taken", "takes", "taking");
WORDS(joining, "joined", "joins", "joining");
WORDS(participating, "participated", "participates", "participating");
WORDS(attended, "attended");
WORDS(definite, "the", "their", "this", "these", "both");
WORDS(mediation, "mediation", "mediated", "brokered");

const char *const *const engagement_joining_words[] = {took,     joining,   participating,
                                                       attended, mediation, NULL};

enum { NOUN_REACH = 6, MEAL_REACH = 8 };

static bool is_text(const struct sentence_view *view, size_t at, const char *word)
{
    return at < view->end && token_is(view->article->bytes, &view->article->tokens.items[at], word);
}

static bool is(const struct sentence_view *view, size_t at, const char *const *words)
{
    return at < view->end && engagement_is_word(view->article, at, words);
}

// The noun of "the talks", "their second meeting", which begin at token `at`; SIZE_MAX: none.
static size_t known_meeting(const struct sentence_view *view, size_t at)
{
    if (!is(view, at, definite))
        return SIZE_MAX;
    for (size_t i = at + 1; i < view->end && i <= at + NOUN_REACH; i++) {
        if (engagement_is_noun(view->article, view->classes, i))
            return i;
        if (view->article->tokens.items[i].kind != TOKEN_WORD || (view->classes[i] & WORD_VERB))
            break;
    }
    return SIZE_MAX;
}

// The token behind a verb of joining at `at`; 0: none is there. *passive: "were joined by".
static size_t joining_end(const struct sentence_view *view, size_t at, bool *passive)
{
    *passive = false;
    if (is(view, at, took) && is_text(view, at + 1, "part") && is_text(view, at + 2, "in"))
        return at + 3;
    if (is(view, at, participating) && is_text(view, at + 1, "in"))
        return at + 2;
    if (is_text(view, at, "joined") || is_text(view, at, "attended")) {
        size_t by = at + 1;
        while (by < view->end && by < at + MEAL_REACH && !is_text(view, by, "by") &&
               view->article->tokens.items[by].shape == SHAPE_LOWER && !is(view, by, definite))
            by++;
        *passive = is_text(view, by, "by");
        if (*passive)
            return by + 1;
    }
    return is(view, at, joining) ? at + 1 : 0;
}

// "for dinner": a meal, which is a meeting of its own.
static bool is_meal(const struct sentence_view *view, size_t at)
{
    WORDS(meals, "dinner", "lunch", "breakfast", "luncheon", "supper", "tea", "banquet");
    for (size_t i = at; i < view->end && i < at + MEAL_REACH; i++) {
        if (is(view, i, meals))
            return true;
    }
    return false;
}

// "them", "the two ministers", "the ministers": those of the engagement told last.
static bool is_those_of_last(const struct sentence_view *view, size_t at)
{
    WORDS(plurals, "ministers", "presidents", "leaders", "two", "pair", "officials", "envoys",
          "three", "premiers", "delegations");
    if (is_text(view, at, "them"))
        return true;
    return is_text(view, at, "the") && (is(view, at + 1, plurals) || is(view, at + 2, plurals));
}

// Those of `party` who are no side yet, with a country that none of `others` has.
static struct party third_sides(const struct finder *finder, const struct party *party,
                                const struct party *others)
{
    struct party sides = {.count = 0};
    for (size_t i = 0; i < party->count; i++) {
        uint32_t country = finder->country_of[party->ids[i]];
        bool known = country == FINDINGS_NONE;
        for (size_t k = 0; k < others->count && !known; k++) {
            uint32_t other = finder->country_of[others->ids[k]];
            known = other == FINDINGS_NONE || other == country;
        }
        if (!known)
            party_add(&sides, party->ids[i]);
    }
    return sides;
}

static bool can_be_joined(const struct told *told)
{
    switch (told->cue.kind) {
    case ENGAGEMENT_MEETING:
    case ENGAGEMENT_TALKS:
    case ENGAGEMENT_TRILATERAL:
    case ENGAGEMENT_PHONE_CALL:
        return !told->background && told->party.count > 1;
    default:
        return false;
    }
}

// The index of the telling of this section that somebody may have joined: the last one of the word
// at token `noun` ("the audience"), else the last; SIZE_MAX: none.
static size_t joinable(const struct finder *finder, size_t section, size_t noun)
{
    const struct token *tokens = finder->article->tokens.items;
    size_t last = SIZE_MAX;
    for (size_t i = finder->list->count; i-- > 0;) {
        const struct told *told = &finder->list->items[i];
        if (told->section != section)
            break;
        if (!can_be_joined(told))
            continue;
        if (noun == SIZE_MAX || tokens[told->cue.noun].key == tokens[noun].key)
            return i;
        if (last == SIZE_MAX)
            last = i;
    }
    return last;
}

// Adds them to telling `index`, and this sentence to its witnesses.
static void add_joined(struct finder *finder, const struct sentence_view *view, size_t index,
                       const struct party *joined)
{
    struct told told = finder->list->items[index];
    party_join(&finder->list->items[index].joined, joined);
    party_join(&finder->story.last, joined);
    if (told.sentence == view->index)
        return;
    told.joined = finder->list->items[index].joined;
    told.cue.attached = true;
    told.dated = told.placed = false;
    told.sentence = view->index;
    finder_tell(finder, &told);
}

static bool is_all_told(const struct told *told, const struct party *party)
{
    for (size_t i = 0; i < party->count; i++) {
        if (!party_has(&told->party, party->ids[i]))
            return false;
    }
    return true;
}

static void read_joining(struct finder *finder, const struct sentence_view *view, size_t at)
{
    bool passive;
    size_t end = joining_end(view, at, &passive);
    if (!end)
        return;
    struct engagement_cue cue = {
        .kind = ENGAGEMENT_MEETING, .first = at, .end = end, .noun = at, .person_next = true};
    size_t noun = passive ? SIZE_MAX : known_meeting(view, end), object_end;
    size_t index = joinable(finder, view->section, noun);
    bool meal = is_those_of_last(view, end) && is_meal(view, end);
    if (index == SIZE_MAX || (!passive && !meal && noun == SIZE_MAX) ||
        engagement_assertion(view->article, view->classes, view->first, view->end, &view->clauses,
                             &cue) != ASSERTION_FACT)
        return;
    const struct told *last = &finder->list->items[index];
    struct party who = sentence_view_cue_subject(view, &cue);
    if (passive) {
        who = sentence_view_cue_object(view, &cue, &who, view->end, &object_end);
        who = third_sides(finder, &who, &last->party);
    }
    if (who.count == 0 || who.inferred || is_all_told(last, &who))
        return;
    if (meal || (passive && is_meal(view, end))) {
        struct told told = *last;
        told.cue.kind = ENGAGEMENT_MEETING;
        told.sentence = view->index;
        told.joined.count = 0;
        party_join(&told.party, &who);
        finder_tell(finder, &told);
        return;
    }
    add_joined(finder, view, index, &who);
}

// "under the mediation of C", "mediated by C": the persons right behind.
static void read_mediation(struct finder *finder, const struct sentence_view *view, size_t at)
{
    WORDS(links, "of", "by");
    size_t index = finder->list->count - 1;
    if (!is(view, at, mediation) || !is(view, at + 1, links) ||
        !can_be_joined(&finder->list->items[index]))
        return;
    struct engagement_cue cue = {
        .kind = ENGAGEMENT_MEETING, .first = at, .end = at + 2, .noun = at, .person_next = true};
    struct party none = {.count = 0};
    size_t end;
    struct party who = sentence_view_cue_object(view, &cue, &none, view->end, &end);
    if (who.count && !is_all_told(&finder->list->items[index], &who))
        add_joined(finder, view, index, &who);
}

void finder_join(struct finder *finder, const struct sentence_view *view)
{
    if (finder->list->count == 0)
        return;
    bool told_here = finder->list->items[finder->list->count - 1].sentence == view->index;
    for (size_t i = view->first; i < view->end; i++) {
        if (!(view->classes[i] & WORD_JOINING))
            continue;
        read_joining(finder, view, i);
        if (told_here)
            read_mediation(finder, view, i);
    }
}
