// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_DATES_FORMS_H
#define DETECT_DATES_FORMS_H

#include "article/article.h"
#include "detect/dates-words.h"
#include "detect/findings.h"

// The grammar of expressions of time: what is written, before anybody asks which day is meant.

enum date_form_kind {
    DATE_FORM_CALENDAR, // from and to as written
    DATE_FORM_WEEKDAY,  // weekday, and to_weekday of a range
    DATE_FORM_DAY,      // `offset` days from the antecedent (anaphoric) or from the day of speaking
    DATE_FORM_UNIT,     // the whole week, month … `offset` units from antecedent or day of speaking
    DATE_FORM_VAGUE,    // offset -1 before, 0 at, 1 after the day of speaking
    DATE_FORM_DURATION, // offset -1 up to the day of speaking, 1 from it on
    DATE_FORM_EVENT,    // the day of the event it hangs on
};

struct date_form {
    enum date_form_kind kind;
    enum date_class class;
    size_t first, end;            // tokens
    struct partial_date from, to; // of a calendar date
    bool order_unknown;           // from is day/month or month/day
    bool month_first, year_first; // how it is written
    int weekday, to_weekday;      // 0 Monday … 6 Sunday; -1: none
    int offset;                   // also last (-1), this (0), next (1) before a weekday or month
    bool shifted;                 // such a word stands there
    bool season;                  // a season without a year: a day only where it is a plan
    bool anaphoric;               // counted from what was named before
    enum date_unit unit;
    enum date_phase phase;        // early, the end of …
    int nth;                      // of PHASE_NTH: 1 …, -1 the last
    enum date_unit nth_unit;
};

// The tokens of one sentence (or of a dateline's date): [first, end), and `floor`, before which
// no expression may begin (the end of the one before).
struct date_grammar {
    const char *bytes;
    const struct token *tokens;
    const struct date_words *words;
    size_t first, end, floor;
};

// Whether an expression is built on token `at` (month, number, weekday, unit …): it may begin up
// to eight tokens before it and end after it. Constant time.
bool date_form_match(const struct date_grammar *grammar, size_t at, struct date_form *form);

// 12.05.2021, 12/05/2021, 2021-05-12 at token `at`.
bool date_form_match_numeric(const struct date_grammar *grammar, size_t at,
                             struct date_form *form);

// What the two forms above are made of; of use where a text is looked at word by word.
const struct date_word *date_grammar_word(const struct date_grammar *grammar, size_t at);
bool date_grammar_is_mark(const struct date_grammar *grammar, size_t at, const char *mark);
bool date_grammar_is_capital(const struct date_grammar *grammar, size_t at);
int date_grammar_year(const struct date_grammar *grammar, size_t at);

// Relative expressions (dates-relative.c): those on a unit, a part of the day, a weekday.
bool date_form_match_unit(const struct date_grammar *grammar, size_t at, struct date_form *form);
bool date_form_match_day_part(const struct date_grammar *grammar, size_t at,
                              struct date_form *form);
bool date_form_match_event(const struct date_grammar *grammar, size_t at, struct date_form *form);

#endif
