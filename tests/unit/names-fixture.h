// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TESTS_UNIT_NAMES_FIXTURE_H
#define TESTS_UNIT_NAMES_FIXTURE_H

// A small gazetteer of its own on disk, and the names of a text found with it.

#include "base/files.h"
#include "base/memory.h"
#include "detect/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char small_gazetteer[] =
    "type\tid\tname\tforms\tattributes\n"
    "# comment\n"
    "LOC\tchina\tChina\tPeople's Republic of China\tkind=country\n"
    "LOC\tlaos\tLaos\t-\tkind=country\n"
    "LOC\tkenya\tKenya\t-\tkind=country\n"
    "LOC\trussia\tRussia\t-\tkind=country\n"
    "LOC\tgeorgia\tGeorgia\t-\tkind=country\n"
    "LOC\tvientiane\tVientiane\t-\tkind=capital;in=laos\n"
    "LOC\tnairobi\tNairobi\t-\tkind=capital\n"
    "LOC\tlincoln\tLincoln\t-\tkind=city\n"
    "NORP\tchina\tChinese\t-\t-\n"
    "NORP\tlaos\tLao\t-\t-\n"
    "NORP\tkenya\tKenyan\tKenyans\t-\n"
    "NORP\trussia\tRussian\t-\t-\n"
    "ORG\tasean\tAssociation of Southeast Asian Nations\tASEAN\tacronym=ASEAN\n"
    "ORG\tcommunist-party-of-china\tCommunist Party of China\tCPC\tacronym=CPC\n"
    "ORG\tbrics\tBRICS\t-\t-\n"
    "EVENT\twar-of-resistance\tWar of Resistance against Aggression\t-\t-\n"
    "TITLE\tpresident\tPresident\tpresident|Presidents|presidents\trank=state;place=before\n"
    "TITLE\tforeign-minister\tForeign Minister\tforeign minister\trank=government;place=before\n"
    "TITLE\tminister\tMinister\tminister|ministers\trank=government;place=before\n"
    "TITLE\tprime-minister\tPrime Minister\tprime minister\trank=government;place=before\n"
    "TITLE\tsecretary-general\tSecretary-General\tsecretary-general|Secretary General\t-\n"
    "TITLE\tmr\tMr\tMr.\trank=honorific;gender=m;place=before\n"
    "TITLE\tms\tMs\tMs.\trank=honorific;gender=f;place=before\n"
    "TITLE\tking\tKing\tking\trank=royal;gender=m;place=before\n"
    "HEAD\tconseil\tConseil\t-\tmakes=ORG;place=first\n"
    "HEAD\tadministration\tAdministration\t-\tmakes=ORG;place=last\n"
    "FAMILY\tking\tKing\t-\tsystem=english\n"
    "FAMILY\tlincoln\tLincoln\t-\tsystem=english\n"
    "PARTICLE\tbin\tbin\t-\tsystem=arabic\n"
    "HEAD\tdeclaration\tDeclaration\t-\tmakes=WORK;place=both\n"
    "HEAD\trailway\tRailway\t-\tmakes=PROJECT;place=last\n"
    "HEAD\tsummit\tSummit\t-\tmakes=EVENT;place=last\n"
    "HEAD\tministry\tMinistry\t-\tmakes=ORG;place=both\n"
    "HEAD\tcouncil\tCouncil\t-\tmakes=ORG;place=both\n"
    "HEAD\torganisation\tOrganisation\tOrganization\tmakes=ORG;place=both\n"
    "HEAD\tcommunity\tCommunity\t-\tmakes=ORG;place=both\n"
    "HEAD\tcentral-committee\tCentral Committee\t-\tmakes=ORG;place=last\n"
    "HEAD\tpolitical-bureau\tPolitical Bureau\t-\tmakes=ORG;place=last\n"
    "HEAD\triver\tRiver\t-\tmakes=LOC;place=last\n"
    "PARTICLE\tde\tde\tDe\tsystem=spanish\n"
    "PARTICLE\tla\tla\t-\tsystem=spanish\n"
    "PARTICLE\tal\tal-\tal\tsystem=arabic\n"
    "SYSTEM\tchinese\tChinese\t-\torder=family-given;short=family;countries=china\n"
    "SYSTEM\tlao\tLao\t-\torder=given-family;short=given;countries=laos\n"
    "SYSTEM\tspanish\tSpanish\t-\torder=given-family;short=family;countries=peru\n"
    "GIVEN\tkate\tKate\t-\tsystem=english;gender=f\n"
    "GIVEN\tmay\tMay\t-\tsystem=english;gender=f\n"
    "TITLE\ttun\tTun\t-\trank=honorific;place=before;firm=1\n"
    "GIVEN\ttun\tTun\t-\tsystem=burmese\n"
    "GIVEN\tmusa\tMusa\t-\tsystem=malay;gender=m\n";

// Writes `rows` as DIRECTORY/gazetteer/test.tsv in a new folder; the folder's path is yours.
static inline char *fixture_write(const char *rows, size_t length)
{
    char template[] = "/tmp/dateline-names-XXXXXX";
    if (!mkdtemp(template))
        abort();
    char *directory = path_join(template, "gazetteer");
    struct error error = {0};
    if (!file_make_directories(directory, &error))
        abort();
    char *path = path_join(directory, "test.tsv");
    if (!file_replace(path, rows, length, &error))
        abort();
    free(path);
    free(directory);
    return memory_copy_string(template);
}

static inline void fixture_remove(char *folder)
{
    char *directory = path_join(folder, "gazetteer");
    char *path = path_join(directory, "test.tsv");
    unlink(path);
    rmdir(directory);
    rmdir(folder);
    free(path);
    free(directory);
    free(folder);
}

struct fixture {
    struct gazetteer *gazetteer;
    struct text *text;
    struct article *article;
    struct findings findings;
};

static inline void fixture_open(struct fixture *fixture, const char *text)
{
    *fixture = (struct fixture){0};
    char *folder = fixture_write(small_gazetteer, sizeof small_gazetteer - 1);
    struct error error;
    fixture->gazetteer = gazetteer_load(folder, NULL, &error);
    fixture_remove(folder);
    fixture->text = text_from_bytes(text, strlen(text), "test.txt");
    fixture->article = article_new(fixture->text, NULL, 0);
    names_find(fixture->article, fixture->gazetteer, &fixture->findings);
}

static inline void fixture_close(struct fixture *fixture)
{
    findings_fini(&fixture->findings);
    article_free(fixture->article);
    text_free(fixture->text);
    gazetteer_free(fixture->gazetteer);
}

// All flat mentions as "TYPE:id:words|…"; yours.
static inline char *fixture_mentions(const struct fixture *fixture, bool nested)
{
    struct buffer out = {0};
    const char *bytes = text_bytes(fixture->text);
    for (size_t i = 0; i < fixture->findings.mention_count; i++) {
        const struct mention *mention = &fixture->findings.mentions[i];
        if (mention->nested != nested)
            continue;
        if (out.length)
            buffer_add_byte(&out, '|');
        buffer_format(&out, "%s:%s:%.*s", entity_type_name(mention->type),
                      fixture->findings.entities[mention->entity].id,
                      (int)span_length(mention->span), bytes + mention->span.start);
    }
    char *mentions = memory_copy_string(buffer_string(&out));
    buffer_fini(&out);
    return mentions;
}

// The entity of this id, else an empty one.
static inline const struct entity *fixture_entity(const struct fixture *fixture, const char *id)
{
    for (size_t i = 0; i < fixture->findings.entity_count; i++) {
        if (strcmp(fixture->findings.entities[i].id, id) == 0)
            return &fixture->findings.entities[i];
    }
    static char nothing[] = "";
    static const struct entity none = {
        .id = nothing, .name = nothing, .label = nothing, .short_name = nothing};
    return &none;
}

#endif
