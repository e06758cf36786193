// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_LOOKUP_H
#define DETECT_NAMES_LOOKUP_H

#include "detect/gazetteer.h"

#include <stdint.h>

enum { LOOKUP_HEADS = 4 };

// What the gazetteer has at one token.
struct lookup {
    const struct gazetteer_entry *name;  // the longest, of these the one of the highest rank
    const struct gazetteer_entry *title; // the longest
    const struct gazetteer_entry *heads[LOOKUP_HEADS]; // all of head_tokens
    uint8_t name_tokens, title_tokens, head_tokens, head_count;
    struct gazetteer_word word; // as a part of personal names
};

// The same for every token of a text.
struct lookups {
    uint32_t *of;         // by token: which item; 0 where the gazetteer has nothing
    struct lookup *items; // the first is empty
};

struct scan;

// Looks up all tokens of a scan that has its flags. One search of the gazetteer a token.
void lookups_init(struct lookups *lookups, const struct scan *scan);
void lookups_fini(struct lookups *lookups);

#endif
