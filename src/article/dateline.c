// SPDX-License-Identifier: GPL-3.0-or-later
// Dateline: the line of origin at the head of a report, read token by token.
//
//   dateline = element { separator element } end
//   element  = place | date | day of another calendar | weekday | agency | "(" element … ")"
//
// in any order, each at most once but places. What was seen is evidence; with enough of it the
// line is no ordinary sentence (is_strong), with less it is a dateline only where a report begins
// (is_weak). A dash ends it unless another element and an end follow. The look-ahead is bounded.

#include <config.h>

#include "article/dateline-parser.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LONGEST = 40, LONGEST_PLACE = 8, LONGEST_AGENCY = 6 };

struct evidence {
    bool place, agency, date;
    bool day;       // a weekday alone, or a day of another calendar
    bool capitals;  // the place is in capitals
    bool bracketed; // the whole stands in brackets
    bool closed;    // the date stands in brackets
    bool dash, colon, stop, semicolon;
    bool prefixed; // the agency stands first
    size_t places;
};

struct reading {
    struct dateline_parser parser;
    struct dateline dateline;
    struct evidence seen;
};

// --- places --------------------------------------------------------------------------------------

static bool is_place_particle(const char *bytes, const struct token *token)
{
    static const char *const words[] = {"de", "del", "la", "el", "al", "of", "the", "do", "da",
                                        "dos", "es", "le", "les", "sur", "upon", "and", "am", "den"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (bytes[token->start] == *words[i] && token_is(bytes, token, words[i]))
            return true;
    }
    return false;
}

// Words that begin sentences in front of a date: "On July 25 -", "From Monday".
static bool is_sentence_word(const struct dateline_parser *parser, size_t at)
{
    static const char *const words[] = {"from", "on", "in", "at", "by", "since", "until", "to",
                                        "between", "after", "before", "as", "a", "an", "of",
                                        "updated", "posted", "published", "note", "source", "date",
                                        "time", "press", "news", "media", "tags", "editor", "photo",
                                        "also", "and", "but", "if", "we", "he", "she", "it", "they",
                                        "i", "you", "this", "that", "these", "for", "with", "no",
                                        "joint", "statement", "communique", "readout", "remarks"};
    const struct token *token = &parser->tokens[at];
    const char *start = parser->bytes + token->start;
    size_t length = token->end - token->start;
    // "The Hague", "The Valley": an article before a name is of it.
    if (length == 3 && strncasecmp(start, "the", 3) == 0)
        return at + 2 >= parser->count || !dateline_is_name_word(parser, at + 1) ||
               dateline_is_name_word(parser, at + 2) ||
               parser->tokens[at + 2].kind != TOKEN_MARK;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!((*start ^ *words[i]) & 0x5F) && strlen(words[i]) == length &&
            strncasecmp(start, words[i], length) == 0)
            return true;
    }
    return dateline_weekday(start, length) >= 0;
}

// One place: capitalised words, hyphens, apostrophes and particles between them.
static bool take_place(struct dateline_parser *parser, struct span *place, bool *capitals)
{
    size_t begin = parser->at;
    if (!dateline_is_name_word(parser, begin) || is_sentence_word(parser, begin))
        return false;
    while (parser->at < parser->count && parser->at - begin < LONGEST_PLACE) {
        const struct token *token = &parser->tokens[parser->at];
        bool more = dateline_is_name_word(parser, parser->at + 1);
        if (dateline_is_name_word(parser, parser->at) &&
            !(parser->at > begin && dateline_token_month(parser, parser->at))) {
            *capitals = *capitals && token->shape != SHAPE_CAPITAL;
        } else if (parser->at > begin && more &&
                   (is_place_particle(parser->bytes, token) ||
                    (token_is(parser->bytes, token, "-") && !token->spaced && !token[1].spaced))) {
            // the next word belongs to it
        } else if (parser->at > begin && token->kind == TOKEN_POSSESSIVE) {
            // "ST JOHN'S"
        } else if (parser->at > begin && more && token_is(parser->bytes, token, ".") &&
                   token[-1].end - token[-1].start <= 3 && token[1].spaced) {
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

// --- dashes --------------------------------------------------------------------------------------

// "— – - -- ―", with white space at one side at least, or after a bracket or a capital; ":" counts
// as one.
static bool take_dash(struct dateline_parser *parser)
{
    enum { SHORTEST_SHOUT = 4 };
    size_t begin = parser->at;
    static const char *const dashes[] = {"\u2014", "\u2013", "\u2015", "-", ":"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (!dateline_take_mark(parser, dashes[i]))
            continue;
        size_t marks = 1;
        while (dateline_take_mark(parser, dashes[i]))
            marks++;
        const struct token *before = begin > 0 ? &parser->tokens[begin - 1] : NULL;
        bool closed = before && strchr(")]/", parser->bytes[before->start]);
        bool spaced = parser->tokens[begin].spaced || parser->at >= parser->count ||
                      parser->tokens[parser->at].spaced || (closed && i != 4) ||
                      (before && before->shape == SHAPE_UPPER && (i == 0 || marks > 1) &&
                       before->end - before->start >= SHORTEST_SHOUT);
        if (!spaced)
            parser->at = begin;
        return spaced;
    }
    return false;
}

static bool dash_follows(struct dateline_parser parser)
{
    return take_dash(&parser);
}

static bool next_begins_sentence(const struct dateline_parser *parser)
{
    if (parser->at >= parser->count)
        return false;
    const struct token *token = &parser->tokens[parser->at];
    return token->kind != TOKEN_WORD || token->shape != SHAPE_LOWER;
}

// --- elements ------------------------------------------------------------------------------------

static bool take_reading_place(struct reading *reading)
{
    struct span place;
    bool capitals = true;
    if (!take_place(&reading->parser, &place, &capitals))
        return false;
    if (!reading->seen.place) {
        reading->dateline.place = place;
        reading->seen.capitals = capitals;
    }
    reading->seen.place = true;
    reading->seen.places++;
    return true;
}

static bool take_reading_date(struct reading *reading)
{
    if (reading->seen.date || !dateline_take_date(&reading->parser, &reading->dateline.written,
                                                  &reading->dateline.date))
        return false;
    reading->seen.date = true;
    return true;
}

static void note_agency(struct reading *reading, size_t from, size_t to)
{
    const struct token *tokens = reading->parser.tokens;
    reading->dateline.agency = (struct span){tokens[from].start, tokens[to - 1].end};
    reading->seen.agency = true;
}

// What stands in brackets or between slashes: a date ("(6 September 2024)"), else the agency; but
// a country, "[India]", where the agency follows in brackets of its own.
static bool take_bracketed(struct reading *reading)
{
    static const char *const brackets[][2] = {{"(", ")"}, {"[", "]"}, {"/", "/"}};
    struct dateline_parser *parser = &reading->parser;
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        if (!dateline_at_mark(parser, brackets[i][0]))
            continue;
        size_t open = parser->at, begin = open + 1, end = begin;
        while (end < parser->count && end - begin < 2 * LONGEST_AGENCY &&
               !token_is(parser->bytes, &parser->tokens[end], brackets[i][1]))
            end++;
        if (end >= parser->count || end == begin ||
            !token_is(parser->bytes, &parser->tokens[end], brackets[i][1]))
            return false;
        parser->at = begin;
        struct reading inside = *reading;
        inside.parser.count = end;
        if (take_reading_date(&inside) && inside.parser.at == end) {
            size_t count = parser->count;
            *reading = inside;
            reading->seen.closed = true;
            parser->count = count;
            parser->at = end + 1;
            return true;
        }
        bool known = dateline_agency_length(parser, begin) > 0;
        bool name = dateline_is_name_word(parser, begin) && end - begin <= LONGEST_AGENCY;
        parser->at = end + 1;
        bool lower = end == begin + 1 && reading->seen.place && dash_follows(*parser);
        bool again = reading->seen.agency && !known;
        if (!(known || name || lower) || again) {
            parser->at = open;
            return false;
        }
        // A name that none knows, a date still to come: the country of the place.
        bool shouted = parser->tokens[begin].shape == SHAPE_UPPER;
        bool country = !known && !shouted && reading->seen.place && !reading->seen.date &&
                       dateline_at_mark(parser, ",");
        if (!country)
            note_agency(reading, begin, end);
        return true;
    }
    return false;
}

// An agency without brackets: one that all know, before or after all else; a word in capitals
// before a dash ("RIYADH, SPA --"); after a date up to three names before a dash; in capitals
// before the full stop that ends a dateline of capitals ("YEREVAN, NOVEMBER 7, ARMENPRESS.").
static bool take_bare_agency(struct reading *reading)
{
    struct dateline_parser *parser = &reading->parser;
    if (reading->seen.agency || parser->at >= parser->count)
        return false;
    size_t begin = parser->at, known = dateline_agency_length(parser, begin);
    struct dateline_parser ahead = *parser;
    if (known) {
        ahead.at += known;
    } else {
        if (!reading->seen.place || !dateline_is_name_word(parser, begin))
            return false;
        bool shouted = parser->tokens[begin].shape == SHAPE_UPPER;
        size_t most = reading->seen.date ? 3 : 1;
        while (ahead.at < ahead.count && ahead.at - begin < most &&
               dateline_is_name_word(&ahead, ahead.at) && (reading->seen.date || shouted))
            ahead.at++;
        if (memchr(parser->bytes + parser->tokens[begin].start, '.',
                   parser->tokens[begin].end - parser->tokens[begin].start))
            return false; // "WASHINGTON, D.C."
        if (shouted && dateline_at_mark(&ahead, ".") && ahead.at + 1 < ahead.count &&
            token_is(ahead.bytes, &ahead.tokens[ahead.at + 1], "com"))
            ahead.at += 2; // "KOMPAS.com"
    }
    if (ahead.at == begin)
        return false;
    struct dateline_parser end = ahead;
    dateline_take_mark(&end, ".");
    bool ends = take_dash(&end) || dateline_at_mark(&ahead, "/") ||
                (reading->seen.date && dateline_at_mark(&ahead, ".") &&
                 parser->tokens[begin].shape == SHAPE_UPPER) ||
                (known && (ahead.at >= ahead.count || (reading->seen.place && reading->seen.date)));
    bool first = known && !reading->seen.place && !reading->seen.date &&
                 (dateline_is_name_word(&ahead, ahead.at) || dateline_at_mark(&ahead, ","));
    if (!ends && !first)
        return false;
    reading->seen.prefixed = !reading->seen.place && !reading->seen.date;
    note_agency(reading, begin, ahead.at);
    parser->at = ahead.at;
    return true;
}

static bool take_weekday(struct reading *reading)
{
    struct dateline_parser *parser = &reading->parser;
    if (reading->seen.date || !reading->seen.place || parser->at >= parser->count)
        return false;
    const struct token *token = &parser->tokens[parser->at];
    if (token->kind != TOKEN_WORD || dateline_weekday(parser->bytes + token->start,
                                                      token->end - token->start) < 0)
        return false;
    parser->at++;
    reading->seen.day = true;
    return true;
}

static bool take_element(struct reading *reading, bool separated)
{
    const struct evidence *seen = &reading->seen;
    if (take_reading_date(reading) || take_bracketed(reading))
        return true;
    if ((separated || !seen->place) && take_bare_agency(reading))
        return true;
    if (separated && (take_weekday(reading) ||
                      (seen->place && dateline_take_other_date(&reading->parser)))) {
        reading->seen.day = true;
        return true;
    }
    // After "March 13, 2025." a sentence begins, in "March 13, 2025, Rome" the place.
    bool may_be_place = (!seen->place && !seen->stop) || (separated && !seen->date && !seen->agency);
    return may_be_place && take_reading_place(reading);
}

static bool take_separator(struct dateline_parser *parser)
{
    return dateline_take_mark(parser, ",") || dateline_take_mark(parser, ".") ||
           dateline_take_mark(parser, "|");
}

// "WASHINGTON/BEIJING" against "/TASS/".
static bool take_slash(struct reading *reading)
{
    struct reading ahead = *reading;
    return !take_bracketed(&ahead) && dateline_take_mark(&reading->parser, "/");
}

static void take_elements(struct reading *reading)
{
    bool separated = true;
    while (take_element(reading, separated)) {
        reading->seen.stop = dateline_at_mark(&reading->parser, ".");
        separated = take_separator(&reading->parser) || take_slash(reading);
        if (separated && reading->seen.place && take_separator(&reading->parser))
            reading->seen.stop = false; // "Oct., 3"
    }
}

static void take_end(struct reading *reading)
{
    struct dateline_parser *parser = &reading->parser;
    reading->seen.colon = dateline_at_mark(parser, ":");
    reading->seen.dash = take_dash(parser);
    if (!reading->seen.dash && reading->seen.place && reading->seen.date)
        reading->seen.dash = token_is(parser->bytes, &parser->tokens[parser->at - 1], "|");
    if (!reading->seen.dash && reading->seen.agency)
        reading->seen.semicolon = dateline_take_mark(parser, ";");
}

// After a dash within: "(ANSA) - ROME, SEP 20 -", "CAIRO - 7 November 2025:", "Georgetown, Guyana
// – (March 13, 2025)", "20 September 2024 - Rome -".
static void take_rest(struct reading *reading)
{
    if (!reading->seen.dash || reading->seen.colon || (reading->seen.date && reading->seen.place))
        return;
    struct reading ahead = *reading;
    ahead.seen.dash = false;
    bool had_place = ahead.seen.place;
    if (had_place) {
        bool bracket = dateline_at_mark(&ahead.parser, "(");
        if (!take_element(&ahead, false) || !ahead.seen.date)
            return;
        take_end(&ahead);
        if (!ahead.seen.dash && !bracket && ahead.parser.at < ahead.parser.count)
            return;
    } else {
        take_elements(&ahead);
        if (!ahead.seen.place)
            return;
        take_end(&ahead);
        if (!ahead.seen.dash || !(ahead.seen.date || ahead.seen.capitals))
            return;
    }
    *reading = ahead;
}

static bool read_line(const char *bytes, const struct token *tokens, size_t count,
                      struct reading *reading)
{
    *reading = (struct reading){
        .parser = {bytes, tokens, count < LONGEST ? count : LONGEST, 0},
    };
    struct dateline_parser *parser = &reading->parser;
    if (count == 0 || !(tokens[0].kind == TOKEN_NUMBER || dateline_is_name_word(parser, 0) ||
                        dateline_at_mark(parser, "(") || dateline_at_mark(parser, "[") ||
                        dateline_at_mark(parser, "/")))
        return false;
    struct reading whole = *reading;
    whole.parser.at = 1;
    bool bracket = dateline_at_mark(parser, "(") || dateline_at_mark(parser, "[");
    if (bracket && take_reading_place(&whole)) {
        dateline_take_mark(&whole.parser, ",");
        take_elements(&whole);
        if (take_dash(&whole.parser))
            take_elements(&whole);
        if (whole.seen.date && (dateline_take_mark(&whole.parser, ")") ||
                                dateline_take_mark(&whole.parser, "]"))) {
            *reading = whole;
            reading->seen.bracketed = true;
            if (!reading->seen.agency)
                take_bracketed(reading);
            take_end(reading);
            return true;
        }
    }
    if (dateline_at_mark(parser, "(") || dateline_at_mark(parser, "/")) {
        if (!take_bracketed(reading) || !reading->seen.agency)
            return false;
        reading->seen.prefixed = true;
        dateline_take_mark(parser, ",");
    }
    take_elements(reading);
    take_end(reading);
    take_rest(reading);
    return reading->seen.place || reading->seen.date || reading->seen.agency;
}

// --- evidence ------------------------------------------------------------------------------------

// A place alone is no dateline. In capitals it needs a dash, a date or an agency; otherwise an
// agency or a date, and a dash or both; a whole date may end with a full stop.
static bool is_strong(const struct reading *reading)
{
    const struct evidence *seen = &reading->seen;
    bool begins = next_begins_sentence(&reading->parser);
    if (reading->parser.at >= reading->parser.count)
        return false;
    if (!seen->place)
        return seen->agency && seen->date && seen->dash; // "March 14 (GNA) --"
    if (seen->bracketed)
        return seen->date && begins;
    if (seen->agency)
        return seen->dash || seen->date || seen->day || seen->semicolon ||
               (seen->capitals && !seen->prefixed);
    bool whole_date = reading->dateline.written.year != 0;
    if (seen->date)
        return seen->dash || ((seen->capitals || seen->closed || (whole_date && seen->stop)) && begins);
    return seen->capitals && seen->dash && (!seen->colon || seen->day) && begins;
}

// A name of one letter: "A:", "X -".
static bool is_tiny(struct span name)
{
    return !span_is_empty(name) && span_length(name) < 2;
}

static bool is_weak(const struct reading *reading)
{
    enum { LONGEST_ALONE = 5 };
    const struct evidence *seen = &reading->seen;
    const struct dateline *dateline = &reading->dateline;
    if (reading->parser.at >= reading->parser.count ||
        !next_begins_sentence(&reading->parser) || is_tiny(dateline->place) ||
        is_tiny(dateline->agency))
        return false;
    if (seen->agency && !seen->place)
        return seen->dash || seen->date || (seen->prefixed && !seen->colon);
    if (seen->agency)
        return true;
    if (seen->date)
        return dateline->written.year && (seen->dash || seen->stop || seen->place);
    return seen->place && seen->dash && seen->places <= 3 && reading->parser.at <= LONGEST_ALONE + 1;
}

static bool finish(const struct reading *reading, struct dateline *dateline)
{
    *dateline = reading->dateline;
    dateline->span = (struct span){reading->parser.tokens[0].start,
                                   reading->parser.tokens[reading->parser.at - 1].end};
    return true;
}

bool dateline_parse(const char *bytes, const struct token *tokens, size_t count,
                    struct dateline *dateline)
{
    struct reading reading;
    *dateline = (struct dateline){0};
    return read_line(bytes, tokens, count, &reading) && is_strong(&reading) &&
           finish(&reading, dateline);
}

bool dateline_parse_weak(const char *bytes, const struct token *tokens, size_t count,
                         struct dateline *dateline)
{
    struct reading reading;
    *dateline = (struct dateline){0};
    return read_line(bytes, tokens, count, &reading) && is_weak(&reading) &&
           finish(&reading, dateline);
}

// --- lines of publication ------------------------------------------------------------------------

static bool is_publication_label(const char *bytes, const struct token *token)
{
    static const char *const labels[] = {
        "posted",  "published", "updated", "date",   "on",      "issued",  "press", "release",
        "at",      "modified",  "last",    "time",   "source",  "editor",  "am",    "pm",
        "gmt",     "est",       "edt",     "ist",    "created", "publication", "released", "first",
        "utc",     "news",      "by",
    };
    const char *start = bytes + token->start;
    size_t length = token->end - token->start;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (!((*start ^ *labels[i]) & 0x5F) && strlen(labels[i]) == length &&
            strncasecmp(start, labels[i], length) == 0)
            return true;
    }
    return false;
}

// "Posted", "Source: Xinhua | Editor: huaxia | 2024-07-25 18:02": names beside the labels.
static bool is_labelled(const char *bytes, const struct token *tokens, size_t count)
{
    bool labelled = is_publication_label(bytes, &tokens[0]) && !token_is(bytes, &tokens[0], "On") &&
                    !token_is(bytes, &tokens[0], "At");
    bool divided = false;
    for (size_t i = 0; i < count; i++) {
        divided = divided || token_is(bytes, &tokens[i], "|") ||
                  token_is(bytes, &tokens[i], "\u2022") || token_is(bytes, &tokens[i], "\u00B7");
        if (tokens[i].kind == TOKEN_WORD && tokens[i].shape == SHAPE_LOWER &&
            !is_publication_label(bytes, &tokens[i]) && i + 1 < count &&
            !(i > 0 && tokens[i - 1].kind == TOKEN_MARK))
            return false;
    }
    return labelled || divided;
}

// "Ghana News Agency, 14 March 2023" names no place.
static bool names_body(const struct reading *reading)
{
    static const char *const words[] = {"Agency", "Service", "Ministry", "News", "Press", "Office",
                                        "Embassy", "Department", "Secretariat", "Commission"};
    struct span place = reading->dateline.place;
    for (size_t i = 0; i < reading->parser.count; i++) {
        const struct token *token = &reading->parser.tokens[i];
        if (token->start < place.start || token->end > place.end)
            continue;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            if (token_is(reading->parser.bytes, token, words[k]))
                return true;
        }
    }
    return false;
}

// A dateline that nothing follows: "Baku, November 7, AZERTAC", "Ottawa, 29 November 2021".
static bool is_dateline_alone(const char *bytes, const struct token *tokens, size_t count,
                              struct dateline *dateline)
{
    struct reading reading;
    if (!read_line(bytes, tokens, count, &reading) || reading.parser.at < count ||
        !reading.seen.date || reading.seen.places > 2)
        return false;
    if (names_body(&reading)) {
        if (!reading.seen.agency)
            reading.dateline.agency = reading.dateline.place;
        reading.dateline.place = (struct span){0, 0};
    }
    return finish(&reading, dateline);
}

static bool has_figure(const char *bytes, const struct token *tokens, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char first = bytes[tokens[i].start];
        if (first >= '0' && first <= '9')
            return true;
    }
    return false;
}

bool dateline_parse_publication_line(const char *bytes, const struct token *tokens, size_t count,
                                     struct dateline *dateline)
{
    enum { LONGEST_LINE = 24, SHORT_LINE = 12 };
    *dateline = (struct dateline){0};
    if (count == 0 || count > LONGEST_LINE || !has_figure(bytes, tokens, count))
        return false;
    if (is_dateline_alone(bytes, tokens, count, dateline))
        return true;
    struct dateline_parser parser = {bytes, tokens, count, 0};
    size_t others = 0;
    bool found = false;
    while (parser.at < count) {
        if (!found && dateline_take_date(&parser, &dateline->written, &dateline->date)) {
            found = true;
            continue;
        }
        const struct token *token = &tokens[parser.at++];
        others += token->kind == TOKEN_WORD && !is_publication_label(bytes, token);
    }
    bool enough = others <= 1 && count <= SHORT_LINE;
    if (!found || !(enough || (others <= 8 && is_labelled(bytes, tokens, count)))) {
        *dateline = (struct dateline){0};
        return false;
    }
    dateline->span = (struct span){tokens[0].start, tokens[count - 1].end};
    return true;
}
