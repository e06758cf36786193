// SPDX-License-Identifier: GPL-3.0-or-later
// gunzip: a gzip file in memory as plain bytes, bounded.

#include <config.h>

#include "text/gunzip.h"

#define ZLIB_CONST // input is const
#include <zlib.h>

bool gunzip_is_gzip(const char *bytes, size_t length)
{
    return length >= 3 && (unsigned char)bytes[0] == 0x1F && (unsigned char)bytes[1] == 0x8B &&
           bytes[2] == 8;
}

bool gunzip(const char *bytes, size_t length, size_t limit, const char *path, struct buffer *plain,
            struct error *error)
{
    enum { WITH_GZIP_HEADER = 16 + MAX_WBITS, BLOCK = 64 * 1024 };
    z_stream stream = {0};
    if (inflateInit2(&stream, WITH_GZIP_HEADER) != Z_OK) {
        error_set(error, ERROR_FORMAT, path, "cannot start decompression");
        return false;
    }
    char block[BLOCK];
    size_t taken = 0;
    int status = Z_OK;
    bool done = false;
    for (;;) {
        if (stream.avail_in == 0 && taken < length) {
            size_t piece = length - taken < BLOCK ? length - taken : BLOCK;
            stream.next_in = (const Bytef *)(bytes + taken);
            stream.avail_in = (uInt)piece;
            taken += piece;
        }
        stream.next_out = (Bytef *)block;
        stream.avail_out = BLOCK;
        status = inflate(&stream, Z_NO_FLUSH);
        buffer_add(plain, block, BLOCK - stream.avail_out);
        if (plain->length > limit) {
            error_set(error, ERROR_TOO_LARGE, path, "over %zu bytes when decompressed", limit);
            break;
        }
        if (status == Z_STREAM_END) {
            size_t rest = length - taken + stream.avail_in;
            if (!gunzip_is_gzip(bytes + (length - rest), rest)) {
                done = true; // what follows the last member is padding, as gzip has it
                break;
            }
            inflateReset(&stream);
        } else if (status != Z_OK) {
            bool cut = status == Z_BUF_ERROR && taken == length;
            error_set(error, ERROR_FORMAT, path, cut ? "gzip data is cut short"
                                                     : "gzip data is damaged");
            break;
        }
    }
    inflateEnd(&stream);
    return done;
}
