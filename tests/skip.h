// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TESTS_SKIP_H
#define TESTS_SKIP_H

// Leaves a test that cannot be run here, with a word about why. cmocka 1.1 reports its own skip()
// as a failure in TAP.
#define SKIP_TEST(reason)                                                                          \
    do {                                                                                           \
        print_message("# %s skipped: %s\n", __func__, reason);                                     \
        return;                                                                                    \
    } while (0)

#endif
