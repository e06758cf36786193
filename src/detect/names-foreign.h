// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_FOREIGN_H
#define DETECT_NAMES_FOREIGN_H

#include "detect/names-scan.h"

// The end of a body's name in a Romance language that begins at `first`, its words mostly in lower
// case ("Conseil national pour la sauvegarde de la patrie"); 0 where none does. It begins with a
// noun that heads names of bodies and has at least one preposition of those languages.
size_t foreign_end(struct scan *scan, size_t first, size_t limit);

#endif
