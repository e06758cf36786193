// SPDX-License-Identifier: GPL-3.0-or-later
// Compare, drawing: the introduction on the left, the original on the right, a sign between them.
// Only the rows on the screen, and those from which the first of them is found, are compared: a
// key costs the same in a long text. Under STACKED_UNDER columns the two sides of a row stand under
// each other.

#include <config.h>

#include "base/i18n.h"
#include "detect/compare.h"
#include "view/compare-rows.h"
#include "view/state.h"

#include <stdlib.h>

// An equal run of more words is shown as […]; what follows the last difference of a sentence, and
// leads to none, after fewer. Of a sentence told word for word the beginning stays.
enum { LONG_RUN = 15, LONG_TAIL = 8, SHOWN_OF_TAIL = 1, SHOWN_OF_SENTENCE = 5 };

enum { SIGN_COLUMNS = 4, STACKED_UNDER = 60, LEAST_SIDE = 8 };

// --- the text of a row -----------------------------------------------------------------------------

static size_t count_words(const struct reader *reader, struct span span)
{
    const struct token_list *tokens = &reader->article->tokens;
    size_t count = 0;
    for (size_t i = tokens_find(tokens, span.start);
         i < tokens->count && tokens->items[i].start < span.end; i++)
        count += tokens->items[i].kind != TOKEN_MARK && tokens->items[i].kind != TOKEN_POSSESSIVE;
    return count;
}

// Where the first `words` words of the span end.
static size_t end_of_words(const struct reader *reader, struct span span, size_t words)
{
    const struct token_list *tokens = &reader->article->tokens;
    size_t end = span.start;
    for (size_t i = tokens_find(tokens, span.start);
         i < tokens->count && tokens->items[i].end <= span.end; i++) {
        bool is_word = tokens->items[i].kind == TOKEN_WORD || tokens->items[i].kind == TOKEN_NUMBER;
        if (is_word && words-- == 0)
            break;
        end = tokens->items[i].end;
    }
    return end;
}

// Where the marks begin that end the span; its end where none do.
static size_t start_of_last_marks(const struct reader *reader, struct span span)
{
    const struct token_list *tokens = &reader->article->tokens;
    size_t start = span.end;
    for (size_t i = tokens_find(tokens, span.end); i-- > 0 && tokens->items[i].start >= span.start;) {
        if (tokens->items[i].kind != TOKEN_MARK)
            break;
        start = tokens->items[i].start;
    }
    return start;
}

static struct span side_of(const struct edit *edit, bool here)
{
    return here ? edit->here : edit->there;
}

static void add_side(const struct reader *reader, struct rich *rich, const struct edit *edit,
                     bool here)
{
    struct edit side = *edit;
    side.here = here ? edit->here : (struct span){0, 0};
    side.there = here ? (struct span){0, 0} : edit->there;
    if (!span_is_empty(side_of(edit, here)))
        peek_add_edit(reader, rich, &side);
}

static void add_plain(const struct reader *reader, struct rich *rich, struct span span)
{
    struct edit edit = {EDIT_EQUAL, EDIT_SUBSTANCE, span, {0, 0}};
    if (!span_is_empty(span))
        peek_add_edit(reader, rich, &edit);
}

// A run of equal edits as its first words, […] and the marks that end it.
static void add_shortened(const struct reader *reader, struct rich *rich, struct span span,
                          size_t words)
{
    struct span shown = {span.start, end_of_words(reader, span, words)};
    size_t marks = start_of_last_marks(reader, span);
    add_plain(reader, rich, shown);
    if (rich->text.length && rich->text.data[rich->text.length - 1] != ' ' &&
        (words || peek_is_space_before(reader->article->bytes, span.start)))
        rich_add(rich, ROLE_TEXT, " ");
    rich_add(rich, ROLE_FAINT, "[…]");
    add_plain(reader, rich, (struct span){marks, span.end});
}

// How many words of equal edits are shown before […]; SIZE_MAX: all.
static size_t words_shown(size_t words, bool begins, bool ends)
{
    if (begins && ends)
        return words > LONG_RUN ? SHOWN_OF_SENTENCE : SIZE_MAX;
    if (words > LONG_RUN)
        return 0;
    return ends && words > LONG_TAIL ? SHOWN_OF_TAIL : SIZE_MAX;
}

// Both sides of the edits, equal runs shortened alike.
static void add_edits(const struct reader *reader, const struct edit_list *edits,
                      struct rich *sides[2])
{
    for (size_t i = 0; i < edits->count;) {
        size_t end = i;
        while (end < edits->count && edits->items[end].kind == EDIT_EQUAL)
            end++;
        size_t shown = SIZE_MAX;
        if (end > i) {
            struct span whole = {edits->items[i].here.start, edits->items[end - 1].here.end};
            shown = words_shown(count_words(reader, whole), i == 0, end == edits->count);
        } else {
            end = i + 1;
        }
        for (int side = 0; side < 2; side++) {
            bool here = side == 0;
            struct span whole = {side_of(&edits->items[i], here).start,
                                 side_of(&edits->items[end - 1], here).end};
            if (shown != SIZE_MAX)
                add_shortened(reader, sides[side], whole, shown);
            for (size_t k = i; k < end && shown == SIZE_MAX; k++)
                add_side(reader, sides[side], &edits->items[k], here);
        }
        i = end;
    }
}

// For --plain: "edited from C, words added: " before the introduction's sentence, the letter before
// the original's, "left out: " before one that has no counterpart.
static void add_spoken_class(const struct reader *reader, const struct compare_row *row,
                             struct rich *left, struct rich *right)
{
    struct buffer words = {0};
    char letters[8];
    gutter_words_add(reader, row->intro == FINDINGS_NONE ? row->originals[0] : row->intro, &words);
    if (words.length)
        buffer_add_byte(&words, ' ');
    rich_add(row->intro == FINDINGS_NONE ? right : left, ROLE_GUTTER_EDITED, buffer_string(&words));
    if (row->intro != FINDINGS_NONE && row->original_count) {
        reader_section_letters(reader, reader->compare_section, letters);
        rich_format(right, ROLE_GUTTER_LETTER, "%s: ", letters);
    }
    buffer_fini(&words);
}

static void build_row(const struct reader *reader, const struct compare_row *row,
                      struct rich *left, struct rich *right)
{
    struct rich *sides[2] = {left, right};
    const struct sentence *sentences = reader->article->sentences;
    rich_clear(left);
    rich_clear(right);
    if (reader->material.plain)
        add_spoken_class(reader, row, left, right);
    if (row->intro == FINDINGS_NONE) {
        add_plain(reader, right, sentences[row->originals[0]].span);
    } else if (row->original_count == 0) {
        add_plain(reader, left, sentences[row->intro].span);
    } else {
        struct edit_list edits = {0};
        compare_sentences(reader->comparison, row->intro, row->originals, row->original_count,
                          &edits);
        add_edits(reader, &edits, sides);
        edit_list_fini(&edits);
    }
}

static const char *sign_of(const struct reader *reader, const struct compare_row *row)
{
    if (row->intro == FINDINGS_NONE)
        return "-";
    const struct telling *telling = &reader->findings->tellings[row->intro];
    static const char *const classes[][4] = {
        [DERIVATION_VERBATIM] = {"=", "=+", "=-", "=±"},
        [DERIVATION_EDITED] = {"~", "~+", "~-", "~±"},
        [DERIVATION_PARAPHRASE] = {"≈", "≈+", "≈-", "≈±"},
        [DERIVATION_EDITORIAL] = {"+", "+", "+", "+"},
    };
    return classes[telling->derivation][telling->gained + 2 * telling->lost];
}

// --- where things stand ----------------------------------------------------------------------------

struct sides {
    int left_width, right, right_width; // columns; the left text begins in column 1
    bool stacked;
};

static struct sides sides_of(const struct reader *reader, int columns)
{
    struct sides sides = {.stacked = columns < STACKED_UNDER || reader->material.plain};
    if (sides.stacked) {
        sides.right = reader->material.plain ? 1 : 1 + SIGN_COLUMNS;
        sides.left_width = sides.right_width = columns - sides.right - 1;
    } else {
        sides.right = columns / 2 + 2;
        sides.left_width = sides.right - SIGN_COLUMNS - 3;
        sides.right_width = columns - sides.right - 1;
    }
    return sides;
}

static int row_height(const struct rich *left, const struct rich *right, const struct sides *sides)
{
    int one = (int)rich_line_count(left, sides->left_width);
    int other = (int)rich_line_count(right, sides->right_width);
    if (sides->stacked)
        return one + other;
    return one > other ? one : other;
}

static int height_of(const struct reader *reader, const struct compare_row *row,
                     const struct sides *sides)
{
    struct rich left = {0}, right = {0};
    build_row(reader, row, &left, &right);
    int height = row_height(&left, &right, sides);
    rich_fini(&left);
    rich_fini(&right);
    return height;
}

// The first row of a screen at whose foot row `last` is wholly shown, but not before `least`.
static size_t find_first(const struct reader *reader, const struct compare_rows *rows,
                         const struct sides *sides, int height, size_t last, size_t least)
{
    size_t first = last;
    int used = height_of(reader, &rows->items[last], sides);
    while (first > least) {
        used += height_of(reader, &rows->items[first - 1], sides) + 1;
        if (used > height)
            break;
        first--;
    }
    return first;
}

// The first row shown: as it was where the chosen one is wholly in view then, else as few rows
// further as make it so; the last screen is full.
static size_t find_top(const struct reader *reader, const struct compare_rows *rows,
                       const struct sides *sides, int height)
{
    if (rows->count == 0)
        return 0;
    size_t chosen = reader->compare_chosen, top = reader->compare_top;
    top = top > chosen ? chosen : find_first(reader, rows, sides, height, chosen, top);
    size_t last = find_first(reader, rows, sides, height, rows->count - 1, 0);
    return top < last ? top : last;
}

// --- the lines above -------------------------------------------------------------------------------

static void draw_top(const struct reader *reader, struct area area)
{
    const struct article *article = reader->article;
    const struct section *section = &article->sections[reader->compare_section];
    size_t counts[3] = {0};
    for (size_t i = 0; i < section->sentence_count; i++) {
        size_t sentence = section->first_sentence + i;
        if (article->sentences[sentence].kind == SENTENCE_BODY)
            counts[reader->findings->tellings[sentence].carried]++;
    }
    char letters[8];
    article_original_letters(section->ordinal, letters);
    struct buffer words = {0};
    buffer_format(&words, _("%s: original %u of %zu · %zu carried, %zu in part, %zu out"), letters,
                  section->ordinal, article->original_count, counts[CARRIED_FULLY],
                  counts[CARRIED_PARTLY], counts[CARRIED_OUT]);
    compare_draw_top(area, _("Introduction"), buffer_string(&words));
    buffer_fini(&words);
}

// Where there is no room for all, what stands on the right counts more.
void compare_draw_top(struct area area, const char *left, const char *right)
{
    int width = canvas_width(right), name = canvas_width(_("COMPARE"));
    area_fill(area, 0, 0, area.columns, ROLE_TOP_LINE, " ");
    if (1 + name + 2 + width + 1 > area.columns) {
        area_draw_cut(area, 0, 1, area.columns - 2, ROLE_TOP_LINE, right);
        return;
    }
    area_draw(area, 0, 1, ROLE_TOP_LINE, _("COMPARE"));
    area_draw(area, 0, area.columns - width - 1, ROLE_TOP_LINE, right);
    area_draw_cut(area, 0, 1 + name + 2, area.columns - width - name - 6, ROLE_TOP_LINE, left);
}

// The paragraphs, counted within their section, that a side of the screen shows.
struct range {
    size_t first, last; // from 1; 0: none
};

static void extend(const struct article *article, uint32_t index, struct range *range)
{
    const struct sentence *sentence = &article->sentences[index];
    size_t number =
        sentence->paragraph - article->sections[sentence->section].first_paragraph + 1;
    if (!range->first || number < range->first)
        range->first = number;
    if (number > range->last)
        range->last = number;
}

static void add_range(const struct range *range, struct buffer *out)
{
    if (range->first)
        buffer_format(out, range->last > range->first ? " ¶ %zu–%zu" : " ¶ %zu", range->first,
                      range->last);
}

static void draw_labels(const struct reader *reader, struct area area, const struct sides *sides,
                        const struct compare_row *rows, size_t count)
{
    const struct article *article = reader->article;
    struct range intro = {0}, original = {0};
    bool title = count > 0;
    for (size_t i = 0; i < count; i++) {
        size_t section = rows[i].intro == FINDINGS_NONE
                             ? SIZE_MAX
                             : article->sentences[rows[i].intro].section;
        bool in_title = section != SIZE_MAX && article->sections[section].kind == SECTION_TITLE;
        title = title && in_title;
        if (section != SIZE_MAX && !in_title)
            extend(article, rows[i].intro, &intro);
        for (size_t k = 0; k < rows[i].original_count; k++)
            extend(article, rows[i].originals[k], &original);
    }
    const struct section *section = &article->sections[reader->compare_section];
    struct buffer left = {0}, right = {0};
    char letters[8];
    article_original_letters(section->ordinal, letters);
    buffer_format(&left, " %s", title ? _("Title") : _("Introduction"));
    add_range(&intro, &left);
    buffer_add_byte(&left, ' ');
    buffer_add_byte(&right, ' ');
    if (span_is_empty(section->dateline.span))
        buffer_format(&right, _("Original %s"), letters);
    else
        peek_add_dateline(reader, section, &right);
    add_range(&original, &right);
    buffer_add_byte(&right, ' ');
    int start = sides->stacked ? area.columns - canvas_width(buffer_string(&right)) - 1
                               : sides->right + 1;
    area_fill(area, 0, 0, area.columns, ROLE_RULE, "─");
    if (start > canvas_width(buffer_string(&left)) + 1)
        area_draw_cut(area, 0, 1, start - 2, ROLE_HEADING, buffer_string(&left));
    area_draw_cut(area, 0, start > 1 ? start : 1, area.columns - (start > 1 ? start : 1) - 1,
                  ROLE_DATELINE, buffer_string(&right));
    buffer_fini(&left);
    buffer_fini(&right);
}

// --- the rows --------------------------------------------------------------------------------------

static bool is_decided(const struct reader *reader, const struct compare_row *row)
{
    for (size_t i = 0; i < row->original_count && row->intro != FINDINGS_NONE; i++) {
        const struct source_pair *pair =
            findings_pair(reader->findings, row->intro, row->originals[i]);
        if (pair && pair->decided)
            return true;
    }
    return false;
}

// The area has the row's height, or less at the foot of the screen.
static void draw_row(const struct reader *reader, struct area area, const struct sides *sides,
                     const struct compare_row *row, bool chosen)
{
    struct rich left = {0}, right = {0};
    build_row(reader, row, &left, &right);
    int sign = sides->stacked ? 1 : sides->right - SIGN_COLUMNS, below = 0;
    int left_column = sides->stacked ? sides->right : 1;
    if (sides->stacked)
        below = (int)rich_line_count(&left, sides->left_width);
    rich_draw(&left, area_part(area, 0, left_column, area.rows, sides->left_width), 0, RICH_CUT_SILENTLY);
    if (below < area.rows)
        rich_draw(&right,
                  area_part(area, below, sides->right, area.rows - below, sides->right_width), 0,
                  RICH_CUT_SILENTLY);
    if (!reader->material.plain) {
        area_draw(area, 0, sign, ROLE_GUTTER_EDITED, sign_of(reader, row));
        if (is_decided(reader, row))
            area_draw(area, 0, sign + 2, ROLE_KEY, "✓");
    }
    if (chosen && reader->material.plain) {
        area.canvas->cursor_row = area.row;
        area.canvas->cursor_column = area.column;
    }
    for (int k = 0; k < area.rows && chosen; k++)
        area_draw(area, k, 0, ROLE_FOCUS_BAR, "▌");
    rich_fini(&left);
    rich_fini(&right);
}

void compare_draw(struct reader *reader, struct area area)
{
    struct sides sides = sides_of(reader, area.columns);
    if (reader->compare_event != FINDINGS_NONE) {
        compare_event_draw(reader, area);
        return;
    }
    if (reader->compare_section == SIZE_MAX || sides.left_width < LEAST_SIDE || area.rows < 3)
        return;
    struct area body = area_part(area, 2, 0, area.rows - 2, area.columns);
    struct compare_rows rows =
        compare_rows_make(reader->article, reader->findings, reader->compare_section);
    reader->compare_top = find_top(reader, &rows, &sides, body.rows);
    size_t index = reader->compare_top;
    for (int row = 0; index < rows.count && row < body.rows; index++) {
        int height = height_of(reader, &rows.items[index], &sides);
        struct area part = area_part(body, row, 0, height < body.rows - row ? height
                                                                            : body.rows - row,
                                     body.columns);
        draw_row(reader, part, &sides, &rows.items[index], index == reader->compare_chosen);
        row += height + 1;
    }
    draw_top(reader, area_part(area, 0, 0, 1, area.columns));
    draw_labels(reader, area_part(area, 1, 0, 1, area.columns), &sides,
                rows.items + reader->compare_top, index - reader->compare_top);
    free(rows.items);
}
