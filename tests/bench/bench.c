// SPDX-License-Identifier: GPL-3.0-or-later
// Bench: what the program takes, beside what its peers take for the same, measured in one run and
// in turn. One line for each: what, ours, the peer's, the ratio, the goal, and whether it is met.

#include <config.h>

#include "material.h"
#include "report.h"
#include "rows.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    const char *part = argc > 1 ? argv[1] : NULL;
    struct material material;
    setlocale(LC_ALL, "");
    if (!material_init(&material)) {
        perror("bench: no temporary folder");
        return 1;
    }
    if (system("command -v less >/dev/null 2>&1") == 0) {
        rows_screens(&material, part);
        rows_pages(&material, part);
        rows_lines(&material, part);
        rows_large(&material, part);
    } else {
        report_skip("first frames, pages", "less is missing");
    }
    rows_detection(&material, part);
    rows_notes(&material, part);
    material_fini(&material);
    return 0;
}
