// SPDX-License-Identifier: GPL-3.0-or-later
// Adopt: notes that had to be kept elsewhere, brought home beside their article.

#include <config.h>

#include "notes/adopt.h"

#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/place.h"

// Status NOTHING where there were none elsewhere.
static int adopt(const struct place *place, const char *file, struct output *output)
{
    struct adoption adoption;
    struct error error;
    if (!place->sidecar || !place->fallback) {
        message_usage("adopt", _("%s: an article is meant, to which notes are brought"), file);
        return STATUS_USAGE;
    }
    if (!place_exists(place, file))
        return STATUS_CANNOT_READ;
    if (!adopt_notes(place->sidecar, place->fallback, &adoption, &error)) {
        message_error(&error);
        return STATUS_CANNOT_WRITE;
    }
    if (!adoption.there)
        return STATUS_NOTHING;
    output_string(output, place->sidecar);
    output_number(output, adoption.lines);
    output_string(output, place->fallback);
    return STATUS_DONE;
}

int command_adopt(const struct options *options, struct output *output)
{
    struct place_list list;
    if (!place_arguments(options, "adopt", 0, &list))
        return STATUS_USAGE;
    int worst = STATUS_DONE;
    for (size_t i = 0; i < list.count; i++) {
        struct place place;
        int status = STATUS_CANNOT_READ;
        if (place_init(&place, list.files[i], options))
            status = adopt(&place, list.files[i], output);
        // That one of several articles has none elsewhere is no difference.
        if (status != STATUS_NOTHING)
            worst = status > worst ? status : worst;
        place_fini(&place);
    }
    return worst == STATUS_DONE && output_row_count(output) == 0 ? STATUS_NOTHING : worst;
}
