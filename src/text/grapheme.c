// SPDX-License-Identifier: GPL-3.0-or-later
// Grapheme clusters and their widths.

#include <config.h>

#include "text/grapheme.h"

#include "text/utf8.h"

#include <stdint.h>
#include <unigbrk.h>
#include <wchar.h>

// Length of the first character where an ASCII one follows, which belongs to none before it but
// those that are put in front of others (UAX #29, GB9b); 0: that must be looked at more closely.
static size_t length_before_ascii(const char *bytes, size_t length)
{
    unsigned code_point;
    size_t step = utf8_decode(bytes, length, &code_point);
    if (code_point < 0x80 || code_point == 0xFFFD || step >= length ||
        (unsigned char)bytes[step] >= 0x80 ||
        uc_graphemeclusterbreak_property(code_point) == GBP_PREPEND)
        return 0;
    return step;
}

size_t grapheme_next(const char *bytes, size_t length)
{
    enum { WINDOW = 128 };
    unsigned char first = (unsigned char)bytes[0];
    if (length == 1 || (first < 0x80 && (unsigned char)bytes[1] < 0x80 && first != '\r'))
        return 1;
    size_t alone = length_before_ascii(bytes, length);
    if (alone)
        return alone;
    // u8_grapheme_next of libunistring 1.0 splits flags and joined emoji; the breaks do not.
    char breaks[WINDOW];
    size_t window = length < WINDOW ? length : WINDOW;
    while (window < length && window > WINDOW - 4 && utf8_is_continuation(bytes[window]))
        window--;
    // Most clusters are short: look at a few bytes before looking at the whole window.
    size_t tries[] = {16, window};
    for (size_t t = 0; t < 2; t++) {
        size_t size = tries[t] < window ? tries[t] : window;
        while (size < length && size > 1 && utf8_is_continuation(bytes[size]))
            size--;
        u8_grapheme_breaks((const uint8_t *)bytes, size, breaks);
        for (size_t i = 1; i < size; i++) {
            if (breaks[i])
                return i;
        }
    }
    return window;
}

int grapheme_width(const char *bytes, size_t length)
{
    int width = 0;
    for (size_t at = 0; at < length;) {
        unsigned code_point;
        at += utf8_decode(bytes + at, length - at, &code_point);
        int columns = code_point < 0x7F ? code_point >= 0x20 : wcwidth((wchar_t)code_point);
        if (columns > 0)
            width += columns;
    }
    return width;
}
