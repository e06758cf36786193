// SPDX-License-Identifier: GPL-3.0-or-later
// Pairing: the features of one pair of sentences, from its alignment.

#include <config.h>

#include "detect/pairing.h"

#include "base/memory.h"

// Part of the passage's weight that is matched.
static float share_of(const struct passage *passage, const float *likeness)
{
    float total = 0, matched = 0;
    for (size_t i = 0; i < passage->count; i++) {
        float weight = passage->words[i].weight;
        total += weight;
        matched += weight * likeness[i];
    }
    return total > 0 ? matched / total : 0;
}

// Part of the words here that stand in runs of three or more neighbours matched to neighbours.
static float run_share_of(const struct alignment *alignment)
{
    size_t in_runs = 0, length = 0;
    for (size_t i = 0; i < alignment->here.count; i++) {
        bool goes_on = i > 0 && alignment->here_partner[i] >= 0 && !alignment->here_moved[i] &&
                       alignment->here_partner[i] == alignment->here_partner[i - 1] + 1;
        if (!goes_on) {
            in_runs += length >= 3 ? length : 0;
            length = 0;
        }
        length += alignment->here_partner[i] >= 0;
    }
    in_runs += length >= 3 ? length : 0;
    return alignment->here.count ? (float)in_runs / (float)alignment->here.count : 0;
}

// Lists the different persons of a passage, at most `room` of them.
static size_t list_persons(const struct wording *wording, const struct passage *passage,
                           uint32_t *persons, size_t room)
{
    size_t count = 0;
    for (size_t i = 0; i < passage->count && count < room; i++) {
        size_t token = passage->words[i].token, at = 0;
        if (!(wording->marks[token] & WORDING_PERSON))
            continue;
        while (at < count && persons[at] != wording->entities[token])
            at++;
        if (at == count)
            persons[count++] = wording->entities[token];
    }
    return count;
}

static unsigned count_common_persons(const struct wording *wording,
                                     const struct alignment *alignment)
{
    enum { ROOM = 16 };
    uint32_t here[ROOM], there[ROOM];
    size_t here_count = list_persons(wording, &alignment->here, here, ROOM);
    size_t there_count = list_persons(wording, &alignment->there, there, ROOM);
    unsigned common = 0;
    for (size_t i = 0; i < here_count; i++) {
        for (size_t k = 0; k < there_count; k++)
            common += here[i] == there[k];
    }
    return common;
}

// Different quantities over three that both tell, `most` at most.
static unsigned count_common_quantities(const struct alignment *alignment, unsigned most)
{
    unsigned count = 0;
    uint32_t last = 0;
    for (size_t i = 0; i < alignment->here.count && count < most; i++) {
        const struct passage_word *word = &alignment->here.words[i];
        int32_t partner = alignment->here_partner[i];
        if (!word->quantity || word->quantity == last || word->weight < 0.3F || partner < 0 ||
            alignment->there.words[partner].quantity != word->quantity)
            continue;
        last = word->quantity;
        count++;
    }
    return count;
}

static size_t pool_add(struct match_pool *pool, const float *likeness, size_t count)
{
    pool->items =
        memory_grow(pool->items, &pool->capacity, pool->count + count, sizeof *pool->items);
    for (size_t i = 0; i < count; i++)
        pool->items[pool->count + i] = (uint8_t)(likeness[i] * 255);
    pool->count += count;
    return pool->count - count;
}

void pairing_measure(const struct wording *wording, struct alignment *alignment, uint32_t intro,
                     uint32_t original, struct match_pool *pool, struct pairing *pairing)
{
    passage_clear(&alignment->here);
    passage_clear(&alignment->there);
    passage_add_sentence(&alignment->here, wording, intro);
    passage_add_sentence(&alignment->there, wording, original);
    alignment_match(alignment);
    *pairing = (struct pairing){
        .intro = intro,
        .original = original,
        .intro_share = share_of(&alignment->here, alignment->here_likeness),
        .original_share = share_of(&alignment->there, alignment->there_likeness),
        .run_share = run_share_of(alignment),
        .persons = count_common_persons(wording, alignment),
        .quantities = count_common_quantities(alignment, 2),
        .days = wording_compare_days(wording, intro, original),
        .title = wording->article->sentences[intro].kind == SENTENCE_TITLE,
        .headline = wording->article->sentences[original].kind == SENTENCE_HEADLINE,
        .intro_words = (uint16_t)alignment->here.count,
        .original_words = (uint16_t)alignment->there.count,
    };
    pairing->intro_matches = pool_add(pool, alignment->here_likeness, alignment->here.count);
    pairing->original_matches = pool_add(pool, alignment->there_likeness, alignment->there.count);
}
