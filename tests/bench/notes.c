// SPDX-License-Identifier: GPL-3.0-or-later
// Notes: saving one, and loading a sidecar of a hundred thousand.

#include <config.h>

#include "rows.h"

#include "base/environment.h"
#include "base/files.h"
#include "base/memory.h"
#include "notes/notebook.h"
#include "report.h"

#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SAVES = 300, NOTES = 100000, LOADS = 3, PASSAGE = 30, CONTEXT = 32 };

// A text of plain sentences with a notebook on it.
struct notepad {
    struct environment environment;
    struct text *text;
    char *path, *sidecar;
};

static bool notepad_init(struct notepad *notepad, const struct material *material, size_t length)
{
    struct buffer plain = {0};
    struct error error;
    material_plain(&plain, length);
    environment_init(&notepad->environment, material->data, "");
    free(notepad->environment.state); // nobody's own
    free(notepad->environment.config);
    notepad->environment.state = path_join(material->folder, "state");
    notepad->environment.config = path_join(material->folder, "config");
    notepad->path = material_write(material, "noted.txt", plain.data, plain.length);
    notepad->sidecar = path_join(material->folder, "noted.txt.notes.jsonl");
    notepad->text = text_open(notepad->path, NULL, &error);
    buffer_fini(&plain);
    return notepad->text;
}

static void notepad_fini(struct notepad *notepad)
{
    text_free(notepad->text);
    unlink(notepad->path);
    unlink(notepad->sidecar);
    free(notepad->path);
    free(notepad->sidecar);
    environment_fini(&notepad->environment);
}

static struct notebook *open_notebook(const struct notepad *notepad)
{
    struct error error;
    struct notebook_options options = {.text = notepad->text, .environment = &notepad->environment};
    return notebook_open(&options, &error);
}

static bool add_note(struct notebook *notebook, size_t at)
{
    static const char *const tags[] = {"framing/evaluation"};
    struct error error;
    struct note_content content = {.kind = NOTE_TAG,
                                   .tags = tags,
                                   .tag_count = 1,
                                   .body = "Said by whom?",
                                   .span = {at, at + PASSAGE}};
    return notebook_add(notebook, &content, NULL, &error);
}

// --- saving
// ----------------------------------------------------------------------------------------

// Appends as many bytes as a note has, and syncs them: the least that a note on disk costs.
static bool append_bare(int descriptor, const char *line, size_t length)
{
    return write(descriptor, line, length) == (ssize_t)length && fdatasync(descriptor) == 0;
}

static void time_saves(const struct notepad *notepad, const struct material *material,
                       struct samples *ours, struct samples *bare)
{
    struct notebook *notebook = open_notebook(notepad);
    struct buffer line = {0};
    char *path = path_join(material->folder, "bare");
    int descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    bool done = notebook && descriptor >= 0 && add_note(notebook, 0) &&
                file_read(notepad->sidecar, 1 << 20, &line, NULL);
    for (size_t i = 0; done && i < SAVES; i++) {
        int64_t start = report_clock();
        done = add_note(notebook, i * 40);
        samples_add(ours, (double)(report_clock() - start) / 1e6);
        start = report_clock();
        done = done && append_bare(descriptor, line.data, line.length);
        samples_add(bare, (double)(report_clock() - start) / 1e6);
    }
    if (descriptor >= 0)
        close(descriptor);
    unlink(path);
    free(path);
    buffer_fini(&line);
    notebook_free(notebook);
}

static void saving(const struct material *material, const char *part)
{
    if (!report_wants(part, "saving a note: p50, p99"))
        return;
    struct notepad notepad = {0};
    struct samples ours = {0}, bare = {0};
    if (notepad_init(&notepad, material, 1 << 20)) {
        time_saves(&notepad, material, &ours, &bare);
        report_ratio("saving a note, p50", "ms", samples_quantile(&ours, 0.5),
                     samples_quantile(&bare, 0.5), AT_MOST, 1.5);
        report_ratio("saving a note, p99", "ms", samples_quantile(&ours, 0.99),
                     samples_quantile(&bare, 0.99), AT_MOST, 2);
    }
    notepad_fini(&notepad);
    samples_fini(&ours);
    samples_fini(&bare);
}

// --- loading
// ---------------------------------------------------------------------------------------

// The part of a note's line from the value of `key` on; where it ends in *end.
static const char *value_of(const char *line, const char *key, const char **end)
{
    const char *at = strstr(line, key);
    if (!at)
        return NULL;
    at += strlen(key);
    *end = *at == '"' ? strchr(at + 1, '"') + 1 : at + strcspn(at, ",}");
    return at;
}

static void add_words(struct buffer *out, const char *bytes, size_t length)
{
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < length; i++)
        buffer_add_string(out, bytes[i] == '\n' ? "\\n" : (char[]){bytes[i], '\0'});
    buffer_add_byte(out, '"');
}

// Writes `line`, a note's, once more for each of NOTES places of the text, with the place's own
// position and words and an id of its own.
static bool write_sidecar(const struct notepad *notepad, const char *line)
{
    static const char *const keys[] = {
        "\"id\":", "\"start\":", "\"end\":", "\"exact\":", "\"prefix\":", "\"suffix\":"};
    const char *bytes = text_bytes(notepad->text);
    size_t step = (text_length(notepad->text) - 200) / NOTES;
    struct buffer out = {0};
    bool done = true;
    for (size_t i = 0; i < NOTES && done; i++) {
        size_t at = CONTEXT + i * step;
        const char *from = line, *end = NULL;
        for (size_t key = 0; key < sizeof keys / sizeof *keys && done; key++) {
            const char *value = value_of(from, keys[key], &end);
            done = value;
            if (!done)
                break;
            buffer_add(&out, from, (size_t)(value - from));
            if (key == 0)
                buffer_format(&out, "\"urn:uuid:01a20a33-3da9-7986-b040-%012zx\"", i);
            else if (key < 3)
                buffer_format(&out, "%zu", key == 1 ? at : at + PASSAGE);
            else
                add_words(&out,
                          bytes + at +
                              (key == 3   ? 0
                               : key == 4 ? -CONTEXT
                                          : PASSAGE),
                          key == 3 ? PASSAGE : CONTEXT);
            from = end;
        }
        buffer_add_string(&out, done ? from : "");
    }
    int descriptor = open(notepad->sidecar, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    done = done && descriptor >= 0 && file_write_all(descriptor, out.data, out.length);
    if (descriptor >= 0)
        close(descriptor);
    buffer_fini(&out);
    return done;
}

static size_t load_ours(const struct notepad *notepad)
{
    size_t count = 0;
    struct notebook *notebook = open_notebook(notepad);
    if (notebook)
        notebook_notes(notebook, &count);
    notebook_free(notebook);
    return count;
}

static void load_by_library(const char *path)
{
    struct buffer content = {0};
    json_t **values = memory_allocate(NOTES * sizeof *values);
    size_t count = 0;
    file_read(path, 1 << 30, &content, NULL);
    for (const char *at = buffer_string(&content); *at && count < NOTES;) {
        const char *end = strchrnul(at, '\n');
        values[count++] = json_loadb(at, (size_t)(end - at), 0, NULL);
        at = *end ? end + 1 : end;
    }
    for (size_t i = 0; i < count; i++)
        json_decref(values[i]);
    free(values);
    buffer_fini(&content);
}

static void loading(const struct material *material, const char *part)
{
    static const char what[] = "loading 100,000 notes";
    struct notepad notepad = {0};
    struct samples ours = {0}, theirs = {0};
    struct buffer line = {0};
    if (!report_wants(part, what))
        return;
    bool done = notepad_init(&notepad, material, 8 << 20);
    struct notebook *notebook = done ? open_notebook(&notepad) : NULL;
    done = notebook && add_note(notebook, 100) &&
           file_read(notepad.sidecar, 1 << 20, &line, NULL) && write_sidecar(&notepad, line.data);
    notebook_free(notebook);
    size_t count = 0;
    for (int i = 0; done && i < LOADS; i++) {
        int64_t start = report_clock();
        count = load_ours(&notepad);
        samples_add(&ours, (double)(report_clock() - start) / 1e6);
        start = report_clock();
        load_by_library(notepad.sidecar);
        samples_add(&theirs, (double)(report_clock() - start) / 1e6);
    }
    if (count == NOTES)
        report_ratio(what, "ms", samples_quantile(&ours, 0.5), samples_quantile(&theirs, 0.5),
                     AT_MOST, 0.5);
    else
        report_skip(what, "not all of them were read");
    buffer_fini(&line);
    notepad_fini(&notepad);
    samples_fini(&ours);
    samples_fini(&theirs);
}

void rows_notes(const struct material *material, const char *part)
{
    saving(material, part);
    loading(material, part);
}
