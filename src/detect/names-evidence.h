// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_EVIDENCE_H
#define DETECT_NAMES_EVIDENCE_H

#include "detect/names-scan.h"

// Adds to candidate `number` what its own words and those around it within the tokens first … limit
// say: points for a person, a place, an organisation. No single weak sign decides; names-verdict.h
// adds up all mentions of one string.
void evidence_gather(struct scan *scan, uint32_t number, size_t first, size_t limit);

#endif
