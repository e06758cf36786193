// SPDX-License-Identifier: GPL-3.0-or-later
// Read: an article, its findings and its notes brought to the terminal.

#include <config.h>

#include "cli/read.h"

#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/config-file.h"
#include "cli/loading.h"
#include "cli/message.h"
#include "text/safe.h"
#include "ui/loop.h"
#include "view/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_LIMIT = 1 << 16, ARTICLE_LIMIT = 1 << 24 };
#define PRACTICE_ARTICLE "vientiane-2024-07-25.txt"

// --- which file ------------------------------------------------------------------------------------

static char *last_article(const struct environment *environment)
{
    char *path = path_join(environment->state, "last");
    struct buffer content = {0};
    char *last = NULL;
    if (file_read(path, PATH_LIMIT, &content, NULL) && content.length &&
        access(content.data, R_OK) == 0)
        last = buffer_take(&content);
    buffer_fini(&content);
    free(path);
    return last;
}

static void remember_article(const struct environment *environment, const char *file)
{
    if (strcmp(file, "-") == 0 || !file_make_directories(environment->state, NULL))
        return;
    char *path = path_join(environment->state, "last");
    char *absolute = path_absolute(file);
    file_replace(path, absolute, strlen(absolute), NULL);
    free(absolute);
    free(path);
}

// A copy of the bundled article to try everything on; NULL with *error where it cannot be made.
static char *practice_copy(const struct environment *environment, struct error *error)
{
    char *folder = path_join(environment->state, "practice");
    char *copy = path_join(folder, PRACTICE_ARTICLE);
    char *bundled_folder = path_join(environment->data, "article");
    char *bundled = path_join(bundled_folder, PRACTICE_ARTICLE);
    struct buffer content = {0};
    bool done = file_exists(copy) ||
                (file_read(bundled, ARTICLE_LIMIT, &content, error) &&
                 file_make_directories(folder, error) &&
                 file_replace(copy, content.data, content.length, error));
    buffer_fini(&content);
    free(folder);
    free(bundled_folder);
    free(bundled);
    if (!done) {
        free(copy);
        copy = NULL;
    }
    return copy;
}

static char *choose_file(const struct options *options, bool *practice, struct error *error)
{
    *practice = false;
    if (options->file_count)
        return memory_copy_string(options->files[0]);
    if (!isatty(STDIN_FILENO))
        return memory_copy_string("-");
    char *last = options->practice ? NULL : last_article(options->environment);
    if (last)
        return last;
    *practice = true;
    return practice_copy(options->environment, error);
}

// --- reading ---------------------------------------------------------------------------------------

// As less does: what looks binary is asked about, on the terminal where standard input is the text.
static bool wants_binary(const char *file)
{
    if (!isatty(STDERR_FILENO))
        return false;
    FILE *terminal = isatty(STDIN_FILENO) ? stdin : fopen("/dev/tty", "r");
    if (!terminal)
        return false;
    struct buffer name = {0};
    safe_add(&name, file, strlen(file));
    fprintf(stderr, _("%s may be a binary file. See it anyway? "), buffer_string(&name));
    buffer_fini(&name);
    fflush(stderr);
    char answer[16];
    bool wants = fgets(answer, sizeof answer, terminal) && (answer[0] == 'y' || answer[0] == 'Y');
    if (terminal != stdin)
        fclose(terminal);
    return wants;
}

enum { BEGINNING = 8 * 1024 }; // bytes; more than any screen shows

// A file as far as it is opened before the terminal is taken: its beginning where it is long, else
// all of it.
struct opened {
    struct text *whole, *beginning; // either may be NULL, not both
    bool allow_binary;
};

static bool open_file(const char *file, const struct text_options *options, struct opened *opened,
                      struct error *error)
{
    opened->allow_binary = options->allow_binary;
    opened->beginning = text_open_beginning(file, options, BEGINNING, error);
    if (!opened->beginning && error->code == ERROR_NONE) {
        opened->whole = text_open(file, options, error);
        if (opened->whole)
            opened->beginning = text_beginning(opened->whole, BEGINNING);
    }
    return opened->whole || opened->beginning;
}

static void opened_fini(struct opened *opened)
{
    text_free(opened->whole);
    text_free(opened->beginning);
    *opened = (struct opened){0};
}

static bool open_first(const char *file, const struct options *options, struct opened *opened,
                       struct error *error)
{
    struct text_options text_options = options_for_text(options);
    // What comes through a pipe is asked about while it is there.
    bool piped = strcmp(file, "-") == 0;
    text_options.wants_binary = piped ? wants_binary : NULL;
    if (open_file(file, &text_options, opened, error))
        return true;
    if (error->code != ERROR_BINARY || piped || !wants_binary(file))
        return false;
    text_options.allow_binary = true;
    return open_file(file, &text_options, opened, error);
}

static enum theme_name theme_named(const char *name)
{
    if (name && strcmp(name, "light") == 0)
        return THEME_LIGHT;
    return name && strcmp(name, "mono") == 0 ? THEME_MONO : THEME_DARK;
}

struct session {
    const struct options *options;
    const struct config_file *config;
    const char *file;   // where it is from; options->files[index] unless index is 0
    size_t index;
    bool allow_binary;
    struct opened next; // opened to be read after this one
    struct loading *loading;
    enum loading_stage stage; // that the reader has
    struct text *text;        // the beginning, which the reader began with
    struct article *article;
    struct findings nothing;
    struct buffer message;
};

static void fill_material(const struct session *session, struct reader_material *material)
{
    struct loaded loaded = loading_result(session->loading, session->stage);
    material->article = loaded.article;
    material->findings = loaded.findings;
    material->notebook = loaded.notebook;
    material->codebook = loaded.codebook;
    if (loaded.message)
        material->message = loaded.message;
    material->is_beginning = false;
    material->awaits_findings = session->stage != LOADING_WHOLE;
}

// reader_material.more
static bool bring_more(void *context, struct reader_material *material)
{
    struct session *session = context;
    enum loading_stage stage = loading_stage(session->loading);
    if (stage == session->stage)
        return false; // it may just have begun
    session->stage = stage;
    if (stage == LOADING_FAILED) {
        buffer_clear(&session->message);
        error_describe(loading_error(session->loading), &session->message);
        material->message = session->message.data;
        material->awaits_findings = false;
        material->more = NULL;
    } else {
        fill_material(session, material);
    }
    return true;
}

// Whether the reader starts in the beginning of the text, so that it need not wait for the rest.
static bool starts_in_beginning(const struct session *session, bool first)
{
    const struct options *options = session->options;
    return session->text && !(first && (options->paragraph || options->pattern)) &&
           !reader_begins_beyond(options->environment, session->text);
}

static size_t next_index(const struct session *session, enum reader_next next)
{
    return next == READER_NEXT_FILE       ? session->index + 1
           : next == READER_PREVIOUS_FILE ? session->index - 1
                                          : session->index;
}

// reader_material.open_next. What was read as binary is so again.
static bool open_next(void *context, enum reader_next next, struct error *error)
{
    struct session *session = context;
    size_t index = next_index(session, next);
    bool again = index == session->index;
    struct text_options text_options = options_for_text(session->options);
    text_options.allow_binary = again && session->allow_binary;
    opened_fini(&session->next);
    return open_file(again ? session->file : session->options->files[index], &text_options,
                     &session->next, error);
}

static int run_reader(struct session *session, struct loop *loop, size_t file, bool first,
                      enum reader_next *next, struct error *error)
{
    const struct options *options = session->options;
    struct reader_material material = {
        .environment = options->environment,
        .article = session->article,
        .findings = &session->nothing,
        .is_beginning = true,
        .awaits_findings = true,
        .more = bring_more,
        .open_next = open_next,
        .context = session,
        .keymap = session->config->keymap,
        .no_gutter = options->no_gutter || session->config->no_gutter,
        .no_panel = session->config->no_panel,
        .file = file,
        .file_count = options->file_count,
    };
    loop_size(loop, &material.rows, &material.columns);
    if (session->stage != LOADING_BEGUN)
        fill_material(session, &material);
    if (!material.message && session->message.length)
        material.message = session->message.data;
    int status = STATUS_USAGE;
    struct reader *reader = reader_new(&material);
    if (first && options->paragraph)
        reader_go_to_paragraph(reader, options->paragraph);
    if (!first || !options->pattern || reader_go_to_pattern(reader, options->pattern, error))
        status = loop_run(loop, reader, loading_descriptor(session->loading));
    *next = status == STATUS_DONE ? reader_next(reader) : READER_ENDS;
    reader_free(reader);
    return status;
}

// Starts the work on a file and makes what the reader begins with. Takes over what is opened.
static bool session_start(struct session *session, const char *file, bool first,
                          struct opened *opened, struct error *error)
{
    const struct options *options = session->options;
    struct loading_options loading = {
        .path = file,
        .text = options_for_text(options),
        .environment = options->environment,
        .sidecar = options->notes,
        .blind = options->blind,
        .published = options->date,
    };
    loading.text.allow_binary = opened->allow_binary;
    session->text = opened->beginning;
    session->loading = loading_new(&loading, opened->whole);
    *opened = (struct opened){0};
    if (starts_in_beginning(session, first)) {
        session->article = article_new(session->text, NULL, 0);
        return true;
    }
    session->stage = loading_wait_for_article(session->loading);
    if (session->stage != LOADING_FAILED)
        return true;
    *error = *loading_error(session->loading);
    return false;
}

static void session_fini(struct session *session)
{
    loading_free(session->loading);
    article_free(session->article);
    text_free(session->text);
    opened_fini(&session->next);
    buffer_fini(&session->message);
}

// Reads one file after another, as long as the reader asks for one; `opened` is the first. *error is
// told once the terminal is given back.
static int read_files(const struct options *options, const struct config_file *config,
                      const char *first_file, struct opened *opened, bool practice,
                      struct loop *loop, struct error *error)
{
    enum reader_next next = READER_RELOADS;
    size_t index = 0;
    int status = STATUS_DONE;
    for (bool first = true; next != READER_ENDS; first = false) {
        struct session session = {.options = options,
                                  .config = config,
                                  .file = index ? options->files[index] : first_file,
                                  .index = index,
                                  .allow_binary = opened->allow_binary};
        next = READER_ENDS;
        if (practice && first)
            buffer_add_string(&session.message,
                              _("a practice copy to try everything on; h shows the keys, q quits"));
        else if (options->file_count > 1)
            buffer_format(&session.message, _("file %zu of %zu; :n the next, :p the one before"),
                          index + 1, options->file_count);
        if (session_start(&session, session.file, first, opened, error))
            status = run_reader(&session, loop, index, first, &next, error);
        else
            status = STATUS_CANNOT_READ;
        if (status == STATUS_DONE)
            remember_article(options->environment, session.file);
        index = next_index(&session, next);
        *opened = session.next;
        session.next = (struct opened){0};
        session_fini(&session);
    }
    return status;
}

int read_article(const struct options *options)
{
    struct error error = {0};
    bool practice;
    int status = STATUS_CANNOT_READ;
    struct opened opened = {0};
    char *file = choose_file(options, &practice, &error);
    if (!file || !open_first(file, options, &opened, &error))
        goto out;
    struct config_file config;
    config_file_read(options->environment, &config);
    struct loop_options loop_options = {
        .terminal = {.theme = theme_named(options->theme ? options->theme : config.theme),
                     .no_colour = options->no_colour || config.no_colour,
                     .no_mouse = options->no_mouse || config.no_mouse},
    };
    struct loop *loop = loop_start(&loop_options, &error);
    if (loop)
        status = read_files(options, &config, file, &opened, practice, loop, &error);
    else
        status = STATUS_USAGE;
    loop_stop(loop);
    config_file_fini(&config);
out:
    opened_fini(&opened);
    if (error.code != ERROR_NONE)
        message_error(&error);
    free(file);
    return status;
}
