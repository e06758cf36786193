// SPDX-License-Identifier: GPL-3.0-or-later
// Print: the text as the reader lays it out, on standard output, with the notes as footnotes.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "cli/bundle.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/stream.h"
#include "cli/study.h"
#include "detect/detect.h"
#include "detect/gazetteer.h"
#include "notes/notebook.h"
#include "text/safe.h"
#include "view/plain.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// `index` has the numbers of all paragraphs.
static void print_notes(const struct notebook *notebook, const struct text *text,
                        const struct paragraph_index *index)
{
    size_t count;
    const struct note *notes = notebook_notes(notebook, &count);
    if (count)
        printf("\n%s\n", _("Notes"));
    for (size_t i = 0; i < count; i++) {
        const struct note *note = &notes[i];
        struct buffer line = {0};
        buffer_format(&line, "[%zu] ", i + 1);
        if (note->state == NOTE_ORPHAN)
            buffer_format(&line, "%s ", _(note_state_name(note->state)));
        else
            buffer_format(&line, "¶%zu ",
                          paragraph_index_before(index, text_bytes(text), text_length(text),
                                                 note->span.start + 1));
        buffer_add_string(&line, _(note_kind_name(note->kind)));
        for (size_t k = 0; k < note->tag_count; k++) {
            buffer_add_byte(&line, ' ');
            safe_add(&line, note->tags[k], strlen(note->tags[k]));
        }
        if (note->quote) {
            buffer_add_string(&line, " “");
            safe_add(&line, note->quote, strlen(note->quote));
            buffer_add_string(&line, "”");
        }
        if (note->body) {
            buffer_add_string(&line, ": ");
            safe_add(&line, note->body, strlen(note->body));
        }
        puts(buffer_string(&line));
        buffer_fini(&line);
    }
}

static int compare_marks(const void *one, const void *other)
{
    const struct plain_mark *a = one, *b = other;
    return a->end != b->end ? (a->end > b->end) - (a->end < b->end)
                            : (a->number > b->number) - (a->number < b->number);
}

// Where the notes' numbers belong, by place; orphans have none. Yours.
static struct plain_mark *find_marks(const struct notebook *notebook, size_t *count)
{
    size_t note_count;
    const struct note *notes = notebook_notes(notebook, &note_count);
    struct plain_mark *marks = memory_allocate_zeroed(note_count, sizeof *marks);
    *count = 0;
    for (size_t i = 0; i < note_count; i++) {
        if (notes[i].state != NOTE_ORPHAN)
            marks[(*count)++] = (struct plain_mark){notes[i].span.end, i + 1};
    }
    qsort(marks, *count, sizeof *marks, compare_marks);
    return marks;
}

static void print_article(const struct article *article, const struct findings *findings,
                          const struct plain_marks *marks, const struct options *options)
{
    plain_print(article, findings, marks, options->width ? options->width : 80, !options->no_gutter,
                stdout);
}

static void print_whole(const struct bundle *bundle, const struct notebook *notebook,
                        const struct gazetteer *gazetteer, const struct plain_marks *marks,
                        const struct options *options)
{
    struct study study;
    study_init(&study, bundle, notebook);
    study_detect(&study, notebook, gazetteer, options, DETECT_ALL);
    print_article(study.article, &study.findings, marks, options);
    study_fini(&study);
}

// A long text has no originals, so that the gutter tells nothing that had to be found.
static void print_parts(const struct text *text, const struct plain_marks *marks,
                        const struct options *options)
{
    const struct findings nothing = {0};
    size_t at = 0, mark = 0, end = 0; // end: of the last paragraph printed
    struct span part;
    while (!ferror(stdout) && stream_next_part(text, &at, &part)) {
        struct article *article = article_new_part(text, part);
        size_t first = mark;
        while (mark < marks->count && marks->items[mark].end <= part.end)
            mark++;
        struct plain_marks its = {marks->items + first, mark - first};
        if (article->paragraph_count) {
            struct span between = {end, article->paragraphs[0].span.start};
            if (end && paragraphs_are_apart(text_bytes(text), between))
                putchar('\n');
            print_article(article, &nothing, &its, options);
            end = article->paragraphs[article->paragraph_count - 1].span.end;
        }
        article_free(article);
    }
}

static int print_bundle(const struct bundle *bundle, const struct gazetteer *gazetteer,
                        const struct options *options)
{
    struct error error;
    struct notebook *notebook = bundle_open_notes(bundle, options, false, &error);
    if (!notebook)
        message_error(&error);
    size_t mark_count = 0;
    struct plain_mark *marks = notebook ? find_marks(notebook, &mark_count) : NULL;
    const struct plain_marks all = {marks, mark_count};
    struct paragraph_index index = {0};
    if (stream_is_needed(bundle))
        print_parts(bundle->text, &all, options);
    else
        print_whole(bundle, notebook, gazetteer, &all, options);
    if (mark_count) {
        size_t length = text_length(bundle->text);
        paragraph_index_extend(&index, text_bytes(bundle->text), length, length);
    }
    if (notebook)
        print_notes(notebook, bundle->text, &index);
    paragraph_index_fini(&index);
    free(marks);
    notebook_free(notebook);
    return STATUS_DONE;
}

// One file, or, where `file` is NULL, all of them as one.
static int print_file(const char *file, const struct gazetteer *gazetteer,
                      const struct options *options)
{
    struct error error;
    struct bundle bundle;
    struct text_options text_options = options_for_text(options);
    struct text *text = file ? text_open(file, &text_options, &error) : NULL;
    if (text)
        bundle_take(&bundle, text);
    else if (file || !bundle_open(&bundle, options, &error)) {
        message_error(&error);
        return STATUS_CANNOT_READ;
    }
    int status = print_bundle(&bundle, gazetteer, options);
    bundle_fini(&bundle);
    return status;
}

int print_text(const struct options *options)
{
    char dash[] = "-";
    char *standard_input[] = {dash};
    char **files = options->file_count ? options->files : standard_input;
    size_t count = options->file_count ? options->file_count : 1;
    struct error error;
    size_t faults;
    struct gazetteer *gazetteer = detect_load_gazetteer(options->environment, &faults, &error);
    if (!gazetteer || faults)
        message_error(&error);
    int worst = gazetteer ? STATUS_DONE : STATUS_CANNOT_READ;
    bool together = bundle_is_wanted(options);
    for (size_t i = 0; i < (together ? 1 : count) && gazetteer; i++) {
        int status = print_file(together ? NULL : files[i], gazetteer, options);
        worst = status > worst ? status : worst;
    }
    if (fflush(stdout) != 0 && errno != EPIPE) {
        message_say("%s", strerror(errno));
        worst = STATUS_CANNOT_WRITE;
    }
    gazetteer_free(gazetteer);
    return worst;
}
