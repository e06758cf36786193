// SPDX-License-Identifier: GPL-3.0-or-later
// Clipboard: text as OSC 52 in base64 (RFC 4648), wrapped for what stands in between: tmux takes
// the sequence itself or hands it through, as it is set up, so it gets both forms; screen hands
// through short pieces.

#include <config.h>

#include "ui/clipboard.h"

#include <nettle/base64.h>
#include <stdlib.h>
#include <string.h>

static void add_base64(struct buffer *out, const char *text, size_t length)
{
    enum { PIECE = 3 * 1024 };
    char encoded[BASE64_ENCODE_RAW_LENGTH(PIECE)];
    for (size_t at = 0; at < length; at += PIECE) {
        size_t piece = length - at < PIECE ? length - at : PIECE;
        base64_encode_raw(encoded, piece, (const uint8_t *)text + at);
        buffer_add(out, encoded, BASE64_ENCODE_RAW_LENGTH(piece));
    }
}

// In tmux's passthrough every Esc is doubled; ours has one, at its start.
static void add_for_tmux(struct buffer *out, const char *sequence)
{
    buffer_add_string(out, sequence);
    buffer_format(out, "\033Ptmux;\033%s\033\\", sequence);
}

static void add_for_screen(struct buffer *out, const char *sequence)
{
    enum { PIECE = 252 }; // screen's own limit for a string is 256
    size_t length = strlen(sequence);
    for (size_t at = 0; at < length; at += PIECE) {
        buffer_add_string(out, "\033P");
        buffer_add(out, sequence + at, length - at < PIECE ? length - at : PIECE);
        buffer_add_string(out, "\033\\");
    }
}

static bool environment_has(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

bool clipboard_sequence(const char *text, struct buffer *out)
{
    size_t length = strlen(text);
    const char *terminal = getenv("TERM");
    if (length > CLIPBOARD_LIMIT || !terminal || strncmp(terminal, "linux", 5) == 0 ||
        strncmp(terminal, "vt", 2) == 0)
        return false;
    struct buffer sequence = {0};
    buffer_add_string(&sequence, "\033]52;c;");
    add_base64(&sequence, text, length);
    buffer_add_byte(&sequence, '\a');
    if (environment_has("TMUX"))
        add_for_tmux(out, buffer_string(&sequence));
    else if (environment_has("STY"))
        add_for_screen(out, buffer_string(&sequence));
    else
        buffer_add(out, buffer_string(&sequence), sequence.length);
    buffer_fini(&sequence);
    return true;
}
