// SPDX-License-Identifier: GPL-3.0-or-later
// Entities: names of the gazetteer go by their id, persons by their number, other names by a key
// in which spelling, the order of hyphened places, "the" and bracketed acronyms do not count and
// names inside count by their id ("Communist Party of China (CPC) Central Committee" and "CPC
// Central Committee" are one). An acronym is what the article defines it as, everywhere.

#include <config.h>

#include "detect/names-entities.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "detect/key-map.h"
#include "detect/names-labels.h"
#include "detect/names-structure.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_LIMIT 4

static enum entity_type entry_type(const struct gazetteer_entry *entry)
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

// ——— Nested names ———

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
        bool acronym = matches[i].entry->type == GAZETTEER_ORGANISATION &&
                       matches[i].tokens == 1 && scan_is_acronym(scan, at);
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
            type = entry_type(entry);
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

static int compare_place(const void *one, const void *other)
{
    const struct candidate *first = one, *second = other;
    if (first->first != second->first)
        return first->first < second->first ? -1 : 1;
    if (first->end != second->end)
        return first->end > second->end ? -1 : 1;
    return first->nested - second->nested;
}

// Drops what was dropped for good and what overlaps an earlier name, and sorts the rest.
static void compact(struct scan *scan)
{
    size_t kept = 0;
    uint32_t reach = 0;
    uint64_t *meanings = memory_allocate_zeroed(scan->candidate_count + 1, sizeof *meanings);
    for (size_t i = 0; i < scan->candidate_count; i++) { // by place while numbers change
        uint32_t meaning = scan->candidates[i].meaning;
        meanings[i] = meaning == NO_CANDIDATE ? 0 : scan->candidates[meaning].first + (uint64_t)1;
    }
    struct key_map places = {0};
    for (size_t i = 0; i < scan->candidate_count; i++) {
        struct candidate candidate = scan->candidates[i];
        if (candidate.dropped || candidate.type >= TYPE_UNKNOWN || candidate.first < reach)
            continue;
        reach = candidate.end;
        meanings[kept] = meanings[i];
        key_map_put(&places, candidate.first, (uint32_t)kept);
        scan->candidates[kept++] = candidate;
    }
    scan->candidate_count = kept;
    for (size_t i = 0; i < kept; i++)
        scan->candidates[i].meaning =
            meanings[i] ? key_map_get(&places, meanings[i] - 1, NO_CANDIDATE) : NO_CANDIDATE;
    key_map_fini(&places);
    free(meanings);
}

void entities_add_nested(struct scan *scan)
{
    if (!scan->candidate_count)
        return;
    qsort(scan->candidates, scan->candidate_count, sizeof *scan->candidates, compare_place);
}

// ——— Keys ———

static uint64_t mix_key(uint64_t key, uint64_t part)
{
    key ^= part;
    key *= UINT64_C(0x9E3779B97F4A7C15);
    return key ^ key >> 29;
}

static uint64_t id_key(const struct gazetteer_entry *entry)
{
    bool place = entry->type == GAZETTEER_NORP || entry->type == GAZETTEER_PLACE;
    return mix_key(token_key(entry->id), place ? GAZETTEER_PLACE : entry->type);
}

// The key of a word in which British and American spelling are one.
static uint64_t spelling_key(const struct scan *scan, size_t token)
{
    const struct token *item = &scan->tokens[token];
    size_t length = item->end - item->start, out = 0;
    char word[64];
    if (length >= sizeof word)
        return scan_word_key(scan, token);
    const char *bytes = scan->bytes + item->start;
    for (size_t i = 0; i < length; i++) {
        char letter = bytes[i] >= 'A' && bytes[i] <= 'Z' ? (char)(bytes[i] | 0x20) : bytes[i];
        if ((unsigned char)letter >= 0x80)
            return scan_word_key(scan, token);
        bool u_of_our = letter == 'u' && out && word[out - 1] == 'o' && i + 1 < length &&
                        (bytes[i + 1] | 0x20) == 'r' && length > 5;
        if (!u_of_our)
            word[out++] = letter == 'z' ? 's' : letter;
    }
    if (out > 4 && !memcmp(word + out - 2, "re", 2)) // centre, theatre
        memcpy(word + out - 2, "er", 2);
    if (out > 8 && !memcmp(word + out - 3, "mme", 3)) // programme
        out -= 2;
    return token_fold(word, out);
}

// The name of the gazetteer that counts by its id inside a longer one: of organisations the
// shortest ("CPC" in "CPC Central Committee", which may be in the gazetteer too).
static const struct gazetteer_entry *inner_name(struct scan *scan, size_t at, size_t end,
                                                size_t outer, size_t *step)
{
    struct gazetteer_match matches[16];
    size_t count = gazetteer_match(scan->gazetteer, scan->bytes, scan->tokens + at, end - at,
                                   CASE_EXACT, matches, sizeof matches / sizeof *matches);
    const struct gazetteer_entry *best = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct gazetteer_entry *entry = matches[i].entry;
        if (entry->type >= GAZETTEER_TITLE || matches[i].tokens >= outer)
            continue;
        bool shorter = best && best->type == GAZETTEER_ORGANISATION &&
                       entry->type == GAZETTEER_ORGANISATION && matches[i].tokens < *step;
        if (!best || shorter) {
            best = entry;
            *step = matches[i].tokens;
        }
    }
    return best;
}

// The key of a name that the gazetteer does not have.
static uint64_t name_key(struct scan *scan, const struct candidate *candidate)
{
    uint64_t key = candidate->type;
    uint64_t pair = 0; // hyphened places, in any order
    bool bracket = false;
    for (size_t at = candidate->first; at < candidate->end;) {
        if (scan_is(scan, at, "("))
            bracket = true;
        else if (scan_is(scan, at, ")"))
            bracket = false;
        if (bracket || scan->tokens[at].kind == TOKEN_MARK || scan_is(scan, at, "the")) {
            at++;
            continue;
        }
        size_t step = 1;
        uint64_t part;
        const struct gazetteer_entry *inner =
            inner_name(scan, at, candidate->end, candidate->end - candidate->first, &step);
        if (inner) {
            part = id_key(inner);
        } else {
            part = spelling_key(scan, at);
        }
        bool joined = at + step < candidate->end && scan_is_joint(scan, at + step);
        if (joined || pair) {
            pair += part | 1;
            if (!joined) {
                key = mix_key(key, pair);
                pair = 0;
            }
        } else {
            key = mix_key(key, part);
        }
        at += step;
    }
    return mix_key(key, candidate->type + (uint64_t)77);
}

// ——— Entities ———

struct builder {
    struct scan *scan;
    struct findings *findings;
    struct key_map keys;     // of names and gazetteer ids → entity
    struct key_map persons;  // number of a person → entity
    uint32_t *fullest;       // candidate with the fullest form of each person
    struct key_map acronyms; // key of an acronym the article defines → entity
    struct key_map ends;     // first and last word of a name → the candidate that has it
    struct key_map heads;    // last word of a name and type → its entity named last
    struct entity_sources *sources;
    size_t source_capacity;
};

static uint32_t add_entity(struct builder *builder, uint32_t candidate, enum entity_type type,
                           const struct gazetteer_entry *entry)
{
    struct findings *findings = builder->findings;
    findings->entities = memory_grow(findings->entities, &findings->entity_capacity,
                                     findings->entity_count + 1, sizeof *findings->entities);
    builder->sources = memory_grow(builder->sources, &builder->source_capacity,
                                   findings->entity_count + 1, sizeof *builder->sources);
    findings->entities[findings->entity_count] =
        (struct entity){.type = type, .first_mention = SIZE_MAX};
    builder->sources[findings->entity_count] =
        (struct entity_sources){.entry = entry, .fullest = candidate, .acronym = NO_CANDIDATE};
    return (uint32_t)findings->entity_count++;
}

static uint32_t entity_of_entry(struct builder *builder, uint32_t candidate,
                                const struct gazetteer_entry *entry)
{
    enum entity_type type = entry_type(entry);
    const struct gazetteer_entry *own = entry;
    if (type == ENTITY_NORP) {
        type = ENTITY_PLACE;
        own = gazetteer_find(builder->scan->gazetteer, GAZETTEER_PLACE, entry->id);
        if (!own)
            own = entry;
    }
    uint32_t next = (uint32_t)builder->findings->entity_count;
    uint32_t entity = *key_map_put(&builder->keys, id_key(entry), next);
    return entity == next ? add_entity(builder, candidate, type, own) : entity;
}

// Whether the words of the shorter name are among the longer one's in order.
static bool is_shorter_form(const struct scan *scan, const struct candidate *shorter,
                            const struct candidate *longer)
{
    size_t at = longer->first;
    for (size_t i = shorter->first; i < shorter->end; i++) {
        while (at < longer->end && scan->tokens[at].key != scan->tokens[i].key)
            at++;
        if (at++ >= longer->end)
            return false;
    }
    return true;
}

// A name with words left out in the middle: "Akkuyu plant" for "Akkuyu nuclear power plant". Its
// first and last words are those of the whole. FINDINGS_NONE: none such before.
static uint32_t entity_of_variant(struct builder *builder, uint32_t number)
{
    struct scan *scan = builder->scan;
    const struct candidate *candidate = &scan->candidates[number];
    if (candidate->end - candidate->first < 2 || candidate->type == ENTITY_PLACE)
        return FINDINGS_NONE;
    uint64_t ends = mix_key(mix_key(scan->tokens[candidate->first].key,
                                    scan->tokens[candidate->end - 1].key),
                            candidate->type);
    uint32_t *held = key_map_put(&builder->ends, ends, number);
    const struct candidate *other = &scan->candidates[*held];
    if (*held == number || other->entity == FINDINGS_NONE)
        return FINDINGS_NONE;
    bool longer = candidate->end - candidate->first > other->end - other->first;
    if (!(longer ? is_shorter_form(scan, other, candidate) : is_shorter_form(scan, candidate, other)))
        return FINDINGS_NONE;
    uint32_t entity = other->entity;
    if (longer) {
        *held = number;
        builder->sources[entity].fullest = number;
    }
    return entity;
}

static uint32_t entity_of_name(struct builder *builder, uint32_t number)
{
    const struct candidate *candidate = &builder->scan->candidates[number];
    const struct gazetteer_entry *entry = candidate->entry;
    if (entry && (candidate->end - candidate->first == 1 || entry->type <= GAZETTEER_NORP))
        return entity_of_entry(builder, number, entry);
    uint64_t key = name_key(builder->scan, candidate);
    uint32_t held = FINDINGS_NONE;
    if (entry)
        held = key_map_get(&builder->keys, id_key(entry), FINDINGS_NONE);
    if (held == FINDINGS_NONE)
        held = key_map_get(&builder->keys, key, FINDINGS_NONE);
    if (held == FINDINGS_NONE)
        held = entity_of_variant(builder, number);
    if (held == FINDINGS_NONE) {
        enum entity_type type = candidate->type == ENTITY_NORP ? ENTITY_PLACE : candidate->type;
        held = entry ? entity_of_entry(builder, number, entry)
                     : add_entity(builder, number, type, NULL);
    }
    // Known by its parts or by its id, it is known by both from now on.
    key_map_put(&builder->keys, key, held);
    if (entry) {
        key_map_put(&builder->keys, id_key(entry), held);
        if (!builder->sources[held].entry)
            builder->sources[held].entry = entry;
    }
    return held;
}

// Whether a name that is spelt out is a variant of the gazetteer's: more than half of its words.
static bool is_variant(const struct scan *scan, const struct candidate *candidate,
                       const struct gazetteer_entry *entry)
{
    struct token_list words = {0};
    tokens_split(entry->name, (struct span){0, strlen(entry->name)}, &words);
    size_t shared = 0, count = 0;
    for (size_t i = candidate->first; i < candidate->end; i++) {
        if (scan->tokens[i].kind != TOKEN_WORD || scan->tokens[i].shape == SHAPE_LOWER)
            continue;
        count++;
        for (size_t k = 0; k < words.count; k++)
            shared += words.items[k].key == scan->tokens[i].key;
    }
    token_list_fini(&words);
    return shared * 2 > count;
}

// Definitions first: they hold before they are read, too.
static void define_acronyms(struct builder *builder)
{
    struct scan *scan = builder->scan;
    for (size_t i = 0; i < scan->candidate_count; i++) {
        struct candidate *acronym = &scan->candidates[i];
        if (acronym->meaning == NO_CANDIDATE || acronym->dropped)
            continue;
        struct candidate *meaning = &scan->candidates[acronym->meaning];
        if (!meaning->entry && acronym->entry && acronym->entry->type < GAZETTEER_TITLE &&
            is_variant(scan, meaning, acronym->entry))
            meaning->entry = acronym->entry;
        if (meaning->entry && meaning->type != ENTITY_PERSON)
            meaning->type = (uint8_t)entry_type(meaning->entry);
        uint32_t entity = entity_of_name(builder, acronym->meaning);
        if (builder->sources[entity].acronym == NO_CANDIDATE)
            builder->sources[entity].acronym = (uint32_t)i;
        key_map_put(&builder->acronyms, scan->tokens[acronym->first].key, entity);
    }
}

static uint64_t head_key(const struct scan *scan, const struct candidate *candidate)
{
    size_t last = candidate->end - 1;
    if (candidate->source != FROM_BARE_HEAD) { // "Treaty of Asunción" is a treaty
        for (size_t i = candidate->first; i < candidate->end; i++) {
            if (i > candidate->first && scan_has(scan, i, WORD_CONNECTOR) &&
                scan->tokens[i].shape == SHAPE_LOWER) {
                last = i - 1;
                break;
            }
        }
    }
    return mix_key(spelling_key(scan, last), candidate->type);
}

// An event without a name of its own is named by the body told before it in its sentence.
static bool has_body_before(struct builder *builder, uint32_t number, uint32_t *body)
{
    struct scan *scan = builder->scan;
    size_t sentence = article_sentence_at(scan->article,
                                          scan->tokens[scan->candidates[number].first].start);
    size_t floor = scan->article->sentences[sentence].first_token;
    for (size_t i = number; i-- > 0 && scan->candidates[i].first >= floor;) {
        if (scan->candidates[i].type == ENTITY_ORGANISATION) {
            *body = (uint32_t)i;
            return true;
        }
    }
    return false;
}

// "the Summit": what it stands for, or FINDINGS_NONE.
static uint32_t resolve_bare(struct builder *builder, uint32_t number)
{
    struct scan *scan = builder->scan;
    struct candidate *candidate = &scan->candidates[number];
    size_t first = candidate->first;
    bool session = candidate->end - first > 1;
    if (!session && (scan_flagged(scan, first, TOKEN_STARTS | TOKEN_HEADLINE_CASE) || first == 0))
        return FINDINGS_NONE;
    uint32_t held = key_map_get(&builder->heads, head_key(scan, candidate), FINDINGS_NONE);
    if (session) // told in full before or after: the ordinal tells it apart
        return held;
    size_t back = first - 1;
    if (scan_has(scan, back, WORD_COMMON) || scan->tokens[back].shape == SHAPE_LOWER) {
        if (!scan_is(scan, back, "the") && back > 0)
            back--; // the upcoming Summit
    }
    if (!scan_is(scan, back, "the"))
        return FINDINGS_NONE;
    uint32_t body;
    bool upcoming = back + 1 < first;
    if (candidate->type == ENTITY_EVENT && has_body_before(builder, number, &body)) {
        uint32_t of = scan->candidates[body].entity;
        uint64_t key = mix_key(mix_key(0x5EA7, of), head_key(scan, candidate));
        uint32_t next = (uint32_t)builder->findings->entity_count;
        if (held != FINDINGS_NONE && !upcoming)
            return held;
        uint32_t entity = *key_map_put(&builder->keys, key, next);
        if (entity == next) {
            add_entity(builder, number, ENTITY_EVENT, NULL);
            builder->sources[entity].body = of + 1;
        }
        return entity;
    }
    return upcoming ? FINDINGS_NONE : held;
}

// The part of an event's name that may stand for it alone: "third plenary session".
static uint64_t session_key(struct scan *scan, const struct candidate *candidate)
{
    size_t core;
    bool bare;
    if (!event_end(scan, candidate->first, candidate->end, &core, &bare))
        return 0;
    return mix_key(scan_key(scan, candidate->first, core), 0xE4E);
}

static void remember_sessions(struct builder *builder)
{
    struct scan *scan = builder->scan;
    for (size_t i = 0; i < scan->candidate_count; i++) {
        struct candidate *candidate = &scan->candidates[i];
        if (candidate->type != ENTITY_EVENT || candidate->source == FROM_BARE_HEAD ||
            !scan_has(scan, candidate->first, WORD_ORDINAL))
            continue;
        uint64_t key = session_key(scan, candidate);
        if (key)
            key_map_put(&builder->heads, key, entity_of_name(builder, (uint32_t)i));
    }
}

static uint32_t entity_of(struct builder *builder, uint32_t number)
{
    struct scan *scan = builder->scan;
    struct candidate *candidate = &scan->candidates[number];
    if (candidate->type == ENTITY_PERSON) {
        uint32_t person = candidate->entity;
        if (person == FINDINGS_NONE)
            return FINDINGS_NONE;
        uint32_t next = (uint32_t)builder->findings->entity_count;
        uint32_t entity = *key_map_put(&builder->persons, person, next);
        return entity == next ? add_entity(builder, builder->fullest[person], ENTITY_PERSON, NULL)
                              : entity;
    }
    if (candidate->source == FROM_BARE_HEAD) {
        if (scan_has(scan, candidate->first, WORD_ORDINAL)) {
            uint64_t key = mix_key(scan_key(scan, candidate->first, candidate->end), 0xE4E);
            return key_map_get(&builder->heads, key, FINDINGS_NONE);
        }
        return resolve_bare(builder, number);
    }
    if (candidate->end - candidate->first == 1 && scan_is_acronym(scan, candidate->first)) {
        uint64_t key = scan->tokens[candidate->first].key;
        uint32_t entity = key_map_get(&builder->acronyms, key, FINDINGS_NONE);
        if (entity != FINDINGS_NONE)
            return entity;
    }
    return entity_of_name(builder, number);
}

static size_t word_count(const struct scan *scan, const struct candidate *candidate)
{
    size_t words = 0;
    for (size_t i = candidate->first; i < candidate->end; i++)
        words += scan->tokens[i].kind == TOKEN_WORD;
    return words;
}

// The longest form of each person, the first of that length.
static void find_fullest(struct builder *builder, size_t person_count)
{
    struct scan *scan = builder->scan;
    builder->fullest = memory_allocate((person_count + 1) * sizeof *builder->fullest);
    memset(builder->fullest, 0xFF, (person_count + 1) * sizeof *builder->fullest);
    for (size_t i = 0; i < scan->candidate_count; i++) {
        const struct candidate *candidate = &scan->candidates[i];
        if (candidate->type != ENTITY_PERSON || candidate->entity >= person_count)
            continue;
        uint32_t *fullest = &builder->fullest[candidate->entity];
        if (*fullest == NO_CANDIDATE ||
            word_count(scan, candidate) > word_count(scan, &scan->candidates[*fullest]))
            *fullest = (uint32_t)i;
    }
}

// ——— Output ———

static void put_mention(struct builder *builder, const struct candidate *candidate)
{
    struct findings *findings = builder->findings;
    const struct scan *scan = builder->scan;
    findings->mentions = memory_grow(findings->mentions, &findings->mention_capacity,
                                     findings->mention_count + 1, sizeof *findings->mentions);
    struct entity *entity = &findings->entities[candidate->entity];
    if (!candidate->nested) {
        if (!entity->mention_count)
            entity->first_mention = findings->mention_count;
        entity->mention_count++;
    } else if (entity->first_mention == SIZE_MAX) {
        entity->first_mention = findings->mention_count;
    }
    findings->mentions[findings->mention_count++] = (struct mention){
        .span = {scan->tokens[candidate->first].start, scan->tokens[candidate->end - 1].end},
        .type = candidate->type,
        .entity = candidate->entity,
        .nested = candidate->nested,
    };
}

void entities_build(struct scan *scan, const struct persons *persons, struct findings *findings)
{
    struct builder builder = {.scan = scan, .findings = findings};
    compact(scan);
    find_fullest(&builder, persons->count);
    define_acronyms(&builder);
    remember_sessions(&builder);
    for (size_t i = 0; i < scan->candidate_count; i++) {
        struct candidate *candidate = &scan->candidates[i];
        uint32_t entity = entity_of(&builder, (uint32_t)i);
        candidate->entity = entity;
        candidate->dropped = entity == FINDINGS_NONE;
        if (!candidate->dropped && candidate->source != FROM_BARE_HEAD &&
            candidate->end - candidate->first > 1)
            *key_map_put(&builder.heads, head_key(scan, candidate), entity) = entity;
    }
    size_t flat = scan->candidate_count;
    for (size_t i = 0; i < flat; i++) {
        const struct candidate *outer = &scan->candidates[i];
        bool place = outer->type == ENTITY_PLACE && scan_is_joint(scan, outer->first + (size_t)1);
        if (!outer->dropped && outer->type != ENTITY_PERSON && outer->type != ENTITY_NORP &&
            !place && outer->end - outer->first > 1)
            add_inner(scan, scan->candidates[i].first, scan->candidates[i].end, 0);
    }
    for (size_t i = flat; i < scan->candidate_count; i++)
        scan->candidates[i].entity = entity_of(&builder, (uint32_t)i);
    labels_fill(scan, builder.sources, findings);
    if (scan->candidate_count)
        qsort(scan->candidates, scan->candidate_count, sizeof *scan->candidates, compare_place);
    for (size_t i = 0; i < scan->candidate_count; i++) {
        if (!scan->candidates[i].dropped)
            put_mention(&builder, &scan->candidates[i]);
    }
    key_map_fini(&builder.keys);
    key_map_fini(&builder.persons);
    free(builder.fullest);
    key_map_fini(&builder.acronyms);
    key_map_fini(&builder.ends);
    key_map_fini(&builder.heads);
    free(builder.sources);
}
