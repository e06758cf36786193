// SPDX-License-Identifier: GPL-3.0-or-later
// Compile gazetteer: a tool of the build that turns a folder's TSV files into the file that the
// program maps. Usage: compile-gazetteer FOLDER FILE

#include <config.h>

#include "base/buffer.h"
#include "base/error.h"
#include "detect/gazetteer.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    struct error error = {0};
    if (argc != 3) {
        fputs("usage: compile-gazetteer FOLDER FILE\n", stderr);
        return 2;
    }
    if (gazetteer_compile(argv[1], argv[2], &error))
        return 0;
    struct buffer message = {0};
    error_describe(&error, &message);
    fprintf(stderr, "compile-gazetteer: %s\n", buffer_string(&message));
    buffer_fini(&message);
    return 1;
}
