// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_GAZETTEER_INDEX_H
#define DETECT_GAZETTEER_INDEX_H

// Inside the gazetteer: the image that building (gazetteer-build.c) makes of TSV files, that
// gazetteer.c keeps in memory or maps from a file, and that matching (gazetteer-match.c) reads.

#include "base/buffer.h"
#include "detect/gazetteer.h"

#include <string.h>

#define FORM_LIMIT 400  // bytes of one form
#define SYSTEM_LIMIT 64 // bits of a system_set

#define SECOND_NONE 0     // a form of one word
#define SECOND_MARK 1     // of a text: what no form with a second word known here goes on with
#define SECOND_HYPHEN 2   // a hyphen or dash of any kind
#define SECOND_ANY 0xFFFF // not known: compare

#define NO_ENTRY UINT32_MAX

// The image has no pointers in it, only distances, so that a file can be used where it is mapped,
// and no padding, so that the same files give the same bytes:
//     header, entries, forms, slots, id slots, strings
// The strings are the TSV files one after another, their fields ended by NUL in place; the first
// byte is a NUL, the string that is empty.
struct image_header {
    char magic[8];
    uint64_t layout; // image_layout(): version, byte order and sizes of what follows
    uint64_t source; // what the files were that it was made of (image_source)
    uint64_t size;   // of the whole
    uint32_t entry_count, form_count;
    uint32_t slot_count, id_slot_count; // powers of two
    uint32_t system_count;
    uint32_t systems[SYSTEM_LIMIT]; // entries
    uint32_t unused;
};

struct form {
    uint64_t key;  // of its first word
    uint32_t text; // bytes from the start of the image
    uint32_t entry;
    uint16_t length;
    uint16_t second; // what its second word begins with (gazetteer_second)
    uint32_t order;  // in its slot by length, longest first, the user's before others of a length
};

// Whether a form may match whatever second word the text has: such stand first in their slot, the
// others behind them by `second`, each of the two parts by `order`.
static inline bool form_is_open(const struct form *form)
{
    return form->second == SECOND_NONE || form->second == SECOND_ANY;
}

struct gazetteer {
    const struct image_header *image; // on the heap, or mapped
    bool mapped;
    const struct gazetteer_entry *entries;
    const struct form *forms;
    const uint32_t
        *slots; // forms slots[i] … slots[i + 1] have first words of slot i (form_is_open)
    size_t slot_count;
    const uint32_t *id_slots; // entry of a type and id, open addressing
    size_t id_slot_count;
    struct naming_system systems[SYSTEM_LIMIT];
    size_t system_count;
    size_t faults;
};

// The paths of DIRECTORY/*.tsv in the order of their names, ended by NULL; NULL where there are
// none. Both the list and the paths are yours (gazetteer_files_free).
char **gazetteer_files(const char *directory);
void gazetteer_files_free(char **files);

// Builds the image of the files of two lists, the user's the second; either may be NULL. Yours.
// *faults counts malformed rows and files that cannot be read, *error tells of the first. NULL
// where no file could be read.
struct image_header *gazetteer_build(char *const *files, char *const *user_files, size_t *faults,
                                     struct error *error);

// Where the parts of an image lie, in bytes from its start; `strings` is aligned for nothing.
struct image_parts {
    size_t entries, forms, slots, id_slots, strings;
};

static inline struct image_parts image_parts(const struct image_header *image)
{
    struct image_parts parts = {.forms = sizeof *image};
    parts.entries = parts.forms + image->form_count * sizeof(struct form);
    parts.slots = parts.entries + image->entry_count * sizeof(struct gazetteer_entry);
    parts.id_slots = parts.slots + ((size_t)image->slot_count + 1) * sizeof(uint32_t);
    parts.strings = parts.id_slots + image->id_slot_count * sizeof(uint32_t);
    return parts;
}

// An ASCII letter in lower case or a digit; 1 for other ASCII, 0 for what is not ASCII.
static inline unsigned gazetteer_plain(char byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return (unsigned char)(byte | 0x20);
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ? (unsigned char)byte
           : (unsigned char)byte < 0x80                                 ? 1
                                                                        : 0;
}

// What tells forms that begin with the same word apart at a glance: the first two bytes of the
// second word, which `bytes` begins with and `length` bytes from there belong to. Two equal words
// have equal numbers, or SECOND_ANY.
static inline uint16_t gazetteer_second(const char *bytes, size_t length)
{
    unsigned first = gazetteer_plain(bytes[0]), next = length > 1 ? gazetteer_plain(bytes[1]) : 1;
    return first > 1 && next ? (uint16_t)(first << 8 | next) : SECOND_ANY;
}

// The same of a token that follows the first. A mark is no word: neither one of ASCII nor one of
// the quotes and dashes that begin with these two bytes.
static inline uint16_t gazetteer_second_token(const char *bytes, const struct token *token)
{
    const char *at = bytes + token->start;
    size_t length = token->end - token->start;
    bool punctuation = length == 3 && at[0] == '\xE2' && (at[1] == '\x80' || at[1] == '\x88');
    if (*at == '-' || (punctuation && (!memcmp(at, "‐", 3) || !memcmp(at, "‑", 3) ||
                                       !memcmp(at, "–", 3) || !memcmp(at, "−", 3))))
        return SECOND_HYPHEN;
    return gazetteer_plain(*at) == 1 || (length >= 3 && !memcmp(at, "\xE2\x80", 2))
               ? SECOND_MARK
               : gazetteer_second(at, length);
}

static inline uint64_t gazetteer_slot_hash(uint64_t key)
{
    key ^= key >> 31;
    return key * UINT64_C(0x9E3779B97F4A7C15) >> 20;
}

static inline uint64_t gazetteer_id_hash(enum gazetteer_type type, const char *id)
{
    return gazetteer_slot_hash(token_key(id) + (uint64_t)type);
}

// gazetteer_attribute() and gazetteer_attribute_is() on the attributes themselves.
const char *attributes_find(const char *attributes, const char *key, size_t *length);
bool attributes_have(const char *attributes, const char *key, const char *value);

// Looks for which of `values` attribute `key` has; false, and *choice untouched, where none.
bool attributes_choose(const char *attributes, const char *key, const char *const *values,
                       size_t count, uint8_t *choice);

static inline const char *gazetteer_entry_attributes(const struct gazetteer_entry *entry)
{
    return (const char *)entry + entry->attributes;
}

#endif
