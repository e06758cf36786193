// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_LABELS_H
#define DETECT_NAMES_LABELS_H

#include "detect/names-scan.h"

// Where an entity comes from.
struct entity_sources {
    const struct gazetteer_entry *entry; // or NULL
    uint32_t fullest;                    // candidate with its fullest form
    uint32_t acronym;                    // candidate that defines its acronym, or NO_CANDIDATE
    uint32_t body;                       // of an event named by its body alone: entity + 1, else 0
};

// Gives every entity its id, name, label, short name, aliases, titles and gender from its
// candidates (sorted by place, their entities set); sources[i] belongs to entity i.
void labels_fill(struct scan *scan, const struct entity_sources *sources,
                 struct findings *findings);

// `name` as an id: NFKD to ASCII, lower case, other characters "-", none at the ends; yours.
char *labels_make_id(const char *name);

#endif
