// SPDX-License-Identifier: GPL-3.0-or-later
// Findings: the tables between detection and what shows them.

#include <config.h>

#include "detect/findings.h"

#include "base/i18n.h"

#include <stdlib.h>

void findings_fini(struct findings *findings)
{
    for (size_t i = 0; i < findings->entity_count; i++) {
        struct entity *entity = &findings->entities[i];
        free(entity->id);
        free(entity->name);
        free(entity->label);
        free(entity->short_name);
        for (size_t k = 0; k < entity->alias_count; k++)
            free(entity->aliases[k]);
        free(entity->aliases);
        for (size_t k = 0; k < entity->title_count; k++)
            free(entity->titles[k]);
        free(entity->titles);
    }
    for (size_t i = 0; i < findings->engagement_count; i++) {
        struct engagement *engagement = &findings->engagements[i];
        free(engagement->id);
        free(engagement->participants);
        free(engagement->countries);
        free(engagement->sentences);
        free(engagement->conflicts);
        free(engagement->conflicts_shown);
    }
    free(findings->entities);
    free(findings->mentions);
    free(findings->dates);
    free(findings->year_reason);
    free(findings->engagements);
    free(findings->pairs);
    free(findings->tellings);
    free(findings->added);
    free(findings->lost);
    *findings = (struct findings){0};
}

const char *entity_type_name(enum entity_type type)
{
    static const char *const names[ENTITY_TYPE_COUNT] = {
        [ENTITY_PERSON] = "PER",      [ENTITY_ORGANISATION] = "ORG", [ENTITY_PLACE] = "LOC",
        [ENTITY_NORP] = "NORP",       [ENTITY_EVENT] = "EVENT",      [ENTITY_WORK] = "WORK",
        [ENTITY_PROJECT] = "PROJECT",
    };
    return names[type];
}

const char *date_class_name(enum date_class class)
{
    static const char *const names[DATE_CLASS_COUNT] = {
        [DATE_CALENDAR] = "calendar",   [DATE_WEEKDAY] = "weekday",
        [DATE_ANAPHORIC] = "anaphoric", [DATE_DEICTIC] = "deictic",
        [DATE_DATELINE] = "dateline",   [DATE_VAGUE] = "vague",
        [DATE_DURATION] = "duration",   [DATE_EVENT_ANCHORED] = "event-anchored",
    };
    return names[class];
}

const char *engagement_kind_name(enum engagement_kind kind)
{
    static const char *const names[ENGAGEMENT_KIND_COUNT] = {
        [ENGAGEMENT_VISIT] = "visit",
        [ENGAGEMENT_MEETING] = "meeting",
        [ENGAGEMENT_TALKS] = "talks",
        [ENGAGEMENT_TRILATERAL] = "trilateral-meeting",
        [ENGAGEMENT_MULTILATERAL] = "multilateral-meetings",
        [ENGAGEMENT_BILATERALS] = "bilateral-meetings",
        [ENGAGEMENT_SIGNING] = "signing",
        [ENGAGEMENT_PHONE_CALL] = "phone-call",
        [ENGAGEMENT_MESSAGES] = "exchange-of-messages",
        [ENGAGEMENT_CONFERENCE] = "conference",
        [ENGAGEMENT_ARRIVAL] = "arrival",
    };
    return names[kind];
}

const char *derivation_name(enum derivation derivation)
{
    static const char *const names[] = {N_("verbatim"), N_("edited"), N_("paraphrase"),
                                        N_("editorial")};
    return names[derivation];
}

const char *carried_name(enum carried carried)
{
    static const char *const names[] = {"fully", "partly", "out"};
    return names[carried];
}

size_t findings_counterparts(const struct findings *findings, const struct article *article,
                             uint32_t sentence, uint32_t *others, size_t room)
{
    const struct section *section = &article->sections[article->sentences[sentence].section];
    bool original = section->kind == SECTION_ORIGINAL;
    double scores[16];
    size_t count = 0, kept = 0;
    size_t limit = room < 16 ? room : 16;
    for (size_t i = 0; i < findings->pair_count; i++) {
        const struct source_pair *pair = &findings->pairs[i];
        if ((original ? pair->original : pair->intro) != sentence)
            continue;
        count++;
        size_t at = kept < limit ? kept++ : limit;
        while (at > 0 && scores[at - 1] < pair->score) {
            if (at < limit) {
                scores[at] = scores[at - 1];
                others[at] = others[at - 1];
            }
            at--;
        }
        if (at < limit) {
            scores[at] = pair->score;
            others[at] = original ? pair->intro : pair->original;
        }
    }
    return count;
}

const struct source_pair *findings_pair(const struct findings *findings, uint32_t intro,
                                        uint32_t original)
{
    size_t low = 0, high = findings->pair_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct source_pair *pair = &findings->pairs[middle];
        if (pair->intro == intro && pair->original == original)
            return pair;
        if (pair->intro < intro || (pair->intro == intro && pair->original < original))
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

size_t findings_mention_from(const struct findings *findings, size_t offset)
{
    size_t low = 0, high = findings->mention_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (findings->mentions[middle].span.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t findings_mentions_in(const struct findings *findings, const struct article *article,
                            uint32_t entity, size_t section)
{
    struct span span = article->sections[section].span;
    size_t count = 0;
    for (size_t i = 0; i < findings->mention_count; i++) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->span.start >= span.end)
            break;
        count += mention->span.start >= span.start && mention->entity == entity && !mention->nested;
    }
    return count;
}
