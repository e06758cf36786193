// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_INPUT_H
#define VIEW_INPUT_H

#include <stddef.h>
#include <stdint.h>

// What comes in from the reader: keys, pastes, the mouse. A key is one number: a code point (with
// control keys as themselves: ^D is 4, Tab 9, Enter 13, Esc 27, Backspace 127) or a name from the
// enum below, which lies above Unicode.
enum key_name {
    NAMED_UP = 0x110000,
    NAMED_DOWN,
    NAMED_LEFT,
    NAMED_RIGHT,
    NAMED_HOME,
    NAMED_END,
    NAMED_PAGE_UP,
    NAMED_PAGE_DOWN,
    NAMED_DELETE,
    NAMED_INSERT,
    NAMED_BACK_TAB,
    NAMED_F1, // F1 + n - 1 is Fn, to F12
    NAMED_F12 = NAMED_F1 + 11,
    NAMED_LIMIT,
};

enum input_kind {
    INPUT_KEY,
    INPUT_PASTE,  // text pasted whole; never keys
    INPUT_MOUSE,
    INPUT_IDLE,   // nothing came for a while: time for polling
    INPUT_WORK,   // nothing has come, and the reader has work to go on with
    INPUT_INTERRUPT, // ^C
};

enum mouse_act {
    MOUSE_PRESS,
    MOUSE_DRAG,
    MOUSE_RELEASE,
    MOUSE_WHEEL_UP,
    MOUSE_WHEEL_DOWN,
};

struct input {
    enum input_kind kind;
    uint32_t key;
    const char *paste; // borrowed; UTF-8 as it came
    size_t paste_length;
    enum mouse_act act;
    int row, column;
};

#endif
