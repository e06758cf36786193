// SPDX-License-Identifier: GPL-3.0-or-later
// Compact: superseded versions taken out of sidecars, which is said, since it cannot be taken back.

#include <config.h>

#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/place.h"
#include "notes/tidy.h"

static int compact(const char *sidecar, struct output *output)
{
    struct tidy_result result;
    struct error error;
    if (!tidy_compact(sidecar, &result, &error)) {
        message_error(&error);
        return STATUS_CANNOT_WRITE;
    }
    output_string(output, sidecar);
    output_number(output, result.lines);
    output_number(output, result.removed);
    output_number(output, result.bytes_before);
    output_number(output, result.bytes_after);
    if (result.removed)
        message_say(P_("%s: %zu line taken out; the history and the undo of it end here",
                       "%s: %zu lines taken out; the history and the undo of them end here",
                       result.removed),
                    sidecar, result.removed);
    return STATUS_DONE;
}

// Its status where something was there to compact.
static int compact_place(const struct place *place, const char *file, struct output *output)
{
    const char *files[2];
    if (!place_exists(place, file))
        return STATUS_CANNOT_READ;
    size_t count = place_files(place, files);
    int status = count ? STATUS_DONE : STATUS_NOTHING;
    for (size_t i = 0; i < count; i++) {
        int its = compact(files[i], output);
        status = its > status ? its : status;
    }
    return status;
}

int command_compact(const struct options *options, struct output *output)
{
    struct place_list list;
    if (!place_arguments(options, "compact", 0, &list))
        return STATUS_USAGE;
    int status = STATUS_DONE;
    for (size_t i = 0; i < list.count; i++) {
        struct place place;
        int its = STATUS_CANNOT_READ;
        if (place_init(&place, list.files[i], options))
            its = compact_place(&place, list.files[i], output);
        status = its > status ? its : status;
        place_fini(&place);
    }
    return status;
}
