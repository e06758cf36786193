// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens: text as words, numbers and marks. Linear; ASCII takes a fast path.

#include <config.h>

#include "text/tokens.h"

#include "base/memory.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

enum class {
    CLASS_SPACE,
    CLASS_UPPER,
    CLASS_LOWER,
    CLASS_LETTER,
    CLASS_MARK,
    CLASS_DIGIT,
    CLASS_JOINER, // cannot be seen, and parts no words
    CLASS_OTHER,
};

static bool is_joiner(unsigned code_point)
{
    return code_point == 0xAD || code_point == 0x200C || code_point == 0x200D ||
           code_point == 0x2060 || code_point == 0xFEFF;
}

static enum class class_of(unsigned code_point)
{
    if (code_point < 0x80) {
        if (code_point >= 'a' && code_point <= 'z')
            return CLASS_LOWER;
        if (code_point >= 'A' && code_point <= 'Z')
            return CLASS_UPPER;
        if (code_point >= '0' && code_point <= '9')
            return CLASS_DIGIT;
        return code_point <= ' ' || code_point == 0x7F ? CLASS_SPACE : CLASS_OTHER;
    }
    if (uc_is_property_white_space(code_point))
        return CLASS_SPACE;
    if (uc_is_general_category(code_point, UC_CATEGORY_L)) {
        if (uc_is_property_uppercase(code_point) || uc_is_general_category(code_point, UC_CATEGORY_Lt))
            return CLASS_UPPER;
        return uc_is_property_lowercase(code_point) ? CLASS_LOWER : CLASS_LETTER;
    }
    if (uc_is_general_category(code_point, UC_CATEGORY_M))
        return CLASS_MARK;
    if (uc_is_general_category(code_point, UC_CATEGORY_Nd))
        return CLASS_DIGIT;
    if (is_joiner(code_point))
        return CLASS_JOINER;
    // Controls cannot be seen; what is unassigned or private is shown somehow, and counts.
    if (uc_is_general_category(code_point, UC_CATEGORY_Cc) ||
        uc_is_general_category(code_point, UC_CATEGORY_Cf))
        return CLASS_SPACE;
    return CLASS_OTHER;
}

static bool is_letter(enum class class)
{
    return class == CLASS_UPPER || class == CLASS_LOWER || class == CLASS_LETTER;
}

struct scanner {
    const char *bytes;
    size_t end;
};

static enum class peek(const struct scanner *scanner, size_t at, unsigned *code_point, size_t *step)
{
    if (at >= scanner->end) {
        *code_point = 0;
        *step = 0;
        return CLASS_SPACE;
    }
    *step = utf8_decode(scanner->bytes + at, scanner->end - at, code_point);
    return class_of(*code_point);
}

static bool is_apostrophe(unsigned code_point)
{
    return code_point == '\'' || code_point == 0x2019 || code_point == 0x02BC;
}

// Length of the possessive at `at` (an apostrophe, an s, and no letter after it), else 0.
static size_t possessive_at(const struct scanner *scanner, size_t at)
{
    unsigned code_point, next;
    size_t step, step_s, step_after;
    peek(scanner, at, &code_point, &step);
    if (!step || !is_apostrophe(code_point))
        return 0;
    peek(scanner, at + step, &next, &step_s);
    if (next != 's' && next != 'S')
        return 0;
    unsigned after;
    enum class class = peek(scanner, at + step + step_s, &after, &step_after);
    return is_letter(class) || class == CLASS_DIGIT ? 0 : step + step_s;
}

// End of "U.S." beginning at `at`: two or more single capitals, each with a full stop.
static size_t initialism_end(const struct scanner *scanner, size_t at)
{
    size_t letters = 0, end = at;
    for (;;) {
        unsigned code_point;
        size_t step;
        enum class class = peek(scanner, at, &code_point, &step);
        if (class != CLASS_UPPER || at + step >= scanner->end || scanner->bytes[at + step] != '.')
            break;
        at += step + 1;
        end = at;
        letters++;
    }
    return letters >= 2 ? end : 0;
}

struct word_shape {
    size_t letters, upper, lower;
    bool starts_upper, starts_lower, has_letter, has_digit;
};

static enum token_shape shape_of(const struct word_shape *seen)
{
    if (seen->starts_lower)
        return SHAPE_LOWER;
    if (!seen->upper)
        return SHAPE_NONE;
    if (seen->letters == 1)
        return SHAPE_SINGLE;
    if (!seen->lower)
        return SHAPE_UPPER;
    return seen->starts_upper ? SHAPE_CAPITAL : SHAPE_LOWER;
}

// The word or number at `at`: its end, kind and shape.
static size_t scan_word(const struct scanner *scanner, size_t at, struct token *token)
{
    struct word_shape seen = {0};
    size_t end = at;
    size_t initialism = initialism_end(scanner, at);
    if (initialism) {
        token->kind = TOKEN_WORD;
        token->shape = SHAPE_UPPER;
        return initialism;
    }
    for (;;) {
        unsigned code_point;
        size_t step;
        enum class class = peek(scanner, at, &code_point, &step);
        if (is_letter(class)) {
            if (!seen.has_letter) {
                seen.starts_upper = class == CLASS_UPPER;
                seen.starts_lower = class == CLASS_LOWER;
                seen.has_letter = true;
            }
            seen.letters++;
            seen.upper += class == CLASS_UPPER;
            seen.lower += class == CLASS_LOWER;
        } else if (class == CLASS_OTHER && step) {
            unsigned next;
            size_t next_step;
            enum class next_class = peek(scanner, at + step, &next, &next_step);
            bool inside_word = seen.has_letter && is_apostrophe(code_point) && is_letter(next_class) &&
                               !possessive_at(scanner, at);
            bool inside_number = !seen.has_letter && (code_point == '.' || code_point == ',') &&
                                 next_class == CLASS_DIGIT;
            if (!inside_word && !inside_number)
                break;
        } else if (class != CLASS_MARK && class != CLASS_DIGIT && class != CLASS_JOINER) {
            break;
        }
        seen.has_digit = seen.has_digit || class == CLASS_DIGIT;
        at += step;
        if (class != CLASS_JOINER) // one at the end is not of the word
            end = at;
    }
    token->kind = seen.has_letter ? TOKEN_WORD : seen.has_digit ? TOKEN_NUMBER : TOKEN_MARK;
    token->shape = shape_of(&seen);
    return end;
}

// FNV-1a, 64 bits (Fowler, Noll, Vo; IETF draft-eastlake-fnv).
#define HASH_START UINT64_C(0xCBF29CE484222325)
static uint64_t hash_byte(uint64_t hash, unsigned char byte)
{
    return (hash ^ byte) * UINT64_C(0x100000001B3);
}

// The word at `at` where it is nothing but ASCII letters, as most are, with its key; returns its
// end, 0 where what follows may belong to it.
static size_t scan_plain(const struct scanner *scanner, size_t at, struct token *token)
{
    const char *bytes = scanner->bytes;
    size_t end = at, upper = 0;
    uint64_t hash = HASH_START;
    for (; end < scanner->end; end++) {
        unsigned char lower = (unsigned char)bytes[end] | 0x20;
        if (lower < 'a' || lower > 'z')
            break;
        upper += (unsigned char)bytes[end] != lower;
        hash = hash_byte(hash, lower);
    }
    unsigned char next = end < scanner->end ? (unsigned char)bytes[end] : ' ';
    size_t length = end - at;
    if (length == 0 || next >= 0x80 || next == '\'' || (next >= '0' && next <= '9') ||
        (next == '.' && length == 1))
        return 0;
    bool starts_upper = bytes[at] >= 'A' && bytes[at] <= 'Z';
    token->kind = TOKEN_WORD;
    token->shape = !starts_upper     ? SHAPE_LOWER
                   : length == 1     ? SHAPE_SINGLE
                   : upper == length ? SHAPE_UPPER
                                     : SHAPE_CAPITAL;
    token->key = hash;
    return end;
}

static void add_token(struct token_list *list, const struct token *token)
{
    if (list->count == list->capacity)
        list->items =
            memory_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = *token;
}

// Length of a reference mark, "[12]", that begins here; 0: there is none.
static size_t reference_at(const struct scanner *scanner, size_t at)
{
    enum { MOST_DIGITS = 4 };
    size_t end = at + 1;
    if (scanner->bytes[at] != '[')
        return 0;
    while (end < scanner->end && end - at <= MOST_DIGITS && scanner->bytes[end] >= '0' &&
           scanner->bytes[end] <= '9')
        end++;
    return end > at + 1 && end < scanner->end && scanner->bytes[end] == ']' ? end + 1 - at : 0;
}

// The ASCII mark at `at` that is one whatever stands about it; returns its end, 0 where there is
// none such.
static size_t scan_plain_mark(const struct scanner *scanner, size_t at, struct token *token)
{
    unsigned char byte = (unsigned char)scanner->bytes[at];
    if (byte >= 0x80 || byte == '\'' || byte == '[' || class_of(byte) != CLASS_OTHER)
        return 0;
    token->kind = TOKEN_MARK;
    token->shape = SHAPE_NONE;
    token->key = hash_byte(HASH_START, byte);
    return at + 1;
}

void tokens_split(const char *bytes, struct span range, struct token_list *list)
{
    struct scanner scanner = {bytes, range.end};
    bool spaced = true, after_word = false;
    for (size_t at = range.start; at < range.end;) {
        if (bytes[at] == ' ') {
            spaced = true;
            after_word = false;
            at++;
            continue;
        }
        struct token plain = {.start = at, .spaced = spaced};
        plain.end = scan_plain(&scanner, at, &plain);
        if (!plain.end)
            plain.end = scan_plain_mark(&scanner, at, &plain);
        if (plain.end) {
            add_token(list, &plain);
            at = plain.end;
            after_word = plain.kind == TOKEN_WORD;
            spaced = false;
            continue;
        }
        unsigned code_point;
        size_t step;
        enum class class = peek(&scanner, at, &code_point, &step);
        if (class == CLASS_SPACE) {
            spaced = true;
            after_word = false;
            at += step;
            continue;
        }
        if (class == CLASS_JOINER) {
            at += step;
            continue;
        }
        size_t reference = spaced ? 0 : reference_at(&scanner, at);
        if (reference) {
            at += reference;
            continue;
        }
        struct token token = {.start = at, .spaced = spaced};
        size_t possessive = after_word ? possessive_at(&scanner, at) : 0;
        if (possessive) {
            token.kind = TOKEN_POSSESSIVE;
            token.shape = SHAPE_NONE;
            token.end = at + possessive;
        } else if (class == CLASS_OTHER) {
            token.kind = TOKEN_MARK;
            token.shape = SHAPE_NONE;
            token.end = at + step;
        } else {
            token.end = scan_word(&scanner, at, &token);
        }
        token.key = token_fold(bytes + token.start, token.end - token.start);
        after_word = token.kind == TOKEN_WORD || token.kind == TOKEN_NUMBER;
        spaced = false;
        at = token.end;
        add_token(list, &token);
    }
}

void token_list_fini(struct token_list *list)
{
    free(list->items);
    *list = (struct token_list){0};
}

bool tokens_is_visible(const char *bytes, struct span range)
{
    while (range.start < range.end) {
        unsigned code_point;
        range.start += utf8_decode(bytes + range.start, range.end - range.start, &code_point);
        enum class class = class_of(code_point);
        if (class != CLASS_SPACE && class != CLASS_JOINER)
            return true;
    }
    return false;
}

static size_t find_between(const struct token_list *list, size_t offset, size_t low, size_t high)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t tokens_find(const struct token_list *list, size_t offset)
{
    return find_between(list, offset, 0, list->count);
}

size_t tokens_find_from(const struct token_list *list, size_t offset, size_t from)
{
    size_t low = from, step = 1;
    while (low + step < list->count && list->items[low + step - 1].start < offset) {
        low += step;
        step *= 2;
    }
    return find_between(list, offset, low, low + step < list->count ? low + step : list->count);
}

// Left out of what is compared: soft hyphens and the like, which say nothing of the word.
static bool is_hidden(unsigned code_point)
{
    return code_point == 0xAD || code_point == 0x2060 || code_point == 0xFEFF;
}

uint64_t token_fold(const char *bytes, size_t length)
{
    uint64_t hash = HASH_START;
    if (utf8_ascii_prefix(bytes, length) == length) {
        for (size_t i = 0; i < length; i++) {
            unsigned char byte = (unsigned char)bytes[i];
            hash = hash_byte(hash, byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
        }
        return hash;
    }
    uint8_t room[256];
    size_t folded_length = sizeof room;
    uint8_t *folded =
        u8_casefold((const uint8_t *)bytes, length, NULL, UNINORM_NFC, room, &folded_length);
    if (!folded)
        return hash;
    for (size_t i = 0; i < folded_length;) {
        unsigned code_point;
        size_t step = utf8_decode((const char *)folded + i, folded_length - i, &code_point);
        if (code_point == 0x2019)
            hash = hash_byte(hash, '\'');
        for (size_t k = 0; k < step && code_point != 0x2019 && !is_hidden(code_point); k++)
            hash = hash_byte(hash, folded[i + k]);
        i += step;
    }
    if (folded != room)
        free(folded);
    return hash;
}

uint64_t token_key(const char *word)
{
    return token_fold(word, strlen(word));
}
