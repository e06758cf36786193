// SPDX-License-Identifier: GPL-3.0-or-later
// Fold: versions chained by id behind a hash table; the winner is kept as lines come.

#include <config.h>

#include "notes/fold.h"

#include "base/memory.h"
#include "notes/annotation.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

void fold_init(struct fold *fold, const struct buffer *sidecar, const struct buffer *fallback)
{
    *fold = (struct fold){.logs = {sidecar, fallback}};
    if (getrandom(&fold->seed, sizeof fold->seed, GRND_NONBLOCK) < 0)
        fold->seed = (uint64_t)(uintptr_t)fold;
}

void fold_clear(struct fold *fold)
{
    for (size_t i = 0; i < fold->entry_count; i++)
        free(fold->entries[i].id);
    free(fold->table);
    fold->table = NULL;
    fold->table_size = 0;
    fold->entry_count = fold->version_count = 0;
}

void fold_fini(struct fold *fold)
{
    fold_clear(fold);
    free(fold->entries);
    free(fold->versions);
    json_tape_fini(&fold->tape);
    *fold = (struct fold){0};
}

// --- the table of ids ----------------------------------------------------------------------

// FNV-1a (Fowler, Noll, Vo) from a random start, with a last mixing.
static uint64_t hash_id(const struct fold *fold, const char *id, size_t length)
{
    uint64_t hash = fold->seed;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)id[i]) * UINT64_C(0x100000001B3);
    hash ^= hash >> 32;
    return hash * UINT64_C(0x9E3779B97F4A7C15);
}

// The place of the id in the table, or the free one where it would be.
static size_t table_slot(const struct fold *fold, const char *id, size_t length, uint64_t hash)
{
    size_t mask = fold->table_size - 1;
    size_t slot = (size_t)(hash >> 20) & mask;
    for (; fold->table[slot]; slot = (slot + 1) & mask) {
        const struct fold_entry *entry = &fold->entries[fold->table[slot] - 1];
        if (entry->hash == hash && strncmp(entry->id, id, length) == 0 && !entry->id[length])
            break;
    }
    return slot;
}

static void table_grow(struct fold *fold)
{
    if (fold->table && fold->entry_count * 2 < fold->table_size)
        return;
    fold->table_size = fold->table_size ? fold->table_size * 2 : 64;
    free(fold->table);
    fold->table = memory_allocate_zeroed(fold->table_size, sizeof *fold->table);
    for (size_t i = 0; i < fold->entry_count; i++) {
        const struct fold_entry *entry = &fold->entries[i];
        size_t slot = table_slot(fold, entry->id, strlen(entry->id), entry->hash);
        fold->table[slot] = i + 1;
    }
}

static size_t entry_for(struct fold *fold, const char *id, size_t length)
{
    table_grow(fold);
    uint64_t hash = hash_id(fold, id, length);
    size_t slot = table_slot(fold, id, length, hash);
    if (fold->table[slot])
        return fold->table[slot] - 1;
    if (fold->entry_count == fold->entry_capacity)
        fold->entries = memory_grow(fold->entries, &fold->entry_capacity, fold->entry_count + 1,
                                    sizeof *fold->entries);
    fold->entries[fold->entry_count] = (struct fold_entry){
        .id = memory_copy_bytes(id, length),
        .hash = hash,
        .last = FOLD_NONE,
        .winner = FOLD_NONE,
    };
    fold->table[slot] = ++fold->entry_count;
    return fold->entry_count - 1;
}

size_t fold_find(const struct fold *fold, const char *id)
{
    if (!fold->table)
        return FOLD_NONE;
    size_t length = strlen(id);
    size_t slot = table_slot(fold, id, length, hash_id(fold, id, length));
    return fold->table[slot] ? fold->table[slot] - 1 : FOLD_NONE;
}

// --- versions ------------------------------------------------------------------------------

const char *fold_line(const struct fold *fold, size_t version)
{
    const struct fold_version *it = &fold->versions[version];
    return buffer_string(fold->logs[it->log]) + it->start;
}

static int compare_versions(const struct fold *fold, size_t one, size_t other)
{
    const struct fold_version *first = &fold->versions[one], *second = &fold->versions[other];
    if (first->modified != second->modified)
        return first->modified < second->modified ? -1 : 1;
    size_t common = first->length < second->length ? first->length : second->length;
    int order = memcmp(fold_line(fold, one), fold_line(fold, other), common);
    if (order == 0 && first->length != second->length)
        order = first->length < second->length ? -1 : 1;
    return order;
}

size_t fold_add(struct fold *fold, unsigned log, size_t start, size_t length)
{
    const char *line = buffer_string(fold->logs[log]) + start;
    struct annotation_facts facts;
    if (!json_tape_read(&fold->tape, line, length) || !annotation_identify(&fold->tape, &facts))
        return FOLD_NONE;
    const struct json_node *id = &fold->tape.nodes[facts.id];
    char *unescaped = id->escaped ? json_string_copy(&fold->tape, facts.id) : NULL;
    size_t entry = unescaped ? entry_for(fold, unescaped, strlen(unescaped))
                             : entry_for(fold, line + id->start, id->end - id->start);
    free(unescaped);

    if (fold->version_count == fold->version_capacity)
        fold->versions = memory_grow(fold->versions, &fold->version_capacity,
                                     fold->version_count + 1, sizeof *fold->versions);
    size_t version = fold->version_count++;
    struct fold_entry *its = &fold->entries[entry];
    fold->versions[version] = (struct fold_version){
        .start = start,
        .length = (uint32_t)length,
        .log = (uint8_t)log,
        .tombstone = facts.tombstone,
        .modified = facts.modified,
        .before = its->last,
    };
    its->last = version;
    its->count++;
    its->touched = true;
    if (its->winner == FOLD_NONE || compare_versions(fold, its->winner, version) < 0)
        its->winner = version;
    return entry;
}

size_t fold_version_at(const struct fold *fold, size_t entry, int64_t modified)
{
    size_t found = FOLD_NONE;
    for (size_t at = fold->entries[entry].last; at != FOLD_NONE; at = fold->versions[at].before) {
        if (fold->versions[at].modified == modified &&
            (found == FOLD_NONE || compare_versions(fold, found, at) < 0))
            found = at;
    }
    return found;
}

// --- heads ---------------------------------------------------------------------------------

static int by_order_descending(const void *one, const void *other, void *fold)
{
    return compare_versions(fold, *(const size_t *)other, *(const size_t *)one);
}

static int by_instant(const void *one, const void *other)
{
    int64_t first = *(const int64_t *)one, second = *(const int64_t *)other;
    return first < second ? -1 : first > second;
}

static bool is_replaced(const struct instant_list *replaced, int64_t modified)
{
    return replaced->count && bsearch(&modified, replaced->items, replaced->count,
                                      sizeof *replaced->items, by_instant);
}

size_t *fold_versions(struct fold *fold, size_t entry, size_t *count)
{
    const struct fold_entry *its = &fold->entries[entry];
    size_t *versions = memory_allocate(its->count * sizeof *versions), filled = 0;
    for (size_t at = its->last; at != FOLD_NONE; at = fold->versions[at].before)
        versions[filled++] = at;
    qsort_r(versions, filled, sizeof *versions, by_order_descending, fold);
    size_t kept = 0;
    for (size_t i = 0; i < filled; i++) {
        if (!kept || compare_versions(fold, versions[kept - 1], versions[i]) != 0)
            versions[kept++] = versions[i];
    }
    *count = kept;
    return versions;
}

size_t *fold_heads(struct fold *fold, size_t entry, size_t *count)
{
    const struct fold_entry *its = &fold->entries[entry];
    size_t version_count;
    size_t *versions = fold_versions(fold, entry, &version_count);
    if (version_count == 1) {
        *count = 1;
        return versions;
    }
    struct instant_list replaced = {0};
    for (size_t i = 0; i < version_count; i++) {
        if (json_tape_read(&fold->tape, fold_line(fold, versions[i]),
                           fold->versions[versions[i]].length))
            annotation_replaced(&fold->tape, its->id, &replaced);
    }
    if (replaced.count)
        qsort(replaced.items, replaced.count, sizeof *replaced.items, by_instant);
    size_t kept = 1; // the winner counts as a head even where a line claims to replace it
    for (size_t i = 1; i < version_count; i++) {
        if (!is_replaced(&replaced, fold->versions[versions[i]].modified))
            versions[kept++] = versions[i];
    }
    free(replaced.items);
    *count = kept;
    return versions;
}
