// SPDX-License-Identifier: GPL-3.0-or-later
// Options: one table for all commands, each row saying who takes it.

#include <config.h>

#include "cli/options.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "cli/message.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum option_code {
    OPTION_HELP = 256,
    OPTION_VERSION,
    OPTION_FORMAT,
    OPTION_ENCODING,
    OPTION_DATE,
    OPTION_NESTED,
    OPTION_SUMMARY,
    OPTION_ALL,
    OPTION_NOTES,
    OPTION_BLIND,
    OPTION_WIDTH,
    OPTION_NO_GUTTER,
    OPTION_NO_COLOUR,
    OPTION_NO_MOUSE,
    OPTION_PLAIN,
    OPTION_THEME,
    OPTION_PRACTICE,
    OPTION_CHECK_CONFIG,
    OPTION_DOSSIER,
    OPTION_TELLINGS,
    OPTION_START,
    OPTION_END,
    OPTION_QUOTE,
    OPTION_NTH,
    OPTION_TAG,
    OPTION_COLOUR,
    OPTION_NOTE,
    OPTION_CREATOR,
    OPTION_STATE,
    OPTION_SINCE,
    OPTION_OUTPUT,
    OPTION_FOLD,
    OPTION_REPAIR,
    OPTION_ARTICLE,
    OPTION_DISAGREEMENTS,
    OPTION_OPEN,
};

// `who`: names of commands with blanks around them; "*" everybody, "-" the reader.
struct option_row {
    enum option_code code;
    const char *name;
    const char *argument; // NULL: none
    const char *who;
    const char *help;
};

static const struct option_row rows[] = {
    {OPTION_HELP, "help", NULL, "*", N_("show this help")},
    {OPTION_VERSION, "version", NULL, "*", N_("show the version")},
    {OPTION_FORMAT, "format", "tsv|json|table",
     " sections entities dates timeline sources notes codebook check compact retag reanchor adopt "
     "agree ",
     N_("form of the output; tsv unless on a terminal")},
    {OPTION_ENCODING, "encoding", "NAME", "*", N_("encoding of the files, as iconv names it")},
    {OPTION_DATE, "date", "YYYY-MM-DD", "- entities dates timeline sources brief ",
     N_("day of publication, which settles the year")},
    {OPTION_NESTED, "nested", NULL, " entities ", N_("names inside longer names too")},
    {OPTION_SUMMARY, "summary", NULL, " entities agree ",
     N_("in short: a row an entity; the figures alone")},
    {OPTION_ALL, "all", NULL, " timeline ", N_("background events too")},
    {OPTION_NOTES, "notes", "FILE", "- sections entities dates timeline sources brief notes add check compact retag reanchor adopt agree ",
     N_("notes in FILE instead of beside the article")},
    {OPTION_BLIND, "blind", NULL, "- sections entities dates timeline sources brief notes ", N_("only one's own notes")},
    {OPTION_DOSSIER, "dossier", NULL,
     "- sections entities dates timeline sources brief notes ",
     N_("the files as one: the first tells what the others are sources of")},
    {OPTION_TELLINGS, "tellings", NULL,
     "- sections entities dates timeline sources brief notes ",
     N_("the files as one: all tell of the same events")},
    {OPTION_WIDTH, "width", "N", "-", N_("columns of the output to a file or pipe")},
    {OPTION_NO_GUTTER, "no-gutter", NULL, "-", N_("without the gutter")},
    {OPTION_NO_COLOUR, "no-colour", NULL, "-", N_("without colours")},
    {OPTION_NO_COLOUR, "no-color", NULL, "-", NULL},
    {OPTION_NO_MOUSE, "no-mouse", NULL, "-", N_("leave the mouse to the terminal")},
    {OPTION_PLAIN, "plain", NULL, "-", N_("for screen readers: one pane, words for signs")},
    {OPTION_THEME, "theme", "dark|light|mono", "-", N_("colours for a dark or a light background")},
    {OPTION_PRACTICE, "practice", NULL, "-", N_("a copy of the bundled article, to try everything on")},
    {OPTION_CHECK_CONFIG, "check-config", NULL, "-", N_("check the configuration, and end")},
    {OPTION_START, "start", "N", " add ", N_("first character of the passage, from 0")},
    {OPTION_END, "end", "N", " add ", N_("the character after its last")},
    {OPTION_QUOTE, "quote", "TEXT", " add ", N_("the passage by its words")},
    {OPTION_NTH, "nth", "N", " add ", N_("which one, where the words stand several times")},
    {OPTION_TAG, "tag", "TAG", " add notes ", N_("a tag; may be given several times")},
    {OPTION_COLOUR, "colour", "NAME", " add ", N_("yellow, green, blue or red")},
    {OPTION_COLOUR, "color", "NAME", " add ", NULL},
    {OPTION_NOTE, "note", "TEXT", " add ", N_("the text of the note")},
    {OPTION_CREATOR, "creator", "NAME", " notes ", N_("only notes by this person")},
    {OPTION_STATE, "state", "STATE", " notes ", N_("only exact, changed, moved, ambiguous, orphan ones")},
    {OPTION_SINCE, "since", "DAY", " notes ", N_("only notes changed on that day or later")},
    {OPTION_OUTPUT, "output", "FILE", " merge ", N_("into FILE, at once; or -o FILE")},
    {OPTION_FOLD, "fold", NULL, " merge ", N_("of every note only the version that holds")},
    {OPTION_REPAIR, "repair", NULL, " check ", N_("move damaged lines to FILE.notes.jsonl.torn")},
    {OPTION_ARTICLE, "article", "FILE", " agree ", N_("the article that the notes are about")},
    {OPTION_DISAGREEMENTS, "disagreements", NULL, " agree ", N_("the disagreements alone")},
    {OPTION_OPEN, "open", NULL, " agree ", N_("settle the disagreements of two coders in the reader")},
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };

static bool is_for(const struct option_row *row, const char *command)
{
    if (row->who[0] == '*')
        return true;
    if (!command)
        return row->who[0] == '-';
    char padded[64];
    snprintf(padded, sizeof padded, " %s ", command);
    return strstr(row->who, padded) != NULL;
}

void options_print_help(const char *command)
{
    enum { OPTION_COLUMNS = 26 };
    printf("\n%s\n", _("Options:"));
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!rows[i].help || !is_for(&rows[i], command))
            continue;
        char shown[64];
        snprintf(shown, sizeof shown, "--%s%s%s", rows[i].name, rows[i].argument ? "=" : "",
                 rows[i].argument ? rows[i].argument : "");
        printf("  %-*s %s\n", OPTION_COLUMNS, shown, _(rows[i].help));
    }
}

static bool parse_number(const char *text, size_t *number)
{
    char *end;
    errno = 0;
    unsigned long long parsed = strtoull(text, &end, 10);
    if (errno || *end || end == text || text[0] == '-' || parsed > SIZE_MAX / 4)
        return false;
    *number = (size_t)parsed;
    return true;
}

static bool parse_day(const char *text, day_number *day)
{
    int year, month, number, length = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &number, &length) != 3 || text[length])
        return false;
    *day = day_from_civil(year, month, number);
    return *day != DAY_NONE;
}

static bool parse_format(const char *text, enum output_format *format)
{
    static const char *const names[] = {"tsv", "json", "table"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(text, names[i]) == 0) {
            *format = (enum output_format)i;
            return true;
        }
    }
    return false;
}

static bool apply(struct options *options, const struct option_row *row, const char *value)
{
    size_t number = 0;
    switch (row->code) {
    case OPTION_HELP:
        return options->help = true;
    case OPTION_VERSION:
        return options->version = true;
    case OPTION_FORMAT:
        options->format_given = true;
        return parse_format(value, &options->format);
    case OPTION_ENCODING:
        options->encoding = value;
        return true;
    case OPTION_DATE:
        return parse_day(value, &options->date);
    case OPTION_NESTED:
        return options->nested = true;
    case OPTION_SUMMARY:
        return options->summary = true;
    case OPTION_ALL:
        return options->all = true;
    case OPTION_NOTES:
        options->notes = value;
        return true;
    case OPTION_BLIND:
        return options->blind = true;
    case OPTION_DOSSIER:
        return options->dossier = true;
    case OPTION_TELLINGS:
        return options->tellings = true;
    case OPTION_WIDTH:
        if (!parse_number(value, &number) || number < 20 || number > 1000)
            return false;
        options->width = (int)number;
        return true;
    case OPTION_NO_GUTTER:
        return options->no_gutter = true;
    case OPTION_NO_COLOUR:
        return options->no_colour = true;
    case OPTION_NO_MOUSE:
        return options->no_mouse = true;
    case OPTION_PLAIN:
        return options->plain = true;
    case OPTION_THEME:
        options->theme = value;
        return strcmp(value, "dark") == 0 || strcmp(value, "light") == 0 ||
               strcmp(value, "mono") == 0;
    case OPTION_PRACTICE:
        return options->practice = true;
    case OPTION_CHECK_CONFIG:
        return options->check_config = true;
    case OPTION_START:
        options->has_start = true;
        return parse_number(value, &options->start);
    case OPTION_END:
        options->has_end = true;
        return parse_number(value, &options->end);
    case OPTION_QUOTE:
        options->quote = value;
        return *value != '\0';
    case OPTION_NTH:
        return parse_number(value, &options->nth) && options->nth > 0;
    case OPTION_TAG:
        options->tags = memory_resize(options->tags, options->tag_count + 1, sizeof *options->tags);
        options->tags[options->tag_count++] = value;
        return *value != '\0';
    case OPTION_COLOUR:
        options->colour = value;
        return strcmp(value, "yellow") == 0 || strcmp(value, "green") == 0 ||
               strcmp(value, "blue") == 0 || strcmp(value, "red") == 0;
    case OPTION_NOTE:
        options->note = value;
        return *value != '\0';
    case OPTION_CREATOR:
        options->creator = value;
        return true;
    case OPTION_STATE:
        options->state = value;
        return true;
    case OPTION_SINCE: {
        day_number day;
        options->since = value;
        return parse_day(value, &day);
    }
    case OPTION_OUTPUT:
        options->output = value;
        return *value != '\0';
    case OPTION_FOLD:
        return options->fold = true;
    case OPTION_REPAIR:
        return options->repair = true;
    case OPTION_ARTICLE:
        options->article = value;
        return *value != '\0';
    case OPTION_DISAGREEMENTS:
        return options->disagreements = true;
    case OPTION_OPEN:
        return options->open = true;
    }
    return false;
}

// +N and +/re of the reader; not after "--".
static bool apply_plus(struct options *options, const char *argument)
{
    if (argument[1] == '/') {
        options->pattern = argument + 2;
        return argument[2] != '\0';
    }
    return parse_number(argument + 1, &options->paragraph) && options->paragraph > 0;
}

static int row_of(enum option_code code)
{
    int index = 0;
    while (rows[index].code != code)
        index++;
    return index;
}

static bool take_files(int argc, char **argv, const char *command, bool plain,
                       struct options *options)
{
    options->files = memory_allocate((size_t)(argc - optind + 1) * sizeof *options->files);
    for (int i = optind; i < argc; i++) {
        if (!command && !plain && argv[i][0] == '+' && argv[i][1]) {
            if (!apply_plus(options, argv[i])) {
                message_usage(command, _("%s: +N or +/expression is meant"), argv[i]);
                return false;
            }
            continue;
        }
        options->files[options->file_count++] = argv[i];
    }
    return true;
}

bool options_parse(int argc, char **argv, const char *command, struct options *options)
{
    struct option longs[ROW_COUNT + 1] = {0};
    for (size_t i = 0; i < ROW_COUNT; i++)
        longs[i] = (struct option){rows[i].name, rows[i].argument ? required_argument : no_argument,
                                   NULL, rows[i].code};
    bool plain = false; // whether "--" stands before the files
    for (int i = 1; i < argc; i++)
        plain = plain || strcmp(argv[i], "--") == 0;
    opterr = 0;
    optind = 1;
    for (;;) {
        int index = -1;
        int code = getopt_long(argc, argv, ":hVo:", longs, &index);
        if (code == -1)
            break;
        if (code == 'o')
            index = row_of(OPTION_OUTPUT);
        if (code == 'h' || code == 'V') {
            *(code == 'h' ? &options->help : &options->version) = true;
        } else if (code == '?') {
            message_usage(command, _("unknown option %s"), argv[optind - 1]);
            return false;
        } else if (code == ':') {
            message_usage(command, _("%s wants a value"), argv[optind - 1]);
            return false;
        } else if (!is_for(&rows[index], command)) {
            message_usage(command, _("--%s is no option of this command"), rows[index].name);
            return false;
        } else if (!apply(options, &rows[index], optarg)) {
            message_usage(command, _("--%s: %s is meant, not %s"), rows[index].name,
                          rows[index].argument, optarg);
            return false;
        }
    }
    if (options->dossier && options->tellings) {
        message_usage(command, "%s", _("--dossier and --tellings exclude each other"));
        return false;
    }
    if (!options->format_given)
        options->format = isatty(STDOUT_FILENO) ? OUTPUT_TABLE : OUTPUT_TSV;
    if (!take_files(argc, argv, command, plain, options))
        return false;
    bool together = options->dossier || options->tellings;
    if (together && (options->file_count < 2 || options->notes)) {
        message_usage(command, "%s",
                      options->notes ? _("each file of a dossier has its own notes, without --notes")
                                     : _("a dossier has two files or more"));
        return false;
    }
    return true;
}

void options_fini(struct options *options)
{
    free(options->files);
    free(options->tags);
}

struct text_options options_for_text(const struct options *options)
{
    return (struct text_options){.encoding = options->encoding,
                                 .helpers = options->environment->helpers,
                                 .temporary = options->environment->temporary};
}
