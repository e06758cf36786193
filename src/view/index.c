// SPDX-License-Identifier: GPL-3.0-or-later
// Index: the sections, with what the introduction carries of each original.

#include <config.h>

#include "base/i18n.h"
#include "view/state.h"

void index_fill(const struct reader *reader, struct list *list)
{
    list->count = 0;
    for (size_t i = 0; i < reader->article->section_count; i++)
        list_add(list, ROW_SECTION, (uint32_t)i);
    if (list->count == 0)
        list_add(list, ROW_HEADING, 0)->heading = _("no text");
}

// "10 of 14, in part 2": body sentences carried of an original.
static void add_coverage(const struct reader *reader, const struct section *section,
                         struct buffer *out)
{
    size_t counts[3] = {0}, body = 0;
    if (reader->findings->telling_count == 0)
        return;
    for (size_t i = 0; i < section->sentence_count; i++) {
        size_t sentence = section->first_sentence + i;
        if (reader->article->sentences[sentence].kind != SENTENCE_BODY)
            continue;
        body++;
        counts[reader->findings->tellings[sentence].carried]++;
    }
    buffer_format(out, _("%zu of %zu, in part %zu"), counts[CARRIED_FULLY], body,
                  counts[CARRIED_PARTLY]);
}

void index_draw_row(const struct reader *reader, struct area area, int row,
                    const struct list_row *item)
{
    enum { MARK_COLUMNS = 4 };
    if (item->kind == ROW_HEADING) {
        area_draw_cut(area, row, 1, area.columns - 2, ROLE_FAINT, item->heading);
        return;
    }
    static const char *const names[] = {
        [SECTION_TITLE] = N_("Title"),           [SECTION_INTRODUCTION] = N_("Introduction"),
        [SECTION_SEPARATOR] = N_("Separator"),   [SECTION_ORIGINAL] = N_("Original"),
        [SECTION_BOILERPLATE] = N_("Boilerplate"),
    };
    const struct section *section = &reader->article->sections[item->index];
    char letters[8];
    reader_section_letters(reader, item->index, letters);
    area_draw(area, row, 1, ROLE_GUTTER_LETTER, letters);
    struct buffer words = {0}, coverage = {0};
    if (section->kind == SECTION_ORIGINAL)
        add_coverage(reader, section, &coverage);
    if (span_is_empty(section->headline))
        buffer_add_string(&words, _(names[section->kind]));
    else
        buffer_add(&words, reader->article->bytes + section->headline.start,
                   span_length(section->headline));
    int right = canvas_width(buffer_string(&coverage));
    int room = area.columns - MARK_COLUMNS - (right ? right + 3 : 1);
    area_draw_cut(area, row, MARK_COLUMNS, room, ROLE_TEXT, buffer_string(&words));
    area_draw(area, row, area.columns - right - 1, ROLE_COUNT, buffer_string(&coverage));
    buffer_fini(&words);
    buffer_fini(&coverage);
}

void reader_do_view_index(struct reader *reader, long count)
{
    (void)count;
    reader_open_view(reader, VIEW_INDEX);
}
