// SPDX-License-Identifier: GPL-3.0-or-later
// The annotation made by hand, as findings: so that a picture shows what the view does, whatever
// detection does. Offsets in the tables are code points, sentences and paragraphs are numbered
// from 0 through the whole file.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "fixture.h"

// --- tables --------------------------------------------------------------------------------------

enum { FIELDS = 32 };

struct table {
    char *content;
    char *names[FIELDS];
    char *(*rows)[FIELDS];
    size_t count;
};

static void cut_line(char *line, char *fields[FIELDS])
{
    for (size_t i = 0; i < FIELDS && line; i++) {
        fields[i] = line;
        line = strchr(line, '\t');
        if (line)
            *line++ = '\0';
    }
}

static void table_read(struct table *table, const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "view/gold/%s.tsv", name);
    *table = (struct table){0};
    char *file = fixture_source(path);
    table->content = fixture_read_file(file, NULL);
    free(file);
    size_t capacity = 0;
    char *rest = table->content, *line;
    cut_line(strsep(&rest, "\n"), table->names);
    while ((line = strsep(&rest, "\n")) && *line) {
        table->rows = memory_grow(table->rows, &capacity, table->count + 1, sizeof *table->rows);
        memset(table->rows[table->count], 0, sizeof *table->rows);
        cut_line(line, table->rows[table->count++]);
    }
}

static void table_free(struct table *table)
{
    free(table->rows);
    free(table->content);
}

// The field of that name; NULL where it is "-" or empty.
static const char *field(const struct table *table, size_t row, const char *name)
{
    for (size_t i = 0; i < FIELDS && table->names[i]; i++) {
        if (strcmp(table->names[i], name) == 0) {
            const char *value = table->rows[row][i];
            return value && *value && strcmp(value, "-") != 0 ? value : NULL;
        }
    }
    fail_msg("no column %s", name);
    return NULL;
}

static size_t number(const struct table *table, size_t row, const char *name)
{
    const char *value = field(table, row, name);
    assert_non_null(value);
    return strtoul(value, NULL, 10);
}

// The numbers of a list; how many.
static size_t numbers(const char *list, uint32_t out[], size_t room)
{
    size_t count = 0;
    while (list && *list && count < room) {
        char *end;
        out[count++] = (uint32_t)strtoul(list, &end, 10);
        list = *end == ',' ? end + 1 : NULL;
    }
    return count;
}

static size_t index_of(const char *value, const char *(*name)(size_t), size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name(i), value) == 0)
            return i;
    }
    fail_msg("no such name: %s", value);
    return 0;
}

static const char *type_name(size_t i)
{
    return entity_type_name((enum entity_type)i);
}

static const char *class_name(size_t i)
{
    return date_class_name((enum date_class)i);
}

static const char *kind_name(size_t i)
{
    return engagement_kind_name((enum engagement_kind)i);
}

static const char *derivation_at(size_t i)
{
    return derivation_name((enum derivation)i);
}

static const char *carried_at(size_t i)
{
    return carried_name((enum carried)i);
}

static day_number day_of(const char *iso)
{
    int year, month, day;
    if (!iso)
        return DAY_NONE;
    assert_int_equal(sscanf(iso, "%d-%d-%d", &year, &month, &day), 3);
    return day_from_civil(year, month, day);
}

static struct span span_of(const struct article *article, const struct table *table, size_t row)
{
    return (struct span){text_byte(article->text, number(table, row, "start")),
                         text_byte(article->text, number(table, row, "end"))};
}

// --- entities ------------------------------------------------------------------------------------

static uint32_t entity_of(const struct findings *findings, const char *id, size_t length)
{
    for (uint32_t i = 0; i < findings->entity_count; i++) {
        if (strlen(findings->entities[i].id) == length &&
            memcmp(findings->entities[i].id, id, length) == 0)
            return i;
    }
    fail_msg("no entity %.*s", (int)length, id);
    return FINDINGS_NONE;
}

static bool is_acronym(const char *form, size_t length)
{
    return length > 1 && strspn(form, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") >= length;
}

// "Wang=25; Wang Yi=7": the label is an organisation's acronym, the short name a person's form of
// one word (the first word of the name where there is none).
static void read_forms(struct entity *entity, const char *forms)
{
    size_t capacity = 0;
    entity->label = memory_copy_string(entity->name);
    entity->short_name = memory_copy_string(entity->name);
    if (entity->type == ENTITY_PERSON)
        entity->short_name[strcspn(entity->short_name, " ")] = '\0';
    while (forms && *forms) {
        size_t length = strcspn(forms, "=");
        char *form = memory_copy_bytes(forms, length);
        if (entity->type == ENTITY_ORGANISATION && is_acronym(form, length)) {
            free(entity->label);
            entity->label = memory_copy_string(form);
        }
        if (entity->type == ENTITY_PERSON && !strchr(form, ' ')) {
            free(entity->short_name);
            entity->short_name = memory_copy_string(form);
        }
        entity->aliases = memory_grow(entity->aliases, &capacity, entity->alias_count + 1,
                                      sizeof *entity->aliases);
        if (strcmp(form, entity->name) == 0)
            free(form);
        else
            entity->aliases[entity->alias_count++] = form;
        forms = strstr(forms, "; ");
        forms = forms ? forms + 2 : NULL;
    }
}

static void load_entities(struct findings *findings)
{
    struct table table;
    table_read(&table, "canonicals");
    findings->entities = memory_allocate_zeroed(table.count, sizeof *findings->entities);
    for (size_t i = 0; i < table.count; i++) {
        struct entity *entity = &findings->entities[findings->entity_count++];
        entity->id = memory_copy_string(field(&table, i, "canonical"));
        entity->type =
            (enum entity_type)index_of(field(&table, i, "type"), type_name, ENTITY_TYPE_COUNT);
        entity->name = memory_copy_string(field(&table, i, "name"));
        read_forms(entity, field(&table, i, "forms"));
    }
    table_free(&table);
}

static int compare_mentions(const void *one, const void *other)
{
    const struct mention *a = one, *b = other;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return a->nested - b->nested; // an inner one stands behind the one it is in
}

static void load_mentions(const struct article *article, struct findings *findings,
                          const char *name, bool nested)
{
    struct table table;
    table_read(&table, name);
    for (size_t i = 0; i < table.count; i++) {
        findings->mentions = memory_grow(findings->mentions, &findings->mention_capacity,
                                         findings->mention_count + 1, sizeof *findings->mentions);
        const char *id = field(&table, i, "canonical");
        findings->mentions[findings->mention_count++] = (struct mention){
            .span = span_of(article, &table, i),
            .type =
                (enum entity_type)index_of(field(&table, i, "type"), type_name, ENTITY_TYPE_COUNT),
            .entity = entity_of(findings, id, strlen(id)),
            .nested = nested,
        };
    }
    table_free(&table);
}

static void count_mentions(struct findings *findings)
{
    for (size_t i = findings->mention_count; i-- > 0;) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->nested)
            continue;
        findings->entities[mention->entity].mention_count++;
        findings->entities[mention->entity].first_mention = i;
    }
}

static void load_dates(const struct article *article, struct findings *findings)
{
    struct table table;
    table_read(&table, "dates");
    findings->dates = memory_allocate_zeroed(table.count, sizeof *findings->dates);
    for (size_t i = 0; i < table.count; i++)
        findings->dates[findings->date_count++] = (struct date_mention){
            .span = span_of(article, &table, i),
            .class =
                (enum date_class)index_of(field(&table, i, "class"), class_name, DATE_CLASS_COUNT),
            .from = day_of(field(&table, i, "iso_start")),
            .to = day_of(field(&table, i, "iso_end")),
            .year_inferred = true,
        };
    findings->year = 2024;
    findings->year_inferred = true;
    findings->year_reason = memory_copy_string("from the weekdays");
    table_free(&table);
}

// --- engagements ---------------------------------------------------------------------------------

static struct engagement *add_engagement(struct findings *findings, const char *id)
{
    findings->engagements =
        memory_grow(findings->engagements, &findings->engagement_capacity,
                    findings->engagement_count + 1, sizeof *findings->engagements);
    struct engagement *engagement = &findings->engagements[findings->engagement_count++];
    *engagement = (struct engagement){
        .id = memory_copy_string(id), .place = FINDINGS_NONE, .part_of = FINDINGS_NONE};
    return engagement;
}

static uint32_t *entity_list(const struct findings *findings, const char *list, size_t *count)
{
    uint32_t *entities = memory_allocate(8 * sizeof *entities);
    while (list && *list && *count < 8) {
        size_t length = strcspn(list, ",");
        entities[(*count)++] = entity_of(findings, list, length);
        list += length + (list[length] == ',');
    }
    return entities;
}

static void add_sentence(struct engagement *engagement, uint32_t sentence)
{
    size_t at = engagement->sentence_count;
    for (size_t i = 0; i < at; i++) {
        if (engagement->sentences[i] == sentence)
            return;
    }
    while (at > 0 && engagement->sentences[at - 1] > sentence) {
        engagement->sentences[at] = engagement->sentences[at - 1];
        at--;
    }
    engagement->sentences[at] = sentence;
    engagement->sentence_count++;
}

// The main sentences, and of every other paragraph that states it the first sentence.
static void add_sentences(const struct article *article, const struct table *table, size_t row,
                          struct engagement *engagement)
{
    static const char *const main_columns[] = {"main_intro_sentence", "main_orig_sentence"};
    uint32_t paragraphs[16];
    size_t count = numbers(field(table, row, "stating_paragraphs"), paragraphs, 16);
    engagement->sentences = memory_allocate((count + 2) * sizeof *engagement->sentences);
    engagement->main_sentence = FINDINGS_NONE;
    for (size_t i = 0; i < 2; i++) {
        if (!field(table, row, main_columns[i]))
            continue;
        uint32_t sentence = (uint32_t)number(table, row, main_columns[i]);
        if (engagement->main_sentence == FINDINGS_NONE)
            engagement->main_sentence = sentence;
        add_sentence(engagement, sentence);
    }
    for (size_t i = 0; i < count; i++) {
        bool has_main = false;
        for (size_t k = 0; k < engagement->sentence_count; k++)
            has_main =
                has_main || article->sentences[engagement->sentences[k]].paragraph == paragraphs[i];
        if (!has_main)
            add_sentence(engagement, (uint32_t)article->paragraphs[paragraphs[i]].first_sentence);
    }
}

static void load_engagements(const struct article *article, struct findings *findings)
{
    struct table table;
    table_read(&table, "engagements");
    for (size_t i = 0; i < table.count; i++) {
        struct engagement *engagement = add_engagement(findings, field(&table, i, "id"));
        const char *place = field(&table, i, "place"), *whole = field(&table, i, "part_of");
        engagement->kind = (enum engagement_kind)index_of(field(&table, i, "kind"), kind_name,
                                                          ENGAGEMENT_KIND_COUNT);
        engagement->from = day_of(field(&table, i, "date_start"));
        engagement->to = day_of(field(&table, i, "date_end"));
        engagement->participants =
            entity_list(findings, field(&table, i, "participants"), &engagement->participant_count);
        engagement->countries =
            entity_list(findings, field(&table, i, "countries"), &engagement->country_count);
        engagement->place = place ? entity_of(findings, place, strlen(place)) : FINDINGS_NONE;
        for (uint32_t k = 0; whole && k < findings->engagement_count; k++) {
            if (strcmp(findings->engagements[k].id, whole) == 0)
                engagement->part_of = k;
        }
        add_sentences(article, &table, i, engagement);
    }
    table_free(&table);
}

// Of the background the findings know fewer kinds than the tables: a summit, a war, a policy and
// the like all become conferences.
static void load_background(const struct article *article, struct findings *findings)
{
    struct table table;
    table_read(&table, "background-events");
    for (size_t i = 0; i < table.count; i++) {
        struct engagement *engagement = add_engagement(findings, field(&table, i, "id"));
        engagement->background = true;
        engagement->kind = strcmp(field(&table, i, "kind"), "signing") == 0 ? ENGAGEMENT_SIGNING
                                                                            : ENGAGEMENT_CONFERENCE;
        engagement->from = day_of(field(&table, i, "text_start"));
        engagement->to = day_of(field(&table, i, "text_end"));
        engagement->sentences = memory_allocate(8 * sizeof *engagement->sentences);
        for (const char *at = field(&table, i, "spans"); at && *at;
             at = strchr(at, ';') ? strchr(at, ';') + 1 : NULL) {
            size_t byte = text_byte(article->text, strtoul(at, NULL, 10));
            add_sentence(engagement, (uint32_t)article_sentence_at(article, byte));
        }
        engagement->main_sentence = engagement->sentences[0];
    }
    table_free(&table);
}

// --- sources -------------------------------------------------------------------------------------

static void add_phrase(struct phrase **phrases, size_t *count, size_t *capacity,
                       const struct article *article, uint32_t sentence, const char *from,
                       const char *to)
{
    struct span span = article->sentences[sentence].span;
    char *words = memory_copy_bytes(article->bytes + span.start, span_length(span));
    const char *first = strstr(words, from), *last = first ? strstr(first, to) : NULL;
    if (!last)
        fail_msg("sentence %u has no “%s”", sentence, from);
    *phrases = memory_grow(*phrases, capacity, *count + 1, sizeof **phrases);
    (*phrases)[(*count)++] = (struct phrase){
        .span = {span.start + (size_t)(first - words),
                 span.start + (size_t)(last - words) + strlen(to)},
        .sentence = sentence,
    };
    free(words);
}

// Facts that no original has, parted by ";"; one of several words with others between is the
// stretch from the first to the last.
static void add_phrases(const struct article *article, struct findings *findings, uint32_t sentence,
                        const char *list)
{
    char *copy = memory_copy_string(list), *rest = copy, *item;
    while ((item = strsep(&rest, ";"))) {
        item += strspn(item, " ");
        char *comma = strstr(item, ", ");
        char *last = item;
        if (comma) {
            last = strrchr(item, ',') + 2;
            *comma = '\0';
        }
        add_phrase(&findings->added, &findings->added_count, &findings->added_capacity, article,
                   sentence, item, last);
    }
    free(copy);
}

static void load_alignment(const struct article *article, struct findings *findings)
{
    struct table table;
    table_read(&table, "alignment");
    for (size_t i = 0; i < table.count; i++) {
        uint32_t sentence = (uint32_t)number(&table, i, "intro_sentence"), originals[8];
        struct telling *telling = &findings->tellings[sentence];
        const char *similarity = field(&table, i, "similarity");
        const char *operations = field(&table, i, "operations");
        const char *added = field(&table, i, "added_by_editor");
        telling->compared = true;
        telling->derivation =
            (enum derivation)index_of(field(&table, i, "class"), derivation_at, 4);
        telling->score = similarity ? strtod(similarity, NULL) : 0;
        telling->gained = added != NULL;
        telling->attribution_dropped = operations && strstr(operations, "attribution dropped");
        size_t count = numbers(field(&table, i, "orig_sentences"), originals, 8);
        for (size_t k = 0; k < count; k++) {
            findings->pairs = memory_grow(findings->pairs, &findings->pair_capacity,
                                          findings->pair_count + 1, sizeof *findings->pairs);
            findings->pairs[findings->pair_count++] =
                (struct source_pair){sentence, originals[k], telling->score};
        }
        if (added && telling->derivation != DERIVATION_EDITORIAL)
            add_phrases(article, findings, sentence, added);
    }
    table_free(&table);
}

static void load_coverage(const struct article *article, struct findings *findings)
{
    struct table table;
    table_read(&table, "coverage");
    for (size_t i = 0; i < table.count; i++) {
        struct telling *telling = &findings->tellings[number(&table, i, "orig_sentence")];
        uint32_t tellers[8];
        telling->compared = true;
        telling->carried = (enum carried)index_of(field(&table, i, "carried"), carried_at, 3);
        size_t count = numbers(field(&table, i, "intro_sentences"), tellers, 8);
        for (size_t k = 0; k < count && telling->carried == CARRIED_PARTLY; k++)
            findings->tellings[tellers[k]].lost = true;
    }
    table_free(&table);
    table_read(&table, "lost");
    for (size_t i = 0; i < table.count; i++) {
        const char *words = field(&table, i, "quote");
        add_phrase(&findings->lost, &findings->lost_count, &findings->lost_capacity, article,
                   (uint32_t)number(&table, i, "sentence"), words, words);
    }
    table_free(&table);
}

// The tables count sentences as the article does, or nothing in them is right.
static void check_sentences(const struct article *article)
{
    struct table table;
    table_read(&table, "sentences");
    assert_int_equal(table.count, article->sentence_count);
    for (size_t i = 0; i < table.count; i++) {
        struct span span = span_of(article, &table, i);
        assert_int_equal(span.start, article->sentences[i].span.start);
        assert_int_equal(span.end, article->sentences[i].span.end);
    }
    table_free(&table);
}

void gold_load(const struct article *article, struct findings *findings)
{
    check_sentences(article);
    load_entities(findings);
    load_mentions(article, findings, "entities", false);
    load_mentions(article, findings, "entities-nested", true);
    qsort(findings->mentions, findings->mention_count, sizeof *findings->mentions,
          compare_mentions);
    count_mentions(findings);
    load_dates(article, findings);
    load_engagements(article, findings);
    load_background(article, findings);
    findings->tellings =
        memory_allocate_zeroed(article->sentence_count, sizeof *findings->tellings);
    findings->telling_count = article->sentence_count;
    load_alignment(article, findings);
    load_coverage(article, findings);
}
