// SPDX-License-Identifier: GPL-3.0-or-later
// Peek: under the text the counterpart of the focus sentence, what was changed in it, and what is
// noted there.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "detect/compare.h"
#include "text/utf8.h"
#include "view/calendar.h"
#include "view/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COUNTERPARTS = 16 };

// --- the merged text -------------------------------------------------------------------------------

bool peek_is_space_before(const char *bytes, size_t at)
{
    if (at == 0)
        return false;
    size_t before = utf8_previous(bytes, at);
    return bytes[before] == ' ' || bytes[before] == '\n' || bytes[before] == '\t' ||
           (at - before == 2 && memcmp(bytes + before, "\xC2\xA0", 2) == 0);
}

void peek_add_edit(const struct reader *reader, struct rich *rich, const struct edit *edit)
{
    static const struct {
        const char *open, *close, *word;
        enum role role;
    } marks[] = {
        [EDIT_EQUAL] = {"", "", NULL, ROLE_TEXT},
        [EDIT_ADDED] = {"{+", "+}", N_("added"), ROLE_ADDED},
        [EDIT_LOST] = {"[-", "-]", N_("lost"), ROLE_LOST},
        [EDIT_MOVED] = {"{", "}", N_("moved"), ROLE_MOVED},
    };
    bool plain = reader->material.plain; // words for marks; of punctuation none, as it is not spoken
    const char *word = plain && edit->weight != EDIT_LIGHT ? marks[edit->kind].word : NULL;
    const char *bytes = reader->article->bytes;
    struct span span = span_is_empty(edit->here) ? edit->there : edit->here;
    if (rich->text.length && rich->text.data[rich->text.length - 1] != ' ' &&
        peek_is_space_before(bytes, span.start))
        rich_add(rich, ROLE_TEXT, " ");
    enum role role = marks[edit->kind].role;
    if (reader->colour && (edit->weight == EDIT_LIGHT || edit->weight == EDIT_SPELLING))
        role = ROLE_MOVED; // punctuation and spelling variants, lightly
    if (word)
        rich_format(rich, role, "(%s: ", _(word));
    else if (!reader->colour && !plain)
        rich_add(rich, role, marks[edit->kind].open);
    rich_add_bytes(rich, role, bytes + span.start, span_length(span));
    if (word)
        rich_add(rich, role, ")");
    else if (!reader->colour && !plain)
        rich_add(rich, role, marks[edit->kind].close);
}

static void add_comparison(struct reader *reader, uint32_t intro, uint32_t original)
{
    struct edit_list edits = {0};
    compare_sentences(reader->comparison, intro, &original, 1, &edits);
    for (size_t i = 0; i < edits.count; i++)
        peek_add_edit(reader, &reader->peek_text, &edits.items[i]);
    edit_list_fini(&edits);
}

// --- what stands at the focus ------------------------------------------------------------------------

struct peek_focus {
    bool original; // the focus is in an original
    uint32_t counterparts[COUNTERPARTS];
    size_t count;
    size_t shown; // index of the counterpart in view
    const struct telling *telling;
};

static struct peek_focus focus_of(const struct reader *reader)
{
    struct peek_focus focus = {0};
    const struct article *article = reader->article;
    if (article->sentence_count == 0 || reader->findings->telling_count == 0)
        return focus;
    focus.telling = &reader->findings->tellings[reader->focus];
    size_t section = article->sentences[reader->focus].section;
    focus.original = article->sections[section].kind == SECTION_ORIGINAL;
    focus.count = findings_counterparts(reader->findings, article, (uint32_t)reader->focus,
                                        focus.counterparts, COUNTERPARTS);
    if (focus.count > COUNTERPARTS)
        focus.count = COUNTERPARTS;
    focus.shown = focus.count ? reader->counterpart % focus.count : 0;
    return focus;
}

void peek_build(struct reader *reader)
{
    if (!reader->peek_stale)
        return;
    reader->peek_stale = false;
    rich_clear(&reader->peek_text);
    struct peek_focus focus = focus_of(reader);
    if (focus.count == 0)
        return;
    uint32_t other = focus.counterparts[focus.shown];
    uint32_t sentence = (uint32_t)reader->focus;
    add_comparison(reader, focus.original ? other : sentence, focus.original ? sentence : other);
}

// --- the rule above it -------------------------------------------------------------------------------

// The dateline without its dash.
void peek_add_dateline(const struct reader *reader, const struct section *section,
                       struct buffer *out)
{
    struct span span = section->dateline.span;
    size_t end = span.start;
    const struct span *parts[] = {&section->dateline.place, &section->dateline.date,
                                  &section->dateline.agency};
    for (size_t i = 0; i < 3; i++) {
        if (parts[i]->end > end)
            end = parts[i]->end;
    }
    while (end < span.end && strchr(")]/", reader->article->bytes[end]))
        end++;
    buffer_add(out, reader->article->bytes + span.start, end - span.start);
}

static void add_class(const struct telling *telling, struct buffer *out)
{
    buffer_add_string(out, _(derivation_name(telling->derivation)));
    if (telling->derivation == DERIVATION_PARAPHRASE)
        buffer_format(out, " %.2f", telling->score);
    if (telling->gained && telling->lost)
        buffer_add_string(out, _(", adds and loses words"));
    else if (telling->gained)
        buffer_add_string(out, _(", adds words"));
    else if (telling->lost)
        buffer_add_string(out, _(", loses words"));
    if (telling->attribution_dropped)
        buffer_add_string(out, _(", speaker dropped"));
}

static void describe_counterpart(const struct reader *reader, const struct peek_focus *focus,
                                 struct buffer *out)
{
    const struct article *article = reader->article;
    uint32_t other = focus->counterparts[focus->shown];
    const struct section *section = &article->sections[article->sentences[other].section];
    size_t number, count;
    article_sentence_position(article, other, &number, &count);
    if (section->kind == SECTION_ORIGINAL) {
        char letters[8];
        article_original_letters(section->ordinal, letters);
        if (article->sentences[other].kind == SENTENCE_HEADLINE)
            buffer_format(out, _("%s headline"), letters);
        else
            buffer_format(out, "%s %zu/%zu", letters, number, count);
        if (!span_is_empty(section->dateline.span)) {
            buffer_add_string(out, " · ");
            peek_add_dateline(reader, section, out);
        }
        buffer_add_string(out, " · ");
        add_class(focus->telling, out);
    } else {
        buffer_add_string(out, section->kind == SECTION_TITLE ? _("Title") : _("Introduction"));
        if (section->kind != SECTION_TITLE)
            buffer_format(out, " %zu/%zu", number, count);
        buffer_format(out, " · %s", focus->telling->carried == CARRIED_PARTLY ? _("carried in part")
                                                                              : _("carried"));
    }
    if (focus->count > 1)
        buffer_format(out, _(" · %zu of %zu"), focus->shown + 1, focus->count);
}

static void describe_focus(const struct reader *reader, const struct peek_focus *focus,
                           struct buffer *out)
{
    if (focus->count)
        describe_counterpart(reader, focus, out);
    else if (reader->material.is_beginning ||
             (reader->detecting && reader->article->original_count))
        buffer_add_string(out, _("being looked for …"));
    else if (reader->article->original_count == 0)
        buffer_add_string(out, _("no originals in this file"));
    else if (!focus->telling || !focus->telling->compared)
        buffer_add_string(out, _("not compared"));
    else if (focus->original)
        buffer_add_string(out, _("left out of the introduction"));
    else
        buffer_add_string(out, _("no source in this file: the introduction’s own words"));
}

static void draw_rule(const struct reader *reader, struct canvas *canvas,
                      const struct frame *frame, const struct peek_focus *focus)
{
    struct area area = area_part(area_whole(canvas), frame->peek_rule, 0, 1, frame->columns);
    area_fill(area, 0, 0, frame->columns, ROLE_RULE, "─");
    if (frame->panel_columns)
        area_draw(area, 0, frame->panel_column - 1, ROLE_RULE, "┴");
    struct buffer label = {0};
    describe_focus(reader, focus, &label);
    if (focus->count) {
        struct buffer longer = {0};
        buffer_format(&longer, "%s · %s", buffer_string(&label), _("Enter goes there"));
        // Not over the branch where the panel's line ends.
        int room = frame->panel_columns ? frame->panel_column + 1 : frame->columns;
        if (canvas_width(buffer_string(&longer)) + 5 < room) {
            buffer_clear(&label);
            buffer_add_string(&label, buffer_string(&longer));
        }
        buffer_fini(&longer);
    }
    int start = reader->material.plain ? 1 : 3;
    area_draw(area, 0, start - 1, ROLE_RULE, " ");
    int end = area_draw_cut(area, 0, start, frame->columns - 5, ROLE_HEADING, buffer_string(&label));
    area_draw(area, 0, end, ROLE_RULE, " ");
    buffer_fini(&label);
}

// --- the lines under it ------------------------------------------------------------------------------

static void add_day_in_words(day_number day, const struct partial_date *written,
                             struct buffer *out)
{
    int year = written->year, month = written->month, number = written->day;
    if (day != DAY_NONE) {
        day_to_civil(day, &year, &month, &number);
        buffer_format(out, "%s ", calendar_weekday(day));
    }
    if (number && month)
        buffer_format(out, _("%d %s"), number, calendar_month(month));
    else if (number)
        buffer_format(out, "%d ", number);
    else if (month)
        buffer_add_string(out, calendar_month(month));
}

static const struct date_mention *dateline_date(const struct reader *reader,
                                                const struct section *section)
{
    for (size_t i = 0; i < reader->findings->date_count; i++) {
        const struct date_mention *date = &reader->findings->dates[i];
        if (date->class == DATE_DATELINE && span_contains(section->span, date->span))
            return date;
    }
    return NULL;
}

// The first weekday or relative date of the sentence, with what it resolves to.
static bool add_date(const struct reader *reader, size_t sentence, struct buffer *out)
{
    const struct article *article = reader->article;
    struct span span = article->sentences[sentence].span;
    const struct section *section = &article->sections[article->sentences[sentence].section];
    for (size_t i = 0; i < reader->findings->date_count; i++) {
        const struct date_mention *date = &reader->findings->dates[i];
        bool relative = date->class == DATE_WEEKDAY || date->class == DATE_ANAPHORIC ||
                        date->class == DATE_DEICTIC;
        if (!relative || !span_contains(span, date->span) ||
            (date->from == DAY_NONE && date->written.month == 0))
            continue;
        buffer_add_string(out, _("date: "));
        buffer_add(out, article->bytes + date->span.start, span_length(date->span));
        const struct date_mention *line = dateline_date(reader, section);
        if (date->class != DATE_ANAPHORIC && line) {
            buffer_add_string(out, _(" under a dateline of "));
            add_day_in_words(line->from, &line->written, out);
        }
        buffer_add_string(out, " = ");
        add_day_in_words(date->from, &date->written, out);
        if (date->to != date->from && date->to != DAY_NONE && date->from != DAY_NONE) {
            buffer_add_string(out, " – ");
            add_day_in_words(date->to, &date->written, out);
        }
        return true;
    }
    return false;
}

// Puts the separator between two things said on one line.
static void separate(struct rich *rich, const char *separator)
{
    if (rich->text.length && rich->text.data[rich->text.length - 1] != '\n')
        rich_add(rich, ROLE_FAINT, separator);
}

static void add_phrases(const struct reader *reader, const struct phrase *phrases, size_t count,
                        uint32_t sentence, const char *label, struct rich *rich)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (phrases[i].sentence != sentence)
            continue;
        if (!any)
            separate(rich, "  ·  ");
        rich_add(rich, ROLE_FAINT, any ? ", " : label);
        any = true;
        rich_add(rich, ROLE_TEXT, "“");
        rich_add_bytes(rich, ROLE_TEXT, reader->article->bytes + phrases[i].span.start,
                       span_length(phrases[i].span));
        rich_add(rich, ROLE_TEXT, "”");
    }
}

static void add_facts(const struct reader *reader, const struct peek_focus *focus,
                      struct rich *rich)
{
    const struct findings *findings = reader->findings;
    uint32_t sentence = (uint32_t)reader->focus;
    add_phrases(reader, findings->added, findings->added_count, sentence, _("added: "), rich);
    if (focus->original || focus->count)
        add_phrases(reader, findings->lost, findings->lost_count,
                    focus->original ? sentence : focus->counterparts[focus->shown], _("lost: "),
                    rich);
    struct buffer date = {0};
    bool found = focus->count && add_date(reader, focus->counterparts[focus->shown], &date);
    if (found || (reader->article->sentence_count && add_date(reader, reader->focus, &date))) {
        separate(rich, "  ·  ");
        rich_add(rich, ROLE_TEXT, buffer_string(&date));
    }
    buffer_fini(&date);
}

static void add_tags(const struct reader *reader, const struct note *note, struct rich *rich)
{
    if (note->tag_count)
        rich_add(rich, ROLE_FAINT, _("tag  "));
    for (size_t i = 0; i < note->tag_count; i++) {
        const struct codebook_entry *entry =
            reader->material.codebook ? codebook_by_tag(reader->material.codebook, note->tags[i])
                                      : NULL;
        rich_format(rich, ROLE_TAGGED, "%s%s", i ? "  " : "", note->tags[i]);
        if (entry && entry->letter) {
            struct buffer letter = {0};
            buffer_add_code_point(&letter, entry->letter);
            rich_format(rich, ROLE_FAINT, "  (%s)", buffer_string(&letter));
            buffer_fini(&letter);
        }
    }
}

// The other end of a link.
static void add_far_end(const struct reader *reader, const struct note *note, struct rich *rich)
{
    enum { SHOWN = 60 };
    if (span_is_empty(note->other))
        return;
    struct buffer words = {0};
    char *there = memory_copy_bytes(reader->article->bytes + note->other.start,
                                    span_length(note->other));
    note_add_cut(&words, there, SHOWN);
    struct buffer quoted = {0};
    note_add_quoted(&quoted, buffer_string(&words));
    rich_format(rich, ROLE_TEXT, " → %s", buffer_string(&quoted));
    buffer_fini(&quoted);
    buffer_fini(&words);
    free(there);
}

static void add_note(const struct reader *reader, const struct note *note, struct rich *rich)
{
    add_tags(reader, note, rich);
    if (note->body && *note->body) {
        time_t seconds = (time_t)(note->created / 1000000);
        struct tm local;
        localtime_r(&seconds, &local);
        separate(rich, note->tag_count ? "  " : "");
        rich_format(rich, ROLE_FAINT, "%s, ", note->creator ? note->creator : "?");
        rich_format(rich, ROLE_FAINT, _("%d %s"), local.tm_mday, calendar_month(local.tm_mon + 1));
        rich_add(rich, ROLE_FAINT, ":  ");
        struct buffer quoted = {0};
        note_add_quoted(&quoted, note->body);
        rich_add(rich, ROLE_TEXT, buffer_string(&quoted));
        buffer_fini(&quoted);
    } else if (note->tag_count == 0) {
        rich_add(rich, ROLE_FAINT, _(note_kind_name(note->kind)));
        if (note->colour)
            rich_format(rich, ROLE_FAINT, " %s", _(note_colour_name(note->colour)));
    }
    add_far_end(reader, note, rich);
    struct buffer marks = {0};
    note_add_marks(note, &marks);
    if (marks.length)
        rich_add(rich, ROLE_ERROR, marks.data);
    buffer_fini(&marks);
}

// The notes at the focus. Of several the one that acts mean comes first, with its number.
static void add_notes(const struct reader *reader, struct rich *rich)
{
    size_t count = 0;
    const struct note *notes =
        reader->material.notebook ? notebook_notes(reader->material.notebook, &count) : NULL;
    if (reader->article->sentence_count == 0)
        return;
    struct span focus = reader->article->sentences[reader->focus].span;
    size_t here = notes_here_count(reader, focus);
    const struct note *meant = reader_note_at(reader, reader_selected(reader));
    bool marked = here > 1 && meant;
    if (!meant)
        meant = reader_note_at(reader, focus);
    if (!meant)
        return;
    if (rich->text.length)
        rich_add(rich, ROLE_TEXT, "\n");
    if (marked)
        rich_format(rich, ROLE_KEY, reader->material.plain ? "%zu/%zu " : "▸%zu/%zu ", notes_here_number(reader, focus, meant), here);
    add_note(reader, meant, rich);
    for (size_t i = 0; i < count; i++) {
        if (&notes[i] == meant || notes[i].state == NOTE_ORPHAN ||
            !span_overlaps(notes[i].span, focus))
            continue;
        rich_add(rich, ROLE_FAINT, "  ·  ");
        add_note(reader, &notes[i], rich);
    }
}

void peek_draw(struct reader *reader, struct canvas *canvas, const struct frame *frame)
{
    if (frame->peek_rule < 0)
        return;
    peek_build(reader);
    struct peek_focus focus = focus_of(reader);
    draw_rule(reader, canvas, frame, &focus);
    struct area area = area_part(area_whole(canvas), frame->peek_row, 1, frame->peek_rows,
                                 frame->columns - 3);
    struct rich facts = {0};
    bool codebook = (reader->tagging && !frame->panel_columns) || tagging_asks_in_peek(reader);
    if (codebook) {
        tagging_add_line(reader, area.columns, &facts);
    } else {
        add_facts(reader, &focus, &facts);
        add_notes(reader, &facts);
    }
    int text_lines = codebook ? 0 : (int)rich_line_count(&reader->peek_text, area.columns);
    int fact_lines = (int)rich_line_count(&facts, area.columns);
    int gap = text_lines && fact_lines && area.rows >= 5;
    int for_text = area.rows;
    if (gap && text_lines + gap + fact_lines > area.rows)
        for_text = area.rows - gap - (fact_lines < 3 ? fact_lines : 3);
    if (text_lines < for_text)
        for_text = text_lines;
    rich_draw(&reader->peek_text, area_part(area, 0, 0, for_text, area.columns), 0, RICH_CUT_WORD);
    if (fact_lines)
        rich_draw(&facts, area_part(area, for_text + gap, 0, area.rows, area.columns), 0, RICH_CUT_WORD);
    rich_fini(&facts);
}
