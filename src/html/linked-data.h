// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_LINKED_DATA_H
#define HTML_LINKED_DATA_H

#include "html/metadata.h"

// Offers what a JSON-LD script (schema.org) says of the article in it. What is no JSON is passed
// over.
void html_linked_data_read(struct html_metadata *metadata, const char *json, size_t length);

#endif
