// SPDX-License-Identifier: GPL-3.0-or-later
// Key map: open addressing, linear probing, at most half full.

#include <config.h>

#include "detect/key-map.h"

#include "base/memory.h"

#include <stdlib.h>

void key_map_fini(struct key_map *map)
{
    free(map->slots);
    *map = (struct key_map){0};
}

static struct key_slot *find_slot(const struct key_map *map, uint64_t key)
{
    size_t slot = (key ^ key >> 32) * UINT64_C(0x9E3779B97F4A7C15) >> 20 & (map->capacity - 1);
    while (map->slots[slot].used && map->slots[slot].key != key)
        slot = (slot + 1) & (map->capacity - 1);
    return &map->slots[slot];
}

static void grow(struct key_map *map)
{
    struct key_map larger = {.count = map->count,
                             .capacity = map->capacity ? map->capacity * 2 : 64};
    larger.slots = memory_allocate_zeroed(larger.capacity, sizeof *larger.slots);
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->slots[i].used)
            *find_slot(&larger, map->slots[i].key) = map->slots[i];
    }
    free(map->slots);
    *map = larger;
}

uint32_t *key_map_put(struct key_map *map, uint64_t key, uint32_t value)
{
    if ((map->count + 1) * 2 > map->capacity)
        grow(map);
    struct key_slot *slot = find_slot(map, key);
    if (!slot->used) {
        *slot = (struct key_slot){key, value, 1};
        map->count++;
    }
    return &slot->value;
}

uint32_t key_map_get(const struct key_map *map, uint64_t key, uint32_t otherwise)
{
    if (!map->capacity)
        return otherwise;
    const struct key_slot *slot = find_slot(map, key);
    return slot->used ? slot->value : otherwise;
}
