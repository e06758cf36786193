// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ARTICLE_DATELINE_PARSER_H
#define ARTICLE_DATELINE_PARSER_H

#include "article/dateline.h"

// What the readers of datelines share: a place in the tokens of a paragraph that moves on when
// something is taken. What cannot be taken leaves it where it is.

struct dateline_parser {
    const char *bytes;
    const struct token *tokens;
    size_t count, at;
};

// Whether the next token is `mark`; the second takes it.
bool dateline_at_mark(const struct dateline_parser *parser, const char *mark);
bool dateline_take_mark(struct dateline_parser *parser, const char *mark);

// Whether a capitalised word is at token `at`, one in capitals counts.
bool dateline_is_name_word(const struct dateline_parser *parser, size_t at);

// The month named by token `at`, 1–12, else 0; lower case names none.
int dateline_token_month(const struct dateline_parser *parser, size_t at);

// The number that token `at` is ("5", "5th"), else -1.
int dateline_token_number(const struct dateline_parser *parser, size_t at);

// Takes a day with month, with or without weekday and year; its words without the weekday go into
// *span.
bool dateline_take_date(struct dateline_parser *parser, struct partial_date *date,
                        struct span *span);

// Takes a day of another calendar: a capitalised word that is no month of ours, a number, perhaps
// a year ("Rabi'II 1, 1446 H", "Jestha 4"). A comma, a bracket or a dash must follow.
bool dateline_take_other_date(struct dateline_parser *parser);

// How many tokens from `at` are the name of a news agency that all know; 0: none.
size_t dateline_agency_length(const struct dateline_parser *parser, size_t at);

#endif
