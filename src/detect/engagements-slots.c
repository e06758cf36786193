// SPDX-License-Identifier: GPL-3.0-or-later
// Who stands before a cue (engagements-objects: who after it), and what joins persons.
//
// Persons are joined into one party where only titles, commas and "and" stand between them. The
// subject of a cue is the party before it in its clause with no verb between; else that of the
// clause, or of the one around. A name that hangs on a preposition which no office explains
// ("accompanied by A", "the proposal of A") is neither subject nor object.

#include <config.h>

#include "detect/engagements-slots.h"

enum { LONGEST_GAP = 40 };

static const struct token *token_of(const struct article *article, size_t at)
{
    return &article->tokens.items[at];
}

static bool is_text(const struct article *article, size_t at, const char *word)
{
    return token_is(article->bytes, token_of(article, at), word);
}

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

// heads after which "of" and its like lead on to the name of the office's bearer
WORDS(bearers, "minister", "president", "premier", "chancellor", "secretary", "king", "queen",
      "ambassador", "counterpart", "counterparts", "colleague", "colleagues", "envoy", "mediator",
      "commissioner", "head", "heads", "chief", "leader", "leaders", "governor", "speaker", "emir",
      "prince", "general", "director", "official", "officials", "diplomat", "deputy", "ministers",
      "presidents", "representative", "representatives", "chairman", "chairwoman", "chair",
      "spokesman", "spokeswoman", "senator", "mayor", "delegation", "delegations", "group",
      "government", "member", "members", "princes", "kings", "ambassadors", "secretaries",
      "premiers", "rector", "bishop", "archbishop", "commander", "sidelines", "margins", "fringes",
      "occasion", "capital", "city", "town", "morning", "evening", "afternoon", "end", "day",
      "sideline", "margin", "island", "republic", "kingdom", "coordinator", "manager", "dean",
      "administrator", "rapporteur", "spokesperson", "economist", "adviser", "advisor", "inspector",
      "prosecutor", "patriarch", "commissioners", "directors", "governors", "negotiator",
      "delegate", "delegates", "doyen", "founder", "rulers", "ruler", "legislator", "lawmaker",
      "delegation", "executive", "officer", "treasurer", "auditor");
WORDS(coordination_blocks, "on", "about", "at", "in", "after", "before", "during", "by", "over",
      "against", "from", "into", "under", "as", "since", "than", "when", "via");
WORDS(joins, "and", "with", "&");
// what keeps a name from being the subject or object of the verb around
WORDS(obliques, "of", "by", "from", "to", "for", "about", "against", "under", "behalf", "as",
      "over", "into", "like", "including");
WORDS(led, "led", "headed");
WORDS(title_words, "the", "a", "an", "his", "her", "its", "their", "new", "former", "visiting",
      "then", "deputy", "outgoing", "interim", "acting", "prime", "foreign", "vice", "first",
      "newly", "senior", "prominent", "fellow", "late", "incoming", "designate");

// Whether the preposition at token `at` belongs to an office or a delegation, so that the name
// behind it may still be its bearer's: "the Foreign Minister of Oman, X", "a group led by X".
bool slot_is_explained(const struct sentence_view *view, size_t at)
{
    if (at == view->first)
        return false;
    if (is_text(view->article, at, "by"))
        return engagement_is_word(view->article, at - 1, led);
    const struct token *before = token_of(view->article, at - 1);
    return engagement_is_word(view->article, at - 1, bearers) || before->shape == SHAPE_CAPITAL ||
           before->shape == SHAPE_UPPER;
}

// Whether a preposition keeps the atom from being a subject: "in the presence of X", "accompanied
// by X", "the greetings of the President, X". Looks back over the words of a title.
bool slot_is_oblique(const struct sentence_view *view, size_t index)
{
    enum { TITLE_REACH = 16, STRANGERS = 3 };
    const struct atom *atom = &view->atoms[index];
    // no title reaches over another person
    size_t lowest = index ? view->atoms[index - 1].end : view->first;
    bool comma = false, office = false;
    int strangers = 0;
    for (size_t i = atom->first; i-- > lowest && atom->first - i <= TITLE_REACH;) {
        const struct token *token = token_of(view->article, i);
        if (token->kind == TOKEN_MARK) {
            if (is_text(view->article, i, "-") || is_text(view->article, i, "."))
                continue;
            if (comma || !is_text(view->article, i, ","))
                return false;
            comma = true;
            office = false;
            continue;
        }
        if (token->shape == SHAPE_LOWER && engagement_is_word(view->article, i, obliques)) {
            if (slot_is_explained(view, i)) {
                office = true;
                continue;
            }
            return !comma || office;
        }
        bool bearer = engagement_is_word(view->article, i, bearers);
        office = office || bearer;
        // "accompanied by her adviser A"
        if (token->shape == SHAPE_LOWER && !bearer &&
            !engagement_is_word(view->article, i, title_words) &&
            ((view->classes[i] & WORD_VERB) || engagement_is_word(view->article, i, joins) ||
             comma || ++strangers > STRANGERS))
            return false;
    }
    return false;
}

// Whether a mark ends what can be said in one breath.
bool slot_is_stop(const struct sentence_view *view, size_t at)
{
    char mark = view->article->bytes[token_of(view->article, at)->start];
    return mark == ';' || mark == ':' || mark == '"' ||
           is_text(view->article, at, "\xE2\x80\x9C") || is_text(view->article, at, "\xE2\x80\x9D");
}

// "the ambassadors of Japan, A, and of Portugal, B".
static bool is_and_of(const struct sentence_view *view, size_t at)
{
    return at > view->first + 1 && is_text(view->article, at, "of") &&
           is_text(view->article, at - 1, "and");
}

// Whether between two names stand only titles, and a comma or "and".
static bool list_gap_is_open(const struct sentence_view *view, size_t from, size_t to)
{
    bool link = false;
    if (to < from || to - from > LONGEST_GAP)
        return false;
    for (size_t i = from; i < to; i++) {
        const struct token *token = token_of(view->article, i);
        if (token->kind == TOKEN_MARK) {
            if (slot_is_stop(view, i))
                return false;
            link = link || view->article->bytes[token->start] == ',';
            continue;
        }
        if (view->classes[i] & WORD_VERB)
            return false;
        if (token->shape == SHAPE_LOWER &&
            (engagement_is_word(view->article, i, coordination_blocks) ||
             (engagement_is_word(view->article, i, obliques) && !slot_is_explained(view, i) &&
              !is_and_of(view, i))))
            return false;
        link = link || engagement_is_word(view->article, i, joins);
    }
    return link;
}

// "A and with B", "A and later B": told of twice, no list.
bool slot_is_taken_up(const struct sentence_view *view, size_t from, size_t to)
{
    enum { ASIDE = 6 };
    WORDS(breaks, "with", "by", "to", "then", "later", "also", "afterwards", "subsequently",
          "finally", "separately");
    for (size_t i = from; i + 1 < to; i++) {
        size_t next = i + 1 + is_text(view->article, i + 1, ",");
        if (is_text(view->article, i, "and") && next < to &&
            engagement_is_word(view->article, next, breaks))
            return true;
        // "A and, an hour later, B"
        for (size_t k = next; next > i + 1 && is_text(view->article, i, "and") && k < to &&
                              k < next + ASIDE && !is_text(view->article, k, ",");
             k++) {
            if (is_text(view->article, k, "later") || is_text(view->article, k, "afterwards"))
                return true;
        }
    }
    return false;
}

bool slot_joins_on(const struct sentence_view *view, const struct atom *one,
                   const struct atom *other)
{
    if (slot_is_taken_up(view, one->end, other->first))
        return false;
    bool person =
        one->kind == ATOM_PERSON || one->kind == ATOM_PRONOUN || one->kind == ATOM_DESCRIPTION;
    return person && other->kind == ATOM_PERSON && list_gap_is_open(view, one->end, other->first);
}

// Whether "and" or "with" stands between two atoms: a comma alone makes no list.
bool slot_has_join(const struct sentence_view *view, size_t one, size_t other)
{
    for (size_t i = view->atoms[one].end; i < view->atoms[other].first; i++) {
        if (engagement_is_word(view->article, i, joins))
            return true;
    }
    return false;
}

// Whether the words of a title lead back from an atom to a verb of meeting.
static bool is_object_of_cue(const struct sentence_view *view, const struct atom *atom)
{
    enum { TITLE_REACH = 8 };
    for (size_t i = atom->first; i-- > view->first && atom->first - i <= TITLE_REACH;) {
        const struct token *token = token_of(view->article, i);
        if (token->shape != SHAPE_LOWER && token->kind == TOKEN_WORD)
            continue;
        return (view->classes[i] & WORD_VERB) && (view->classes[i] & WORD_HEAD);
    }
    return false;
}

// The first atom of the list that atom number `last` ends; itself where there is none.
static size_t list_start(const struct sentence_view *view, size_t last)
{
    size_t start = last;
    while (start > 0 && slot_joins_on(view, &view->atoms[start - 1], &view->atoms[start]) &&
           (start < last || slot_has_join(view, start - 1, start)))
        start--;
    // "met A and B met C": the first is the object of the cue before
    return start < last && is_object_of_cue(view, &view->atoms[start]) ? last : start;
}

// The party whose last member is atom number `last`: it and all joined before it.
static struct party party_ending(const struct sentence_view *view, size_t last)
{
    struct party party = {.count = 0};
    for (size_t i = list_start(view, last); i <= last; i++) {
        struct party one = sentence_view_resolve(view, &view->atoms[i]);
        party_join(&party, &one);
    }
    return party;
}

// The last atom of clause `clause`, and no oblique one, that ends at or before token `at`;
// SIZE_MAX where there is none.
static size_t atom_before(const struct sentence_view *view, size_t clause, size_t at)
{
    for (size_t i = view->atom_count; i-- > 0;) {
        const struct atom *atom = &view->atoms[i];
        if (atom->end > at || engagement_clause_at(&view->clauses, atom->first) != clause)
            continue;
        // with one that is oblique go those listed before it
        size_t start = list_start(view, i);
        if (!slot_is_oblique(view, start))
            return i;
        i = start;
    }
    return SIZE_MAX;
}

// The first verb of a clause at or after token `from` and before `to`; `to` where there is none.
size_t slot_first_verb(const struct sentence_view *view, size_t clause, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if ((view->classes[i] & WORD_VERB) && engagement_clause_at(&view->clauses, i) == clause)
            return i;
    }
    return to;
}

// The party before the first verb of a clause that anybody stands before.
static struct party clause_subject(const struct sentence_view *view, size_t clause)
{
    const struct clause *bounds = &view->clauses.items[clause];
    size_t verb = bounds->first + (clause != 0);
    for (size_t tries = 0; tries < 3; tries++) {
        verb = slot_first_verb(view, clause, verb, bounds->end);
        size_t last = atom_before(view, clause, verb);
        if (last != SIZE_MAX)
            return party_ending(view, last);
        if (verb >= bounds->end)
            break;
        verb++;
    }
    return (struct party){.count = 0};
}

struct party sentence_view_subject(const struct sentence_view *view)
{
    return clause_subject(view, 0);
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
            return sentence_view_resolve(view, atom);
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

// Whether a verb of its own, or an "and", parts an atom from the cue in one clause.
static bool is_parted(const struct sentence_view *view, size_t clause, size_t from, size_t to)
{
    if (to - from > LONGEST_GAP || has_and(view, from, to))
        return true;
    for (size_t i = from; i < to; i++) {
        const struct token *token = token_of(view->article, i);
        if (engagement_clause_at(&view->clauses, i) != clause)
            continue;
        if (token->kind == TOKEN_MARK && view->article->bytes[token->start] == ';')
            return true;
        if ((view->classes[i] & WORD_VERB) && !(view->classes[i] & WORD_AUXILIARY) &&
            !(i + 1 < to && is_text(view->article, i + 1, "by")))
            return true;
    }
    return false;
}

// The party that "who" at the start of a clause stands for: those right before it.
struct party slot_antecedent(const struct sentence_view *view, size_t clause, bool all)
{
    const struct clause *bounds = &view->clauses.items[clause];
    struct party none = {.count = 0};
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < view->atom_count && view->atoms[i].end <= bounds->first; i++)
        last = i;
    if (last == SIZE_MAX || bounds->first - view->atoms[last].end > 2 ||
        !(is_text(view->article, bounds->first, "who") ||
          is_text(view->article, bounds->first, "whom")))
        return none;
    return all ? party_ending(view, last) : sentence_view_resolve(view, &view->atoms[last]);
}

// "The visit of A to Oslo began with a meeting with": A.
static struct party visiting_party(const struct sentence_view *view, size_t end)
{
    WORDS(stays, "visit", "trip", "tour", "stay", "day", "programme", "program", "journey");
    WORDS(links, "of", "by");
    for (size_t i = 0; i < view->atom_count && view->atoms[i].end <= end; i++) {
        size_t first = view->atoms[i].first;
        if (view->atoms[i].kind != ATOM_PERSON)
            continue;
        for (size_t k = first; k-- > view->first + 1 && first - k < LONGEST_GAP;) {
            if (engagement_is_word(view->article, k, links) &&
                engagement_is_word(view->article, k - 1, stays))
                return sentence_view_resolve(view, &view->atoms[i]);
            if (view->classes[k] & WORD_VERB)
                break;
        }
        break;
    }
    return (struct party){.count = 0};
}

// Whether an atom is the object of a verb or noun of meeting: "held talks with the minister, A".
static bool is_told_object(const struct sentence_view *view, const struct atom *atom)
{
    enum { REACH = 10 };
    for (size_t i = atom->first; i-- > view->first && atom->first - i <= REACH;) {
        if (view->classes[i] & WORD_HEAD)
            return true;
        if (view->classes[i] & WORD_VERB)
            break;
    }
    return false;
}

static bool is_followed_by(const struct sentence_view *view, const struct engagement_cue *cue)
{
    enum { REACH = 4 };
    for (size_t i = cue->first + 1; i-- > view->first && cue->first - i <= REACH;) {
        if (is_text(view->article, i, "followed"))
            return true;
    }
    return false;
}

struct party sentence_view_cue_subject(const struct sentence_view *view,
                                       const struct engagement_cue *cue)
{
    for (size_t i = 0; cue->sender && i < view->atom_count; i++) {
        if (view->atoms[i].first >= cue->sender)
            return view->atoms[i].first < cue->first ? sentence_view_resolve(view, &view->atoms[i])
                                                     : (struct party){.count = 0};
    }
    size_t clause = engagement_clause_at(&view->clauses, cue->first);
    // an opener that is the cue's own word ("following a meeting with") opens no clause for it
    for (;;) {
        const struct clause *bounds = &view->clauses.items[clause];
        size_t last = atom_before(view, clause, cue->first);
        if (last != SIZE_MAX) {
            // "met A, followed by a meeting with B": A was its object
            if (cue->nominal && is_followed_by(view, cue) &&
                is_told_object(view, &view->atoms[list_start(view, last)])) {
                struct party first = clause_subject(view, clause);
                if (first.count)
                    return first;
            }
            if (!is_parted(view, clause, view->atoms[last].end, cue->first))
                return party_ending(view, last);
            return clause_subject(view, clause);
        }
        if (bounds->opener == CLAUSE_RELATIVE)
            return slot_antecedent(view, clause, cue->joint || cue->mutual);
        if (clause == 0)
            break;
        clause = bounds->parent; // "after meeting A": it was the subject around that met
        struct party around = clause_subject(view, clause);
        if (around.count)
            return around;
    }
    struct party visitor = visiting_party(view, cue->first);
    if (visitor.count)
        return visitor;
    // "During a meeting with A, B said", "Meeting A, B said"
    bool ahead = cue->nominal || (view->classes[cue->first] & WORD_GERUND) ||
                 engagement_clause_at(&view->clauses, cue->first) != 0;
    return ahead ? sentence_view_subject(view) : (struct party){.count = 0};
}
