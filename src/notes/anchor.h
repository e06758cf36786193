// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_ANCHOR_H
#define NOTES_ANCHOR_H

#include "notes/digest.h"
#include "notes/notebook.h"
#include "notes/selector.h"
#include "text/text.h"

// Finding the passages of notes in the text as it is now.

struct anchor;

// For the passages of one text, which must outlive it. `digest` is that of the text (copied), or
// NULL while it is not known.
struct anchor *anchor_new(const struct text *text, const struct digest *digest);
void anchor_free(struct anchor *anchor);

// Where the selector's passage is, in bytes of the text, and how sure that is. An orphan has an
// empty span.
enum note_state anchor_find(struct anchor *anchor, const struct selector *selector,
                            struct span *span);

#endif
