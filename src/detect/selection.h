// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_SELECTION_H
#define DETECT_SELECTION_H

#include "detect/candidates.h"
#include "detect/passage.h"

#include <stddef.h>

// Chooses the pairs among the candidates (steps 3 and 4 of detect/provenance.h).

struct selected_pair {
    uint32_t intro, original; // sentences
    float score;
};

struct selection {
    struct selected_pair *items; // by introduction sentence, then original
    size_t count, capacity;
};

void selection_fini(struct selection *selection);

void selection_make(struct passages *passages, const struct candidates *candidates,
                    struct selection *selection);

#endif
