// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_READ_H
#define CLI_READ_H

#include "cli/options.h"

// Opens an article in the reader: the file named, else the one read last, else a practice copy of
// the bundled one. Returns the exit status.
int read_article(const struct options *options);

#endif
