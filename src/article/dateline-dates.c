// SPDX-License-Identifier: GPL-3.0-or-later
// The dates of datelines: with or without weekday and year, in either order, in figures, and days
// of other calendars, which are passed over.

#include <config.h>

#include "article/dateline-parser.h"

#include <string.h>
#include <strings.h>

static size_t token_length(const struct token *token)
{
    return token->end - token->start;
}

int dateline_token_month(const struct dateline_parser *parser, size_t at)
{
    if (at >= parser->count || parser->tokens[at].kind != TOKEN_WORD ||
        parser->tokens[at].shape == SHAPE_LOWER)
        return 0;
    return dateline_month(parser->bytes + parser->tokens[at].start, token_length(&parser->tokens[at]));
}

// The number of a token of digits (with "th" and the like behind them), else -1.
int dateline_token_number(const struct dateline_parser *parser, size_t at)
{
    if (at >= parser->count || token_length(&parser->tokens[at]) > 4)
        return -1;
    const char *start = parser->bytes + parser->tokens[at].start;
    int number = 0;
    size_t digits = 0, length = token_length(&parser->tokens[at]);
    for (; digits < length && start[digits] >= '0' && start[digits] <= '9'; digits++)
        number = number * 10 + (start[digits] - '0');
    static const char *const endings[] = {"", "st", "nd", "rd", "th"};
    for (size_t i = 0; digits && i < sizeof endings / sizeof *endings; i++) {
        if (strlen(endings[i]) == length - digits &&
            strncasecmp(start + digits, endings[i], length - digits) == 0)
            return number;
    }
    return -1;
}

static bool is_day(int number)
{
    return number >= 1 && number <= 31;
}

static bool is_year(int number)
{
    return number >= 1800 && number <= 2199;
}

static void take_year(struct dateline_parser *parser, struct partial_date *date)
{
    size_t at = parser->at;
    if (dateline_at_mark(parser, ",") || dateline_at_mark(parser, "/"))
        at++;
    int year = dateline_token_number(parser, at);
    if (is_year(year)) {
        date->year = year;
        parser->at = at + 1;
    }
}

// 12/05/2021, 2021-05-12, 12.05.2021: the order of day and month where it can be told.
static bool take_numeric_date(struct dateline_parser *parser, struct partial_date *date)
{
    struct token const *tokens = parser->tokens + parser->at;
    if (parser->at >= parser->count)
        return false;
    const char *start = parser->bytes + tokens[0].start;
    const char *limit = parser->bytes + parser->tokens[parser->count - 1].end;
    int numbers[3] = {0};
    size_t widths[3] = {0};
    char separator = 0;
    const char *at = start;
    for (int i = 0; i < 3; i++) {
        while (at < limit && *at >= '0' && *at <= '9' && widths[i] < 4) {
            numbers[i] = numbers[i] * 10 + (*at++ - '0');
            widths[i]++;
        }
        if (!widths[i])
            return false;
        if (i == 2)
            break;
        if (at >= limit || !strchr("/-.", *at) || (separator && *at != separator))
            return false;
        separator = *at++;
    }
    if (at < limit && *at >= '0' && *at <= '9')
        return false;
    bool iso = is_year(numbers[0]);
    int day = iso ? numbers[2] : numbers[0], month = numbers[1], year = iso ? numbers[0] : numbers[2];
    if (!is_year(year))
        return false;
    if (!iso && month > 12) { // only month/day/year can be meant
        int swapped = day;
        day = month;
        month = swapped;
    }
    if (!is_day(day) || month < 1 || month > 12)
        return false;
    *date = (struct partial_date){year, month, day};
    size_t end = (size_t)(at - parser->bytes);
    while (parser->at < parser->count && parser->tokens[parser->at].start < end)
        parser->at++;
    return true;
}

// "July 25", "Sept. 5, 2019".
static bool take_month_first(struct dateline_parser *parser, struct partial_date *date)
{
    int month = dateline_token_month(parser, parser->at);
    if (!month)
        return false;
    parser->at++;
    dateline_take_mark(parser, ".");
    int day = dateline_token_number(parser, parser->at);
    if (!is_day(day))
        return false;
    *date = (struct partial_date){0, month, day};
    parser->at++;
    take_year(parser, date);
    return true;
}

// "25 July", "5th of September 2019", "25-Jul-2024".
static bool take_day_first(struct dateline_parser *parser, struct partial_date *date)
{
    int day = dateline_token_number(parser, parser->at);
    if (!is_day(day))
        return false;
    parser->at++;
    bool hyphen = dateline_take_mark(parser, "-");
    if (!hyphen)
        dateline_take_mark(parser, "of");
    int month = dateline_token_month(parser, parser->at);
    if (!month)
        return false;
    *date = (struct partial_date){0, month, day};
    parser->at++;
    bool stop_of_month = dateline_at_mark(parser, ".") &&
                         !(parser->at + 1 < parser->count &&
                           parser->tokens[parser->at + 1].kind == TOKEN_WORD);
    parser->at += stop_of_month;
    if (hyphen && dateline_at_mark(parser, "-") &&
        is_year(dateline_token_number(parser, parser->at + 1)))
        parser->at++;
    take_year(parser, date);
    return true;
}

bool dateline_take_date(struct dateline_parser *parser, struct partial_date *date,
                        struct span *span)
{
    size_t begin = parser->at, start = begin;
    if (begin >= parser->count)
        return false;
    const struct token *first = &parser->tokens[begin];
    if (first->kind == TOKEN_WORD &&
        dateline_weekday(parser->bytes + first->start, token_length(first)) >= 0) {
        parser->at++;
        dateline_take_mark(parser, ".");
        dateline_take_mark(parser, ",");
        start = parser->at;
    }
    static bool (*const forms[])(struct dateline_parser *, struct partial_date *) = {
        take_month_first, take_day_first, take_numeric_date};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        parser->at = start;
        if (forms[i](parser, date)) {
            *span = (struct span){parser->tokens[start].start, parser->tokens[parser->at - 1].end};
            return true;
        }
    }
    parser->at = begin;
    return false;
}

bool dateline_take_other_date(struct dateline_parser *parser)
{
    struct dateline_parser ahead = *parser;
    if (!dateline_is_name_word(&ahead, ahead.at) || dateline_token_month(&ahead, ahead.at))
        return false;
    ahead.at++;
    if (dateline_at_mark(&ahead, "-") && dateline_is_name_word(&ahead, ahead.at + 1))
        ahead.at += 2; // "Dhul-Hijjah"
    int day = dateline_token_number(&ahead, ahead.at);
    if (day < 1 || day > 32)
        return false;
    ahead.at++;
    size_t before_year = ahead.at;
    dateline_take_mark(&ahead, ",");
    int year = dateline_token_number(&ahead, ahead.at);
    if (year < 1000) {
        ahead.at = before_year;
    } else {
        ahead.at++;
        if (!dateline_take_mark(&ahead, "H"))
            dateline_take_mark(&ahead, "AH");
    }
    static const char *const follow[] = {",", "(", "[", "/", "-", ":", "\u2013", "\u2014"};
    for (size_t i = 0; i < sizeof follow / sizeof *follow; i++) {
        if (dateline_at_mark(&ahead, follow[i])) {
            parser->at = ahead.at;
            return true;
        }
    }
    return false;
}
