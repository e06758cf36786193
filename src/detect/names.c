// SPDX-License-Identifier: GPL-3.0-or-later
// Names: the order of the steps. Each is a module of its own: what is known of the tokens (scan),
// what may be a name (candidates), what each string is (verdict), how far names reach in headlines
// (known), who is who (aliases), which mentions are of one thing (entities).

#include <config.h>

#include "detect/names.h"

#include "detect/aliases.h"
#include "detect/names-candidates.h"
#include "detect/names-entities.h"
#include "detect/names-known.h"
#include "detect/names-scan.h"
#include "detect/names-verdict.h"

void names_find(const struct article *article, const struct gazetteer *gazetteer,
                struct findings *findings)
{
    struct scan scan;
    struct persons persons = {0};
    scan_init(&scan, article, gazetteer);
    candidates_collect(&scan);
    verdict_decide(&scan);
    known_trim(&scan);
    aliases_resolve(&scan, &persons);
    entities_build(&scan, &persons, findings);
    persons_fini(&persons);
    scan_fini(&scan);
}
