// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_ANCHOR_H
#define NOTES_ANCHOR_H

#include "base/environment.h"
#include "notes/digest.h"
#include "notes/notebook.h"
#include "notes/selector.h"
#include "text/text.h"

// Finding the passages of notes in the text as it is now. In this order:
//  0. The text is the one the note was made on: its position holds; the quote is checked.
//  1. That text is kept (a snapshot): the passage is carried over by the differences; where less
//     than 35 % of it is left it is an orphan, whatever else might look like it.
//  2. The quote stands at its position. Else every exact occurrence, ranked by prefix, suffix and
//     nearness to where the notes around it say it should be: one clear winner, or ambiguous.
//  3. The nearest passage by edit distance close to the expected place.
//  4. An orphan.
struct anchor;

// For the passages of one text, which must outlive it, as `environment` must. `digest` is that of
// the text (copied), or NULL while it is not known.
struct anchor *anchor_new(const struct text *text, const struct digest *digest,
                          const struct environment *environment);
void anchor_free(struct anchor *anchor);

// The digest, now that it is known; it is copied.
void anchor_learn_digest(struct anchor *anchor, const struct digest *digest);

// Where the selector's passage is, in bytes of the text, and how sure that is. An orphan has an
// empty span; an ambiguous one its likeliest place.
enum note_state anchor_find(struct anchor *anchor, const struct selector *selector,
                            struct span *span);

// Whether what was found last is no exact hold, and yet nothing found later can change it.
bool anchor_was_certain(const struct anchor *anchor);

// Many passages will be looked for: until anchor_settle, only those are found that stand somewhere
// word for word, and the others, which cost more, are orphans.
void anchor_survey(struct anchor *anchor);

// What was found so far counts as known surroundings from now on. After many passages were looked
// for, those that were not found exactly may be looked for again.
void anchor_settle(struct anchor *anchor);

// The occurrence number `nth` (from 1) of `quote` in the text, white space, quotes and dashes
// compared as for anchoring. False where there are fewer; *count (may be NULL) receives how many
// there are.
bool anchor_quote(const struct text *text, const char *quote, size_t nth, struct span *span,
                  size_t *count);

#endif
