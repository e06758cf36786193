// SPDX-License-Identifier: GPL-3.0-or-later
// Lookups: what the gazetteer has at each token, asked once for all that read names afterwards.
// Most tokens have nothing and share one empty answer, so that a token costs four bytes and one
// with something sixty more.

#include <config.h>

#include "detect/names-lookup.h"

#include "base/memory.h"
#include "detect/names-scan.h"

#include <stdlib.h>

enum { MATCH_ROOM = 24 };

// Of two names of one length: the user's; a country before a city; what is not ambiguous.
static int name_rank(const struct gazetteer_entry *entry)
{
    int rank = entry->user ? 100 : 0;
    if (entry->type == GAZETTEER_PLACE) {
        rank += gazetteer_attribute_is(entry, "kind", "country")     ? 30
                : gazetteer_attribute_is(entry, "kind", "territory") ? 25
                : gazetteer_attribute_is(entry, "kind", "capital")   ? 20
                                                                     : 10;
    } else {
        rank += entry->type == GAZETTEER_NORP ? 5 : 15; // a place's name is no adjective
    }
    return gazetteer_attribute_is(entry, "ambiguous", "1") ? rank - 12 : rank;
}

// Lower case throughout: "region", but not "d’Ivoire".
static bool is_all_lower(const struct scan *scan, size_t token)
{
    const struct token *item = &scan->tokens[token];
    for (size_t i = item->start; i < item->end; i++) {
        if (scan->bytes[i] >= 'A' && scan->bytes[i] <= 'Z')
            return false;
    }
    return item->shape == SHAPE_LOWER;
}

static void take_name(struct lookup *lookup, const struct scan *scan, size_t token,
                      const struct gazetteer_match *match)
{
    const struct gazetteer_entry *entry = match->entry;
    size_t tokens = match->tokens;
    // A class noun in lower case is no part of a name: "Asia-Pacific region".
    if (tokens > 1 && entry->type <= GAZETTEER_ORGANISATION &&
        is_all_lower(scan, token + tokens - 1) && scan_is_capital(scan, token))
        return;
    if (!lookup->name ||
        (tokens == lookup->name_tokens && name_rank(entry) > name_rank(lookup->name))) {
        lookup->name = entry;
        lookup->name_tokens = (uint8_t)tokens;
    }
}

static void take_head(struct lookup *lookup, const struct gazetteer_match *match)
{
    if (match->tokens > lookup->head_tokens) {
        lookup->head_tokens = (uint8_t)match->tokens;
        lookup->head_count = 0;
    }
    if (match->tokens == lookup->head_tokens && lookup->head_count < LOOKUP_HEADS)
        lookup->heads[lookup->head_count++] = match->entry;
}

// What `count` matches at a token say, longest first.
static struct lookup read_matches(const struct scan *scan, size_t token,
                                  const struct gazetteer_match *matches, size_t count)
{
    struct lookup lookup = {0};
    bool word = count == MATCH_ROOM; // there may be more
    for (size_t i = 0; i < count; i++) {
        enum gazetteer_type type = matches[i].entry->type;
        if (type < GAZETTEER_TITLE) {
            take_name(&lookup, scan, token, &matches[i]);
        } else if (type == GAZETTEER_TITLE) {
            if (matches[i].tokens > lookup.title_tokens) {
                lookup.title = matches[i].entry;
                lookup.title_tokens = (uint8_t)matches[i].tokens;
            }
        } else if (type == GAZETTEER_HEAD) {
            take_head(&lookup, &matches[i]);
        } else {
            word = true;
        }
    }
    if (word)
        lookup.word = gazetteer_word(scan->gazetteer, scan->bytes, &scan->tokens[token]);
    return lookup;
}

void lookups_init(struct lookups *lookups, const struct scan *scan)
{
    size_t count = scan->token_count, capacity = 0, used = 1;
    lookups->of = memory_allocate_zeroed(count + 1, sizeof *lookups->of);
    lookups->items = memory_grow(NULL, &capacity, count / 4 + 1, sizeof *lookups->items);
    lookups->items[0] = (struct lookup){0};
    for (size_t i = 0; i < count; i++) {
        struct gazetteer_match matches[MATCH_ROOM];
        enum gazetteer_case mode =
            scan_flagged(scan, i, TOKEN_ALL_CAPITALS) ? CASE_CAPITALS : CASE_EXACT;
        size_t found = gazetteer_match(scan->gazetteer, scan->bytes, scan->tokens + i, count - i,
                                       mode, matches, MATCH_ROOM);
        if (!found)
            continue;
        lookups->items = memory_grow(lookups->items, &capacity, used + 1, sizeof *lookups->items);
        lookups->of[i] = (uint32_t)used;
        lookups->items[used++] = read_matches(scan, i, matches, found);
    }
}

void lookups_fini(struct lookups *lookups)
{
    free(lookups->of);
    free(lookups->items);
    *lookups = (struct lookups){0};
}
