// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences: where one ends and the next begins, by the characters around a full stop.

#include <config.h>

#include "article/sentences.h"

#include "base/memory.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <string.h>
#include <unictype.h>

static bool is_space(unsigned code_point)
{
    return code_point < 0x80 ? code_point == ' ' || code_point == '\t'
                             : uc_is_property_white_space(code_point);
}

// Stops that end a sentence whatever follows, with a blank or without: those of Chinese and
// Japanese.
static bool is_wide_stop(unsigned code_point)
{
    return code_point == 0x3002 || code_point == 0xFF01 || code_point == 0xFF0E ||
           code_point == 0xFF1F || code_point == 0xFF61;
}

// So do those of other scripts after a letter, mark or figure of theirs.
static bool is_stop_of_script(unsigned code_point, unsigned before)
{
    static const struct {
        unsigned stop, first, last; // characters of its script
    } stops[] = {
        {0x0589, 0x0531, 0x0588}, // Armenian
        {0x061F, 0x0620, 0x06FF}, // Arabic question mark
        {0x06D4, 0x0620, 0x06FF}, // full stop of Urdu
        {0x0964, 0x0900, 0x0DFF}, // danda of Devanagari and its neighbours
        {0x0965, 0x0900, 0x0DFF}, // double danda
        {0x104B, 0x1000, 0x109F}, // Burmese
        {0x1362, 0x1200, 0x139F}, // Ethiopic
        {0x1367, 0x1200, 0x139F}, // its question mark
        {0x17D4, 0x1780, 0x17FF}, // Khmer
        {0x17D5, 0x1780, 0x17FF}, // its end of a section
    };
    for (size_t i = 0; code_point >= 0x0589 && i < sizeof stops / sizeof *stops; i++) {
        if (code_point == stops[i].stop)
            return before >= stops[i].first && before <= stops[i].last;
    }
    return false;
}

static bool is_stop(unsigned code_point)
{
    return code_point == '.' || code_point == '!' || code_point == '?' || code_point == 0x2026 ||
           is_wide_stop(code_point);
}

// Whether a stop may begin with this byte: in ASCII it is one, of the others these are the first.
static bool may_be_stop(unsigned char byte)
{
    static const bool may[256] = {['.'] = true,  ['!'] = true,  ['?'] = true,  [0xD6] = true,
                                  [0xD8] = true, [0xDB] = true, [0xE0] = true, [0xE1] = true,
                                  [0xE2] = true, [0xE3] = true, [0xEF] = true};
    return may[byte];
}

static bool is_closing(unsigned code_point)
{
    return code_point == '"' || code_point == '\'' || code_point == ')' || code_point == ']' ||
           code_point == 0x2019 || code_point == 0x201D || code_point == 0xBB ||
           code_point == 0x300D || code_point == 0x300F || code_point == 0xFF09;
}

static bool is_opening(unsigned code_point)
{
    return code_point == '"' || code_point == '\'' || code_point == '(' || code_point == '[' ||
           code_point == 0x2018 || code_point == 0x201C || code_point == 0xAB ||
           code_point == 0x300C || code_point == 0x300E || code_point == 0xFF08;
}

static bool is_capital(unsigned code_point)
{
    if (code_point < 0x80)
        return code_point >= 'A' && code_point <= 'Z';
    return uc_is_property_uppercase(code_point) ||
           uc_is_general_category(code_point, UC_CATEGORY_Lt) ||
           uc_is_general_category(code_point, UC_CATEGORY_Lo);
}

// Whether bytes[word] is one of the NUL-ended words of the list, which an empty one ends.
static bool is_among(const char *word, size_t length, const char *const *list)
{
    for (; **list; list++) {
        if (strlen(*list) == length && memcmp(*list, word, length) == 0)
            return true;
    }
    return false;
}

// Always followed by more of the same sentence: titles before names, "No." before a number.
static bool needs_more(const char *word, size_t length)
{
    static const char *const words[] = {
        "Mr",   "Mrs", "Ms",   "Mx",   "Dr",   "Prof", "Gen",  "Lt",   "Col",  "Maj", "Capt", "Sgt",
        "Cpl",  "Sen", "Rep",  "Gov",  "Rev",  "Hon",  "Adm",  "Cmdr", "Brig", "Amb", "Pres", "Supt",
        "Messrs", "St", "Mt",  "No",   "Nos",  "Vol",  "Art",  "Fr",   "Msgr", "Mgr", "Engr", "Ing",
        "Atty", "Insp", "Mme", "Mlle", "Smt",  "Shri", "Sh",   "Jan",  "Feb",  "Aug", "Sept", "Sep",
        "Oct",  "Nov", "Dec",  "vs",   "e.g",  "i.e",  "cf",   "approx", "Ven", "Cde", "Hr", "",
    };
    return is_among(word, length, words);
}

// May end a sentence or not: then a word that only begins sentences must follow.
static bool may_continue(const char *word, size_t length)
{
    static const char *const words[] = {"Jr",  "Sr",   "Inc", "Co",  "Ltd", "Corp", "Bros", "etc",
                                        "a.m", "p.m", "U.S", "U.N", "U.K", "E.U",  "D.C",  "al",
                                        "St",  "Ave", "Ph.D", "No",  ""};
    return is_among(word, length, words);
}

static bool begins_sentences(const char *word, size_t length)
{
    static const char *const words[] = {
        "The", "A",    "An",   "In",   "On",    "At",    "He",   "She",   "It",    "They", "We",
        "I",   "This", "That", "These", "Those", "But",  "And",  "However", "For", "His",  "Her",
        "Its", "Their", "As",  "When", "While", "After", "Before", "During", "According", "Both",
        "There", "With", "Also", "Earlier", "Later", "Meanwhile", "Since", "To", "From", "By", "",
    };
    return is_among(word, length, words);
}

static size_t word_start_before(const char *bytes, size_t start, size_t stop)
{
    size_t at = stop;
    while (at > start) {
        size_t before = utf8_previous(bytes, at);
        unsigned code_point;
        utf8_decode(bytes + before, at - before, &code_point);
        if (is_space(code_point) || is_opening(code_point) || code_point == '-' || code_point == '/')
            break;
        at = before;
    }
    return at;
}

static size_t word_end_after(const char *bytes, size_t at, size_t end)
{
    while (at < end) {
        unsigned code_point;
        size_t step = utf8_decode(bytes + at, end - at, &code_point);
        if (is_space(code_point) || code_point == ',' || is_stop(code_point) || is_closing(code_point))
            break;
        at += step;
    }
    return at;
}

// Whether the full stop at `stop` belongs to an abbreviation inside a sentence that goes on at
// `next`.
static bool is_abbreviation(const char *bytes, size_t start, size_t stop, size_t next, size_t end)
{
    size_t word = word_start_before(bytes, start, stop);
    size_t length = stop - word;
    if (length == 0)
        return false;
    unsigned code_point;
    size_t first = utf8_decode(bytes + word, length, &code_point);
    bool initial = first == length && is_capital(code_point) &&
                   !uc_is_general_category(code_point, UC_CATEGORY_Lo);
    bool initialism = memchr(bytes + word, '.', length) && is_capital(code_point);
    if (!initial && needs_more(bytes + word, length))
        return true;
    if (!initial && !initialism && !may_continue(bytes + word, length))
        return false;
    size_t next_end = word_end_after(bytes, next, end);
    bool more_initials = next_end - next == 1 && next_end < end && bytes[next_end] == '.';
    if (more_initials) // "M. A. Smith", although "A" begins sentences
        return true;
    return !begins_sentences(bytes + next, next_end - next);
}

static void add_sentence(const char *bytes, size_t start, size_t end, struct sentence_spans *sentences)
{
    while (start < end) {
        unsigned code_point;
        size_t step = utf8_decode(bytes + start, end - start, &code_point);
        if (!is_space(code_point))
            break;
        start += step;
    }
    while (end > start) {
        size_t before = utf8_previous(bytes, end);
        unsigned code_point;
        utf8_decode(bytes + before, end - before, &code_point);
        if (!is_space(code_point))
            break;
        end = before;
    }
    if (start == end)
        return;
    sentences->items = memory_grow(sentences->items, &sentences->capacity, sentences->count + 1,
                                   sizeof *sentences->items);
    sentences->items[sentences->count++] = (struct span){start, end};
}

// 0 at the start.
static unsigned code_point_before(const char *bytes, size_t start, size_t at)
{
    unsigned code_point = 0;
    size_t before = at > start ? utf8_previous(bytes, at) : at;
    if (before < at)
        utf8_decode(bytes + before, at - before, &code_point);
    return code_point;
}

void sentences_split(const char *bytes, struct span range, struct sentence_spans *sentences)
{
    size_t start = range.start;
    for (size_t at = range.start; at < range.end;) {
        if (!may_be_stop((unsigned char)bytes[at])) {
            at++;
            continue;
        }
        unsigned code_point;
        size_t step = utf8_decode(bytes + at, range.end - at, &code_point);
        size_t stop = at;
        at += step;
        bool sure = is_wide_stop(code_point) ||
                    is_stop_of_script(code_point, code_point_before(bytes, range.start, stop));
        if (!sure && !is_stop(code_point))
            continue;
        bool spaced = false;
        bool full_stop = code_point == '.';
        while (at < range.end) {
            step = utf8_decode(bytes + at, range.end - at, &code_point);
            if (!is_closing(code_point) && !is_stop(code_point))
                break;
            full_stop = full_stop && !is_stop(code_point);
            at += step;
        }
        size_t next = at;
        while (next < range.end) {
            step = utf8_decode(bytes + next, range.end - next, &code_point);
            if (!is_space(code_point))
                break;
            spaced = true;
            next += step;
        }
        if (next == range.end || (!spaced && !sure))
            continue;
        if (!sure && !is_capital(code_point) && !is_opening(code_point))
            continue;
        if (full_stop && is_abbreviation(bytes, start, stop, next, range.end))
            continue;
        add_sentence(bytes, start, next, sentences);
        start = at = next;
    }
    add_sentence(bytes, start, range.end, sentences);
}
