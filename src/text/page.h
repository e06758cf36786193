// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_PAGE_H
#define TEXT_PAGE_H

#include "base/buffer.h"
#include "base/error.h"
#include "text/text.h"

#include <stdbool.h>
#include <stddef.h>

// A page in HTML among the texts: told by its first bytes, decoded by its own declaration, turned
// into text and metadata by the helper program dateline-html (src/html), which is started for this
// alone.

// Whether the bytes (of an encoding that contains ASCII) begin as HTML does: after white space,
// remarks and an XML declaration one of the tags that pages and their pieces begin with. Looks at
// no more than the first 4 KiB.
bool page_is_html(const char *bytes, size_t length);

// The encoding that a page declares (in <?xml …?> or a meta element within its first 128 KiB: pages
// saved from a browser have scripts and styles before it), as iconv names it and as browsers take it ("iso-8859-1" is windows-1252); without one that is known:
// UTF-8 where the bytes are that, else windows-1252. Into name[64].
void page_encoding(const char *bytes, size_t length, char name[64]);

// Has the helper (options: its folder, and who is told that it takes long; may be NULL) turn a page
// in well-formed UTF-8 into *text (empty before) and *metadata (zero before; page_metadata_fini). False with *error: a page over 128 MiB, one
// without text, no helper there, or one that failed.
bool page_extract(const struct text_options *options, const char *bytes, size_t length, const char *path,
                  struct buffer *text, struct text_metadata *metadata, struct error *error);

void page_metadata_fini(struct text_metadata *metadata);

#endif
