// SPDX-License-Identifier: GPL-3.0-or-later
// Position: where each article was left, in a small file under the state folder, named by a hash of
// the article's absolute path.

#include <config.h>

#include "base/files.h"
#include "text/tokens.h"
#include "view/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATE_FILE_LIMIT = 4096 };

char *reader_state_file(const struct reader *reader, const char *kind)
{
    char *absolute = path_absolute(text_path(reader->article->text));
    struct buffer path = {0};
    buffer_format(&path, "%s/%s/%016llx", reader->material.environment->state, kind,
                  (unsigned long long)token_fold(absolute, strlen(absolute)));
    free(absolute);
    return buffer_take(&path);
}

void reader_write_state(const char *path, const char *bytes, size_t length)
{
    char *folder = path_directory(path);
    // What cannot be written is not missed: a position or a draft is a help, no note.
    if (file_make_directories(folder, NULL))
        file_replace(path, bytes, length, NULL);
    free(folder);
}

// --- position: "focus top", both code points of the text

void reader_store_position(struct reader *reader)
{
    const struct article *article = reader->article;
    if (article->sentence_count == 0 || strcmp(text_path(article->text), "-") == 0)
        return;
    char *path = reader_state_file(reader, "position");
    struct buffer line = {0};
    size_t top = layout_line(reader->layout, reader->top).start;
    buffer_format(&line, "%zu %zu\n",
                  text_code_point(article->text, article->sentences[reader->focus].span.start),
                  text_code_point(article->text, top));
    reader_write_state(path, line.data, line.length);
    buffer_fini(&line);
    free(path);
}

void reader_load_position(struct reader *reader)
{
    const struct article *article = reader->article;
    char *path = reader_state_file(reader, "position");
    struct buffer line = {0};
    size_t focus, top;
    if (article->sentence_count && file_read(path, STATE_FILE_LIMIT, &line, NULL) &&
        sscanf(buffer_string(&line), "%zu %zu", &focus, &top) == 2) {
        reader->focus = article_sentence_at(article, text_byte(article->text, focus));
        reader->top = layout_find(reader->layout, text_byte(article->text, top));
        reader_keep_in_text(reader);
    }
    buffer_fini(&line);
    free(path);
}
