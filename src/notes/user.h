// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_USER_H
#define NOTES_USER_H

#include "base/environment.h"
#include "notes/uuid.h"

#include <stdbool.h>

// Who makes notes here: a random id kept in the state folder (the file `user`: the id on the first
// line, the name on the second, which may be edited) and a name, at first the login name. Never an
// e-mail address unasked.
struct user {
    char id[UUID_URN];
    char *nickname; // never NULL
};

// Reads the user; false where there is none yet, the id and name then being empty strings.
bool user_load(struct user *user, const struct environment *environment);

// Reads the user, or makes one (the file with O_EXCL, so that two programs starting at once agree).
// Where nothing can be kept the id holds for this run only.
void user_init(struct user *user, const struct environment *environment);
void user_fini(struct user *user);

#endif
