// SPDX-License-Identifier: GPL-3.0-or-later
// Copy: the selection, alone or as a citation, to the clipboard by the terminal, and into the file
// `copied` under the state folder: no terminal tells whether it took what it was sent, so that
// there is always another place, which is named.

#include <config.h>

#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

static char *copied_path(const struct reader *reader)
{
    return path_join(reader->material.environment->state, "copied");
}

void reader_copy(struct reader *reader, char *text)
{
    free(reader->clipboard);
    reader->clipboard = text;
    reader->requests |= REQUEST_CLIPBOARD;
    reader_end_selection(reader);
    char *path = copied_path(reader), *folder = path_directory(path);
    char *shown = reader_short_path(path);
    struct error error;
    reader->copy_is_kept = file_make_directories(folder, &error) &&
                           file_replace(path, text, strlen(text), &error);
    if (reader->copy_is_kept)
        reader_say(reader, _("copied, if the terminal has OSC 52; also in %s"), shown);
    else
        reader_say(reader, _("copied, if the terminal has OSC 52"));
    free(shown);
    free(folder);
    free(path);
}

void reader_clipboard_refused(struct reader *reader, bool too_long)
{
    char *path = copied_path(reader), *shown = reader_short_path(path);
    if (!reader->copy_is_kept && too_long)
        reader_complain(reader, _("not copied: too long for a terminal's clipboard"));
    else if (!reader->copy_is_kept)
        reader_complain(reader, _("not copied: this terminal has no OSC 52"));
    else if (too_long)
        reader_complain(reader, _("too long for a terminal's clipboard; it is in %s"), shown);
    else
        reader_complain(reader, _("this terminal has no OSC 52; it is in %s"), shown);
    free(shown);
    free(path);
}

void reader_do_copy(struct reader *reader, long count)
{
    (void)count;
    if (reader->article->sentence_count == 0)
        return;
    struct span span = reader_selected(reader);
    reader_copy(reader,
                memory_copy_bytes(reader->article->bytes + span.start, span_length(span)));
}
