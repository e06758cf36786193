// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a cue says that something happened. A verb is judged by its form and by what governs it
// (modal, negation, "to" and the word before it, a condition); a noun that no verb of holding
// carries, by its preposition, or as a subject by the verb that follows. Windows are bounded.

#include <config.h>

#include "detect/engagements-tellings.h"

#include <string.h>

enum {
    VERB_REACH = 7,
    BARE_REACH = 12,
    GOVERNOR_REACH = 9,
    SPENT_REACH = 8,
    SUBJECT_REACH = 40,
};

struct view {
    const struct article *article;
    const uint8_t *classes;
    size_t first, end;
    const struct clause_list *clauses;
};

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

WORDS(coming_modals, "will", "shall", "would", "can", "could", "may", "might", "should", "must",
      "ought", "cannot");
WORDS(unreal_modals, "could", "should", "might", "may", "would", "must");
WORDS(have_words, "have", "to");
WORDS(negations, "not", "never", "without", "refused", "declined", "failed", "refusing", "n't",
      "cancelled", "canceled", "postponed", "denied", "neither", "nor", "no", "unable", "skipped",
      "missed", "avoided", "nobody", "none", "hardly", "don't", "didn't", "hasn't", "haven't",
      "wasn't", "weren't", "isn't", "won't", "failing", "declining", "nearly", "almost");
WORDS(stops, "and", "but", "who", "which", "that", "or", "where", "when", "while", "whom");
WORDS(conditions, "if", "unless", "whether", "until");
WORDS(managed, "managed", "proceeded", "continued", "on", "gathered");
WORDS(be_words, "is", "are", "was", "were", "be", "been", "being");
WORDS(to_words, "to");
WORDS(long_ago, "last", "previously", "once", "recently", "formerly");
WORDS(base_verbs, "meet", "hold", "receive", "welcome", "host", "greet", "call", "telephone",
      "phone", "exchange", "write", "send", "visit", "tour", "travel", "sign", "discuss", "confer",
      "speak", "talk", "pay", "make", "have", "sit", "see", "take", "give", "grant", "attend",
      "conduct", "dine", "consult", "arrive", "agree", "begin", "open", "fly", "go", "ring");
WORDS(gerund_leads, "after", "following", "when", "while", "on", "upon", "by", "in", "before",
      "and", "was", "were", "is", "are", "been", "since");
WORDS(gerund_bars, "to", "of", "about", "from", "without", "against", "for", "than", "as",
      "considering", "avoid", "proposed", "suggested", "discussed", "planned", "plans");
WORDS(by_words, "by", "while");
WORDS(spent, "used", "found", "gathered", "convened", "met", "sat", "stopped", "joined", "hosted");
WORDS(weak_leads, "for", "before");
WORDS(past_leads, "since", "until");
WORDS(there, "there");
WORDS(pending, "considering", "planning", "seeking", "preparing", "proposing", "expecting",
      "awaiting", "requesting", "demanding", "wanting", "suggesting", "arranging", "contemplating",
      "mulling");
WORDS(of_words, "of");
WORDS(phases, "course", "end", "start", "outset", "beginning", "conclusion", "sidelines",
      "sideline", "margins", "margin", "fringes", "opening", "close", "framework", "side", "part",
      "round", "occasion", "context", "wake", "result", "readout", "half", "day");
WORDS(carriers, "followed", "into", "entered", "attended", "left", "concluded", "ended", "finished",
      "described", "completed", "joined", "after", "held", "had", "opened", "began");
WORDS(undone, "cancelled", "canceled", "postponed", "planned", "scheduled", "prepared", "preparing",
      "arranged", "expected", "set", "due", "possible", "delayed", "rejected", "being", "ruled",
      "off", "needed", "proposed", "impossible", "likely", "unlikely", "not", "never", "suspended",
      "foreseen", "envisaged", "pending", "slated", "ahead", "under", "abandoned", "shelved");

static bool is(const struct view *view, size_t at, const char *const *words)
{
    return at >= view->first && at < view->end && engagement_is_word(view->article, at, words);
}

static const struct token *token_of(const struct view *view, size_t at)
{
    return &view->article->tokens.items[at];
}

static bool is_text(const struct view *view, size_t at, const char *word)
{
    return token_is(view->article->bytes, token_of(view, at), word);
}

static bool is_mark(const struct view *view, size_t at)
{
    return token_of(view, at)->kind == TOKEN_MARK;
}

// What the word before "to" (at token `to`) makes of the infinitive behind it. Nothing said of
// plans, it is a purpose: no proof that it came about.
static enum assertion judge_infinitive(const struct view *view, size_t to)
{
    if (to > view->first && is(view, to - 1, be_words))
        return ASSERTION_COMING;
    for (size_t i = to; i-- > view->first && to - i <= GOVERNOR_REACH;) {
        if (is(view, i, negations))
            return ASSERTION_NONE;
        if (i + 1 == to && is(view, i, managed))
            return ASSERTION_FACT;
        if (is_mark(view, i) && i + 1 < to)
            break;
    }
    return tense_at(view->article, view->first, view->end, to) == TENSE_FUTURE ? ASSERTION_COMING
                                                                               : ASSERTION_WEAK;
}

static enum assertion judge_gerund(const struct view *view, size_t verb)
{
    if (verb == view->first)
        return ASSERTION_FACT; // "Meeting with A, B said"
    if (is(view, verb - 1, gerund_leads) || is_mark(view, verb - 1))
        return ASSERTION_FACT;
    return is(view, verb - 1, gerund_bars) ? ASSERTION_NONE : ASSERTION_WEAK;
}

// "Had A met B", "Should A meet B": what did not happen, or has not.
static bool is_inverted(const struct view *view, size_t verb)
{
    WORDS(inverted, "had", "should", "were");
    if (!is(view, view->first, inverted) || token_of(view, view->first)->shape == SHAPE_LOWER)
        return false;
    for (size_t i = view->first + 1; i < verb; i++) {
        if (view->classes[i] & WORD_VERB)
            return false;
    }
    return true;
}

// "proposed that A meet B": a wish.
static bool is_wished(const struct view *view, size_t verb)
{
    WORDS(wishes, "proposed", "suggested", "demanded", "insisted", "recommended", "asked", "urged",
          "requested", "proposes", "suggests", "proposing", "suggesting", "proposal", "request");
    if (!is(view, verb, base_verbs))
        return false;
    for (size_t i = verb;
         i-- > view->first + 1 && !(view->classes[i] & WORD_VERB) | is_text(view, i, "that");) {
        if (is_text(view, i, "that"))
            return is(view, i - 1, wishes);
    }
    return false;
}

// The words before the verb in its own verb phrase.
static enum assertion judge_verb(const struct view *view, size_t verb)
{
    bool gerund = view->classes[verb] & WORD_GERUND;
    bool bare = is(view, verb, base_verbs); // "will visit A and meet B"
    bool perfect = false;
    if (verb > view->first && is(view, verb - 1, long_ago))
        return ASSERTION_NONE; // "who last met"
    if (is_inverted(view, verb) || is_wished(view, verb))
        return ASSERTION_NONE;
    for (size_t i = verb; i-- > view->first && verb - i <= (bare ? BARE_REACH : VERB_REACH);) {
        if (is(view, i, negations) || is(view, i, conditions))
            return ASSERTION_NONE;
        if (is(view, i, to_words) && (i + 1 == verb || (view->classes[i + 1] & WORD_AUXILIARY)))
            return perfect ? ASSERTION_NONE : judge_infinitive(view, i);
        if (is(view, i, coming_modals))
            return perfect && is(view, i, unreal_modals) ? ASSERTION_NONE : ASSERTION_COMING;
        perfect = perfect || is(view, i, have_words);
        bool auxiliary = (view->classes[i] & WORD_AUXILIARY);
        if (bare && (is_text(view, i, "and") || is_text(view, i, ",")))
            continue;
        if (is_mark(view, i) || is(view, i, stops) ||
            ((view->classes[i] & WORD_VERB) && !auxiliary))
            break;
    }
    return gerund ? judge_gerund(view, verb) : ASSERTION_FACT;
}

// A noun as the subject: by the first verb of its clause behind it.
static enum assertion judge_subject(const struct view *view, size_t noun)
{
    size_t clause = engagement_clause_at(view->clauses, noun);
    for (size_t i = noun + 1; i < view->end && i <= noun + SUBJECT_REACH; i++) {
        if (engagement_clause_at(view->clauses, i) != clause)
            continue;
        if (is(view, i, coming_modals))
            return ASSERTION_COMING;
        if (!(view->classes[i] & WORD_VERB))
            continue;
        for (size_t k = i; k < i + 5; k++) {
            bool under_way =
                k + 1 < view->end && is_text(view, k, "under") && is_text(view, k + 1, "way");
            if (!under_way && (is(view, k, undone) || is(view, k, to_words)))
                return ASSERTION_COMING;
        }
        return ASSERTION_FACT;
    }
    return ASSERTION_NONE;
}

// A noun that no verb of holding carries.
static enum assertion judge_noun(const struct view *view, const struct engagement_cue *cue)
{
    size_t noun = cue->noun;
    if (cue->first < noun) { // by its preposition
        if (is(view, cue->first, past_leads))
            return ASSERTION_NONE;
        if (is(view, cue->first, weak_leads)) {
            for (size_t i = cue->first; i-- > view->first && cue->first - i <= SPENT_REACH;) {
                if (is(view, i, spent)) // "found time for a talk with"
                    return ASSERTION_FACT;
                if (view->classes[i] & WORD_VERB)
                    break;
            }
            return ASSERTION_WEAK;
        }
        if (is(view, cue->first, of_words) &&
            !(cue->first > view->first && is(view, cue->first - 1, phases)))
            return ASSERTION_NONE;
        return tense_at(view->article, view->first, view->end, cue->first) == TENSE_FUTURE
                   ? ASSERTION_COMING
                   : ASSERTION_FACT;
    }
    // "Meeting with A, B said"; "A and B, meeting in Geneva"; "by meeting A"
    if ((view->classes[noun] & WORD_GERUND) &&
        (noun == view->first || is_text(view, noun - 1, ",") || is(view, noun - 1, by_words)))
        return ASSERTION_FACT;
    if (noun > view->first && token_of(view, noun - 1)->kind == TOKEN_POSSESSIVE)
        return judge_subject(view, noun); // "the Secretary of State's talks with A ended"
    for (size_t i = noun; i-- > view->first && noun - i <= VERB_REACH && !is_mark(view, i);) {
        if (is(view, i, there)) // "there were talks between A and B"
            return ASSERTION_FACT;
        if (is(view, i, pending)) // "is considering a meeting with"
            return ASSERTION_NONE;
        // "concluded the visit with a meeting with"
        if (is(view, i, carriers) || is_text(view, i, "with"))
            return ASSERTION_FACT;
        if (is(view, i, negations))
            return ASSERTION_NONE;
        if (is(view, i, stops))
            break;
        if (((view->classes[i] & WORD_VERB) && !(view->classes[i] & WORD_AUXILIARY)) ||
            is(view, i, to_words) || is(view, i, (const char *const[]){"for", "of", "about", NULL}))
            return ASSERTION_NONE;
    }
    return judge_subject(view, noun);
}

enum assertion engagement_assertion(const struct article *article, const uint8_t *classes,
                                    size_t first, size_t end, const struct clause_list *clauses,
                                    const struct engagement_cue *cue)
{
    struct view view = {article, classes, first, end, clauses};
    size_t clause = engagement_clause_at(clauses, cue->first);
    if (clauses->items[clause].opener == CLAUSE_CONDITION)
        return ASSERTION_NONE;
    enum assertion judged = cue->nominal ? judge_noun(&view, cue) : judge_verb(&view, cue->first);
    if (judged != ASSERTION_FACT)
        return judged;
    // a present in a clause: "when they meet", "will travel to A, where she meets B"
    const char *last = article->bytes + article->tokens.items[cue->first].end - 1;
    bool base = is(&view, cue->first, base_verbs);
    if (cue->nominal || clause == 0 || !(base || *last == 's'))
        return ASSERTION_FACT;
    if (base && clauses->items[clause].opener == CLAUSE_ADVERBIAL)
        return ASSERTION_COMING;
    return tense_at(article, first, end, clauses->items[clause].first) == TENSE_FUTURE
               ? ASSERTION_COMING
               : ASSERTION_FACT;
}
