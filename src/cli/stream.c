// SPDX-License-Identifier: GPL-3.0-or-later
// Stream: commands on a long text, part by part.

#include <config.h>

#include "cli/stream.h"

#include "base/i18n.h"
#include "base/memory.h"
#include "cli/bundle.h"
#include "cli/message.h"
#include "cli/summary.h"
#include "detect/detect.h"
#include "view/decisions.h"

enum { PART = 4 << 20 }; // bytes

bool stream_is_needed(const struct bundle *bundle)
{
    return !bundle->dossier && text_length(bundle->text) >= TEXT_LONG;
}

bool stream_next_part(const struct text *text, size_t *at, struct span *part)
{
    size_t length = text_length(text);
    if (*at >= length)
        return false;
    size_t to = length - *at > PART ? paragraphs_after(text_bytes(text), length, *at + PART) : length;
    *part = (struct span){*at, to};
    *at = to;
    return true;
}

static int run_parts(const struct cli_command *command, const struct gazetteer *gazetteer,
                     const struct notebook *notebook, struct job *job)
{
    int worst = STATUS_DONE;
    size_t at = 0;
    struct span span;
    struct noted_decisions decisions;
    decisions_read(notebook, &decisions);
    struct detect_options options = {
        .gazetteer = gazetteer,
        .environment = job->options->environment,
        .published = job->options->date,
        .what = command->detects & ~(unsigned)DETECT_SOURCES,
        .decisions = &decisions.made,
    };
    while (stream_next_part(job->bundle->text, &at, &span)) {
        struct article *article = article_new_part(job->bundle->text, span);
        struct findings findings = {0};
        detect_run(article, &options, &findings);
        job->part++;
        job->article = article;
        job->findings = &findings;
        int status = command->run(job);
        worst = status > worst ? status : worst;
        findings_fini(&findings);
        article_free(article);
    }
    decisions_fini(&decisions);
    return worst;
}

// With what the notes decide.
static int detect_parts(const struct cli_command *command, const struct gazetteer *gazetteer,
                        struct job *job)
{
    struct notebook *notebook = job_open_notebook(job);
    struct summary summary = {0};
    job->summary = job->options->summary ? &summary : NULL;
    int status = run_parts(command, gazetteer, notebook, job);
    if (job->summary)
        summary_print(&summary, job);
    summary_fini(&summary);
    notebook_free(notebook);
    return notebook || status > STATUS_CANNOT_READ ? status : STATUS_CANNOT_READ;
}

int stream_run(const struct cli_command *command, const struct gazetteer *gazetteer,
               struct job *job)
{
    const struct text *text = job->bundle->text;
    struct span whole = {0, text_length(text)};
    struct section section = {.kind = SECTION_INTRODUCTION, .span = whole};
    struct article bare = {.text = text,
                           .bytes = text_bytes(text),
                           .part = whole,
                           .sections = &section,
                           .section_count = 1};
    struct findings nothing = {0};
    job->article = &bare;
    job->findings = &nothing;
    if (command->run == command_sources || command->run == command_brief) {
        message_say(_("%s: a text of over 16 MB is not compared with what may be its sources"),
                    job->file);
        return STATUS_NOTHING;
    }
    if (!command->detects || command->run == command_notes || command->run == command_sections)
        return command->run(job);
    return detect_parts(command, gazetteer, job);
}
