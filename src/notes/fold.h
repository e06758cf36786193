// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_FOLD_H
#define NOTES_FOLD_H

#include "base/buffer.h"
#include "notes/json.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The fold: from lines in any order, with any repetitions, to one winner an id: the version with
// the greatest (`modified` as an instant, then the line's bytes). Adding a line costs constant time.

enum { FOLD_LOGS = 2 }; // the sidecar and the fallback place
#define FOLD_NONE SIZE_MAX

// A line: `length` bytes at `start` of log number `log`.
struct fold_version {
    size_t start;
    uint32_t length;
    uint8_t log;
    bool tombstone;
    int64_t modified;
    size_t before; // the version of the same id that was added before, or FOLD_NONE
};

struct fold_entry {
    char *id;
    uint64_t hash;
    size_t last;   // version added last
    size_t count;  // versions, repetitions counted
    size_t winner; // version
    bool touched;  // something was added; the owner of the fold takes it back
};

struct fold {
    const struct buffer *logs[FOLD_LOGS]; // what the versions point into; borrowed
    struct fold_version *versions;
    size_t version_count, version_capacity;
    struct fold_entry *entries;
    size_t entry_count, entry_capacity;
    size_t *table; // entry number + 1, 0: free; open addressing
    size_t table_size;
    uint64_t seed; // keeps a hostile file from choosing ids of one hash
    struct json_tape tape;
};

// `sidecar` and `fallback` must stay where they are as long as the fold; their bytes may move.
void fold_init(struct fold *fold, const struct buffer *sidecar, const struct buffer *fallback);
void fold_fini(struct fold *fold);

// Forgets all lines.
void fold_clear(struct fold *fold);

// Reads a line and adds it. Returns its entry; FOLD_NONE where it is damaged.
size_t fold_add(struct fold *fold, unsigned log, size_t start, size_t length);

// The entry of the id, FOLD_NONE where there is none.
size_t fold_find(const struct fold *fold, const char *id);

// The bytes of a version; borrowed until its log grows.
const char *fold_line(const struct fold *fold, size_t version);

// The version of the entry that was modified at this instant, the greatest of several; FOLD_NONE
// where there is none.
size_t fold_version_at(const struct fold *fold, size_t entry, int64_t modified);

// The versions of the entry, each once, from the greatest to the least. Yours; *count is at least 1.
size_t *fold_versions(struct fold *fold, size_t entry, size_t *count);

// The versions that no line of the same id replaces, each once, the winner first, then from the
// newest to the oldest. Yours; *count is at least 1. Costs n log n in the versions of the entry.
size_t *fold_heads(struct fold *fold, size_t entry, size_t *count);

#endif
