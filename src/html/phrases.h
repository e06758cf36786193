// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_PHRASES_H
#define HTML_PHRASES_H

#include <stdbool.h>

// What sites write around an article in words of their own, in the languages that news are most often
// read in. A phrase is white space folded; ASCII letters compare without case.

// Begins as the line over, or before, links to other articles does: "Read also: …", "Lire aussi".
bool html_phrase_is_related(const char *line);

// Begins as the line over what an article rests on does: "Sources:", "Documents".
bool html_phrase_is_source(const char *line);

// Is nothing but a thing to press or a label of the page: "Share", "Advertisement", "Image".
bool html_phrase_is_control(const char *line);

// Speaks of a newsletter or a subscription.
bool html_phrase_is_offer(const char *text);

#endif
