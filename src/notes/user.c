// SPDX-License-Identifier: GPL-3.0-or-later
// User: the id and name under which notes are made.

#include <config.h>

#include "notes/user.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <unistr.h>

enum { USER_FILE_LIMIT = 4096 };

static char *login_name(void)
{
    const struct passwd *entry = getpwuid(getuid());
    const char *name = entry && entry->pw_name && *entry->pw_name ? entry->pw_name : "reader";
    if (u8_check((const uint8_t *)name, strlen(name)) || strchr(name, '@'))
        name = "reader";
    return memory_copy_string(name);
}

// From the file's content; false where it holds no id (it may just be being written).
static bool user_from_content(struct user *user, const struct buffer *content)
{
    const char *text = buffer_string(content);
    size_t first = strcspn(text, "\n");
    if (text[first] != '\n' || first != UUID_URN - 1)
        return false;
    char id[UUID_URN];
    memcpy(id, text, first);
    id[first] = '\0';
    if (!uuid_is_urn(id))
        return false;
    memcpy(user->id, id, sizeof id);
    const char *name = text + first + 1;
    size_t length = strcspn(name, "\n");
    if (length && !u8_check((const uint8_t *)name, length))
        user->nickname = memory_copy_bytes(name, length);
    else
        user->nickname = login_name();
    return true;
}

// Waits a little for a program that has made the file and not yet filled it.
static bool user_read(struct user *user, const char *path)
{
    enum { TRIES = 20 };
    for (int i = 0; i < TRIES; i++) {
        struct buffer content = {0};
        bool read = file_read(path, USER_FILE_LIMIT, &content, NULL);
        bool done = read && user_from_content(user, &content);
        buffer_fini(&content);
        if (done)
            return true;
        if (!read)
            return false;
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    return false;
}

static bool user_write(const struct user *user, const char *path)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return false;
    struct buffer content = {0};
    buffer_format(&content, "%s\n%s\n", user->id, user->nickname);
    bool done = file_write_all(descriptor, content.data, content.length);
    fsync(descriptor);
    close(descriptor);
    buffer_fini(&content);
    return done;
}

bool user_load(struct user *user, const struct environment *environment)
{
    *user = (struct user){0};
    char *path = path_join(environment->state, "user");
    bool done = file_exists(path) && user_read(user, path);
    if (!done)
        user->nickname = memory_copy_string("");
    free(path);
    return done;
}

void user_init(struct user *user, const struct environment *environment)
{
    if (user_load(user, environment))
        return;
    user_fini(user);
    char *path = path_join(environment->state, "user");
    uuid_random(user->id);
    user->nickname = login_name();
    if (file_make_directories(environment->state, NULL) && !user_write(user, path) &&
        errno == EEXIST) {
        struct user other = {0};
        if (user_read(&other, path)) {
            user_fini(user);
            *user = other;
        } else {
            // A file without an id: left by a crash between making and filling it.
            struct buffer content = {0};
            buffer_format(&content, "%s\n%s\n", user->id, user->nickname);
            file_replace(path, content.data, content.length, NULL);
            buffer_fini(&content);
        }
    }
    free(path);
}

void user_fini(struct user *user)
{
    free(user->nickname);
    *user = (struct user){0};
}
