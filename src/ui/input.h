// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include "view/input.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What the terminal sends, turned into inputs: bytes go in as they were read, whole inputs come
// out. No terminal and no clock in it.
struct input_decoder;

struct input_decoder *input_decoder_new(void);
void input_decoder_free(struct input_decoder *decoder);

enum { INPUT_SEQUENCE_LIMIT = 15 }; // bytes of the longest sequence that can be added

// `sequence` from now on means `key` (a code point or NAMED_). NULL, empty and over-long sequences
// are left out, and so are single printable bytes. The sequences of xterm, rxvt, linux and the
// VT220 are known from the start.
void input_decoder_add_key(struct input_decoder *decoder, const char *sequence, uint32_t key);

void input_decoder_feed(struct input_decoder *decoder, const char *bytes, size_t length);

// The next whole input in *input; false when the bytes so far hold no further one. Keys are in
// code points whatever the locale's encoding; a malformed byte is U+FFFD. A paste comes whole, in
// valid UTF-8, its CR and CR LF turned to LF, cut at INPUT_PASTE_LIMIT bytes; it is borrowed until
// the next call.
enum { INPUT_PASTE_LIMIT = 1024 * 1024 };
bool input_decoder_next(struct input_decoder *decoder, struct input *input);

// Milliseconds to wait for the rest of what has begun, before input_decoder_give_up; -1 where
// nothing has begun or a paste is under way.
int input_decoder_patience(const struct input_decoder *decoder);

// Says that no more came in that time: an Esc that stood alone is the key Esc, a sequence that was
// cut off is dropped. Call input_decoder_next afterwards.
void input_decoder_give_up(struct input_decoder *decoder);

#endif
