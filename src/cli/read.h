// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_READ_H
#define CLI_READ_H

#include "cli/options.h"

// Opens an article in the reader: the file named, else the one read last, else a practice copy of
// the bundled one. Returns the exit status.
int read_article(const struct options *options);

// An article that two coders have worked on.
struct settling {
    const char *article;
    const char *sidecars[2];
    const char *names[2]; // the coders, as they are shown
};

// Opens the articles one after another in the reader, at the list of what the coders differ in.
// What is settled goes to the sidecar that --notes names, else to ARTICLE.agreed.notes.jsonl.
// Returns the exit status.
int read_settlings(const struct options *options, const struct settling *items, size_t count);

#endif
