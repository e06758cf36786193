// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "base/day.h"
#include "base/error.h"
#include "text/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The text: a file's content as Unicode, decoded once. BOM removed, CR LF and CR turned into LF,
// NUL and every maximal malformed subsequence replaced by U+FFFD, nothing else changed; of a page in
// HTML (told by its first bytes) the article that the helper program finds in it. Inside the
// program places are byte offsets into its UTF-8; outside (commands, sidecar) they are code points
// from 0. A text does not change once it is made.
struct text;

struct text_options {
    const char *encoding; // an iconv name; NULL: by BOM, HTML declaration, else UTF-8
    bool allow_binary;    // decode what looks binary too
    // Asked about what looks binary where that is not allowed; NULL: it is an error.
    bool (*wants_binary)(const char *path);
    const char *helpers;  // the folder of the helper programs; NULL: HTML cannot be read
    // The folder for the copy of a long file that has to be decoded; it is deleted at once and takes
    // no name. NULL: the copy is made in memory.
    const char *temporary;
    // Told once where a helper program takes over half a second; NULL: nobody.
    void (*still_waiting)(void *context);
    void *context;
};

// What a page in HTML says of itself; strings NULL and the day DAY_NONE where it does not.
struct text_metadata {
    char *title, *site, *author, *url, *language;
    day_number date; // of publication
};

// Reads `path` ("-": standard input), gzip or plain. NULL with *error: missing, directory, empty,
// binary (a NUL or over a tenth malformed in the first 8 KiB, unless allowed or an encoding is
// given), over 2 GiB where it is not mapped, unknown encoding; HTML over 128 MiB or that the helper cannot read.
struct text *text_open(const char *path, const struct text_options *options, struct error *error);

// Reads the beginning of a long text, so that it can be shown before all of it is read: at most
// `limit` bytes (at least 64), cut where a line ends, else between words, else between characters.
// What it holds is what the whole begins with, at the same places. NULL with *error as text_open;
// NULL with error->code ERROR_NONE: there is no such beginning, open the whole. That is so for
// what fits into the limit, standard input, what is no regular file, gzip, HTML, and any encoding but
// UTF-8. text_whole_length then tells how long the whole will be.
struct text *text_open_beginning(const char *path, const struct text_options *options,
                                 size_t limit, struct error *error);

// The same of a text that is open; NULL where it fits into the limit.
struct text *text_beginning(const struct text *text, size_t limit);

// A file of this many bytes or more is a long text: it is not read but mapped, and its reader keeps
// to a part of it at a time.
enum { TEXT_LONG = 16 << 20 };

// A long file as a text that is there at once, whatever its size: plain UTF-8 whose beginning has
// the form of texts; the rest is taken to have it too, until text_settle knows. NULL with *error as
// text_open; NULL with error->code ERROR_NONE: it is none such, use text_open.
struct text *text_map(const char *path, const struct text_options *options, struct error *error);

// Looks through a mapped text and counts it, which takes a second for some gigabytes: whether it has the
// form of texts. From then on code points are found at once. May be called on a thread of its own
// while others read the text; `goes_on` (may be NULL) is told from time to time how far it has come, and
// ends it, false, by returning false. Of any other text: true.
bool text_settle(struct text *text, bool (*goes_on)(void *context, size_t length), void *context);

// Whether text_settle has returned true, or need not be called.
bool text_is_settled(const struct text *text);

// The decoded copy of a mapped text that has not the form. NULL with *error; NULL with
// error->code ERROR_NONE: `goes_on` ended it.
struct text *text_decode_mapped(const struct text *mapped, const struct text_options *options,
                                bool (*goes_on)(void *context, size_t length), void *context,
                                struct error *error);

// Where in the decoded copy the byte `offset` of the mapped text stands.
size_t text_decoded_place(const struct text *decoded, const struct text *mapped, size_t offset);

// Whether the file of a mapped text has become shorter, so that what is gone reads as NUL.
bool text_was_cut(const struct text *text);

// A text of `bytes` (copied), named `path`. Never NULL.
struct text *text_from_bytes(const char *bytes, size_t length, const char *path);

void text_free(struct text *text);

// Well-formed UTF-8, text_length() bytes and a NUL after them; valid as long as the text.
const char *text_bytes(const struct text *text);
size_t text_length(const struct text *text);

// Of a beginning about how many bytes the whole has, else text_length.
size_t text_whole_length(const struct text *text);

// As it was opened; borrowed.
const char *text_path(const struct text *text);

// Of a page in HTML, else NULL; borrowed.
const struct text_metadata *text_metadata(const struct text *text);

// Modification time of the file in microseconds since 1970, 0 where there is none.
int64_t text_modified(const struct text *text);

// How many U+FFFD stand for malformed bytes.
size_t text_malformed(const struct text *text);

// Code points before byte `offset` (0 ≤ offset ≤ length), and the byte where code point number
// `index` starts (the length for one past the end or more). Cost: one block of 4 KiB,
// or, of a mapped text that is not settled, what lies before.
size_t text_code_point(const struct text *text, size_t offset);
size_t text_byte(const struct text *text, size_t index);
size_t text_code_point_count(const struct text *text);

#endif
