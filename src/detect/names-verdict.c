// SPDX-License-Identifier: GPL-3.0-or-later
// Verdict: evidence is added up by string (without case and accents), lists lend their members
// each other's type, and headline case alone never makes a name. Linear in the candidates.

#include <config.h>

#include "detect/names-verdict.h"

#include "base/memory.h"
#include "detect/key-map.h"
#include "detect/names-structure.h"

#include <stdlib.h>
#include <unistr.h>

#define NOTHING UINT32_MAX

// What all mentions of one string say.
struct record {
    int person, place, organisation;
    uint32_t mentions;
    uint32_t firm; // a candidate that has this string with a type for sure, or NOTHING
    bool tells;    // its capital tells somewhere
    bool in_text;  // it stands outside headlines in headline case
};

struct verdict {
    struct scan *scan;
    struct key_map keys;
    struct record *records;
    size_t count, capacity;
    uint32_t *record_of; // of each candidate
};

static size_t count_words(const struct scan *scan, const struct candidate *candidate)
{
    size_t words = 0;
    for (size_t i = candidate->first; i < candidate->end; i++)
        words += scan->tokens[i].kind == TOKEN_WORD;
    return words;
}

static bool mention_tells(const struct scan *scan, const struct candidate *candidate)
{
    for (size_t i = candidate->first; i < candidate->end; i++) {
        if (scan_capital_tells(scan, i))
            return true;
    }
    return false;
}

static bool in_headline_case(const struct scan *scan, const struct candidate *candidate)
{
    return scan_flagged(scan, candidate->first,
                        TOKEN_HEADLINE_CASE | TOKEN_ALL_CAPITALS | TOKEN_NO_PROSE);
}

static void record_candidate(struct verdict *verdict, uint32_t number)
{
    struct scan *scan = verdict->scan;
    struct candidate *candidate = &scan->candidates[number];
    uint64_t key = scan_key(scan, candidate->first, candidate->end);
    uint32_t index = *key_map_put(&verdict->keys, key, (uint32_t)verdict->count);
    if (index == verdict->count) {
        verdict->records = memory_grow(verdict->records, &verdict->capacity, verdict->count + 1,
                                       sizeof *verdict->records);
        verdict->records[verdict->count++] = (struct record){.firm = NOTHING};
    }
    verdict->record_of[number] = index;
    struct record *record = &verdict->records[index];
    record->mentions++;
    record->person += candidate->person;
    record->place += candidate->place;
    record->organisation += candidate->organisation;
    bool headline = in_headline_case(scan, candidate);
    record->tells |= mention_tells(scan, candidate);
    record->in_text |= !headline;
    bool firm = candidate->type != TYPE_UNKNOWN && candidate->source != FROM_BARE_HEAD &&
                !(headline && candidate->source == FROM_HEAD);
    if (firm && record->firm == NOTHING)
        record->firm = number;
}

static enum entity_type decide(const struct record *record, size_t words, bool *stands)
{
    *stands = record->tells && record->in_text;
    int most = record->person > record->place ? record->person : record->place;
    if (record->organisation >= 2 && record->organisation >= most)
        return ENTITY_ORGANISATION;
    if (record->place >= 2 && record->place > record->person)
        return ENTITY_PLACE;
    if (words >= 2 && words <= 6 && record->person >= 1 &&
        (record->place < 2 || record->person >= record->place))
        return ENTITY_PERSON;
    if (words == 1 && record->person >= 3)
        return ENTITY_PERSON;
    if (record->place >= 1 && record->place >= record->person)
        return ENTITY_PLACE;
    *stands = false;
    return record->person >= 0 && words >= 2 ? ENTITY_PERSON : TYPE_UNKNOWN;
}

// Members of a list are of a kind: what stands before or after a comma or "and" lends its type to
// what has none.
static void weigh_neighbour(struct verdict *verdict, uint32_t from, uint32_t to, bool comma)
{
    struct scan *scan = verdict->scan;
    const struct candidate *lender = &scan->candidates[from];
    struct candidate *taker = &scan->candidates[to];
    if (taker->type != TYPE_UNKNOWN || taker->title_end > taker->title_first)
        return;
    struct record *record = &verdict->records[verdict->record_of[to]];
    enum entity_type type = lender->type;
    bool stands;
    if (lender->end < scan->token_count && scan->tokens[lender->end].kind == TOKEN_POSSESSIVE)
        return; // what it possesses is in the list
    if (type == TYPE_UNKNOWN) {
        type =
            decide(&verdict->records[verdict->record_of[from]], count_words(scan, lender), &stands);
        if (!stands)
            return;
    }
    bool single = count_words(scan, taker) == 1;
    if (type == ENTITY_PLACE)
        record->place += single ? (comma ? 1 : 2) : !comma;
    else if (type == ENTITY_ORGANISATION)
        record->organisation += comma ? 1 : 2;
    else if (type == ENTITY_PERSON)
        record->person += single ? 1 : 2;
}

static void weigh_lists(struct verdict *verdict)
{
    struct scan *scan = verdict->scan;
    for (uint32_t i = 0; i + 1 < scan->candidate_count; i++) {
        const struct candidate *one = &scan->candidates[i], *other = &scan->candidates[i + 1];
        size_t gap = other->first - one->end;
        bool comma = scan_is(scan, one->end, ",");
        if (one->end > other->first || gap == 0 || gap > 2 ||
            !(comma || scan_is(scan, one->end, "and") || scan_is(scan, one->end, "or")) ||
            (gap == 2 && !scan_is(scan, one->end + 1, "and")))
            continue;
        // In "Salo of Finland and Lund" it is Salo, not Finland, that is of a kind with Lund.
        bool owned = i > 0 && scan_is(scan, one->first - 1, "of") &&
                     scan->candidates[i - 1].end == one->first - 1;
        weigh_neighbour(verdict, owned ? i - 1 : i, i + 1, comma && gap == 1);
        weigh_neighbour(verdict, i + 1, i, comma && gap == 1);
    }
}

// Nothing but single letters: "E", "G-K-O".
static bool is_letters(const struct scan *scan, const struct candidate *candidate)
{
    for (size_t i = candidate->first; i < candidate->end; i++) {
        if (scan->tokens[i].kind == TOKEN_WORD && scan->tokens[i].shape != SHAPE_SINGLE)
            return false;
    }
    return true;
}

// A word with Latin capitals and letters of far scripts (Chinese, symbols) in one: no name, but
// noise. Latin, Greek, Cyrillic and Semitic letters have leading bytes below E1; the accented
// letters of Vietnamese E1 B8 to E1 BB, apostrophes and dashes E2 80.
static bool mixes_scripts(const struct scan *scan, const struct candidate *candidate)
{
    bool latin = false, far = false;
    const char *bytes = scan->bytes;
    for (size_t i = scan->tokens[candidate->first].start; i < scan->tokens[candidate->end - 1].end;
         i++) {
        unsigned char byte = (unsigned char)bytes[i], next = (unsigned char)bytes[i + 1];
        latin |= byte < 0x80;
        far |= byte >= 0xE1 && !(byte == 0xE1 && next >= 0xB8 && next <= 0xBB) &&
               !(byte == 0xE2 && next == 0x80);
    }
    return latin && far;
}

// Three letters or fewer, in a stretch that is no prose, and in no list: "Xk", "Q1" in a dump or
// a table say nothing.
static bool is_stray(const struct scan *scan, const struct candidate *candidate)
{
    const struct token *token = &scan->tokens[candidate->first];
    return candidate->end == candidate->first + 1 &&
           scan_flagged(scan, candidate->first, TOKEN_NO_PROSE) &&
           u8_mbsnlen((const uint8_t *)scan->bytes + token->start, token->end - token->start) <= 3;
}

static void judge(struct verdict *verdict, uint32_t number)
{
    struct scan *scan = verdict->scan;
    struct candidate *candidate = &scan->candidates[number];
    const struct record *record = &verdict->records[verdict->record_of[number]];
    if (candidate->source != FROM_GAZETTEER && candidate->source != FROM_DEFINITION &&
        (is_letters(scan, candidate) || mixes_scripts(scan, candidate) ||
         is_stray(scan, candidate))) {
        candidate->dropped = true;
        return;
    }
    if (candidate->type != TYPE_UNKNOWN) {
        if (candidate->source == FROM_HEAD && in_headline_case(scan, candidate) &&
            (record->firm == NOTHING || !record->in_text))
            candidate->dropped = true;
        return;
    }
    if (record->firm != NOTHING) {
        const struct candidate *firm = &scan->candidates[record->firm];
        candidate->type = firm->type;
        candidate->entry = firm->entry;
        return;
    }
    bool stands;
    candidate->type = (uint8_t)decide(record, count_words(scan, candidate), &stands);
    candidate->dropped = !stands;
}

// What the gazetteer knows inside a name that was dropped stands by itself.
static void keep_known_parts(struct scan *scan, uint32_t number)
{
    struct candidate dropped = scan->candidates[number];
    for (size_t at = dropped.first; at < dropped.end;) {
        const struct lookup *found = scan_lookup(scan, at);
        if (!name_begins(scan, at) || at + found->name_tokens > dropped.end) {
            at++;
            continue;
        }
        size_t end = at + found->name_tokens;
        scan_add(scan, at, end, scan_entry_type(found->name), FROM_GAZETTEER, found->name);
        at = end;
    }
}

void verdict_decide(struct scan *scan)
{
    size_t count = scan->candidate_count;
    struct verdict verdict = {.scan = scan};
    verdict.record_of = memory_allocate((count + 1) * sizeof *verdict.record_of);
    for (size_t i = 0; i < count; i++)
        record_candidate(&verdict, (uint32_t)i);
    weigh_lists(&verdict);
    for (size_t i = 0; i < count; i++)
        judge(&verdict, (uint32_t)i);
    for (size_t i = 0; i < count; i++) {
        const struct candidate *candidate = &scan->candidates[i];
        if (candidate->dropped &&
            (candidate->source == FROM_HEAD || candidate->source == FROM_SHAPE))
            keep_known_parts(scan, (uint32_t)i);
    }
    key_map_fini(&verdict.keys);
    free(verdict.records);
    free(verdict.record_of);
}
