// SPDX-License-Identifier: GPL-3.0-or-later
// Detect: all of detection in its order: names, dates, events, sources.

#include <config.h>

#include "detect/detect.h"

#include "base/files.h"
#include "detect/dates.h"
#include "detect/engagements.h"
#include "detect/gazetteer.h"
#include "detect/names.h"
#include "detect/provenance.h"

#include <stdlib.h>

struct gazetteer *detect_load_gazetteer(const struct environment *environment, size_t *faults,
                                        struct error *error)
{
    char *own_folder = path_join(environment->config, "gazetteer");
    *error = (struct error){0};
    struct gazetteer *gazetteer = gazetteer_load(environment->data, own_folder, error);
    free(own_folder);
    *faults = gazetteer ? gazetteer_faults(gazetteer) : 0;
    return gazetteer;
}

void detect_run(const struct article *article, const struct detect_options *options,
                struct findings *findings)
{
    enum { DAY_SECONDS = 86400 };
    if (options->what & DETECT_NAMES) {
        names_find(article, options->gazetteer, findings);
        if (options->decisions)
            decisions_apply_entities(options->decisions, article, findings);
    }
    if (options->what & DETECT_DATES) {
        const struct text_metadata *metadata = text_metadata(article->text);
        struct dates_options dates = {
            .published = options->published,
            .page_date = metadata ? metadata->date : DAY_NONE,
            .file_date = DAY_NONE,
            .today = (day_number)(options->environment->today / DAY_SECONDS),
        };
        dates_from_file_name(text_path(article->text), &dates);
        dates_find(article, &dates, findings);
    }
    if (options->what & DETECT_ENGAGEMENTS)
        engagements_find(article, findings);
    if (options->what & DETECT_SOURCES)
        provenance_find(article, options->decisions, findings);
}
