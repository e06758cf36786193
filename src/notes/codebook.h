// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_CODEBOOK_H
#define NOTES_CODEBOOK_H

#include "base/environment.h"
#include "base/error.h"
#include "notes/notebook.h"

#include <stdbool.h>
#include <stddef.h>

// The codebook: the tags a reader codes with, each under a letter. A file of four columns
// (`letter tag colour description`, TSV with a header), looked for as ARTICLE.codebook.tsv, then
// codebook.tsv in the article's folder, then the configured one.
struct codebook_entry {
    unsigned letter; // code point; 0: none
    char *tag;       // "framing/evaluation"
    enum note_colour colour;
    char *description; // may be empty, never NULL
};

struct codebook;

// Never NULL: an absent codebook is an empty one. A line that does not fit is left out and
// reported in *error (code ERROR_NONE: all fit).
struct codebook *codebook_open(const char *article_path, const struct environment *environment,
                               struct error *error);
void codebook_free(struct codebook *codebook);

const struct codebook_entry *codebook_entries(const struct codebook *codebook, size_t *count);
const struct codebook_entry *codebook_by_letter(const struct codebook *codebook, unsigned letter);
const struct codebook_entry *codebook_by_tag(const struct codebook *codebook, const char *tag);

// Appends to the file in use, or starts ARTICLE.codebook.tsv (where that place cannot be written,
// under the state folder). False with *error: control characters or an empty tag, the letter or the
// tag taken, or it could not be written.
bool codebook_add(struct codebook *codebook, unsigned letter, const char *tag,
                  enum note_colour colour, struct error *error);

// The file in use; NULL while there is none.
const char *codebook_path(const struct codebook *codebook);

#endif
