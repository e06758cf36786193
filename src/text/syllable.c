// SPDX-License-Identifier: GPL-3.0-or-later
// Syllable: what letters of scripts without blanks tell of where one begins.

#include <config.h>

#include "text/syllable.h"

#include "text/utf8.h"

#include <stdbool.h>

static bool is_between(unsigned code_point, unsigned first, unsigned last)
{
    return code_point >= first && code_point <= last;
}

static bool is_of_these_scripts(unsigned code_point)
{
    return is_between(code_point, 0x0E01, 0x0EDF) || // Thai, Lao
           is_between(code_point, 0x1000, 0x109F) || // Burmese
           is_between(code_point, 0x1780, 0x17DD);   // Khmer
}

// Vowels of Thai and Lao that are written, and stored, before the consonant they sound after.
static bool is_vowel_before(unsigned code_point)
{
    return is_between(code_point, 0x0E40, 0x0E44) || is_between(code_point, 0x0EC0, 0x0EC4);
}

// Vowels, signs of abbreviation and repetition, and ends of sentences, which belong to what is
// before them.
static bool belongs_to_before(unsigned code_point)
{
    static const unsigned signs[] = {0x0E2F, 0x0E30, 0x0E32, 0x0E33, 0x0E45, 0x0E46, 0x0EAF, 0x0EB0,
                                     0x0EB2, 0x0EB3, 0x0EBD, 0x0EC6, 0x104A, 0x104B, 0x17D4, 0x17D5,
                                     0x17D6, 0x17D7};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (code_point == signs[i])
            return true;
    }
    return false;
}

// Signs that put the next consonant under the one before (Khmer coeng, Burmese virama).
static bool stacks(unsigned code_point)
{
    return code_point == 0x17D2 || code_point == 0x1039;
}

// Signs over a consonant that is silent or ends its syllable.
static bool ends_syllable(unsigned code_point)
{
    return code_point == 0x0E4C || code_point == 0x0ECC || code_point == 0x103A ||
           code_point == 0x17CD;
}

// Vowels, tones and signs under a consonant that begins a syllable.
static bool is_of_a_beginning(unsigned code_point)
{
    static const struct {
        unsigned first, last;
    } signs[] = {
        {0x0E30, 0x0E3A}, {0x0E47, 0x0E4B},                   // Thai
        {0x0EB0, 0x0EB9}, {0x0EBB, 0x0EBC}, {0x0EC8, 0x0ECB}, // Lao
        {0x102B, 0x1032}, {0x103B, 0x103E},                   // Burmese
        {0x17B6, 0x17C5}, {0x17D2, 0x17D2},                   // Khmer
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (is_between(code_point, signs[i].first, signs[i].last))
            return true;
    }
    return false;
}

enum syllable syllable_at(const char *bytes, size_t start, size_t at, size_t end)
{
    unsigned before, after, mark = 0;
    if ((unsigned char)bytes[at] != 0xE0 && (unsigned char)bytes[at] != 0xE1)
        return SYLLABLE_OTHER;
    size_t next = at + utf8_decode(bytes + at, end - at, &after);
    if (at <= start || !is_of_these_scripts(after))
        return SYLLABLE_OTHER;
    size_t previous = utf8_previous(bytes, at);
    utf8_decode(bytes + previous, at - previous, &before);
    if (next < end)
        utf8_decode(bytes + next, end - next, &mark);
    if (stacks(before) || is_vowel_before(before) || belongs_to_before(after) ||
        ends_syllable(mark))
        return SYLLABLE_INSIDE;
    return is_vowel_before(after) || is_of_a_beginning(mark) ? SYLLABLE_BEGINS : SYLLABLE_MAYBE;
}
