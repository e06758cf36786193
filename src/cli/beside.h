// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_BESIDE_H
#define CLI_BESIDE_H

#include "base/buffer.h"
#include "base/environment.h"
#include "cli/bundle.h"
#include "cli/options.h"
#include "notes/codebook.h"
#include "notes/notebook.h"
#include "text/text.h"

#include <pthread.h>
#include <stdbool.h>

// What work beside the reader has in common: a thread, copies of all that it asks for, a bell that
// calls the reader, and the notes, which the thread opens and the reader then has.

struct loading_options {
    const char *path;
    struct text_options text;
    const struct environment *environment;
    const char *sidecar; // as in notebook_options
    bool blind;
    day_number published; // or DAY_NONE
};

struct beside {
    // fixed at the start
    char *path, *encoding, *sidecar;
    struct text_options text_options;
    struct environment environment;
    struct options options; // of notes and detection; points into this
    int bell;
    bool started;
    bool alone; // no thread could be had: the work has been done on the reader's
    // under the lock
    pthread_mutex_t lock;
    pthread_cond_t moved; // something under the lock is another
    bool abandoned, ended;
    // the thread's until it tells of them
    struct notebook *notebook; // NULL: notes cannot be kept; `message` says why
    struct codebook *codebook;
    struct buffer message; // worth saying
};

void beside_init(struct beside *beside, const struct loading_options *options);
void beside_fini(struct beside *beside);

// Runs `work` on a thread of its own; where none can be had, at once, and `alone` says so: it must not
// wait then, since nobody would ever call it. True the first time.
bool beside_start(struct beside *beside, void *(*work)(void *context), void *context);

// Whether anybody waits for what is being made.
bool beside_is_wanted(struct beside *beside);

// To be called last on the thread: true where nobody frees what it worked on any more, so that it has
// to. And the same for who gives it up: true where the thread will not. Where it is false the thread,
// woken if it waits, may have freed everything before the function returns.
bool beside_end(struct beside *beside);
bool beside_abandon(struct beside *beside);

// Under the lock: calls the reader. And makes the bell silent.
void beside_ring(struct beside *beside);
void beside_hush(const struct beside *beside);

// On the thread.
void beside_open_notes(struct beside *beside, const struct bundle *bundle);

#endif
