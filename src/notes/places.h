// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_PLACES_H
#define NOTES_PLACES_H

#include "base/environment.h"
#include "notes/digest.h"
#include "text/text.h"

#include <stdbool.h>

// Where what belongs to an article is kept. All strings are yours.

// ARTICLE.notes.jsonl; NULL for standard input ("-"), beside which nothing can stand.
char *place_sidecar(const char *article);

// The notes under the state folder of an article (or of a sidecar named by the reader):
// notes/SHA-256 OF THE ABSOLUTE PATH/article.notes.jsonl; of standard input the text's digest
// takes the place of the path.
char *place_fallback(const struct environment *environment, const char *path,
                     const struct text *text);

// undo/SHA-256 OF THE ABSOLUTE PATH of the sidecar.
char *place_history(const struct environment *environment, const char *sidecar);

// refused/SHA-256 OF THE ABSOLUTE PATH of the sidecar: suggestions that are not made again.
char *place_refusals(const struct environment *environment, const char *sidecar);

// text/SHA-256 OF THE TEXT: a copy of the text as it was when a note was made on it.
char *place_snapshot(const struct environment *environment, const struct digest *digest);

// A reference to the article (percent-encoded after RFC 3986) relative to the folder of `sidecar`;
// just the file name for a sidecar in the fallback place (`sidecar` NULL), as it will be when it is
// adopted. Of standard input the name of its digest.
char *place_source(const struct text *text, const char *sidecar);

// Whether a line can be added to the file, as far as permissions tell.
bool place_is_writable(const char *path);

#endif
