// SPDX-License-Identifier: GPL-3.0-or-later
// Columns: the table that entities and timeline share.

#include <config.h>

#include "view/columns.h"

#include "base/i18n.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

struct columns columns_make(const struct article *article, int width, bool all)
{
    struct columns columns = {0};
    size_t introduction = article_introduction(article);
    if (all)
        columns.sections[columns.count++] = SIZE_MAX;
    if (article->original_count > COLUMNS_ORIGINALS) {
        columns.has_bar = true;
        columns.bar = width / 3 < 16 ? width / 3 : 16;
        columns.bar_column = width - columns.bar - 1;
        columns.label = columns.bar_column - columns.count * COLUMNS_WIDTH - 2;
        return columns;
    }
    if (article->original_count > 0) {
        if (introduction != SIZE_MAX)
            columns.sections[columns.count++] = introduction;
        for (unsigned i = 1; i <= article->original_count; i++)
            columns.sections[columns.count++] = article_original(article, i);
    }
    columns.label = width - 1 - columns.count * COLUMNS_WIDTH;
    return columns;
}

void columns_draw(const struct columns *columns, struct area area, int row, int index,
                  enum role role, const char *string)
{
    int end = 1 + columns->label + (index + 1) * COLUMNS_WIDTH;
    area_draw(area, row, end - canvas_width(string), role, string);
}

void columns_draw_heads(const struct columns *columns, struct area area, int row,
                        const struct article *article)
{
    for (int i = 0; i < columns->count; i++) {
        char letters[8];
        const char *head = letters;
        if (columns->sections[i] == SIZE_MAX)
            head = article_is_part(article) ? _("here") : _("all"); // of a long text
        else if (article->sections[columns->sections[i]].kind == SECTION_INTRODUCTION)
            head = _("in");
        else
            article_original_letters(article->sections[columns->sections[i]].ordinal, letters);
        columns_draw(columns, area, row, i, ROLE_HEADING, head);
    }
}

void columns_add_name(const struct columns *columns, const struct article *article, int index,
                      struct buffer *out)
{
    char letters[8];
    if (columns->sections[index] == SIZE_MAX) {
        buffer_add_string(out, _("in all"));
    } else if (article->sections[columns->sections[index]].kind == SECTION_INTRODUCTION) {
        buffer_add_string(out, _("introduction"));
    } else {
        article_original_letters(article->sections[columns->sections[index]].ordinal, letters);
        buffer_add_string(out, letters);
    }
}

static char *folded(const char *string)
{
    size_t length = 0;
    return (char *)u8_casefold((const uint8_t *)string, strlen(string) + 1, NULL, UNINORM_NFC, NULL,
                               &length);
}

bool filter_matches(const char *filter, const char *name)
{
    char *wanted = folded(filter), *given = folded(name);
    bool found = wanted && given && strstr(given, wanted);
    free(wanted);
    free(given);
    return found;
}
