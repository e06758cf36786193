// SPDX-License-Identifier: GPL-3.0-or-later
// Parts: of a long text, cut on the reader's thread and studied beside it.
//
// Under the lock lie the last request, the part made for it, and what the thread has come to; what
// has been taken over by parts_take is the reader's thread's alone, but for the text, its numbers
// and the gazetteer, which both only read. A part that was made for another request than the last
// is thrown away. The thread looks for requests between pieces of its work on the whole text, each
// of a megabyte, so that the part on the screen comes first. Where no thread can be had the reader's
// does that work, and what is asked for later is made when it is asked for.

#include <config.h>

#include "cli/parts.h"

#include "base/i18n.h"
#include "base/memory.h"
#include "detect/detect.h"
#include "detect/gazetteer.h"
#include "text/decode.h"
#include "view/decisions.h"

#include <stdlib.h>

enum { // bytes on each side of a place
    FIRST = 8 * 1024, // before the first screen stands; the thread begins after it
    NEAR = 32 * 1024, // cut in less than a millisecond
    WIDE = 128 * 1024,
    PIECE = 1 << 20,
};

struct part {
    struct article *article;
    struct findings findings;
    bool studied;
};

struct request {
    const struct text *text; // NULL: none
    size_t offset;
    unsigned long serial;
    struct noted_decisions decisions;
};

struct parts {
    struct beside beside;
    // the reader's thread's
    struct text *text, *before; // `before` has been decoded into `text`
    struct part *given, *given_before;
    struct parts_news told; // everything told so far
    size_t asked;           // where the last request is for
    bool asking;
    bool told_cut;
    // under the lock
    struct request request;
    unsigned long serial;
    struct part *made;
    unsigned long made_serial;
    struct parts_news come;
    struct text *decoded;
    // the thread's, until told of
    struct gazetteer *gazetteer;
    struct paragraph_index index;
    struct buffer trouble;
    struct buffer message; // of trouble and notes together; the reader's thread's
};

static struct part *part_new(const struct text *text, size_t offset, size_t reach)
{
    struct part *part = memory_allocate_zeroed(1, sizeof *part);
    for (;; reach *= 16) { // further, where nothing can be seen
        struct span span = article_part_around(text, offset, reach);
        part->article = article_new_part(text, span);
        if (part->article->sentence_count || !article_is_part(part->article))
            return part;
        article_free(part->article);
    }
}

static void part_free(struct part *part)
{
    if (!part)
        return;
    findings_fini(&part->findings);
    article_free(part->article);
    free(part);
}

static void part_study(struct part *part, const struct parts *parts,
                       const struct decisions *decisions)
{
    struct detect_options options = {
        .gazetteer = parts->gazetteer,
        .environment = parts->beside.options.environment,
        .published = parts->beside.options.date,
        .what = parts->gazetteer ? DETECT_NAMES | DETECT_DATES | DETECT_ENGAGEMENTS : DETECT_DATES,
        .decisions = decisions,
    };
    findings_fini(&part->findings);
    detect_run(part->article, &options, &part->findings);
    part->studied = true;
}

static void request_fini(struct request *request)
{
    decisions_fini(&request->decisions);
    *request = (struct request){0};
}

// --- the thread ----------------------------------------------------------------------------------

static bool take_request(struct parts *parts, struct request *request)
{
    pthread_mutex_lock(&parts->beside.lock);
    *request = parts->request;
    parts->request = (struct request){0};
    pthread_mutex_unlock(&parts->beside.lock);
    return request->text;
}

static void hand_over(struct parts *parts, struct part *part, unsigned long serial)
{
    pthread_mutex_lock(&parts->beside.lock);
    struct part *unwanted = parts->made;
    parts->made = part;
    parts->made_serial = serial;
    beside_ring(&parts->beside);
    pthread_mutex_unlock(&parts->beside.lock);
    part_free(unwanted);
}

static void serve(struct parts *parts)
{
    struct request request;
    while (take_request(parts, &request)) {
        struct part *part = part_new(request.text, request.offset, WIDE);
        part_study(part, parts, &request.decisions.made);
        hand_over(parts, part, request.serial);
        request_fini(&request);
    }
}

static void tell(struct parts *parts, struct parts_news news)
{
    pthread_mutex_lock(&parts->beside.lock);
    parts->come.notes |= news.notes;
    parts->come.numbers |= news.numbers;
    parts->come.text |= news.text;
    parts->come.failed |= news.failed;
    beside_ring(&parts->beside);
    pthread_cond_broadcast(&parts->beside.moved);
    pthread_mutex_unlock(&parts->beside.lock);
}

static bool go_on(struct parts *parts)
{
    serve(parts);
    return beside_is_wanted(&parts->beside);
}

static bool settle_on(void *context, size_t length)
{
    struct parts *parts = context;
    paragraph_index_extend(&parts->index, text_bytes(parts->text), text_length(parts->text), length);
    return go_on(parts);
}

static bool decode_on(void *context, size_t length)
{
    (void)length;
    return go_on(context);
}

// The numbers of all paragraphs of the text.
static bool number(struct parts *parts, const struct text *text)
{
    size_t length = text_length(text);
    while (parts->index.at < length && go_on(parts))
        paragraph_index_extend(&parts->index, text_bytes(text), length, parts->index.at + PIECE);
    return parts->index.at >= length;
}

// Looks through the text; NULL: nobody wants it any more, or it cannot be decoded.
static struct text *settle(struct parts *parts)
{
    struct text *text = parts->text; // the reader's thread changes it only after it is told
    if (text_settle(text, settle_on, parts))
        return text;
    if (!beside_is_wanted(&parts->beside))
        return NULL;
    struct error error;
    paragraph_index_fini(&parts->index);
    struct text *decoded =
        text_decode_mapped(text, &parts->beside.text_options, decode_on, parts, &error);
    if (!decoded && error.code != ERROR_NONE) {
        error_describe(&error, &parts->trouble);
        tell(parts, (struct parts_news){.failed = true});
    }
    parts->decoded = decoded;
    return decoded;
}

static void look_through(struct parts *parts)
{
    struct error error = {0};
    size_t faults;
    parts->gazetteer = detect_load_gazetteer(&parts->beside.environment, &faults, &error);
    if (!parts->gazetteer || faults)
        error_describe(&error, &parts->trouble);
    serve(parts);
    struct text *text = settle(parts);
    if (!text || !number(parts, text))
        return;
    tell(parts, (struct parts_news){.numbers = true, .text = text == parts->decoded});
    struct bundle bundle = {.text = text};
    beside_open_notes(&parts->beside, &bundle);
    tell(parts, (struct parts_news){.notes = true});
}

static void destroy(struct parts *parts)
{
    part_free(parts->given);
    part_free(parts->given_before);
    part_free(parts->made);
    request_fini(&parts->request);
    gazetteer_free(parts->gazetteer);
    paragraph_index_fini(&parts->index);
    buffer_fini(&parts->trouble);
    buffer_fini(&parts->message);
    beside_fini(&parts->beside); // the notes know the text
    if (parts->decoded != parts->text)
        text_free(parts->decoded);
    text_free(parts->text);
    text_free(parts->before);
    free(parts);
}

static void *work(void *context)
{
    struct parts *parts = context;
    look_through(parts);
    while (!parts->beside.alone && go_on(parts)) {
        pthread_mutex_lock(&parts->beside.lock);
        while (!parts->request.text && !parts->beside.abandoned)
            pthread_cond_wait(&parts->beside.moved, &parts->beside.lock);
        pthread_mutex_unlock(&parts->beside.lock);
    }
    if (beside_end(&parts->beside))
        destroy(parts);
    return NULL;
}

// --- the reader's thread -------------------------------------------------------------------------

struct parts *parts_new(const struct loading_options *options, struct text *text)
{
    struct parts *parts = memory_allocate_zeroed(1, sizeof *parts);
    beside_init(&parts->beside, options);
    parts->text = text;
    return parts;
}

void parts_free(struct parts *parts)
{
    if (!parts)
        return;
    if (beside_abandon(&parts->beside))
        destroy(parts);
}

int parts_descriptor(const struct parts *parts)
{
    return parts->beside.bell;
}

static void give(struct parts *parts, struct part *part)
{
    part_free(parts->given_before);
    parts->given_before = parts->given;
    parts->given = part;
}

static void ask(struct parts *parts, size_t offset)
{
    struct request request = {.text = parts->text, .offset = offset};
    decisions_read(parts_notebook(parts), &request.decisions);
    pthread_mutex_lock(&parts->beside.lock);
    request_fini(&parts->request);
    request.serial = ++parts->serial;
    parts->request = request;
    pthread_cond_broadcast(&parts->beside.moved);
    pthread_mutex_unlock(&parts->beside.lock);
    parts->asked = offset;
    parts->asking = true;
    if (parts->beside.alone)
        serve(parts);
}

void parts_ask(struct parts *parts, size_t offset)
{
    size_t away = offset > parts->asked ? offset - parts->asked : parts->asked - offset;
    if (!parts->asking || away > NEAR)
        ask(parts, offset);
}

// Whether the bytes of the span can be shown as they are.
static bool is_fit(const struct parts *parts, struct span span)
{
    return text_is_settled(parts->text) ||
           decode_is_clean(text_bytes(parts->text) + span.start, span_length(span));
}

const struct article *parts_cut(struct parts *parts, size_t offset)
{
    struct part *part = part_new(parts->text, offset, parts->beside.started ? NEAR : FIRST);
    if (!is_fit(parts, part->article->part)) {
        part_free(part);
        return NULL;
    }
    give(parts, part);
    ask(parts, offset);
    return part->article;
}

static struct part *take_made(struct parts *parts)
{
    struct part *part = parts->made;
    bool last = parts->made_serial == parts->serial;
    parts->made = NULL;
    if (part && last && part->article->text == parts->text)
        return part;
    part_free(part);
    return NULL;
}

static void take_text(struct parts *parts)
{
    parts->before = parts->text;
    parts->text = parts->decoded;
    parts->asking = false;
}

struct parts_news parts_take(struct parts *parts)
{
    beside_start(&parts->beside, work, parts);
    beside_hush(&parts->beside);
    pthread_mutex_lock(&parts->beside.lock);
    struct parts_news news = parts->come;
    parts->come = (struct parts_news){0};
    if (news.text)
        take_text(parts);
    struct part *part = take_made(parts);
    pthread_mutex_unlock(&parts->beside.lock);
    if (part && is_fit(parts, part->article->part)) {
        give(parts, part);
        parts->asking = false;
        parts->asked = SIZE_MAX;
        news.part = true;
    } else {
        part_free(part);
    }
    news.cut = !parts->told_cut && text_was_cut(parts->text);
    parts->told_cut |= news.cut;
    parts->told.notes |= news.notes;
    if (news.notes || news.failed) {
        buffer_add(&parts->message, buffer_string(&parts->trouble), parts->trouble.length);
        if (parts->message.length == 0 && news.notes)
            buffer_add_string(&parts->message, buffer_string(&parts->beside.message));
    }
    return news;
}

const struct article *parts_article(const struct parts *parts)
{
    return parts->given ? parts->given->article : NULL;
}

const struct findings *parts_findings(const struct parts *parts)
{
    return parts->given ? &parts->given->findings : NULL;
}

bool parts_is_studied(const struct parts *parts)
{
    return parts->given && parts->given->studied;
}

bool parts_has_notes(const struct parts *parts)
{
    return parts->told.notes;
}

struct notebook *parts_notebook(const struct parts *parts)
{
    return parts->told.notes ? parts->beside.notebook : NULL;
}

struct codebook *parts_codebook(const struct parts *parts)
{
    return parts->told.notes ? parts->beside.codebook : NULL;
}

const char *parts_message(const struct parts *parts)
{
    return parts->message.length ? parts->message.data : NULL;
}

const struct article *parts_detect_again(struct parts *parts)
{
    if (parts_is_studied(parts)) {
        struct noted_decisions decisions;
        decisions_read(parts_notebook(parts), &decisions);
        part_study(parts->given, parts, &decisions.made);
        decisions_fini(&decisions);
    }
    return parts_article(parts);
}

size_t parts_moved(const struct parts *parts, size_t offset)
{
    return parts->before ? text_decoded_place(parts->text, parts->before, offset) : offset;
}

size_t parts_paragraphs_before(const struct parts *parts, size_t offset, size_t *count)
{
    *count = parts->index.number;
    return paragraph_index_before(&parts->index, text_bytes(parts->text), text_length(parts->text),
                                  offset);
}

size_t parts_paragraph_start(const struct parts *parts, size_t number)
{
    return paragraph_index_start(&parts->index, text_bytes(parts->text), text_length(parts->text),
                                 number);
}

void parts_wait(struct parts *parts)
{
    beside_start(&parts->beside, work, parts);
    pthread_mutex_lock(&parts->beside.lock);
    while (!parts->come.notes && !parts->come.failed && !parts->told.notes)
        pthread_cond_wait(&parts->beside.moved, &parts->beside.lock);
    pthread_mutex_unlock(&parts->beside.lock);
}
