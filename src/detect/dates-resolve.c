// SPDX-License-Identifier: GPL-3.0-or-later
// Which days are meant. Sections with a dateline are resolved first: their days help to tell the
// weekdays of those without one (an introduction, a report without a day). Within a section the
// antecedent is the last single day named that is no plan; it starts as the dateline's day.

#include <config.h>

#include "base/memory.h"
#include "detect/dates-items.h"

#include <stdlib.h>

enum {
    MOST_KNOWN_DAYS = 256,
    // days a date may lie against its tense before another year is tried: a plan is told by clear
    // words, a past may be that of another verb
    PAST_SLACK = 122,
    FUTURE_SLACK = 31,
    ANTECEDENT = 92,    // days within which a day named is part of the story
    WEEKDAY_REACH = 10, // days between a weekday without dateline and a known day it may be
};

struct resolver {
    const struct article *article;
    const struct dates_options *options;
    const struct date_year *year;
    day_number known[MOST_KNOWN_DAYS]; // days of datelines and of what happened
    size_t known_count;
    day_number last_dateline;
    // Of the section at hand:
    day_number base; // its dateline's day
    day_number antecedent;
    day_number event; // the first day of the story: of the event that the report is about
    struct partial_date antecedent_written;
};

static void know(struct resolver *resolver, day_number day)
{
    if (day == DAY_NONE || resolver->known_count == MOST_KNOWN_DAYS)
        return;
    for (size_t i = 0; i < resolver->known_count; i++) {
        if (resolver->known[i] == day)
            return;
    }
    resolver->known[resolver->known_count++] = day;
}

// The day from which today, next year and the like count.
static day_number speaking_day(const struct resolver *resolver)
{
    if (resolver->base != DAY_NONE)
        return resolver->base;
    if (resolver->antecedent != DAY_NONE)
        return resolver->antecedent;
    if (resolver->options->published != DAY_NONE)
        return resolver->options->published;
    return resolver->last_dateline != DAY_NONE ? resolver->last_dateline
                                               : resolver->year->reference;
}

// The day of the story at this place.
static day_number story_day(const struct resolver *resolver)
{
    return resolver->antecedent != DAY_NONE ? resolver->antecedent : speaking_day(resolver);
}

static day_number month_start(day_number day, int months)
{
    int year, month, day_of_month;
    day_to_civil(day, &year, &month, &day_of_month);
    int index = year * 12 + month - 1 + months;
    return day_from_civil(index / 12, index % 12 + 1, 1);
}

static void set_days(struct date_item *item, day_number from, day_number to)
{
    item->from = from;
    item->to = to;
}

// First and last day of a year, month or day as written.
static void whole_of(struct partial_date date, day_number *from, day_number *to)
{
    if (date.month && date.day) {
        *from = *to = day_from_civil(date.year, date.month, date.day);
    } else if (date.month) {
        *from = day_from_civil(date.year, date.month, 1);
        *to = *from + month_length(date.year, date.month) - 1;
    } else {
        *from = day_from_civil(date.year, 1, 1);
        *to = day_from_civil(date.year, 12, 31);
    }
}

// The nth part of a stretch of days: a week is that of the calendar with most of its days in it.
static void narrow_nth(const struct date_form *form, day_number *from, day_number *to)
{
    day_number first = *from, last = *to;
    int days = last - first + 1;
    switch (form->nth_unit) {
    case UNIT_DAY:
        *from = *to = form->nth > 0 ? first + form->nth - 1 : last;
        break;
    case UNIT_WEEK: {
        int weekday = day_weekday(first);
        day_number monday = weekday <= 3 ? first - weekday : first + 7 - weekday;
        *from = form->nth > 0 ? monday + 7 * (form->nth - 1) : last - day_weekday(last);
        *to = *from + 6;
        break;
    }
    case UNIT_QUARTER:
    case UNIT_YEAR: { // quarter and half
        int parts = form->nth_unit == UNIT_QUARTER ? 4 : 2;
        int nth = form->nth > 0 && form->nth <= parts ? form->nth : parts;
        if (days > 360 && days < 370) {
            *from = month_start(first, 12 / parts * (nth - 1));
            *to = month_start(first, 12 / parts * nth) - 1;
        } else {
            *from = first + days * (nth - 1) / parts;
            *to = first + days * nth / parts - 1;
        }
        break;
    }
    default:
        break;
    }
}

static void narrow(const struct date_form *form, day_number *from, day_number *to)
{
    if (*from == DAY_NONE || *to == DAY_NONE || form->phase == PHASE_WHOLE)
        return;
    int days = *to - *from + 1;
    day_number first = *from;
    switch (form->phase) {
    case PHASE_NTH:
        narrow_nth(form, from, to);
        break;
    case PHASE_EARLY:
    case PHASE_START:
        *to = first + days / 3 - 1;
        break;
    case PHASE_MIDDLE:
        *from = first + days / 3;
        *to = first + days * 2 / 3 - 1;
        break;
    case PHASE_LATE:
        *from = first + days * 2 / 3;
        break;
    case PHASE_END:
        *from = *to;
        break;
    default:
        break;
    }
}

// The year of a month (and day) without one: the nearest to the day of speaking, unless the
// sentence's tense speaks for another within a year.
static int year_near(const struct resolver *resolver, const struct date_item *item, day_number near)
{
    const struct date_form *form = &item->form;
    struct partial_date date = form->from;
    int day = date.day ? date.day : 15;
    day_number best = dates_nearest((struct partial_date){0, date.month, day}, near);
    if (best == DAY_NONE)
        return 0;
    (void)resolver;
    int year, month, day_of_month;
    day_to_civil(best, &year, &month, &day_of_month);
    if (form->shifted && form->offset < 0 && best >= near - (day_of_month - 1))
        return year - 1;
    if (form->shifted && form->offset > 0 && best <= near)
        return year + 1;
    if (form->shifted && form->offset == 0)
        day_to_civil(near, &year, &month, &day_of_month);
    else if (item->tense == TENSE_PAST && best > near + PAST_SLACK)
        year--;
    else if (item->tense == TENSE_FUTURE && best < near - FUTURE_SLACK)
        year++;
    return year;
}

static void resolve_calendar(struct resolver *resolver, struct date_item *item)
{
    const struct date_form *form = &item->form;
    struct partial_date from = form->from, to = form->to;
    item->written = from;
    if (!from.year) {
        day_number near =
            form->class == DATE_DATELINE ? resolver->year->reference : speaking_day(resolver);
        if (near == DAY_NONE)
            return;
        from.year = year_near(resolver, item, near);
        to.year = from.year + (to.month < from.month);
    }
    day_number end;
    whole_of(from, &item->from, &end);
    if (to.year == from.year && to.month == from.month && to.day == from.day) {
        item->to = end;
        narrow(form, &item->from, &item->to);
    } else {
        day_number start;
        whole_of(to, &start, &item->to);
    }
    if (item->from == DAY_NONE || item->to == DAY_NONE || item->to < item->from)
        set_days(item, DAY_NONE, DAY_NONE);
}

// The weekday on or before `day`, or after it.
static day_number weekday_before(day_number day, int weekday)
{
    return day - (day_weekday(day) - weekday + 7) % 7;
}

static day_number weekday_after(day_number day, int weekday)
{
    return day + (weekday - day_weekday(day) + 6) % 7 + 1;
}

// A weekday where no dateline rules: the nearest known day of that name.
static day_number known_weekday(const struct resolver *resolver, int weekday, day_number near)
{
    day_number best = DAY_NONE;
    for (size_t i = 0; i < resolver->known_count; i++) {
        day_number day = resolver->known[i];
        if (day_weekday(day) == weekday && abs(day - near) <= WEEKDAY_REACH &&
            (best == DAY_NONE || abs(day - near) < abs(best - near)))
            best = day;
    }
    return best;
}

static void resolve_weekday(struct resolver *resolver, struct date_item *item)
{
    const struct date_form *form = &item->form;
    day_number base = form->anaphoric ? resolver->antecedent : resolver->base;
    bool ruled = base != DAY_NONE;
    if (!ruled)
        base = story_day(resolver);
    if (base == DAY_NONE)
        return;
    day_number day;
    if (form->anaphoric) {
        day = form->offset > 0 ? weekday_after(base, form->weekday)
                               : weekday_before(base - 1, form->weekday);
    } else if (form->shifted) { // of the week before, of this one, of the one after
        day = base - day_weekday(base) + form->weekday + 7 * form->offset;
    } else if (item->tense == TENSE_FUTURE) {
        day = weekday_after(base, form->weekday);
    } else {
        day = ruled ? DAY_NONE : known_weekday(resolver, form->weekday, base);
        if (day == DAY_NONE)
            day = weekday_before(base, form->weekday);
    }
    set_days(item, day, day);
    if (form->to_weekday >= 0)
        item->to = item->tense == TENSE_FUTURE || day > base
                       ? weekday_after(day, form->to_weekday)
                       : day + (form->to_weekday - form->weekday + 7) % 7;
}

static void resolve_day(struct resolver *resolver, struct date_item *item)
{
    const struct date_form *form = &item->form;
    day_number base = form->anaphoric ? story_day(resolver) : speaking_day(resolver);
    if (!form->anaphoric && resolver->base == DAY_NONE && resolver->options->published != DAY_NONE)
        base = resolver->options->published;
    if (base != DAY_NONE)
        set_days(item, base + form->offset, base + form->offset);
    else if (form->anaphoric && form->offset == 0)
        item->written = resolver->antecedent_written;
}

static void resolve_unit(struct resolver *resolver, struct date_item *item)
{
    const struct date_form *form = &item->form;
    day_number base = form->anaphoric ? story_day(resolver) : speaking_day(resolver);
    if (base == DAY_NONE)
        return;
    int year, month, day;
    day_to_civil(base, &year, &month, &day);
    day_number monday = base - day_weekday(base) + 7 * form->offset;
    switch (form->unit) {
    case UNIT_WEEK:
        set_days(item, monday, monday + 6);
        break;
    case UNIT_WEEKEND:
        if (form->offset == 0 && item->tense != TENSE_FUTURE && day_weekday(base) < 5)
            monday -= 7;
        set_days(item, monday + 5, monday + 6);
        break;
    case UNIT_MONTH:
        set_days(item, month_start(base, form->offset), month_start(base, form->offset + 1) - 1);
        break;
    case UNIT_QUARTER: {
        int back = (month - 1) % 3;
        set_days(item, month_start(base, 3 * form->offset - back),
                 month_start(base, 3 * form->offset - back + 3) - 1);
        break;
    }
    case UNIT_YEAR:
        set_days(item, day_from_civil(year + form->offset, 1, 1),
                 day_from_civil(year + form->offset, 12, 31));
        break;
    case UNIT_DECADE:
    case UNIT_CENTURY: {
        int length = form->unit == UNIT_DECADE ? 10 : 100;
        int start = year - year % length + length * form->offset;
        set_days(item, day_from_civil(start, 1, 1), day_from_civil(start + length - 1, 12, 31));
        break;
    }
    default:
        break;
    }
    narrow(form, &item->from, &item->to);
}

static void resolve_open(struct resolver *resolver, struct date_item *item)
{
    const struct date_form *form = &item->form;
    day_number day = story_day(resolver);
    if (day == DAY_NONE)
        return;
    bool future =
        form->offset > 0 || (form->kind == DATE_FORM_DURATION && item->tense == TENSE_FUTURE);
    int apart = form->kind == DATE_FORM_VAGUE;
    if (future)
        set_days(item, day + 1, DAY_NONE);
    else if (form->offset < 0)
        set_days(item, DAY_NONE, day - apart);
    else
        set_days(item, day, day);
}

static void resolve_item(struct resolver *resolver, struct date_item *item)
{
    switch (item->form.kind) {
    case DATE_FORM_CALENDAR:
        resolve_calendar(resolver, item);
        break;
    case DATE_FORM_WEEKDAY:
        resolve_weekday(resolver, item);
        break;
    case DATE_FORM_DAY:
        resolve_day(resolver, item);
        break;
    case DATE_FORM_UNIT:
        resolve_unit(resolver, item);
        break;
    case DATE_FORM_VAGUE:
    case DATE_FORM_DURATION:
        resolve_open(resolver, item);
        break;
    case DATE_FORM_EVENT: {
        bool ruled = resolver->base != DAY_NONE && resolver->event != DAY_NONE;
        day_number day = ruled ? resolver->event : story_day(resolver);
        set_days(item, day, day);
        break;
    }
    }
    if (item->from != DAY_NONE && item->from == item->to)
        day_to_civil(item->from, &item->written.year, &item->written.month, &item->written.day);
}

// Whether a single day just named carries the story on: no plan, and not far away.
static bool carries_on(const struct resolver *resolver, const struct date_item *item)
{
    enum date_form_kind kind = item->form.kind;
    if (kind != DATE_FORM_CALENDAR && kind != DATE_FORM_WEEKDAY && kind != DATE_FORM_DAY)
        return false;
    if (item->tense == TENSE_FUTURE)
        return false;
    if (item->from == DAY_NONE)
        return item->written.day && item->form.from.day == item->form.to.day;
    if (item->from != item->to)
        return false;
    if (kind == DATE_FORM_DAY && !item->form.anaphoric && item->form.offset > 0)
        return false;
    day_number near = resolver->base != DAY_NONE ? resolver->base : resolver->last_dateline;
    return near == DAY_NONE || abs(item->from - near) <= ANTECEDENT;
}

static day_number dateline_day(const struct resolver *resolver, struct partial_date written)
{
    if (!written.month || !written.day || (!written.year && resolver->year->reference == DAY_NONE))
        return DAY_NONE;
    day_number near = resolver->year->reference;
    return dates_nearest(written, near != DAY_NONE ? near : day_from_civil(written.year, 7, 1));
}

static void resolve_section(struct resolver *resolver, struct partial_date written,
                            struct date_item *items, size_t count)
{
    for (size_t i = 0; i < count; i++) { // the grammar settles numeric dates
        if (items[i].sentence == DATE_ITEM_NO_SENTENCE)
            written = items[i].form.from;
    }
    resolver->base = resolver->antecedent = dateline_day(resolver, written);
    resolver->antecedent_written = written;
    resolver->event = DAY_NONE;
    for (size_t i = 0; i < count; i++) {
        resolve_item(resolver, &items[i]);
        if (carries_on(resolver, &items[i])) {
            resolver->antecedent = items[i].from;
            resolver->antecedent_written = items[i].written;
            know(resolver, items[i].from);
            if (resolver->event == DAY_NONE && items[i].form.class != DATE_DATELINE)
                resolver->event = items[i].from;
        }
    }
}

// The day of the line of publication in a report that has no day of its own, or in the boilerplate
// right behind it.
static struct partial_date published_behind(const struct article *article,
                                            const struct date_items *items, size_t section)
{
    bool boilerplate = section + 1 < article->section_count &&
                       article->sections[section + 1].kind == SECTION_BOILERPLATE;
    size_t end = 0, high = items->count; // the items behind the two sections
    while (end < high) {
        size_t middle = end + (high - end) / 2;
        if (items->items[middle].section <= section + boilerplate)
            end = middle + 1;
        else
            high = middle;
    }
    for (size_t i = end; i-- > 0 && items->items[i].section >= section;) {
        const struct date_form *form = &items->items[i].form;
        if (form->class == DATE_DATELINE)
            return form->from;
    }
    return (struct partial_date){0};
}

// 0: with a dateline's day, 1: the introduction and title, 2: reports without a day.
static int turn_of(const struct article *article, size_t section)
{
    const struct section *it = &article->sections[section];
    if (it->dateline.written.month && it->dateline.written.day)
        return 0;
    return it->kind == SECTION_ORIGINAL ? 2 : 1;
}

void dates_resolve(const struct article *article, const struct dates_options *options,
                   const struct date_year *year, struct date_items *items)
{
    struct resolver resolver = {
        .article = article, .options = options, .year = year, .last_dateline = DAY_NONE};
    for (size_t s = 0; s < article->section_count; s++) {
        day_number day = dateline_day(&resolver, article->sections[s].dateline.written);
        know(&resolver, day);
        if (day != DAY_NONE && (resolver.last_dateline == DAY_NONE || day > resolver.last_dateline))
            resolver.last_dateline = day;
    }
    for (int turn = 0; turn < 3; turn++) {
        size_t end;
        for (size_t start = 0; start < items->count; start = end) {
            size_t section = items->items[start].section;
            for (end = start; end < items->count && items->items[end].section == section; end++)
                continue;
            if (turn_of(article, section) != turn)
                continue;
            struct partial_date written = turn == 2 ? published_behind(article, items, section)
                                                    : article->sections[section].dateline.written;
            resolve_section(&resolver, written, items->items + start, end - start);
        }
    }
}
