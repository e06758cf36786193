// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_INNER_H
#define DETECT_NAMES_INNER_H

#include "detect/names-scan.h"

// Appends the names inside the candidates that stand, flagged as nested; those already there keep
// their numbers.
void inner_add(struct scan *scan);

#endif
