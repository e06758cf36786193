// SPDX-License-Identifier: GPL-3.0-or-later
// Labels: how entities are called. Forms are counted as they are written in the text; the form
// used most is the short name of what is no person, for persons the single word used most, else
// the one their naming custom would use.

#include <config.h>

#include "detect/names-labels.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "detect/aliases-forms.h"
#include "detect/key-map.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

// A form of an entity with its count; lists by entity.
struct form_count {
    uint32_t candidate;
    uint32_t count;
    uint32_t next;
    uint16_t words;
    bool adjective; // NORP: no name of the place
};

#define NO_FORM UINT32_MAX

struct labels {
    struct scan *scan;
    struct findings *findings;
    const struct entity_sources *sources;
    struct form_count *forms;
    size_t form_count, form_capacity;
    uint32_t *first, *last; // form of each entity
    const char **country;   // id of the place that a person's office names
};

char *labels_make_id(const char *name)
{
    struct buffer id = {0};
    size_t length = 0;
    uint8_t *plain = u8_normalize(UNINORM_NFKD, (const uint8_t *)name, strlen(name), NULL, &length);
    bool gap = false;
    for (size_t i = 0; plain && i < length;) {
        unsigned code_point;
        size_t step = utf8_decode((const char *)plain + i, length - i, &code_point);
        i += step;
        if (code_point >= 0x300 && code_point < 0x370) // combining marks
            continue;
        char letter = code_point < 0x80 ? (char)code_point : '-';
        if (letter >= 'A' && letter <= 'Z')
            letter = (char)(letter | 0x20);
        if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
            if (gap && id.length)
                buffer_add_byte(&id, '-');
            buffer_add_byte(&id, letter);
            gap = false;
        } else {
            gap = true;
        }
    }
    free(plain);
    if (!id.length)
        buffer_add_string(&id, "name");
    return buffer_take(&id);
}

static char *text_of(const struct scan *scan, size_t first, size_t end)
{
    const char *from = scan->bytes + scan->tokens[first].start;
    return memory_copy_bytes(from, scan->tokens[end - 1].end - scan->tokens[first].start);
}

// Takes acronyms in brackets out: "Communist Party of China (CPC) Central Committee".
static void cut_brackets(char *name)
{
    char *open = strstr(name, " (");
    char *close = open ? strchr(open, ')') : NULL;
    if (close && close[1] == ' ')
        memmove(open, close + 1, strlen(close + 1) + 1);
}

// "VIENTIANE" as "Vientiane".
static void lower_capitals(char *name)
{
    for (char *at = name; *at; at++) {
        if ((unsigned char)*at >= 0x80)
            return;
    }
    bool first = true;
    for (char *at = name; *at; at++) {
        bool letter = *at >= 'A' && *at <= 'Z';
        if (letter && !first)
            *at = (char)(*at | 0x20);
        first = !letter;
    }
}

static bool same_form(const struct scan *scan, uint32_t one, uint32_t other)
{
    const struct candidate *a = &scan->candidates[one], *b = &scan->candidates[other];
    size_t a_start = scan->tokens[a->first].start, a_end = scan->tokens[a->end - 1].end;
    size_t b_start = scan->tokens[b->first].start, b_end = scan->tokens[b->end - 1].end;
    return a_end - a_start == b_end - b_start &&
           !memcmp(scan->bytes + a_start, scan->bytes + b_start, a_end - a_start);
}

static void count_form(struct labels *labels, uint32_t number)
{
    const struct candidate *candidate = &labels->scan->candidates[number];
    uint32_t entity = candidate->entity;
    for (uint32_t form = labels->first[entity]; form != NO_FORM; form = labels->forms[form].next) {
        if (same_form(labels->scan, labels->forms[form].candidate, number)) {
            labels->forms[form].count++;
            return;
        }
    }
    uint16_t words = 0;
    for (size_t i = candidate->first; i < candidate->end; i++)
        words += labels->scan->tokens[i].kind == TOKEN_WORD;
    labels->forms = memory_grow(labels->forms, &labels->form_capacity, labels->form_count + 1,
                                sizeof *labels->forms);
    uint32_t form = (uint32_t)labels->form_count++;
    labels->forms[form] = (struct form_count){.candidate = number,
                                              .count = candidate->nested ? 0 : 1,
                                              .next = NO_FORM,
                                              .words = words,
                                              .adjective = candidate->type == ENTITY_NORP};
    if (labels->first[entity] == NO_FORM)
        labels->first[entity] = form;
    else
        labels->forms[labels->last[entity]].next = form;
    labels->last[entity] = form;
}

static char *form_text(const struct labels *labels, uint32_t form)
{
    const struct candidate *candidate = &labels->scan->candidates[labels->forms[form].candidate];
    return text_of(labels->scan, candidate->first, candidate->end);
}

// ——— Names ———

static char *make_name(const struct labels *labels, size_t index)
{
    const struct entity_sources *source = &labels->sources[index];
    if (source->entry && source->entry->type != GAZETTEER_NORP)
        return memory_copy_string(gazetteer_entry_name(source->entry));
    const struct candidate *fullest = &labels->scan->candidates[source->fullest];
    char *name = text_of(labels->scan, fullest->first, fullest->end);
    cut_brackets(name);
    if (source->body) {
        const struct entity *body = &labels->findings->entities[source->body - 1];
        struct buffer both = {0};
        buffer_format(&both, "%s %s", body->label ? body->label : body->name, name);
        free(name);
        return buffer_take(&both);
    }
    const struct entity *entity = &labels->findings->entities[index];
    const struct token *token = &labels->scan->tokens[fullest->first];
    if (entity->type == ENTITY_PLACE && fullest->end - fullest->first <= 3 &&
        token->shape == SHAPE_UPPER)
        lower_capitals(name);
    return name;
}

static char *make_label(const struct labels *labels, size_t index)
{
    const struct entity_sources *source = &labels->sources[index];
    const struct entity *entity = &labels->findings->entities[index];
    if (entity->type == ENTITY_ORGANISATION) {
        size_t length;
        const char *acronym =
            source->entry ? gazetteer_attribute(source->entry, "acronym", &length) : NULL;
        if (acronym)
            return memory_copy_bytes(acronym, length);
        if (source->acronym != NO_CANDIDATE) {
            const struct candidate *defined = &labels->scan->candidates[source->acronym];
            return text_of(labels->scan, defined->first, defined->end);
        }
    }
    return memory_copy_string(entity->name);
}

static uint32_t most_used(const struct labels *labels, size_t index, bool single)
{
    uint32_t best = NO_FORM;
    for (uint32_t form = labels->first[index]; form != NO_FORM; form = labels->forms[form].next) {
        const struct form_count *item = &labels->forms[form];
        if (item->adjective || (single && item->words > 1))
            continue;
        if (best == NO_FORM || item->count > labels->forms[best].count)
            best = form;
    }
    return best;
}

// The most used form that is shorter than the whole name: "Wang", "de la Torre".
static uint32_t short_form(const struct labels *labels, size_t index)
{
    uint32_t best = most_used(labels, index, true);
    if (best != NO_FORM)
        return best;
    const struct candidate *full = &labels->scan->candidates[labels->sources[index].fullest];
    size_t full_length = full->end - full->first;
    for (uint32_t form = labels->first[index]; form != NO_FORM; form = labels->forms[form].next) {
        const struct form_count *item = &labels->forms[form];
        const struct candidate *candidate = &labels->scan->candidates[item->candidate];
        if (candidate->end - candidate->first < full_length && candidate->source != FROM_TITLE &&
            labels->scan->tokens[candidate->first].shape == SHAPE_LOWER &&
            (best == NO_FORM || item->count > labels->forms[best].count))
            best = form;
    }
    return best;
}

static char *make_short_name(const struct labels *labels, size_t index)
{
    const struct entity *entity = &labels->findings->entities[index];
    if (entity->type != ENTITY_PERSON) {
        uint32_t form = most_used(labels, index, false);
        if (entity->type == ENTITY_PLACE || form == NO_FORM)
            return memory_copy_string(entity->name);
        return form_text(labels, form);
    }
    uint32_t form = short_form(labels, index);
    if (form != NO_FORM)
        return form_text(labels, form);
    const struct candidate *fullest = &labels->scan->candidates[labels->sources[index].fullest];
    size_t word = form_custom_word(labels->scan, fullest, labels->country[index]);
    return text_of(labels->scan, word, word + 1);
}

static void add_aliases(struct labels *labels, size_t index)
{
    struct entity *entity = &labels->findings->entities[index];
    size_t capacity = 0;
    for (uint32_t form = labels->first[index]; form != NO_FORM; form = labels->forms[form].next) {
        char *alias = form_text(labels, form);
        if (strcmp(alias, entity->name) == 0) {
            free(alias);
            continue;
        }
        entity->aliases =
            memory_grow(entity->aliases, &capacity, entity->alias_count + 1, sizeof(char *));
        entity->aliases[entity->alias_count++] = alias;
    }
}

// ——— Titles ———

static void add_title(struct labels *labels, const struct candidate *candidate)
{
    struct scan *scan = labels->scan;
    struct entity *entity = &labels->findings->entities[candidate->entity];
    size_t end = candidate->title_end;
    while (end > candidate->title_first && scan->tokens[end - 1].kind == TOKEN_MARK)
        end--;
    if (end <= candidate->title_first || end - candidate->title_first > 40)
        return;
    char *title = text_of(scan, candidate->title_first, end);
    for (size_t i = 0; i < entity->title_count; i++) {
        if (strcmp(entity->titles[i], title) == 0) {
            free(title);
            return;
        }
    }
    entity->titles = memory_resize(entity->titles, entity->title_count + 1, sizeof(char *));
    entity->titles[entity->title_count++] = title;
}

// The country that an office names: "Lao Prime Minister", "President of Kenya".
static void find_country(struct labels *labels, const struct candidate *candidate)
{
    struct scan *scan = labels->scan;
    for (size_t i = candidate->title_first;
         i < candidate->title_end && !labels->country[candidate->entity]; i++) {
        if (!scan_is_capital(scan, i))
            continue;
        const struct gazetteer_entry *entry = scan_lookup(scan, i)->name;
        if (entry && (entry->type == GAZETTEER_NORP || entry->type == GAZETTEER_PLACE))
            labels->country[candidate->entity] = gazetteer_entry_id(entry);
    }
}

static void set_gender(struct labels *labels, struct entity *entity, uint32_t fullest)
{
    struct scan *scan = labels->scan;
    const struct candidate *candidate = &scan->candidates[fullest];
    for (size_t i = candidate->first; !entity->gender && i < candidate->end; i++) {
        if (scan->tokens[i].kind == TOKEN_WORD)
            entity->gender = scan_lookup(scan, i)->word.gender;
    }
}

// Ids are unique: "-2", "-3" … on a clash, in the order of the entities.
static void make_unique(struct labels *labels)
{
    struct key_map taken = {0};
    struct findings *findings = labels->findings;
    for (size_t i = 0; i < findings->entity_count; i++) {
        struct entity *entity = &findings->entities[i];
        uint32_t *count = key_map_put(&taken, token_key(entity->id), 0);
        while ((*count)++) {
            struct buffer longer = {0};
            buffer_format(&longer, "%s-%u", entity->id, *count);
            uint64_t key = token_key(buffer_string(&longer));
            uint32_t *held = key_map_put(&taken, key, 0);
            if (*held == 0) {
                free(entity->id);
                entity->id = buffer_take(&longer);
                *held = 1;
                break;
            }
            buffer_fini(&longer);
            count = key_map_put(&taken, token_key(entity->id), 0);
        }
    }
    key_map_fini(&taken);
}

void labels_fill(struct scan *scan, const struct entity_sources *sources, struct findings *findings)
{
    size_t count = findings->entity_count;
    struct labels labels = {.scan = scan, .findings = findings, .sources = sources};
    labels.first = memory_allocate((count + 1) * sizeof *labels.first);
    labels.last = memory_allocate((count + 1) * sizeof *labels.last);
    labels.country = memory_allocate_zeroed(count + 1, sizeof *labels.country);
    memset(labels.first, 0xFF, (count + 1) * sizeof *labels.first);
    for (size_t i = 0; i < scan->candidate_count; i++) {
        const struct candidate *candidate = &scan->candidates[i];
        if (candidate->dropped || candidate->entity == FINDINGS_NONE)
            continue;
        count_form(&labels, (uint32_t)i);
        if (candidate->gender)
            findings->entities[candidate->entity].gender = candidate->gender;
        if (candidate->type == ENTITY_PERSON && candidate->title_end > candidate->title_first) {
            add_title(&labels, candidate);
            find_country(&labels, candidate);
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct entity *entity = &findings->entities[i];
        const struct gazetteer_entry *entry = sources[i].entry;
        entity->name = make_name(&labels, i);
        entity->label = make_label(&labels, i);
        entity->id =
            entry ? memory_copy_string(gazetteer_entry_id(entry)) : labels_make_id(entity->name);
        entity->short_name = make_short_name(&labels, i);
        entity->is_country = entry && entry->type == GAZETTEER_PLACE &&
                             gazetteer_attribute_is(entry, "kind", "country");
        if (entity->type == ENTITY_PERSON)
            set_gender(&labels, entity, sources[i].fullest);
        add_aliases(&labels, i);
    }
    make_unique(&labels);
    free(labels.forms);
    free(labels.first);
    free(labels.last);
    free(labels.country);
}
