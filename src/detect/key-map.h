// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_KEY_MAP_H
#define DETECT_KEY_MAP_H

#include <stddef.h>
#include <stdint.h>

// A hash table from 64-bit keys, hashes themselves, to numbers. Zero-initialised it is empty.
struct key_map {
    struct key_slot {
        uint64_t key;
        uint32_t value;
        uint32_t used;
    } * slots;
    size_t count, capacity; // capacity: a power of two
};

void key_map_fini(struct key_map *map);

// The place of the key's value, valid until the next call; where the key is new it is put in with
// `value`. Amortised constant time.
uint32_t *key_map_put(struct key_map *map, uint64_t key, uint32_t value);

// The key's value, else `otherwise`.
uint32_t key_map_get(const struct key_map *map, uint64_t key, uint32_t otherwise);

#endif
