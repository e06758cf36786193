// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef E2E_BOOK_H
#define E2E_BOOK_H

#include "harness.h"

// A long text of which every sentence tells its number: "Item n0000123 …", from 1. Paragraphs are
// lines of one to five sentences, some with an empty line before the next one.
struct book {
    char *bytes;
    size_t length, capacity;
    size_t item_count, paragraph_count;
    size_t *items;      // where each sentence begins
    size_t *paragraphs; // and the number of its paragraph, from 1
    size_t room;
};

// One word of the book's stands in these sentences alone.
#define BOOK_WORD "Zanzibar"
enum { BOOK_WORD_FIRST = 1000, BOOK_WORD_SECOND = 40000, BOOK_WORD_THIRD = 80000 };

enum book_form {
    BOOK_LINES,
    BOOK_ONE_LINE, // no newline but at the end
    BOOK_CRLF,     // newlines after CR
};

// About `length` bytes.
void book_init(struct book *book, size_t length, enum book_form form);
void book_fini(struct book *book);

// Writes the first `length` bytes into the folder.
void book_write(const struct book *book, const struct e2e_folder *folder, const char *name,
                size_t length);

// Sentences on the screen: the first and the last; false where there are none, or where they do not
// follow each other (also while a screen is still coming).
bool book_shown(struct e2e *e2e, size_t *first, size_t *last);

#endif
