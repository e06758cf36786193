// SPDX-License-Identifier: GPL-3.0-or-later
// Calendar dates as they are written: either order of day and month, ranges, partial and numeric
// dates, weekdays with a date. Every rule looks at a bounded window around its token.

#include <config.h>

#include "detect/dates-forms.h"

#include <string.h>

static void close_range(struct date_form *form, struct partial_date to)
{
    form->to = to;
    if (to.year && !form->from.year) {
        bool over_new_year = form->from.month > to.month;
        form->from.year = to.year - over_new_year;
    } else if (form->from.year && !to.year) {
        form->to.year = form->from.year + (to.month < form->from.month);
    }
}

static void start_calendar(struct date_form *form, size_t first)
{
    *form = (struct date_form){.kind = DATE_FORM_CALENDAR,
                               .class = DATE_CALENDAR,
                               .first = first,
                               .weekday = -1,
                               .to_weekday = -1};
}

// Day [of] month at `at`: "25 July", "5th of May".
static bool take_day_month(const struct date_grammar *grammar, size_t *at,
                           struct partial_date *date)
{
    size_t next = *at + 1;
    int day = date_grammar_day(grammar, *at), month = 0;
    if (!day)
        return false;
    next += date_grammar_kind(grammar, next) == DATE_WORD_OF;
    month = date_grammar_month(grammar, next, &next);
    if (!month)
        return false;
    *date = (struct partial_date){0, month, day};
    *at = next;
    date->year = date_grammar_take_year(grammar, at);
    return true;
}

// "25 July", "8 to 10 May 2019", "28 February to 2 March".
static bool match_day_first(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    start_calendar(form, at);
    size_t next = at;
    if (take_day_month(grammar, &next, &form->from)) {
        form->to = form->from;
        form->end = next;
        struct partial_date to;
        size_t after = next + 1;
        if (date_grammar_range(grammar, at, next) == 1 && take_day_month(grammar, &after, &to)) {
            close_range(form, to);
            form->end = after;
        }
        return true;
    }
    int first_day = date_grammar_day(grammar, at), range = date_grammar_range(grammar, at, at + 1);
    next = at + 2;
    if (!first_day || !range || !take_day_month(grammar, &next, &form->to) ||
        form->to.day <= first_day || (range == 2 && form->to.day != first_day + 1))
        return false;
    form->from = form->to;
    form->from.day = first_day;
    form->end = next;
    return true;
}

// "July 25", "July 25-27", "Feb. 28 to March 2, 2022".
static bool match_month_day(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    size_t next, second;
    int month = date_grammar_month(grammar, at, &next),
        day = month ? date_grammar_day(grammar, next) : 0;
    if (!day)
        return false;
    start_calendar(form, at);
    form->month_first = true;
    form->from = (struct partial_date){0, month, day};
    form->end = next + 1;
    form->from.year = date_grammar_take_year(grammar, &form->end);
    form->to = form->from;
    int range = date_grammar_range(grammar, at, form->end);
    if (!range)
        return true;
    struct partial_date to = {0, date_grammar_month(grammar, form->end + 1, &second), 0};
    if (to.month && range == 1) {
        to.day = date_grammar_day(grammar, second);
    } else if (!to.month) {
        second = form->end + 1;
        to.month = month;
        to.day = date_grammar_day(grammar, second);
        size_t ignored;
        bool other =
            date_grammar_month(grammar, second + 1, &ignored) != 0; // "July 25 to 2 August" no more
        if (to.day <= day || other || (range == 2 && to.day != day + 1) || form->from.year)
            to.day = 0;
    }
    if (!to.day)
        return true;
    form->end = second + 1;
    to.year = date_grammar_take_year(grammar, &form->end);
    close_range(form, to);
    return true;
}

static bool is_joined(const struct date_grammar *grammar, size_t at)
{
    return at < grammar->end && !grammar->tokens[at].spaced;
}

static bool read_numbers(const char *at, const char *end, int numbers[3], size_t widths[3])
{
    char separator = 0;
    for (int i = 0; i < 3; i++) {
        numbers[i] = 0;
        for (widths[i] = 0; at < end && *at >= '0' && *at <= '9' && widths[i] < 5; at++) {
            numbers[i] = numbers[i] * 10 + (*at - '0');
            widths[i]++;
        }
        if (!widths[i] || widths[i] > 4)
            return false;
        if (i == 2)
            return at == end;
        if (at >= end || !strchr("/-.", *at) || (separator && separator != *at))
            return false;
        separator = *at++;
    }
    return false;
}

bool date_form_match_numeric(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    if (grammar->tokens[at].kind != TOKEN_NUMBER)
        return false;
    size_t last = at; // tokens of digits and separators without white space between them
    while (last + 2 < grammar->end && last < at + 4 && is_joined(grammar, last + 1) &&
           is_joined(grammar, last + 2) && grammar->tokens[last + 2].kind == TOKEN_NUMBER)
        last += 2;
    int numbers[3];
    size_t widths[3];
    if (!read_numbers(grammar->bytes + grammar->tokens[at].start,
                      grammar->bytes + grammar->tokens[last].end, numbers, widths))
        return false;
    start_calendar(form, at);
    form->end = last + 1;
    if (widths[0] == 4) {
        form->from = (struct partial_date){numbers[0], numbers[1], numbers[2]};
        form->year_first = true;
    } else if (widths[2] == 4 && widths[0] <= 2 && widths[1] <= 2) {
        form->from = (struct partial_date){numbers[2], numbers[1], numbers[0]};
        form->order_unknown = numbers[0] <= 12 && numbers[1] <= 12 && numbers[0] != numbers[1];
        form->month_first = numbers[1] > 12;
        if (form->month_first)
            form->from = (struct partial_date){numbers[2], numbers[0], numbers[1]};
    } else {
        return false;
    }
    form->to = form->from;
    return form->from.year >= FIRST_YEAR && form->from.year <= LAST_YEAR &&
           day_from_civil(form->from.year, form->from.month, form->from.day) != DAY_NONE;
}

// Moves the form's beginning over "early", "mid-", "the end of", "the third week of".
static void extend_phase(const struct date_grammar *grammar, struct date_form *form)
{
    size_t at = form->first;
    if (at <= grammar->floor)
        return;
    bool hyphen = date_grammar_is_mark(grammar, at - 1, "-") && at - 1 > grammar->floor;
    const struct date_word *word = date_grammar_word(grammar, at - 1 - hyphen);
    if (word->kind == DATE_WORD_EARLY) {
        form->first = at - 1 - hyphen;
        form->phase = (enum date_phase)word->value;
        return;
    }
    if (word->kind != DATE_WORD_OF || at < grammar->floor + 2 || hyphen)
        return;
    word = date_grammar_word(grammar, at - 2);
    const struct date_word *before = date_grammar_word(grammar, at - 3);
    size_t first;
    if (word->kind == DATE_WORD_END) {
        form->phase = (enum date_phase)word->value;
        first = at - 2;
    } else if (word->kind == DATE_WORD_UNIT && at >= grammar->floor + 3 &&
               (before->kind == DATE_WORD_ORDINAL || before->kind == DATE_WORD_LAST)) {
        form->phase = PHASE_NTH;
        form->nth = before->value;
        form->nth_unit = (enum date_unit)word->value;
        if (token_is(grammar->bytes, &grammar->tokens[at - 2], "half"))
            form->nth_unit = UNIT_YEAR; // half of one
        first = at - 3;
    } else {
        return;
    }
    form->first = first;
    if (first > grammar->floor && date_grammar_kind(grammar, first - 1) == DATE_WORD_THE)
        form->first--;
}

// "last October", "this May".
static void extend_shift(const struct date_grammar *grammar, struct date_form *form)
{
    if (form->first <= grammar->floor)
        return;
    const struct date_word *word = date_grammar_word(grammar, form->first - 1);
    if (word->kind != DATE_WORD_LAST && word->kind != DATE_WORD_THIS)
        return;
    form->first--;
    form->shifted = true;
    form->offset = word->value;
    form->class = DATE_DEICTIC;
}

static bool is_time_preposition(enum date_word_kind kind)
{
    return kind == DATE_WORD_IN || kind == DATE_WORD_AT || kind == DATE_WORD_OF ||
           kind == DATE_WORD_TO || kind == DATE_WORD_FROM || kind == DATE_WORD_BETWEEN ||
           kind == DATE_WORD_LAST || kind == DATE_WORD_THIS || kind == DATE_WORD_EARLY ||
           kind == DATE_WORD_BEFORE || kind == DATE_WORD_SPAN;
}

// "As November began": a capital that is no name.
static bool begins_clause(const struct date_grammar *grammar, size_t at)
{
    static const char *const words[] = {"As", "When", "But", "And", "While", "Though", "If", "So"};
    for (size_t i = 0; at == grammar->first && i < sizeof words / sizeof *words; i++) {
        if (token_is(grammar->bytes, &grammar->tokens[at], words[i]))
            return true;
    }
    return false;
}

// Whether a month that stands alone is a month at all, and no name or verb.
static bool month_stands_alone(const struct date_grammar *grammar, size_t at, size_t next)
{
    if (date_grammar_is_capital(grammar, next) &&
        date_grammar_word(grammar, next)->kind == DATE_WORD_NONE)
        return false;
    enum date_word_kind before =
        at > grammar->first ? date_grammar_kind(grammar, at - 1) : DATE_WORD_NONE;
    switch (date_grammar_kind(grammar, at)) {
    case DATE_WORD_MONTH:
        return at == grammar->first || before != DATE_WORD_NONE ||
               !date_grammar_is_capital(grammar, at - 1) || begins_clause(grammar, at - 1);
    case DATE_WORD_MONTH_AMBIGUOUS:
        return is_time_preposition(before) ||
               (date_grammar_is_dash(grammar, at - 1) &&
                date_grammar_kind(grammar, at - 2) == DATE_WORD_EARLY);
    default:
        return is_time_preposition(before) && date_grammar_is_mark(grammar, next - 1, ".");
    }
}

// "May 2021", "April to June 2022", "in November".
static bool match_month(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    size_t next, second;
    int month = date_grammar_month(grammar, at, &next);
    if (!month)
        return false;
    start_calendar(form, at);
    form->from = (struct partial_date){0, month, 0};
    form->end = next;
    size_t with_of = next + (date_grammar_kind(grammar, next) == DATE_WORD_OF);
    form->from.year = date_grammar_take_year(grammar, &with_of);
    if (form->from.year)
        form->end = with_of;
    form->to = form->from;
    bool alone = form->from.year || month_stands_alone(grammar, at, next);
    int to_month = date_grammar_range(grammar, at, form->end) == 1
                       ? date_grammar_month(grammar, form->end + 1, &second)
                       : 0;
    if (to_month && !date_grammar_day(grammar, second)) {
        struct partial_date to = {date_grammar_take_year(grammar, &second), to_month, 0};
        if (to.year || alone) {
            close_range(form, to);
            form->end = second;
            return true;
        }
    }
    if (!alone)
        return false;
    extend_phase(grammar, form);
    if (!form->from.year && form->phase == PHASE_WHOLE)
        extend_shift(grammar, form);
    return true;
}

// Whether what follows a four-digit number is something it counts.
static bool is_counted(const struct date_grammar *grammar, size_t at)
{
    static const char *const short_words[] = {"has",  "was",  "is",   "as",      "its",    "his",
                                              "this", "does", "plus", "towards", "unless", "us"};
    static const char *const nouns[] = {"people", "percent",  "dollars",    "euros",
                                        "yuan",   "km",       "kilometers", "men",
                                        "women",  "children", "meters"};
    if (at >= grammar->end)
        return false;
    const struct token *token = &grammar->tokens[at];
    if (token_is(grammar->bytes, token, "%"))
        return true;
    if (token->kind != TOKEN_WORD || token->shape != SHAPE_LOWER)
        return false;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        if (token_is(grammar->bytes, token, nouns[i]))
            return true;
    }
    for (size_t i = 0; i < sizeof short_words / sizeof *short_words; i++) {
        if (token_is(grammar->bytes, token, short_words[i]))
            return false;
    }
    return grammar->bytes[token->end - 1] == 's';
}

// "in 2019", "between 2019 and 2021", "2021-2025", "the 2015 agreement", "late 2019".
static bool match_year(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    int year = date_grammar_year(grammar, at);
    if (!year)
        return false;
    start_calendar(form, at);
    form->from.year = form->to.year = year;
    form->end = at + 1;
    int to = date_grammar_range(grammar, at, at + 1) == 1 ? date_grammar_year(grammar, at + 2) : 0;
    if (to > year && (date_grammar_is_dash(grammar, at + 1) ||
                      date_grammar_kind(grammar, at - 1) == DATE_WORD_FROM ||
                      date_grammar_kind(grammar, at - 1) == DATE_WORD_BETWEEN)) {
        form->to.year = to;
        form->end = at + 3;
        return true;
    }
    enum date_word_kind before =
        at > grammar->first ? date_grammar_kind(grammar, at - 1) : DATE_WORD_NONE;
    extend_phase(grammar, form);
    if (is_counted(grammar, at + 1))
        return form->phase != PHASE_WHOLE;
    if (form->phase != PHASE_WHOLE || is_time_preposition(before))
        return true;
    if (before == DATE_WORD_SEASON) {
        form->first = at - 1;
        return false; // the season's own rule
    }
    bool noun = at + 1 < grammar->end && grammar->tokens[at + 1].kind == TOKEN_WORD &&
                grammar->tokens[at + 1].shape == SHAPE_LOWER;
    bool determined = before == DATE_WORD_THE || before == DATE_WORD_THEIR;
    bool bracketed =
        date_grammar_is_mark(grammar, at - 1, "(") && date_grammar_is_mark(grammar, at + 1, ")");
    return (determined && noun) || bracketed;
}

// "the 1990s".
static bool match_decade(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    const char *rest;
    size_t length, digits;
    int year = date_grammar_digits(grammar, at, &rest, &length, &digits);
    if (digits != 4 || year < FIRST_YEAR || year > LAST_YEAR || year % 10 || length != 1 ||
        *rest != 's')
        return false;
    start_calendar(form, at);
    form->from.year = year;
    form->to.year = year + 9;
    form->end = at + 1;
    extend_phase(grammar, form);
    if (form->first > grammar->floor &&
        date_grammar_kind(grammar, form->first - 1) == DATE_WORD_THE)
        form->first--;
    return true;
}

// "next spring", "in autumn": a season of the year that is meant.
static bool match_near_season(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    enum date_word_kind before =
        at > grammar->floor ? date_grammar_kind(grammar, at - 1) : DATE_WORD_NONE;
    if (!is_time_preposition(before) || before == DATE_WORD_IN || before == DATE_WORD_OF ||
        (at + 1 < grammar->end && grammar->tokens[at + 1].kind == TOKEN_POSSESSIVE))
        return false; // "in summer": any summer
    start_calendar(form, at);
    int month = date_grammar_word(grammar, at)->value;
    form->from = (struct partial_date){0, month, 0};
    form->to = (struct partial_date){0, month == 12 ? 2 : month + 2, 0};
    form->end = at + 1;
    form->class = DATE_VAGUE;
    extend_phase(grammar, form);
    if (form->phase == PHASE_WHOLE)
        extend_shift(grammar, form);
    form->season = !form->shifted;
    return true;
}

// "the summer of 2022", "winter 2021".
static bool match_season(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    size_t next = at + 1 + (date_grammar_kind(grammar, at + 1) == DATE_WORD_OF);
    int year = date_grammar_year(grammar, next);
    if (!year)
        return match_near_season(grammar, at, form);
    start_calendar(form, at);
    int month = date_grammar_word(grammar, at)->value;
    form->from = (struct partial_date){year, month, 0};
    form->to = (struct partial_date){month == 12 ? year + 1 : year, month == 12 ? 2 : month + 2, 0};
    form->end = next + 1;
    if (form->first > grammar->floor &&
        date_grammar_kind(grammar, form->first - 1) == DATE_WORD_THE)
        form->first--;
    return true;
}

// "Thursday", "last Friday", "Thursday, July 25", "the following Monday", "Monday to Wednesday".
static bool match_weekday(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    const struct date_word *word = date_grammar_word(grammar, at);
    bool abbreviation = word->kind == DATE_WORD_WEEKDAY_ABBREVIATION;
    if (!date_grammar_is_capital(grammar, at))
        return false;
    size_t next = at + 1;
    if (abbreviation)
        next += date_grammar_is_mark(grammar, next, ".");
    size_t date_at = next + date_grammar_is_mark(grammar, next, ",");
    date_at += date_grammar_kind(grammar, date_at) == DATE_WORD_THE;
    if (date_at < grammar->end &&
        (match_month_day(grammar, date_at, form) || match_day_first(grammar, date_at, form))) {
        form->first = at;
        form->weekday = word->value;
        return true;
    }
    if (abbreviation)
        return false;
    start_calendar(form, at);
    form->kind = DATE_FORM_WEEKDAY;
    form->class = DATE_WEEKDAY;
    form->weekday = word->value;
    form->end = next;
    const struct date_word *other = date_grammar_word(grammar, next + 1);
    if (other->kind == DATE_WORD_WEEKDAY && date_grammar_range(grammar, at, next) == 1) {
        form->to_weekday = other->value;
        form->end = next + 2;
        return true;
    }
    const struct date_word *after = date_grammar_word(grammar, next);
    const struct date_word *unit = date_grammar_word(grammar, next + 1);
    if ((after->kind == DATE_WORD_LAST || after->kind == DATE_WORD_THIS) &&
        unit->kind == DATE_WORD_UNIT && unit->value == UNIT_WEEK) {
        form->shifted = true;
        form->offset = after->value;
        form->end = next + 2;
        return true;
    }
    if (at <= grammar->floor)
        return true;
    const struct date_word *before = date_grammar_word(grammar, at - 1);
    if (before->kind == DATE_WORD_LAST || before->kind == DATE_WORD_THIS ||
        before->kind == DATE_WORD_PAST || before->kind == DATE_WORD_PREVIOUS) {
        form->shifted = true;
        form->offset = before->value;
        form->first--;
        form->anaphoric = before->kind == DATE_WORD_PREVIOUS;
        if (form->anaphoric)
            form->class = DATE_ANAPHORIC;
        if (form->anaphoric && form->first > grammar->floor &&
            date_grammar_kind(grammar, form->first - 1) == DATE_WORD_THE)
            form->first--;
    }
    return true;
}

static bool match_number(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    if (match_day_first(grammar, at, form)) {
        bool ordinal = grammar->tokens[at].kind == TOKEN_WORD;
        if (ordinal && at > grammar->floor && date_grammar_kind(grammar, at - 1) == DATE_WORD_THE)
            form->first--;
        return true;
    }
    if (date_form_match_numeric(grammar, at, form) || match_year(grammar, at, form))
        return true;
    return match_decade(grammar, at, form);
}

// "today’s world", "today’s age": no day is meant.
static bool is_present_age(const struct date_grammar *grammar, size_t at)
{
    static const char *const nouns[] = {
        "world",  "society",    "era",        "age",           "international",
        "global", "challenges", "generation", "youth",         "life",
        "young",  "complex",    "turbulent",  "circumstances", "conditions"};
    if (at + 1 >= grammar->end || grammar->tokens[at].kind != TOKEN_POSSESSIVE)
        return false;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        if (token_is(grammar->bytes, &grammar->tokens[at + 1], nouns[i]))
            return true;
    }
    return false;
}

static bool match_today(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    start_calendar(form, at);
    form->end = at + 1;
    form->offset = date_grammar_word(grammar, at)->value;
    form->kind = DATE_FORM_DAY;
    form->class = DATE_DEICTIC;
    // "the day after tomorrow", "the day before yesterday"
    if (at >= grammar->floor + 3 && date_grammar_kind(grammar, at - 1) == DATE_WORD_BEFORE &&
        date_grammar_word(grammar, at - 1)->value == form->offset &&
        date_grammar_word(grammar, at - 2)->value == UNIT_DAY &&
        date_grammar_kind(grammar, at - 2) == DATE_WORD_UNIT &&
        date_grammar_kind(grammar, at - 3) == DATE_WORD_THE) {
        form->first = at - 3;
        form->offset *= 2;
    }
    if (form->offset == 0 && is_present_age(grammar, at + 1)) {
        form->kind = DATE_FORM_VAGUE;
        form->class = DATE_VAGUE;
    }
    return true;
}

static bool match_vague(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    if (date_grammar_kind(grammar, at + 1) == DATE_WORD_UNITS)
        return false; // "in recent years" is a duration
    start_calendar(form, at);
    form->kind = DATE_FORM_VAGUE;
    form->class = DATE_VAGUE;
    form->offset = date_grammar_word(grammar, at)->value;
    form->end = at + 1;
    return true;
}

bool date_form_match(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    const struct token *token = &grammar->tokens[at];
    if (token->kind == TOKEN_MARK || token->kind == TOKEN_POSSESSIVE)
        return false;
    char head = grammar->bytes[token->start];
    if (head >= '0' && head <= '9')
        return match_number(grammar, at, form);
    switch (date_words_find(grammar->words, token)->kind) {
    case DATE_WORD_MONTH:
    case DATE_WORD_MONTH_AMBIGUOUS:
    case DATE_WORD_MONTH_ABBREVIATION:
        return match_month_day(grammar, at, form) || match_month(grammar, at, form);
    case DATE_WORD_WEEKDAY:
    case DATE_WORD_WEEKDAY_ABBREVIATION:
        return match_weekday(grammar, at, form);
    case DATE_WORD_TODAY:
        return match_today(grammar, at, form);
    case DATE_WORD_VAGUE:
        return match_vague(grammar, at, form);
    case DATE_WORD_SEASON:
        return match_season(grammar, at, form);
    case DATE_WORD_UNIT:
    case DATE_WORD_UNITS:
        if (!date_form_match_unit(grammar, at, form))
            return false;
        if (form->kind == DATE_FORM_UNIT)
            extend_phase(grammar, form);
        return true;
    case DATE_WORD_DAY_PART:
        return date_form_match_day_part(grammar, at, form);
    case DATE_WORD_EVENT:
        return date_form_match_event(grammar, at, form);
    default:
        return false;
    }
}
