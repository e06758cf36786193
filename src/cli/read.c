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
#include "notes/coders.h"
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

// What is read, one file after another.
struct reading {
    const struct options *options;
    const struct config_file *config;
    const struct gazetteer *gazetteer;
    const char *const *files;
    size_t file_count;
    const struct settling *settlings; // one for each file, or NULL
    bool practice;                    // the first file is the practice copy
};

struct session {
    const struct reading *reading;
    const struct options *options;
    size_t index; // of the file
    struct bundle bundle;
    struct study study;
    struct notebook *notebook;
    struct notebook *coders[2];
    struct codebook *codebook;
    struct buffer message;
};

// False, and the coders are not compared, where notes of one of them cannot be read.
static bool open_coders(struct session *session, const struct settling *settling)
{
    struct error error;
    for (size_t i = 0; i < 2; i++) {
        struct notebook_options options = {.text = session->bundle.text,
                                           .environment = session->options->environment,
                                           .sidecar = settling->sidecars[i]};
        session->coders[i] = notebook_open(&options, &error);
        if (session->coders[i])
            continue;
        buffer_clear(&session->message);
        error_describe(&error, &session->message);
        return false;
    }
    return true;
}

static void open_notes(struct session *session)
{
    struct error error;
    const struct settling *settlings = session->reading->settlings;
    const struct settling *settling = settlings ? &settlings[session->index] : NULL;
    char *agreed = settling ? coders_agreed_path(settling->article) : NULL;
    struct options options = *session->options;
    if (agreed && !options.notes)
        options.notes = agreed;
    session->notebook = bundle_open_notes(&session->bundle, &options, false, &error);
    free(agreed);
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
    study_detect(&session->study, session->notebook, session->reading->gazetteer, session->options,
                 DETECT_ALL);
    return session->study.article;
}

static int run_reader(struct session *session, struct loop *loop, bool first,
                      enum reader_next *next, struct error *error)
{
    const struct options *options = session->options;
    const struct reading *reading = session->reading;
    bool settles = reading->settlings && open_coders(session, &reading->settlings[session->index]);
    struct reader_material material = {
        .environment = options->environment,
        .article = session->study.article,
        .findings = &session->study.findings,
        .notebook = session->notebook,
        .codebook = session->codebook,
        .message = session->message.length ? session->message.data : NULL,
        .detect = detect_all,
        .context = session,
        .coders = settles ? session->coders : NULL,
        .coder_names = settles ? reading->settlings[session->index].names : NULL,
        .keymap = reading->config->keymap,
        .no_gutter = options->no_gutter || reading->config->no_gutter,
        .no_panel = reading->config->no_panel,
        .file = session->index,
        .file_count = session->bundle.dossier ? 1 : reading->file_count,
        .detects_later = text_length(session->bundle.text) > SHOWN_FIRST,
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
    notebook_free(session->coders[0]);
    notebook_free(session->coders[1]);
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

static void say_first(struct session *session, bool first)
{
    const struct reading *reading = session->reading;
    if (reading->practice && first)
        buffer_add_string(&session->message,
                          _("a practice copy to try everything on; h shows the keys, q quits"));
    else if (reading->file_count > 1 && !session->bundle.dossier)
        buffer_format(&session->message, _("file %zu of %zu; :n the next, :p the one before"),
                      session->index + 1, reading->file_count);
}

// Reads one file after another, as long as the reader asks for one; `text` is the first, already
// open. *error is told once the terminal is given back.
static int read_files(const struct reading *reading, struct text *text, struct loop *loop,
                      struct error *error)
{
    const struct options *options = reading->options;
    enum reader_next next = READER_RELOADS;
    size_t index = 0;
    int status = STATUS_DONE;
    for (bool first = true; next != READER_ENDS; first = false) {
        const char *file = reading->files[index];
        struct session session = {.reading = reading, .options = options, .index = index};
        if (!open_bundle(&session, file, first ? text : NULL, error))
            return STATUS_CANNOT_READ;
        say_first(&session, first);
        open_notes(&session);
        study_init(&session.study, &session.bundle, session.notebook);
        if (text_length(session.bundle.text) <= SHOWN_FIRST)
            detect_all(&session);
        status = run_reader(&session, loop, first, &next, error);
        if (status == STATUS_DONE && !reading->settlings)
            remember_article(options->environment, file);
        session_fini(&session);
        if (next == READER_NEXT_FILE)
            index++;
        else if (next == READER_PREVIOUS_FILE)
            index--;
    }
    return status;
}

// Loads what reading needs, and reads; *text is taken over and NULL afterwards, if it came so far.
static int run_loop(struct reading *reading, struct text **text, struct error *error)
{
    const struct options *options = reading->options;
    size_t faults;
    int status = STATUS_USAGE;
    struct gazetteer *gazetteer =
        detect_load_gazetteer(options->environment, &faults, error);
    if (!gazetteer)
        return STATUS_CANNOT_READ;
    if (faults)
        message_error(error);
    *error = (struct error){0};
    struct config_file config;
    config_file_read(options->environment, &config);
    reading->gazetteer = gazetteer;
    reading->config = &config;
    struct loop_options loop_options = {
        .terminal = {.theme = theme_named(options->theme ? options->theme : config.theme),
                     .no_colour = options->no_colour || config.no_colour,
                     .no_mouse = options->no_mouse || config.no_mouse},
    };
    struct loop *loop = loop_start(&loop_options, error);
    if (loop) {
        status = read_files(reading, *text, loop, error);
        *text = NULL; // belonged to the first session
        loop_stop(loop);
    }
    config_file_fini(&config);
    gazetteer_free(gazetteer);
    return status;
}

int read_article(const struct options *options)
{
    struct error error = {0};
    bool practice;
    int status = STATUS_CANNOT_READ;
    struct text *text = NULL;
    char *file = choose_file(options, &practice, &error);
    if (file)
        text = open_text(file, options, &error);
    const char *const chosen[] = {file};
    struct reading reading = {
        .options = options,
        .files = options->file_count ? (const char *const *)options->files : chosen,
        .file_count = options->file_count,
        .practice = practice,
    };
    if (text)
        status = run_loop(&reading, &text, &error);
    text_free(text);
    if (error.code != ERROR_NONE)
        message_error(&error);
    free(file);
    return status;
}

int read_settlings(const struct options *options, const struct settling *items, size_t count)
{
    struct error error = {0};
    int status = STATUS_CANNOT_READ;
    const char **files = memory_allocate((count + 1) * sizeof *files);
    for (size_t i = 0; i < count; i++)
        files[i] = items[i].article;
    struct reading reading = {
        .options = options, .files = files, .file_count = count, .settlings = items};
    struct text *text = open_text(files[0], options, &error);
    if (text)
        status = run_loop(&reading, &text, &error);
    text_free(text);
    if (error.code != ERROR_NONE)
        message_error(&error);
    free(files);
    return status;
}
