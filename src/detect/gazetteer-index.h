// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_GAZETTEER_INDEX_H
#define DETECT_GAZETTEER_INDEX_H

// Inside the gazetteer: what loading (gazetteer.c) builds and matching (gazetteer-match.c) reads.

#include "base/buffer.h"
#include "detect/gazetteer.h"

#define FORM_LIMIT 400  // bytes of one form
#define SYSTEM_LIMIT 64 // bits of a system_set

#define SECOND_NONE 0   // a form of one word
#define SECOND_ANY 0xFF // not known: compare

struct form {
    uint64_t key; // of its first word
    const char *text;
    uint16_t length;
    unsigned char second; // what its second token begins with, in lower case (gazetteer_second)
    uint32_t entry;
};

struct gazetteer {
    struct buffer *files; // what the entries point into
    size_t file_count, file_capacity;
    struct gazetteer_entry *entries;
    size_t entry_count, entry_capacity;
    struct form *forms;
    size_t form_count, form_capacity;
    uint32_t *slots;    // forms slots[i] … slots[i + 1] have first words of slot i; longest first
    size_t slot_count;  // a power of two
    uint32_t *id_slots; // entry of a type and id, open addressing
    size_t id_slot_count;
    struct naming_system systems[SYSTEM_LIMIT];
    size_t system_count;
    size_t faults;
    struct token_list scratch; // tokens of a form, while loading
};

// What tells forms that begin with the same word apart at a glance: the first byte of the second
// token, in lower case. Only bytes of ASCII letters and digits tell.
static inline unsigned char gazetteer_second(char byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return (unsigned char)(byte | 0x20);
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ? (unsigned char)byte
                                                                        : SECOND_ANY;
}

static inline uint64_t gazetteer_slot_hash(uint64_t key)
{
    key ^= key >> 31;
    return key * UINT64_C(0x9E3779B97F4A7C15) >> 20;
}

#endif
