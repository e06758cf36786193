// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_BURST_H
#define UI_BURST_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdio.h>

// Brings what curses puts out to the terminal in one piece. Curses 6.4 writes whenever it has moved
// the cursor, some eighty times for a screen, and whoever reads the terminal wakes up as often:
// that takes longer than drawing it, and shows screens that are half drawn. So curses gets a
// descriptor of its own, which leads to the terminal but between burst_begin() and burst_end(),
// when it leads to a file in memory.
struct burst {
    FILE *stream; // for curses
    int terminal; // borrowed
    int store;    // the file in memory; -1: none can be had, everything goes straight out
    bool held;    // between begin and end
    struct buffer bytes;
};

// Puts a burst before the descriptor `terminal`, which stays open as long. False with errno set.
bool burst_init(struct burst *burst, int terminal);
void burst_fini(struct burst *burst);

void burst_begin(struct burst *burst);
void burst_end(struct burst *burst);

#endif
