// SPDX-License-Identifier: GPL-3.0-or-later
// Power cut: notes written on a file system in a file, which is copied while it is in use. The copy
// is what a disk holds when the power goes: mounted, it has to have every note that was called saved
// by then. A control whose syncs do nothing has to lose some, else this would prove nothing.
//
// A copy that cannot be mounted was taken while the system was writing to it, and is taken again.

#include <config.h>

#include "mounts.h"
#include "runs.h"

#include "base/files.h"
#include "base/memory.h"
#include "skip.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DISK = 8 << 20, TRIES = 5 };

struct disk {
    struct stage stage;            // its folder is on the disk
    char image[96], copy[96];
    struct stage after;            // the folder as it is after the cut
    size_t before;                 // notes called saved by earlier runs
    size_t stride, cuts, acknowledged, lost, broken;
};

static bool mount_image(const char *image, const char *folder)
{
    const char *const arguments[] = {"mount", "-o", "loop", image, folder, NULL};
    return mounts_tool(arguments);
}

static bool make_disk(struct disk *disk)
{
    const char *const arguments[] = {"mkfs.ext4", "-q", "-F", disk->image, NULL};
    int descriptor = open(disk->image, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    bool made = descriptor >= 0 && ftruncate(descriptor, DISK) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return made && mounts_tool(arguments) && mount_image(disk->image, disk->stage.folder.path);
}

// False where no file system can be made and mounted here.
static bool disk_init(struct disk *disk)
{
    *disk = (struct disk){.stride = 1};
    stage_init(&disk->stage);
    snprintf(disk->image, sizeof disk->image, "%s/disk", disk->stage.top);
    snprintf(disk->copy, sizeof disk->copy, "%s/copy", disk->stage.top);
    disk->after = disk->stage;
    snprintf(disk->after.folder.path, sizeof disk->after.folder.path, "%s/after",
             disk->stage.top);
    disk->after.environment.state = path_join(disk->after.folder.path, "home/state/dateline");
    mkdir(disk->after.folder.path, 0700);
    char *article = e2e_read(&disk->stage.folder, STAGE_ARTICLE);
    bool made = make_disk(disk);
    if (made) {
        char *home = path_join(disk->stage.folder.path, "home");
        assert_true(file_make_directories(home, NULL));
        free(home);
        e2e_write(&disk->stage.folder, STAGE_ARTICLE, article);
    }
    free(article);
    return made;
}

static void disk_fini(struct disk *disk)
{
    umount(disk->stage.folder.path);
    free(disk->after.environment.state);
    stage_fini(&disk->stage);
}

static void copy_image(const struct disk *disk)
{
    int from = open(disk->image, O_RDONLY | O_CLOEXEC);
    int to = open(disk->copy, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(from >= 0 && to >= 0);
    ssize_t sent;
    do
        sent = sendfile(to, from, NULL, DISK);
    while (sent > 0);
    assert_int_equal(sent, 0);
    close(from);
    close(to);
}

// The first `count` notes were called saved.
static void cut(struct disk *disk, size_t count)
{
    bool present[STAGE_NOTES], mounted = false;
    for (int i = 0; i < TRIES && !mounted; i++) {
        copy_image(disk);
        mounted = mount_image(disk->copy, disk->after.folder.path);
        disk->broken += !mounted;
    }
    assert_true(mounted);
    disk->cuts++;
    disk->acknowledged += count;
    bool read = stage_read_notes(&disk->after, present, NULL) >= 0;
    for (size_t i = 0; i < count; i++)
        disk->lost += !read || !present[i];
    assert_int_equal(umount(disk->after.folder.path), 0);
}

static void look(const struct run *run, void *context)
{
    struct disk *disk = context;
    if (run->points % disk->stride == disk->before % disk->stride)
        cut(disk, disk->before + run->acknowledged);
}

static void report(const char *what, const struct disk *disk)
{
    print_message("# %s: the power cut %zu times; of the notes acknowledged by then (%zu in all) "
                  "%zu lost; %zu copies taken again\n",
                  what, disk->cuts, disk->acknowledged, disk->lost, disk->broken);
}

// Writes notes, the power going before many of the calls and after each note.
static void write_notes(struct disk *disk, size_t count, const struct run_fault *fault)
{
    for (; disk->before < count;) {
        struct run run = run_add(&disk->stage, disk->before, fault);
        assert_int_equal(run.status, 0);
        assert_int_equal(run.acknowledged, 1);
        disk->before++;
        cut(disk, disk->before);
    }
}

static const char *obstacle(void)
{
    if (tracer_obstacle())
        return tracer_obstacle();
    if (geteuid() != 0)
        return "only root mounts file systems in files";
    return mounts_begin() ? NULL : "no mounts of one's own are allowed here";
}

static void test_power_cut(void **state)
{
    struct disk disk;
    (void)state;
    if (obstacle())
        SKIP_TEST(obstacle());
    if (!disk_init(&disk)) {
        disk_fini(&disk);
        SKIP_TEST("no file system in a file can be made and mounted here");
    }
    disk.stride = stage_stride(17);
    write_notes(&disk, STAGE_NOTES, &(struct run_fault){.look = look, .context = &disk});
    report("notes written", &disk);
    size_t lost = disk.lost;
    disk_fini(&disk);
    assert_int_equal(lost, 0);
}

static void test_control_without_syncs(void **state)
{
    struct disk disk;
    (void)state;
    if (obstacle())
        SKIP_TEST(obstacle());
    if (!disk_init(&disk)) {
        disk_fini(&disk);
        SKIP_TEST("no file system in a file can be made and mounted here");
    }
    write_notes(&disk, 5, &(struct run_fault){.syncs_lie = true});
    report("control whose syncs do nothing", &disk);
    size_t lost = disk.lost;
    disk_fini(&disk);
    assert_true(lost > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_power_cut),
        cmocka_unit_test(test_control_without_syncs),
    };
    return cmocka_run_group_tests_name("power cut", tests, NULL, NULL);
}
