// SPDX-License-Identifier: GPL-3.0-or-later
// Retelling: an introduction that stands after its reports is told by its words. Every report has
// words that no other has; a text that retells them all has many of each, a further report or the
// rest of the last one has few. Where it begins is then told by what stands before it, a mark, a
// separator, a title, a heading, or else by where such words begin to be many.
//
// One table of all words of the blocks, one pass over each; linear in the text.

#include <config.h>

#include "article/sections-retelling.h"

#include "base/memory.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

// Above so many words nothing is said: no introduction retells a book.
enum { SHARED = -1, SHORTEST_WORD = 4, LIMIT = 200000 };

struct entry {
    uint64_t key; // 0: free
    int block;    // that alone has the word, or SHARED
    bool told;    // seen in the end of the text
};

struct table {
    struct entry *entries;
    size_t mask;
};

struct retelling {
    const struct section_line *lines;
    const size_t *starts;
    size_t count, body, end;
    struct table table;
    size_t *own;  // words that only this block has
    size_t *told; // of them those that the end of the text has
};

static bool tells(const struct token *token)
{
    return (token->kind == TOKEN_WORD && token->end - token->start >= SHORTEST_WORD) ||
           (token->kind == TOKEN_NUMBER && token->end - token->start >= 2);
}

static struct entry *table_find(const struct table *table, uint64_t key)
{
    size_t at = key & table->mask;
    while (table->entries[at].key && table->entries[at].key != key)
        at = (at + 1) & table->mask;
    return &table->entries[at];
}

// All blocks but the last, of which only its own beginning, up to `body`, is known to be of it.
static void fill_table(struct retelling *of)
{
    for (size_t block = 0; block < of->count; block++) {
        size_t to = block + 1 < of->count ? of->starts[block + 1] : of->body;
        for (size_t i = of->starts[block]; i < to; i++) {
            for (size_t k = 0; k < of->lines[i].count; k++) {
                const struct token *token = &of->lines[i].tokens[k];
                if (!tells(token) || !token->key)
                    continue;
                struct entry *entry = table_find(&of->table, token->key);
                if (!entry->key) {
                    *entry = (struct entry){token->key, (int)block, false};
                    of->own[block]++;
                } else if (entry->block != SHARED && entry->block != (int)block) {
                    of->own[entry->block]--;
                    entry->block = SHARED;
                }
            }
        }
    }
}

// How many words of the line only another block has; each counts once in the end of the text for
// `told`.
static size_t count_foreign(struct retelling *of, size_t line, size_t *words)
{
    size_t foreign = 0;
    *words = 0;
    for (size_t k = 0; k < of->lines[line].count; k++) {
        const struct token *token = &of->lines[line].tokens[k];
        if (!tells(token))
            continue;
        ++*words;
        struct entry *entry = table_find(&of->table, token->key);
        if (!entry->key || entry->block == SHARED || entry->block == (int)of->count - 1)
            continue;
        foreign++;
        if (!entry->told)
            of->told[entry->block]++;
        entry->told = true;
    }
    return foreign;
}

// How much of the other blocks is told again: in how many of them a share of one in `least`.
static size_t count_retold(const struct retelling *of, size_t least)
{
    enum { FEWEST = 3 };
    size_t retold = 0;
    for (size_t block = 0; block + 1 < of->count; block++)
        retold += of->told[block] >= FEWEST && of->told[block] * least >= of->own[block];
    return retold;
}

// What stands before another text: a mark, words of a separator, a heading.
static int head_weight(const struct section_line *line)
{
    enum { LONGEST = 24 };
    int back = section_line_separator_score(line, true);
    int ahead = section_line_separator_score(line, false);
    int score = back > ahead ? back : ahead;
    if (line->is_mark || score >= 5 || (score >= 3 && line->count <= LONGEST))
        return 3;
    if (line->is_headline)
        return 2;
    return line->count > 0 && line->count <= 12 && score > 0 ? 1 : 0;
}

static size_t heads_at(const struct retelling *of, size_t line)
{
    size_t heads = 0;
    while (line + heads < of->end && head_weight(&of->lines[line + heads]) > 0 && heads < 3)
        heads++;
    return line + heads < of->end ? heads : 0;
}

// From the end back. Of the lines of one weight the best is that from which on words of other
// blocks are most in excess of one in `part`, as they are in a text that retells; all others must
// be retold, and more of them where less stands before. Reports of one affair share one word in
// five or six, what retells another report has every second from it.
static size_t search(struct retelling *of, size_t *heads)
{
    static const struct {
        long part;
        size_t share;
    } asked[] = {{3, 6}, {3, 6}, {4, 10}, {5, 12}};
    enum { WEIGHTS = sizeof asked / sizeof *asked };
    size_t others = of->count - 1, enough = others > 3 ? others - 1 : others;
    size_t best[WEIGHTS];
    long sum[WEIGHTS] = {0}, highest[WEIGHTS];
    for (size_t weight = 0; weight < WEIGHTS; weight++) {
        best[weight] = of->end;
        highest[weight] = weight < 3 ? 0 : LONG_MIN;
    }
    for (size_t i = of->end; i-- > of->body;) {
        size_t words, foreign = count_foreign(of, i, &words);
        for (size_t weight = 0; weight < WEIGHTS; weight++)
            sum[weight] += (long)foreign * asked[weight].part - (long)words;
        int weight = head_weight(&of->lines[i]);
        if (sum[weight] > highest[weight] && i + (weight > 0) < of->end &&
            count_retold(of, asked[weight].share) >= enough) {
            best[weight] = i;
            highest[weight] = sum[weight];
        }
    }
    for (size_t weight = WEIGHTS; weight-- > 0;) {
        if (best[weight] < of->end) {
            *heads = weight ? heads_at(of, best[weight]) : 0;
            return best[weight];
        }
    }
    return of->end;
}

static bool prepare(struct retelling *of)
{
    size_t tokens = 0, room = 64;
    for (size_t i = of->starts[0]; i < of->body; i++)
        tokens += of->lines[i].count;
    if (tokens > LIMIT)
        return false;
    while (room < 2 * tokens)
        room *= 2;
    of->table = (struct table){memory_allocate_zeroed(room, sizeof *of->table.entries), room - 1};
    of->own = memory_allocate_zeroed(of->count, sizeof *of->own);
    of->told = memory_allocate_zeroed(of->count, sizeof *of->told);
    fill_table(of);
    return true;
}

static void release(struct retelling *of)
{
    free(of->table.entries);
    free(of->own);
    free(of->told);
}

size_t sections_find_retelling(const struct section_line *lines, const size_t *starts, size_t count,
                               size_t body, size_t end, size_t *heads)
{
    struct retelling of = {.lines = lines, .starts = starts, .count = count, .body = body,
                           .end = end};
    *heads = 0;
    if (body >= end || !prepare(&of))
        return end;
    size_t found = search(&of, heads);
    release(&of);
    return found;
}

bool sections_first_retells(const struct section_line *lines, const size_t *starts, size_t count,
                            size_t end)
{
    enum { SHARE = 10, PART = 4 };
    // The blocks without the first, and an empty one behind them, which nothing is of.
    size_t *others = memory_allocate_zeroed(count + 1, sizeof *others);
    for (size_t i = 1; i < count; i++)
        others[i - 1] = starts[i];
    others[count - 1] = end;
    struct retelling of = {.lines = lines, .starts = others, .count = count, .body = end,
                           .end = end};
    bool retells = false;
    if (prepare(&of)) {
        size_t all = 0, foreign = 0;
        for (size_t i = starts[0]; i < starts[1]; i++) {
            size_t words;
            foreign += count_foreign(&of, i, &words);
            all += words;
        }
        retells = foreign * PART >= all && count_retold(&of, SHARE) >= count - 1;
        release(&of);
    }
    free(others);
    return retells;
}
