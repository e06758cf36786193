// SPDX-License-Identifier: GPL-3.0-or-later
// Decode: from the bytes of a file to the form that texts have.

#include <config.h>

#include "text/decode.h"

#include "text/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>
#include <unistr.h>

enum { PROBE = 8192 };

size_t decode_mark(const char *bytes, size_t length, const char **encoding)
{
    static const struct {
        const char *mark;
        size_t length;
        const char *encoding;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, "UTF-8"},        {"\xFF\xFE\0\0", 4, "UTF-32LE"},
        {"\0\0\xFE\xFF", 4, "UTF-32BE"},     {"\xFF\xFE", 2, "UTF-16LE"},
        {"\xFE\xFF", 2, "UTF-16BE"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (length >= marks[i].length && memcmp(bytes, marks[i].mark, marks[i].length) == 0) {
            *encoding = marks[i].encoding;
            return marks[i].length;
        }
    }
    return 0;
}

bool decode_looks_binary(const char *bytes, size_t length)
{
    size_t probe = length < PROBE ? length : PROBE;
    size_t malformed = 0;
    for (size_t at = 0; at < probe;) {
        unsigned code_point;
        size_t step = utf8_decode(bytes + at, length - at, &code_point);
        if (code_point == 0)
            return true;
        if (code_point == 0xFFFD && !(step == 3 && memcmp(bytes + at, "\xEF\xBF\xBD", 3) == 0))
            malformed += step;
        at += step;
    }
    return malformed * 10 > probe;
}

bool decode_is_clean(const char *bytes, size_t length)
{
    return !memchr(bytes, '\r', length) && !memchr(bytes, '\0', length) &&
           u8_check((const uint8_t *)bytes, length) == NULL;
}

void decode_malformed(const char *bytes, size_t length, struct buffer *out, size_t *malformed)
{
    for (size_t at = 0; at < length;) {
        size_t plain = at;
        while (plain < length && (unsigned char)bytes[plain] < 0x80 && bytes[plain] != '\r' &&
               bytes[plain] != '\0')
            plain++;
        buffer_add(out, bytes + at, plain - at);
        at = plain;
        if (at == length)
            break;
        if (bytes[at] == '\r') {
            buffer_add_byte(out, '\n');
            at += at + 1 < length && bytes[at + 1] == '\n' ? 2 : 1;
            continue;
        }
        unsigned code_point;
        size_t step = utf8_decode(bytes + at, length - at, &code_point);
        if (code_point == 0xFFFD && !(step == 3 && memcmp(bytes + at, "\xEF\xBF\xBD", 3) == 0))
            ++*malformed;
        buffer_add_code_point(out, code_point ? code_point : 0xFFFD);
        at += step;
    }
}

bool decode_is_utf8(const char *encoding)
{
    return strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0;
}

// Bytes of which every character of the encoding takes a multiple.
static size_t unit_of(const char *encoding)
{
    bool four = strncasecmp(encoding, "UTF-32", 6) == 0 || strncasecmp(encoding, "UCS-4", 5) == 0;
    bool two = strncasecmp(encoding, "UTF-16", 6) == 0 || strncasecmp(encoding, "UCS-2", 5) == 0;
    return four ? 4 : two ? 2 : 1;
}

// Piece by piece; what no character stands for, a unit at a time, becomes U+FFFD
// and is counted.
static void convert_pieces(iconv_t converter, size_t unit, struct buffer *raw, struct buffer *out,
                           size_t *malformed)
{
    char *in = raw->data, room[16 * 1024];
    size_t left = raw->length;
    for (bool ended = false; !ended;) {
        char *to = room;
        size_t free_room = sizeof room;
        ended = left == 0; // then the converter gives out what it kept back
        size_t done = iconv(converter, ended ? NULL : &in, ended ? NULL : &left, &to, &free_room);
        int reason = done == (size_t)-1 ? errno : 0;
        ended = ended && reason != E2BIG;
        buffer_add(out, room, sizeof room - free_room);
        if (left == 0 || (reason != EILSEQ && reason != EINVAL))
            continue;
        size_t skipped = left < unit || reason == EINVAL ? left : unit; // EINVAL: cut short
        buffer_add_code_point(out, 0xFFFD);
        ++*malformed;
        in += skipped;
        left -= skipped;
    }
}

bool decode_convert(struct buffer *raw, const char *encoding, const char *path, size_t *malformed,
                    struct error *error)
{
    iconv_t converter = iconv_open("UTF-8", encoding);
    if (converter == (iconv_t)-1) {
        error_set(error, ERROR_FORMAT, path, "unknown encoding %s", encoding);
        return false;
    }
    struct buffer converted = {0};
    convert_pieces(converter, unit_of(encoding), raw, &converted, malformed);
    iconv_close(converter);
    buffer_fini(raw);
    *raw = converted;
    return true;
}

void decode_clean(struct buffer *raw, size_t *malformed)
{
    if (raw->length == 0 || decode_is_clean(raw->data, raw->length))
        return;
    struct buffer decoded = {0};
    decode_malformed(raw->data, raw->length, &decoded, malformed);
    buffer_fini(raw);
    *raw = decoded;
}
