// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_DECISIONS_H
#define VIEW_DECISIONS_H

#include "article/article.h"
#include "detect/decisions.h"
#include "notes/notebook.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The way from the notes to detection: what the notes of kind entity, section and pairing decide,
// as plain values. Orphans and notes of uncertain place decide nothing. Everybody's decisions
// count, in the order in which the notes were last changed.

struct noted_decisions {
    struct decisions made; // what detection takes
    const struct section_decision *sections; // what the article takes
    size_t section_count;
    // What the above point to.
    struct pair_decision *pairs;
    struct entity_decision *entities;
    struct section_decision *boundaries;
    char **names;
    size_t name_count;
};

// Reads them (NULL: there are no notes). Copies everything.
void decisions_read(const struct notebook *notebook, struct noted_decisions *decisions);
void decisions_fini(struct noted_decisions *decisions);

// The same number as long as the notes decide the same. A walk over the notes.
uint64_t decisions_digest(const struct notebook *notebook);

bool decisions_same_sections(const struct noted_decisions *one,
                             const struct noted_decisions *other);

// The word for a kind of section in notes and commands: "introduction" …; and the kind of a word,
// false where there is none.
// SECTION_CONTINUES stands for no section of its own.
#define SECTION_CONTINUES "continues"
const char *section_kind_name(enum section_kind kind);
bool section_kind_from_name(const char *name, enum section_kind *kind);

#endif
