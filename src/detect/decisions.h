// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_DECISIONS_H
#define DETECT_DECISIONS_H

#include "article/article.h"
#include "detect/findings.h"
#include "text/span.h"

#include <stdbool.h>
#include <stddef.h>

// What a reader has decided against or beside detection, as plain values: where they come from is
// not known here. Passages are bytes of the text. All lists are in the order in which the
// decisions were made; of two about the same thing the later one holds.

// Whether a sentence of the introduction (or the title) comes from one of an original. Either
// passage means the sentence it begins in.
struct pair_decision {
    struct span intro, original;
    bool accepted; // else rejected
};

// What the mention at `span` names; where nothing was found there, that it is a mention.
struct entity_decision {
    struct span span;
    bool every;            // holds for all mentions of the entity it is one of
    bool rejected;         // no name at all
    enum entity_type type; // ENTITY_TYPE_COUNT: as found
    // The entity's name; NULL: as found. That of another entity: it is that one. A new one: of
    // every mention, the entity is renamed; of a single one, it is of an entity of its own.
    const char *name;
};

struct decisions {
    const struct pair_decision *pairs;
    size_t pair_count;
    const struct entity_decision *entities;
    size_t entity_count;
};

// Adds and takes away pairs of `findings`; the passages that are no sentences of introduction and
// original are passed over. Pairs stay sorted.
void decisions_apply_pairs(const struct decisions *decisions, const struct article *article,
                           struct findings *findings);

// Changes entities and mentions of `findings`, before anything else is made of them. Entities
// without a mention go; mentions stay sorted, ids unique.
void decisions_apply_entities(const struct decisions *decisions, const struct article *article,
                              struct findings *findings);

#endif
