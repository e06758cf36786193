// SPDX-License-Identifier: GPL-3.0-or-later
// Summary: entities counted over the parts of a long text. Costs an entry an entity.

#include <config.h>

#include "cli/summary.h"

#include "base/memory.h"
#include "text/tokens.h"

#include <stdlib.h>
#include <string.h>

struct summary_entity {
    char *id, *name;
    enum entity_type type;
    size_t mentions, first; // byte of the first mention
    char **aliases;
    size_t alias_count, alias_capacity;
};

static size_t *slot_of(const struct summary *summary, const char *id)
{
    size_t mask = summary->slot_count - 1;
    size_t at = (size_t)token_fold(id, strlen(id)) & mask;
    while (summary->slots[at] && strcmp(summary->items[summary->slots[at] - 1].id, id) != 0)
        at = (at + 1) & mask;
    return &summary->slots[at];
}

// At most half of the table is taken.
static void make_room(struct summary *summary)
{
    if ((summary->count + 1) * 2 <= summary->slot_count)
        return;
    free(summary->slots);
    summary->slot_count = summary->slot_count ? summary->slot_count * 2 : 1024;
    summary->slots = memory_allocate_zeroed(summary->slot_count, sizeof *summary->slots);
    for (size_t i = 0; i < summary->count; i++)
        *slot_of(summary, summary->items[i].id) = i + 1;
}

static struct summary_entity *find(struct summary *summary, const struct entity *entity)
{
    make_room(summary);
    size_t *slot = slot_of(summary, entity->id);
    if (!*slot) {
        summary->items = memory_grow(summary->items, &summary->capacity, summary->count + 1,
                                     sizeof *summary->items);
        summary->items[summary->count++] = (struct summary_entity){
            .id = memory_copy_string(entity->id),
            .name = memory_copy_string(entity->name),
            .type = entity->type,
            .first = SIZE_MAX,
        };
        *slot = summary->count;
    }
    return &summary->items[*slot - 1];
}

static void add_alias(struct summary_entity *item, const char *alias)
{
    for (size_t i = 0; i < item->alias_count; i++) {
        if (strcmp(item->aliases[i], alias) == 0)
            return;
    }
    item->aliases = memory_grow(item->aliases, &item->alias_capacity, item->alias_count + 1,
                                sizeof *item->aliases);
    item->aliases[item->alias_count++] = memory_copy_string(alias);
}

void summary_add(struct summary *summary, const struct job *job)
{
    const struct findings *findings = job->findings;
    for (size_t i = 0; i < findings->entity_count; i++) {
        const struct entity *entity = &findings->entities[i];
        if (!entity->mention_count && !job->options->nested)
            continue;
        struct summary_entity *item = find(summary, entity);
        size_t first = findings->mentions[entity->first_mention].span.start;
        item->first = first < item->first ? first : item->first;
        item->mentions += entity->mention_count;
        for (size_t k = 0; k < entity->alias_count; k++)
            add_alias(item, entity->aliases[k]);
    }
}

void summary_print(const struct summary *summary, const struct job *job)
{
    for (size_t i = 0; i < summary->count; i++) {
        const struct summary_entity *item = &summary->items[i];
        output_string(job->output, item->id);
        output_string(job->output, entity_type_name(item->type));
        output_string(job->output, item->name);
        output_number(job->output, item->mentions);
        output_list(job->output, (const char *const *)item->aliases, item->alias_count);
        job_end_row(job, item->first);
    }
}

void summary_fini(struct summary *summary)
{
    for (size_t i = 0; i < summary->count; i++) {
        struct summary_entity *item = &summary->items[i];
        for (size_t k = 0; k < item->alias_count; k++)
            free(item->aliases[k]);
        free(item->aliases);
        free(item->id);
        free(item->name);
    }
    free(summary->items);
    free(summary->slots);
    *summary = (struct summary){0};
}
