// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BASE_ENVIRONMENT_H
#define BASE_ENVIRONMENT_H

#include <stdbool.h>
#include <stdint.h>

// The folders and the clock that a run works with, taken from the process's environment once and
// handed down, so that tests can hand down others.
struct environment {
    char *config;     // $XDG_CONFIG_HOME/dateline
    char *state;      // $XDG_STATE_HOME/dateline
    char *data;       // the program's own data: gazetteer/, article/
    char *helpers;    // the folder of the helper programs
    char *temporary;  // the folder for long temporary files: $TMPDIR, else /var/tmp
    int64_t today;    // seconds since 1970 for resolving and exports: SOURCE_DATE_EPOCH, else now
    int64_t fixed_now; // microseconds since 1970 that stand for now in tests; 0: the real clock
};

// From the environment: XDG variables (HOME where they are missing, the password file where that
// is missing too), DATELINE_DATADIR, DATELINE_LIBEXECDIR, SOURCE_DATE_EPOCH, DATELINE_NOW
// (microseconds, for tests). `installed_data` and `installed_helpers` are where `make install` put
// the data and the helper programs; what lies beside the program as in the build tree, or in
// ../share/dateline and ../libexec/dateline from it, goes before them.
void environment_init(struct environment *environment, const char *installed_data,
                      const char *installed_helpers);
// A copy, to be ended by itself.
void environment_copy(struct environment *copy, const struct environment *environment);
void environment_fini(struct environment *environment);

// Microseconds since 1970-01-01 00:00 UTC.
int64_t environment_now(const struct environment *environment);

#endif
