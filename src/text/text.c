// SPDX-License-Identifier: GPL-3.0-or-later
// Text: a file's bytes as Unicode. Clean UTF-8 is used as it was read; everything else goes
// through decode_malformed, and pages in HTML through the helper program. Offsets convert through a table with one entry for every 4 KiB.

#include <config.h>

#include "text/text.h"

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
#include <sys/stat.h>
#include <unistd.h>

enum { PROBE = 8192 };

static void build_index(struct text *text)
{
    size_t blocks = text->length / TEXT_BLOCK + 1;
    size_t *before = memory_allocate_zeroed(blocks + 1, sizeof *before);
    size_t count = 0;
    for (size_t i = 0; i < blocks; i++) {
        before[i] = count;
        size_t start = i * TEXT_BLOCK;
        size_t end = start + TEXT_BLOCK < text->length ? start + TEXT_BLOCK : text->length;
        count += utf8_count(text->bytes + start, end - start);
    }
    text->count = count;
    text->blocks = before;
}

// Takes over the content of *raw, which is empty afterwards.
static struct text *text_make(struct buffer *raw, const char *path)
{
    struct text *text = memory_allocate_zeroed(1, sizeof *text);
    text->path = memory_copy_string(path);
    decode_clean(raw, &text->malformed);
    text->length = text->whole_length = raw->length;
    text->bytes = text->own = buffer_take(raw);
    build_index(text);
    return text;
}

struct text *text_from_bytes(const char *bytes, size_t length, const char *path)
{
    struct buffer raw = {0};
    const char *encoding = NULL;
    size_t mark = decode_mark(bytes, length, &encoding);
    if (mark == 3)
        buffer_add(&raw, bytes + mark, length - mark);
    else
        buffer_add(&raw, bytes, length);
    return text_make(&raw, path);
}

// --- opening -------------------------------------------------------------------------------

static int64_t modification_time(const struct stat *status)
{
    return (int64_t)status->st_mtim.tv_sec * 1000000 + status->st_mtim.tv_nsec / 1000;
}

static bool read_raw(const char *path, struct buffer *raw, int64_t *modified, struct error *error)
{
    if (strcmp(path, "-") == 0)
        return file_read_descriptor(STDIN_FILENO, path, TEXT_LIMIT, raw, error);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    struct stat status;
    if (descriptor < 0 || fstat(descriptor, &status) < 0) {
        error_set_system(error, path);
        if (descriptor >= 0)
            close(descriptor);
        return false;
    }
    bool done = false;
    if (S_ISDIR(status.st_mode)) {
        error_set(error, ERROR_DIRECTORY, path, NULL);
    } else if (S_ISREG(status.st_mode) && (uintmax_t)status.st_size > TEXT_LIMIT) {
        error_set(error, ERROR_TOO_LARGE, path, "over %zu bytes", TEXT_LIMIT);
    } else {
        *modified = modification_time(&status);
        if (S_ISREG(status.st_mode))
            raw->data = memory_grow(raw->data, &raw->capacity, (size_t)status.st_size + TEXT_BLOCK, 1);
        done = file_read_descriptor(descriptor, path, TEXT_LIMIT, raw, error);
    }
    close(descriptor);
    return done;
}

// A file's bytes on their way to the text.
struct opening {
    const char *path;
    const struct text_options *options;
    struct buffer raw;
    size_t malformed; // counts what another encoding had no character for
    struct text_metadata *metadata;
    struct error *error;
};

static bool decompress(struct opening *opening)
{
    struct buffer plain = {0};
    if (!gunzip(opening->raw.data, opening->raw.length, TEXT_LIMIT, opening->path, &plain,
                opening->error)) {
        buffer_fini(&plain);
        return false;
    }
    buffer_fini(&opening->raw);
    opening->raw = plain;
    return true;
}

// The article of a page for the page, which is in UTF-8, well-formed or not.
static bool extract(struct opening *opening)
{
    struct buffer article = {0};
    opening->metadata = memory_allocate_zeroed(1, sizeof *opening->metadata);
    decode_clean(&opening->raw, &opening->malformed);
    bool done = page_extract(opening->options, opening->raw.data, opening->raw.length,
                             opening->path, &article, opening->metadata, opening->error);
    buffer_fini(&opening->raw);
    opening->raw = article;
    return done;
}

// From a file's bytes to UTF-8, well-formed or not, without mark.
static bool prepare(struct opening *opening)
{
    struct buffer *raw = &opening->raw;
    const struct text_options *options = opening->options;
    if (gunzip_is_gzip(raw->data, raw->length) && !decompress(opening))
        return false;
    const char *encoding = options ? options->encoding : NULL;
    const char *marked = NULL;
    size_t mark = raw->length ? decode_mark(raw->data, raw->length, &marked) : 0;
    if (mark) {
        memmove(raw->data, raw->data + mark, raw->length - mark + 1);
        raw->length -= mark;
        encoding = marked;
    }
    if (raw->length == 0) {
        error_set(opening->error, ERROR_EMPTY, opening->path, NULL);
        return false;
    }
    char declared[64];
    bool may_be_binary = !encoding && !(options && options->allow_binary);
    if (!encoding && page_is_html(raw->data, raw->length)) {
        page_encoding(raw->data, raw->length, declared);
        encoding = declared;
        size_t probe = raw->length < PROBE ? raw->length : PROBE;
        may_be_binary = may_be_binary && memchr(raw->data, '\0', probe);
    }
    if (may_be_binary && decode_looks_binary(raw->data, raw->length) &&
        !(options && options->wants_binary && options->wants_binary(opening->path))) {
        error_set(opening->error, ERROR_BINARY, opening->path, NULL);
        return false;
    }
    if (encoding && !decode_is_utf8(encoding) &&
        !decode_convert(raw, encoding, opening->path, &opening->malformed, opening->error))
        return false;
    return !page_is_html(raw->data, raw->length) || extract(opening);
}

static struct text *open_short(const char *path, const struct text_options *options,
                               struct error *error)
{
    struct opening opening = {.path = path, .options = options, .error = error};
    int64_t modified = 0;
    struct text *text = NULL;
    if (read_raw(path, &opening.raw, &modified, error) && prepare(&opening)) {
        text = text_make(&opening.raw, path);
        text->modified = modified;
        text->malformed += opening.malformed;
        text->metadata = opening.metadata;
        opening.metadata = NULL;
    }
    if (opening.metadata)
        page_metadata_fini(opening.metadata);
    free(opening.metadata);
    buffer_fini(&opening.raw);
    return text;
}

// A long file: mapped where it has the form already, else a decoded copy. NULL with
// error->code ERROR_NONE where it is none of these.
static struct text *open_long(const char *path, const struct text_options *options,
                              struct error *error)
{
    struct text *text = text_map(path, options, error);
    if (!text || text_settle(text, NULL, NULL))
        return text;
    struct text *decoded = text_decode_mapped(text, options, NULL, NULL, error);
    text_free(text);
    return decoded;
}

struct text *text_open(const char *path, const struct text_options *options, struct error *error)
{
    struct error trouble = {0};
    struct text *text = open_long(path, options, &trouble);
    if (!text && trouble.code != ERROR_NONE) {
        if (error)
            *error = trouble;
        return NULL;
    }
    return text ? text : open_short(path, options, error);
}

// Reads up to `limit` bytes of a regular file that is longer; false where it is none, or an error
// came.
static bool read_beginning(const char *path, size_t limit, struct buffer *raw, struct stat *status,
                           struct error *error)
{
    // A pipe must not be opened twice: who writes into it would think that its reader is gone.
    if (stat(path, status) == 0 && !S_ISREG(status->st_mode) && !S_ISDIR(status->st_mode))
        return false;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    ssize_t got = -1;
    if (descriptor < 0 || fstat(descriptor, status) < 0) {
        error_set_system(error, path);
    } else if (S_ISDIR(status->st_mode)) {
        error_set(error, ERROR_DIRECTORY, path, NULL);
    } else if (S_ISREG(status->st_mode) && (uintmax_t)status->st_size > TEXT_LIMIT) {
        error_set(error, ERROR_TOO_LARGE, path, "over %zu bytes", TEXT_LIMIT);
    } else if (S_ISREG(status->st_mode) && (uintmax_t)status->st_size > limit) {
        raw->data = memory_grow(raw->data, &raw->capacity, limit + 1, 1);
        got = pread(descriptor, raw->data, limit, 0);
        if (got < 0)
            error_set_system(error, path);
    }
    if (descriptor >= 0)
        close(descriptor);
    raw->length = got > 0 ? (size_t)got : 0;
    if (raw->data)
        raw->data[raw->length] = '\0';
    return got == (ssize_t)limit;
}

// How much of a beginning stays when it is cut in a good place. A CR at its end is left out, since
// an LF may follow it.
static size_t cut_beginning(const char *bytes, size_t length)
{
    const char *cut = memrchr(bytes, '\n', length);
    if (!cut)
        cut = memrchr(bytes, ' ', length);
    if (cut)
        return (size_t)(cut - bytes) + 1;
    while (length > 0 && (utf8_is_continuation(bytes[length - 1]) || bytes[length - 1] == '\r'))
        length--;
    return length > 0 && (unsigned char)bytes[length - 1] >= 0x80 ? length - 1 : length;
}

struct text *text_open_beginning(const char *path, const struct text_options *options,
                                 size_t limit, struct error *error)
{
    struct opening opening = {.path = path, .options = options, .error = error};
    struct buffer *raw = &opening.raw;
    struct stat status;
    const char *marked = NULL;
    struct text *text = NULL;
    *error = (struct error){0};
    if (strcmp(path, "-") == 0 || (options->encoding && !decode_is_utf8(options->encoding)) ||
        !read_beginning(path, limit, raw, &status, error) ||
        gunzip_is_gzip(raw->data, raw->length))
        goto out;
    size_t mark = decode_mark(raw->data, raw->length, &marked);
    if ((marked && !decode_is_utf8(marked)) || page_is_html(raw->data + mark, raw->length - mark))
        goto out;
    if (!prepare(&opening))
        goto out;
    raw->length = cut_beginning(raw->data, raw->length);
    raw->data[raw->length] = '\0';
    text = text_make(raw, path);
    text->modified = modification_time(&status);
    text->whole_length = (size_t)status.st_size - mark;
out:
    buffer_fini(raw);
    return text;
}

struct text *text_beginning(const struct text *text, size_t limit)
{
    if (text->length <= limit)
        return NULL;
    struct buffer raw = {0};
    buffer_add(&raw, text->bytes, cut_beginning(text->bytes, limit));
    struct text *beginning = text_make(&raw, text->path);
    beginning->modified = text->modified;
    beginning->whole_length = text->length;
    return beginning;
}

void text_free(struct text *text)
{
    if (!text)
        return;
    free(text->path);
    free(text->own);
    mapping_free(text->mapping);
    free(text->blocks);
    free(text->pieces);
    if (text->metadata)
        page_metadata_fini(text->metadata);
    free(text->metadata);
    free(text);
}

// --- asking --------------------------------------------------------------------------------

const char *text_bytes(const struct text *text)
{
    return text->bytes;
}

size_t text_length(const struct text *text)
{
    return text->length;
}

size_t text_whole_length(const struct text *text)
{
    return text->whole_length;
}

const char *text_path(const struct text *text)
{
    return text->path;
}

const struct text_metadata *text_metadata(const struct text *text)
{
    return text->metadata;
}

int64_t text_modified(const struct text *text)
{
    return text->modified;
}

size_t text_malformed(const struct text *text)
{
    return text->malformed;
}

size_t text_code_point_count(const struct text *text)
{
    return text->blocks ? text->count : utf8_count(text->bytes, text->length);
}

size_t text_code_point(const struct text *text, size_t offset)
{
    const size_t *blocks = text->blocks;
    if (!blocks)
        return utf8_count(text->bytes, offset < text->length ? offset : text->length);
    if (offset >= text->length)
        return text->count;
    if (text->count == text->length)
        return offset;
    size_t block = offset / TEXT_BLOCK, start = block * TEXT_BLOCK;
    return blocks[block] + utf8_count(text->bytes + start, offset - start);
}

size_t text_byte(const struct text *text, size_t index)
{
    const size_t *blocks = text->blocks;
    if (!blocks)
        return utf8_find(text->bytes, text->length, index);
    if (index >= text->count)
        return text->length;
    if (text->count == text->length)
        return index;
    size_t low = 0, high = text->length / TEXT_BLOCK + 1; // blocks[low] <= index < blocks[high]
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (blocks[middle] <= index)
            low = middle;
        else
            high = middle;
    }
    // A block may begin inside a sequence, whose lead byte was counted in the block before.
    size_t start = low * TEXT_BLOCK;
    return start + utf8_find(text->bytes + start, text->length - start, index - blocks[low]);
}
