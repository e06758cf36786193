// SPDX-License-Identifier: GPL-3.0-or-later
// Plain: the article's pane without a screen.

#include <config.h>

#include "view/plain.h"

#include "view/state.h"

#include <string.h>

void plain_print(const struct article *article, const struct findings *findings, int width,
                 bool gutter, FILE *stream)
{
    struct reader reader = {.article = article, .findings = findings, .show_gutter = gutter,
                            .no_focus = true};
    if (article->paragraph_count == 0)
        return;
    reader.layout = layout_new(article);
    layout_set_width(reader.layout, width - (gutter ? FRAME_GUTTER : 0) - 1);
    struct canvas canvas;
    canvas_init(&canvas, 1, width);
    do {
        canvas_clear(&canvas);
        article_pane_draw(&reader, area_whole(&canvas));
        struct buffer line = {0};
        canvas_print(&canvas, &line);
        size_t length = line.length;
        while (length && (line.data[length - 1] == ' ' || line.data[length - 1] == '\n'))
            length--;
        fwrite(line.data, 1, length, stream);
        fputc('\n', stream);
        buffer_fini(&line);
    } while (layout_next(reader.layout, &reader.top) && !ferror(stream));
    canvas_fini(&canvas);
    layout_free(reader.layout);
}
