// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8: stepping through bytes by code points.

#include <config.h>

#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

bool utf8_is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

size_t utf8_decode(const char *bytes, size_t length, unsigned *code_point)
{
    const unsigned char *at = (const unsigned char *)bytes;
    unsigned char lead = at[0];
    if (lead < 0x80) {
        *code_point = lead;
        return 1;
    }
    *code_point = 0xFFFD;
    unsigned value, least = 0x80, most = 0xBF; // what the second byte may be: Table 3-7
    size_t wanted;
    if (lead >= 0xC2 && lead <= 0xDF) {
        wanted = 2;
        value = lead & 0x1Fu;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        wanted = 3;
        value = lead & 0x0Fu;
        if (lead == 0xE0)
            least = 0xA0;
        if (lead == 0xED)
            most = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        wanted = 4;
        value = lead & 0x07u;
        if (lead == 0xF0)
            least = 0x90;
        if (lead == 0xF4)
            most = 0x8F;
    } else {
        return 1;
    }
    for (size_t i = 1; i < wanted; i++) {
        if (i == length || at[i] < least || at[i] > most)
            return i;
        value = value << 6 | (at[i] & 0x3Fu);
        least = 0x80;
        most = 0xBF;
    }
    *code_point = value;
    return wanted;
}

size_t utf8_previous(const char *bytes, size_t at)
{
    do
        at--;
    while (at > 0 && utf8_is_continuation(bytes[at]));
    return at;
}

// Continuation bytes among the eight at `bytes`.
static size_t count_continuations(const char *bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return (size_t)(((word >> 7 & ~(word >> 6)) & ones) * ones >> 56);
}

size_t utf8_count(const char *bytes, size_t length)
{
    size_t continuations = 0, at = 0;
    for (; at + sizeof(uint64_t) <= length; at += sizeof(uint64_t))
        continuations += count_continuations(bytes + at);
    for (; at < length; at++)
        continuations += utf8_is_continuation(bytes[at]);
    return length - continuations;
}

size_t utf8_find(const char *bytes, size_t length, size_t index)
{
    size_t at = 0;
    while (at + sizeof(uint64_t) <= length) {
        size_t starts = sizeof(uint64_t) - count_continuations(bytes + at);
        if (starts > index)
            break;
        index -= starts;
        at += sizeof(uint64_t);
    }
    for (; at < length; at++) {
        if (!utf8_is_continuation(bytes[at]) && index-- == 0)
            break;
    }
    return at;
}

size_t utf8_ascii_prefix(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at + sizeof(uint64_t) <= length) {
        uint64_t word;
        memcpy(&word, bytes + at, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
        at += sizeof word;
    }
    while (at < length && (unsigned char)bytes[at] < 0x80)
        at++;
    return at;
}
