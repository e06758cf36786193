// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_ATTRIBUTION_H
#define DETECT_ATTRIBUTION_H

#include "detect/wording.h"

#include <stdbool.h>
#include <stddef.h>

// Who says what a sentence reports: "Wang said that", ", said the foreign minister", ", he noted",
// "According to Rotich,", ", Thongloun said, adding that".

enum { ATTRIBUTIONS_MOST = 4 };

struct attribution {
    size_t first, count;                 // tokens of the article, commas that go with it included
    size_t subject_first, subject_count; // who; count 0: not found
    size_t verb; // the reporting verb; 0 where there is none or it is not known
    bool bare;   // subject and reporting verb only, so that nothing told goes with it
};

// Writes the attributions of a sentence in order and returns how many there are.
size_t attribution_find(const struct wording *wording, size_t sentence,
                        struct attribution found[ATTRIBUTIONS_MOST]);

// Whether `token` is in a bare one of them.
bool attribution_covers(const struct attribution *found, size_t count, size_t token);

#endif
