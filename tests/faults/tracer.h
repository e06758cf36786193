// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FAULTS_TRACER_H
#define FAULTS_TRACER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// The real program under ptrace: the test is told of every system call before it is made and after
// it has returned, and may end the program there, let the call fail without being made, or take a
// part of its bytes away. Single-threaded programs of this machine's own kind only.
//
// A stop costs some ten microseconds. What the loader does is of no interest to most tests, and a
// seccomp filter leaves it alone but for the files it opens, until the one comes that begins it.

enum tracer_verdict {
    TRACER_GO,
    TRACER_KILL,    // SIGKILL here; a call about to be made is not made
    TRACER_REPLACE, // before a call: it is not made, and returns `reply`; after it: returns `reply`
    TRACER_SHORTEN, // before a read or write of more than one byte: half of it
};

struct tracer_call {
    size_t index;    // of the program's calls, from 0
    bool returned;   // made, and `result` is what came of it
    uint64_t number; // SYS_…
    uint64_t arguments[6];
    int64_t result; // below zero: minus errno
    int64_t reply;  // for TRACER_REPLACE
};

struct tracer {
    pid_t program;
    size_t calls; // made so far, from `begin` on
    // The calls are told from the one on that opens the file of this name; NULL: from the start.
    const char *begin;
    // Asked at every stop.
    enum tracer_verdict (*judge)(struct tracer *tracer, struct tracer_call *call, void *context);
    void *context;
};

// NULL where programs can be traced here; else why not.
const char *tracer_obstacle(void);

// Forks; in the child enter(context) has to arrange descriptors, folder and environment, and the
// program of the path begins after that, traced.
void tracer_start(struct tracer *tracer, const char *const *arguments, void (*enter)(void *context),
                  void *enter_context);

// Lets the program run to its end; its wait() status.
int tracer_run(struct tracer *tracer);

// A string of the program's memory, cut to `size` bytes with the NUL; empty where it cannot be read.
void tracer_string(const struct tracer *tracer, uint64_t address, char *string, size_t size);

// Bytes of the program's memory; how many could be read.
size_t tracer_bytes(const struct tracer *tracer, uint64_t address, void *bytes, size_t size);

#endif
