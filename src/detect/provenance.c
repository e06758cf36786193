// SPDX-License-Identifier: GPL-3.0-or-later
// Provenance: the steps from an article to its pairs and tellings, in order.

#include <config.h>

#include "detect/provenance.h"

#include "base/memory.h"
#include "detect/candidates.h"
#include "detect/passage.h"
#include "detect/selection.h"
#include "detect/telling.h"
#include "detect/wording.h"

#include <stdlib.h>

static void store_pairs(const struct selection *selection, struct findings *findings)
{
    findings->pair_count = 0;
    for (size_t i = 0; i < selection->count; i++) {
        const struct selected_pair *pair = &selection->items[i];
        findings->pairs = memory_grow(findings->pairs, &findings->pair_capacity,
                                      findings->pair_count + 1, sizeof *findings->pairs);
        findings->pairs[findings->pair_count++] =
            (struct source_pair){pair->intro, pair->original, (double)pair->score, false};
    }
}

// A text without originals, or of originals alone: nothing is compared.
static void store_nothing(const struct article *article, struct findings *findings)
{
    findings->pair_count = findings->added_count = findings->lost_count = 0;
    free(findings->tellings);
    findings->telling_count = article->sentence_count;
    findings->tellings =
        memory_allocate_zeroed(findings->telling_count, sizeof *findings->tellings);
}

void provenance_find(const struct article *article, const struct decisions *decisions,
                     struct findings *findings)
{
    if (!article_is_retold(article)) {
        store_nothing(article, findings);
        return;
    }
    struct wording wording;
    struct passages passages;
    struct candidates candidates = {0};
    struct selection selection = {0};
    wording_init(&wording, article, findings);
    candidates_find(&wording, &candidates);
    passages_init(&passages, &wording);
    selection_make(&passages, &candidates, &selection);
    store_pairs(&selection, findings);
    if (decisions)
        decisions_apply_pairs(decisions, article, findings);
    telling_judge(&passages, findings);
    selection_fini(&selection);
    candidates_fini(&candidates);
    passages_fini(&passages);
    wording_fini(&wording);
}
