// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_ANNOTATION_H
#define NOTES_ANNOTATION_H

#include "base/error.h"
#include "notes/json.h"
#include "notes/note.h"
#include "notes/selector.h"
#include "notes/user.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A line of a sidecar and the note it stands for: W3C Web Annotation (Web Annotation Data Model,
// W3C Recommendation, 2017) in JSON-LD, or a tombstone.

// What the fold needs of a line.
struct annotation_facts {
    size_t id;        // node of the tape: a string that is not empty
    int64_t modified; // `created` where it is missing, else 0
    bool tombstone;
};

// False where the line is neither an annotation nor a tombstone.
bool annotation_identify(const struct json_tape *tape, struct annotation_facts *facts);

// The instants of the versions of note `id` that the line replaces are added to the growing array.
struct instant_list {
    int64_t *items;
    size_t count, capacity;
};
void annotation_replaced(const struct json_tape *tape, const char *id, struct instant_list *list);

// A note as a line tells it: all but where it is now (`span`, `other`, `state` of the note).
struct annotation {
    struct note note;
    struct selector target;
    struct selector other; // of a link within the article, else without position and quote
    struct selector far;   // of a link to another text; the same
    char *far_source;      // that text, as the line calls it; NULL: there is none
};

// The line must have been identified and be no tombstone.
void annotation_read(const struct json_tape *tape, struct annotation *annotation);
void annotation_fini(struct annotation *annotation);

// Who wrote the line, a tombstone too: the contributor named beside the note's maker, else its maker.
// Yours; NULL where it does not say.
void annotation_read_author(const struct json_tape *tape, char **id, char **nickname);

// What a new line is made from.
struct annotation_draft {
    const char *id;
    int64_t created, modified;
    const struct user *user;
    const int64_t *replaces; // `modified` of the versions it settles
    size_t replace_count;
    const char *base; // the version edited (a line of an annotation), NULL for a new note
    size_t base_length;
    // Of annotation_compose only:
    const struct note_content *content;
    const struct text *text;
    const char *source;          // reference to the article, relative to the sidecar
    const struct digest *digest; // of the text; NULL while it is not known
    // Of the content's other passage where it lies in another text; else NULL.
    const struct text *other_text;
    const char *other_source;
    const struct digest *other_digest;
    bool keep_target, keep_other; // the passages stay as `base` has them
    bool keep_motivation;         // the same of its motivation
};

// The line (without newline) of an act: the draft's content; what `base` has besides is kept.
// Strings yours; NULL with *error where the content is no UTF-8 or the line would be over its
// limit, or `base` has numbers that cannot be written back.
char *annotation_compose(const struct annotation_draft *draft, struct error *error);

// `base` once more, as a version of its own.
char *annotation_compose_again(const struct annotation_draft *draft, struct error *error);

// The same with the tag `old` renamed to `new`, all else left as it is. `new` must be UTF-8.
char *annotation_compose_retagged(const struct annotation_draft *draft, const char *old,
                                  const char *new, struct error *error);

// The line of a deletion.
char *annotation_compose_tombstone(const struct annotation_draft *draft, struct error *error);

#endif
