// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEXT_TOKENS_H
#define TEXT_TOKENS_H

#include "text/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Tokens: the words, numbers and marks of a stretch of text, as detection and comparison see them.
//  - A word is a run of letters, marks and digits with a letter in it; an apostrophe between
//    letters stays inside ("d'Ivoire", "don’t"), a final ’s is a token of its own; single letters
//    each followed by a full stop are one word ("U.S."). Hyphens are marks of their own.
//  - A number is a run of digits, with [.,] inside where digits follow.
//  - Soft hyphens, word joiners and zero-width joiners part no words and are no tokens.
//  - A number in square brackets directly after something ("talks[12]") refers to a note or a link
//    and is no token.
//  - Every other visible code point is a token of one.

enum token_kind {
    TOKEN_WORD,
    TOKEN_NUMBER,
    TOKEN_POSSESSIVE, // ’s or 's after a word
    TOKEN_MARK,       // punctuation and symbols
};

enum token_shape {
    SHAPE_NONE,    // no letters, or letters without case
    SHAPE_LOWER,   // first letter lower case
    SHAPE_CAPITAL, // first letter upper case, some other lower
    SHAPE_SINGLE,  // one upper case letter alone
    SHAPE_UPPER,   // two upper case letters or more, no lower case one
};

struct token {
    size_t start, end; // bytes
    uint64_t key;      // hash of the folded form (token_fold)
    uint8_t kind;      // enum token_kind
    uint8_t shape;     // enum token_shape
    bool spaced;       // white space before it (true for the first)
};

struct token_list {
    struct token *items;
    size_t count, capacity;
};

void token_list_fini(struct token_list *list);

// Adds the tokens of bytes[range] to the list, offsets counted from `bytes`.
void tokens_split(const char *bytes, struct span range, struct token_list *list);

// Index of the first token that starts at or after byte `offset`; the count where none does.
size_t tokens_find(const struct token_list *list, size_t offset);

// The same, where that is known not to be before token `from`. Costs the logarithm of how far on it
// is: for offsets that come in order.
size_t tokens_find_from(const struct token_list *list, size_t offset, size_t from);

// Whether there is a token in bytes[range]: something that can be seen.
bool tokens_is_visible(const char *bytes, struct span range);

// The hash that `key` is: of the string's full case folding in NFC, curly apostrophes straight, soft
// hyphens and word joiners left out.
// Equal words of different case have equal keys.
uint64_t token_fold(const char *bytes, size_t length);

// token_fold of a NUL-ended string.
uint64_t token_key(const char *word);

// Whether the token's bytes are exactly `word`. Here, so that a literal costs a comparison of
// lengths where it differs, as it mostly does.
static inline bool token_is(const char *bytes, const struct token *token, const char *word)
{
    size_t length = token->end - token->start;
    return strlen(word) == length && memcmp(bytes + token->start, word, length) == 0;
}

#endif
