// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_CANDIDATES_H
#define DETECT_NAMES_CANDIDATES_H

#include "detect/names-scan.h"

// Reads every sentence and dateline once from left to right and adds what may be a name to the
// scan's candidates, sorted by place, none overlapping another. What the words around say of it is
// in their evidence; whether it stands is for names-verdict.h.
void candidates_collect(struct scan *scan);

#endif
