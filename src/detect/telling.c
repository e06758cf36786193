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

struct judge {
    const struct wording *wording;
    struct findings *findings;
    struct alignment alignment;
    // Of the aligned words of either side, whether they are in a bare attribution.
    bool is_attribution[2][ALIGNMENT_LONGEST];
    struct substance_known known;
    // Indices of the pairs by original sentence, those of sentence s from starts[s] on.
    uint32_t *by_original, *starts;
};

// The words of a sentence without marks, its bare attributions left out where wanted.
static size_t list_words(const struct wording *wording, size_t sentence, bool without_attribution,
                         uint32_t *tokens, size_t room)
{
    const struct sentence *read = &wording->article->sentences[sentence];
    struct attribution found[ATTRIBUTIONS_MOST];
    size_t found_count = without_attribution ? attribution_find(wording, sentence, found) : 0;
    size_t count = 0;
    for (size_t i = 0; i < read->token_count && count < room; i++) {
        size_t token = read->first_token + i;
        if (!(wording_word(wording, token)->flags & WORD_MARK) &&
            !attribution_covers(found, found_count, token))
            tokens[count++] = (uint32_t)token;
    }
    return count;
}

static bool are_equal(const struct wording *wording, const uint32_t *one, size_t one_count,
                      const uint32_t *other, size_t other_count)
{
    if (one_count != other_count || one_count == 0)
        return false;
    for (size_t i = 0; i < one_count; i++) {
        if (wording_word(wording, one[i])->spelling != wording_word(wording, other[i])->spelling)
            return false;
    }
    return true;
}

// The words equal, with or without the attributions of either side.
static bool is_verbatim(const struct wording *wording, size_t intro, size_t original)
{
    enum { ROOM = 1024 };
    uint32_t here[ROOM], there[ROOM];
    for (int way = 0; way < 4; way++) {
        size_t here_count = list_words(wording, intro, way & 1, here, ROOM);
        size_t there_count = list_words(wording, original, way & 2, there, ROOM);
        if (here_count < ROOM && are_equal(wording, here, here_count, there, there_count))
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

static bool has_attribution(const struct wording *wording, size_t sentence)
{
    struct attribution found[ATTRIBUTIONS_MOST];
    return attribution_find(wording, sentence, found) > 0;
}

static void note_attributions(const struct judge *judge, const struct passage *passage,
                              bool *is_attribution, const uint32_t *sentences, size_t count)
{
    struct attribution found[ATTRIBUTIONS_MOST];
    for (size_t i = 0; i < passage->count; i++)
        is_attribution[i] = false;
    for (size_t k = 0; k < count; k++) {
        size_t found_count = attribution_find(judge->wording, sentences[k], found);
        for (size_t i = 0; i < passage->count && found_count; i++)
            is_attribution[i] = is_attribution[i] ||
                                attribution_covers(found, found_count, passage->words[i].token);
    }
}

static void align(struct judge *judge, uint32_t sentence, const uint32_t *others, size_t count)
{
    passage_clear(&judge->alignment.here);
    passage_clear(&judge->alignment.there);
    passage_add_sentence(&judge->alignment.here, judge->wording, sentence);
    for (size_t i = 0; i < count; i++)
        passage_add_sentence(&judge->alignment.there, judge->wording, others[i]);
    alignment_match(&judge->alignment);
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
        verbatim = verbatim || is_verbatim(judge->wording, sentence, others[i]);
        attributed = attributed || has_attribution(judge->wording, others[i]);
        if (findings->pairs[first + i].score > telling->score)
            telling->score = findings->pairs[first + i].score;
    }
    align(judge, (uint32_t)sentence, others, other_count);
    telling->derivation = verbatim            ? DERIVATION_VERBATIM
                          : is_literal(judge) ? DERIVATION_EDITED
                                              : DERIVATION_PARAPHRASE;
    telling->attribution_dropped = attributed && !has_attribution(judge->wording, sentence) &&
                                   telling->derivation != DERIVATION_PARAPHRASE;
    if (verbatim)
        return;
    struct substance_query query = {
        .wording = judge->wording,
        .known = &judge->known,
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
    struct substance_query query = {
        .wording = judge->wording,
        .known = &judge->known,
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

void telling_judge(const struct wording *wording, struct findings *findings)
{
    const struct article *article = wording->article;
    struct judge judge = {.wording = wording, .findings = findings};
    free(findings->tellings);
    findings->telling_count = article->sentence_count;
    findings->tellings =
        memory_allocate_zeroed(findings->telling_count, sizeof *findings->tellings);
    findings->added_count = findings->lost_count = 0;
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
    free(judge.by_original);
    free(judge.starts);
}
