// SPDX-License-Identifier: GPL-3.0-or-later
// Run: the table of commands, and one of them over its files.

#include <config.h>

#include "base/i18n.h"
#include "cli/bundle.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/stream.h"
#include "cli/study.h"
#include "detect/detect.h"
#include "detect/gazetteer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COLUMNS(...) (const char *const[]){__VA_ARGS__, NULL}

static const struct cli_command commands[] = {
    {.name = "text", .help = N_("the text that offsets count in"), .run = command_text},
    {.name = "sections",
     .help = N_("title, introduction, originals with their datelines"),
     .columns = COLUMNS("id", "kind", "start", "end", "headline", "place", "date", "agency"),
     .detects = DETECT_DATES,
     .run = command_sections},
    {.name = "entities",
     .help = N_("people, organisations, places and other names"),
     .columns = COLUMNS("start", "end", "type", "id", "quote"),
     .detects = DETECT_NAMES,
     .run = command_entities,
     .columns_for = entities_columns},
    {.name = "dates",
     .help = N_("dates and the days they mean"),
     .columns = COLUMNS("start", "end", "date_from", "date_to", "quote", "class"),
     .detects = DETECT_NAMES | DETECT_DATES,
     .run = command_dates},
    {.name = "timeline",
     .help = N_("who met whom, when and where"),
     .columns = COLUMNS("id", "date_from", "date_to", "kind", "participants", "place", "start",
                        "end", "sections", "part_of", "countries", "conflicts"),
     .detects = DETECT_NAMES | DETECT_DATES | DETECT_ENGAGEMENTS,
     .run = command_timeline},
    {.name = "sources",
     .help = N_("which sentence of the introduction comes from which original"),
     .columns = COLUMNS("intro_start", "intro_end", "orig_start", "orig_end", "class", "score"),
     .detects = DETECT_ALL,
     .run = command_sources},
    {.name = "brief", .help = N_("the brief, as Markdown"), .detects = DETECT_ALL,
     .run = command_brief},
    {.name = "notes",
     .help = N_("the notes on the article"),
     .columns = COLUMNS("id", "kind", "colour", "tags", "start", "end", "quote", "note", "creator",
                        "modified", "state", "sentence", "section", "class"),
     .detects = DETECT_ALL,
     .run = command_notes},
    {.name = "add", .help = N_("adds a note"), .writes = true, .run = command_add},
    {.name = "codebook",
     .help = N_("the codebook in use"),
     .columns = COLUMNS("letter", "tag", "colour", "description"),
     .run = command_codebook},
    {.name = "retag",
     .help = N_("renames a tag of the notes"),
     .columns = COLUMNS("id", "tags", "quote", "file"),
     .run_all = command_retag,
     .arguments = "OLD NEW FILE…"},
    {.name = "reanchor",
     .help = N_("writes down anew where notes are that have moved or changed"),
     .columns = COLUMNS("id", "kind", "state", "start", "end", "quote", "was"),
     .run = command_reanchor},
    {.name = "check",
     .help = N_("looks notes over for damage, conflicts and lost passages"),
     .columns = COLUMNS("file", "line", "fault", "detail"),
     .run_all = command_check,
     .arguments = "FILE…"},
    {.name = "compact",
     .help = N_("takes superseded versions out of the notes' file"),
     .columns = COLUMNS("file", "lines", "removed", "bytes_before", "bytes_after"),
     .run_all = command_compact,
     .arguments = "FILE…"},
    {.name = "adopt",
     .help = N_("brings notes kept elsewhere to the article"),
     .columns = COLUMNS("file", "lines", "from"),
     .run_all = command_adopt,
     .arguments = "FILE…"},
    {.name = "merge",
     .help = N_("makes one of several files of notes"),
     .run_all = command_merge,
     .arguments = "FILE.notes.jsonl…"},
    {.name = "agree",
     .help = N_("how far coders agree, and where they do not"),
     .run_all = command_agree,
     .arguments = "FILE.notes.jsonl… | FOLDER…"},
};

const struct cli_command *cli_command_at(size_t index)
{
    return index < sizeof commands / sizeof *commands ? &commands[index] : NULL;
}

const struct cli_command *cli_command_find(const char *name)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    }
    return NULL;
}

void job_end_row(const struct job *job, size_t offset)
{
    if (job->several && job->article->dossier)
        output_string(job->output, text_path(article_file(job->article, offset)));
    else if (job->several)
        output_string(job->output, job->file);
}

size_t job_code_point(const struct job *job, size_t offset)
{
    return article_code_point(job->article, offset);
}

// Detects what the command asks for, with what the notes decide, and runs it.
static int run_study(const struct cli_command *command, const struct gazetteer *gazetteer,
                     const struct bundle *bundle, struct job *job)
{
    int read = STATUS_DONE;
    struct notebook *notebook = NULL;
    job->bundle = bundle;
    if (stream_is_needed(bundle))
        return stream_run(command, gazetteer, job);
    if (command->detects && !(notebook = job_open_notebook(job)))
        read = STATUS_CANNOT_READ; // and nothing is decided
    if (read && command->run == command_notes)
        return read;
    struct study study;
    study_init(&study, bundle, notebook);
    study_detect(&study, notebook, gazetteer, job->options, command->detects);
    notebook_free(notebook);
    job->article = study.article;
    job->findings = &study.findings;
    int status = command->run(job);
    study_fini(&study);
    return status > read ? status : read;
}

static int run_file(const struct cli_command *command, const struct gazetteer *gazetteer,
                    struct job *job)
{
    struct error error;
    struct text_options text_options = options_for_text(job->options);
    struct text *text = text_open(job->file, &text_options, &error);
    if (!text) {
        message_error(&error);
        return STATUS_CANNOT_READ;
    }
    if (command->run == command_text) { // needs no more than the text
        struct article bare = {.text = text, .bytes = text_bytes(text)};
        job->article = &bare;
        int status = command->run(job);
        text_free(text);
        return status;
    }
    struct bundle bundle;
    bundle_take(&bundle, text);
    int status = run_study(command, gazetteer, &bundle, job);
    bundle_fini(&bundle);
    return status;
}

static int run_dossier(const struct cli_command *command, const struct gazetteer *gazetteer,
                       struct job *job)
{
    struct error error;
    struct bundle bundle;
    if (!bundle_open(&bundle, job->options, &error)) {
        message_error(&error);
        return STATUS_CANNOT_READ;
    }
    int status = run_study(command, gazetteer, &bundle, job);
    bundle_fini(&bundle);
    return status;
}

static bool load_gazetteer(const struct cli_command *command, const struct options *options,
                           struct gazetteer **gazetteer)
{
    struct error error;
    size_t faults;
    *gazetteer = NULL;
    if (!(command->detects & DETECT_NAMES))
        return true;
    *gazetteer = detect_load_gazetteer(options->environment, &faults, &error);
    if (!*gazetteer || faults)
        message_error(&error);
    return *gazetteer != NULL;
}

static const char *const *columns_of(const struct cli_command *command,
                                     const struct options *options, const char *room[32])
{
    const char *const *columns =
        command->columns_for ? command->columns_for(options) : command->columns;
    if (options->file_count < 2)
        return columns;
    size_t count = 0;
    for (; columns[count]; count++)
        room[count] = columns[count];
    if (command->run == command_sources) {
        room[count++] = "intro_file";
        room[count++] = "orig_file";
    } else {
        room[count++] = "file";
    }
    room[count] = NULL;
    return room;
}

// Writes out what is left; the status after it.
static int finish(struct output *output, int status)
{
    if (output && status == STATUS_USAGE && output_row_count(output) == 0)
        output_refuse(output);
    bool done = output ? output_finish(output) : fflush(stdout) == 0;
    if (done || errno == EPIPE)
        return status;
    message_say("%s", strerror(errno));
    return STATUS_CANNOT_WRITE;
}

static int run_all(const struct cli_command *command, const struct options *options)
{
    struct output *output = NULL;
    if (command->columns)
        output = output_new(options->format, command->columns, stdout);
    int status = command->run_all(options, output);
    return finish(output, status);
}

int cli_run(const struct cli_command *command, const struct options *options)
{
    if (command->run_all)
        return run_all(command, options);
    char dash[] = "-";
    char *standard_input[] = {dash};
    char **files = options->files;
    size_t count = options->file_count;
    if (count == 0 && !isatty(STDIN_FILENO) && !command->writes) {
        files = standard_input;
        count = 1;
    }
    if (count == 0 || (command->writes && count != 1)) {
        message_usage(command->name, count ? _("one file is meant") : _("which file?"));
        return STATUS_USAGE;
    }
    struct gazetteer *gazetteer;
    if (!load_gazetteer(command, options, &gazetteer))
        return STATUS_CANNOT_READ;
    const char *room[32];
    struct output *output = NULL;
    if (command->columns)
        output = output_new(options->format, columns_of(command, options, room), stdout);
    int worst = STATUS_DONE;
    bool together = bundle_is_wanted(options);
    for (size_t i = 0; i < (together ? 1 : count); i++) {
        struct job job = {
            .options = options, .file = files[i], .several = count > 1, .output = output};
        int status = together ? run_dossier(command, gazetteer, &job)
                              : run_file(command, gazetteer, &job);
        worst = status > worst ? status : worst;
    }
    if (output && worst == STATUS_DONE && output_row_count(output) == 0)
        worst = STATUS_NOTHING;
    worst = finish(output, worst);
    gazetteer_free(gazetteer);
    return worst;
}
