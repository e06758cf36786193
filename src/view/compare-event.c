// SPDX-License-Identifier: GPL-3.0-or-later
// Compare, one event: all that tell of it under one another, and before them what they tell
// differently: day, place, titles, figures. What only some of them tell is shown as missing in the
// others, since silence is a difference too.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "view/calendar.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

// What one section tells of the event.
struct witness {
    size_t section;
    const uint32_t *sentences; // of the engagement
    size_t count;
};

// --- what is told ----------------------------------------------------------------------------------

static void add_item(struct buffer *out, const char *bytes, size_t length)
{
    if (out->length)
        buffer_add_string(out, ", ");
    buffer_add(out, bytes, length);
}

// Adds the words unless they are there already.
static void add_once(struct buffer *out, const char *bytes, size_t length)
{
    char *item = memory_copy_bytes(bytes, length);
    const char *found = strstr(buffer_string(out), item);
    bool whole = found && (found == out->data || found[-1] == ' ') &&
                 (found[length] == ',' || found[length] == '\0');
    if (!whole)
        add_item(out, bytes, length);
    free(item);
}

static void add_day(day_number day, const struct partial_date *written, struct buffer *out)
{
    int year = written->year, month = written->month, number = written->day;
    if (day != DAY_NONE) {
        day_to_civil(day, &year, &month, &number);
        buffer_format(out, "%s ", calendar_weekday(day));
    }
    if (number)
        buffer_format(out, "%d ", number);
    if (month)
        buffer_add_string(out, calendar_month(month));
}

static bool names_a_day(const struct date_mention *date)
{
    bool known = date->from != DAY_NONE || date->written.day;
    return known && (date->class == DATE_CALENDAR || date->class == DATE_WEEKDAY ||
                     date->class == DATE_ANAPHORIC || date->class == DATE_DEICTIC);
}

static void tell_days(const struct reader *reader, struct span span, struct buffer *out)
{
    for (size_t i = 0; i < reader->findings->date_count; i++) {
        const struct date_mention *date = &reader->findings->dates[i];
        if (!span_contains(span, date->span) || !names_a_day(date))
            continue;
        struct buffer day = {0};
        add_day(date->from, &date->written, &day);
        if (date->to != date->from && date->to != DAY_NONE) {
            buffer_add_string(&day, " – ");
            add_day(date->to, &date->written, &day);
        }
        add_once(out, buffer_string(&day), day.length);
        buffer_fini(&day);
    }
}

static bool has_word(const struct reader *reader, struct span span, const char *word)
{
    const struct token_list *tokens = &reader->article->tokens;
    uint64_t key = token_key(word);
    for (size_t i = tokens_find(tokens, span.start);
         i < tokens->count && tokens->items[i].end <= span.end; i++) {
        if (tokens->items[i].key == key)
            return true;
    }
    return false;
}

// The place of the report's dateline, which is "here".
static void tell_here(const struct reader *reader, size_t section, struct buffer *out)
{
    const struct findings *findings = reader->findings;
    struct span place = reader->article->sections[section].dateline.place;
    for (size_t i = 0; i < findings->mention_count && !span_is_empty(place); i++) {
        if (span_overlaps(findings->mentions[i].span, place)) {
            const char *name = findings->entities[findings->mentions[i].entity].name;
            add_once(out, name, strlen(name));
            return;
        }
    }
}

static void tell_places(const struct reader *reader, size_t section, struct span span,
                        struct buffer *out)
{
    const struct findings *findings = reader->findings;
    if (has_word(reader, span, "here"))
        tell_here(reader, section, out);
    for (size_t i = 0; i < findings->mention_count; i++) {
        const struct mention *mention = &findings->mentions[i];
        const struct entity *entity = &findings->entities[mention->entity];
        if (mention->span.start >= span.end)
            break;
        if (span_contains(span, mention->span) && mention->type == ENTITY_PLACE &&
            !entity->is_country)
            add_once(out, entity->name, strlen(entity->name));
    }
}

static void tell_titles(const struct reader *reader, const struct engagement *engagement,
                        struct span span, struct buffer *out)
{
    char *words = memory_copy_bytes(reader->article->bytes + span.start, span_length(span));
    for (size_t i = 0; i < engagement->participant_count; i++) {
        const struct entity *entity = &reader->findings->entities[engagement->participants[i]];
        for (size_t k = 0; k < entity->title_count; k++) {
            struct buffer title = {0};
            buffer_format(&title, "%s (%s)", entity->titles[k], entity->short_name);
            if (strstr(words, entity->titles[k]))
                add_once(out, buffer_string(&title), title.length);
            buffer_fini(&title);
        }
    }
    free(words);
}

static bool is_in_date(const struct findings *findings, struct span span)
{
    for (size_t i = 0; i < findings->date_count; i++) {
        if (span_contains(findings->dates[i].span, span))
            return true;
    }
    return false;
}

static void tell_numbers(const struct reader *reader, struct span span, struct buffer *out)
{
    const struct token_list *tokens = &reader->article->tokens;
    for (size_t i = tokens_find(tokens, span.start);
         i < tokens->count && tokens->items[i].end <= span.end; i++) {
        const struct token *token = &tokens->items[i];
        struct span number = {token->start, token->end};
        if (token->kind == TOKEN_NUMBER && !is_in_date(reader->findings, number))
            add_once(out, reader->article->bytes + token->start, span_length(number));
    }
}

enum aspect_kind { ASPECT_DAY, ASPECT_PLACE, ASPECT_TITLE, ASPECT_NUMBER, ASPECT_COUNT };

static char *tell(const struct reader *reader, const struct engagement *engagement,
                  const struct witness *witness, enum aspect_kind kind)
{
    struct buffer told = {0};
    for (size_t i = 0; i < witness->count; i++) {
        struct span span = reader->article->sentences[witness->sentences[i]].span;
        switch (kind) {
        case ASPECT_DAY:
            tell_days(reader, span, &told);
            break;
        case ASPECT_PLACE:
            tell_places(reader, witness->section, span, &told);
            break;
        case ASPECT_TITLE:
            tell_titles(reader, engagement, span, &told);
            break;
        default:
            tell_numbers(reader, span, &told);
        }
    }
    char *value = told.length ? memory_copy_string(told.data) : NULL;
    buffer_fini(&told);
    return value;
}

// --- the witnesses ---------------------------------------------------------------------------------

// In order of the text, which the engagement's sentences are in; yours.
static struct witness *list_witnesses(const struct reader *reader,
                                      const struct engagement *engagement, size_t *count)
{
    struct witness *witnesses =
        memory_allocate((engagement->sentence_count + 1) * sizeof *witnesses);
    *count = 0;
    for (size_t i = 0; i < engagement->sentence_count; i++) {
        size_t section = reader->article->sentences[engagement->sentences[i]].section;
        if (*count && witnesses[*count - 1].section == section)
            witnesses[*count - 1].count++;
        else
            witnesses[(*count)++] = (struct witness){section, &engagement->sentences[i], 1};
    }
    return witnesses;
}

static void add_short_name(const struct reader *reader, size_t index, struct buffer *out)
{
    char letters[8];
    reader_section_letters(reader, index, letters);
    if (*letters)
        buffer_add_string(out, letters);
    else
        buffer_add_string(out, reader->article->sections[index].kind == SECTION_TITLE ? _("title")
                                                                                      : _("in"));
}

static bool differ(char **values, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (!values[i] != !values[0] || (values[i] && strcmp(values[i], values[0]) != 0))
            return true;
    }
    return false;
}

// One aspect, if the witnesses do not all say the same of it; whether they do not.
static bool add_aspect(const struct reader *reader, const struct engagement *engagement,
                       const struct witness *witnesses, size_t count, enum aspect_kind kind,
                       struct rich *page)
{
    static const char *const labels[ASPECT_COUNT] = {
        [ASPECT_DAY] = N_("date"),
        [ASPECT_PLACE] = N_("place"),
        [ASPECT_TITLE] = N_("title"),
        [ASPECT_NUMBER] = N_("number"),
    };
    char **values = memory_allocate((count + 1) * sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = tell(reader, engagement, &witnesses[i], kind);
    bool differs = differ(values, count);
    if (differs)
        rich_format(page, ROLE_HEADING, "%s\n", _(labels[kind]));
    for (size_t i = 0; i < count; i++) {
        struct buffer name = {0};
        add_short_name(reader, witnesses[i].section, &name);
        if (differs) {
            rich_format(page, ROLE_GUTTER_LETTER, "  %s: ", buffer_string(&name));
            rich_add(page, values[i] ? ROLE_TEXT : ROLE_FAINT, values[i] ? values[i] : _("not told"));
            rich_add(page, ROLE_TEXT, "\n");
        }
        buffer_fini(&name);
        free(values[i]);
    }
    free(values);
    return differs;
}

// --- the page --------------------------------------------------------------------------------------

static void add_heading(const struct reader *reader, const struct witness *witness,
                        struct rich *page)
{
    const struct section *section = &reader->article->sections[witness->section];
    size_t paragraph = reader->article->sentences[witness->sentences[0]].paragraph;
    struct buffer words = {0};
    if (section->kind == SECTION_ORIGINAL) {
        add_short_name(reader, witness->section, &words);
        if (!span_is_empty(section->dateline.span)) {
            buffer_add_string(&words, " · ");
            peek_add_dateline(reader, section, &words);
        }
    } else {
        buffer_add_string(&words,
                          section->kind == SECTION_TITLE ? _("Title") : _("Introduction"));
    }
    rich_format(page, ROLE_HEADING, "\n%s ¶ %zu\n", buffer_string(&words),
                paragraph - section->first_paragraph + 1);
    buffer_fini(&words);
}

void compare_event_build(const struct reader *reader, uint32_t index, struct rich *page)
{
    const struct engagement *engagement = &reader->findings->engagements[index];
    size_t count;
    struct witness *witnesses = list_witnesses(reader, engagement, &count);
    rich_clear(page);
    bool any = false;
    if (engagement->conflicts) {
        rich_format(page, ROLE_LOST, "%s\n", engagement->conflicts);
        any = true;
    }
    for (int kind = 0; kind < ASPECT_COUNT && count > 1; kind++)
        any |= add_aspect(reader, engagement, witnesses, count, (enum aspect_kind)kind, page);
    if (!any)
        rich_format(page, ROLE_FAINT, "%s\n",
                    count > 1 ? _("All tell the same day, place, titles and figures.")
                              : _("Told in one place only."));
    for (size_t i = 0; i < count; i++) {
        add_heading(reader, &witnesses[i], page);
        for (size_t k = 0; k < witnesses[i].count; k++) {
            struct span span = reader->article->sentences[witnesses[i].sentences[k]].span;
            rich_add_bytes(page, ROLE_TEXT, reader->article->bytes + span.start, span_length(span));
            rich_add(page, ROLE_TEXT, "\n");
        }
    }
    free(witnesses);
}

void compare_event_draw(struct reader *reader, struct area area)
{
    enum { WIDEST = 100 };
    struct buffer words = {0}, told = {0};
    const struct engagement *engagement = &reader->findings->engagements[reader->compare_event];
    size_t count;
    free(list_witnesses(reader, engagement, &count));
    timeline_describe(reader, reader->compare_event, &words);
    buffer_format(&told, P_("told in %zu place", "told in %zu places", count), count);
    compare_draw_top(area_part(area, 0, 0, 1, area.columns), buffer_string(&words),
                     buffer_string(&told));
    area_fill(area, 1, 0, area.columns, ROLE_RULE, "─");
    struct area inner = area_part(area, 2, 2, area.rows - 2,
                                  area.columns - 4 < WIDEST ? area.columns - 4 : WIDEST);
    size_t lines = rich_line_count(&reader->page, inner.columns), rows = (size_t)inner.rows;
    if (reader->page_top + rows > lines)
        reader->page_top = lines > rows ? lines - rows : 0;
    rich_draw(&reader->page, inner, reader->page_top, RICH_CUT_SILENTLY);
    buffer_fini(&words);
    buffer_fini(&told);
}
