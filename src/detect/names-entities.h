// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_ENTITIES_H
#define DETECT_NAMES_ENTITIES_H

#include "detect/aliases.h"
#include "detect/names-scan.h"

// From candidates to entities: which mentions are of one thing, and what it is called.

// Gives every candidate that stands its entity, adds the names inside them, and fills the tables of
// `findings`.
void entities_build(struct scan *scan, const struct persons *persons, struct findings *findings);

#endif
