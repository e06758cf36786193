// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_GUNZIP_H
#define TEXT_GUNZIP_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

// Whether the bytes begin as a gzip file does (RFC 1952).
bool gunzip_is_gzip(const char *bytes, size_t length);

// Decompresses all members into *plain. False with *error (which names `path`) where the data is
// damaged or cut short, or would exceed `limit` bytes.
bool gunzip(const char *bytes, size_t length, size_t limit, const char *path, struct buffer *plain,
            struct error *error);

#endif
