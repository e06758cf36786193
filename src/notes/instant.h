// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_INSTANT_H
#define NOTES_INSTANT_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Moments of time as microseconds since 1970-01-01 00:00 UTC, years 1 to 9999, without leap
// seconds; outside the program RFC 3339 ("2024-07-27T08:15:00.000000Z").
#define INSTANT_LAST INT64_C(253402300799999999) // the last microsecond of the year 9999

// Reads RFC 3339 with any number of decimals (those beyond six are dropped) and any offset; one
// without an offset is UTC. False where it is none.
bool instant_parse(const char *bytes, size_t length, int64_t *instant);

// Adds it in UTC with six decimals and Z.
void instant_format(int64_t instant, struct buffer *out);

#endif
