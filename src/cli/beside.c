// SPDX-License-Identifier: GPL-3.0-or-later
// Beside: a thread beside the reader, and the notes it opens.

#include <config.h>

#include "cli/beside.h"

#include "base/i18n.h"
#include "base/memory.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

static char *copy_or_null(const char *string)
{
    return string ? memory_copy_string(string) : NULL;
}

void beside_init(struct beside *beside, const struct loading_options *options)
{
    beside->path = memory_copy_string(options->path);
    beside->encoding = copy_or_null(options->text.encoding);
    beside->sidecar = copy_or_null(options->sidecar);
    beside->text_options = options->text;
    beside->text_options.encoding = beside->encoding;
    environment_copy(&beside->environment, options->environment);
    beside->text_options.helpers = beside->environment.helpers;
    beside->text_options.temporary = beside->environment.temporary;
    beside->options = (struct options){
        .environment = &beside->environment,
        .notes = beside->sidecar,
        .blind = options->blind,
        .date = options->published,
    };
    pthread_mutex_init(&beside->lock, NULL);
    pthread_cond_init(&beside->moved, NULL);
    beside->bell = eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK);
}

void beside_fini(struct beside *beside)
{
    codebook_free(beside->codebook);
    notebook_free(beside->notebook);
    buffer_fini(&beside->message);
    environment_fini(&beside->environment);
    free(beside->path);
    free(beside->encoding);
    free(beside->sidecar);
    if (beside->bell >= 0)
        close(beside->bell);
    pthread_cond_destroy(&beside->moved);
    pthread_mutex_destroy(&beside->lock);
}

// The thread gets no signals: they are for the one that has the terminal.
static bool start_thread(void *(*work)(void *context), void *context)
{
    sigset_t all, saved;
    pthread_attr_t attributes;
    sigfillset(&all);
    sigdelset(&all, SIGBUS); // of mapped files, which it reads too
    if (pthread_attr_init(&attributes) != 0)
        return false;
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_sigmask(SIG_SETMASK, &all, &saved);
    pthread_t thread;
    bool started = pthread_create(&thread, &attributes, work, context) == 0;
    pthread_sigmask(SIG_SETMASK, &saved, NULL);
    pthread_attr_destroy(&attributes);
    return started;
}

bool beside_start(struct beside *beside, void *(*work)(void *context), void *context)
{
    if (beside->started)
        return false;
    beside->started = true;
    if (!start_thread(work, context)) {
        beside->alone = true;
        work(context);
    }
    return true;
}

bool beside_is_wanted(struct beside *beside)
{
    pthread_mutex_lock(&beside->lock);
    bool wanted = !beside->abandoned;
    pthread_mutex_unlock(&beside->lock);
    return wanted;
}

bool beside_end(struct beside *beside)
{
    pthread_mutex_lock(&beside->lock);
    beside->ended = true;
    bool abandoned = beside->abandoned;
    pthread_mutex_unlock(&beside->lock);
    return abandoned;
}

bool beside_abandon(struct beside *beside)
{
    pthread_mutex_lock(&beside->lock);
    beside->abandoned = true;
    bool ended = beside->ended || !beside->started;
    pthread_cond_broadcast(&beside->moved); // not later: the thread may free it
    pthread_mutex_unlock(&beside->lock);
    return ended;
}

void beside_ring(struct beside *beside)
{
    if (beside->abandoned || beside->bell < 0)
        return;
    ssize_t written = write(beside->bell, &(uint64_t){1}, sizeof(uint64_t));
    (void)written; // the bell is rung already
}

void beside_hush(const struct beside *beside)
{
    uint64_t count;
    ssize_t got = beside->bell >= 0 ? read(beside->bell, &count, sizeof count) : 0;
    (void)got; // nothing rang
}

void beside_open_notes(struct beside *beside, const struct bundle *bundle)
{
    struct error error = {0};
    beside->notebook = bundle_open_notes(bundle, &beside->options, false, &error);
    if (!beside->notebook) {
        buffer_add_string(&beside->message, _("notes cannot be kept: "));
        error_describe(&error, &beside->message);
    } else {
        size_t first, damaged = notebook_damaged(beside->notebook, &first);
        if (damaged)
            buffer_format(&beside->message,
                          P_("%zu damaged line in the notes, left where it is",
                             "%zu damaged lines in the notes, left where they are", damaged),
                          damaged);
    }
    error = (struct error){0};
    beside->codebook = codebook_open(text_path(bundle->text), &beside->environment, &error);
    if (error.code != ERROR_NONE && beside->message.length == 0)
        error_describe(&error, &beside->message);
}
