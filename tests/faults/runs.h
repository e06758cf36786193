// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FAULTS_RUNS_H
#define FAULTS_RUNS_H

#include "stage.h"
#include "witness.h"

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

// Runs of the real program on a stage with one fault put into them, and what they said they had
// done. Points are numbered from the call that opens the article on; what comes before is the
// loader's, where a program is killed only in the long form.

enum run_fault_kind { FAULT_NONE, FAULT_KILL, FAULT_ERROR, FAULT_SHORT, FAULT_KIND_COUNT };

struct run;

struct run_fault {
    enum run_fault_kind kind;
    size_t point; // FAULT_KILL: any call; else a call on files
    int error;    // errno, of FAULT_ERROR
    bool lasting; // from there on always, not once; an EINTR some times only
    bool syncs_lie; // fdatasync and fsync do nothing and return 0
    // Called before every call, with the program standing still: what files hold then is what they
    // would hold had it been killed there.
    void (*look)(const struct run *run, void *context);
    void *context;
};

struct run {
    int status;           // wait()'s
    size_t points;        // there were
    size_t acknowledged;  // notes that the program called saved
    char id[64];          // of a command: the id it printed; empty: none
    bool said_something;  // on standard error
    bool hit_output;      // the fault was in what the program had to say, or was told by keys
    bool given_up;        // a note typed in the reader was not called saved
    size_t unsaved;       // its number
    bool on_screen;       // its words still are
    bool early;           // something was called saved before it was durable
    size_t durable;
};

// Writes one note by `dateline add`.
struct run run_add(const struct stage *stage, size_t note, const struct run_fault *fault);

// Writes `count` notes in the reader, each typed when the one before is called saved, and quits.
struct run run_reader(const struct stage *stage, size_t count, const struct run_fault *fault);

#endif
