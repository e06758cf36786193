// SPDX-License-Identifier: GPL-3.0-or-later
// Scan: what is known of each token before names are looked for. Capitals count for little in
// three places: at the start of a sentence, in headlines that capitalise every word, and in text
// all in capitals; each token is flagged for them once here. A word that the article has in lower
// case elsewhere is common, and its capital at a sentence's start means nothing.

#include <config.h>

#include "detect/names-scan.h"

#include "base/memory.h"
#include "detect/names-words.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

bool scan_is_joint(const struct scan *scan, size_t token)
{
    if (token == 0 || token + 1 >= scan->token_count || scan->tokens[token].spaced ||
        scan->tokens[token + 1].spaced || scan->tokens[token].kind != TOKEN_MARK)
        return false;
    return scan_is(scan, token, "-") || scan_is(scan, token, "‐") || scan_is(scan, token, "‑") ||
           scan_is(scan, token, "–");
}

bool scan_is_acronym(const struct scan *scan, size_t token)
{
    const struct token *item = &scan->tokens[token];
    return item->shape == SHAPE_UPPER && item->end - item->start <= 12;
}

static bool opens_quotation(const struct scan *scan, size_t token)
{
    return scan_is(scan, token, "“") || scan_is(scan, token, "\"") || scan_is(scan, token, "‘") ||
           scan_is(scan, token, "«") || scan_is(scan, token, "„");
}

static bool starts_after(const struct scan *scan, size_t token)
{
    return scan->tokens[token].kind == TOKEN_MARK &&
           (opens_quotation(scan, token) || scan_is(scan, token, ":") ||
            scan_is(scan, token, ".") || scan_is(scan, token, "!") || scan_is(scan, token, "?") ||
            scan_is(scan, token, "•") || scan_is(scan, token, "|"));
}

// Whether the tokens are no prose: program text and tables have marks that sentences lack, or no
// little words. Their capitals say as little as those of a headline.
static bool is_no_prose(const struct scan *scan, size_t first, size_t end)
{
    size_t words = 0, little = 0, odd = 0;
    for (size_t i = first; i < end; i++) {
        const struct token *token = &scan->tokens[i];
        if (token->kind == TOKEN_WORD) {
            words++;
            little +=
                token->shape == SHAPE_LOWER &&
                scan_has(scan, i, WORD_FUNCTION | WORD_CONNECTOR | WORD_REPORTING | WORD_ACTING);
            odd += token->shape == SHAPE_NONE;
        } else if (token->kind == TOKEN_MARK) {
            odd += strchr("_={}<>;*|#\\/+~^@", scan->bytes[token->start]) != NULL;
            // A comma between cells has no white space behind it.
            odd += scan_is(scan, i, ",") && i + 1 < end && !scan->tokens[i + 1].spaced &&
                   scan->tokens[i + 1].kind != TOKEN_MARK;
        }
    }
    return odd * 5 > words || (words >= 9 && little * 12 < words);
}

// Flags of one stretch of tokens that is a sentence or stands for one.
static void flag_sentence(struct scan *scan, size_t first, size_t end)
{
    size_t words = 0, capitals = 0, uppers = 0, long_words = 0;
    bool starts = true;
    for (size_t i = first; i < end; i++) {
        const struct token *token = &scan->tokens[i];
        if (token->kind == TOKEN_WORD) {
            if (starts)
                scan->flags[i] |= TOKEN_STARTS;
            starts = false;
            words++;
            uppers += token->shape == SHAPE_UPPER;
            if (token->end - token->start >= 4) {
                long_words++;
                capitals += scan_is_capital(scan, i);
            }
        } else if (token->kind == TOKEN_NUMBER) {
            starts = false;
        } else if (starts_after(scan, i)) {
            starts = true;
        }
    }
    uint8_t flags = 0;
    if (words >= 3 && uppers * 10 >= words * 8)
        flags |= TOKEN_ALL_CAPITALS;
    else if (long_words >= 4 && capitals * 10 >= long_words * 8)
        flags |= TOKEN_HEADLINE_CASE;
    if (is_no_prose(scan, first, end))
        flags |= TOKEN_NO_PROSE;
    for (size_t i = first; flags && i < end; i++)
        scan->flags[i] |= flags;
}

// Only headlines are set in headline case; a list of names in the text only looks like it.
static void flag_sentences(struct scan *scan)
{
    const struct article *article = scan->article;
    for (size_t i = 0; i < article->sentence_count; i++) {
        const struct sentence *sentence = &article->sentences[i];
        size_t end = sentence->first_token + sentence->token_count;
        flag_sentence(scan, sentence->first_token, end);
        bool ends = end > sentence->first_token &&
                    (scan_is(scan, end - 1, ".") || scan_is(scan, end - 1, "”"));
        if (sentence->kind == SENTENCE_BODY && ends) {
            for (size_t k = sentence->first_token; k < end; k++)
                scan->flags[k] &= (uint8_t)~TOKEN_HEADLINE_CASE;
        }
    }
}

static bool is_numeric_ordinal(const struct scan *scan, const struct token *token)
{
    const char *word = scan->bytes + token->start;
    size_t length = token->end - token->start;
    if (length < 3 || *word < '1' || *word > '9')
        return false;
    for (size_t i = 0; i < length - 2; i++) {
        if (word[i] < '0' || word[i] > '9')
            return false;
    }
    const char *end = word + length - 2;
    return !memcmp(end, "th", 2) || !memcmp(end, "st", 2) || !memcmp(end, "nd", 2) ||
           !memcmp(end, "rd", 2);
}

// A set of the keys of words seen in lower case; open addressing, never more than half full.
static void mark_common_words(struct scan *scan)
{
    size_t slots = 1024;
    while (slots < scan->token_count * 2 && slots < (size_t)1 << 20)
        slots *= 2;
    uint64_t *seen = memory_allocate_zeroed(slots, sizeof *seen);
    size_t held = 0;
    for (size_t i = 0; i < scan->token_count && held < slots / 2; i++) {
        if (scan->tokens[i].shape != SHAPE_LOWER)
            continue;
        uint64_t key = scan->tokens[i].key;
        size_t slot = (key ^ key >> 32) & (slots - 1);
        while (seen[slot] && seen[slot] != key)
            slot = (slot + 1) & (slots - 1);
        held += !seen[slot];
        seen[slot] = key;
    }
    for (size_t i = 0; i < scan->token_count; i++) {
        if (!scan_is_capital(scan, i))
            continue;
        uint64_t key = scan->tokens[i].key;
        size_t slot = (key ^ key >> 32) & (slots - 1);
        while (seen[slot] && seen[slot] != key)
            slot = (slot + 1) & (slots - 1);
        if (seen[slot])
            scan->classes[i] |= WORD_COMMON;
    }
    free(seen);
}

void scan_init(struct scan *scan, const struct article *article, const struct gazetteer *gazetteer)
{
    *scan = (struct scan){
        .article = article,
        .gazetteer = gazetteer,
        .bytes = article->bytes,
        .tokens = article->tokens.items,
        .token_count = article->tokens.count,
    };
    scan->classes = memory_allocate_zeroed(scan->token_count + 1, sizeof *scan->classes);
    scan->flags = memory_allocate_zeroed(scan->token_count + 1, sizeof *scan->flags);
    struct word_table *words = word_table_new();
    for (size_t i = 0; i < scan->token_count; i++) {
        const struct token *token = &scan->tokens[i];
        if (token->kind != TOKEN_WORD)
            continue;
        scan->classes[i] = word_table_classes(words, token->key);
        if (is_numeric_ordinal(scan, token))
            scan->classes[i] |= WORD_ORDINAL;
    }
    word_table_free(words);
    flag_sentences(scan);
    mark_common_words(scan);
    lookups_init(&scan->lookups, scan);
}

void scan_fini(struct scan *scan)
{
    free(scan->classes);
    free(scan->flags);
    lookups_fini(&scan->lookups);
    free(scan->candidates);
    *scan = (struct scan){0};
}

uint32_t scan_add(struct scan *scan, size_t first, size_t end, enum entity_type type,
                  enum candidate_source source, const struct gazetteer_entry *entry)
{
    scan->candidates = memory_grow(scan->candidates, &scan->candidate_capacity,
                                   scan->candidate_count + 1, sizeof *scan->candidates);
    scan->candidates[scan->candidate_count] = (struct candidate){
        .first = (uint32_t)first,
        .end = (uint32_t)end,
        .type = (uint8_t)type,
        .source = (uint8_t)source,
        .entry = entry,
        .meaning = NO_CANDIDATE,
        .entity = FINDINGS_NONE,
    };
    return (uint32_t)scan->candidate_count++;
}

enum entity_type scan_entry_type(const struct gazetteer_entry *entry)
{
    static const enum entity_type types[] = {
        [GAZETTEER_PLACE] = ENTITY_PLACE,
        [GAZETTEER_NORP] = ENTITY_NORP,
        [GAZETTEER_ORGANISATION] = ENTITY_ORGANISATION,
        [GAZETTEER_EVENT] = ENTITY_EVENT,
        [GAZETTEER_WORK] = ENTITY_WORK,
        [GAZETTEER_PROJECT] = ENTITY_PROJECT,
    };
    return types[entry->type];
}

// Among candidates sorted by place, the first that stands at `place`, is not dropped and not inside
// another; NO_CANDIDATE where there is none.
static uint32_t candidate_at(const struct scan *scan, uint32_t place)
{
    size_t low = 0, high = scan->candidate_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (scan->candidates[middle].first < place)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < scan->candidate_count && scan->candidates[low].first == place; low++) {
        if (!scan->candidates[low].dropped && !scan->candidates[low].nested)
            return (uint32_t)low;
    }
    return NO_CANDIDATE;
}

// Turns meanings into places, which stay while the numbers of candidates change.
static void scan_unnumber(struct scan *scan)
{
    for (size_t i = 0; i < scan->candidate_count; i++) {
        struct candidate *candidate = &scan->candidates[i];
        if (candidate->meaning != NO_CANDIDATE)
            candidate->meaning = scan->candidates[candidate->meaning].first;
    }
}

// Turns them back into the numbers that candidates, sorted by place, have now.
static void scan_renumber(struct scan *scan)
{
    for (size_t i = 0; i < scan->candidate_count; i++) {
        struct candidate *candidate = &scan->candidates[i];
        if (candidate->meaning != NO_CANDIDATE)
            candidate->meaning = candidate_at(scan, candidate->meaning);
    }
}

// Whether the other does not go before the one.
static bool in_order(const struct candidate *one, const struct candidate *other)
{
    if (one->first != other->first)
        return one->first < other->first;
    if (one->end != other->end)
        return one->end > other->end;
    return one->nested <= other->nested;
}

static size_t run_end(const struct candidate *items, size_t at, size_t count)
{
    while (at + 1 < count && in_order(&items[at], &items[at + 1]))
        at++;
    return at + 1 < count ? at + 1 : count;
}

// Merges the runs [at, middle) and [middle, end) into the same places of `out`.
static void merge_runs(const struct candidate *items, size_t at, size_t middle, size_t end,
                       struct candidate *out)
{
    size_t left = at, right = middle;
    for (size_t i = at; i < end; i++) {
        bool first = right == end || (left < middle && in_order(&items[left], &items[right]));
        out[i] = items[first ? left++ : right++];
    }
}

// Merges neighbouring runs until one is left; they are few, since all passes go by place. What is
// equal keeps its order (Knuth, The Art of Computer Programming, 5.2.4: natural merge sort).
static void sort_runs(struct candidate *items, size_t count)
{
    struct candidate *spare = memory_allocate(count * sizeof *spare), *from = items, *to = spare;
    while (run_end(from, 0, count) < count) {
        for (size_t at = 0, middle, end; at < count; at = end) {
            middle = run_end(from, at, count);
            end = middle < count ? run_end(from, middle, count) : count;
            merge_runs(from, at, middle, end, to);
        }
        struct candidate *merged = to;
        to = from;
        from = merged;
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
    free(spare);
}

void scan_sort(struct scan *scan)
{
    scan_unnumber(scan);
    if (run_end(scan->candidates, 0, scan->candidate_count) < scan->candidate_count)
        sort_runs(scan->candidates, scan->candidate_count);
    scan_renumber(scan);
}

void scan_compact(struct scan *scan)
{
    size_t kept = 0;
    uint32_t reach = 0;
    scan_unnumber(scan);
    for (size_t i = 0; i < scan->candidate_count; i++) {
        struct candidate candidate = scan->candidates[i];
        if (candidate.dropped || candidate.type >= TYPE_UNKNOWN || candidate.first < reach)
            continue;
        reach = candidate.end;
        scan->candidates[kept++] = candidate;
    }
    scan->candidate_count = kept;
    scan_renumber(scan);
}

// Folded without accents: compatibility decomposition, marks left out.
static uint64_t key_without_accents(const char *bytes, size_t length)
{
    uint8_t room[256];
    char plain[256];
    size_t room_length = sizeof room, plain_length = 0;
    if (length > 60)
        return token_fold(bytes, length);
    uint8_t *decomposed =
        u8_normalize(UNINORM_NFKD, (const uint8_t *)bytes, length, room, &room_length);
    if (!decomposed)
        return token_fold(bytes, length);
    for (size_t i = 0; i < room_length && plain_length + 4 < sizeof plain;) {
        unsigned code_point;
        size_t step = utf8_decode((const char *)decomposed + i, room_length - i, &code_point);
        if (!uc_is_general_category(code_point, UC_CATEGORY_M)) {
            memcpy(plain + plain_length, decomposed + i, step);
            plain_length += step;
        }
        i += step;
    }
    if (decomposed != room)
        free(decomposed);
    return token_fold(plain, plain_length);
}

uint64_t scan_word_key(const struct scan *scan, size_t token)
{
    const struct token *item = &scan->tokens[token];
    size_t length = item->end - item->start;
    if (utf8_ascii_prefix(scan->bytes + item->start, length) == length)
        return item->key;
    return key_without_accents(scan->bytes + item->start, length);
}

uint64_t scan_key(const struct scan *scan, size_t first, size_t end)
{
    uint64_t key = UINT64_C(0x51ED270B9F3A);
    for (size_t i = first; i < end; i++) {
        if (scan->tokens[i].kind != TOKEN_MARK)
            key = (key ^ scan_word_key(scan, i)) * UINT64_C(0x9E3779B97F4A7C15) + (key >> 47);
    }
    return key;
}
