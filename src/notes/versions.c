// SPDX-License-Identifier: GPL-3.0-or-later
// Versions: the lines of one note, newest first. They are read when asked for and not kept.

#include <config.h>

#include "notes/versions.h"

#include "base/memory.h"
#include "notes/annotation.h"
#include "notes/note.h"
#include "notes/notebook-inside.h"

#include <stdlib.h>
#include <string.h>

static void read_item(struct notebook *notebook, size_t version, struct note_version *item)
{
    struct fold *fold = &notebook->fold;
    const struct fold_version *it = &fold->versions[version];
    char *id = NULL;
    *item = (struct note_version){.modified = it->modified, .deleted = it->tombstone};
    if (!it->tombstone)
        notebook_read_version(notebook, version, &item->note);
    if (json_tape_read(&fold->tape, fold_line(fold, version), it->length))
        annotation_read_author(&fold->tape, &id, &item->author);
    item->authored = id && notebook->user_known && strcmp(id, notebook->user.id) == 0;
    if (!item->author)
        item->author = memory_copy_string("");
    free(id);
}

static bool is_among(const size_t *heads, size_t count, size_t version)
{
    for (size_t i = 0; i < count; i++) {
        if (heads[i] == version)
            return true;
    }
    return false;
}

bool notebook_versions(struct notebook *notebook, const char *id, struct note_version_list *list)
{
    *list = (struct note_version_list){0};
    size_t entry = fold_find(&notebook->fold, id);
    if (entry == FOLD_NONE)
        return false;
    size_t count, *versions = fold_versions(&notebook->fold, entry, &count);
    size_t *heads = fold_heads(&notebook->fold, entry, &list->heads);
    list->items = memory_allocate_zeroed(count, sizeof *list->items);
    list->count = count;
    for (size_t i = 0; i < count; i++) {
        read_item(notebook, versions[i], &list->items[i]);
        list->items[i].head = is_among(heads, list->heads, versions[i]);
    }
    free(versions);
    free(heads);
    return true;
}

void note_version_list_fini(struct note_version_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        note_fini(&list->items[i].note);
        free(list->items[i].author);
    }
    free(list->items);
    *list = (struct note_version_list){0};
}

bool note_versions_may_settle(const struct note_version_list *list)
{
    bool may = false;
    for (size_t i = 0; i < list->count; i++) {
        const struct note_version *item = &list->items[i];
        may = may || (!item->deleted && item->note.mine) || (item->head && item->authored);
    }
    return may;
}
