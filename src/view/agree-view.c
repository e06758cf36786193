// SPDX-License-Identifier: GPL-3.0-or-later
// Agree: the sentences that two coders tagged differently, settled one by one. What is settled is
// written to notes of its own, the ones this reader works on: the sentence marked as coded, and on
// it the tags of the one coder, of the other, or of both. The coders' own notes are only read, so
// that how far they agreed can still be counted.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "notes/note.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

static const char *const signs[2] = {"<", ">"}; // of the coders, which are their keys too

void agree_compare(struct reader *reader)
{
    if (!reader->material.coders || !reader->material.notebook)
        return;
    agreement_fini(&reader->agreement);
    agreement_init(&reader->agreement, 2);
    agreement_add(&reader->agreement, reader->article, reader->material.coders);
    reader_fill_lists(reader);
}

void agree_init(struct reader *reader)
{
    if (!reader->material.coders || !reader->material.notebook)
        return;
    reader->agree_shown = UINT32_MAX;
    agree_compare(reader);
    reader_open_view(reader, VIEW_AGREE);
    agree_follow(reader);
}

// --- what stands at a sentence ---------------------------------------------------------------

static struct span sentence_of(const struct reader *reader, uint32_t sentence)
{
    return reader->article->sentences[sentence].span;
}

static bool is_tagging(const struct note *note, struct span sentence)
{
    return note->tag_count && note->state != NOTE_ORPHAN && span_overlaps(note->span, sentence);
}

// The tags that only this coder gave the sentence.
static void add_own_tags(const struct reader *reader, uint32_t sentence, unsigned coder,
                         struct buffer *out)
{
    bool any = false;
    for (size_t i = 0; i < reader->agreement.disagreement_count; i++) {
        const struct disagreement *it = &reader->agreement.disagreements[i];
        if (it->sentence != sentence || !(it->mask >> coder & 1))
            continue;
        buffer_format(out, "%s%s", any ? ", " : "", it->tag);
        any = true;
    }
    buffer_add_string(out, any ? "" : "–");
}

static bool is_settled(const struct reader *reader, uint32_t sentence)
{
    for (size_t i = 0; i < reader->agreement.disagreement_count; i++) {
        const struct disagreement *it = &reader->agreement.disagreements[i];
        if (it->sentence == sentence)
            return it->agreed != AGREED_NOT_YET;
    }
    return false;
}

void agree_fill(struct reader *reader, struct list *list)
{
    list->count = 0;
    if (!reader->material.coders)
        return;
    struct agreement *agreement = &reader->agreement;
    agreement_read_agreed(agreement, reader->article, reader->material.notebook);
    list_add(list, ROW_HEADING, 0)->heading =
        agreement->sentences == 0 ? _("no sentence is marked as coded by both")
        : agreement->disagreement_count ? NULL // the coders' names
                                        : _("they agree on every sentence that both have coded");
    for (size_t i = 0; i < agreement->disagreement_count; i++) {
        uint32_t sentence = (uint32_t)agreement->disagreements[i].sentence;
        if (list->rows[list->count - 1].kind == ROW_HEADING ||
            list->rows[list->count - 1].index != sentence)
            list_add(list, ROW_DISAGREEMENT, sentence);
    }
}

// --- settling --------------------------------------------------------------------------------

static const struct list_row *chosen_row(const struct reader *reader)
{
    const struct list *list = &reader->lists[VIEW_AGREE];
    if (reader->view != VIEW_AGREE || list->chosen >= list->count ||
        list->rows[list->chosen].kind != ROW_DISAGREEMENT)
        return NULL;
    return &list->rows[list->chosen];
}

static bool add(struct reader *reader, const struct note_content *content)
{
    struct error error;
    if (notebook_add(reader->material.notebook, content, NULL, &error))
        return true;
    reader_say_error(reader, &error);
    return false;
}

// Deletes what was settled here before: one's own tags and coded marks on the sentence.
static bool clear_sentence(struct reader *reader, struct span sentence)
{
    struct error error;
    size_t count, i = 0;
    const struct note *notes = notebook_notes(reader->material.notebook, &count);
    while (i < count) {
        bool settled = notes[i].mine && notes[i].state != NOTE_ORPHAN &&
                       span_contains(sentence, notes[i].span) &&
                       (notes[i].kind == NOTE_TAG || notes[i].kind == NOTE_CODED);
        if (!settled) {
            i++;
            continue;
        }
        char *id = memory_copy_string(notes[i].id);
        bool done = notebook_delete(reader->material.notebook, id, &error);
        free(id);
        if (!done) {
            reader_say_error(reader, &error);
            return false;
        }
        notes = notebook_notes(reader->material.notebook, &count);
        i = 0;
    }
    return true;
}

// The coder's tags on the sentence, each note cut to it. Where the same passage has a tag already,
// from the other coder, the tag is left out.
static bool copy_tags(struct reader *reader, unsigned coder, struct span sentence)
{
    size_t count;
    const struct note *notes = notebook_notes(reader->material.coders[coder], &count);
    for (size_t i = 0; i < count; i++) {
        if (!is_tagging(&notes[i], sentence))
            continue;
        struct span span = notes[i].span;
        span.start = span.start > sentence.start ? span.start : sentence.start;
        span.end = span.end < sentence.end ? span.end : sentence.end;
        const struct note *there = act_own_note(reader, span, NOTE_TAG, NOTE_TAG);
        const char **tags = memory_allocate((notes[i].tag_count + 1) * sizeof *tags);
        struct note_content content = {.kind = NOTE_TAG, .tags = tags, .span = span};
        for (size_t k = 0; k < notes[i].tag_count; k++) {
            if (!there || !note_has_tag(there, notes[i].tags[k]))
                tags[content.tag_count++] = notes[i].tags[k];
        }
        bool done = content.tag_count == 0 || add(reader, &content);
        free(tags);
        if (!done)
            return false;
    }
    return true;
}

static void after_settling(struct reader *reader)
{
    reader->peek_stale = true;
    reader_fill_lists(reader);
}

// Settles the chosen sentence as the coders of the mask have it.
static void settle(struct reader *reader, unsigned mask)
{
    const struct list_row *row = chosen_row(reader);
    if (!row) {
        reader_complain(reader, _("dateline agree --open A B compares two coders here"));
        return;
    }
    struct span sentence = sentence_of(reader, row->index);
    struct note_content coded = {.kind = NOTE_CODED, .decision = "coded", .span = sentence};
    bool done = clear_sentence(reader, sentence);
    for (unsigned coder = 0; coder < 2; coder++)
        done = done && (!(mask >> coder & 1) || copy_tags(reader, coder, sentence));
    done = done && add(reader, &coded);
    after_settling(reader);
    if (!done)
        return;
    list_move(&reader->lists[VIEW_AGREE], 1);
    if (mask == 3)
        reader_say(reader, _("settled: the tags of both; d on the row opens it again"));
    else
        reader_say(reader, _("settled as %s has it; d on the row opens it again"),
                   reader->material.coder_names[mask >> 1]);
}

void agree_follow(struct reader *reader)
{
    const struct list_row *row = chosen_row(reader);
    if (!row || row->index == reader->agree_shown)
        return;
    reader->agree_shown = row->index;
    reader_set_focus(reader, row->index);
}

void reader_do_adopt_first(struct reader *reader, long count)
{
    (void)count;
    settle(reader, 1);
}

void reader_do_adopt_second(struct reader *reader, long count)
{
    (void)count;
    settle(reader, 2);
}

void reader_do_adopt_both(struct reader *reader, long count)
{
    (void)count;
    settle(reader, 3);
}

void agree_reopen(struct reader *reader)
{
    const struct list_row *row = chosen_row(reader);
    if (!row)
        return;
    bool was = is_settled(reader, row->index);
    if (!clear_sentence(reader, sentence_of(reader, row->index)))
        return;
    after_settling(reader);
    reader_say(reader, was ? _("no longer settled") : _("this is not settled yet"));
}

void reader_do_view_agree(struct reader *reader, long count)
{
    (void)count;
    if (reader->material.coders)
        reader_open_view(reader, VIEW_AGREE);
    else
        reader_complain(reader, _("dateline agree --open A B compares two coders here"));
}

// --- drawing ---------------------------------------------------------------------------------

// "< lin  > mei  2 of 5 settled"
static void draw_heading(const struct reader *reader, struct area area, int row)
{
    const struct list *list = &reader->lists[VIEW_AGREE];
    size_t settled = 0;
    for (size_t i = 1; i < list->count; i++)
        settled += is_settled(reader, list->rows[i].index);
    struct buffer words = {0};
    buffer_format(&words, "%s %s  %s %s  ", signs[0], reader->material.coder_names[0], signs[1],
                  reader->material.coder_names[1]);
    buffer_format(&words, _("%zu of %zu settled"), settled, list->count - 1);
    area_draw_cut(area, row, 1, area.columns - 2, ROLE_HEADING, words.data);
    buffer_fini(&words);
}

static void draw_row(const struct reader *reader, struct area area, int row,
                     const struct list_row *item)
{
    enum { PLACE = 6, FIRST = PLACE + 4 };
    if (item->kind == ROW_HEADING && item->heading) {
        area_draw_cut(area, row, 1, area.columns - 2, ROLE_FAINT, item->heading);
        return;
    }
    if (item->kind == ROW_HEADING) {
        draw_heading(reader, area, row);
        return;
    }
    const struct note at = {.span = sentence_of(reader, item->index)};
    struct buffer words = {0};
    note_add_place(reader, &at, &words);
    area_draw_cut(area, row, 1, PLACE, ROLE_FAINT, words.data);
    area_draw(area, row, PLACE + 2, ROLE_COUNT, is_settled(reader, item->index) ? "✓" : "·");
    int half = (area.columns - FIRST - 1) / 2;
    for (unsigned coder = 0; coder < 2; coder++) {
        int column = FIRST + (int)coder * half;
        buffer_clear(&words);
        add_own_tags(reader, item->index, coder, &words);
        area_draw(area, row, column, ROLE_KEY, signs[coder]);
        area_draw_cut(area, row, column + 2, half - 3, ROLE_TAGGED, words.data);
    }
    buffer_fini(&words);
}

// All tags of one coder on the sentence, with the words each is on and what was noted there.
static void add_coder(const struct reader *reader, unsigned coder, struct span sentence,
                      struct rich *card)
{
    size_t count;
    bool any = false;
    const struct note *notes = notebook_notes(reader->material.coders[coder], &count);
    rich_format(card, ROLE_KEY, "%s %s: ", signs[coder], reader->material.coder_names[coder]);
    for (size_t i = 0; i < count; i++) {
        if (!is_tagging(&notes[i], sentence))
            continue;
        rich_add(card, ROLE_FAINT, any ? "; " : "");
        for (size_t k = 0; k < notes[i].tag_count; k++)
            rich_format(card, ROLE_TAGGED, "%s%s", k ? ", " : "", notes[i].tags[k]);
        if (!span_contains(notes[i].span, sentence))
            rich_format(card, ROLE_FAINT, _(" on “%s”"), notes[i].quote);
        if (notes[i].body && *notes[i].body)
            rich_format(card, ROLE_TEXT, ": %s", notes[i].body);
        any = true;
    }
    rich_format(card, ROLE_FAINT, "%s\n", any ? "" : _("no tag"));
}

// The tags that were settled on, whether or not the coders differed in them.
static void add_outcome(const struct reader *reader, struct span sentence, struct rich *card)
{
    size_t count;
    bool any = false;
    const struct note *notes = notebook_notes(reader->material.notebook, &count);
    rich_add(card, ROLE_KEY, _("settled: "));
    for (size_t i = 0; i < count; i++) {
        if (!is_tagging(&notes[i], sentence))
            continue;
        for (size_t k = 0; k < notes[i].tag_count; k++) {
            rich_format(card, ROLE_TAGGED, "%s%s", any ? ", " : "", notes[i].tags[k]);
            any = true;
        }
    }
    rich_format(card, ROLE_FAINT, "%s\n", any ? "" : _("no tag"));
}

void agree_draw(struct reader *reader, struct area area)
{
    struct rich card = {0};
    const struct list_row *row = chosen_row(reader);
    if (row) {
        struct span sentence = sentence_of(reader, row->index);
        for (unsigned coder = 0; coder < 2; coder++)
            add_coder(reader, coder, sentence, &card);
        if (is_settled(reader, row->index))
            add_outcome(reader, sentence, &card);
        rich_add_bytes(&card, ROLE_FAINT, reader->article->bytes + sentence.start,
                       span_length(sentence));
    }
    list_draw_with_card(reader, area, &reader->lists[VIEW_AGREE], draw_row, &card);
    rich_fini(&card);
}
