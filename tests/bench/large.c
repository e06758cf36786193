// SPDX-License-Identifier: GPL-3.0-or-later
// Large: a text of 1 GB, made once, in the program, in less, and under wc and grep.

#include <config.h>

#include "rows.h"

#include "base/files.h"
#include "base/memory.h"
#include "report.h"
#include "terminal.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ROUNDS = 7, QUIET = 60, KEY_QUIET = 10, SMALL = 25 << 10, PIECE = 8 << 20, PIECES = 128 };

#define LAST "The last line tells of a zzyzx on 3 April 2031."
#define DATES                                                                                      \
    "[0-9]{1,2} (January|February|March|April|May|June|July|August|September|October|"             \
    "November|December) [0-9]{4}"

static const char *const started[] = {MATERIAL_START, NULL};
static const char *const numbered[] = {MATERIAL_START, "¶ 1/", NULL};
static const char *const ended[] = {LAST, NULL};
static const char *const found[] = {LAST, "hit at 100%", NULL};

// The same pieces over and over, and a last line of its own.
static char *make_large(const struct material *material)
{
    struct buffer piece = {0};
    char *path = path_join(material->folder, "large.txt");
    FILE *file = fopen(path, "we");
    material_plain(&piece, PIECE);
    bool fine = file != NULL;
    for (int i = 0; i < PIECES && fine; i++)
        fine = fwrite(piece.data, 1, piece.length, file) == piece.length;
    fine = fine && fputs(LAST "\n", file) >= 0;
    fine = (!file || fclose(file) == 0) && fine;
    buffer_fini(&piece);
    if (fine)
        return path;
    remove(path);
    free(path);
    return NULL;
}

static struct terminal *start(const struct material *material, const char *const *arguments,
                              const char *const *wanted, struct samples *times)
{
    char *home = path_join(material->folder, "large-home");
    material_remove(home);
    mkdir(home, 0700);
    struct terminal *terminal = terminal_start(home, arguments);
    free(home);
    struct reaction frame = {0};
    if (terminal)
        frame = terminal_settle(terminal, wanted, QUIET);
    if (frame.right && times)
        samples_add(times, frame.ready);
    if (frame.right)
        return terminal;
    terminal_free(terminal);
    return NULL;
}

// Keys, until what is wanted is shown (NULL: until the screen has changed).
static void press(struct terminal *terminal, const char *keys, const char *const *wanted,
                  struct samples *times)
{
    if (!terminal)
        return;
    terminal_type(terminal, keys);
    struct reaction reaction = terminal_settle(terminal, wanted, KEY_QUIET);
    if (reaction.right && times)
        samples_add(times, wanted ? reaction.ready : reaction.milliseconds);
}

static void run(const char *command, const char *path, struct samples *times)
{
    struct buffer line = {0};
    buffer_format(&line, "%s '%s' >/dev/null", command, path);
    int64_t begun = report_clock();
    if (system(line.data) == 0)
        samples_add(times, (double)(report_clock() - begun) / 1e6);
    buffer_fini(&line);
}

static void report(const char *what, struct samples *ours, struct samples *peer, double limit)
{
    if (ours->count && peer->count)
        report_ratio(what, "ms", samples_quantile(ours, 0.5), samples_quantile(peer, 0.5), AT_MOST,
                     limit);
    else
        report_skip(what, "a screen did not come");
    samples_fini(ours);
    samples_fini(peer);
}

static void first_frames(const struct material *material, const char *path)
{
    struct buffer text = {0};
    struct samples ours = {0}, peer = {0}, small = {0}, again = {0};
    material_plain(&text, SMALL);
    char *short_path = material_write(material, "small.txt", text.data, text.length);
    buffer_fini(&text);
    const char *const large[] = {material->program, path, NULL};
    const char *const less[] = {"less", path, NULL};
    const char *const little[] = {material->program, short_path, NULL};
    for (int i = 0; i < 2 * ROUNDS; i++) {
        terminal_free(start(material, large, started, &ours));
        terminal_free(start(material, less, started, &peer));
        terminal_free(start(material, little, started, &small));
    }
    for (size_t i = 0; i < ours.count; i++)
        samples_add(&again, ours.values[i]);
    report("first frame, plain 1 GB", &ours, &peer, 1.5);
    report("first frame, plain 1 GB against 25 KB", &again, &small, 1.3);
    remove(short_path);
    free(short_path);
}

static void numbers(const struct material *material, const char *path)
{
    struct samples ours = {0}, peer = {0};
    const char *const large[] = {material->program, path, NULL};
    double memory = 0;
    for (int i = 0; i < ROUNDS; i++) {
        struct terminal *terminal = start(material, large, numbered, &ours);
        if (terminal && i == 0) {
            poll(NULL, 0, 1000); // what is on the screen has been looked at by then
            memory = (double)terminal_memory(terminal, "RssAnon") / 1024;
        }
        terminal_free(terminal);
        run("wc -l", path, &peer);
    }
    report("paragraph numbers, 1 GB, from the start", &ours, &peer, 4);
    report_value("anonymous memory, 1 GB", "MiB", memory, AT_MOST, 16);
}

static void ends(struct terminal *terminal, struct terminal *less)
{
    struct samples ours = {0}, peer = {0};
    for (int i = 0; i < ROUNDS; i++) {
        press(terminal, "G", ended, &ours);
        press(terminal, "g", started, NULL);
        press(less, "G", ended, &peer);
        press(less, "g", started, NULL);
    }
    report("the end, 1 GB", &ours, &peer, 2);
}

static void search(struct terminal *terminal, const char *path, const char *what,
                   const char *expression, const char *grep)
{
    struct samples ours = {0}, peer = {0};
    struct buffer keys = {0}, command = {0};
    buffer_format(&keys, "/%s\r", expression);
    buffer_format(&command, "%s '%s'", grep, expression);
    press(terminal, keys.data, found, NULL);
    for (int i = 0; i < ROUNDS; i++) {
        press(terminal, "g", started, NULL);
        press(terminal, "n", found, &ours);
        run(command.data, path, &peer);
    }
    report(what, &ours, &peer, 4);
    buffer_fini(&keys);
    buffer_fini(&command);
}

// Keys that come while a search goes on, which they stop.
static void keys_in_search(struct terminal *terminal)
{
    struct samples times = {0};
    press(terminal, "g", started, NULL);
    for (int i = 0; i < 3 * ROUNDS && terminal; i++) {
        terminal_type(terminal, "n");
        poll(NULL, 0, 60);
        press(terminal, i % 2 ? "(" : ")", NULL, &times);
    }
    if (times.count)
        report_value("the slowest key in a search, 1 GB", "ms", samples_quantile(&times, 1),
                     AT_MOST, 50);
    samples_fini(&times);
}

void rows_large(const struct material *material, const char *part)
{
    if (!getenv("BENCH_LARGE") || !report_wants(part, "1 GB"))
        return;
    char *path = make_large(material);
    if (!path) {
        report_skip("1 GB", "no room for it");
        return;
    }
    first_frames(material, path);
    numbers(material, path);
    const char *const large[] = {material->program, path, NULL};
    const char *const less[] = {"less", "-n", path, NULL};
    struct terminal *ours = start(material, large, numbered, NULL);
    struct terminal *peer = start(material, less, started, NULL);
    ends(ours, peer);
    search(ours, path, "literal search to the end, 1 GB", "zzyzx", "grep -c -F");
    search(ours, path, "dates (day month year) to the end, 1 GB", DATES, "grep -c -P");
    keys_in_search(ours);
    terminal_free(ours);
    terminal_free(peer);
    remove(path);
    free(path);
}
