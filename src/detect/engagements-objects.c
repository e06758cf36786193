// SPDX-License-Identifier: GPL-3.0-or-later
// Who stands after a cue: the list of persons that begins behind it, with no verb between and no
// preposition that neither the cue's own links nor an office explain; and to whom the subject
// speaks.

#include <config.h>

#include "detect/engagements-slots.h"

enum { LONGEST_GAP = 40 };

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

static const struct token *token_of(const struct article *article, size_t at)
{
    return &article->tokens.items[at];
}

static bool is_text(const struct article *article, size_t at, const char *word)
{
    return token_is(article->bytes, token_of(article, at), word);
}

WORDS(obliques, "of", "by", "from", "to", "for", "about", "against", "under", "behalf", "as",
      "over", "into", "like", "including");
WORDS(led, "led", "headed");
WORDS(with_only, "with");

// Whether nothing between the cue and token `to` takes the name there out of its reach: no verb,
// no preposition that neither the cue's own links nor an office explain.
static bool object_gap_is_open(const struct sentence_view *view, const struct engagement_cue *cue,
                               size_t to)
{
    bool blocked = false;
    if (to < cue->end || to - cue->end > LONGEST_GAP)
        return false;
    for (size_t i = cue->end; i < to; i++) {
        const struct token *token = token_of(view->article, i);
        if (token->kind == TOKEN_MARK) {
            if (slot_is_stop(view, i))
                return false;
            continue;
        }
        if (token->shape != SHAPE_LOWER)
            continue;
        if (engagement_is_word(view->article, i, with_only) ||
            (cue->links && engagement_is_word(view->article, i, cue->links)))
            blocked = false;
        else if (engagement_is_word(view->article, i, led) && i + 1 < to &&
                 is_text(view->article, i + 1, "by"))
            continue;
        else if ((view->classes[i] & WORD_VERB))
            return false;
        else if (engagement_is_word(view->article, i, obliques) && !slot_is_explained(view, i))
            blocked = true;
    }
    return !blocked;
}

// "A's proposal": somebody's thing, not he.
static bool is_owner(const struct sentence_view *view, const struct atom *atom)
{
    return atom->kind == ATOM_PERSON && atom->end < view->end &&
           token_of(view->article, atom->end)->kind == TOKEN_POSSESSIVE;
}

static bool is_object_kind(const struct sentence_view *view, const struct engagement_cue *cue,
                           const struct atom *atom)
{
    if (atom->kind == ATOM_COLLECTIVE) // "signed by the three ministers"
        return cue->passive && cue->kind == ENGAGEMENT_SIGNING;
    return atom->kind == ATOM_PERSON || atom->kind == ATOM_DESCRIPTION ||
           (atom->kind == ATOM_PRONOUN && (is_text(view->article, atom->first, "him") ||
                                           is_text(view->article, atom->first, "her")));
}

// "him", "her": who was named before and is not the subject.
static uint32_t resolve_object(const struct sentence_view *view, const struct atom *atom,
                               const struct party *subject)
{
    for (size_t i = 0; i < view->atom_count && view->atoms[i].first < atom->first; i++) {
        const struct atom *earlier = &view->atoms[i];
        if (earlier->kind == ATOM_PERSON &&
            sentence_view_agrees(view, earlier->entity, atom->gender) &&
            !party_has(subject, earlier->entity))
            return earlier->entity;
    }
    const struct party *parties[] = {&view->story->subject, &view->story->previous};
    for (size_t p = 0; p < sizeof parties / sizeof *parties; p++) {
        for (size_t i = 0; i < parties[p]->count; i++) {
            if (sentence_view_agrees(view, parties[p]->ids[i], atom->gender) &&
                !party_has(subject, parties[p]->ids[i]))
                return parties[p]->ids[i];
        }
    }
    return FINDINGS_NONE;
}

// "met A and B met C": a verb of its own right behind it.
static bool begins_clause(const struct sentence_view *view, const struct atom *atom)
{
    return is_owner(view, atom) ||
           (atom->end + 1 < view->end && (view->classes[atom->end] & WORD_VERB) &&
            !is_text(view->article, atom->end, "who") &&
            !is_text(view->article, atom->end + 1, "by"));
}

static void add_object(const struct sentence_view *view, const struct atom *atom,
                       const struct party *subject, struct party *party)
{
    if (atom->kind == ATOM_DESCRIPTION) {
        if (subject->count == 1)
            party_add(party, sentence_view_resolve_other(view, atom, subject->ids[0]));
        return;
    }
    if (atom->kind == ATOM_PRONOUN) {
        party_add(party, resolve_object(view, atom, subject));
        return;
    }
    if (atom->kind == ATOM_COLLECTIVE) {
        struct party those = sentence_view_resolve(view, atom);
        party_join(party, &those);
        return;
    }
    party_add(party, atom->entity);
}

// "A, whom B received".
static struct party object_before(const struct sentence_view *view,
                                  const struct engagement_cue *cue)
{
    size_t clause = engagement_clause_at(&view->clauses, cue->first);
    const struct clause *bounds = &view->clauses.items[clause];
    if (clause == 0 || !is_text(view->article, bounds->first, "whom"))
        return (struct party){.count = 0};
    return slot_antecedent(view, clause, false);
}

// "called A a friend": no call.
static bool is_naming(const struct sentence_view *view, const struct engagement_cue *cue,
                      size_t end)
{
    WORDS(called, "called", "calls");
    WORDS(articles, "a", "an", "the", "his", "her", "one", "for");
    if (cue->kind != ENGAGEMENT_PHONE_CALL || !cue->person_next ||
        !engagement_is_word(view->article, cue->first, called))
        return false;
    end += end < view->end && is_text(view->article, end, ",");
    if (end >= view->end)
        return false;
    const struct token *token = token_of(view->article, end);
    return engagement_is_word(view->article, end, articles) ||
           (token->kind == TOKEN_MARK && !is_text(view->article, end, "."));
}

// "called on A of Oman to do": no meeting.
static bool is_demand(const struct sentence_view *view, const struct engagement_cue *cue,
                      size_t end)
{
    if (!cue->person_next || !is_text(view->article, cue->end - 1, "on"))
        return false;
    while (end < view->end && token_of(view->article, end)->kind == TOKEN_WORD &&
           (is_text(view->article, end, "of") || is_text(view->article, end, "and") ||
            token_of(view->article, end)->shape != SHAPE_LOWER))
        end++;
    return end < view->end && is_text(view->article, end, "to");
}

// "In a message to Lusa, the minister said": what only describes is no object behind a comma.
static bool is_behind_comma(const struct sentence_view *view, const struct engagement_cue *cue,
                            const struct atom *atom)
{
    for (size_t i = cue->end; atom->kind != ATOM_PERSON && i < atom->first; i++) {
        if (is_text(view->article, i, ","))
            return true;
    }
    return false;
}

// "signed for Senegal by A and for the bank by B": who follows another "by"; the index of the last.
static size_t add_signers(const struct sentence_view *view, size_t last, size_t limit,
                          struct party *party)
{
    enum { REACH = 16 };
    for (size_t i = view->atoms[last].end; i < limit && i < view->atoms[last].end + REACH; i++) {
        if (view->classes[i] & WORD_VERB)
            break;
        if (!is_text(view->article, i, "by"))
            continue;
        size_t next = last + 1;
        if (next < view->atom_count && view->atoms[next].kind == ATOM_PERSON &&
            view->atoms[next].first < limit) {
            party_add(party, view->atoms[next].entity);
            last = next;
        }
        break;
    }
    return last;
}

struct party sentence_view_cue_object(const struct sentence_view *view,
                                      const struct engagement_cue *cue, const struct party *subject,
                                      size_t limit, size_t *end)
{
    struct party party = {.count = 0};
    size_t at = 0;
    *end = cue->end;
    while (at < view->atom_count &&
           (view->atoms[at].first < cue->end || !is_object_kind(view, cue, &view->atoms[at])))
        at++;
    if (at == view->atom_count || view->atoms[at].first >= limit ||
        !object_gap_is_open(view, cue, view->atoms[at].first))
        return object_before(view, cue);
    if (is_owner(view, &view->atoms[at]) || is_behind_comma(view, cue, &view->atoms[at]))
        return party;
    size_t last = at; // the end of the list that begins here: behind its last "and"
    for (size_t i = at; i + 1 < view->atom_count && view->atoms[i + 1].first < limit &&
                        slot_joins_on(view, &view->atoms[i], &view->atoms[i + 1]) &&
                        (cue->closed || !begins_clause(view, &view->atoms[i + 1]));
         i++)
        last = slot_has_join(view, i, i + 1) ? i + 1 : last;
    for (size_t i = at; i <= last; i++)
        add_object(view, &view->atoms[i], subject, &party);
    if (cue->kind == ENGAGEMENT_SIGNING && cue->passive)
        last = add_signers(view, last, limit, &party);
    *end = view->atoms[last].end;
    if (is_demand(view, cue, *end) || is_naming(view, cue, *end))
        party.count = 0;
    return party;
}

size_t sentence_view_next_object(const struct sentence_view *view, size_t from, size_t limit)
{
    enum { REACH = 14 };
    for (size_t i = from; i < limit && i < from + REACH; i++) {
        if ((view->classes[i] & WORD_VERB) || is_text(view->article, i, ";"))
            return SIZE_MAX;
        if (!is_text(view->article, i, "and"))
            continue;
        for (size_t k = 0; k < view->atom_count; k++) {
            const struct atom *atom = &view->atoms[k];
            if (atom->first <= i)
                continue;
            bool open = (!slot_is_oblique(view, k) || slot_is_taken_up(view, i, atom->first)) &&
                        !begins_clause(view, atom);
            return atom->kind == ATOM_PERSON && atom->first < limit && open ? i : SIZE_MAX;
        }
    }
    return SIZE_MAX;
}

struct party sentence_view_addressee(const struct sentence_view *view)
{
    WORDS(speaking, "told", "assured", "informed", "briefed", "handed", "gave", "thanked", "asked",
          "urged", "congratulated", "presented", "invited", "reminded", "welcomed");
    WORDS(delivering, "delivered", "conveyed", "presented", "handed");
    size_t verb = slot_first_verb(view, 0, view->first, view->end);
    for (size_t i = 0; i < view->atom_count && verb < view->end; i++) {
        const struct atom *atom = &view->atoms[i];
        if (atom->kind != ATOM_PERSON || atom->first < verb)
            continue;
        bool to = engagement_is_word(view->article, verb, delivering);
        return to || (engagement_is_word(view->article, verb, speaking) &&
                      !slot_is_oblique(view, i))
                   ? sentence_view_resolve(view, atom)
                   : (struct party){.count = 0};
    }
    return (struct party){.count = 0};
}
