// SPDX-License-Identifier: GPL-3.0-or-later
// Position: where each article was left, in a small file under the state folder, named by a hash of
// the article's absolute path (of a dossier: of those of all its files).

#include <config.h>

#include "base/files.h"
#include "base/i18n.h"
#include "text/tokens.h"
#include "view/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATE_FILE_LIMIT = 4096, QUOTE_LIMIT = 160, SEARCHED_AROUND = 1 << 20 };

static char *path_of_name(const struct environment *environment, const char *name,
                          const char *kind)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%s/%016llx", environment->state, kind,
                  (unsigned long long)token_fold(name, strlen(name)));
    return buffer_take(&path);
}

char *reader_state_path(const struct environment *environment, const char *article,
                        const char *kind)
{
    char *absolute = path_absolute(article), *path = path_of_name(environment, absolute, kind);
    free(absolute);
    return path;
}

char *reader_state_file(const struct reader *reader, const char *kind)
{
    const struct environment *environment = reader->material.environment;
    const struct dossier *dossier = reader->article->dossier;
    if (!dossier)
        return reader_state_path(environment, text_path(reader->article->text), kind);
    // A dossier is none of its files: its places are those of all its texts together.
    struct buffer name = {0};
    for (size_t i = 0; i < dossier->count; i++) {
        char *absolute = path_absolute(text_path(dossier->parts[i].text));
        buffer_format(&name, "\n%s", absolute);
        free(absolute);
    }
    char *path = path_of_name(environment, buffer_string(&name), kind);
    buffer_fini(&name);
    return path;
}

char *reader_short_path(const char *path)
{
    const char *home = getenv("HOME");
    size_t length = home ? strlen(home) : 0;
    struct buffer shown = {0};
    if (length > 1 && strncmp(path, home, length) == 0 && path[length] == '/') {
        buffer_add_byte(&shown, '~');
        path += length;
    }
    buffer_add_string(&shown, path);
    return buffer_take(&shown);
}

void reader_write_state(const char *path, const char *bytes, size_t length)
{
    char *folder = path_directory(path);
    // What cannot be written is not missed: a position or a draft is a help, no note.
    if (file_make_directories(folder, NULL))
        file_replace(path, bytes, length, NULL);
    free(folder);
}

// --- position: "focus top", both code points of the text, then the bytes where they are, and on a line
// of its own how the sentence in focus begins, by which it is found again when the text has changed

static struct span quote_of(const struct article *article, size_t sentence)
{
    struct span span = article->sentences[sentence].span;
    if (span_length(span) > QUOTE_LIMIT)
        span.end = span.start + QUOTE_LIMIT;
    return span;
}

// Moves *at to the place nearest to it where the text has `quote`; leaves it where none is near.
static void find_again(const struct article *article, const char *quote, size_t *at)
{
    size_t length = strlen(quote), whole = text_length(article->text);
    if (length == 0 || (*at + length <= whole && memcmp(article->bytes + *at, quote, length) == 0))
        return;
    size_t from = *at > SEARCHED_AROUND ? *at - SEARCHED_AROUND : 0;
    size_t to = whole - *at > SEARCHED_AROUND ? *at + SEARCHED_AROUND : whole;
    size_t best = SIZE_MAX, place = *at;
    for (const char *found = article->bytes + from;
         (found = memmem(found, (size_t)(article->bytes + to - found), quote, length)); found++) {
        size_t here = (size_t)(found - article->bytes);
        size_t away = here > *at ? here - *at : *at - here;
        if (away > best)
            break; // later ones are further away
        best = away;
        place = here;
    }
    *at = place;
}

void reader_store_position(struct reader *reader)
{
    const struct article *article = reader->article;
    if (article->sentence_count == 0 || strcmp(text_path(article->text), "-") == 0 ||
        reader->place_waits) // then the one that is kept is better
        return;
    char *path = reader_state_file(reader, "position");
    struct buffer line = {0};
    size_t top = layout_line(reader->layout, reader->top).start;
    size_t focus = article->sentences[reader->focus].span.start;
    buffer_format(&line, "%zu %zu %zu %zu\n", text_code_point(article->text, focus),
                  text_code_point(article->text, top), focus, top);
    struct span quote = quote_of(article, reader->focus);
    buffer_add(&line, article->bytes + quote.start, span_length(quote));
    reader_write_state(path, line.data, line.length);
    buffer_fini(&line);
    free(path);
}

// The bytes that a position tells, where the sentence in focus still stands there; a long text need
// not be counted for them.
static bool stands_there(const struct article *article, const char *line, const char *quote,
                         size_t *focus, size_t *top)
{
    size_t length = strlen(quote), whole = text_length(article->text);
    return sscanf(line, "%*u %*u %zu %zu", focus, top) == 2 && length && *focus < whole &&
           *top < whole && whole - *focus >= length &&
           memcmp(article->bytes + *focus, quote, length) == 0;
}

static void read_position(struct reader *reader, const char *line)
{
    const struct article *article = reader->article;
    const char *newline = strchr(line, '\n'), *quote = newline ? newline + 1 : "";
    size_t focus, top, at, top_at;
    if (!stands_there(article, line, quote, &at, &top_at)) {
        if (sscanf(line, "%zu %zu", &focus, &top) != 2)
            return;
        size_t before = at = text_byte(article->text, focus);
        find_again(article, quote, &at);
        // What stood over the focus has moved with it.
        top_at = text_byte(article->text, top) + at;
        top_at = top_at > before ? top_at - before : 0;
        if (top_at > text_length(article->text))
            top_at = text_length(article->text);
    }
    reader->place_waits = !reader_bring(reader, at);
    if (reader->place_waits) {
        reader_say(reader, _("the text is being looked through, then comes where you were"));
        return;
    }
    reader->focus = article_sentence_at(reader->article, at);
    reader->top = layout_find(reader->layout, top_at);
    reader_keep_in_text(reader);
}

void reader_load_position(struct reader *reader)
{
    char *path = reader_state_file(reader, "position");
    struct buffer line = {0};
    reader->place_waits = reader->material.parts && reader->material.is_beginning;
    if (!reader->place_waits && reader->article->sentence_count &&
        file_read(path, STATE_FILE_LIMIT, &line, NULL))
        read_position(reader, buffer_string(&line));
    buffer_fini(&line);
    free(path);
}

bool reader_begins_beyond(const struct environment *environment, const struct text *beginning)
{
    char *position = reader_state_path(environment, text_path(beginning), "position");
    struct buffer line = {0};
    size_t focus = 0, top = 0, half = text_code_point_count(beginning) / 2;
    bool beyond = draft_is_left(environment, beginning);
    if (!beyond && file_read(position, STATE_FILE_LIMIT, &line, NULL) &&
        sscanf(buffer_string(&line), "%zu %zu", &focus, &top) == 2)
        beyond = focus > half || top > half;
    buffer_fini(&line);
    free(position);
    return beyond;
}
