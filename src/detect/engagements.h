// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_ENGAGEMENTS_H
#define DETECT_ENGAGEMENTS_H

#include "article/article.h"
#include "detect/findings.h"

// Who met whom, when and where. Needs the names (entities, mentions) and dates of `findings`;
// fills findings->engagements, whose parts findings_fini() frees. A sentence tells of an
// engagement where a verb or noun of meeting, calling, writing, visiting or signing joins persons
// named in its clause, or meant by a pronoun or a description there. Tellings with the same
// persons and compatible days are one engagement; where only their days or places disagree,
// `conflicts` says so. What is planned or lies outside the days of the reports is background.
// Linear in the length of the text, but for the engagements, of which each new telling is compared
// with the last few hundred.
void engagements_find(const struct article *article, struct findings *findings);

#endif
