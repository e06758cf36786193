// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_NAMES_WORDS_H
#define DETECT_NAMES_WORDS_H

#include <stddef.h>
#include <stdint.h>

// The closed classes of English words that tell names from other words, and what stands before and
// after names. Which word belongs where is grammar, not knowledge of the world: that is in the
// gazetteer.
struct word_table;

struct word_table *word_table_new(void);
void word_table_free(struct word_table *table);

// Set of enum word_class of the word whose token key is `key`; 0: none.
uint16_t word_table_classes(const struct word_table *table, uint64_t key);

#endif
