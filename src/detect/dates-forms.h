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
    DATE_FORM_UNIT,  // the whole week, month … `offset` units from antecedent or day of speaking
    DATE_FORM_VAGUE, // offset -1 before, 0 at, 1 after the day of speaking
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
    enum date_phase phase; // early, the end of …
    int nth;               // of PHASE_NTH: 1 …, -1 the last
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
bool date_form_match_numeric(const struct date_grammar *grammar, size_t at, struct date_form *form);

enum { FIRST_YEAR = 1800, LAST_YEAR = 2199 }; // that four digits may be

// What forms are made of (dates-grammar.c). The word at `at`, one of kind DATE_WORD_NONE outside
// the sentence; its kind.
const struct date_word *date_grammar_word(const struct date_grammar *grammar, size_t at);
enum date_word_kind date_grammar_kind(const struct date_grammar *grammar, size_t at);
bool date_grammar_is_mark(const struct date_grammar *grammar, size_t at, const char *mark);
bool date_grammar_is_dash(const struct date_grammar *grammar, size_t at);
bool date_grammar_is_capital(const struct date_grammar *grammar, size_t at);

// The number a token begins with (at most four digits), what follows its digits and how many they
// are; -1 where there are none.
int date_grammar_digits(const struct date_grammar *grammar, size_t at, const char **rest,
                        size_t *rest_length, size_t *digits);

// A day of the month, 1–31, with or without an ordinal ending; a year; 0 where it is none.
int date_grammar_day(const struct date_grammar *grammar, size_t at);
int date_grammar_year(const struct date_grammar *grammar, size_t at);

// A month with a capital letter, 1–12, and the token after it and its full stop; else 0.
int date_grammar_month(const struct date_grammar *grammar, size_t at, size_t *next);

// A year after a date, with or without a comma: 0 where there is none; *at moves behind it.
int date_grammar_take_year(const struct date_grammar *grammar, size_t *at);

// What stands at `at` between the ends of a range that begins at `first`: 1 for a dash, "to",
// "until", or "and" after "between"; 2 for a bare "and", which joins only neighbouring days; 0.
int date_grammar_range(const struct date_grammar *grammar, size_t first, size_t at);

// Relative expressions (dates-relative.c): those on a unit, a part of the day, a weekday.
bool date_form_match_unit(const struct date_grammar *grammar, size_t at, struct date_form *form);
bool date_form_match_day_part(const struct date_grammar *grammar, size_t at,
                              struct date_form *form);
bool date_form_match_event(const struct date_grammar *grammar, size_t at, struct date_form *form);

#endif
