// SPDX-License-Identifier: GPL-3.0-or-later
// Tense by the nearest cue: "will", "is to", "scheduled" against "said" or a word in -ed. An
// infinitive is the future where an invitation, plan or agreement governs it, else no cue.

#include <config.h>

#include "detect/tense.h"

#include <string.h>

enum { REACH = 40 };

struct view {
    const char *bytes;
    const struct token *tokens;
    size_t first, end;
};

static bool is_one_of(const struct view *view, size_t at, const char *const *words)
{
    if (at < view->first || at >= view->end)
        return false;
    const struct token *token = &view->tokens[at];
    char head = view->bytes[token->start];
    for (; *words; words++) {
        if (**words == head && token_is(view->bytes, token, *words))
            return true;
    }
    return false;
}

static const char *const be_words[] = {"is", "are", "be", "was", "were", NULL};
static const char *const modal_words[] = {"will", "shall", "would", "may", "might", NULL};
static const char *const planned_words[] = {"scheduled", "due",     "expected", "slated", "planned",
                                            "set",       "plans",   "upcoming", "going",  "intends",
                                            "hopes",     "expects", NULL};
static const char *const governing_words[] = {
    "agree",    "agreed",   "invite",   "invited",  "invitation", "plan",     "plans", "decided",
    "vowed",    "promised", "pledged",  "proposed", "proposal",   "asked",    "urged", "hoped",
    "wants",    "intends",  "expected", "ready",    "due",        "set",      "hope",  "accepted",
    "is",       "are",      "was",      "were",     "scheduled",  "slated",   "hopes", "planned",
    "promises", "asks",     "wanted",   "going",    "agreeing",   "inviting", "be",    NULL};
static const char *const past_words[] = {
    "said",  "told",   "met",    "held", "was",  "were",  "had",    "did",     "took",
    "made",  "gave",   "went",   "came", "left", "began", "spoke",  "wrote",   "saw",
    "sent",  "paid",   "won",    "led",  "got",  "kept",  "became", "brought", "found",
    "ran",   "hosted", "sat",    "rose", "fell", "flew",  "drew",   "stood",   "lost",
    "built", "bought", "fought", "has",  "have", NULL};
static const char *const no_past_words[] = {"united",  "need",  "exceed", "proceed", "indeed",
                                            "hundred", "speed", "breed",  NULL};

static bool ends_in_ed(const struct view *view, size_t at)
{
    const struct token *token = &view->tokens[at];
    size_t length = token->end - token->start;
    return token->kind == TOKEN_WORD && token->shape == SHAPE_LOWER && length > 4 &&
           memcmp(view->bytes + token->end - 2, "ed", 2) == 0 &&
           !is_one_of(view, at, no_past_words);
}

// Whether token `at` is "to" before an infinitive.
static bool is_infinitive(const struct view *view, size_t at)
{
    static const char *const no_verbs[] = {"the",  "a",     "an",   "his",   "her",
                                           "its",  "their", "this", "that",  "date",
                                           "some", "all",   "both", "other", NULL};
    return at + 1 < view->end && token_is(view->bytes, &view->tokens[at], "to") &&
           view->tokens[at + 1].kind == TOKEN_WORD && view->tokens[at + 1].shape == SHAPE_LOWER &&
           !is_one_of(view, at + 1, no_verbs);
}

static bool is_governed(const struct view *view, size_t at)
{
    for (size_t i = at; i-- > view->first && at - i <= 6;) {
        if (is_one_of(view, i, governing_words))
            return true;
    }
    return false;
}

static bool is_had_been(const struct view *view, size_t at)
{
    return token_is(view->bytes, &view->tokens[at - 1], "been") &&
           token_is(view->bytes, &view->tokens[at - 2], "had");
}

static enum tense cue_at(const struct view *view, size_t at)
{
    if (view->tokens[at].kind != TOKEN_WORD || view->tokens[at].shape != SHAPE_LOWER)
        return TENSE_UNKNOWN;
    if (is_one_of(view, at, modal_words))
        return TENSE_FUTURE;
    if (is_one_of(view, at, planned_words)) // "had been planned for" is over
        return at > view->first + 1 && is_had_been(view, at) ? TENSE_PAST : TENSE_FUTURE;
    if (is_infinitive(view, at))
        return is_governed(view, at) ? TENSE_FUTURE : TENSE_UNKNOWN;
    if (is_one_of(view, at, be_words) && at + 1 < view->end && is_infinitive(view, at + 1))
        return TENSE_FUTURE;
    // "will be held": what follows a modal is no past
    if (is_one_of(view, at, past_words) || ends_in_ed(view, at)) {
        for (size_t i = at; i-- > view->first && at - i <= 3;) {
            if (is_one_of(view, i, modal_words))
                return TENSE_FUTURE;
            if (is_infinitive(view, i))
                return is_governed(view, i) ? TENSE_FUTURE : TENSE_UNKNOWN;
        }
        return TENSE_PAST;
    }
    return TENSE_UNKNOWN;
}

enum tense tense_at(const struct article *article, size_t first, size_t end, size_t at)
{
    struct view view = {article->bytes, article->tokens.items, first, end};
    for (size_t i = at; i-- > first && at - i <= REACH;) {
        enum tense tense = cue_at(&view, i);
        if (tense != TENSE_UNKNOWN)
            return tense;
    }
    for (size_t i = at; i < end && i - at <= REACH; i++) {
        enum tense tense = cue_at(&view, i);
        if (tense != TENSE_UNKNOWN)
            return tense;
    }
    return TENSE_UNKNOWN;
}
