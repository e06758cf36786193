// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_STRUCTURE_H
#define DETECT_NAMES_STRUCTURE_H

#include "detect/names-scan.h"

// Where names end. A run is a stretch of capitalised words that may be one name: joined by white
// space, hyphens, "&", initials' full stops and the possessives that names contain (People’s).

// The next word of the run that holds `token`, before `limit`; 0: the run ends with it.
size_t run_next(struct scan *scan, size_t token, size_t limit);

// The same for a personal name, whose words may also be joined by particles (de la, bin, al-) and
// go on in lower case behind a hyphen (Ki-moon).
size_t person_next(struct scan *scan, size_t token, size_t limit);

// Whether a title begins at `token` that is a title there (not a name that is spelt like one).
bool title_begins(struct scan *scan, size_t token);

// Whether words that the gazetteer has as one name begin at `token` and are that name there.
bool name_begins(struct scan *scan, size_t token);

// The end of a name of several words built round a head noun ("Binational Council of Ministers",
// "Communist Party of China (CPC) Central Committee") that begins at `first`; 0 where none does.
// *type is what the head makes.
size_t structure_end(struct scan *scan, size_t first, size_t limit, enum entity_type *type);

// Past an acronym in brackets at `token`, else 0.
size_t bracket_end(const struct scan *scan, size_t token, size_t limit);

// The end of an event told by an ordinal ("third plenary session of the 20th CPC Central
// Committee", "16th BRICS Summit") at `first`; 0 where there is none. *core is the end of the part
// that may stand for the whole later ("third plenary session"); *bare: nothing but that is there.
size_t event_end(struct scan *scan, size_t first, size_t limit, size_t *core, bool *bare);

#endif
