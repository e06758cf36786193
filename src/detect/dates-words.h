// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_DATES_WORDS_H
#define DETECT_DATES_WORDS_H

#include "text/tokens.h"

#include <stdint.h>

// The words of which expressions of time are made, found by a token's key in constant time.

enum date_word_kind {
    DATE_WORD_NONE,
    DATE_WORD_MONTH,              // value 1–12
    DATE_WORD_MONTH_AMBIGUOUS,    // an ordinary word too (May, March): alone it needs a preposition
    DATE_WORD_MONTH_ABBREVIATION, // "Sept": only before or after a number
    DATE_WORD_WEEKDAY,            // value 0 Monday … 6 Sunday
    DATE_WORD_WEEKDAY_ABBREVIATION,
    DATE_WORD_UNIT,     // value enum date_unit; singular
    DATE_WORD_UNITS,    // plural
    DATE_WORD_TODAY,    // value: days from today
    DATE_WORD_DAY_PART, // morning, evening
    DATE_WORD_VAGUE,    // value -1 past, 0 present, 1 future
    DATE_WORD_COUNT,    // "three"; value the number
    DATE_WORD_ORDINAL,  // "third"; value the number, -1 last
    DATE_WORD_THE,
    DATE_WORD_A,
    DATE_WORD_THIS,
    DATE_WORD_THAT,
    DATE_WORD_THEIR,
    DATE_WORD_SAME,
    DATE_WORD_PREVIOUS, // from what was named before: value -1 previous, 1 following
    DATE_WORD_LAST,     // from the day of speaking: value -1 last, 1 next
    DATE_WORD_PAST,     // value -1 past, 1 coming
    DATE_WORD_AGO,
    DATE_WORD_EARLIER, // value -1 earlier, 1 later
    DATE_WORD_BEFORE,  // value -1 before, 1 after
    DATE_WORD_EARLY,   // value enum date_phase
    DATE_WORD_END,     // value enum date_phase
    DATE_WORD_OF,
    DATE_WORD_TO, // to, until, through: between the ends of a range
    DATE_WORD_AND,
    DATE_WORD_FROM,
    DATE_WORD_BETWEEN,
    DATE_WORD_IN,
    DATE_WORD_SPAN,   // over, for, within: prepositions of a duration
    DATE_WORD_AT,     // other prepositions a time may follow: on, by, since
    DATE_WORD_ABOUT,  // between preposition and number: about, more, than, up
    DATE_WORD_FEW,    // several, many, recent
    DATE_WORD_EVENT,  // talks, meeting
    DATE_WORD_SEASON, // value: the first month on the northern half
    DATE_WORD_POSTED, // words of a line of publication
};

enum date_unit {
    UNIT_DAY,
    UNIT_WEEK,
    UNIT_WEEKEND,
    UNIT_MONTH,
    UNIT_QUARTER,
    UNIT_YEAR,
    UNIT_DECADE,
    UNIT_CENTURY,
    UNIT_HOUR
};

enum date_phase {
    PHASE_WHOLE,
    PHASE_EARLY,
    PHASE_MIDDLE,
    PHASE_LATE,
    PHASE_START,
    PHASE_END,
    PHASE_NTH
};

struct date_word {
    const char *word; // folded
    enum date_word_kind kind;
    int value;
};

enum { DATE_WORDS_SLOTS = 1024 };

// An open-addressed table; made by date_words_init(), owns nothing.
struct date_words {
    uint64_t keys[DATE_WORDS_SLOTS];
    uint8_t rows[DATE_WORDS_SLOTS]; // index + 1 into the list of words
};

void date_words_init(struct date_words *words);

// The word a token is; one of kind DATE_WORD_NONE where it is none. Never NULL.
const struct date_word *date_words_find(const struct date_words *words, const struct token *token);

#endif
