// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_ENTITIES_H
#define DETECT_NAMES_ENTITIES_H

#include "detect/aliases.h"
#include "detect/names-scan.h"

// From candidates to entities: which mentions are of one thing, and what it is called.

// Adds the names inside the names that stand as nested candidates, and sorts.
void entities_add_nested(struct scan *scan);

// Gives every candidate that stands its entity and fills the tables of `findings`.
void entities_build(struct scan *scan, const struct persons *persons, struct findings *findings);

#endif
