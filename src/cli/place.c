// SPDX-License-Identifier: GPL-3.0-or-later
// Place: from a FILE of the command line to the article and the files its notes are in.

#include <config.h>

#include "cli/place.h"

#include "base/files.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "cli/message.h"
#include "notes/coders.h"
#include "notes/places.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool place_init(struct place *place, const char *file, const struct options *options)
{
    *place = (struct place){0};
    if (coders_is_sidecar(file)) {
        place->sidecar = memory_copy_string(file);
        place->article = coders_find_article(&file, 1);
        place->named = true;
        return true;
    }
    if (strcmp(file, "-") == 0) {
        struct error error;
        struct text_options text_options = options_for_text(options);
        place->standard_input = text_open(file, &text_options, &error);
        if (!place->standard_input) {
            message_error(&error);
            return false;
        }
    }
    place->article = memory_copy_string(file);
    place->named = options->notes != NULL;
    place->sidecar = options->notes ? memory_copy_string(options->notes) : place_sidecar(file);
    place->fallback = place_fallback(options->environment, options->notes ? options->notes : file,
                                     place->standard_input);
    return true;
}

void place_fini(struct place *place)
{
    free(place->article);
    free(place->sidecar);
    free(place->fallback);
    text_free(place->standard_input);
    *place = (struct place){0};
}

size_t place_files(const struct place *place, const char *files[2])
{
    size_t count = 0;
    if (place->sidecar && file_exists(place->sidecar))
        files[count++] = place->sidecar;
    if (place->fallback && file_exists(place->fallback))
        files[count++] = place->fallback;
    return count;
}

bool place_exists(const struct place *place, const char *file)
{
    const char *files[2];
    if (place->standard_input || place_files(place, files) || file_exists(file))
        return true;
    struct error error;
    errno = ENOENT;
    error_set_system(&error, file);
    message_error(&error);
    return false;
}

struct text *place_open_text(struct place *place, const struct options *options)
{
    struct text *text = place->standard_input;
    place->standard_input = NULL;
    if (text || !place->article)
        return text;
    struct error error;
    struct text_options text_options = options_for_text(options);
    text = text_open(place->article, &text_options, &error);
    if (!text)
        message_error(&error);
    return text;
}

bool place_arguments(const struct options *options, const char *command, size_t first,
                     struct place_list *list)
{
    static const char *const standard_input[] = {"-"};
    *list = (struct place_list){standard_input, 1};
    if (options->file_count > first)
        *list = (struct place_list){(const char *const *)options->files + first,
                                    options->file_count - first};
    else if (isatty(STDIN_FILENO) || options->file_count < first) {
        message_usage(command, "%s", _("which file?"));
        return false;
    }
    if (options->notes && list->count > 1) {
        message_usage(command, "%s", _("one file is meant"));
        return false;
    }
    return true;
}
