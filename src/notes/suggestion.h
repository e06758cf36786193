// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_SUGGESTION_H
#define NOTES_SUGGESTION_H

#include "notes/notebook.h"
#include "notes/selector.h"

#include <stdbool.h>

// Where an orphan's passage might be after all: the likeliest place, too unsure to be believed
// without being looked at.

struct suggestion {
    struct span span; // bytes of the text, of whole words
    double likeness;  // from 0 to 1: 1 - edit distance / length of the longer
};

// The passage of the text most like the selector's quote, and of equally like ones the one nearest
// to its old place; at least half alike. False where there is none. Texts over a megabyte are
// searched only around the old place. Time: length of the text times that of the quote / 64.
bool suggestion_find(const struct text *text, const struct selector *selector,
                     struct suggestion *suggestion);

// The suggestion for an orphan, unless it was refused. It is looked for once for each version of
// the note. notebook_change with the suggestion's span accepts it.
bool notebook_suggestion(struct notebook *notebook, const char *id, struct suggestion *suggestion);

// This suggestion is never made again, in later sessions neither: that is kept in the state folder,
// and is no act on the note. Nothing is said where it cannot be written down.
void notebook_refuse_suggestion(struct notebook *notebook, const char *id);

#endif
