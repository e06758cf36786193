// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TESTS_NOTES_FIXTURE_H
#define TESTS_NOTES_FIXTURE_H

// What the tests of the notes share: a folder of its own for every test, an article in it, and
// notebooks on it with a clock that stands still until told.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"
#include "notes/notebook.h"

#define FIXTURE_NOW INT64_C(1722067200000000) // 2024-07-27T08:00:00Z
#define FIXTURE_USER "urn:uuid:11111111-2222-4333-8444-555555555555"
#define FIXTURE_OTHER "urn:uuid:99999999-2222-4333-8444-555555555555"

struct fixture {
    char folder[64];
    char *article, *sidecar;
    struct environment environment;
    struct text *text;
};

static inline void write_file(const char *path, const char *bytes, size_t length)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    assert_true(descriptor >= 0);
    assert_true(file_write_all(descriptor, bytes, length));
    close(descriptor);
}

static inline void write_string(const char *path, const char *string)
{
    write_file(path, string, strlen(string));
}

static inline char *read_string(const char *path)
{
    struct buffer content = {0};
    assert_true(file_read(path, 1 << 30, &content, NULL));
    return buffer_take(&content);
}

static inline size_t count_lines(const char *path)
{
    char *content = read_string(path);
    size_t lines = 0;
    for (const char *at = content; (at = strchr(at, '\n')); at++)
        lines++;
    free(content);
    return lines;
}

// Who makes notes from now on.
static inline void fixture_user(struct fixture *fixture, const char *id, const char *name)
{
    mkdir(fixture->environment.state, 0700);
    char *path = path_join(fixture->environment.state, "user");
    struct buffer content = {0};
    buffer_format(&content, "%s\n%s\n", id, name);
    write_string(path, content.data);
    buffer_fini(&content);
    free(path);
}

static inline void fixture_text(struct fixture *fixture, const char *content)
{
    text_free(fixture->text);
    write_string(fixture->article, content);
    struct timespec times[2] = {{.tv_sec = 1721952000}, {.tv_sec = 1721952000}};
    utimensat(AT_FDCWD, fixture->article, times, 0);
    fixture->text = text_open(fixture->article, NULL, NULL);
    assert_non_null(fixture->text);
}

#define FIXTURE_TEXT                                                                               \
    "Ministers meet in the harbour town\n"                                                         \
    "\n"                                                                                           \
    "The ministers said “peace” twice. The talks went on — late.\n"                                \
    "They signed a treaty, and they signed a treaty again.\n"

static inline int fixture_setup(void **state)
{
    struct fixture *fixture = memory_allocate_zeroed(1, sizeof *fixture);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/dateline-test-XXXXXX");
    if (!mkdtemp(fixture->folder))
        return -1;
    fixture->article = path_join(fixture->folder, "round up.txt");
    fixture->sidecar = path_join(fixture->folder, "round up.txt.notes.jsonl");
    fixture->environment = (struct environment){
        .config = path_join(fixture->folder, "config"),
        .state = path_join(fixture->folder, "state"),
        .data = memory_copy_string("/nonexistent"),
        .fixed_now = FIXTURE_NOW,
    };
    fixture_user(fixture, FIXTURE_USER, "reader");
    fixture_text(fixture, FIXTURE_TEXT);
    *state = fixture;
    return 0;
}

static inline int fixture_remove(const char *path, const struct stat *status, int type,
                                 struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

static inline int fixture_teardown(void **state)
{
    struct fixture *fixture = *state;
    text_free(fixture->text);
    nftw(fixture->folder, fixture_remove, 16, FTW_DEPTH | FTW_PHYS);
    environment_fini(&fixture->environment);
    free(fixture->article);
    free(fixture->sidecar);
    free(fixture);
    return 0;
}

static inline struct notebook *fixture_open(struct fixture *fixture)
{
    struct notebook_options options = {.text = fixture->text,
                                       .environment = &fixture->environment};
    struct error error = {0};
    struct notebook *notebook = notebook_open(&options, &error);
    if (!notebook)
        print_message("%s %s %d\n", error.path, error.detail, (int)error.code);
    assert_non_null(notebook);
    return notebook;
}

// The span of the first occurrence of `words`.
static inline struct span span_of(const struct fixture *fixture, const char *words)
{
    const char *bytes = text_bytes(fixture->text), *found = strstr(bytes, words);
    assert_non_null(found);
    return (struct span){(size_t)(found - bytes), (size_t)(found - bytes) + strlen(words)};
}

static inline size_t note_count(const struct notebook *notebook)
{
    size_t count;
    notebook_notes(notebook, &count);
    return count;
}

static inline const struct note *first_note(const struct notebook *notebook)
{
    size_t count;
    const struct note *notes = notebook_notes(notebook, &count);
    assert_true(count > 0);
    return notes;
}

// Adds a note with this body on the first occurrence of `words`.
static inline void add_note(struct fixture *fixture, struct notebook *notebook, const char *words,
                            const char *body, char id[64])
{
    struct note_content content = {
        .kind = body ? NOTE_NOTE : NOTE_HIGHLIGHT,
        .colour = body ? NOTE_NO_COLOUR : NOTE_YELLOW,
        .body = body,
        .span = span_of(fixture, words),
    };
    assert_true(notebook_add(notebook, &content, id, NULL));
}

static inline bool change_body(struct notebook *notebook, const char *id, const char *body)
{
    struct note_content content = note_content_of(notebook_find(notebook, id));
    content.body = body;
    return notebook_change(notebook, id, &content, NULL);
}

#endif
