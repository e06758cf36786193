// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/day.h"
#include "base/environment.h"
#include "cli/output.h"
#include "text/text.h"

#include <stdbool.h>
#include <stddef.h>

// Exit statuses; of several files the worst.
enum {
    STATUS_DONE = 0,
    STATUS_NOTHING = 1, // ran, but there was nothing to print
    STATUS_USAGE = 2,
    STATUS_CANNOT_READ = 3,
    STATUS_CANNOT_WRITE = 4,
};

// What the options said.
struct options {
    const struct environment *environment;
    bool help, version;
    bool format_given;
    enum output_format format;
    const char *encoding;
    day_number date; // of publication, or DAY_NONE
    bool nested, summary, all;
    const char *notes; // another sidecar
    bool blind;
    int width; // of plain output; 0: 80
    bool no_gutter;
    bool no_colour, no_mouse;
    bool plain; // one pane for screen readers
    const char *theme;
    bool check_config;
    bool dossier, tellings; // all files as one: an introduction and its sources; equals
    bool practice; // the bundled article's copy, whatever was read last
    // of `add` and `notes`
    bool has_start, has_end;
    size_t start, end;
    const char *quote;
    size_t nth; // from 1; 0: not given
    const char **tags;
    size_t tag_count;
    const char *colour;
    const char *note;
    const char *creator, *state, *since;
    // of what works on sidecars
    const char *output; // a file instead of standard output
    bool fold, repair;
    const char *article; // that sidecars are about
    bool disagreements;
    bool open; // settle them in the reader
    // what to read
    size_t paragraph;      // +N; 0: none
    const char *pattern;   // +/re; NULL: none
    char **files;
    size_t file_count;
};

// Reads argv[1…]; `command` is the name of the command, or NULL for the reader. False after a
// message on standard error where an option is unknown, not for this command, or malformed.
bool options_parse(int argc, char **argv, const char *command, struct options *options);
void options_fini(struct options *options);

// How texts are opened under these options; borrows from them.
struct text_options options_for_text(const struct options *options);

// The options that a command takes, for its help.
void options_print_help(const char *command);

#endif
