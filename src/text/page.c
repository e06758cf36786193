// SPDX-License-Identifier: GPL-3.0-or-later
// Page: what a file's first bytes say of HTML, and the conversation with the helper program, whose
// protocol stands in src/html/main.c. What comes from the helper is as little trusted as the page.

#include <config.h>

#include "text/page.h"

#include "base/child.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "text/utf8.h"

#include <ctype.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistr.h>

enum { PROBE = 4096, DECLARATION_PROBE = 1 << 17, NAME_ROOM = 64, HELPER_MILLISECONDS = 30 * 1000, PATIENCE = 500, VALUE_LIMIT = 1 << 14 };
#define PAGE_LIMIT ((size_t)128 << 20)
#define OUTPUT_LIMIT ((size_t)512 << 20)

// --- telling HTML --------------------------------------------------------------------------------

static bool starts_with(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(end - at) >= length && strncasecmp(at, word, length) == 0;
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && isspace((unsigned char)*at))
        at++;
    return at;
}

// Past what begins with `open` at *at; false where it does not, or does not end within the probe.
static bool skip_between(const char **at, const char *end, const char *open, const char *close)
{
    if (!starts_with(*at, end, open))
        return false;
    const char *found = memmem(*at, (size_t)(end - *at), close, strlen(close));
    if (!found)
        return false;
    *at = found + strlen(close);
    return true;
}

bool page_is_html(const char *bytes, size_t length)
{
    static const char *const tags[] = {
        "!doctype html", "html",  "head",  "body", "title", "meta",   "link", "base",
        "script",        "style", "div",   "p",    "h1",    "h2",     "h3",   "article",
        "main",          "section", "header", "table", "center", "frameset", "a",
    };
    const char *end = bytes + (length < PROBE ? length : PROBE);
    const char *at = skip_space(bytes, end);
    while (skip_between(&at, end, "<!--", "-->") || skip_between(&at, end, "<?", ">"))
        at = skip_space(at, end);
    if (at == end || *at++ != '<')
        return false;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        const char *after = at + strlen(tags[i]);
        if (starts_with(at, end, tags[i]) && after < end &&
            (*after == '>' || *after == '/' || isspace((unsigned char)*after)))
            return true;
    }
    return false;
}

// --- its encoding --------------------------------------------------------------------------------

// Names that browsers take for others (Encoding Standard, WHATWG), in lower case.
static const char *const aliases[][2] = {
    {"ascii", "WINDOWS-1252"},        {"us-ascii", "WINDOWS-1252"},
    {"iso-8859-1", "WINDOWS-1252"},   {"iso8859-1", "WINDOWS-1252"},
    {"iso_8859-1", "WINDOWS-1252"},   {"latin1", "WINDOWS-1252"},
    {"latin-1", "WINDOWS-1252"},      {"cp1252", "WINDOWS-1252"},
    {"x-cp1252", "WINDOWS-1252"},     {"iso-8859-9", "WINDOWS-1254"},
    {"latin5", "WINDOWS-1254"},       {"x-cp1251", "WINDOWS-1251"},
    {"gb2312", "GB18030"},            {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},             {"gb_2312-80", "GB18030"},
    {"shift_jis", "CP932"},           {"shift-jis", "CP932"},
    {"sjis", "CP932"},                {"x-sjis", "CP932"},
    {"windows-31j", "CP932"},         {"ms_kanji", "CP932"},
    {"euc-kr", "CP949"},              {"ks_c_5601-1987", "CP949"},
    {"ksc5601", "CP949"},             {"big5", "BIG5-HKSCS"},
    {"x-x-big5", "BIG5-HKSCS"},       {"x-euc-jp", "EUC-JP"},
    {"tis-620", "CP874"},             {"iso-8859-11", "CP874"},
    {"windows-874", "CP874"},         {"iso-8859-8-i", "ISO-8859-8"},
    {"x-mac-cyrillic", "MAC-CYRILLIC"}, {"macintosh", "MACINTOSH"},
};

// The declared label as a name iconv knows; false where it knows none.
static bool resolve(const char *label, size_t length, char name[NAME_ROOM])
{
    if (length == 0 || length >= NAME_ROOM)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (!isalnum((unsigned char)label[i]) && !strchr("-_:.", label[i]))
            return false; // iconv takes options after slashes
        name[i] = (char)tolower((unsigned char)label[i]);
    }
    name[length] = '\0';
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (strcmp(name, aliases[i][0]) == 0)
            strcpy(name, aliases[i][1]);
    }
    // One that ASCII can declare is none of two bytes a character.
    if (strncmp(name, "utf-16", 6) == 0 || strncmp(name, "utf-32", 6) == 0)
        strcpy(name, "UTF-8");
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return false;
    iconv_close(converter);
    return true;
}

// What follows `key`, blanks, "=" and an opening quote, before what may end it.
static bool label_after(const char *at, const char *end, const char *key, char name[NAME_ROOM])
{
    size_t key_length = strlen(key);
    for (; at < end; at++) {
        if (!starts_with(at, end, key))
            continue;
        const char *value = skip_space(at + key_length, end);
        if (value == end || *value != '=')
            continue;
        value = skip_space(value + 1, end);
        if (value < end && (*value == '"' || *value == '\''))
            value = skip_space(value + 1, end);
        const char *stop = value;
        while (stop < end && !isspace((unsigned char)*stop) && !strchr("\"';/>?", *stop))
            stop++;
        return resolve(value, (size_t)(stop - value), name);
    }
    return false;
}

void page_encoding(const char *bytes, size_t length, char name[NAME_ROOM])
{
    const char *end = bytes + (length < DECLARATION_PROBE ? length : DECLARATION_PROBE);
    const char *at = skip_space(bytes, end);
    if (starts_with(at, end, "<?xml")) {
        const char *close = memchr(at, '>', (size_t)(end - at));
        if (close && label_after(at, close, "encoding", name))
            return;
    }
    while ((at = memchr(at, '<', (size_t)(end - at)))) {
        const char *close = memchr(at, '>', (size_t)(end - at));
        if (!close)
            break;
        if (skip_between(&at, end, "<!--", "-->"))
            continue;
        if (starts_with(at, end, "<meta") && label_after(at, close, "charset", name))
            return;
        at = at + 1;
    }
    strcpy(name, u8_check((const uint8_t *)bytes, length) == NULL ? "UTF-8" : "WINDOWS-1252");
}

// --- the helper ----------------------------------------------------------------------------------

static void set_value(char **value, const char *line, size_t length)
{
    if (*value || length == 0 || length > VALUE_LIMIT ||
        u8_check((const uint8_t *)line, length) != NULL)
        return;
    *value = memory_copy_bytes(line, length);
}

static void set_field(struct text_metadata *metadata, const char *line, size_t length)
{
    const struct {
        const char *name;
        char **value;
    } fields[] = {
        {"title: ", &metadata->title},   {"site: ", &metadata->site}, {"author: ", &metadata->author},
        {"url: ", &metadata->url},       {"language: ", &metadata->language},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t name = strlen(fields[i].name);
        if (length > name && memcmp(line, fields[i].name, name) == 0)
            set_value(fields[i].value, line + name, length - name);
    }
    int year, month, day;
    char date[32];
    if (length < sizeof date && starts_with(line, line + length, "date: ")) {
        memcpy(date, line, length);
        date[length] = '\0';
        if (sscanf(date, "date: %4d-%2d-%2d", &year, &month, &day) == 3)
            metadata->date = day_from_civil(year, month, day);
    }
}

// Takes the helper's output apart; false where it does not keep to the protocol.
static bool read_answer(const struct buffer *answer, struct buffer *text,
                        struct text_metadata *metadata)
{
    static const char first[] = "dateline-html 1\n";
    const char *at = buffer_string(answer), *end = at + answer->length;
    if (!starts_with(at, end, first))
        return false;
    at += strlen(first);
    size_t announced = SIZE_MAX;
    for (const char *line_end; (line_end = memchr(at, '\n', (size_t)(end - at))); at = line_end + 1) {
        size_t length = (size_t)(line_end - at);
        if (length == 0) {
            at++;
            break;
        }
        if (starts_with(at, line_end, "text: "))
            announced = strtoul(at + strlen("text: "), NULL, 10);
        else
            set_field(metadata, at, length);
    }
    if (announced != (size_t)(end - at))
        return false;
    buffer_add(text, at, announced);
    return true;
}

bool page_extract(const struct text_options *options, const char *bytes, size_t length, const char *path,
                  struct buffer *text, struct text_metadata *metadata, struct error *error)
{
    metadata->date = DAY_NONE;
    if (length > PAGE_LIMIT) {
        error_set(error, ERROR_TOO_LARGE, path, "over %zu bytes of HTML", PAGE_LIMIT);
        return false;
    }
    static const struct text_options none;
    options = options ? options : &none;
    char *program = path_join(options->helpers ? options->helpers : "", "dateline-html");
    const char *const arguments[] = {program, NULL};
    struct child child = {.arguments = arguments,
                          .output_limit = OUTPUT_LIMIT,
                          .time_limit = HELPER_MILLISECONDS,
                          .still_waiting = options->still_waiting,
                          .patience = PATIENCE,
                          .context = options->context};
    struct buffer answer = {0}, messages = {0};
    int status = 0;
    bool done = child_filter(&child, bytes, length, path, &answer, &messages, &status, error);
    enum { NO_TEXT = 1 };
    if (done && status == NO_TEXT) {
        error_set(error, ERROR_EMPTY, path, "%s", _("there is no text in the page"));
        done = false;
    } else if (done && (status != 0 || !read_answer(&answer, text, metadata))) {
        size_t line = strcspn(buffer_string(&messages), "\n");
        error_set(error, ERROR_HELPER, path, "%s: %.*s", program, (int)(line < 100 ? line : 100),
                  buffer_string(&messages));
        done = false;
    }
    buffer_fini(&answer);
    buffer_fini(&messages);
    free(program);
    return done;
}

void page_metadata_fini(struct text_metadata *metadata)
{
    free(metadata->title);
    free(metadata->site);
    free(metadata->author);
    free(metadata->url);
    free(metadata->language);
    *metadata = (struct text_metadata){0};
}
