// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FAULTS_MOUNTS_H
#define FAULTS_MOUNTS_H

#include <stdbool.h>

// Gives this process its own table of mounts, which ends with it; without being root, as root of a
// user namespace. False where that is not allowed.
bool mounts_begin(void);

// Runs a program of the system (looked for in sbin too) with arguments ended by NULL, its words
// thrown away. Whether it ended with status 0.
bool mounts_tool(const char *const *arguments);

#endif
