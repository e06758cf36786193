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
#include "base/memory.h"
#include "cli/study.h"
#include "detect/detect.h"
#include "detect/gazetteer.h"

#include <stdlib.h>

struct loading {
    struct beside beside;
    // under the lock
    enum loading_stage stage;
    // the thread's until the stage that has it is reached
    struct bundle bundle;
    struct study study;
    struct error error;
    struct gazetteer *gazetteer;
    struct findings nothing;
    struct buffer last_message;
};

static void destroy(struct loading *loading)
{
    study_fini(&loading->study);
    gazetteer_free(loading->gazetteer);
    buffer_fini(&loading->last_message);
    beside_fini(&loading->beside); // the notes know the text
    bundle_fini(&loading->bundle);
    free(loading);
}

// Makes the stage known; false where nobody wants more.
static bool publish(struct loading *loading, enum loading_stage stage)
{
    pthread_mutex_lock(&loading->beside.lock);
    loading->stage = stage;
    bool wanted = !loading->beside.abandoned;
    beside_ring(&loading->beside);
    pthread_cond_broadcast(&loading->beside.moved);
    pthread_mutex_unlock(&loading->beside.lock);
    return wanted;
}

static bool make_article(struct loading *loading)
{
    if (!loading->bundle.count) {
        struct text *text = text_open(loading->beside.path, &loading->beside.text_options, &loading->error);
        if (!text) {
            publish(loading, LOADING_FAILED);
            return false;
        }
        bundle_take(&loading->bundle, text);
    }
    if (!beside_is_wanted(&loading->beside))
        return false;
    beside_open_notes(&loading->beside, &loading->bundle);
    if (!beside_is_wanted(&loading->beside))
        return false;
    study_init(&loading->study, &loading->bundle, loading->beside.notebook);
    return publish(loading, LOADING_ARTICLE);
}

static void find_all(struct loading *loading)
{
    static const unsigned parts[] = {DETECT_NAMES, DETECT_DATES, DETECT_ENGAGEMENTS,
                                     DETECT_SOURCES};
    struct error error = {0};
    size_t faults;
    loading->gazetteer = detect_load_gazetteer(&loading->beside.environment, &faults, &error);
    if (!loading->gazetteer || faults)
        error_describe(&error, &loading->last_message);
    for (size_t i = 0; loading->gazetteer && i < sizeof parts / sizeof *parts; i++) {
        if (!beside_is_wanted(&loading->beside))
            return;
        study_find(&loading->study, loading->gazetteer, &loading->beside.options, parts[i]);
    }
    publish(loading, LOADING_WHOLE);
}

static void *work(void *context)
{
    struct loading *loading = context;
    if (make_article(loading))
        find_all(loading);
    if (beside_end(&loading->beside))
        destroy(loading);
    return NULL;
}

static void start(struct loading *loading)
{
    beside_start(&loading->beside, work, loading);
}

struct loading *loading_new(const struct loading_options *options, struct bundle *bundle)
{
    struct loading *loading = memory_allocate_zeroed(1, sizeof *loading);
    beside_init(&loading->beside, options);
    loading->bundle = *bundle;
    *bundle = (struct bundle){0};
    return loading;
}

int loading_descriptor(const struct loading *loading)
{
    return loading->beside.bell;
}

enum loading_stage loading_stage(struct loading *loading)
{
    start(loading);
    beside_hush(&loading->beside);
    pthread_mutex_lock(&loading->beside.lock);
    enum loading_stage stage = loading->stage;
    pthread_mutex_unlock(&loading->beside.lock);
    return stage;
}

enum loading_stage loading_wait_for_article(struct loading *loading)
{
    start(loading);
    pthread_mutex_lock(&loading->beside.lock);
    while (loading->stage == LOADING_BEGUN)
        pthread_cond_wait(&loading->beside.moved, &loading->beside.lock);
    enum loading_stage stage = loading->stage;
    pthread_mutex_unlock(&loading->beside.lock);
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
        .notebook = loading->beside.notebook,
        .codebook = loading->beside.codebook,
        .message = words_of(whole && loading->last_message.length ? &loading->last_message
                                                                  : &loading->beside.message),
    };
}

const struct article *loading_detect_again(struct loading *loading)
{
    if (loading->gazetteer)
        study_detect(&loading->study, loading->beside.notebook, loading->gazetteer, &loading->beside.options,
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
    if (beside_abandon(&loading->beside))
        destroy(loading);
}
