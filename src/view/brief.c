// SPDX-License-Identifier: GPL-3.0-or-later
// Brief: the round-up on one screen, made of lines that both the view and the command show.

#include <config.h>

#include "view/brief.h"

#include "base/i18n.h"
#include "base/memory.h"
#include "detect/compare.h"
#include "view/calendar.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

// One line of the brief: a heading, or an item with what it is about before the text.
struct brief_line {
    bool heading;
    char *label; // NULL: none
    char *text;
};

struct brief {
    const struct article *article;
    const struct findings *findings;
    struct brief_line *lines;
    size_t count, capacity;
};

static void add_line(struct brief *brief, bool heading, const char *label, const char *text,
                     size_t length)
{
    brief->lines =
        memory_grow(brief->lines, &brief->capacity, brief->count + 1, sizeof *brief->lines);
    brief->lines[brief->count++] = (struct brief_line){
        heading, label ? memory_copy_string(label) : NULL, memory_copy_bytes(text, length)};
}

static void add_heading(struct brief *brief, const char *text)
{
    add_line(brief, true, NULL, text, strlen(text));
}

static void add_span(struct brief *brief, const char *label, struct span span)
{
    add_line(brief, false, label, brief->article->bytes + span.start, span_length(span));
}

static void brief_fini(struct brief *brief)
{
    for (size_t i = 0; i < brief->count; i++) {
        free(brief->lines[i].label);
        free(brief->lines[i].text);
    }
    free(brief->lines);
}

static const struct section *section_of(const struct brief *brief, size_t sentence)
{
    return &brief->article->sections[brief->article->sentences[sentence].section];
}

static void letters_of(const struct brief *brief, size_t sentence, char letters[8])
{
    letters[0] = '\0';
    const struct section *section = section_of(brief, sentence);
    if (section->kind == SECTION_ORIGINAL)
        article_original_letters(section->ordinal, letters);
}

// --- who met whom ----------------------------------------------------------------------------------

// The days below it are of the year named here.
static void add_events_heading(struct brief *brief)
{
    struct buffer words = {0};
    buffer_add_string(&words, _("Who met whom"));
    if (brief->findings->year)
        buffer_format(&words, brief->findings->year_inferred ? _(", %d (inferred)") : _(", %d"),
                      brief->findings->year);
    add_heading(brief, buffer_string(&words));
    buffer_fini(&words);
}

static void add_events(struct brief *brief)
{
    bool headed = false;
    for (size_t i = 0; i < brief->findings->engagement_count; i++) {
        const struct engagement *engagement = &brief->findings->engagements[i];
        if (engagement->background)
            continue;
        if (!headed)
            add_events_heading(brief);
        headed = true;
        struct buffer day = {0}, text = {0};
        calendar_add_days(brief->findings, engagement, &day);
        buffer_add_string(&text, timeline_kind_words(engagement->kind));
        for (size_t k = 0; k < engagement->participant_count; k++)
            buffer_format(&text, "%s %s", k ? "," : ":",
                          brief->findings->entities[engagement->participants[k]].name);
        if (engagement->place != FINDINGS_NONE)
            buffer_format(&text, " (%s)", brief->findings->entities[engagement->place].name);
        if (engagement->conflicts_shown) {
            buffer_add_string(&text, " — ");
            calendar_add_in_words(brief->findings, engagement->conflicts_shown, &text);
        }
        add_line(brief, false, day.length ? buffer_string(&day) : NULL,
                 buffer_string(&text), text.length);
        buffer_fini(&day);
        buffer_fini(&text);
    }
}

// --- differences -----------------------------------------------------------------------------------

// "¶ 13": which paragraph of its section.
static void add_paragraph(const struct brief *brief, size_t sentence, struct buffer *out)
{
    size_t paragraph = brief->article->sentences[sentence].paragraph;
    buffer_format(out, "¶ %zu", paragraph - section_of(brief, sentence)->first_paragraph + 1);
}

// Text in quotation marks; brackets right around it are shown with it.
static void add_quoted(const struct brief *brief, struct span span, struct buffer *out)
{
    const char *bytes = brief->article->bytes;
    char before = span.start > 0 ? bytes[span.start - 1] : 0;
    char after = span.end < text_length(brief->article->text) ? bytes[span.end] : 0;
    if ((before == '(' && after == ')') || (before == '[' && after == ']')) {
        span.start--;
        span.end++;
    }
    buffer_add_string(out, "“");
    buffer_add(out, bytes + span.start, span_length(span));
    buffer_add_string(out, "”");
}

static void add_additions(struct brief *brief)
{
    const struct findings *findings = brief->findings;
    add_heading(brief, _("Added by the introduction"));
    size_t phrase = 0, before = brief->count;
    for (uint32_t i = 0; i < findings->telling_count; i++) {
        const struct telling *telling = &findings->tellings[i];
        struct buffer label = {0}, text = {0};
        bool whole = telling->compared && section_of(brief, i)->kind == SECTION_INTRODUCTION &&
                     telling->derivation == DERIVATION_EDITORIAL;
        add_paragraph(brief, i, &label);
        if (whole) {
            buffer_format(&label, ", %s", _("sentence"));
            add_span(brief, buffer_string(&label), brief->article->sentences[i].span);
        }
        for (; phrase < findings->added_count && findings->added[phrase].sentence <= i; phrase++) {
            if (text.length)
                buffer_add_string(&text, " · ");
            add_quoted(brief, findings->added[phrase].span, &text);
        }
        if (text.length)
            add_line(brief, false, buffer_string(&label), buffer_string(&text), text.length);
        buffer_fini(&label);
        buffer_fini(&text);
    }
    if (brief->count == before)
        add_line(brief, false, NULL, _("nothing"), strlen(_("nothing")));
}

enum { NEAR_BEGINNING = 120 };

struct omission {
    uint32_t sentence;
    uint32_t speaker; // entity; FINDINGS_NONE: none told
    size_t weight;    // names, figures and length
};

// Who speaks: the last person named at or before the sentence in its section.
static uint32_t speaker_of(const struct brief *brief, uint32_t sentence)
{
    const struct findings *findings = brief->findings;
    struct span span = brief->article->sentences[sentence].span;
    struct span section = section_of(brief, sentence)->span;
    size_t end = findings_mention_from(findings, span.end);
    uint32_t inside = FINDINGS_NONE; // who is named near the sentence's beginning
    for (size_t i = end; i-- > 0 && findings->mentions[i].span.start >= section.start;) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->type != ENTITY_PERSON || mention->nested)
            continue;
        if (mention->span.start < span.start)
            return inside != FINDINGS_NONE ? inside : mention->entity;
        if (mention->span.start <= span.start + NEAR_BEGINNING || inside == FINDINGS_NONE)
            inside = mention->entity; // those further on are spoken of rather than speaking
    }
    return inside;
}

static size_t weight_of(const struct brief *brief, uint32_t sentence)
{
    const struct findings *findings = brief->findings;
    const struct sentence *item = &brief->article->sentences[sentence];
    size_t weight = item->token_count;
    size_t end = findings_mention_from(findings, item->span.end);
    for (size_t i = findings_mention_from(findings, item->span.start); i < end; i++)
        weight += findings->mentions[i].nested ? 0 : 4;
    for (size_t i = 0; i < item->token_count; i++) {
        if (brief->article->tokens.items[item->first_token + i].kind == TOKEN_NUMBER)
            weight += 6;
    }
    return weight;
}

static int compare_omissions(const void *one, const void *other)
{
    const struct omission *a = one, *b = other;
    if (a->speaker != b->speaker)
        return a->speaker < b->speaker ? -1 : 1;
    if (a->weight != b->weight)
        return a->weight < b->weight ? 1 : -1;
    return a->sentence < b->sentence ? -1 : 1;
}

static void add_omissions(struct brief *brief)
{
    const struct findings *findings = brief->findings;
    struct omission *omissions = memory_allocate((findings->telling_count + 1) * sizeof *omissions);
    size_t count = 0;
    for (uint32_t i = 0; i < findings->telling_count; i++) {
        if (findings->tellings[i].compared && findings->tellings[i].carried == CARRIED_OUT &&
            section_of(brief, i)->kind == SECTION_ORIGINAL &&
            brief->article->sentences[i].kind == SENTENCE_BODY)
            omissions[count++] = (struct omission){i, speaker_of(brief, i), weight_of(brief, i)};
    }
    qsort(omissions, count, sizeof *omissions, compare_omissions);
    add_heading(brief, _("Left out"));
    for (size_t i = 0; i < count; i++) {
        char letters[8];
        letters_of(brief, omissions[i].sentence, letters);
        struct buffer label = {0};
        if (omissions[i].speaker != FINDINGS_NONE)
            buffer_format(&label, "%s, ", findings->entities[omissions[i].speaker].short_name);
        buffer_add_string(&label, letters);
        add_span(brief, buffer_string(&label), brief->article->sentences[omissions[i].sentence].span);
        buffer_fini(&label);
    }
    if (count == 0)
        add_line(brief, false, NULL, _("nothing"), strlen(_("nothing")));
    free(omissions);
}

// “was” → “is”, or only one of the two, with its kinds before: the name, title or number itself, not
// all the words put in the place of others.
static void add_change(const struct brief *brief, const struct change *change, struct buffer *out)
{
    if (out->length)
        buffer_add_string(out, "; ");
    compare_kind_words(change->kinds, out);
    buffer_add_byte(out, ' ');
    if (!change->lost.kinds)
        buffer_format(out, "%s ", _("added"));
    else
        add_quoted(brief, change->lost.span, out);
    if (!change->gained.kinds)
        buffer_format(out, " %s", _("lost"));
    else if (change->lost.kinds)
        buffer_add_string(out, " → ");
    if (change->gained.kinds)
        add_quoted(brief, change->gained.span, out);
}

// What changed in one sentence, in words; nothing is added where nothing did.
static void describe_changes(const struct brief *brief, struct comparison *comparison,
                             uint32_t sentence, struct change_list *changes, struct buffer *out)
{
    enum { MOST = 4 };
    uint32_t others[MOST];
    size_t count = findings_counterparts(brief->findings, brief->article, sentence, others, MOST);
    if (count == 0)
        return;
    count = count < MOST ? count : MOST;
    compare_list_changes(comparison, sentence, others, count, changes);
    for (size_t i = 0; i < changes->count; i++)
        add_change(brief, &changes->items[i], out);
    unsigned others_kinds = compare_changes(comparison, sentence, others, count) & CHANGE_QUOTATION;
    if (brief->findings->tellings[sentence].attribution_dropped)
        others_kinds |= CHANGE_ATTRIBUTION;
    if (!others_kinds)
        return;
    if (out->length)
        buffer_add_string(out, "; ");
    compare_kind_words(others_kinds, out);
    if (others_kinds & CHANGE_ATTRIBUTION) {
        buffer_add_string(out, ": ");
        add_quoted(brief, brief->article->sentences[sentence].span, out);
    }
}

static void add_changes(struct brief *brief)
{
    const struct findings *findings = brief->findings;
    struct comparison *comparison = compare_new(brief->article, findings);
    struct change_list changes = {0};
    bool headed = false;
    for (uint32_t i = 0; i < findings->telling_count; i++) {
        struct buffer label = {0}, text = {0};
        if (!findings->tellings[i].compared ||
            section_of(brief, i)->kind != SECTION_INTRODUCTION)
            continue;
        describe_changes(brief, comparison, i, &changes, &text);
        if (text.length) {
            if (!headed)
                add_heading(brief, _("Changed"));
            headed = true;
            add_paragraph(brief, i, &label);
            add_line(brief, false, buffer_string(&label), buffer_string(&text), text.length);
        }
        buffer_fini(&label);
        buffer_fini(&text);
    }
    change_list_fini(&changes);
    compare_free(comparison);
}

static void add_coverage(struct brief *brief)
{
    const struct article *article = brief->article;
    add_heading(brief, _("Carried of each original"));
    for (size_t s = 0; s < article->section_count; s++) {
        const struct section *section = &article->sections[s];
        size_t counts[3] = {0};
        if (section->kind != SECTION_ORIGINAL)
            continue;
        for (size_t i = 0; i < section->sentence_count; i++) {
            size_t sentence = section->first_sentence + i;
            if (article->sentences[sentence].kind == SENTENCE_BODY)
                counts[brief->findings->tellings[sentence].carried]++;
        }
        char letters[8];
        article_original_letters(section->ordinal, letters);
        struct buffer text = {0};
        buffer_format(&text, _("%zu carried, %zu in part, %zu out"), counts[CARRIED_FULLY],
                      counts[CARRIED_PARTLY], counts[CARRIED_OUT]);
        if (!span_is_empty(section->headline)) {
            buffer_add_string(&text, ": ");
            buffer_add(&text, article->bytes + section->headline.start,
                       span_length(section->headline));
        }
        add_line(brief, false, letters, buffer_string(&text), text.length);
        buffer_fini(&text);
    }
}

static struct brief make_brief(const struct article *article, const struct findings *findings)
{
    struct brief brief = {.article = article, .findings = findings};
    add_events(&brief);
    if (article_is_retold(article) && findings->telling_count) {
        add_additions(&brief);
        add_omissions(&brief);
        add_changes(&brief);
        add_coverage(&brief);
    }
    if (brief.count == 0)
        add_heading(&brief, _("No events were found in this text, and no originals to compare with."));
    return brief;
}

// --- out -------------------------------------------------------------------------------------------

// Characters that would be markup in Markdown are escaped.
static void add_markdown(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\`*_[]<>#", *text))
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, *text == '\n' ? ' ' : *text);
    }
}

void brief_markdown(const struct article *article, const struct findings *findings,
                    struct buffer *out)
{
    struct brief brief = make_brief(article, findings);
    for (size_t i = 0; i < brief.count; i++) {
        const struct brief_line *line = &brief.lines[i];
        if (line->heading) {
            buffer_add_string(out, i ? "\n## " : "## ");
            add_markdown(out, line->text);
            buffer_add_string(out, "\n\n");
            continue;
        }
        buffer_add_string(out, "- ");
        if (line->label) {
            buffer_add_string(out, "**");
            add_markdown(out, line->label);
            buffer_add_string(out, "**: ");
        }
        add_markdown(out, line->text);
        buffer_add_byte(out, '\n');
    }
    brief_fini(&brief);
}

void brief_build(const struct article *article, const struct findings *findings, struct rich *page)
{
    struct brief brief = make_brief(article, findings);
    rich_clear(page);
    page->hang = 2;
    for (size_t i = 0; i < brief.count; i++) {
        const struct brief_line *line = &brief.lines[i];
        if (line->heading) {
            rich_format(page, ROLE_HEADING, "%s%s\n", i ? "\n" : "", line->text);
            continue;
        }
        if (line->label)
            rich_format(page, ROLE_COUNT, "%s  ", line->label);
        rich_format(page, ROLE_TEXT, "%s\n", line->text);
    }
    brief_fini(&brief);
}
