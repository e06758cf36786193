// SPDX-License-Identifier: GPL-3.0-or-later
// Known strings: what stands as a name in running text is looked up in headlines whose capitals say
// nothing. Linear in the tokens of the candidates; a name is looked for up to NAME_LONGEST tokens.

#include <config.h>

#include "detect/names-known.h"

#include "detect/key-map.h"

#define NAME_LONGEST 8
#define UNKNOWN UINT32_MAX

struct known {
    struct scan *scan;
    struct key_map names; // key of a name in running text → the candidate
    struct key_map words; // a word of such a person's name → the candidate
};

static bool in_headline(const struct scan *scan, const struct candidate *candidate)
{
    return scan_flagged(scan, candidate->first, TOKEN_HEADLINE_CASE);
}

static void learn(struct known *known, uint32_t number)
{
    struct scan *scan = known->scan;
    const struct candidate *candidate = &scan->candidates[number];
    if (candidate->dropped || candidate->type >= TYPE_UNKNOWN ||
        candidate->source == FROM_BARE_HEAD || in_headline(scan, candidate))
        return;
    key_map_put(&known->names, scan_key(scan, candidate->first, candidate->end), number);
    if (candidate->type != ENTITY_PERSON || candidate->end - candidate->first < 2)
        return;
    for (size_t i = candidate->first; i < candidate->end; i++) {
        if (scan_is_capital(scan, i) && scan->tokens[i].shape != SHAPE_SINGLE &&
            !scan_lookup(scan, i)->title)
            key_map_put(&known->words, scan_word_key(scan, i), number);
    }
}

// The longest known name at `at` before `limit`; its candidate, or UNKNOWN.
static uint32_t find_name(const struct known *known, size_t at, size_t limit, size_t *end)
{
    struct scan *scan = known->scan;
    if (limit - at > NAME_LONGEST)
        limit = at + NAME_LONGEST;
    for (size_t stop = limit; stop > at; stop--) {
        if (scan->tokens[stop - 1].kind != TOKEN_WORD)
            continue;
        *end = stop;
        uint32_t found = key_map_get(&known->names, scan_key(scan, at, stop), UNKNOWN);
        if (found != UNKNOWN)
            return found;
    }
    *end = at + 1;
    return scan_has(scan, at, WORD_COMMON | WORD_FUNCTION | WORD_CALENDAR)
               ? UNKNOWN
               : key_map_get(&known->words, scan_word_key(scan, at), UNKNOWN);
}

// Whether a verb of news stands in the name: then the headline goes on there.
static size_t find_verb(const struct scan *scan, const struct candidate *candidate)
{
    for (size_t i = candidate->first; i < candidate->end; i++) {
        if (scan_has(scan, i, WORD_ACTING | WORD_REPORTING) && !scan_is_joint(scan, i - (i > 0)))
            return i;
    }
    return candidate->end;
}

// Whether the lists of given and family names have a word of it.
static bool has_name_word(struct scan *scan, const struct candidate *candidate)
{
    for (size_t i = candidate->first; i < candidate->end; i++) {
        const struct gazetteer_word word = scan_lookup(scan, i)->word;
        if (word.given || word.family)
            return true;
    }
    return false;
}

// Makes of candidate `number`, or of a new one where it is spent already, the known name at
// first … end that candidate `found` is a mention of.
static void place_known(struct scan *scan, uint32_t number, size_t first, size_t end,
                        uint32_t found, bool spent)
{
    struct candidate model = scan->candidates[found];
    if (spent)
        number = scan_add(scan, first, end, model.type, FROM_SHAPE, model.entry);
    struct candidate *candidate = &scan->candidates[number];
    if (candidate->first != first)
        candidate->title_first = candidate->title_end = 0;
    candidate->first = (uint32_t)first;
    candidate->end = (uint32_t)end;
    candidate->type = model.type;
    candidate->entry = model.entry;
    candidate->source = FROM_SHAPE;
    candidate->dropped = false;
}

// Puts the known names inside candidate `number`, of a headline, in its place.
static void trim_headline(struct known *known, uint32_t number)
{
    struct scan *scan = known->scan;
    struct candidate whole = scan->candidates[number];
    bool kept = false;
    for (size_t at = whole.first, end; at < whole.end; at = end) {
        uint32_t found =
            scan_is_capital(scan, at) ? find_name(known, at, whole.end, &end) : UNKNOWN;
        if (found == UNKNOWN) {
            end = at + 1;
            continue;
        }
        if (at == whole.first && end == whole.end)
            return;
        place_known(scan, number, at, end, found, kept);
        kept = true;
    }
    if (kept)
        return;
    size_t verb = find_verb(scan, &whole);
    struct candidate *candidate = &scan->candidates[number];
    if (verb > whole.first)
        candidate->end = (uint32_t)verb;
    if (verb == whole.first || (whole.source == FROM_TITLE && !has_name_word(scan, candidate)))
        candidate->dropped = true;
}

// "Sheikh Hamad" is Hamad with a form of address, where the text names him without it.
static void trim_address(struct known *known, uint32_t number)
{
    struct scan *scan = known->scan;
    struct candidate *candidate = &scan->candidates[number];
    const struct gazetteer_entry *title = scan_lookup(scan, candidate->first)->title;
    if (candidate->end - candidate->first < 2 || !title ||
        !(gazetteer_attribute_is(title, "rank", "honorific") ||
          gazetteer_attribute_is(title, "rank", "royal")))
        return;
    size_t first = candidate->first + (size_t)1, end;
    uint32_t found =
        scan_is_capital(scan, first) ? find_name(known, first, candidate->end, &end) : UNKNOWN;
    if (found == UNKNOWN || found == number || end != candidate->end ||
        scan->candidates[found].type != ENTITY_PERSON ||
        scan->candidates[found].first == candidate->first)
        return;
    if (candidate->title_end <= candidate->title_first)
        candidate->title_first = candidate->first;
    candidate->title_end = (uint32_t)first;
    candidate->first = (uint32_t)first;
    candidate->gender = title->gender;
}

void known_trim(struct scan *scan)
{
    struct known known = {.scan = scan};
    size_t count = scan->candidate_count;
    for (size_t i = 0; i < count; i++)
        learn(&known, (uint32_t)i);
    for (size_t i = 0; i < count; i++) {
        const struct candidate *candidate = &scan->candidates[i];
        bool loose = candidate->source == FROM_SHAPE || candidate->source == FROM_TITLE ||
                     (candidate->source == FROM_HEAD && candidate->dropped);
        if (loose && in_headline(scan, candidate))
            trim_headline(&known, (uint32_t)i);
        else if (candidate->type == ENTITY_PERSON && !candidate->dropped)
            trim_address(&known, (uint32_t)i);
    }
    key_map_fini(&known.names);
    key_map_fini(&known.words);
}
