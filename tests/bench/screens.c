// SPDX-License-Identifier: GPL-3.0-or-later
// Screens: first frames and memory of the program and of less, on a pseudo-terminal.

#include <config.h>

#include "rows.h"

#include "base/files.h"
#include "base/memory.h"
#include "report.h"
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ROUNDS = 15, FEWEST = 3, QUIET = 40 };
#define BUDGET (int64_t)20000000000 // nanoseconds for one row; slow things get fewer rounds

// One of the two programs on a file.
struct contestant {
    bool is_settled; // timed is when the screen has come to rest, not when it first was right
    const char *const *wanted;
    const char *arguments[6];
    struct samples times, memory;
};

static void contestant_fini(struct contestant *contestant)
{
    samples_fini(&contestant->times);
    samples_fini(&contestant->memory);
}

// A folder that nothing was ever in, as HOME.
static bool make_home(const struct material *material, char *home, size_t size)
{
    snprintf(home, size, "%s/home", material->folder);
    material_remove(home);
    return mkdir(home, 0700) == 0;
}

static bool time_first_frame(const struct material *material, struct contestant *contestant)
{
    char home[300];
    if (!make_home(material, home, sizeof home))
        return false;
    struct terminal *terminal = terminal_start(home, contestant->arguments);
    if (!terminal)
        return false;
    struct reaction frame = terminal_settle(terminal, contestant->wanted, QUIET);
    if (frame.right) {
        samples_add(&contestant->times, contestant->is_settled ? frame.milliseconds : frame.ready);
        samples_add(&contestant->memory, (double)terminal_memory(terminal, "VmHWM") / 1024);
    } else {
        terminal_print(terminal);
    }
    if (getenv("BENCH_SHOW") && contestant->times.count == 1)
        terminal_print(terminal);
    terminal_free(terminal);
    return frame.right;
}

// Measures both in turn; false where a frame never became right.
static bool time_first_frames(const struct material *material, struct contestant *ours,
                              struct contestant *peer)
{
    int64_t end = report_clock() + BUDGET;
    for (int round = 0; round < ROUNDS && (round < FEWEST || report_clock() < end); round++) {
        if (!time_first_frame(material, ours) || !time_first_frame(material, peer))
            return false;
    }
    return true;
}

static void first_frame(const struct material *material, const char *what, const char *path,
                        const char *const *wanted, const char *const *peer_wanted, double limit,
                        double memory_limit)
{
    char memory[100];
    snprintf(memory, sizeof memory, "peak memory, %s", what);
    bool is_settled = limit > 2; // all of it is wanted, not the text alone
    struct contestant ours = {is_settled, wanted, {material->program, path, NULL}};
    struct contestant peer = {is_settled, peer_wanted, {"less", path, NULL}};
    if (time_first_frames(material, &ours, &peer)) {
        report_ratio(what, "ms", samples_quantile(&ours.times, 0.5),
                     samples_quantile(&peer.times, 0.5), AT_MOST, limit);
        if (memory_limit > 0)
            report_ratio(memory, "MiB", samples_quantile(&ours.memory, 0.5),
                         samples_quantile(&peer.memory, 0.5), AT_MOST, memory_limit);
    } else {
        report_skip(what, "a first frame never became right");
    }
    contestant_fini(&ours);
    contestant_fini(&peer);
}

static void plain_frames(const struct material *material, const char *part)
{
    static const struct {
        const char *what;
        size_t length;
        double memory_limit;
    } sizes[] = {
        {"first frame, plain 25 KB", 25 << 10, 4},
        {"first frame, plain 1 MB", 1 << 20, 0},
        {"first frame, plain 16 MB", 16 << 20, 0},
    };
    static const char *const wanted[] = {MATERIAL_START, "help", NULL}; // the key line comes last
    static const char *const peer_wanted[] = {MATERIAL_START, "plain.txt", NULL}; // the prompt
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (!report_wants(part, sizes[i].what))
            continue;
        struct buffer text = {0};
        material_plain(&text, sizes[i].length);
        char *path = material_write(material, "plain.txt", text.data, text.length);
        buffer_fini(&text);
        first_frame(material, sizes[i].what, path, wanted, peer_wanted, 1.5, sizes[i].memory_limit);
        remove(path);
        free(path);
    }
}

void rows_screens(const struct material *material, const char *part)
{
    static const char title[] = "China, Russia, Laos pledge";
    static const char *const wanted[] = {title, "PEOPLE", "Wang Yi", "JULY 2024", "=", NULL};
    static const char *const peer_wanted[] = {title, NULL};
    plain_frames(material, part);
    if (report_wants(part, "first frame, bundled article")) {
        char *path = material_article(material);
        first_frame(material, "first frame, bundled article", path, wanted, peer_wanted, 3, 4);
        free(path);
    }
}
