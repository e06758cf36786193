// SPDX-License-Identifier: GPL-3.0-or-later
// Study: a text, its notes' decisions, and detection brought together for reader and commands.

#include <config.h>

#include "cli/study.h"

#include "detect/detect.h"

static struct article *make_article(const struct bundle *bundle,
                                    const struct noted_decisions *decisions)
{
    if (bundle->dossier)
        return article_new_dossier(bundle->dossier, decisions->sections, decisions->section_count);
    return article_new(bundle->text, decisions->sections, decisions->section_count);
}

void study_init(struct study *study, const struct bundle *bundle, const struct notebook *notebook)
{
    *study = (struct study){.bundle = bundle};
    decisions_read(notebook, &study->decisions);
    study->article = make_article(bundle, &study->decisions);
}

void study_fini(struct study *study)
{
    findings_fini(&study->findings);
    article_free(study->article);
    decisions_fini(&study->decisions);
    *study = (struct study){0};
}

void study_find(struct study *study, const struct gazetteer *gazetteer,
                const struct options *options, unsigned what)
{
    struct detect_options detect_options = {
        .gazetteer = gazetteer,
        .environment = options->environment,
        .published = options->date,
        .what = what,
        .decisions = &study->decisions.made,
    };
    detect_run(study->article, &detect_options, &study->findings);
}

void study_detect(struct study *study, const struct notebook *notebook,
                  const struct gazetteer *gazetteer, const struct options *options, unsigned what)
{
    struct noted_decisions decisions;
    decisions_read(notebook, &decisions);
    if (!decisions_same_sections(&decisions, &study->decisions)) {
        article_free(study->article);
        study->article = make_article(study->bundle, &decisions);
    }
    decisions_fini(&study->decisions);
    study->decisions = decisions;
    findings_fini(&study->findings);
    study_find(study, gazetteer, options, what);
}
