// SPDX-License-Identifier: GPL-3.0-or-later
// Retag: a tag renamed in all notes of some articles or sidecars.

#include <config.h>

#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/place.h"
#include "notes/bulk.h"
#include "text/safe.h"
#include "text/utf8.h"

#include <string.h>
#include <unistr.h>

// Whether a tag can read so.
static bool is_tag(const char *tag)
{
    size_t length = strlen(tag);
    if (length == 0 || u8_check((const uint8_t *)tag, length))
        return false;
    for (size_t at = 0; at < length;) {
        unsigned code_point;
        at += utf8_decode(tag + at, length - at, &code_point);
        if (safe_is_dangerous(code_point))
            return false;
    }
    return true;
}

static void print_rows(const struct notebook *notebook, const struct bulk_result *result,
                       const char *file, struct output *output)
{
    size_t count;
    const struct note *notes = notebook_notes(notebook, &count);
    for (size_t i = 0; i < count; i++) {
        const struct note *note = &notes[i];
        if (!bulk_result_find(result, note->id))
            continue;
        output_string(output, note->id);
        output_list(output, (const char *const *)note->tags, note->tag_count);
        output_string(output, note->quote);
        output_string(output, file);
    }
}

static int retag_notes(struct notebook *notebook, const char *file, const struct options *options,
                       struct output *output)
{
    struct bulk_result result;
    struct error error;
    int status = STATUS_DONE;
    if (!notebook_retag(notebook, options->files[0], options->files[1], &result, &error)) {
        message_error(&error);
        return STATUS_CANNOT_WRITE;
    }
    if (notebook_warning(notebook)->code != ERROR_NONE) {
        message_error(notebook_warning(notebook));
        message_say(_("the notes are kept in %s"), notebook_path(notebook));
    }
    print_rows(notebook, &result, file, output);
    if (result.left) {
        message_error(&result.reason);
        message_say(
            P_("%s: %zu note left as it was", "%s: %zu notes left as they were", result.left), file,
            result.left);
        status = STATUS_CANNOT_WRITE;
    }
    bulk_result_fini(&result);
    return status;
}

static int retag(struct place *place, const char *file, const struct options *options,
                 struct output *output)
{
    if (!place_exists(place, file))
        return STATUS_CANNOT_READ;
    struct text *text = place_open_text(place, options);
    if (!text && place->article)
        return STATUS_CANNOT_READ;
    if (!text) // a tag is renamed whether or not the passage can be found
        text = text_from_bytes("", 0, file);
    struct notebook_options notebook_options = {
        .text = text,
        .environment = options->environment,
        .sidecar = place->named ? place->sidecar : NULL,
        .patient = true,
    };
    struct error error;
    int status = STATUS_CANNOT_READ;
    struct notebook *notebook = notebook_open(&notebook_options, &error);
    if (notebook)
        status = retag_notes(notebook, file, options, output);
    else
        message_error(&error);
    notebook_free(notebook);
    text_free(text);
    return status;
}

int command_retag(const struct options *options, struct output *output)
{
    struct place_list list;
    if (options->file_count < 2) {
        message_usage("retag", "%s", _("the old tag, the new one and files are meant"));
        return STATUS_USAGE;
    }
    if (!is_tag(options->files[1])) {
        message_usage("retag", "%s", _("a tag is not empty and holds no control characters"));
        return STATUS_USAGE;
    }
    if (!place_arguments(options, "retag", 2, &list))
        return STATUS_USAGE;
    if (strcmp(options->files[0], options->files[1]) == 0)
        return STATUS_NOTHING;
    int worst = STATUS_DONE;
    for (size_t i = 0; i < list.count; i++) {
        struct place place;
        int status = STATUS_CANNOT_READ;
        if (place_init(&place, list.files[i], options))
            status = retag(&place, list.files[i], options, output);
        worst = status > worst ? status : worst;
        place_fini(&place);
    }
    return worst == STATUS_DONE && output_row_count(output) == 0 ? STATUS_NOTHING : worst;
}
