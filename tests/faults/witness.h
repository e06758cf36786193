// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FAULTS_WITNESS_H
#define FAULTS_WITNESS_H

#include "tracer.h"

#include <stdbool.h>
#include <stddef.h>

// Reads from a program's system calls whether what it says is true: a record counts as durable once
// all of it was written to a file of notes, that file's fdatasync has returned 0, and, where the
// file was made, its directory's fsync has too. Folders made on the way must have been synced into
// theirs.

enum { WITNESS_DESCRIPTORS = 64, WITNESS_FOLDERS = 16 };

struct witness {
    struct witness_file {
        enum { WITNESS_OTHER, WITNESS_NOTES, WITNESS_FOLDER } kind;
        bool entry_unsynced, written, synced; // its entry in its folder; a record; that record
        char path[256];
    } files[WITNESS_DESCRIPTORS];
    char unsynced[WITNESS_FOLDERS][256]; // folders whose entry in their parent is not yet synced
    size_t durable;                      // records
    size_t written;                      // whole, synced or not
    bool stray;                          // more was made than can be kept track of
};

// To be called at every stop, whatever is then done to the call.
void witness_see(struct witness *witness, const struct tracer *tracer,
                 const struct tracer_call *call);

// Whether the call works on files, so that it may fail as files do.
bool witness_is_file_call(const struct tracer_call *call);

#endif
