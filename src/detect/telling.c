// SPDX-License-Identifier: GPL-3.0-or-later
// Telling: what each sentence of the introduction made of its sources, and what each original's
// sentence became. Every sentence with a pair is aligned once with all its counterparts together.

#include <config.h>

#include "detect/telling.h"

#include "base/memory.h"
#include "detect/alignment.h"
#include "detect/attribution.h"
#include "detect/candidates.h"
#include "detect/substance.h"

#include <stdlib.h>

static const float literal_least = 0.58F; // under this share of literal words: a paraphrase

enum { COUNTERPARTS_MOST = 16 };

// The attributions of a sentence, found once.
struct attributions {
    struct attribution items[ATTRIBUTIONS_MOST];
    size_t count;
};

struct judge {
    const struct wording *wording;
    struct passages *passages;
    struct findings *findings;
    struct alignment alignment;
    // Of the aligned words of either side, whether they are in a bare attribution.
    bool is_attribution[2][PASSAGE_LONGEST];
    struct substance_known known;
    // Indices of the pairs by original sentence, those of sentence s from starts[s] on.
    uint32_t *by_original, *starts;
    uint32_t *attribution_numbers; // one a sentence: its number among those below, + 1; 0: not yet
    struct attributions *attributions;
    size_t attribution_count, attribution_capacity;
};

// Borrowed until the next call.
static const struct attributions *attributions_of(struct judge *judge, size_t sentence)
{
    uint32_t *number = &judge->attribution_numbers[sentence];
    if (!*number) {
        judge->attributions =
            memory_grow(judge->attributions, &judge->attribution_capacity,
                        judge->attribution_count + 1, sizeof *judge->attributions);
        struct attributions *found = &judge->attributions[judge->attribution_count++];
        found->count = attribution_find(judge->wording, sentence, found->items);
        *number = (uint32_t)judge->attribution_count;
    }
    return &judge->attributions[*number - 1];
}

// The words of a sentence without marks, its bare attributions left out where there are any given.
struct word_walk {
    const struct attributions *left_out; // NULL: none
    size_t token, end;
};

static struct word_walk walk_sentence(const struct judge *judge, size_t sentence,
                                      const struct attributions *left_out)
{
    const struct sentence *read = &judge->wording->article->sentences[sentence];
    return (struct word_walk){left_out, read->first_token, read->first_token + read->token_count};
}

// The next word; NULL at the end.
static const struct word *next_word(const struct judge *judge, struct word_walk *walk)
{
    while (walk->token < walk->end) {
        size_t token = walk->token++;
        const struct word *word = wording_word(judge->wording, token);
        if (!(word->flags & WORD_MARK) &&
            !(walk->left_out &&
              attribution_covers(walk->left_out->items, walk->left_out->count, token)))
            return word;
    }
    return NULL;
}

// Whether both have words, and the same ones.
static bool are_equal(const struct judge *judge, struct word_walk here, struct word_walk there)
{
    bool found = false;
    for (;;) {
        const struct word *one = next_word(judge, &here), *other = next_word(judge, &there);
        if (!one || !other)
            return found && one == other;
        if (one->spelling != other->spelling)
            return false;
        found = true;
    }
}

// The words equal, with or without the attributions of either side.
static bool is_verbatim(struct judge *judge, size_t intro, size_t original)
{
    struct attributions here = *attributions_of(judge, intro);
    struct attributions there = *attributions_of(judge, original);
    for (int way = 0; way < 4; way++) {
        if (are_equal(judge, walk_sentence(judge, intro, way & 1 ? &here : NULL),
                      walk_sentence(judge, original, way & 2 ? &there : NULL)))
            return true;
    }
    return false;
}

// How literally one side's words, days and attributions apart, stand on the other side in order:
// the mean of the shares with and without names.
static float literal_share(const struct judge *judge, bool here)
{
    const struct wording *wording = judge->wording;
    const struct alignment *alignment = &judge->alignment;
    const struct passage *passage = here ? &alignment->here : &alignment->there;
    const float *likeness = here ? alignment->here_likeness : alignment->there_likeness;
    float total = 0, literal = 0, own_total = 0, own_literal = 0;
    for (size_t i = 0; i < passage->count; i++) {
        size_t token = passage->words[i].token;
        if (wording->marks[token] & WORDING_DATE || judge->is_attribution[here ? 0 : 1][i])
            continue;
        int32_t partner = here ? (int32_t)i : alignment->there_partner[i];
        bool in_order = likeness[i] >= 0.85F && !alignment->here_moved[partner];
        float weight = wording_word(wording, token)->flags & WORD_FUNCTION ? 0.3F : 1;
        total += weight;
        literal += in_order ? weight : 0;
        if (!(wording->marks[token] & WORDING_NAME)) {
            own_total += weight;
            own_literal += in_order ? weight : 0;
        }
    }
    return total > 0 && own_total > 0 ? (literal / total + own_literal / own_total) / 2 : 1;
}

// The same sentence, shortened or lengthened, is one side in the other.
static bool is_literal(const struct judge *judge)
{
    return literal_share(judge, true) >= literal_least ||
           literal_share(judge, false) >= literal_least;
}

static bool has_attribution(struct judge *judge, size_t sentence)
{
    return attributions_of(judge, sentence)->count > 0;
}

static void note_attributions(struct judge *judge, const struct passage *passage,
                              bool *is_attribution, const uint32_t *sentences, size_t count)
{
    for (size_t i = 0; i < passage->count; i++)
        is_attribution[i] = false;
    for (size_t k = 0; k < count; k++) {
        const struct attributions *found = attributions_of(judge, sentences[k]);
        for (size_t i = 0; i < passage->count && found->count; i++)
            is_attribution[i] = is_attribution[i] || attribution_covers(found->items, found->count,
                                                                        passage->words[i].token);
    }
}

static void align(struct judge *judge, uint32_t sentence, const uint32_t *others, size_t count)
{
    struct passage here = passages_of(judge->passages, sentence);
    struct passage there = count == 1
                               ? passages_of(judge->passages, others[0])
                               : alignment_join(&judge->alignment, judge->passages, others, count);
    alignment_match(&judge->alignment, here, there);
    note_attributions(judge, &judge->alignment.here, judge->is_attribution[0], &sentence, 1);
    note_attributions(judge, &judge->alignment.there, judge->is_attribution[1], others, count);
}

// Judges an introduction sentence whose pairs are pairs[first … first + count).
static void judge_intro(struct judge *judge, size_t sentence, size_t first, size_t count)
{
    struct findings *findings = judge->findings;
    struct telling *telling = &findings->tellings[sentence];
    uint32_t others[COUNTERPARTS_MOST];
    size_t other_count = count < COUNTERPARTS_MOST ? count : COUNTERPARTS_MOST;
    *telling = (struct telling){.compared = true, .derivation = DERIVATION_EDITORIAL, .score = 1};
    if (!count)
        return;
    bool verbatim = false, attributed = false;
    telling->score = 0;
    for (size_t i = 0; i < other_count; i++) {
        others[i] = findings->pairs[first + i].original;
        verbatim = verbatim || is_verbatim(judge, sentence, others[i]);
        attributed = attributed || has_attribution(judge, others[i]);
        if (findings->pairs[first + i].score > telling->score)
            telling->score = findings->pairs[first + i].score;
    }
    align(judge, (uint32_t)sentence, others, other_count);
    telling->derivation = verbatim            ? DERIVATION_VERBATIM
                          : is_literal(judge) ? DERIVATION_EDITED
                                              : DERIVATION_PARAPHRASE;
    telling->attribution_dropped = attributed && !has_attribution(judge, sentence) &&
                                   telling->derivation != DERIVATION_PARAPHRASE;
    if (verbatim)
        return;
    const struct attributions *own = attributions_of(judge, sentence);
    struct substance_query query = {
        .wording = judge->wording,
        .passages = judge->passages,
        .known = &judge->known,
        .attributions = own->items,
        .attribution_count = own->count,
        .sentence = (uint32_t)sentence,
        .others = others,
        .other_count = other_count,
        .added = true,
        .reworded = telling->derivation == DERIVATION_PARAPHRASE,
    };
    telling->gained = substance_find(&query, &judge->alignment, &findings->added,
                                     &findings->added_count, &findings->added_capacity) > 0;
}

// Judges an original's sentence.
static void judge_original(struct judge *judge, size_t sentence)
{
    struct findings *findings = judge->findings;
    struct telling *telling = &findings->tellings[sentence];
    uint32_t others[COUNTERPARTS_MOST];
    size_t other_count = 0;
    bool verbatim = false;
    *telling = (struct telling){.compared = true, .carried = CARRIED_OUT};
    for (uint32_t at = judge->starts[sentence]; at < judge->starts[sentence + 1]; at++) {
        const struct source_pair *pair = &findings->pairs[judge->by_original[at]];
        if (pair->score > telling->score)
            telling->score = pair->score;
        verbatim = verbatim || findings->tellings[pair->intro].derivation == DERIVATION_VERBATIM;
        if (other_count < COUNTERPARTS_MOST)
            others[other_count++] = pair->intro;
    }
    if (!other_count)
        return;
    telling->carried = CARRIED_FULLY;
    if (verbatim && other_count == 1)
        return;
    align(judge, (uint32_t)sentence, others, other_count);
    const struct attributions *own = attributions_of(judge, sentence);
    struct substance_query query = {
        .wording = judge->wording,
        .passages = judge->passages,
        .known = &judge->known,
        .attributions = own->items,
        .attribution_count = own->count,
        .sentence = (uint32_t)sentence,
        .others = others,
        .other_count = other_count,
    };
    if (!substance_find(&query, &judge->alignment, &findings->lost, &findings->lost_count,
                        &findings->lost_capacity))
        return;
    telling->carried = CARRIED_PARTLY;
    for (size_t i = 0; i < other_count; i++)
        findings->tellings[others[i]].lost = true;
}

// Sorts the pairs' indices by original sentence, counting first.
static void index_by_original(struct judge *judge)
{
    const struct findings *findings = judge->findings;
    size_t sentences = judge->wording->article->sentence_count;
    judge->starts = memory_allocate_zeroed(sentences + 2, sizeof *judge->starts);
    judge->by_original = memory_allocate(findings->pair_count * sizeof *judge->by_original);
    for (size_t i = 0; i < findings->pair_count; i++)
        judge->starts[findings->pairs[i].original + 2]++;
    for (size_t i = 2; i < sentences + 2; i++)
        judge->starts[i] += judge->starts[i - 1];
    for (size_t i = 0; i < findings->pair_count; i++)
        judge->by_original[judge->starts[findings->pairs[i].original + 1]++] = (uint32_t)i;
}

static int compare_phrases(const void *one, const void *other)
{
    const struct phrase *left = one, *right = other;
    return left->span.start < right->span.start ? -1 : left->span.start > right->span.start;
}

static void sort_phrases(struct phrase *phrases, size_t count)
{
    if (count)
        qsort(phrases, count, sizeof *phrases, compare_phrases);
}

void telling_judge(struct passages *passages, struct findings *findings)
{
    const struct wording *wording = passages->wording;
    const struct article *article = wording->article;
    struct judge judge = {.wording = wording, .passages = passages, .findings = findings};
    free(findings->tellings);
    findings->telling_count = article->sentence_count;
    findings->tellings =
        memory_allocate_zeroed(findings->telling_count, sizeof *findings->tellings);
    findings->added_count = findings->lost_count = 0;
    judge.attribution_numbers =
        memory_allocate_zeroed(article->sentence_count, sizeof *judge.attribution_numbers);
    substance_known_init(&judge.known, wording);
    index_by_original(&judge);
    size_t pair = 0;
    for (size_t i = 0; i < article->sentence_count; i++) {
        if (!candidates_is_intro(article, i))
            continue;
        size_t first = pair;
        while (pair < findings->pair_count && findings->pairs[pair].intro == i)
            pair++;
        judge_intro(&judge, i, first, pair - first);
    }
    for (size_t i = 0; i < article->sentence_count; i++) {
        if (candidates_is_original(article, i))
            judge_original(&judge, i);
    }
    sort_phrases(findings->added, findings->added_count);
    sort_phrases(findings->lost, findings->lost_count);
    alignment_fini(&judge.alignment);
    substance_known_fini(&judge.known);
    free(judge.attribution_numbers);
    free(judge.attributions);
    free(judge.by_original);
    free(judge.starts);
}
