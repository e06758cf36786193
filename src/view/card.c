// SPDX-License-Identifier: GPL-3.0-or-later
// Card: what is known of one event: who, where, who tells it and where they disagree; and of one
// entity: its other names, its titles, where it is named, whom it met
// and when, what it is quoted with. Quotations are looked for where it is named and shortly after,
// in at most LOOKED_AT sentences, so that a card costs the same in a long text.

#include <config.h>

#include "base/i18n.h"
#include "detect/compare.h"
#include "view/calendar.h"
#include "view/state.h"

enum { LOOKED_AT = 400, PRONOUN_REACH = 3 };

int card_rows(int rows)
{
    return rows >= 24 ? 12 : rows >= 14 ? 6 : 0;
}

static void add_joined(struct rich *card, const char *label, char **items, size_t count)
{
    if (count == 0)
        return;
    rich_add(card, ROLE_FAINT, label);
    for (size_t i = 0; i < count; i++) {
        if (i)
            rich_add(card, ROLE_TEXT, ", ");
        rich_add(card, ROLE_TEXT, items[i]);
    }
    rich_add(card, ROLE_TEXT, "\n");
}

// "named: introduction 5, A 6, B 7", the sections without a mention left out.
static void add_sections(const struct reader *reader, struct rich *card, uint32_t index)
{
    const struct article *article = reader->article;
    bool any = false;
    for (size_t i = 0; i < article->section_count; i++) {
        size_t count = findings_mentions_in(reader->findings, article, index, i);
        if (count == 0)
            continue;
        char letters[8];
        reader_section_letters(reader, i, letters);
        const char *name = letters;
        if (article->sections[i].kind == SECTION_TITLE)
            name = _("title");
        else if (article->sections[i].kind == SECTION_INTRODUCTION)
            name = article->original_count ? _("introduction") : _("text");
        else if (!*letters)
            name = _("elsewhere");
        rich_add(card, ROLE_FAINT, any ? ", " : _("named: "));
        rich_format(card, ROLE_TEXT, "%s %zu", name, count);
        any = true;
    }
    if (any)
        rich_add(card, ROLE_TEXT, "\n");
}

static void add_meetings(const struct reader *reader, struct rich *card, uint32_t index)
{
    const struct findings *findings = reader->findings;
    bool any = false;
    for (size_t i = 0; i < findings->engagement_count; i++) {
        const struct engagement *engagement = &findings->engagements[i];
        bool takes_part = false;
        for (size_t k = 0; k < engagement->participant_count; k++)
            takes_part = takes_part || engagement->participants[k] == index;
        if (!takes_part || engagement->background)
            continue;
        struct buffer words = {0};
        timeline_describe(reader, (uint32_t)i, &words);
        rich_add(card, ROLE_FAINT, any ? "; " : _("events: "));
        rich_add(card, ROLE_TEXT, buffer_string(&words));
        buffer_fini(&words);
        any = true;
    }
    if (any)
        rich_add(card, ROLE_TEXT, "\n");
}

// --- quotations ------------------------------------------------------------------------------------

static uint32_t first_person(const struct findings *findings, struct span span)
{
    for (size_t i = findings_mention_from(findings, span.start); i < findings->mention_count; i++) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->span.start >= span.end)
            break;
        if (mention->type == ENTITY_PERSON && !mention->nested)
            return mention->entity;
    }
    return FINDINGS_NONE;
}

// Who speaks in the sentence; "he" is who spoke before, or whom the sentence before names first.
static uint32_t speaker_of(const struct reader *reader, size_t sentence)
{
    const struct sentence *sentences = reader->article->sentences;
    bool by_pronoun;
    uint32_t speaker = compare_speaker(reader->comparison, (uint32_t)sentence, &by_pronoun);
    size_t at = sentence;
    while (speaker == FINDINGS_NONE && by_pronoun && at > 0 && sentence - at < PRONOUN_REACH &&
           sentences[at - 1].section == sentences[sentence].section) {
        bool again;
        speaker = compare_speaker(reader->comparison, (uint32_t)--at, &again);
        if (speaker == FINDINGS_NONE && !again)
            speaker = first_person(reader->findings, sentences[at].span);
    }
    return speaker;
}

static void add_quotation(const struct reader *reader, struct rich *card, uint32_t sentence)
{
    const struct article *article = reader->article;
    const struct sentence *item = &article->sentences[sentence];
    char letters[8];
    reader_section_letters(reader, item->section, letters);
    if (*letters)
        rich_format(card, ROLE_FAINT, "%s ", letters);
    rich_format(card, ROLE_FAINT, "¶ %zu: ",
                item->paragraph - article->sections[item->section].first_paragraph + 1);
    rich_add_bytes(card, ROLE_TEXT, article->bytes + item->span.start, span_length(item->span));
    rich_add(card, ROLE_TEXT, "\n");
}

static void add_quotations(const struct reader *reader, struct rich *card, uint32_t entity)
{
    const struct article *article = reader->article;
    const struct findings *findings = reader->findings;
    struct rich quotes = {0};
    size_t count = 0, looked = 0, next = 0; // sentences before `next` have been looked at
    for (size_t i = 0; i < findings->mention_count && looked < LOOKED_AT; i++) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->entity != entity || mention->nested || article->sentence_count == 0)
            continue;
        size_t first = article_sentence_at(article, mention->span.start);
        size_t section = article->sentences[first].section;
        for (size_t s = first > next ? first : next;
             s <= first + PRONOUN_REACH && s < article->sentence_count &&
             article->sentences[s].section == section;
             s++) {
            next = s + 1;
            looked++;
            if (article->sentences[s].kind == SENTENCE_BODY &&
                speaker_of(reader, s) == entity) {
                add_quotation(reader, &quotes, (uint32_t)s);
                count++;
            }
        }
    }
    if (count) {
        rich_format(card, ROLE_FAINT, P_("quoted in %zu sentence:", "quoted in %zu sentences:", count),
                    count);
        rich_add(card, ROLE_TEXT, "\n");
        size_t start = 0;
        for (size_t i = 0; i < quotes.run_count; i++) {
            rich_add_bytes(card, quotes.runs[i].role, quotes.text.data + start,
                           quotes.runs[i].end - start);
            start = quotes.runs[i].end;
        }
    }
    rich_fini(&quotes);
}

// --- events ----------------------------------------------------------------------------------------

static void add_names(const struct reader *reader, struct rich *card, const char *label,
                      const uint32_t *entities, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        rich_add(card, ROLE_FAINT, i ? ", " : label);
        rich_add(card, ROLE_TEXT, reader->findings->entities[entities[i]].name);
    }
    if (count)
        rich_add(card, ROLE_TEXT, "\n");
}

// "told: in ¶ 13, C ¶ 2".
static void add_witnesses(const struct reader *reader, struct rich *card,
                          const struct engagement *engagement)
{
    const struct article *article = reader->article;
    size_t last = SIZE_MAX; // paragraph named last
    for (size_t i = 0; i < engagement->sentence_count; i++) {
        const struct sentence *sentence = &article->sentences[engagement->sentences[i]];
        const struct section *section = &article->sections[sentence->section];
        char letters[8];
        if (sentence->paragraph == last)
            continue;
        reader_section_letters(reader, sentence->section, letters);
        rich_add(card, ROLE_FAINT, last == SIZE_MAX ? _("told: ") : ", ");
        rich_format(card, ROLE_TEXT, "%s ¶ %zu",
                    *letters                         ? letters
                    : section->kind == SECTION_TITLE ? _("title")
                                                     : _("in"),
                    sentence->paragraph - section->first_paragraph + 1);
        last = sentence->paragraph;
    }
    rich_add(card, ROLE_TEXT, "\n");
}

void card_draw_event(const struct reader *reader, struct area area, uint32_t index)
{
    const struct findings *findings = reader->findings;
    const struct engagement *engagement = &findings->engagements[index];
    struct rich card = {0};
    struct buffer words = {0};
    timeline_describe(reader, index, &words);
    rich_add(&card, ROLE_HEADING, buffer_string(&words));
    rich_format(&card, ROLE_FAINT, "  %s\n", timeline_kind_words(engagement->kind));
    if (engagement->conflicts_shown) {
        struct buffer conflicts = {0};
        calendar_add_in_words(findings, engagement->conflicts_shown, &conflicts);
        rich_format(&card, ROLE_LOST, _("the tellings disagree: %s\n"), buffer_string(&conflicts));
        buffer_fini(&conflicts);
    }
    add_names(reader, &card, engagement->participants_inferred ? _("who (inferred): ") : _("who: "),
              engagement->participants, engagement->participant_count);
    add_names(reader, &card, _("countries: "), engagement->countries, engagement->country_count);
    if (engagement->place != FINDINGS_NONE)
        add_names(reader, &card, _("place: "), &engagement->place, 1);
    add_witnesses(reader, &card, engagement);
    if (engagement->part_of != FINDINGS_NONE) {
        buffer_clear(&words);
        timeline_describe(reader, engagement->part_of, &words);
        rich_format(&card, ROLE_FAINT, _("part of: %s\n"), buffer_string(&words));
    }
    struct span span = reader->article->sentences[engagement->main_sentence].span;
    rich_add_bytes(&card, ROLE_TEXT, reader->article->bytes + span.start, span_length(span));
    rich_draw(&card, area_part(area, 0, 1, area.rows, area.columns - 2), 0, RICH_CUT_END);
    rich_fini(&card);
    buffer_fini(&words);
}

void card_draw(const struct reader *reader, struct area area, uint32_t index)
{
    const struct entity *entity = &reader->findings->entities[index];
    struct rich card = {0};
    rich_add(&card, ROLE_HEADING, entity->name);
    rich_format(&card, ROLE_FAINT, "  %s", naming_kind_words(entity->type));
    if (entity->decided)
        rich_format(&card, ROLE_KEY, reader->material.plain ? "  %s" : "  ✓ %s", _("decided"));
    rich_add(&card, ROLE_TEXT, "\n");
    add_joined(&card, _("also: "), entity->aliases, entity->alias_count);
    add_joined(&card, _("titles: "), entity->titles, entity->title_count);
    add_sections(reader, &card, index);
    add_meetings(reader, &card, index);
    if (entity->type == ENTITY_PERSON)
        add_quotations(reader, &card, index);
    rich_draw(&card, area_part(area, 0, 1, area.rows, area.columns - 2), 0, RICH_CUT_END);
    rich_fini(&card);
}
