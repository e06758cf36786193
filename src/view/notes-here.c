// SPDX-License-Identifier: GPL-3.0-or-later
// Notes here: those that stand at the focus or the selection, one over the other, and the one of
// them that acts mean. It is the one chosen by key or in the list, as long as the focus stays;
// else one's own before others', what was noted before the mark that it was coded, the shorter
// passage first, and of equal ones the later.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "text/safe.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

static bool stands_at(const struct note *note, struct span span)
{
    return note->state != NOTE_ORPHAN && span_overlaps(note->span, span);
}

static const struct note *all_notes(const struct reader *reader, size_t *count)
{
    *count = 0;
    return reader->material.notebook ? notebook_notes(reader->material.notebook, count) : NULL;
}

size_t notes_here_count(const struct reader *reader, struct span span)
{
    size_t count, here = 0;
    const struct note *notes = all_notes(reader, &count);
    for (size_t i = 0; i < count; i++)
        here += stands_at(&notes[i], span);
    return here;
}

void notes_here_choose(struct reader *reader, const char *id)
{
    char *copy = id ? memory_copy_string(id) : NULL;
    free(reader->chosen_note);
    reader->chosen_note = copy;
    reader->chosen_focus = reader->focus;
    reader->peek_stale = true;
}

const struct note *notes_here_chosen(const struct reader *reader, struct span span)
{
    if (!reader->chosen_note || reader->chosen_focus != reader->focus || !reader->material.notebook)
        return NULL;
    const struct note *note = notebook_find(reader->material.notebook, reader->chosen_note);
    return note && stands_at(note, span) ? note : NULL;
}

// Whether acts mean the one rather than the other.
static bool comes_before(const struct note *one, const struct note *other)
{
    if (one->mine != other->mine)
        return one->mine;
    if ((one->kind == NOTE_CODED) != (other->kind == NOTE_CODED))
        return other->kind == NOTE_CODED;
    if (span_length(one->span) != span_length(other->span))
        return span_length(one->span) < span_length(other->span);
    return one->modified > other->modified;
}

const struct note *reader_note_at(const struct reader *reader, struct span span)
{
    size_t count;
    const struct note *notes = all_notes(reader, &count);
    const struct note *best = notes_here_chosen(reader, span);
    for (size_t i = 0; i < count && !best; i++) {
        if (!stands_at(&notes[i], span))
            continue;
        best = &notes[i];
        for (size_t k = i + 1; k < count; k++) {
            if (stands_at(&notes[k], span) && comes_before(&notes[k], best))
                best = &notes[k];
        }
    }
    return best;
}

size_t notes_here_number(const struct reader *reader, struct span span, const struct note *note)
{
    size_t count, number = 0;
    const struct note *notes = all_notes(reader, &count);
    for (size_t i = 0; i < count; i++) {
        number += stands_at(&notes[i], span);
        if (&notes[i] == note)
            break;
    }
    return number;
}

// --- words about a note --------------------------------------------------------------------

void note_add_marks(const struct note *note, struct buffer *out)
{
    if (note->state != NOTE_EXACT)
        buffer_format(out, " [%s]", _(note_state_name(note->state)));
    if (note->versions > 1)
        buffer_format(out, P_(" [%zu version]", " [%zu versions]", note->versions),
                      note->versions);
}

void notes_add_troubles(const struct reader *reader, struct buffer *out)
{
    size_t count, orphans = 0, concurrent = 0;
    const struct note *notes = all_notes(reader, &count);
    for (size_t i = 0; i < count; i++) {
        orphans += notes[i].state == NOTE_ORPHAN;
        concurrent += notes[i].versions > 1;
    }
    if (orphans)
        buffer_format(out, P_(", %zu orphan", ", %zu orphans", orphans), orphans);
    if (concurrent)
        buffer_format(out, _(", %zu with several versions"), concurrent);
}

void note_add_cut(struct buffer *out, const char *string, size_t limit)
{
    struct buffer safe = {0};
    safe_add(&safe, string, strlen(string));
    size_t length = safe.length;
    if (length > limit) {
        length = limit;
        while (length && ((unsigned char)safe.data[length] & 0xC0) == 0x80)
            length--;
    }
    if (length)
        buffer_add(out, safe.data, length);
    buffer_add_string(out, length < safe.length ? "…" : "");
    buffer_fini(&safe);
}

void note_add_quoted(struct buffer *out, const char *string)
{
    static const char *const pairs[][2] = {{"“", "”"}, {"\"", "\""}, {"«", "»"}, {"„", "“"},
                                           {"「", "」"}, {"『", "』"}};
    size_t length = strlen(string);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t open = strlen(pairs[i][0]), close = strlen(pairs[i][1]);
        // Marks in between would be of two quotations, of which the string is no one.
        const char *next = length >= open + close ? strstr(string + open, pairs[i][1]) : NULL;
        if (next && strncmp(string, pairs[i][0], open) == 0 && next == string + length - close) {
            buffer_add_string(out, string);
            return;
        }
    }
    // Within quotation marks those of the second order stand, where the string begins or ends so.
    bool double_at_end = strncmp(string, "“", strlen("“")) == 0 ||
                         (length >= strlen("”") && strcmp(string + length - strlen("”"), "”") == 0);
    buffer_format(out, double_at_end ? "‘%s’" : "“%s”", string);
}

// "tag framing/evaluation by Lin on “…”"
static void describe(const struct reader *reader, const struct note *note, struct buffer *out)
{
    enum { SHORT = 24, LONG = 48 };
    buffer_add_string(out, _(note_kind_name(note->kind)));
    for (size_t i = 0; i < note->tag_count; i++)
        buffer_format(out, "%s%s", i ? ", " : " ", note->tags[i]);
    if (!note->mine)
        buffer_format(out, _(" by %s"), note->creator && *note->creator ? note->creator : "?");
    struct buffer words = {0};
    note_add_cut(&words, note->body && *note->body ? note->body : note->quote ? note->quote : "",
                 reader->columns < 100 ? SHORT : LONG);
    buffer_add_byte(out, ' ');
    note_add_quoted(out, buffer_string(&words));
    buffer_fini(&words);
    note_add_marks(note, out);
}

void reader_do_cycle_note(struct reader *reader, long count)
{
    (void)count;
    if (!act_is_possible(reader))
        return;
    struct span span = reader_selected(reader);
    const struct note *now = reader_note_at(reader, span);
    size_t total, here = notes_here_count(reader, span);
    const struct note *notes = all_notes(reader, &total);
    if (!now) {
        reader_complain(reader, _("no note here; [ and ] go to notes"));
        return;
    }
    size_t at = (size_t)(now - notes);
    do {
        at = (at + 1) % total;
    } while (!stands_at(&notes[at], span));
    notes_here_choose(reader, notes[at].id);
    struct buffer words = {0};
    describe(reader, &notes[at], &words);
    reader_say(reader, _("%zu of %zu here: %s"), notes_here_number(reader, span, &notes[at]), here,
               buffer_string(&words));
    buffer_fini(&words);
}
