// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include "text/span.h"

#include <stddef.h>

// Lines of a paragraph: spans without the white space at which they were broken.
struct line_list {
    struct span *items;
    size_t count, capacity;
};

void line_list_fini(struct line_list *list);

// Adds to `lines` the lines of bytes[paragraph] (one paragraph, no LF in it) at most `width`
// columns wide, as the safe form of the text stands on the screen (text/safe.h). Greedy over the
// break opportunities of UAX #14; a word wider than a line is cut between grapheme clusters. In
// `breaks` (sorted, `break_count`) stand further offsets before which a line may be broken: the
// start of a sentence that only a NO-BREAK SPACE parts from the one before. Thai, Lao, Khmer and
// Burmese have no blanks between words: a line of them ends at a blank where one is near its end,
// else where a syllable begins (text/syllable.h). A line that ends in a soft hyphen has room for a
// hyphen. A paragraph without visible text gives one empty line.
void wrap_paragraph(const char *bytes, struct span paragraph, int width, const size_t *breaks,
                    size_t break_count, struct line_list *lines);

// Tab stops are at every so many columns from the start of a line.
enum { WRAP_TAB = 8 };

// Columns of one cluster in its safe form, at `column` of its line; a tab goes to the next stop.
int wrap_cluster_width(const char *cluster, size_t length, int column);

#endif
