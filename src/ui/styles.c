// SPDX-License-Identifier: GPL-3.0-or-later
// Styles: roles and attributes as the terminal's sequences.
//
// Every style is a list of parts (a colour, an attribute), each with the sequence that switches it
// on. Where all of them are of the form ESC [ … m, as on every terminal of the ANSI kind, several
// are sent as one such sequence.

#include <config.h>

#include "ui/styles.h"

#include "base/memory.h"
#include "ui/capabilities.h"

#include <stdlib.h>
#include <string.h>

enum {
    ATTRIBUTE_COUNT = 5,
    ATTRIBUTE_SETS = 1 << ATTRIBUTE_COUNT,
    SEQUENCE = 32, // bytes of one, the NUL too; a longer one is as if there were none
    NOT_KNOWN = 0xFFFF,
};

struct look {
    int16_t foreground, background; // THEME_OWN_COLOUR: none
    uint8_t attributes;             // CELL_ bits
    char foreground_on[SEQUENCE], background_on[SEQUENCE];
};

struct styles {
    struct styles_options options;
    uint16_t numbers[ROLE_LIMIT][ATTRIBUTE_SETS]; // found when they are first asked for
    struct look *looks;                           // by number
    size_t count, capacity;
    char off[SEQUENCE]; // back to plain
    char attribute_on[ATTRIBUTE_COUNT][SEQUENCE];
    uint8_t usable, usable_in_colour; // attributes that the terminal has
    bool is_ansi;                     // all sequences are ESC [ … m
};

static const struct {
    uint8_t bit;
    const char *capability;
    unsigned no_colour_video; // its bit in ncv
} attributes[ATTRIBUTE_COUNT] = {
    {CELL_BOLD, "bold", 32},  {CELL_UNDERLINE, "smul", 2},   {CELL_REVERSE, "rev", 4},
    {CELL_DIM, "dim", 16},    {CELL_ITALIC, "sitm", 0x8000},
};

static void make_sequence(const char *name, int number, char sequence[SEQUENCE])
{
    struct buffer made = {0};
    capability_add_with(&made, name, number, 0);
    sequence[0] = '\0';
    if (made.length < SEQUENCE)
        memcpy(sequence, buffer_string(&made), made.length + 1);
    buffer_fini(&made);
}

static uint16_t number_of(struct styles *styles, int16_t foreground, int16_t background,
                          uint8_t attribute_bits)
{
    for (size_t i = 0; i < styles->count; i++) {
        const struct look *other = &styles->looks[i];
        if (other->foreground == foreground && other->background == background &&
            other->attributes == attribute_bits)
            return (uint16_t)i;
    }
    styles->looks =
        memory_grow(styles->looks, &styles->capacity, styles->count + 1, sizeof *styles->looks);
    struct look *look = &styles->looks[styles->count];
    *look = (struct look){foreground, background, attribute_bits, "", ""};
    if (foreground != THEME_OWN_COLOUR)
        make_sequence("setaf", foreground, look->foreground_on);
    if (background != THEME_OWN_COLOUR)
        make_sequence("setab", background, look->background_on);
    return (uint16_t)styles->count++;
}

static uint16_t find_number(struct styles *styles, enum role role, unsigned set)
{
    struct theme_style style = theme_style(styles->options.theme, styles->options.colours, role);
    if (role == ROLE_FOCUS_BAR && !styles->options.show_bar)
        style.attributes |= CELL_REVERSE;
    if (styles->options.colours == 0)
        style.foreground = style.background = THEME_OWN_COLOUR;
    bool in_colour = style.foreground != THEME_OWN_COLOUR || style.background != THEME_OWN_COLOUR;
    // Reversed twice is not reversed: a mark on a reversed line stays to be seen.
    unsigned wanted = (style.attributes | (set & ~(unsigned)CELL_REVERSE)) ^ (set & CELL_REVERSE);
    wanted &= in_colour ? styles->usable_in_colour : styles->usable;
    return number_of(styles, style.foreground, style.background, (uint8_t)wanted);
}

// Whether the string is ESC [ … m with nothing but digits and semicolons in between.
static bool is_graphic_rendition(const char *string, size_t length)
{
    return length >= 3 && strncmp(string, "\033[", 2) == 0 &&
           strspn(string + 2, "0123456789;") == length - 3 && string[length - 1] == 'm';
}

static bool is_rendition_or_nothing(const char *string)
{
    return !*string || is_graphic_rendition(string, strlen(string));
}

static void learn_sequences(struct styles *styles)
{
    make_sequence("sgr0", 0, styles->off);
    // Some also lead back to the usual characters, from which nothing here ever leads away.
    styles->is_ansi = strstr(styles->off, "\033[m") != NULL;
    if (styles->is_ansi)
        strcpy(styles->off, "\033[m");
    int without = capability_number("ncv"); // what cannot be had together with colour
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++) {
        char *sequence = styles->attribute_on[i];
        make_sequence(attributes[i].capability, 0, sequence);
        styles->is_ansi = styles->is_ansi && is_rendition_or_nothing(sequence);
        if (!*sequence)
            continue;
        styles->usable |= attributes[i].bit;
        if (without <= 0 || !((unsigned)without & attributes[i].no_colour_video))
            styles->usable_in_colour |= attributes[i].bit;
    }
}

struct styles *styles_new(const struct styles_options *options)
{
    struct styles *styles = memory_allocate_zeroed(1, sizeof *styles);
    styles->options = *options;
    memset(styles->numbers, 0xFF, sizeof styles->numbers);
    number_of(styles, THEME_OWN_COLOUR, THEME_OWN_COLOUR, 0); // STYLE_PLAIN
    learn_sequences(styles);
    return styles;
}

void styles_free(struct styles *styles)
{
    if (!styles)
        return;
    free(styles->looks);
    free(styles);
}

uint16_t styles_of(struct styles *styles, const struct cell *cell)
{
    enum role role = cell->role < ROLE_LIMIT ? (enum role)cell->role : ROLE_TEXT;
    unsigned set = cell->attributes % ATTRIBUTE_SETS;
    uint16_t *number = &styles->numbers[role][set];
    if (*number == NOT_KNOWN)
        *number = find_number(styles, role, set);
    return *number;
}

bool styles_is_bare(const struct styles *styles, uint16_t style)
{
    const struct look *look = &styles->looks[style];
    return look->background == THEME_OWN_COLOUR &&
           !(look->attributes & (CELL_UNDERLINE | CELL_REVERSE));
}

// Adds a sequence, which becomes part of the one that stands before it from byte `start` on where
// both are of the ANSI kind.
static void join(const struct styles *styles, struct buffer *out, size_t start, const char *sequence)
{
    bool joined = styles->is_ansi && out->length > start &&
                  is_graphic_rendition(sequence, strlen(sequence));
    if (joined)
        out->data[out->length - 1] = ';'; // "…m" and "ESC[…m" become "…;…m"
    buffer_add_string(out, joined ? sequence + 2 : sequence);
}

// What switches on `look` where `have` is on.
static void add_on(const struct styles *styles, const struct look *have, const struct look *look,
                   size_t start, struct buffer *out)
{
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++) {
        if ((look->attributes & ~(unsigned)have->attributes) & attributes[i].bit)
            join(styles, out, start, styles->attribute_on[i]);
    }
    if (look->foreground != have->foreground)
        join(styles, out, start, look->foreground_on);
    if (look->background != have->background)
        join(styles, out, start, look->background_on);
}

void styles_change(const struct styles *styles, uint16_t from, uint16_t to, struct buffer *out)
{
    const struct look *have = &styles->looks[from], *look = &styles->looks[to];
    if (from == to)
        return;
    bool only_more =
        !(have->attributes & ~(unsigned)look->attributes) &&
        (have->foreground == THEME_OWN_COLOUR || look->foreground != THEME_OWN_COLOUR) &&
        (have->background == THEME_OWN_COLOUR || look->background != THEME_OWN_COLOUR);
    size_t start = out->length;
    if (!only_more) {
        buffer_add_string(out, styles->off);
        have = &styles->looks[STYLE_PLAIN];
    }
    add_on(styles, have, look, start, out);
}
