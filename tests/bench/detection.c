// SPDX-License-Identifier: GPL-3.0-or-later
// Detection: what is found in a text, in this process, and the wrapping of a text.

#include <config.h>

#include "rows.h"

#include "article/article.h"
#include "base/environment.h"
#include "base/memory.h"
#include "detect/dates.h"
#include "detect/detect.h"
#include "detect/engagements.h"
#include "detect/gazetteer.h"
#include "detect/names.h"
#include "detect/provenance.h"
#include "report.h"
#include "text/wrap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>
#include <uniwidth.h>

enum { ROUNDS = 15, SLOW_ROUNDS = 5, MEGABYTE = 1000000, WIDTH = 78 };

enum stage { OPENING, GAZETTEER, NAMES, DATES, ENGAGEMENTS, PROVENANCE, STAGES };

static double milliseconds_since(int64_t start)
{
    return (double)(report_clock() - start) / 1e6;
}

// Adds the time from *start to now, and starts anew.
static void lap(struct samples *samples, int64_t *start)
{
    samples_add(samples, milliseconds_since(*start));
    *start = report_clock();
}

// Everything from the file's bytes to the findings, each stage on its own clock. Names, dates and
// engagements only where `sources` is false.
static bool detect_once(const char *path, const struct environment *environment, bool sources,
                        struct samples stages[STAGES])
{
    struct error error;
    size_t faults;
    struct findings findings = {0};
    int64_t start = report_clock();
    struct text *text = text_open(path, NULL, &error);
    if (!text)
        return false;
    struct article *article = article_new(text, NULL, 0);
    lap(&stages[OPENING], &start);
    struct gazetteer *gazetteer = detect_load_gazetteer(environment, &faults, &error);
    lap(&stages[GAZETTEER], &start);
    static const unsigned whats[] = {DETECT_NAMES, DETECT_DATES, DETECT_ENGAGEMENTS,
                                     DETECT_SOURCES};
    for (size_t i = 0; gazetteer && i < (sources ? 4 : 3); i++) {
        struct detect_options options = {gazetteer, environment, DAY_NONE, whats[i], NULL};
        detect_run(article, &options, &findings);
        lap(&stages[NAMES + i], &start);
    }
    findings_fini(&findings);
    gazetteer_free(gazetteer);
    article_free(article);
    text_free(text);
    return gazetteer;
}

static double median_sum(struct samples stages[STAGES], size_t from, size_t to)
{
    double sum = 0;
    for (size_t i = from; i <= to; i++)
        sum += samples_quantile(&stages[i], 0.5);
    return sum;
}

static void stages_fini(struct samples stages[STAGES])
{
    for (size_t i = 0; i < STAGES; i++)
        samples_fini(&stages[i]);
}

static void print_stages(struct samples stages[STAGES], bool sources)
{
    static const char *const names[] = {"opening", "gazetteer",   "names",
                                        "dates",   "engagements", "provenance"};
    printf("  of these:");
    for (size_t i = 0; i < STAGES - (sources ? 0 : 1); i++)
        printf(" %s %.2f ms%s", names[i], samples_quantile(&stages[i], 0.5),
               i + 2 == STAGES + (sources ? 1 : 0) ? "\n" : ",");
}

static void detection(const struct material *material, const struct environment *environment,
                      const char *part)
{
    static const char news_row[] = "detection without provenance, 1 MB of news",
                      article_row[] = "everything of the bundled article";
    if (report_wants(part, news_row)) {
        struct samples stages[STAGES] = {0};
        struct buffer news = {0};
        material_news(material, &news, MEGABYTE);
        char *path = material_write(material, "news.txt", news.data, news.length);
        for (int i = 0; i < ROUNDS; i++)
            detect_once(path, environment, false, stages);
        double time = median_sum(stages, NAMES, ENGAGEMENTS);
        report_value(news_row, "MB/s", (double)news.length / 1e3 / time, AT_LEAST, 20);
        print_stages(stages, false);
        buffer_fini(&news);
        free(path);
        stages_fini(stages);
    }
    if (report_wants(part, article_row)) {
        struct samples stages[STAGES] = {0};
        char *path = material_article(material);
        for (int i = 0; i < 2 * ROUNDS; i++)
            detect_once(path, environment, true, stages);
        report_value(article_row, "ms", median_sum(stages, 0, PROVENANCE), AT_MOST, 2.5);
        print_stages(stages, true);
        free(path);
        stages_fini(stages);
    }
}

// --- wrapping
// --------------------------------------------------------------------------------------

static void wrap_ours(const char *bytes, size_t length)
{
    struct line_list lines = {0};
    for (size_t start = 0; start < length;) {
        const char *newline = memchr(bytes + start, '\n', length - start);
        size_t end = newline ? (size_t)(newline - bytes) : length;
        wrap_paragraph(bytes, (struct span){start, end}, WIDTH, NULL, 0, &lines);
        lines.count = 0;
        start = end + 1;
    }
    line_list_fini(&lines);
}

static void wrap_theirs(const char *bytes, size_t length, char *breaks)
{
    u8_width_linebreaks((const uint8_t *)bytes, length, WIDTH, 0, 0, NULL, "UTF-8", breaks);
}

static void wrapping(const struct material *material, const char *part)
{
    static const struct {
        const char *what;
        bool news;
    } rows[] = {{"wrapping, 1 MB of plain text", false}, {"wrapping, 1 MB of news", true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!report_wants(part, rows[i].what))
            continue;
        struct buffer text = {0};
        struct samples ours = {0}, theirs = {0};
        if (rows[i].news)
            material_news(material, &text, MEGABYTE);
        else
            material_plain(&text, MEGABYTE);
        char *breaks = memory_allocate(text.length);
        for (int round = 0; round < ROUNDS; round++) {
            int64_t start = report_clock();
            wrap_ours(text.data, text.length);
            lap(&ours, &start);
            wrap_theirs(text.data, text.length, breaks);
            lap(&theirs, &start);
        }
        double megabytes = (double)text.length / 1e3;
        report_ratio(rows[i].what, "MB/s", megabytes / samples_quantile(&ours, 0.5),
                     megabytes / samples_quantile(&theirs, 0.5), AT_LEAST, 0.8);
        free(breaks);
        buffer_fini(&text);
        samples_fini(&ours);
        samples_fini(&theirs);
    }
}

// --- provenance
// ------------------------------------------------------------------------------------

// The introduction of the bundled article, and, after a line that parts the two, `length` bytes of
// originals.
static void make_dossier(const struct material *material, struct buffer *introduction,
                         struct buffer *originals, size_t length)
{
    struct error error;
    char *path = material_article(material);
    struct text *text = text_open(path, NULL, &error);
    free(path);
    if (!text)
        return;
    struct article *article = article_new(text, NULL, 0);
    for (size_t i = 0; i < article->section_count; i++) {
        const struct section *section = &article->sections[i];
        if (section->kind == SECTION_ORIGINAL) {
            buffer_add(introduction, article->bytes, section->span.start);
            break;
        }
    }
    article_free(article);
    text_free(text);
    material_news(material, originals, length);
}

static double time_provenance(const char *bytes, size_t length,
                              const struct environment *environment)
{
    struct error error;
    size_t faults;
    struct findings findings = {0};
    struct gazetteer *gazetteer = detect_load_gazetteer(environment, &faults, &error);
    struct text *text = text_from_bytes(bytes, length, "dossier.txt");
    struct article *article = article_new(text, NULL, 0);
    struct detect_options options = {gazetteer, environment, DAY_NONE,
                                     DETECT_NAMES | DETECT_DATES, NULL};
    detect_run(article, &options, &findings);
    options.what = DETECT_SOURCES;
    int64_t start = report_clock();
    detect_run(article, &options, &findings);
    double time = milliseconds_since(start);
    findings_fini(&findings);
    article_free(article);
    text_free(text);
    gazetteer_free(gazetteer);
    return time;
}

static double time_command(const char *command)
{
    int64_t start = report_clock();
    int status = system(command);
    return status < 0 ? 0 : milliseconds_since(start);
}

// One size: reports it against git, and returns the median of ours.
static double provenance_of(const struct material *material, const struct environment *environment,
                            const char *what, size_t length, bool has_git)
{
    struct buffer introduction = {0}, originals = {0}, command = {0};
    struct samples ours = {0}, theirs = {0};
    make_dossier(material, &introduction, &originals, length);
    buffer_add(&introduction, originals.data, originals.length);
    char *whole = material_write(material, "dossier.txt", introduction.data, introduction.length);
    char *rest = material_write(material, "originals.txt", originals.data, originals.length);
    buffer_format(&command, "git diff --no-index --word-diff '%s' '%s' >/dev/null", whole, rest);
    for (int i = 0; i < SLOW_ROUNDS; i++) {
        samples_add(&ours, time_provenance(introduction.data, introduction.length, environment));
        if (has_git)
            samples_add(&theirs, time_command(command.data));
    }
    double median = samples_quantile(&ours, 0.5);
    if (has_git)
        report_ratio(what, "ms", median, samples_quantile(&theirs, 0.5), AT_MOST, 2);
    else
        report_skip(what, "git is missing");
    samples_fini(&ours);
    samples_fini(&theirs);
    buffer_fini(&introduction);
    buffer_fini(&originals);
    buffer_fini(&command);
    free(whole);
    free(rest);
    return median;
}

static void provenance(const struct material *material, const struct environment *environment,
                       const char *part)
{
    if (!report_wants(part, "provenance against 1 MB and 10 MB"))
        return;
    bool has_git = system("command -v git >/dev/null 2>&1") == 0;
    double small =
        provenance_of(material, environment, "provenance against 1 MB", MEGABYTE, has_git);
    double large =
        provenance_of(material, environment, "provenance against 10 MB", 10 * MEGABYTE, has_git);
    report_ratio("provenance, 10 MB to 1 MB", "ms", large, small, AT_MOST, 12);
}

void rows_detection(const struct material *material, const char *part)
{
    struct environment environment;
    environment_init(&environment, material->data, "");
    detection(material, &environment, part);
    wrapping(material, part);
    provenance(material, &environment, part);
    environment_fini(&environment);
}
