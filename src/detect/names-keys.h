// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_KEYS_H
#define DETECT_NAMES_KEYS_H

#include "detect/names-scan.h"

// What makes two names one.

// A hash of `key` and `part`, in this order.
uint64_t key_mix(uint64_t key, uint64_t part);

// The key of an entry: its id and what it is; an adjective has its place's.
uint64_t key_of_entry(const struct gazetteer_entry *entry);

// The key of a name by its parts: "Communist Party of China (CPC) Central Committee" and "CPC
// Central Committee" have one, "Laos-China Railway" and "China-Laos Railway", British and American
// spelling.
uint64_t key_of_name(struct scan *scan, const struct candidate *candidate);

// The key of a name's head and type: "Summit" of "Astana Summit", "Treaty" of "Treaty of Asunción".
uint64_t key_of_head(const struct scan *scan, const struct candidate *candidate);

#endif
