// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_CARRY_H
#define NOTES_CARRY_H

#include "text/span.h"

#include <stdbool.h>
#include <stddef.h>

// Carrying passages over from an earlier state of a text to the present one, by the differences of
// the two in tokens.
struct carry;

// Neither text is needed afterwards. Never NULL.
struct carry *carry_new(const char *old_bytes, size_t old_length, const char *new_bytes,
                        size_t new_length);
void carry_free(struct carry *carry);

// Where `passage` of the old text is in the new one. *kept is the share of its visible bytes that
// are still there, in order, from 0 to 1; *span is empty where nothing is.
void carry_passage(const struct carry *carry, struct span passage, struct span *span, double *kept);

#endif
