// SPDX-License-Identifier: GPL-3.0-or-later
// Reanchor: notes that moved or changed with their text, their places written down anew.

#include <config.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "notes/bulk.h"

static void print_rows(const struct job *job, const struct notebook *notebook,
                       const struct bulk_result *result)
{
    size_t count;
    const struct note *notes = notebook_notes(notebook, &count);
    for (size_t i = 0; i < count; i++) {
        const struct note *note = &notes[i];
        const struct bulk_item *item = bulk_result_find(result, note->id);
        if (!item)
            continue;
        output_string(job->output, note->id);
        output_string(job->output, note_kind_name(note->kind));
        output_string(job->output, note_state_name(item->state));
        output_number(job->output, job_code_point(job, note->span.start));
        output_number(job->output, job_code_point(job, note->span.end));
        output_string(job->output, note->quote);
        output_string(job->output, item->quote);
        job_end_row(job, note->span.start);
    }
}

static size_t count_lost(const struct notebook *notebook)
{
    size_t count, lost = 0;
    const struct note *notes = notebook_notes(notebook, &count);
    for (size_t i = 0; i < count; i++)
        lost += notes[i].state == NOTE_ORPHAN || notes[i].state == NOTE_AMBIGUOUS;
    return lost;
}

static int reanchor(const struct job *job, struct notebook *notebook)
{
    struct bulk_result result;
    struct error error;
    int status = STATUS_DONE;
    if (!notebook_reanchor_all(notebook, &result, &error)) {
        message_error(&error);
        return STATUS_CANNOT_WRITE;
    }
    if (notebook_warning(notebook)->code != ERROR_NONE) {
        message_error(notebook_warning(notebook));
        message_say(_("the notes are kept in %s"), notebook_path(notebook));
    }
    print_rows(job, notebook, &result);
    if (result.left) {
        message_error(&result.reason);
        message_say(
            P_("%s: %zu note left as it was", "%s: %zu notes left as they were", result.left),
            job->file, result.left);
        status = STATUS_NOTHING;
    }
    size_t lost = count_lost(notebook);
    if (lost)
        message_say(P_("%s: %zu note whose place is not certain, left as it was",
                       "%s: %zu notes whose places are not certain, left as they were", lost),
                    job->file, lost);
    bulk_result_fini(&result);
    return status;
}

int command_reanchor(const struct job *job)
{
    if (job->options->notes && job->several) {
        message_usage("reanchor", "%s", _("one file is meant"));
        return STATUS_USAGE;
    }
    struct notebook *notebook = job_open_notebook(job);
    if (!notebook)
        return STATUS_CANNOT_READ;
    job_warn_of_damage(notebook);
    int status = reanchor(job, notebook);
    notebook_free(notebook);
    return status;
}
