// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_BUNDLE_H
#define CLI_BUNDLE_H

#include "article/dossier.h"
#include "base/error.h"
#include "cli/options.h"
#include "notes/notebook.h"
#include "text/text.h"

#include <stdbool.h>
#include <stddef.h>

// What is read at once: one file, or, by --dossier and --tellings, all files of the command line.
struct bundle {
    const struct text *text; // the file's, or all of the dossier joined
    struct dossier *dossier; // NULL: one file
    struct text **texts;
    size_t count;
};

// Whether the options ask for several files as one.
bool bundle_is_wanted(const struct options *options);

// Takes over the text of one file.
void bundle_take(struct bundle *bundle, struct text *text);

// Opens all files of the options as one; false with *error (its path the file) where one of them
// cannot be read.
bool bundle_open(struct bundle *bundle, const struct options *options, struct error *error);
void bundle_fini(struct bundle *bundle);

// The notes on it; `patient` as a command is. NULL with *error.
struct notebook *bundle_open_notes(const struct bundle *bundle, const struct options *options,
                                   bool patient, struct error *error);

#endif
