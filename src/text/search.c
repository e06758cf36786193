// SPDX-License-Identifier: GPL-3.0-or-later
// Search: PCRE2 with smart case. The subject is well-formed UTF-8, so that checking it again at
// every call, which would make a scan quadratic, is left out.

#include <config.h>

#include "text/search.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct search_pattern {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
};

// Length of what an expression has at a backslash: "\W", "\x{4C}", "\Q…\E".
static size_t escape_length(const char *at)
{
    if (!at[1])
        return 1;
    if (at[1] == 'Q') {
        const char *end = strstr(at, "\\E");
        return end ? (size_t)(end - at) + 2 : strlen(at);
    }
    if (strchr("xoNgk", at[1]) && at[2] == '{')
        return 3 + strcspn(at + 3, "}");
    return 2;
}

// Length of a character class "[…]"; a bracket right after its beginning is one of its characters.
static size_t class_length(const char *at)
{
    size_t length = 1;
    length += at[length] == '^';
    length += at[length] == ']';
    while (at[length] && at[length] != ']') {
        if (at[length] == '\\') {
            length += escape_length(at + length);
        } else if (at[length] == '[' && at[length + 1] == ':' && strstr(at + length, ":]")) {
            length = (size_t)(strstr(at + length, ":]") - at) + 2;
        } else {
            length++;
        }
    }
    return length + (at[length] != '\0');
}

static bool has_capital(const char *expression)
{
    size_t length = strlen(expression);
    for (size_t at = 0; at < length;) {
        unsigned code_point;
        size_t step = utf8_decode(expression + at, length - at, &code_point);
        if (code_point == '\\' && expression[at + 1] != 'Q') {
            at += escape_length(expression + at); // \W, \S are no capitals
            continue;
        }
        if (code_point == '\\')
            step = 2;
        else if (uc_is_property_uppercase(code_point))
            return true;
        at += step;
    }
    return false;
}

// A blank outside classes and not escaped stands for white space that does not leave a paragraph.
static char *widen_blanks(const char *expression)
{
    struct buffer widened = {0};
    for (const char *at = expression; *at;) {
        size_t length = *at == '\\' ? escape_length(at) : *at == '[' ? class_length(at) : 1;
        if (*at == ' ') {
            length = strspn(at, " ");
            buffer_add_string(&widened, "(?:\\h+)"); // as one item, so that it can be repeated
        } else {
            buffer_add(&widened, at, length);
        }
        at += length;
    }
    return buffer_take(&widened);
}

struct search_pattern *search_compile(const char *expression, struct error *error)
{
    enum { MATCH_LIMIT = 5000000 };
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C;
    if (!has_capital(expression))
        options |= PCRE2_CASELESS;
    int code;
    PCRE2_SIZE offset;
    char *widened = widen_blanks(expression);
    pcre2_code *compiled =
        pcre2_compile((PCRE2_SPTR)widened, PCRE2_ZERO_TERMINATED, options, &code, &offset, NULL);
    free(widened);
    if (!compiled) {
        PCRE2_UCHAR message[160];
        pcre2_get_error_message(code, message, sizeof message);
        error_set(error, ERROR_FORMAT, NULL, "%s", (const char *)message);
        return NULL;
    }
    pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE); // without it matching is slower, not other
    struct search_pattern *pattern = memory_allocate_zeroed(1, sizeof *pattern);
    pattern->code = compiled;
    pattern->data = pcre2_match_data_create_from_pattern(compiled, NULL);
    pattern->context = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(pattern->context, MATCH_LIMIT);
    return pattern;
}

void search_free(struct search_pattern *pattern)
{
    if (!pattern)
        return;
    pcre2_match_context_free(pattern->context);
    pcre2_match_data_free(pattern->data);
    pcre2_code_free(pattern->code);
    free(pattern);
}

bool search_piece(const struct search_pattern *pattern, const char *bytes, size_t length,
                  size_t from, bool whole_line, struct span *hit)
{
    uint32_t options = PCRE2_NO_UTF_CHECK | (whole_line ? 0 : PCRE2_NOTEOL);
    while (from <= length) {
        int found = pcre2_match(pattern->code, (PCRE2_SPTR)bytes, length, from, options,
                                pattern->data, pattern->context);
        if (found < 0)
            return false;
        const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(pattern->data);
        if (offsets[1] > offsets[0]) {
            *hit = (struct span){offsets[0], offsets[1]};
            return true;
        }
        from = (offsets[0] > from ? offsets[0] : from) + 1;
        while (from < length && utf8_is_continuation(bytes[from]))
            from++;
    }
    return false;
}

bool search_next(const struct search_pattern *pattern, const char *bytes, size_t length,
                 size_t from, struct span *hit)
{
    return search_piece(pattern, bytes, length, from, true, hit);
}

void search_all(const struct search_pattern *pattern, const char *bytes, size_t length, size_t from,
                size_t limit, struct search_hits *hits)
{
    struct span hit;
    while (search_next(pattern, bytes, length, from, &hit)) {
        if (hits->count == limit) {
            hits->cut = true;
            return;
        }
        hits->items = memory_grow(hits->items, &hits->capacity, hits->count + 1, sizeof *hits->items);
        hits->items[hits->count++] = hit;
        from = hit.end;
    }
}

void search_hits_fini(struct search_hits *hits)
{
    free(hits->items);
    *hits = (struct search_hits){0};
}
