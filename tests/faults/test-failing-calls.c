// SPDX-License-Identifier: GPL-3.0-or-later
// Failing calls: every call on files fails, once and from there on always, as full disks, bad
// disks, read-only file systems and interruptions make them fail, or takes only half the bytes.
// Whatever comes of it, what the program calls saved is there and was durable before it said so,
// what was there before still is, and a note that is not saved is not passed over in silence.

#include <config.h>

#include "runs.h"

#include "skip.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>

struct failure {
    const char *name;
    enum run_fault_kind kind;
    int error;
};

static const struct failure failures[] = {
    {"ENOSPC", FAULT_ERROR, ENOSPC}, {"EIO", FAULT_ERROR, EIO},  {"EROFS", FAULT_ERROR, EROFS},
    {"EINTR", FAULT_ERROR, EINTR},   {"short", FAULT_SHORT, 0},
};
enum { FAILURES = sizeof failures / sizeof *failures };

struct tally {
    size_t points, saved, refused, lost;
};

static void describe(const struct run_fault *fault, const struct run *run, const char *what)
{
    print_message("# %s: %s %d at point %zu%s; status %x, durable %zu, acknowledged %zu\n", what,
                  fault->kind == FAULT_SHORT ? "short" : "error", fault->error, fault->point,
                  fault->lasting ? " and after" : "", (unsigned)run->status, run->durable,
                  run->acknowledged);
}

// `before` notes were there, those of the run come after them.
static bool is_right(const struct stage *stage, const struct run_fault *fault,
                     const struct run *run, size_t before, struct tally *tally)
{
    bool present[STAGE_NOTES];
    size_t damaged = 0, lost = 0;
    bool readable = stage_read_notes(stage, present, &damaged) >= 0 && damaged <= 1;
    for (size_t i = 0; i < before + run->acknowledged; i++)
        lost += !present[i];
    tally->points++;
    tally->saved += run->acknowledged > 0;
    tally->refused += run->acknowledged == 0;
    tally->lost += lost;
    const char *wrong = !readable                ? "the notes cannot be read"
                        : run->early             ? "called saved too early"
                        : lost                   ? "lost"
                        : WIFSIGNALED(run->status) ? "killed by a signal"
                                                 : NULL;
    if (wrong)
        describe(fault, run, wrong);
    return !wrong;
}

// A note that is not called saved is kept all the same: among the notes, as a draft, or, where
// nothing can be written at all, on the screen.
static bool reader_keeps(const struct stage *stage, const struct run_fault *fault,
                         const struct run *run)
{
    bool present[STAGE_NOTES];
    if (!run->given_up || run->on_screen || run->hit_output)
        return true;
    stage_read_notes(stage, present, NULL);
    if (present[run->unsaved] || stage_has_draft(stage, run->unsaved))
        return true;
    describe(fault, run, "a note was dropped");
    return false;
}

// A command says by its status and its words whether it did it.
static bool command_tells(const struct run_fault *fault, const struct run *run)
{
    int status = WEXITSTATUS(run->status);
    const char *wrong = NULL;
    if (status == 0 && !run->acknowledged && !run->hit_output)
        wrong = "status 0 without an id";
    else if (status != 0 && !run->said_something && !run->hit_output)
        wrong = "failed without a word";
    else if (status > 4)
        wrong = "an unknown status";
    if (wrong)
        describe(fault, run, wrong);
    return !wrong;
}

static bool fail_command(const struct stage *stage, size_t note, struct run_fault fault,
                         size_t first, struct tally *tally)
{
    bool right = true, ended = false;
    size_t stride = stage_stride(3);
    for (fault.point = first % stride; !ended; fault.point += stride) {
        stage_restore(stage, note);
        struct run run = run_add(stage, note, &fault);
        ended = run.points <= fault.point;
        right = is_right(stage, &fault, &run, note, tally) && command_tells(&fault, &run) && right;
    }
    return right;
}

static bool fail_reader(const struct stage *stage, struct run_fault fault, size_t first,
                        struct tally *tally)
{
    bool right = true, ended = false;
    size_t stride = stage_stride(13);
    for (fault.point = first % stride; !ended; fault.point += stride) {
        stage_restore(stage, 0);
        struct run run = run_reader(stage, 2, &fault);
        ended = run.points <= fault.point;
        right = is_right(stage, &fault, &run, 0, tally) && right;
        right = reader_keeps(stage, &fault, &run) && right;
    }
    return right;
}

static void report(const char *what, const struct tally *tally)
{
    print_message("# %s: %zu fault points; %zu times saved all the same, %zu times not and said "
                  "so; %zu acknowledged notes lost\n",
                  what, tally->points, tally->saved, tally->refused, tally->lost);
}

static void test_commands(void **state)
{
    static const struct run_fault none;
    struct stage stage;
    struct tally tally = {0};
    bool right = true;
    (void)state;
    const char *obstacle = tracer_obstacle();
    if (obstacle)
        SKIP_TEST(obstacle);
    stage_init(&stage);
    for (size_t note = 0; note < 2; note++) {
        stage_keep(&stage, note);
        for (size_t i = 0; i < 2 * FAILURES; i++) {
            struct run_fault fault = {.kind = failures[i / 2].kind,
                                      .error = failures[i / 2].error,
                                      .lasting = i % 2};
            // Each failure at other calls than the one before.
            right = fail_command(&stage, note, fault, i + note, &tally) && right;
        }
        stage_restore(&stage, note);
        assert_int_equal(run_add(&stage, note, &none).status, 0);
    }
    stage_fini(&stage);
    report("commands", &tally);
    assert_true(right);
}

static void test_reader(void **state)
{
    struct stage stage;
    struct tally tally = {0};
    bool right = true;
    (void)state;
    const char *obstacle = tracer_obstacle();
    if (obstacle)
        SKIP_TEST(obstacle);
    stage_init(&stage);
    stage_keep(&stage, 0);
    for (size_t i = 0; i < 2 * FAILURES; i++) {
        struct run_fault fault = {
            .kind = failures[i / 2].kind, .error = failures[i / 2].error, .lasting = i % 2};
        right = fail_reader(&stage, fault, i, &tally) && right;
    }
    stage_fini(&stage);
    report("the reader", &tally);
    assert_true(right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commands),
        cmocka_unit_test(test_reader),
    };
    return cmocka_run_group_tests_name("failing calls", tests, NULL, NULL);
}
