// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

// Milliseconds of a clock that nobody sets, from a beginning of its own: for how long things take.
int64_t clock_milliseconds(void);

#endif
