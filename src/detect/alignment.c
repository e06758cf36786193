// SPDX-License-Identifier: GPL-3.0-or-later
// Alignment of two passages word by word.

#include <config.h>

#include "detect/alignment.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const float run_bonus = 0.05F;  // for a match right after another
static const float word_bonus = 0.01F; // so that words of no weight are matched too

enum choice { CHOICE_MATCH = 1, CHOICE_AFTER_MATCH = 2, CHOICE_UP = 4, CHOICE_LEFT = 8 };

void alignment_fini(struct alignment *alignment)
{
    free(alignment->here.words);
    free(alignment->there.words);
    free(alignment->here_partner);
    free(alignment->there_partner);
    free(alignment->here_likeness);
    free(alignment->there_likeness);
    free(alignment->here_moved);
    free(alignment->best);
    free(alignment->matched);
    free(alignment->choices);
    free(alignment->likenesses);
    *alignment = (struct alignment){0};
}

void passage_clear(struct passage *passage)
{
    passage->count = 0;
}

// Stems and senses have 26 bits each, entities and quantities 6 each. Equal spellings have equal
// stems.
static uint64_t sign(const struct word *word, uint32_t entity, uint32_t quantity)
{
    uint64_t signature = UINT64_C(1) << word->stem % 26;
    for (size_t i = 0; i < LEXICON_SENSES; i++)
        signature |= word->senses[i] ? UINT64_C(1) << (26 + word->senses[i] % 26) : 0;
    signature |= entity ? UINT64_C(1) << (52 + entity % 6) : 0;
    signature |= quantity ? UINT64_C(1) << (58 + quantity % 6) : 0;
    return signature;
}

void passage_add_sentence(struct passage *passage, const struct wording *wording, size_t sentence)
{
    const struct sentence *added = &wording->article->sentences[sentence];
    for (size_t i = 0; i < added->token_count && passage->count < ALIGNMENT_LONGEST; i++) {
        size_t token = added->first_token + i;
        if (wording_word(wording, token)->flags & WORD_MARK)
            continue;
        const struct word *word = wording_word(wording, token);
        passage->words = memory_grow(passage->words, &passage->capacity, passage->count + 1,
                                     sizeof *passage->words);
        passage->words[passage->count++] = (struct passage_word){
            .signature = sign(word, wording->entities[token], wording->quantities[token]),
            .token = (uint32_t)token,
            .spelling = word->spelling,
            .stem = word->stem,
            .entity = wording->entities[token],
            .quantity = wording->quantities[token],
            .senses = {word->senses[0], word->senses[1]},
            .weight = wording->weights[token],
        };
    }
}

static void make_room(struct alignment *alignment)
{
    if (!alignment->room) {
        size_t room = alignment->room = ALIGNMENT_LONGEST;
        alignment->here_partner = memory_allocate(room * sizeof *alignment->here_partner);
        alignment->there_partner = memory_allocate(room * sizeof *alignment->there_partner);
        alignment->here_likeness = memory_allocate(room * sizeof *alignment->here_likeness);
        alignment->there_likeness = memory_allocate(room * sizeof *alignment->there_likeness);
        alignment->here_moved = memory_allocate(room * sizeof *alignment->here_moved);
        alignment->best = memory_allocate(2 * (room + 1) * sizeof *alignment->best);
        alignment->matched = memory_allocate(2 * (room + 1) * sizeof *alignment->matched);
    }
    size_t cells = (alignment->here.count + 1) * (alignment->there.count + 1);
    alignment->choices = memory_grow(alignment->choices, &alignment->choice_capacity, cells, 1);
    alignment->likenesses =
        memory_grow(alignment->likenesses, &alignment->likeness_capacity, cells, 1);
    for (size_t i = 0; i < alignment->here.count; i++) {
        alignment->here_partner[i] = -1;
        alignment->here_likeness[i] = 0;
        alignment->here_moved[i] = false;
    }
    for (size_t i = 0; i < alignment->there.count; i++) {
        alignment->there_partner[i] = -1;
        alignment->there_likeness[i] = 0;
    }
}

// wording_similarity() in hundredths, for words whose signatures have a bit in common.
static uint8_t likeness_of(const struct passage_word *one, const struct passage_word *other)
{
    if (one->spelling == other->spelling)
        return 100;
    if (one->quantity && one->quantity == other->quantity)
        return 90;
    if (one->stem == other->stem)
        return 85;
    if (one->entity && one->entity == other->entity)
        return 75;
    return senses_meet(one->senses, other->senses) ? 50 : 0;
}

static void pair_up(struct alignment *alignment, size_t here, size_t there, float likeness,
                    bool moved)
{
    alignment->here_partner[here] = (int32_t)there;
    alignment->there_partner[there] = (int32_t)here;
    alignment->here_likeness[here] = likeness;
    alignment->there_likeness[there] = likeness;
    alignment->here_moved[here] = moved;
}

// The words of both sides that are not yet paired by their common ends: [x0, x1) × [y0, y1).
struct field {
    size_t x0, x1, y0, y1;
};

// Pairs the words that both passages begin and end with.
static struct field match_ends(struct alignment *alignment)
{
    struct field field = {0, alignment->here.count, 0, alignment->there.count};
    const struct passage_word *here = alignment->here.words, *there = alignment->there.words;
    while (field.x0 < field.x1 && field.y0 < field.y1 &&
           here[field.x0].spelling == there[field.y0].spelling)
        pair_up(alignment, field.x0++, field.y0++, 1, false);
    while (field.x0 < field.x1 && field.y0 < field.y1 &&
           here[field.x1 - 1].spelling == there[field.y1 - 1].spelling)
        pair_up(alignment, --field.x1, --field.y1, 1, false);
    return field;
}

// Fills the tables of likenesses and of choices for the heaviest common subsequence.
static void weigh_choices(struct alignment *alignment, const struct field *field)
{
    size_t width = field->y1 - field->y0 + 1;
    float *best = alignment->best, *matched = alignment->matched;
    uint8_t *likenesses = alignment->likenesses, *choices = alignment->choices;
    for (size_t y = 0; y < width; y++) {
        best[y] = 0;
        matched[y] = -1;
    }
    for (size_t x = field->x0; x < field->x1; x++) {
        const struct passage_word *here = &alignment->here.words[x];
        float diagonal = best[0], diagonal_matched = matched[0], left = best[0];
        choices += width;
        for (size_t y = 1; y < width; y++) {
            const struct passage_word *there = &alignment->there.words[field->y0 + y - 1];
            float above = best[y], above_matched = matched[y];
            bool is_up = above >= left;
            uint8_t likeness = 0, choice = is_up ? CHOICE_UP : CHOICE_LEFT;
            float value = is_up ? above : left, ending = -1;
            if (here->signature & there->signature && (likeness = likeness_of(here, there)) > 0) {
                float weight = here->weight < there->weight ? here->weight : there->weight;
                float gain = (weight + word_bonus) * likeness / 100;
                bool after = diagonal_matched >= 0 && diagonal_matched + run_bonus >= diagonal;
                ending = gain + (after ? diagonal_matched + run_bonus : diagonal);
                choice |= after ? CHOICE_AFTER_MATCH : 0;
                if (ending >= value) {
                    value = ending;
                    choice |= CHOICE_MATCH;
                }
            }
            *likenesses++ = likeness;
            matched[y] = ending;
            best[y] = left = value;
            choices[y] = choice;
            diagonal = above;
            diagonal_matched = above_matched;
        }
    }
}

static void match_in_order(struct alignment *alignment, const struct field *field)
{
    weigh_choices(alignment, field);
    size_t width = field->y1 - field->y0 + 1;
    size_t x = field->x1 - field->x0, y = field->y1 - field->y0;
    bool forced = false;
    while (x > 0 && y > 0) {
        uint8_t choice = alignment->choices[x * width + y];
        if (forced || choice & CHOICE_MATCH) {
            forced = choice & CHOICE_AFTER_MATCH;
            x--;
            y--;
            pair_up(alignment, field->x0 + x, field->y0 + y,
                    (float)alignment->likenesses[x * (width - 1) + y] / 100, false);
        } else if (choice & CHOICE_UP) {
            x--;
        } else {
            y--;
        }
    }
}

// Pairs words of weight that stand elsewhere and are at least so alike, the more alike first.
static void match_moved(struct alignment *alignment, const struct field *field, uint8_t least)
{
    static const float weight_least = 0.05F;
    size_t width = field->y1 - field->y0;
    for (size_t x = field->x0; x < field->x1; x++) {
        if (alignment->here_partner[x] >= 0 || alignment->here.words[x].weight < weight_least)
            continue;
        const uint8_t *likenesses = alignment->likenesses + (x - field->x0) * width;
        uint8_t highest = 0;
        size_t partner = 0;
        for (size_t y = 0; y < width; y++) {
            if (likenesses[y] > highest && alignment->there_partner[field->y0 + y] < 0 &&
                alignment->there.words[field->y0 + y].weight >= weight_least) {
                highest = likenesses[y];
                partner = field->y0 + y;
            }
        }
        if (highest >= least)
            pair_up(alignment, x, partner, (float)highest / 100, true);
    }
}

void alignment_match(struct alignment *alignment)
{
    make_room(alignment);
    struct field field = match_ends(alignment);
    match_in_order(alignment, &field);
    match_moved(alignment, &field, 80);
    match_moved(alignment, &field, 40);
}
