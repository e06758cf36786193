// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "article/article.h"
#include "cli/options.h"
#include "detect/findings.h"
#include "notes/notebook.h"

#include <stdbool.h>
#include <stddef.h>

// What a command works on: one file at a time.
struct bundle;
struct summary;

struct job {
    const struct options *options;
    const char *file; // as it was named
    bool several;     // of several files: rows end with the file's name
    const struct bundle *bundle; // NULL: of a command that takes the article alone
    const struct article *article;
    const struct findings *findings; // what the command asked for
    size_t part;                     // of a long text: which one, from 1; else 0
    struct summary *summary;         // of a long text: where entities are counted; or NULL
    struct output *output;           // NULL where it has no columns
};

struct cli_command {
    const char *name;
    const char *help;
    const char *const *columns; // of its rows, NULL-ended; NULL: no rows
    unsigned detects;           // bits of detect/detect.h
    bool writes;                // takes one file only
    int (*run)(const struct job *job); // an exit status
    // other columns for other options; NULL: the same ones
    const char *const *(*columns_for)(const struct options *options);
    // instead of `run`: over all its arguments at once, which need not be articles
    int (*run_all)(const struct options *options, struct output *output);
    const char *arguments; // of run_all, for its usage
};

// NULL where there is no such command.
const struct cli_command *cli_command_find(const char *name);
const struct cli_command *cli_command_at(size_t index); // NULL after the last

// Runs it over all files; returns the exit status.
int cli_run(const struct cli_command *command, const struct options *options);

// The last column of several files: that of byte `offset` of the article.
void job_end_row(const struct job *job, size_t offset);

// The notes of the job's article, waiting patiently for a lock; NULL after a message. And the
// message about damaged lines in them, if there are any.
struct notebook *job_open_notebook(const struct job *job);
void job_warn_of_damage(const struct notebook *notebook);

// Code points of a byte offset of the article.
size_t job_code_point(const struct job *job, size_t offset);

int command_text(const struct job *job);
int command_sections(const struct job *job);
int command_entities(const struct job *job);
int command_dates(const struct job *job);
int command_timeline(const struct job *job);
int command_sources(const struct job *job);
int command_brief(const struct job *job);
int command_notes(const struct job *job);
int command_add(const struct job *job);
int command_codebook(const struct job *job);
int command_reanchor(const struct job *job);
int command_merge(const struct options *options, struct output *output);
int command_check(const struct options *options, struct output *output);
int command_compact(const struct options *options, struct output *output);
int command_retag(const struct options *options, struct output *output);
int command_agree(const struct options *options, struct output *output);
int command_adopt(const struct options *options, struct output *output);
const char *const *entities_columns(const struct options *options);

// The text as laid out, on standard output.
int print_text(const struct options *options);

#endif
