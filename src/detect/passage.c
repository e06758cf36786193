// SPDX-License-Identifier: GPL-3.0-or-later
// Passage: the words of the sentences asked for, in blocks that never move, so that passages may
// be held while others are read. Time: the tokens of each different sentence once.

#include <config.h>

#include "detect/passage.h"

#include "base/memory.h"

#include <stdlib.h>

enum { BLOCK_WORDS = 2048 };

struct passage_block {
    struct passage_block *older;
    size_t count;
    struct passage_word words[BLOCK_WORDS];
};

void passages_init(struct passages *passages, const struct wording *wording)
{
    *passages = (struct passages){
        .wording = wording,
        .sentences =
            memory_allocate_zeroed(wording->article->sentence_count, sizeof *passages->sentences),
    };
}

void passages_fini(struct passages *passages)
{
    while (passages->blocks) {
        struct passage_block *block = passages->blocks;
        passages->blocks = block->older;
        free(block);
    }
    free(passages->sentences);
    *passages = (struct passages){0};
}

// A block with room for so many words, PASSAGE_LONGEST at most.
static struct passage_block *block_with_room(struct passages *passages, size_t count)
{
    struct passage_block *block = passages->blocks;
    if (!block || block->count + count > BLOCK_WORDS) {
        block = memory_allocate(sizeof *block);
        block->older = passages->blocks;
        block->count = 0;
        passages->blocks = block;
    }
    return block;
}

// Equal spellings have equal stems, and need no set of their own.
static void list_sets(struct passage_word *word)
{
    enum {
        FIRST_SENSE = PASSAGE_STEM_SETS,
        FIRST_ENTITY = FIRST_SENSE + PASSAGE_SENSE_SETS,
        FIRST_QUANTITY = FIRST_ENTITY + PASSAGE_ENTITY_SETS,
    };
    size_t count = 0;
    word->sets[count++] = (uint8_t)(word->stem % PASSAGE_STEM_SETS);
    for (size_t i = 0; i < LEXICON_SENSES && word->senses[i]; i++)
        word->sets[count++] = (uint8_t)(FIRST_SENSE + word->senses[i] % PASSAGE_SENSE_SETS);
    if (word->entity)
        word->sets[count++] = (uint8_t)(FIRST_ENTITY + word->entity % PASSAGE_ENTITY_SETS);
    if (word->quantity)
        word->sets[count++] = (uint8_t)(FIRST_QUANTITY + word->quantity % PASSAGE_QUANTITY_SETS);
    while (count < PASSAGE_WORD_SETS)
        word->sets[count++] = word->sets[0];
}

static struct passage read_passage(struct passages *passages, size_t sentence)
{
    const struct wording *wording = passages->wording;
    const struct sentence *read = &wording->article->sentences[sentence];
    size_t most = read->token_count < PASSAGE_LONGEST ? read->token_count : PASSAGE_LONGEST;
    struct passage_block *block = block_with_room(passages, most);
    struct passage_word *words = block->words + block->count;
    struct passage passage = {.words = words};
    for (size_t i = 0; i < read->token_count && passage.count < most; i++) {
        size_t token = read->first_token + i;
        const struct word *word = wording_word(wording, token);
        float weight = wording->weights[token];
        if (word->flags & WORD_MARK)
            continue;
        words[passage.count] = (struct passage_word){
            .token = (uint32_t)token,
            .spelling = word->spelling,
            .stem = word->stem,
            .entity = wording->entities[token],
            .quantity = wording->quantities[token],
            .senses = {word->senses[0], word->senses[1]},
            .weight = weight,
        };
        list_sets(&words[passage.count++]);
        passage.has_person = passage.has_person || wording->marks[token] & WORDING_PERSON;
        passage.has_quantity = passage.has_quantity || wording->quantities[token];
        passage.weight += weight;
        passage.core_weight += passage_is_core(wording, token) ? weight : 0;
    }
    block->count += passage.count;
    return passage;
}

struct passage passages_of(struct passages *passages, size_t sentence)
{
    struct passage *passage = &passages->sentences[sentence];
    if (!passage->words)
        *passage = read_passage(passages, sentence);
    return *passage;
}
