// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_VALID_H
#define NOTES_VALID_H

#include "notes/json.h"

// Whether a line that could be read is as it has to be: by the model's rules (Web Annotation Data
// Model, W3C Recommendation, 2017: what MUST be) and by those of the sidecar (an instant to fold
// by, one motivation).

// The first rule that the line, an annotation or a tombstone, breaks, as a phrase in English marked
// for translation; NULL where it keeps them all.
const char *valid_find_fault(const struct json_tape *tape);

#endif
