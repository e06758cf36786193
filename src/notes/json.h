// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOTES_JSON_H
#define NOTES_JSON_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// One line of strict JSON (RFC 8259) read onto a tape of nodes that point into it: nothing is
// copied or allocated a value, so that a sidecar of 100,000 lines is read at the speed of looking
// at it. What is written back goes through jansson; this only reads.

enum json_type {
    JSON_NODE_NULL,
    JSON_NODE_BOOLEAN,
    JSON_NODE_NUMBER,
    JSON_NODE_STRING,
    JSON_NODE_ARRAY,
    JSON_NODE_OBJECT,
};

struct json_node {
    uint32_t start, end; // bytes of the line; of a string without its quotes
    uint32_t next;       // index of the node after this one and all inside it
    uint8_t type;        // enum json_type
    bool escaped;        // a string with a backslash in it
};

// Nodes in the order of the line; node 0 is the whole. In an object each key (a string) is followed
// by its value.
struct json_tape {
    const char *bytes; // borrowed: the line last read
    struct json_node *nodes;
    size_t count, capacity;
};

void json_tape_fini(struct json_tape *tape);

// Reads `length` (at most 2^32 - 1) bytes, which must be one value. False where they are not
// well-formed UTF-8, not strict JSON, or nested over 64 deep; the tape is then empty. The tape may
// be used again and again.
bool json_tape_read(struct json_tape *tape, const char *bytes, size_t length);

// The value of `key` in the object node (the last of several), 0 where there is none or the node is
// no object: node 0 is never a member.
size_t json_member(const struct json_tape *tape, size_t object, const char *key);

// The type of a node; of node 0 as "none" (json_member) it is that of the whole, so ask only for
// nodes that are there.
bool json_is(const struct json_tape *tape, size_t node, enum json_type type);

// Whether the node is a string that reads `string`.
bool json_string_is(const struct json_tape *tape, size_t node, const char *string);

// Adds the string's text with its escapes resolved; U+0000 becomes U+FFFD.
void json_string_add(const struct json_tape *tape, size_t node, struct buffer *out);

// The same as a string of your own; NULL where the node is no string (or is 0).
char *json_string_copy(const struct json_tape *tape, size_t node);

// Whether the node (not 0) is a whole number from 0 that fits.
bool json_size(const struct json_tape *tape, size_t node, size_t *number);

// Values that may stand alone or in a list: the first of those at `node` (itself, where it is no
// list), 0 where there is none, and the end of them all; the one after `node`, 0 after the last.
size_t json_values_begin(const struct json_tape *tape, size_t node, size_t *end);
size_t json_values_next(const struct json_tape *tape, size_t node, size_t end);

// Whether one of them is a string that reads `string`.
bool json_has_value(const struct json_tape *tape, size_t node, const char *string);

#endif
