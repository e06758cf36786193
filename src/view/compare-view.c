// SPDX-License-Identifier: GPL-3.0-or-later
// Compare: one original beside what the introduction made of it, row by row, with gaps where
// something was left out. A row is a sentence of the introduction and those it comes from.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "detect/compare.h"
#include "view/state.h"

#include <stdlib.h>

enum { MOST_ORIGINALS = 6, LONG_EQUAL_RUN = 15, SIGN_COLUMNS = 5 };

struct compare_row {
    uint32_t intro; // FINDINGS_NONE: left out
    uint32_t originals[MOST_ORIGINALS];
    size_t original_count;
};

struct compare_rows {
    struct compare_row *items;
    size_t count, capacity;
};

static bool is_in(const struct compare_rows *rows, uint32_t intro)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->items[i].intro == intro)
            return true;
    }
    return false;
}

// The intro's sources in this section, in the order of the text.
static void add_originals(const struct reader *reader, size_t section, struct compare_row *row)
{
    for (size_t i = 0; i < reader->findings->pair_count; i++) {
        const struct source_pair *pair = &reader->findings->pairs[i];
        if (pair->intro == row->intro && row->original_count < MOST_ORIGINALS &&
            reader->article->sentences[pair->original].section == section)
            row->originals[row->original_count++] = pair->original;
    }
}

static struct compare_rows make_rows(const struct reader *reader, size_t section)
{
    struct compare_rows rows = {0};
    const struct section *original = &reader->article->sections[section];
    for (size_t i = 0; i < original->sentence_count; i++) {
        uint32_t sentence = (uint32_t)(original->first_sentence + i);
        uint32_t intros[MOST_ORIGINALS];
        size_t count = findings_counterparts(reader->findings, reader->article, sentence, intros,
                                             MOST_ORIGINALS);
        if (count > MOST_ORIGINALS)
            count = MOST_ORIGINALS;
        for (size_t k = 1; k < count; k++) { // in the order of the introduction
            for (size_t j = k; j > 0 && intros[j] < intros[j - 1]; j--) {
                uint32_t kept = intros[j];
                intros[j] = intros[j - 1];
                intros[j - 1] = kept;
            }
        }
        for (size_t k = 0; k < (count ? count : 1); k++) {
            struct compare_row row = {.intro = count ? intros[k] : FINDINGS_NONE};
            if (count && is_in(&rows, row.intro))
                continue;
            if (count)
                add_originals(reader, section, &row);
            else
                row.originals[row.original_count++] = sentence;
            rows.items = memory_grow(rows.items, &rows.capacity, rows.count + 1, sizeof *rows.items);
            rows.items[rows.count++] = row;
        }
    }
    return rows;
}

// --- the text of a row -----------------------------------------------------------------------------

static size_t count_words(const struct reader *reader, struct span span)
{
    const struct token_list *tokens = &reader->article->tokens;
    size_t count = 0;
    for (size_t i = tokens_find(tokens, span.start); i < tokens->count && tokens->items[i].start < span.end;
         i++)
        count += tokens->items[i].kind != TOKEN_MARK;
    return count;
}

// One side of an edit; a long equal run in the middle is shown as […].
static void add_side(const struct reader *reader, struct rich *rich, const struct edit *edit,
                     bool here)
{
    struct span span = here ? edit->here : edit->there;
    if (span_is_empty(span))
        return;
    if (edit->kind == EDIT_EQUAL && count_words(reader, span) > LONG_EQUAL_RUN) {
        rich_add(rich, ROLE_FAINT, rich->text.length ? " […]" : "[…]");
        return;
    }
    struct edit side = *edit;
    side.here = here ? span : (struct span){0, 0};
    side.there = here ? (struct span){0, 0} : span;
    peek_add_edit(reader, rich, &side);
}

static void build_row(const struct reader *reader, const struct compare_row *row,
                      struct rich *left, struct rich *right)
{
    rich_clear(left);
    rich_clear(right);
    if (row->intro == FINDINGS_NONE) {
        struct span span = reader->article->sentences[row->originals[0]].span;
        rich_add_bytes(right, ROLE_TEXT, reader->article->bytes + span.start, span_length(span));
        return;
    }
    struct edit_list edits = {0};
    compare_sentences(reader->comparison, row->intro, row->originals, row->original_count, &edits);
    for (size_t i = 0; i < edits.count; i++) {
        add_side(reader, left, &edits.items[i], true);
        add_side(reader, right, &edits.items[i], false);
    }
    edit_list_fini(&edits);
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

// --- where one is ----------------------------------------------------------------------------------

// The original that is compared: the one chosen by key, else that of the focus.
static size_t section_of_focus(const struct reader *reader)
{
    const struct article *article = reader->article;
    size_t section = article->sentences[reader->focus].section;
    if (article->sections[section].kind == SECTION_ORIGINAL)
        return section;
    uint32_t other;
    if (reader->findings->telling_count &&
        findings_counterparts(reader->findings, article, (uint32_t)reader->focus, &other, 1))
        return article->sentences[other].section;
    return article_original(article, 1);
}

static bool row_has(const struct compare_row *row, size_t sentence)
{
    for (size_t i = 0; i < row->original_count; i++) {
        if (row->originals[i] == sentence)
            return true;
    }
    return row->intro == sentence;
}

void compare_open(struct reader *reader)
{
    reader->compare_section = section_of_focus(reader);
    reader->compare_chosen = reader->compare_top = 0;
    struct compare_rows rows = make_rows(reader, reader->compare_section);
    for (size_t i = 0; i < rows.count; i++) {
        if (row_has(&rows.items[i], reader->focus))
            reader->compare_chosen = reader->compare_top = i;
    }
    free(rows.items);
}

// The focus follows the chosen row, so that acts and the way back mean it.
static void choose(struct reader *reader, const struct compare_rows *rows, size_t index)
{
    reader->compare_chosen = index;
    const struct compare_row *row = &rows->items[index];
    reader_set_focus(reader, row->intro != FINDINGS_NONE ? row->intro : row->originals[0]);
}

void compare_move(struct reader *reader, long by)
{
    struct compare_rows rows = make_rows(reader, reader->compare_section);
    long target = (long)reader->compare_chosen + by;
    if (target < 0)
        target = 0;
    if (target >= (long)rows.count)
        target = (long)rows.count - 1;
    if (rows.count)
        choose(reader, &rows, (size_t)target);
    free(rows.items);
}

static void go_by_original(struct reader *reader, int by)
{
    if (reader->view != VIEW_COMPARE) {
        reader_say(reader, _("J and K go to other originals in the comparison (C)"));
        return;
    }
    unsigned ordinal = reader->article->sections[reader->compare_section].ordinal;
    size_t section = article_original(reader->article, ordinal + (unsigned)by);
    if (section == SIZE_MAX || ordinal + (unsigned)by == 0) {
        reader_say(reader, _("no further original"));
        return;
    }
    reader->compare_section = section;
    reader->compare_chosen = reader->compare_top = 0;
    compare_move(reader, 0);
}

void reader_do_compare_next(struct reader *reader, long count)
{
    (void)count;
    go_by_original(reader, 1);
}

void reader_do_compare_previous(struct reader *reader, long count)
{
    (void)count;
    go_by_original(reader, -1);
}

static void go_by_difference(struct reader *reader, bool added)
{
    struct compare_rows rows = make_rows(reader, reader->compare_section);
    size_t index = reader->compare_chosen + 1;
    for (; index < rows.count; index++) {
        const struct compare_row *row = &rows.items[index];
        const struct telling *telling =
            row->intro == FINDINGS_NONE ? NULL : &reader->findings->tellings[row->intro];
        if (added ? telling && telling->gained : !telling || telling->lost)
            break;
    }
    if (index < rows.count)
        choose(reader, &rows, index);
    else
        reader_say(reader, added ? _("no further addition here") : _("no further loss here"));
    free(rows.items);
}

void reader_do_compare_addition(struct reader *reader, long count)
{
    (void)count;
    if (reader->view == VIEW_COMPARE)
        go_by_difference(reader, true);
    else
        reader_do_next_addition(reader, 0);
}

void reader_do_compare_loss(struct reader *reader, long count)
{
    (void)count;
    if (reader->view == VIEW_COMPARE)
        go_by_difference(reader, false);
    else
        reader_do_next_loss(reader, 0);
}

// --- drawing ---------------------------------------------------------------------------------------

static void draw_head(const struct reader *reader, struct area area, int right)
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
    area_draw_cut(area, 0, 1, right - 3, ROLE_HEADING, _("Introduction"));
    area_draw_cut(area, 0, right, area.columns - right - 1, ROLE_HEADING, buffer_string(&words));
    area_fill(area, 1, 0, area.columns, ROLE_RULE, "─");
    buffer_clear(&words);
    struct span dateline = section->dateline.span;
    buffer_add_byte(&words, ' ');
    buffer_add(&words, article->bytes + dateline.start, span_length(dateline));
    buffer_add_byte(&words, ' ');
    if (!span_is_empty(dateline))
        area_draw_cut(area, 1, right - 1, area.columns - right - 1, ROLE_DATELINE,
                      buffer_string(&words));
    buffer_fini(&words);
}

struct row_heights {
    int *items;
    size_t count;
};

static int row_height(const struct rich *left, const struct rich *right, int left_width,
                      int right_width)
{
    size_t one = rich_line_count(left, left_width), other = rich_line_count(right, right_width);
    return (int)(one > other ? one : other);
}

// Moves the first row shown so that the chosen one is wholly in view, if it can be.
static void keep_chosen_visible(struct reader *reader, const struct row_heights *heights, int rows)
{
    if (reader->compare_chosen < reader->compare_top)
        reader->compare_top = reader->compare_chosen;
    for (; reader->compare_top < reader->compare_chosen; reader->compare_top++) {
        int used = 0;
        for (size_t i = reader->compare_top; i <= reader->compare_chosen; i++)
            used += heights->items[i] + 1;
        if (used - 1 <= rows)
            break;
    }
}

void compare_draw(struct reader *reader, struct area area)
{
    int right = area.columns / 2 + 2;
    int left_width = right - SIGN_COLUMNS - 1, right_width = area.columns - right - 1;
    if (reader->compare_section == SIZE_MAX || left_width < 8 || right_width < 8)
        return;
    draw_head(reader, area, right);
    struct area body = area_part(area, 2, 0, area.rows - 2, area.columns);
    struct compare_rows rows = make_rows(reader, reader->compare_section);
    struct rich left = {0}, right_text = {0};
    struct row_heights heights = {memory_allocate((rows.count + 1) * sizeof(int)), rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        build_row(reader, &rows.items[i], &left, &right_text);
        heights.items[i] = row_height(&left, &right_text, left_width, right_width);
    }
    keep_chosen_visible(reader, &heights, body.rows);
    int row = 0;
    for (size_t i = reader->compare_top; i < rows.count && row < body.rows; i++) {
        build_row(reader, &rows.items[i], &left, &right_text);
        int height = heights.items[i];
        rich_draw(&left, area_part(body, row, 1, height, left_width), 0, false);
        rich_draw(&right_text, area_part(body, row, right, height, right_width), 0, false);
        area_draw(body, row, right - SIGN_COLUMNS + 1, ROLE_GUTTER_EDITED,
                  sign_of(reader, &rows.items[i]));
        for (int k = 0; k < height && i == reader->compare_chosen; k++)
            area_draw(body, row + k, 0, ROLE_FOCUS_BAR, "▌");
        row += height + 1;
    }
    rich_fini(&left);
    rich_fini(&right_text);
    free(heights.items);
    free(rows.items);
}
