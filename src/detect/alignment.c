// SPDX-License-Identifier: GPL-3.0-or-later
// Alignment of two passages word by word. Words that are alike share a stem, a sense, an entity or
// a quantity: for each of these a set of the words there, one bit a word, finds them. The weight
// of the heaviest subsequence of the first words here and the first there is a row for each word
// here, which is that of the word before where nothing is alike; a row never falls from left to
// right, so that a link lifts only a stretch of it.

#include <config.h>

#include "detect/alignment.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const float run_bonus = 0.05F;  // for a match right after another
static const float word_bonus = 0.01F; // so that words of no weight are matched too

enum { SET_BITS = 64, SET_WORDS = PASSAGE_LONGEST / SET_BITS };

enum { WEIGHTS_LEAST = 8192, LINKS_LEAST = 2048 }; // room to begin with

void alignment_fini(struct alignment *alignment)
{
    free(alignment->here_partner);
    free(alignment->there_partner);
    free(alignment->here_likeness);
    free(alignment->there_likeness);
    free(alignment->here_moved);
    free(alignment->joined);
    free(alignment->sets);
    free(alignment->links);
    free(alignment->endings);
    free(alignment->first_links);
    free(alignment->rows);
    free(alignment->weights);
    *alignment = (struct alignment){0};
}

struct passage alignment_join(struct alignment *alignment, struct passages *passages,
                              const uint32_t *sentences, size_t count)
{
    struct passage joined = {0};
    if (!alignment->joined)
        alignment->joined = memory_allocate(PASSAGE_LONGEST * sizeof *alignment->joined);
    for (size_t i = 0; i < count; i++) {
        struct passage added = passages_of(passages, sentences[i]);
        if (added.count > PASSAGE_LONGEST - joined.count)
            added.count = PASSAGE_LONGEST - joined.count;
        memcpy(alignment->joined + joined.count, added.words, added.count * sizeof *added.words);
        joined.count += added.count;
    }
    joined.words = alignment->joined;
    return joined;
}

static void make_room(struct alignment *alignment)
{
    if (!alignment->sets) {
        size_t room = PASSAGE_LONGEST;
        alignment->here_partner = memory_allocate(room * sizeof *alignment->here_partner);
        alignment->there_partner = memory_allocate(room * sizeof *alignment->there_partner);
        alignment->here_likeness = memory_allocate(room * sizeof *alignment->here_likeness);
        alignment->there_likeness = memory_allocate(room * sizeof *alignment->there_likeness);
        alignment->here_moved = memory_allocate(room * sizeof *alignment->here_moved);
        alignment->first_links = memory_allocate((room + 1) * sizeof *alignment->first_links);
        alignment->endings = memory_allocate_zeroed(2 * (room + 1), sizeof *alignment->endings);
        alignment->rows = memory_allocate((room + 1) * sizeof *alignment->rows);
        alignment->sets =
            memory_allocate((size_t)PASSAGE_SETS * SET_WORDS * sizeof *alignment->sets);
    }
    size_t here = alignment->here.count, there = alignment->there.count;
    size_t cells = (here + 1) * (there + 1);
    if (alignment->weight_capacity < cells) {
        // Not grown: what stood there need not be copied.
        free(alignment->weights);
        alignment->weight_capacity = cells < WEIGHTS_LEAST ? WEIGHTS_LEAST : cells;
        alignment->weights =
            memory_allocate(alignment->weight_capacity * sizeof *alignment->weights);
    }
    for (size_t i = 0; i < here; i++)
        alignment->here_partner[i] = -1;
    for (size_t i = 0; i < there; i++)
        alignment->there_partner[i] = -1;
    memset(alignment->here_likeness, 0, here * sizeof *alignment->here_likeness);
    memset(alignment->there_likeness, 0, there * sizeof *alignment->there_likeness);
    memset(alignment->here_moved, 0, here * sizeof *alignment->here_moved);
}

// wording_similarity() in hundredths.
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

// Fills the sets with the words there of the field; returns how many words a set takes.
static size_t fill_sets(struct alignment *alignment, const struct field *field)
{
    size_t width = (field->y1 - field->y0 + SET_BITS - 1) / SET_BITS;
    memset(alignment->sets, 0, PASSAGE_SETS * width * sizeof *alignment->sets);
    for (size_t y = 0; y < field->y1 - field->y0; y++) {
        const uint8_t *sets = alignment->there.words[field->y0 + y].sets;
        uint64_t *words = alignment->sets + y / SET_BITS, bit = UINT64_C(1) << y % SET_BITS;
        words[sets[0] * width] |= bit;
        for (size_t i = 1; i < PASSAGE_WORD_SETS && sets[i] != sets[0]; i++)
            words[sets[i] * width] |= bit;
    }
    return width;
}

// The row of a word here, made from that of the word before.
struct row {
    const float *last;
    float *next;
    size_t width;
    bool changed; // `next` is filled; else both are the same
};

// Lifts the row from place `at` on to the weight of a link.
static inline void row_lift(struct row *row, size_t at, float weight)
{
    for (size_t k = at; k < row->width && row->next[k] < weight; k++)
        row->next[k] = weight;
}

// Finds and weighs the links of a word here, in the order of the words there, and adds them to
// the `links` there are; returns how many there are then. A row has one place before the words.
static size_t add_links(struct alignment *alignment, const struct field *field, size_t x,
                        size_t set_width, size_t links, struct row *row)
{
    const struct passage_word *here = &alignment->here.words[x];
    const struct passage_word *there = alignment->there.words + field->y0;
    uint32_t number = ++alignment->words_seen;
    struct alignment_ending *before = alignment->endings + (number % 2 ? 0 : PASSAGE_LONGEST + 1);
    struct alignment_ending *endings = alignment->endings + (number % 2 ? PASSAGE_LONGEST + 1 : 0);
    for (size_t k = 0; k < set_width; k++) {
        uint64_t set = 0;
        for (size_t i = 0; i < PASSAGE_WORD_SETS; i++)
            set |= alignment->sets[here->sets[i] * set_width + k];
        if (set && !row->changed) {
            memcpy(row->next, row->last, row->width * sizeof *row->next);
            row->changed = true;
        }
        if (links + SET_BITS > alignment->link_capacity)
            alignment->links =
                memory_grow(alignment->links, &alignment->link_capacity,
                            links ? links + SET_BITS : LINKS_LEAST, sizeof *alignment->links);
        for (; set; set &= set - 1) {
            size_t y = k * SET_BITS + (size_t)__builtin_ctzll(set);
            uint8_t likeness = likeness_of(here, &there[y]);
            if (!likeness)
                continue;
            float weight = here->weight < there[y].weight ? here->weight : there[y].weight;
            float gain = (weight + word_bonus) * likeness / 100;
            float run = before[y].word == number - 1 ? before[y].weight + run_bonus : -1;
            bool after = run >= row->last[y];
            float ending = gain + (after ? run : row->last[y]);
            alignment->links[links++] =
                (struct alignment_link){(uint16_t)y, likeness, after, ending};
            endings[y + 1] = (struct alignment_ending){ending, number};
            row_lift(row, y + 1, ending);
        }
    }
    return links;
}

// Finds and weighs the links of all words here, row by row.
static void weigh_field(struct alignment *alignment, const struct field *field)
{
    size_t width = field->y1 - field->y0 + 1, set_width = fill_sets(alignment, field);
    size_t filled = 0, links = 0;
    memset(alignment->weights, 0, width * sizeof *alignment->weights);
    alignment->rows[0] = 0;
    alignment->words_seen++; // the first word of the field has none before it
    for (size_t x = field->x0; x < field->x1; x++) {
        float *last = alignment->weights + filled * width;
        struct row row = {last, last + width, width, false};
        alignment->first_links[x - field->x0] = (uint32_t)links;
        links = add_links(alignment, field, x, set_width, links, &row);
        filled += row.changed;
        alignment->rows[x - field->x0 + 1] = (uint32_t)filled;
    }
    alignment->first_links[field->x1 - field->x0] = (uint32_t)links;
}

// The link among links[first … end) to a word there; NULL: there is none.
static const struct alignment_link *find_link(const struct alignment_link *links, size_t first,
                                              size_t end, size_t there)
{
    while (first < end && links[first].there < there)
        first++;
    return first < end && links[first].there == there ? &links[first] : NULL;
}

// Follows the heaviest subsequence from its end. A cell without link, or whose link is not its
// best, is that above it where it weighs no less than that on the left.
static void match_in_order(struct alignment *alignment, const struct field *field)
{
    weigh_field(alignment, field);
    size_t width = field->y1 - field->y0 + 1;
    size_t x = field->x1 - field->x0, y = field->y1 - field->y0;
    bool forced = false;
    while (x > 0 && y > 0) {
        const float *row = alignment->weights + alignment->rows[x] * width;
        const float *above = alignment->weights + alignment->rows[x - 1] * width;
        const struct alignment_link *link = find_link(
            alignment->links, alignment->first_links[x - 1], alignment->first_links[x], y - 1);
        if (link && (forced || (link->ending >= above[y] && link->ending >= row[y - 1]))) {
            forced = link->after;
            x--;
            y--;
            pair_up(alignment, field->x0 + x, field->y0 + y, (float)link->likeness / 100, false);
        } else if (above[y] >= row[y - 1]) {
            x--;
        } else {
            y--;
        }
    }
}

static const float weight_least = 0.05F; // of words that are matched out of order

// Pairs words here that stand elsewhere there and are at least so alike, the more alike first.
// `left` are those that have no partner yet.
static void match_moved(struct alignment *alignment, const struct field *field,
                        const uint16_t *left, size_t left_count, uint8_t least)
{
    for (size_t k = 0; k < left_count; k++) {
        size_t x = left[k], partner = 0;
        uint8_t highest = 0;
        for (size_t i = alignment->first_links[x - field->x0];
             i < alignment->first_links[x - field->x0 + 1]; i++) {
            const struct alignment_link *link = &alignment->links[i];
            size_t y = field->y0 + link->there;
            if (link->likeness > highest && alignment->there_partner[y] < 0 &&
                alignment->there.words[y].weight >= weight_least) {
                highest = link->likeness;
                partner = y;
            }
        }
        if (highest >= least && alignment->here_partner[x] < 0)
            pair_up(alignment, x, partner, (float)highest / 100, true);
    }
}

static void match_left_over(struct alignment *alignment, const struct field *field)
{
    uint16_t left[PASSAGE_LONGEST];
    size_t count = 0;
    for (size_t x = field->x0; x < field->x1; x++) {
        if (alignment->first_links[x - field->x0] < alignment->first_links[x - field->x0 + 1] &&
            alignment->here_partner[x] < 0 && alignment->here.words[x].weight >= weight_least)
            left[count++] = (uint16_t)x;
    }
    match_moved(alignment, field, left, count, 80);
    match_moved(alignment, field, left, count, 40);
}

void alignment_match(struct alignment *alignment, struct passage here, struct passage there)
{
    alignment->here = here;
    alignment->there = there;
    make_room(alignment);
    struct field field = match_ends(alignment);
    match_in_order(alignment, &field);
    match_left_over(alignment, &field);
}
