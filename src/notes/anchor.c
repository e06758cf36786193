// SPDX-License-Identifier: GPL-3.0-or-later
// Anchor: passages found again. What a hostile sidecar could make costly (searches of the whole
// text, one a note) is counted and ends at a bound; then only positions are trusted.

#include <config.h>

#include "notes/anchor.h"

#include "base/memory.h"
#include "notes/approximate.h"
#include "notes/comparable.h"
#include "notes/likeness.h"
#include "notes/occurrences.h"
#include "notes/snapshots.h"
#include "notes/surroundings.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define KEPT_LEAST 0.35       // of a carried passage
#define CLEAR_MARGIN 0.25     // between the best and the second best place
#define CONTEXT_LIKE 0.6      // prefix or suffix of an approximate match
#define QUOTE_LIKE 0.75       // the match itself
#define WORK_MOST 2000000000. // about nanoseconds

enum {
    WINDOW_LEAST = 600, // code points around the expected place
    WINDOW_MOST = 1 << 18,
    FUZZY_LEAST = 16, // code points of a quote
    FUZZY_MOST = 1 << 14,
    MOST_OCCURRENCES = 4096,
    NEARNESS = 200,   // code points at which nearness is worth half
    MARK_STEP = 64,   // code points
    MARKS_WORTH = 64, // positions asked for before marks are made
    INDEX_WORTH = 16, // quotes looked for in the whole text before an index is made
};

struct anchor {
    const struct text *text;
    bool has_digest;
    struct digest digest;
    struct snapshots *snapshots;
    struct comparable whole;    // of texts up to SNAPSHOT_LIMIT; made when first needed
    struct surroundings around; // passages found so far
    size_t lookups;             // positions asked for
    uint32_t *marks;    // the byte of every MARK_STEP-th code point; NULL until they are worth it
    size_t searches[2]; // of the whole text: exact, comparable
    struct occurrences *index[2]; // NULL until they are worth it
    double work;
    bool surveying;
    bool certain; // what was found last will not be found elsewhere another time
};

struct anchor *anchor_new(const struct text *text, const struct digest *digest,
                          const struct environment *environment)
{
    struct anchor *anchor = memory_allocate_zeroed(1, sizeof *anchor);
    anchor->text = text;
    anchor->snapshots = snapshots_new(environment, text);
    if (digest)
        anchor_learn_digest(anchor, digest);
    return anchor;
}

void anchor_learn_digest(struct anchor *anchor, const struct digest *digest)
{
    anchor->has_digest = true;
    anchor->digest = *digest;
}

void anchor_free(struct anchor *anchor)
{
    if (!anchor)
        return;
    snapshots_free(anchor->snapshots);
    for (int i = 0; i < 2; i++)
        occurrences_free(anchor->index[i]);
    comparable_fini(&anchor->whole);
    surroundings_fini(&anchor->around);
    free(anchor->marks);
    free(anchor);
}

void anchor_survey(struct anchor *anchor)
{
    anchor->surveying = true;
}

void anchor_settle(struct anchor *anchor)
{
    anchor->surveying = false;
    surroundings_settle(&anchor->around);
}

static void learn(struct anchor *anchor, const struct selector *selector, struct span span)
{
    if (selector->has_position)
        surroundings_learn(&anchor->around, selector, text_code_point(anchor->text, span.start));
}

static struct expectation expect(const struct anchor *anchor, const struct selector *selector)
{
    return surroundings_expect(&anchor->around, selector, text_code_point_count(anchor->text));
}

static size_t window_of(const struct anchor *anchor)
{
    size_t window = text_code_point_count(anchor->text) / 50;
    return window < WINDOW_LEAST ? WINDOW_LEAST : window < WINDOW_MOST ? window : WINDOW_MOST;
}

static bool may_work(struct anchor *anchor, double work)
{
    anchor->work += work;
    return anchor->work < WORK_MOST;
}

// --- 1. carrying over ----------------------------------------------------------------------

// The carried span, wider by the white space that the passage began or ended with, which no token
// holds.
static struct span widen(const struct text *text, struct span span, const char *quote)
{
    size_t lead = strspn(quote, " \n\t"), length = strlen(quote);
    if (lead < length && span.start >= lead) {
        struct span wider = {span.start - lead, span.start - lead + length};
        if (wider.end <= text_length(text) && likeness_reads(text, wider, quote))
            return wider;
    }
    return span;
}

// Whether an earlier text settles the matter; then *state and *span tell how.
static bool find_carried(struct anchor *anchor, const struct selector *selector, struct span *span,
                         enum note_state *state)
{
    if (!selector->has_digest || !selector->has_position || selector->start == selector->end)
        return false;
    const struct snapshot *old = snapshots_find(anchor->snapshots, &selector->digest);
    if (!old || selector->end > text_code_point_count(old->text))
        return false;
    struct span passage = {text_byte(old->text, selector->start),
                           text_byte(old->text, selector->end)};
    if (selector->exact && !likeness_reads(old->text, passage, selector->exact))
        return false;
    double kept;
    carry_passage(old->carry, passage, span, &kept);
    if (kept < KEPT_LEAST || span_is_empty(*span)) {
        *span = (struct span){0};
        *state = NOTE_ORPHAN;
        return true;
    }
    char *quote = memory_copy_bytes(text_bytes(old->text) + passage.start, span_length(passage));
    *span = widen(anchor->text, *span, quote);
    *state = likeness_reads_like(anchor->text, *span, quote) ? NOTE_EXACT : NOTE_CHANGED;
    free(quote);
    learn(anchor, selector, *span);
    return true;
}

// --- 2. exact occurrences ------------------------------------------------------------------

struct ranking {
    struct span best;
    double score, second; // of the best and the next
    double likeness;      // the better of the best one's prefix and suffix
    bool framed;          // both stand around the best one word for word
    size_t distance;      // of the best from the expected place, code points
    size_t count;
    bool overworked; // not all occurrences were looked at
};

static void rank(struct anchor *anchor, const struct selector *selector, size_t expected,
                 struct span place, struct ranking *ranking)
{
    double prefix = likeness_prefix(anchor->text, selector->prefix, place.start);
    double suffix = likeness_suffix(anchor->text, selector->suffix, place.end);
    size_t distance = surroundings_distance(text_code_point(anchor->text, place.start), expected);
    double nearness = selector->has_position ? 1 / (1 + (double)distance / NEARNESS) : 0;
    double score = prefix + suffix + nearness;
    bool framed = prefix >= 1 && suffix >= 1;
    if (ranking->count++ == 0 || score > ranking->score) {
        if (ranking->count > 1)
            ranking->second = ranking->score;
        ranking->score = score;
        ranking->best = place;
        ranking->likeness = prefix > suffix ? prefix : suffix;
        ranking->framed = framed;
        ranking->distance = distance;
    } else if (score > ranking->second) {
        ranking->second = score;
    }
    ranking->overworked =
        ranking->count == MOST_OCCURRENCES || !may_work(anchor, framed ? 300 : 8000);
}

// The index of the text's units, once so many searches have been made that it is worth it.
static const struct occurrences *index_of(struct anchor *anchor, int kind, const void *units,
                                          size_t count, size_t size)
{
    if (!anchor->index[kind] && text_length(anchor->text) <= SNAPSHOT_LIMIT &&
        anchor->searches[kind]++ >= INDEX_WORTH && may_work(anchor, 16 * (double)count))
        anchor->index[kind] = occurrences_new(units, count, size);
    return anchor->index[kind];
}

static void rank_occurrences(struct anchor *anchor, const struct selector *selector,
                             size_t expected, struct ranking *ranking)
{
    const char *bytes = text_bytes(anchor->text), *from = bytes;
    size_t length = strlen(selector->exact), left = text_length(anchor->text), start;
    const struct occurrences *index = index_of(anchor, 0, bytes, left, 1);
    struct occurrences_search search;
    if (index && occurrences_begin(index, selector->exact, length, &search)) {
        size_t looked = 0;
        while (!ranking->overworked && occurrences_next(index, &search, &start, &looked))
            rank(anchor, selector, expected, (struct span){start, start + length}, ranking);
        ranking->overworked = !may_work(anchor, 20 * (double)looked) || ranking->overworked;
        return;
    }
    ranking->overworked = !may_work(anchor, (double)left / 4);
    while (!ranking->overworked && (from = memmem(from, left, selector->exact, length))) {
        start = (size_t)(from - bytes);
        rank(anchor, selector, expected, (struct span){start, start + length}, ranking);
        from++;
        left = text_length(anchor->text) - start - 1;
    }
}

static const struct comparable *whole_text(struct anchor *anchor)
{
    size_t length = text_length(anchor->text);
    if (!anchor->whole.count && length <= SNAPSHOT_LIMIT)
        comparable_add(&anchor->whole, text_bytes(anchor->text), (struct span){0, length});
    return &anchor->whole;
}

static void rank_comparable(struct anchor *anchor, const struct selector *selector, size_t expected,
                            struct ranking *ranking)
{
    const struct comparable *text = whole_text(anchor);
    struct comparable wanted;
    comparable_make(&wanted, selector->exact);
    const struct occurrences *index =
        index_of(anchor, 1, text->points, text->count, sizeof *text->points);
    struct occurrences_search search;
    if (index && wanted.count && occurrences_begin(index, wanted.points, wanted.count, &search)) {
        size_t looked = 0, at;
        while (!ranking->overworked && occurrences_next(index, &search, &at, &looked))
            rank(anchor, selector, expected, comparable_span(text, at, wanted.count), ranking);
        ranking->overworked = !may_work(anchor, 20 * (double)looked) || ranking->overworked;
    } else {
        ranking->overworked = !may_work(anchor, (double)text->count);
        for (size_t at = 0; !ranking->overworked; at++) {
            at = comparable_find_points(text, at, &wanted);
            if (at >= text->count)
                break;
            rank(anchor, selector, expected, comparable_span(text, at, wanted.count), ranking);
        }
    }
    comparable_fini(&wanted);
}

// --- 3. approximate ------------------------------------------------------------------------

static bool find_approximate(struct anchor *anchor, const struct selector *selector,
                             struct span *span)
{
    struct comparable wanted, window = {0};
    struct approximate_match match;
    bool found = false;
    struct expectation expectation = expect(anchor, selector);
    size_t expected = expectation.start;
    size_t reach = expectation.close ? WINDOW_LEAST : window_of(anchor);
    comparable_make(&wanted, selector->exact);
    if (anchor->surveying || !selector->has_position || wanted.count < FUZZY_LEAST ||
        wanted.count > FUZZY_MOST)
        goto out;
    size_t start = text_byte(anchor->text, expected > reach ? expected - reach : 0);
    size_t end = text_byte(anchor->text, expected + wanted.count + reach);
    size_t words = wanted.count / 64 + 1;
    if (end > UINT32_MAX || !may_work(anchor, (double)(end - start) * (double)(10 + 3 * words)))
        goto out;
    comparable_add(&window, text_bytes(anchor->text), (struct span){start, end});
    size_t aim = comparable_find(&window, text_byte(anchor->text, expected)) + wanted.count;
    if (!approximate_find(wanted.points, wanted.count, window.points, window.count,
                          wanted.count / 4, aim, &match) ||
        match.start == match.end)
        goto out;
    size_t length = match.end - match.start;
    size_t longer = length > wanted.count ? length : wanted.count;
    *span = comparable_span(&window, match.start, length);
    found = 1 - (double)match.distance / (double)longer >= QUOTE_LIKE &&
            ((selector->prefix &&
              likeness_prefix(anchor->text, selector->prefix, span->start) >= CONTEXT_LIKE) ||
             (selector->suffix &&
              likeness_suffix(anchor->text, selector->suffix, span->end) >= CONTEXT_LIKE));
out:
    comparable_fini(&wanted);
    comparable_fini(&window);
    return found;
}

// --- exact or approximate ------------------------------------------------------------------

// The best exact occurrence. Where it is far from where the passage should be, one of the words
// there that is only like it comes first: the twin of a passage that was edited looks just so.
static bool find_occurrence(struct anchor *anchor, const struct selector *selector,
                            struct span *span, enum note_state *state)
{
    struct ranking ranking = {0};
    struct expectation expected = expect(anchor, selector);
    rank_occurrences(anchor, selector, expected.start, &ranking);
    if (ranking.count == 0 && !ranking.overworked)
        rank_comparable(anchor, selector, expected.start, &ranking);
    if (ranking.count == 0)
        return false;
    bool clear = !ranking.overworked &&
                 (ranking.count == 1 || ranking.score - ranking.second >= CLEAR_MARGIN);
    bool near = selector->has_position && ranking.distance <= window_of(anchor);
    if (!near && find_approximate(anchor, selector, span)) {
        *state = NOTE_CHANGED;
        return true;
    }
    anchor->certain = clear && near && expected.supported && ranking.count == 1 && ranking.framed;
    bool sure = near || (!expected.supported && ranking.likeness >= CONTEXT_LIKE);
    *span = ranking.best;
    *state = clear && sure ? NOTE_MOVED : NOTE_AMBIGUOUS;
    if (ranking.count == 1 && ranking.likeness >= CONTEXT_LIKE)
        learn(anchor, selector, *span);
    return true;
}

// --- the whole -----------------------------------------------------------------------------

static void make_marks(struct anchor *anchor)
{
    const char *bytes = text_bytes(anchor->text);
    size_t length = text_length(anchor->text), count = text_code_point_count(anchor->text);
    anchor->marks = memory_allocate((count / MARK_STEP + 1) * sizeof *anchor->marks);
    size_t point = 0;
    for (size_t at = 0; at < length; at++) {
        if (utf8_is_continuation(bytes[at]))
            continue;
        if (point % MARK_STEP == 0)
            anchor->marks[point / MARK_STEP] = (uint32_t)at;
        point++;
    }
}

// text_byte for index below the count, by marks closer than the text's own where many notes ask.
static size_t byte_of(struct anchor *anchor, size_t index)
{
    size_t length = text_length(anchor->text);
    bool plain = text_code_point_count(anchor->text) == length;
    if (!anchor->marks && !plain && length <= SNAPSHOT_LIMIT && ++anchor->lookups > MARKS_WORTH)
        make_marks(anchor);
    if (!anchor->marks)
        return text_byte(anchor->text, index);
    const char *bytes = text_bytes(anchor->text);
    size_t at = anchor->marks[index / MARK_STEP];
    for (size_t left = index % MARK_STEP; left > 0; left--) {
        at++;
        while (at < length && ((unsigned char)bytes[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

// The passage at the selector's position; false where the text is too short for it.
static bool at_position(struct anchor *anchor, const struct selector *selector, struct span *span)
{
    size_t count = text_code_point_count(anchor->text);
    if (!selector->has_position || selector->end > count)
        return false;
    const char *bytes = text_bytes(anchor->text);
    span->start =
        selector->start < count ? byte_of(anchor, selector->start) : text_length(anchor->text);
    // Mostly the quote stands there, and tells where the passage ends.
    size_t length = selector->exact ? strlen(selector->exact) : 0;
    if (length && text_length(anchor->text) - span->start >= length &&
        memcmp(bytes + span->start, selector->exact, length) == 0 &&
        utf8_count(selector->exact, length) == selector->end - selector->start)
        span->end = span->start + length;
    else
        span->end = text_byte(anchor->text, selector->end);
    return true;
}

enum note_state anchor_find(struct anchor *anchor, const struct selector *selector,
                            struct span *span)
{
    struct span place;
    enum note_state state;
    anchor->certain = false;
    bool has_quote = selector->exact && *selector->exact;
    bool there = at_position(anchor, selector, &place);
    bool same = anchor->has_digest && selector->has_digest &&
                digest_equal(&anchor->digest, &selector->digest);
    if (there && same && (!has_quote || likeness_reads(anchor->text, place, selector->exact))) {
        *span = place;
        return NOTE_EXACT;
    }
    if (!same && find_carried(anchor, selector, span, &state))
        return state;
    if (there && has_quote && likeness_reads_like(anchor->text, place, selector->exact)) {
        *span = place;
        if (!same)
            learn(anchor, selector, place);
        return NOTE_EXACT;
    }
    if (has_quote && find_occurrence(anchor, selector, span, &state))
        return state;
    if (has_quote && find_approximate(anchor, selector, span))
        return NOTE_CHANGED;
    *span = there && !has_quote ? place : (struct span){0};
    return there && !has_quote && !span_is_empty(place) ? NOTE_AMBIGUOUS : NOTE_ORPHAN;
}

bool anchor_was_certain(const struct anchor *anchor)
{
    return anchor->certain;
}

bool anchor_quote(const struct text *text, const char *quote, size_t nth, struct span *span,
                  size_t *count)
{
    struct comparable whole = {0}, wanted;
    size_t found = 0, length = text_length(text);
    comparable_make(&wanted, quote);
    if (length <= UINT32_MAX)
        comparable_add(&whole, text_bytes(text), (struct span){0, length});
    for (size_t at = 0; (at = comparable_find_points(&whole, at, &wanted)) < whole.count; at++) {
        if (++found == nth)
            *span = comparable_span(&whole, at, wanted.count);
    }
    comparable_fini(&whole);
    comparable_fini(&wanted);
    if (count)
        *count = found;
    return nth > 0 && found >= nth;
}
