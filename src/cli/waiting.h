// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_WAITING_H
#define CLI_WAITING_H

#include <stdbool.h>

// What is said of a file that takes long to open, before there is a screen: a line on standard error,
// if that is a terminal, which is taken back once the file is open.
struct waiting {
    const char *file;
    bool told;
};

// text_options.still_waiting, with a struct waiting.
void waiting_tell(void *context);
void waiting_end(const struct waiting *waiting);

// "reading NAME …", safe to show. Yours.
char *waiting_message(const char *file);

#endif
