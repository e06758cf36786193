// SPDX-License-Identifier: GPL-3.0-or-later
// Lines: a text that is one line of 16 MB, or with BENCH_LARGE of 100 MB, in the program and in less.

#include <config.h>

#include "rows.h"

#include "base/files.h"
#include "base/memory.h"
#include "report.h"
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { ROUNDS = 5, PAGES = 40, QUIET = 60, PAGE_QUIET = 20 };

// What each shows first, and, of the program, once all of the text is there.
static const char *const started[] = {MATERIAL_START, NULL};
static const char *const whole[] = {MATERIAL_START, " notes ", NULL};

static struct terminal *start(const struct material *material, const char *const *arguments,
                              const char *const *wanted, struct samples *times)
{
    char *home = path_join(material->folder, "line-home");
    material_remove(home);
    mkdir(home, 0700);
    struct terminal *terminal = terminal_start(home, arguments);
    free(home);
    if (!terminal)
        return NULL;
    struct reaction frame = terminal_settle(terminal, wanted, QUIET);
    if (times && frame.right)
        samples_add(times, frame.ready);
    if (frame.right)
        return terminal;
    terminal_free(terminal);
    return NULL;
}

static void press(struct terminal *terminal, const char *key, struct samples *times)
{
    terminal_type(terminal, key);
    struct reaction reaction = terminal_settle(terminal, NULL, PAGE_QUIET);
    if (reaction.right)
        samples_add(times, reaction.milliseconds);
}

static void report(const char *what, const char *part, struct samples *ours,
                   struct samples *peer, double limit)
{
    char name[100];
    snprintf(name, sizeof name, "%s, %s", what, part);
    report_ratio(name, "ms", samples_quantile(ours, 0.5), samples_quantile(peer, 0.5), AT_MOST,
                 limit);
}

void rows_lines(const struct material *material, const char *part)
{
    bool large = getenv("BENCH_LARGE");
    const char *what = large ? "one line of 100 MB" : "one line of 16 MB";
    if (!report_wants(part, what))
        return;
    struct buffer text = {0};
    material_plain(&text, large ? 100000000 : 16000000);
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == '\n')
            text.data[i] = ' ';
    }
    char *path = material_write(material, "line.txt", text.data, text.length);
    buffer_fini(&text);
    const char *const ours[] = {material->program, path, NULL};
    const char *const peer[] = {"less", "-n", path, NULL};
    struct samples first = {0}, first_peer = {0}, pages = {0}, pages_peer = {0}, ends = {0};
    for (int i = 0; i < ROUNDS; i++) {
        terminal_free(start(material, ours, started, &first));
        terminal_free(start(material, peer, started, &first_peer));
    }
    struct terminal *reader = start(material, ours, whole, NULL);
    struct terminal *less = start(material, peer, started, NULL);
    for (int i = 0; i < PAGES && reader && less; i++) {
        press(reader, " ", &pages);
        press(less, " ", &pages_peer);
    }
    for (int i = 0; i < ROUNDS && reader; i++) {
        press(reader, "G", &ends);
        press(reader, "g", &ends);
    }
    if (reader && less && first.count && first_peer.count) {
        report(what, "first frame", &first, &first_peer, 2);
        report(what, "page down, p50", &pages, &pages_peer, 1.5);
        char name[100];
        snprintf(name, sizeof name, "%s, the end and back", what);
        report_value(name, "ms", samples_quantile(&ends, 1), AT_MOST, 20);
        snprintf(name, sizeof name, "%s, the slowest key", what);
        report_value(name, "ms", samples_quantile(&pages, 1), AT_MOST, 100);
    } else {
        report_skip(what, "a screen did not come");
    }
    terminal_free(reader);
    terminal_free(less);
    samples_fini(&first);
    samples_fini(&first_peer);
    samples_fini(&pages);
    samples_fini(&pages_peer);
    samples_fini(&ends);
    remove(path);
    free(path);
}
