// SPDX-License-Identifier: GPL-3.0-or-later
// Main: the choice between reading and a command.

#include <config.h>

#include "base/environment.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/config-file.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/read.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void print_version(void)
{
    printf("dateline %s\n%s\n", PACKAGE_VERSION,
           _("GNU General Public License, version 3 or later. No warranty."));
}

static void print_help(const struct cli_command *command)
{
    if (command) {
        printf(_("Usage: dateline %s [OPTION]… %s\n"), command->name,
               command->arguments ? command->arguments : "[FILE]…");
        printf("%s.\n", _(command->help));
        options_print_help(command->name);
        return;
    }
    fputs(_("Usage: dateline [OPTION]… [+N | +/EXPRESSION] [FILE]…\n"
            "       dateline COMMAND [OPTION]… [FILE]…\n"
            "Reads a news round-up with its people, its timeline and its sources in view.\n"),
          stdout);
    options_print_help(NULL);
    printf("\n%s\n", _("Commands:"));
    for (size_t i = 0; (command = cli_command_at(i)); i++)
        printf("  %-26s %s\n", command->name, _(command->help));
    fputs(_("\nInside, h shows the keys and q quits.\n"), stdout);
}

static int run(int argc, char **argv, const struct environment *environment)
{
    const struct cli_command *command = argc > 1 ? cli_command_find(argv[1]) : NULL;
    struct options options = {.environment = environment, .date = DAY_NONE};
    int status = STATUS_USAGE;
    if (command) { // its name is passed over
        argc--;
        argv++;
    }
    if (!options_parse(argc, argv, command ? command->name : NULL, &options))
        status = STATUS_USAGE;
    else if (options.help || options.version) {
        if (options.help)
            print_help(command);
        else
            print_version();
        status = fflush(stdout) == 0 ? STATUS_DONE : STATUS_CANNOT_WRITE;
    } else if (options.check_config)
        status = config_file_check(environment);
    else if (command)
        status = cli_run(command, &options);
    else if (!isatty(STDOUT_FILENO) && (options.file_count || !isatty(STDIN_FILENO)))
        status = print_text(&options);
    else
        status = read_article(&options);
    options_fini(&options);
    return status;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); // a closed pipe ends output quietly, where it is written
    memory_tune();
    i18n_init(LOCALEDIR);
    struct environment environment;
    environment_init(&environment, PKGDATADIR, PKGLIBEXECDIR);
    int status = run(argc, argv, &environment);
    environment_fini(&environment);
    return status;
}
