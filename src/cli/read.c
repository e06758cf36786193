// SPDX-License-Identifier: GPL-3.0-or-later
// Read: an article, its findings and its notes brought to the terminal.

#include <config.h>

#include "cli/read.h"

#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "cli/bundle.h"
#include "cli/commands.h"
#include "cli/config-file.h"
#include "cli/message.h"
#include "cli/study.h"
#include "detect/detect.h"
#include "detect/gazetteer.h"
#include "notes/codebook.h"
#include "notes/notebook.h"
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

// As less does: what looks binary is asked about.
static bool wants_binary(const char *file)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return false;
    fprintf(stderr, _("%s may be a binary file. See it anyway? "), file);
    fflush(stderr);
    char answer[16];
    return fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y');
}

static struct text *open_text(const char *file, const struct options *options, struct error *error)
{
    struct text_options text_options = {.encoding = options->encoding};
    struct text *text = text_open(file, &text_options, error);
    if (text || error->code != ERROR_BINARY || !wants_binary(file))
        return text;
    text_options.allow_binary = true;
    return text_open(file, &text_options, error);
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
    const struct gazetteer *gazetteer;
    struct bundle bundle;
    struct study study;
    struct notebook *notebook;
    struct codebook *codebook;
    struct buffer message;
};

static void open_notes(struct session *session)
{
    struct error error;
    session->notebook = bundle_open_notes(&session->bundle, session->options, false, &error);
    if (!session->notebook) {
        buffer_clear(&session->message);
        buffer_add_string(&session->message, _("notes cannot be kept: "));
        error_describe(&error, &session->message);
    } else {
        size_t first, damaged = notebook_damaged(session->notebook, &first);
        if (damaged) {
            buffer_clear(&session->message);
            buffer_format(&session->message,
                          P_("%zu damaged line in the notes, left where it is",
                             "%zu damaged lines in the notes, left where they are", damaged),
                          damaged);
        }
    }
    session->codebook =
        codebook_open(text_path(session->bundle.text), session->options->environment, &error);
    if (error.code != ERROR_NONE && session->message.length == 0)
        error_describe(&error, &session->message);
}

// A longer text is shown before it is searched for names and the rest.
enum { SHOWN_FIRST = 512 * 1024 };

static const struct article *detect_all(void *context)
{
    struct session *session = context;
    study_detect(&session->study, session->notebook, session->gazetteer, session->options,
                 DETECT_ALL);
    return session->study.article;
}

static int run_reader(struct session *session, struct loop *loop, size_t file, bool first,
                      enum reader_next *next, struct error *error)
{
    const struct options *options = session->options;
    struct reader_material material = {
        .environment = options->environment,
        .article = session->study.article,
        .findings = &session->study.findings,
        .notebook = session->notebook,
        .codebook = session->codebook,
        .message = session->message.length ? session->message.data : NULL,
        .detect = detect_all,
        .context = session,
        .detects_later = text_length(session->bundle.text) > SHOWN_FIRST,
        .keymap = session->config->keymap,
        .no_gutter = options->no_gutter || session->config->no_gutter,
        .no_panel = session->config->no_panel,
        .file = file,
        .file_count = session->bundle.dossier ? 1 : options->file_count,
    };
    int status = STATUS_USAGE;
    struct reader *reader = reader_new(&material);
    if (first && options->paragraph)
        reader_go_to_paragraph(reader, options->paragraph);
    if (!first || !options->pattern || reader_go_to_pattern(reader, options->pattern, error))
        status = loop_run(loop, reader);
    *next = status == STATUS_DONE ? reader_next(reader) : READER_ENDS;
    reader_free(reader);
    return status;
}

static void session_fini(struct session *session)
{
    codebook_free(session->codebook);
    notebook_free(session->notebook);
    study_fini(&session->study);
    bundle_fini(&session->bundle);
    buffer_fini(&session->message);
}

// The file, or all files as one; `text` is the file's where it is open already.
static bool open_bundle(struct session *session, const char *file, struct text *text,
                        struct error *error)
{
    if (bundle_is_wanted(session->options)) {
        text_free(text);
        return bundle_open(&session->bundle, session->options, error);
    }
    struct text_options text_options = {.encoding = session->options->encoding};
    if (!text)
        text = text_open(file, &text_options, error);
    if (text)
        bundle_take(&session->bundle, text);
    return text;
}

// Reads one file after another, as long as the reader asks for one; `text` is the first, already
// open. *error is told once the terminal is given back.
static int read_files(const struct options *options, const struct config_file *config,
                      const struct gazetteer *gazetteer,
                      const char *first_file, struct text *text, bool practice, struct loop *loop,
                      struct error *error)
{
    enum reader_next next = READER_RELOADS;
    size_t index = 0;
    int status = STATUS_DONE;
    for (bool first = true; next != READER_ENDS; first = false) {
        const char *file = index ? options->files[index] : first_file;
        struct session session = {.options = options, .config = config, .gazetteer = gazetteer};
        if (!open_bundle(&session, file, first ? text : NULL, error))
            return STATUS_CANNOT_READ;
        if (practice && first)
            buffer_add_string(&session.message,
                              _("a practice copy to try everything on; h shows the keys, q quits"));
        else if (options->file_count > 1 && !session.bundle.dossier)
            buffer_format(&session.message, _("file %zu of %zu; :n the next, :p the one before"),
                          index + 1, options->file_count);
        open_notes(&session);
        study_init(&session.study, &session.bundle, session.notebook);
        if (text_length(session.bundle.text) <= SHOWN_FIRST)
            detect_all(&session);
        status = run_reader(&session, loop, index, first, &next, error);
        if (status == STATUS_DONE)
            remember_article(options->environment, file);
        session_fini(&session);
        if (next == READER_NEXT_FILE)
            index++;
        else if (next == READER_PREVIOUS_FILE)
            index--;
    }
    return status;
}

int read_article(const struct options *options)
{
    struct error error = {0};
    bool practice;
    size_t faults;
    int status = STATUS_CANNOT_READ;
    struct text *text = NULL;
    struct gazetteer *gazetteer = NULL;
    char *file = choose_file(options, &practice, &error);
    if (file)
        text = open_text(file, options, &error);
    if (!text)
        goto out;
    gazetteer = detect_load_gazetteer(options->environment, &faults, &error);
    if (!gazetteer)
        goto out_text;
    if (faults)
        message_error(&error);
    error = (struct error){0};
    struct config_file config;
    config_file_read(options->environment, &config);
    struct loop_options loop_options = {
        .terminal = {.theme = theme_named(options->theme ? options->theme : config.theme),
                     .no_colour = options->no_colour || config.no_colour,
                     .no_mouse = options->no_mouse || config.no_mouse},
    };
    struct loop *loop = loop_start(&loop_options, &error);
    if (loop) {
        status = read_files(options, &config, gazetteer, file, text, practice, loop, &error);
        text = NULL; // belonged to the first session
        loop_stop(loop);
    } else {
        status = STATUS_USAGE;
    }
    config_file_fini(&config);
out_text:
    text_free(text);
out:
    if (error.code != ERROR_NONE)
        message_error(&error);
    gazetteer_free(gazetteer);
    free(file);
    return status;
}
