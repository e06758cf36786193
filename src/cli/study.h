// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_STUDY_H
#define CLI_STUDY_H

#include "article/article.h"
#include "cli/bundle.h"
#include "cli/options.h"
#include "detect/findings.h"
#include "detect/gazetteer.h"
#include "notes/notebook.h"
#include "view/decisions.h"

// What is known of a text: its parts and what is found in it, with what the reader decided in the
// notes laid over both.
struct study {
    const struct bundle *bundle; // borrowed
    struct article *article;
    struct findings findings;
    struct noted_decisions decisions; // that article and findings follow
};

// Makes the article as the notes (NULL: none) decide its sections; nothing is found yet.
void study_init(struct study *study, const struct bundle *bundle,
                const struct notebook *notebook);
void study_fini(struct study *study);

// Finds what `what` (bits of detect/detect.h) asks for, with the decisions read last, beside what is
// found already. The parts build on each other: names, dates, engagements, sources.
void study_find(struct study *study, const struct gazetteer *gazetteer,
                const struct options *options, unsigned what);

// Finds anew what `what` (bits of detect/detect.h) asks for, with what the notes decide by now. The
// article is another one where they decide other sections than before.
void study_detect(struct study *study, const struct notebook *notebook,
                  const struct gazetteer *gazetteer, const struct options *options, unsigned what);

#endif
