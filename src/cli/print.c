// SPDX-License-Identifier: GPL-3.0-or-later
// Print: the text as the reader lays it out, on standard output, with the notes as footnotes.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "detect/detect.h"
#include "detect/gazetteer.h"
#include "notes/notebook.h"
#include "text/safe.h"
#include "view/plain.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_notes(const struct notebook *notebook, const struct article *article)
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
            buffer_format(&line, "¶%zu ", article_paragraph_at(article, note->span.start) + 1);
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

static int print_file(const char *file, const struct gazetteer *gazetteer,
                      const struct options *options)
{
    struct error error;
    struct text_options text_options = options_for_text(options);
    struct text *text = text_open(file, &text_options, &error);
    if (!text) {
        message_error(&error);
        return STATUS_CANNOT_READ;
    }
    struct article *article = article_new(text, NULL, 0);
    struct findings findings = {0};
    detect_run(article, gazetteer, options->environment, options->date, DETECT_ALL, &findings);
    struct notebook_options notebook_options = {.text = text,
                                                .environment = options->environment,
                                                .sidecar = options->notes,
                                                .blind = options->blind};
    struct notebook *notebook = notebook_open(&notebook_options, &error);
    if (!notebook)
        message_error(&error);
    size_t mark_count = 0;
    struct plain_mark *marks = notebook ? find_marks(notebook, &mark_count) : NULL;
    plain_print(article, &findings, &(struct plain_marks){marks, mark_count},
                options->width ? options->width : 80, !options->no_gutter, stdout);
    free(marks);
    if (notebook)
        print_notes(notebook, article);
    notebook_free(notebook);
    findings_fini(&findings);
    article_free(article);
    text_free(text);
    return STATUS_DONE;
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
    for (size_t i = 0; i < count && gazetteer; i++) {
        int status = print_file(files[i], gazetteer, options);
        worst = status > worst ? status : worst;
    }
    if (fflush(stdout) != 0 && errno != EPIPE) {
        message_say("%s", strerror(errno));
        worst = STATUS_CANNOT_WRITE;
    }
    gazetteer_free(gazetteer);
    return worst;
}
