// SPDX-License-Identifier: GPL-3.0-or-later
// Suggestions: one search for each orphan, its outcome kept with the notebook; and a file of those
// that were refused, a line each: id, start and end in code points.

#include <config.h>

#include "notes/suggestion.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"
#include "notes/approximate.h"
#include "notes/comparable.h"
#include "notes/note.h"
#include "notes/notebook-inside.h"
#include "notes/places.h"
#include "text/utf8.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LIKENESS_LEAST 0.5

enum {
    WHOLE_TEXT = 1 << 20,   // bytes of a text that is searched from end to end
    REACH = 1 << 16,        // code points around the old place in a longer one
    SHORT_QUOTE = 8,        // points; shorter ones must stand word for word
    LONG_QUOTE = 1 << 12,   // points; longer ones are looked for by their beginning
    WIDEST = 24,            // bytes that a passage is widened by to the border of a word
    REFUSALS_LIMIT = 1 << 20,
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t';
}

// To the borders of the words that the span cuts, unless they are long, as in scripts without
// blanks.
static struct span to_whole_words(const struct text *text, struct span span)
{
    const char *bytes = text_bytes(text);
    size_t start = span.start, end = span.end, length = text_length(text);
    while (start > 0 && span.start - start < WIDEST && !is_blank(bytes[start - 1]))
        start--;
    while (end < length && end - span.end < WIDEST && !is_blank(bytes[end]))
        end++;
    if (span.start - start < WIDEST)
        span.start = start;
    if (end - span.end < WIDEST)
        span.end = end;
    return span;
}

// The stretch of the text to be searched, in bytes.
static struct span search_range(const struct text *text, const struct selector *selector)
{
    size_t length = text_length(text);
    if (length <= WHOLE_TEXT)
        return (struct span){0, length};
    size_t place = selector->has_position ? selector->start : 0;
    size_t count = text_code_point_count(text);
    size_t from = place > REACH ? place - REACH : 0, to = place + REACH;
    return (struct span){text_byte(text, from < count ? from : count),
                         text_byte(text, to < count ? to : count)};
}

bool suggestion_find(const struct text *text, const struct selector *selector,
                     struct suggestion *suggestion)
{
    struct comparable wanted = {0}, there = {0};
    struct approximate_match match;
    bool found = false;
    if (!selector->exact)
        return false;
    comparable_add(&wanted, selector->exact, (struct span){0, strlen(selector->exact)});
    size_t count = wanted.count < LONG_QUOTE ? wanted.count : LONG_QUOTE;
    struct span range = search_range(text, selector);
    comparable_add(&there, text_bytes(text), range);
    if (count == 0 || there.count == 0)
        goto out;
    size_t points = text_code_point_count(text);
    size_t place = selector->has_position && selector->start < points ? selector->start : 0;
    size_t aim = comparable_find(&there, text_byte(text, place)) + count;
    size_t most = count < SHORT_QUOTE ? 0 : count / 2;
    if (!approximate_find(wanted.points, count, there.points, there.count, most, aim, &match) ||
        match.start == match.end)
        goto out;
    size_t length = match.end - match.start;
    suggestion->likeness = 1 - (double)match.distance / (double)(length > count ? length : count);
    suggestion->span = to_whole_words(
        text, (struct span){there.starts[match.start], there.ends[match.end - 1]});
    found = suggestion->likeness >= LIKENESS_LEAST;
out:
    comparable_fini(&wanted);
    comparable_fini(&there);
    return found;
}

// --- with a notebook -----------------------------------------------------------------------

static char *refusals_path(const struct notebook *notebook)
{
    const char *path = notebook->logs[notebook->has_sidecar ? SIDECAR : FALLBACK].file.path;
    return place_refusals(notebook->environment, path);
}

static void add_refusal(const struct notebook *notebook, const char *id,
                        const struct suggestion *suggestion, struct buffer *line)
{
    buffer_format(line, "%s %zu %zu\n", id,
                  text_code_point(notebook->text, suggestion->span.start),
                  text_code_point(notebook->text, suggestion->span.end));
}

static bool is_refused(const struct notebook *notebook, const char *id,
                       const struct suggestion *suggestion)
{
    char *path = refusals_path(notebook);
    struct buffer content = {0}, line = {0};
    add_refusal(notebook, id, suggestion, &line);
    bool refused = file_exists(path) && file_read(path, REFUSALS_LIMIT, &content, NULL) &&
                   strstr(buffer_string(&content), line.data);
    buffer_fini(&content);
    buffer_fini(&line);
    free(path);
    return refused;
}

// The suggestion that is kept for this version of the note; NULL where it was not looked for yet.
static struct kept_suggestion *find_kept(struct notebook *notebook, const struct note *note)
{
    for (size_t i = 0; i < notebook->suggestion_count; i++) {
        struct kept_suggestion *kept = &notebook->suggestions[i];
        if (kept->modified == note->modified && strcmp(kept->id, note->id) == 0)
            return kept;
    }
    return NULL;
}

static struct kept_suggestion *look_for(struct notebook *notebook, const struct note *note)
{
    struct annotation annotation;
    size_t entry = fold_find(&notebook->fold, note->id);
    if (notebook->suggestion_count == notebook->suggestion_capacity)
        notebook->suggestions =
            memory_grow(notebook->suggestions, &notebook->suggestion_capacity,
                        notebook->suggestion_count + 1, sizeof *notebook->suggestions);
    struct kept_suggestion *kept = &notebook->suggestions[notebook->suggestion_count++];
    *kept = (struct kept_suggestion){.id = memory_copy_string(note->id),
                                     .modified = note->modified};
    notebook_read_annotation(notebook, notebook->fold.entries[entry].winner, &annotation);
    kept->any = suggestion_find(notebook->text, &annotation.target, &kept->suggestion) &&
                !is_refused(notebook, note->id, &kept->suggestion);
    annotation_fini(&annotation);
    return kept;
}

bool notebook_suggestion(struct notebook *notebook, const char *id, struct suggestion *suggestion)
{
    const struct note *note = notebook_find(notebook, id);
    if (!note || note->state != NOTE_ORPHAN)
        return false;
    const struct kept_suggestion *kept = find_kept(notebook, note);
    if (!kept)
        kept = look_for(notebook, note);
    *suggestion = kept->suggestion;
    return kept->any;
}

void notebook_refuse_suggestion(struct notebook *notebook, const char *id)
{
    struct suggestion suggestion;
    if (!notebook_suggestion(notebook, id, &suggestion))
        return;
    struct kept_suggestion *kept = find_kept(notebook, notebook_find(notebook, id));
    if (kept)
        kept->any = false;
    char *path = refusals_path(notebook), *folder = path_directory(path);
    struct buffer line = {0};
    add_refusal(notebook, id, &suggestion, &line);
    int descriptor = -1;
    if (file_make_directories(folder, NULL))
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor >= 0) {
        file_write_all(descriptor, line.data, line.length);
        close(descriptor);
    }
    buffer_fini(&line);
    free(folder);
    free(path);
}

void notebook_forget_suggestions(struct notebook *notebook)
{
    for (size_t i = 0; i < notebook->suggestion_count; i++)
        free(notebook->suggestions[i].id);
    free(notebook->suggestions);
    notebook->suggestions = NULL;
    notebook->suggestion_count = notebook->suggestion_capacity = 0;
}
