// SPDX-License-Identifier: GPL-3.0-or-later
// Safe: the one gate between strings from outside and the screen.

#include <config.h>

#include "text/safe.h"

#include "text/grapheme.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <wchar.h>

#define REPLACEMENT "\xEF\xBF\xBD"

bool safe_is_dangerous(unsigned code_point)
{
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
           (code_point >= 0x2028 && code_point <= 0x202E) || // separators, embeddings, overrides
           (code_point >= 0x2066 && code_point <= 0x2069) || // isolates
           code_point == 0x200E || code_point == 0x200F || code_point == 0x061C;
}

static size_t show_visibly(unsigned code_point, char *out, size_t room)
{
    int length = code_point < 0x20   ? snprintf(out, room, "^%c", (char)(code_point + 0x40))
                 : code_point == 0x7F ? snprintf(out, room, "^?")
                                      : snprintf(out, room, "<U+%04X>", code_point);
    return length < 0 ? 0 : (size_t)length;
}

bool safe_cluster(const char *cluster, size_t length, char shown[SAFE_CLUSTER])
{
    if (length == 1 && cluster[0] >= 0x20 && cluster[0] < 0x7F) {
        shown[0] = cluster[0];
        shown[1] = '\0';
        return false;
    }
    enum { LONGEST_NOTATION = 16, SOFT_HYPHEN = 0xAD };
    size_t filled = 0;
    bool changed = false, has_base = false;
    for (size_t at = 0; at < length && filled + LONGEST_NOTATION < SAFE_CLUSTER;) {
        unsigned code_point;
        size_t step = utf8_decode(cluster + at, length - at, &code_point);
        int columns = wcwidth((wchar_t)code_point);
        if (code_point == SOFT_HYPHEN) {
            changed = true; // seen only where a line ends with it
        } else if (safe_is_dangerous(code_point) || columns < 0) {
            filled += show_visibly(code_point, shown + filled, SAFE_CLUSTER - filled);
            changed = has_base = true;
        } else if (columns > 0 && uc_is_general_category(code_point, UC_SPACE_SEPARATOR)) {
            shown[filled++] = ' ';
            changed = has_base = true;
        } else {
            if (columns == 0 && !has_base && uc_is_general_category(code_point, UC_CATEGORY_M)) {
                memcpy(shown + filled, "\xE2\x97\x8C", 3);
                filled += 3;
                changed = true;
            }
            has_base = true;
            if (code_point == 0xFFFD) { // it may stand for a malformed sequence
                changed = changed || step != 3 || memcmp(cluster + at, REPLACEMENT, 3) != 0;
                memcpy(shown + filled, REPLACEMENT, 3);
                filled += 3;
            } else {
                memcpy(shown + filled, cluster + at, step);
                filled += step;
            }
        }
        at += step;
    }
    shown[filled] = '\0';
    return changed;
}

void safe_add(struct buffer *out, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        char shown[SAFE_CLUSTER];
        size_t step = grapheme_next(bytes + at, length - at);
        safe_cluster(bytes + at, step, shown);
        buffer_add_string(out, shown);
        at += step;
    }
}
