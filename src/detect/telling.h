// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_TELLING_H
#define DETECT_TELLING_H

#include "detect/findings.h"
#include "detect/passage.h"

// Fills tellings, added and lost of `findings` from its pairs: step 5 of detect/provenance.h.
void telling_judge(struct passages *passages, struct findings *findings);

#endif
