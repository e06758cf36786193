// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_TITLE_H
#define HTML_TITLE_H

#include "html/extract.h"
#include "html/metadata.h"
#include "html/tree.h"

// The article's title: its first heading where that and the page's metadata tell of one title, else
// what the metadata say, without the name of the site. It takes the place of the title in *metadata.
// What <title> has after it, at the end, is the site's name where nothing else tells that.
void html_title_choose(struct html_metadata *metadata, const struct html_tree *tree,
                       const struct html_extract *extract);

#endif
