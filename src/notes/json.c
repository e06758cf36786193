// SPDX-License-Identifier: GPL-3.0-or-later
// JSON: a strict reader of one line onto a tape. Iterative, so that nesting costs no stack; strings
// are passed eight bytes at a time.

#include <config.h>

#include "notes/json.h"

#include "base/memory.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum { DEEPEST = 64 };

struct reader {
    struct json_tape *tape;
    const char *bytes;
    size_t length, at;
};

void json_tape_fini(struct json_tape *tape)
{
    free(tape->nodes);
    *tape = (struct json_tape){0};
}

static size_t add_node(struct reader *reader, enum json_type type, size_t start)
{
    struct json_tape *tape = reader->tape;
    if (tape->count == tape->capacity)
        tape->nodes =
            memory_grow(tape->nodes, &tape->capacity, tape->count + 1, sizeof *tape->nodes);
    tape->nodes[tape->count] = (struct json_node){.start = (uint32_t)start, .type = (uint8_t)type};
    return tape->count++;
}

static void end_node(struct reader *reader, size_t node, size_t end)
{
    reader->tape->nodes[node].end = (uint32_t)end;
    reader->tape->nodes[node].next = (uint32_t)reader->tape->count;
}

static void skip_space(struct reader *reader)
{
    while (reader->at < reader->length) {
        char byte = reader->bytes[reader->at];
        if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r')
            break;
        reader->at++;
    }
}

static bool take(struct reader *reader, char byte)
{
    if (reader->at >= reader->length || reader->bytes[reader->at] != byte)
        return false;
    reader->at++;
    return true;
}

// --- strings -------------------------------------------------------------------------------

// Whether one of the eight bytes is a quote, a backslash or a control character.
static bool has_special(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    uint64_t quote = word ^ ones * '"', backslash = word ^ ones * '\\';
    uint64_t below = (word - ones * 0x20) & ~word;
    return (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | below) & tops;
}

static bool hexadecimal(const char *bytes, unsigned *value)
{
    *value = 0;
    for (size_t i = 0; i < 4; i++) {
        char digit = bytes[i];
        unsigned number;
        if (digit >= '0' && digit <= '9')
            number = (unsigned)(digit - '0');
        else if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f')
            number = (unsigned)((digit | 0x20) - 'a') + 10;
        else
            return false;
        *value = *value << 4 | number;
    }
    return true;
}

static bool is_high_surrogate(unsigned unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low_surrogate(unsigned unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

// Reads what follows a backslash at bytes[at]; returns its length, 0 where it is no escape. A
// surrogate counts with its partner, alone it is an error.
static size_t read_escape(const char *bytes, size_t left, unsigned *code_point)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if (left == 0)
        return 0;
    const char *letter = bytes[0] ? strchr(letters, bytes[0]) : NULL;
    if (letter) {
        *code_point = (unsigned char)meanings[letter - letters];
        return 1;
    }
    unsigned low;
    if (bytes[0] != 'u' || left < 5 || !hexadecimal(bytes + 1, code_point) ||
        is_low_surrogate(*code_point))
        return 0;
    if (!is_high_surrogate(*code_point))
        return 5;
    if (left < 11 || bytes[5] != '\\' || bytes[6] != 'u' || !hexadecimal(bytes + 7, &low) ||
        !is_low_surrogate(low))
        return 0;
    *code_point = 0x10000 + ((*code_point - 0xD800) << 10) + (low - 0xDC00);
    return 11;
}

// A string whose opening quote is at `at`.
static bool read_string(struct reader *reader)
{
    const char *bytes = reader->bytes;
    size_t at = reader->at + 1;
    size_t node = add_node(reader, JSON_NODE_STRING, at);
    for (;;) {
        uint64_t word;
        while (reader->length - at >= sizeof word) {
            memcpy(&word, bytes + at, sizeof word);
            if (has_special(word))
                break;
            at += sizeof word;
        }
        while (at < reader->length && (unsigned char)bytes[at] >= 0x20 && bytes[at] != '"' &&
               bytes[at] != '\\')
            at++;
        if (at >= reader->length || (unsigned char)bytes[at] < 0x20)
            return false;
        if (bytes[at] == '"')
            break;
        unsigned code_point;
        size_t step = read_escape(bytes + at + 1, reader->length - at - 1, &code_point);
        if (!step)
            return false;
        reader->tape->nodes[node].escaped = true;
        at += 1 + step;
    }
    end_node(reader, node, at);
    reader->at = at + 1;
    return true;
}

// --- other values --------------------------------------------------------------------------

static bool skip_digits(struct reader *reader)
{
    size_t first = reader->at;
    while (reader->at < reader->length && reader->bytes[reader->at] >= '0' &&
           reader->bytes[reader->at] <= '9')
        reader->at++;
    return reader->at > first;
}

static bool read_number(struct reader *reader)
{
    size_t node = add_node(reader, JSON_NODE_NUMBER, reader->at);
    take(reader, '-');
    if (!take(reader, '0') && !skip_digits(reader))
        return false;
    if (take(reader, '.') && !skip_digits(reader))
        return false;
    if (take(reader, 'e') || take(reader, 'E')) {
        if (!take(reader, '+'))
            take(reader, '-');
        if (!skip_digits(reader))
            return false;
    }
    end_node(reader, node, reader->at);
    return true;
}

static bool read_word(struct reader *reader, const char *word, enum json_type type)
{
    size_t length = strlen(word);
    if (reader->length - reader->at < length ||
        memcmp(reader->bytes + reader->at, word, length) != 0)
        return false;
    size_t node = add_node(reader, type, reader->at);
    reader->at += length;
    end_node(reader, node, reader->at);
    return true;
}

// A value that holds no others, at `at`.
static bool read_scalar(struct reader *reader)
{
    switch (reader->at < reader->length ? reader->bytes[reader->at] : '\0') {
    case '"':
        return read_string(reader);
    case 't':
        return read_word(reader, "true", JSON_NODE_BOOLEAN);
    case 'f':
        return read_word(reader, "false", JSON_NODE_BOOLEAN);
    case 'n':
        return read_word(reader, "null", JSON_NODE_NULL);
    default:
        return read_number(reader);
    }
}

// --- nesting -------------------------------------------------------------------------------

static bool read_key(struct reader *reader)
{
    skip_space(reader);
    if (reader->at >= reader->length || reader->bytes[reader->at] != '"' || !read_string(reader))
        return false;
    skip_space(reader);
    return take(reader, ':');
}

struct nesting {
    size_t open[DEEPEST]; // the containers around the place, outermost first
    size_t depth;
};

static bool is_object(const struct reader *reader, const struct nesting *nesting)
{
    return reader->tape->nodes[nesting->open[nesting->depth - 1]].type == JSON_NODE_OBJECT;
}

// Opens a container at `at`; *empty where it closes at once.
static bool open_container(struct reader *reader, struct nesting *nesting, bool *empty)
{
    bool object = reader->bytes[reader->at] == '{';
    if (nesting->depth == DEEPEST)
        return false;
    nesting->open[nesting->depth++] =
        add_node(reader, object ? JSON_NODE_OBJECT : JSON_NODE_ARRAY, reader->at);
    reader->at++;
    skip_space(reader);
    *empty = reader->at < reader->length && reader->bytes[reader->at] == (object ? '}' : ']');
    return *empty || !object || read_key(reader);
}

// After a value: closes what ends here; *more where a further value follows.
static bool close_containers(struct reader *reader, struct nesting *nesting, bool *more)
{
    *more = false;
    while (nesting->depth) {
        skip_space(reader);
        bool object = is_object(reader, nesting);
        if (take(reader, ',')) {
            *more = true;
            return !object || read_key(reader);
        }
        if (!take(reader, object ? '}' : ']'))
            return false;
        end_node(reader, nesting->open[--nesting->depth], reader->at);
    }
    return true;
}

static bool read_value(struct reader *reader)
{
    struct nesting nesting;
    nesting.depth = 0;
    for (bool more = true; more;) {
        skip_space(reader);
        char byte = reader->at < reader->length ? reader->bytes[reader->at] : '\0';
        if (byte == '{' || byte == '[') {
            bool empty;
            if (!open_container(reader, &nesting, &empty))
                return false;
            if (!empty)
                continue;
        } else if (!read_scalar(reader)) {
            return false;
        }
        if (!close_containers(reader, &nesting, &more))
            return false;
    }
    return true;
}

bool json_tape_read(struct json_tape *tape, const char *bytes, size_t length)
{
    struct reader reader = {.tape = tape, .bytes = bytes, .length = length};
    tape->bytes = bytes;
    tape->count = 0;
    size_t ascii = utf8_ascii_prefix(bytes, length);
    bool done = length <= UINT32_MAX &&
                u8_check((const uint8_t *)bytes + ascii, length - ascii) == NULL &&
                read_value(&reader);
    skip_space(&reader);
    if (!done || reader.at != length) {
        tape->count = 0;
        return false;
    }
    return true;
}

// --- asking --------------------------------------------------------------------------------

bool json_is(const struct json_tape *tape, size_t node, enum json_type type)
{
    return node < tape->count && tape->nodes[node].type == type;
}

size_t json_member(const struct json_tape *tape, size_t object, const char *key)
{
    if (!json_is(tape, object, JSON_NODE_OBJECT))
        return 0;
    size_t found = 0, end = tape->nodes[object].next;
    for (size_t at = object + 1; at < end; at = tape->nodes[at + 1].next) {
        if (json_string_is(tape, at, key))
            found = at + 1;
    }
    return found;
}

bool json_string_is(const struct json_tape *tape, size_t node, const char *string)
{
    if (!json_is(tape, node, JSON_NODE_STRING))
        return false;
    const struct json_node *it = &tape->nodes[node];
    size_t length = strlen(string);
    if (!it->escaped)
        return it->end - it->start == length &&
               memcmp(tape->bytes + it->start, string, length) == 0;
    struct buffer text = {0};
    json_string_add(tape, node, &text);
    bool same = strcmp(buffer_string(&text), string) == 0;
    buffer_fini(&text);
    return same;
}

void json_string_add(const struct json_tape *tape, size_t node, struct buffer *out)
{
    const struct json_node *it = &tape->nodes[node];
    if (!it->escaped) {
        buffer_add(out, tape->bytes + it->start, it->end - it->start);
        return;
    }
    for (size_t at = it->start; at < it->end;) {
        const char *backslash = memchr(tape->bytes + at, '\\', it->end - at);
        size_t plain = backslash ? (size_t)(backslash - tape->bytes) : it->end;
        buffer_add(out, tape->bytes + at, plain - at);
        if (plain == it->end)
            break;
        unsigned code_point = 0;
        at = plain + 1 + read_escape(tape->bytes + plain + 1, it->end - plain - 1, &code_point);
        buffer_add_code_point(out, code_point ? code_point : 0xFFFD);
    }
}

char *json_string_copy(const struct json_tape *tape, size_t node)
{
    if (!node || !json_is(tape, node, JSON_NODE_STRING))
        return NULL;
    const struct json_node *it = &tape->nodes[node];
    if (!it->escaped)
        return memory_copy_bytes(tape->bytes + it->start, it->end - it->start);
    struct buffer text = {0};
    json_string_add(tape, node, &text);
    return buffer_take(&text);
}

bool json_size(const struct json_tape *tape, size_t node, size_t *number)
{
    if (!node || !json_is(tape, node, JSON_NODE_NUMBER))
        return false;
    const struct json_node *it = &tape->nodes[node];
    if (it->end - it->start > 15)
        return false;
    size_t value = 0;
    for (size_t at = it->start; at < it->end; at++) {
        char digit = tape->bytes[at];
        if (digit < '0' || digit > '9')
            return false;
        value = value * 10 + (size_t)(digit - '0');
    }
    *number = value;
    return true;
}

// --- values that may stand alone or in a list ----------------------------------------------

size_t json_values_begin(const struct json_tape *tape, size_t node, size_t *end)
{
    *end = 0;
    if (!node)
        return 0;
    *end = tape->nodes[node].next;
    if (!json_is(tape, node, JSON_NODE_ARRAY))
        return node;
    return node + 1 < *end ? node + 1 : 0;
}

size_t json_values_next(const struct json_tape *tape, size_t node, size_t end)
{
    size_t next = tape->nodes[node].next;
    return next < end ? next : 0;
}

bool json_has_value(const struct json_tape *tape, size_t node, const char *string)
{
    size_t end;
    for (size_t at = json_values_begin(tape, node, &end); at; at = json_values_next(tape, at, end)) {
        if (json_string_is(tape, at, string))
            return true;
    }
    return false;
}
