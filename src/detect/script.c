// SPDX-License-Identifier: GPL-3.0-or-later
// Script: two rows of items, an item being a token or a whole attribution; the changes between the
// rows; the changes made readable.

#include <config.h>

#include "detect/script.h"

#include "base/memory.h"
#include "detect/attribution.h"

#include <stdlib.h>

static const size_t steps_most = (size_t)1 << 20;

// The attributions of the sentences of one side, as tokens to be taken together.
struct bundle {
    size_t first, end;
};

enum { BUNDLES_MOST = 32 };

struct bundles {
    struct bundle items[BUNDLES_MOST];
    size_t count;
};

// Marks that stand for one another have one key: curly and straight quotes, the dashes.
uint64_t script_mark_key(const struct wording *wording, size_t token)
{
    static const char *const alike[][2] = {{"“", "\""}, {"”", "\""}, {"‘", "'"},  {"’", "'"},
                                           {"–", "—"},  {"«", "\""}, {"»", "\""}, {"„", "\""}};
    const struct token *item = &wording->article->tokens.items[token];
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
        if (token_is(wording->article->bytes, item, alike[i][0]))
            return token_key(alike[i][1]);
    }
    return item->key;
}

static uint64_t token_compare_key(const struct wording *wording, size_t token)
{
    const struct word *word = wording_word(wording, token);
    return word->flags & WORD_MARK ? script_mark_key(wording, token) : (uint64_t)word->spelling;
}

static void row_add(struct row *row, struct item item, uint64_t key)
{
    row->items = memory_grow(row->items, &row->capacity, row->count + 1, sizeof *row->items);
    row->keys = memory_grow(row->keys, &row->key_capacity, row->count + 1, sizeof *row->keys);
    row->items[row->count] = item;
    row->keys[row->count++] = key;
}

static void add_bundle(struct bundles *bundles, size_t first, size_t end)
{
    if (bundles->count < BUNDLES_MOST && first < end)
        bundles->items[bundles->count++] = (struct bundle){first, end};
}

// Of "Wang, also a member of …, said that" the apposition is no attribution: its subject and its
// verb are bundles of their own.
static void list_bundles(const struct wording *wording, uint32_t sentence, struct bundles *bundles)
{
    struct attribution found[ATTRIBUTIONS_MOST];
    size_t count = attribution_find(wording, sentence, found);
    for (size_t i = 0; i < count; i++) {
        size_t end = found[i].first + found[i].count;
        if (found[i].bare) {
            add_bundle(bundles, found[i].first, end);
        } else if (found[i].verb > found[i].subject_first) {
            add_bundle(bundles, found[i].subject_first,
                       found[i].subject_first + found[i].subject_count);
            add_bundle(bundles, found[i].verb, end);
        }
    }
}

// The words of the bundles, "that" left out, as one key.
static uint64_t bundles_key(const struct wording *wording, const struct bundles *bundles)
{
    uint64_t key = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < bundles->count; i++) {
        for (size_t token = bundles->items[i].first; token < bundles->items[i].end; token++) {
            if (wording_word(wording, token)->flags & WORD_MARK ||
                token_is(wording->article->bytes, &wording->article->tokens.items[token], "that"))
                continue;
            key = (key ^ token_compare_key(wording, token)) * UINT64_C(0x100000001B3);
        }
    }
    return key;
}

// Whether the bundles begin the sentence they are in, or its words after a comma.
static bool are_in_front(const struct wording *wording, const struct bundles *bundles)
{
    size_t first = bundles->items[0].first;
    return !(wording_word(wording, first)->flags & WORD_MARK);
}

static void row_add_sentence(struct row *row, const struct wording *wording, uint32_t sentence,
                             const struct bundles *bundles)
{
    const struct sentence *read = &wording->article->sentences[sentence];
    size_t end = read->first_token + read->token_count, next = 0;
    for (size_t token = read->first_token; token < end;) {
        while (next < bundles->count && bundles->items[next].first < token)
            next++;
        struct item item = {token, token + 1, sentence, false};
        uint64_t key = token_compare_key(wording, token);
        if (next < bundles->count && bundles->items[next].first == token) {
            item.end = bundles->items[next].end;
            item.is_attribution = true;
            key = UINT64_C(0xCBF29CE484222325);
            for (size_t i = token; i < item.end; i++)
                key = (key ^ token_compare_key(wording, i)) * UINT64_C(0x100000001B3);
        }
        row_add(row, item, key);
        token = item.end;
    }
}

static void row_fini(struct row *row)
{
    free(row->items);
    free(row->keys);
}

bool script_is_mark(const struct script *script, const struct item *item)
{
    return !item->is_attribution && wording_word(script->wording, item->first)->flags & WORD_MARK;
}

static bool is_function(const struct script *script, const struct item *item)
{
    return !item->is_attribution &&
           wording_word(script->wording, item->first)->flags & WORD_FUNCTION;
}

// Words among items[start … start + count).
static size_t count_words(const struct script *script, const struct row *row, size_t start,
                          size_t count)
{
    size_t words = 0;
    for (size_t i = start; i < start + count; i++)
        words += row->items[i].is_attribution ? 0 : !script_is_mark(script, &row->items[i]);
    return words;
}

// Whether both sides of the run have two words or more.
static bool is_replacement(const struct script *script, const struct diff_run *run)
{
    return count_words(script, &script->there, run->old_start, run->old_count) >= 2 &&
           count_words(script, &script->here, run->new_start, run->new_count) >= 2;
}

// Joins replacements between which only one function word (and marks) stands equal.
static void join_runs(struct script *script)
{
    size_t kept = 0;
    for (size_t i = 1; i < script->runs.count; i++) {
        struct diff_run *last = &script->runs.items[kept], *run = &script->runs.items[i];
        size_t start = last->new_start + last->new_count, words = 0;
        bool joins = is_replacement(script, last) && is_replacement(script, run);
        for (size_t k = start; k < run->new_start && joins; k++) {
            const struct item *item = &script->here.items[k];
            words += !script_is_mark(script, item);
            joins = words <= 1 && (script_is_mark(script, item) || is_function(script, item));
        }
        if (joins) {
            last->old_count = run->old_start + run->old_count - last->old_start;
            last->new_count = run->new_start + run->new_count - last->new_start;
        } else {
            script->runs.items[++kept] = *run;
        }
    }
    if (script->runs.count)
        script->runs.count = kept + 1;
}

// How well a run of one side begins and ends at items[start … start + count): after a mark or at
// the beginning, with a function word, ending with a mark where it follows one.
static int rate_place(const struct script *script, const struct row *row, size_t start,
                      size_t count)
{
    bool after_mark = start == 0 || script_is_mark(script, &row->items[start - 1]);
    bool first_mark = script_is_mark(script, &row->items[start]);
    bool last_mark = script_is_mark(script, &row->items[start + count - 1]);
    int rating = after_mark && !first_mark ? 3 : 0;
    rating += after_mark && last_mark && !first_mark ? 2 : 0;
    rating += first_mark && !last_mark ? 1 : 0;
    rating += is_function(script, &row->items[start]) ? 1 : 0;
    return rating;
}

// Slides a run that is on one side only, as far as equal items let it, to its best place.
static void slide_run(struct script *script, size_t index)
{
    struct diff_run *run = &script->runs.items[index];
    bool added = run->old_count == 0;
    if (!added && run->new_count)
        return;
    const struct row *row = added ? &script->here : &script->there;
    size_t start = added ? run->new_start : run->old_start;
    size_t count = added ? run->new_count : run->old_count;
    size_t low = 0, high = row->count - count;
    if (index > 0) {
        const struct diff_run *before = run - 1;
        low = (added ? before->new_start + before->new_count
                     : before->old_start + before->old_count) +
              1;
    }
    if (index + 1 < script->runs.count)
        high = (added ? run[1].new_start : run[1].old_start) - count - 1;
    size_t first = start, last = start;
    while (first > low && row->keys[first - 1] == row->keys[first + count - 1])
        first--;
    while (last < high && row->keys[last] == row->keys[last + count])
        last++;
    size_t best = start;
    for (size_t place = first; place <= last; place++) {
        if (rate_place(script, row, place, count) > rate_place(script, row, best, count))
            best = place;
    }
    size_t shift = best - start; // modulo, may be backward
    run->old_start += shift;
    run->new_start += shift;
}

// What it is worth that the item stands in both rows.
static float item_weight(const struct script *script, const struct item *item)
{
    if (item->is_attribution)
        return 1.5F;
    return script_is_mark(script, item) ? 0.15F : is_function(script, item) ? 0.2F : 1;
}

enum step { STEP_MATCH = 1, STEP_AFTER_MATCH = 2, STEP_HERE = 4 };

// Fills steps[x * width + y] with how the heaviest script of the first x items here and the first
// y there ends.
static void weigh_steps(const struct script *script, uint8_t *steps)
{
    static const float run_bonus = 0.12F;
    size_t width = script->there.count + 1;
    float *best = memory_allocate_zeroed(2 * width, sizeof *best), *matched = best + width;
    for (size_t y = 0; y < width; y++)
        matched[y] = -1;
    for (size_t x = 1; x <= script->here.count; x++) {
        float weight = item_weight(script, &script->here.items[x - 1]);
        float diagonal = best[0], diagonal_matched = -1;
        for (size_t y = 1; y < width; y++) {
            float above = best[y], above_matched = matched[y];
            float value = above >= best[y - 1] ? above : best[y - 1];
            uint8_t step = above >= best[y - 1] ? STEP_HERE : 0;
            matched[y] = -1;
            if (script->here.keys[x - 1] == script->there.keys[y - 1]) {
                bool after = diagonal_matched >= 0 && diagonal_matched + run_bonus >= diagonal;
                matched[y] = weight + (after ? diagonal_matched + run_bonus : diagonal);
                step |= after ? STEP_AFTER_MATCH : 0;
                if (matched[y] >= value) {
                    value = matched[y];
                    step |= STEP_MATCH;
                }
            }
            best[y] = value;
            steps[x * width + y] = step;
            diagonal = above;
            diagonal_matched = above_matched;
        }
    }
    free(best);
}

// Adds a change that ends at here[x], there[y]; the runs are collected from the end.
static void grow_run(struct diff_runs *runs, size_t x, size_t y, bool here)
{
    struct diff_run *last = runs->count ? &runs->items[runs->count - 1] : NULL;
    if (!last || last->new_start != x || last->old_start != y) {
        runs->items =
            memory_grow(runs->items, &runs->capacity, runs->count + 1, sizeof *runs->items);
        last = &runs->items[runs->count++];
        *last = (struct diff_run){y, 0, x, 0};
    }
    if (here) {
        last->new_start--;
        last->new_count++;
    } else {
        last->old_start--;
        last->old_count++;
    }
}

static void find_heaviest(struct script *script)
{
    size_t x = script->here.count, y = script->there.count, width = y + 1;
    uint8_t *steps = memory_allocate((x + 1) * width);
    weigh_steps(script, steps);
    bool forced = false;
    while (x > 0 || y > 0) {
        uint8_t step = x > 0 && y > 0 ? steps[x * width + y] : x > 0 ? STEP_HERE : 0;
        if (x > 0 && y > 0 && (forced || step & STEP_MATCH)) {
            forced = step & STEP_AFTER_MATCH;
            x--;
            y--;
            continue;
        }
        bool here = step & STEP_HERE;
        grow_run(&script->runs, x, y, here);
        if (here)
            x--;
        else
            y--;
    }
    for (size_t i = 0; i < script->runs.count / 2; i++) {
        struct diff_run swapped = script->runs.items[i];
        script->runs.items[i] = script->runs.items[script->runs.count - 1 - i];
        script->runs.items[script->runs.count - 1 - i] = swapped;
    }
    free(steps);
}

void script_init(struct script *script, const struct wording *wording, uint32_t intro,
                 const uint32_t *originals, size_t original_count)
{
    *script = (struct script){.wording = wording};
    struct bundles here = {0}, there = {0};
    list_bundles(wording, intro, &here);
    for (size_t i = 0; i < original_count; i++)
        list_bundles(wording, originals[i], &there);
    if (here.count && there.count && bundles_key(wording, &here) == bundles_key(wording, &there) &&
        are_in_front(wording, &here) == are_in_front(wording, &there))
        here.count = there.count = 0;
    row_add_sentence(&script->here, wording, intro, &here);
    for (size_t i = 0; i < original_count; i++)
        row_add_sentence(&script->there, wording, originals[i], &there);
    if ((script->here.count + 1) * (script->there.count + 1) <= steps_most)
        find_heaviest(script);
    else
        diff_keys(script->there.keys, script->there.count, script->here.keys, script->here.count, 0,
                  &script->runs);
    for (size_t i = 0; i < script->runs.count; i++)
        slide_run(script, i);
    join_runs(script);
}

void script_fini(struct script *script)
{
    row_fini(&script->here);
    row_fini(&script->there);
    diff_runs_fini(&script->runs);
}
