// SPDX-License-Identifier: GPL-3.0-or-later
// Mounts: a namespace for file systems that come and go with a test.

#include <config.h>

#include "mounts.h"

#include "base/files.h"

#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

static bool write_to(const char *path, const char *content)
{
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    bool done = descriptor >= 0 && file_write_all(descriptor, content, strlen(content));
    if (descriptor >= 0)
        close(descriptor);
    return done;
}

bool mounts_begin(void)
{
    char map[64];
    unsigned user = getuid(), group = getgid();
    if (user == 0) {
        if (unshare(CLONE_NEWNS) != 0)
            return false;
    } else {
        snprintf(map, sizeof map, "0 %u 1", user);
        if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0 || !write_to("/proc/self/uid_map", map))
            return false;
        // A group must be mapped too, or no file can be made.
        snprintf(map, sizeof map, "0 %u 1", group);
        if (!write_to("/proc/self/setgroups", "deny") || !write_to("/proc/self/gid_map", map))
            return false;
    }
    return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

bool mounts_tool(const char *const *arguments)
{
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_RDWR);
        for (int i = 0; i <= STDERR_FILENO; i++)
            dup2(nothing, i);
        setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
        execvp(arguments[0], (char *const *)(uintptr_t)arguments);
        _exit(127);
    }
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}
