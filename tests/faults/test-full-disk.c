// SPDX-License-Identifier: GPL-3.0-or-later
// Full disk: notes written until a file system of 64 KiB is full, and after. First the notes that no
// longer fit go to the fallback place on another file system; then, when that one is full too, they
// are refused. Every note that was called saved is there.

#include <config.h>

#include "mounts.h"
#include "stage.h"

#include "base/files.h"
#include "base/memory.h"
#include "skip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

enum { REFUSALS = 10 };

static bool mount_small(const char *path)
{
    return mount("small", path, "tmpfs", 0, "size=64k") == 0;
}

struct written {
    char ids[512][64];
    size_t count;
    size_t refused;
};

// Adds one note; its id, where there is one, was called saved.
static int add_note(const struct stage *stage, struct written *written)
{
    static const char *const arguments[] = {
        "add",    "--start", "40", "--end", "60", "--note", "a remark of some length, so that it fills",
        STAGE_ARTICLE, NULL};
    char *output, *errors;
    int status = e2e_run(&stage->folder, NULL, &output, &errors, arguments);
    assert_true((status == 0) == (strncmp(output, "urn:uuid:", 9) == 0));
    if (status == 0) {
        assert_true(written->count < sizeof written->ids / sizeof *written->ids);
        snprintf(written->ids[written->count++], 64, "%.*s", (int)strcspn(output, "\n"), output);
    } else {
        assert_int_equal(status, 4);
        assert_true(strlen(errors) > 0);
        written->refused++;
    }
    free(output);
    free(errors);
    return status;
}

static size_t count_lost(const struct stage *stage, const struct written *written)
{
    size_t lost = 0, damaged;
    assert_true(stage_read_notes(stage, NULL, &damaged) >= (int)written->count);
    assert_int_equal(damaged, 0); // what did not fit was cut back
    for (size_t i = 0; i < written->count; i++)
        lost += !stage_has_note(stage, written->ids[i]);
    return lost;
}

static bool is_kept_elsewhere(const struct stage *stage)
{
    char *notes = path_join(stage->environment.state, "notes");
    bool there = file_exists(notes);
    free(notes);
    return there;
}

static void test_full(void **state)
{
    struct stage stage;
    static struct written written;
    (void)state;
    written = (struct written){0};
    if (!mounts_begin())
        SKIP_TEST("no mounts of one's own are allowed here");
    stage_init(&stage);
    char *article = e2e_read(&stage.folder, STAGE_ARTICLE);
    bool mounted = mount_small(stage.folder.path);
    if (!mounted) {
        stage_fini(&stage);
        free(article);
        SKIP_TEST("no small file system can be mounted here");
    }
    e2e_write(&stage.folder, STAGE_ARTICLE, article);
    free(article);
    // The home is on a small file system of its own.
    char *home = path_join(stage.folder.path, "home");
    assert_true(file_make_directories(home, NULL));
    assert_true(mount_small(home));
    free(home);

    while (add_note(&stage, &written) == 0 && !is_kept_elsewhere(&stage))
        continue;
    size_t beside = written.count;
    assert_true(beside > 10);
    assert_int_equal(written.refused, 0);
    assert_int_equal(count_lost(&stage, &written), 0);
    while (written.refused < REFUSALS)
        add_note(&stage, &written);
    assert_true(written.count > beside);
    size_t lost = count_lost(&stage, &written);
    print_message("# 64 KiB: %zu notes beside the article, %zu elsewhere, %zu refused; %zu lost\n",
                  beside, written.count - beside, written.refused, lost);
    assert_int_equal(lost, 0);
    char *inner = path_join(stage.folder.path, "home");
    umount(inner);
    free(inner);
    umount(stage.folder.path);
    stage_fini(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full),
    };
    return cmocka_run_group_tests_name("full disk", tests, NULL, NULL);
}
