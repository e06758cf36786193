// SPDX-License-Identifier: GPL-3.0-or-later
// Vocabulary: open-addressed tables from a token's key to its word, and from the keys of plain
// forms and stems to their numbers. The lexicon is looked up once for each different word.

#include <config.h>

#include "detect/vocabulary.h"

#include "base/memory.h"
#include "detect/lexicon.h"
#include "detect/spelling.h"

#include <stdlib.h>
#include <string.h>

// Keys that number themselves in order of appearance. A slot holds number + 1; 0 is free.
struct numbering {
    uint64_t *keys;
    size_t key_capacity;
    uint32_t *slots;
    size_t slot_count;  // a power of two
    size_t count, room; // keys there are, and expected to begin with
};

struct vocabulary {
    struct numbering tokens;
    struct numbering forms;
    struct numbering stems;
    struct word *words; // by number of the token's key
    size_t word_capacity;
};

static void numbering_grow(struct numbering *numbering)
{
    if (!numbering->slot_count)
        numbering->slot_count = 64;
    do
        numbering->slot_count *= 2;
    while (numbering->slot_count < 2 * numbering->room);
    free(numbering->slots);
    numbering->slots = memory_allocate_zeroed(numbering->slot_count, sizeof *numbering->slots);
    for (size_t i = 0; i < numbering->count; i++) {
        size_t at = (numbering->keys[i] ^ numbering->keys[i] >> 32) & (numbering->slot_count - 1);
        while (numbering->slots[at])
            at = (at + 1) & (numbering->slot_count - 1);
        numbering->slots[at] = (uint32_t)i + 1;
    }
}

// The key's number; *is_new says whether it got it now.
static uint32_t numbering_add(struct numbering *numbering, uint64_t key, bool *is_new)
{
    if (numbering->count * 2 >= numbering->slot_count)
        numbering_grow(numbering);
    size_t at = (key ^ key >> 32) & (numbering->slot_count - 1);
    for (; numbering->slots[at]; at = (at + 1) & (numbering->slot_count - 1)) {
        if (numbering->keys[numbering->slots[at] - 1] == key) {
            *is_new = false;
            return numbering->slots[at] - 1;
        }
    }
    numbering->keys = memory_grow(numbering->keys, &numbering->key_capacity,
                                  numbering->count ? numbering->count + 1 : numbering->room,
                                  sizeof *numbering->keys);
    numbering->keys[numbering->count++] = key;
    numbering->slots[at] = (uint32_t)numbering->count;
    *is_new = true;
    return (uint32_t)numbering->count - 1;
}

static void numbering_fini(struct numbering *numbering)
{
    free(numbering->keys);
    free(numbering->slots);
}

// The lexicon's entry of a token, as it stands or in its plain form; NULL where there is none.
static const struct lexicon_entry *find_entry(const char *bytes, const struct token *token,
                                              const char *form, size_t form_length)
{
    char lower[sizeof((struct lexicon_entry *)0)->word];
    size_t length = token->end - token->start;
    const struct lexicon_entry *entry = NULL;
    if (length < sizeof lower) {
        for (size_t i = 0; i < length; i++) {
            char letter = bytes[token->start + i];
            lower[i] = (char)(letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter);
        }
        entry = lexicon_find(lower, length);
        if (entry || (length == form_length && memcmp(lower, form, length) == 0))
            return entry;
    }
    return lexicon_find(form, form_length);
}

// Works a new word out.
static struct word describe(struct vocabulary *vocabulary, const char *bytes,
                            const struct token *token)
{
    char form[SPELLING_ROOM];
    bool is_new, is_mark = token->kind == TOKEN_MARK;
    struct word word = {.flags = is_mark                           ? WORD_MARK
                                 : token->kind == TOKEN_POSSESSIVE ? WORD_POSSESSIVE
                                 : token->kind == TOKEN_NUMBER     ? WORD_NUMBER
                                                                   : 0,
                        .number = -1};
    size_t length = spelling_form(bytes + token->start, token->end - token->start, form);
    word.spelling = numbering_add(&vocabulary->forms, spelling_hash(form, length), &is_new);
    if (!is_mark) {
        const struct lexicon_entry *entry = find_entry(bytes, token, form, length);
        if (entry) {
            word.flags |= entry->flags;
            memcpy(word.senses, entry->senses, sizeof word.senses);
        }
        word.number = spelling_number(form, length);
        word.flags |= word.number >= 0 ? WORD_NUMBER : 0;
        length = spelling_stem(form, length);
    }
    word.stem = numbering_add(&vocabulary->stems, spelling_hash(form, length), &is_new);
    return word;
}

struct vocabulary *vocabulary_new(size_t room)
{
    struct vocabulary *vocabulary = memory_allocate_zeroed(1, sizeof *vocabulary);
    vocabulary->tokens.room = vocabulary->forms.room = vocabulary->stems.room = room;
    return vocabulary;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    numbering_fini(&vocabulary->tokens);
    numbering_fini(&vocabulary->forms);
    numbering_fini(&vocabulary->stems);
    free(vocabulary->words);
    free(vocabulary);
}

void vocabulary_read(struct vocabulary *vocabulary, const char *bytes, const struct token *tokens,
                     size_t count, uint32_t *words)
{
    for (size_t i = 0; i < count; i++) {
        bool is_new;
        uint32_t number = words[i] = numbering_add(&vocabulary->tokens, tokens[i].key, &is_new);
        if (!is_new)
            continue;
        vocabulary->words =
            memory_grow(vocabulary->words, &vocabulary->word_capacity,
                        number ? number + 1 : vocabulary->tokens.room, sizeof *vocabulary->words);
        vocabulary->words[number] = describe(vocabulary, bytes, &tokens[i]);
    }
}

const struct word *vocabulary_words(const struct vocabulary *vocabulary)
{
    return vocabulary->words;
}

size_t vocabulary_count(const struct vocabulary *vocabulary)
{
    return vocabulary->tokens.count;
}

size_t vocabulary_stem_count(const struct vocabulary *vocabulary)
{
    return vocabulary->stems.count;
}
