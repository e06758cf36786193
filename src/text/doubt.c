// SPDX-License-Identifier: GPL-3.0-or-later
// Doubt: about which characters terminals disagree with wcwidth, by which everything is laid out.
// Found by comparing xterm, VTE, kitty, foot, tmux, screen and the Linux console: letters of the
// scripts below and signs without a picture are safe, so is what is wide in every table.

#include <config.h>

#include "text/doubt.h"

#include "text/utf8.h"

enum { JOINER = 0x200D };

struct range {
    unsigned first, last;
};

// In the order of code points.
static const struct range sure[] = {
    {0x0020, 0x007E}, {0x00A0, 0x00AC}, {0x00AE, 0x036F}, // Latin and its marks
    {0x0370, 0x0482}, {0x048A, 0x058F},                   // Greek, Cyrillic, Armenian
    {0x05D0, 0x05F4}, {0x0620, 0x064A},                   // Hebrew, Arabic: letters
    {0x1E00, 0x1FFF},                                     // Latin, Greek with marks
    {0x2010, 0x2027}, {0x2030, 0x205E}, {0x2070, 0x20CF}, {0x2100, 0x22FF}, // signs
    {0x2500, 0x25FF},                                     // boxes, blocks, shapes
    {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},                   // Han, kana, hangul
    {0xFF01, 0xFFEE}, {0xFFFD, 0xFFFD}, {0x20000, 0x3FFFD},
};

static bool is_sure(unsigned code_point)
{
    size_t low = 0, high = sizeof sure / sizeof *sure;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sure[middle].last < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof sure / sizeof *sure && sure[low].first <= code_point;
}

static bool is_skin_colour(unsigned code_point)
{
    return code_point >= 0x1F3FB && code_point <= 0x1F3FF;
}

static bool is_regional_indicator(unsigned code_point)
{
    return code_point >= 0x1F1E6 && code_point <= 0x1F1FF;
}

static enum doubt doubt_of(unsigned code_point)
{
    if (is_sure(code_point))
        return DOUBT_NONE;
    bool selector = code_point == 0xFE0E || code_point == 0xFE0F;
    bool tag = code_point >= 0xE0020 && code_point <= 0xE007F;
    if (code_point == JOINER || selector || tag || code_point == 0x20E3 ||
        is_skin_colour(code_point) || is_regional_indicator(code_point))
        return DOUBT_SHAPE;
    return DOUBT_WIDTH;
}

enum doubt doubt_about(const char *bytes, size_t length)
{
    enum doubt most = DOUBT_NONE;
    for (size_t at = 0; at < length;) {
        unsigned code_point;
        at += utf8_decode(bytes + at, length - at, &code_point);
        enum doubt doubt = doubt_of(code_point);
        most = doubt > most ? doubt : most;
    }
    return most;
}

bool doubt_may_join(const char *bytes, size_t length, const char *next, size_t next_length)
{
    if (length == 0 || next_length == 0)
        return false;
    unsigned before, after;
    size_t last = utf8_previous(bytes, length);
    utf8_decode(bytes + last, length - last, &before);
    utf8_decode(next, next_length, &after);
    return before == JOINER || is_skin_colour(after) ||
           (is_regional_indicator(before) && is_regional_indicator(after));
}
