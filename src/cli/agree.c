// SPDX-License-Identifier: GPL-3.0-or-later
// Agree: how far coders agree, in figures, and where they do not, sentence by sentence. A coder is
// a sidecar, or a folder of them.

#include <config.h>

#include "base/buffer.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/read.h"
#include "notes/agreement.h"
#include "notes/coders.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const figure_columns[] = {"article",    "tag",        "units", "n",
                                             "prevalence", "agreement",  "kappa", "alpha",
                                             "f1_exact",   "f1_overlap", NULL};
static const char *const disagreement_columns[] = {"article", "start",   "end",   "tag",
                                                   "with",    "without", "quote", "settled", NULL};

// The work: the coders as they were named, and what was read so far.
struct agreeing {
    const struct options *options;
    const char *const *coders;
    struct agreement agreement;
    struct name_list articles; // paths, in the order added
    struct name_list sidecars; // of them, those of all coders for each
    int status;
};

static void fail(struct agreeing *agreeing, const struct error *error, int status)
{
    message_error(error);
    agreeing->status = agreeing->status > status ? agreeing->status : status;
}

// --- reading -------------------------------------------------------------------------------

// What was settled of the article, where anything was.
static void add_agreed(struct agreeing *agreeing, const struct article *article, const char *path)
{
    const struct options *options = agreeing->options;
    char *sidecar = options->notes ? memory_copy_string(options->notes) : coders_agreed_path(path);
    struct notebook_options notebook_options = {.text = article->text,
                                                .environment = options->environment,
                                                .sidecar = sidecar,
                                                .patient = true};
    struct error error;
    struct notebook *agreed = notebook_open(&notebook_options, &error);
    if (agreed)
        agreement_read_agreed(&agreeing->agreement, article, agreed);
    else
        fail(agreeing, &error, STATUS_CANNOT_READ);
    notebook_free(agreed);
    free(sidecar);
}

static void add_text(struct agreeing *agreeing, const struct text *text, const char *path,
                     const char *const *sidecars)
{
    size_t coders = agreeing->agreement.coders;
    struct notebook **notebooks = memory_allocate_zeroed(coders, sizeof *notebooks);
    struct error error;
    bool done = true;
    for (size_t i = 0; i < coders && done; i++) {
        struct notebook_options options = {.text = text,
                                           .environment = agreeing->options->environment,
                                           .sidecar = sidecars[i],
                                           .patient = true};
        notebooks[i] = notebook_open(&options, &error);
        done = notebooks[i] != NULL;
    }
    if (done) {
        struct article *article = article_new(text, NULL, 0);
        agreement_add(&agreeing->agreement, article, notebooks);
        add_agreed(agreeing, article, path);
        article_free(article);
    } else {
        fail(agreeing, &error, STATUS_CANNOT_READ);
    }
    for (size_t i = 0; i < coders; i++)
        notebook_free(notebooks[i]);
    free(notebooks);
}

static bool all_exist(struct agreeing *agreeing, const char *const *sidecars)
{
    for (size_t i = 0; i < agreeing->agreement.coders; i++) {
        if (file_exists(sidecars[i]))
            continue;
        struct error error;
        error_set_system(&error, sidecars[i]);
        fail(agreeing, &error, STATUS_CANNOT_READ);
        return false;
    }
    return true;
}

static void add_name(struct name_list *list, char *name)
{
    list->names = memory_grow(list->names, &list->capacity, list->count + 1, sizeof *list->names);
    list->names[list->count++] = name;
}

// Adds what all coders made of one article.
static void add_article(struct agreeing *agreeing, const char *const *sidecars)
{
    if (!all_exist(agreeing, sidecars))
        return;
    const char *named = agreeing->options->article;
    char *path = named ? memory_copy_string(named)
                       : coders_find_article(sidecars, agreeing->agreement.coders);
    struct error error;
    if (!path) {
        error_set(&error, ERROR_NOT_FOUND, sidecars[0], "%s", _("its article; --article names it"));
        fail(agreeing, &error, STATUS_CANNOT_READ);
        return;
    }
    struct text_options options = options_for_text(agreeing->options);
    struct text *text = text_open(path, &options, &error);
    size_t before = agreeing->agreement.article_count;
    if (text)
        add_text(agreeing, text, path, sidecars);
    else
        fail(agreeing, &error, STATUS_CANNOT_READ);
    text_free(text);
    if (agreeing->agreement.article_count == before) {
        free(path);
        return;
    }
    add_name(&agreeing->articles, path);
    for (size_t i = 0; i < agreeing->agreement.coders; i++)
        add_name(&agreeing->sidecars, memory_copy_string(sidecars[i]));
}

// The paths of a sidecar of this name in every coder's folder; NULL where a folder has none, after
// a message. Yours, to the last string.
static char **in_all_folders(const struct agreeing *agreeing, const char *name)
{
    size_t coders = agreeing->agreement.coders;
    char **paths = memory_allocate_zeroed(coders, sizeof *paths);
    bool all = true;
    for (size_t i = 0; i < coders; i++) {
        paths[i] = path_join(agreeing->coders[i], name);
        if (all && !file_exists(paths[i])) {
            message_say(_("%s: not there, so that this article does not count"), paths[i]);
            all = false;
        }
    }
    if (all)
        return paths;
    for (size_t i = 0; i < coders; i++)
        free(paths[i]);
    free(paths);
    return NULL;
}

static bool add_folders(struct agreeing *agreeing)
{
    size_t coders = agreeing->agreement.coders;
    struct name_list names = {0};
    struct error error;
    bool done = true;
    for (size_t i = 0; i < coders && done; i++)
        done = coders_list_folder(agreeing->coders[i], &names, &error);
    if (!done)
        fail(agreeing, &error, STATUS_CANNOT_READ);
    for (size_t i = 0; done && i < names.count; i++) {
        if (i && strcmp(names.names[i - 1], names.names[i]) == 0)
            continue;
        char **paths = in_all_folders(agreeing, names.names[i]);
        if (!paths)
            continue;
        add_article(agreeing, (const char *const *)paths);
        for (size_t j = 0; j < coders; j++)
            free(paths[j]);
        free(paths);
    }
    name_list_fini(&names);
    return done;
}

// --- printing ------------------------------------------------------------------------------

static void put_figure(struct output *output, double figure)
{
    if (isnan(figure))
        output_empty(output);
    else
        output_real(output, figure);
}

static bool print_figures(const struct agreeing *agreeing)
{
    const struct agreement *agreement = &agreeing->agreement;
    struct output *output = output_new(agreeing->options->format, figure_columns, stdout);
    for (size_t i = 0; i < agreement->row_count; i++) {
        const struct agreement_row *row = &agreement->rows[i];
        struct agreement_figures figures;
        agreement_figure(&row->tally, agreement->coders, &figures);
        output_string(output, row->article == AGREEMENT_POOLED
                                  ? NULL
                                  : agreeing->articles.names[row->article]);
        output_string(output, row->tag);
        output_number(output, row->tally.units);
        output_number(output, row->tally.marks);
        put_figure(output, figures.prevalence);
        put_figure(output, figures.agreement);
        put_figure(output, figures.kappa);
        put_figure(output, figures.alpha);
        put_figure(output, figures.f1_exact);
        put_figure(output, figures.f1_overlapping);
    }
    return output_finish(output);
}

static void put_coders(const struct agreeing *agreeing, struct output *output, uint64_t mask)
{
    const char *names[AGREEMENT_CODERS];
    size_t count = 0;
    for (size_t i = 0; i < agreeing->agreement.coders; i++) {
        if (mask >> i & 1)
            names[count++] = agreeing->coders[i];
    }
    output_list(output, names, count);
}

static bool print_disagreements(const struct agreeing *agreeing)
{
    const struct agreement *agreement = &agreeing->agreement;
    struct output *output = output_new(agreeing->options->format, disagreement_columns, stdout);
    for (size_t i = 0; i < agreement->disagreement_count; i++) {
        const struct disagreement *it = &agreement->disagreements[i];
        output_string(output, agreeing->articles.names[it->article]);
        output_number(output, it->start);
        output_number(output, it->end);
        output_string(output, it->tag);
        put_coders(agreeing, output, it->mask);
        put_coders(agreeing, output, ~it->mask);
        output_string(output, it->passage);
        output_string(output, it->agreed == AGREED_NOT_YET  ? NULL
                              : it->agreed == AGREED_HOLDS ? "yes"
                                                           : "no");
    }
    return output_finish(output);
}

static void print(struct agreeing *agreeing)
{
    const struct options *options = agreeing->options;
    bool figures = !options->disagreements, list = !options->summary, done = true;
    if (figures)
        done = print_figures(agreeing);
    if (figures && list && options->format != OUTPUT_JSON)
        puts("");
    if (list && done)
        done = print_disagreements(agreeing);
    if (!done && errno != EPIPE) {
        struct error error;
        error_set_system(&error, NULL);
        fail(agreeing, &error, STATUS_CANNOT_WRITE);
    }
}

// --- settling ------------------------------------------------------------------------------

// "lin" for "notes/lin.notes.jsonl", and for the folder "lin"; the whole path where the names of
// both are the same.
static char *coder_name(const char *coder, const char *other)
{
    const char *name = path_name(coder);
    if (!*name || strcmp(name, path_name(other)) == 0)
        name = coder;
    size_t length = strlen(name), tail = strlen(".notes.jsonl");
    if (coders_is_sidecar(name))
        length -= tail;
    return memory_copy_bytes(name, length);
}

// Opens the articles in which the two coders differ.
static int open_reader(struct agreeing *agreeing)
{
    const struct agreement *agreement = &agreeing->agreement;
    size_t count = 0;
    struct settling *items = memory_allocate((agreement->article_count + 1) * sizeof *items);
    const char *const *coders = agreeing->coders;
    char *names[] = {coder_name(coders[0], coders[1]), coder_name(coders[1], coders[0])};
    for (size_t i = 0; i < agreement->disagreement_count; i++) {
        size_t article = agreement->disagreements[i].article;
        const char *path = agreeing->articles.names[article];
        if (count && items[count - 1].article == path)
            continue;
        char *const *sidecars = agreeing->sidecars.names + 2 * article;
        items[count++] = (struct settling){
            .article = path, .sidecars = {sidecars[0], sidecars[1]}, .names = {names[0], names[1]}};
    }
    int status = count ? read_settlings(agreeing->options, items, count) : STATUS_NOTHING;
    if (!count && agreement->sentences)
        message_say("%s", _("the coders agree on every sentence that both have coded"));
    free(names[0]);
    free(names[1]);
    free(items);
    return status > agreeing->status ? status : agreeing->status;
}

// --- the command ---------------------------------------------------------------------------

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool check_usage(const struct options *options, bool *folders)
{
    size_t count = options->file_count, folder_count = 0;
    for (size_t i = 0; i < count; i++)
        folder_count += is_folder(options->files[i]);
    *folders = folder_count > 0;
    if (count < 2 || count > AGREEMENT_CODERS)
        message_usage("agree", _("2 to %d coders are meant, each a file of notes or a folder"),
                      AGREEMENT_CODERS);
    else if (folder_count && folder_count < count)
        message_usage("agree", "%s", _("either files or folders are meant"));
    else if (folder_count && options->article)
        message_usage("agree", "%s", _("--article goes with files, not folders"));
    else if (folder_count && options->notes)
        message_usage("agree", "%s", _("--notes goes with files, not folders"));
    else if (options->open && count > 2)
        message_usage("agree", "%s", _("--open settles between two coders"));
    else
        return true;
    return false;
}

int command_agree(const struct options *options, struct output *output)
{
    (void)output; // two tables of its own
    bool folders;
    if (!check_usage(options, &folders))
        return STATUS_USAGE;
    struct agreeing agreeing = {
        .options = options, .coders = (const char *const *)options->files, .status = STATUS_DONE};
    agreement_init(&agreeing.agreement, options->file_count);
    if (folders)
        add_folders(&agreeing);
    else
        add_article(&agreeing, agreeing.coders);
    agreement_pool(&agreeing.agreement);
    if (agreeing.agreement.article_count && !options->open)
        print(&agreeing);
    const struct agreement *agreement = &agreeing.agreement;
    if (agreement->sentences < agreement->coded)
        message_say(P_("%zu sentence counts, of %zu that any coder has marked as coded",
                       "%zu sentences count, of %zu that any coder has marked as coded",
                       agreement->sentences),
                    agreement->sentences, agreement->coded);
    else if (agreement->article_count && !agreement->sentences)
        message_say("%s", _("no sentence is marked as coded"));
    int status = options->open ? open_reader(&agreeing) : agreeing.status;
    if (!options->open && status == STATUS_DONE &&
        (!agreement->sentences || agreement->disagreement_count))
        status = STATUS_NOTHING;
    agreement_fini(&agreeing.agreement);
    name_list_fini(&agreeing.articles);
    name_list_fini(&agreeing.sidecars);
    return status;
}
