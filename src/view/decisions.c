// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions: notes of three kinds read as plain values. Notes and detection know nothing of each
// other; here they meet.

#include <config.h>

#include "view/decisions.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static bool decides(const struct note *note)
{
    return (note->kind == NOTE_ENTITY || note->kind == NOTE_SECTION ||
            note->kind == NOTE_PAIRING) &&
           note->state != NOTE_ORPHAN && note->state != NOTE_AMBIGUOUS;
}

static int compare_age(const void *one, const void *other)
{
    const struct note *a = *(const struct note *const *)one;
    const struct note *b = *(const struct note *const *)other;
    if (a->modified != b->modified)
        return a->modified < b->modified ? -1 : 1;
    return strcmp(a->id, b->id);
}

// The notes that decide, oldest first; yours.
static const struct note **list_deciding(const struct notebook *notebook, size_t *count)
{
    size_t all = 0;
    const struct note *notes = notebook ? notebook_notes(notebook, &all) : NULL;
    *count = 0;
    for (size_t i = 0; i < all; i++)
        *count += decides(&notes[i]);
    const struct note **list = memory_allocate((*count + 1) * sizeof *list);
    size_t kept = 0;
    for (size_t i = 0; i < all; i++) {
        if (decides(&notes[i]))
            list[kept++] = &notes[i];
    }
    qsort(list, *count, sizeof *list, compare_age);
    return list;
}

static enum entity_type type_of(const char *decision)
{
    for (int type = 0; decision && type < ENTITY_TYPE_COUNT; type++) {
        if (strcmp(entity_type_name((enum entity_type)type), decision) == 0)
            return (enum entity_type)type;
    }
    return ENTITY_TYPE_COUNT;
}

static void add_entity(struct noted_decisions *decisions, const struct note *note)
{
    struct entity_decision *decision = &decisions->entities[decisions->made.entity_count++];
    *decision = (struct entity_decision){
        .span = note->span,
        .every = note->every_mention,
        .rejected = note->decision && strcmp(note->decision, "not-an-entity") == 0,
        .type = type_of(note->decision),
    };
    if (note->name && *note->name)
        decision->name = decisions->names[decisions->name_count++] = memory_copy_string(note->name);
}

// A link whose other end is not in this text pairs nothing.
static void add_pair(struct noted_decisions *decisions, const struct note *note)
{
    if (span_is_empty(note->other))
        return;
    decisions->pairs[decisions->made.pair_count++] = (struct pair_decision){
        .intro = note->span,
        .original = note->other,
        .accepted = !note->decision || strcmp(note->decision, "not-counterpart") != 0,
    };
}

static void add_section(struct noted_decisions *decisions, const struct note *note)
{
    enum section_kind kind = SECTION_INTRODUCTION;
    bool continues = note->decision && strcmp(note->decision, SECTION_CONTINUES) == 0;
    if (continues || (note->decision && section_kind_from_name(note->decision, &kind)))
        decisions->boundaries[decisions->section_count++] =
            (struct section_decision){note->span.start, kind, continues};
}

void decisions_read(const struct notebook *notebook, struct noted_decisions *decisions)
{
    size_t count;
    const struct note **notes = list_deciding(notebook, &count);
    *decisions = (struct noted_decisions){
        .pairs = memory_allocate((count + 1) * sizeof *decisions->pairs),
        .entities = memory_allocate((count + 1) * sizeof *decisions->entities),
        .boundaries = memory_allocate((count + 1) * sizeof *decisions->boundaries),
        .names = memory_allocate((count + 1) * sizeof *decisions->names),
    };
    for (size_t i = 0; i < count; i++) {
        if (notes[i]->kind == NOTE_ENTITY)
            add_entity(decisions, notes[i]);
        else if (notes[i]->kind == NOTE_PAIRING)
            add_pair(decisions, notes[i]);
        else
            add_section(decisions, notes[i]);
    }
    decisions->made.pairs = decisions->pairs;
    decisions->made.entities = decisions->entities;
    decisions->sections = decisions->boundaries;
    free(notes);
}

void decisions_fini(struct noted_decisions *decisions)
{
    for (size_t i = 0; i < decisions->name_count; i++)
        free(decisions->names[i]);
    free(decisions->names);
    free(decisions->pairs);
    free(decisions->entities);
    free(decisions->boundaries);
    *decisions = (struct noted_decisions){0};
}

static uint64_t mix(uint64_t digest, uint64_t value)
{
    return (digest ^ value) * UINT64_C(0x100000001B3);
}

uint64_t decisions_digest(const struct notebook *notebook)
{
    uint64_t digest = UINT64_C(0xCBF29CE484222325);
    size_t count = 0;
    const struct note *notes = notebook ? notebook_notes(notebook, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (!decides(&notes[i]))
            continue;
        for (const char *at = notes[i].id; *at; at++)
            digest = mix(digest, (unsigned char)*at);
        digest = mix(digest, (uint64_t)notes[i].modified);
        digest = mix(mix(digest, notes[i].span.start), notes[i].span.end);
        digest = mix(mix(digest, notes[i].other.start), notes[i].other.end);
    }
    return digest;
}

bool decisions_same_sections(const struct noted_decisions *one,
                             const struct noted_decisions *other)
{
    if (one->section_count != other->section_count)
        return false;
    for (size_t i = 0; i < one->section_count; i++) {
        if (one->sections[i].start != other->sections[i].start ||
            one->sections[i].kind != other->sections[i].kind ||
            one->sections[i].continues != other->sections[i].continues)
            return false;
    }
    return true;
}

static const char *const kinds[] = {
    [SECTION_TITLE] = "title",
    [SECTION_INTRODUCTION] = "introduction",
    [SECTION_SEPARATOR] = "separator",
    [SECTION_ORIGINAL] = "original",
    [SECTION_BOILERPLATE] = "boilerplate",
};

const char *section_kind_name(enum section_kind kind)
{
    return kinds[kind];
}

bool section_kind_from_name(const char *name, enum section_kind *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i], name) == 0) {
            *kind = (enum section_kind)i;
            return true;
        }
    }
    return false;
}
