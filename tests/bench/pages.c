// SPDX-License-Identifier: GPL-3.0-or-later
// Pages: what a page and a line further cost in the program and in less, on news of 1 MB with notes
// in it.

#include <config.h>

#include "rows.h"

#include "base/files.h"
#include "base/memory.h"
#include "report.h"
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGES = 150, LINES_DOWN = 60, QUIET = 40, PAGE_QUIET = 10, NEWS = 1 << 20 };

// One of the two programs, at work.
struct reading {
    struct terminal *terminal;
    struct samples times, bytes, line_bytes, bare_bytes;
};

static bool reading_start(struct reading *reading, const struct material *material,
                          const char *name, const char *const *arguments)
{
    static const char *const wanted[] = {"China, Russia, Laos pledge", NULL};
    char *home = path_join(material->folder, name);
    mkdir(home, 0700);
    reading->terminal = terminal_start(home, arguments);
    free(home);
    return reading->terminal && terminal_settle(reading->terminal, wanted, QUIET).right;
}

static void reading_fini(struct reading *reading)
{
    terminal_free(reading->terminal);
    samples_fini(&reading->times);
    samples_fini(&reading->bytes);
    samples_fini(&reading->line_bytes);
    samples_fini(&reading->bare_bytes);
}

static bool press(struct reading *reading, const char *key, struct samples *times,
                  struct samples *bytes)
{
    terminal_type(reading->terminal, key);
    struct reaction reaction = terminal_settle(reading->terminal, NULL, PAGE_QUIET);
    if (times)
        samples_add(times, reaction.milliseconds);
    samples_add(bytes, (double)reaction.bytes);
    return reaction.right;
}

// A highlight in every third paragraph or so, by the program's own command.
static void add_notes(const struct material *material, const char *path)
{
    for (size_t at = 400; at < 40000; at += 1300) {
        struct buffer command = {0};
        buffer_format(&command, "'%s' add --start=%zu --end=%zu --colour=yellow '%s' >/dev/null",
                      material->program, at, at + 40, path);
        if (system(command.data) != 0)
            at = 40000;
        buffer_fini(&command);
    }
}

static double mean(const struct samples *samples)
{
    double sum = 0;
    for (size_t i = 0; i < samples->count; i++)
        sum += samples->values[i];
    return samples->count ? sum / (double)samples->count : 0;
}

// Bytes of lines further, where the terminal says by its environment that it is xterm itself, which
// can move a part of its columns.
static bool lines_on_xterm(const struct material *material, const char *path,
                           struct samples *bytes)
{
    struct reading reading = {0};
    bool going = reading_start(&reading, material, "xterm",
                               (const char *const[]){"env", "XTERM_VERSION=XTerm(379)",
                                                     material->program, path, NULL});
    // The panel first.
    static const char *const wanted[] = {"PEOPLE", NULL};
    going = going && terminal_settle(reading.terminal, wanted, QUIET).right;
    for (int i = 0; i < LINES_DOWN && going; i++)
        going = press(&reading, "j", NULL, bytes);
    reading_fini(&reading);
    return going;
}

void rows_pages(const struct material *material, const char *part)
{
    static const char what[] = "page down";
    if (!report_wants(part, what))
        return;
    struct buffer news = {0};
    struct reading ours = {0}, peer = {0};
    material_news(material, &news, NEWS);
    char *path = material_write(material, "pages.txt", news.data, news.length);
    add_notes(material, path);
    bool going = reading_start(&ours, material, "ours",
                               (const char *const[]){material->program, path, NULL}) &&
                 reading_start(&peer, material, "less", (const char *const[]){"less", path, NULL});
    for (int i = 0; i < PAGES && going; i++)
        going = press(&ours, " ", &ours.times, &ours.bytes) &&
                press(&peer, " ", &peer.times, &peer.bytes);
    for (int i = 0; i < LINES_DOWN && going; i++)
        going =
            press(&ours, "j", NULL, &ours.line_bytes) && press(&peer, "j", NULL, &peer.line_bytes);
    struct samples without_panel = {0};
    going = going && press(&ours, "w", NULL, &without_panel); // lets the whole screen scroll
    for (int i = 0; i < LINES_DOWN && going; i++)
        going = press(&ours, "j", NULL, &ours.bare_bytes);
    samples_fini(&without_panel);
    struct samples xterm_bytes = {0};
    going = going && lines_on_xterm(material, path, &xterm_bytes);
    if (going) {
        report_ratio("page down, p50", "ms", samples_quantile(&ours.times, 0.5),
                     samples_quantile(&peer.times, 0.5), AT_MOST, 1.5);
        report_ratio("page down, p99", "ms", samples_quantile(&ours.times, 0.99),
                     samples_quantile(&peer.times, 0.99), AT_MOST, 2);
        report_ratio("page down, bytes a page", "B", mean(&ours.bytes), mean(&peer.bytes), AT_MOST,
                     2);
        report_value("page down, bytes of one line", "B", mean(&ours.line_bytes), AT_MOST, 400);
        report_value("page down, the same on xterm itself", "B", mean(&xterm_bytes), AT_MOST, 400);
        report_value("page down, the same without panel", "B", mean(&ours.bare_bytes), AT_MOST,
                     400);
    } else {
        report_skip(what, "a page did not come");
    }
    samples_fini(&xterm_bytes);
    reading_fini(&ours);
    reading_fini(&peer);
    buffer_fini(&news);
    free(path);
}
