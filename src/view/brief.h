// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_BRIEF_H
#define VIEW_BRIEF_H

#include "article/article.h"
#include "base/buffer.h"
#include "detect/findings.h"

// The brief as Markdown: who met whom; what was added, quoted; what was left out, by speaker, the
// weightiest first; attributions dropped; how much of each original is carried.
void brief_markdown(const struct article *article, const struct findings *findings,
                    struct buffer *out);

#endif
