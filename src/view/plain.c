// SPDX-License-Identifier: GPL-3.0-or-later
// Plain: the article's pane without a screen.

#include <config.h>

#include "view/plain.h"

#include "view/state.h"

#include <string.h>

// Prints the canvas's row without trailing blanks; returns how many columns it took.
static int print_row(const struct canvas *canvas, int width, FILE *stream)
{
    struct buffer line = {0};
    canvas_print(canvas, &line);
    size_t length = line.length;
    int used = width;
    while (length && (line.data[length - 1] == ' ' || line.data[length - 1] == '\n')) {
        used -= line.data[length - 1] == ' ';
        length--;
    }
    if (length)
        fwrite(line.data, 1, length, stream);
    buffer_fini(&line);
    return used;
}

// The marks of passages that end before `end`, from *next on.
static void print_marks(const struct plain_marks *marks, size_t *next, size_t end, int used,
                        int width, FILE *stream)
{
    struct buffer numbers = {0};
    for (; *next < marks->count && marks->items[*next].end <= end; ++*next)
        buffer_format(&numbers, "[%zu]", marks->items[*next].number);
    if (numbers.length && used + 1 + (int)numbers.length <= width)
        fprintf(stream, " %s", numbers.data);
    else if (numbers.length)
        fprintf(stream, "\n%*s", width, numbers.data);
    buffer_fini(&numbers);
}

void plain_print(const struct article *article, const struct findings *findings,
                 const struct plain_marks *marks, int width, bool gutter, FILE *stream)
{
    struct reader reader = {.article = article, .findings = findings, .show_gutter = gutter,
                            .no_focus = true};
    if (article->paragraph_count == 0)
        return;
    reader.layout = layout_new(article);
    layout_set_width(reader.layout, width - (gutter ? FRAME_GUTTER : 0) - 1);
    struct canvas canvas;
    canvas_init(&canvas, 1, width);
    size_t mark = 0;
    do {
        canvas_clear(&canvas);
        article_pane_draw(&reader, area_whole(&canvas));
        int used = print_row(&canvas, width, stream);
        struct span line = layout_line(reader.layout, reader.top);
        if (marks && !span_is_empty(line))
            print_marks(marks, &mark, line.end, used, width, stream);
        fputc('\n', stream);
    } while (layout_next(reader.layout, &reader.top) && !ferror(stream));
    canvas_fini(&canvas);
    layout_free(reader.layout);
}
