// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_UUID_H
#define NOTES_UUID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// "urn:uuid:", 36 characters and a NUL.
enum { UUID_URN = 46 };

// A UUID of version 7 (RFC 9562): the milliseconds of `instant` (microseconds since 1970), then
// random bits; so ids sort by the time they were made.
void uuid_from_time(int64_t instant, char urn[UUID_URN]);

// A UUID of version 4: random.
void uuid_random(char urn[UUID_URN]);

// Whether `urn` has the form "urn:uuid:" and a UUID.
bool uuid_is_urn(const char *urn);

#endif
