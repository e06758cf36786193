// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_SCRIPT_H
#define DETECT_SCRIPT_H

#include "detect/wording.h"
#include "text/diff.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The script that leads from original sentences to an introduction sentence, made to be read.

// A token, or a whole attribution.
struct item {
    size_t first, end; // tokens
    uint32_t sentence;
    bool is_attribution;
};

struct row {
    struct item *items;
    uint64_t *keys; // equal items have equal keys
    size_t count, capacity, key_capacity;
};

// `runs` are the changes from row `there` (old) to row `here` (new).
struct script {
    const struct wording *wording; // borrowed
    struct row here, there;
    struct diff_runs runs;
};

// Makes the script of sentence `intro` against `originals`, all of them read in `wording`.
//
// Attributions that differ stand as one item each; those with the same words on both sides are
// plain tokens. The script is the one of greatest weight (words of content before function words
// before marks, neighbours before scattered ones) by dynamic programming; where that would take
// more than a million steps, a shortest one (text/diff.h). Then a run on one side only slides over
// equal items to where a clause begins, and a lone function word between two replacements joins
// them (after the semantic clean-up of Neil Fraser, "Diff Strategies", 2006).
void script_init(struct script *script, const struct wording *wording, uint32_t intro,
                 const uint32_t *originals, size_t original_count);
void script_fini(struct script *script);

bool script_is_mark(const struct script *script, const struct item *item);

// The key by which marks are compared: curly and straight quotes, and the dashes, are alike.
uint64_t script_mark_key(const struct wording *wording, size_t token);

#endif
