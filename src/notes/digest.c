// SPDX-License-Identifier: GPL-3.0-or-later
// Digest: SHA-256 and its names.

#include <config.h>

#include "notes/digest.h"

#include "base/memory.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char scheme[] = "ni:///sha-256;";

void digest_make(const char *bytes, size_t length, struct digest *digest)
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, length, (const uint8_t *)bytes);
    sha256_digest(&context, sizeof digest->bytes, digest->bytes);
}

struct digest_work {
    struct sha256_ctx context;
};

struct digest_work *digest_work_new(void)
{
    struct digest_work *work = memory_allocate(sizeof *work);
    sha256_init(&work->context);
    return work;
}

void digest_work_add(struct digest_work *work, const char *bytes, size_t length)
{
    sha256_update(&work->context, length, (const uint8_t *)bytes);
}

void digest_work_end(struct digest_work *work, struct digest *digest)
{
    if (work && digest)
        sha256_digest(&work->context, sizeof digest->bytes, digest->bytes);
    free(work);
}

void digest_hex(const struct digest *digest, char hex[DIGEST_HEX])
{
    for (size_t i = 0; i < sizeof digest->bytes; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest->bytes[i]);
}

void digest_name(const struct digest *digest, char name[DIGEST_NAME])
{
    char encoded[BASE64_ENCODE_RAW_LENGTH(32) + 1];
    struct base64_encode_ctx context;
    base64url_encode_init(&context);
    size_t length = base64_encode_update(&context, encoded, sizeof digest->bytes, digest->bytes);
    length += base64_encode_final(&context, encoded + length);
    while (length && encoded[length - 1] == '=')
        length--;
    snprintf(name, DIGEST_NAME, "%s%.*s", scheme, (int)length, encoded);
}

bool digest_from_name(const char *name, struct digest *digest)
{
    size_t prefix = sizeof scheme - 1, length = strlen(name);
    if (length < prefix || memcmp(name, scheme, prefix) != 0 || length - prefix > 44)
        return false;
    char padded[48];
    size_t filled = length - prefix;
    memcpy(padded, name + prefix, filled);
    while (filled % 4)
        padded[filled++] = '=';
    struct base64_decode_ctx context;
    base64url_decode_init(&context);
    uint8_t decoded[BASE64_DECODE_LENGTH(sizeof padded)];
    size_t got = sizeof decoded;
    if (!base64_decode_update(&context, &got, decoded, filled, padded) ||
        !base64_decode_final(&context) || got != sizeof digest->bytes)
        return false;
    memcpy(digest->bytes, decoded, sizeof digest->bytes);
    return true;
}

bool digest_equal(const struct digest *one, const struct digest *other)
{
    return memcmp(one->bytes, other->bytes, sizeof one->bytes) == 0;
}
