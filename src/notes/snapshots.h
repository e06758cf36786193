// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_SNAPSHOTS_H
#define NOTES_SNAPSHOTS_H

#include "base/environment.h"
#include "notes/carry.h"
#include "notes/digest.h"
#include "text/text.h"

// The earlier states of a text that are kept under the state folder, read and compared with the
// present one when first asked for.
struct snapshots;

struct snapshot {
    struct digest digest;
    struct text *text;   // NULL: not kept
    struct carry *carry; // from it to the present text
};

// Snapshots are kept of texts up to this many bytes.
enum { SNAPSHOT_LIMIT = 16 << 20 };

struct snapshots *snapshots_new(const struct environment *environment, const struct text *present);
void snapshots_free(struct snapshots *snapshots);

// NULL where the text of this digest is not kept, or too many have been asked for.
const struct snapshot *snapshots_find(struct snapshots *snapshots, const struct digest *digest);

// Keeps the present text under its digest, if it is not kept yet and not too long. That it cannot
// be kept is no error.
void snapshot_keep(const struct environment *environment, const struct text *text,
                   const struct digest *digest);

#endif
