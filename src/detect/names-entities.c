// SPDX-License-Identifier: GPL-3.0-or-later
// Entities: names of the gazetteer go by their id, persons by their number, other names by the
// key of their parts (names-keys.h). An acronym is what the article defines it as, everywhere.

#include <config.h>

#include "detect/names-entities.h"

#include "base/memory.h"
#include "detect/key-map.h"
#include "detect/names-inner.h"
#include "detect/names-keys.h"
#include "detect/names-labels.h"
#include "detect/names-structure.h"

#include <stdlib.h>
#include <string.h>

struct builder {
    struct scan *scan;
    struct findings *findings;
    struct key_map keys;     // of names and gazetteer ids → entity
    struct key_map persons;  // number of a person → entity
    uint32_t *fullest;       // candidate with the fullest form of each person
    struct key_map acronyms; // key of an acronym the article defines → entity
    struct key_map strings;  // type and words of a mention → entity: most are met again
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
    enum entity_type type = scan_entry_type(entry);
    const struct gazetteer_entry *own = entry;
    if (type == ENTITY_NORP) {
        type = ENTITY_PLACE;
        own = gazetteer_find(builder->scan->gazetteer, GAZETTEER_PLACE,
                              gazetteer_entry_id(entry));
        if (!own)
            own = entry;
    }
    uint32_t next = (uint32_t)builder->findings->entity_count;
    uint32_t entity = *key_map_put(&builder->keys, key_of_entry(entry), next);
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
    uint64_t ends =
        key_mix(key_mix(scan->tokens[candidate->first].key, scan->tokens[candidate->end - 1].key),
                candidate->type);
    uint32_t *held = key_map_put(&builder->ends, ends, number);
    const struct candidate *other = &scan->candidates[*held];
    if (*held == number || other->entity == FINDINGS_NONE)
        return FINDINGS_NONE;
    bool longer = candidate->end - candidate->first > other->end - other->first;
    if (!(longer ? is_shorter_form(scan, other, candidate)
                 : is_shorter_form(scan, candidate, other)))
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
    uint64_t key = key_of_name(builder->scan, candidate);
    uint32_t held = FINDINGS_NONE;
    if (entry)
        held = key_map_get(&builder->keys, key_of_entry(entry), FINDINGS_NONE);
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
        key_map_put(&builder->keys, key_of_entry(entry), held);
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
    const char *name = gazetteer_entry_name(entry);
    tokens_split(name, (struct span){0, strlen(name)}, &words);
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
            meaning->type = (uint8_t)scan_entry_type(meaning->entry);
        uint32_t entity = entity_of_name(builder, acronym->meaning);
        if (builder->sources[entity].acronym == NO_CANDIDATE)
            builder->sources[entity].acronym = (uint32_t)i;
        key_map_put(&builder->acronyms, scan->tokens[acronym->first].key, entity);
    }
}

// An event without a name of its own is named by the body told before it in its sentence.
static bool has_body_before(struct builder *builder, uint32_t number, uint32_t *body)
{
    struct scan *scan = builder->scan;
    size_t sentence =
        article_sentence_at(scan->article, scan->tokens[scan->candidates[number].first].start);
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
    uint32_t held = key_map_get(&builder->heads, key_of_head(scan, candidate), FINDINGS_NONE);
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
        uint64_t key = key_mix(key_mix(0x5EA7, of), key_of_head(scan, candidate));
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
    return key_mix(scan_key(scan, candidate->first, core), 0xE4E);
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
            uint64_t key = key_mix(scan_key(scan, candidate->first, candidate->end), 0xE4E);
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
    uint64_t string = key_mix(scan_key(scan, candidate->first, candidate->end), candidate->type);
    string = key_mix(string, (uintptr_t)candidate->entry);
    uint32_t entity = key_map_get(&builder->strings, string, FINDINGS_NONE);
    if (entity == FINDINGS_NONE) {
        entity = entity_of_name(builder, number);
        key_map_put(&builder->strings, string, entity);
    }
    return entity;
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
    scan_sort(scan);
    scan_compact(scan);
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
            *key_map_put(&builder.heads, key_of_head(scan, candidate), entity) = entity;
    }
    size_t flat = scan->candidate_count;
    inner_add(scan);
    for (size_t i = flat; i < scan->candidate_count; i++)
        scan->candidates[i].entity = entity_of(&builder, (uint32_t)i);
    labels_fill(scan, builder.sources, findings);
    scan_sort(scan);
    for (size_t i = 0; i < scan->candidate_count; i++) {
        if (!scan->candidates[i].dropped)
            put_mention(&builder, &scan->candidates[i]);
    }
    key_map_fini(&builder.keys);
    key_map_fini(&builder.persons);
    free(builder.fullest);
    key_map_fini(&builder.acronyms);
    key_map_fini(&builder.strings);
    key_map_fini(&builder.ends);
    key_map_fini(&builder.heads);
    free(builder.sources);
}
