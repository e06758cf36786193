// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_PAINTER_H
#define UI_PAINTER_H

#include "base/buffer.h"
#include "ui/styles.h"
#include "view/canvas.h"

#include <stdbool.h>

// Makes a screen show a canvas by sending little: what differs from what it shows, after a shift of
// lines where the text has moved. It knows the screen only by what it has sent. The terminal's
// capabilities must be loaded; nothing is written, the bytes are handed over.
struct painter;

// `margins`: the terminal can shift a part of its columns, as its description says; false where
// that is not certain, since one that cannot shows a broken screen.
struct painter *painter_new(struct styles *styles, bool margins);
void painter_free(struct painter *painter);

// Adds what makes the screen, of the canvas's size, show the canvas.
void painter_paint(struct painter *painter, const struct canvas *canvas, struct buffer *out);

// The screen may show anything: the next painting clears it first.
void painter_forget(struct painter *painter);

#endif
