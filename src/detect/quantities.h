// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_QUANTITIES_H
#define DETECT_QUANTITIES_H

#include "detect/wording.h"

#include <stddef.h>

// Tokens whose words have an office, a calendar name, a measure or a number, in order.
struct notable {
    size_t *tokens;
    size_t count, capacity;
};

// Finds how much is said, in words or figures, among tokens[first … end) and writes the number of
// each quantity (equal for equal ones, never 0) at its tokens in wording->quantities: "three
// hundred" and "300", "2.5 million" and "2,500,000", "a dozen" and "12", "half" and "50 per cent",
// "48 hours" and "two days", "a decade" and "ten years". A percentage within two of a plain
// fraction is that fraction. Tokens after the first that only go on with a number ("hundred",
// "million") get the mark WORDING_NUMERAL. Words are read already; `notable` lists, of these
// tokens, all that have WORD_NUMBER or WORD_QUANTITY. Time: the tokens listed.
void quantities_read(struct wording *wording, const struct notable *notable, size_t first,
                     size_t end);

#endif
