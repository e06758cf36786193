// SPDX-License-Identifier: GPL-3.0-or-later
// Input: a decoder from the terminal's bytes to keys, pastes and acts of the mouse.
//
// The bytes wait in a buffer until one whole input stands at its head. An Esc begins a sequence
// where the following bytes are one (from the terminal's description, or a control sequence of
// ECMA-48, "Control Functions for Coded Character Sets", 1991, section 5.4); otherwise it is the
// key Esc, and what follows is read as if it stood alone. Between the marks of a bracketed paste
// nothing is a key. Curses reads bytes one by one, loses characters that come in two parts, and
// knows keys inside a paste: so its output is used, not its input. Linear in the bytes.

#include <config.h>

#include "ui/input.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum {
    ESCAPE = 0x1B,
    INTERRUPT = 0x03,
    BACKSPACE = 0x7F,
    REPLACEMENT = 0xFFFD,
    PARAMETER_LIMIT = 4,
    CONTROL_LIMIT = 64, // bytes of a control sequence, over which it is none
    ESCAPE_PATIENCE = 50,
    SEQUENCE_PATIENCE = 500,
};

static const char paste_end[] = "\033[201~";

struct key_sequence {
    char bytes[INPUT_SEQUENCE_LIMIT + 1];
    uint32_t key;
};

struct input_decoder {
    struct key_sequence *keys;
    size_t key_count, key_capacity;
    struct buffer bytes; // not yet decoded, from `at` on
    size_t at;
    bool given_up; // no more bytes come for what is at the head
    bool pasting;
    struct buffer paste;
    bool paste_after_return; // the last byte of the paste so far was a CR
    mbstate_t shift;
};

// Sequences outside the regular forms that csi_key knows.
static const struct key_sequence common_keys[] = {
    {"\033[[A", NAMED_F1},     {"\033[[B", NAMED_F1 + 1}, {"\033[[C", NAMED_F1 + 2},
    {"\033[[D", NAMED_F1 + 3}, {"\033[[E", NAMED_F1 + 4}, {"\033OA", NAMED_UP},
    {"\033OB", NAMED_DOWN},    {"\033OC", NAMED_RIGHT},   {"\033OD", NAMED_LEFT},
    {"\033OH", NAMED_HOME},    {"\033OF", NAMED_END},     {"\033OP", NAMED_F1},
    {"\033OQ", NAMED_F1 + 1},  {"\033OR", NAMED_F1 + 2},  {"\033OS", NAMED_F1 + 3},
    {"\033OM", '\r'},          {"\033OI", '\t'},          {"\033Oj", '*'},
    {"\033Ok", '+'},           {"\033Ol", ','},           {"\033Om", '-'},
    {"\033On", '.'},           {"\033Oo", '/'},           {"\033Op", '0'},
    {"\033Oq", '1'},           {"\033Or", '2'},           {"\033Os", '3'},
    {"\033Ot", '4'},           {"\033Ou", '5'},           {"\033Ov", '6'},
    {"\033Ow", '7'},           {"\033Ox", '8'},           {"\033Oy", '9'},
};

struct input_decoder *input_decoder_new(void)
{
    struct input_decoder *decoder = memory_allocate_zeroed(1, sizeof *decoder);
    for (size_t i = 0; i < sizeof common_keys / sizeof *common_keys; i++)
        input_decoder_add_key(decoder, common_keys[i].bytes, common_keys[i].key);
    return decoder;
}

void input_decoder_free(struct input_decoder *decoder)
{
    if (!decoder)
        return;
    free(decoder->keys);
    buffer_fini(&decoder->bytes);
    buffer_fini(&decoder->paste);
    free(decoder);
}

void input_decoder_add_key(struct input_decoder *decoder, const char *sequence, uint32_t key)
{
    size_t length = sequence ? strlen(sequence) : 0;
    bool printable = length == 1 && (unsigned char)sequence[0] >= ' ' && sequence[0] != BACKSPACE;
    bool too_short = length == 1 && sequence[0] == ESCAPE;
    if (length == 0 || length > INPUT_SEQUENCE_LIMIT || printable || too_short)
        return;
    struct key_sequence *known = NULL;
    for (size_t i = 0; i < decoder->key_count && !known; i++) {
        if (strcmp(decoder->keys[i].bytes, sequence) == 0)
            known = &decoder->keys[i];
    }
    if (!known) {
        decoder->keys = memory_grow(decoder->keys, &decoder->key_capacity, decoder->key_count + 1,
                                    sizeof *decoder->keys);
        known = &decoder->keys[decoder->key_count++];
        memcpy(known->bytes, sequence, length + 1);
    }
    known->key = key;
}

void input_decoder_feed(struct input_decoder *decoder, const char *bytes, size_t length)
{
    if (decoder->at == decoder->bytes.length) {
        buffer_clear(&decoder->bytes);
        decoder->at = 0;
    } else if (decoder->at > 0) {
        size_t rest = decoder->bytes.length - decoder->at;
        memmove(decoder->bytes.data, decoder->bytes.data + decoder->at, rest);
        decoder->bytes.length = rest;
        decoder->at = 0;
    }
    buffer_add(&decoder->bytes, bytes, length);
    decoder->given_up = false;
}

static const char *head(const struct input_decoder *decoder)
{
    return buffer_string(&decoder->bytes) + decoder->at;
}

static size_t head_length(const struct input_decoder *decoder)
{
    return decoder->bytes.length - decoder->at;
}

// What reading at the head came to: `length` bytes taken; whether an input came of them; or that
// more bytes are needed to tell.
struct reading {
    size_t length;
    bool has_input;
    bool needs_more;
};

static const struct reading reading_more = {.needs_more = true};
static const struct reading reading_none = {0};

static struct reading reading_key(struct input *input, uint32_t key, size_t length)
{
    *input = (struct input){.kind = key == INTERRUPT ? INPUT_INTERRUPT : INPUT_KEY, .key = key};
    return (struct reading){.length = length, .has_input = true};
}

// The longest sequence of the table at the head.
static struct reading read_table(const struct input_decoder *decoder, struct input *input)
{
    const char *bytes = head(decoder);
    size_t length = head_length(decoder);
    const struct key_sequence *best = NULL;
    size_t best_length = 0;
    bool partial = false;
    for (size_t i = 0; i < decoder->key_count; i++) {
        const struct key_sequence *key = &decoder->keys[i];
        if (key->bytes[0] != bytes[0])
            continue;
        size_t key_length = strlen(key->bytes);
        size_t common = key_length < length ? key_length : length;
        if (memcmp(key->bytes, bytes, common) != 0)
            continue;
        if (key_length > length) {
            partial = true;
        } else if (key_length > best_length) {
            best = key;
            best_length = key_length;
        }
    }
    if (partial && !decoder->given_up)
        return reading_more;
    return best ? reading_key(input, best->key, best_length) : reading_none;
}

// A control sequence: CSI, parameter bytes (of which numbers are kept), intermediate bytes, final.
struct control {
    size_t length; // in bytes; 0: none, or not whole yet
    bool whole;
    char private_mark; // < = > ? or 0
    int parameters[PARAMETER_LIMIT];
    char final;
};

static struct control parse_control(const char *bytes, size_t length)
{
    struct control control = {0};
    size_t at = 2;
    int field = 0;
    if (at < length && bytes[at] >= '<' && bytes[at] <= '?')
        control.private_mark = bytes[at++];
    for (; at < length && at < CONTROL_LIMIT; at++) {
        unsigned char byte = (unsigned char)bytes[at];
        if (byte >= '0' && byte <= '9') {
            int *number =
                &control.parameters[field < PARAMETER_LIMIT ? field : PARAMETER_LIMIT - 1];
            *number = *number < INT_MAX / 16 ? *number * 10 + (byte - '0') : *number;
        } else if (byte == ';' || byte == ':') {
            field++;
        } else if (byte >= 0x40 && byte <= 0x7E) {
            control.final = (char)byte;
            control.length = at + 1;
            control.whole = true;
            return control;
        } else if (byte < 0x20 || byte > 0x3F) { // broken off: what follows stands for itself
            control.length = at;
            return control;
        }
    }
    if (at >= CONTROL_LIMIT)
        control.length = at;
    return control;
}

// Keys of the form CSI n ~ (VT220, xterm, rxvt, linux); 0 where there is no such key.
static uint32_t tilde_key(int number)
{
    static const uint32_t keys[] = {
        [1] = NAMED_HOME,    [2] = NAMED_INSERT,    [3] = NAMED_DELETE,   [4] = NAMED_END,
        [5] = NAMED_PAGE_UP, [6] = NAMED_PAGE_DOWN, [7] = NAMED_HOME,     [8] = NAMED_END,
        [11] = NAMED_F1,     [12] = NAMED_F1 + 1,   [13] = NAMED_F1 + 2,  [14] = NAMED_F1 + 3,
        [15] = NAMED_F1 + 4, [17] = NAMED_F1 + 5,   [18] = NAMED_F1 + 6,  [19] = NAMED_F1 + 7,
        [20] = NAMED_F1 + 8, [21] = NAMED_F1 + 9,   [23] = NAMED_F1 + 10, [24] = NAMED_F1 + 11,
    };
    return number > 0 && (size_t)number < sizeof keys / sizeof *keys ? keys[number] : 0;
}

// Keys of the form CSI letter, or CSI 1 ; modifiers letter.
static uint32_t letter_key(char final)
{
    switch (final) {
    case 'A':
        return NAMED_UP;
    case 'B':
        return NAMED_DOWN;
    case 'C':
        return NAMED_RIGHT;
    case 'D':
        return NAMED_LEFT;
    case 'F':
        return NAMED_END;
    case 'H':
        return NAMED_HOME;
    case 'Z':
        return NAMED_BACK_TAB;
    case 'P':
    case 'Q':
    case 'R':
    case 'S':
        return NAMED_F1 + (uint32_t)(final - 'P');
    default:
        return 0;
    }
}

// An act of the mouse: `buttons` as xterm reports them (bits 0–1 button, 5 motion, 6 wheel), row
// and column from 1. Only the left button and the wheel mean something.
static struct reading reading_mouse(struct input *input, int buttons, int column, int row,
                                    bool released, size_t length)
{
    struct reading nothing = {.length = length};
    enum { MOTION = 32, WHEEL = 64, OTHER = 128, CELL_LIMIT = 65535 };
    int button = buttons & 3;
    if (row < 1 || column < 1 || row > CELL_LIMIT || column > CELL_LIMIT || (buttons & OTHER))
        return nothing;
    *input = (struct input){.kind = INPUT_MOUSE, .row = row - 1, .column = column - 1};
    if (buttons & WHEEL) {
        if (button > 1)
            return nothing;
        input->act = button == 0 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
    } else if (button != 0) {
        return nothing;
    } else {
        input->act = released ? MOUSE_RELEASE : (buttons & MOTION) ? MOUSE_DRAG : MOUSE_PRESS;
    }
    return (struct reading){.length = length, .has_input = true};
}

// The form from before SGR: CSI M and three bytes, each 32 too large; a release names no button.
static struct reading read_old_mouse(const struct input_decoder *decoder, struct input *input)
{
    enum { WHOLE = 6, SHIFT = 32, NO_BUTTON = 3, WHEEL = 64 };
    if (head_length(decoder) < WHOLE)
        return reading_more;
    const unsigned char *bytes = (const unsigned char *)head(decoder);
    int buttons = bytes[3] - SHIFT;
    bool released = (buttons & NO_BUTTON) == NO_BUTTON && !(buttons & WHEEL);
    return reading_mouse(input, released ? buttons & ~NO_BUTTON : buttons, bytes[4] - SHIFT,
                         bytes[5] - SHIFT, released, WHOLE);
}

static struct reading read_control(struct input_decoder *decoder, struct input *input)
{
    const char *bytes = head(decoder);
    struct control control = parse_control(bytes, head_length(decoder));
    struct reading nothing = {.length = control.length};
    if (control.length == 0)
        return reading_more;
    if (!control.whole)
        return nothing;
    if (control.private_mark == '<' && (control.final == 'M' || control.final == 'm'))
        return reading_mouse(input, control.parameters[0], control.parameters[1],
                             control.parameters[2], control.final == 'm', control.length);
    if (control.private_mark)
        return nothing;
    if (control.final == 'M' && control.length == 3)
        return read_old_mouse(decoder, input);
    if (control.final == '~' && control.parameters[0] == 200) {
        decoder->pasting = true;
        return nothing;
    }
    // With a first parameter over 1 it is no key but a report, of the cursor's place for instance.
    uint32_t key = control.parameters[0] <= 1 ? letter_key(control.final) : 0;
    if (control.final == '~' || control.final == '^' || control.final == '$')
        key = tilde_key(control.parameters[0]);
    return key ? reading_key(input, key, control.length) : nothing;
}

// One character in the locale's encoding.
static struct reading read_character(struct input_decoder *decoder, struct input *input)
{
    wchar_t wide = 0;
    mbstate_t shift = {0};
    size_t length = mbrtowc(&wide, head(decoder), head_length(decoder), &shift);
    if (length == 0) // NUL: Ctrl with Space
        return reading_key(input, 0, 1);
    if (length == (size_t)-2 && !decoder->given_up)
        return reading_more;
    if (length == (size_t)-1 || length == (size_t)-2)
        return reading_key(input, REPLACEMENT, 1);
    return reading_key(input, (uint32_t)wide, length);
}

static struct reading read_head(struct input_decoder *decoder, struct input *input)
{
    struct reading reading = read_table(decoder, input);
    if (reading.has_input || reading.needs_more)
        return reading;
    const char *bytes = head(decoder);
    size_t length = head_length(decoder);
    if (bytes[0] != ESCAPE)
        return read_character(decoder, input);
    if (length == 1 && !decoder->given_up)
        return reading_more;
    if (length == 1 || bytes[1] != '[')
        return reading_key(input, ESCAPE, 1);
    reading = read_control(decoder, input);
    if (!reading.needs_more || !decoder->given_up)
        return reading;
    // Nobody types the beginning of a longer sequence in so short a time: it was cut off.
    return length == 2 ? reading_key(input, ESCAPE, 1) : (struct reading){.length = length};
}

// Adds pasted bytes as valid UTF-8 with LF for CR and CR LF.
static void add_pasted(struct input_decoder *decoder, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        wchar_t wide = 0;
        size_t step = 1;
        if ((unsigned char)bytes[at] < 0x80 && mbsinit(&decoder->shift)) {
            wide = (wchar_t)bytes[at];
        } else {
            bool was_inside = !mbsinit(&decoder->shift);
            step = mbrtowc(&wide, bytes + at, length - at, &decoder->shift);
            if (step == (size_t)-2) // the rest comes with the next bytes; the state holds this
                return;
            if (step == (size_t)-1) { // of a broken character, the byte that broke it is kept
                decoder->shift = (mbstate_t){0};
                wide = REPLACEMENT;
                step = was_inside ? 0 : 1;
            } else if (step == 0) {
                step = 1;
            }
        }
        at += step;
        bool follows_return = decoder->paste_after_return;
        decoder->paste_after_return = wide == '\r';
        if (wide == '\n' && follows_return)
            continue;
        if (decoder->paste.length + MB_LEN_MAX <= INPUT_PASTE_LIMIT)
            buffer_add_code_point(&decoder->paste, wide == '\r' ? '\n' : (unsigned)wide);
    }
}

// Takes what has come of a paste; true when it is whole.
static bool read_paste(struct input_decoder *decoder, struct input *input)
{
    const size_t mark = sizeof paste_end - 1;
    const char *bytes = head(decoder);
    size_t length = head_length(decoder);
    const char *end = length > 0 ? memmem(bytes, length, paste_end, mark) : NULL;
    // Up to five bytes may be the beginning of the mark.
    size_t text = end ? (size_t)(end - bytes) : length;
    if (!end) {
        size_t kept = length < mark - 1 ? length : mark - 1;
        while (kept > 0 && memcmp(bytes + length - kept, paste_end, kept) != 0)
            kept--;
        text = length - kept;
    }
    add_pasted(decoder, bytes, text);
    decoder->at += text;
    if (!end)
        return false;
    decoder->at += mark;
    decoder->pasting = false;
    decoder->paste_after_return = false;
    if (!mbsinit(&decoder->shift)) {
        decoder->shift = (mbstate_t){0};
        buffer_add_code_point(&decoder->paste, REPLACEMENT);
    }
    *input = (struct input){
        .kind = INPUT_PASTE,
        .paste = buffer_string(&decoder->paste),
        .paste_length = decoder->paste.length,
    };
    return true;
}

bool input_decoder_next(struct input_decoder *decoder, struct input *input)
{
    while (true) {
        if (decoder->pasting)
            return read_paste(decoder, input);
        buffer_clear(&decoder->paste);
        if (head_length(decoder) == 0)
            return false;
        struct reading reading = read_head(decoder, input);
        if (reading.needs_more)
            return false;
        decoder->at += reading.length;
        if (reading.has_input)
            return true;
    }
}

int input_decoder_patience(const struct input_decoder *decoder)
{
    size_t length = head_length(decoder);
    if (length == 0 || decoder->pasting)
        return -1;
    return head(decoder)[0] == ESCAPE && length <= 2 ? ESCAPE_PATIENCE : SEQUENCE_PATIENCE;
}

void input_decoder_give_up(struct input_decoder *decoder)
{
    decoder->given_up = true;
}
