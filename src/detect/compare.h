// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_COMPARE_H
#define DETECT_COMPARE_H

#include "article/article.h"
#include "base/buffer.h"
#include "detect/findings.h"
#include "text/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The differences between a sentence of the introduction and what it retells, word by word, for
// showing: one running text made of both, or two texts side by side.

enum edit_kind {
    EDIT_EQUAL,
    EDIT_ADDED, // only here
    EDIT_LOST,  // only there
    EDIT_MOVED, // an attribution that stands elsewhere or in other words on the other side
};

enum edit_weight {
    EDIT_SUBSTANCE,   // words
    EDIT_LIGHT,       // punctuation only
    EDIT_SPELLING,    // of EDIT_EQUAL: the same word in British and American spelling
    EDIT_ATTRIBUTION, // moved or replaced; one dropped altogether is EDIT_LOST, EDIT_SUBSTANCE
};

// `here` lies in the introduction's sentence, `there` in an original's; empty where the edit has
// nothing on that side. An attribution replaced in its place has both; one that moved is two
// edits, each at its own place.
struct edit {
    enum edit_kind kind;
    enum edit_weight weight;
    struct span here, there;
};

struct edit_list {
    struct edit *items;
    size_t count, capacity;
};

void edit_list_fini(struct edit_list *list);

// Compares sentences of one article; keeps what it learnt of their words. `findings` may have no
// mentions. Both must outlive it and not change.
struct comparison;

struct comparison *compare_new(const struct article *article, const struct findings *findings);
void compare_free(struct comparison *comparison);

// Replaces *edits by the differences between sentence `intro` and `originals` (one after another,
// as one text), in the order in which they are read: of words replaced by others the lost ones
// come first. All tokens of all the sentences are in exactly one edit a side. No edit crosses from
// one original's sentence into the next.
//
// Method: detect/script.h.
void compare_sentences(struct comparison *comparison, uint32_t intro, const uint32_t *originals,
                       size_t original_count, struct edit_list *edits);

// Changes of substance, several bits at once.
enum compare_change {
    CHANGE_NUMBER = 1,
    CHANGE_NAME = 2,  // a name added or gone
    CHANGE_TITLE = 4, // an office or form of address added or gone
    CHANGE_NEGATION = 8,
    CHANGE_HEDGE = 16,       // may, reportedly, about …
    CHANGE_QUOTATION = 32,   // quotation marks put or taken away
    CHANGE_ATTRIBUTION = 64, // dropped
};

// What changed between the sentences: bits of enum compare_change. Attributions count only as
// such; with several originals a thing that one of them has is not added.
unsigned compare_changes(struct comparison *comparison, uint32_t intro, const uint32_t *originals,
                         size_t original_count);

// Who says what the sentence reports: the person that an attribution in it names ("Wang said", ",
// noted Lavrov"); FINDINGS_NONE where none is named, and then *by_pronoun tells whether it is "he"
// or "she" who says it.
uint32_t compare_speaker(struct comparison *comparison, uint32_t sentence, bool *by_pronoun);

// One side of a change: the kinds (bits of enum compare_change, attributions not among them) of
// what its words say and the other side says nowhere, and the words that say it, names and titles
// whole; 0 and empty: nothing.
struct change_side {
    unsigned kinds;
    struct span span;
};

// One change: its kinds, those of both sides together; the words that were lost and those in their
// place (empty: none), and what is of substance in them.
struct change {
    unsigned kinds;
    struct span there, here;
    struct change_side lost, gained;
};

struct change_list {
    struct change *items;
    size_t count, capacity;
};

void change_list_fini(struct change_list *list);

// Replaces *changes by those between the sentences, in the order of reading: the edits that hold a
// number, name, title, negation or hedge that the other side has nowhere. What another sentence of
// the introduction tells from the same original is not lost.
void compare_list_changes(struct comparison *comparison, uint32_t intro, const uint32_t *originals,
                          size_t original_count, struct change_list *changes);

// Adds the changes in words, translated, with commas between: "number, name".
void compare_kind_words(unsigned changes, struct buffer *out);

#endif
