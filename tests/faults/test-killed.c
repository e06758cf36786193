// SPDX-License-Identifier: GPL-3.0-or-later
// Killed: a session that writes twenty notes, by `dateline add` and in the reader, ended before any
// of its system calls. Every note that was called saved by then is there, and the file is read.
// What a program that stands still before a call has left in its files is what SIGKILL there would
// leave, so one run is looked at before every call; it is really killed at many, in the long form at
// all of them.

#include <config.h>

#include "runs.h"

#include "skip.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

struct tally {
    const struct stage *stage;
    size_t before; // notes acknowledged by earlier runs
    size_t looks, kills, acknowledged, lost, torn;
};

static void report(const char *what, const struct tally *tally)
{
    print_message("# %s: looked at before %zu calls, killed at %zu; of the notes acknowledged by "
                  "then (%zu in all) %zu lost; %zu torn lines\n",
                  what, tally->looks, tally->kills, tally->acknowledged, tally->lost, tally->torn);
}

// The first `count` notes were acknowledged.
static void check(size_t count, struct tally *tally)
{
    bool present[STAGE_NOTES];
    size_t damaged = 0;
    assert_true(stage_read_notes(tally->stage, present, &damaged) >= 0);
    assert_true(damaged <= 1);
    tally->acknowledged += count;
    tally->torn += damaged;
    for (size_t i = 0; i < count; i++)
        tally->lost += !present[i];
}

static void look(const struct run *run, void *context)
{
    struct tally *tally = context;
    if (run->points % stage_stride(1) != 0)
        return;
    tally->looks++;
    assert_false(run->early);
    check(tally->before + run->acknowledged, tally);
}

static bool was_killed(const struct run *run)
{
    return WIFSIGNALED(run->status) && WTERMSIG(run->status) == SIGKILL;
}

// Kills the command of the note at every `stride`-th call.
static void kill_command(size_t note, size_t stride, struct tally *tally)
{
    bool ended = false;
    for (size_t point = 0; !ended; point += stride) {
        stage_restore(tally->stage, note);
        struct run run =
            run_add(tally->stage, note, &(struct run_fault){.kind = FAULT_KILL, .point = point});
        ended = !was_killed(&run);
        tally->kills += !ended;
        assert_false(run.early);
        check(note + run.acknowledged, tally);
    }
}

// The first makes everything; the second finds it; the last stands for those between.
static bool is_killed_everywhere(size_t note)
{
    return note < 2 || note == STAGE_NOTES - 1;
}

static void test_commands(void **state)
{
    struct stage stage;
    struct tally tally = {.stage = &stage};
    (void)state;
    const char *obstacle = tracer_obstacle();
    if (obstacle)
        SKIP_TEST(obstacle);
    stage_init(&stage);
    for (size_t note = 0; note < STAGE_NOTES; note++) {
        tally.before = note;
        stage_keep(&stage, note);
        if (is_killed_everywhere(note) || stage_is_long())
            kill_command(note, stage_stride(1), &tally);
        stage_restore(&stage, note);
        struct run run =
            run_add(&stage, note, &(struct run_fault){.look = look, .context = &tally});
        assert_int_equal(run.status, 0);
        assert_int_equal(run.acknowledged, 1);
    }
    stage_fini(&stage);
    report("twenty commands", &tally);
    assert_int_equal(tally.lost, 0);
}

static void kill_reader(size_t stride, struct tally *tally)
{
    bool ended = false;
    for (size_t point = 0; !ended; point += stride) {
        stage_restore(tally->stage, 0);
        struct run run = run_reader(tally->stage, STAGE_NOTES,
                                    &(struct run_fault){.kind = FAULT_KILL, .point = point});
        ended = !was_killed(&run);
        tally->kills += !ended;
        assert_false(run.early);
        check(run.acknowledged, tally);
    }
}

static void test_reader(void **state)
{
    struct stage stage;
    struct tally tally = {.stage = &stage};
    (void)state;
    const char *obstacle = tracer_obstacle();
    if (obstacle)
        SKIP_TEST(obstacle);
    stage_init(&stage);
    stage_keep(&stage, 0);
    struct run run =
        run_reader(&stage, STAGE_NOTES, &(struct run_fault){.look = look, .context = &tally});
    assert_int_equal(run.status, 0);
    assert_int_equal(run.acknowledged, STAGE_NOTES);
    assert_int_equal(run.durable, STAGE_NOTES);
    kill_reader(stage_stride(53), &tally);
    stage_fini(&stage);
    report("a session of twenty notes", &tally);
    assert_int_equal(tally.lost, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commands),
        cmocka_unit_test(test_reader),
    };
    return cmocka_run_group_tests_name("killed", tests, NULL, NULL);
}
