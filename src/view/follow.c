// SPDX-License-Identifier: GPL-3.0-or-later
// Follow: what is found is found anew once the reader has decided on names, sections or pairs, and
// the screen stays where it was. Short texts at once; long ones when the reader is idle.

#include <config.h>

#include "base/memory.h"
#include "view/decisions.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

// Places by what they mean, since numbers of sentences, entities and events may change.
struct kept {
    size_t focus, returns, arrived; // bytes; SIZE_MAX: none
    size_t *jumps;
    char *entity, *event; // ids: the chosen row of the list of entities, the event compared
};

static size_t start_of(const struct reader *reader, size_t sentence)
{
    return sentence < reader->article->sentence_count
               ? reader->article->sentences[sentence].span.start
               : SIZE_MAX;
}

static size_t sentence_at(const struct reader *reader, size_t offset)
{
    return offset == SIZE_MAX || reader->article->sentence_count == 0
               ? 0
               : article_sentence_at(reader->article, offset);
}

static struct list_row *chosen_row(struct reader *reader)
{
    struct list *list = &reader->lists[VIEW_ENTITIES];
    return list->chosen < list->count ? &list->rows[list->chosen] : NULL;
}

static void keep(struct reader *reader, struct kept *kept)
{
    *kept = (struct kept){
        .focus = start_of(reader, reader->focus),
        .arrived = reader->arrived == SIZE_MAX ? SIZE_MAX : start_of(reader, reader->arrived),
    };
    const struct list_row *row = chosen_row(reader);
    if (row && row->kind == ROW_ENTITY && row->index < reader->findings->entity_count)
        kept->entity = memory_copy_string(reader->findings->entities[row->index].id);
    if (reader->compare_event < reader->findings->engagement_count)
        kept->event = memory_copy_string(reader->findings->engagements[reader->compare_event].id);
}

static void find_event(struct reader *reader, const char *id)
{
    if (!id)
        return;
    reader->compare_event = FINDINGS_NONE;
    for (uint32_t i = 0; i < reader->findings->engagement_count; i++) {
        if (strcmp(reader->findings->engagements[i].id, id) == 0)
            reader->compare_event = i;
    }
    if (reader->compare_event == FINDINGS_NONE && reader->view == VIEW_COMPARE)
        reader_close_view(reader);
}

static void find_entity(struct reader *reader, const char *id)
{
    struct list *list = &reader->lists[VIEW_ENTITIES];
    for (size_t i = 0; id && i < list->count; i++) {
        if (list->rows[i].kind == ROW_ENTITY &&
            strcmp(reader->findings->entities[list->rows[i].index].id, id) == 0)
            list->chosen = i;
    }
}

static void restore(struct reader *reader, struct kept *kept)
{
    reader->focus = sentence_at(reader, kept->focus);
    reader->arrived =
        kept->arrived == SIZE_MAX ? SIZE_MAX : sentence_at(reader, kept->arrived);
    find_event(reader, kept->event);
    reader_fill_lists(reader);
    find_entity(reader, kept->entity);
    free(kept->entity);
    free(kept->event);
}

void reader_detect(struct reader *reader)
{
    struct kept kept;
    keep(reader, &kept);
    const struct article *article = reader->material.detect(reader->material.context);
    reader->follows_later = false;
    if (article != reader->article) {
        reader->article = article;
        layout_set_article(reader->layout, article);
    }
    reader_learn_findings(reader);
    restore(reader, &kept);
    if (reader->view == VIEW_BRIEF)
        brief_build(reader->article, reader->findings, &reader->page);
    if (reader->view == VIEW_COMPARE)
        compare_refresh(reader);
    agree_compare(reader);
}

void reader_follow_decisions(struct reader *reader)
{
    uint64_t digest = decisions_digest(reader->material.notebook);
    if (digest == reader->decisions)
        return;
    reader->decisions = digest;
    if (!reader->material.detect)
        return;
    if (reader->detecting || span_length(reader->article->part) > FOLLOWS_AT_ONCE)
        reader->follows_later = true;
    else
        reader_detect(reader);
}
