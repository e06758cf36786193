// SPDX-License-Identifier: GPL-3.0-or-later
// Jump: between counterparts, differences, notes and marks, and back through all of it.

#include <config.h>

#include "base/i18n.h"
#include "view/state.h"

#include <stdint.h>
#include <string.h>

enum { COUNTERPARTS = 16 };

struct jump_place reader_here(const struct reader *reader)
{
    const struct article *article = reader->article;
    return (struct jump_place){
        .sentence = reader->focus < article->sentence_count
                        ? article->sentences[reader->focus].span.start
                        : article->part.start,
        .line = layout_line(reader->layout, reader->top).start,
        .blank = reader->top.line == LAYOUT_BLANK,
    };
}

void reader_restore(struct reader *reader, struct jump_place place)
{
    reader_bring(reader, place.sentence);
    if (reader->article->sentence_count == 0)
        return;
    size_t sentence = article_sentence_at(reader->article, place.sentence);
    reader_set_focus(reader, sentence);
    reader->top = layout_find(reader->layout, place.line);
    if (!layout_is_shown(reader->layout, reader->top.paragraph)) // kept from when all were
        reader->top = layout_find(reader->layout, reader->article->sentences[sentence].span.start);
    else if (place.blank && reader->top.line == 0)
        layout_previous(reader->layout, &reader->top);
    reader_keep_in_text(reader);
    reader_set_focus(reader, sentence);
}

// Makes room for a place at jumps->at: where the history is full the oldest goes.
static void make_room(struct jump_history *jumps)
{
    if (jumps->at < JUMP_LIMIT)
        return;
    memmove(jumps->places, jumps->places + 1, (JUMP_LIMIT - 1) * sizeof *jumps->places);
    jumps->at--;
    jumps->count--;
}

static void remember(struct reader *reader, struct jump_place place)
{
    struct jump_history *jumps = &reader->jumps;
    make_room(jumps);
    jumps->places[jumps->at++] = place;
    jumps->count = jumps->at;
}

void reader_remember(struct reader *reader)
{
    remember(reader, reader_here(reader));
}

void reader_jump(struct reader *reader, size_t sentence)
{
    reader_remember(reader);
    reader_set_focus(reader, sentence);
}

void reader_jump_to_offset(struct reader *reader, size_t offset)
{
    struct jump_place here = reader_here(reader);
    reader_bring(reader, offset);
    if (reader->article->sentence_count == 0)
        return;
    remember(reader, here);
    reader_set_focus(reader, article_sentence_at(reader->article, offset));
}

void reader_do_back(struct reader *reader, long count)
{
    (void)count;
    struct jump_history *jumps = &reader->jumps;
    if (jumps->at == 0) {
        reader_say(reader, _("no jump to go back through"));
        return;
    }
    make_room(jumps);
    jumps->places[jumps->at] = reader_here(reader); // so that > leads here again
    if (jumps->at == jumps->count)
        jumps->count++;
    reader_restore(reader, jumps->places[--jumps->at]);
}

void reader_do_forward(struct reader *reader, long count)
{
    (void)count;
    struct jump_history *jumps = &reader->jumps;
    if (jumps->at + 1 >= jumps->count) {
        reader_say(reader, _("no jump to go forward through"));
        return;
    }
    reader_restore(reader, jumps->places[++jumps->at]);
}

// --- counterparts --------------------------------------------------------------------------------

const char *reader_no_originals(const struct reader *reader)
{
    return reader->material.parts ? _("a text of 16 MB or more is not compared")
                                  : _("this file has no originals to compare with");
}

static void say_no_counterpart(struct reader *reader)
{
    const struct sentence *sentence = &reader->article->sentences[reader->focus];
    const struct telling *telling = reader->findings->telling_count
                                        ? &reader->findings->tellings[reader->focus]
                                        : NULL;
    if (reader->article->original_count == 0)
        reader_say(reader, "%s", reader_no_originals(reader));
    else if (!telling || !telling->compared)
        reader_say(reader, _("this part has no counterpart: it is neither introduction nor original"));
    else if (reader->article->sections[sentence->section].kind == SECTION_ORIGINAL)
        reader_say(reader, _("the introduction left this sentence out"));
    else
        reader_say(reader, _("this sentence has no source in this file"));
}

static void show_counterpart(struct reader *reader, size_t which)
{
    uint32_t others[COUNTERPARTS];
    size_t count = findings_counterparts(reader->findings, reader->article,
                                         (uint32_t)reader->focus, others, COUNTERPARTS);
    if (count > COUNTERPARTS)
        count = COUNTERPARTS;
    if (count == 0) {
        say_no_counterpart(reader);
        return;
    }
    which %= count;
    struct jump_place from = reader_here(reader);
    int row = reader_focus_row(reader);
    reader_remember(reader);
    reader_set_focus_at_row(reader, others[which], row);
    reader->returns = from;
    reader->arrived = others[which];
    reader->counterpart = which;
    if (count > 1)
        reader_say(reader, _("counterpart %zu of %zu; o goes to the next, Enter back"), which + 1,
                   count);
}

void reader_do_source(struct reader *reader, long count)
{
    (void)count;
    if (reader->article->sentence_count == 0)
        return;
    if (reader->arrived == reader->focus) { // nothing moved since: back to the very sentence
        struct jump_place from = reader->returns;
        reader_remember(reader);
        reader_restore(reader, from);
        return;
    }
    show_counterpart(reader, reader->counterpart);
}

static void go_other_source(struct reader *reader, long by)
{
    if (reader->article->sentence_count == 0)
        return;
    size_t which = reader->counterpart;
    if (reader->arrived == reader->focus)
        reader_restore(reader, reader->returns);
    else if (by > 0)
        by = 0; // the first one comes first
    uint32_t others[COUNTERPARTS];
    size_t count = findings_counterparts(reader->findings, reader->article,
                                         (uint32_t)reader->focus, others, COUNTERPARTS);
    if (count > COUNTERPARTS)
        count = COUNTERPARTS;
    if (count)
        which = (which + count + (size_t)(by + (long)count)) % count;
    show_counterpart(reader, which);
}

void reader_do_other_source(struct reader *reader, long count)
{
    (void)count;
    go_other_source(reader, 1);
}

void reader_do_other_source_back(struct reader *reader, long count)
{
    (void)count;
    go_other_source(reader, -1);
}

// --- differences ---------------------------------------------------------------------------------

// The next difference after byte `from`: a phrase, or a whole sentence; they are told apart by
// whether the span is a sentence's.
struct difference {
    bool found, whole;
    struct span span;
};

static void consider(struct difference *best, struct span span, bool whole, size_t from)
{
    if (span.start >= from && (!best->found || span.start < best->span.start))
        *best = (struct difference){true, whole, span};
}

static bool is_whole_difference(const struct reader *reader, size_t sentence, bool added)
{
    const struct telling *telling = &reader->findings->tellings[sentence];
    const struct article *article = reader->article;
    enum section_kind kind = article->sections[article->sentences[sentence].section].kind;
    if (!telling->compared || article->sentences[sentence].kind == SENTENCE_HEADLINE)
        return false;
    if (added)
        return kind == SECTION_INTRODUCTION && telling->derivation == DERIVATION_EDITORIAL;
    return kind == SECTION_ORIGINAL && telling->carried == CARRIED_OUT;
}

static struct difference next_difference(const struct reader *reader, bool added, size_t from)
{
    const struct findings *findings = reader->findings;
    struct difference best = {0};
    for (size_t i = 0; i < findings->telling_count; i++) {
        if (is_whole_difference(reader, i, added))
            consider(&best, reader->article->sentences[i].span, true, from);
    }
    const struct phrase *phrases = added ? findings->added : findings->lost;
    size_t count = added ? findings->added_count : findings->lost_count;
    for (size_t i = 0; i < count; i++)
        consider(&best, phrases[i].span, false, from);
    return best;
}

static void go_to_difference(struct reader *reader, bool added)
{
    const struct article *article = reader->article;
    if (article->original_count == 0 || article->sentence_count == 0) {
        reader_say(reader, "%s", reader_no_originals(reader));
        return;
    }
    size_t from = article->sentences[reader->focus].span.start;
    if (reader->at_difference && reader->focus == article_sentence_at(article, reader->difference))
        from = reader->difference + 1;
    struct difference next = next_difference(reader, added, from);
    if (!next.found) {
        size_t whole = 0;
        for (size_t i = 0; i < reader->findings->telling_count; i++)
            whole += is_whole_difference(reader, i, added);
        reader_end_selection(reader);
        if (added)
            reader_say(reader, _("no further addition: %zu sentences, %zu phrases in all"), whole,
                       reader->findings->added_count);
        else
            reader_say(reader, _("nothing further left out: %zu sentences, %zu phrases in all"),
                       whole, reader->findings->lost_count);
        return;
    }
    reader_jump_to_offset(reader, next.span.start);
    reader->difference = next.span.start;
    reader->at_difference = true;
    if (next.whole)
        reader_end_selection(reader);
    else
        reader_select_span(reader, next.span);
}

void reader_do_next_addition(struct reader *reader, long count)
{
    (void)count;
    go_to_difference(reader, true);
}

void reader_do_next_loss(struct reader *reader, long count)
{
    (void)count;
    go_to_difference(reader, false);
}

// --- notes and marks -----------------------------------------------------------------------------

void reader_jump_to_note(struct reader *reader, const struct note *note)
{
    reader_jump_to_offset(reader, note->span.start);
    notes_here_choose(reader, note->id);
}

static void go_to_note(struct reader *reader, bool forward)
{
    size_t count = 0;
    const struct note *notes =
        reader->material.notebook ? notebook_notes(reader->material.notebook, &count) : NULL;
    const struct note *best = NULL;
    for (size_t i = 0; i < count && reader->article->sentence_count; i++) {
        const struct note *note = &notes[i];
        struct span focus = reader->article->sentences[reader->focus].span;
        bool beyond = forward ? note->span.start >= focus.end : note->span.start < focus.start;
        if (note->state == NOTE_ORPHAN || !beyond)
            continue;
        if (!best || (forward ? note->span.start < best->span.start
                              : note->span.start > best->span.start))
            best = note;
    }
    if (best)
        reader_jump_to_note(reader, best);
    else
        reader_say(reader, forward ? _("no note after this") : _("no note before this"));
}

void reader_do_next_note(struct reader *reader, long count)
{
    (void)count;
    go_to_note(reader, true);
}

void reader_do_previous_note(struct reader *reader, long count)
{
    (void)count;
    go_to_note(reader, false);
}

void reader_do_set_mark(struct reader *reader, long count)
{
    (void)count;
    reader->pending = PENDING_MARK;
    reader_say(reader, _("mark: a to z"));
}

void reader_do_jump_to(struct reader *reader, long count)
{
    (void)count;
    reader->pending = PENDING_JUMP;
    reader_say(reader, _("to: 0 introduction, A B … originals, a … marks, ' back"));
}

void reader_jump_to_key(struct reader *reader, uint32_t key)
{
    reader_say(reader, "%s", "");
    if (key == '\'') {
        reader_do_back(reader, 0);
        return;
    }
    size_t section = SIZE_MAX;
    if (key == '0')
        section = article_introduction(reader->article);
    else if (key >= 'A' && key <= 'Z')
        section = article_original(reader->article, key - 'A' + 1);
    if (section != SIZE_MAX && reader->article->sections[section].sentence_count) {
        reader_remember(reader);
        reader_set_focus_at_row(reader, reader->article->sections[section].first_sentence, 0);
    } else if (key >= 'a' && key <= 'z' && reader->marks[key - 'a'] != SIZE_MAX) {
        reader_jump_to_offset(reader, reader->marks[key - 'a']);
    } else {
        reader_complain(reader, _("there is no such place"));
    }
}
