// SPDX-License-Identifier: GPL-3.0-or-later
// Carry: which token of the new text each token of the old one became, and spans through that. An
// end that lies in a token that is gone goes to the nearest place between tokens that stayed, so
// that words put in the place of the passage's first or last belong to it. Memory: 20 bytes a token
// of both texts.

#include <config.h>

#include "notes/carry.h"

#include "base/memory.h"
#include "text/diff.h"
#include "text/tokens.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define GONE UINT32_MAX

// The differences are the least possible while they cost no more than this; of articles they are.
enum { MOST_STEPS = 100000000, LEAST_CAP = 256 };

struct place {
    uint32_t start, end; // bytes
};

struct carry {
    struct place *old, *new; // tokens
    size_t old_count, new_count;
    uint32_t *became; // for each old token its new one, or GONE
};

static struct place *split(const char *bytes, size_t length, uint64_t **keys, size_t *count)
{
    struct token_list tokens = {0};
    tokens_split(bytes, (struct span){0, length}, &tokens);
    struct place *places = memory_allocate((tokens.count + 1) * sizeof *places);
    *keys = memory_allocate((tokens.count + 1) * sizeof **keys);
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.items[i];
        places[i] = (struct place){(uint32_t)token->start, (uint32_t)token->end};
        (*keys)[i] = token->key;
    }
    *count = tokens.count;
    token_list_fini(&tokens);
    return places;
}

static void map_tokens(struct carry *carry, const struct diff_runs *runs)
{
    carry->became = memory_allocate((carry->old_count + 1) * sizeof *carry->became);
    size_t old = 0, new = 0;
    for (size_t i = 0; i <= runs->count; i++) {
        size_t stop = i < runs->count ? runs->items[i].old_start : carry->old_count;
        while (old < stop)
            carry->became[old++] = (uint32_t) new ++;
        if (i == runs->count)
            break;
        for (size_t j = 0; j < runs->items[i].old_count; j++)
            carry->became[old++] = GONE;
        new += runs->items[i].new_count;
    }
}

struct carry *carry_new(const char *old_bytes, size_t old_length, const char *new_bytes,
                        size_t new_length)
{
    struct carry *carry = memory_allocate_zeroed(1, sizeof *carry);
    uint64_t *old_keys, *new_keys;
    carry->old = split(old_bytes, old_length, &old_keys, &carry->old_count);
    carry->new = split(new_bytes, new_length, &new_keys, &carry->new_count);
    struct diff_runs runs = {0};
    size_t cap = MOST_STEPS / (carry->old_count + carry->new_count + 1);
    if (cap < LEAST_CAP)
        cap = LEAST_CAP;
    diff_keys(old_keys, carry->old_count, new_keys, carry->new_count, cap, &runs);
    map_tokens(carry, &runs);
    diff_runs_fini(&runs);
    free(old_keys);
    free(new_keys);
    return carry;
}

void carry_free(struct carry *carry)
{
    if (!carry)
        return;
    free(carry->old);
    free(carry->new);
    free(carry->became);
    free(carry);
}

// The first old token that ends after `offset`.
static size_t token_after(const struct carry *carry, size_t offset)
{
    size_t low = 0, high = carry->old_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (carry->old[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t new_start(const struct carry *carry, size_t first, size_t offset)
{
    const struct place *old = &carry->old[first];
    if (carry->became[first] != GONE) {
        const struct place *new = &carry->new[carry->became[first]];
        size_t inside = offset > old->start ? offset - old->start : 0;
        return inside < new->end - new->start ? new->start + inside : new->start;
    }
    size_t before = first;
    while (before > 0 && carry->became[before - 1] == GONE)
        before--;
    size_t next = before > 0 ? carry->became[before - 1] + (size_t)1 : 0;
    return next < carry->new_count ? carry->new[next].start : 0;
}

// `last` is the token that the passage ends in.
static size_t new_end(const struct carry *carry, size_t last, size_t offset)
{
    const struct place *old = &carry->old[last];
    if (carry->became[last] != GONE) {
        const struct place *new = &carry->new[carry->became[last]];
        size_t missing = offset < old->end ? old->end - offset : 0;
        return missing < new->end - new->start ? new->end - missing : new->end;
    }
    size_t after = last + 1;
    while (after < carry->old_count && carry->became[after] == GONE)
        after++;
    size_t next = after < carry->old_count ? carry->became[after] : carry->new_count;
    return next > 0 ? carry->new[next - 1].end : 0;
}

static size_t overlap(const struct place *token, struct span passage)
{
    size_t start = token->start > passage.start ? token->start : passage.start;
    size_t end = token->end < passage.end ? token->end : passage.end;
    return end > start ? end - start : 0;
}

void carry_passage(const struct carry *carry, struct span passage, struct span *span, double *kept)
{
    *span = (struct span){0};
    *kept = 0;
    size_t first = token_after(carry, passage.start), past = first;
    size_t all = 0, stayed = 0;
    for (; past < carry->old_count && carry->old[past].start < passage.end; past++) {
        size_t bytes = overlap(&carry->old[past], passage);
        all += bytes;
        if (carry->became[past] != GONE)
            stayed += bytes;
    }
    if (stayed == 0)
        return;
    *kept = (double)stayed / (double)all;
    span->start = new_start(carry, first, passage.start);
    span->end = new_end(carry, past - 1, passage.end);
    if (span->end < span->start)
        span->end = span->start;
}
