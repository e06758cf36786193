// SPDX-License-Identifier: GPL-3.0-or-later
// Article pane: gutter and text. A line is painted in layers, each over the ones before: what the
// text is, what was noted, what was found, what is selected. Of what was found only what stands on
// a line is looked at, of the notes only those on the screen.

#include <config.h>

#include "base/memory.h"
#include "text/grapheme.h"
#include "text/wrap.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

// --- gutter
// ----------------------------------------------------------------------------------------

struct sign {
    char letters[8]; // at most two columns
    const char *class;
    enum role class_role;
    const char *change; // "+", "-", "±" or ""
};

static void add_letters(const struct reader *reader, size_t sentence, struct sign *sign)
{
    enum { MOST = 16 };
    uint32_t others[MOST];
    size_t count =
        findings_counterparts(reader->findings, reader->article, (uint32_t)sentence, others, MOST);
    if (count > MOST)
        count = MOST;
    size_t first = SIZE_MAX, second = SIZE_MAX; // sections, in the order of the text
    bool more = false;
    for (size_t i = 0; i < count; i++) {
        size_t section = reader->article->sentences[others[i]].section;
        if (section == first || section == second)
            continue;
        more = more || second != SIZE_MAX;
        if (section < first) {
            second = first;
            first = section;
        } else if (section < second) {
            second = section;
        }
    }
    if (first == SIZE_MAX)
        return;
    reader_section_letters(reader, first, sign->letters);
    if (strlen(sign->letters) > 1)
        return; // over twenty-six originals: the letters of the first fill the columns
    char letters[8] = "…";
    if (!more && second != SIZE_MAX)
        reader_section_letters(reader, second, letters);
    if (more || second != SIZE_MAX)
        memcpy(sign->letters + 1, letters, more ? strlen(letters) + 1 : 2);
    sign->letters[more ? 4 : second != SIZE_MAX ? 2 : 1] = '\0';
}

static struct sign sign_of(const struct reader *reader, size_t sentence)
{
    struct sign sign = {.class = "", .change = "", .class_role = ROLE_GUTTER_SAME};
    const struct telling *telling = &reader->findings->tellings[sentence];
    const struct article *article = reader->article;
    if (!telling->compared)
        return sign;
    if (article->sections[article->sentences[sentence].section].kind == SECTION_ORIGINAL) {
        sign.class = telling->carried == CARRIED_OUT      ? "-"
                     : telling->carried == CARRIED_PARTLY ? "·"
                                                          : "";
        sign.class_role = telling->carried == CARRIED_OUT ? ROLE_LOST : ROLE_GUTTER_EDITED;
        return sign;
    }
    static const struct {
        const char *mark;
        enum role role;
    } classes[] = {
        [DERIVATION_VERBATIM] = {"=", ROLE_GUTTER_SAME},
        [DERIVATION_EDITED] = {"~", ROLE_GUTTER_EDITED},
        [DERIVATION_PARAPHRASE] = {"≈", ROLE_GUTTER_FREE},
        [DERIVATION_EDITORIAL] = {"+", ROLE_ADDED},
    };
    sign.class = classes[telling->derivation].mark;
    sign.class_role = classes[telling->derivation].role;
    if (telling->derivation != DERIVATION_EDITORIAL) {
        add_letters(reader, sentence, &sign);
        sign.change = telling->gained && telling->lost ? "±"
                      : telling->gained                ? "+"
                      : telling->lost                  ? "-"
                                                       : "";
    }
    return sign;
}

// The sentence whose sign stands on this line: the one that begins here, or one that begins on the
// line before together with another and goes on here. SIZE_MAX: none.
static size_t sentence_of_line(const struct reader *reader, struct layout_place place)
{
    const struct article *article = reader->article;
    const struct paragraph *paragraph = &article->paragraphs[place.paragraph];
    struct layout_place start = place;
    for (int i = 0; i < 3 && start.line > 0; i++) // signs are never put off further than that
        start.line--;
    size_t pending = SIZE_MAX;
    size_t sentence = paragraph->first_sentence;
    size_t end = sentence + paragraph->sentence_count;
    while (sentence < end &&
           article->sentences[sentence].span.start < layout_line(reader->layout, start).start)
        sentence++;
    for (;; start.line++) {
        struct span line = layout_line(reader->layout, start);
        size_t taken = SIZE_MAX;
        if (pending != SIZE_MAX && article->sentences[pending].span.end > line.start)
            taken = pending;
        pending = SIZE_MAX;
        for (; sentence < end && article->sentences[sentence].span.start < line.end; sentence++) {
            if (taken == SIZE_MAX)
                taken = sentence;
            else if (pending == SIZE_MAX)
                pending = sentence;
        }
        if (start.line == place.line)
            return taken;
    }
}

static void draw_gutter(const struct reader *reader, struct area area, int row,
                        struct layout_place place)
{
    if (!reader->findings->telling_count || place.line == LAYOUT_BLANK)
        return;
    size_t sentence = sentence_of_line(reader, place);
    if (sentence == SIZE_MAX)
        return;
    struct sign sign = sign_of(reader, sentence);
    area_draw(area, row, 3 - canvas_width(sign.letters), ROLE_GUTTER_LETTER, sign.letters);
    area_draw(area, row, 3, sign.class_role, sign.class);
    area_draw(area, row, 4, *sign.change == '-' ? ROLE_LOST : ROLE_ADDED, sign.change);
}

// --- text
// ------------------------------------------------------------------------------------------

static void paint(uint8_t *roles, struct span line, struct span span, enum role role)
{
    size_t start = span.start > line.start ? span.start : line.start;
    size_t end = span.end < line.end ? span.end : line.end;
    for (size_t i = start; i < end; i++)
        roles[i - line.start] = (uint8_t)role;
}

static void paint_text(const struct reader *reader, uint8_t *roles, struct span line,
                       const struct section *section)
{
    enum role base = section->kind == SECTION_TITLE ? ROLE_HEADLINE
                     : section->kind == SECTION_BOILERPLATE || section->kind == SECTION_SEPARATOR
                         ? ROLE_FAINT
                         : ROLE_TEXT;
    paint(roles, line, line, base);
    paint(roles, line, section->headline, ROLE_HEADLINE);
    paint(roles, line, section->dateline.span, ROLE_DATELINE);
    if (reader->article->sentence_count && base == ROLE_TEXT && !reader->no_focus &&
        !span_contains(section->headline, reader->article->sentences[reader->focus].span))
        paint(roles, line, reader->article->sentences[reader->focus].span, ROLE_FOCUS);
}

// The notes that are shown somewhere in a stretch of text, in their order.
struct shown_notes {
    const struct note **items;
    size_t count, capacity;
    struct span meant; // underlined
};

static bool is_shown(const struct note *note)
{
    return (note->kind == NOTE_HIGHLIGHT || note->kind == NOTE_TAG || note->kind == NOTE_NOTE ||
            note->kind == NOTE_LINK) &&
           note->state != NOTE_ORPHAN;
}

// One look at every note that begins before the stretch ends. Yours to free.
static struct shown_notes find_notes(const struct reader *reader, struct span stretch)
{
    struct shown_notes shown = {0};
    size_t count = 0;
    const struct note *notes =
        reader->material.notebook ? notebook_notes(reader->material.notebook, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (notes[i].state != NOTE_ORPHAN && notes[i].span.start >= stretch.end)
            break; // they stand in the order of the text, orphans last
        if (!is_shown(&notes[i]) || !span_overlaps(notes[i].span, stretch))
            continue;
        shown.items =
            memory_grow(shown.items, &shown.capacity, shown.count + 1, sizeof *shown.items);
        shown.items[shown.count++] = &notes[i];
    }
    return shown;
}

static void paint_notes(const struct shown_notes *notes, uint8_t *roles, struct span line)
{
    static const enum role colours[NOTE_COLOUR_COUNT] = {
        [NOTE_NO_COLOUR] = ROLE_TAGGED, [NOTE_YELLOW] = ROLE_YELLOW, [NOTE_GREEN] = ROLE_GREEN,
        [NOTE_BLUE] = ROLE_BLUE,        [NOTE_RED] = ROLE_RED,
    };
    for (int coloured = 0; coloured < 2; coloured++) { // colours lie over tags
        for (size_t i = 0; i < notes->count; i++) {
            const struct note *note = notes->items[i];
            if ((note->colour != NOTE_NO_COLOUR) == coloured)
                paint(roles, line, note->span, colours[note->colour]);
        }
    }
}

// How many notes lie over one another somewhere on the line.
static size_t count_over(const struct shown_notes *notes, struct span line)
{
    enum { LOOKED_AT = 512 }; // of very many the sign is the same
    size_t most = 0, count = notes->count < LOOKED_AT ? notes->count : LOOKED_AT;
    for (size_t i = 0; i < count; i++) {
        if (!span_overlaps(notes->items[i]->span, line))
            continue;
        size_t start = notes->items[i]->span.start, over = 0;
        start = start > line.start ? start : line.start;
        for (size_t k = 0; k < count && notes->items[k]->span.start <= start; k++)
            over += notes->items[k]->span.end > start;
        most = over > most ? over : most;
    }
    return most;
}

// In the column behind the text: that a note on this line was edited in two places at once, or how
// its passage was found where that is not certain, else how many notes lie over one another.
static void draw_margin(const struct shown_notes *notes, struct area area, int row,
                        struct span line)
{
    static const char *const signs[NOTE_STATE_COUNT] = {
        [NOTE_AMBIGUOUS] = "?", [NOTE_MOVED] = "→", [NOTE_CHANGED] = "≠"};
    enum note_state state = NOTE_EXACT;
    bool concurrent = false;
    for (size_t i = 0; i < notes->count; i++) {
        const struct note *note = notes->items[i];
        if (!span_overlaps(note->span, line))
            continue;
        concurrent = concurrent || note->versions > 1;
        state = note->state > state ? note->state : state;
    }
    size_t over = count_over(notes, line);
    const char digit[2] = {over < 10 ? (char)('0' + over) : '+', '\0'};
    if (concurrent || signs[state])
        area_draw(area, row, area.columns - 1, ROLE_ERROR, concurrent ? "!" : signs[state]);
    else if (over > 1)
        area_draw(area, row, area.columns - 1, ROLE_FAINT, digit);
}

// Hits do not overlap: from the first that ends behind the line's start to the last that begins
// before its end.
static void paint_hits(const struct reader *reader, uint8_t *roles, struct span line)
{
    const struct search_hits *hits = &reader->hits;
    size_t low = 0, high = hits->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits->items[middle].end <= line.start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < hits->count && hits->items[low].start < line.end; low++)
        paint(roles, line, hits->items[low], ROLE_HIT);
}

// Mentions stand by their starts, and none but nested ones overlap.
static void paint_mentions(const struct reader *reader, uint8_t *roles, struct span line,
                           uint32_t entity)
{
    const struct findings *findings = reader->findings;
    size_t low = findings_mention_from(findings, line.start);
    while (low > 0 && (findings->mentions[low - 1].nested ||
                       findings->mentions[low - 1].span.end > line.start))
        low--;
    for (; low < findings->mention_count; low++) {
        const struct mention *mention = &findings->mentions[low];
        if (mention->span.start >= line.end)
            break;
        if (mention->entity == entity && !mention->nested)
            paint(roles, line, mention->span, ROLE_HIT);
    }
}

static void paint_found(const struct reader *reader, uint8_t *roles, struct span line)
{
    paint_hits(reader, roles, line);
    const struct list *list = reader->view == VIEW_ENTITIES   ? &reader->lists[VIEW_ENTITIES]
                              : reader->pane == PANE_ENTITIES ? &reader->panes[PANE_ENTITIES]
                                                              : NULL;
    if (list && list->chosen < list->count && list->rows[list->chosen].kind == ROW_ENTITY)
        paint_mentions(reader, roles, line, list->rows[list->chosen].index);
    const struct note *note = notes_list_chosen(reader);
    if (note && note->state != NOTE_ORPHAN)
        paint(roles, line, note->span, ROLE_HIT);
    if (reader->selection.active)
        paint(roles, line, reader_selected(reader), ROLE_SELECTION);
}

// The passage of the note that acts mean, where several lie here or one was chosen; else empty.
static struct span meant_span(const struct reader *reader)
{
    if (reader->no_focus || reader->article->sentence_count == 0)
        return (struct span){0};
    struct span focus = reader_selected(reader);
    const struct note *note = reader_note_at(reader, focus);
    bool several = note && (notes_here_chosen(reader, focus) == note ||
                            notes_here_count(reader, focus) > 1);
    return several && is_shown(note) ? note->span : (struct span){0};
}

// Bytes from `at` on that are drawn in one piece: plain characters of one look, else one cluster.
static size_t run_length(const char *bytes, const uint8_t *roles, struct span line,
                         struct span meant, size_t at)
{
    size_t end = at < meant.start && meant.start < line.end ? meant.start
                 : at < meant.end && meant.end < line.end   ? meant.end
                                                            : line.end;
    size_t next = at;
    while (next < end && bytes[next] >= 0x20 && bytes[next] < 0x7F &&
           roles[next - line.start] == roles[at - line.start])
        next++;
    if (next > at && next < line.end && (unsigned char)bytes[next] >= 0x80)
        next--; // what follows may belong to it
    return next > at ? next - at : grapheme_next(bytes + at, line.end - at);
}

static void draw_text(const struct reader *reader, const struct shown_notes *notes,
                      struct area area, int row, int column, struct span line,
                      const struct section *section)
{
    const char *bytes = reader->article->bytes;
    uint8_t *roles = memory_allocate(span_length(line) + 1);
    paint_text(reader, roles, line, section);
    paint_notes(notes, roles, line);
    paint_found(reader, roles, line);
    int start = column;
    for (size_t at = line.start; at < line.end && column < area.columns;) {
        size_t step = run_length(bytes, roles, line, notes->meant, at);
        enum role role = (enum role)roles[at - line.start];
        if (bytes[at] == '\t') {
            int width = wrap_cluster_width(bytes + at, step, column - start);
            area_fill(area, row, column, width, role, " ");
            column += width;
        } else {
            int begin = column;
            bool hyphen = at + step == line.end && step == 2 &&
                          memcmp(bytes + at, "\xC2\xAD", 2) == 0; // a soft one, here to be seen
            column = hyphen ? area_draw(area, row, column, role, "-")
                            : area_draw_bytes(area, row, column, role, bytes + at, step);
            if (at >= notes->meant.start && at < notes->meant.end)
                area_add_attributes(area, row, begin, column - begin, CELL_UNDERLINE);
        }
        at += step;
    }
    free(roles);
}

static bool is_in_focus(const struct reader *reader, struct span line)
{
    struct span focus = reader->article->sentences[reader->focus].span;
    // A line on which the focus only ends, behind another sentence's beginning, counts too.
    return span_overlaps(line, focus);
}

// The text that stands on the screen from `place` on.
static struct span visible_text(const struct reader *reader, struct layout_place place, int rows)
{
    struct span visible = layout_line(reader->layout, place);
    for (int row = 1; row < rows && layout_next(reader->layout, &place); row++) {
        struct span line = layout_line(reader->layout, place);
        visible.end = line.end > visible.end ? line.end : visible.end;
    }
    return visible;
}

// Rows kept for the words of the gutter in an area (struct frame, words_rows).
static int plain_row(const struct reader *reader, int rows)
{
    return reader->material.plain && rows > 1;
}

// Returns how many rows they took.
static int draw_words(const struct reader *reader, struct area area, int row, int column)
{
    struct buffer words = {0};
    if (reader->show_gutter && plain_row(reader, area.rows))
        gutter_words_add(reader, reader->focus, &words);
    bool some = words.length > 0;
    area_draw_cut(area, row, column, area.columns - column, ROLE_GUTTER_LETTER,
                  buffer_string(&words));
    buffer_fini(&words);
    return some;
}

void article_pane_draw(struct reader *reader, struct area area)
{
    const struct article *article = reader->article;
    if (article->paragraph_count == 0)
        return;
    struct layout_place place = reader->top;
    int gutter = reader_gutter_columns(reader), words = 0; // rows of words so far
    bool reached = !reader->material.plain; // the focus, whose first line in view has the cursor
    struct shown_notes notes = find_notes(reader, visible_text(reader, place, area.rows));
    notes.meant = meant_span(reader);
    for (int row = 0; row < area.rows - plain_row(reader, area.rows) + words; row++) {
        struct span line = layout_line(reader->layout, place);
        if (!reached && !span_is_empty(line) && is_in_focus(reader, line)) {
            reached = true;
            words = draw_words(reader, area, row, gutter);
            row += words;
            area.canvas->cursor_row = area.row + row;
            area.canvas->cursor_column = area.column + gutter;
        }
        if (!span_is_empty(line)) {
            const struct section *section =
                &article->sections[article->paragraphs[place.paragraph].section];
            if (article->sentence_count && !reader->no_focus && is_in_focus(reader, line))
                area_draw(area, row, 0, ROLE_FOCUS_BAR, "▌");
            if (reader->show_gutter && !reader->material.plain)
                draw_gutter(reader, area, row, place);
            int column = gutter + layout_hang(reader->layout, place);
            draw_text(reader, &notes, area, row, column, line, section);
            if (!reader->no_focus)
                draw_margin(&notes, area, row, line);
        }
        if (!layout_next(reader->layout, &place))
            break;
    }
    free(notes.items);
}
