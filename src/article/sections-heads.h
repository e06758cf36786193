// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ARTICLE_SECTIONS_HEADS_H
#define ARTICLE_SECTIONS_HEADS_H

#include "article/sections-lines.h"

// How the reports of one article are headed.
struct section_manner {
    bool decks; // headlines have a second line under them
    bool stops; // headlines end with a full stop
    bool tops;  // a day or an agency stands over them; else such a line ends the report before
};

// What stands over a paragraph: bylines, lines of publication and labels, the headline, perhaps in
// two lines, and again such lines.
struct section_head {
    size_t start; // its first line; the paragraph itself where nothing stands over it
    bool headline, publication, byline, label, deck;
    bool topped; // a day or an agency stands over the headline
};

// A line of publication, a byline or a label.
bool section_line_is_apparatus(const struct section_line *line);

// A headline that is none of these.
bool section_line_is_plain_headline(const struct section_line *line);

// A headline where headlines end with a full stop.
bool section_line_is_short_sentence(const struct section_line *line);

// A day or an agency alone, which may as well end the report before.
bool section_line_may_end(const struct section_line *line);

// The head over the paragraph lines[body], which begins at `least` (at most `body`) or after it.
struct section_head section_head_read(const struct section_line *lines,
                                      const struct section_manner *manner, size_t body,
                                      size_t least);

// How much speaks for a report that begins with the paragraph lines[body] under `head`: 0 (nothing)
// and up, 6 for a dateline.
int section_head_evidence(const struct section_line *lines, size_t body,
                          const struct section_head *head);

// Finds the datelines that are such only at the head of a report: under a headline, or right after
// the line `separator` (`count` or more: there is none) and then wherever the form comes again. One
// alone is none, but a whole date.
void section_heads_find_weak_datelines(struct section_line *lines, size_t count, size_t separator);

#endif
