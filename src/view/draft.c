// SPDX-License-Identifier: GPL-3.0-or-later
// Draft: the note that is being typed, kept under the state folder until it is on disk as a note.
//
// Several readers may be open on one article. Each has a slot of its own, the first that is free,
// and with it a file for its draft: it holds a lock on the slot's byte of a lock file, which the
// system lets go when the reader ends in whatever way. A draft in a slot that nobody holds was left
// behind, and the next reader takes it over; one that another reader is typing is let alone.
//
// A slot is taken when there is a draft, or one is about to be: reading alone makes no folder, no
// file and no lock.

#include <config.h>

#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "view/state.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DRAFT_LIMIT = 1 << 20, SLOTS = 16 };

// --- slots -----------------------------------------------------------------------------------

// The slot's file, where `first` is that of slot 0.
static char *slot_file(const char *first, int slot)
{
    struct buffer path = {0};
    buffer_add_string(&path, first);
    if (slot > 0)
        buffer_format(&path, ".%d", slot);
    return buffer_take(&path);
}

static char *slot_path(const struct reader *reader, int slot)
{
    char *first = reader_state_file(reader, "drafts");
    char *path = slot_file(first, slot);
    free(first);
    return path;
}

static char *lock_path(const char *first)
{
    struct buffer path = {0};
    buffer_format(&path, "%s.lock", first);
    return buffer_take(&path);
}

// Slots after the first are never used without a lock file.
bool draft_is_left(const struct environment *environment, const struct text *text)
{
    char *first = reader_state_path(environment, text_path(text), "drafts");
    char *lock = lock_path(first);
    int slots = file_exists(lock) ? SLOTS : 1;
    bool left = false;
    for (int slot = 0; slot < slots && !left; slot++) {
        char *path = slot_file(first, slot);
        left = file_exists(path);
        free(path);
    }
    free(lock);
    free(first);
    return left;
}

static bool lock_slot(const struct reader *reader, int slot, short kind)
{
    struct flock lock = {.l_type = kind, .l_whence = SEEK_SET, .l_start = slot, .l_len = 1};
    return fcntl(reader->draft_lock, F_OFD_SETLK, &lock) == 0;
}

// Takes the first free slot. Where nothing can be locked it is the first, as for a reader alone.
static void take_slot(struct reader *reader)
{
    if (reader->draft_lock >= 0)
        return;
    char *path = reader_state_file(reader, "drafts"), *folder = path_directory(path);
    char *lock = lock_path(path);
    reader->draft_slot = 0;
    if (file_make_directories(folder, NULL))
        reader->draft_lock = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    for (int slot = 0; reader->draft_lock >= 0 && slot < SLOTS; slot++) {
        if (lock_slot(reader, slot, F_WRLCK)) {
            reader->draft_slot = slot;
            break;
        }
    }
    free(lock);
    free(folder);
    free(path);
}

// A draft that was left behind in another slot comes into one's own, which has none.
static void take_over(struct reader *reader, const char *own)
{
    for (int slot = 0; reader->draft_lock >= 0 && slot < SLOTS && !file_exists(own); slot++) {
        if (slot == reader->draft_slot || !lock_slot(reader, slot, F_WRLCK))
            continue;
        char *path = slot_path(reader, slot);
        if (file_exists(path) && rename(path, own) != 0)
            reader->draft_slot = slot; // then it is used where it is
        free(path);
        if (reader->draft_slot == slot)
            return;
        lock_slot(reader, slot, F_UNLCK);
    }
}

void reader_close_draft(struct reader *reader)
{
    if (reader->draft_lock >= 0)
        close(reader->draft_lock);
    reader->draft_lock = -1;
}

// --- the draft: "start end id-or-dash", a newline, and the text ---------------------------------

char *reader_draft_path(struct reader *reader)
{
    take_slot(reader);
    return slot_path(reader, reader->draft_slot);
}

void reader_store_draft(struct reader *reader)
{
    if (reader->editor.text.length == 0)
        return;
    const struct text *text = reader->article->text;
    char *path = reader_draft_path(reader);
    struct buffer draft = {0};
    buffer_format(&draft, "%zu %zu %s\n", text_code_point(text, reader->prompt_span.start),
                  text_code_point(text, reader->prompt_span.end),
                  reader->editing_note ? reader->editing_note : "-");
    buffer_add(&draft, reader->editor.text.data, reader->editor.text.length);
    reader_write_state(path, draft.data, draft.length);
    buffer_fini(&draft);
    free(path);
}

void reader_drop_draft(struct reader *reader)
{
    char *path = reader_draft_path(reader);
    unlink(path);
    free(path);
}

bool reader_take_draft(struct reader *reader, struct span *span, char **body)
{
    const struct text *text = reader->article->text;
    char *path = reader_draft_path(reader);
    struct buffer draft = {0};
    size_t start, end;
    int header = 0;
    take_over(reader, path);
    bool there = file_read(path, DRAFT_LIMIT, &draft, NULL) &&
                 sscanf(buffer_string(&draft), "%zu %zu %*s%n", &start, &end, &header) == 2 &&
                 header > 0 && draft.data[header] == '\n' && start < end &&
                 end <= text_code_point_count(text);
    if (there) {
        *span = (struct span){text_byte(text, start), text_byte(text, end)};
        *body = memory_copy_string(draft.data + header + 1);
    }
    buffer_fini(&draft);
    free(path);
    return there;
}

void reader_offer_draft(struct reader *reader)
{
    struct span span;
    char *body;
    if (!draft_is_left(reader->material.environment, reader->article->text) ||
        !reader_take_draft(reader, &span, &body))
        return;
    free(body);
    if (!reader_bring(reader, span.start))
        return;
    reader->focus = article_sentence_at(reader->article, span.start);
    reader_keep_in_text(reader);
    reader_say(reader, _("a note that was being typed is kept; a goes on with it"));
}
