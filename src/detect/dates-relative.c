// SPDX-License-Identifier: GPL-3.0-or-later
// Relative expressions of time: "the same day", "two weeks ago", "next month", "over the years",
// "this morning", "After the talks". Every rule looks at a bounded window before its token.

#include <config.h>

#include "detect/dates-forms.h"

#include <string.h>

enum { LONGEST_QUANTITY = 7 };

static enum date_word_kind kind_at(const struct date_grammar *grammar, size_t at)
{
    return at < grammar->floor ? DATE_WORD_NONE : date_grammar_word(grammar, at)->kind;
}

static int value_at(const struct date_grammar *grammar, size_t at)
{
    return date_grammar_word(grammar, at)->value;
}

static void start_relative(struct date_form *form, size_t first, size_t end, bool anaphoric)
{
    *form = (struct date_form){.kind = DATE_FORM_UNIT,
                               .class = anaphoric ? DATE_ANAPHORIC : DATE_DEICTIC,
                               .first = first,
                               .end = end,
                               .weekday = -1,
                               .to_weekday = -1,
                               .anaphoric = anaphoric};
}

static void set_unit(struct date_form *form, enum date_unit unit, int offset)
{
    form->unit = unit;
    form->offset = offset;
    if (unit == UNIT_DAY)
        form->kind = DATE_FORM_DAY;
}

// The number before the unit at `at` ("two", "10", "a"): 0 where there is none.
static int count_before(const struct date_grammar *grammar, size_t at)
{
    if (at <= grammar->floor)
        return 0;
    enum date_word_kind kind = kind_at(grammar, at - 1);
    if (kind == DATE_WORD_COUNT || kind == DATE_WORD_A)
        return value_at(grammar, at - 1);
    const struct token *token = &grammar->tokens[at - 1];
    int number = 0;
    if (token->kind != TOKEN_NUMBER || token->end - token->start > 3)
        return 0;
    for (size_t i = token->start; i < token->end; i++) {
        if (grammar->bytes[i] < '0' || grammar->bytes[i] > '9')
            return 0;
        number = number * 10 + (grammar->bytes[i] - '0');
    }
    return number;
}

// Nothing that the "before" or "after" at the end of an expression could govern.
static bool ends_phrase(const struct date_grammar *grammar, size_t at)
{
    return at >= grammar->end || grammar->tokens[at].kind == TOKEN_MARK;
}

// "two weeks ago", "a day earlier", "three days later", "the day before".
static bool match_distance(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    enum date_word_kind after = kind_at(grammar, at + 1);
    int direction = value_at(grammar, at + 1);
    if (after != DATE_WORD_AGO && after != DATE_WORD_EARLIER &&
        !(after == DATE_WORD_BEFORE && ends_phrase(grammar, at + 2)))
        return false;
    int count = count_before(grammar, at);
    if (!count && after == DATE_WORD_BEFORE && kind_at(grammar, at - 1) == DATE_WORD_THE)
        count = 1;
    enum date_unit unit = (enum date_unit)value_at(grammar, at);
    if (!count || unit == UNIT_HOUR || unit == UNIT_WEEKEND || unit == UNIT_QUARTER)
        return false;
    start_relative(form, at - 1, at + 2, after != DATE_WORD_AGO);
    if (unit == UNIT_DECADE || unit == UNIT_CENTURY) { // "a decade ago": a year of then
        count *= unit == UNIT_DECADE ? 10 : 100;
        unit = UNIT_YEAR;
    }
    set_unit(form, unit, direction * count);
    return true;
}

// "this year", "next week", "the same day", "the previous month", "that day".
static bool match_determined(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    if (at <= grammar->floor)
        return false;
    enum date_unit unit = (enum date_unit)value_at(grammar, at);
    enum date_word_kind before = kind_at(grammar, at - 1);
    bool the = at >= grammar->floor + 2 && kind_at(grammar, at - 2) == DATE_WORD_THE;
    int value = value_at(grammar, at - 1);
    bool of = kind_at(grammar, at + 1) == DATE_WORD_OF; // "the last week of March"
    switch (before) {
    case DATE_WORD_SAME: {
        bool determined = the || kind_at(grammar, at - 2) == DATE_WORD_THAT;
        start_relative(form, at - 1 - determined, at + 1, true);
        set_unit(form, unit, 0);
        return unit != UNIT_QUARTER;
    }
    case DATE_WORD_THAT:
        start_relative(form, at - 1, at + 1, true);
        set_unit(form, unit, 0);
        return true;
    case DATE_WORD_PREVIOUS:
        start_relative(form, at - 1 - the, at + 1, true);
        set_unit(form, unit, value);
        return the && !of;
    case DATE_WORD_LAST:
        start_relative(form, at - 1 - the, at + 1, the);
        set_unit(form, unit, value);
        return !of && (unit != UNIT_DAY || (the && value == 1));
    case DATE_WORD_THIS:
        start_relative(form, at - 1, at + 1, false);
        set_unit(form, unit, 0);
        return unit != UNIT_DAY && unit != UNIT_QUARTER;
    case DATE_WORD_THE:
        start_relative(form, at - 1, at + 1, false);
        set_unit(form, unit, 0);
        if (unit == UNIT_WEEKEND)
            return true;
        return at >= grammar->floor + 3 && kind_at(grammar, at - 2) == DATE_WORD_OF &&
               kind_at(grammar, at - 3) == DATE_WORD_END &&
               (unit == UNIT_YEAR || unit == UNIT_MONTH || unit == UNIT_WEEK);
    default:
        return false;
    }
}

// "Later in the day".
static bool match_in_the_day(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    if (value_at(grammar, at) != UNIT_DAY || at < grammar->floor + 3 ||
        kind_at(grammar, at - 1) != DATE_WORD_THE || kind_at(grammar, at - 2) != DATE_WORD_IN ||
        kind_at(grammar, at - 3) != DATE_WORD_EARLIER)
        return false;
    start_relative(form, at - 3, at + 1, true);
    set_unit(form, UNIT_DAY, 0);
    return true;
}

struct quantity {
    bool the, counted, plural, future;
};

// Whether the token may stand between a preposition and the unit it governs.
static bool take_quantity(const struct date_grammar *grammar, size_t at, struct quantity *seen)
{
    const struct date_word *word = date_grammar_word(grammar, at);
    switch (word->kind) {
    case DATE_WORD_PAST:
    case DATE_WORD_LAST:
        seen->future = seen->future || word->value > 0;
        seen->counted = true;
        return true;
    case DATE_WORD_COUNT:
    case DATE_WORD_A:
    case DATE_WORD_FEW:
    case DATE_WORD_VAGUE:
        seen->counted = true;
        return true;
    case DATE_WORD_THE:
        seen->the = true;
        return true;
    case DATE_WORD_ABOUT:
        return true;
    case DATE_WORD_TO:
        return kind_at(grammar, at - 1) == DATE_WORD_ABOUT;
    case DATE_WORD_OF:
        return kind_at(grammar, at - 1) == DATE_WORD_FEW;
    case DATE_WORD_SPAN: // "for over fifty years"
        return kind_at(grammar, at - 1) == DATE_WORD_SPAN ||
               kind_at(grammar, at - 1) == DATE_WORD_IN;
    default:
        seen->counted = seen->counted || grammar->tokens[at].kind == TOKEN_NUMBER;
        return grammar->tokens[at].kind == TOKEN_NUMBER;
    }
}

// "in a century", "over the years", "for up to four days", "in recent years".
static bool match_duration(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    struct quantity seen = {.plural = kind_at(grammar, at) == DATE_WORD_UNITS};
    size_t begin = at;
    while (begin > grammar->floor && at - begin < LONGEST_QUANTITY &&
           take_quantity(grammar, begin - 1, &seen))
        begin--;
    if (begin <= grammar->floor)
        return false;
    const struct date_word *word = date_grammar_word(grammar, begin - 1);
    if (word->kind != DATE_WORD_IN && word->kind != DATE_WORD_SPAN)
        return false;
    bool over = word->kind == DATE_WORD_SPAN &&
                !token_is(grammar->bytes, &grammar->tokens[begin - 1], "for");
    bool bare = !seen.counted && seen.plural && (seen.the ? over : word->kind == DATE_WORD_SPAN);
    if (!seen.counted && !bare)
        return false;
    if (kind_at(grammar, at + 1) == DATE_WORD_OF && !seen.plural)
        return false; // "in the last week of March"
    start_relative(form, begin - 1, at + 1, false);
    form->kind = DATE_FORM_DURATION;
    form->class = DATE_DURATION;
    form->unit = (enum date_unit)value_at(grammar, at);
    form->offset = seen.future ? 1 : word->value;
    return true;
}

// "the 21st century".
static bool match_century(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    if (value_at(grammar, at) != UNIT_CENTURY || at <= grammar->floor)
        return false;
    const struct token *token = &grammar->tokens[at - 1];
    const char *digits = grammar->bytes + token->start;
    if (token->kind != TOKEN_WORD || token->end - token->start != 4 || digits[0] < '1' ||
        digits[0] > '2' || digits[1] < '0' || digits[1] > '9')
        return false;
    int number = (digits[0] - '0') * 10 + (digits[1] - '0');
    bool the = at >= grammar->floor + 2 && kind_at(grammar, at - 2) == DATE_WORD_THE;
    start_relative(form, at - 1 - the, at + 1, false);
    form->kind = DATE_FORM_CALENDAR;
    form->class = DATE_CALENDAR;
    form->from.year = number * 100 - 99;
    form->to.year = number * 100;
    return true;
}

bool date_form_match_unit(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    if (date_grammar_is_mark(grammar, at + 1, "-") && !grammar->tokens[at + 1].spaced)
        return false; // "day-to-day"
    bool singular = kind_at(grammar, at) == DATE_WORD_UNIT;
    if (match_distance(grammar, at, form) || match_duration(grammar, at, form))
        return true;
    if (!singular || value_at(grammar, at) == UNIT_HOUR)
        return false;
    return match_in_the_day(grammar, at, form) || match_determined(grammar, at, form) ||
           match_century(grammar, at, form);
}

bool date_form_match_day_part(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    if (at <= grammar->floor)
        return false;
    const struct date_word *before = date_grammar_word(grammar, at - 1);
    bool the = at >= grammar->floor + 2 && kind_at(grammar, at - 2) == DATE_WORD_THE;
    switch (before->kind) {
    case DATE_WORD_THIS:
        start_relative(form, at - 1, at + 1, false);
        break;
    case DATE_WORD_THAT:
        start_relative(form, at - 1, at + 1, true);
        break;
    case DATE_WORD_SAME:
        start_relative(form, at - 1 - the, at + 1, true);
        break;
    case DATE_WORD_PREVIOUS:
    case DATE_WORD_LAST: // "last night", "the next morning"
        start_relative(form, at - 1 - the, at + 1, the);
        if (!the && before->value > 0)
            return false;
        break;
    default:
        return false;
    }
    set_unit(form, UNIT_DAY, before->value);
    return true;
}

// Whether the sentence tells of something that happened, and not only of what was said: "signed",
// "received". The beginnings of such words.
static bool sentence_acts(const struct date_grammar *grammar)
{
    static const char *const heads[] = {
        "sign",   "witness", "receiv", "attend", "visit", "exchang", "toured", "opened",
        "inaugu", "called",  "hosted", "met",    "laid",  "paid",    "handed", "adopted"};
    enum { REACH = 30 };
    for (size_t i = grammar->first + 3; i < grammar->end && i < grammar->first + REACH; i++) {
        const struct token *token = &grammar->tokens[i];
        if (token->kind != TOKEN_WORD || token->shape != SHAPE_LOWER)
            continue;
        for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
            size_t length = strlen(heads[k]);
            bool whole = length < 4; // "met" is no beginning of "metal"
            if ((whole ? token->end - token->start == length
                       : token->end - token->start >= length) &&
                memcmp(grammar->bytes + token->start, heads[k], length) == 0)
                return true;
        }
    }
    return false;
}

// "After the talks", "Before the meeting" at the head of a sentence that tells of what was done.
bool date_form_match_event(const struct date_grammar *grammar, size_t at, struct date_form *form)
{
    if (at < grammar->first + 2 || at > grammar->first + 4 || grammar->floor > grammar->first)
        return false;
    enum date_word_kind head = kind_at(grammar, grammar->first);
    enum date_word_kind second = kind_at(grammar, grammar->first + 1);
    if ((head != DATE_WORD_BEFORE && head != DATE_WORD_PREVIOUS) ||
        (head == DATE_WORD_PREVIOUS && value_at(grammar, grammar->first) != 1) ||
        (second != DATE_WORD_THE && second != DATE_WORD_THEIR) || !sentence_acts(grammar))
        return false;
    start_relative(form, grammar->first, at + 1, true);
    form->kind = DATE_FORM_EVENT;
    form->class = DATE_EVENT_ANCHORED;
    return true;
}
