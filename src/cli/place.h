// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_PLACE_H
#define CLI_PLACE_H

#include "cli/options.h"
#include "text/text.h"

// What a FILE means to a command that works on sidecars: the article, whose sidecar is found as the
// reader finds it, or, where its name ends in .notes.jsonl, the sidecar itself.
struct place {
    char *article;               // NULL: a sidecar was named, and its article is not found
    char *sidecar;               // NULL: of standard input, beside which nothing stands
    char *fallback;              // notes kept elsewhere; NULL: a sidecar was named
    bool named;                  // the sidecar is FILE or was given by --notes
    struct text *standard_input; // NULL: the article is a file
};

// False after a message where FILE is standard input and cannot be read.
bool place_init(struct place *place, const char *file, const struct options *options);
void place_fini(struct place *place);

// Its files that exist, the sidecar first; returns how many (at most 2).
size_t place_files(const struct place *place, const char *files[2]);

// Whether there is anything of that name at all; a message where there is not.
bool place_exists(const struct place *place, const char *file);

// The article; the text of standard input is handed over. NULL after a message, or silently where
// there is no article.
struct text *place_open_text(struct place *place, const struct options *options);

// The files of the options from number `first` on, or standard input where there are none and it is
// no terminal. False after a message that a file is wanted.
struct place_list {
    const char *const *files;
    size_t count;
};
bool place_arguments(const struct options *options, const char *command, size_t first,
                     struct place_list *list);

#endif
