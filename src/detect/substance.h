// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_SUBSTANCE_H
#define DETECT_SUBSTANCE_H

#include "detect/alignment.h"
#include "detect/attribution.h"
#include "detect/findings.h"
#include "detect/passage.h"
#include "detect/wording.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Phrases of substance: stretches of a sentence that its counterparts do not tell. A phrase has
// substance with a number, a name that is new, or two or more words of content beyond those that
// stand in its place on the other side. Function words, light verbs, offices, attributions, days
// told on the other side, and what is told nearby are none.

// What a text tells anywhere: made once for the queries about it.
struct substance_known {
    uint8_t *stems;    // one a stem: bits of enum known_where
    uint8_t *entities; // one an entity (index + 1)
    size_t entity_count;
};

enum known_where {
    KNOWN_ORIGINALS = 1,
    KNOWN_INTRODUCTION = 2,
    KNOWN_TITLE = 4,
};

void substance_known_init(struct substance_known *known, const struct wording *wording);
void substance_known_fini(struct substance_known *known);

struct substance_query {
    const struct wording *wording;
    struct passages *passages;
    const struct substance_known *known;
    const struct attribution *attributions; // of the sentence
    size_t attribution_count;
    uint32_t sentence;      // the one whose phrases are sought
    const uint32_t *others; // its counterparts
    size_t other_count;
    bool added;    // of the introduction: new is what no original has; else lost from an original
    bool reworded; // a paraphrase: of what is added only numbers and names count
};

// Finds them through *alignment, in which `here` is the sentence and `there` the counterparts, and
// adds them to *phrases. Spans begin with their preposition or article ("in the first such meeting
// of its kind"), not with a connective, and end with a word. Returns how many there are.
size_t substance_find(const struct substance_query *query, const struct alignment *alignment,
                      struct phrase **phrases, size_t *count, size_t *capacity);

#endif
