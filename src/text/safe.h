// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_SAFE_H
#define TEXT_SAFE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

// Strings from outside made safe to show: nothing that a terminal would obey (C0, DEL, C1), that
// reorders what is read (bidirectional controls), that breaks lines (U+2028, U+2029), or that has
// no shape here (unassigned, malformed) reaches the screen; each is shown as "^[" or "<U+202E>".

enum { SAFE_CLUSTER = 160 };

// What stands on the screen for one grapheme cluster of `length` bytes, as a NUL-ended string in
// `shown`. Returns true where that is other than the cluster itself. A combining mark without
// base gets U+25CC before it; white space other than U+0020 is shown as one space; a soft hyphen is
// not seen.
bool safe_cluster(const char *cluster, size_t length, char shown[SAFE_CLUSTER]);

// Adds the whole string that way, clusters in turn; LF and tab too are shown visibly.
void safe_add(struct buffer *out, const char *bytes, size_t length);

// Whether the code point is one of those that are never sent or written raw: C0, DEL, C1, U+2028,
// U+2029, the bidirectional controls.
bool safe_is_dangerous(unsigned code_point);

#endif
