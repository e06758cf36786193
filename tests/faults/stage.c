// SPDX-License-Identifier: GPL-3.0-or-later
// Stage: the folder that faults happen in, copied away and back with all that is in it.

#include <config.h>

#include "stage.h"

#include "base/files.h"
#include "base/memory.h"
#include "notes/notebook.h"
#include "text/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SENTENCES = 30, FILE_LIMIT = 1 << 26 };

static void write_article(const struct stage *stage)
{
    struct buffer text = {0};
    buffer_add_string(&text, "Ministers meet in the harbour town\n");
    for (int i = 0; i < SENTENCES; i++)
        buffer_format(&text, "%sThe minister spoke of treaty number %02d at the harbour.",
                      i % 5 == 0 ? "\n\n" : " ", i);
    buffer_add_string(&text, "\n");
    e2e_write(&stage->folder, STAGE_ARTICLE, text.data);
    buffer_fini(&text);
}

void stage_init(struct stage *stage)
{
    const char *temporary = getenv("TMPDIR");
    *stage = (struct stage){0};
    snprintf(stage->top, sizeof stage->top, "%s/dateline-faults-XXXXXX",
             temporary && *temporary && strlen(temporary) < 32 ? temporary : "/tmp");
    if (!mkdtemp(stage->top))
        fail_msg("no temporary folder: %s", strerror(errno));
    snprintf(stage->folder.path, sizeof stage->folder.path, "%s/live", stage->top);
    char *home = path_join(stage->folder.path, "home");
    file_make_directories(home, NULL);
    free(home);
    stage->environment.state = path_join(stage->folder.path, "home/state/dateline");
    stage->environment.config = path_join(stage->folder.path, "home/config/dateline");
    stage->environment.data = memory_copy_string("/nonexistent");
    write_article(stage);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

void stage_fini(struct stage *stage)
{
    nftw(stage->top, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    environment_fini(&stage->environment);
}

// --- copies --------------------------------------------------------------------------------

static void copy_tree(const char *from, const char *to);

static void copy_file(const char *from, const char *to, mode_t mode)
{
    struct buffer content = {0};
    int descriptor = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode & 0777);
    if (descriptor < 0 || !file_read(from, FILE_LIMIT, &content, NULL) ||
        !file_write_all(descriptor, buffer_string(&content), content.length))
        fail_msg("%s cannot be copied", from);
    close(descriptor);
    buffer_fini(&content);
}

static void copy_entry(const char *from, const char *to)
{
    struct stat status;
    if (lstat(from, &status) != 0)
        fail_msg("%s is gone", from);
    if (S_ISDIR(status.st_mode))
        copy_tree(from, to);
    else if (S_ISREG(status.st_mode))
        copy_file(from, to, status.st_mode);
}

static void copy_tree(const char *from, const char *to)
{
    mkdir(to, 0700);
    DIR *folder = opendir(from);
    if (!folder)
        fail_msg("%s cannot be read", from);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *source = path_join(from, entry->d_name), *target = path_join(to, entry->d_name);
        copy_entry(source, target);
        free(source);
        free(target);
    }
    closedir(folder);
}

static void take_path(const struct stage *stage, size_t take, char path[96])
{
    snprintf(path, 96, "%s/take-%zu", stage->top, take);
}

void stage_keep(const struct stage *stage, size_t take)
{
    char kept[96];
    take_path(stage, take, kept);
    nftw(kept, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    copy_tree(stage->folder.path, kept);
}

void stage_restore(const struct stage *stage, size_t take)
{
    char kept[96];
    take_path(stage, take, kept);
    nftw(stage->folder.path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    copy_tree(kept, stage->folder.path);
}

// --- the notes -----------------------------------------------------------------------------

void stage_note(size_t index, char words[32], size_t *start, size_t *end)
{
    snprintf(words, 32, "remark %02zu", index);
    *start = 40 + index * 50;
    *end = *start + 20;
}

static struct notebook *open_notes(const struct stage *stage, struct text **text)
{
    char *path = path_join(stage->folder.path, STAGE_ARTICLE);
    *text = text_open(path, NULL, NULL);
    free(path);
    if (!*text)
        return NULL;
    struct notebook_options options = {.text = *text, .environment = &stage->environment};
    return notebook_open(&options, NULL);
}

int stage_read_notes(const struct stage *stage, bool *present, size_t *damaged)
{
    struct text *text;
    struct notebook *notebook = open_notes(stage, &text);
    size_t count = 0;
    const struct note *notes = notebook ? notebook_notes(notebook, &count) : NULL;
    if (present)
        memset(present, 0, STAGE_NOTES * sizeof *present);
    // A draft that could not be removed may have come before the words.
    for (size_t i = 0; present && i < STAGE_NOTES * count; i++) {
        char words[32];
        size_t start, end;
        stage_note(i / count, words, &start, &end);
        if (notes[i % count].body && strstr(notes[i % count].body, words))
            present[i / count] = true;
    }
    if (damaged)
        *damaged = notebook ? notebook_damaged(notebook, NULL) : 0;
    bool read = notebook;
    notebook_free(notebook);
    text_free(text);
    return read ? (int)count : -1;
}

bool stage_has_note(const struct stage *stage, const char *id)
{
    struct text *text;
    struct notebook *notebook = open_notes(stage, &text);
    bool found = notebook && notebook_find(notebook, id);
    notebook_free(notebook);
    text_free(text);
    return found;
}

bool stage_has_draft(const struct stage *stage, size_t index)
{
    char words[32];
    size_t start, end;
    bool found = false;
    stage_note(index, words, &start, &end);
    char *path = path_join(stage->environment.state, "drafts");
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (strchr(entry->d_name, '.')) // not yet in its place
            continue;
        struct buffer content = {0};
        char *draft = path_join(path, entry->d_name);
        found = found || (file_read(draft, FILE_LIMIT, &content, NULL) &&
                          strstr(buffer_string(&content), words));
        buffer_fini(&content);
        free(draft);
    }
    if (folder)
        closedir(folder);
    free(path);
    return found;
}

bool stage_is_long(void)
{
    const char *wish = getenv("FAULTS_LONG");
    return wish && *wish;
}

size_t stage_stride(size_t usual)
{
    enum { SLOWER = 16 }; // a program with sanitizers starts so much slower
    if (stage_is_long())
        return 1;
#ifdef E2E_SANITIZED
    return usual * SLOWER + 1;
#else
    (void)SLOWER;
    return usual;
#endif
}
