// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ACCURACY_PROGRAM_H
#define ACCURACY_PROGRAM_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>

// Runs "$DATELINE COMMAND OPTION FILE" (`option` may be NULL) under a fixed clock, with no
// configuration of the user's, and reads all it prints; *status is its exit status, 128 and the
// signal's number where one ended it. False with *error where it could not be run or read.
bool program_run(const char *command, const char *option, const char *file, struct buffer *output,
                 int *status, struct error *error);

#endif
