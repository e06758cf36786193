// SPDX-License-Identifier: GPL-3.0-or-later
// The smallest parts of dates: words, marks, days, months, years and what joins a range.

#include <config.h>

#include "detect/dates-forms.h"

#include <string.h>

static const struct date_word no_word = {"", DATE_WORD_NONE, 0};

const struct date_word *date_grammar_word(const struct date_grammar *grammar, size_t at)
{
    if (at < grammar->first || at >= grammar->end)
        return &no_word;
    return date_words_find(grammar->words, &grammar->tokens[at]);
}

bool date_grammar_is_mark(const struct date_grammar *grammar, size_t at, const char *mark)
{
    return at >= grammar->first && at < grammar->end &&
           token_is(grammar->bytes, &grammar->tokens[at], mark);
}

bool date_grammar_is_capital(const struct date_grammar *grammar, size_t at)
{
    if (at < grammar->first || at >= grammar->end)
        return false;
    const struct token *token = &grammar->tokens[at];
    return token->kind == TOKEN_WORD && token->shape != SHAPE_LOWER && token->shape != SHAPE_NONE;
}

enum date_word_kind date_grammar_kind(const struct date_grammar *grammar, size_t at)
{
    return date_grammar_word(grammar, at)->kind;
}

bool date_grammar_is_dash(const struct date_grammar *grammar, size_t at)
{
    return date_grammar_is_mark(grammar, at, "-") ||
           date_grammar_is_mark(grammar, at, "\xE2\x80\x93") ||
           date_grammar_is_mark(grammar, at, "\xE2\x80\x94");
}

// The leading digits of a token (at most four) and what follows them, -1 where there are none.
int date_grammar_digits(const struct date_grammar *grammar, size_t at, const char **rest,
                        size_t *rest_length, size_t *digits)
{
    if (at < grammar->first || at >= grammar->end)
        return -1;
    const struct token *token = &grammar->tokens[at];
    const char *start = grammar->bytes + token->start;
    size_t length = token->end - token->start, count = 0;
    int number = 0;
    while (count < length && count < 5 && start[count] >= '0' && start[count] <= '9')
        number = number * 10 + (start[count++] - '0');
    *rest = start + count;
    *rest_length = length - count;
    *digits = count;
    return count && count < 5 ? number : -1;
}

static bool is_ordinal_ending(const char *rest, size_t length)
{
    return length == 2 && (memcmp(rest, "st", 2) == 0 || memcmp(rest, "nd", 2) == 0 ||
                           memcmp(rest, "rd", 2) == 0 || memcmp(rest, "th", 2) == 0);
}

// A day of the month, 1–31, in digits with or without an ordinal ending; 0 where it is none.
int date_grammar_day(const struct date_grammar *grammar, size_t at)
{
    const char *rest;
    size_t length, digits;
    int number = date_grammar_digits(grammar, at, &rest, &length, &digits);
    bool written = digits <= 2 && (length == 0 || is_ordinal_ending(rest, length));
    return number >= 1 && number <= 31 && written ? number : 0;
}

int date_grammar_year(const struct date_grammar *grammar, size_t at)
{
    const char *rest;
    size_t length, digits;
    int number = date_grammar_digits(grammar, at, &rest, &length, &digits);
    return digits == 4 && length == 0 && number >= FIRST_YEAR && number <= LAST_YEAR ? number : 0;
}

// A month with a capital letter, 1–12, and the token after it and its full stop; else 0.
int date_grammar_month(const struct date_grammar *grammar, size_t at, size_t *next)
{
    const struct date_word *word = date_grammar_word(grammar, at);
    bool abbreviation = word->kind == DATE_WORD_MONTH_ABBREVIATION;
    if ((word->kind != DATE_WORD_MONTH && word->kind != DATE_WORD_MONTH_AMBIGUOUS &&
         !abbreviation) ||
        !date_grammar_is_capital(grammar, at))
        return 0;
    *next = at + 1;
    if (abbreviation && date_grammar_is_mark(grammar, at + 1, ".") &&
        !grammar->tokens[at + 1].spaced)
        ++*next;
    return word->value;
}

// A year after a date, with or without a comma: 0 where there is none; *at moves behind it.
int date_grammar_take_year(const struct date_grammar *grammar, size_t *at)
{
    size_t next = *at + date_grammar_is_mark(grammar, *at, ",");
    int year = date_grammar_year(grammar, next);
    // "July 25, 2000 soldiers": a number that counts something is no year
    if (year && next > *at && date_grammar_is_mark(grammar, next + 1, "-"))
        year = 0;
    if (year)
        *at = next + 1;
    return year;
}

// What stands between the ends of a range: a dash, "to", "until", or "and" after "between".
// 2 for a bare "and", which joins only neighbouring days.
int date_grammar_range(const struct date_grammar *grammar, size_t first, size_t at)
{
    enum date_word_kind kind = date_grammar_kind(grammar, at);
    if (date_grammar_is_dash(grammar, at) || kind == DATE_WORD_TO)
        return 1;
    if (kind != DATE_WORD_AND)
        return 0;
    return first > 0 && date_grammar_kind(grammar, first - 1) == DATE_WORD_BETWEEN ? 1 : 2;
}
