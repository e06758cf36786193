// SPDX-License-Identifier: GPL-3.0-or-later
// Pairing: the features of one pair of sentences, from its alignment.

#include <config.h>

#include "detect/pairing.h"

#include "base/memory.h"

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
    if (!alignment->here.has_person || !alignment->there.has_person)
        return 0;
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
    if (!alignment->here.has_quantity || !alignment->there.has_quantity)
        return 0;
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

// Adds the words of one side that have a partner to the pool.
static struct matched_words pool_add(struct match_pool *pool, const struct wording *wording,
                                     const struct passage *passage, const float *likeness)
{
    struct matched_words added = {pool->count, 0, passage->weight, passage->core_weight};
    pool->items = memory_grow(pool->items, &pool->capacity, pool->count + passage->count,
                              sizeof *pool->items);
    for (size_t i = 0; i < passage->count; i++) {
        const struct passage_word *word = &passage->words[i];
        pool->items[pool->count] = (struct matched_word){word->token, (uint8_t)(likeness[i] * 255),
                                                         passage_is_core(wording, word->token)};
        pool->count += likeness[i] > 0;
    }
    added.count = pool->count - added.first;
    return added;
}

void pairing_measure(struct passages *passages, struct alignment *alignment, uint32_t intro,
                     uint32_t original, struct match_pool *pool, struct pairing *pairing)
{
    const struct wording *wording = passages->wording;
    alignment_match(alignment, passages_of(passages, intro), passages_of(passages, original));
    *pairing = (struct pairing){
        .intro = intro,
        .original = original,
        .persons = count_common_persons(wording, alignment),
        .quantities = count_common_quantities(alignment, 2),
        .days = wording_compare_days(wording, intro, original),
        .title = wording->article->sentences[intro].kind == SENTENCE_TITLE,
        .headline = wording->article->sentences[original].kind == SENTENCE_HEADLINE,
        .intro_matches = pool_add(pool, wording, &alignment->here, alignment->here_likeness),
        .original_matches = pool_add(pool, wording, &alignment->there, alignment->there_likeness),
    };
}
