// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ACCURACY_SAMPLE_H
#define ACCURACY_SAMPLE_H

#include "table.h"

// One text with its gold tables and what the program's commands print for it.
struct sample {
    char *name;         // of its folder
    struct buffer text; // of the article
    struct table gold_sections, gold_paragraphs, gold_sentences, gold_entities, gold_optional,
        gold_dates, gold_engagements, gold_alignment, gold_coverage;
    struct table sections, entities, dates, timeline, sources;
};

// Reads the tables in `directory` and runs the commands on its article.txt, or on `article` where
// that is not NULL. False with *error when a table cannot be read or a command fails.
bool sample_load(struct sample *sample, const char *directory, const char *article,
                 struct error *error);

void sample_fini(struct sample *sample);

// The span of sentence number `sentence`; a `start` of -1 where there is no such sentence.
struct range sample_sentence(const struct sample *sample, long sentence);

// The passage with `around` code points on both sides, it in guillemets, on one line; yours.
char *sample_quote(const struct sample *sample, struct range range, long around);

#endif
