// SPDX-License-Identifier: GPL-3.0-or-later
// Notes: listing them, adding one, the codebook.

#include <config.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "cli/bundle.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "notes/anchor.h"
#include "notes/codebook.h"
#include "notes/instant.h"
#include "notes/note.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct notebook *job_open_notebook(const struct job *job)
{
    struct error error;
    struct notebook *notebook = bundle_open_notes(job->bundle, job->options, true, &error);
    if (!notebook)
        message_error(&error);
    return notebook;
}

void job_warn_of_damage(const struct notebook *notebook)
{
    size_t first;
    size_t damaged = notebook_damaged(notebook, &first);
    if (damaged)
        message_say(P_("%s:%zu: %zu damaged line, left where it is",
                       "%s:%zu: %zu damaged lines, left where they are", damaged),
                    notebook_path(notebook), first, damaged);
}

// --- listing ---------------------------------------------------------------------------------------

// Whether the filters given are understood; a day becomes the instant at which it begins.
static bool make_filter(const struct options *options, struct note_filter *filter)
{
    *filter = (struct note_filter){.tag = options->tag_count ? options->tags[0] : NULL,
                                   .creator = options->creator,
                                   .state = NOTE_STATE_COUNT,
                                   .since = INT64_MIN};
    if (options->state) {
        filter->state = note_state_from_name(options->state);
        if (filter->state == NOTE_STATE_COUNT) {
            message_usage("notes", _("--state: exact, changed, moved, ambiguous or orphan is meant, not %s"),
                          options->state);
            return false;
        }
    }
    if (options->since) {
        char instant[64];
        snprintf(instant, sizeof instant, "%sT00:00:00Z", options->since);
        instant_parse(instant, strlen(instant), &filter->since);
    }
    return true;
}

static void add_place(const struct job *job, const struct note *note)
{
    if (note->state == NOTE_ORPHAN) {
        output_empty(job->output);
        output_empty(job->output);
        return;
    }
    output_number(job->output, job_code_point(job, note->span.start));
    output_number(job->output, job_code_point(job, note->span.end));
}

// Sentence (numbered from 0 through the file), section, and what comparison says of it.
static void add_context(const struct job *job, const struct note *note)
{
    const struct article *article = job->article;
    if (note->state == NOTE_ORPHAN || article->sentence_count == 0) {
        for (int i = 0; i < 3; i++)
            output_empty(job->output);
        return;
    }
    size_t sentence = article_sentence_at(article, note->span.start);
    const struct section *section = &article->sections[article->sentences[sentence].section];
    const struct telling *telling = &job->findings->tellings[sentence];
    char id[16];
    article_section_id(section, id);
    output_number(job->output, sentence);
    output_string(job->output, id);
    output_string(job->output, !telling->compared                   ? NULL
                               : section->kind == SECTION_ORIGINAL ? carried_name(telling->carried)
                                                                   : derivation_name(telling->derivation));
}

int command_notes(const struct job *job)
{
    struct note_filter filter;
    if (!make_filter(job->options, &filter))
        return STATUS_USAGE;
    struct notebook *notebook = job_open_notebook(job);
    if (!notebook)
        return STATUS_CANNOT_READ;
    job_warn_of_damage(notebook);
    size_t count;
    const struct note *notes = notebook_notes(notebook, &count);
    for (size_t i = 0; i < count; i++) {
        const struct note *note = &notes[i];
        if (!note_passes(note, &filter))
            continue;
        struct buffer modified = {0};
        instant_format(note->modified, &modified);
        output_string(job->output, note->id);
        output_string(job->output, note_kind_name(note->kind));
        output_string(job->output, note_colour_name(note->colour));
        output_list(job->output, (const char *const *)note->tags, note->tag_count);
        add_place(job, note);
        output_string(job->output, note->quote);
        output_string(job->output, note->body);
        output_string(job->output, note->creator ? note->creator : note->creator_id);
        output_string(job->output, modified.data);
        output_string(job->output, note_state_name(note->state));
        add_context(job, note);
        job_end_row(job, note->span.start);
        buffer_fini(&modified);
    }
    notebook_free(notebook);
    return STATUS_DONE;
}

// --- adding ----------------------------------------------------------------------------------------

static bool find_passage(const struct job *job, struct span *span)
{
    const struct options *options = job->options;
    const struct text *text = job->article->text;
    size_t count;
    if (options->quote && !options->has_start && !options->has_end) {
        size_t found = 0;
        if (anchor_quote(text, options->quote, options->nth ? options->nth : 1, span, &found)) {
            if (found > 1 && !options->nth) {
                message_say(_("%s: these words stand %zu times; --nth says which are meant"),
                            job->file, found);
                return false;
            }
            return true;
        }
        message_say(found ? _("%s: these words stand only %zu times")
                          : _("%s: these words do not stand in the text"),
                    job->file, found);
        return false;
    }
    if (!options->has_start || !options->has_end || options->quote) {
        message_usage("add", _("the passage is given by --start and --end, or by --quote"));
        return false;
    }
    count = text_code_point_count(text);
    if (options->start >= options->end || options->end > count) {
        message_say(_("%s: no passage from %zu to %zu: the text has %zu characters"), job->file,
                    options->start, options->end, count);
        return false;
    }
    *span = (struct span){text_byte(text, options->start), text_byte(text, options->end)};
    return true;
}

static bool has_control(const char *string)
{
    for (; *string; string++) {
        if ((unsigned char)*string < 0x20 || *string == 0x7F)
            return true;
    }
    return false;
}

int command_add(const struct job *job)
{
    const struct options *options = job->options;
    struct note_content content = {
        .kind = options->note ? NOTE_NOTE : options->tag_count ? NOTE_TAG : NOTE_HIGHLIGHT,
        .colour = options->colour ? note_colour_from_name(options->colour) : NOTE_NO_COLOUR,
        .tags = options->tags,
        .tag_count = options->tag_count,
        .body = options->note,
    };
    if (content.kind == NOTE_HIGHLIGHT && !content.colour)
        content.colour = NOTE_YELLOW;
    for (size_t i = 0; i < options->tag_count; i++) {
        if (has_control(options->tags[i])) {
            message_usage("add", _("a tag holds no control characters"));
            return STATUS_USAGE;
        }
    }
    if (!find_passage(job, &content.span))
        return STATUS_USAGE;
    struct notebook *notebook = job_open_notebook(job);
    if (!notebook)
        return STATUS_CANNOT_READ;
    struct error error;
    char id[64];
    int status = STATUS_DONE;
    bool added = notebook_add(notebook, &content, id, &error);
    if (!added && notebook_has_unsaved(notebook)) {
        message_error(&error);
        added = notebook_save_elsewhere(notebook, &error);
        if (added)
            message_say(_("the note is kept in %s"), notebook_path(notebook));
        id[0] = '\0';
    }
    if (!added) {
        message_error(&error);
        status = STATUS_CANNOT_WRITE;
    } else {
        const struct error *warning = notebook_warning(notebook);
        if (warning && warning->code != ERROR_NONE)
            message_error(warning);
        if (id[0])
            puts(id);
    }
    notebook_free(notebook);
    return status;
}

// --- codebook --------------------------------------------------------------------------------------

int command_codebook(const struct job *job)
{
    struct error error;
    struct codebook *codebook =
        codebook_open(text_path(job->article->text), job->options->environment, &error);
    if (error.code != ERROR_NONE)
        message_error(&error);
    size_t count;
    const struct codebook_entry *entries = codebook_entries(codebook, &count);
    for (size_t i = 0; i < count; i++) {
        struct buffer letter = {0};
        if (entries[i].letter)
            buffer_add_code_point(&letter, entries[i].letter);
        output_string(job->output, buffer_string(&letter));
        output_string(job->output, entries[i].tag);
        output_string(job->output, note_colour_name(entries[i].colour));
        output_string(job->output, entries[i].description);
        job_end_row(job, 0);
        buffer_fini(&letter);
    }
    codebook_free(codebook);
    return STATUS_DONE;
}
