// SPDX-License-Identifier: GPL-3.0-or-later
// Entities: people, organisations and the rest, with their mentions in every part of the file.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "view/columns.h"
#include "view/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ranked {
    uint32_t entity;
    const char *label;
    size_t mentions, first;
};

static int compare_places(const void *one, const void *other)
{
    const struct ranked *a = one, *b = other;
    return a->first < b->first ? -1 : a->first > b->first;
}

static int compare_mentions(const void *one, const void *other)
{
    const struct ranked *a = one, *b = other;
    if (a->mentions != b->mentions)
        return a->mentions < b->mentions ? 1 : -1;
    return compare_places(one, other);
}

static int compare_names(const void *one, const void *other)
{
    const struct ranked *a = one, *b = other;
    int order = strcoll(a->label, b->label);
    return order ? order : compare_places(one, other);
}

static int (*const orders[ENTITY_ORDER_COUNT])(const void *one, const void *other) = {
    [ENTITIES_BY_MENTIONS] = compare_mentions,
    [ENTITIES_BY_NAME] = compare_names,
    [ENTITIES_BY_PLACE] = compare_places,
};

static bool passes_filter(const struct reader *reader, const struct entity *entity)
{
    if (!reader->filter || !*reader->filter || reader->view != VIEW_ENTITIES)
        return true;
    if (filter_matches(reader->filter, entity->name) || filter_matches(reader->filter, entity->label))
        return true;
    for (size_t i = 0; i < entity->alias_count; i++) {
        if (filter_matches(reader->filter, entity->aliases[i]))
            return true;
    }
    return false;
}

// The entities of a type in their order; yours.
static struct ranked *rank(const struct reader *reader, enum entity_type type,
                           enum entity_order order, size_t *count)
{
    const struct findings *findings = reader->findings;
    struct ranked *ranked = memory_allocate((findings->entity_count + 1) * sizeof *ranked);
    *count = 0;
    for (size_t i = 0; i < findings->entity_count; i++) {
        const struct entity *entity = &findings->entities[i];
        if (entity->type == type && entity->mention_count && passes_filter(reader, entity))
            ranked[(*count)++] =
                (struct ranked){(uint32_t)i, entity->label, entity->mention_count,
                                entity->first_mention};
    }
    qsort(ranked, *count, sizeof *ranked, orders[order]);
    return ranked;
}

static void add_group(struct list *list, const char *heading, const struct ranked *ranked,
                      size_t count)
{
    if (count == 0)
        return;
    list_add(list, ROW_HEADING, 0)->heading = heading;
    for (size_t i = 0; i < count; i++)
        list_add(list, ROW_ENTITY, ranked[i].entity);
}

static void fill_whole(const struct reader *reader, struct list *list)
{
    static const struct {
        enum entity_type type;
        const char *heading;
    } groups[] = {
        {ENTITY_PERSON, N_("PEOPLE")}, {ENTITY_ORGANISATION, N_("ORGANISATIONS")},
        {ENTITY_PLACE, N_("PLACES")},  {ENTITY_EVENT, N_("EVENTS")},
        {ENTITY_WORK, N_("WORKS")},    {ENTITY_PROJECT, N_("PROJECTS")},
    };
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        size_t count;
        struct ranked *ranked = rank(reader, groups[i].type, reader->entity_order, &count);
        add_group(list, _(groups[i].heading), ranked, count);
        free(ranked);
    }
    if (list->count == 0)
        list_add(list, ROW_HEADING, 0)->heading =
            reader->filter ? _("nothing has these letters") : _("no names found");
}

// People and organisations in `rows` rows (0: as many as it takes), the rest in one line.
static void fill_folded(const struct reader *reader, struct list *list, int rows)
{
    size_t counts[ENTITY_TYPE_COUNT] = {0}, people, organisations;
    for (size_t i = 0; i < reader->findings->entity_count; i++)
        counts[reader->findings->entities[i].type] +=
            reader->findings->entities[i].mention_count > 0;
    struct ranked *person = rank(reader, ENTITY_PERSON, ENTITIES_BY_MENTIONS, &people);
    struct ranked *organisation =
        rank(reader, ENTITY_ORGANISATION, ENTITIES_BY_MENTIONS, &organisations);
    size_t shown_people = people, shown_organisations = organisations;
    size_t headings = (people > 0) + (organisations > 0);
    if (rows > 0) {
        size_t entries = (size_t)rows > headings + 1 ? (size_t)rows - headings - 1 : 0;
        size_t kept = organisations < entries / 3 ? organisations : entries / 3;
        if (shown_people > entries - kept)
            shown_people = entries - kept;
        if (shown_organisations > entries - shown_people)
            shown_organisations = entries - shown_people;
    }
    add_group(list, _("PEOPLE"), person, shown_people);
    add_group(list, _("ORGANISATIONS"), organisation, shown_organisations);
    free(person);
    free(organisation);
    size_t more = people - shown_people + organisations - shown_organisations;
    size_t others = counts[ENTITY_EVENT] + counts[ENTITY_WORK] + counts[ENTITY_PROJECT];
    if (more + counts[ENTITY_PLACE] + others == 0) {
        if (list->count == 0)
            list_add(list, ROW_HEADING, 0)->heading =
                reader->detecting ? _("being looked for …") : _("no names found");
        return;
    }
    struct list_row *fold = list_add(list, ROW_FOLD_ENTITIES, 0);
    fold->hidden[0] = more;
    fold->hidden[1] = counts[ENTITY_PLACE];
    fold->hidden[2] = others;
}

void entities_fill(const struct reader *reader, struct list *list, int rows, bool whole)
{
    list->count = 0;
    if (whole)
        fill_whole(reader, list);
    else
        fill_folded(reader, list, rows);
}

static void draw_fold(struct area area, int row, const struct list_row *item)
{
    struct buffer words = {0};
    buffer_add_string(&words, "▸");
    const char *between = " ";
    if (item->hidden[0]) {
        buffer_format(&words, _(" %zu more"), item->hidden[0]);
        between = " · ";
    }
    if (item->hidden[1]) {
        buffer_add_string(&words, between);
        buffer_format(&words, P_("%zu place", "%zu places", item->hidden[1]), item->hidden[1]);
        between = " · ";
    }
    if (item->hidden[2]) {
        buffer_add_string(&words, between);
        buffer_format(&words, P_("%zu other", "%zu others", item->hidden[2]), item->hidden[2]);
    }
    area_draw_cut(area, row, 1, area.columns - 4, ROLE_FAINT, buffer_string(&words));
    area_draw(area, row, area.columns - 1, ROLE_KEY, "E");
    buffer_fini(&words);
}

// Mentions over the length of the text, where there are too many originals for columns.
static void draw_bar(const struct reader *reader, struct area area, int row, int column, int width,
                     uint32_t entity)
{
    static const char *const levels[] = {"·", "▂", "▄", "▆", "█"};
    for (int cell = 0; cell < width; cell++) {
        size_t from = (size_t)(COUNTS_BINS * cell / width);
        size_t to = (size_t)(COUNTS_BINS * (cell + 1) / width), count = 0;
        for (size_t bin = from; bin < to; bin++)
            count += reader->counts.bins[entity][bin];
        area_draw(area, row, column + cell, ROLE_COUNT, levels[count < 4 ? count : 4]);
    }
}

static void draw_counts(const struct reader *reader, struct area area, int row, uint32_t index)
{
    struct columns columns = columns_make(reader->article, area.columns, true);
    const struct entity *entity = &reader->findings->entities[index];
    char figure[24];
    snprintf(figure, sizeof figure, "%zu", entity->mention_count);
    columns_draw(&columns, area, row, 0, ROLE_COUNT, figure);
    if (columns.has_bar) {
        draw_bar(reader, area, row, columns.bar_column, columns.bar, index);
        return;
    }
    for (int i = 1; i < columns.count; i++) {
        uint32_t mentions = reader->counts.columns[index][i];
        snprintf(figure, sizeof figure, "%" PRIu32, mentions);
        columns_draw(&columns, area, row, i, mentions ? ROLE_COUNT : ROLE_FAINT,
                     mentions ? figure : "·");
    }
}

// "Sergey Lavrov: in all 12, introduction 5, C 2, D 5"
static void draw_spoken(const struct reader *reader, struct area area, int row, enum role role,
                        uint32_t index)
{
    struct columns columns = columns_make(reader->article, area.columns, true);
    const struct entity *entity = &reader->findings->entities[index];
    struct buffer words = {0};
    int column = area_draw_cut(area, row, 1, area.columns / 2, role, entity->label);
    for (int i = 0; i < columns.count; i++) {
        size_t mentions = i ? reader->counts.columns[index][i] : entity->mention_count;
        if (mentions == 0)
            continue;
        buffer_add_string(&words, words.length ? ", " : ": ");
        columns_add_name(&columns, reader->article, i, &words);
        buffer_format(&words, " %zu", mentions);
    }
    area_draw_cut(area, row, column, area.columns - column - 1, ROLE_COUNT, buffer_string(&words));
    buffer_fini(&words);
}

void entities_draw_row(const struct reader *reader, struct area area, int row,
                       const struct list_row *item)
{
    struct columns columns = columns_make(reader->article, area.columns, true);
    if (item->kind == ROW_FOLD_ENTITIES) {
        draw_fold(area, row, item);
    } else if (item->kind == ROW_HEADING) {
        bool with_heads =
            strcmp(item->heading, _("PEOPLE")) == 0 && !reader->material.plain;
        area_draw_cut(area, row, 1, with_heads ? columns.label : area.columns - 1, ROLE_HEADING,
                      item->heading);
        if (with_heads)
            columns_draw_heads(&columns, area, row, reader->article);
    } else {
        const struct entity *entity = &reader->findings->entities[item->index];
        enum role role = entity->type == ENTITY_PERSON         ? ROLE_PERSON
                         : entity->type == ENTITY_ORGANISATION ? ROLE_ORGANISATION
                         : entity->type == ENTITY_PLACE        ? ROLE_PLACE
                                                               : ROLE_TEXT;
        if (reader->material.plain) {
            draw_spoken(reader, area, row, role, item->index);
            return;
        }
        area_draw_cut(area, row, 1, columns.label - 1, role, entity->label);
        draw_counts(reader, area, row, item->index);
    }
}

void reader_do_list_sort(struct reader *reader, long count)
{
    static const char *const names[ENTITY_ORDER_COUNT] = {
        [ENTITIES_BY_MENTIONS] = N_("sorted by mentions"),
        [ENTITIES_BY_NAME] = N_("sorted by name"),
        [ENTITIES_BY_PLACE] = N_("sorted by the place where they are named first"),
    };
    (void)count;
    if (reader->view != VIEW_ENTITIES) {
        reader_say(reader, _("s sorts the list of entities (E)"));
        return;
    }
    struct list *list = &reader->lists[VIEW_ENTITIES];
    struct list_row chosen = {.kind = ROW_HEADING};
    if (list->chosen < list->count)
        chosen = list->rows[list->chosen];
    reader->entity_order = (reader->entity_order + 1) % ENTITY_ORDER_COUNT;
    reader_fill_lists(reader);
    for (size_t i = 0; i < list->count && chosen.kind == ROW_ENTITY; i++) {
        if (list->rows[i].kind == ROW_ENTITY && list->rows[i].index == chosen.index)
            list->chosen = i;
    }
    reader_say(reader, "%s", _(names[reader->entity_order]));
}
