// SPDX-License-Identifier: GPL-3.0-or-later
// Print: the text as the reader lays it out, on standard output, with the notes as footnotes.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "cli/bundle.h"
#include "cli/commands.h"
#include "cli/message.h"
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

static int print_bundle(const struct bundle *bundle, const struct gazetteer *gazetteer,
                        const struct options *options)
{
    struct error error;
    struct notebook *notebook = bundle_open_notes(bundle, options, false, &error);
    if (!notebook)
        message_error(&error);
    struct study study;
    study_init(&study, bundle, notebook);
    study_detect(&study, notebook, gazetteer, options, DETECT_ALL);
    size_t mark_count = 0;
    struct plain_mark *marks = notebook ? find_marks(notebook, &mark_count) : NULL;
    plain_print(study.article, &study.findings, &(struct plain_marks){marks, mark_count},
                options->width ? options->width : 80, !options->no_gutter, stdout);
    free(marks);
    if (notebook)
        print_notes(notebook, study.article);
    study_fini(&study);
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
