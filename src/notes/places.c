// SPDX-License-Identifier: GPL-3.0-or-later
// Places: paths and references that belong to an article.

#include <config.h>

#include "notes/places.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_standard_input(const char *path)
{
    return strcmp(path, "-") == 0;
}

char *place_sidecar(const char *article)
{
    if (is_standard_input(article))
        return NULL;
    struct buffer path = {0};
    buffer_format(&path, "%s.notes.jsonl", article);
    return buffer_take(&path);
}

static char *in_state(const struct environment *environment, const char *folder,
                      const struct digest *digest, const char *file)
{
    char hex[DIGEST_HEX];
    digest_hex(digest, hex);
    struct buffer path = {0};
    buffer_format(&path, "%s/%s/%s%s", environment->state, folder, hex, file);
    return buffer_take(&path);
}

static void digest_path(const char *path, struct digest *digest)
{
    char *absolute = path_absolute(path);
    digest_make(absolute, strlen(absolute), digest);
    free(absolute);
}

char *place_fallback(const struct environment *environment, const char *path,
                     const struct text *text)
{
    struct digest digest;
    if (is_standard_input(path))
        digest_make(text_bytes(text), text_length(text), &digest);
    else
        digest_path(path, &digest);
    return in_state(environment, "notes", &digest, "/article.notes.jsonl");
}

char *place_history(const struct environment *environment, const char *sidecar)
{
    struct digest digest;
    digest_path(sidecar, &digest);
    return in_state(environment, "undo", &digest, "");
}

char *place_refusals(const struct environment *environment, const char *sidecar)
{
    struct digest digest;
    digest_path(sidecar, &digest);
    return in_state(environment, "refused", &digest, "");
}

char *place_snapshot(const struct environment *environment, const struct digest *digest)
{
    return in_state(environment, "text", digest, "");
}

static void add_encoded(struct buffer *out, const char *path)
{
    static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                     "0123456789-._~/";
    for (; *path; path++) {
        if (strchr(unreserved, *path))
            buffer_add_byte(out, *path);
        else
            buffer_format(out, "%%%02X", (unsigned char)*path);
    }
}

// Adds the way from the folder to the file, both absolute.
static void add_way(struct buffer *out, const char *folder, const char *file)
{
    size_t common = 0; // bytes of whole folders that both are in
    for (size_t at = 0;; at++) {
        bool folder_part = folder[at] == '/' || folder[at] == '\0';
        if (folder_part && file[at] == '/')
            common = at + 1;
        if (folder[at] != file[at] || folder[at] == '\0')
            break;
    }
    if (common <= strlen(folder)) {
        const char *rest = folder + common;
        for (size_t i = 0; *rest && (i == 0 || rest[i - 1]); i++) {
            if (rest[i] == '/' || rest[i] == '\0')
                buffer_add_string(out, "../");
        }
    }
    add_encoded(out, file + common);
}

char *place_source(const struct text *text, const char *sidecar)
{
    const char *article = text_path(text);
    struct buffer source = {0};
    if (is_standard_input(article)) {
        struct digest digest;
        char name[DIGEST_NAME];
        digest_make(text_bytes(text), text_length(text), &digest);
        digest_name(&digest, name);
        buffer_add_string(&source, name);
        return buffer_take(&source);
    }
    char *file = path_absolute(article);
    char *note = sidecar ? path_absolute(sidecar) : NULL;
    char *folder = note ? path_directory(note) : NULL;
    if (folder && folder[0] == '/' && file[0] == '/')
        add_way(&source, folder, file);
    else
        add_encoded(&source, path_name(file));
    free(folder);
    free(note);
    free(file);
    return buffer_take(&source);
}

bool place_is_writable(const char *path)
{
    if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0)
        return true;
    if (errno != ENOENT)
        return errno != EACCES && errno != EROFS && errno != EPERM && errno != ENAMETOOLONG;
    char *folder = path_directory(path);
    bool writable = faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0 ||
                    (errno != EACCES && errno != EROFS && errno != EPERM);
    free(folder);
    return writable;
}
