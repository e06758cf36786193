// SPDX-License-Identifier: GPL-3.0-or-later
// Themes: constant tables of roles by theme and depth of colour.
//
// The text itself always keeps the terminal's own colours; only what has a meaning of its own is
// set off, and little. Backgrounds stand for what the reader made (highlights, selection) and for
// search hits; foregrounds for what the program found. Added and lost differ in hue and in weight,
// so that they stay apart for the colour-blind. A table for 16 colours serves 8 too: the bright
// half becomes bold there.
//
// Without colour, four attributes remain on every terminal (bold, underline, reverse and their
// sums): they are given to what stands in running text and was made by the reader, each its own
// sum. Names of persons, organisations and places differ by italic and dim, where there are such.

#include <config.h>

#include "ui/theme.h"

#include <stddef.h>
#include <string.h>

#define OWN THEME_OWN_COLOUR
#define ATTRIBUTES(bits) {OWN, OWN, (bits)}
#define INK(colour, bits) {(colour), OWN, (bits)}
#define PAPER(colour, ink, bits) {(ink), (colour), (bits)}

static const struct theme_style theme_dark_256[ROLE_LIMIT] = {
    [ROLE_TEXT] = ATTRIBUTES(0),
    [ROLE_TOP_LINE] = PAPER(236, 252, 0),
    [ROLE_KEY_LINE] = INK(245, 0),
    [ROLE_KEY] = INK(252, CELL_BOLD),
    [ROLE_MESSAGE] = INK(222, 0),
    [ROLE_ERROR] = INK(210, CELL_BOLD),
    [ROLE_RULE] = INK(240, 0),
    [ROLE_HEADING] = INK(250, CELL_BOLD),
    [ROLE_COUNT] = INK(248, 0),
    [ROLE_FAINT] = INK(244, 0),
    [ROLE_FOCUS_BAR] = INK(75, 0),
    [ROLE_FOCUS] = INK(231, 0),
    [ROLE_HEADLINE] = ATTRIBUTES(CELL_BOLD),
    [ROLE_DATELINE] = INK(246, 0),
    [ROLE_GUTTER_LETTER] = INK(250, 0),
    [ROLE_GUTTER_SAME] = INK(242, 0),
    [ROLE_GUTTER_EDITED] = INK(179, 0),
    [ROLE_GUTTER_FREE] = INK(139, 0),
    [ROLE_ADDED] = INK(115, CELL_BOLD),
    [ROLE_LOST] = INK(173, 0),
    [ROLE_MOVED] = INK(139, 0),
    [ROLE_PERSON] = INK(223, 0),
    [ROLE_ORGANISATION] = INK(152, 0),
    [ROLE_PLACE] = INK(151, 0),
    [ROLE_HIT] = PAPER(179, 16, 0),
    [ROLE_SELECTION] = PAPER(60, 231, 0),
    [ROLE_YELLOW] = PAPER(58, 230, 0),
    [ROLE_GREEN] = PAPER(22, 194, 0),
    [ROLE_BLUE] = PAPER(24, 195, 0),
    [ROLE_RED] = PAPER(52, 224, 0),
    [ROLE_TAGGED] = ATTRIBUTES(CELL_UNDERLINE),
    [ROLE_CURSOR_ROW] = PAPER(238, 231, CELL_BOLD),
};

static const struct theme_style theme_light_256[ROLE_LIMIT] = {
    [ROLE_TEXT] = ATTRIBUTES(0),
    [ROLE_TOP_LINE] = PAPER(254, 236, 0),
    [ROLE_KEY_LINE] = INK(242, 0),
    [ROLE_KEY] = INK(236, CELL_BOLD),
    [ROLE_MESSAGE] = INK(94, 0),
    [ROLE_ERROR] = INK(124, CELL_BOLD),
    [ROLE_RULE] = INK(250, 0),
    [ROLE_HEADING] = INK(238, CELL_BOLD),
    [ROLE_COUNT] = INK(240, 0),
    [ROLE_FAINT] = INK(243, 0),
    [ROLE_FOCUS_BAR] = INK(26, 0),
    [ROLE_FOCUS] = INK(16, 0),
    [ROLE_HEADLINE] = ATTRIBUTES(CELL_BOLD),
    [ROLE_DATELINE] = INK(242, 0),
    [ROLE_GUTTER_LETTER] = INK(238, 0),
    [ROLE_GUTTER_SAME] = INK(247, 0),
    [ROLE_GUTTER_EDITED] = INK(130, 0),
    [ROLE_GUTTER_FREE] = INK(97, 0),
    [ROLE_ADDED] = INK(23, CELL_BOLD),
    [ROLE_LOST] = INK(130, 0),
    [ROLE_MOVED] = INK(97, 0),
    [ROLE_PERSON] = INK(94, 0),
    [ROLE_ORGANISATION] = INK(24, 0),
    [ROLE_PLACE] = INK(22, 0),
    [ROLE_HIT] = PAPER(215, 16, 0),
    [ROLE_SELECTION] = PAPER(146, 16, 0),
    [ROLE_YELLOW] = PAPER(229, 16, 0),
    [ROLE_GREEN] = PAPER(194, 16, 0),
    [ROLE_BLUE] = PAPER(153, 16, 0),
    [ROLE_RED] = PAPER(224, 16, 0),
    [ROLE_TAGGED] = ATTRIBUTES(CELL_UNDERLINE),
    [ROLE_CURSOR_ROW] = PAPER(253, 16, CELL_BOLD),
};

// 0 black 1 red 2 green 3 yellow 4 blue 5 magenta 6 cyan 7 white; 8 to 15 the same, bright.
static const struct theme_style theme_dark_16[ROLE_LIMIT] = {
    [ROLE_TEXT] = ATTRIBUTES(0),
    [ROLE_TOP_LINE] = ATTRIBUTES(CELL_REVERSE),
    [ROLE_KEY_LINE] = INK(8, 0),
    [ROLE_KEY] = ATTRIBUTES(CELL_BOLD),
    [ROLE_MESSAGE] = INK(3, 0),
    [ROLE_ERROR] = INK(9, CELL_BOLD),
    [ROLE_RULE] = INK(8, 0),
    [ROLE_HEADING] = ATTRIBUTES(CELL_BOLD),
    [ROLE_COUNT] = ATTRIBUTES(0),
    [ROLE_FAINT] = INK(8, 0),
    [ROLE_FOCUS_BAR] = INK(12, 0),
    [ROLE_FOCUS] = ATTRIBUTES(0),
    [ROLE_HEADLINE] = ATTRIBUTES(CELL_BOLD),
    [ROLE_DATELINE] = INK(8, 0),
    [ROLE_GUTTER_LETTER] = ATTRIBUTES(0),
    [ROLE_GUTTER_SAME] = INK(8, 0),
    [ROLE_GUTTER_EDITED] = INK(3, 0),
    [ROLE_GUTTER_FREE] = INK(5, 0),
    [ROLE_ADDED] = INK(10, CELL_BOLD),
    [ROLE_LOST] = INK(1, 0),
    [ROLE_MOVED] = INK(5, 0),
    [ROLE_PERSON] = INK(3, 0),
    [ROLE_ORGANISATION] = INK(6, 0),
    [ROLE_PLACE] = INK(2, 0),
    [ROLE_HIT] = PAPER(6, 0, CELL_UNDERLINE),
    [ROLE_SELECTION] = ATTRIBUTES(CELL_REVERSE),
    [ROLE_YELLOW] = PAPER(3, 0, 0),
    [ROLE_GREEN] = PAPER(2, 0, 0),
    [ROLE_BLUE] = PAPER(4, 15, 0),
    [ROLE_RED] = PAPER(1, 15, 0),
    [ROLE_TAGGED] = ATTRIBUTES(CELL_UNDERLINE),
    [ROLE_CURSOR_ROW] = ATTRIBUTES(CELL_REVERSE),
};

static const struct theme_style theme_light_16[ROLE_LIMIT] = {
    [ROLE_TEXT] = ATTRIBUTES(0),
    [ROLE_TOP_LINE] = ATTRIBUTES(CELL_REVERSE),
    [ROLE_KEY_LINE] = ATTRIBUTES(CELL_DIM),
    [ROLE_KEY] = ATTRIBUTES(CELL_BOLD),
    [ROLE_MESSAGE] = INK(5, 0),
    [ROLE_ERROR] = INK(1, CELL_BOLD),
    [ROLE_RULE] = ATTRIBUTES(CELL_DIM),
    [ROLE_HEADING] = ATTRIBUTES(CELL_BOLD),
    [ROLE_COUNT] = ATTRIBUTES(0),
    [ROLE_FAINT] = ATTRIBUTES(CELL_DIM),
    [ROLE_FOCUS_BAR] = INK(4, 0),
    [ROLE_FOCUS] = ATTRIBUTES(0),
    [ROLE_HEADLINE] = ATTRIBUTES(CELL_BOLD),
    [ROLE_DATELINE] = ATTRIBUTES(CELL_DIM),
    [ROLE_GUTTER_LETTER] = ATTRIBUTES(0),
    [ROLE_GUTTER_SAME] = ATTRIBUTES(CELL_DIM),
    [ROLE_GUTTER_EDITED] = INK(1, 0),
    [ROLE_GUTTER_FREE] = INK(5, 0),
    [ROLE_ADDED] = INK(2, CELL_BOLD),
    [ROLE_LOST] = INK(1, 0),
    [ROLE_MOVED] = INK(5, 0),
    [ROLE_PERSON] = INK(5, 0),
    [ROLE_ORGANISATION] = INK(4, 0),
    [ROLE_PLACE] = INK(2, 0),
    [ROLE_HIT] = PAPER(6, 0, CELL_UNDERLINE),
    [ROLE_SELECTION] = ATTRIBUTES(CELL_REVERSE),
    [ROLE_YELLOW] = PAPER(3, 0, 0),
    [ROLE_GREEN] = PAPER(2, 0, 0),
    [ROLE_BLUE] = PAPER(4, 7, 0),
    [ROLE_RED] = PAPER(1, 7, 0),
    [ROLE_TAGGED] = ATTRIBUTES(CELL_UNDERLINE),
    [ROLE_CURSOR_ROW] = ATTRIBUTES(CELL_REVERSE),
};

static const struct theme_style theme_mono[ROLE_LIMIT] = {
    [ROLE_TEXT] = ATTRIBUTES(0),
    [ROLE_TOP_LINE] = ATTRIBUTES(CELL_REVERSE),
    [ROLE_KEY_LINE] = ATTRIBUTES(CELL_DIM),
    [ROLE_KEY] = ATTRIBUTES(CELL_BOLD),
    [ROLE_MESSAGE] = ATTRIBUTES(CELL_BOLD),
    [ROLE_ERROR] = ATTRIBUTES(CELL_BOLD | CELL_REVERSE),
    [ROLE_RULE] = ATTRIBUTES(CELL_DIM),
    [ROLE_HEADING] = ATTRIBUTES(CELL_BOLD),
    [ROLE_COUNT] = ATTRIBUTES(0),
    [ROLE_FAINT] = ATTRIBUTES(CELL_DIM),
    [ROLE_FOCUS_BAR] = ATTRIBUTES(CELL_BOLD),
    [ROLE_FOCUS] = ATTRIBUTES(0),
    [ROLE_HEADLINE] = ATTRIBUTES(CELL_BOLD),
    [ROLE_DATELINE] = ATTRIBUTES(CELL_DIM),
    [ROLE_GUTTER_LETTER] = ATTRIBUTES(0),
    [ROLE_GUTTER_SAME] = ATTRIBUTES(CELL_DIM),
    [ROLE_GUTTER_EDITED] = ATTRIBUTES(0),
    [ROLE_GUTTER_FREE] = ATTRIBUTES(0),
    [ROLE_ADDED] = ATTRIBUTES(CELL_BOLD),
    [ROLE_LOST] = ATTRIBUTES(CELL_UNDERLINE),
    [ROLE_MOVED] = ATTRIBUTES(CELL_ITALIC | CELL_DIM),
    [ROLE_PERSON] = ATTRIBUTES(CELL_ITALIC),
    [ROLE_ORGANISATION] = ATTRIBUTES(CELL_ITALIC | CELL_DIM),
    [ROLE_PLACE] = ATTRIBUTES(CELL_DIM),
    [ROLE_HIT] = ATTRIBUTES(CELL_REVERSE | CELL_BOLD),
    [ROLE_SELECTION] = ATTRIBUTES(CELL_REVERSE),
    [ROLE_YELLOW] = ATTRIBUTES(CELL_UNDERLINE),
    [ROLE_GREEN] = ATTRIBUTES(CELL_UNDERLINE | CELL_BOLD),
    [ROLE_BLUE] = ATTRIBUTES(CELL_REVERSE | CELL_UNDERLINE),
    [ROLE_RED] = ATTRIBUTES(CELL_REVERSE | CELL_UNDERLINE | CELL_BOLD),
    [ROLE_TAGGED] = ATTRIBUTES(CELL_BOLD),
    [ROLE_CURSOR_ROW] = ATTRIBUTES(CELL_REVERSE),
};

bool theme_find(const char *name, enum theme_name *theme)
{
    static const char *const names[] = {
        [THEME_DARK] = "dark",
        [THEME_LIGHT] = "light",
        [THEME_MONO] = "mono",
    };
    *theme = THEME_DARK;
    if (!name)
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0) {
            *theme = (enum theme_name)i;
            return true;
        }
    }
    return false;
}

// A style of 16 colours on a terminal of 8: bright black becomes dim, the other bright colours
// bold, a bright background its dark twin.
static struct theme_style style_in_eight(struct theme_style style)
{
    if (style.foreground == 8) {
        style.foreground = OWN;
        style.attributes |= CELL_DIM;
    } else if (style.foreground > 8) {
        style.foreground = (int16_t)(style.foreground - 8);
        style.attributes |= CELL_BOLD;
    }
    if (style.background >= 8)
        style.background = (int16_t)(style.background - 8);
    return style;
}

struct theme_style theme_style(enum theme_name theme, int colours, enum role role)
{
    if (role >= ROLE_LIMIT)
        role = ROLE_TEXT;
    if (theme == THEME_MONO || colours < 8)
        return theme_mono[role];
    if (colours >= 256)
        return (theme == THEME_LIGHT ? theme_light_256 : theme_dark_256)[role];
    struct theme_style style = (theme == THEME_LIGHT ? theme_light_16 : theme_dark_16)[role];
    return colours >= 16 ? style : style_in_eight(style);
}
