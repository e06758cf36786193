// SPDX-License-Identifier: GPL-3.0-or-later
// Differences: the summary of what was added, left out, and told without its speaker.

#include <config.h>

#include "base/i18n.h"
#include "view/state.h"

#include <stdio.h>

void differences_fill(const struct reader *reader, struct list *list)
{
    list->count = 0;
    if (!article_is_retold(reader->article)) {
        list_add(list, ROW_HEADING, 0)->heading =
            reader->article->original_count ? _("C on an event: all its tellings")
                                            : _("no originals here: nothing to compare");
        return;
    }
    list_add(list, ROW_ADDED, 0);
    list_add(list, ROW_LEFT_OUT, 0);
    list_add(list, ROW_VOICE, 0);
}

static void add_words(struct buffer *out, const struct reader *reader, enum row_kind kind)
{
    const struct difference_counts counts = reader->counts.differences;
    size_t phrases = reader->findings->added_count;
    switch (kind) {
    case ROW_ADDED:
        buffer_format(out, P_("%zu sentence", "%zu sentences", counts.added_sentences),
                      counts.added_sentences);
        buffer_add_string(out, ", ");
        buffer_format(out, P_("%zu phrase", "%zu phrases", phrases), phrases);
        break;
    case ROW_LEFT_OUT:
        buffer_format(out, _("%zu of %zu, in part %zu"), counts.out, counts.body, counts.partly);
        break;
    default:
        buffer_format(out, P_("%zu attribution dropped", "%zu attributions dropped", counts.dropped),
                      counts.dropped);
        break;
    }
}

void differences_draw_row(const struct reader *reader, struct area area, int row,
                          const struct list_row *item)
{
    enum { LABEL = 10 };
    if (item->kind == ROW_HEADING) {
        area_draw_cut(area, row, 1, area.columns - 1, ROLE_FAINT, item->heading);
        return;
    }
    const char *label = item->kind == ROW_ADDED      ? _("ADDED")
                        : item->kind == ROW_LEFT_OUT ? _("LEFT OUT")
                                                     : _("VOICE");
    const char *key = item->kind == ROW_ADDED ? "+" : item->kind == ROW_LEFT_OUT ? "-" : "S";
    struct buffer words = {0};
    add_words(&words, reader, item->kind);
    area_draw_cut(area, row, 1, LABEL - 1, ROLE_HEADING, label);
    area_draw_cut(area, row, 1 + LABEL, area.columns - LABEL - 4, ROLE_TEXT, buffer_string(&words));
    area_draw(area, row, area.columns - 1, ROLE_KEY, key);
    buffer_fini(&words);
}
