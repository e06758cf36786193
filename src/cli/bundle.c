// SPDX-License-Identifier: GPL-3.0-or-later
// Bundle: one file, or several as one text with its notes.

#include <config.h>

#include "cli/bundle.h"

#include "base/memory.h"

#include <stdlib.h>

bool bundle_is_wanted(const struct options *options)
{
    return options->dossier || options->tellings;
}

void bundle_take(struct bundle *bundle, struct text *text)
{
    *bundle = (struct bundle){.text = text, .texts = memory_allocate(sizeof *bundle->texts)};
    bundle->texts[bundle->count++] = text;
}

bool bundle_open(struct bundle *bundle, const struct options *options, struct error *error)
{
    struct text_options text_options = options_for_text(options);
    *bundle = (struct bundle){
        .texts = memory_allocate_zeroed(options->file_count + 1, sizeof *bundle->texts)};
    for (size_t i = 0; i < options->file_count; i++) {
        bundle->texts[i] = text_open(options->files[i], &text_options, error);
        if (!bundle->texts[i]) {
            bundle_fini(bundle);
            return false;
        }
        bundle->count++;
    }
    bundle->dossier = dossier_new((const struct text *const *)bundle->texts, bundle->count,
                                  options->tellings);
    bundle->text = bundle->dossier->text;
    return true;
}

void bundle_fini(struct bundle *bundle)
{
    dossier_free(bundle->dossier);
    for (size_t i = 0; i < bundle->count; i++)
        text_free(bundle->texts[i]);
    free(bundle->texts);
    *bundle = (struct bundle){0};
}

struct notebook *bundle_open_notes(const struct bundle *bundle, const struct options *options,
                                   bool patient, struct error *error)
{
    struct notebook_options notebook_options = {
        .text = bundle->text,
        .environment = options->environment,
        .sidecar = options->notes,
        .blind = options->blind,
        .patient = patient,
    };
    return bundle->dossier ? notebook_open_dossier(&notebook_options, bundle->dossier, error)
                           : notebook_open(&notebook_options, error);
}
