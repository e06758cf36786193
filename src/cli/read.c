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
#include "cli/loading.h"
#include "cli/message.h"
#include "cli/parts.h"
#include "cli/study.h"
#include "cli/waiting.h"
#include "notes/coders.h"
#include "notes/notebook.h"
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
    opened->whole = text_map(file, options, error);
    if (opened->whole || error->code != ERROR_NONE)
        return opened->whole;
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
    struct waiting waiting = {.file = file};
    text_options.wants_binary = piped ? wants_binary : NULL;
    text_options.still_waiting = waiting_tell;
    text_options.context = &waiting;
    bool opens = open_file(file, &text_options, opened, error);
    if (!opens && error->code == ERROR_BINARY && !piped && wants_binary(file)) {
        text_options.allow_binary = true;
        opens = open_file(file, &text_options, opened, error);
    }
    waiting_end(&waiting);
    return opens;
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
    const char *const *files;
    size_t file_count;
    const struct settling *settlings; // one for each file, or NULL
    bool practice;                    // the first file is the practice copy
    size_t config_faults;
};

struct session {
    const struct reading *reading;
    const struct options *options;
    size_t index;     // of the file
    const char *file; // where it is from
    bool allow_binary;
    struct opened next; // opened to be read after this one
    struct parts *parts; // of a long text; then there is no loading
    bool in_beginning;   // which the reader has as long as no part can be shown
    struct loop *loop;     // while the reader runs
    struct reader *reader;
    const char *opening;   // the file that is being opened to be read next
    struct loading *loading;
    enum loading_stage stage; // that the reader has
    struct text *text;        // the beginning, which the reader began with
    struct article *article;
    struct findings nothing;
    struct notebook *coders[2];
    struct buffer message;
};

// False, and the coders are not compared, where notes of one of them cannot be read.
static bool open_coders(struct session *session, const struct text *text,
                        const struct settling *settling)
{
    struct error error;
    for (size_t i = 0; i < 2; i++) {
        struct notebook_options options = {.text = text,
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

// --- a long text -----------------------------------------------------------------------------------

static void fill_part(const struct session *session, struct reader_material *material)
{
    material->article = parts_article(session->parts);
    material->findings = parts_findings(session->parts);
    material->awaits_findings = !parts_is_studied(session->parts);
    material->is_beginning = false;
}

// reader_parts.cut
static bool cut_part(void *context, size_t offset, struct reader_material *material)
{
    struct session *session = context;
    if (!parts_cut(session->parts, offset))
        return false;
    fill_part(session, material);
    return true;
}

static void widen_part(void *context, size_t offset)
{
    struct session *session = context;
    parts_ask(session->parts, offset);
}

static size_t paragraphs_before(void *context, size_t offset, size_t *count)
{
    struct session *session = context;
    return parts_paragraphs_before(session->parts, offset, count);
}

static size_t paragraph_start(void *context, size_t number)
{
    struct session *session = context;
    return parts_paragraph_start(session->parts, number);
}

static size_t moved(void *context, size_t offset)
{
    struct session *session = context;
    return parts_moved(session->parts, offset);
}

static const struct reader_parts part_source = {
    .cut = cut_part,
    .widen = widen_part,
    .paragraphs_before = paragraphs_before,
    .paragraph_start = paragraph_start,
    .moved = moved,
};

// reader_material.more of a long text
static bool bring_part(void *context, struct reader_material *material)
{
    struct session *session = context;
    struct parts_news news = parts_take(session->parts);
    const char *message = parts_message(session->parts);
    if (news.text && session->in_beginning) { // which is the decoded text's too
        session->in_beginning = false;
        parts_cut(session->parts, 0);
        fill_part(session, material);
    } else if (news.text) {
        material->is_moved = true;
    } else if (news.part && !session->in_beginning) {
        fill_part(session, material);
    }
    if (news.numbers)
        material->awaits_numbers = false;
    if (news.notes) {
        material->notebook = parts_notebook(session->parts);
        material->codebook = parts_codebook(session->parts);
    }
    if (news.notes || news.failed) {
        material->awaits_notes = false;
        material->message = message ? message : material->message;
    }
    if (news.failed && session->in_beginning) {
        material->awaits_findings = false;
        material->more = NULL;
    }
    if (news.cut)
        material->message = _("the file has become shorter; R reads it again");
    return news.part || news.text || news.numbers || news.notes || news.failed || news.cut;
}

// Makes what its reader begins with.
static void begin_parts(struct session *session, const struct loading_options *options,
                        struct text *text)
{
    session->parts = parts_new(options, text);
    if (parts_cut(session->parts, 0))
        return;
    session->in_beginning = true;
    session->text = text_beginning(text, BEGINNING);
    session->article = article_new(session->text, NULL, 0);
    parts_ask(session->parts, 0);
}

// --- any other -------------------------------------------------------------------------------------

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
    return session->text && !session->reading->settlings && !(first && (options->paragraph || options->pattern)) &&
           !reader_begins_beyond(options->environment, session->text);
}

static size_t next_index(const struct session *session, enum reader_next next)
{
    return next == READER_NEXT_FILE       ? session->index + 1
           : next == READER_PREVIOUS_FILE ? session->index - 1
                                          : session->index;
}

// text_options.still_waiting, while the reader stands.
static void announce_waiting(void *context)
{
    struct session *session = context;
    char *message = waiting_message(session->opening);
    reader_announce(session->reader, message);
    loop_show(session->loop);
    free(message);
}

// reader_material.open_next. What was read as binary is so again.
static bool open_next(void *context, enum reader_next next, struct error *error)
{
    struct session *session = context;
    if (bundle_is_wanted(session->options))
        return true; // opened when it begins
    size_t index = next_index(session, next);
    bool again = index == session->index;
    struct text_options text_options = options_for_text(session->options);
    text_options.allow_binary = again && session->allow_binary;
    text_options.still_waiting = announce_waiting;
    text_options.context = session;
    session->opening = again ? session->file : session->reading->files[index];
    opened_fini(&session->next);
    return open_file(session->opening, &text_options, &session->next, error);
}

// reader_material.detect
static const struct article *detect_again(void *context)
{
    struct session *session = context;
    return session->parts ? parts_detect_again(session->parts)
                          : loading_detect_again(session->loading);
}

// What the reader of a long text begins with.
static void fill_long(struct session *session, bool first, struct reader_material *material)
{
    material->more = bring_part;
    material->parts = &part_source;
    material->awaits_notes = material->awaits_numbers = true;
    if (first && session->options->paragraph) { // by number: it has been waited for
        bring_part(session, material);
        if (material->is_moved)
            parts_cut(session->parts, 0);
        material->is_moved = false;
    }
    if (!session->in_beginning)
        fill_part(session, material);
}

static int run_reader(struct session *session, struct loop *loop, bool first,
                      enum reader_next *next, struct error *error)
{
    const struct options *options = session->options;
    const struct reading *reading = session->reading;
    const struct settling *settling =
        reading->settlings ? &reading->settlings[session->index] : NULL;
    bool settles =
        settling && open_coders(session,
                                loading_result(session->loading, session->stage).article->text,
                                settling);
    struct reader_material material = {
        .environment = options->environment,
        .article = session->article,
        .findings = &session->nothing,
        .is_beginning = true,
        .awaits_findings = true,
        .more = bring_more,
        .open_next = open_next,
        .detect = detect_again,
        .context = session,
        .coders = settles ? session->coders : NULL,
        .coder_names = settles ? settling->names : NULL,
        .keymap = reading->config->keymap,
        .citation = reading->config->citation,
        .no_gutter = options->no_gutter || reading->config->no_gutter,
        .no_panel = reading->config->no_panel,
        .plain = options->plain || reading->config->plain,
        .file = session->index,
        .file_count = bundle_is_wanted(options) ? 1 : reading->file_count,
    };
    loop_size(loop, &material.rows, &material.columns);
    int more = session->parts ? parts_descriptor(session->parts)
                              : loading_descriptor(session->loading);
    if (session->parts)
        fill_long(session, first, &material);
    else if (session->stage != LOADING_BEGUN)
        fill_material(session, &material);
    if (!material.message && session->message.length)
        material.message = session->message.data;
    int status = STATUS_USAGE;
    struct reader *reader = reader_new(&material);
    session->loop = loop;
    session->reader = reader;
    if (first && options->paragraph)
        reader_go_to_paragraph(reader, options->paragraph);
    if (!first || !options->pattern || reader_go_to_pattern(reader, options->pattern, error))
        status = loop_run(loop, reader, more);
    *next = status == STATUS_DONE ? reader_next(reader) : READER_ENDS;
    reader_free(reader);
    return status;
}

// Starts the work on a file and makes what the reader begins with. Takes over what is opened.
static bool session_start(struct session *session, bool first, struct opened *opened,
                          struct error *error)
{
    const struct options *options = session->options;
    const struct settling *settlings = session->reading->settlings;
    char *agreed =
        settlings ? coders_agreed_path(settlings[session->index].article) : NULL;
    struct loading_options loading = {
        .path = session->file,
        .text = options_for_text(options),
        .environment = options->environment,
        .sidecar = options->notes ? options->notes : agreed,
        .blind = options->blind,
        .published = options->date,
    };
    struct bundle bundle = {0};
    bool there = true;
    loading.text.allow_binary = opened->allow_binary;
    if (bundle_is_wanted(options)) { // all files at once: they have no common beginning
        opened_fini(opened);
        there = bundle_open(&bundle, options, error);
    } else if (opened->whole && !settlings && text_length(opened->whole) >= TEXT_LONG) {
        begin_parts(session, &loading, opened->whole);
        opened->whole = NULL;
        opened_fini(opened);
        if (first && options->paragraph)
            parts_wait(session->parts);
        free(agreed);
        return true;
    } else {
        if (opened->whole)
            bundle_take(&bundle, opened->whole);
        session->text = opened->beginning;
        *opened = (struct opened){0};
    }
    if (there)
        session->loading = loading_new(&loading, &bundle);
    free(agreed);
    if (!there)
        return false;
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
    notebook_free(session->coders[0]);
    notebook_free(session->coders[1]);
    loading_free(session->loading);
    parts_free(session->parts);
    article_free(session->article);
    text_free(session->text);
    opened_fini(&session->next);
    buffer_fini(&session->message);
}

static void say_first(struct session *session, bool first)
{
    const struct reading *reading = session->reading;
    if (reading->config_faults && first)
        buffer_add_string(&session->message, _("the configuration has faults: see dateline "
                                               "--check-config"));
    else if (reading->practice && first)
        buffer_add_string(&session->message,
                          _("a practice copy to try everything on; h shows the keys, q quits"));
    else if (reading->file_count > 1 && !bundle_is_wanted(reading->options))
        buffer_format(&session->message, _("file %zu of %zu; :n the next, :p the one before"),
                      session->index + 1, reading->file_count);
}

// Reads one file after another, as long as the reader asks for one; `opened` is the first. *error is
// told once the terminal is given back.
static int read_files(const struct reading *reading, struct opened *opened, struct loop *loop,
                      struct error *error)
{
    enum reader_next next = READER_RELOADS;
    size_t index = 0;
    int status = STATUS_DONE;
    for (bool first = true; next != READER_ENDS; first = false) {
        struct session session = {.reading = reading,
                                  .options = reading->options,
                                  .file = reading->files[index],
                                  .index = index,
                                  .allow_binary = opened->allow_binary};
        next = READER_ENDS;
        say_first(&session, first);
        if (session_start(&session, first, opened, error))
            status = run_reader(&session, loop, first, &next, error);
        else
            status = STATUS_CANNOT_READ;
        if (status == STATUS_DONE && !reading->settlings)
            remember_article(reading->options->environment, session.file);
        index = next_index(&session, next);
        *opened = session.next;
        session.next = (struct opened){0};
        session_fini(&session);
    }
    return status;
}

// Loads what reading needs, and reads.
static int run_loop(struct reading *reading, struct error *error)
{
    const struct options *options = reading->options;
    struct opened opened = {0};
    int status = STATUS_USAGE;
    if (!open_first(reading->files[0], options, &opened, error))
        return STATUS_CANNOT_READ;
    struct config_file config;
    reading->config_faults = config_file_read(options->environment, &config);
    reading->config = &config;
    struct loop_options loop_options = {
        .terminal = {.theme = theme_named(options->theme ? options->theme : config.theme),
                     .no_colour = options->no_colour || config.no_colour,
                     .no_mouse = options->no_mouse || config.no_mouse},
    };
    struct loop *loop = loop_start(&loop_options, error);
    if (loop)
        status = read_files(reading, &opened, loop, error);
    loop_stop(loop);
    config_file_fini(&config);
    opened_fini(&opened);
    return status;
}

int read_article(const struct options *options)
{
    struct error error = {0};
    bool practice;
    int status = STATUS_CANNOT_READ;
    char *file = choose_file(options, &practice, &error);
    const char *const chosen[] = {file};
    struct reading reading = {
        .options = options,
        .files = options->file_count ? (const char *const *)options->files : chosen,
        .file_count = options->file_count,
        .practice = practice,
    };
    if (file)
        status = run_loop(&reading, &error);
    if (error.code != ERROR_NONE)
        message_error(&error);
    free(file);
    return status;
}

int read_settlings(const struct options *options, const struct settling *items, size_t count)
{
    struct error error = {0};
    const char **files = memory_allocate((count + 1) * sizeof *files);
    for (size_t i = 0; i < count; i++)
        files[i] = items[i].article;
    struct reading reading = {
        .options = options, .files = files, .file_count = count, .settlings = items};
    int status = run_loop(&reading, &error);
    if (error.code != ERROR_NONE)
        message_error(&error);
    free(files);
    return status;
}
