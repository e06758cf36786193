// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TESTS_ENGAGEMENTS_FIXTURE_H
#define TESTS_ENGAGEMENTS_FIXTURE_H

#include "article/article.h"
#include "detect/findings.h"
#include "text/text.h"

// A text and what was found in it. Known by name are Wang Yi, Sergey Lavrov, Saleumxay Kommasith,
// Thongloun Sisoulith, Hirut Alemayehu and Joseph Rotich, by their short names too, and a few
// countries and cities.
struct found {
    struct text *text;
    struct article *article;
    struct findings findings;
};

struct found engagements_fixture_find(const char *bytes);
void engagements_fixture_free(struct found *found);

// "kind day participants place" of every engagement, a line each; background ones begin with "(";
// yours.
char *engagements_fixture_list(const struct found *found);

// Fails unless a report under VIENTIANE, July 25, 2024, a Thursday, with this body has these lines.
void engagements_fixture_expect(const char *body, const char *expected);

#endif
