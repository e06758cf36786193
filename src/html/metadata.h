// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HTML_METADATA_H
#define HTML_METADATA_H

#include "html/tree.h"

// What a page says of itself. Each field comes from the most telling place that has it: linked data
// (JSON-LD, schema.org), then the Open Graph, microdata, Dublin Core and the meta elements of
// libraries and news systems, then what HTML itself has, then an element that is called date and is
// one, and the day in the page's address. Nothing is guessed.

enum html_field {
    FIELD_TITLE,
    FIELD_SITE,
    FIELD_AUTHOR,
    FIELD_DATE, // of publication: YYYY-MM-DD, the day as it is written there
    FIELD_URL,  // absolute, http or https
    FIELD_LANGUAGE,
    FIELD_COUNT,
};

struct html_metadata {
    char *values[FIELD_COUNT]; // one line each, or NULL
    int ranks[FIELD_COUNT];    // of the place it is from; lower is more telling
    char *page_title;          // the whole of <title>, or NULL
};

// Reads them from a page; *metadata is empty before.
void html_metadata_find(struct html_metadata *metadata, const struct html_tree *tree);
void html_metadata_fini(struct html_metadata *metadata);

// Offers a value for a field: taken where none is there from a place as telling, and where it has
// the form of the field. For what reads linked data.
void html_metadata_offer(struct html_metadata *metadata, enum html_field field, int rank,
                         const char *value);

// The name of a field as helper and reader tell it each other.
const char *html_field_name(enum html_field field);

#endif
