// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_STREAM_H
#define CLI_STREAM_H

#include "cli/commands.h"
#include "detect/gazetteer.h"

#include <stdbool.h>

// Commands on a long text (text.h): a part of some megabytes after the other, so that memory does not
// grow with the text. Names are joined to each other within a part; equal ids mean the same.

bool stream_is_needed(const struct bundle *bundle);

// The next part of the text from *at on, which it moves; false at its end.
bool stream_next_part(const struct text *text, size_t *at, struct span *part);

// Runs the command on the bundle; an exit status.
int stream_run(const struct cli_command *command, const struct gazetteer *gazetteer,
               struct job *job);

#endif
