// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_ENGAGEMENTS_VIEW_H
#define DETECT_ENGAGEMENTS_VIEW_H

#include "detect/engagements-tellings.h"

// Inside the rules of cues: the tokens [first, end) of one sentence, and looks around a token.
// Word lists end with NULL; SIZE_MAX is "none".
struct cue_view {
    const struct article *article;
    const uint8_t *classes; // enum word_class, by token
    size_t first, end;
};

// Whether token `at` is in the sentence and one of `words`; is exactly `word`; begins in lower
// case.
bool view_is(const struct cue_view *view, size_t at, const char *const *words);

static inline bool view_is_text(const struct cue_view *view, size_t at, const char *word)
{
    return at >= view->first && at < view->end &&
           token_is(view->article->bytes, &view->article->tokens.items[at], word);
}

static inline bool view_is_lower(const struct cue_view *view, size_t at)
{
    return view->article->tokens.items[at].shape == SHAPE_LOWER;
}

// Whether one of `words` stands in [from, to).
bool view_any_in(const struct cue_view *view, size_t from, size_t to, const char *const *words);

// The token `count` before `at`, or the first one.
size_t view_back(const struct cue_view *view, size_t at, size_t count);

// The nearest of `words` before `at` within `reach` tokens and no comma between, but for those
// around a time or place ("granted, on Tuesday in Algiers, an audience"), here and below.
size_t view_find_back(const struct cue_view *view, size_t at, size_t reach,
                      const char *const *words);

// The first of `words` in [from, from + reach) with no comma and no verb before it.
size_t view_find_ahead(const struct cue_view *view, size_t from, size_t reach,
                       const char *const *words);

// The first of `words` behind a noun with only a day or a place between: "talks on Tuesday with".
size_t view_link_after(const struct cue_view *view, size_t at, const char *const *words);

// The verb of `words` that carries a noun, if it is no auxiliary of another verb.
size_t view_light_verb(const struct cue_view *view, size_t at, size_t reach,
                       const char *const *words);

// Sets kind and tokens of a cue whose head is its last token.
void cue_set(struct engagement_cue *cue, enum engagement_kind kind, size_t first, size_t end);

// The rules for nouns: whether one with its head at token `at` tells of an engagement, and which.
bool cue_match_talks(const struct cue_view *view, size_t at, struct engagement_cue *cue);
bool cue_match_meeting(const struct cue_view *view, size_t at, struct engagement_cue *cue);
bool cue_match_private(const struct cue_view *view, size_t at, struct engagement_cue *cue);
bool cue_match_credentials(const struct cue_view *view, size_t at, struct engagement_cue *cue);
bool cue_match_reception(const struct cue_view *view, size_t at, struct engagement_cue *cue);
bool cue_match_courtesy(const struct cue_view *view, size_t at, struct engagement_cue *cue);
bool cue_match_told_noun(const struct cue_view *view, size_t at, struct engagement_cue *cue);
bool cue_match_call(const struct cue_view *view, size_t at, struct engagement_cue *cue);

#endif
