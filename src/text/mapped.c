// SPDX-License-Identifier: GPL-3.0-or-later
// Mapped: texts of any size. A long file is there as soon as it is mapped; whether all of it has the
// form of texts, and how many code points it has, is found out once by going through it, at about
// the speed at which the system brings it. What has not the form is decoded piece by piece into a
// file without a name, which is mapped instead, so that neither takes memory.

#include <config.h>

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"
#include "text/decode.h"
#include "text/gunzip.h"
#include "text/page.h"
#include "text/text-inside.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unistr.h>

enum {
    BEGINNING = 64 * 1024, // looked at before a file is taken for plain UTF-8
    PIECE = 1 << 20,       // bytes between two questions whether to go on, and of a decoded piece
};

// --- mapping -------------------------------------------------------------------------------------

static bool is_plain(const char *bytes, const struct text_options *options, size_t *mark)
{
    const char *marked = NULL;
    *mark = decode_mark(bytes, BEGINNING, &marked);
    const char *encoding = marked ? marked : options ? options->encoding : NULL;
    return !gunzip_is_gzip(bytes, BEGINNING) && (!encoding || decode_is_utf8(encoding)) &&
           !page_is_html(bytes + *mark, BEGINNING - *mark);
}

static bool may_be_read(const char *bytes, const char *path, const struct text_options *options,
                        struct error *error)
{
    bool allowed = options && (options->allow_binary || options->encoding);
    if (allowed || !decode_looks_binary(bytes, BEGINNING) ||
        (options && options->wants_binary && options->wants_binary(path)))
        return true;
    error_set(error, ERROR_BINARY, path, NULL);
    return false;
}

static struct text *make(struct mapping *mapping, size_t mark, const struct stat *status,
                         const char *path)
{
    struct text *text = memory_allocate_zeroed(1, sizeof *text);
    text->path = memory_copy_string(path);
    text->mapping = mapping;
    text->bytes = mapping_bytes(mapping) + mark;
    text->length = text->whole_length = (size_t)status->st_size - mark;
    text->modified = (int64_t)status->st_mtim.tv_sec * 1000000 + status->st_mtim.tv_nsec / 1000;
    return text;
}

struct text *text_map(const char *path, const struct text_options *options, struct error *error)
{
    struct stat status;
    struct text *text = NULL;
    *error = (struct error){0};
    // A pipe must not be opened twice: who writes into it would think that its reader is gone.
    if (strcmp(path, "-") == 0 || stat(path, &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_size < TEXT_LONG)
        return NULL;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        error_set_system(error, path);
        return NULL;
    }
    struct mapping *mapping = mapping_new(descriptor, (size_t)status.st_size, path, NULL);
    close(descriptor);
    size_t mark;
    if (mapping && is_plain(mapping_bytes(mapping), options, &mark) &&
        may_be_read(mapping_bytes(mapping), path, options, error))
        text = make(mapping, mark, &status, path);
    else
        mapping_free(mapping);
    return text;
}

bool text_is_settled(const struct text *text)
{
    return text->blocks;
}

bool text_was_cut(const struct text *text)
{
    return text->mapping && mapping_was_cut(text->mapping);
}

// --- settling ------------------------------------------------------------------------------------

// Whether a block has no byte but ASCII, and neither CR nor NUL. The length is a constant, so that
// compilers make vectors of it.
static bool block_is_plain(const char *bytes)
{
    unsigned char high = 0, bad = 0;
    for (size_t i = 0; i < TEXT_BLOCK; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        high |= byte;
        bad |= (unsigned char)((byte == '\r') | (byte == '\0'));
    }
    return high < 0x80 && !bad;
}

// Looks at bytes[from, to) and moves *checked on, over whole characters only; false where they have
// not the form.
static bool check(const struct text *text, size_t to, size_t *checked)
{
    size_t end = to;
    if (to < text->length) { // a character may go on beyond
        while (end > *checked && to - end < 4 && utf8_is_continuation(text->bytes[end - 1]))
            end--;
        if (end > *checked && (unsigned char)text->bytes[end - 1] >= 0xC0)
            end--;
        else
            end = to;
    }
    bool clean = decode_is_clean(text->bytes + *checked, end - *checked);
    *checked = end;
    return clean;
}

bool text_settle(struct text *text, bool (*goes_on)(void *context, size_t length), void *context)
{
    if (text->blocks)
        return true;
    size_t blocks = text->length / TEXT_BLOCK + 1, count = 0, checked = 0;
    size_t *before = memory_allocate_zeroed(blocks + 1, sizeof *before);
    bool clean = true;
    for (size_t i = 0; i < blocks && clean; i++) {
        size_t start = i * TEXT_BLOCK;
        size_t length = text->length - start < TEXT_BLOCK ? text->length - start : TEXT_BLOCK;
        before[i] = count;
        if (length == TEXT_BLOCK && checked == start && block_is_plain(text->bytes + start)) {
            checked += length;
            count += length;
        } else {
            clean = check(text, start + length, &checked);
            count += utf8_count(text->bytes + start, length);
        }
        if (goes_on && (start + length) % PIECE == 0)
            clean = clean && goes_on(context, start + length);
    }
    if (!clean) {
        free(before);
        return false;
    }
    text->count = count;
    text->blocks = before;
    return true;
}

// --- decoding ------------------------------------------------------------------------------------

// Where a piece that begins at `start` ends: not inside a character, nor between CR and LF.
static size_t piece_end(const struct text *mapped, size_t start)
{
    const char *bytes = mapped->bytes;
    if (mapped->length - start <= PIECE)
        return mapped->length;
    size_t whole = start + PIECE, end = whole;
    for (int i = 0; i < 3 && utf8_is_continuation(bytes[end]); i++)
        end--;
    if (utf8_is_continuation(bytes[end])) // a fourth in a row belongs to no character
        end = whole;
    return bytes[end] == '\n' && bytes[end - 1] == '\r' ? end - 1 : end;
}

// A file without a name in the folder; -1 with errno.
static int open_nameless(const char *folder)
{
    int descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT))
        return descriptor;
    struct buffer path = {0}; // a file system that has none such
    buffer_format(&path, "%s/dateline-XXXXXX", folder);
    descriptor = mkostemp(path.data, O_CLOEXEC);
    if (descriptor >= 0)
        unlink(path.data);
    buffer_fini(&path);
    return descriptor;
}

// Where a decoded copy goes.
struct copy {
    int descriptor; // -1: into `held`
    struct buffer held;
    size_t length;
};

static bool copy_add(struct copy *copy, const struct buffer *piece)
{
    copy->length += piece->length;
    if (copy->descriptor >= 0)
        return file_write_all(copy->descriptor, piece->data, piece->length);
    buffer_add(&copy->held, piece->data, piece->length);
    return true;
}

// Decodes all of it; false with errno where it cannot be written down, with errno 0 where nobody
// wants it any more.
static bool copy_all(const struct text *mapped, struct text *decoded, struct copy *copy,
                     bool (*goes_on)(void *context, size_t length), void *context)
{
    struct buffer piece = {0};
    size_t capacity = 0;
    bool fine = true;
    errno = 0;
    for (size_t at = 0; at < mapped->length && fine;) {
        size_t end = piece_end(mapped, at);
        decoded->pieces = memory_grow(decoded->pieces, &capacity, decoded->piece_count + 1,
                                      sizeof *decoded->pieces);
        decoded->pieces[decoded->piece_count++] = copy->length;
        buffer_clear(&piece);
        decode_malformed(mapped->bytes + at, end - at, &piece, &decoded->malformed);
        fine = copy_add(copy, &piece);
        at = end;
        if (fine && goes_on && !goes_on(context, at)) {
            errno = 0;
            fine = false;
        }
    }
    buffer_fini(&piece);
    return fine;
}

struct text *text_decode_mapped(const struct text *mapped, const struct text_options *options,
                                bool (*goes_on)(void *context, size_t length), void *context,
                                struct error *error)
{
    struct text *decoded = memory_allocate_zeroed(1, sizeof *decoded);
    const char *folder = options ? options->temporary : NULL;
    struct copy copy = {.descriptor = folder ? open_nameless(folder) : -1};
    *error = (struct error){0};
    decoded->path = memory_copy_string(mapped->path);
    decoded->modified = mapped->modified;
    bool fine = !folder || copy.descriptor >= 0;
    fine = fine && copy_all(mapped, decoded, &copy, goes_on, context);
    if (!fine && errno)
        error_set_system(error, folder);
    if (fine && copy.descriptor >= 0) {
        decoded->mapping = mapping_new(copy.descriptor, copy.length, folder, error);
        fine = decoded->mapping;
    }
    if (copy.descriptor >= 0)
        close(copy.descriptor);
    if (!fine) {
        buffer_fini(&copy.held);
        text_free(decoded);
        return NULL;
    }
    if (!decoded->mapping)
        decoded->own = buffer_take(&copy.held);
    decoded->bytes = decoded->mapping ? mapping_bytes(decoded->mapping) : decoded->own;
    decoded->length = decoded->whole_length = copy.length;
    if (!text_settle(decoded, goes_on, context)) {
        text_free(decoded);
        return NULL;
    }
    return decoded;
}

size_t text_decoded_place(const struct text *decoded, const struct text *mapped, size_t offset)
{
    size_t start = 0;
    for (size_t i = 0; i < decoded->piece_count; i++) {
        size_t end = piece_end(mapped, start);
        if (offset < end || end == mapped->length) {
            struct buffer before = {0};
            size_t malformed = 0, length = offset < end ? offset - start : end - start;
            decode_malformed(mapped->bytes + start, length, &before, &malformed);
            size_t place = decoded->pieces[i] + before.length;
            buffer_fini(&before);
            return place < decoded->length ? place : decoded->length;
        }
        start = end;
    }
    return 0;
}
