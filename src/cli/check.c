// SPDX-License-Identifier: GPL-3.0-or-later
// Check: what is wrong with notes, a row a fault; and damaged lines moved out of the way.

#include <config.h>

#include "notes/check.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/place.h"
#include "notes/tidy.h"

static int worse(int one, int other)
{
    return one > other ? one : other;
}

// What programs read is the same in every language.
static const char *detail_of(const struct fault *fault, const struct options *options)
{
    bool words = fault->kind == FAULT_DAMAGED || fault->kind == FAULT_INVALID;
    return words && options->format == OUTPUT_TABLE && *fault->detail ? _(fault->detail)
                                                                      : fault->detail;
}

static void print_faults(const struct check *check, const char *const *files,
                         const struct options *options, struct output *output)
{
    for (size_t i = 0; i < check->count; i++) {
        const struct fault *fault = &check->faults[i];
        output_string(output, files[fault->file]);
        output_number(output, fault->line);
        output_string(output, fault_kind_name(fault->kind));
        output_string(output, detail_of(fault, options));
    }
}

// Moves the damaged lines of one sidecar.
static int repair(const char *sidecar)
{
    struct tidy_result result;
    struct error error;
    struct buffer torn = {0};
    int status = STATUS_DONE;
    buffer_format(&torn, "%s.torn", sidecar);
    if (!tidy_repair(sidecar, torn.data, &result, &error)) {
        message_error(&error);
        status = STATUS_CANNOT_WRITE;
    } else if (result.removed) {
        message_say(P_("%s: %zu damaged line moved to %s", "%s: %zu damaged lines moved to %s",
                       result.removed),
                    sidecar, result.removed, torn.data);
    }
    buffer_fini(&torn);
    return status;
}

// Checks the files of one place; those that are damaged are repaired where that is asked for.
static int check_place(const struct place *place, const struct text *text,
                       const struct options *options, struct output *output)
{
    const char *files[2];
    struct check_request request = {
        .paths = files,
        .count = place_files(place, files),
        .text = text,
        .sidecar = place->named ? place->sidecar : NULL,
        .environment = options->environment,
    };
    struct check check;
    struct error error;
    if (!check_sidecars(&request, &check, &error)) {
        message_error(&error);
        check_fini(&check);
        return STATUS_CANNOT_READ;
    }
    int status = check.count ? STATUS_NOTHING : STATUS_DONE;
    print_faults(&check, files, options, output);
    bool damaged[2] = {false, false};
    for (size_t i = 0; i < check.count; i++)
        damaged[check.faults[i].file] |= check.faults[i].kind == FAULT_DAMAGED;
    for (size_t i = 0; options->repair && i < request.count; i++)
        status = worse(status, damaged[i] ? repair(files[i]) : STATUS_DONE);
    if (!check.anchored && check.notes)
        message_say(_("%s: the passages of its notes were not looked for"), files[0]);
    check_fini(&check);
    return status;
}

int command_check(const struct options *options, struct output *output)
{
    struct place_list list;
    if (!place_arguments(options, "check", 0, &list))
        return STATUS_USAGE;
    int status = STATUS_DONE;
    for (size_t i = 0; i < list.count; i++) {
        struct place place;
        if (!place_init(&place, list.files[i], options)) {
            status = worse(status, STATUS_CANNOT_READ);
        } else if (!place_exists(&place, list.files[i])) {
            status = worse(status, STATUS_CANNOT_READ);
        } else {
            struct text *text = place_open_text(&place, options);
            if (!text && place.article)
                status = worse(status, STATUS_CANNOT_READ);
            status = worse(status, check_place(&place, text, options, output));
            text_free(text);
        }
        place_fini(&place);
    }
    return status;
}
