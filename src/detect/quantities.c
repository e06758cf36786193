// SPDX-License-Identifier: GPL-3.0-or-later
// Quantities: a number, then what it counts if that is a measure of time or a part of a whole. All
// of one kind are brought to one unit: time to minutes (a month has thirty days, a year twelve
// months: news rounds so), parts to hundredths.

#include <config.h>

#include "detect/quantities.h"

#include <string.h>

enum unit { UNIT_NONE, UNIT_TIME, UNIT_PART };

struct quantity {
    double value;
    enum unit unit;
    size_t end;   // token after it
    size_t plain; // tokens of the number itself
};

struct reader {
    struct wording *wording;
    size_t end; // tokens that may be looked at
};

static const struct token *token_at(const struct reader *reader, size_t at)
{
    return &reader->wording->article->tokens.items[at];
}

static bool is_text(const struct reader *reader, size_t at, const char *text)
{
    return at < reader->end &&
           token_is(reader->wording->article->bytes, token_at(reader, at), text);
}

// Whether the token is one of the words, each in lower case, between spaces: " hour hours ".
static bool is_among(const struct reader *reader, size_t at, const char *words)
{
    if (at >= reader->end)
        return false;
    const struct token *token = token_at(reader, at);
    size_t length = token->end - token->start;
    const char *text = reader->wording->article->bytes + token->start;
    while (*words) {
        if ((words[0] | 32) == (text[0] | 32)) {
            size_t equal = 1;
            while (equal < length && words[equal] == text[equal])
                equal++;
            if (equal == length && words[equal] == ' ')
                return true;
        }
        while (*words++ != ' ')
            continue;
    }
    return false;
}

// 1,250.5; false where the token is no such figure ("1.2.3").
static bool read_figure(const struct reader *reader, size_t at, double *value)
{
    const struct token *token = token_at(reader, at);
    const char *text = reader->wording->article->bytes + token->start;
    double scale = 0;
    *value = 0;
    for (size_t i = 0; i < token->end - token->start; i++) {
        if (text[i] >= '0' && text[i] <= '9') {
            *value = scale > 0 ? *value + (text[i] - '0') * scale : *value * 10 + (text[i] - '0');
            scale /= 10;
        } else if (text[i] == '.' && scale <= 0) {
            scale = 0.1;
        } else if (text[i] != ',') {
            return false;
        }
    }
    return true;
}

static double multiplier_at(const struct reader *reader, size_t at)
{
    return is_among(reader, at, "dozen dozens ")          ? 12
           : is_among(reader, at, "hundred ")             ? 1e2
           : is_among(reader, at, "thousand ")            ? 1e3
           : is_among(reader, at, "million mn ")          ? 1e6
           : is_among(reader, at, "billion bn milliard ") ? 1e9
           : is_among(reader, at, "trillion ")            ? 1e12
                                                          : 0;
}

static bool is_ordinal(const struct reader *reader, size_t at)
{
    return is_among(reader, at,
                    "first second third fourth fifth sixth seventh eighth ninth tenth ");
}

// A number under a hundred in words, "forty-six"; the token after it, or `at` where there is none.
static size_t read_small(const struct reader *reader, size_t at, double *value)
{
    if (at >= reader->end || token_at(reader, at)->kind != TOKEN_WORD || is_ordinal(reader, at) ||
        multiplier_at(reader, at) > 0 || is_text(reader, at, "both"))
        return at;
    long number = wording_word(reader->wording, at)->number;
    if (number < 0)
        return at;
    *value = (double)number;
    if (number >= 20 && at + 2 < reader->end && is_text(reader, at + 1, "-")) {
        long unit = wording_word(reader->wording, at + 2)->number;
        if (unit > 0 && unit < 10 && token_at(reader, at + 2)->kind == TOKEN_WORD) {
            *value += (double)unit;
            return at + 3;
        }
    }
    return at + 1;
}

// The number that begins at a token, "three hundred and fifty thousand", "2.5 million", "a dozen".
static size_t read_number(const struct reader *reader, size_t at, double *value)
{
    double part = 0, total = 0, scale;
    size_t next = at;
    if (token_at(reader, at)->kind == TOKEN_NUMBER) {
        if (!read_figure(reader, at, &part))
            return at;
        next = at + 1;
    } else {
        next = read_small(reader, at, &part);
        if (next == at && multiplier_at(reader, at) > 0)
            part = 1;
        else if (next == at)
            return at;
    }
    while ((scale = next < reader->end ? multiplier_at(reader, next) : 0) > 0) {
        part *= scale;
        next++;
        if (scale >= 1e3) {
            total += part;
            part = 0;
        }
        double more = 0;
        size_t from = next + (is_text(reader, next, "and") ? 1 : 0);
        size_t after = scale >= 1e2 ? read_small(reader, from, &more) : from;
        if (after > from && (scale <= 1e2 || multiplier_at(reader, after) == 1e2)) {
            part += more;
            next = after;
        }
    }
    *value = total + part;
    return next;
}

// Minutes of a measure of time; 0 where the token is none.
static double minutes_at(const struct reader *reader, size_t at)
{
    static const struct {
        const char *words;
        double minutes;
    } measures[] = {
        {"minute minutes ", 1},
        {"hour hours ", 60},
        {"day days ", 1440},
        {"week weeks ", 10080},
        {"fortnight fortnights ", 20160},
        {"month months ", 43200},
        {"year years ", 518400},
        {"decade decades ", 5184000},
        {"century centuries ", 51840000},
    };
    if (at >= reader->end || !(wording_word(reader->wording, at)->flags & WORD_QUANTITY))
        return 0;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        if (is_among(reader, at, measures[i].words))
            return measures[i].minutes;
    }
    return 0;
}

// Hundredths of a part of a whole named by a word after a number or article; 0 where it is none.
static double part_at(const struct reader *reader, size_t at)
{
    return is_among(reader, at, "third thirds ")       ? 100.0 / 3
           : is_among(reader, at, "quarter quarters ") ? 25
           : is_among(reader, at, "fifth fifths ")     ? 20
           : is_among(reader, at, "tenth tenths ")     ? 10
           : is_among(reader, at, "half halves ")      ? 50
                                                       : 0;
}

// What a number that ends before quantity->end counts.
static void read_unit(const struct reader *reader, struct quantity *quantity)
{
    size_t at = quantity->end;
    double minutes = minutes_at(reader, at + (is_text(reader, at, "-") ? 1 : 0));
    size_t part = at + (is_text(reader, at, "-") ? 1 : 0);
    if (minutes > 0) {
        quantity->value *= minutes;
        quantity->unit = UNIT_TIME;
        quantity->end = part + 1;
    } else if (part_at(reader, part) > 0 && quantity->value < 10) {
        quantity->value *= part_at(reader, part);
        quantity->unit = UNIT_PART;
        quantity->end = part + 1;
    } else if (is_text(reader, at, "%") || is_text(reader, at, "percent")) {
        quantity->unit = UNIT_PART;
        quantity->end = at + 1;
    } else if (is_text(reader, at, "per") && is_text(reader, at + 1, "cent")) {
        quantity->unit = UNIT_PART;
        quantity->end = at + 2;
    }
}

// Without a number: "half", "half an hour", "a decade", "a third".
static bool read_bare(const struct reader *reader, size_t at, struct quantity *quantity)
{
    bool half = is_among(reader, at, "half ");
    size_t next = at + (half ? 1 : 0);
    bool article = is_among(reader, next, "a an ");
    next += article;
    double minutes = half || article ? minutes_at(reader, next) : 0;
    if (minutes > 0) {
        *quantity = (struct quantity){minutes * (half ? 0.5 : 1), UNIT_TIME, next + 1, 0};
        return true;
    }
    if (half || (article && part_at(reader, next) > 0 && !is_among(reader, next, "half "))) {
        *quantity = (struct quantity){half ? 50 : part_at(reader, next), UNIT_PART,
                                      half ? at + 1 : next + 1, 0};
        return true;
    }
    return false;
}

static void round_part(struct quantity *quantity)
{
    static const double fractions[] = {10, 20, 25, 100.0 / 3, 50, 200.0 / 3, 75};
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++) {
        double apart = quantity->value - fractions[i];
        if (apart > -2 && apart < 2)
            quantity->value = fractions[i];
    }
}

static uint32_t number_quantity(const struct quantity *quantity)
{
    uint64_t key = (uint64_t)(quantity->value * 100 + 0.5) * 4 + quantity->unit + 1;
    uint32_t number = (uint32_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32);
    return number ? number : 1;
}

static bool may_begin(const struct wording *wording, size_t at)
{
    return wording_word(wording, at)->flags & (WORD_NUMBER | WORD_QUANTITY);
}

// The quantity's number goes to its number and its unit, not to what stands between.
static void write(struct wording *wording, size_t at, const struct quantity *quantity)
{
    uint32_t number = number_quantity(quantity);
    for (size_t i = at; i < quantity->end; i++) {
        if (may_begin(wording, i))
            wording->quantities[i] = number;
        if (i > at && i < at + quantity->plain)
            wording->marks[i] |= WORDING_NUMERAL;
    }
}

void quantities_read(struct wording *wording, const struct notable *notable, size_t first,
                     size_t end)
{
    struct reader reader = {wording, end};
    size_t next = first; // token after the last quantity
    for (size_t i = 0; i < notable->count; i++) {
        size_t at = notable->tokens[i];
        if (at < next || !may_begin(wording, at) || wording->marks[at] & WORDING_DATE)
            continue;
        struct quantity quantity = {0};
        quantity.end = read_number(&reader, at, &quantity.value);
        size_t start = at;
        if (quantity.end > at) {
            quantity.plain = quantity.end - at;
            read_unit(&reader, &quantity);
        } else {
            if (at > first && is_among(&reader, at - 1, "a an "))
                start = at - 1;
            if (!read_bare(&reader, start, &quantity))
                continue;
        }
        if (quantity.unit == UNIT_PART)
            round_part(&quantity);
        if (quantity.value < 1e15)
            write(wording, start, &quantity);
        next = quantity.end;
    }
}
