// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots: a small list, since an article rarely has more than a few states with notes on them.

#include <config.h>

#include "notes/snapshots.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"
#include "notes/places.h"

#include <stdlib.h>

enum { MOST_SNAPSHOTS = 16, MOST_ASKED = 256 };

struct snapshots {
    const struct environment *environment;
    const struct text *present;
    struct snapshot *items; // those that are not kept too, so that they are looked for once
    size_t count, capacity, kept;
};

struct snapshots *snapshots_new(const struct environment *environment, const struct text *present)
{
    struct snapshots *snapshots = memory_allocate_zeroed(1, sizeof *snapshots);
    snapshots->environment = environment;
    snapshots->present = present;
    return snapshots;
}

void snapshots_free(struct snapshots *snapshots)
{
    if (!snapshots)
        return;
    for (size_t i = 0; i < snapshots->count; i++) {
        text_free(snapshots->items[i].text);
        carry_free(snapshots->items[i].carry);
    }
    free(snapshots->items);
    free(snapshots);
}

// Reads the text of the digest; NULL where there is none, or the file holds another.
static struct text *read_snapshot(const struct snapshots *snapshots, const struct digest *digest)
{
    char *path = place_snapshot(snapshots->environment, digest);
    struct buffer content = {0};
    struct text *text = NULL;
    if (file_exists(path) && file_read(path, SNAPSHOT_LIMIT, &content, NULL)) {
        struct digest its;
        digest_make(buffer_string(&content), content.length, &its);
        if (digest_equal(&its, digest))
            text = text_from_bytes(buffer_string(&content), content.length, path);
    }
    buffer_fini(&content);
    free(path);
    return text;
}

const struct snapshot *snapshots_find(struct snapshots *snapshots, const struct digest *digest)
{
    for (size_t i = 0; i < snapshots->count; i++) {
        if (digest_equal(&snapshots->items[i].digest, digest))
            return snapshots->items[i].text ? &snapshots->items[i] : NULL;
    }
    if (snapshots->kept == MOST_SNAPSHOTS || snapshots->count == MOST_ASKED ||
        text_length(snapshots->present) > SNAPSHOT_LIMIT)
        return NULL;
    if (snapshots->count == snapshots->capacity)
        snapshots->items = memory_grow(snapshots->items, &snapshots->capacity, snapshots->count + 1,
                                       sizeof *snapshots->items);
    struct snapshot *snapshot = &snapshots->items[snapshots->count++];
    *snapshot = (struct snapshot){.digest = *digest, .text = read_snapshot(snapshots, digest)};
    if (!snapshot->text)
        return NULL;
    snapshots->kept++;
    snapshot->carry = carry_new(text_bytes(snapshot->text), text_length(snapshot->text),
                                text_bytes(snapshots->present), text_length(snapshots->present));
    return snapshot;
}

void snapshot_keep(const struct environment *environment, const struct text *text,
                   const struct digest *digest)
{
    if (text_length(text) > SNAPSHOT_LIMIT)
        return;
    char *path = place_snapshot(environment, digest);
    if (!file_exists(path)) {
        char *folder = path_directory(path);
        if (file_make_directories(folder, NULL))
            file_replace(path, text_bytes(text), text_length(text), NULL);
        free(folder);
    }
    free(path);
}
