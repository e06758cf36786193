// SPDX-License-Identifier: GPL-3.0-or-later
// Coders: sidecars that several people made of one article, and that article.

#include <config.h>

#include "notes/coders.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"
#include "notes/json.h"
#include "notes/log-lines.h"
#include "notes/sidecar.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char ending[] = ".notes.jsonl";

bool coders_is_sidecar(const char *name)
{
    size_t length = strlen(name), tail = sizeof ending - 1;
    return length > tail && strcmp(name + length - tail, ending) == 0 &&
           name[length - tail - 1] != '/';
}

static bool is_agreed(const char *name)
{
    static const char tail[] = ".agreed.notes.jsonl";
    size_t length = strlen(name);
    return length >= sizeof tail && strcmp(name + length - (sizeof tail - 1), tail) == 0;
}

char *coders_agreed_path(const char *article)
{
    struct buffer path = {0};
    buffer_format(&path, "%s.agreed.notes.jsonl", article);
    return buffer_take(&path);
}

// --- folders -------------------------------------------------------------------------------

static int by_name(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

bool coders_list_folder(const char *folder, struct name_list *list, struct error *error)
{
    DIR *directory = opendir(folder);
    if (!directory) {
        error_set_system(error, folder);
        return false;
    }
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(directory))) {
        if (!coders_is_sidecar(entry->d_name) || is_agreed(entry->d_name))
            continue;
        if (list->count == list->capacity)
            list->names =
                memory_grow(list->names, &list->capacity, list->count + 1, sizeof *list->names);
        list->names[list->count++] = memory_copy_string(entry->d_name);
    }
    bool done = errno == 0;
    if (!done)
        error_set_system(error, folder);
    closedir(directory);
    if (list->count)
        qsort(list->names, list->count, sizeof *list->names, by_name);
    return done;
}

void name_list_fini(struct name_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->names[i]);
    free(list->names);
    *list = (struct name_list){0};
}

// --- the article ---------------------------------------------------------------------------

static bool is_regular(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static int hex_digit(char character)
{
    static const char digits[] = "0123456789ABCDEFabcdef";
    const char *at = character ? strchr(digits, character) : NULL;
    int value = at ? (int)(at - digits) : -1;
    return value > 15 ? value - 6 : value;
}

// Undoes percent-encoding (RFC 3986); NULL where it is none, or hides a slash or a NUL.
static char *decode(const char *reference)
{
    struct buffer name = {0};
    for (; *reference; reference++) {
        char byte = *reference;
        if (byte == '%') {
            int high = hex_digit(reference[1]), low = high < 0 ? -1 : hex_digit(reference[2]);
            if (low < 0 || (high == 0 && low == 0) || (high == 2 && low == 15)) {
                buffer_fini(&name);
                return NULL;
            }
            byte = (char)(high * 16 + low);
            reference += 2;
        }
        buffer_add_byte(&name, byte);
    }
    return buffer_take(&name);
}

// The file that a reference of a sidecar means, if it may be opened. Yours.
static char *follow(const char *sidecar, const char *reference)
{
    const char *name = strncmp(reference, "../", 3) == 0 ? reference + 3 : reference;
    if (*name == '\0' || strchr(name, '/') || strchr(name, ':'))
        return NULL;
    char *decoded = decode(reference), *folder = path_directory(sidecar), *path = NULL;
    if (decoded) // beside a sidecar named without a folder: without one too
        path = strchr(sidecar, '/') ? path_join(folder, decoded) : memory_copy_string(decoded);
    if (path && !is_regular(path)) {
        free(path);
        path = NULL;
    }
    free(decoded);
    free(folder);
    return path;
}

// The source that the first of the sidecar's notes names. Yours.
static char *read_source(const char *path)
{
    struct sidecar file;
    struct log_lines lines = {0};
    struct json_tape tape = {0};
    enum sidecar_change change;
    char *source = NULL;
    sidecar_init(&file, path);
    if (sidecar_refresh(&file, &change, NULL) && log_lines_read(&lines, &file, NULL)) {
        for (size_t i = 0; i < lines.count && !source; i++) {
            size_t end, target;
            if (!json_tape_read(&tape, lines.items[i].bytes, lines.items[i].length))
                continue;
            target = json_values_begin(&tape, json_member(&tape, 0, "target"), &end);
            if (target)
                source = json_string_copy(&tape, json_member(&tape, target, "source"));
        }
    }
    json_tape_fini(&tape);
    log_lines_fini(&lines);
    sidecar_fini(&file);
    return source;
}

char *coders_find_article(const char *const *sidecars, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!coders_is_sidecar(sidecars[i]))
            continue;
        char *article = memory_copy_bytes(sidecars[i], strlen(sidecars[i]) - (sizeof ending - 1));
        if (is_regular(article))
            return article;
        free(article);
    }
    for (size_t i = 0; i < count; i++) {
        char *source = read_source(sidecars[i]);
        char *article = source ? follow(sidecars[i], source) : NULL;
        free(source);
        if (article)
            return article;
    }
    return NULL;
}
