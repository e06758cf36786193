// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_NAMING_H
#define HTML_NAMING_H

#include "html/tree.h"

// What the class names and the id of an element say that it is, the weakest saying first, as publishing systems and the
// people who write for them name things.
enum html_naming {
    NAMING_NONE,
    NAMING_CONTROL,  // a thing to press
    NAMING_TIME,     // when it was published
    NAMING_CREDIT,   // its author's line
    NAMING_BESIDE,   // navigation, sharing, related, consent, advertisements …
    NAMING_COMMENTS, // what readers wrote
    NAMING_LEAD,     // its standfirst
    NAMING_BODY,     // the body of an article
};

enum html_naming html_naming_of(const struct html_tree *tree, size_t node);

// Whether its class says that it is the caption of a picture, or what holds one.
bool html_naming_is_caption(const struct html_tree *tree, size_t node);

#endif
