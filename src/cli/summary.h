// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "cli/commands.h"

#include <stddef.h>

// The entities of several parts of a text, those with the same id as one.
struct summary {
    struct summary_entity *items;
    size_t count, capacity;
    size_t *slots; // hash table of indices + 1, open addressing
    size_t slot_count;
};

// Adds what the job's findings have.
void summary_add(struct summary *summary, const struct job *job);

// A row an entity, in the order of first mention.
void summary_print(const struct summary *summary, const struct job *job);
void summary_fini(struct summary *summary);

#endif
