// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_ENGAGEMENTS_SLOTS_H
#define DETECT_ENGAGEMENTS_SLOTS_H

#include "detect/engagements-tellings.h"

// What the search for subjects and that for objects share.

// Whether the preposition at token `at` belongs to an office or a delegation, so that the name
// behind it may still be its bearer's: "the Foreign Minister of Oman, X", "a group led by X".
bool slot_is_explained(const struct sentence_view *view, size_t at);

// Whether a preposition keeps atom number `index` from being a subject or object: "in the presence
// of X", "accompanied by X". Looks back over the words of a title.
bool slot_is_oblique(const struct sentence_view *view, size_t index);

// Whether the mark at token `at` ends what can be said in one breath.
bool slot_is_stop(const struct sentence_view *view, size_t at);

// Whether tokens [from, to) hold "and with", "and later": told of twice, no list.
bool slot_is_taken_up(const struct sentence_view *view, size_t from, size_t to);

// Whether two atoms are members of one list; whether "and" or "with" stands between atoms number
// `one` and `other`.
bool slot_joins_on(const struct sentence_view *view, const struct atom *one,
                   const struct atom *other);
bool slot_has_join(const struct sentence_view *view, size_t one, size_t other);

// The first verb of a clause in tokens [from, to); `to` where there is none.
size_t slot_first_verb(const struct sentence_view *view, size_t clause, size_t from, size_t to);

// The party that "who" at the start of a clause stands for: the person right before it, or, with
// `all`, everybody listed there.
struct party slot_antecedent(const struct sentence_view *view, size_t clause, bool all);

#endif
