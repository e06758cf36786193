// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_VERDICT_H
#define DETECT_NAMES_VERDICT_H

#include "detect/names-scan.h"

// One string, one verdict: adds up the evidence of all mentions of a string, and of their
// neighbours in lists, and gives each candidate without a type the one that follows, or drops it.
// What strong evidence says of a string anywhere holds for its weak mentions everywhere.
void verdict_decide(struct scan *scan);

#endif
