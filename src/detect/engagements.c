// SPDX-License-Identifier: GPL-3.0-or-later
// Engagements: tellings (engagements-cues, -people, -tellings) joined into events
// (engagements-merge).

#include <config.h>

#include "detect/engagements.h"

#include "detect/engagements-tellings.h"

#include <stdlib.h>

void engagements_find(const struct article *article, struct findings *findings)
{
    uint8_t *classes = engagement_classes(article);
    uint32_t *country_of = engagement_countries(article, classes, findings);
    struct told_list list = {0};
    engagement_tellings_find(article, classes, findings, country_of, &list);
    engagement_tellings_merge(article, findings, country_of, &list);
    free(list.items);
    free(country_of);
    free(classes);
}
