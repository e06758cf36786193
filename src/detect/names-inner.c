// SPDX-License-Identifier: GPL-3.0-or-later
// Inner names: what a longer name contains that is a name by itself.

#include <config.h>

#include "detect/names-inner.h"

#include "detect/names-structure.h"

#define DEPTH_LIMIT 4 // names inside names

// Whether a name of its own may be built from `at` inside a name that begins at `first`: from its
// start, or after what joins a complement to it. Elsewhere it would be a part cut out of the name.
static bool inner_may_begin(struct scan *scan, size_t first, size_t at)
{
    if (at == first)
        return true;
    const struct lookup *whole = scan_lookup(scan, first);
    if (whole->name && at < first + whole->name_tokens)
        return false;
    return scan_is(scan, at - 1, "of") || scan_is(scan, at - 1, "the") ||
           scan_has(scan, at - 1, WORD_ORDINAL);
}

// The end of an organisation built inside first … end from `at`, else 0.
static size_t inner_body(struct scan *scan, size_t first, size_t at, size_t end)
{
    enum entity_type type;
    if (!inner_may_begin(scan, first, at))
        return 0;
    size_t built = structure_end(scan, at, end, &type);
    if (!built || type != ENTITY_ORGANISATION || (at == first && built == end))
        return 0;
    const struct lookup *found = scan_lookup(scan, at); // no bare head: "Central Committee"
    return found->head_count && at + found->head_tokens == built ? 0 : built;
}

// The gazetteer's name at `at` if it is one by itself inside first … end; its length in *length.
static const struct gazetteer_entry *inner_entry(struct scan *scan, size_t first, size_t at,
                                                 size_t end, size_t *length)
{
    const struct lookup *found = scan_lookup(scan, at);
    bool whole = at == first && at + found->name_tokens == end;
    const struct gazetteer_entry *name = found->name;
    size_t tokens = found->name_tokens;
    bool place = name && name->type <= GAZETTEER_NORP;
    bool body = name && name->type == GAZETTEER_ORGANISATION &&
                (inner_may_begin(scan, first, at) || scan_is_acronym(scan, at));
    if (!whole && (place || body) && at + tokens <= end) {
        *length = tokens;
        return name;
    }
    struct gazetteer_match matches[16]; // a shorter one: "China" of "China Railway"
    size_t count = gazetteer_match(scan->gazetteer, scan->bytes, scan->tokens + at, end - at,
                                   CASE_EXACT, matches, sizeof matches / sizeof *matches);
    for (size_t i = 0; i < count; i++) {
        bool acronym = matches[i].entry->type == GAZETTEER_ORGANISATION && matches[i].tokens == 1 &&
                       scan_is_acronym(scan, at);
        if ((matches[i].entry->type <= GAZETTEER_NORP || acronym) &&
            !(at == first && at + matches[i].tokens == end)) {
            *length = matches[i].tokens;
            return matches[i].entry;
        }
    }
    return NULL;
}

static void add_inner(struct scan *scan, size_t first, size_t end, int depth)
{
    for (size_t at = first, next; at < end && depth < DEPTH_LIMIT; at = next) {
        next = at + 1;
        if (!scan_is_capital(scan, at))
            continue;
        size_t length = 0;
        const struct gazetteer_entry *entry = inner_entry(scan, first, at, end, &length);
        size_t built = inner_body(scan, first, at, end);
        enum entity_type type = ENTITY_ORGANISATION;
        if (built > at + length) {
            next = built;
            entry = NULL;
        } else if (entry) {
            next = at + length;
            type = scan_entry_type(entry);
        } else {
            continue;
        }
        uint32_t number = scan_add(scan, at, next, type, entry ? FROM_GAZETTEER : FROM_HEAD, entry);
        scan->candidates[number].nested = true;
        bool hyphened = next > at + 1 && scan_is_joint(scan, at + 1);
        if (next > at + 1 && type != ENTITY_NORP && !(hyphened && type == ENTITY_PLACE))
            add_inner(scan, at, next, depth + 1);
    }
}

void inner_add(struct scan *scan)
{
    size_t flat = scan->candidate_count;
    for (size_t i = 0; i < flat; i++) {
        const struct candidate *outer = &scan->candidates[i];
        bool place = outer->type == ENTITY_PLACE && scan_is_joint(scan, outer->first + (size_t)1);
        if (!outer->dropped && outer->type != ENTITY_PERSON && outer->type != ENTITY_NORP &&
            !place && outer->end - outer->first > 1)
            add_inner(scan, outer->first, outer->end, 0);
    }
}
