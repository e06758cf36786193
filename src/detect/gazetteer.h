// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_GAZETTEER_H
#define DETECT_GAZETTEER_H

#include "base/error.h"
#include "detect/findings.h"
#include "text/tokens.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The gazetteer: names that are known before a text is read, and the words that names are made of
// (titles, given and family names, the nouns that head a name, particles). Loaded once from TSV
// files, or from what they were compiled to, read only afterwards. A row is
//     type TAB id TAB name TAB forms TAB attributes
// with `#` comments, `-` for an empty field, forms separated by `|`, attributes `key=value;…`.
struct gazetteer;

enum gazetteer_type {
    GAZETTEER_PLACE,        // LOC
    GAZETTEER_NORP,         // id is the place's
    GAZETTEER_ORGANISATION, // ORG
    GAZETTEER_EVENT,
    GAZETTEER_WORK,
    GAZETTEER_PROJECT,
    GAZETTEER_TITLE, // what follows are no names but words of names
    GAZETTEER_GIVEN,
    GAZETTEER_FAMILY,
    GAZETTEER_SYSTEM,
    GAZETTEER_HEAD,
    GAZETTEER_PARTICLE,
    GAZETTEER_TYPE_COUNT,
};

// Where a word stands: a title before or after its bearer, a head first or last in its name.
enum gazetteer_position {
    POSITION_FIRST = 1,
    POSITION_LAST = 2,
    POSITION_BOTH = 3,
};

// Entries are only ever pointed to where the gazetteer keeps them, never copied: their strings are
// found from where they lie. They live as long as the gazetteer.
struct gazetteer_entry {
    uint32_t id, name, attributes; // strings, as bytes from the start of the entry itself
    uint8_t type;                  // enum gazetteer_type
    uint8_t makes;                 // of a HEAD: enum entity_type
    uint8_t position;              // of a HEAD or TITLE: enum gazetteer_position
    char gender;                   // 'm', 'f' or 0
    bool user;                     // from the user's files
    uint8_t unused[3];             // no padding: entries are written to files
};

static inline const char *gazetteer_entry_id(const struct gazetteer_entry *entry)
{
    return (const char *)entry + entry->id;
}

static inline const char *gazetteer_entry_name(const struct gazetteer_entry *entry)
{
    return (const char *)entry + entry->name;
}

// A form of an entry found in a text.
struct gazetteer_match {
    const struct gazetteer_entry *entry;
    uint32_t tokens; // how many it covers
    uint32_t order;  // among the forms of its first word, the longest first
};

// How the words of a naming system are put together.
enum naming_order {
    ORDER_GIVEN_FAMILY,
    ORDER_FAMILY_GIVEN,
    ORDER_SINGLE,
};

enum naming_short {
    SHORT_FAMILY, // the family name, the last one but for ORDER_FAMILY_GIVEN
    SHORT_GIVEN,
    SHORT_FIRST,
    SHORT_LAST,
};

struct naming_system {
    const struct gazetteer_entry *entry;
    enum naming_order order;
    enum naming_short custom;
};

// How case counts in a match.
enum gazetteer_case {
    CASE_EXACT,    // as written, but capitals match what is not
    CASE_CAPITALS, // the text around is in capitals: short words match so too
    CASE_ANY,
};

// A set of naming systems, one bit each.
typedef uint64_t system_set;

// What is known of a single word as a part of personal names.
struct gazetteer_word {
    bool given, family, particle;
    char gender; // where all its rows agree
};

// Loads DATA_DIRECTORY/gazetteer/*.tsv, then USER_DIRECTORY/*.tsv (NULL or missing: none), whose
// rows win over the others. A malformed row is left out and the rest applies: *error then says
// file, line and fault of the first (ERROR_FORMAT), gazetteer_faults() how many there were. NULL
// with *error where no file could be read at all. Yours. Cost: one pass over the bytes; next to
// nothing where the user has no files and gazetteer_compile() left its file beside those it read.
struct gazetteer *gazetteer_load(const char *data_directory, const char *user_directory,
                                 struct error *error);
void gazetteer_free(struct gazetteer *gazetteer);

// Writes DIRECTORY/*.tsv, ready to be used, to `path`: a file for this machine, this build of the
// program and these TSV files only, which gazetteer_load() maps instead of reading them. It is used
// only where it is called GAZETTEER_COMPILED beside the files it was made of and none of them is
// newer or of another size. False with *error where a row is malformed or a file cannot be read or
// written.
#define GAZETTEER_COMPILED "gazetteer.bin"
bool gazetteer_compile(const char *directory, const char *path, struct error *error);

size_t gazetteer_faults(const struct gazetteer *gazetteer);
size_t gazetteer_entry_count(const struct gazetteer *gazetteer);

// The forms that begin at tokens[0] of the `count` tokens over `bytes` and end with a token,
// longest first, the user's before others of that length: at most `room`; returns how many were
// written. With CASE_EXACT case counts, but text in capitals matches without it (a single word only
// with four letters or more), as do events of three words or more. Quotes, dashes and white space
// of all kinds are one. A form's leading "the" does not belong to it. Cost: a hash look-up, and a
// comparison for every form whose first word is the same and whose second word begins so.
size_t gazetteer_match(const struct gazetteer *gazetteer, const char *bytes,
                       const struct token *tokens, size_t count, enum gazetteer_case mode,
                       struct gazetteer_match *matches, size_t room);

// What is known of a token as a part of a personal name. Case counts but for particles and words
// all in capitals.
struct gazetteer_word gazetteer_word(const struct gazetteer *gazetteer, const char *bytes,
                                     const struct token *token);

// The naming systems that have a token as a given or family name.
system_set gazetteer_word_systems(const struct gazetteer *gazetteer, const char *bytes,
                                  const struct token *token);

// The entry of `type` and `id`, else NULL. Cost: a look-up.
const struct gazetteer_entry *gazetteer_find(const struct gazetteer *gazetteer,
                                             enum gazetteer_type type, const char *id);

// The value of attribute `key` and its length in *length; NULL where the entry has none.
const char *gazetteer_attribute(const struct gazetteer_entry *entry, const char *key,
                                size_t *length);

// Whether attribute `key` is exactly `value`, or, `value` being one item, has it in its list.
bool gazetteer_attribute_is(const struct gazetteer_entry *entry, const char *key,
                            const char *value);

// The naming systems: how many, number `index`, and those of a country (by its id).
size_t gazetteer_system_count(const struct gazetteer *gazetteer);
const struct naming_system *gazetteer_system(const struct gazetteer *gazetteer, size_t index);
system_set gazetteer_country_systems(const struct gazetteer *gazetteer, const char *country);

#endif
