// SPDX-License-Identifier: GPL-3.0-or-later
// Lexicon: looking up in the table that the build made. The hash is that of lexicon.awk.

#include <config.h>

#include "detect/lexicon.h"

#include <string.h>

static size_t lexicon_hash(const char *word, size_t length)
{
    size_t value = 0;
    for (size_t i = 0; i < length; i++)
        value = value * 31 + (unsigned char)word[i];
    return value % LEXICON_SLOTS;
}

const struct lexicon_entry *lexicon_find(const char *word, size_t length)
{
    if (length >= sizeof lexicon_entries->word)
        return NULL;
    for (size_t at = lexicon_hash(word, length); lexicon_slots[at]; at = (at + 1) % LEXICON_SLOTS) {
        const struct lexicon_entry *entry = &lexicon_entries[lexicon_slots[at] - 1];
        if (memcmp(entry->word, word, length) == 0 && !entry->word[length])
            return entry;
    }
    return NULL;
}
