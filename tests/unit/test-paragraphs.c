// SPDX-License-Identifier: GPL-3.0-or-later
// Paragraphs: where they begin, found from anywhere; their numbers; articles of a part of a text.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "article/paragraphs.h"
#include "base/buffer.h"
#include "base/memory.h"

// xorshift64 (Marsaglia, "Xorshift RNGs", 2003).
static size_t draw(uint64_t *seed, size_t limit)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (size_t)(*seed % limit);
}

// Lines and pieces of lines of a text, in order.
struct pieces {
    size_t *starts; // `count` + 1 of them, the last the length
    struct span *visible;
    size_t count, capacity, visible_count, visible_capacity;
};

static void pieces_fini(struct pieces *pieces)
{
    free(pieces->starts);
    free(pieces->visible);
}

static void list_visible(const struct buffer *text, struct pieces *pieces)
{
    struct span paragraph;
    size_t at = 0;
    while (paragraphs_next(text->data, text->length, &at, &paragraph)) {
        pieces->visible = memory_grow(pieces->visible, &pieces->visible_capacity,
                                      pieces->visible_count + 1, sizeof *pieces->visible);
        pieces->visible[pieces->visible_count++] = paragraph;
    }
    assert_int_equal(at, text->length);
}

// By going on from the beginning.
static void list_pieces(const struct buffer *text, struct pieces *pieces)
{
    for (size_t at = 0;; at = paragraphs_after(text->data, text->length, at)) {
        pieces->starts = memory_grow(pieces->starts, &pieces->capacity, pieces->count + 1,
                                     sizeof *pieces->starts);
        pieces->starts[pieces->count] = at;
        if (at >= text->length)
            break;
        pieces->count++;
    }
    list_visible(text, pieces);
}

// A line of `length` bytes without its newline, of words (a blank every so often), of sentences, or
// of characters of three bytes and no blank.
static void add_line(struct buffer *text, size_t length, int kind, uint64_t *seed)
{
    size_t end = text->length + length;
    while (text->length < end) {
        size_t left = end - text->length;
        if (kind == 0 || left < 4)
            buffer_add(text, "x", 1);
        else if (kind == 1)
            buffer_add_string(text, draw(seed, 5) ? "word" : " ");
        else if (kind == 2)
            buffer_add_string(text, draw(seed, 9) ? "abc" : ". ");
        else
            buffer_add_string(text, "中");
    }
    text->data[text->length = end] = '\0';
}

static void make_text(struct buffer *text, uint64_t seed)
{
    static const char *const blanks[] = {"", "", " ", "\t  ", "\u00a0", "\u3000", "\u200b"};
    static const size_t exact[] = {PARAGRAPH_LONGEST - 1, PARAGRAPH_LONGEST,  PARAGRAPH_LONGEST + 1,
                                   PARAGRAPH_GRID,        PARAGRAPH_GRID * 3, PARAGRAPH_GRID - 1};
    while (text->length < 1500000) {
        size_t kind = draw(&seed, 12);
        if (kind == 0)
            add_line(text, 63000 + draw(&seed, 140000), (int)draw(&seed, 4), &seed);
        else if (kind == 1)
            add_line(text, exact[draw(&seed, 6)], (int)draw(&seed, 4), &seed);
        else if (kind == 2) // a newline at a multiple of the grid
            add_line(text, 2 * PARAGRAPH_LONGEST + PARAGRAPH_GRID - text->length % PARAGRAPH_GRID,
                     (int)draw(&seed, 4), &seed);
        else if (kind < 5)
            buffer_add_string(text, blanks[draw(&seed, 7)]);
        else
            add_line(text, 1 + draw(&seed, 400), (int)draw(&seed, 4), &seed);
        buffer_add_string(text, "\n");
    }
    if (draw(&seed, 2))
        add_line(text, 1 + draw(&seed, 100000), (int)draw(&seed, 4), &seed);
}

// Lines as they stand between newlines, and no other bounds but in lines that are too long.
static void check_bounds(const struct buffer *text, const struct pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++) {
        size_t start = pieces->starts[i], end = pieces->starts[i + 1];
        assert_true(end > start);
        assert_true(end - start <= PARAGRAPH_LONGEST + 1);
        const char *newline = memchr(text->data + start, '\n', end - start);
        assert_true(!newline || newline == text->data + end - 1);
        assert_int_not_equal((unsigned char)text->data[start] & 0xC0, 0x80);
        if (newline || end == text->length)
            continue;
        const char *line = memrchr(text->data, '\n', start);
        const char *line_end = memchr(text->data + start, '\n', text->length - start);
        size_t line_start = line ? (size_t)(line - text->data) + 1 : 0;
        size_t length = (line_end ? (size_t)(line_end - text->data) : text->length) - line_start;
        assert_true(length > PARAGRAPH_LONGEST);
    }
}

static void check_starts(const struct buffer *text, const struct pieces *pieces, uint64_t seed)
{
    for (size_t i = 0; i < pieces->count; i++) {
        size_t start = pieces->starts[i], end = pieces->starts[i + 1];
        const size_t offsets[] = {start, end - 1, start + draw(&seed, end - start),
                                  start + draw(&seed, end - start)};
        for (size_t j = 0; j < 4; j++) {
            size_t found = paragraphs_start(text->data, text->length, offsets[j]);
            if (found != start)
                fail_msg("byte %zu of the piece %zu–%zu: %zu", offsets[j], start, end, found);
            assert_int_equal(paragraphs_after(text->data, text->length, offsets[j]), end);
        }
    }
}

static void check_numbers(const struct buffer *text, const struct pieces *pieces)
{
    struct paragraph_index index = {0};
    size_t to = 0;
    while (index.at < text->length)
        paragraph_index_extend(&index, text->data, text->length, to += 77777);
    assert_int_equal(index.at, text->length);
    assert_int_equal(index.number, pieces->visible_count);
    for (size_t i = 0; i < pieces->visible_count; i++) {
        size_t start = pieces->visible[i].start;
        assert_int_equal(paragraph_index_start(&index, text->data, text->length, i), start);
        assert_int_equal(paragraph_index_before(&index, text->data, text->length, start), i);
        assert_int_equal(paragraph_index_before(&index, text->data, text->length, start + 1),
                         i + 1);
    }
    assert_int_equal(paragraph_index_start(&index, text->data, text->length, index.number),
                     text->length);
    assert_int_equal(paragraph_index_before(&index, text->data, text->length, text->length),
                     index.number);
    paragraph_index_fini(&index);
}

static void check_article(const struct buffer *bytes, const struct pieces *pieces)
{
    struct text *text = text_from_bytes(bytes->data, bytes->length, "x");
    struct article *article = article_new(text, NULL, 0);
    assert_int_equal(text_length(text), bytes->length);
    assert_int_equal(article->paragraph_count, pieces->visible_count);
    assert_false(article_is_part(article));
    for (size_t i = 0; i < pieces->visible_count; i++) {
        assert_int_equal(article->paragraphs[i].span.start, pieces->visible[i].start);
        assert_int_equal(article->paragraphs[i].span.end, pieces->visible[i].end);
    }
    article_free(article);
    text_free(text);
}

static void test_random_texts(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct buffer text = {0};
        struct pieces pieces = {0};
        make_text(&text, seed * 0x9E3779B97F4A7C15u);
        list_pieces(&text, &pieces);
        check_bounds(&text, &pieces);
        check_starts(&text, &pieces, seed);
        check_numbers(&text, &pieces);
        check_article(&text, &pieces);
        pieces_fini(&pieces);
        buffer_fini(&text);
    }
}

static void test_small_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
    } texts[] = {{"", 0},    {"\n", 0},   {"\n\n \n", 0},    {"a", 1},          {"a\n", 1},
                 {"\na", 1}, {"a\nb", 2}, {"a\n\n\nb\n", 2}, {" \n a \n \n", 1}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buffer text = {0};
        struct pieces pieces = {0};
        buffer_add_string(&text, texts[i].text);
        buffer_string(&text);
        list_pieces(&text, &pieces);
        assert_int_equal(pieces.visible_count, texts[i].count);
        check_starts(&text, &pieces, 1);
        check_numbers(&text, &pieces);
        pieces_fini(&pieces);
        buffer_fini(&text);
    }
}

// A place in the last byte of a line that is as long as a line may be, with and without a newline.
static void test_longest_line(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (size_t before = 1; before < 3 * PARAGRAPH_GRID; before += 4093) {
        for (size_t length = PARAGRAPH_LONGEST - 1; length <= PARAGRAPH_LONGEST + 1; length++) {
            struct buffer text = {0};
            struct pieces pieces = {0};
            add_line(&text, before, 1, &seed);
            buffer_add_string(&text, "\n");
            add_line(&text, length, 2, &seed);
            buffer_add_string(&text, "\nend\n");
            list_pieces(&text, &pieces);
            check_bounds(&text, &pieces);
            check_starts(&text, &pieces, 3);
            pieces_fini(&pieces);
            buffer_fini(&text);
        }
    }
}

static void test_cuts_are_behind_sentences(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct pieces pieces = {0};
    for (int i = 0; i < 20000; i++)
        buffer_add_string(&text, "One sentence. ");
    list_pieces(&text, &pieces);
    assert_true(pieces.count > 5);
    for (size_t i = 1; i < pieces.count; i++)
        assert_memory_equal(text.data + pieces.starts[i] - 2, ". O", 3);
    pieces_fini(&pieces);
    buffer_fini(&text);
}

// --- parts ---------------------------------------------------------------------------------------

static void check_part(const struct text *text, const struct article *whole, size_t offset,
                       size_t reach)
{
    size_t length = text_length(text);
    struct span span = article_part_around(text, offset, reach);
    assert_true(span.start <= offset && offset <= span.end && span.end <= length);
    assert_true(span.start == 0 || offset - span.start >= reach);
    assert_true(span.end == length || span.end - offset >= reach);
    assert_true(offset - span.start <= reach + PARAGRAPH_LONGEST + 1);
    assert_true(span.end - offset <= reach + PARAGRAPH_LONGEST + 1);
    struct article *part = article_new_part(text, span);
    assert_int_equal(article_is_part(part), span_length(span) < length);
    size_t first = 0, sentence = 0;
    while (first < whole->paragraph_count && whole->paragraphs[first].span.start < span.start)
        first++;
    while (sentence < whole->sentence_count && whole->sentences[sentence].paragraph < first)
        sentence++;
    for (size_t i = 0; i < part->paragraph_count; i++) {
        assert_int_equal(part->paragraphs[i].span.start, whole->paragraphs[first + i].span.start);
        assert_int_equal(part->paragraphs[i].span.end, whole->paragraphs[first + i].span.end);
    }
    for (size_t i = 0; i < part->sentence_count; i++) {
        assert_int_equal(part->sentences[i].span.start, whole->sentences[sentence + i].span.start);
        assert_int_equal(part->sentences[i].span.end, whole->sentences[sentence + i].span.end);
        assert_int_equal(part->sentences[i].paragraph + first,
                         whole->sentences[sentence + i].paragraph);
    }
    if (first + part->paragraph_count < whole->paragraph_count)
        assert_true(whole->paragraphs[first + part->paragraph_count].span.start >= span.end);
    else
        assert_int_equal(sentence + part->sentence_count, whole->sentence_count);
    article_free(part);
}

static void test_sentences_of_parts_are_those_of_the_whole(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        struct buffer bytes = {0};
        uint64_t numbers = seed * 0x9E3779B97F4A7C15u;
        make_text(&bytes, numbers);
        struct text *text = text_from_bytes(bytes.data, bytes.length, "x");
        // As one part: titles and sections are the whole's alone.
        struct article *whole = article_new_part(text, (struct span){0, text_length(text)});
        for (int i = 0; i < 40; i++)
            check_part(text, whole, draw(&numbers, text_length(text) + 1),
                       1 + draw(&numbers, 90000));
        check_part(text, whole, 0, 1000);
        check_part(text, whole, text_length(text), 1000);
        check_part(text, whole, 5, text_length(text));
        article_free(whole);
        text_free(text);
        buffer_fini(&bytes);
    }
}

static void test_part_in_which_nothing_can_be_seen(void **state)
{
    (void)state;
    char bytes[5000];
    memset(bytes, '\n', sizeof bytes);
    bytes[0] = 'a';
    struct text *text = text_from_bytes(bytes, sizeof bytes, "x");
    struct span span = article_part_around(text, 3000, 100);
    struct article *part = article_new_part(text, span);
    assert_true(article_is_part(part));
    assert_int_equal(part->paragraph_count, 0);
    assert_int_equal(part->sentence_count, 0);
    article_free(part);
    text_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_texts),
        cmocka_unit_test(test_small_texts),
        cmocka_unit_test(test_longest_line),
        cmocka_unit_test(test_cuts_are_behind_sentences),
        cmocka_unit_test(test_sentences_of_parts_are_those_of_the_whole),
        cmocka_unit_test(test_part_in_which_nothing_can_be_seen),
    };
    return cmocka_run_group_tests_name("paragraphs", tests, NULL, NULL);
}
