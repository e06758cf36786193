// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_BINDER_H
#define NOTES_BINDER_H

#include "notes/notebook-inside.h"

// A binder: the notebooks of the texts of a dossier as one. Each note is kept in the sidecar of the
// text that it is about, a link in that of its first end; passages are told in the joined text.
// What notebook.h promises of a notebook holds for it: these are its functions, called by those.
struct binder;

void binder_free(struct binder *binder);
const struct note *binder_notes(const struct binder *binder, size_t *count);
const struct note *binder_find(const struct binder *binder, const char *id);
size_t binder_damaged(const struct binder *binder, size_t *first_line);
// The notebook that the last act was on, the first one before any act.
struct notebook *binder_last(const struct binder *binder);
bool binder_save_elsewhere(struct binder *binder, struct error *error);
bool binder_add(struct binder *binder, const struct note_content *content, char id[64],
                struct error *error);
bool binder_change(struct binder *binder, const char *id, const struct note_content *content,
                   struct error *error);
bool binder_delete(struct binder *binder, const char *id, struct error *error);
bool binder_reanchor(struct binder *binder, const char *id, struct error *error);
struct note *binder_version(struct binder *binder, const char *id, size_t index);
enum undo_result binder_undo(struct binder *binder, bool confirmed, struct buffer *what,
                             struct error *error);
enum undo_result binder_redo(struct binder *binder, struct buffer *what, struct error *error);
bool binder_poll(struct binder *binder);

#endif
