// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of engagements share: names given by a list of forms, so that only the reading of
// engagements is tested, and the engagements found as lines.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engagements-fixture.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "detect/dates.h"
#include "detect/engagements.h"

#include <stdlib.h>
#include <string.h>

// A form of a name; rows of one id are one entity. Longer forms come first.
static const struct form {
    const char *form, *id;
    enum entity_type type;
    bool is_country;
} forms[] = {
    {"Wang Yi", "wang", ENTITY_PERSON, false},
    {"Sergey Lavrov", "lavrov", ENTITY_PERSON, false},
    {"Saleumxay Kommasith", "saleumxay", ENTITY_PERSON, false},
    {"Thongloun Sisoulith", "thongloun", ENTITY_PERSON, false},
    {"Hirut Alemayehu", "hirut", ENTITY_PERSON, false},
    {"Joseph Rotich", "rotich", ENTITY_PERSON, false},
    {"Wang", "wang", ENTITY_PERSON, false},
    {"Lavrov", "lavrov", ENTITY_PERSON, false},
    {"Saleumxay", "saleumxay", ENTITY_PERSON, false},
    {"Thongloun", "thongloun", ENTITY_PERSON, false},
    {"Hirut", "hirut", ENTITY_PERSON, false},
    {"Rotich", "rotich", ENTITY_PERSON, false},
    {"Chinese", "china", ENTITY_NORP, true},
    {"Russian", "russia", ENTITY_NORP, true},
    {"Ethiopian", "ethiopia", ENTITY_NORP, true},
    {"China", "china", ENTITY_PLACE, true},
    {"Russia", "russia", ENTITY_PLACE, true},
    {"Laos", "laos", ENTITY_PLACE, true},
    {"Lao", "laos", ENTITY_NORP, true},
    {"Kenya", "kenya", ENTITY_PLACE, true},
    {"Ethiopia", "ethiopia", ENTITY_PLACE, true},
    {"Vientiane", "vientiane", ENTITY_PLACE, false},
    {"VIENTIANE", "vientiane", ENTITY_PLACE, false},
    {"Moscow", "moscow", ENTITY_PLACE, false},
    {"Luang Prabang", "luang-prabang", ENTITY_PLACE, false},
    {"Astana Summit", "astana-summit", ENTITY_EVENT, false},
};
enum { FORM_COUNT = sizeof forms / sizeof *forms };

static uint32_t entity_of(struct findings *findings, const struct form *form)
{
    for (size_t i = 0; i < findings->entity_count; i++) {
        if (strcmp(findings->entities[i].id, form->id) == 0)
            return (uint32_t)i;
    }
    findings->entities = memory_grow(findings->entities, &findings->entity_capacity,
                                     findings->entity_count + 1, sizeof *findings->entities);
    findings->entities[findings->entity_count] = (struct entity){
        .id = memory_copy_string(form->id),
        .type = form->type == ENTITY_NORP ? ENTITY_PLACE : form->type,
        .name = memory_copy_string(form->form),
        .label = memory_copy_string(form->form),
        .short_name = memory_copy_string(form->id),
        .is_country = form->is_country,
    };
    return (uint32_t)findings->entity_count++;
}

static void name(const struct article *article, struct findings *findings)
{
    for (const char *at = article->bytes; *at; at++) {
        for (size_t i = 0; i < FORM_COUNT; i++) {
            size_t length = strlen(forms[i].form);
            bool inside = at > article->bytes && strchr(" \n(\xE2\x80-", at[-1]) == NULL;
            if (inside || strncmp(at, forms[i].form, length) != 0 ||
                (at[length] >= 'a' && at[length] <= 'z'))
                continue;
            size_t start = (size_t)(at - article->bytes);
            uint32_t entity = entity_of(findings, &forms[i]);
            findings->mentions =
                memory_grow(findings->mentions, &findings->mention_capacity,
                            findings->mention_count + 1, sizeof *findings->mentions);
            findings->mentions[findings->mention_count++] = (struct mention){
                .span = {start, start + length}, .type = forms[i].type, .entity = entity};
            at += length - 1;
            break;
        }
    }
}

struct found engagements_fixture_find(const char *bytes)
{
    struct found found = {.text = text_from_bytes(bytes, strlen(bytes), "t")};
    struct dates_options options = {
        .published = DAY_NONE, .page_date = DAY_NONE, .file_date = DAY_NONE,
        .today = day_from_civil(2026, 1, 1)};
    found.article = article_new(found.text, NULL, 0);
    name(found.article, &found.findings);
    dates_find(found.article, &options, &found.findings);
    engagements_find(found.article, &found.findings);
    return found;
}

void engagements_fixture_free(struct found *found)
{
    findings_fini(&found->findings);
    article_free(found->article);
    text_free(found->text);
}

char *engagements_fixture_list(const struct found *found)
{
    struct buffer out = {0};
    const struct findings *findings = &found->findings;
    for (size_t i = 0; i < findings->engagement_count; i++) {
        const struct engagement *it = &findings->engagements[i];
        buffer_add_string(&out, it->background ? "(" : "");
        buffer_format(&out, "%s ", engagement_kind_name(it->kind));
        day_format_iso(it->from, &out);
        if (it->to != it->from) {
            buffer_add_byte(&out, '/');
            day_format_iso(it->to, &out);
        }
        for (size_t k = 0; k < it->participant_count; k++)
            buffer_format(&out, "%c%s", k ? '+' : ' ', findings->entities[it->participants[k]].id);
        buffer_format(&out, " %s\n",
                      it->place == FINDINGS_NONE ? "-" : findings->entities[it->place].id);
    }
    buffer_add_string(&out, "");
    return buffer_take(&out);
}

void engagements_fixture_expect(const char *body, const char *expected)
{
    struct buffer text = {0};
    buffer_format(&text, "Ministers meet\n\nVIENTIANE, July 25, 2024 (Xinhua) \xE2\x80\x94 %s\n",
                  body);
    struct found found = engagements_fixture_find(buffer_string(&text));
    char *got = engagements_fixture_list(&found);
    assert_string_equal(got, expected);
    free(got);
    engagements_fixture_free(&found);
    buffer_fini(&text);
}
