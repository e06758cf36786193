// SPDX-License-Identifier: GPL-3.0-or-later
// Looking around a token of a sentence, for the rules of cues. Every look is bounded by its reach.

#include <config.h>

#include "detect/engagements-view.h"

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

WORDS(day_words, "on", "in", "at", "here", "today", "yesterday", "earlier", "late", "early", "this",
      "last", "morning", "afternoon", "evening", "night", "the", "same", "day");

bool view_is(const struct cue_view *view, size_t at, const char *const *words)
{
    return at >= view->first && at < view->end && engagement_is_word(view->article, at, words);
}

// Whether one of `words` stands in [from, to).
bool view_any_in(const struct cue_view *view, size_t from, size_t to, const char *const *words)
{
    for (size_t i = from < view->first ? view->first : from; i < to && i < view->end; i++) {
        if (view_is(view, i, words))
            return true;
    }
    return false;
}

size_t view_back(const struct cue_view *view, size_t at, size_t count)
{
    return at - view->first < count ? view->first : at - count;
}

// The comma that ends an aside of time or place, which another begins at token `at`: "granted, on
// Tuesday in Algiers, an audience"; SIZE_MAX where it begins none.
static size_t aside_end(const struct cue_view *view, size_t at)
{
    enum { REACH = 8 };
    if (!view_is_text(view, at, ",") || !view_is(view, at + 1, day_words))
        return SIZE_MAX;
    for (size_t i = at + 1; i < view->end && i <= at + REACH; i++) {
        if (view_is_text(view, i, ","))
            return i;
        bool inside = view->article->tokens.items[i].kind != TOKEN_WORD ||
                      !view_is_lower(view, i) || view_is(view, i, day_words);
        if (!inside)
            break;
    }
    return SIZE_MAX;
}

// The comma that begins the aside which the one at token `at` ends; SIZE_MAX: none.
static size_t aside_start(const struct cue_view *view, size_t at)
{
    enum { REACH = 8 };
    for (size_t i = at; i-- > view_back(view, at, REACH);) {
        if (view_is_text(view, i, ","))
            return aside_end(view, i) == at ? i : SIZE_MAX;
    }
    return SIZE_MAX;
}

size_t view_find_back(const struct cue_view *view, size_t at, size_t reach,
                      const char *const *words)
{
    size_t left = reach;
    for (size_t i = at; left > 0 && i-- > view->first; left--) {
        if (view_is(view, i, words))
            return i;
        if (!view_is_text(view, i, ","))
            continue;
        i = aside_start(view, i);
        if (i == SIZE_MAX)
            break;
    }
    return SIZE_MAX;
}

void cue_set(struct engagement_cue *cue, enum engagement_kind kind, size_t first, size_t end)
{
    cue->kind = kind;
    cue->first = first;
    cue->end = end;
    cue->noun = end - 1;
}

size_t view_find_ahead(const struct cue_view *view, size_t from, size_t reach,
                       const char *const *words)
{
    for (size_t i = from; i < view->end && i < from + reach; i++) {
        if (view_is(view, i, words))
            return i;
        size_t aside = aside_end(view, i);
        if (aside != SIZE_MAX) {
            reach += aside - i;
            i = aside;
            continue;
        }
        if (view_is_text(view, i, ",") || (view->classes[i] & WORD_VERB))
            break;
    }
    return SIZE_MAX;
}

size_t view_link_after(const struct cue_view *view, size_t at, const char *const *words)
{
    enum { REACH = 7 };
    for (size_t i = at + 1, left = REACH; i < view->end && left > 0; i++, left--) {
        const struct token *token = &view->article->tokens.items[i];
        if (view_is(view, i, words))
            return i;
        size_t aside = aside_end(view, i);
        if (aside != SIZE_MAX) {
            i = aside;
            continue;
        }
        if (token->kind == TOKEN_WORD && view_is_lower(view, i) && !view_is(view, i, day_words))
            break;
        if (token->kind == TOKEN_MARK && !view_is_text(view, i, ".") && !view_is_text(view, i, "-"))
            break;
    }
    return SIZE_MAX;
}

size_t view_light_verb(const struct cue_view *view, size_t at, size_t reach,
                       const char *const *words)
{
    size_t verb = view_find_back(view, at, reach, words);
    for (size_t i = verb; verb != SIZE_MAX && ++i < at;) {
        if (view->classes[i] & WORD_VERB)
            return SIZE_MAX;
    }
    return verb;
}
