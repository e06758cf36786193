// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_LINKS_H
#define HTML_LINKS_H

#include "base/buffer.h"

#include <stddef.h>
#include <stdint.h>

// The addresses an article links to, numbered from 1 in the order in which they come first.
struct html_links {
    char *base; // what relative addresses are relative to, or NULL
    char **addresses;
    size_t count, capacity;
    uint32_t *slots; // a hash table of numbers; 0: free
    size_t slot_count;
};

// The number of the address that `href` stands for: absolute where `base` is known. 0 for what leads
// nowhere outside of the page (fragments, scripts, data).
size_t html_links_number(struct html_links *links, const char *href);

// "Links", a blank line, and a line "[1] ADDRESS" each.
void html_links_print(const struct html_links *links, struct buffer *out);
void html_links_fini(struct html_links *links);

#endif
