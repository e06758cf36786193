// SPDX-License-Identifier: GPL-3.0-or-later
// Counts: one pass over the mentions and tellings for all rows and columns of the panel.

#include <config.h>

#include "view/counts.h"

#include "base/memory.h"

#include <stdlib.h>

static struct difference_counts count_differences(const struct article *article,
                                                  const struct findings *findings)
{
    struct difference_counts counts = {0};
    for (size_t i = 0; i < findings->telling_count; i++) {
        const struct telling *telling = &findings->tellings[i];
        if (!telling->compared || article->sentences[i].kind != SENTENCE_BODY)
            continue;
        if (article->sections[article->sentences[i].section].kind == SECTION_ORIGINAL) {
            counts.body++;
            counts.out += telling->carried == CARRIED_OUT;
            counts.partly += telling->carried == CARRIED_PARTLY;
        } else {
            counts.added_sentences += telling->derivation == DERIVATION_EDITORIAL;
            counts.dropped += telling->attribution_dropped;
        }
    }
    return counts;
}

struct counts counts_make(const struct article *article, const struct findings *findings)
{
    struct counts counts = {
        .columns = memory_allocate_zeroed(findings->entity_count, sizeof *counts.columns)};
    counts.differences = count_differences(article, findings);
    struct columns columns = columns_make(article, 0, true);
    if (columns.has_bar)
        counts.bins = memory_allocate_zeroed(findings->entity_count, sizeof *counts.bins);
    size_t length = text_length(article->text) + 1;
    for (size_t i = 0; i < findings->mention_count; i++) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->nested)
            continue;
        if (columns.has_bar) {
            counts.bins[mention->entity][mention->span.start * COUNTS_BINS / length]++;
            continue;
        }
        for (int k = 1; k < columns.count; k++) {
            if (span_contains(article->sections[columns.sections[k]].span, mention->span))
                counts.columns[mention->entity][k]++;
        }
    }
    return counts;
}

void counts_fini(struct counts *counts)
{
    free(counts->columns);
    free(counts->bins);
    *counts = (struct counts){0};
}
