// SPDX-License-Identifier: GPL-3.0-or-later
// Loading: the work on a file beside its reader.
//
// The thread owns everything it works on, its environment and gazetteer too, until it publishes a
// stage under the lock; from then on the published things are only read. A loading that is freed
// while the thread works is abandoned: the thread looks between its steps, stops, and frees.
// Where no thread can be had the work is done when it is asked for.

#include <config.h>

#include "cli/loading.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "cli/options.h"
#include "cli/study.h"
#include "detect/detect.h"
#include "detect/gazetteer.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct loading {
    // fixed at the start
    char *path, *encoding, *sidecar;
    struct text_options text_options;
    struct environment environment;
    struct options options; // of notes and detection; points into this
    int bell;
    bool started;
    // under the lock
    pthread_mutex_t lock;
    pthread_cond_t moved;
    enum loading_stage stage;
    bool abandoned, ended;
    // the thread's until the stage that has it is reached
    struct bundle bundle;
    struct study study;
    struct notebook *notebook;
    struct codebook *codebook;
    struct buffer message;
    struct error error;
    struct gazetteer *gazetteer;
    struct findings nothing;
    struct buffer last_message;
};

static char *copy_or_null(const char *string)
{
    return string ? memory_copy_string(string) : NULL;
}

static void destroy(struct loading *loading)
{
    codebook_free(loading->codebook);
    notebook_free(loading->notebook);
    study_fini(&loading->study);
    gazetteer_free(loading->gazetteer);
    bundle_fini(&loading->bundle);
    buffer_fini(&loading->message);
    buffer_fini(&loading->last_message);
    environment_fini(&loading->environment);
    free(loading->path);
    free(loading->encoding);
    free(loading->sidecar);
    if (loading->bell >= 0)
        close(loading->bell);
    pthread_mutex_destroy(&loading->lock);
    pthread_cond_destroy(&loading->moved);
    free(loading);
}

// Makes the stage known; false where nobody wants more.
static bool publish(struct loading *loading, enum loading_stage stage)
{
    pthread_mutex_lock(&loading->lock);
    loading->stage = stage;
    bool wanted = !loading->abandoned;
    if (wanted && loading->bell >= 0) {
        ssize_t written = write(loading->bell, &(uint64_t){1}, sizeof(uint64_t));
        (void)written; // the bell is rung already
    }
    pthread_cond_broadcast(&loading->moved);
    pthread_mutex_unlock(&loading->lock);
    return wanted;
}

static bool is_wanted(struct loading *loading)
{
    pthread_mutex_lock(&loading->lock);
    bool wanted = !loading->abandoned;
    pthread_mutex_unlock(&loading->lock);
    return wanted;
}

static void open_notes(struct loading *loading)
{
    struct error error = {0};
    loading->notebook = bundle_open_notes(&loading->bundle, &loading->options, false, &error);
    if (!loading->notebook) {
        buffer_add_string(&loading->message, _("notes cannot be kept: "));
        error_describe(&error, &loading->message);
    } else {
        size_t first, damaged = notebook_damaged(loading->notebook, &first);
        if (damaged)
            buffer_format(&loading->message,
                          P_("%zu damaged line in the notes, left where it is",
                             "%zu damaged lines in the notes, left where they are", damaged),
                          damaged);
    }
    error = (struct error){0};
    loading->codebook = codebook_open(text_path(loading->bundle.text), &loading->environment, &error);
    if (error.code != ERROR_NONE && loading->message.length == 0)
        error_describe(&error, &loading->message);
}

static bool make_article(struct loading *loading)
{
    if (!loading->bundle.count) {
        struct text *text = text_open(loading->path, &loading->text_options, &loading->error);
        if (!text) {
            publish(loading, LOADING_FAILED);
            return false;
        }
        bundle_take(&loading->bundle, text);
    }
    if (!is_wanted(loading))
        return false;
    open_notes(loading);
    if (!is_wanted(loading))
        return false;
    study_init(&loading->study, &loading->bundle, loading->notebook);
    return publish(loading, LOADING_ARTICLE);
}

static void find_all(struct loading *loading)
{
    static const unsigned parts[] = {DETECT_NAMES, DETECT_DATES, DETECT_ENGAGEMENTS,
                                     DETECT_SOURCES};
    struct error error = {0};
    size_t faults;
    loading->gazetteer = detect_load_gazetteer(&loading->environment, &faults, &error);
    if (!loading->gazetteer || faults)
        error_describe(&error, &loading->last_message);
    for (size_t i = 0; loading->gazetteer && i < sizeof parts / sizeof *parts; i++) {
        if (!is_wanted(loading))
            return;
        study_find(&loading->study, loading->gazetteer, &loading->options, parts[i]);
    }
    publish(loading, LOADING_WHOLE);
}

static void *work(void *context)
{
    struct loading *loading = context;
    if (make_article(loading))
        find_all(loading);
    pthread_mutex_lock(&loading->lock);
    loading->ended = true;
    bool abandoned = loading->abandoned;
    pthread_mutex_unlock(&loading->lock);
    if (abandoned)
        destroy(loading);
    return NULL;
}

// The thread gets no signals: they are for the one that has the terminal.
static bool start_thread(struct loading *loading)
{
    sigset_t all, saved;
    pthread_attr_t attributes;
    sigfillset(&all);
    if (pthread_attr_init(&attributes) != 0)
        return false;
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_sigmask(SIG_SETMASK, &all, &saved);
    pthread_t thread;
    bool started = pthread_create(&thread, &attributes, work, loading) == 0;
    pthread_sigmask(SIG_SETMASK, &saved, NULL);
    pthread_attr_destroy(&attributes);
    return started;
}

static void start(struct loading *loading)
{
    if (loading->started)
        return;
    loading->started = true;
    if (!start_thread(loading))
        work(loading);
}

struct loading *loading_new(const struct loading_options *options, struct bundle *bundle)
{
    struct loading *loading = memory_allocate_zeroed(1, sizeof *loading);
    loading->path = memory_copy_string(options->path);
    loading->encoding = copy_or_null(options->text.encoding);
    loading->sidecar = copy_or_null(options->sidecar);
    loading->text_options = options->text;
    loading->text_options.encoding = loading->encoding;
    environment_copy(&loading->environment, options->environment);
    loading->text_options.helpers = loading->environment.helpers;
    loading->text_options.temporary = loading->environment.temporary;
    loading->options = (struct options){
        .environment = &loading->environment,
        .notes = loading->sidecar,
        .blind = options->blind,
        .date = options->published,
    };
    loading->bundle = *bundle;
    *bundle = (struct bundle){0};
    pthread_mutex_init(&loading->lock, NULL);
    pthread_cond_init(&loading->moved, NULL);
    loading->bell = eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK);
    return loading;
}

int loading_descriptor(const struct loading *loading)
{
    return loading->bell;
}

static void hush(const struct loading *loading)
{
    uint64_t count;
    ssize_t got = loading->bell >= 0 ? read(loading->bell, &count, sizeof count) : 0;
    (void)got; // nothing rang
}

enum loading_stage loading_stage(struct loading *loading)
{
    start(loading);
    hush(loading);
    pthread_mutex_lock(&loading->lock);
    enum loading_stage stage = loading->stage;
    pthread_mutex_unlock(&loading->lock);
    return stage;
}

enum loading_stage loading_wait_for_article(struct loading *loading)
{
    start(loading);
    pthread_mutex_lock(&loading->lock);
    while (loading->stage == LOADING_BEGUN)
        pthread_cond_wait(&loading->moved, &loading->lock);
    enum loading_stage stage = loading->stage;
    pthread_mutex_unlock(&loading->lock);
    return stage;
}

static const char *words_of(const struct buffer *message)
{
    return message->length ? message->data : NULL;
}

struct loaded loading_result(const struct loading *loading, enum loading_stage stage)
{
    bool whole = stage == LOADING_WHOLE;
    return (struct loaded){
        .article = loading->study.article,
        .findings = whole ? &loading->study.findings : &loading->nothing,
        .notebook = loading->notebook,
        .codebook = loading->codebook,
        .message = words_of(whole && loading->last_message.length ? &loading->last_message
                                                                  : &loading->message),
    };
}

const struct article *loading_detect_again(struct loading *loading)
{
    if (loading->gazetteer)
        study_detect(&loading->study, loading->notebook, loading->gazetteer, &loading->options,
                     DETECT_ALL);
    return loading->study.article;
}

const struct error *loading_error(const struct loading *loading)
{
    return &loading->error;
}

void loading_free(struct loading *loading)
{
    if (!loading)
        return;
    pthread_mutex_lock(&loading->lock);
    loading->abandoned = true;
    bool ended = loading->ended || !loading->started;
    pthread_mutex_unlock(&loading->lock);
    if (ended)
        destroy(loading);
}
