// SPDX-License-Identifier: GPL-3.0-or-later
// UUID: ids of notes (version 7) and users (version 4), after RFC 9562.

#include <config.h>

#include "notes/uuid.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

// The kernel's random bytes. getrandom() of so few bytes fails only where the call is forbidden;
// then the clock and the process number keep ids apart, if not unguessable.
static void fill_random(uint8_t *bytes, size_t length)
{
    ssize_t got;
    do
        got = getrandom(bytes, length, 0);
    while (got < 0 && errno == EINTR);
    if (got == (ssize_t)length)
        return;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t state = (uint64_t)now.tv_nsec ^ (uint64_t)now.tv_sec << 20 ^ (uint64_t)getpid() << 44;
    for (size_t i = 0; i < length; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        bytes[i] = (uint8_t)(state >> 56);
    }
}

static void format_urn(uint8_t bytes[16], unsigned version, char urn[UUID_URN])
{
    bytes[6] = (uint8_t)((bytes[6] & 0x0F) | version << 4);
    bytes[8] = (uint8_t)((bytes[8] & 0x3F) | 0x80);
    int at = snprintf(urn, UUID_URN, "urn:uuid:");
    for (size_t i = 0; i < 16; i++) {
        bool hyphen = i == 4 || i == 6 || i == 8 || i == 10;
        at += snprintf(urn + at, UUID_URN - (size_t)at, hyphen ? "-%02x" : "%02x", bytes[i]);
    }
}

void uuid_from_time(int64_t instant, char urn[UUID_URN])
{
    uint8_t bytes[16];
    fill_random(bytes, sizeof bytes);
    uint64_t milliseconds = instant > 0 ? (uint64_t)instant / 1000 : 0;
    for (size_t i = 0; i < 6; i++)
        bytes[i] = (uint8_t)(milliseconds >> (40 - 8 * i));
    format_urn(bytes, 7, urn);
}

void uuid_random(char urn[UUID_URN])
{
    uint8_t bytes[16];
    fill_random(bytes, sizeof bytes);
    format_urn(bytes, 4, urn);
}

bool uuid_is_urn(const char *urn)
{
    static const char form[] = "urn:uuid:xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (strlen(urn) != sizeof form - 1)
        return false;
    for (size_t i = 0; form[i]; i++) {
        if (form[i] == 'x' && i >= 9 ? !strchr("0123456789abcdefABCDEF", urn[i])
                                     : urn[i] != form[i])
            return false;
    }
    return true;
}
