// SPDX-License-Identifier: GPL-3.0-or-later
// Dateline: the line of origin at the head of a report, read token by token.
//
//   dateline = [ "(" ] places [ sep ] { date | agency } [ ")" ] ( dash | ":" | nothing )
//            | ( "(" agency ")" | AGENCY ) [ dash ] dateline with a date
//            | date [ "," ] ( agency | places ) [ agency ] dash
//
// where sep is a comma, full stop, slash, or a dash or bar before a date; and where it counts only with enough evidence that it is no ordinary sentence: see accepted().

#include <config.h>

#include "article/dateline.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LONGEST = 32, LONGEST_PLACE = 8 };

struct parser {
    const char *bytes;
    const struct token *tokens;
    size_t count, at;
};

static bool at_mark(const struct parser *parser, const char *mark)
{
    return parser->at < parser->count &&
           token_is(parser->bytes, &parser->tokens[parser->at], mark);
}

static bool take_mark(struct parser *parser, const char *mark)
{
    bool there = at_mark(parser, mark);
    parser->at += there;
    return there;
}

static size_t token_length(const struct token *token)
{
    return token->end - token->start;
}

int dateline_month(const char *word, size_t length)
{
    static const char *const names[] = {"january", "february", "march",     "april",
                                        "may",     "june",     "july",      "august",
                                        "september", "october", "november", "december"};
    if (length && word[length - 1] == '.')
        length--;
    for (int i = 0; i < 12; i++) {
        size_t whole = strlen(names[i]);
        bool abbreviation = length == 3 || (length == 4 && (i == 8 || i == 5 || i == 6));
        if ((length == whole || abbreviation) && strncasecmp(word, names[i], length) == 0)
            return i + 1;
    }
    return 0;
}

int dateline_weekday(const char *word, size_t length)
{
    static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};
    if (length && word[length - 1] == '.')
        length--;
    for (int i = 0; i < 7; i++) {
        bool abbreviation = length == 3 || (length == 4 && (i == 1 || i == 3)) ||
                            (length == 5 && i == 3);
        if ((length == strlen(names[i]) || abbreviation) &&
            strncasecmp(word, names[i], length) == 0)
            return i;
    }
    return -1;
}

static int token_month(const struct parser *parser, size_t at)
{
    if (at >= parser->count || parser->tokens[at].kind != TOKEN_WORD ||
        parser->tokens[at].shape == SHAPE_LOWER)
        return 0;
    return dateline_month(parser->bytes + parser->tokens[at].start, token_length(&parser->tokens[at]));
}

// The number of a token of digits (with "th" and the like behind them), else -1.
static int token_number(const struct parser *parser, size_t at)
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

static void take_year(struct parser *parser, struct partial_date *date)
{
    size_t at = parser->at;
    if (at_mark(parser, ","))
        at++;
    int year = token_number(parser, at);
    if (is_year(year)) {
        date->year = year;
        parser->at = at + 1;
    }
}

// 12/05/2021, 2021-05-12, 12.05.2021: the order of day and month where it can be told.
static bool take_numeric_date(struct parser *parser, struct partial_date *date)
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

// A date without or with weekday and year; its words go into *span.
static bool take_date(struct parser *parser, struct partial_date *date, struct span *span)
{
    size_t begin = parser->at, start = begin;
    if (begin >= parser->count)
        return false;
    const struct token *first = &parser->tokens[begin];
    if (first->kind == TOKEN_WORD &&
        dateline_weekday(parser->bytes + first->start, token_length(first)) >= 0) {
        parser->at++;
        take_mark(parser, ".");
        take_mark(parser, ",");
        start = parser->at;
    }
    bool found = false;
    int month = token_month(parser, parser->at);
    int day = token_number(parser, parser->at);
    if (month) {
        parser->at++;
        take_mark(parser, ".");
        int after = token_number(parser, parser->at);
        if (is_day(after)) {
            *date = (struct partial_date){0, month, after};
            parser->at++;
            take_year(parser, date);
            found = true;
        }
    } else if (is_day(day) && token_month(parser, parser->at + 1)) {
        *date = (struct partial_date){0, token_month(parser, parser->at + 1), day};
        parser->at += 2;
        if (at_mark(parser, ".") && !(parser->at + 1 < parser->count && parser->tokens[parser->at + 1].kind == TOKEN_WORD))
            parser->at++;
        take_year(parser, date);
        found = true;
    } else {
        found = take_numeric_date(parser, date);
    }
    if (!found) {
        parser->at = begin;
        return false;
    }
    *span = (struct span){parser->tokens[start].start, parser->tokens[parser->at - 1].end};
    return true;
}

static bool is_place_word(const struct token *token)
{
    return token->kind == TOKEN_WORD && token->shape != SHAPE_LOWER && token->shape != SHAPE_NONE;
}

static bool is_place_particle(const char *bytes, const struct token *token)
{
    static const char *const words[] = {"de", "del", "la", "el", "al", "of", "the", "do", "da",
                                        "dos", "es", "le", "les", "sur", "upon", "and", "am", "den"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (token_is(bytes, token, words[i]))
            return true;
    }
    return false;
}

// Words that begin sentences in front of a date: "On July 25 -", "From Monday".
static bool is_sentence_word(const struct parser *parser, const struct token *token)
{
    static const char *const words[] = {"from", "on", "in", "at", "the", "by", "since", "until",
                                        "between", "after", "before", "as", "a", "an", "of",
                                        "updated", "posted", "published", "note", "source"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (token->key == token_key(words[i]))
            return true;
    }
    return dateline_weekday(parser->bytes + token->start, token_length(token)) >= 0;
}

// One place: capitalised words, hyphens, apostrophes and particles between them.
static bool take_place(struct parser *parser, struct span *place, bool *capitals)
{
    size_t begin = parser->at;
    if (begin >= parser->count || is_sentence_word(parser, &parser->tokens[begin]))
        return false;
    while (parser->at < parser->count && parser->at - begin < LONGEST_PLACE) {
        const struct token *token = &parser->tokens[parser->at];
        bool more = parser->at + 1 < parser->count && is_place_word(token + 1);
        if (is_place_word(token) && !(parser->at > begin && token_month(parser, parser->at))) {
            *capitals = *capitals && token->shape != SHAPE_CAPITAL;
        } else if (parser->at > begin && more &&
                   (is_place_particle(parser->bytes, token) ||
                    (token_is(parser->bytes, token, "-") && !token->spaced && !token[1].spaced))) {
            // the next word belongs to it
        } else if (parser->at > begin && more && token_is(parser->bytes, token, ".") &&
                   token_length(token - 1) <= 3 && token[1].spaced) {
            // "ST. PETERSBURG"
        } else {
            break;
        }
        parser->at++;
    }
    if (parser->at == begin)
        return false;
    *place = (struct span){parser->tokens[begin].start, parser->tokens[parser->at - 1].end};
    return true;
}

// "(Xinhua)", "[AFP]", "/TASS/": at most six tokens, the first capitalised.
static bool take_agency(struct parser *parser, struct span *agency)
{
    static const char *const brackets[][2] = {{"(", ")"}, {"[", "]"}, {"/", "/"}};
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        if (!at_mark(parser, brackets[i][0]))
            continue;
        size_t begin = parser->at + 1, at = begin;
        if (begin >= parser->count || !is_place_word(&parser->tokens[begin]))
            return false;
        while (at < parser->count && at - begin < 6 &&
               !token_is(parser->bytes, &parser->tokens[at], brackets[i][1]))
            at++;
        if (at >= parser->count || !token_is(parser->bytes, &parser->tokens[at], brackets[i][1]))
            return false;
        *agency = (struct span){parser->tokens[begin].start, parser->tokens[at - 1].end};
        parser->at = at + 1;
        return true;
    }
    return false;
}

// "— – - -- ―" or ":", with white space at one side at least; the end of the dateline.
static bool take_dash(struct parser *parser)
{
    size_t begin = parser->at;
    static const char *const dashes[] = {"\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x80\x95", "-", ":"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (take_mark(parser, dashes[i])) {
            while (take_mark(parser, dashes[i]))
                continue;
            bool spaced = parser->tokens[begin].spaced || parser->at >= parser->count ||
                          parser->tokens[parser->at].spaced;
            if (!spaced)
                parser->at = begin;
            return spaced;
        }
    }
    return false;
}

// The place of a bare agency without brackets, as in "RIYADH, SPA --": one word in capitals.
static bool take_bare_agency(struct parser *parser, struct span *agency)
{
    if (parser->at + 1 >= parser->count || parser->tokens[parser->at].shape != SHAPE_UPPER)
        return false;
    struct parser ahead = *parser;
    ahead.at++;
    take_mark(&ahead, ".");
    if (!take_dash(&ahead))
        return false;
    *agency = (struct span){parser->tokens[parser->at].start, parser->tokens[parser->at].end};
    parser->at++;
    return true;
}

static bool next_begins_sentence(const struct parser *parser)
{
    if (parser->at >= parser->count)
        return false;
    const struct token *token = &parser->tokens[parser->at];
    return token->kind != TOKEN_WORD || token->shape != SHAPE_LOWER;
}

struct evidence {
    bool capitals, date, weekday, agency, dash, colon, bracketed;
    bool year; // the date is whole
    bool stop; // a full stop ends it
};

// A place alone is no dateline. In capitals it needs a dash, a date or an agency; otherwise an
// agency or a date, and a dash or both; a whole date may end with a full stop.
static bool accepted(const struct evidence *seen, const struct parser *parser)
{
    if (seen->bracketed)
        return seen->date && next_begins_sentence(parser);
    if (seen->agency)
        return seen->dash || seen->date || seen->capitals;
    if (seen->date)
        return seen->dash || ((seen->capitals || (seen->year && seen->stop)) &&
                              next_begins_sentence(parser));
    return (seen->capitals || seen->weekday) && seen->dash && !seen->colon &&
           next_begins_sentence(parser);
}

bool dateline_parse_bare_date(const char *bytes, const struct token *tokens, size_t count,
                              struct dateline *dateline)
{
    struct parser parser = {bytes, tokens, count < LONGEST ? count : LONGEST, 0};
    *dateline = (struct dateline){0};
    if (!take_date(&parser, &dateline->written, &dateline->date) || !dateline->written.year ||
        !take_dash(&parser) || parser.at >= parser.count || !next_begins_sentence(&parser))
        return false;
    dateline->span = (struct span){tokens[0].start, tokens[parser.at - 1].end};
    return true;
}

// A dash or bar before a date: "Accra – 14 March 2023:", "ACCRA | March 14 |".
static bool take_bar(struct parser *parser)
{
    struct parser ahead = *parser;
    struct partial_date date;
    struct span span;
    if (!take_mark(&ahead, "|") && !take_dash(&ahead))
        return false;
    struct parser dated = ahead;
    if (!take_date(&dated, &date, &span))
        return false;
    *parser = ahead;
    return true;
}

// "(14 March 2023)" behind a place.
static bool take_bracketed_date(struct parser *parser, struct dateline *dateline)
{
    struct parser ahead = *parser;
    if (!take_mark(&ahead, "(") || !take_date(&ahead, &dateline->written, &dateline->date) ||
        !take_mark(&ahead, ")"))
        return false;
    *parser = ahead;
    return true;
}

// The weekday alone of "ACCRA, Tuesday (GNA) –".
static bool take_weekday(struct parser *parser)
{
    if (parser->at >= parser->count)
        return false;
    const struct token *token = &parser->tokens[parser->at];
    if (token->kind != TOKEN_WORD || token->shape == SHAPE_LOWER ||
        dateline_weekday(parser->bytes + token->start, token_length(token)) < 0)
        return false;
    parser->at++;
    take_mark(parser, ".");
    return true;
}

// What follows the place: dates and agencies, further places.
static void take_rest(struct parser *parser, struct dateline *dateline, struct evidence *seen)
{
    bool going = true;
    while (going) {
        going = take_mark(parser, ",") || take_mark(parser, ".") || take_mark(parser, "/");
        size_t slash = parser->at; // "WASHINGTON/BEIJING" against "/TASS/"
        if (going && token_is(parser->bytes, &parser->tokens[slash - 1], "/")) {
            parser->at--;
            if (take_agency(parser, &dateline->agency)) {
                seen->agency = true;
                continue;
            }
            parser->at = slash;
        }
        going = going || (!seen->date && take_bar(parser));
        if (!seen->date && (take_date(parser, &dateline->written, &dateline->date) ||
                            take_bracketed_date(parser, dateline))) {
            seen->date = going = true;
        } else if (going && !seen->date && !seen->weekday && take_weekday(parser)) {
            seen->weekday = true;
        } else if (!seen->agency && take_agency(parser, &dateline->agency)) {
            seen->agency = going = true;
        } else if (parser->at == slash && going && take_bare_agency(parser, &dateline->agency)) {
            seen->agency = true;
        } else if (going && !seen->date && !seen->agency) {
            struct span further;
            bool further_capitals = true;
            going = take_place(parser, &further, &further_capitals); // a second place, or a state
        } else {
            going = false;
        }
    }
}

// "(GNA) Accra, March 14 –", "AGI - Accra, 14 Mar. -": an agency, then a dateline with a date.
static bool parse_agency_first(struct parser *parser, struct dateline *dateline,
                               struct evidence *seen)
{
    struct parser ahead = *parser;
    if (!take_agency(&ahead, &dateline->agency)) {
        const struct token *first = &ahead.tokens[0];
        if (ahead.count < 4 || first->shape != SHAPE_UPPER)
            return false;
        dateline->agency = (struct span){first->start, first->end};
        ahead.at++;
        if (!take_dash(&ahead))
            return false;
    }
    if (!take_dash(&ahead))
        take_mark(&ahead, ",");
    seen->agency = true;
    if (!take_place(&ahead, &dateline->place, &seen->capitals))
        return false;
    take_rest(&ahead, dateline, seen);
    *parser = ahead;
    return seen->date;
}

// "14 March 2023, Accra —", "March 14 (GNA) --": a date, then place or agency.
static bool parse_date_first(struct parser *parser, struct dateline *dateline,
                             struct evidence *seen)
{
    if (!take_date(parser, &dateline->written, &dateline->date))
        return false;
    seen->date = true;
    bool comma = take_mark(parser, ",");
    seen->agency = take_agency(parser, &dateline->agency);
    if (comma && !seen->agency && !take_place(parser, &dateline->place, &seen->capitals))
        return false;
    if (!seen->agency)
        seen->agency = take_agency(parser, &dateline->agency);
    return seen->agency || dateline->place.end > 0;
}

static bool parse_place_first(struct parser *parser, struct dateline *dateline,
                              struct evidence *seen)
{
    seen->bracketed = take_mark(parser, "(") || take_mark(parser, "[");
    if (!take_place(parser, &dateline->place, &seen->capitals))
        return false;
    take_rest(parser, dateline, seen);
    if (!seen->bracketed)
        return true;
    if (!take_mark(parser, ")") && !take_mark(parser, "]"))
        return false;
    if (!seen->agency)
        seen->agency = take_agency(parser, &dateline->agency);
    return true;
}

typedef bool form_parser(struct parser *parser, struct dateline *dateline, struct evidence *seen);

// Whether the tokens begin with a dateline of this form; ordered forms end with a dash.
static bool parse_form(form_parser *parse, bool ordered, struct parser parser,
                       struct dateline *dateline)
{
    size_t count = parser.count;
    struct evidence seen = {.capitals = true};
    *dateline = (struct dateline){0};
    if (count == 0 || !parse(&parser, dateline, &seen))
        return false;
    seen.year = dateline->written.year != 0;
    seen.stop = parser.at > 0 && token_is(parser.bytes, &parser.tokens[parser.at - 1], ".");
    size_t before_dash = parser.at;
    seen.dash = take_dash(&parser) || (seen.date && take_mark(&parser, "|"));
    seen.colon = seen.dash && token_is(parser.bytes, &parser.tokens[before_dash], ":");
    bool enough = ordered ? seen.dash && !seen.colon && next_begins_sentence(&parser)
                          : accepted(&seen, &parser);
    if (!enough)
        return false;
    dateline->span = (struct span){parser.tokens[0].start, parser.tokens[parser.at - 1].end};
    return true;
}

bool dateline_parse(const char *bytes, const struct token *tokens, size_t count,
                    struct dateline *dateline)
{
    struct parser parser = {bytes, tokens, count < LONGEST ? count : LONGEST, 0};
    bool found = parse_form(parse_agency_first, true, parser, dateline) ||
                 parse_form(parse_date_first, true, parser, dateline) ||
                 parse_form(parse_place_first, false, parser, dateline);
    return found && dateline->span.end < tokens[count - 1].end;
}

bool dateline_parse_publication_line(const char *bytes, const struct token *tokens, size_t count,
                                     struct dateline *dateline)
{
    static const char *const labels[] = {
        "posted", "published", "updated", "date",  "on", "issued", "press", "release", "publication",
        "at",     "last",      "source",  "no",    "nr", "number", "time",  "news",    "statement",
        "media",  "readout",   "note",    "added", "of", "created"};
    // who publishes, by the last word of the name
    static const char *const publishers[] = {"agency", "ministry", "office", "service", "bureau",
                                             "affairs", "secretariat", "presidency", "commission",
                                             NULL};
    enum { LONGEST_LINE = 16, LONGEST_PUBLISHER = 6 };
    if (count == 0 || count > LONGEST_LINE)
        return false;
    struct parser parser = {bytes, tokens, count, 0};
    *dateline = (struct dateline){0};
    size_t others = 0;
    bool found = false, publisher = false;
    while (parser.at < count) {
        if (!found && take_date(&parser, &dateline->written, &dateline->date)) {
            found = true;
            continue;
        }
        const struct token *token = &tokens[parser.at++];
        bool label = token->kind != TOKEN_WORD; // marks, and the time of day
        for (size_t i = 0; i < sizeof labels / sizeof *labels && !label; i++)
            label = token->key == token_key(labels[i]);
        others += !label;
        for (size_t i = 0; publishers[i]; i++)
            publisher = publisher || token->key == token_key(publishers[i]);
    }
    if (!found || others > (publisher ? LONGEST_PUBLISHER : 1))
        return false;
    dateline->span = (struct span){tokens[0].start, tokens[count - 1].end};
    return true;
}
