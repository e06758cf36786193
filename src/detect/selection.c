// SPDX-License-Identifier: GPL-3.0-or-later
// Selection: which candidates are pairs. Greedy by score; the coverage of every token by accepted
// pairs is kept, and a score is worked out again from what is still uncovered when its turn comes.

#include <config.h>

#include "detect/selection.h"

#include "base/memory.h"
#include "detect/pairing.h"

#include <stdlib.h>

// Coefficients of the score, see provenance.h; fitted by logistic regression, then one by one for
// the F1 of all pairs chosen, in thirty-three texts.
static const float score_constant = -5.7F;
static const float score_mean = 9.0F; // mean of the two sides' newly explained shares
static const float score_most = 3.3F; // the greater of them
static const float score_core = 7.8F; // their mean without names, offices, dates
static const float score_same_day = 0.7F;
static const float score_other_day = -1.9F;
static const float score_headline = -6.8F;
static const float score_persons = 0.8F;    // two persons or more named in both
static const float score_near = 0.8F;       // beside an accepted pair
static const float score_quantity = 0.6F;   // each quantity told in both, two at most
static const float score_elsewhere = -1.0F; // the paragraph has pairs, with other originals only
// In the last round, by place; all for an original not told yet.
static const float score_gap = 2.6F;         // between the pairs on either side
static const float score_beside = 2.4F;      // beside the sentence's own
static const float score_unexplained = 2.2F; // both without a pair, the neighbours' report
// Set by hand, for what the fitted texts have no case of.
static const float score_title = -3.0F;      // a title from a sentence that is no headline
static const float score_told_again = -3.0F; // nothing new for the introduction, and another day
static const float weight_doubt = 0.3F;      // added to a sentence's weight: short ones prove less

static const float place_fresh = 0.02F; // what either side must newly explain for place to count
static const float core_beside = 0.06F; // of its own words, for a second source to be told merged

static const float score_least = 0.5F;

enum { MATCHES_EACH = 48 }; // words of a pairing for which there is room to begin with

struct chooser {
    const struct wording *wording;
    struct pairing *pairings;
    size_t count;
    struct match_pool pool;
    // What accepted pairs cover of every token of the article, 0 to 255.
    uint8_t *covered;
    float *scores;
    bool *accepted;
    // The original that each sentence of the introduction was paired with last, + 1; 0: none.
    uint32_t *partner;
    bool *told; // one a sentence: an original in an accepted pair
    bool gaps;  // the last round: what lies in a gap counts more
};

// What a pairing explains of one sentence.
struct share {
    float fresh; // of its whole weight, by words not yet covered
    float core;  // the same without names, offices and dates
};

static struct share measure_share(const struct chooser *chooser,
                                  const struct matched_words *matches)
{
    const struct matched_word *words = chooser->pool.items + matches->first;
    const float *weights = chooser->wording->weights;
    float fresh = 0, core_fresh = 0;
    for (size_t i = 0; i < matches->count; i++) {
        int left = words[i].likeness - chooser->covered[words[i].token];
        if (left <= 0)
            continue;
        float part = (float)left / 255 * weights[words[i].token];
        fresh += part;
        core_fresh += words[i].core ? part : 0;
    }
    return (struct share){fresh / (matches->weight + weight_doubt),
                          core_fresh / (matches->core_weight + weight_doubt)};
}

static bool is_near(const struct chooser *chooser, const struct pairing *pairing)
{
    const struct article *article = chooser->wording->article;
    for (uint32_t intro = pairing->intro ? pairing->intro - 1 : 0;
         intro <= pairing->intro + 1 && intro < article->sentence_count; intro++) {
        uint32_t partner = chooser->partner[intro];
        if (partner && partner + 1 >= pairing->original && partner <= pairing->original + 3 &&
            partner - 1 != pairing->original)
            return true;
    }
    return false;
}

enum { BESIDE_MOST = 2 }; // sentences to a neighbour that has a pair
enum { GAP_MOST = 3 };    // sentences to the nearest pair

// Whether the sentence is set apart as the editor's own: in brackets, or begun as a question that
// is left open or a thing that did not happen.
static bool is_comment(const struct chooser *chooser, uint32_t intro)
{
    static const char *const openings[] = {"(",       "[",      "Whether", "What",
                                           "Nothing", "Nobody", "Neither", "Perhaps"};
    const struct article *article = chooser->wording->article;
    const struct sentence *sentence = &article->sentences[intro];
    for (size_t i = 0; sentence->token_count && i < sizeof openings / sizeof *openings; i++) {
        if (token_is(article->bytes, &article->tokens.items[sentence->first_token], openings[i]))
            return true;
    }
    return false;
}

// Whether the original was not told yet and stands beside the sentence's own, told merged with it.
static bool is_beside(const struct chooser *chooser, const struct pairing *pairing)
{
    const struct sentence *sentences = chooser->wording->article->sentences;
    uint32_t own = chooser->partner[pairing->intro];
    return own && !chooser->told[pairing->original] && !pairing->title && !pairing->headline &&
           sentences[own - 1].section == sentences[pairing->original].section &&
           (own == pairing->original || own == pairing->original + 2);
}

// Whether the original was not told yet and stands where the introduction, going through it in
// order, would be: behind what was paired before and not behind what was paired after.
static bool is_in_gap(const struct chooser *chooser, const struct pairing *pairing)
{
    const struct article *article = chooser->wording->article;
    const struct sentence *sentences = article->sentences;
    uint32_t section = sentences[pairing->original].section, before = 0, after = 0;
    if (chooser->told[pairing->original] || pairing->title || pairing->headline)
        return false;
    uint32_t own = chooser->partner[pairing->intro];
    if (own && sentences[own - 1].section == section)
        return false;
    for (uint32_t back = 1; back <= GAP_MOST && back < pairing->intro && !before; back++)
        before = chooser->partner[pairing->intro - back];
    for (uint32_t on = 1; on <= GAP_MOST && !after; on++) {
        if (pairing->intro + on < article->sentence_count)
            after = chooser->partner[pairing->intro + on];
    }
    if (!before || sentences[before - 1].section != section)
        return false;
    if (after && sentences[after - 1].section == section)
        return pairing->original + 1 >= before && pairing->original < after;
    return pairing->original + 1 > before && pairing->original + 1 <= before + GAP_MOST;
}

// Whether neither sentence has a pair, and a neighbour of the introduction's has one with the same
// original text.
static bool is_unexplained(const struct chooser *chooser, const struct pairing *pairing)
{
    const struct article *article = chooser->wording->article;
    const struct sentence *sentences = article->sentences;
    if (chooser->partner[pairing->intro] || chooser->told[pairing->original] || pairing->title ||
        pairing->headline)
        return false;
    for (uint32_t apart = 1; apart <= BESIDE_MOST; apart++) {
        uint32_t before = pairing->intro > apart ? chooser->partner[pairing->intro - apart] : 0;
        uint32_t after = pairing->intro + apart < article->sentence_count
                             ? chooser->partner[pairing->intro + apart]
                             : 0;
        uint32_t section = sentences[pairing->original].section;
        if ((before && sentences[before - 1].section == section) ||
            (after && sentences[after - 1].section == section))
            return true;
    }
    return false;
}

// Whether the other sentences of the paragraph have pairs, but none with the pairing's original.
static bool is_elsewhere(const struct chooser *chooser, const struct pairing *pairing)
{
    const struct article *article = chooser->wording->article;
    const struct sentence *sentences = article->sentences;
    const struct paragraph *paragraph = &article->paragraphs[sentences[pairing->intro].paragraph];
    bool found = false;
    for (size_t i = 0; i < paragraph->sentence_count; i++) {
        size_t intro = paragraph->first_sentence + i;
        uint32_t partner = chooser->partner[intro];
        if (intro == pairing->intro || !partner)
            continue;
        if (sentences[partner - 1].section == sentences[pairing->original].section)
            return false;
        found = true;
    }
    return found;
}

// 1 / (1 + e^-x), e^x as (1 + x / 1024)^1024: true to three places, and no library of mathematics.
static float logistic(float x)
{
    float power = 1 - (x > 30 ? 30 : x < -30 ? -30 : x) / 1024;
    for (int i = 0; i < 10; i++)
        power *= power;
    return 1 / (1 + power);
}

// What the place of the two sentences among the pairs says for them.
static float rate_place(const struct chooser *chooser, const struct pairing *pairing, float core)
{
    if (is_comment(chooser, pairing->intro))
        return 0;
    return (is_in_gap(chooser, pairing) ? score_gap : 0) +
           (core >= core_beside && is_beside(chooser, pairing) ? score_beside : 0) +
           (is_unexplained(chooser, pairing) ? score_unexplained : 0);
}

static float rate(const struct chooser *chooser, const struct pairing *pairing)
{
    struct share intro = measure_share(chooser, &pairing->intro_matches);
    struct share original = measure_share(chooser, &pairing->original_matches);
    float most = intro.fresh > original.fresh ? intro.fresh : original.fresh;
    float sum = score_constant + score_mean * (intro.fresh + original.fresh) / 2 +
                score_most * most + score_core * (intro.core + original.core) / 2;
    sum += pairing->days > 0 ? score_same_day : pairing->days < 0 ? score_other_day : 0;
    sum += pairing->days < 0 && intro.fresh < 0.1F ? score_told_again : 0;
    sum += pairing->headline ? score_headline : 0;
    sum += pairing->title && !pairing->headline ? score_title : 0;
    sum += pairing->persons >= 2 ? score_persons : 0;
    sum += is_near(chooser, pairing) ? score_near : 0;
    if (chooser->gaps && intro.fresh >= place_fresh && original.fresh >= place_fresh)
        sum += rate_place(chooser, pairing, intro.core);
    sum += is_elsewhere(chooser, pairing) ? score_elsewhere : 0;
    sum += score_quantity * (float)pairing->quantities;
    return logistic(sum);
}

static void cover(struct chooser *chooser, const struct matched_words *matches)
{
    const struct matched_word *words = chooser->pool.items + matches->first;
    for (size_t i = 0; i < matches->count; i++) {
        if (chooser->covered[words[i].token] < words[i].likeness)
            chooser->covered[words[i].token] = words[i].likeness;
    }
}

static void accept(struct chooser *chooser, size_t index)
{
    const struct pairing *pairing = &chooser->pairings[index];
    chooser->accepted[index] = true;
    chooser->partner[pairing->intro] = pairing->original + 1;
    chooser->told[pairing->original] = true;
    cover(chooser, &pairing->intro_matches);
    cover(chooser, &pairing->original_matches);
}

// A heap of pairings, the highest score on top.
struct heap {
    uint32_t *items;
    size_t count;
    const float *scores;
};

static void heap_sink(struct heap *heap, size_t at)
{
    for (;;) {
        size_t highest = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < heap->count; child++) {
            if (heap->scores[heap->items[child]] > heap->scores[heap->items[highest]])
                highest = child;
        }
        if (highest == at)
            return;
        uint32_t swapped = heap->items[at];
        heap->items[at] = heap->items[highest];
        heap->items[highest] = swapped;
        at = highest;
    }
}

// One round over the pairings not yet accepted. Covering only lowers scores, so one whose score
// has not sunk under the next one's when it comes to the top is the best there is.
static void choose_round(struct chooser *chooser)
{
    struct heap heap = {memory_allocate(chooser->count * sizeof *heap.items), 0, chooser->scores};
    for (size_t i = 0; i < chooser->count; i++) {
        if (chooser->accepted[i])
            continue;
        chooser->scores[i] = rate(chooser, &chooser->pairings[i]);
        if (chooser->scores[i] >= score_least)
            heap.items[heap.count++] = (uint32_t)i;
    }
    for (size_t i = heap.count / 2; i-- > 0;)
        heap_sink(&heap, i);
    while (heap.count) {
        uint32_t top = heap.items[0];
        float score = rate(chooser, &chooser->pairings[top]);
        bool sunk = score < chooser->scores[top] - 1e-6F;
        chooser->scores[top] = score;
        if (sunk && score >= score_least) {
            heap_sink(&heap, 0);
            continue;
        }
        if (!sunk)
            accept(chooser, top);
        heap.items[0] = heap.items[--heap.count];
        heap_sink(&heap, 0);
    }
    free(heap.items);
}

void selection_fini(struct selection *selection)
{
    free(selection->items);
    *selection = (struct selection){0};
}

static int compare_pairs(const void *one, const void *other)
{
    const struct selected_pair *left = one, *right = other;
    if (left->intro != right->intro)
        return left->intro < right->intro ? -1 : 1;
    return left->original < right->original ? -1 : left->original > right->original;
}

static void collect(const struct chooser *chooser, struct selection *selection)
{
    selection->count = 0;
    for (size_t i = 0; i < chooser->count; i++) {
        if (!chooser->accepted[i])
            continue;
        selection->items = memory_grow(selection->items, &selection->capacity, selection->count + 1,
                                       sizeof *selection->items);
        selection->items[selection->count++] = (struct selected_pair){
            chooser->pairings[i].intro, chooser->pairings[i].original, chooser->scores[i]};
    }
    if (selection->count)
        qsort(selection->items, selection->count, sizeof *selection->items, compare_pairs);
}

void selection_make(struct passages *passages, const struct candidates *candidates,
                    struct selection *selection)
{
    const struct wording *wording = passages->wording;
    const struct article *article = wording->article;
    struct chooser chooser = {
        .wording = wording,
        .pairings = memory_allocate(candidates->count * sizeof *chooser.pairings),
        .count = candidates->count,
        .covered = memory_allocate_zeroed(article->tokens.count, 1),
        .scores = memory_allocate(candidates->count * sizeof *chooser.scores),
        .accepted = memory_allocate_zeroed(candidates->count, sizeof *chooser.accepted),
        .partner = memory_allocate_zeroed(article->sentence_count + 1, sizeof *chooser.partner),
        .told = memory_allocate_zeroed(article->sentence_count + 1, sizeof *chooser.told),
    };
    struct alignment alignment = {0};
    chooser.pool.items = memory_grow(NULL, &chooser.pool.capacity, MATCHES_EACH * candidates->count,
                                     sizeof *chooser.pool.items);
    for (size_t i = 0; i < candidates->count; i++)
        pairing_measure(passages, &alignment, candidates->items[i].intro,
                        candidates->items[i].original, &chooser.pool, &chooser.pairings[i]);
    alignment_fini(&alignment);
    choose_round(&chooser);
    choose_round(&chooser);
    chooser.gaps = true;
    choose_round(&chooser);
    collect(&chooser, selection);
    free(chooser.pairings);
    free(chooser.pool.items);
    free(chooser.covered);
    free(chooser.scores);
    free(chooser.accepted);
    free(chooser.partner);
    free(chooser.told);
}
