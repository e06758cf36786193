// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_CODERS_H
#define NOTES_CODERS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

// Several coders' sidecars of the same articles: which belong together, and to which text.

// Whether the name is that of a sidecar: it ends in ".notes.jsonl" and has something before it.
bool coders_is_sidecar(const char *name);

// ARTICLE.agreed.notes.jsonl, where what was settled between coders is kept; yours.
char *coders_agreed_path(const char *article);

// The names (not paths) of the sidecars in a folder but for those of what was agreed, sorted, added to a list that is the caller's.
struct name_list {
    char **names;
    size_t count, capacity;
};
bool coders_list_folder(const char *folder, struct name_list *list, struct error *error);
void name_list_fini(struct name_list *list);

// The article that the sidecars are about: the file beside one of them that has its name without
// the ending; else the one that the notes of one of them name as their source, if that is a regular
// file in its folder or in the one above (no other path that stands in a sidecar is followed).
// Yours; NULL where there is none.
char *coders_find_article(const char *const *sidecars, size_t count);

#endif
