// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_KNOWN_H
#define DETECT_NAMES_KNOWN_H

#include "detect/names-scan.h"

// Cuts names down to what the text knows where capitals do not tell how far they reach: in
// headlines that capitalise every word ("Park Seong-uk Speaks"), and behind a form of address that
// may be a name too ("Sheikh Hamad"). To be called when every candidate has its verdict.
void known_trim(struct scan *scan);

#endif
