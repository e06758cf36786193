// SPDX-License-Identifier: GPL-3.0-or-later
// Merge: several sidecars made one; as a driver of git's merges, too.

#include <config.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "notes/merge.h"

#include <errno.h>
#include <stdio.h>

static void report(const struct merge_result *result, bool fold)
{
    if (fold && result->left)
        message_say(P_("%zu line left out: other versions, or damaged",
                       "%zu lines left out: other versions, or damaged", result->left),
                    result->left);
    else if (!fold && result->damaged)
        message_say(P_("%zu damaged line, kept", "%zu damaged lines, kept", result->damaged),
                    result->damaged);
}

static int merge_to_output(const struct options *options)
{
    struct buffer out = {0};
    struct merge_result result;
    struct error error;
    int status = STATUS_DONE;
    if (!merge_sidecars((const char *const *)options->files, options->file_count, options->fold,
                        &out, &result, &error)) {
        message_error(&error);
        status = STATUS_CANNOT_READ;
    } else {
        fwrite(buffer_string(&out), 1, out.length, stdout);
        report(&result, options->fold);
        status = result.lines ? STATUS_DONE : STATUS_NOTHING;
    }
    buffer_fini(&out);
    return status;
}

static int merge_to_file(const struct options *options)
{
    struct merge_result result;
    struct error error;
    bool writing;
    if (merge_into(options->output, (const char *const *)options->files, options->file_count,
                   options->fold, &result, &writing, &error)) {
        report(&result, options->fold);
        return STATUS_DONE;
    }
    message_error(&error);
    if (error.code == ERROR_SYSTEM && error.system == EEXIST)
        message_say(_("%s: this line stands in none of the files merged; name the file among them "
                      "to keep it"),
                    options->output);
    return writing ? STATUS_CANNOT_WRITE : STATUS_CANNOT_READ;
}

int command_merge(const struct options *options, struct output *output)
{
    (void)output;
    if (options->file_count == 0) {
        message_usage("merge", "%s", _("which file?"));
        return STATUS_USAGE;
    }
    return options->output ? merge_to_file(options) : merge_to_output(options);
}
