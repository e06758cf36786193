// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ACCURACY_SETS_H
#define ACCURACY_SETS_H

#include "measure.h"

#include <stdbool.h>

// What a figure must reach (less fails the test) and what it is meant to reach (0: nothing said).
struct mark {
    double floor, aim;
};

// Texts that are scored together: the folders in `folder`, each with its article.txt; or one text,
// whose tables lie in that folder itself.
struct set {
    const char *name;
    const char *folder;  // beside the test
    const char *article; // of the one text, in the program's data; NULL: many texts
    bool held_out;       // its contents are not shown
    struct mark marks[FIGURE_COUNT];
};

// All the sets, *count of them.
const struct set *sets_all(size_t *count);

#endif
