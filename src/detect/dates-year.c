// SPDX-License-Identifier: GPL-3.0-or-later
// The year of publication: given, stated, in a page's metadata, in the file's name, or told by the
// weekdays. Weekdays
// fall on the same days every 5, 6, 11 and 28 years, so the latest fitting year is taken, and a
// year is the less fitting the more days lie between weekdays and their datelines. Work on pairs
// of sentences is bounded by constants.

#include <config.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "detect/dates-items.h"

#include <stdlib.h>

enum {
    YEARS_TRIED = 28,   // after so many the calendar repeats
    MOST_PAIRS = 64,    // weekdays and told days looked at
    NEAR_DATELINE = 45, // days between a stated date and the datelines it dates
    DAYS_APART = 2,     // a weekday lies no further before its dateline
    MISMATCH_COST = 3,  // of a weekday and a date told of one event that are two days
    LAST_POSSIBLE_YEAR = 2199,
};

static struct partial_date section_date(const struct article *article, size_t section)
{
    return article->sections[section].dateline.written;
}

static bool has_day(struct partial_date date)
{
    return date.month && date.day;
}

day_number dates_nearest(struct partial_date written, day_number near)
{
    int year, month, day;
    day_to_civil(near, &year, &month, &day);
    day_number best = DAY_NONE;
    for (int y = year - 4; y <= year + 4; y++) {
        if (written.year && y != written.year)
            continue;
        day_number at = day_from_civil(y, written.month, written.day);
        if (at != DAY_NONE && (best == DAY_NONE || abs(at - near) < abs(best - near)))
            best = at;
    }
    if (best == DAY_NONE && written.year)
        best = day_from_civil(written.year, written.month, written.day);
    return best;
}

// The dateline a bare year counts for: where reports lie on both sides of New Year, one behind it.
static struct partial_date leading_date(const struct article *article,
                                        const struct date_items *items)
{
    struct partial_date first = {0}, early = {0};
    bool late = false;
    for (size_t s = 0; s < article->section_count; s++) {
        struct partial_date date = section_date(article, s);
        if (!has_day(date))
            continue;
        if (!first.month)
            first = date;
        if (date.month <= 2)
            early = date;
        late = late || date.month >= 11;
    }
    if (late && early.month)
        return early;
    for (size_t i = 0; i < items->count && !first.month; i++) {
        const struct date_form *form = &items->items[i].form;
        if (form->kind == DATE_FORM_CALENDAR && has_day(form->from) && !form->from.year)
            first = form->from;
    }
    return first;
}

static day_number reference_in(const struct article *article, const struct date_items *items,
                               int year)
{
    struct partial_date date = leading_date(article, items);
    if (!has_day(date))
        return day_from_civil(year, 7, 1);
    day_number day = day_from_civil(year, date.month, date.day);
    return day != DAY_NONE ? day : day_from_civil(year, date.month, date.day - 1);
}

// A weekday known to lie on or shortly before a day, or on it exactly.
struct weekday_pair {
    struct partial_date date;
    int weekday;
    bool first; // the first of its section
    bool told;  // told of one event: should be one day
};

struct weekday_evidence {
    struct weekday_pair pairs[MOST_PAIRS * 2];
    size_t count;
};

static void add_pair(struct weekday_evidence *evidence, struct partial_date date, int weekday,
                     bool first, bool told)
{
    if (evidence->count < sizeof evidence->pairs / sizeof *evidence->pairs)
        evidence->pairs[evidence->count++] = (struct weekday_pair){date, weekday, first, told};
}

static bool is_plain_weekday(const struct date_item *item)
{
    return item->form.kind == DATE_FORM_WEEKDAY && !item->form.shifted &&
           item->form.to_weekday < 0 && item->tense != TENSE_FUTURE;
}

static void gather_datelines(const struct article *article, const struct date_items *items,
                             struct weekday_evidence *evidence)
{
    size_t last_section = SIZE_MAX;
    for (size_t i = 0; i < items->count && evidence->count < MOST_PAIRS; i++) {
        const struct date_item *item = &items->items[i];
        if (item->form.kind == DATE_FORM_CALENDAR && item->form.weekday >= 0 &&
            has_day(item->form.from) && !item->form.from.year) {
            add_pair(evidence, item->form.from, item->form.weekday, true, true);
            continue;
        }
        struct partial_date date = section_date(article, item->section);
        if (!is_plain_weekday(item) || !has_day(date) || date.year)
            continue;
        add_pair(evidence, date, item->form.weekday, item->section != last_section, false);
        last_section = item->section;
    }
}

// A sentence of the introduction with the one day it names or inherits.
struct told_day {
    size_t sentence;
    struct partial_date date;
};

static size_t gather_told_days(const struct article *article, const struct date_items *items,
                               struct told_day told[MOST_PAIRS])
{
    size_t count = 0;
    struct partial_date antecedent = {0};
    for (size_t i = 0; i < items->count && count < MOST_PAIRS; i++) {
        const struct date_item *item = &items->items[i];
        const struct date_form *form = &item->form;
        if (article->sections[item->section].kind != SECTION_INTRODUCTION)
            continue;
        bool day = form->kind == DATE_FORM_CALENDAR && has_day(form->from) && !form->from.year &&
                   form->to.day == form->from.day && form->to.month == form->from.month;
        bool same = form->kind == DATE_FORM_DAY && form->anaphoric && form->offset == 0;
        if (day)
            antecedent = form->from;
        if ((day || same) && has_day(antecedent) && item->sentence != DATE_ITEM_NO_SENTENCE)
            told[count++] = (struct told_day){item->sentence, antecedent};
    }
    return count;
}

static bool is_telling(const struct token *token)
{
    return token->kind == TOKEN_WORD &&
           (token->shape != SHAPE_LOWER || token->end - token->start >= 4);
}

// Share of the telling words of the shorter sentence that the other has too.
static double likeness(const struct article *article, size_t one, size_t other)
{
    enum { LONGEST = 80 };
    const struct sentence *a = &article->sentences[one], *b = &article->sentences[other];
    const struct token *tokens = article->tokens.items;
    size_t a_count = 0, b_count = 0, shared = 0;
    for (size_t k = 0; k < b->token_count && k < LONGEST; k++)
        b_count += is_telling(&tokens[b->first_token + k]);
    for (size_t i = 0; i < a->token_count && i < LONGEST; i++) {
        const struct token *token = &tokens[a->first_token + i];
        if (!is_telling(token))
            continue;
        a_count++;
        for (size_t k = 0; k < b->token_count && k < LONGEST; k++) {
            if (tokens[b->first_token + k].key == token->key) {
                shared++;
                break;
            }
        }
    }
    size_t least = a_count < b_count ? a_count : b_count;
    return shared >= 5 ? (double)shared / (double)least : 0;
}

// A report's weekday and the introduction's date for what reads as the same event.
static void gather_tellings(const struct article *article, const struct date_items *items,
                            struct weekday_evidence *evidence)
{
    const double like_enough = 0.5;
    struct told_day told[MOST_PAIRS];
    size_t count = gather_told_days(article, items, told), seen = 0;
    for (size_t i = 0; i < items->count && seen < MOST_PAIRS && count; i++) {
        const struct date_item *item = &items->items[i];
        if (!is_plain_weekday(item) || article->sections[item->section].kind != SECTION_ORIGINAL)
            continue;
        seen++;
        double best = like_enough;
        size_t chosen = SIZE_MAX;
        for (size_t k = 0; k < count; k++) {
            double like = likeness(article, item->sentence, told[k].sentence);
            if (like > best) {
                best = like;
                chosen = k;
            }
        }
        if (chosen != SIZE_MAX)
            add_pair(evidence, told[chosen].date, item->form.weekday, true, true);
    }
}

// Days between weekdays and datelines in a year whose datelines lie near `reference`, and the cost
// of mismatches; -1 where one is too far away.
static int misfit(const struct weekday_evidence *evidence, day_number reference, bool only_first)
{
    int sum = 0;
    for (size_t i = 0; i < evidence->count; i++) {
        const struct weekday_pair *pair = &evidence->pairs[i];
        if (only_first && !pair->first)
            continue;
        day_number day = dates_nearest(pair->date, reference);
        if (day == DAY_NONE)
            continue;
        int apart = (day_weekday(day) - pair->weekday + 7) % 7;
        if (pair->told)
            sum += apart ? MISMATCH_COST : 0;
        else if (apart > DAYS_APART)
            return -1;
        else
            sum += apart;
    }
    return sum;
}

static int year_of(day_number day)
{
    int year, month, day_of_month;
    day_to_civil(day, &year, &month, &day_of_month);
    return year;
}

static int year_by_weekdays(const struct article *article, const struct date_items *items,
                            const struct weekday_evidence *evidence, day_number today)
{
    int latest = today == DAY_NONE ? LAST_POSSIBLE_YEAR : year_of(today);
    int best_year = 0, best = 0;
    for (int only_first = 0; only_first < 2 && !best_year; only_first++) {
        for (int year = latest; year > latest - YEARS_TRIED; year--) {
            day_number reference = reference_in(article, items, year);
            if (reference == DAY_NONE || (today != DAY_NONE && reference > today))
                continue;
            int cost = misfit(evidence, reference, only_first);
            if (cost >= 0 && (!best_year || cost < best)) {
                best = cost;
                best_year = year;
            }
        }
    }
    return best_year;
}

// A day within a date as written, for measuring nearness.
static day_number middle_of(struct partial_date date)
{
    return day_from_civil(date.year, date.month ? date.month : 7, date.day ? date.day : 15);
}

static bool near_datelines(const struct article *article, day_number day, bool *any)
{
    *any = false;
    for (size_t s = 0; s < article->section_count; s++) {
        struct partial_date date = section_date(article, s);
        if (!has_day(date) || date.year)
            continue;
        *any = true;
        day_number there = dates_nearest(date, day);
        if (there != DAY_NONE && abs(there - day) <= NEAR_DATELINE)
            return true;
    }
    return false;
}

// A day with its year in the text that dates the article; DAY_NONE: there is none. A dateline's
// counts before all; of others the latest that lies near the datelines and that the weekdays do not
// speak against; without datelines simply the latest, a day before a month.
static day_number stated_day(const struct article *article, const struct dates_options *options,
                             const struct date_items *items,
                             const struct weekday_evidence *evidence)
{
    day_number best = DAY_NONE;
    bool best_has_day = false;
    for (size_t s = 0; s < article->section_count; s++) {
        struct partial_date date = section_date(article, s);
        day_number day = date.year && has_day(date) ? middle_of(date) : DAY_NONE;
        if (day != DAY_NONE && (best == DAY_NONE || day > best))
            best = day;
    }
    for (size_t i = 0; i < items->count && best == DAY_NONE; i++) {
        const struct date_item *item = &items->items[i];
        if (item->form.class == DATE_DATELINE && item->form.from.year)
            best = middle_of(item->form.from);
    }
    if (best != DAY_NONE)
        return best;
    for (size_t i = 0; i < items->count; i++) {
        const struct date_item *item = &items->items[i];
        struct partial_date date = item->form.from;
        if (item->form.kind != DATE_FORM_CALENDAR || !date.year || !date.month ||
            item->tense == TENSE_FUTURE)
            continue;
        day_number day = middle_of(date);
        bool any;
        if (day == DAY_NONE || (options->today != DAY_NONE && day > options->today + 366))
            continue;
        if (!near_datelines(article, day, &any) && any)
            continue;
        if (any && misfit(evidence, day, true) < 0)
            continue;
        bool better = date.day ? !best_has_day || day > best : !best_has_day && day > best;
        if (best == DAY_NONE || better) {
            best = day;
            best_has_day = date.day != 0;
        }
    }
    return best;
}

struct date_year dates_decide_year(const struct article *article,
                                   const struct dates_options *options,
                                   const struct date_items *items)
{
    struct weekday_evidence evidence = {.count = 0};
    gather_datelines(article, items, &evidence);
    struct date_year year = {.reference = options->published};
    struct buffer reason = {0};
    if (year.reference != DAY_NONE) {
        buffer_add_string(&reason, _("the day of publication was given"));
    } else if ((year.reference = stated_day(article, options, items, &evidence)) != DAY_NONE) {
        buffer_add_string(&reason, _("stated in the text"));
    } else if (options->page_date != DAY_NONE) {
        year.reference = options->page_date;
        buffer_add_string(&reason, _("from the page's own metadata"));
    } else if (options->file_date != DAY_NONE || options->file_year) {
        year.reference = options->file_date != DAY_NONE
                             ? options->file_date
                             : reference_in(article, items, options->file_year);
        year.inferred = true;
        buffer_add_string(&reason, _("from the name of the file"));
    } else if (evidence.count) {
        size_t under_datelines = evidence.count;
        gather_tellings(article, items, &evidence);
        int found = year_by_weekdays(article, items, &evidence, options->today);
        if (found) {
            year.reference = reference_in(article, items, found);
            year.inferred = true;
            buffer_format(&reason,
                          P_("from %zu weekday and its date", "from %zu weekdays and their dates",
                             under_datelines),
                          under_datelines);
        }
    }
    if (year.reference != DAY_NONE) {
        year.year = year_of(year.reference);
        year.reason = buffer_take(&reason);
    }
    buffer_fini(&reason);
    return year;
}
