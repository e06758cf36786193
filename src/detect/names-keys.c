// SPDX-License-Identifier: GPL-3.0-or-later
// Keys: a hash for each name in which spelling, the order of hyphened places, "the" and bracketed
// acronyms do not count, and names inside count by their id.

#include <config.h>

#include "detect/names-keys.h"

#include <string.h>

uint64_t key_mix(uint64_t key, uint64_t part)
{
    key ^= part;
    key *= UINT64_C(0x9E3779B97F4A7C15);
    return key ^ key >> 29;
}

uint64_t key_of_entry(const struct gazetteer_entry *entry)
{
    bool place = entry->type == GAZETTEER_NORP || entry->type == GAZETTEER_PLACE;
    return key_mix(token_key(gazetteer_entry_id(entry)), place ? GAZETTEER_PLACE : entry->type);
}

// The key of a word in which British and American spelling are one.
static uint64_t spelling_key(const struct scan *scan, size_t token)
{
    const struct token *item = &scan->tokens[token];
    size_t length = item->end - item->start, out = 0;
    char word[64];
    if (length >= sizeof word)
        return scan_word_key(scan, token);
    const char *bytes = scan->bytes + item->start;
    for (size_t i = 0; i < length; i++) {
        char letter = bytes[i] >= 'A' && bytes[i] <= 'Z' ? (char)(bytes[i] | 0x20) : bytes[i];
        if ((unsigned char)letter >= 0x80)
            return scan_word_key(scan, token);
        bool u_of_our = letter == 'u' && out && word[out - 1] == 'o' && i + 1 < length &&
                        (bytes[i + 1] | 0x20) == 'r' && length > 5;
        if (!u_of_our)
            word[out++] = letter == 'z' ? 's' : letter;
    }
    if (out > 4 && !memcmp(word + out - 2, "re", 2)) // centre, theatre
        memcpy(word + out - 2, "er", 2);
    if (out > 8 && !memcmp(word + out - 3, "mme", 3)) // programme
        out -= 2;
    return token_fold(word, out);
}

// The name of the gazetteer that counts by its id inside a longer one: of organisations the
// shortest ("CPC" in "CPC Central Committee", which may be in the gazetteer too).
static const struct gazetteer_entry *inner_name(struct scan *scan, size_t at, size_t end,
                                                size_t outer, size_t *step)
{
    struct gazetteer_match matches[16];
    size_t count = gazetteer_match(scan->gazetteer, scan->bytes, scan->tokens + at, end - at,
                                   CASE_EXACT, matches, sizeof matches / sizeof *matches);
    const struct gazetteer_entry *best = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct gazetteer_entry *entry = matches[i].entry;
        if (entry->type >= GAZETTEER_TITLE || matches[i].tokens >= outer)
            continue;
        bool shorter = best && best->type == GAZETTEER_ORGANISATION &&
                       entry->type == GAZETTEER_ORGANISATION && matches[i].tokens < *step;
        if (!best || shorter) {
            best = entry;
            *step = matches[i].tokens;
        }
    }
    return best;
}

// The key of a name that the gazetteer does not have.
uint64_t key_of_name(struct scan *scan, const struct candidate *candidate)
{
    uint64_t key = candidate->type;
    uint64_t pair = 0; // hyphened places, in any order
    bool bracket = false;
    for (size_t at = candidate->first; at < candidate->end;) {
        if (scan_is(scan, at, "("))
            bracket = true;
        else if (scan_is(scan, at, ")"))
            bracket = false;
        if (bracket || scan->tokens[at].kind == TOKEN_MARK || scan_is(scan, at, "the")) {
            at++;
            continue;
        }
        size_t step = 1;
        uint64_t part;
        const struct gazetteer_entry *inner =
            inner_name(scan, at, candidate->end, candidate->end - candidate->first, &step);
        if (inner) {
            part = key_of_entry(inner);
        } else {
            part = spelling_key(scan, at);
        }
        bool joined = at + step < candidate->end && scan_is_joint(scan, at + step);
        if (joined || pair) {
            pair += part | 1;
            if (!joined) {
                key = key_mix(key, pair);
                pair = 0;
            }
        } else {
            key = key_mix(key, part);
        }
        at += step;
    }
    return key_mix(key, candidate->type + (uint64_t)77);
}

uint64_t key_of_head(const struct scan *scan, const struct candidate *candidate)
{
    size_t last = candidate->end - 1;
    if (candidate->source != FROM_BARE_HEAD) { // "Treaty of Asunción" is a treaty
        for (size_t i = candidate->first; i < candidate->end; i++) {
            if (i > candidate->first && scan_has(scan, i, WORD_CONNECTOR) &&
                scan->tokens[i].shape == SHAPE_LOWER) {
                last = i - 1;
                break;
            }
        }
    }
    return key_mix(spelling_key(scan, last), candidate->type);
}
