// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_DIGEST_H
#define NOTES_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// SHA-256, by which a text, and the place of what is kept about a file, is named.
struct digest {
    uint8_t bytes[32];
};

enum { DIGEST_HEX = 65, DIGEST_NAME = 64 };

void digest_make(const char *bytes, size_t length, struct digest *digest);

// The same in pieces. digest_work_end frees; *digest may be NULL.
struct digest_work;
struct digest_work *digest_work_new(void);
void digest_work_add(struct digest_work *work, const char *bytes, size_t length);
void digest_work_end(struct digest_work *work, struct digest *digest);

// 64 hexadecimal digits and a NUL.
void digest_hex(const struct digest *digest, char hex[DIGEST_HEX]);

// "ni:///sha-256;" and base64url without padding (RFC 6920), and a NUL.
void digest_name(const struct digest *digest, char name[DIGEST_NAME]);

// The reverse; false where `name` is no such name.
bool digest_from_name(const char *name, struct digest *digest);

bool digest_equal(const struct digest *one, const struct digest *other);

#endif
