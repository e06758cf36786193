// SPDX-License-Identifier: GPL-3.0-or-later
// Tagging mode: the codebook takes the panel's place (on a narrow screen the peek's), its letters
// set and unset tags, Enter marks the sentence as coded and goes on.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

static const struct codebook_entry *entries_of(const struct reader *reader, size_t *count)
{
    *count = 0;
    return reader->material.codebook ? codebook_entries(reader->material.codebook, count) : NULL;
}

// One's own notes of exactly this passage that bear the tag.
static bool has_own_tag(const struct reader *reader, struct span span, const char *tag)
{
    size_t count = 0;
    const struct note *notes =
        reader->material.notebook ? notebook_notes(reader->material.notebook, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (!notes[i].mine || notes[i].span.start != span.start || notes[i].span.end != span.end)
            continue;
        for (size_t k = 0; k < notes[i].tag_count; k++) {
            if (strcmp(notes[i].tags[k], tag) == 0)
                return true;
        }
    }
    return false;
}

bool tagging_is_coded(const struct reader *reader, size_t sentence)
{
    size_t count = 0;
    const struct note *notes =
        reader->material.notebook ? notebook_notes(reader->material.notebook, &count) : NULL;
    struct span span = reader->article->sentences[sentence].span;
    for (size_t i = 0; i < count; i++) {
        if (notes[i].mine && notes[i].kind == NOTE_CODED && notes[i].state != NOTE_ORPHAN &&
            span_contains(span, notes[i].span))
            return true;
    }
    return false;
}

static size_t count_coded(const struct reader *reader)
{
    size_t count = 0, coded = 0;
    const struct note *notes =
        reader->material.notebook ? notebook_notes(reader->material.notebook, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        coded += notes[i].mine && notes[i].kind == NOTE_CODED && notes[i].state != NOTE_ORPHAN;
    return coded;
}

static void say_state(struct reader *reader)
{
    reader_say(reader, _("tagging: %zu of %zu sentences coded"), count_coded(reader),
               reader->article->sentence_count);
}

void reader_do_tagging(struct reader *reader, long count)
{
    (void)count;
    if (reader->tagging) {
        reader->tagging = false;
        return;
    }
    if (!reader->material.notebook || reader->article->sentence_count == 0) {
        reader_complain(reader, _("notes cannot be kept here"));
        return;
    }
    size_t entries;
    entries_of(reader, &entries);
    reader->tagging = true;
    if (entries)
        say_state(reader);
    else
        reader_say(reader, _("the codebook is empty: t and a letter makes a tag"));
}

static void mark_coded(struct reader *reader)
{
    struct error error;
    struct note_content content = {
        .kind = NOTE_CODED,
        .decision = "coded",
        .span = reader->article->sentences[reader->focus].span,
    };
    if (!tagging_is_coded(reader, reader->focus) &&
        !notebook_add(reader->material.notebook, &content, NULL, &error)) {
        reader_say_error(reader, &error);
        return;
    }
    reader_end_selection(reader);
    reader->peek_stale = true;
    reader_fill_lists(reader);
    if (reader->focus + 1 < reader->article->sentence_count)
        reader_set_focus(reader, reader->focus + 1);
    say_state(reader);
}

void tagging_leave(struct reader *reader)
{
    reader->tagging = false;
    reader_say(reader, "%s", "");
}

bool tagging_key(struct reader *reader, uint32_t key)
{
    enum { ESCAPE = 27, ENTER = '\r' };
    if (key == ENTER) {
        mark_coded(reader);
        return true;
    }
    if (key == ESCAPE && !reader->selection.active) {
        tagging_leave(reader);
        return true;
    }
    const struct codebook_entry *entry =
        reader->material.codebook ? codebook_by_letter(reader->material.codebook, key) : NULL;
    if (!entry)
        return false;
    struct span span = reader_selected(reader);
    if (has_own_tag(reader, span, entry->tag))
        reader_untag(reader, entry->tag, span);
    else
        reader_tag_with(reader, key);
    return true;
}

// --- drawing ---------------------------------------------------------------------------------------

static enum role colour_role(enum note_colour colour)
{
    static const enum role roles[NOTE_COLOUR_COUNT] = {
        [NOTE_NO_COLOUR] = ROLE_TEXT, [NOTE_YELLOW] = ROLE_YELLOW, [NOTE_GREEN] = ROLE_GREEN,
        [NOTE_BLUE] = ROLE_BLUE,      [NOTE_RED] = ROLE_RED,
    };
    return roles[colour];
}

static void draw_entry(const struct reader *reader, struct area area, int row,
                       const struct codebook_entry *entry)
{
    struct buffer letter = {0};
    if (entry->letter)
        buffer_add_code_point(&letter, entry->letter);
    bool set = has_own_tag(reader, reader_selected(reader), entry->tag);
    area_draw(area, row, 1, ROLE_COUNT, set ? "●" : "·");
    area_draw(area, row, 3, ROLE_KEY, buffer_string(&letter));
    int end = area_draw_cut(area, row, 6, area.columns - 7, colour_role(entry->colour), entry->tag);
    if (*entry->description && end + 4 < area.columns)
        area_draw_cut(area, row, end + 2, area.columns - end - 3, ROLE_FAINT, entry->description);
    buffer_fini(&letter);
}

void tagging_draw(const struct reader *reader, struct area area)
{
    size_t count;
    const struct codebook_entry *entries = entries_of(reader, &count);
    bool coded = tagging_is_coded(reader, reader->focus);
    area_draw_cut(area, 0, 1, area.columns - 2, ROLE_HEADING,
                  coded ? _("CODEBOOK   coded ✓") : _("CODEBOOK   not coded"));
    for (size_t i = 0; i < count && (int)i + 1 < area.rows; i++)
        draw_entry(reader, area, (int)i + 1, &entries[i]);
    if (count == 0)
        area_draw_cut(area, 1, 1, area.columns - 2, ROLE_FAINT, _("empty: t and a letter makes a tag"));
}

// In few rows: the letters and tags one after another, those that are set in brackets; a letter and
// its tag are on one line.
void tagging_add_line(const struct reader *reader, int columns, struct rich *rich)
{
    size_t count;
    const struct codebook_entry *entries = entries_of(reader, &count);
    int column = 1;
    rich_add(rich, ROLE_HEADING, tagging_is_coded(reader, reader->focus) ? "✓" : "·");
    for (size_t i = 0; i < count; i++) {
        struct buffer letter = {0}, tag = {0};
        buffer_add_code_point(&letter, entries[i].letter ? entries[i].letter : '-');
        bool set = has_own_tag(reader, reader_selected(reader), entries[i].tag);
        buffer_format(&tag, set ? " [%s]" : " %s", entries[i].tag);
        int width = canvas_width(buffer_string(&letter)) + canvas_width(buffer_string(&tag));
        bool fits = column + 2 + width <= columns;
        rich_add(rich, ROLE_TEXT, fits ? "  " : "\n   ");
        column = (fits ? column + 2 : 3) + width;
        rich_add(rich, ROLE_KEY, buffer_string(&letter));
        rich_add(rich, colour_role(entries[i].colour), buffer_string(&tag));
        buffer_fini(&letter);
        buffer_fini(&tag);
    }
}

bool tagging_asks_in_peek(const struct reader *reader)
{
    enum { PROMPT = 6 }; // columns of "tag:" and blanks
    struct frame frame = reader_frame(reader);
    size_t count;
    const struct codebook_entry *entries = entries_of(reader, &count);
    if (reader->pending != PENDING_TAG || reader->view == VIEW_COMPARE || frame.peek_rows < 2)
        return false;
    int width = PROMPT;
    for (size_t i = 0; i < count; i++)
        width += entries[i].letter ? 4 + canvas_width(entries[i].tag) : 0;
    return width > frame.columns - 2;
}
