// SPDX-License-Identifier: GPL-3.0-or-later
// Citation: a template as a list of pieces, each words or a field, and groups as ranges of pieces.
//
// Invariant: the pieces of a group stand together, its number in each of them; 0 is no group.

#include <config.h>

#include "view/citation.h"

#include "base/i18n.h"
#include "base/memory.h"
#include "text/utf8.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Translators: the form of a citation. {words in braces} are fields, never translated; what stands
// in [ ] is left out where its field is not known, with the comma or semicolon that it begins with.
static const char usual_form[] =
    N_("“{quote}” ([{agency}][, “{headline}”][, {place}][, {date}][; as reproduced in {original}]"
       "[, {author}][, “{title}”][, {site}][, {published}][; {url}][; accessed {accessed}]"
       "[; {file}, ¶ {paragraph}, characters {start}–{end}])");

static const char *const names[CITATION_FIELD_COUNT] = {
    [CITATION_QUOTE] = "quote",
    [CITATION_AGENCY] = "agency",
    [CITATION_HEADLINE] = "headline",
    [CITATION_PLACE] = "place",
    [CITATION_DATE] = "date",
    [CITATION_DATE_ISO] = "date-iso",
    [CITATION_ORIGINAL] = "original",
    [CITATION_AUTHOR] = "author",
    [CITATION_TITLE] = "title",
    [CITATION_SITE] = "site",
    [CITATION_PUBLISHED] = "published",
    [CITATION_PUBLISHED_ISO] = "published-iso",
    [CITATION_URL] = "url",
    [CITATION_ACCESSED] = "accessed",
    [CITATION_ACCESSED_ISO] = "accessed-iso",
    [CITATION_FILE] = "file",
    [CITATION_PARAGRAPH] = "paragraph",
    [CITATION_START] = "start",
    [CITATION_END] = "end",
};

enum { WORDS = CITATION_FIELD_COUNT };

struct piece {
    unsigned field; // or WORDS
    size_t group;
    size_t start, length; // of the words
};

struct citation_form {
    struct buffer words;
    struct piece *pieces;
    size_t count, capacity;
    size_t groups;
};

struct template_reader {
    const char *template, *at;
    struct citation_form *form;
    size_t group;            // that `at` is in
    const char *group_start; // its bracket
};

const char *citation_field_name(enum citation_field field)
{
    return names[field];
}

static void add_piece(struct template_reader *reader, unsigned field)
{
    struct citation_form *form = reader->form;
    form->pieces =
        memory_grow(form->pieces, &form->capacity, form->count + 1, sizeof *form->pieces);
    form->pieces[form->count++] =
        (struct piece){.field = field, .group = reader->group, .start = form->words.length};
}

static void add_byte(struct template_reader *reader, char byte)
{
    struct citation_form *form = reader->form;
    const struct piece *last = form->count ? &form->pieces[form->count - 1] : NULL;
    if (!last || last->field != WORDS || last->group != reader->group)
        add_piece(reader, WORDS);
    buffer_add_byte(&form->words, byte);
    form->pieces[form->count - 1].length++;
}

__attribute__((format(printf, 4, 5))) static bool
fault(const struct template_reader *reader, const char *at, struct error *error, const char *format,
      ...)
{
    char what[128];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    error_set(error, ERROR_FORMAT, NULL, "%s", what);
    if (!error)
        return false;
    error->column = 1;
    for (const char *byte = reader->template; byte < at; byte++)
        error->column += !utf8_is_continuation(*byte);
    return false;
}

static bool read_field(struct template_reader *reader, struct error *error)
{
    const char *name = reader->at + 1;
    size_t length = strcspn(name, "}{[]");
    if (name[length] != '}')
        return fault(reader, reader->at, error, _("this brace has no end"));
    for (unsigned field = 0; field < CITATION_FIELD_COUNT; field++) {
        if (strlen(names[field]) == length && memcmp(names[field], name, length) == 0) {
            add_piece(reader, field);
            reader->at = name + length + 1;
            return true;
        }
    }
    return fault(reader, reader->at, error, _("there is no field {%.*s}"),
                 length < 64 ? (int)length : 64, name);
}

static bool read_escape(struct template_reader *reader, struct error *error)
{
    char byte = reader->at[1];
    if (!byte || !strchr("[]{}\\nt", byte))
        return fault(reader, reader->at, error, _("\\ stands before one of [ ] { } \\ n t"));
    add_byte(reader, byte == 'n' ? '\n' : byte == 't' ? '\t' : byte);
    reader->at += 2;
    return true;
}

static bool open_group(struct template_reader *reader, struct error *error)
{
    if (reader->group)
        return fault(reader, reader->at, error, _("a group in a group"));
    reader->group = ++reader->form->groups;
    reader->group_start = reader->at++;
    return true;
}

static bool group_has_field(const struct citation_form *form, size_t group)
{
    for (size_t i = form->count; i > 0 && form->pieces[i - 1].group == group; i--) {
        if (form->pieces[i - 1].field != WORDS)
            return true;
    }
    return false;
}

static bool close_group(struct template_reader *reader, struct error *error)
{
    if (!reader->group)
        return fault(reader, reader->at, error, _("this ] closes no group"));
    if (!group_has_field(reader->form, reader->group))
        return fault(reader, reader->group_start, error, _("this group has no field"));
    reader->group = 0;
    reader->at++;
    return true;
}

static bool read_piece(struct template_reader *reader, struct error *error)
{
    switch (*reader->at) {
    case '{':
        return read_field(reader, error);
    case '}':
        return fault(reader, reader->at, error, _("this } closes no field"));
    case '[':
        return open_group(reader, error);
    case ']':
        return close_group(reader, error);
    case '\\':
        return read_escape(reader, error);
    default:
        add_byte(reader, *reader->at++);
        return true;
    }
}

struct citation_form *citation_form_new(const char *template, struct error *error)
{
    struct citation_form *form = memory_allocate_zeroed(1, sizeof *form);
    struct template_reader reader = {.template = template, .at = template, .form = form};
    bool good = true;
    while (good && *reader.at)
        good = read_piece(&reader, error);
    if (good && reader.group)
        good = fault(&reader, reader.group_start, error, _("this group has no end"));
    if (good)
        return form;
    citation_form_free(form);
    return NULL;
}

void citation_form_free(struct citation_form *form)
{
    if (!form)
        return;
    buffer_fini(&form->words);
    free(form->pieces);
    free(form);
}

struct citation_form *citation_form_new_usual(void)
{
    struct citation_form *form = citation_form_new(_(usual_form), NULL);
    return form ? form : citation_form_new(usual_form, NULL); // a translation may be malformed
}

// The length of the one of `signs` (ended by NULL) that stands before `end`; 0: none.
static size_t sign_before(const char *start, const char *end, const char *const *signs)
{
    for (; *signs; signs++) {
        size_t length = strlen(*signs);
        if ((size_t)(end - start) >= length && memcmp(end - length, *signs, length) == 0)
            return length;
    }
    return 0;
}

static size_t sign_at(const char *at, const char *end, const char *const *signs)
{
    for (; *signs; signs++) {
        size_t length = strlen(*signs);
        if ((size_t)(end - at) >= length && memcmp(at, *signs, length) == 0)
            return length;
    }
    return 0;
}

static bool parts_nothing(const struct buffer *out, size_t start)
{
    static const char *const openings[] = {"(",  "[",  "{",  " ",  "\n", "\t",
                                           "（", "「", "『", "《", NULL};
    const char *end = out->data + out->length;
    return out->length == start || sign_before(out->data + start, end, openings);
}

// Bytes of the comma or semicolon, with blanks, that the words begin with.
static size_t separator_length(const char *words, size_t length)
{
    static const char *const separators[] = {",", ";", " ", "，", "；", "、", NULL};
    size_t at = 0, step;
    while ((step = sign_at(words + at, words + length, separators)))
        at += step;
    return at;
}

// The pieces of a group from `first` on end before `end`.
static bool group_is_known(const struct citation_form *form, size_t first, size_t end,
                           const char *const values[])
{
    for (size_t i = first; i < end; i++) {
        unsigned field = form->pieces[i].field;
        if (field != WORDS && !values[field])
            return false;
    }
    return true;
}

static void add_pieces(const struct citation_form *form, size_t first, size_t end, size_t start,
                       const char *const values[], struct buffer *out)
{
    for (size_t i = first; i < end; i++) {
        const struct piece *piece = &form->pieces[i];
        if (piece->field != WORDS) {
            buffer_add_string(out, values[piece->field] ? values[piece->field] : "");
            continue;
        }
        const char *words = form->words.data + piece->start;
        size_t left_out = 0;
        if (i == first && piece->group && parts_nothing(out, start))
            left_out = separator_length(words, piece->length);
        buffer_add(out, words + left_out, piece->length - left_out);
    }
}

void citation_form_add(const struct citation_form *form,
                       const char *const values[CITATION_FIELD_COUNT], struct buffer *out)
{
    size_t start = out->length;
    for (size_t first = 0, end; first < form->count; first = end) {
        size_t group = form->pieces[first].group;
        for (end = first + 1; end < form->count && form->pieces[end].group == group;)
            end++;
        if (!group || group_is_known(form, first, end, values))
            add_pieces(form, first, end, start, values, out);
    }
}
