// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ARTICLE_DOSSIER_H
#define ARTICLE_DOSSIER_H

#include "text/span.h"
#include "text/text.h"

#include <stdbool.h>
#include <stddef.h>

// Several texts read as one: an introduction and its sources (a dossier), or equals that tell of
// the same things (tellings). They stand one after another in one text, blank lines between, in
// which bytes are counted inside the program; outside it each passage is told in its own file.

struct dossier_part {
    const struct text *text; // borrowed
    size_t start;            // its first byte in the joined text
};

struct dossier {
    struct text *text; // all of them; its path is that of the first
    struct dossier_part *parts;
    size_t count;
    bool tellings; // none of them is the introduction
};

// At least one text, all of which must outlive it. Never NULL.
struct dossier *dossier_new(const struct text *const *texts, size_t count, bool tellings);
void dossier_free(struct dossier *dossier);

// Index of the part that holds byte `offset` of the joined text; what stands between two belongs to
// the one before.
size_t dossier_part_at(const struct dossier *dossier, size_t offset);

// A passage of the joined text in part `part`, cut at its ends; and the way back.
struct span dossier_to_part(const struct dossier *dossier, size_t part, struct span span);
struct span dossier_from_part(const struct dossier *dossier, size_t part, struct span span);

#endif
