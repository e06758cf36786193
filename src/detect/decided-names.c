// SPDX-License-Identifier: GPL-3.0-or-later
// Decided names: the reader's word on single mentions and on whole entities, laid over what was
// found. Decisions are applied one after another, each to what the ones before have left; tables
// are put in order once, at the end. A decision costs a walk over the mentions at most.

#include <config.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "detect/decisions.h"
#include "detect/names-labels.h"

#include <stdlib.h>
#include <string.h>

struct change {
    const struct article *article;
    struct findings *findings;
    bool *changed; // one an entity: its forms are to be counted anew
    size_t changed_capacity;
};

static char *words_of(const struct change *change, struct span span)
{
    return memory_copy_bytes(change->article->bytes + span.start, span_length(span));
}

// --- mentions --------------------------------------------------------------------------------------

// The mention meant by a passage: of just these words, an inner one too; else the one that is no
// part of another and that the passage overlaps. SIZE_MAX: none.
static size_t find_mention(const struct findings *findings, struct span span)
{
    size_t overlapping = SIZE_MAX;
    size_t at = findings_mention_from(findings, span.start);
    while (at > 0 && (findings->mentions[at - 1].nested ||
                      findings->mentions[at - 1].span.end > span.start))
        at--; // one that starts before may reach into it
    for (; at < findings->mention_count && findings->mentions[at].span.start < span.end; at++) {
        const struct mention *mention = &findings->mentions[at];
        if (mention->span.start == span.start && mention->span.end == span.end)
            return at;
        if (!mention->nested && overlapping == SIZE_MAX && span_overlaps(mention->span, span))
            overlapping = at;
    }
    return overlapping;
}

static size_t insert_mention(struct findings *findings, struct mention mention)
{
    size_t at = findings_mention_from(findings, mention.span.start);
    findings->mentions = memory_grow(findings->mentions, &findings->mention_capacity,
                                     findings->mention_count + 1, sizeof *findings->mentions);
    memmove(findings->mentions + at + 1, findings->mentions + at,
            (findings->mention_count - at) * sizeof *findings->mentions);
    findings->mentions[at] = mention;
    findings->mention_count++;
    return at;
}

// Takes a mention out; those inside it stand for themselves now.
static void remove_mention(struct findings *findings, size_t at)
{
    struct mention removed = findings->mentions[at];
    findings->mention_count--;
    memmove(findings->mentions + at, findings->mentions + at + 1,
            (findings->mention_count - at) * sizeof *findings->mentions);
    size_t end = removed.span.start; // of the last one set free
    for (size_t i = at; i < findings->mention_count && !removed.nested; i++) {
        struct mention *inner = &findings->mentions[i];
        if (!inner->nested || inner->span.start >= removed.span.end)
            break;
        if (inner->span.start >= end) {
            inner->nested = false;
            end = inner->span.end;
        }
    }
}

// --- entities --------------------------------------------------------------------------------------

static void mark_changed(struct change *change, uint32_t entity)
{
    size_t before = change->changed_capacity;
    change->changed = memory_grow(change->changed, &change->changed_capacity,
                                  change->findings->entity_count, sizeof *change->changed);
    memset(change->changed + before, 0,
           (change->changed_capacity - before) * sizeof *change->changed);
    change->changed[entity] = true;
}

// The entity of this name, label or id, of this type where one is given; FINDINGS_NONE: none.
static uint32_t find_entity(const struct findings *findings, const char *name,
                            enum entity_type type, uint32_t without)
{
    for (uint32_t i = 0; i < findings->entity_count; i++) {
        const struct entity *entity = &findings->entities[i];
        if (i != without && (type == ENTITY_TYPE_COUNT || entity->type == type) &&
            (strcmp(entity->name, name) == 0 || strcmp(entity->label, name) == 0 ||
             strcmp(entity->id, name) == 0))
            return i;
    }
    return FINDINGS_NONE;
}

static bool id_is_taken(const struct findings *findings, const char *id, uint32_t without)
{
    for (uint32_t i = 0; i < findings->entity_count; i++) {
        if (i != without && findings->entities[i].id && strcmp(findings->entities[i].id, id) == 0)
            return true;
    }
    return false;
}

// Gives the entity a name, and the id that goes with it.
static void set_name(struct findings *findings, uint32_t index, const char *name)
{
    struct entity *entity = &findings->entities[index];
    bool own_label = entity->label && entity->name && strcmp(entity->label, entity->name) != 0;
    free(entity->name);
    free(entity->id);
    entity->name = memory_copy_string(name);
    if (!own_label) {
        free(entity->label);
        entity->label = memory_copy_string(name);
    }
    char *plain = labels_make_id(name);
    struct buffer id = {0};
    buffer_add_string(&id, plain);
    for (unsigned number = 2; id_is_taken(findings, id.data, index); number++) {
        buffer_clear(&id);
        buffer_format(&id, "%s-%u", plain, number);
    }
    entity->id = buffer_take(&id);
    free(plain);
}

static uint32_t new_entity(struct findings *findings, const char *name, const char *form,
                           enum entity_type type)
{
    findings->entities = memory_grow(findings->entities, &findings->entity_capacity,
                                     findings->entity_count + 1, sizeof *findings->entities);
    uint32_t index = (uint32_t)findings->entity_count++;
    // Of these only mentions are of the kind; what they go by is a place.
    findings->entities[index] =
        (struct entity){.type = type == ENTITY_NORP ? ENTITY_PLACE : type};
    set_name(findings, index, name);
    findings->entities[index].short_name = memory_copy_string(form);
    return index;
}

static void set_type(struct findings *findings, uint32_t index, enum entity_type type)
{
    struct entity *entity = &findings->entities[index];
    if (type == ENTITY_TYPE_COUNT || type == ENTITY_NORP || type == entity->type)
        return;
    entity->type = type;
    entity->is_country = false;
    for (size_t i = 0; i < findings->mention_count; i++) {
        struct mention *mention = &findings->mentions[i];
        if (mention->entity == index && (mention->type != ENTITY_NORP || type != ENTITY_PLACE))
            mention->type = type;
    }
}

static void add_titles(struct entity *to, struct entity *from)
{
    for (size_t i = 0; i < from->title_count; i++) {
        bool known = false;
        for (size_t k = 0; k < to->title_count; k++)
            known = known || strcmp(to->titles[k], from->titles[i]) == 0;
        if (known)
            continue;
        to->titles = memory_resize(to->titles, to->title_count + 1, sizeof *to->titles);
        to->titles[to->title_count++] = memory_copy_string(from->titles[i]);
    }
}

// Gives the mention to an entity; an adjective of a place stays one.
static void give(struct findings *findings, struct mention *mention, uint32_t entity)
{
    enum entity_type type = findings->entities[entity].type;
    mention->entity = entity;
    if (mention->type != ENTITY_NORP || type != ENTITY_PLACE)
        mention->type = type;
}

static void merge(struct change *change, uint32_t from, uint32_t into)
{
    struct findings *findings = change->findings;
    for (size_t i = 0; i < findings->mention_count; i++) {
        if (findings->mentions[i].entity == from)
            give(findings, &findings->mentions[i], into);
    }
    add_titles(&findings->entities[into], &findings->entities[from]);
    if (!findings->entities[into].gender)
        findings->entities[into].gender = findings->entities[from].gender;
}

// --- one decision ----------------------------------------------------------------------------------

static void reject(struct change *change, size_t at, bool every)
{
    struct findings *findings = change->findings;
    uint32_t entity = findings->mentions[at].entity;
    mark_changed(change, entity);
    if (!every) {
        remove_mention(findings, at);
        return;
    }
    for (size_t i = findings->mention_count; i-- > 0;) {
        if (findings->mentions[i].entity == entity)
            remove_mention(findings, i);
    }
}

// Decides on all mentions of an entity; returns the one they are of now.
static uint32_t decide_entity(struct change *change, uint32_t entity,
                              const struct entity_decision *decision)
{
    struct findings *findings = change->findings;
    const char *name = decision->name;
    if (name && strcmp(findings->entities[entity].name, name) != 0) {
        uint32_t other = find_entity(findings, name, ENTITY_TYPE_COUNT, entity);
        if (other == FINDINGS_NONE) {
            set_name(findings, entity, name);
        } else {
            merge(change, entity, other);
            mark_changed(change, entity);
            entity = other;
        }
    }
    set_type(findings, entity, decision->type);
    return entity;
}

// Decides on one mention; returns the entity it is of now.
static uint32_t decide_mention(struct change *change, size_t at,
                               const struct entity_decision *decision)
{
    struct findings *findings = change->findings;
    uint32_t entity = findings->mentions[at].entity;
    const char *name = decision->name ? decision->name : findings->entities[entity].name;
    enum entity_type type = decision->type;
    bool same_type = type == ENTITY_TYPE_COUNT || type == findings->entities[entity].type ||
                     type == findings->mentions[at].type;
    if (strcmp(name, findings->entities[entity].name) == 0 && same_type)
        return entity; // as found
    uint32_t other = find_entity(findings, name, type, entity);
    if (other == FINDINGS_NONE) {
        char *copy = memory_copy_string(name);
        char *form = words_of(change, findings->mentions[at].span);
        other = new_entity(findings, copy, form,
                           type == ENTITY_TYPE_COUNT ? findings->entities[entity].type : type);
        free(form);
        free(copy);
    }
    mark_changed(change, entity);
    give(findings, &findings->mentions[at], other);
    return other;
}

// Adds the same words wherever they stand between words and are in no name; not at `mention`.
static void add_everywhere(struct change *change, const char *words, struct mention mention)
{
    const struct token_list *tokens = &change->article->tokens;
    size_t length = strlen(words);
    size_t first = tokens_find(tokens, mention.span.start);
    for (size_t i = 0; i < tokens->count && first < tokens->count; i++) {
        size_t start = tokens->items[i].start;
        if (tokens->items[i].key != tokens->items[first].key || start == mention.span.start ||
            start + length > change->article->part.end ||
            memcmp(change->article->bytes + start, words, length) != 0)
            continue;
        struct mention other = mention;
        other.span = (struct span){start, start + length};
        size_t last = tokens_find(tokens, other.span.end);
        bool whole = last == tokens->count || tokens->items[last - 1].end <= other.span.end;
        if (whole && find_mention(change->findings, other.span) == SIZE_MAX)
            insert_mention(change->findings, other);
    }
}

// A mention where none was found; SIZE_MAX: it is not said of what.
static size_t make_mention(struct change *change, const struct entity_decision *decision)
{
    struct findings *findings = change->findings;
    if (span_is_empty(decision->span) || decision->rejected ||
        !span_contains(change->article->part, decision->span))
        return SIZE_MAX;
    char *words = words_of(change, decision->span);
    const char *name = decision->name ? decision->name : words;
    uint32_t entity = find_entity(findings, name, decision->type, FINDINGS_NONE);
    size_t at = SIZE_MAX;
    if (entity == FINDINGS_NONE && decision->type != ENTITY_TYPE_COUNT)
        entity = new_entity(findings, name, words, decision->type);
    struct mention mention = {decision->span, ENTITY_PERSON, entity, false};
    if (entity != FINDINGS_NONE) {
        mention.type = findings->entities[entity].type;
        if (decision->every)
            add_everywhere(change, words, mention);
        insert_mention(findings, mention);
        at = find_mention(findings, decision->span);
    }
    free(words);
    return at;
}

static void apply(struct change *change, const struct entity_decision *decision)
{
    struct findings *findings = change->findings;
    size_t at = find_mention(findings, decision->span);
    if (at == SIZE_MAX)
        at = make_mention(change, decision);
    if (at == SIZE_MAX)
        return;
    if (decision->rejected) {
        reject(change, at, decision->every);
        return;
    }
    uint32_t entity = decision->every
                          ? decide_entity(change, findings->mentions[at].entity, decision)
                          : decide_mention(change, at, decision);
    mark_changed(change, entity);
    findings->entities[entity].decided = true;
}

// --- putting in order ------------------------------------------------------------------------------

static void free_entity(struct entity *entity)
{
    free(entity->id);
    free(entity->name);
    free(entity->label);
    free(entity->short_name);
    for (size_t i = 0; i < entity->alias_count; i++)
        free(entity->aliases[i]);
    for (size_t i = 0; i < entity->title_count; i++)
        free(entity->titles[i]);
    free(entity->aliases);
    free(entity->titles);
}

static void clear_aliases(struct entity *entity)
{
    for (size_t i = 0; i < entity->alias_count; i++)
        free(entity->aliases[i]);
    free(entity->aliases);
    entity->aliases = NULL;
    entity->alias_count = 0;
}

static void add_alias(struct entity *entity, char *form)
{
    bool known = strcmp(form, entity->name) == 0;
    for (size_t i = 0; i < entity->alias_count && !known; i++)
        known = strcmp(form, entity->aliases[i]) == 0;
    if (known) {
        free(form);
        return;
    }
    entity->aliases =
        memory_resize(entity->aliases, entity->alias_count + 1, sizeof *entity->aliases);
    entity->aliases[entity->alias_count++] = form;
}

static void count_mentions(struct change *change)
{
    struct findings *findings = change->findings;
    for (size_t i = 0; i < findings->entity_count; i++) {
        struct entity *entity = &findings->entities[i];
        entity->mention_count = 0;
        entity->first_mention = SIZE_MAX;
        if (i < change->changed_capacity && change->changed[i])
            clear_aliases(entity);
    }
    for (size_t i = 0; i < findings->mention_count; i++) {
        const struct mention *mention = &findings->mentions[i];
        struct entity *entity = &findings->entities[mention->entity];
        if (mention->entity < change->changed_capacity && change->changed[mention->entity])
            add_alias(entity, words_of(change, mention->span));
        if ((!mention->nested && entity->mention_count == 0) || entity->first_mention == SIZE_MAX)
            entity->first_mention = i;
        entity->mention_count += !mention->nested;
    }
}

// Takes out what no mention is of.
static void compact(struct findings *findings)
{
    uint32_t *moved = memory_allocate((findings->entity_count + 1) * sizeof *moved), kept = 0;
    for (size_t i = 0; i < findings->entity_count; i++) {
        moved[i] = kept;
        if (findings->entities[i].first_mention == SIZE_MAX)
            free_entity(&findings->entities[i]);
        else
            findings->entities[kept++] = findings->entities[i];
    }
    findings->entity_count = kept;
    for (size_t i = 0; i < findings->mention_count; i++)
        findings->mentions[i].entity = moved[findings->mentions[i].entity];
    free(moved);
}

void decisions_apply_entities(const struct decisions *decisions, const struct article *article,
                              struct findings *findings)
{
    if (decisions->entity_count == 0)
        return;
    struct change change = {.article = article, .findings = findings};
    for (size_t i = 0; i < decisions->entity_count; i++)
        apply(&change, &decisions->entities[i]);
    count_mentions(&change);
    compact(findings);
    free(change.changed);
}
