// SPDX-License-Identifier: GPL-3.0-or-later
// Timeline: stays of several days first, then day by day what happened and where it is told.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "view/calendar.h"
#include "view/columns.h"
#include "view/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_EMPTY_RUN = 3, LONGEST_RANGE = 62 };

// --- days ------------------------------------------------------------------------------------------

static bool has_year(const struct reader *reader)
{
    return reader->findings->year != 0;
}

static int day_of_month(day_number day)
{
    int year, month, number;
    day_to_civil(day, &year, &month, &number);
    return number;
}

// Columns of "Thu 25 ", in the language of the interface.
static int day_columns(void)
{
    int widest = 0;
    for (day_number day = 0; day < 7; day++) {
        int width = canvas_width(calendar_weekday(day));
        widest = width > widest ? width : widest;
    }
    return widest + 4;
}

// Days of more than one month: "30 Jul–2 Aug", with the year where it is not the publication's.
static void describe_long_range(const struct reader *reader, day_number from, day_number to,
                                struct buffer *out)
{
    int year, month, day, last_year, last_month, last_day;
    day_to_civil(from, &year, &month, &day);
    day_to_civil(to, &last_year, &last_month, &last_day);
    bool whole_years = month == 1 && day == 1 && last_month == 12 && last_day == 31;
    if (whole_years && has_year(reader)) {
        buffer_format(out, "%d", year);
        if (last_year != year)
            buffer_format(out, "–%d", last_year);
        return;
    }
    buffer_format(out, "%d %s–%d %s", day, calendar_short_month(month), last_day,
                  calendar_short_month(last_month));
    if (has_year(reader) && last_year != reader->findings->year)
        buffer_format(out, " %d", last_year);
}

static void describe_day(const struct reader *reader, day_number from, day_number to,
                         struct buffer *out)
{
    if (from == DAY_NONE)
        return;
    if (to - from >= 31 || day_of_month(to) < day_of_month(from))
        describe_long_range(reader, from, to, out);
    else if (to != from)
        buffer_format(out, "%d–%d", day_of_month(from), day_of_month(to));
    else if (has_year(reader))
        buffer_format(out, "%s %d", calendar_weekday(from), day_of_month(from));
    else
        buffer_format(out, "%d", day_of_month(from));
}

// --- what the rows say -----------------------------------------------------------------------------

// Who takes part in most of the events, more than half of them: rows leave him out.
uint32_t timeline_protagonist(const struct findings *findings)
{
    uint32_t *counts = memory_allocate_zeroed(findings->entity_count, sizeof *counts);
    uint32_t best = FINDINGS_NONE, events = 0;
    for (size_t i = 0; i < findings->engagement_count; i++) {
        const struct engagement *engagement = &findings->engagements[i];
        if (engagement->background)
            continue;
        events++;
        for (size_t k = 0; k < engagement->participant_count; k++) {
            uint32_t entity = engagement->participants[k];
            counts[entity]++;
            if (best == FINDINGS_NONE || counts[entity] > counts[best])
                best = entity;
        }
    }
    if (best != FINDINGS_NONE && counts[best] * 2 <= events)
        best = FINDINGS_NONE;
    free(counts);
    return best;
}

static bool takes_part(const struct engagement *engagement, uint32_t entity)
{
    for (size_t i = 0; i < engagement->participant_count; i++) {
        if (engagement->participants[i] == entity)
            return true;
    }
    return false;
}

// The short names of those who take part but `without`; at most two, else how many more.
static void add_names(const struct findings *findings, const struct engagement *engagement,
                      uint32_t without, struct buffer *out)
{
    size_t named = 0, more = 0;
    for (size_t i = 0; i < engagement->participant_count; i++) {
        if (engagement->participants[i] == without)
            continue;
        const struct entity *entity = &findings->entities[engagement->participants[i]];
        const char *name =
            entity->type == ENTITY_PERSON ? entity->short_name : entity->label;
        if (named < 2)
            buffer_format(out, "%s%s", named++ ? ", " : "", name);
        else
            more++;
    }
    if (more)
        buffer_format(out, " +%zu", more);
}

// "VERB OTHERS", with the first participant before it where he is not the one who goes without
// saying.
static void add_act(const struct findings *findings, const struct engagement *engagement,
                    uint32_t main, const char *verb, const char *noun, struct buffer *out)
{
    if (engagement->participant_count == 0) {
        buffer_add_string(out, noun);
        return;
    }
    uint32_t first = main;
    if (!takes_part(engagement, main)) {
        first = engagement->participants[0];
        buffer_format(out, "%s ", findings->entities[first].short_name);
    }
    if (engagement->participant_count == 1) {
        buffer_add_string(out, noun);
        return;
    }
    buffer_format(out, "%s ", verb);
    add_names(findings, engagement, first, out);
}

static void add_going(const struct findings *findings, const struct engagement *engagement,
                      const char *verb, struct buffer *out)
{
    if (engagement->participant_count)
        buffer_format(out, "%s ", findings->entities[engagement->participants[0]].short_name);
    buffer_add_string(out, verb);
    if (engagement->place != FINDINGS_NONE)
        buffer_format(out, " %s", findings->entities[engagement->place].name);
}

static void add_series(const struct findings *findings, const struct engagement *engagement,
                       struct buffer *out)
{
    for (size_t i = 0; i < engagement->participant_count; i++) {
        const struct entity *entity = &findings->entities[engagement->participants[i]];
        if (entity->type == ENTITY_ORGANISATION) {
            buffer_format(out, _("%s meetings"), entity->label);
            return;
        }
    }
    buffer_add_string(out, _("multilateral meetings"));
}

static void describe_act(const struct findings *findings, const struct engagement *engagement,
                         uint32_t main, struct buffer *out)
{
    switch (engagement->kind) {
    case ENGAGEMENT_VISIT:
        add_going(findings, engagement, _("visits"), out);
        break;
    case ENGAGEMENT_ARRIVAL:
        add_going(findings, engagement, _("arrives in"), out);
        break;
    case ENGAGEMENT_MEETING:
        add_act(findings, engagement, main, _("meets"), _("meeting"), out);
        break;
    case ENGAGEMENT_TALKS:
        add_act(findings, engagement, main, _("talks"), _("talks"), out);
        break;
    case ENGAGEMENT_PHONE_CALL:
        add_act(findings, engagement, main, _("calls"), _("telephone call"), out);
        break;
    case ENGAGEMENT_MESSAGES:
        add_act(findings, engagement, main, _("messages"), _("messages"), out);
        break;
    case ENGAGEMENT_TRILATERAL:
        buffer_format(out, _("trilateral (%zu)"), engagement->participant_count);
        break;
    case ENGAGEMENT_MULTILATERAL:
        add_series(findings, engagement, out);
        break;
    case ENGAGEMENT_BILATERALS:
        buffer_add_string(out, _("bilateral meetings"));
        break;
    case ENGAGEMENT_SIGNING:
        buffer_add_string(out, _("signing"));
        break;
    case ENGAGEMENT_CONFERENCE:
        buffer_add_string(out, _("conference"));
        break;
    case ENGAGEMENT_KIND_COUNT:
        break;
    }
}

const char *timeline_kind_words(enum engagement_kind kind)
{
    static const char *const words[ENGAGEMENT_KIND_COUNT] = {
        [ENGAGEMENT_VISIT] = N_("visit"),
        [ENGAGEMENT_ARRIVAL] = N_("arrival"),
        [ENGAGEMENT_MEETING] = N_("meeting"),
        [ENGAGEMENT_TALKS] = N_("talks"),
        [ENGAGEMENT_PHONE_CALL] = N_("telephone call"),
        [ENGAGEMENT_MESSAGES] = N_("exchange of messages"),
        [ENGAGEMENT_TRILATERAL] = N_("trilateral meeting"),
        [ENGAGEMENT_MULTILATERAL] = N_("multilateral meetings"),
        [ENGAGEMENT_BILATERALS] = N_("bilateral meetings"),
        [ENGAGEMENT_SIGNING] = N_("signing"),
        [ENGAGEMENT_CONFERENCE] = N_("conference"),
    };
    return _(words[kind]);
}

// Of what is only known to lie before or after a day; else NULL.
static const char *open_side(const struct engagement *engagement)
{
    day_number from = calendar_first_day(engagement);
    if (from == DAY_NONE)
        return engagement->to != DAY_NONE ? _("past") : NULL;
    // TRANSLATORS: of an event that was still to come; short, in the place of a day
    return engagement->from != DAY_NONE && engagement->to == DAY_NONE ? _("later") : NULL;
}

void timeline_describe(const struct reader *reader, uint32_t index, struct buffer *out)
{
    const struct engagement *engagement = &reader->findings->engagements[index];
    if (open_side(engagement))
        buffer_add_string(out, open_side(engagement));
    else
        describe_day(reader, calendar_first_day(engagement), calendar_last_day(engagement), out);
    if (out->length)
        buffer_add_byte(out, ' ');
    describe_act(reader->findings, engagement, FINDINGS_NONE, out);
}

// --- rows --------------------------------------------------------------------------------------------

static bool told_in(const struct reader *reader, const struct engagement *engagement,
                    size_t section)
{
    for (size_t i = 0; i < engagement->sentence_count; i++) {
        if (reader->article->sentences[engagement->sentences[i]].section == section)
            return true;
    }
    return false;
}

static bool same_participants(const struct engagement *one, const struct engagement *other)
{
    if (one->participant_count != other->participant_count)
        return false;
    for (size_t i = 0; i < one->participant_count; i++) {
        if (!takes_part(other, one->participants[i]))
            return false;
    }
    return true;
}

// A part that says no more than its whole is folded into it.
static bool is_folded(const struct reader *reader, const struct engagement *part)
{
    if (part->part_of == FINDINGS_NONE)
        return false;
    const struct engagement *whole = &reader->findings->engagements[part->part_of];
    if (calendar_first_day(part) != calendar_first_day(whole) || calendar_last_day(part) != calendar_last_day(whole) ||
        !same_participants(part, whole))
        return false;
    for (size_t i = 0; i < reader->article->section_count; i++) {
        if (told_in(reader, part, i) != told_in(reader, whole, i))
            return false;
    }
    return true;
}

static bool is_stay(const struct engagement *engagement)
{
    return calendar_first_day(engagement) != calendar_last_day(engagement);
}

static bool passes_filter(const struct reader *reader, uint32_t index)
{
    if (reader->view != VIEW_TIMELINE || !reader->filter || !*reader->filter)
        return true;
    const struct engagement *engagement = &reader->findings->engagements[index];
    struct buffer words = {0};
    timeline_describe(reader, index, &words);
    for (size_t i = 0; i < engagement->participant_count; i++)
        buffer_format(&words, " %s", reader->findings->entities[engagement->participants[i]].name);
    bool passes = filter_matches(reader->filter, buffer_string(&words));
    buffer_fini(&words);
    return passes;
}

// Whether the row hangs under another of the same single day.
static bool hangs(const struct findings *findings, const struct engagement *engagement)
{
    return engagement->part_of != FINDINGS_NONE &&
           !is_stay(&findings->engagements[engagement->part_of]);
}

static void add_with_parts(const struct reader *reader, struct list *list, uint32_t index, int depth,
                           bool *shows_day)
{
    const struct findings *findings = reader->findings;
    struct list_row *row = list_add(list, ROW_ENGAGEMENT, index);
    row->day = calendar_first_day(&findings->engagements[index]);
    row->depth = depth;
    row->shows_day = *shows_day;
    *shows_day = false;
    for (uint32_t i = 0; i < findings->engagement_count && depth < 3; i++) {
        const struct engagement *part = &findings->engagements[i];
        if (part->part_of == index && i != index && hangs(findings, part) && !part->background &&
            !is_stay(part) && !is_folded(reader, part) && passes_filter(reader, i))
            add_with_parts(reader, list, i, depth + 1, shows_day);
    }
}

static size_t add_day(const struct reader *reader, struct list *list, day_number day)
{
    const struct findings *findings = reader->findings;
    size_t before = list->count;
    bool shows_day = true;
    for (uint32_t i = 0; i < findings->engagement_count; i++) {
        const struct engagement *engagement = &findings->engagements[i];
        if (engagement->background || is_stay(engagement) || calendar_first_day(engagement) != day ||
            hangs(findings, engagement) || is_folded(reader, engagement) || !passes_filter(reader, i))
            continue;
        add_with_parts(reader, list, i, 0, &shows_day);
    }
    return list->count - before;
}

static void add_days(const struct reader *reader, struct list *list, day_number from, day_number to)
{
    bool filtered = reader->view == VIEW_TIMELINE && reader->filter && *reader->filter;
    for (day_number day = from; day <= to; day++) {
        if (add_day(reader, list, day) || filtered)
            continue;
        list_add(list, ROW_DAY, 0)->day = day;
    }
    // A long run of empty days becomes one row.
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        size_t run = 0;
        while (i + run < list->count && list->rows[i + run].kind == ROW_DAY)
            run++;
        list->rows[kept] = list->rows[i];
        if (run > LONGEST_EMPTY_RUN) {
            list->rows[kept].index = (uint32_t)run;
            i += run - 1;
        }
        kept++;
    }
    list->count = kept;
}

static size_t background_count(const struct findings *findings)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->engagement_count; i++)
        count += findings->engagements[i].background;
    return count;
}

size_t timeline_fill(const struct reader *reader, struct list *list, bool whole)
{
    const struct findings *findings = reader->findings;
    day_number from = DAY_NONE, to = DAY_NONE;
    list->count = 0;
    list_add(list, ROW_HEADING, 0);
    for (uint32_t i = 0; i < findings->engagement_count; i++) {
        const struct engagement *engagement = &findings->engagements[i];
        day_number first = calendar_first_day(engagement), last = calendar_last_day(engagement);
        if (engagement->background)
            continue;
        if (first != DAY_NONE && (from == DAY_NONE || first < from))
            from = first;
        if (last != DAY_NONE && (to == DAY_NONE || last > to))
            to = last;
        if ((is_stay(engagement) || first == DAY_NONE) && !is_folded(reader, engagement) &&
            passes_filter(reader, i)) {
            struct list_row *row = list_add(list, ROW_ENGAGEMENT, i);
            row->day = first;
            row->shows_day = true;
        }
    }
    list->rows[0].day = from;
    list->rows[0].index = (uint32_t)(to == DAY_NONE ? 0 : to - from);
    if (from != DAY_NONE && to - from <= LONGEST_RANGE)
        add_days(reader, list, from, to);
    else if (from != DAY_NONE)
        for (uint32_t i = 0; i < findings->engagement_count; i++) {
            const struct engagement *engagement = &findings->engagements[i];
            bool shows_day = true;
            if (!engagement->background && !is_stay(engagement) && passes_filter(reader, i) &&
                calendar_first_day(engagement) != DAY_NONE)
                add_with_parts(reader, list, i, 0, &shows_day);
        }
    size_t background = background_count(findings);
    if (whole) {
        bool filtered = reader->filter && *reader->filter;
        bool folded = reader->background_folded && !filtered;
        if (background) {
            struct list_row *fold = list_add(list, ROW_FOLD_TIMELINE, folded ? 1 : 0);
            fold->hidden[0] = background;
            fold->in_view = true;
        }
        for (uint32_t i = 0; i < findings->engagement_count && !folded; i++) {
            if (findings->engagements[i].background && passes_filter(reader, i))
                list_add(list, ROW_ENGAGEMENT, i)->day = calendar_first_day(&findings->engagements[i]);
        }
    } else if (background) {
        list_add(list, ROW_FOLD_TIMELINE, 0)->hidden[0] = background;
    }
    if (list->count == 1)
        list->rows[0].heading =
            reader->detecting ? _("being looked for …") : _("no dated events found");
    return list->count;
}

// --- drawing -----------------------------------------------------------------------------------------

static void draw_heading(const struct reader *reader, struct area area, int row,
                         const struct list_row *item)
{
    struct columns columns = columns_make(reader->article, area.columns, false);
    if (item->heading) {
        area_draw_cut(area, row, 1, area.columns - 1,
                      item->index ? ROLE_HEADING : ROLE_FAINT, item->heading);
        return;
    }
    struct buffer words = {0};
    if (item->day == DAY_NONE) {
        buffer_add_string(&words, _("TIMELINE"));
    } else {
        int year, month, day, last_month;
        day_to_civil(item->day + (day_number)item->index, &year, &last_month, &day);
        day_to_civil(item->day, &year, &month, &day);
        struct buffer months = {0};
        buffer_add_string(&months, calendar_month_capitals(month));
        if (last_month != month)
            buffer_format(&months, "–%s", calendar_month_capitals(last_month));
        if (has_year(reader)) // TRANSLATORS: month and year: "JULY 2024"
            buffer_format(&words, _("%s %d"), buffer_string(&months), year);
        else
            buffer_add_string(&words, buffer_string(&months));
        buffer_fini(&months);
        if (has_year(reader) && reader->findings->year_inferred)
            buffer_format(&words, " %s", _("(inferred)"));
    }
    area_draw_cut(area, row, 1, columns.label, ROLE_HEADING, buffer_string(&words));
    if (!reader->material.plain)
        columns_draw_heads(&columns, area, row, reader->article);
    buffer_fini(&words);
}

// "Fri 26 none told (dateline of C)".
static void draw_empty_day(const struct reader *reader, struct area area, int row,
                           const struct list_row *item)
{
    struct buffer words = {0};
    day_number last = item->index > 1 ? item->day + (day_number)item->index - 1 : item->day;
    describe_day(reader, item->day, last, &words);
    buffer_format(&words, " %s", _("none told"));
    bool any = false;
    for (size_t i = 0; i < reader->article->section_count; i++) {
        const struct section *section = &reader->article->sections[i];
        const struct partial_date *written = &section->dateline.written;
        int year, month, day;
        day_to_civil(item->day, &year, &month, &day);
        if (section->kind != SECTION_ORIGINAL || written->month != month || written->day != day ||
            item->index > 1)
            continue;
        char letters[8];
        article_original_letters(section->ordinal, letters);
        buffer_add_string(&words, any ? ", " : _(" (dateline of "));
        buffer_add_string(&words, letters);
        any = true;
    }
    if (any)
        buffer_add_byte(&words, ')');
    area_draw_cut(area, row, 1, area.columns - 2, ROLE_FAINT, buffer_string(&words));
    buffer_fini(&words);
}

// A background event in words: its own name where it has one ("BRICS Summit"), else what it was
// and the sentence that speaks of it.
static void describe_background(const struct reader *reader, const struct engagement *engagement,
                                struct buffer *out)
{
    const struct findings *findings = reader->findings;
    for (size_t i = 0; i < findings->entity_count; i++) {
        const struct entity *entity = &findings->entities[i];
        if (entity->type == ENTITY_EVENT && strcmp(entity->id, engagement->id) == 0) {
            buffer_add_string(out, entity->name);
            return;
        }
    }
    struct span span = reader->article->sentences[engagement->main_sentence].span;
    describe_act(findings, engagement, FINDINGS_NONE, out);
    buffer_add_string(out, ": ");
    buffer_add(out, reader->article->bytes + span.start, span_length(span));
}

// ": introduction, A", the sections that tell of it.
static void add_spoken_witnesses(const struct reader *reader, const struct columns *columns,
                                 const struct engagement *engagement, struct buffer *out)
{
    for (int i = 0; i < columns->count; i++) {
        if (!told_in(reader, engagement, columns->sections[i]))
            continue;
        buffer_add_string(out, out->length ? ", " : ": ");
        columns_add_name(columns, reader->article, i, out);
    }
}

static void draw_engagement(const struct reader *reader, struct area area, int row,
                            const struct list_row *item)
{
    struct columns columns = columns_make(reader->article, area.columns, false);
    const struct engagement *engagement = &reader->findings->engagements[item->index];
    struct buffer words = {0};
    if (open_side(engagement))
        buffer_add_string(&words, open_side(engagement));
    else if (item->shows_day || engagement->background)
        describe_day(reader, calendar_first_day(engagement), calendar_last_day(engagement), &words);
    int end = area_draw_cut(area, row, 1, area.columns, ROLE_COUNT, buffer_string(&words));
    // Single days have names of one length; a range is longer or shorter, and goes its own way.
    int start = words.length && is_stay(engagement) && !open_side(engagement) ? end + 1
                                                                               : 1 + day_columns();
    buffer_clear(&words);
    for (int i = 0; i < item->depth; i++)
        buffer_add_string(&words, i + 1 == item->depth && !reader->material.plain ? "└ " : "  ");
    if (engagement->background) {
        describe_background(reader, engagement, &words);
        area_draw_cut(area, row, start, area.columns - start - 1, ROLE_FAINT,
                      buffer_string(&words));
        buffer_fini(&words);
        return;
    }
    describe_act(reader->findings, engagement, reader->protagonist, &words);
    if (engagement->conflicts)
        buffer_add_string(&words, " !");
    end = area_draw_cut(area, row, start, 1 + columns.label - start, ROLE_TEXT,
                        buffer_string(&words));
    if (reader->material.plain) {
        buffer_clear(&words);
        add_spoken_witnesses(reader, &columns, engagement, &words);
        area_draw_cut(area, row, end, area.columns - end - 1, ROLE_COUNT, buffer_string(&words));
    }
    for (int i = 0; i < columns.count && !reader->material.plain; i++) {
        bool told = told_in(reader, engagement, columns.sections[i]);
        columns_draw(&columns, area, row, i, told ? ROLE_COUNT : ROLE_FAINT, told ? "●" : "·");
    }
    buffer_fini(&words);
}

void timeline_draw_row(const struct reader *reader, struct area area, int row,
                       const struct list_row *item)
{
    struct buffer words = {0};
    switch (item->kind) {
    case ROW_HEADING:
        draw_heading(reader, area, row, item);
        break;
    case ROW_DAY:
        draw_empty_day(reader, area, row, item);
        break;
    case ROW_FOLD_TIMELINE:
        if (!reader->material.plain)
            buffer_add_string(&words, item->in_view && !item->index ? "▾ " : "▸ ");
        buffer_format(&words, P_("%zu in the background", "%zu in the background", item->hidden[0]),
                      item->hidden[0]);
        area_draw_cut(area, row, 1, area.columns - 4, ROLE_FAINT, buffer_string(&words));
        if (!item->in_view)
            area_draw(area, row, area.columns - 1, ROLE_KEY, "T");
        break;
    default:
        draw_engagement(reader, area, row, item);
    }
    buffer_fini(&words);
}
