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
    free(alignment->here.tokens);
    free(alignment->there.tokens);
    free(alignment->here_partner);
    free(alignment->there_partner);
    free(alignment->here_likeness);
    free(alignment->there_likeness);
    free(alignment->here_moved);
    free(alignment->best);
    free(alignment->matched);
    free(alignment->choices);
    *alignment = (struct alignment){0};
}

void passage_clear(struct passage *passage)
{
    passage->count = 0;
}

void passage_add_sentence(struct passage *passage, const struct wording *wording, size_t sentence)
{
    const struct sentence *added = &wording->article->sentences[sentence];
    for (size_t i = 0; i < added->token_count && passage->count < ALIGNMENT_LONGEST; i++) {
        size_t token = added->first_token + i;
        if (wording_word(wording, token)->flags & WORD_MARK)
            continue;
        passage->tokens = memory_grow(passage->tokens, &passage->capacity, passage->count + 1,
                                      sizeof *passage->tokens);
        passage->tokens[passage->count++] = (uint32_t)token;
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
        alignment->choices = memory_allocate((room + 1) * (room + 1));
    }
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

static float gain_of(const struct wording *wording, size_t one, size_t other)
{
    float likeness = wording_similarity(wording, one, other);
    if (likeness <= 0)
        return 0;
    float weight = wording->weights[one] < wording->weights[other] ? wording->weights[one]
                                                                   : wording->weights[other];
    return likeness * (weight + word_bonus);
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

// Fills the table of choices for the heaviest common subsequence.
static void weigh_choices(struct alignment *alignment, const struct wording *wording)
{
    size_t width = alignment->there.count + 1;
    float *best = alignment->best, *matched = alignment->matched;
    for (size_t y = 0; y < width; y++) {
        best[y] = 0;
        matched[y] = -1;
    }
    for (size_t x = 1; x <= alignment->here.count; x++) {
        float diagonal = best[0], diagonal_matched = matched[0];
        for (size_t y = 1; y < width; y++) {
            float above = best[y], above_matched = matched[y];
            float gain = gain_of(wording, alignment->here.tokens[x - 1],
                                 alignment->there.tokens[y - 1]);
            uint8_t choice = above >= best[y - 1] ? CHOICE_UP : CHOICE_LEFT;
            float value = above >= best[y - 1] ? above : best[y - 1];
            matched[y] = -1;
            if (gain > 0) {
                bool after = diagonal_matched >= 0 && diagonal_matched + run_bonus >= diagonal;
                matched[y] = gain + (after ? diagonal_matched + run_bonus : diagonal);
                choice |= after ? CHOICE_AFTER_MATCH : 0;
                if (matched[y] >= value) {
                    value = matched[y];
                    choice |= CHOICE_MATCH;
                }
            }
            best[y] = value;
            alignment->choices[x * width + y] = choice;
            diagonal = above;
            diagonal_matched = above_matched;
        }
    }
}

static void match_in_order(struct alignment *alignment, const struct wording *wording)
{
    weigh_choices(alignment, wording);
    size_t width = alignment->there.count + 1;
    size_t x = alignment->here.count, y = alignment->there.count;
    bool forced = false;
    while (x > 0 && y > 0) {
        uint8_t choice = alignment->choices[x * width + y];
        if (forced || choice & CHOICE_MATCH) {
            forced = choice & CHOICE_AFTER_MATCH;
            x--;
            y--;
            pair_up(alignment, x, y,
                    wording_similarity(wording, alignment->here.tokens[x],
                                       alignment->there.tokens[y]),
                    false);
        } else if (choice & CHOICE_UP) {
            x--;
        } else {
            y--;
        }
    }
}

// Pairs words of weight that stand elsewhere, the more alike first.
static void match_moved(struct alignment *alignment, const struct wording *wording, float least)
{
    for (size_t x = 0; x < alignment->here.count; x++) {
        size_t here = alignment->here.tokens[x];
        if (alignment->here_partner[x] >= 0 || wording->weights[here] < 0.05F)
            continue;
        float highest = 0;
        size_t partner = 0;
        for (size_t y = 0; y < alignment->there.count; y++) {
            size_t there = alignment->there.tokens[y];
            if (alignment->there_partner[y] >= 0 || wording->weights[there] < 0.05F)
                continue;
            float likeness = wording_similarity(wording, here, there);
            if (likeness > highest) {
                highest = likeness;
                partner = y;
            }
        }
        if (highest >= least)
            pair_up(alignment, x, partner, highest, true);
    }
}

void alignment_match(struct alignment *alignment, const struct wording *wording)
{
    make_room(alignment);
    match_in_order(alignment, wording);
    match_moved(alignment, wording, 0.8F);
    match_moved(alignment, wording, 0.4F);
}
