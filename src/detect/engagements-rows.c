// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the table of engagements: their making, their ids, and the conferences that are only
// named.

#include <config.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "detect/engagements-tellings.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uninorm.h>

enum {
    LONGEST_ID = 80,
    COMPARED = 400, // ids a new one is compared with
};

struct engagement *engagement_add(struct findings *findings)
{
    findings->engagements =
        memory_grow(findings->engagements, &findings->engagement_capacity,
                    findings->engagement_count + 1, sizeof *findings->engagements);
    struct engagement *engagement = &findings->engagements[findings->engagement_count];
    *engagement = (struct engagement){
        .from = DAY_NONE, .to = DAY_NONE, .place = FINDINGS_NONE, .part_of = FINDINGS_NONE};
    return engagement;
}

static const char *kind_word(enum engagement_kind kind)
{
    switch (kind) {
    case ENGAGEMENT_TRILATERAL:
        return "trilateral";
    case ENGAGEMENT_MULTILATERAL:
        return "meetings";
    case ENGAGEMENT_BILATERALS:
        return "bilaterals";
    case ENGAGEMENT_MESSAGES:
        return "messages";
    default:
        return engagement_kind_name(kind);
    }
}

// Adds a name in ASCII, lower case, other characters as single hyphens.
static void add_slug(struct buffer *id, const char *name)
{
    size_t length;
    uint8_t *plain = u8_normalize(UNINORM_NFKD, (const uint8_t *)name, strlen(name), NULL, &length);
    if (id->length && id->data[id->length - 1] != '-')
        buffer_add_byte(id, '-');
    for (size_t i = 0; plain && i < length && id->length < LONGEST_ID; i++) {
        char byte = (char)plain[i];
        if (byte >= 'A' && byte <= 'Z')
            byte = (char)(byte + 32);
        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
            buffer_add_byte(id, byte);
        else if ((plain[i] < 0x80) && id->length && id->data[id->length - 1] != '-')
            buffer_add_byte(id, '-');
    }
    free(plain);
}

static bool id_is_taken(const struct findings *findings, const char *id)
{
    size_t lowest =
        findings->engagement_count > COMPARED ? findings->engagement_count - COMPARED : 0;
    for (size_t i = lowest; i < findings->engagement_count; i++) {
        if (strcmp(findings->engagements[i].id, id) == 0)
            return true;
    }
    return false;
}

// "wang-lavrov-talks", "wang-visit-laos"; "-2" and so on where it is taken, and in a list of more
// than COMPARED with the number of the engagement, so that ids stay unique.
char *engagement_make_id(const struct findings *findings, const struct party *party,
                         enum engagement_kind kind, uint32_t place)
{
    struct buffer id = {0};
    for (size_t i = 0; i < party->count; i++)
        add_slug(&id, findings->entities[party->ids[i]].short_name);
    add_slug(&id, kind_word(kind));
    if (kind == ENGAGEMENT_VISIT && place != FINDINGS_NONE)
        add_slug(&id, findings->entities[place].name);
    if (findings->engagement_count > COMPARED)
        buffer_format(&id, "-%zu", findings->engagement_count);
    size_t length = id.length;
    for (unsigned number = 2; id_is_taken(findings, buffer_string(&id)); number++) {
        id.length = length;
        buffer_format(&id, "-%u", number);
    }
    return buffer_take(&id);
}

static bool is_conference_name(const char *name)
{
    static const char *const words[] = {"summit",     "session",  "conference", "forum",
                                        "congress",   "assembly", "meeting",    "plenum",
                                        "convention", "expo",     "dialogue"};
    for (const char *at = name; *at; at += strcspn(at, " ") + (at[strcspn(at, " ")] == ' ')) {
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (strncasecmp(at, words[i], strlen(words[i])) == 0)
                return true;
        }
    }
    return false;
}

// "recently held", "the upcoming" shortly before the mention at `start`.
static void set_vague_days(const struct findings *findings, size_t *cursor, size_t start,
                           struct engagement *engagement)
{
    enum { REACH = 24 }; // bytes between
    while (*cursor < findings->date_count && findings->dates[*cursor].span.end < start)
        ++*cursor;
    if (*cursor == 0)
        return;
    const struct date_mention *date = &findings->dates[*cursor - 1];
    if (date->class == DATE_VAGUE && start - date->span.end <= REACH) {
        engagement->from = date->from;
        engagement->to = date->to;
    }
}

void engagement_conferences_add(const struct article *article, struct findings *findings)
{
    uint32_t *row = memory_allocate_zeroed(findings->entity_count + 1, sizeof *row);
    size_t cursor = 0;
    for (size_t i = 0; i < findings->mention_count; i++) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->type != ENTITY_EVENT || mention->nested ||
            !is_conference_name(findings->entities[mention->entity].name))
            continue;
        uint32_t sentence = (uint32_t)article_sentence_at(article, mention->span.start);
        if (!row[mention->entity]) {
            struct engagement *made = engagement_add(findings);
            made->kind = ENGAGEMENT_CONFERENCE;
            made->background = true;
            made->main_sentence = sentence;
            made->id = memory_copy_string(findings->entities[mention->entity].id);
            row[mention->entity] = (uint32_t)++findings->engagement_count;
        }
        struct engagement *engagement = &findings->engagements[row[mention->entity] - 1];
        if (engagement->from == DAY_NONE && engagement->to == DAY_NONE)
            set_vague_days(findings, &cursor, mention->span.start, engagement);
        if (!engagement->sentence_count ||
            engagement->sentences[engagement->sentence_count - 1] != sentence) {
            engagement->sentences =
                memory_resize(engagement->sentences, engagement->sentence_count + 1,
                              sizeof *engagement->sentences);
            engagement->sentences[engagement->sentence_count++] = sentence;
        }
    }
    free(row);
}
