// SPDX-License-Identifier: GPL-3.0-or-later
// Pairings: in the comparison the reader accepts a source, rejects it, or adds one. Each is a note
// on the introduction's sentence whose other end is the original's; of one's own notes on the same
// two sentences there is one, which says what was decided last.

#include <config.h>

#include "base/i18n.h"
#include "view/compare-rows.h"
#include "view/state.h"

#include <string.h>

static struct span span_of(const struct reader *reader, uint32_t sentence)
{
    return reader->article->sentences[sentence].span;
}

static bool same_span(struct span one, struct span other)
{
    return one.start == other.start && one.end == other.end;
}

// One's own pairing of these two passages; NULL: none.
static const struct note *own_pairing(const struct reader *reader, struct span intro,
                                      struct span original)
{
    size_t count;
    const struct note *notes = notebook_notes(reader->material.notebook, &count);
    for (size_t i = 0; i < count; i++) {
        if (notes[i].kind == NOTE_PAIRING && notes[i].mine && notes[i].state != NOTE_ORPHAN &&
            same_span(notes[i].span, intro) && same_span(notes[i].other, original))
            return &notes[i];
    }
    return NULL;
}

static bool decide(struct reader *reader, uint32_t intro, uint32_t original, bool accepted,
                   const char *message)
{
    struct note_content content = {
        .kind = NOTE_PAIRING,
        .decision = accepted ? "counterpart" : "not-counterpart",
        .span = span_of(reader, intro),
        .other = span_of(reader, original),
    };
    const struct note *present = own_pairing(reader, content.span, content.other);
    if (!present)
        return act_add(reader, &content, message);
    if (present->decision && strcmp(present->decision, content.decision) == 0) {
        reader_say(reader, "%s", accepted ? _("this pairing is accepted already")
                                          : _("this pairing is rejected already"));
        return true;
    }
    struct note_content changed = note_content_of(present);
    changed.decision = content.decision;
    return act_change(reader, present->id, &changed, message);
}

// Decides on source number `which` of the chosen row, from 0.
static void decide_row(struct reader *reader, size_t which, bool accepted)
{
    struct compare_row row;
    if (!compare_chosen_row(reader, &row) || which >= row.original_count)
        return;
    decide(reader, row.intro, row.originals[which], accepted,
           accepted ? _("accepted as its source; u takes it back")
                    : _("rejected: not its source; u takes it back"));
}

// Which of several sources is meant is asked for.
static void ask_which(struct reader *reader, const struct compare_row *row, bool accepted)
{
    struct buffer words = {0};
    buffer_add_string(&words, accepted ? _("accept which source?") : _("reject which source?"));
    for (size_t i = 0; i < row->original_count; i++) {
        size_t number, count;
        article_sentence_position(reader->article, row->originals[i], &number, &count);
        buffer_format(&words, _("  %zu: sentence %zu/%zu"), i + 1, number, count);
    }
    reader->pending = accepted ? PENDING_ACCEPT : PENDING_REJECT;
    reader_say(reader, "%s", buffer_string(&words));
    buffer_fini(&words);
}

void pairing_decide(struct reader *reader, bool accepted)
{
    struct compare_row row;
    if (!act_is_possible(reader) || !compare_chosen_row(reader, &row))
        return;
    if (row.intro == FINDINGS_NONE || row.original_count == 0)
        reader_complain(reader, _("this row has no pairing; L here and L on the other sentence "
                                  "makes one"));
    else if (row.original_count > 1)
        ask_which(reader, &row, accepted);
    else
        decide_row(reader, 0, accepted);
}

void pairing_decide_which(struct reader *reader, uint32_t key, bool accepted)
{
    if (key >= '1' && key <= '9')
        decide_row(reader, key - '1', accepted);
    else
        reader_complain(reader, _("a number chooses the source"));
}

// Of two rows the sentences that are meant: a row without one side stands for its other.
static bool find_ends(const struct compare_row *one, const struct compare_row *other,
                      uint32_t *intro, uint32_t *original)
{
    bool turned = one->intro == FINDINGS_NONE || other->original_count == 0;
    const struct compare_row *left = turned ? other : one, *right = turned ? one : other;
    if (left->intro == FINDINGS_NONE || right->original_count == 0)
        return false;
    *intro = left->intro;
    *original = right->originals[0];
    return true;
}

void pairing_link(struct reader *reader)
{
    struct compare_row row;
    uint32_t intro, original;
    if (!act_is_possible(reader) || !compare_chosen_row(reader, &row))
        return;
    if (!reader->pairing) {
        reader->pairing = true;
        reader->pair_from = row;
        reader_say(reader, _("go to the row of the other sentence and press L again; Esc forgets it"));
        return;
    }
    reader->pairing = false;
    struct compare_row from = reader->pair_from;
    if (!find_ends(&from, &row, &intro, &original) ||
        findings_pair(reader->findings, intro, original))
        reader_complain(reader, _("a pairing joins a sentence of the introduction with one of an "
                                  "original that is not its source yet"));
    else
        decide(reader, intro, original, true, _("paired; u takes it back"));
}
