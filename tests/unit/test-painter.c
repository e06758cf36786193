// SPDX-License-Identifier: GPL-3.0-or-later
// Painter: whatever was painted before, the screen shows the canvas; and little is sent for it. The
// screen is libvterm's, once for each kind of terminal that the painter takes it for.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/error.h"
#include "ui/capabilities.h"
#include "ui/painter.h"
#include "ui/styles.h"
#include "view/canvas.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

enum { ROWS = 24, COLUMNS = 80, TEXT_COLUMNS = 50 };

struct screen {
    struct styles *styles;
    struct painter *painter;
    VTerm *vterm;
    VTermScreen *cells;
};

static void screen_open(struct screen *screen, bool margins)
{
    int colours = capability_number("colors");
    screen->styles = styles_new(&(struct styles_options){
        .theme = THEME_DARK, .colours = colours < 8 ? 0 : colours, .show_bar = true});
    screen->painter = painter_new(screen->styles, margins);
    screen->vterm = vterm_new(ROWS, COLUMNS);
    vterm_set_utf8(screen->vterm, 1);
    screen->cells = vterm_obtain_screen(screen->vterm);
    vterm_screen_reset(screen->cells, 1);
}

static void screen_close(struct screen *screen)
{
    painter_free(screen->painter);
    styles_free(screen->styles);
    vterm_free(screen->vterm);
}

// Paints, and returns the bytes that took.
static size_t paint(struct screen *screen, const struct canvas *canvas)
{
    struct buffer bytes = {0};
    painter_paint(screen->painter, canvas, &bytes);
    size_t length = bytes.length;
    if (length)
        vterm_input_write(screen->vterm, bytes.data, length);
    vterm_screen_flush_damage(screen->cells);
    buffer_fini(&bytes);
    return length;
}

static VTermScreenCell cell_at(const struct screen *screen, int row, int column)
{
    VTermScreenCell cell = {0};
    vterm_screen_get_cell(screen->cells, (VTermPos){.row = row, .col = column}, &cell);
    return cell;
}

static bool is_drawn(const VTermScreenCell *cell)
{
    return cell->chars[0] && cell->chars[0] != ' ';
}

// A blank's own colour is not to be seen, nor anything of the second column of a wide character.
static bool looks_same(const VTermScreenCell *one, const VTermScreenCell *other)
{
    const uint32_t second = UINT32_MAX;
    if (one->chars[0] == second || other->chars[0] == second)
        return one->chars[0] == other->chars[0];
    if (is_drawn(one) != is_drawn(other) ||
        !vterm_color_is_equal(&one->bg, &other->bg) ||
        one->attrs.reverse != other->attrs.reverse || one->attrs.underline != other->attrs.underline)
        return false;
    return !is_drawn(one) ||
           (memcmp(one->chars, other->chars, sizeof one->chars) == 0 &&
            vterm_color_is_equal(&one->fg, &other->fg) && one->attrs.bold == other->attrs.bold &&
            one->attrs.italic == other->attrs.italic);
}

// What a new screen shows of the canvas, and what is written in it, are what this one shows.
static void check_screen(const struct screen *screen, const struct canvas *canvas, int step)
{
    struct screen fresh;
    screen_open(&fresh, false);
    paint(&fresh, canvas);
    for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS; column++) {
            VTermScreenCell cell = cell_at(screen, row, column);
            VTermScreenCell wanted = cell_at(&fresh, row, column);
            if (!looks_same(&cell, &wanted))
                fail_msg("step %d, row %d, column %d: U+%04X, not U+%04X", step, row, column,
                         cell.chars[0], wanted.chars[0]);
            const char *text = canvas_cell(canvas, row, column)->text;
            bool ascii = text[0] > ' ' && text[0] < 0x7F && !text[1];
            bool held_back = row == ROWS - 1 && column == COLUMNS - 1;
            if (ascii && !held_back)
                assert_int_equal(cell.chars[0], (uint32_t)text[0]);
        }
    }
    screen_close(&fresh);
}

// --- what is painted -----------------------------------------------------------------------------

static unsigned random_below(uint64_t *seed, unsigned limit)
{
    *seed ^= *seed << 13; // George Marsaglia, "Xorshift RNGs", 2003
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (unsigned)(*seed % limit);
}

// Line `line` of an endless text with wide characters, marks and colours in it.
static void draw_line(struct canvas *canvas, int row, unsigned line)
{
    static const char *const words[] = {"talks", "held",     "中文", "Vientiane", "e\xCC\x81t\xC3\xA9",
                                        "on",    "Thursday", "▌",    "~",         "ບົດ"};
    uint64_t seed = line * UINT64_C(2654435761) + 88172645463325252u;
    struct area area = area_part(area_whole(canvas), row, 0, 1, TEXT_COLUMNS);
    int column = 0;
    for (unsigned i = random_below(&seed, 9) + (line % 5 != 0); i > 0 && column < TEXT_COLUMNS; i--) {
        enum role role = random_below(&seed, 4) ? ROLE_TEXT : (enum role)random_below(&seed, ROLE_LIMIT);
        column = area_draw(area, 0, column, role, words[random_below(&seed, 10)]) + 1;
        if (random_below(&seed, 6) == 0)
            area_add_attributes(area, 0, 0, column, 1 << random_below(&seed, 5));
    }
}

static void draw_screen(struct canvas *canvas, unsigned first, unsigned panel)
{
    canvas_clear(canvas);
    canvas->scrolls = (struct canvas_part){2, 0, ROWS - 4, TEXT_COLUMNS};
    area_fill(area_whole(canvas), 0, 0, COLUMNS, ROLE_TOP_LINE, " ");
    for (int row = 2; row < ROWS - 2; row++) {
        char figures[40];
        draw_line(canvas, row, first + (unsigned)row);
        snprintf(figures, sizeof figures, "│ Name %u %8u", panel + (unsigned)row * 7,
                 (panel * 31 + (unsigned)row) % 97);
        area_draw(area_whole(canvas), row, TEXT_COLUMNS + 1, ROLE_PERSON, figures);
    }
    area_fill(area_whole(canvas), ROWS - 1, 0, COLUMNS, ROLE_KEY_LINE, "x");
}

static void paint_at_random(const char *terminal, bool margins)
{
    struct error error;
    struct screen screen;
    struct canvas canvas;
    uint64_t seed = 20240725;
    assert_true(capabilities_load(terminal, &error));
    screen_open(&screen, margins);
    canvas_init(&canvas, ROWS, COLUMNS);
    unsigned first = 1000, panel = 1;
    for (int step = 0; step < 150; step++) {
        unsigned what = random_below(&seed, 10);
        if (what < 6)
            first += random_below(&seed, 9) - 4;
        else if (what < 7)
            first += random_below(&seed, 100) - 50;
        else if (what < 8)
            panel = random_below(&seed, 5);
        draw_screen(&canvas, first, panel);
        for (unsigned i = what > 7 ? random_below(&seed, 40) : 0; i > 0; i--)
            area_draw(area_whole(&canvas), (int)random_below(&seed, ROWS),
                      (int)random_below(&seed, COLUMNS), (enum role)random_below(&seed, ROLE_LIMIT),
                      random_below(&seed, 3) ? "o" : "語");
        if (random_below(&seed, 30) == 0)
            painter_forget(screen.painter);
        paint(&screen, &canvas);
        check_screen(&screen, &canvas, step);
        assert_int_equal(paint(&screen, &canvas), 0); // nothing differs
    }
    canvas_fini(&canvas);
    screen_close(&screen);
}

static void test_screens_are_right(void **state)
{
    (void)state;
    static const char *const terminals[] = {"xterm-256color", "xterm", "screen", "tmux-256color",
                                            "linux",          "vt100", "vt220"};
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++)
        paint_at_random(terminals[i], false);
}

static void test_screens_are_right_with_margins(void **state)
{
    (void)state;
    paint_at_random("xterm-256color", true);
}

// --- how much is sent ----------------------------------------------------------------------------

static void test_a_line_further_is_cheap(void **state)
{
    (void)state;
    struct error error;
    struct screen screen;
    struct canvas canvas;
    canvas_init(&canvas, ROWS, COLUMNS);
    size_t sent[2];
    for (int margins = 0; margins < 2; margins++) {
        assert_true(capabilities_load("xterm-256color", &error));
        screen_open(&screen, margins);
        draw_screen(&canvas, 100, 1);
        size_t whole = paint(&screen, &canvas);
        draw_screen(&canvas, 101, 1);
        sent[margins] = paint(&screen, &canvas);
        assert_true(sent[margins] < whole);
        check_screen(&screen, &canvas, 0);
        screen_close(&screen);
    }
    assert_true(sent[1] < 200); // one line and the shift
    assert_true(sent[1] < sent[0]);
    canvas_fini(&canvas);
}

static void test_one_cell_is_little(void **state)
{
    (void)state;
    struct error error;
    struct screen screen;
    struct canvas canvas;
    assert_true(capabilities_load("xterm-256color", &error));
    screen_open(&screen, false);
    canvas_init(&canvas, ROWS, COLUMNS);
    draw_screen(&canvas, 1, 1);
    paint(&screen, &canvas);
    area_draw(area_whole(&canvas), 10, 70, ROLE_TEXT, "!");
    assert_in_range(paint(&screen, &canvas), 1, 10);
    area_draw(area_whole(&canvas), 10, 72, ROLE_TOP_LINE, "!");
    assert_in_range(paint(&screen, &canvas), 1, 40);
    check_screen(&screen, &canvas, 0);
    canvas_fini(&canvas);
    screen_close(&screen);
}

static void test_cursor_is_where_it_is_wanted(void **state)
{
    (void)state;
    struct error error;
    struct screen screen;
    struct canvas canvas;
    assert_true(capabilities_load("xterm-256color", &error));
    screen_open(&screen, false);
    canvas_init(&canvas, ROWS, COLUMNS);
    for (unsigned i = 0; i < 20; i++) {
        VTermPos place;
        draw_screen(&canvas, 50 + i, 1);
        canvas.cursor_row = (int)i;
        canvas.cursor_column = (int)(i * 37 % COLUMNS);
        paint(&screen, &canvas);
        vterm_state_get_cursorpos(vterm_obtain_state(screen.vterm), &place);
        assert_int_equal(place.row, canvas.cursor_row);
        assert_int_equal(place.col, canvas.cursor_column);
    }
    canvas_fini(&canvas);
    screen_close(&screen);
}

// A canvas of another size is another screen.
static void test_other_size(void **state)
{
    (void)state;
    struct error error;
    struct screen screen;
    struct canvas canvas, small;
    assert_true(capabilities_load("xterm-256color", &error));
    screen_open(&screen, false);
    canvas_init(&canvas, ROWS, COLUMNS);
    canvas_init(&small, 3, 9);
    canvas_clear(&small);
    draw_screen(&canvas, 1, 1);
    paint(&screen, &canvas);
    area_draw(area_whole(&small), 2, 0, ROLE_TEXT, "123456789");
    paint(&screen, &small);
    paint(&screen, &canvas);
    check_screen(&screen, &canvas, 0);
    canvas_fini(&small);
    canvas_fini(&canvas);
    screen_close(&screen);
}

// --- terminals that disagree ---------------------------------------------------------------------

// The bytes as a terminal takes them that draws joined emoji as one, two columns wide: what follows
// U+200D, and a skin colour, adds nothing.
static void join_emoji(const struct buffer *bytes, struct buffer *joined)
{
    for (size_t at = 0; at < bytes->length;) {
        const char *rest = bytes->data + at;
        size_t left = bytes->length - at;
        if (left >= 7 && memcmp(rest, "\xE2\x80\x8D\xF0", 4) == 0)
            at += 7;
        else if (left >= 4 && memcmp(rest, "\xF0\x9F\x8F", 3) == 0)
            at += 4;
        else
            buffer_add_byte(joined, bytes->data[at++]);
    }
}

// The bytes as one takes them that makes what U+FE0F follows two columns wide.
static void widen_signs(const struct buffer *bytes, struct buffer *widened)
{
    for (size_t at = 0; at < bytes->length; at++) {
        buffer_add_byte(widened, bytes->data[at]);
        if (at + 3 < bytes->length && memcmp(bytes->data + at + 1, "\xEF\xB8\x8F", 3) == 0) {
            widened->length--;
            buffer_add_string(widened, "中");
            at += 3;
        }
    }
}

static void paint_otherwise(struct screen *screen, const struct canvas *canvas,
                            void (*change)(const struct buffer *, struct buffer *))
{
    struct buffer bytes = {0}, changed = {0};
    painter_paint(screen->painter, canvas, &bytes);
    change(&bytes, &changed);
    vterm_input_write(screen->vterm, buffer_string(&changed), changed.length);
    vterm_screen_flush_damage(screen->cells);
    buffer_fini(&changed);
    buffer_fini(&bytes);
}

// Line after line stands where there were others, and is marked in parts; after each step every
// ASCII character of the canvas stands in its cell, and none is where the canvas has a blank or an
// emoji.
static void check_doubtful_lines(void (*change)(const struct buffer *, struct buffer *))
{
    static const char *const lines[] = {
        "family 👨‍👩‍👧‍👦, thumbs 👍🏽 up",  "plain words that filled the row before",
        "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "and 👩🏿‍🚀 1️⃣ 2️⃣x ❤️❤️ end",
        "x👍🏽x👍🏽x",           "flags 🇱🇦🇨🇳🇷🇺 and more of them"};
    enum { LINES = sizeof lines / sizeof *lines };
    struct error error;
    struct screen screen;
    struct canvas canvas;
    uint64_t seed = 11;
    assert_true(capabilities_load("xterm-256color", &error));
    screen_open(&screen, false);
    canvas_init(&canvas, ROWS, COLUMNS);
    for (int step = 0; step < 200; step++) {
        struct area whole = area_whole(&canvas);
        if (step % 3 == 0)
            canvas_clear(&canvas);
        for (int row = 0; row < ROWS; row++) {
            if (step % 3 == 0)
                area_draw(whole, row, (int)random_below(&seed, 3), ROLE_TEXT,
                          lines[random_below(&seed, LINES)]);
            area_draw(whole, row, TEXT_COLUMNS, ROLE_RULE, "|panel");
        }
        area_paint(whole, (int)random_below(&seed, ROWS), (int)random_below(&seed, 30), 9,
                   random_below(&seed, 2) ? ROLE_YELLOW : ROLE_TEXT);
        paint_otherwise(&screen, &canvas, change);
        for (int at = 0; at < ROWS * COLUMNS; at++) {
            const char *text = canvas_cell(&canvas, at / COLUMNS, at % COLUMNS)->text;
            uint32_t shown = cell_at(&screen, at / COLUMNS, at % COLUMNS).chars[0];
            bool is_ascii = text[0] > ' ' && !text[1];
            if (is_ascii ? shown != (uint32_t)text[0] : shown > ' ' && shown < 0x7F && !text[0])
                fail_msg("step %d, row %d, column %d: U+%04X, not “%s”", step, at / COLUMNS,
                         at % COLUMNS, shown, text);
            if (text[0] == ' ' && shown > ' ' && shown < 0x7F)
                fail_msg("step %d, row %d, column %d: %c, not a blank", step, at / COLUMNS,
                         at % COLUMNS, (int)shown);
        }
    }
    canvas_fini(&canvas);
    screen_close(&screen);
}

static void test_terminals_that_join_emoji(void **state)
{
    (void)state;
    check_doubtful_lines(join_emoji);
}

static void test_terminals_that_widen_signs(void **state)
{
    (void)state;
    check_doubtful_lines(widen_signs);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_screens_are_right),
        cmocka_unit_test(test_screens_are_right_with_margins),
        cmocka_unit_test(test_a_line_further_is_cheap),
        cmocka_unit_test(test_one_cell_is_little),
        cmocka_unit_test(test_cursor_is_where_it_is_wanted),
        cmocka_unit_test(test_other_size),
        cmocka_unit_test(test_terminals_that_join_emoji),
        cmocka_unit_test(test_terminals_that_widen_signs),
    };
    int failed = cmocka_run_group_tests_name("painter", tests, NULL, NULL);
    capabilities_unload();
    return failed;
}
