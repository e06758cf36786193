// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_CITATION_H
#define VIEW_CITATION_H

#include "base/buffer.h"
#include "base/error.h"

// The form of a citation: a template of words and fields in braces, "“{quote}” ([{agency}])".
//
// What stands in [ ] is a group, left out where one of its fields is not known. A comma or
// semicolon with blanks at its beginning is left out where it would part nothing: at the start of
// the citation, after an opening bracket, after a blank. Groups do not nest. A field outside a
// group that is not known is nothing. "\" takes [ ] { } and "\" themselves as words; "\n" is a new
// line, "\t" a tab.

enum citation_field {
    CITATION_QUOTE,
    // of the original that the quote stands in
    CITATION_AGENCY,
    CITATION_HEADLINE,
    CITATION_PLACE,
    CITATION_DATE,
    CITATION_DATE_ISO,
    CITATION_ORIGINAL, // no words: known where the quote stands in one that a page reproduces
    // of the whole
    CITATION_AUTHOR,
    CITATION_TITLE,
    CITATION_SITE,
    CITATION_PUBLISHED,
    CITATION_PUBLISHED_ISO,
    CITATION_URL,
    CITATION_ACCESSED,
    CITATION_ACCESSED_ISO,
    // where it stands
    CITATION_FILE,
    CITATION_PARAGRAPH,
    CITATION_START,
    CITATION_END,
    CITATION_FIELD_COUNT
};

// The field's name in templates: "date-iso".
const char *citation_field_name(enum citation_field field);

struct citation_form;

// Reads a template, which is copied. NULL with *error where it is malformed: ERROR_FORMAT, `column`
// the character (from 1) of the template at which it is.
struct citation_form *citation_form_new(const char *template, struct error *error);
void citation_form_free(struct citation_form *form);

// The form where none is configured.
struct citation_form *citation_form_new_usual(void);

// Adds the citation with these values, NULL where one is not known.
void citation_form_add(const struct citation_form *form,
                       const char *const values[CITATION_FIELD_COUNT], struct buffer *out);

#endif
