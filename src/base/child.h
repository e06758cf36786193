// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

// A helper program: given bytes on its standard input, it gives bytes on its standard output.
struct child {
    const char *const *arguments; // the program's path first, NULL last
    size_t output_limit;          // bytes; more ends it
    int time_limit;               // milliseconds from start to end; more ends it
    // Called once, that many milliseconds after the start, where it has not ended by then; NULL:
    // nobody is told.
    void (*still_waiting)(void *context);
    int patience;
    void *context;
};

// Runs it to its end: feeds `input`, gathers what it puts out (added to *output) and the first
// kilobytes of its standard error (added to *messages, may be NULL; never seen on the terminal).
// SIGPIPE must be ignored: a helper may end before it has read all. True with its exit status in
// *status; false with *error (ERROR_HELPER above all) where it cannot be started, ends by a signal, or
// goes over a limit, after which it is no more. `name` is the file that the error is about.
bool child_filter(const struct child *child, const char *input, size_t length, const char *name,
                  struct buffer *output, struct buffer *messages, int *status,
                  struct error *error);

#endif
